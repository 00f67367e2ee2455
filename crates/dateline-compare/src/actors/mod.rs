//! Who is who across the reports of a story.

use dateline_core::{Annotated, ReportIx, StoryActor};

/// Joins the actors of a story's reports: one entry for each person, organisation, country, place, group and office.
pub fn join(_reports: &[(ReportIx, &Annotated)]) -> Vec<StoryActor> {
    Vec::new()
}
