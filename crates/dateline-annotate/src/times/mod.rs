//! When: time expressions, understood against the report's own date.

mod link;
mod mode;

pub use link::of;
pub use mode::TimeMode;

use dateline_core::{Parse, Report, TimeExpression};

/// Finds the time expressions of a report, in the order of the text.
pub fn find(_report: &Report, _parse: &Parse, _mode: TimeMode) -> Vec<TimeExpression> {
    Vec::new()
}
