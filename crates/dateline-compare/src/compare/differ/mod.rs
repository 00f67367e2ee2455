//! In what the supports of a claim differ, each value in words of the reports, with those that have it.
//!
//! A file a kind. Each holds two places of different reports against each other, and tells the words of either in which they
//! differ; what all places of a claim come to is put together here. What one report says in two ways is no difference.

mod actor;
mod certainty;
mod number;
mod place;
mod polarity;
mod time;
mod wording;

use crate::compare::claims::{Maker, Teller};
use crate::compare::passages::Passage;
use dateline_core::{Annotated, Difference, DifferenceKind, DifferenceValue, ReportIx, Span};
use std::collections::BTreeMap;

/// Finds the differences between places that tell one claim, in the order of [`DifferenceKind`].
pub(crate) fn differences(maker: &Maker, tellers: &[Teller]) -> Vec<Found> {
    let places: Vec<Place> = tellers.iter().enumerate().filter_map(|(i, t)| Place::of(maker, i, t)).collect();
    let mut found = Vec::new();
    found.extend(number::number(&places));
    found.extend(time::time(&places));
    found.extend(place::place(maker, &places));
    found.extend(actor::actor(maker, &places));
    found.extend(wording::wording(maker, tellers));
    found.extend(polarity::polarity(&places));
    found.extend(certainty::certainty(&places));
    found
}

/// A place that tells the claim, as it is held against the others.
#[derive(Clone, Copy)]
struct Place<'a> {
    maker: &'a Maker<'a>,
    /// Its number among the supports.
    support: usize,
    ix: ReportIx,
    passage: &'a Passage,
    report: &'a Annotated,
}

impl<'a> Place<'a> {
    fn of(maker: &'a Maker, support: usize, teller: &Teller) -> Option<Place<'a>> {
        let passage = &maker.passages.list[teller.passage?];
        let report = &maker.reports[passage.report.index()];
        Some(Place { maker, support, ix: passage.report, passage, report })
    }

    /// The families of the words that carry meaning at most so many words from some words of it, by number.
    fn beside(&self, words: Span, most: usize) -> Vec<u32> {
        let of = self.report.parse.tokens_in(words);
        let tokens = of.start.saturating_sub(most)..(of.end + most).min(self.report.parse.len());
        let own = tokens
            .filter(|t| !of.contains(t) && self.passage.pieces.iter().any(|p| p.contains(self.report.parse.span(*t))));
        own.filter_map(|t| self.family(t)).collect()
    }

    /// The family of a word, by number; `None` for one that carries no meaning.
    fn family(&self, token: usize) -> Option<u32> {
        let sentence = &self.maker.sentences.list[self.passage.sentence];
        let word = (*sentence.words.get(token.checked_sub(sentence.tokens.start)?)?)?;
        Some(self.maker.sentences.family[word as usize])
    }

    fn words(&self, span: Span) -> &'a str {
        self.report.report.text.str(span)
    }
}

/// A value that a place gives: the words, and what they come to, by which two wordings of one value are known.
struct Value<K> {
    key: K,
    words: Span,
}

/// A difference, with the words of each support that it lies in.
pub(crate) struct Found {
    /// The difference.
    pub(crate) difference: Difference,
    /// The words in a support, by its number.
    pub(crate) words: Vec<(usize, Span)>,
}

/// What pairs of places of different reports differ in, all places together; `None` if no pair differs.
///
/// Values come in the order of their keys.
fn between<'a, K: Ord>(
    kind: DifferenceKind,
    places: &[Place<'a>],
    differ: impl Fn(&Place<'a>, &Place<'a>) -> Option<(Value<K>, Value<K>)>,
) -> Option<Found> {
    let mut values: BTreeMap<K, Vec<(usize, Span)>> = BTreeMap::new();
    for (n, a) in places.iter().enumerate() {
        for b in places[n + 1..].iter().filter(|b| b.ix != a.ix) {
            let Some((x, y)) = differ(a, b) else { continue };
            for (place, value) in [(a, x), (b, y)] {
                let given = values.entry(value.key).or_default();
                if !given.iter().any(|(s, _)| *s == place.support) {
                    given.push((place.support, value.words));
                }
            }
        }
    }
    let words: Vec<(usize, Span)> = values.values().flatten().copied().collect();
    let place = |support: usize| places.iter().find(|p| p.support == support);
    let value = |given: Vec<(usize, Span)>| {
        let value = place(given[0].0)?.words(given[0].1).to_owned();
        Some(DifferenceValue { value, support: given.into_iter().map(|(s, _)| s).collect() })
    };
    let values: Vec<DifferenceValue> = values.into_values().filter_map(value).collect();
    let difference = Difference { kind, values, conflict: false, update: false };
    (difference.values.len() > 1).then_some(Found { difference, words })
}

/// Whether the second of two places stands in a report that surely came out after the first's.
fn is_later(a: &Place, b: &Place) -> bool {
    let order = a.report.report.published.zip(b.report.report.published);
    order.and_then(|(a, b)| crate::compare::known::order(&a, &b)).is_some_and(std::cmp::Ordering::is_lt)
}
