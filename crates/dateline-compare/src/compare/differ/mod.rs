//! In what the supports of a claim differ, each value with those that have it.
//!
//! Only values of one slot are held against each other: how many of one thing in one event, the day, place or doer of
//! one event. Where two places name their events by words of different families, they may tell of two things.

mod number;
mod wording;

use crate::compare::TOLD;
use crate::compare::claims::{Maker, Teller};
use crate::compare::clash::{other_places, other_times};
use crate::compare::clause::{Clause, is_asserted, is_denied};
use crate::compare::similar::likeness;
use dateline_core::{ActorId, ActorKind, Difference, DifferenceKind, DifferenceValue, Event, Status, Timex};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Finds the differences between places that tell one claim, in the order of [`DifferenceKind`].
///
/// A difference is between reports: what one report says in two ways is none.
pub(crate) fn differences(maker: &Maker, tellers: &[Teller]) -> Vec<Difference> {
    let differ = Differ { maker, tellers, main: main_family(maker, tellers) };
    let before = [number::number(maker, tellers), differ.time(), differ.place(), differ.actor()];
    let after = [differ.polarity(), differ.certainty()];
    let wording = wording::wording(maker, tellers);
    before.into_iter().flatten().chain(wording).chain(after.into_iter().flatten()).collect()
}

/// Names more alike than this are two spellings of one.
const SPELLING: f64 = 0.9;

/// The family that most places name the event by; `None` if no two do.
fn main_family(maker: &Maker, tellers: &[Teller]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    tellers.iter().filter_map(|t| family_of(maker, t)).for_each(|f| *counts.entry(f).or_default() += 1);
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.filter(|(_, n)| *n > 1).map(|(f, _)| f)
}

/// The family of the word that names the event at a place.
fn family_of(maker: &Maker, teller: &Teller) -> Option<String> {
    let parse = &maker.report(teller).parse;
    let token = parse.tokens_in(teller.trigger?).next_back()?;
    Some(maker.lexicon.kin.family(&parse.lemma(token).to_lowercase()).to_owned())
}

struct Differ<'m, 'a> {
    maker: &'m Maker<'a>,
    tellers: &'m [Teller<'a>],
    /// The family by which the places name the event they share.
    main: Option<String>,
}

