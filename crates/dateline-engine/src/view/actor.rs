//! One actor of a story, and those that most reports name.

use super::StoryView;
use dateline_core::{Claim, ReportIx, StoryActor};

/// One actor with the claims that it is part of.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorPage<'a> {
    /// The actor: its names, roles and country.
    pub actor: &'a StoryActor,
    /// Its reports, one for each of its members, in order.
    pub reports: Vec<ReportIx>,
    /// The claims that are about it, each with its place in the story's list.
    pub claims: Vec<(usize, &'a Claim)>,
}

impl<'a> StoryView<'a> {
    /// An actor by its number in the story, from 1.
    pub fn actor(&self, number: usize) -> Option<ActorPage<'a>> {
        let actor = self.account.story.actors.get(number.checked_sub(1)?)?;
        let claims = self.account.claims.iter().enumerate().filter(|(_, c)| c.actors.contains(&actor.id)).collect();
        Some(ActorPage { actor, reports: actor.members.iter().map(|(ix, _)| *ix).collect(), claims })
    }

    /// The story's actors, those that most reports name first.
    pub fn actors(&self) -> Vec<&'a StoryActor> {
        let mut actors: Vec<&StoryActor> = self.account.story.actors.iter().collect();
        actors.sort_by_key(|a| (std::cmp::Reverse(a.members.len()), a.id));
        actors
    }
}
