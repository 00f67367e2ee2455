//! The project's own chores, one subcommand each.

mod eval;
mod schema;
mod tidy;
mod train;

use anyhow::{Result, bail};
use std::path::Path;

const USAGE: &str = "usage: cargo run --release -p xtask -- COMMAND

  tidy                    check what can be checked of ARCHITECTURE.md: who uses whom, file heads, sizes, licences of data
  schema                  write the JSON Schemas under docs/schema/
  eval SHARED [--record]  score dateline on the development sets of the folder SHARED, hold the figures against eval/,
                          and with --record write them there
  train WHAT DATA         learn the weights of WHAT from a folder of development data, and write them under rules/
";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => tidy::run(root()),
        ["schema"] => schema::write(root()),
        ["eval", shared] => eval::run(root(), shared.as_ref(), false),
        ["eval", shared, "--record"] => eval::run(root(), shared.as_ref(), true),
        ["train", what, data] => train::run(what, data.as_ref()),
        _ => bail!("{USAGE}"),
    }
}

/// The project's root folder.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
