//! The command: its arguments to the library, which does the rest.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::main(std::env::args_os()).into()
}
