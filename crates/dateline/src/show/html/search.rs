//! What a search found, as a page: by story its claims, people and sentences, marked, each leading to its place.

use super::Site;
use super::filter::encoded;
use dateline_engine::types::ReportIx;
use dateline_engine::view::{FoundStory, Hit, Query, Search, StoryView, View, counted};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// How many stories are shown.
const STORIES: usize = 30;

/// How many sentences of a story are.
const SENTENCES: usize = 8;

/// How many claims and people of a story are.
const CLAIMS: usize = 5;

/// The page.
pub(crate) fn search(site: Site<'_>, typed: &str, query: Query, among: Option<&BTreeSet<String>>) -> Markup {
    let Search { query, reports, stories } = site.view.answer(query, among);
    html! {
        h1 { "Search" }
        @if query.is_empty() { p { "Give at least one word to search for." } }
        @else {
            p.slug {
                (counted(reports, "report")) " in " (counted_stories(stories.len()))
                @if stories.len() > STORIES { ", the first " (STORIES) " here" }
            }
        }
        @for found in stories.iter().take(STORIES) { (story(site, &query, typed, found)) }
    }
}

fn counted_stories(n: usize) -> String {
    if n == 1 { "1 story".to_owned() } else { format!("{n} stories") }
}

fn story(site: Site<'_>, query: &Query, typed: &str, found: &FoundStory<'_>) -> Markup {
    html! {
        section.found {
            @if let Some(story) = &found.story {
                h2 { a href=(site.story_link(story)) { bdi { (story.title()) } } }
                @if !found.people.is_empty() {
                    p.people { @for &n in found.people.iter().take(CLAIMS) { (person(site, query, story, n)) " " } }
                }
                @if !found.claims.is_empty() {
                    ul.claims {
                        @for &i in found.claims.iter().take(CLAIMS) {
                            li { a.quote href=(site.claim_link(story, i)) { (marked(query, &story.best(&story.account.claims[i]))) } " " small { "claim" } }
                        }
                    }
                }
            }
            ol.hits { @for hit in found.sentences.iter().take(SENTENCES) { li { (sentence(site.view, query, typed, hit)) } } }
            @if found.sentences.len() > SENTENCES { p.soft { "and " (counted(found.sentences.len() - SENTENCES, "more sentence")) } }
        }
    }
}

fn person(site: Site<'_>, query: &Query, story: &StoryView<'_>, number: usize) -> Markup {
    let Some(page) = story.actor(number) else { return html! {} };
    html! { a href=(format!("{}/actor/{number}", site.story_link(story))) { (marked(query, &page.actor.name)) } }
}

fn sentence(view: View<'_>, query: &Query, typed: &str, hit: &Hit) -> Markup {
    let ReportIx(number) = hit.report;
    html! {
        a.quote href=(format!("/report/{number}?q={}#l{}", encoded(typed), hit.line)) { (marked(query, &hit.words)) }
        " " small { bdi { (view.outlet(hit.report)) } ", line " (hit.line) }
    }
}

fn marked(query: &Query, words: &str) -> Markup {
    html! { bdi { @for (piece, hit) in query.marked(words) { @if hit { mark { (piece) } } @else { (piece) } } } }
}
