//! Which claims of a story are shown: the narrowing that stands in a page's address.

use super::Site;
use dateline_engine::view::{Choices, Narrow, Reach, StoryView, Whom, state_word};
use maud::{Markup, html};
use serde::Deserialize;

/// What a page is narrowed to, as its address says it; what is empty does not narrow.
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

impl Filter {
    /// The narrowing that is meant. A file has what it was made with, and nothing less.
    pub(crate) fn narrow(&self, site: Site<'_>) -> Narrow {
        let said = |value: &String| Some(value.clone()).filter(|v| !v.is_empty());
        let asked = Narrow {
            actor: said(&self.actor).map(Whom::Named),
            outlet: said(&self.outlet),
            state: Choices::state(&self.state),
            since: self.since.parse().ok(),
            until: self.until.parse().ok(),
            reach: Reach::Short,
        };
        // Who asks for a part of the story wants all of that part.
        let reach = match asked == Narrow::default() {
            _ if !site.served || !self.all.is_empty() => Reach::Passing,
            true => Reach::Short,
            false => Reach::Whole,
        };
        Narrow { reach, ..asked }
    }

    /// The address of a claim's story with that claim on the page.
    pub(super) fn address(story_link: &str, story: &StoryView<'_>, claim: usize) -> String {
        if story.is_in_short(claim) { story_link.to_owned() } else { format!("{story_link}?all=1") }
    }

    /// The address's part that says this narrowing, with its `?`; empty if nothing is narrowed.
    fn query(&self) -> String {
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
    pub(super) fn form(&self, site: Site<'_>, story: &StoryView<'_>) -> Markup {
        let Choices { outlets, actors, states } = story.choices();
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
                (select("state", "State", &self.state, &states.map(state_word)))
                (select("outlet", "Outlet", &self.outlet, &outlets))
                (select("actor", "Actor", &self.actor, &actors))
                label { "From " input type="date" name="since" value=(self.since); }
                label { "to " input type="date" name="until" value=(self.until); }
                button { "Show" }
                @if site.served { (self.links(site, story)) }
            }
        }
    }

    /// The ways to more or fewer claims, and to tables of them.
    fn links(&self, site: Site<'_>, story: &StoryView<'_>) -> Markup {
        let link = site.story_link(story);
        let claims = story.account.claims.len();
        let shown = story.account.claims.iter().filter(|c| c.shown).count();
        html! {
            @if self.narrow(site).is_short(story) {
                " " a href=(format!("{link}?all=1")) { "Show all " (claims) " claims" }
            } @else if claims > shown {
                " " a href=(link) { "Show the " (shown) " that matter most" }
            } @else {
                " " a href=(link) { "Show all" }
            }
            " " a href=(format!("{link}/claims.csv{}", self.query())) { "CSV" }
            " " a href=(format!("{link}/claims.json{}", self.query())) { "JSON" }
        }
    }
}

/// Percent-encodes what an address can not hold as it is.
fn encoded(value: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    value.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
