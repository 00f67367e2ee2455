//! How likely two passages tell the same: the judgement of what was learned from readings.

use super::groups::Odds;
use super::signs::Signs;
use crate::Lexicon;
use rayon::prelude::*;

/// The log odds of all pairs of passages that may tell the same.
pub(crate) fn odds(lexicon: &Lexicon, signs: &Signs) -> Odds {
    let rows = signs.near.par_iter().enumerate();
    let pairs: Vec<(usize, usize, f32)> = rows
        .flat_map_iter(|(a, row)| {
            let later = row.iter().filter(move |n| n.0 > a);
            later.map(move |&(b, _)| (a, b, lexicon.same.odds(&signs.of_pair(a, b))))
        })
        .filter(|p| p.2 > LEAST)
        .collect();
    Odds::new(signs.passages.list.len(), pairs)
}

/// Less likely pairs are as good as not looked at.
const LEAST: f32 = -6.0;
