//! Claims whose words an earlier claim shows already: one passage often tells several things.

use crate::compare::is_aside;
use dateline_core::{Claim, ClaimKind, ReportIx, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Marks each claim that shows no place that one before it does not show: a reader who has read that one has read both.
///
/// A figure on which reports differ is only held against figures, as it is read for its number.
pub(super) fn mark(claims: &mut [Claim]) {
    let places: Vec<BTreeSet<(ReportIx, Span)>> =
        claims.iter().map(|c| c.support.iter().map(|s| (s.report, s.span)).collect()).collect();
    let figure = |c: &Claim| c.kind == ClaimKind::Figure && !c.differences.is_empty();
    let mut holders: BTreeMap<(ReportIx, Span), Vec<usize>> = BTreeMap::new();
    for i in 0..claims.len() {
        let before = places[i].first().and_then(|p| holders.get(p)).into_iter().flatten().copied();
        let whole =
            before.filter(|&j| !figure(&claims[i]) || figure(&claims[j])).find(|&j| places[i].is_subset(&places[j]));
        claims[i].repeats = whole.map(|j| claims[j].id);
        if whole.is_none() && !is_aside(&claims[i]) {
            places[i].iter().for_each(|&p| holders.entry(p).or_default().push(i));
        }
    }
}
