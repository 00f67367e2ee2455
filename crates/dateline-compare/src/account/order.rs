//! The order in which claims are read, and which of them the short account shows.

use super::matters::importance;
use crate::Lexicon;
use crate::compare::Compared;
use dateline_core::{Annotated, Claim, ClaimId, ReportIx, Span, Support};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many words the claims of a short account have together. An editor's reading of four reports has as many.
const WORDS: usize = 466;

/// A claim is told already if one shown before it likely tells the same: from this log odds on.
const TOLD: f32 = -2.0;

/// A claim that several reports tell is told already only if a shown one all but surely tells it.
const JOINED_TOLD: f32 = 2.0;

/// What another report that tells a claim adds to how much it matters: a reader comes to see reports held together.
const ANOTHER: f32 = 6.0;

/// Puts the claims that matter most first, numbers them, and marks those that the short account shows.
///
/// A claim that tells what one before it tells already comes after all others.
pub(super) fn by_importance(lexicon: &Lexicon, compared: Compared, reports: &[Annotated]) -> Ordered {
    let Compared { claims, ranks, rivals, counts, .. } = compared;
    let mut order: Vec<usize> = (0..claims.len()).collect();
    let many = |c: &Claim| c.support.iter().map(|s| s.report).collect::<BTreeSet<_>>().len().min(4) as f32;
    let worth: Vec<f32> = ranks
        .iter()
        .zip(&claims)
        .map(|(signs, claim)| importance(lexicon, signs) + ANOTHER * (many(claim) - 1.0))
        .collect();
    let place = |c: &Claim| c.support.get(c.best).map(|s| (s.report, s.span.start()));
    order.sort_by(|&a, &b| {
        let aside = claims[a].aside.cmp(&claims[b].aside);
        aside.then(worth[b].total_cmp(&worth[a])).then_with(|| place(&claims[a]).cmp(&place(&claims[b])))
    });
    let words = |c: &Claim| {
        let best = c.support.get(c.best);
        best.map_or(0, |s| reports[s.report.index()].report.text.str(s.span).split_whitespace().count())
    };
    let mut shown = vec![false; claims.len()];
    let mut left = WORDS;
    for &at in order.iter().filter(|&&at| !claims[at].aside) {
        let limit = if many(&claims[at]) > 1.0 { JOINED_TOLD } else { TOLD };
        let told = rivals[at].iter().any(|&(other, odds)| shown[other] && odds >= limit);
        // Another count of one thing is no repetition of it.
        let told = told && !counts.iter().any(|&(a, b)| a == at || b == at);
        if !told && words(&claims[at]) <= left {
            shown[at] = true;
            left -= words(&claims[at]);
        }
    }
    leave_inner_clauses(&claims, &mut shown);
    order.sort_by_key(|&at| Reverse(shown[at]));
    let mut claims: Vec<Option<Claim>> = claims.into_iter().map(Some).collect();
    let in_order = order.iter().filter_map(|&at| Some(Claim { shown: shown[at], ..claims[at].take()? }));
    let claims = in_order.enumerate().map(|(i, claim)| Claim { id: ClaimId(i as u32), ..claim }).collect();
    let mut place = vec![ClaimId(0); order.len()];
    order.iter().enumerate().for_each(|(i, &at)| place[at] = ClaimId(i as u32));
    let counts = counts.iter().map(|&(a, b)| (place[a].min(place[b]), place[a].max(place[b])));
    Ordered { claims, counts: counts.collect() }
}

/// The claims in the order in which they are read.
pub(super) struct Ordered {
    pub(super) claims: Vec<Claim>,
    /// Those that tell of one thing with other numbers, by their ids.
    pub(super) counts: Vec<(ClaimId, ClaimId)>,
}

/// Shows no claim all of whose places are read with the words around them: those of inner clauses.
fn leave_inner_clauses(claims: &[Claim], shown: &mut [bool]) {
    let of_shown = claims.iter().zip(&*shown).filter(|(_, shown)| **shown);
    let read: Vec<(ReportIx, Span)> =
        of_shown.flat_map(|(c, _)| c.support.iter().map(|s| (s.report, s.span))).collect();
    let is_inner = |claim: &Claim| {
        let around = |s: &Support| read.iter().any(|r| r.0 == s.report && r.1 != s.span && r.1.contains(s.span));
        claim.support.iter().all(around)
    };
    for (claim, shown) in claims.iter().zip(shown) {
        *shown = *shown && !is_inner(claim);
    }
}
