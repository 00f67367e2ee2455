//! What the words of a noun phrase tell of those it names: who they may be, how many, whether they were brought in before.

use super::reading::{Reading, Run};
use dateline_core::Dep;
use dateline_language::Words;

/// Whether a noun ends as words for trades and beliefs do: "seismologist", but not "shortlist".
pub(super) fn trade(reading: &Reading<'_>, noun: &str) -> bool {
    /// A long word has more letters than this.
    const LONG: usize = 6;
    let words = &reading.lexicon.words;
    let is = |end: &str| noun.len() > end.len() + 2 && noun.ends_with(end);
    let ends_in = |ends: &Words| ends.strip_from_end_of(noun).is_some();
    words.trade_ends.iter().any(is)
        || noun.len() > LONG && ends_in(&words.long_trade_ends) && !ends_in(&words.no_trade_ends)
}

/// Whether a noun names a kind of outlet or agency.
pub(super) fn outlet(reading: &Reading<'_>, head: usize) -> bool {
    reading.lexicon.words.outlets.has(reading.parse.lemma(head))
}

/// Whether a noun names what has a say: people, a body, an outlet, an office, a document.
pub(super) fn can_speak(reading: &Reading<'_>, head: usize) -> bool {
    let lemma = reading.parse.lemma(head).to_lowercase();
    let lexicon = reading.lexicon;
    let listed = [&lexicon.people, &lexicon.press, &lexicon.offices, &lexicon.bodies, &lexicon.channels];
    listed.into_iter().any(|words| words.has(&lemma))
        || lexicon.words.documents.has(&lemma)
        || trade(reading, &lemma)
        || outlet(reading, head)
}

/// A phrase without what hangs on after its head's own words: up to the first comma or clause.
pub(super) fn core(reading: &Reading<'_>, head: usize, run: &Run) -> Run {
    let parse = reading.parse;
    let ends = |&i: &usize| parse.text(i) == "," || matches!(parse.dep(i), Dep::Relcl | Dep::Acl | Dep::Advcl);
    let end = (head + 1..run.end).find(ends).map_or(run.end, |i| reading.left(i).max(head + 1).min(i));
    reading.trim(run.start..end.max(head + 1))
}

/// Whether a noun comes with "the", "that" or an owner: someone whom the text has brought in.
pub(super) fn definite(reading: &Reading<'_>, head: usize) -> bool {
    let first = |c: usize| reading.lexicon.words.definite.has(reading.parse.lemma(c));
    reading
        .parse
        .children(head)
        .any(|c| reading.parse.dep(c) == Dep::Poss || (reading.parse.dep(c) == Dep::Det && first(c)))
}

/// The number of people that a phrase claims: "**two** officials".
pub(super) fn count(reading: &Reading<'_>, head: usize) -> Option<u32> {
    /// Higher counts of sources are written in figures.
    const MOST_IN_WORDS: u32 = 12;
    let number = reading.child(head, &[Dep::Nummod]).unwrap_or(head);
    let word = reading.lower(number);
    let spelt = reading.lexicon.numerals.small(&word).filter(|n| (1..=MOST_IN_WORDS).contains(n));
    spelt.or_else(|| word.parse().ok())
}
