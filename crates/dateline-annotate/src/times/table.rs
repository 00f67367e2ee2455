//! Word tables: what "Sept." or "fortnight" puts into which slot.

use super::lex::{Lexeme, Sym, Words};
use super::slots::{self, Slot};
use std::collections::BTreeMap;

/// A word or phrase of a table.
#[derive(Debug)]
pub(super) struct Term {
    /// Its words, with the value of those in digits.
    words: Vec<(Sym, u32)>,
    /// Whether it must start with a capital: "March", not "march".
    capital: bool,
    /// What it says.
    pub(super) says: Vec<(Slot, i32)>,
}

/// The terms of one table, by their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct Table {
    terms: BTreeMap<Sym, Vec<Term>>,
}

impl Table {
    /// The words that a term can start with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Sym> + '_ {
        self.terms.keys().copied()
    }

    /// The terms that stand at `at`, the longest first, with the place after each.
    pub(super) fn at<'a>(&'a self, text: &'a [Lexeme], at: usize) -> impl Iterator<Item = (usize, &'a Term)> + 'a {
        let first = text.get(at);
        let terms = first.and_then(|l| self.terms.get(&l.sym)).map(Vec::as_slice).unwrap_or_default();
        terms.iter().filter_map(move |term| {
            let capital = first.is_some_and(|l| l.capital);
            let after = at + term.words.len();
            let words = || text.get(at..after).map(|t| t.iter().map(|l| (l.sym, l.value)));
            let same = || words().is_some_and(|w| w.eq(term.words.iter().copied()));
            ((capital || !term.capital) && same()).then_some((after, term))
        })
    }

    /// The value of the longest term at `at` and the place after it.
    pub(super) fn value(&self, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        let (after, term) = self.at(text, at).next()?;
        Some((term.says.first()?.1, after))
    }

    /// Reads a line such as "month=9: September, Sept., Sep".
    pub(super) fn add(&mut self, line: &str, words: &mut Words) -> Result<(), String> {
        let (says, terms) = line.split_once(": ").ok_or("no colon")?;
        let says: Vec<_> = says
            .split_whitespace()
            .map(|raw| slots::assignment(raw).ok_or_else(|| format!("no slot or value {raw:?}")))
            .collect::<Result<_, _>>()?;
        for term in terms.split(", ").map(str::trim) {
            let cut = words.learn(term);
            let first = cut.first().ok_or("an empty term")?;
            let words: Vec<_> = cut.iter().map(|l| (l.sym, l.value)).collect();
            let list = self.terms.entry(first.sym).or_default();
            let place = list.partition_point(|t| t.words.len() >= words.len());
            list.insert(place, Term { words, capital: first.capital, says: says.clone() });
        }
        Ok(())
    }
}
