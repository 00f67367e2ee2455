//! What is known of clauses in one language before any sentence is seen: rules/en/clauses read into tables.

use dateline_core::Bound;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The tables of English.
pub(super) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(
        include_str!("../../../../rules/en/clauses/cuts.tsv"),
        include_str!("../../../../rules/en/clauses/words.txt"),
        include_str!("../../../../rules/en/clauses/bounds.txt"),
    )
});

/// The tables that cutting sentences into clauses needs.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    cuts: HashMap<&'static str, Fewest>,
    words: HashMap<&'static str, &'static str>,
    before: Vec<Phrase>,
    after: Vec<Phrase>,
}

/// From how many words on a part is a clause of its own; `None` is never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fewest {
    /// Where no mark sets it off.
    pub(super) loose: Option<u32>,
    /// Where one does.
    pub(super) set_off: Option<u32>,
}

/// Words that bound a number.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words in small letters.
    pub(super) words: Vec<&'static str>,
    /// What they say of the number.
    pub(super) bound: Bound,
}

impl Lexicon {
    fn read(cuts: &'static str, words: &'static str, bounds: &'static str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for line in lines(cuts) {
            let mut columns = line.split('\t');
            let Some(part) = columns.next() else { continue };
            let mut number = || columns.next().and_then(|n| n.trim().parse().ok());
            lexicon.cuts.insert(part, Fewest { loose: number(), set_off: number() });
        }
        for (kind, list) in lines(words).filter_map(|l| l.split_once(':')) {
            lexicon.words.extend(list.split_whitespace().map(|word| (word, kind)));
        }
        for (head, list) in lines(bounds).filter_map(|l| l.split_once(':')) {
            let Some((bound, side)) = head.split_once(' ').and_then(|(b, side)| Some((Bound::named(b)?, side))) else {
                continue;
            };
            let phrases = if side == "before" { &mut lexicon.before } else { &mut lexicon.after };
            phrases.extend(list.split(',').map(|p| Phrase { words: p.split_whitespace().collect(), bound }));
        }
        lexicon.before.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        lexicon.after.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        lexicon
    }

    /// From how many words on a part of this name is a clause of its own.
    pub(super) fn fewest(&self, part: &str) -> Fewest {
        self.cuts.get(part).copied().unwrap_or_default()
    }

    /// The kind under which words.txt has a word, in whatever case.
    pub(super) fn kind(&self, word: &str) -> Option<&'static str> {
        self.words.get(word.to_lowercase().as_str()).copied()
    }

    /// The phrases that bound the number after them, the longest first.
    pub(super) fn before(&self) -> &[Phrase] {
        &self.before
    }

    /// The phrases that bound the number before them, the longest first.
    pub(super) fn after(&self) -> &[Phrase] {
        &self.after
    }
}

fn lines(raw: &'static str) -> impl Iterator<Item = &'static str> {
    raw.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert_eq!(ENGLISH.cuts.len(), lines(include_str!("../../../../rules/en/clauses/cuts.tsv")).count());
        assert_eq!(ENGLISH.fewest("joined-phrase"), Fewest { loose: None, set_off: Some(10) });
        assert_eq!(ENGLISH.kind("Following"), Some("after"));
        let bounds: Vec<Bound> = ENGLISH.before.iter().map(|p| p.bound).collect();
        assert!([Bound::AtLeast, Bound::AtMost, Bound::MoreThan].iter().all(|b| bounds.contains(b)));
        assert!([Bound::LessThan, Bound::Nearly, Bound::About].iter().all(|b| bounds.contains(b)));
    }
}
