//! How likely two passages tell the same: the judgement of what was learned from readings.

use super::clash;
use super::groups::Odds;
use super::signs::Signs;
use crate::Lexicon;
use rayon::prelude::*;

/// The log odds of all pairs of passages that may tell the same.
pub(crate) fn odds(lexicon: &Lexicon, signs: &Signs) -> Odds {
    let rows = signs.near.par_iter().enumerate();
    let pairs: Vec<(usize, usize, f32)> = rows
        .flat_map_iter(|(a, row)| {
            let later = row.iter().filter(move |n| n.0 > a && !tells_two_things(signs, a, n.0));
            later.map(move |&(b, _)| {
                let learned = lexicon.same.odds(&signs.of_pair(a, b));
                (a, b, if verbatim(signs, a, b) { learned.max(VERBATIM) } else { learned })
            })
        })
        .filter(|p| p.2 > LEAST)
        .collect();
    Odds::new(signs.passages.list.len(), pairs)
}

/// Whether two passages surely tell two things, whatever their words: what readings of a few days hold too seldom to be learned.
fn tells_two_things(signs: &Signs, a: usize, b: usize) -> bool {
    let (p, q) = (&signs.passages.list[a], &signs.passages.list[b]);
    let (s, t) = (&signs.sentences.list[p.sentence], &signs.sentences.list[q.sentence]);
    clash::other_ordinals(s, t) || clash::other_news(s, t) || clash::other_amounts(p, q)
}

/// Whether two passages are nearly the same words: in a story of few sentences no word is rare, and nothing else tells.
fn verbatim(signs: &Signs, a: usize, b: usize) -> bool {
    const LEAST: usize = 4;
    let (p, q) = (&signs.passages.list[a].words, &signs.passages.list[b].words);
    p.len().min(q.len()) >= LEAST && p.common(q) * 5 >= p.len().max(q.len()) * 4
}

/// The log odds from which passages of the same words tell the same.
const VERBATIM: f32 = 2.0;

/// Less likely pairs are as good as not looked at.
const LEAST: f32 = -6.0;
