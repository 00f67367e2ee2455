//! The signs by which it is judged whether two passages tell the same: named figures, all in one list.

use super::bags::{common, part};
use super::clash;
use super::meaning::Meanings;
use super::passages::{Amount, Passage, Passages};
use super::sentences::Sentences;
use super::shades::Shade;
use dateline_core::{Polarity, RegionKind, Status};

/// What the signs of a pair are read from.
#[derive(Clone, Copy)]
pub(crate) struct Signs<'a> {
    pub(crate) sentences: &'a Sentences,
    pub(crate) passages: &'a Passages,
    /// For each passage the passages that it may tell the same with, with their likeness of words.
    pub(crate) near: &'a [Vec<(usize, f32)>],
    /// What an encoder makes of the passages.
    pub(crate) meanings: &'a Meanings<'a>,
}

macro_rules! signs {
    ($($name:literal = $value:expr;)*) => {
        /// The names of the signs, in their order.
        pub const SIGNS: &[&str] = &[$($name),*];
        fn values(x: &Both) -> [f32; SIGNS.len()] {
            [$({ let value: fn(&Both) -> f32 = $value; value(x) }),*]
        }
    };
}

/// Two passages with what both share.
struct Both<'a> {
    p: &'a Passage,
    q: &'a Passage,
    /// The cosine of their words.
    cosine: f32,
    /// The best cosine that either has with any passage of the other's report.
    best_of_p: f32,
    best_of_q: f32,
    /// How many passages of the other's report are more alike.
    rank_in_q: usize,
    rank_in_p: usize,
    /// What the encoder makes of the two: see [`super::meaning`].
    meaning: [f32; 4],
    signs: Signs<'a>,
}

