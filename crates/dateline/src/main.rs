//! The command: arguments in, one typed request run, an exit status out.

mod args;
mod export;
mod output;
mod progress;
mod run;
mod show;

use clap::Parser;
use std::process::ExitCode;

/// What a run came to; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All went well, or what failed was named and the rest went on.
    Done,
    /// A check found a fault, or an input failed under `--strict`.
    Fault,
    /// Nothing could be read.
    Nothing,
}

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match run::run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Fault) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            progress::error(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
