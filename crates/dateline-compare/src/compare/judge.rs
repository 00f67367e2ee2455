//! How likely two passages tell the same: the judgement of what was learned from readings.

use super::forest::Forest;
use super::groups::Odds;
use super::signs::{SIGNS, Signs};
use rayon::prelude::*;
use std::sync::LazyLock;

static SAME: LazyLock<Forest> = LazyLock::new(|| read(include_str!("../../../../rules/en/compare/same.forest"), SIGNS));

/// Reads a forest that is built in.
pub(crate) fn read(raw: &str, signs: &[&str]) -> Forest {
    // A test reads every built-in file.
    Forest::read(raw, signs).unwrap_or_else(|error| panic!("a built-in forest: {error}"))
}

/// The log odds of all pairs of passages that may tell the same.
pub(crate) fn odds(signs: &Signs) -> Odds {
    let rows = signs.near.par_iter().enumerate();
    let pairs: Vec<(usize, usize, f32)> = rows
        .flat_map_iter(|(a, row)| {
            let later = row.iter().filter(move |n| n.0 > a);
            later.map(move |&(b, _)| (a, b, SAME.odds(&signs.of_pair(a, b))))
        })
        .filter(|p| p.2 > LEAST)
        .collect();
    Odds::new(signs.passages.list.len(), pairs)
}

/// Less likely pairs are as good as not looked at.
const LEAST: f32 = -6.0;