signs! {
    "cosine" = |x| x.cosine;
    "kin-cosine" = |x| x.p.kin.cosine(&x.q.kin);
    "shared" = |x| ln(x.p.words.shared(&x.q.words));
    "shared-kin" = |x| ln(x.p.kin.shared(&x.q.kin));
    "common-words" = |x| x.p.kin.common(&x.q.kin) as f32;
    "held-least" = |x| x.p.kin.held_by(&x.q.kin).min(x.q.kin.held_by(&x.p.kin));
    "held-most" = |x| x.p.kin.held_by(&x.q.kin).max(x.q.kin.held_by(&x.p.kin));
    "content-cosine" = |x| x.p.content.cosine(&x.q.content);
    "content-shared" = |x| ln(x.p.content.shared(&x.q.content));
    "content-held" = |x| x.p.content.held_by(&x.q.words).max(x.q.content.held_by(&x.p.words));
    "content-rarest" = |x| rarest(x);
    "neighbours" = |x| x.p.pairs.cosine(&x.q.pairs);
    "neighbours-count" = |x| x.p.pairs.common(&x.q.pairs) as f32;
    "shorter" = |x| x.p.words.len().min(x.q.words.len()) as f32;
    "longer" = |x| x.p.words.len().max(x.q.words.len()) as f32;
    "weight-least" = |x| x.p.words.weight().min(x.q.words.weight());
    "relative" = |x| x.cosine / x.best_of_p.max(x.best_of_q).max(0.01);
    "relative-least" = |x| x.cosine / x.best_of_p.max(0.01) * (x.cosine / x.best_of_q.max(0.01));
    "rank-first" = |x| x.rank_in_p.min(x.rank_in_q).min(20) as f32;
    "rank-second" = |x| x.rank_in_p.max(x.rank_in_q).min(20) as f32;
    "sentence-cosine" = |x| sentence_cosine(x, x.p.sentence, x.q.sentence);
    "sentence-held" = |x| {
        let (p, q) = (&x.signs.sentences.bags[x.p.sentence], &x.signs.sentences.bags[x.q.sentence]);
        x.p.words.held_by(q).max(x.q.words.held_by(p))
    };
    "sentence-held-least" = |x| {
        let (p, q) = (&x.signs.sentences.bags[x.p.sentence], &x.signs.sentences.bags[x.q.sentence]);
        x.p.words.held_by(q).min(x.q.words.held_by(p))
    };
    "sentence-shared" = |x| {
        ln(x.signs.sentences.bags[x.p.sentence].shared(&x.signs.sentences.bags[x.q.sentence]))
    };
    "around" = |x| around(x);
    "same-predicate" = |x| flag(x.p.predicate.map(|p| p.0) == x.q.predicate.map(|q| q.0) && x.p.predicate.is_some());
    "kin-predicate" = |x| flag(x.p.predicate.map(|p| p.1) == x.q.predicate.map(|q| q.1) && x.p.predicate.is_some());
    "predicate-held" = |x| {
        let held = |a: &Passage, b: &Passage| a.predicate.is_some_and(|p| b.kin.holds(p.1));
        flag(held(x.p, x.q)) + flag(held(x.q, x.p))
    };
    "actors" = |x| part(&x.p.actors, &x.q.actors);
    "actors-shared" = |x| common(&x.p.actors, &x.q.actors) as f32;
    "actors-other" = |x| (x.p.actors.len() + x.q.actors.len() - 2 * common(&x.p.actors, &x.q.actors)) as f32;
    "same-source" = |x| agreement(&x.p.sources, &x.q.sources);
    "same-target" = |x| agreement(&x.p.targets, &x.q.targets);
    "crossed" = |x| agreement(&x.p.sources, &x.q.targets).max(agreement(&x.p.targets, &x.q.sources));
    "other-places" = |x| flag(clash::other_places(&x.p.places, &x.q.places));
    "numbers-shared" = |x| numbers(&x.p.amounts, &x.q.amounts).0;
    "numbers-other" = |x| numbers(&x.p.amounts, &x.q.amounts).1;
    "numbers-alone" = |x| (x.p.amounts.len() as f32 - x.q.amounts.len() as f32).abs();
    "units-shared" = |x| units(&x.p.amounts, &x.q.amounts);
    "times" = |x| times(x.p, x.q);
    "times-clash" = |x| flag(clash::other_times(&x.p.times, &x.q.times));
    "sentence-times-clash" = |x| {
        let list = &x.signs.sentences.list;
        flag(clash::other_times(&list[x.p.sentence].times, &list[x.q.sentence].times))
    };
    "speaker" = |x| match (&x.p.speaker, &x.q.speaker) {
        (Some(a), Some(b)) if a == b => 2.0,
        (Some(a), Some(b)) if a.differs(b) => -2.0,
        (Some(_), Some(_)) => 1.0,
        (None, None) => 0.0,
        _ => -1.0,
    };
    "quoted" = |x| flag(x.p.quoted) + flag(x.q.quoted);
    "said" = |x| flag(x.p.statement.is_some()) + flag(x.q.statement.is_some());
    "status" = |x| flag(x.p.status == x.q.status);
    "denied" = |x| flag((x.p.polarity == Polarity::Negative) != (x.q.polarity == Polarity::Negative));
    "place-first" = |x| x.p.along.min(x.q.along);
    "place-last" = |x| x.p.along.max(x.q.along);
    "place-apart" = |x| (x.p.along - x.q.along).abs();
    "sentence-first" = |x| sentence_number(x, x.p).min(sentence_number(x, x.q));
    "sentence-last" = |x| sentence_number(x, x.p).max(sentence_number(x, x.q));
    "title" = |x| flag(x.p.region == RegionKind::Title) + flag(x.q.region == RegionKind::Title);
    "caption" = |x| flag(x.p.region == RegionKind::Caption) + flag(x.q.region == RegionKind::Caption);
    "attributive" = |x| flag(x.p.kind.is_attributive()) + flag(x.q.kind.is_attributive());
    "subordinate" = |x| flag(x.p.kind.is_subordinate()) + flag(x.q.kind.is_subordinate());
    "depth" = |x| (x.p.depth + x.q.depth) as f32;
    "one-report" = |x| flag(x.p.member == x.q.member);
    "days-apart" = |x| days_apart(x);
    "hedges-other" = |x| other_shades(x, Shade::Hedge);
    "modals-other" = |x| other_shades(x, Shade::Modal);
    "vague-other" = |x| other_shades(x, Shade::Vague);
    "reasons-other" = |x| other_shades(x, Shade::Reason);
    "reasons-both" = |x| both_shades(x, Shade::Reason);
    "scopes-other" = |x| other_shades(x, Shade::Scope);
    "denials-other" = |x| other_shades(x, Shade::Denial);
    "expected-one" = |x| one_status(x, Status::Expected);
    "possible-one" = |x| one_status(x, Status::Possible);
    "denied-one" = |x| one_status(x, Status::Denied);
    "bounds-other" = |x| flag(x.p.amounts.iter().any(|a| x.q.amounts.iter().any(|b| a.value == b.value && a.bound != b.bound)));
    "numbers-both" = |x| x.p.amounts.len().min(x.q.amounts.len()) as f32;
    "times-both" = |x| x.p.times.len().min(x.q.times.len()) as f32;
    "times-one" = |x| flag(x.p.times.is_empty() != x.q.times.is_empty());
    "places-one" = |x| flag(x.p.places.is_empty() != x.q.places.is_empty());
    "content-unshared-least" = |x| unshared(x.p, x.q).min(unshared(x.q, x.p));
    "content-unshared-most" = |x| unshared(x.p, x.q).max(unshared(x.q, x.p));
    "quoted-both" = |x| flag(x.p.quoted && x.q.quoted);
    "said-one" = |x| flag(x.p.statement.is_some() != x.q.statement.is_some());
    "meaning-cosine" = |x| x.meaning[0];
    "meaning-least" = |x| x.meaning[1];
    "meaning-most" = |x| x.meaning[2];
    "meaning" = |x| x.meaning[3];
}

