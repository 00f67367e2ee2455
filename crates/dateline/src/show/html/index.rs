//! The pages around the stories: the index, search, one actor, and what is not there.

use super::{Site, claim, filter};
use crate::show::outline::{counted, one_line};
use crate::show::when::readable;
use dateline_core::{ReportIx, StoryAccount};
use maud::{Markup, html};

/// The list of stories.
pub(crate) fn index(site: &Site<'_>) -> Markup {
    html! {
        h1 { (counted_stories(site.account.stories.len())) }
        ol.stories {
            @for story in &site.account.stories {
                li {
                    a href=(site.story_link(story)) { bdi { (story.title.as_deref().unwrap_or("A story without a title")) } }
                    " " span.counts {
                        (counted(story.story.reports.len(), "report")) ", " (counted(story.story.origins.len(), "origin")) ", "
                        (counted(story.claims.len(), "claim"))
                        @if let Some(day) = story.story.reports.iter().filter_map(|&r| site.report(r).published).map(|p| p.date).max() {
                            " · " time datetime=(day) { (readable(&day.to_string())) }
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
pub(crate) fn search(site: &Site<'_>, words: &str) -> Markup {
    const MOST: usize = 50;
    let wanted: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(16).map(str::to_lowercase).collect();
    let mut hits: Vec<(usize, ReportIx, String)> = Vec::new();
    if !wanted.is_empty() {
        for (i, annotated) in site.reports.iter().enumerate() {
            let text = annotated.report.text.as_str();
            let small = text.to_lowercase();
            if wanted.iter().all(|w| small.contains(w.as_str())) {
                let times = wanted.iter().map(|w| small.matches(w.as_str()).count()).sum();
                hits.push((times, ReportIx(i as u32), excerpt(text, &wanted[0])));
            }
        }
    }
    hits.sort_by_key(|(times, ix, _)| (std::cmp::Reverse(*times), *ix));
    html! {
        h1 { "Search" }
        @if wanted.is_empty() { p { "Give at least one word to search for." } }
        @else {
            p { (counted(hits.len(), "report")) " with “" bdi { (one_line(words)) } "”"
                @if hits.len() > MOST { ", the first " (MOST) " here" } }
        }
        ol.hits {
            @for (_, ix, excerpt) in hits.iter().take(MOST) {
                li {
                    a href=(site.report_link(*ix)) { bdi { (site.report(*ix).title.as_deref().unwrap_or(&site.report(*ix).id)) } }
                    ", " bdi { (site.outlet(*ix)) }
                    p { bdi { (excerpt) } }
                }
            }
        }
    }
}

/// A line's words around the first place of a word.
fn excerpt(text: &str, word: &str) -> String {
    let line = text.lines().find(|l| l.to_lowercase().contains(word)).unwrap_or_default();
    let cut: String = one_line(line).chars().take(240).collect();
    cut
}

/// One actor of a story: names, roles, and the claims it is part of.
pub(crate) fn actor(site: &Site<'_>, story: &StoryAccount, number: usize) -> Option<Markup> {
    let actor = story.story.actors.get(number)?;
    let claims: Vec<_> = story.claims.iter().enumerate().filter(|(_, c)| c.actors.contains(&actor.id)).collect();
    Some(html! {
        p { a href=(site.story_link(story)) { "← " (story.title.as_deref().unwrap_or("the story")) } }
        h1 { bdi { (actor.name) } }
        dl {
            dt { "Names" } dd { bdi { (actor.names.join(" · ")) } }
            @if !actor.roles.is_empty() { dt { "Roles" } dd { bdi { (actor.roles.join(" · ")) } } }
            @if let Some(country) = &actor.country { dt { "Country" } dd { (country) } }
            dt { "Reports" } dd {
                @for (n, (ix, _)) in actor.members.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.report_link(*ix)) { bdi { (site.outlet(*ix)) } }
                }
            }
        }
        h2 { (counted(claims.len(), "claim")) }
        ul {
            @for (i, c) in claims {
                li { a href=(site.claim_link(story, i)) { bdi { (claim::best(site, c)) } } " " span.state { (filter::state_word(c.state)) } }
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
