//! What goes to standard error: progress on a terminal, warnings, and the times of the stages.

use crate::args::Common;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt;
use std::io::{IsTerminal, Write};
use std::time::Instant;

/// Tells the user how far a run is, if they can see it and did not ask for quiet.
pub(crate) struct Progress {
    bar: ProgressBar,
    quiet: bool,
    verbose: bool,
    since: Instant,
}

impl Progress {
    #[expect(clippy::disallowed_methods, reason = "the times of the stages are told to the user, and decide nothing")]
    pub(crate) fn new(common: &Common) -> Progress {
        let bar = ProgressBar::no_length();
        let seen = !common.quiet && std::io::stderr().is_terminal();
        bar.set_draw_target(if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}") {
            bar.set_style(style);
        }
        Progress { bar, quiet: common.quiet, verbose: common.verbose, since: Instant::now() }
    }

    /// One more report is through.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// A stage begins.
    pub(crate) fn stage(&self, name: &'static str) {
        self.bar.set_message(name);
    }

    /// A stage has ended.
    #[expect(clippy::disallowed_methods, reason = "the times of the stages are told to the user, and decide nothing")]
    pub(crate) fn ended(&mut self, name: &str) {
        let now = Instant::now();
        if self.verbose {
            let took = now - self.since;
            self.line(format_args!("{name}: {} ms", took.as_millis()));
        }
        self.since = now;
    }

    /// Something is wrong with one input; the rest goes on.
    pub(crate) fn warn(&self, what: impl fmt::Display) {
        if !self.quiet {
            self.line(format_args!("dateline: {what}"));
        }
    }

    fn line(&self, what: fmt::Arguments<'_>) {
        self.bar.suspend(|| write_line(what));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Why the run failed, in one line.
pub(crate) fn error(what: fmt::Arguments<'_>) {
    write_line(format_args!("dateline: {what}"));
}

/// Writes a line to standard error; where even that fails, there is nobody left to tell.
fn write_line(what: fmt::Arguments<'_>) {
    // In one piece, so that a program that reads along sees whole lines.
    let _ = anstream::stderr().write_all(format!("{what}\n").as_bytes());
}
