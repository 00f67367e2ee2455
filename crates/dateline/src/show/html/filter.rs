//! Which claims of a story are shown: the narrowing that stands in a page's address.

use super::Site;
use dateline_core::{Claim, ClaimState, StoryAccount};
use maud::{Markup, html};
use serde::Deserialize;

/// What a view is narrowed to; what is empty does not narrow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    actor: String,
    outlet: String,
    state: String,
    since: String,
    until: String,
    all: String,
}

/// How many claims a page shows of a story that is not narrowed, unless all are asked for.
const SHORT: usize = dateline_compare::account::Filter::SHORT;

impl Filter {
    /// The claims that are left, each with its place in the story's list.
    pub(super) fn claims<'a>(&self, site: &Site<'_>, story: &'a StoryAccount) -> Vec<(usize, &'a Claim)> {
        let most = if self.is_short(site, story) { SHORT } else { usize::MAX };
        let all = story.claims.iter().enumerate();
        let once = |claim: &Claim| !site.served || !self.all.is_empty() || claim.repeats.is_none();
        all.filter(|(_, claim)| once(claim) && self.shows(site, story, claim)).take(most).collect()
    }

    /// Whether the page leaves out claims that nobody narrowed away. A file has what it was made with.
    fn is_short(&self, site: &Site<'_>, story: &StoryAccount) -> bool {
        site.served && story.claims.len() > SHORT && self.query().is_empty()
    }

    /// The address of a claim's story with that claim on the page.
    pub(super) fn address(story_link: &str, story: &StoryAccount, claim: usize) -> String {
        let once = |c: &&Claim| c.repeats.is_none();
        let before = story.claims[..claim].iter().filter(once).count();
        let short = before < SHORT && story.claims[claim].repeats.is_none();
        if short { story_link.to_owned() } else { format!("{story_link}?all=1") }
    }

    fn shows(&self, site: &Site<'_>, story: &StoryAccount, claim: &Claim) -> bool {
        let outlets = || claim.support.iter().any(|s| site.outlet(s.report) == self.outlet);
        let actors = || actor_names(story, claim).any(|name| name == self.actor);
        let time = claim.time.as_deref().unwrap_or_default();
        (self.outlet.is_empty() || outlets())
            && (self.actor.is_empty() || actors())
            && (self.state.is_empty() || state_word(claim.state) == self.state)
            && (self.since.is_empty() || (!time.is_empty() && time >= self.since.as_str()))
            && (self.until.is_empty() || (!time.is_empty() && day(time) <= self.until.as_str()))
    }

    /// The address's part that says this narrowing, with its `?`; empty if nothing is narrowed.
    pub(super) fn query(&self) -> String {
        let parts = [
            ("actor", &self.actor),
            ("outlet", &self.outlet),
            ("state", &self.state),
            ("since", &self.since),
            ("until", &self.until),
            ("all", &self.all),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", encoded(v))).collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }

    /// The form that narrows a story.
    pub(super) fn form(&self, site: &Site<'_>, story: &StoryAccount) -> Markup {
        let mut outlets: Vec<&str> = story.story.reports.iter().map(|&r| site.outlet(r)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let mut actors: Vec<&str> = story.claims.iter().flat_map(|c| actor_names(story, c)).collect();
        actors.sort_unstable();
        actors.dedup();
        let states =
            [ClaimState::Agree, ClaimState::Differ, ClaimState::Contradict, ClaimState::Single].map(state_word);
        let select = |name: &str, label: &str, chosen: &str, values: &[&str]| {
            html! {
                label { (label) " "
                    select name=(name) {
                        option value="" { "all" }
                        @for value in values { option value=(value) selected[*value == chosen] { (value) } }
                    }
                }
            }
        };
        html! {
            form.narrow action=(if site.served { site.story_link(story) } else { String::new() }) method="get" aria-label="Narrow the claims" {
                (select("state", "State", &self.state, &states))
                (select("outlet", "Outlet", &self.outlet, &outlets))
                (select("actor", "Actor", &self.actor, &actors))
                label { "From " input type="date" name="since" value=(self.since); }
                label { "to " input type="date" name="until" value=(self.until); }
                button { "Show" }
                @if site.served {
                    @if self.is_short(site, story) {
                        " " a href=(format!("{}?all=1", site.story_link(story))) { "Show all " (story.claims.len()) " claims" }
                    } @else if story.claims.len() > SHORT {
                        " " a href=(site.story_link(story)) { "Show the " (SHORT) " that matter most" }
                    } @else {
                        " " a href=(site.story_link(story)) { "Show all" }
                    }
                    " " a href=(format!("{}/claims.csv{}", site.story_link(story), self.query())) { "CSV" }
                    " " a href=(format!("{}/claims.json{}", site.story_link(story), self.query())) { "JSON" }
                }
            }
        }
    }
}

/// The names of the actors that a claim is about.
pub(super) fn actor_names<'a>(story: &'a StoryAccount, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
    claim.actors.iter().filter_map(|id| story.story.actors.get(id.index())).map(|a| a.name.as_str())
}

/// The fixed word for a state.
pub(super) fn state_word(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Agree => "agree",
        ClaimState::Differ => "differ",
        ClaimState::Contradict => "contradict",
        ClaimState::Single => "single",
    }
}

fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

/// Percent-encodes what an address can not hold as it is.
fn encoded(value: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    value.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
