//! The pages around the stories: the index, one actor, and what is not there.

use super::{Site, gauge, published};
use dateline_engine::view::{ActorPage, Brief, Order as By, Standing, StoryView, counted, days_words, state_word};
use maud::{Markup, html};
use serde::Deserialize;

/// In which order stories are listed, as an address says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    /// Those with most reports first.
    #[default]
    Largest,
    /// The newest first.
    Newest,
    /// Those with most that is not settled first.
    Disputed,
    /// Those with most copied first.
    Copied,
}

impl Order {
    const ALL: [(Order, &'static str, &'static str); 4] = [
        (Order::Largest, "largest", "most reports"),
        (Order::Newest, "newest", "newest"),
        (Order::Disputed, "disputed", "most disputed"),
        (Order::Copied, "copied", "most copied"),
    ];

    fn by(self) -> By {
        match self {
            Order::Largest => By::Largest,
            Order::Newest => By::Newest,
            Order::Disputed => By::Disputed,
            Order::Copied => By::Copied,
        }
    }
}

/// The list of stories, a row each; those of one report are folded.
pub(crate) fn index(site: Site<'_>, order: Order) -> Markup {
    let stories = site.view.briefs(order.by());
    let (many, alone): (Vec<&Brief<'_>>, Vec<&Brief<'_>>) = stories.iter().partition(|b| b.summary.reports > 1);
    html! {
        div.title {
            h1 { (counted_stories(stories.len())) }
            @if site.served {
                nav.order aria-label="Order" {
                    @for (one, word, label) in Order::ALL {
                        @if one == order { b aria-current="true" { (label) } } @else { a href=(format!("/?order={word}")) { (label) } }
                        " "
                    }
                }
            }
        }
        (super::changes::of_all(site))
        @if !many.is_empty() { ol.stories { @for brief in &many { (row(site, brief)) } } }
        @if !alone.is_empty() {
            details.more open[many.is_empty()] {
                summary { (counted_stories(alone.len())) " of one report" }
                ol.stories.alone { @for brief in &alone { (row(site, brief)) } }
            }
        }
    }
}

fn row(site: Site<'_>, brief: &Brief<'_>) -> Markup {
    let story = &brief.story;
    html! {
        li {
            a.head href=(site.story_link(story)) { bdi { (brief.words) } }
            span.meta {
                @if let Some(days) = brief.summary.published { (days_words(days)) " · " }
                (counted(brief.summary.reports, "report")) " · " (counted(brief.summary.outlets, "outlet"))
            }
            span.marks {
                (gauge(brief.origins))
                @if brief.unsettled > 0 { b.open { (counted(brief.unsettled, "open question")) } }
                (small(brief))
            }
        }
    }
}

/// The score in small: a square a line, in the tint of what stands behind it.
fn small(brief: &Brief<'_>) -> Markup {
    const MOST: usize = 24;
    let word = |s: Standing| super::score::standing_word(s);
    html! {
        @if !brief.standings.is_empty() {
            span.small-score aria-hidden="true" { @for &standing in brief.standings.iter().take(MOST) { i.(word(standing)) {} } }
        }
    }
}

fn counted_stories(n: usize) -> String {
    if n == 1 { "1 story".to_owned() } else { format!("{n} stories") }
}

/// One actor of a story: names, roles, and the claims it is part of.
pub(crate) fn actor(site: Site<'_>, story: &StoryView<'_>, number: usize) -> Option<Markup> {
    let ActorPage { actor, reports, claims } = story.actor(number)?;
    Some(html! {
        p.slug { a href=(site.story_link(story)) { "← " bdi { (story.title()) } } }
        h1 { bdi { (actor.name) } }
        dl {
            dt { "Names" } dd { bdi { (actor.names.join(" · ")) } }
            @if !actor.roles.is_empty() { dt { "Roles" } dd { bdi { (actor.roles.join(" · ")) } } }
            @if let Some(country) = &actor.country { dt { "Country" } dd { (country) } }
            dt { "Reports" } dd {
                @for (n, &ix) in reports.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.report_link(ix)) { bdi { (story.outlet(ix)) } } " " (published(story, ix))
                }
            }
        }
        h2 { (counted(claims.len(), "claim")) }
        ul.claims {
            @for (i, c) in claims {
                li { a.quote href=(site.claim_link(story, i)) { bdi { (story.best(c)) } } " " small { (state_word(c.state)) } }
            }
        }
    })
}

/// What is not there.
pub(crate) fn missing(what: &str) -> Markup {
    html! {
        h1 { "Not found" }
        p { "There is no " bdi { (what) } " here. " a href="/" { "All stories" } }
    }
}
