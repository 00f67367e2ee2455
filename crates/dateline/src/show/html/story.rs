//! A story's page, from its head to what only one report has; and its claims as columns.

use super::{Filter, Site, claim, figures, grid, origins, published};
use crate::show::outline::{day_lines, routes_line, unnamed_line};
use dateline_engine::types::{Claim, ClaimState};
use dateline_engine::view::{StoryView, counted, readable, state_word};
use maud::{Markup, html};

/// The story, narrowed.
pub(crate) fn story(site: Site<'_>, story: &StoryView<'_>, filter: &Filter) -> Markup {
    let claims = story.claims(&filter.narrow(site));
    let only = |state| claims.iter().copied().filter(move |(_, c)| (c.state == ClaimState::Single) == state);
    let joined: Vec<(usize, &Claim)> = only(false).collect();
    let singles: Vec<(usize, &Claim)> = only(true).collect();
    html! {
        section.story #(format!("story{}", story.number)) {
            h1 { bdi { (story.title()) } }
            (head(site, story))
            (filter.form(site, story))
            @if claims.is_empty() { p { "No claim is left. Choose less to narrow." } }
            (timeline(site, story, &claims))
            @if !claims.is_empty() { section { h2 { "Claim by report" } (grid::grid(site, story, &claims)) } }
            @if !joined.is_empty() {
                section {
                    h2 { "What reports tell together" }
                    @for &(i, c) in &joined { (claim::claim(site, story, i, c)) }
                }
            }
            (speakers(site, story, &claims))
            (figures::figures(site, story, &claims))
            (unnamed(story))
            (origins::map(site, story))
            (actors(site, story))
            @if !singles.is_empty() {
                section {
                    h2 { "What only one report has" }
                    @for &ix in story.reports() {
                        @let here: Vec<_> = singles.iter().filter(|(_, c)| c.support.iter().all(|s| s.report == ix)).collect();
                        @if !here.is_empty() {
                            h3 { "[" (story.number_of(ix)) "] " bdi { (story.outlet(ix)) } }
                            @for &&(i, c) in &here { (claim::claim(site, story, i, c)) }
                        }
                    }
                }
            }
        }
    }
}

fn head(site: Site<'_>, story: &StoryView<'_>) -> Markup {
    let summary = story.summary();
    html! {
        p.summary {
            (counted(summary.reports, "report")) " from " (counted(summary.outlets, "outlet")) ", "
            (counted(summary.origins, "origin"))
            @for line in routes_line(&summary).lines().filter(|l| !l.is_empty()) { br; (line) }
        }
        ol.reports {
            @for &ix in story.reports() {
                @let report = story.report(ix);
                li {
                    a href=(site.report_link(ix)) { bdi { (story.outlet(ix)) } } ", "
                    @match report.published {
                        Some(p) => { time datetime=(p.date) { (published(story, ix)) } }
                        None => { "no date" }
                    }
                    @if let Some(title) = &report.title { ": " bdi { (title) } }
                }
            }
        }
        @for line in day_lines(story) { p.days { bdi { (line) } } }
    }
}

/// The ledger of unnamed sources.
fn unnamed(story: &StoryView<'_>) -> Markup {
    let sources = &story.account.unnamed;
    html! {
        @if !sources.is_empty() {
            section {
                h2 { "Unnamed sources" }
                ul.unnamed { @for source in sources { li { bdi { (unnamed_line(story, source)) } } } }
            }
        }
    }
}

fn timeline(site: Site<'_>, story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let shown = |i: usize| claims.iter().any(|&(n, _)| n == i);
    let moments: Vec<_> = story.account.timeline.iter().filter(|m| m.claims.iter().any(|c| shown(c.index()))).collect();
    html! {
        @if !moments.is_empty() {
            section {
                h2 { "Timeline" }
                ol.timeline {
                    @for moment in moments {
                        li {
                            time datetime=(claim::datetime(&moment.when)) { (readable(&moment.when)) }
                            ul {
                                @for id in moment.claims.iter().filter(|c| shown(c.index())) {
                                    @if let Some(c) = story.account.claims.get(id.index()) {
                                        li { a href=(site.claim_link(story, id.index())) { bdi { (story.best(c)) } }
                                            " " span.state { (state_word(c.state)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Statements by who made them, with channel and chain.
fn speakers(site: Site<'_>, story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let all = story.said(claims);
    html! {
        @if !all.is_empty() {
            section {
                h2 { "Who said what" }
                @for said in all {
                    h3 { bdi { (said.speaker) } }
                    ul {
                        @for (i, c) in said.claims {
                            li {
                                a href=(site.claim_link(story, i)) { bdi { (story.best(c)) } }
                                @for channel in story.channels(c) { " · through " bdi { (channel) } }
                                @if let Some(chain) = c.support.get(c.best).map(|s| &s.chain).filter(|c| !c.is_empty()) {
                                    " · " (chain.join(" → "))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The actors that most reports name, with every way in which they write them.
fn actors(site: Site<'_>, story: &StoryView<'_>) -> Markup {
    const MOST: usize = 40;
    let actors = story.actors();
    html! {
        @if !actors.is_empty() {
            section {
                h2 { "Who is named" }
                ul.actors {
                    @for actor in actors.iter().take(MOST) {
                        li {
                            @if site.served { a href=(format!("{}/actor/{}", site.story_link(story), actor.id.index() + 1)) { bdi { (actor.name) } } }
                            @else { bdi { (actor.name) } }
                            @let others: Vec<&str> = actor.names.iter().map(String::as_str).filter(|n| *n != actor.name).collect();
                            @if !others.is_empty() { span.counts { " also written " bdi { (others.join(" · ")) } } }
                        }
                    }
                }
            }
        }
    }
}
