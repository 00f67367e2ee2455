//! Differences in polarity: told as so by one and as not so by another.

use super::{Found, Place, Value, between};
use crate::compare::clash::other_places;
use dateline_core::{DifferenceKind, Polarity, Status};

/// The difference between places of which one denies what the other tells.
pub(super) fn polarity(places: &[Place]) -> Option<Found> {
    let mut found = between(DifferenceKind::Polarity, places, |a, b| {
        let (p, q) = (a.passage, b.passage);
        let sure = |s: Status| matches!(s, Status::Happened | Status::Denied);
        let others = p.is_of_others(q) || other_places(&p.places, &q.places);
        let one = !others && p.predicate_family().is_some() && p.predicate_family() == q.predicate_family();
        let denied = |p: &Place| p.passage.polarity == Polarity::Negative;
        let differ = one && !p.quoted && !q.quoted && denied(a) != denied(b) && sure(p.status) && sure(q.status);
        let value = |p: &Place| Value { key: denied(p), words: p.passage.predicate_span };
        differ.then(|| (value(a), value(b)))
    })?;
    found.difference.conflict = true;
    Some(found)
}
