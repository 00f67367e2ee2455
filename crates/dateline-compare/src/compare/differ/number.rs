//! Differences in number: amounts of one thing that are not the same, or not bounded in the same way.

use crate::compare::claims::{Maker, Teller};
use crate::compare::figures::PEOPLE;
use crate::compare::known::order;
use crate::compare::passages::Amount;
use dateline_core::{Bound, Difference, DifferenceKind, DifferenceValue};
use std::cmp::Ordering;

/// One way in which places give an amount.
struct Given<'a> {
    amount: &'a Amount,
    words: &'a str,
    tellers: Vec<usize>,
}

/// The difference between places of different reports that give an amount of one unit; `None` where they give the same.
///
/// Two places only differ if neither gives an amount of that unit that the other gives too: of "15 people, 3 of them children" and
/// "15 people" nothing differs.
pub(super) fn number(maker: &Maker, tellers: &[Teller]) -> Option<Difference> {
    let amounts = |t: &Teller| t.passage.map_or(&[][..], |p| maker.passages.list[p].amounts.as_slice());
    let counts = |a: &&Amount| a.unit.is_some() && a.value.is_some();
    let units: Vec<&str> = tellers.iter().flat_map(amounts).filter(counts).filter_map(|a| a.unit.as_deref()).collect();
    units.iter().find_map(|unit| {
        let of_unit =
            |t: &Teller| amounts(t).iter().filter(|a| counts(a) && a.unit.as_deref() == Some(unit)).collect::<Vec<_>>();
        let all: Vec<Vec<&Amount>> = tellers.iter().map(of_unit).collect();
        // A place that gives several amounts of one unit tells of several things.
        let single = |i: usize| match all[i].as_slice() {
            [one] => Some(*one),
            // Of "12 people, 5 of them civilians" the whole counts.
            several if *unit == PEOPLE => several.iter().copied().max_by_key(|a| a.value),
            _ => None,
        };
        let mut given: Vec<Given> = Vec::new();
        for (i, teller) in tellers.iter().enumerate() {
            let Some(amount) = single(i) else { continue };
            let words = maker.report(teller).report.text.str(amount.number);
            match given.iter_mut().find(|g| g.amount.value == amount.value && g.amount.bound == amount.bound) {
                Some(known) => known.tellers.push(i),
                None => given.push(Given { amount, words, tellers: vec![i] }),
            }
        }
        let report = |i: &usize| tellers[*i].report(maker);
        let apart = |a: &Given, b: &Given| a.tellers.iter().any(|i| b.tellers.iter().all(|j| report(i) != report(j)));
        let differ = given.iter().enumerate().any(|(n, a)| given[n + 1..].iter().any(|b| apart(a, b) && apart(b, a)));
        if given.len() < 2 || !differ {
            return None;
        }
        given.sort_by_key(|g| (g.amount.value, g.amount.bound));
        let update = is_rising(maker, tellers, &given);
        let exact = given.iter().filter(|g| g.amount.bound == Bound::Exact);
        let mut exact = exact.map(|g| g.amount.value).collect::<Vec<_>>();
        exact.dedup();
        let conflict = exact.len() > 1 && !update;
        let value = |g: Given| DifferenceValue { value: g.words.to_owned(), support: g.tellers };
        let values = given.into_iter().map(value).collect();
        Some(Difference { kind: DifferenceKind::Number, values, conflict, update })
    })
}

/// Whether greater numbers stand in later reports: a count that was brought up to date.
fn is_rising(maker: &Maker, tellers: &[Teller], given: &[Given]) -> bool {
    let published = |i: &usize| maker.report(&tellers[*i]).report.published;
    given.windows(2).all(|two| {
        let after = two[1].tellers.iter().filter_map(published);
        let mut pairs = after.flat_map(|b| two[0].tellers.iter().filter_map(published).map(move |a| (a, b))).peekable();
        pairs.peek().is_some() && pairs.all(|(a, b)| order(&a, &b) == Some(Ordering::Less))
    })
}
