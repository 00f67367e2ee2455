//! A story's page, from its head to what only one report has; and its claims as columns.

use super::{Filter, Site, claim, figures, filter, grid, origins};
use crate::show::outline::counted;
use crate::show::when::readable;
use dateline_core::{Claim, ClaimKind, ClaimState, StoryAccount};
use maud::{Markup, html};

/// The story, narrowed.
pub(crate) fn story(site: &Site<'_>, story: &StoryAccount, narrow: &Filter) -> Markup {
    let claims = narrow.claims(site, story);
    let only = |state| claims.iter().copied().filter(move |(_, c)| (c.state == ClaimState::Single) == state);
    let joined: Vec<(usize, &Claim)> = only(false).collect();
    let singles: Vec<(usize, &Claim)> = only(true).collect();
    html! {
        section.story #(format!("story{}", site.story_number(story))) {
            h1 { bdi { (story.title.as_deref().unwrap_or("A story without a title")) } }
            (head(site, story))
            (narrow.form(site, story))
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
            (origins::map(site, story))
            (actors(site, story))
            @if !singles.is_empty() {
                section {
                    h2 { "What only one report has" }
                    @for &ix in &story.story.reports {
                        @let here: Vec<_> = singles.iter().filter(|(_, c)| c.support.iter().all(|s| s.report == ix)).collect();
                        @if !here.is_empty() {
                            h3 { "[" (site.number(story, ix)) "] " bdi { (site.outlet(ix)) } }
                            @for &&(i, c) in &here { (claim::claim(site, story, i, c)) }
                        }
                    }
                }
            }
        }
    }
}

fn head(site: &Site<'_>, story: &StoryAccount) -> Markup {
    let mut outlets: Vec<&str> = story.story.reports.iter().map(|&r| site.outlet(r)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    html! {
        p.summary {
            (counted(story.story.reports.len(), "report")) " from " (counted(outlets.len(), "outlet")) ", "
            (counted(story.story.origins.len(), "origin"))
        }
        ol.reports {
            @for &ix in &story.story.reports {
                @let report = site.report(ix);
                li {
                    a href=(site.report_link(ix)) { bdi { (site.outlet(ix)) } } ", "
                    @match report.published {
                        Some(p) => { time datetime=(p.date) { (readable(&p.to_string())) } }
                        None => { "no date" }
                    }
                    @if let Some(title) = &report.title { ": " bdi { (title) } }
                }
            }
        }
    }
}

fn timeline(site: &Site<'_>, story: &StoryAccount, claims: &[(usize, &Claim)]) -> Markup {
    let shown = |i: usize| claims.iter().any(|&(n, _)| n == i);
    let moments: Vec<_> = story.timeline.iter().filter(|m| m.claims.iter().any(|c| shown(c.index()))).collect();
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
                                    @if let Some(c) = story.claims.get(id.index()) {
                                        li { a href=(site.claim_link(story, id.index())) { bdi { (claim::best(site, c)) } }
                                            " " span.state { (filter::state_word(c.state)) } }
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
fn speakers(site: &Site<'_>, story: &StoryAccount, claims: &[(usize, &Claim)]) -> Markup {
    let mut by_speaker: Vec<(String, Vec<(usize, &Claim)>)> = Vec::new();
    for &(i, c) in claims.iter().filter(|(_, c)| c.kind == ClaimKind::Statement) {
        let Some(speaker) = speaker(site, story, c) else { continue };
        match by_speaker.iter_mut().find(|(name, _)| *name == speaker) {
            Some((_, said)) => said.push((i, c)),
            None => by_speaker.push((speaker, vec![(i, c)])),
        }
    }
    html! {
        @if !by_speaker.is_empty() {
            section {
                h2 { "Who said what" }
                @for (speaker, said) in by_speaker {
                    h3 { bdi { (speaker) } }
                    ul {
                        @for (i, c) in said {
                            li {
                                a href=(site.claim_link(story, i)) { bdi { (claim::best(site, c)) } }
                                @for channel in channels(site, c) { " · through " bdi { (channel) } }
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
fn actors(site: &Site<'_>, story: &StoryAccount) -> Markup {
    const MOST: usize = 40;
    let mut actors: Vec<_> = story.story.actors.iter().collect();
    actors.sort_by_key(|a| (std::cmp::Reverse(a.members.len()), a.id));
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

/// The speaker's name in the story, or the description of an unnamed one.
fn speaker(site: &Site<'_>, story: &StoryAccount, claim: &Claim) -> Option<String> {
    let support = claim.support.get(claim.best)?;
    let annotated = &site.reports[support.report.index()];
    let statement = annotated.statement(support.statement?)?;
    if let Some(speaker) = statement.speaker {
        let joined = story.story.actors.iter().find(|a| a.members.contains(&(support.report, speaker)));
        return joined.map(|a| a.name.clone()).or_else(|| annotated.actor(speaker).map(|a| a.name.clone()));
    }
    let words = statement.description.or(statement.source.first().copied())?;
    Some(annotated.report.text.str(words).to_owned())
}

fn channels(site: &Site<'_>, claim: &Claim) -> Vec<String> {
    let mut channels: Vec<String> = claim
        .support
        .iter()
        .filter_map(|s| {
            let annotated = &site.reports[s.report.index()];
            let channel = annotated.statement(s.statement?)?.channel.as_ref()?;
            Some(channel.name(&annotated.report.text).to_owned())
        })
        .collect();
    channels.sort_unstable();
    channels.dedup();
    channels
}

/// The story with only the claims that are left, under their own ids.
pub(crate) fn narrowed(site: &Site<'_>, story: &StoryAccount, narrow: &Filter) -> StoryAccount {
    let claims: Vec<Claim> = narrow.claims(site, story).into_iter().map(|(_, c)| c.clone()).collect();
    let left = |id: &dateline_core::ClaimId| claims.iter().any(|c| c.id == *id);
    let mut one = StoryAccount { claims: claims.clone(), ..story.clone() };
    one.timeline.iter_mut().for_each(|m| m.claims.retain(left));
    one.timeline.retain(|m| !m.claims.is_empty());
    one.positions.iter_mut().for_each(|p| p.held.retain(|h| left(&h.claim)));
    one.positions.retain(|p| !p.held.is_empty());
    one
}

/// The claims of a story as CSV, a row a support.
pub(crate) fn csv(site: &Site<'_>, story: &StoryAccount, narrow: &Filter) -> String {
    let mut out = String::from("claim,kind,state,outlets,origins,time,outlet,published,report,start,end,words,chain\n");
    for (i, c) in narrow.claims(site, story) {
        for support in &c.support {
            let report = site.report(support.report);
            let [start, end] = report.text.points(support.span);
            let cells = [
                format!("c{}", i + 1),
                format!("{:?}", c.kind).to_lowercase(),
                filter::state_word(c.state).to_owned(),
                c.outlets.to_string(),
                c.origins.to_string(),
                c.time.clone().unwrap_or_default(),
                site.outlet(support.report).to_owned(),
                report.published.map(|p| p.to_string()).unwrap_or_default(),
                report.id.clone(),
                start.to_string(),
                end.to_string(),
                claim::words(site, support),
                support.chain.join(" → "),
            ];
            out.push_str(&cells.map(|c| cell(&c)).join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// A cell that no spreadsheet takes for a formula.
fn cell(value: &str) -> String {
    let guarded =
        if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_owned() };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}
