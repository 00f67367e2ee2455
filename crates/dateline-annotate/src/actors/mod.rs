//! Who: the actors of a report and every place that names them.

use dateline_core::{Actor, Parse, Report, Statement};

/// Finds the actors of a report.
pub fn find(_report: &Report, _parse: &Parse) -> Vec<Actor> {
    Vec::new()
}

/// Adds what only statements tell: "I" and "we" inside a quotation are its speaker.
pub fn with_speakers(actors: Vec<Actor>, _parse: &Parse, _statements: &[Statement]) -> Vec<Actor> {
    actors
}
