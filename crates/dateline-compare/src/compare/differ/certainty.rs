//! Differences in certainty: one deed told as done by one and as planned, possible or alleged by another.

use super::{Found, Place, Value, between, is_later};
use crate::compare::bags::common;
use crate::compare::shades::Shade;
use dateline_core::{ActorId, DifferenceKind, Event, RegionKind, Span, Status};

/// How sure a deed is told, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// As done.
    Done,
    /// As planned or to come.
    Expected,
    /// As what may be, or as somebody's word.
    Possible,
}

/// The difference between places that tell one deed as more and as less sure.
///
/// It is one deed where both name it by words of one family. What both quote differs in its wording, not in how sure it is.
pub(super) fn certainty(places: &[Place]) -> Option<Found> {
    let mut found = between(DifferenceKind::Certainty, places, |a, b| {
        if a.passage.quoted && b.passage.quoted {
            return None;
        }
        let (x, y) = (deeds(a), deeds(b));
        let same = |d: &Deed, e: &Deed| d.family == e.family;
        // A deed that either tells as sure as the other is told so by both.
        let agreed = |d: &Deed| x.iter().any(|e| same(e, d) && y.iter().any(|f| same(f, d) && e.sure == f.sure));
        let mut pairs = x.iter().flat_map(|d| y.iter().map(move |e| (d, e)));
        let one = |d: &Deed, e: &Deed| same(d, e) && !d.is_of_others(e);
        let (d, e) = pairs.find(|(d, e)| one(d, e) && d.sure != e.sure && !agreed(d))?;
        Some((Value { key: d.sure, words: d.words }, Value { key: e.sure, words: e.words }))
    })?;
    let at = |value: usize| {
        let support = found.difference.values[value].support.iter();
        support.filter_map(|s| places.iter().find(|p| p.support == *s))
    };
    // What one expected and a later one tells as done is news.
    found.difference.update = at(0).all(|done| at(1).all(|planned| is_later(planned, done)));
    Some(found)
}

/// A deed that a place tells, and how sure it is there.
struct Deed {
    family: u32,
    sure: Sure,
    /// Who does it, by the families of the words and as actors of the story.
    doers: (Vec<u32>, Vec<ActorId>),
    /// The word for it, with the word before it that makes it less than sure.
    words: Span,
}

impl Deed {
    /// Whether surely others do it: both places name who does it, and not the same.
    fn is_of_others(&self, other: &Deed) -> bool {
        let known = !self.doers.1.is_empty() && !other.doers.1.is_empty();
        let named = !self.doers.0.is_empty() && !other.doers.0.is_empty();
        match known {
            true => common(&self.doers.1, &other.doers.1) == 0,
            false => named && common(&self.doers.0, &other.doers.0) == 0,
        }
    }
}

/// The deeds that a place tells.
fn deeds(place: &Place) -> Vec<Deed> {
    let own = |e: &&Event| place.passage.pieces.iter().any(|p| p.contains(e.trigger));
    let events = place.report.events_in(place.passage.span).filter(own);
    events.filter_map(|event| deed(place, event)).collect()
}

/// So many words before its verb a word that makes it less than sure stands at most.
const REACH: usize = 4;

fn deed(place: &Place, event: &Event) -> Option<Deed> {
    let parse = &place.report.parse;
    let token = parse.tokens_in(event.trigger).next_back()?;
    let family = place.family(token)?;
    let piece = place.passage.pieces.iter().find(|p| p.contains(event.trigger))?;
    let before = parse.tokens_in(*piece).filter(|&t| t < token).rev().take(REACH);
    let shades = &place.maker.lexicon.shades;
    let shade = |t: &usize| shades.shades(&parse.lemma(*t).to_lowercase());
    let found = |kind: Shade| before.clone().filter(|t| shade(t).contains(&kind)).last();
    let (hedge, modal) = (found(Shade::Hedge), found(Shade::Modal));
    let with = |word: Option<usize>| word.map_or(event.trigger, |w| parse.span(w).cover(event.trigger));
    let (sure, words) = match event.status {
        Status::Denied => return None,
        _ if hedge.is_some() => (Sure::Possible, with(hedge)),
        Status::Happened if modal.is_some() => return None,
        Status::Happened => is_past(place, token).then_some((Sure::Done, event.trigger))?,
        // A bare infinitive tells of a deed, not how sure it is: "prepared to pay".
        _ if modal.is_none() => return None,
        Status::Expected => (Sure::Expected, with(modal)),
        Status::Possible => (Sure::Possible, with(modal)),
    };
    let own = event.source_spans.iter().flat_map(|&s| parse.tokens_in(s)).filter_map(|t| place.family(t)).collect();
    let actors = event.sources.iter().filter_map(|&a| place.maker.actor(place.ix, a)).collect();
    Some(Deed { family, sure, doers: (own, actors), words })
}

/// Whether a deed is told as done; in a headline the present tells it.
fn is_past(place: &Place, token: usize) -> bool {
    place.passage.region == RegionKind::Title || matches!(place.report.parse.tag(token), "VBD" | "VBN")
}
