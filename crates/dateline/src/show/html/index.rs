//! The pages around the stories: the index, search, one actor, and what is not there.

use super::Site;
use dateline_engine::view::{ActorPage, Search, StoryView, counted, day_words, one_line, state_word};
use maud::{Markup, html};

/// The list of stories.
pub(crate) fn index(site: Site<'_>) -> Markup {
    html! {
        h1 { (counted_stories(site.view.account.stories.len())) }
        ol.stories {
            @for story in site.view.stories() {
                @let summary = story.summary();
                li {
                    a href=(site.story_link(&story)) { bdi { (story.title()) } }
                    " " span.counts {
                        (counted(summary.reports, "report")) ", " (counted(summary.origins, "origin")) ", "
                        (counted(story.account.claims.len(), "claim"))
                        @if let Some((_, day)) = summary.published {
                            " · " time datetime=(day) { (day_words(day)) }
                        }
                    }
                }
            }
        }
    }
}

fn counted_stories(n: usize) -> String {
    if n == 1 { "1 story".to_owned() } else { format!("{n} stories") }
}

/// The reports that hold every one of the words.
pub(crate) fn search(site: Site<'_>, words: &str) -> Markup {
    const MOST: usize = 50;
    let Search { wanted, hits } = site.view.search(words);
    html! {
        h1 { "Search" }
        @if wanted.is_empty() { p { "Give at least one word to search for." } }
        @else {
            p { (counted(hits.len(), "report")) " with “" bdi { (one_line(words)) } "”"
                @if hits.len() > MOST { ", the first " (MOST) " here" } }
        }
        ol.hits {
            @for hit in hits.iter().take(MOST) {
                @let report = site.view.report(hit.report);
                li {
                    a href=(site.report_link(hit.report)) { bdi { (report.title.as_deref().unwrap_or(&report.id)) } }
                    ", " bdi { (site.view.outlet(hit.report)) }
                    p { bdi { (hit.excerpt) } }
                }
            }
        }
    }
}

/// One actor of a story: names, roles, and the claims it is part of.
pub(crate) fn actor(site: Site<'_>, story: &StoryView<'_>, number: usize) -> Option<Markup> {
    let ActorPage { actor, reports, claims } = story.actor(number)?;
    Some(html! {
        p { a href=(site.story_link(story)) { "← " (story.title()) } }
        h1 { bdi { (actor.name) } }
        dl {
            dt { "Names" } dd { bdi { (actor.names.join(" · ")) } }
            @if !actor.roles.is_empty() { dt { "Roles" } dd { bdi { (actor.roles.join(" · ")) } } }
            @if let Some(country) = &actor.country { dt { "Country" } dd { (country) } }
            dt { "Reports" } dd {
                @for (n, &ix) in reports.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.report_link(ix)) { bdi { (story.outlet(ix)) } }
                }
            }
        }
        h2 { (counted(claims.len(), "claim")) }
        ul {
            @for (i, c) in claims {
                li { a href=(site.claim_link(story, i)) { bdi { (story.best(c)) } } " " span.state { (state_word(c.state)) } }
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
