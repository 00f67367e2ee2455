//! Claims whose words an earlier claim shows already: one passage often tells several things.

use super::whole::whole;
use crate::compare::is_aside;
use dateline_core::{Annotated, Claim, ClaimKind, ReportIx, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Places in reports.
type Places = BTreeSet<(ReportIx, Span)>;

/// Marks each claim that shows no place that one before it does not show: a reader who has read that one has read both.
///
/// A quotation is shown whole, so that one that runs over several passages is read with each of them; what differs in a
/// passage is read there only. A figure on which reports differ is only held against figures, as it is read for its number.
pub(super) fn mark(claims: &mut [Claim], reports: &[Annotated]) {
    let places: Vec<Places> = claims.iter().map(|c| c.support.iter().map(|s| (s.report, s.span)).collect()).collect();
    let shown: Vec<Places> = claims
        .iter()
        .map(|c| c.support.iter().map(|s| (s.report, whole(&reports[s.report.index()], s))).collect())
        .collect();
    let figure = |c: &Claim| c.kind == ClaimKind::Figure && !c.differences.is_empty();
    let mut holders: BTreeMap<(ReportIx, Span), Vec<usize>> = BTreeMap::new();
    for i in 0..claims.len() {
        let repeats = |j: &usize| {
            let quoted = claims[i].differences.is_empty() && shown[i].is_subset(&shown[*j]);
            (!figure(&claims[i]) || figure(&claims[*j])) && (quoted || places[i].is_subset(&places[*j]))
        };
        let before = shown[i].first().and_then(|p| holders.get(p)).into_iter().flatten().copied();
        let first = before.into_iter().find(repeats);
        claims[i].repeats = first.map(|j| claims[j].id);
        if first.is_none() && !is_aside(&claims[i]) {
            shown[i].iter().for_each(|&p| holders.entry(p).or_default().push(i));
        }
    }
}
