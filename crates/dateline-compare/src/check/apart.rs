//! Words of which one shuts out the other: "north" and "south", "before" and "after".

use super::case::{Case, Doubt, Rule};
use dateline_core::FindingKind;
use dateline_language::{Language, TableError};
use std::collections::HashMap;

/// Sets of words that shut each other out, each with what they are about.
#[derive(Debug)]
pub(crate) struct Apart {
    /// The sets that a word is in, and its side there.
    sets: HashMap<Box<str>, Vec<(usize, usize)>>,
    kinds: Vec<FindingKind>,
}

impl Apart {
    /// Reads the sets of a language: a line is a kind of finding, a tab, and words by sides that `|` parts.
    ///
    /// # Errors
    /// If a line begins with no kind of finding.
    pub(crate) fn new(language: &Language) -> Result<Apart, TableError> {
        let table = language.table("check/apart.txt");
        let kinds =
            [FindingKind::Number, FindingKind::Time, FindingKind::Place, FindingKind::Actor, FindingKind::Polarity];
        let mut apart = Apart { sets: HashMap::new(), kinds: Vec::new() };
        for (line, [name, words]) in table.rows() {
            let kind = kinds.into_iter().find(|k| k.name() == name);
            let kind = kind
                .ok_or_else(|| table.fault(line, "a line is a kind of finding, a tab and words, `|` between sides"))?;
            for (side, words) in words.split('|').enumerate() {
                for word in words.split_whitespace() {
                    apart.sets.entry(word.into()).or_default().push((apart.kinds.len(), side));
                }
            }
            apart.kinds.push(kind);
        }
        Ok(apart)
    }

    fn of(&self, word: &str) -> &[(usize, usize)] {
        self.sets.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The words that stand so near a word tell what it is about.
const BESIDE: usize = 4;

/// Doubts about words of a sentence for which the reports have their contrary.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let apart = &case.ground.lexicon.apart;
    let own = words(case, case.at);
    let mut found = Vec::new();
    for word in own.iter().filter(|w| !case.is_quoted(case.draft().parse.span(w.token))) {
        let telling = case.telling(word.token..word.token + 1);
        let side = |s: usize, same: bool| {
            words(case, s)
                .into_iter()
                .find(|x| x.set == word.set && (x.side == word.side) == same && shares(&x.beside, &word.beside))
        };
        let with =
            telling.iter().find(|t| words(case, t.sentence).iter().any(|x| x.set == word.set && x.side == word.side));
        let with = with.map_or(0.0, |t| t.sure);
        // A sentence of a draft that has both sides tells of both.
        if own.iter().any(|x| x.set == word.set && x.side != word.side) {
            continue;
        }
        let Some((against, other)) = telling.iter().find_map(|t| Some((*t, side(t.sentence, false)?))) else {
            continue;
        };
        let says = case.told(against.sentence).1.parse.span(other.token);
        let span = case.draft().parse.span(word.token);
        let kind = apart.kinds[word.set];
        let rule = if kind == FindingKind::Polarity { Rule::Contrary } else { Rule::Apart };
        let doubt = case.doubt(rule, kind, span, &against, says);
        found.push(Doubt { with, ..doubt });
    }
    found
}

fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// A word of a set.
struct Word {
    token: usize,
    set: usize,
    side: usize,
    beside: Vec<u32>,
}

fn words(case: &Case<'_, '_>, sentence: usize) -> Vec<Word> {
    let (told, report) = case.told(sentence);
    let parse = &report.parse;
    let mut found = Vec::new();
    for token in told.tokens.clone() {
        let (lower, lemma) = (parse.text(token).to_lowercase(), parse.lemma(token).to_lowercase());
        let apart = &case.ground.lexicon.apart;
        let sets = if apart.of(&lower).is_empty() { apart.of(&lemma) } else { apart.of(&lower) };
        if sets.is_empty() {
            continue;
        }
        let near = token.saturating_sub(BESIDE).max(told.tokens.start)..(token + BESIDE + 1).min(told.tokens.end);
        let beside = case.families(sentence, near.filter(|&t| t != token));
        found.extend(sets.iter().map(|&(set, side)| Word { token, set, side, beside: beside.clone() }));
    }
    found
}
