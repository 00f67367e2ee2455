//! Why the places of a claim were joined: the signs of each pair of them, by name.

use super::Ground;
use super::judge;
use super::signs::SIGNS;
use crate::Lexicon;
use dateline_core::{Annotated, Claim, Story};

/// Why two places of a claim were joined, or come to stand in one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The two supports, by their places in the claim's list.
    pub supports: (usize, usize),
    /// The log odds that the two tell the same; above 0 it is likelier than not.
    pub odds: f32,
    /// Every sign that is not 0, by its name, in the order of [`SIGNS`].
    pub signs: Vec<(&'static str, f32)>,
}

/// Why the places of a claim of a story were joined, pair by pair; empty for a claim of one place.
pub fn explain(lexicon: &Lexicon, story: &Story, reports: &[Annotated], claim: &Claim) -> Vec<Reason> {
    let ground = Ground::new(lexicon, story, reports);
    let signs = ground.signs();
    let odds = judge::odds(lexicon, &signs);
    let list = &ground.passages.list;
    let place = |n: usize| {
        let support = &claim.support[n];
        list.iter().position(|p| p.report == support.report && p.span == support.span)
    };
    let pairs = (0..claim.support.len()).flat_map(|a| (a + 1..claim.support.len()).map(move |b| (a, b)));
    let reason = |(a, b): (usize, usize)| {
        let (p, q) = (place(a)?, place(b)?);
        let values = signs.of_pair(p.min(q), p.max(q));
        let named = SIGNS.iter().copied().zip(values).filter(|s| s.1 != 0.0).collect();
        Some(Reason { supports: (a, b), odds: odds.between(p, q), signs: named })
    };
    pairs.filter_map(reason).collect()
}
