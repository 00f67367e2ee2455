//! A story narrowed: the claims of an actor, an outlet, a state, a stretch of time.

use super::{StoryView, View, state_word};
use dateline_core::json::{AccountJson, ReportJson, StoryJson};
use dateline_core::{Account, Annotated, Claim, ClaimId, ClaimState, StoryAccount, StoryActor, Support, Timex};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a story is narrowed to; what is `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Only claims about this actor.
    pub actor: Option<Whom>,
    /// Only claims that this outlet tells.
    pub outlet: Option<String>,
    /// Only claims of this state.
    pub state: Option<ClaimState>,
    /// Only claims of what took place, or was first reported, on this day or later.
    pub since: Option<Date>,
    /// Only claims of what took place, or was first reported, on this day or before.
    pub until: Option<Date>,
    /// How many of the claims that are left.
    pub reach: Reach,
}

/// Whom claims are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The actor of this name, as the story has it.
    Named(String),
    /// Any actor one of whose names holds these words, whatever their case.
    Holding(String),
}

/// How many of a story's claims are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Those that the short account shows.
    #[default]
    Short,
    /// Also those that it does not show.
    Whole,
    /// Also events that are named in passing.
    Passing,
}

/// What a story can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices<'a> {
    /// The outlets of its reports, by name, with how many claims each tells.
    pub outlets: Vec<(&'a str, usize)>,
    /// The actors of its claims, by name, with how many are about each.
    pub actors: Vec<(&'a str, usize)>,
    /// Every state that a claim may have.
    pub states: [ClaimState; 5],
}

/// One support of a claim, as a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The claim's place in the story's list.
    pub claim: usize,
    /// The claim.
    pub told: &'a Claim,
    /// The support.
    pub support: &'a Support,
    /// Where it stands, in code points of its report's text.
    pub points: [u32; 2],
    /// Its words as they are shown.
    pub words: String,
}

impl Narrow {
    /// All claims of a story.
    pub fn all() -> Narrow {
        Narrow { reach: Reach::Passing, ..Narrow::default() }
    }

    /// The account of a story with only the claims that are left, counted anew.
    pub fn of(&self, story: StoryAccount, reports: &[Annotated]) -> StoryAccount {
        let one = Account { stories: vec![story] };
        View::new(&one, reports).stories().map(|story| story.renumbered(self)).next().unwrap_or_default()
    }

    /// Whether this leaves out claims of a story only because there are many.
    pub fn is_short(&self, story: &StoryView<'_>) -> bool {
        *self == Narrow::default() && story.account.claims.iter().any(|c| !c.shown && !c.aside)
    }

    fn keeps(&self, story: &StoryView<'_>, claim: &Claim) -> bool {
        let told_by = |outlet: &String| claim.support.iter().any(|s| story.outlet(s.report) == outlet);
        let day = || story.day_of(claim);
        let reached = match self.reach {
            Reach::Short => claim.shown,
            Reach::Whole => !claim.aside,
            Reach::Passing => true,
        };
        reached
            && self.outlet.as_ref().is_none_or(told_by)
            && self.actor.as_ref().is_none_or(|whom| story.actors_of(claim).any(|actor| whom.is(actor)))
            && self.state.is_none_or(|state| claim.state == state)
            && self.since.is_none_or(|since| day().is_some_and(|day| day >= since))
            && self.until.is_none_or(|until| day().is_some_and(|day| day <= until))
    }
}

impl Whom {
    fn is(&self, actor: &StoryActor) -> bool {
        match self {
            Whom::Named(name) => actor.name == *name,
            Whom::Holding(words) => {
                let words = words.to_lowercase();
                actor.names.iter().chain([&actor.name]).any(|name| name.to_lowercase().contains(&words))
            }
        }
    }
}

impl<'a> StoryView<'a> {
    /// The claims that a narrowing keeps, each with its place in the story's list.
    pub fn claims(&self, narrow: &Narrow) -> Vec<(usize, &'a Claim)> {
        self.account.claims.iter().enumerate().filter(|(_, claim)| narrow.keeps(self, claim)).collect()
    }

    /// Whether a claim, by its place in the story's list, is among those of a story that is not narrowed.
    pub fn is_in_short(&self, claim: usize) -> bool {
        self.account.claims.get(claim).is_some_and(|c| c.shown)
    }

    /// The story with only the claims that a narrowing keeps, under their own ids.
    pub fn narrowed(&self, narrow: &Narrow) -> StoryAccount {
        let claims: Vec<Claim> = self.claims(narrow).into_iter().map(|(_, c)| c.clone()).collect();
        let ids = claims.iter().map(|c| (c.id, c.id)).collect();
        told_of(StoryAccount { claims, ..self.account.clone() }, &ids)
    }

    /// The same with the claims that are left counted anew.
    pub fn renumbered(&self, narrow: &Narrow) -> StoryAccount {
        let mut one = self.narrowed(narrow);
        let ids: BTreeMap<ClaimId, ClaimId> =
            one.claims.iter().enumerate().map(|(i, c)| (c.id, ClaimId(i as u32))).collect();
        one.claims.iter_mut().for_each(|c| c.id = ids[&c.id]);
        told_of(one, &ids)
    }

    /// The story, narrowed, in the form that an account has outside, with no reports but its own.
    pub fn narrowed_json(&self, narrow: &Narrow) -> AccountJson {
        let its = self.reports().iter().map(|&ix| ReportJson::of_report(self.report(ix)));
        AccountJson {
            reports: its.collect(),
            stories: vec![StoryJson::new(&self.narrowed(narrow), self.reports)],
            ..AccountJson::new(&Account::default(), &[], false)
        }
    }

    /// The claims that a narrowing keeps as rows of a table, one a support.
    pub fn rows(&self, narrow: &Narrow) -> Vec<Row<'a>> {
        let claims = self.claims(narrow).into_iter();
        let row = |claim, told, support: &'a Support| {
            let points = self.report(support.report).text.points(support.span);
            Row { claim, told, support, points, words: self.words(support) }
        };
        claims.flat_map(|(i, told)| told.support.iter().map(move |s| row(i, told, s))).collect()
    }

    /// What the story can be narrowed to, each with how many of the claims a narrowing keeps it has.
    pub fn choices(&self, narrow: &Narrow) -> Choices<'a> {
        let claims = self.claims(narrow);
        let mut outlets: BTreeMap<&str, usize> = self.outlets().into_iter().map(|o| (o, 0)).collect();
        let mut actors: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, claim) in &claims {
            let told: BTreeSet<&str> = claim.support.iter().map(|s| self.outlet(s.report)).collect();
            told.into_iter().for_each(|o| *outlets.entry(o).or_default() += 1);
            let about: BTreeSet<&str> = self.names_of(claim).into_iter().collect();
            about.into_iter().for_each(|a| *actors.entry(a).or_default() += 1);
        }
        Choices {
            outlets: outlets.into_iter().collect(),
            actors: actors.into_iter().collect(),
            states: ClaimState::ALL,
        }
    }

    /// The names of the actors that a claim is about, as [`StoryView::actor_names`], of a claim that is at hand.
    pub fn names_of(&self, claim: &Claim) -> Vec<&'a str> {
        self.actors_of(claim).map(|a| a.name.as_str()).collect()
    }

    /// The names of the actors that a claim is about.
    pub fn actor_names(&self, claim: &'a Claim) -> impl Iterator<Item = &'a str> + use<'a> {
        self.actors_of(claim).map(|a| a.name.as_str())
    }

    fn actors_of<'c>(&self, claim: &'c Claim) -> impl Iterator<Item = &'a StoryActor> + use<'a, 'c> {
        let actors = &self.account.story.actors;
        claim.actors.iter().filter_map(|id| actors.get(id.index()))
    }

    /// The day on which a claim took place, or else that of the first report that tells it.
    fn day_of(&self, claim: &Claim) -> Option<Date> {
        let told = claim.support.iter().filter_map(|s| self.report(s.report).published).map(|p| p.date);
        claim.time.as_ref().and_then(Timex::date).or_else(|| told.min())
    }
}

impl Choices<'_> {
    /// The state that a word means, as [`state_word`] gives it.
    pub fn state(word: &str) -> Option<ClaimState> {
        let states = ClaimState::ALL;
        states.into_iter().find(|&state| state_word(state) == word)
    }
}

/// A story in which only claims that have a new id are told of, by that id.
fn told_of(mut story: StoryAccount, ids: &BTreeMap<ClaimId, ClaimId>) -> StoryAccount {
    let renamed = |claims: &mut Vec<ClaimId>| claims.retain_mut(|id| ids.get(id).map(|new| *id = *new).is_some());
    story.timeline.iter_mut().for_each(|m| renamed(&mut m.claims));
    story.timeline.retain(|m| !m.claims.is_empty());
    story.questions.iter_mut().for_each(|q| renamed(&mut q.claims));
    story.questions.retain(|q| !q.claims.is_empty());
    for source in &mut story.unnamed {
        [&mut source.claims, &mut source.alone, &mut source.judges].into_iter().for_each(renamed);
    }
    story.unnamed.retain(|u| !u.claims.is_empty());
    for position in &mut story.positions {
        position.held.retain_mut(|h| ids.get(&h.claim).map(|new| h.claim = *new).is_some());
    }
    story.positions.retain(|p| !p.held.is_empty());
    story
}
