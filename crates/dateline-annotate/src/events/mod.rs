//! What happened: events, who did what to whom, and whether it did.

use dateline_core::{Actor, Event, Parse, Report, Statement, TimeExpression};

/// Finds the events of a report, in the order of the text.
pub fn find(
    _report: &Report,
    _parse: &Parse,
    _actors: &[Actor],
    _times: &[TimeExpression],
    _statements: &[Statement],
) -> Vec<Event> {
    Vec::new()
}
