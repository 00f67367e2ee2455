//! The command: arguments in, one typed request run, an exit status out.

mod args;
mod export;
mod output;
mod plain;
mod progress;
mod run;
mod show;

use anyhow::anyhow;
use std::panic::catch_unwind;
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

/// A report that makes a thread fail is named with what was being done; where in the program it was, only who asks is told.
#[expect(clippy::disallowed_methods, reason = "what is told of a fault of the program changes no output")]
fn quiet_threads() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

fn main() -> ExitCode {
    let cli = args::Cli::from_the_command_line();
    quiet_threads();
    let ran = catch_unwind(|| run::run(cli));
    match ran.unwrap_or_else(|_| Err(anyhow!("a fault of dateline ended the run: RUST_BACKTRACE=1 tells where"))) {
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
