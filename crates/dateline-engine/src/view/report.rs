//! A report as it is read: its text by its parts, and the places in it that claims rest on.

use super::StoryView;
use dateline_core::{RegionKind, Report, ReportIx, Span};

/// A place in a report that a claim rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// The claim, by its place in the story's list.
    pub claim: usize,
    /// The support, by its place in the claim's list.
    pub support: usize,
}

impl StoryView<'_> {
    /// The places in a report that the story's claims rest on, in the order of the claims; a claim whose words another
    /// one shows has none of its own.
    pub fn marks(&self, ix: ReportIx) -> Vec<Mark> {
        let claims = self.account.claims.iter().enumerate().filter(|(_, c)| !c.aside);
        let marks = claims.flat_map(|(claim, c)| {
            let here = c.support.iter().enumerate().filter(|(_, s)| s.report == ix);
            here.map(move |(support, s)| Mark { span: s.span, claim, support })
        });
        marks.collect()
    }
}

/// The whole text of a report by its regions; what no region holds is body.
pub fn parts(report: &Report) -> Vec<(Span, RegionKind)> {
    let mut parts = Vec::new();
    let mut at = 0;
    for region in &report.regions {
        parts.extend(report.text.span(at..region.span.start()).map(|s| (s, RegionKind::Body)));
        parts.push((region.span, region.kind));
        at = region.span.end();
    }
    parts.extend(report.text.span(at..report.text.len()).map(|s| (s, RegionKind::Body)));
    parts
}
