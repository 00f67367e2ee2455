//! Differences in place: one deed told of two places, neither of which the other's report names.

use super::actor::{is_other, mention};
use super::{Found, Place, Value, between};
use crate::compare::claims::Maker;
use dateline_core::DifferenceKind;

/// The difference between places that tell one deed of other places.
pub(super) fn place(maker: &Maker, places: &[Place]) -> Option<Found> {
    between(DifferenceKind::Place, places, |a, b| {
        let (p, q) = (a.passage, b.passage);
        let ([x], [y]) = (p.places.as_slice(), q.places.as_slice()) else { return None };
        let one = p.predicate_family() == q.predicate_family();
        (one && is_other(maker, (a.ix, *x), (b.ix, *y))).then_some(())?;
        Some((Value { key: *x, words: mention(maker, a, *x)? }, Value { key: *y, words: mention(maker, b, *y)? }))
    })
}