impl Signs<'_> {
    /// The signs of a pair of passages, as [`SIGNS`] names them.
    pub(crate) fn of_pair(&self, a: usize, b: usize) -> [f32; SIGNS.len()] {
        let (p, q) = (&self.passages.list[a], &self.passages.list[b]);
        let cosine = p.words.cosine(&q.words);
        let rank = |one: usize, member: usize| {
            let of_report = &self.passages.of_report[member];
            let near = self.near[one].iter().filter(|n| of_report.contains(&n.0));
            let best = near.clone().map(|n| n.1).fold(0.0, f32::max);
            (best, near.filter(|n| n.1 > cosine).count())
        };
        let ((best_of_p, rank_in_q), (best_of_q, rank_in_p)) = (rank(a, q.member), rank(b, p.member));
        let meaning = self.meanings.of_pair(a, b);
        values(&Both { meaning, p, q, cosine, best_of_p, best_of_q, rank_in_q, rank_in_p, signs: *self })
    }
}

fn ln(x: f32) -> f32 {
    libm::log1pf(x)
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// 1 if both name one actor, -1 if both name others, 0 if one names none.
fn agreement<T: Ord>(a: &[T], b: &[T]) -> f32 {
    match (a.is_empty() || b.is_empty(), common(a, b)) {
        (true, _) => 0.0,
        (_, 0) => -1.0,
        _ => 1.0,
    }
}

/// The weight of the rarest word that both hold, names aside.
fn rarest(x: &Both) -> f32 {
    let shared = x.p.content.terms().iter().filter(|t| x.q.content.holds(t.0));
    shared.map(|t| t.1).fold(0.0, f32::max)
}

fn sentence_cosine(x: &Both, s: usize, t: usize) -> f32 {
    x.signs.sentences.bags[s].cosine(&x.signs.sentences.bags[t])
}

/// The best cosine of a sentence beside the one and a sentence beside the other.
fn around(x: &Both) -> f32 {
    let beside = |p: &Passage| {
        let range = x.signs.sentences.of_report[p.member].clone();
        [p.sentence.wrapping_sub(1), p.sentence + 1].into_iter().filter(move |s| range.contains(s))
    };
    let pairs = beside(x.p).flat_map(|s| beside(x.q).map(move |t| (s, t)));
    pairs.map(|(s, t)| sentence_cosine(x, s, t)).fold(0.0, f32::max)
}

/// How many numbers both give, and how many of one unit are not the same.
fn numbers(a: &[Amount], b: &[Amount]) -> (f32, f32) {
    let same = a.iter().filter(|x| x.value.is_some() && b.iter().any(|y| x.value == y.value)).count();
    let other = |x: &&Amount| {
        let mut of_unit = b.iter().filter(|y| x.unit.is_some() && x.unit == y.unit).peekable();
        of_unit.peek().is_some() && !of_unit.any(|y| x.value == y.value)
    };
    (same as f32, a.iter().filter(other).count() as f32)
}

fn units(a: &[Amount], b: &[Amount]) -> f32 {
    a.iter().filter(|x| x.unit.is_some() && b.iter().any(|y| x.unit == y.unit)).count() as f32
}

/// 2 if both name one time, -1 if both name others, 0 if neither names one, 1 if one does.
fn times(p: &Passage, q: &Passage) -> f32 {
    match (p.times.is_empty(), q.times.is_empty()) {
        (true, true) => 0.0,
        (false, false) if p.times.iter().any(|t| q.times.iter().any(|u| t.holds(u) || u.holds(t))) => 2.0,
        (false, false) => -1.0,
        _ => 1.0,
    }
}

/// How many words of a kind only one of the two has.
fn other_shades(x: &Both, shade: Shade) -> f32 {
    let of = |p: &Passage| p.shades.iter().filter(|s| s.0 == shade).copied().collect::<Vec<_>>();
    let (a, b) = (of(x.p), of(x.q));
    (a.iter().filter(|s| !b.contains(s)).count() + b.iter().filter(|s| !a.contains(s)).count()) as f32
}

fn both_shades(x: &Both, shade: Shade) -> f32 {
    let has = |p: &Passage| p.shades.iter().any(|s| s.0 == shade);
    flag(has(x.p) && has(x.q))
}

fn one_status(x: &Both, status: Status) -> f32 {
    flag((x.p.status == status) != (x.q.status == status))
}

/// The weight of the content of one passage that the other does not hold.
fn unshared(p: &Passage, q: &Passage) -> f32 {
    p.content.weight() - p.content.shared(&q.words)
}

fn sentence_number(x: &Both, p: &Passage) -> f32 {
    x.signs.sentences.list[p.sentence].sentence.min(20) as f32
}

fn days_apart(x: &Both) -> f32 {
    let day = |p: &Passage| x.signs.sentences.list[p.sentence].published;
    match (day(x.p), day(x.q)) {
        (Some(a), Some(b)) => ((a - b).get_days().abs() as f32).min(10.0),
        _ => -1.0,
    }
}
