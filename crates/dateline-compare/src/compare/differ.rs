//! In what the supports of a claim differ, each value with those that have it.

use super::claims::{Maker, Teller, status, words};
use super::figures::unit;
use super::happenings::stem;
use dateline_core::{Difference, DifferenceKind, DifferenceValue, Status};
use std::collections::BTreeMap;

/// Finds the differences between places that tell one claim, in the order of [`DifferenceKind`].
///
/// A difference is between reports: what one report says in two ways is none.
pub(crate) fn differences(maker: &Maker, tellers: &[Teller]) -> Vec<Difference> {
    let differ = Differ { maker, tellers };
    let found = [
        differ.numbers(),
        differ.time(),
        super::wording::wording(maker, tellers),
        differ.polarity(),
        differ.certainty(),
    ];
    found.into_iter().flatten().collect()
}

struct Differ<'m, 'a> {
    maker: &'m Maker<'a>,
    tellers: &'m [Teller<'a>],
}

impl Differ<'_, '_> {
    /// A difference between the values that places have, where reports have values that no other report shares.
    fn between(&self, kind: DifferenceKind, value: impl Fn(&Teller) -> Option<String>) -> Option<Difference> {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, teller) in self.tellers.iter().enumerate() {
            if let Some(value) = value(teller) {
                values.entry(value).or_default().push(i);
            }
        }
        difference(self.maker, self.tellers, kind, values)
    }

    /// Told of different days, where the places name the event by one word family.
    fn time(&self) -> Option<Difference> {
        let main = self.main_family()?;
        self.between(DifferenceKind::Time, |t| self.day(t).filter(|_| self.family(t).as_ref() == Some(&main)))
    }

    /// The day on which a place puts what it tells.
    fn day(&self, teller: &Teller) -> Option<String> {
        let value = self.maker.time_of(teller)?;
        let day = value.get(..10).filter(|d| d.parse::<jiff::civil::Date>().is_ok())?;
        Some(day.to_owned())
    }

    /// Numbers of the same thing that are not the same.
    fn numbers(&self) -> Option<Difference> {
        let mut by_unit: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
        for (i, teller) in self.tellers.iter().enumerate() {
            let passage = &self.maker.passages.list[teller.passage];
            let report = &self.maker.reports[passage.report.index()];
            let inside = report.events.iter().filter(|e| passage.span.contains(e.trigger));
            for amount in inside.flat_map(|e| &e.amounts) {
                let Some(unit) = unit(&report.parse, amount) else { continue };
                let number = words(self.maker, teller.passage, amount.number).to_lowercase();
                let at = by_unit.entry(unit).or_default().entry(number).or_default();
                if at.last() != Some(&i) {
                    at.push(i);
                }
            }
        }
        let differ = |values| difference(self.maker, self.tellers, DifferenceKind::Number, values);
        by_unit.into_values().find_map(differ)
    }

    /// Told as so by one and as not so by another.
    fn polarity(&self) -> Option<Difference> {
        let main = self.main_family();
        self.between(DifferenceKind::Polarity, |t| {
            let status = status(t).filter(|_| self.family(t).is_some_and(|f| Some(f) == main))?;
            let value = match status {
                Status::Denied => "denied",
                Status::Happened => "happened",
                _ => return None,
            };
            Some(value.to_owned())
        })
    }

    /// The family of the word that names the event at a place.
    fn family(&self, teller: &Teller) -> Option<String> {
        let report = &self.maker.reports[self.maker.passages.list[teller.passage].report.index()];
        let token = report.parse.tokens_in(teller.trigger?).next_back()?;
        Some(stem(&report.parse.lemma(token).to_lowercase()).to_owned())
    }

    /// The family that most places name the event by; `None` if no two do.
    fn main_family(&self) -> Option<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        self.tellers.iter().filter_map(|t| self.family(t)).for_each(|f| *counts.entry(f).or_default() += 1);
        let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        most.filter(|(_, n)| *n > 1).map(|(f, _)| f)
    }

    /// Told as done by one and as planned or possible by another: places that name the event by one word family, or
    /// the only two places of a claim.
    fn certainty(&self) -> Option<Difference> {
        let main = self.main_family();
        let two = self.tellers.len() == 2;
        let mut found = self.between(DifferenceKind::Certainty, |t| {
            if !two && (main.is_none() || self.family(t) != main) {
                return None;
            }
            let value = match status(t)? {
                Status::Happened => "happened",
                Status::Expected => "expected",
                Status::Possible => "possible",
                Status::Denied => return None,
            };
            Some(value.to_owned())
        })?;
        let happened = found.values.iter().find(|v| v.value == "happened");
        let expected = found.values.iter().find(|v| v.value == "expected");
        found.progress = match (happened, expected) {
            (Some(h), Some(e)) => {
                let (expected, happened) = (self.last_day(&e.support), self.last_day(&h.support));
                expected.is_some() && expected <= happened
            }
            _ => false,
        };
        Some(found)
    }

    /// The day of the latest report among some places.
    fn last_day(&self, places: &[usize]) -> Option<jiff::civil::Date> {
        let day = |&i: &usize| {
            let passage = &self.maker.passages.list[self.tellers[i].passage];
            self.maker.reports[passage.report.index()].report.published.map(|p| p.date)
        };
        places.iter().filter_map(day).max()
    }
}

/// A difference of some values, if two reports stand apart in them: neither has a value of the other's.
pub(crate) fn difference(
    maker: &Maker,
    tellers: &[Teller],
    kind: DifferenceKind,
    values: BTreeMap<String, Vec<usize>>,
) -> Option<Difference> {
    let mut of_report: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (value, places) in &values {
        for &i in places {
            of_report.entry(maker.passages.list[tellers[i].passage].member).or_default().push(value);
        }
    }
    let apart = |a: &Vec<&str>, b: &Vec<&str>| a.iter().all(|v| !b.contains(v));
    let lists: Vec<&Vec<&str>> = of_report.values().collect();
    let differ = lists.iter().enumerate().any(|(i, a)| lists[i + 1..].iter().any(|b| apart(a, b)));
    let values = values.into_iter().map(|(value, support)| DifferenceValue { value, support }).collect();
    differ.then_some(Difference { kind, values, progress: false })
}
