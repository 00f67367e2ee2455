//! Counts of one thing in claims that are not one: 112 passengers, 140 tickets, more than 140 people.

use super::clash;
use super::figures::PEOPLE;
use super::passages::{Amount, Passage};
use super::signs::Signs;
use crate::Lexicon;
use std::collections::BTreeSet;

/// The pairs of groups of passages that tell of one thing with other numbers.
///
/// Of one thing they tell if they count by one noun, with numbers that are near and not the same, in words that mean alike.
pub(crate) fn counts(lexicon: &Lexicon, groups: &[Vec<usize>], signs: &Signs) -> Vec<(usize, usize)> {
    let list = &signs.passages.list;
    let mut group_of = vec![usize::MAX; list.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&p| group_of[p] = number);
    }
    let mut found = BTreeSet::new();
    for (a, row) in signs.near.iter().enumerate() {
        for &(b, _) in row.iter().filter(|n| n.0 > a && group_of[n.0] != group_of[a]) {
            if one_count(lexicon, &list[a], &list[b]) && is_one_thing(signs, a, b) {
                found.insert((group_of[a].min(group_of[b]), group_of[a].max(group_of[b])));
            }
        }
    }
    found.into_iter().collect()
}

/// Whether both count things of one kind, with numbers that are near and not the same; people only where they are told to do or
/// suffer the same.
fn one_count(lexicon: &Lexicon, p: &Passage, q: &Passage) -> bool {
    let (x, y) = (counted(p), counted(q));
    let ([x], [y]) = (x.as_slice(), y.as_slice()) else { return false };
    let (Some(a), Some(b), Some(of_x), Some(of_y)) = (x.value, y.value, x.unit.as_deref(), y.unit.as_deref()) else {
        return false;
    };
    let is_people = |unit: &str| unit == PEOPLE || lexicon.people.has(unit);
    let people = (of_x == PEOPLE || of_y == PEOPLE) && is_people(of_x) && is_people(of_y);
    let one = if people { x.beside.iter().any(|w| y.beside.contains(w)) } else { of_x == of_y };
    one && a != b && a.max(b) >= FEW && a.max(b) < a.min(b).saturating_mul(NEAR)
}

/// Counts of one thing are within this of each other: more often the greater one counts another thing.
const NEAR: i64 = 2;

/// Fewer are told apart by who they are, not counted; in thousandths.
const FEW: i64 = 5_000;

/// What a passage counts.
fn counted(p: &Passage) -> Vec<&Amount> {
    p.amounts.iter().filter(|a| a.unit.is_some() && a.value.is_some()).collect()
}

/// Whether two passages are as much alike in what they mean as those of one thing, at one time.
fn is_one_thing(signs: &Signs, a: usize, b: usize) -> bool {
    let (p, q) = (&signs.passages.list[a], &signs.passages.list[b]);
    let published = |x: &Passage| signs.sentences.list[x.sentence].published;
    !clash::apart_in_time((&p.times, published(p)), (&q.times, published(q)))
        && signs.meanings.of_pair(a, b)[0] > MEANING
}

/// The likeness of meaning from which on two passages tell of one thing. Read on the readings: of 45 such pairs 38 count one thing.
const MEANING: f32 = 0.42;
