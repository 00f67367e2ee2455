//! Families of words that name one event: "explode", "explosion", "blast".

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The first word of each kept set, by its words and by the beginnings that only its words have.
static KIN: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../rules/en/compare/kin.txt").lines().filter(|l| !l.starts_with('#'));
    let sets: Vec<Vec<&str>> = lines.map(|l| l.split_whitespace().collect()).collect();
    let mut stems: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let words = || sets.iter().flat_map(|set| set.iter().map(|word| (*word, set[0])));
    for (word, first) in words() {
        stems.entry(stem(word)).and_modify(|f| *f = f.filter(|f| *f == first)).or_insert(Some(first));
    }
    stems.into_iter().filter_map(|(stem, first)| Some((stem, first?))).chain(words()).collect()
});

/// The family of a word in its dictionary form and small letters: words of one family may name one event.
pub(crate) fn family(lemma: &str) -> &str {
    KIN.get(lemma).or_else(|| KIN.get(stem(lemma))).copied().unwrap_or(stem(lemma))
}

/// The beginning that words of one origin share: "explode", "explosion".
pub(crate) fn stem(lemma: &str) -> &str {
    const LETTERS: usize = 5;
    lemma.char_indices().nth(LETTERS).map_or(lemma, |(at, _)| &lemma[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_set_or_one_beginning_are_a_family() {
        assert_eq!(family("explosion"), family("blast"));
        assert_eq!(family("exploded"), family("blast"));
        assert_eq!(family("sailing"), family("sailin"));
        assert_ne!(family("confess"), family("confer"), "one beginning, two sets");
    }
}
