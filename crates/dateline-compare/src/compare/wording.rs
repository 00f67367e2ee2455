//! Differences in wording: one utterance between quotation marks in words that are not the same.

use super::claims::{Maker, Teller, words};
use dateline_core::{Difference, DifferenceKind, DifferenceValue, Span};
use std::collections::BTreeSet;

/// The difference in wording between places that quote one utterance, if there is one.
///
/// Two quotations are of one utterance if they share a run of two words and a good part of the longer words. They differ if a word differs, is cut or is added: marks and capitals do not count.
pub(crate) fn wording(maker: &Maker, tellers: &[Teller]) -> Option<Difference> {
    let quoted: Vec<(usize, Span, Vec<String>)> = tellers
        .iter()
        .enumerate()
        .flat_map(|(i, t)| quotations(maker, t).into_iter().map(move |(s, w)| (i, s, w)))
        .collect();
    let mut differing = vec![false; quoted.len()];
    for (a, (i, _, one)) in quoted.iter().enumerate() {
        for (b, (j, _, other)) in quoted.iter().enumerate().skip(a + 1) {
            let reports = [*i, *j].map(|t| maker.passages.list[tellers[t].passage].member);
            if reports[0] != reports[1] && one != other && is_one(one, other) {
                differing[a] = true;
                differing[b] = true;
            }
        }
    }
    let mut values: Vec<DifferenceValue> = Vec::new();
    for ((i, span, _), _) in quoted.iter().zip(&differing).filter(|(_, d)| **d) {
        let value = words(maker, tellers[*i].passage, *span);
        match values.iter_mut().find(|v| v.value == value) {
            Some(known) => known.support.push(*i),
            None => values.push(DifferenceValue { value: value.to_owned(), support: vec![*i] }),
        }
    }
    (!values.is_empty()).then_some(Difference { kind: DifferenceKind::Wording, values, progress: false })
}

/// What a place quotes: the words between quotation marks in it, with their words in small letters.
fn quotations(maker: &Maker, teller: &Teller) -> Vec<(Span, Vec<String>)> {
    let passage = &maker.passages.list[teller.passage];
    let report = &maker.reports[passage.report.index()];
    let text = &report.report.text;
    let mut found: Vec<Span> = Vec::new();
    // Two single marks are another way to write a double one; a space keeps the places.
    let raw = text.str(passage.span).replace("''", "\" ").replace("``", "\" ");
    let mut open = inside(maker, teller).then_some(0);
    for (at, c) in raw.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”' | '"', Some(start)) => {
                found.extend(text.within(passage.span, start..at));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.and_then(|start| text.within(passage.span, start..raw.len())));
    let trimmed = found.into_iter().map(|s| text.trim(s)).filter(|s| !s.is_empty());
    trimmed.map(|s| (s, spoken(text.str(s)))).filter(|(_, w)| !w.is_empty()).collect()
}

/// Whether a place opens inside a quotation that began in a sentence before.
fn inside(maker: &Maker, teller: &Teller) -> bool {
    let passage = &maker.passages.list[teller.passage];
    let Some(statement) = teller.told.statement else { return false };
    let text = &maker.reports[passage.report.index()].report.text;
    statement.content.iter().any(|part| {
        part.start() < passage.span.start()
            && part.overlaps(passage.span)
            && text.str(*part).get(..passage.span.start() - part.start()).is_some_and(is_open)
    })
}

/// Whether a quotation is open at the end of some words.
fn is_open(before: &str) -> bool {
    let curly = before.rfind('“').is_some_and(|o| before.rfind('”').is_none_or(|c| c < o));
    curly || before.matches('"').count() % 2 == 1
}

/// The words of a quotation in small letters, without marks.
fn spoken(quotation: &str) -> Vec<String> {
    let bare = |w: &str| w.replace('’', "'").chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect::<String>();
    quotation.split_whitespace().map(|w| bare(w).trim_matches('\'').to_lowercase()).filter(|w| !w.is_empty()).collect()
}

/// Whether two quotations are of one utterance.
fn is_one(a: &[String], b: &[String]) -> bool {
    const PART: f32 = 0.4;
    let long = |words: &[String]| words.iter().filter(|w| w.len() > 3).cloned().collect::<BTreeSet<String>>();
    let (long_a, long_b) = (long(a), long(b));
    let shared = long_a.intersection(&long_b).count() as f32;
    longest_run(a, b) >= 2 && shared >= PART * long_a.len().min(long_b.len()) as f32
}

/// The length of the longest run of words that both hold.
fn longest_run(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    let mut longest = 0;
    for x in a {
        for j in (0..b.len()).rev() {
            row[j + 1] = if *x == b[j] { row[j] + 1 } else { 0 };
            longest = longest.max(row[j + 1]);
        }
    }
    longest
}
