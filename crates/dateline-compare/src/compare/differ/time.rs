//! Differences in time: one thing told of days that do not meet.

use super::{Found, Place, Value, between};
use dateline_core::{DifferenceKind, Grain, Span, TimeExpression};
use jiff::civil::Date;

/// The difference between places that tell of other days; `None` where the days meet.
///
/// A time of day is left out, as it is that of some zone, and so is what is quoted: its "today" is the speaker's.
pub(super) fn time(places: &[Place]) -> Option<Found> {
    let mut found = between(DifferenceKind::Time, places, |a, b| {
        let (x, y) = (dates(a), dates(b));
        let meets = |x: &Dated| y.iter().any(|y| x.from <= y.to && y.from <= x.to);
        if x.iter().any(meets) {
            return None;
        }
        let pairs = x.iter().flat_map(|x| y.iter().map(move |y| (x, y)));
        let (x, y) = pairs.clone().find(|(x, y)| x.grain == y.grain && shares(&x.beside, &y.beside))?;
        let value = |p: &Place, d: &Dated| (d.from, d.to, p.words(d.words).to_lowercase());
        let (k, l) = (value(a, x), value(b, y));
        (k.2 != l.2).then_some((Value { key: k, words: x.words }, Value { key: l, words: y.words }))
    })?;
    found.difference.conflict = true;
    Some(found)
}

/// A stretch of the calendar that a place names.
struct Dated {
    words: Span,
    grain: Grain,
    from: Date,
    to: Date,
    /// The words that carry meaning beside it, by number.
    beside: Vec<u32>,
}

fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// What is dated stands at most so many words from its date.
const BESIDE: usize = 4;

/// The stretches of the calendar that a place names, with the words.
fn dates(place: &Place) -> Vec<Dated> {
    if place.passage.quoted {
        return Vec::new();
    }
    let own = |span: Span| place.passage.pieces.iter().any(|p| p.contains(span));
    let times = place.report.times.iter().filter(|t| own(t.span));
    let dated = |t: &TimeExpression| {
        let (from, to) = t.value.days()?;
        Some(Dated { words: t.span, grain: t.value.grain()?, from, to, beside: place.beside(t.span, BESIDE) })
    };
    times.filter_map(dated).collect()
}
