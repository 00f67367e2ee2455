//! What goes to standard error: progress on a terminal, warnings, and the times of the stages.

use crate::args::Common;
use crate::plain::{shown, shown_on_a_line};
use dateline_engine::{Notice, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::Cell;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::time::Instant;

/// Tells the user how far a run is, if they can see it and did not ask for quiet.
pub(crate) struct Progress {
    bar: ProgressBar,
    quiet: bool,
    verbose: bool,
    since: Cell<Instant>,
    skipped: Cell<usize>,
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
        Progress {
            bar,
            quiet: common.quiet,
            verbose: common.verbose,
            since: Cell::new(Instant::now()),
            skipped: Cell::new(0),
        }
    }

    /// Tells the user what a call of the engine tells.
    pub(crate) fn hear(&self, notice: Notice<'_>) {
        match notice {
            Notice::Begins(stage) => self.bar.set_message(under_way(stage)),
            Notice::Step => self.bar.inc(1),
            Notice::Ended(stage) => self.ended(done(stage)),
            Notice::Unread(error) => {
                self.skipped.set(self.skipped.get() + usize::from(!error.problem.is_partial()));
                self.warn(error);
            }
            Notice::OtherLanguage { id, found, known } => self.warn(format_args!(
                "{id}: its language is {found:?}, the pipeline's {known:?}; little will be found (see `--pipeline`)"
            )),
            Notice::Damaged { store, id } => self.warn(format_args!(
                "{}: report {id:?} is damaged and left out; add its source again, or take it out with `dateline store remove`",
                store.display()
            )),
            Notice::Earlier { from, of } => {
                self.warn(format_args!("{from}: another version of {of}; only the later one counts"));
            }
            _ => {}
        }
    }

    /// A stage has ended.
    #[expect(clippy::disallowed_methods, reason = "the times of the stages are told to the user, and decide nothing")]
    pub(crate) fn ended(&self, name: &str) {
        let now = Instant::now();
        if self.verbose {
            let took = now - self.since.get();
            self.line(format_args!("{name}: {} ms", took.as_millis()));
        }
        self.since.set(now);
    }

    /// Tells how much was read, where not all was.
    pub(crate) fn read(&self, reports: usize) {
        if self.skipped.get() > 0 {
            self.warn(format_args!("read {reports}, skipped {}", self.skipped.get()));
        }
    }

    /// Something is wrong with one input; the rest goes on.
    pub(crate) fn warn(&self, what: impl fmt::Display) {
        if !self.quiet {
            self.tell(what);
        }
    }

    /// What the user must know to go on, even one who asked for quiet.
    pub(crate) fn tell(&self, what: impl fmt::Display) {
        self.line(format_args!("dateline: {what}"));
    }

    fn line(&self, what: fmt::Arguments<'_>) {
        let line = shown_on_a_line(&what.to_string());
        self.bar.suspend(|| write_line(&line));
    }
}

fn under_way(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "reading",
        Stage::Parse => "parsing",
        Stage::Annotate => "annotating",
        Stage::Add => "adding",
        Stage::Gather => "grouping",
        Stage::Compare => "comparing",
        _ => "working",
    }
}

fn done(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "read",
        Stage::Parse => "read and parse",
        Stage::Annotate => "read and annotate",
        Stage::Add => "read, annotate and add",
        Stage::Gather => "group",
        Stage::Compare => "compare",
        _ => "work",
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Why the run failed, in one line.
pub(crate) fn error(what: fmt::Arguments<'_>) {
    write_line(&shown(&format!("dateline: {what}")));
}

/// Writes a line to standard error; where even that fails, there is nobody left to tell.
fn write_line(what: &str) {
    // In one piece, so that a program that reads along sees whole lines.
    let _ = anstream::stderr().write_all(format!("{what}\n").as_bytes());
}
