//! Families of words that name one event: "explode", "explosion", "blast".

use dateline_language::{Language, TableError};
use std::collections::{BTreeMap, HashMap};

/// The first word of each kept set, by its words and by the beginnings that only its words have.
#[derive(Clone, Debug)]
pub(crate) struct Kin(HashMap<Box<str>, Box<str>>);

impl Kin {
    /// Reads the families of a language.
    ///
    /// # Errors
    /// If a word stands in two of them.
    pub(crate) fn new(language: &Language) -> Result<Kin, TableError> {
        let table = language.table("compare/kin.txt");
        let words = table.lines().flat_map(|line| line.text.split_whitespace().map(move |word| (line, word)));
        table.unique(words)?;
        let mut kin: HashMap<Box<str>, Box<str>> = HashMap::new();
        let mut stems: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for set in table.lines().map(|line| line.text) {
            let first = set.split_whitespace().next().unwrap_or(set);
            for word in set.split_whitespace() {
                kin.insert(word.into(), first.into());
                stems.entry(stem(word)).and_modify(|f| *f = f.filter(|f| *f == first)).or_insert(Some(first));
            }
        }
        for (stem, first) in stems {
            if let Some(first) = first {
                kin.entry(stem.into()).or_insert_with(|| first.into());
            }
        }
        Ok(Kin(kin))
    }

    /// The family of a word in its dictionary form and small letters: words of one family may name one event.
    pub(crate) fn family<'w>(&'w self, lemma: &'w str) -> &'w str {
        self.0.get(lemma).or_else(|| self.0.get(stem(lemma))).map_or(stem(lemma), |first| first)
    }
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
        let kin = Kin::new(&Language::english()).expect("in form");
        let family = |word| kin.family(word);
        assert_eq!(family("explosion"), family("blast"));
        assert_eq!(family("exploded"), family("blast"));
        assert_eq!(family("sailing"), family("sailin"));
        assert_ne!(family("confess"), family("confer"), "one beginning, two sets");
    }
}
