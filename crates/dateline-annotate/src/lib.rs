//! Finds who, when, who said what and what happened in one report.
//!
//! Two stages, each a function: [`parse`] runs the language engine over a report's article, [`annotate`] finds the
//! layers in the parse. Neither needs another report, reads a file, or fails on any text.

pub mod actors;
pub mod clauses;
pub mod events;
mod options;
mod parse;
pub mod statements;
pub mod times;

pub use options::Options;
pub use parse::{paragraphs, parse};

use dateline_core::{Annotated, Parse, Report};

/// Finds the layers of a report: times, actors, statements, events, clauses, in this order, as each builds on those before.
///
/// A report without a day of publication takes the one that its text makes certain, if it does, marked as inferred.
pub fn annotate(mut report: Report, parse: Parse, options: &Options) -> Annotated {
    report.published = report.published.or_else(|| times::publication(&report));
    let times = times::find(&report, &parse, options.time_mode);
    let actors = actors::find(&report, &parse);
    let statements = statements::find(&report, &parse, &actors, &times);
    let actors = actors::with_speakers(actors, &parse, &statements);
    let events = events::find(&report, &parse, &actors, &times, &statements);
    let clauses = clauses::find(&report, &parse, &actors, &times, &statements);
    Annotated { report, parse, actors, times, statements, events, clauses }
}