impl<'a> Differ<'_, 'a> {
    /// The event that a place shares with the others.
    fn event(&self, teller: &Teller<'a>) -> Option<&'a Event> {
        let main = self.main.as_ref()?;
        teller.told.event.filter(|_| family_of(self.maker, teller).as_ref() == Some(main))
    }

    /// The event that a place shares with the others and that its sentence is there to tell, with its word.
    fn told(&self, teller: &Teller<'a>) -> Option<(&'a Event, usize)> {
        let parse = &self.maker.report(teller).parse;
        let event = self.event(teller)?;
        let token = parse.tokens_in(event.trigger).next_back()?;
        (parse.is_told(token) && parse.ancestors(token).count() <= TOLD).then_some((event, token))
    }

    /// A difference between the values that places have, where reports have values that no other report shares.
    fn between(&self, kind: DifferenceKind, value: impl Fn(&Teller<'a>) -> Option<String>) -> Option<Difference> {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, teller) in self.tellers.iter().enumerate() {
            if let Some(value) = value(teller) {
                values.entry(value).or_default().push(i);
            }
        }
        difference(self.maker, self.tellers, kind, values.into_iter().collect())
    }

    /// Told of different days; a time of day is left out, as it is of a day in some zone, and so is what is quoted.
    fn time(&self) -> Option<Difference> {
        let found = self.between(DifferenceKind::Time, |t| {
            let time = self.maker.report(t).time(self.told(t).filter(|_| !self.is_quoted(t))?.0.time?)?;
            time.value.date().filter(|_| time.value.clock().is_none()).map(|day| Timex::day(day).to_string())
        })?;
        let days: Vec<Timex> = found.values.iter().filter_map(|v| v.value.parse().ok()).collect();
        let near = |(i, day): (usize, &Timex)| !other_times(std::slice::from_ref(day), &days[..i]);
        let all = self.clauses(|_| true);
        let of = |value: &DifferenceValue| all.iter().filter(|(i, _)| value.support.contains(i)).cloned().collect();
        let one = self.meeting(of(&found.values[0]), of(&found.values[1]), Clause::shares_parties).is_some();
        (one && days.iter().enumerate().all(near)).then_some(found)
    }

    /// Whether a place tells something in a speaker's own words: what differs in it is the wording.
    fn is_quoted(&self, t: &Teller) -> bool {
        self.maker.sentences.list[t.sentence].quoted
    }

    /// Told of different places, neither of which is a part of the other as far as their names tell.
    fn place(&self) -> Option<Difference> {
        self.actors(DifferenceKind::Place, |t| {
            let actor = self.maker.actor(t.report(self.maker), self.told(t)?.0.place?)?;
            (self.maker.story.actors.get(actor.index())?.kind == ActorKind::Place).then_some(actor)
        })
    }

    /// Told of different doers of one thing to one other, or one utterance of different speakers.
    fn actor(&self) -> Option<Difference> {
        let targets = |t: &Teller<'a>| -> Vec<ActorId> {
            let known = |a: &ActorId| self.maker.actor(t.report(self.maker), *a);
            self.event(t).iter().flat_map(|e| &e.targets).filter_map(known).collect()
        };
        let shared = |t: &Teller<'a>| {
            let own = targets(t);
            let others = self.tellers.iter().filter(|o| o.report(self.maker) != t.report(self.maker));
            others.flat_map(targets).any(|a| own.contains(&a))
        };
        self.actors(DifferenceKind::Actor, |t| match self.event(t)?.sources.as_slice() {
            [source] if shared(t) && !self.is_quoted(t) => self.maker.actor(t.report(self.maker), *source),
            _ => None,
        })
    }

    /// A difference between actors of one kind that different places name, none of which the others' reports name too.
    fn actors(&self, kind: DifferenceKind, actor: impl Fn(&Teller<'a>) -> Option<ActorId>) -> Option<Difference> {
        let named: Vec<Option<ActorId>> = self.tellers.iter().map(&actor).collect();
        let all = &self.maker.story.actors;
        let known = |a: ActorId, t: &Teller| all[a.index()].members.iter().any(|(r, _)| *r == t.report(self.maker));
        let name = |a: ActorId| all[a.index()].name.to_lowercase();
        for (i, a) in named.iter().enumerate() {
            for (j, b) in named.iter().enumerate().skip(i + 1) {
                let (Some(a), Some(b)) = (*a, *b) else { continue };
                let near = strsim::jaro_winkler(&name(a), &name(b)) > SPELLING;
                let alike = a == b || near || name(a).contains(&name(b)) || name(b).contains(&name(a));
                let other_kind = all[a.index()].kind != all[b.index()].kind;
                if alike || other_kind || known(a, &self.tellers[j]) || known(b, &self.tellers[i]) {
                    continue;
                }
                let of = |actor| (0..named.len()).filter(|&k| named[k] == Some(actor)).collect();
                let value = |actor: ActorId| (all[actor.index()].name.clone(), of(actor));
                return difference(self.maker, self.tellers, kind, vec![value(a), value(b)]);
            }
        }
        None
    }

    /// How much of what they tell a place of one value and one of another share at most.
    fn shared(&self, found: &Difference) -> f32 {
        let passages = self.maker.sentences;
        let content = |i: &usize| &passages.list[self.tellers[*i].sentence].content;
        let [one, rest @ ..] = found.values.as_slice() else { return 0.0 };
        let others = rest.iter().flat_map(|v| &v.support);
        let pairs = others.flat_map(|j| one.support.iter().map(move |i| (i, j)));
        pairs.map(|(i, j)| likeness(passages, content(i), content(j))).fold(0.0, f32::max)
    }

    /// Told as so by one and as not so by another: both assert the same of the same one.
    fn polarity(&self) -> Option<Difference> {
        const SHARED: f32 = 0.3;
        let denied = |t: &Teller<'a>| {
            let (event, token) = self.told(t)?;
            is_denied(self.maker.lexicon, self.maker.report(t), event, token)
        };
        let of = |so: bool| self.clauses(|t| denied(t) == Some(so));
        let (denied, happened) = self.meeting(of(true), of(false), Clause::is_same)?;
        let values = vec![("denied".to_owned(), denied), ("happened".to_owned(), happened)];
        let found = difference(self.maker, self.tellers, DifferenceKind::Polarity, values)?;
        (self.shared(&found) >= SHARED).then_some(found)
    }

    /// Told as done by one and as planned by another, of the same ones; what is quoted differs in its wording, not in how
    /// sure it is, and what was done before it was planned is another thing.
    fn certainty(&self) -> Option<Difference> {
        let told =
            |t: &Teller<'a>, status: Status| self.told(t).filter(|(e, _)| !self.is_quoted(t) && e.status == status);
        let sure = |t: &Teller<'a>, token: usize| is_asserted(self.maker.lexicon, &self.maker.report(t).parse, token);
        let expected = self.clauses(|t| told(t, Status::Expected).is_some());
        let happened = self.clauses(|t| told(t, Status::Happened).is_some_and(|(_, token)| sure(t, token)));
        let (expected, happened) = self.meeting(expected, happened, Clause::shares_parties)?;
        let (planned, done) = (self.days(&expected).last().copied(), self.days(&happened).last().copied());
        if planned.zip(done).is_some_and(|(planned, done)| done < planned) {
            return None;
        }
        let values = vec![("expected".to_owned(), expected), ("happened".to_owned(), happened)];
        let found = difference(self.maker, self.tellers, DifferenceKind::Certainty, values)?;
        Some(Difference { update: planned.is_some() && planned <= done, ..found })
    }

    /// The clauses that tell the event at the places of some kind.
    fn clauses(&self, is_kind: impl Fn(&Teller<'a>) -> bool) -> Vec<(usize, Clause)> {
        let of = |(i, t): (usize, &Teller<'a>)| {
            let (_, token) = self.told(t).filter(|_| is_kind(t))?;
            Some((i, Clause::of(self.maker, t.report(self.maker), token)))
        };
        self.tellers.iter().enumerate().filter_map(of).collect()
    }

    /// The places of either kind whose clauses meet one of the other kind in another report; `None` if none do.
    fn meeting(
        &self,
        a: Vec<(usize, Clause)>,
        b: Vec<(usize, Clause)>,
        meets: impl Fn(&Clause, &Clause) -> bool,
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let both = |x: &(usize, Clause), y: &(usize, Clause)| self.may_be_one(x.0, y.0) && meets(&x.1, &y.1);
        let first: Vec<usize> = a.iter().filter(|x| b.iter().any(|y| both(x, y))).map(|x| x.0).collect();
        let second: Vec<usize> = b.iter().filter(|y| a.iter().any(|x| both(x, y))).map(|y| y.0).collect();
        (!first.is_empty()).then_some((first, second))
    }

    /// Whether two places of different reports may tell of one event: not at other times, nor in other places.
    fn may_be_one(&self, i: usize, j: usize) -> bool {
        let [p, q] = [i, j].map(|k| &self.maker.sentences.list[self.tellers[k].sentence]);
        p.member != q.member && !other_places(&p.places, &q.places) && !other_times(&p.times, &q.times)
    }

    /// The days on which the reports of some places were published, in order.
    fn days(&self, places: &[usize]) -> Vec<Date> {
        let day = |&i: &usize| self.maker.report(&self.tellers[i]).report.published.map(|p| p.date);
        let mut days: Vec<Date> = places.iter().filter_map(day).collect();
        days.sort_unstable();
        days
    }
}

/// A difference of some values, if two reports stand apart in them: neither has a value of the other's.
fn difference(
    maker: &Maker,
    tellers: &[Teller],
    kind: DifferenceKind,
    values: Vec<(String, Vec<usize>)>,
) -> Option<Difference> {
    let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (value, (_, places)) in values.iter().enumerate() {
        for &i in places {
            of_report.entry(maker.sentences.list[tellers[i].sentence].member).or_default().push(value);
        }
    }
    let apart = |a: &Vec<usize>, b: &Vec<usize>| a.iter().all(|v| !b.contains(v));
    let lists: Vec<&Vec<usize>> = of_report.values().collect();
    let differ = lists.iter().enumerate().any(|(i, a)| lists[i + 1..].iter().any(|b| apart(a, b)));
    let values = values.into_iter().map(|(value, support)| DifferenceValue { value, support }).collect();
    differ.then_some(Difference { kind, values, conflict: false, update: false })
}
