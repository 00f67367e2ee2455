//! The order in which claims are read: what matters most first.

use super::whole::whole;
use crate::compare::is_aside;
use dateline_core::{Annotated, Claim, ClaimId, ClaimKind, ClaimState, RegionKind, ReportIx, Span, Support};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Puts the claims that matter most first, and numbers them.
///
/// A claim matters by how many origins and reports tell it, by how early in the reports it stands, and by whether the
/// reports differ on it. One most of whose places claims before it hold already comes after all that are not so, as it
/// shows little that is new; and so do those that only one who wants all reads.
pub(super) fn by_importance(claims: Vec<Claim>, reports: &[Annotated]) -> Vec<Claim> {
    let mut ranked: Vec<(u64, Claim)> = claims.into_iter().map(|c| (importance(&c, reports), c)).collect();
    ranked.sort_by_key(|(n, claim)| (Reverse(*n), Reverse(claim.support.len()), place(claim)));
    let shown_at = |s: &Support| (s.report, whole(&reports[s.report.index()], s));
    let places = |c: &Claim| c.support.iter().map(shown_at).collect::<Vec<(ReportIx, Span)>>();
    let mut shown: BTreeSet<(ReportIx, Span)> = BTreeSet::new();
    let (mut first, mut after) = (Vec::new(), Vec::new());
    for (_, claim) in ranked {
        let places = places(&claim);
        let seen = places.iter().filter(|p| shown.contains(p)).count();
        let figure = claim.kind == ClaimKind::Figure;
        let new = figure || !is_aside(&claim) && 2 * seen <= places.len() && seen < places.len();
        if new && !figure {
            shown.extend(places);
        }
        if new { &mut first } else { &mut after }.push(claim);
    }
    first.append(&mut after);
    first.iter_mut().enumerate().for_each(|(i, claim)| claim.id = ClaimId(i as u32));
    first
}

fn place(claim: &Claim) -> (Option<ReportIx>, usize) {
    let best = claim.support.get(claim.best);
    (best.map(|s| s.report), best.map_or(0, |s| s.span.start()))
}

/// How much a claim matters, in whole points so that no rounding decides.
fn importance(claim: &Claim, reports: &[Annotated]) -> u64 {
    let carriers = claim.support.iter().map(|s| s.report).collect::<BTreeSet<_>>().len() as u64;
    let early: u64 = claim.support.iter().map(|s| earliness(s.report, s.span.start(), reports)).max().unwrap_or(0);
    let state = match claim.state {
        ClaimState::Contradict => 60,
        ClaimState::Differ => 30,
        ClaimState::Agree | ClaimState::Single => 0,
    };
    // A number of people or money is what readers look for first, wherever it stands.
    let kind = if claim.kind == ClaimKind::Figure { 60 } else { 0 };
    let told = |n: u64| if n > 1 { 100 * u64::from(n.ilog2()) + 20 * n.min(10) } else { 0 };
    told(carriers) + 40 * u64::from(claim.origins.min(10)) + early + state + kind
}

/// 100 at the start of a report's article, falling to 0 at its end.
fn earliness(report: ReportIx, at: usize, reports: &[Annotated]) -> u64 {
    let report = &reports[report.index()].report;
    let mut body = report.regions.iter().filter(|r| r.kind == RegionKind::Body).map(|r| r.span);
    let Some(first) = body.next() else { return 0 };
    let whole = body.next_back().map_or(first, |last| first.cover(last));
    let left = whole.end().saturating_sub(at.max(whole.start()));
    (100 * left / whole.len().max(1)) as u64
}
