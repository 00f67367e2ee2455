//! What is known of clauses in one language before any sentence is seen: the tables of `clauses/`.

use dateline_core::Bound;
use dateline_language::{Language, TableError, word_sets};
use std::collections::HashMap;

/// The tables that cutting sentences into clauses needs.
#[derive(Debug, Default)]
pub struct Lexicon {
    cuts: HashMap<Box<str>, Fewest>,
    /// The words that say how a part hangs on the rest.
    pub(super) words: Joining,
    before: Vec<Phrase>,
    after: Vec<Phrase>,
}

word_sets! {
    /// The sets of `clauses/words.txt`; what each is for stands there.
    pub(super) struct Joining {
        after,
        with,
        compare,
        age,
    }
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
    pub(super) words: Vec<Box<str>>,
    /// What they say of the number.
    pub(super) bound: Bound,
}

impl Lexicon {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// If a line of a table can not be used: it names file, line and fault.
    pub fn new(language: &Language) -> Result<Lexicon, TableError> {
        let words = Joining::read(&language.table("clauses/words.txt"))?;
        let mut lexicon = Lexicon { words, ..Lexicon::default() };
        let cuts = language.table("clauses/cuts.tsv");
        cuts.unique(cuts.rows().map(|(line, [part])| (line, part)))?;
        for (line, [part, loose, set_off]) in cuts.rows() {
            let number = |cell: &str| match cell.trim() {
                NEVER => Ok(None),
                number => number.parse().map(Some).map_err(|_| cuts.fault(line, "a line is a part and two numbers")),
            };
            lexicon.cuts.insert(part.into(), Fewest { loose: number(loose)?, set_off: number(set_off)? });
        }
        let bounds = language.table("clauses/bounds.txt");
        for line in bounds.lines() {
            let read = line.text.split_once(':').and_then(|(head, list)| {
                let (bound, side) = head.split_once(' ')?;
                Some((Bound::named(bound)?, side, list))
            });
            let (bound, side, list) =
                read.ok_or_else(|| bounds.fault(line, "a line is a bound, `before` or `after`, and phrases"))?;
            let phrases = if side == "before" { &mut lexicon.before } else { &mut lexicon.after };
            let words = |phrase: &str| phrase.split_whitespace().map(Box::from).collect();
            phrases.extend(list.split(',').map(|phrase| Phrase { words: words(phrase), bound }));
        }
        lexicon.before.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        lexicon.after.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        Ok(lexicon)
    }

    /// From how many words on a part of this name is a clause of its own.
    pub(super) fn fewest(&self, part: &str) -> Fewest {
        self.cuts.get(part).copied().unwrap_or_default()
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

/// What stands in cuts.tsv for no number of words.
const NEVER: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let language = Language::english();
        let english = Lexicon::new(&language).expect("in form");
        assert_eq!(english.cuts.len(), language.table("clauses/cuts.tsv").lines().count());
        assert_eq!(english.fewest("joined-phrase"), Fewest { loose: None, set_off: Some(10) });
        assert!(english.words.empty().is_empty() && english.words.after.has("following"));
        let bounds: Vec<Bound> = english.before.iter().map(|p| p.bound).collect();
        assert!([Bound::AtLeast, Bound::AtMost, Bound::MoreThan].iter().all(|b| bounds.contains(b)));
        assert!([Bound::LessThan, Bound::Nearly, Bound::About].iter().all(|b| bounds.contains(b)));
    }

    #[test]
    fn a_bound_that_is_none_is_named() {
        let language = Language::of("xx", [("clauses/bounds.txt", "tanto before: tot")]);
        let error = Lexicon::new(&language).expect_err("no bound").to_string();
        assert!(error.starts_with("clauses/bounds.txt:1: "), "{error}");
    }
}
