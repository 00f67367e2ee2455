//! The command as a library, for the Python package: what the program does with arguments, and the forms that results take.
//!
//! Programs in Rust use `dateline-engine`, which this is a face of.

mod args;
mod export;
pub mod form;
mod output;
mod plain;
mod progress;
mod run;
mod show;

use anyhow::anyhow;
use std::ffi::OsString;
use std::panic::catch_unwind;

/// What a run came to; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All went well, or what failed was named and the rest went on.
    Done = 0,
    /// A check found a fault, or an input failed under `--strict`.
    Fault = 1,
    /// Nothing could be read.
    Nothing = 2,
}

/// A report that makes a thread fail is named with what was being done; where in the program it was, only who asks is told.
#[expect(clippy::disallowed_methods, reason = "what is told of a fault of the program changes no output")]
pub fn quiet_threads() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// Runs the command with its arguments, the first of which is the program's name, and gives the exit status: 0 all went well, 1 a
/// check found a fault or an input failed under `--strict`, 2 nothing could be read or the arguments make no sense.
///
/// What it prints goes to standard output and standard error. Arguments that ask for help, or make no sense, end the process.
pub fn main(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = args::Cli::from_words(args);
    quiet_threads();
    let ran = catch_unwind(|| run::run(cli));
    match ran.unwrap_or_else(|_| Err(anyhow!("a fault of dateline ended the run: RUST_BACKTRACE=1 tells where"))) {
        Ok(outcome) => outcome as u8,
        Err(error) if output::is_broken_pipe(&error) => Outcome::Done as u8,
        Err(error) => {
            progress::error(format_args!("{error:#}"));
            Outcome::Nothing as u8
        }
    }
}
