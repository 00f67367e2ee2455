//! A story narrowed: the claims of an actor, an outlet, a state, a stretch of time.

use super::{StoryView, state_word};
use dateline_core::json::AccountJson;
use dateline_core::{Account, Claim, ClaimId, ClaimState, StoryAccount, Support, Timex};
use jiff::civil::Date;

/// What a story is narrowed to; what is `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Only claims about the actor of this name, as the story has it.
    pub actor: Option<String>,
    /// Only claims that this outlet tells.
    pub outlet: Option<String>,
    /// Only claims of this state.
    pub state: Option<ClaimState>,
    /// Only claims of what took place on this day or later.
    pub since: Option<Date>,
    /// Only claims of what took place on this day or before.
    pub until: Option<Date>,
    /// Also claims that the short account does not show, and events that are named in passing.
    pub all: bool,
}

/// What a story can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices<'a> {
    /// The outlets of its reports, by name.
    pub outlets: Vec<&'a str>,
    /// The actors of its claims, by name.
    pub actors: Vec<&'a str>,
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
        Narrow { all: true, ..Narrow::default() }
    }

    /// Whether this leaves out claims of a story only because there are many.
    pub fn is_short(&self, story: &StoryView<'_>) -> bool {
        *self == Narrow::default() && story.account.claims.iter().any(|c| !c.shown && !c.aside)
    }

    fn keeps(&self, story: &StoryView<'_>, claim: &Claim) -> bool {
        let told_by = |outlet: &String| claim.support.iter().any(|s| story.outlet(s.report) == outlet);
        let about = |actor: &String| story.actor_names(claim).any(|name| name == actor);
        let days = claim.time.as_ref().and_then(Timex::days);
        (self.all || !claim.aside)
            && (claim.shown || *self != Narrow::default())
            && self.outlet.as_ref().is_none_or(told_by)
            && self.actor.as_ref().is_none_or(about)
            && self.state.is_none_or(|state| claim.state == state)
            && self.since.is_none_or(|since| days.is_some_and(|(_, last)| last >= since))
            && self.until.is_none_or(|until| days.is_some_and(|(first, _)| first <= until))
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
        let left = |id: &ClaimId| claims.iter().any(|c| c.id == *id);
        let mut one = StoryAccount { claims: claims.clone(), ..self.account.clone() };
        one.timeline.iter_mut().for_each(|m| m.claims.retain(left));
        one.timeline.retain(|m| !m.claims.is_empty());
        one.positions.iter_mut().for_each(|p| p.held.retain(|h| left(&h.claim)));
        one.positions.retain(|p| !p.held.is_empty());
        one
    }

    /// The story, narrowed, in the form that an account has outside, with no reports but its own.
    pub fn narrowed_json(&self, narrow: &Narrow) -> AccountJson {
        let one = Account { stories: vec![self.narrowed(narrow)] };
        let mut json = AccountJson::new(&one, self.reports, false);
        let its: Vec<String> = json.stories.iter().flat_map(|s| s.reports.clone()).collect();
        json.reports.retain(|r| its.contains(&r.id));
        json
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

    /// What the story can be narrowed to.
    pub fn choices(&self) -> Choices<'a> {
        let mut actors: Vec<&str> = self.account.claims.iter().flat_map(|c| self.actor_names(c)).collect();
        actors.sort_unstable();
        actors.dedup();
        Choices { outlets: self.outlets(), actors, states: ClaimState::ALL }
    }

    /// The names of the actors that a claim is about.
    pub fn actor_names(&self, claim: &'a Claim) -> impl Iterator<Item = &'a str> + use<'a> {
        let actors = &self.account.story.actors;
        claim.actors.iter().filter_map(|id| actors.get(id.index())).map(|a| a.name.as_str())
    }
}

impl Choices<'_> {
    /// The state that a word means, as [`state_word`] gives it.
    pub fn state(word: &str) -> Option<ClaimState> {
        let states = ClaimState::ALL;
        states.into_iter().find(|&state| state_word(state) == word)
    }
}
