//! Which claims of a story are shown: the narrowing that stands in a page's address.

use super::Site;
use dateline_engine::view::{Choices, Lead, Narrow, Reach, StoryView, Whom};
use maud::{Markup, html};
use serde::Deserialize;

/// What a page is narrowed to, as its address says it; what is empty does not narrow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    actor: String,
    outlet: String,
    state: String,
    show: String,
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
            _ if site.show.all || !self.all.is_empty() => Reach::Passing,
            true => Reach::Short,
            false => Reach::Whole,
        };
        Narrow { reach, ..asked }
    }

    /// Whether the group of a word is the one to show; no word is all of them.
    pub(super) fn shows(&self, word: &str) -> bool {
        let known = ["several", "unsettled", "one"];
        if word.is_empty() { !known.contains(&self.show.as_str()) } else { self.show == word }
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
            ("show", &self.show),
            ("since", &self.since),
            ("until", &self.until),
            ("all", &self.all),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", encoded(v))).collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }

    /// The form that narrows a story. With scripts a choice acts at once.
    pub(super) fn form(&self, site: Site<'_>, story: &StoryView<'_>, lead: &Lead<'_>) -> Markup {
        let Choices { outlets, actors, .. } = story.choices(&self.narrow(site));
        let select = |name: &str, label: &str, chosen: &str, values: &[(&str, usize)]| {
            html! {
                label { (label) " "
                    select name=(name) {
                        option value="" { "all" }
                        @for (value, count) in values { option value=(value) selected[*value == chosen] { (value) " (" (count) ")" } }
                    }
                }
            }
        };
        html! {
            details.filter open[!self.query().is_empty() && self.query() != "?all=1"] {
                summary { "Narrow, or take away" }
                form.narrow action=(if site.served { site.story_link(story) } else { String::new() }) method="get" aria-label="Narrow the claims" {
                    (select("outlet", "Outlet", &self.outlet, &outlets))
                    (select("actor", "About", &self.actor, &actors))
                    label { "From " input type="date" name="since" value=(self.since); }
                    label { "to " input type="date" name="until" value=(self.until); }
                    @if !self.all.is_empty() { input type="hidden" name="all" value=(self.all); }
                    @if !self.state.is_empty() { input type="hidden" name="state" value=(self.state); }
                    button.act { "Show" }
                    @if site.served { (self.links(site, story, lead)) }
                }
            }
        }
    }

    /// The ways to more or fewer claims, and to tables of them.
    fn links(&self, site: Site<'_>, story: &StoryView<'_>, lead: &Lead<'_>) -> Markup {
        let link = site.story_link(story);
        html! {
            span.links {
                @if !self.query().is_empty() { a href=(link) { "Show the short account" } }
                @if lead.shown < lead.claims { a href=(format!("{link}?all=1")) { "Show all " (lead.claims) " claims" } }
                a href=(format!("{link}/claims.csv{}", self.query())) { "CSV" }
                a href=(format!("{link}/claims.json{}", self.query())) { "JSON" }
            }
        }
    }
}

/// Percent-encodes what an address can not hold as it is.
pub(super) fn encoded(value: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    value.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
