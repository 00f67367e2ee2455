//! Who said what: statements with their source, speaker and channel.

use dateline_core::{Actor, Parse, Report, Statement, TimeExpression};

/// Finds the statements of a report, in the order of the text.
pub fn find(_report: &Report, _parse: &Parse, _actors: &[Actor], _times: &[TimeExpression]) -> Vec<Statement> {
    Vec::new()
}
