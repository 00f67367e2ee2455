//! What the reports of a story have from each other: each passage of a report that an earlier one holds too.

use dateline_core::{Annotated, Copy, ReportIx};
use std::ops::Range;

/// Finds the passages that reports of one story copy, each from the report that most likely had it first.
pub(super) fn copies(_members: &[ReportIx], _reports: &[Annotated]) -> Vec<Copy> {
    Vec::new()
}

/// The copies of a story, to be asked which passages are the same.
pub(crate) struct Copies {
    /// Sorted by report and place.
    list: Vec<Copy>,
}

impl Copies {
    pub(crate) fn new(mut list: Vec<Copy>) -> Copies {
        list.sort_unstable_by_key(|c| (c.report, c.span, c.of, c.of_span));
        Copies { list }
    }

    pub(crate) fn all(&self) -> &[Copy] {
        &self.list
    }

    /// The report that most likely had most of a passage first, if it was another one, and about where it stands there.
    pub(crate) fn first(&self, ix: ReportIx, passage: &Range<usize>) -> Option<Place> {
        let start = self.list.partition_point(|c| c.report < ix);
        let from =
            self.list[start..].iter().take_while(|c| c.report == ix).filter(|c| covers(&c.span.range(), passage));
        let copy = from.max_by_key(|c| overlap(&c.span.range(), passage))?;
        let (here, there) = (copy.span, copy.of_span);
        // Edits are spread over the passage, so a place in it is found by its share of the whole.
        let place = |at: usize| {
            there.start()
                + at.clamp(here.start(), here.end()).saturating_sub(here.start()) * there.len() / here.len().max(1)
        };
        Some((copy.of, place(passage.start)..place(passage.end)))
    }

    /// The other reports that hold most of a passage, the one that had it first before the others.
    pub(crate) fn sharing(&self, ix: ReportIx, passage: &Range<usize>) -> impl Iterator<Item = ReportIx> + '_ {
        let first = self.first(ix, passage);
        let (root, at) = first.clone().unwrap_or((ix, passage.clone()));
        let others = self.list.iter().filter(move |c| c.of == root && covers(&c.of_span.range(), &at));
        first.map(|(of, _)| of).into_iter().chain(others.map(|c| c.report)).filter(move |&other| other != ix)
    }

    /// Whether most of one passage is a copy of the other, or both of a third.
    pub(crate) fn link(&self, a: Place, b: Place) -> bool {
        let root = |(ix, passage): Place| self.first(ix, &passage).unwrap_or((ix, passage));
        let (a, b) = (root(a), root(b));
        a.0 == b.0 && overlap(&a.1, &b.1) * 2 > a.1.len().min(b.1.len())
    }
}

/// A passage of a report, in bytes.
pub(crate) type Place = (ReportIx, Range<usize>);

/// Whether a copied passage holds at least half of another.
fn covers(copied: &Range<usize>, passage: &Range<usize>) -> bool {
    !passage.is_empty() && overlap(copied, passage) * 2 >= passage.len()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
