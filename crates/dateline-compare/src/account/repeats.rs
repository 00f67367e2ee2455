//! Claims whose words an earlier claim shows already: one passage often tells several things.

use crate::compare::is_aside;
use dateline_core::{Claim, ClaimKind, ClaimState, ReportIx, Span};
use std::collections::BTreeSet;

/// Marks each claim that shows no place that one before it does not show: a reader who has read that one has read both.
///
/// A figure that several reports tell is only held against figures, as it is read for its number.
pub(super) fn mark(claims: &mut [Claim]) {
    let places: Vec<BTreeSet<(ReportIx, Span)>> =
        claims.iter().map(|c| c.support.iter().map(|s| (s.report, s.span)).collect()).collect();
    let figure = |c: &Claim| c.kind == ClaimKind::Figure && c.state != ClaimState::Single;
    for i in 1..claims.len() {
        let whole = (0..i).find(|&j| {
            claims[j].repeats.is_none()
                && !is_aside(&claims[j])
                && (!figure(&claims[i]) || figure(&claims[j]))
                && places[i].is_subset(&places[j])
        });
        claims[i].repeats = whole.map(|j| claims[j].id);
    }
}
