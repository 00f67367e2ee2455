//! Differences in number: amounts of one thing that are not the same, or not bounded in the same way.

use super::{Found, Place, Value, between, is_later};
use crate::compare::figures::PEOPLE;
use crate::compare::passages::Amount;
use dateline_core::{Bound, DifferenceKind};

/// What a number comes to: by its value, then how it is bounded; one that is but "dozens" by its word.
type Key = (Option<i64>, Bound, String);

/// The difference between places that give other amounts of one unit.
///
/// Two places only differ if neither gives an amount of that unit that the other gives too: of "15 people, 3 of them children" and
/// "15 people" nothing differs.
pub(super) fn number(places: &[Place]) -> Option<Found> {
    let units: Vec<&str> = places.iter().flat_map(|p| &p.passage.amounts).filter_map(|a| a.unit.as_deref()).collect();
    let mut seen: Vec<&str> = Vec::new();
    units
        .into_iter()
        .filter(|u| {
            let new = !seen.contains(u);
            seen.push(u);
            new
        })
        .find_map(|unit| {
            let mut found = between(DifferenceKind::Number, places, |a, b| {
                let (x, y) = one_of_each(&of_unit(a, unit), &of_unit(b, unit), unit)?;
                differs(x, y).then(|| (value(a, x), value(b, y)))
            })?;
            // A count of people or things rises as more is known; a price, a share or an age does not.
            let counts = unit.chars().all(char::is_alphabetic) || unit == PEOPLE;
            found.difference.update = counts && is_rising(places, &found);
            let exact = |s: &usize| {
                places
                    .iter()
                    .find(|p| p.support == *s)
                    .and_then(|p| given(p, unit, &found, *s))
                    .filter(|a| a.bound == Bound::Exact)
            };
            let mut exact: Vec<Option<i64>> =
                found.difference.values.iter().filter_map(|v| exact(v.support.first()?)).map(|a| a.value).collect();
            exact.dedup();
            found.difference.conflict = exact.len() > 1 && !found.difference.update;
            Some(found)
        })
}

fn of_unit<'a>(place: &Place<'a>, unit: &str) -> Vec<&'a Amount> {
    place.passage.amounts.iter().filter(|a| a.unit.as_deref() == Some(unit)).collect()
}

/// The amount of a unit that a support gives as its value.
fn given<'a>(place: &Place<'a>, unit: &str, found: &Found, support: usize) -> Option<&'a Amount> {
    let words = found.words.iter().find(|(s, _)| *s == support)?.1;
    of_unit(place, unit).into_iter().find(|a| a.number == words)
}

/// The amounts of two places that are held against each other; `None` where they tell of several things, or of one.
fn one_of_each<'a>(a: &[&'a Amount], b: &[&'a Amount], unit: &str) -> Option<(&'a Amount, &'a Amount)> {
    let shared = a.iter().any(|x| b.iter().any(|y| x.value == y.value && x.value.is_some() && x.bound == y.bound));
    let one = |all: &[&'a Amount]| match all {
        [one] => Some(*one),
        // Of "12 people, 5 of them civilians" the whole counts.
        several if unit == PEOPLE => several.iter().copied().max_by_key(|a| a.value),
        _ => None,
    };
    match (one(a), one(b)) {
        _ if shared => None,
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) => Some((x, nearest(x, b)?)),
        (None, Some(y)) => Some((nearest(y, a)?, y)),
        (None, None) => None,
    }
}

/// Of several amounts the one that is nearest to another, if they are of one order.
fn nearest<'a>(x: &Amount, all: &[&'a Amount]) -> Option<&'a Amount> {
    const ORDER: f64 = 2.0;
    let ratio = |y: &Amount| {
        let (x, y) = (x.value? as f64, y.value? as f64);
        Some(if x > y { x / y } else { y / x })
    };
    let near = all.iter().filter_map(|y| Some((ratio(y).filter(|r| *r < ORDER)?, *y)));
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, y)| y)
}

/// Whether two amounts of one thing are told to be other ones.
fn differs(x: &Amount, y: &Amount) -> bool {
    x.value != y.value || x.bound != y.bound
}

fn value(place: &Place, amount: &Amount) -> Value<Key> {
    let word = if amount.value.is_none() { place.words(amount.number).to_lowercase() } else { String::new() };
    Value { key: (amount.value, amount.bound, word), words: amount.number }
}

/// Whether greater numbers stand in later reports: a count that was brought up to date.
fn is_rising(places: &[Place], found: &Found) -> bool {
    let at = |support: &usize| places.iter().find(|p| p.support == *support);
    found.difference.values.windows(2).all(|two| {
        let mut pairs = two[1]
            .support
            .iter()
            .filter_map(at)
            .flat_map(|b| two[0].support.iter().filter_map(at).map(move |a| (a, b)));
        pairs.all(|(a, b)| is_later(a, b))
    })
}
