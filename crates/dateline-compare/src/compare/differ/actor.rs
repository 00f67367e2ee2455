//! Differences in who: one deed of two doers, or one utterance of two speakers.

use super::{Found, Place, Value, between};
use crate::compare::bags::common;
use crate::compare::claims::Maker;
use crate::compare::sentences::Speaker;
use dateline_core::{ActorId, DifferenceKind, ReportIx, Span};

/// Names more alike than this are two spellings of one.
const SPELLING: f64 = 0.9;

/// The difference between places that name another doer or speaker.
pub(super) fn actor(maker: &Maker, places: &[Place]) -> Option<Found> {
    between(DifferenceKind::Actor, places, |a, b| {
        let (x, y) = doers(a, b).or_else(|| speakers(a, b))?;
        is_other(maker, (a.ix, x), (b.ix, y)).then_some(())?;
        let (k, l) = (mention(maker, a, x)?, mention(maker, b, y)?);
        let names = a.words(k) != b.words(l);
        names.then_some((Value { key: x, words: k }, Value { key: y, words: l }))
    })
}

/// The two who do one thing to one other.
fn doers(a: &Place, b: &Place) -> Option<(ActorId, ActorId)> {
    let (p, q) = (a.passage, b.passage);
    let ([x], [y]) = (p.sources.as_slice(), q.sources.as_slice()) else { return None };
    let one = p.predicate_family() == q.predicate_family() && common(&p.targets, &q.targets) > 0;
    (one && !p.quoted && !q.quoted).then_some((*x, *y))
}

/// The two who are quoted with the same words.
fn speakers(a: &Place, b: &Place) -> Option<(ActorId, ActorId)> {
    let (p, q) = (a.passage, b.passage);
    let (Some(Speaker::Named(x)), Some(Speaker::Named(y))) = (&p.speaker, &q.speaker) else { return None };
    (p.quoted && q.quoted && p.words.cosine(&q.words) > SAME_WORDS).then_some((*x, *y))
}

/// Two quotations more alike than this are of one utterance.
const SAME_WORDS: f32 = 0.8;

/// Whether two actors are surely two: of one kind, with names that are not alike, neither known in the other's report.
pub(super) fn is_other(maker: &Maker, (r, a): (ReportIx, ActorId), (s, b): (ReportIx, ActorId)) -> bool {
    let all = &maker.story.actors;
    let name = |a: ActorId| all[a.index()].name.to_lowercase();
    let known = |a: ActorId, ix: ReportIx| all[a.index()].members.iter().any(|(r, _)| *r == ix);
    let near = strsim::jaro_winkler(&name(a), &name(b)) > SPELLING;
    let alike = a == b || near || name(a).contains(&name(b)) || name(b).contains(&name(a));
    !alike && all[a.index()].kind == all[b.index()].kind && !known(a, s) && !known(b, r)
}

/// The first words of a place, or of its sentence, that name an actor.
pub(super) fn mention(maker: &Maker, place: &Place, actor: ActorId) -> Option<Span> {
    let members = maker.story.actors[actor.index()].members.iter();
    let (_, own) = members.copied().find(|(ix, _)| *ix == place.ix)?;
    place.report.actor(own)?.mentions.iter().map(|m| m.span).find(|&m| place.passage.span.contains(m))
}
