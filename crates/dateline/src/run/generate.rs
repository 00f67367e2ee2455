//! `generate`: the manual page and shell completions, made from the arguments.

use crate::Outcome;
use crate::args::{Cli, GenerateArgs};
use anyhow::{Result, anyhow};
use clap::ValueEnum;
use std::io;

/// `dateline generate`.
pub(super) fn run(args: &GenerateArgs) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    if args.what == "man" {
        clap_mangen::Man::new(Cli::limited()).render(&mut out)?;
    } else {
        let shell = clap_complete::Shell::from_str(&args.what, true).map_err(|_| {
            anyhow!("{:?} is neither \"man\" nor a shell: bash, elvish, fish, powershell, zsh", args.what)
        })?;
        clap_complete::generate(shell, &mut Cli::limited(), "dateline", &mut out);
    }
    Ok(Outcome::Done)
}
