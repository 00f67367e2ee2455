//! Whether places that tell the same surely hide no difference that an editor would tell: only then they agree.

use super::forest::Forest;
use super::signs::{SIGNS, Signs};
use crate::Lexicon;
use dateline_language::{Language, TableError};

/// The names of the signs of a claim: each sign of its pairs at most, at least and in the mean, then how many there are.
fn names() -> Vec<String> {
    let of = |how: &str| SIGNS.iter().map(move |sign| format!("{sign}:{how}")).collect::<Vec<_>>();
    let counts = ["places", "reports", "pairs"].map(str::to_owned);
    of("max").into_iter().chain(of("min")).chain(of("mean")).chain(counts).collect()
}

/// Reads what judges whether a difference is hidden.
///
/// # Errors
/// If a line of the table can not be used.
pub(crate) fn hides(language: &Language) -> Result<Forest, TableError> {
    let names = names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Forest::new(&language.table("compare/hides.forest"), &names)
}

/// Below this log odds no difference is hidden. Measured on stories that nothing was learned from: .95 of what agrees does.
const HIDES_NONE: f32 = -2.6;

/// Whether a group of passages of several reports surely agrees.
pub(crate) fn agrees(lexicon: &Lexicon, signs: &Signs, group: &[usize]) -> bool {
    let list = &signs.passages.list;
    let pairs = group.iter().enumerate().flat_map(|(i, &a)| group[i + 1..].iter().map(move |&b| (a, b)));
    let near = |a: usize, b: usize| signs.near[a].binary_search_by_key(&b, |n| n.0).is_ok();
    let across = pairs.filter(|&(a, b)| list[a].member != list[b].member && near(a, b));
    let rows: Vec<[f32; SIGNS.len()]> = across.map(|(a, b)| signs.of_pair(a, b)).collect();
    // What one tells as done and another as to come is not surely the same.
    if rows.is_empty() || group.iter().any(|&p| list[p].status != list[group[0]].status) {
        return false;
    }
    let column = |i: usize| rows.iter().map(move |row| row[i]);
    let mut all: Vec<f32> = (0..SIGNS.len()).map(|i| column(i).fold(f32::NEG_INFINITY, f32::max)).collect();
    all.extend((0..SIGNS.len()).map(|i| column(i).fold(f32::INFINITY, f32::min)));
    all.extend((0..SIGNS.len()).map(|i| column(i).sum::<f32>() / rows.len() as f32));
    let mut members: Vec<usize> = group.iter().map(|&p| list[p].member).collect();
    members.dedup();
    all.extend([group.len() as f32, members.len() as f32, rows.len() as f32]);
    lexicon.hides.odds(&all) < HIDES_NONE
}
