//! What of an account is shown: the claims of a state, of an actor, since a day, the first few or all.

use dateline_core::{Account, ActorId, Annotated, Claim, ClaimId, ClaimState, Moment, Position, StoryAccount, Timex};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Which claims of an account are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only those of this state.
    pub state: Option<ClaimState>,
    /// Only those about an actor one of whose names holds these words, whatever their case.
    pub actor: Option<String>,
    /// Only those that took place, or were first reported, on this day or later.
    pub since: Option<Date>,
    /// All of them, not only those that the short account shows.
    pub all: bool,
}

impl Filter {
    /// The account with only the claims that are to be shown, numbered anew.
    ///
    /// Stories without any stay, so that no report is lost from sight.
    pub fn apply(&self, account: Account, reports: &[Annotated]) -> Account {
        Account { stories: account.stories.into_iter().map(|s| self.story(s, reports)).collect() }
    }

    fn story(&self, story: StoryAccount, reports: &[Annotated]) -> StoryAccount {
        let named = self.actor.as_ref().map(|name| named(&story, &name.to_lowercase()));
        let kept = |c: &Claim| {
            (self.all || c.shown)
                && self.state.is_none_or(|s| s == c.state)
                && named.as_ref().is_none_or(|actors| c.actors.iter().any(|a| actors.contains(a)))
                && self.since.is_none_or(|day| last_day(c, reports).is_some_and(|d| d >= day))
        };
        let claims: Vec<Claim> = story.claims.into_iter().filter(kept).collect();
        let ids: BTreeMap<ClaimId, ClaimId> =
            claims.iter().enumerate().map(|(i, c)| (c.id, ClaimId(i as u32))).collect();
        let renumber = |c: Claim| Claim { id: ids[&c.id], ..c };
        let moment = |m: Moment| Moment { claims: m.claims.iter().filter_map(|c| ids.get(c).copied()).collect(), ..m };
        let position = |mut p: Position| {
            p.held.retain_mut(|h| ids.get(&h.claim).map(|&id| h.claim = id).is_some());
            p
        };
        StoryAccount {
            claims: claims.into_iter().map(renumber).collect(),
            timeline: story.timeline.into_iter().map(moment).filter(|m| !m.claims.is_empty()).collect(),
            positions: story.positions.into_iter().map(position).filter(|p| !p.held.is_empty()).collect(),
            ..story
        }
    }
}

/// The actors of a story with a name that holds some words.
fn named(story: &StoryAccount, words: &str) -> Vec<ActorId> {
    let holds = |names: &[String]| names.iter().any(|n| n.to_lowercase().contains(words));
    story
        .story
        .actors
        .iter()
        .filter(|a| holds(&a.names) || a.name.to_lowercase().contains(words))
        .map(|a| a.id)
        .collect()
}

/// The day on which a claim took place, or else that of the first report that tells it.
fn last_day(claim: &Claim, reports: &[Annotated]) -> Option<Date> {
    let told = || claim.support.iter().filter_map(|s| reports[s.report.index()].report.published).map(|p| p.date).min();
    claim.time.as_ref().and_then(Timex::date).or_else(told)
}
