//! The project's own chores, one subcommand each.

mod train;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo run --release -p xtask -- COMMAND

  train WHAT DATA   learn the weights of WHAT from a folder of development data, and write them under rules/
";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["train", what, data] => train::run(what, data.as_ref()),
        _ => bail!("{USAGE}"),
    }
}
