//! What the words of a noun phrase tell of those it names: who they may be, how many, whether they were brought in before.

use super::reading::{Reading, Run};

/// Whether a noun ends as words for trades and beliefs do: "seismologist", but not "shortlist".
pub(super) fn trade(noun: &str) -> bool {
    const ENDS: [&str; 10] =
        ["alist", "elist", "ilist", "olist", "grapher", "ician", "man", "woman", "ologer", "ocrat"];
    let is = |end: &str| noun.len() > end.len() + 2 && noun.ends_with(end);
    ENDS.into_iter().any(is) || noun.len() > 6 && noun.ends_with("ist") && !noun.ends_with("list")
}

/// Whether a word is for someone spoken of.
pub(super) fn third(word: &str) -> bool {
    matches!(word, "he" | "she" | "they")
}

/// Whether a noun names a kind of outlet or agency.
pub(super) fn outlet(reading: &Reading<'_>, head: usize) -> bool {
    matches!(
        reading.parse.lemma(head),
        "agency"
            | "newspaper"
            | "magazine"
            | "broadcaster"
            | "daily"
            | "weekly"
            | "channel"
            | "station"
            | "site"
            | "website"
            | "network"
            | "tabloid"
            | "paper"
            | "outlet"
            | "media"
    )
}

/// A phrase without what hangs on after its head's own words: up to the first comma or clause.
pub(super) fn core(reading: &Reading<'_>, head: usize, run: &Run) -> Run {
    let parse = reading.parse;
    let ends = |&i: &usize| parse.text(i) == "," || matches!(parse.dep(i), "relcl" | "acl" | "advcl");
    let end = (head + 1..run.end).find(ends).map_or(run.end, |i| reading.left(i).max(head + 1).min(i));
    reading.trim(run.start..end.max(head + 1))
}

/// Whether a noun comes with "the", "that" or an owner: someone whom the text has brought in.
pub(super) fn definite(reading: &Reading<'_>, head: usize) -> bool {
    let first = |c: usize| matches!(reading.parse.lemma(c), "the" | "this" | "that" | "these" | "those");
    reading.parse.children(head).any(|c| reading.parse.dep(c) == "poss" || (reading.parse.dep(c) == "det" && first(c)))
}

/// The number of people that a phrase claims: "**two** officials".
pub(super) fn count(reading: &Reading<'_>, head: usize) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let number = reading.child(head, &["nummod"]).unwrap_or(head);
    let word = reading.lower(number);
    let spelt = WORDS.iter().position(|w| *w == word).map(|i| i as u32 + 1);
    spelt.or_else(|| word.parse().ok())
}
