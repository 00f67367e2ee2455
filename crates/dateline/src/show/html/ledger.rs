//! Who said it: a ledger by speaker, with positions over time.

use super::{Site, claim_anchor, numbers, words_anchor};
use crate::show::sources::{NO_REASON, rule_words};
use dateline_engine::types::{Change, Claim, ClaimId, ReportIx, Span, Timex, UnnamedSource};
use dateline_engine::view::{OMISSION, SaidLine, Speaker, Stand, StoryView, counted, one_line, readable};
use maud::{Markup, html};

/// How many speakers are read before the rest is unfolded.
const FIRST: usize = 8;

/// How many lines of one speaker are.
const LINES: usize = 4;

/// The ledger of some claims.
pub(super) fn speakers(site: Site<'_>, story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let speakers = story.speakers(claims);
    html! {
        @if !speakers.is_empty() {
            section.ledger {
                h2 { "Who said it" }
                @for one in speakers.iter().take(FIRST) { (speaker(site, story, one)) }
                @if speakers.len() > FIRST {
                    details.more { summary { (speakers.len() - FIRST) " more" } @for one in &speakers[FIRST..] { (speaker(site, story, one)) } }
                }
            }
        }
    }
}

fn speaker(site: Site<'_>, story: &StoryView<'_>, speaker: &Speaker<'_>) -> Markup {
    html! {
        div.speaker {
            div.who {
                h3 {
                    @match speaker.actor {
                        Some(actor) if site.served => a href=(format!("{}/actor/{}", site.story_link(story), actor.id.index() + 1)) { bdi { (speaker.name) } },
                        _ => bdi { (speaker.name) },
                    }
                }
                p {
                    @if speaker.unnamed { span.unnamed { "not named" } @if let Some(reason) = &speaker.reason { " " q { bdi { (reason) } } } }
                    @else if let Some(roles) = speaker.actor.map(|a| a.roles.join(" · ")).filter(|r| !r.is_empty()) { bdi { (roles) } }
                }
            }
            div {
                ul {
                    @for line in speaker.said.iter().take(LINES) { (said(story, line)) }
                }
                @if speaker.said.len() > LINES {
                    details.more { summary { (speaker.said.len() - LINES) " more" } ul { @for line in &speaker.said[LINES..] { (said(story, line)) } } }
                }
                @for stand in &speaker.positions { (position(stand)) }
            }
        }
    }
}

fn said(story: &StoryView<'_>, line: &SaidLine<'_>) -> Markup {
    html! {
        li data-of=(claim_anchor(story, line.claim)) {
            a.quote href=(format!("#{}", words_anchor(story, line.claim, line.support))) { bdi.words { (line.words) } }
            " " small {
                @if line.thought { "thought · " }
                @for channel in &line.channels { "through " bdi { (channel) } " · " }
                @for whom in &line.told_to { "to " bdi { (whom) } " · " }
                (numbers(story, &story.ordered(&line.reports)))
            }
            @if !line.others.is_empty() {
                details.more {
                    summary { (line.others.len()) " in other words" }
                    ul {
                        @for &k in &line.others {
                            li { a.quote href=(format!("#{}", words_anchor(story, line.claim, k))) { bdi { (story.words(&line.told.support[k])) } } " " (super::place(story, line.claim, line.told, k)) }
                        }
                    }
                }
            }
        }
    }
}

/// The sources that are not named: what is told of them, what rests on them, and which rules of most houses are touched.
pub(super) fn unnamed(story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let on_page = |id: &ClaimId| claims.iter().any(|(_, claim)| claim.id == *id);
    let sources: Vec<&UnnamedSource> =
        story.account.unnamed.iter().filter(|source| source.claims.iter().any(on_page)).collect();
    let words = |&(ix, span): &(ReportIx, Span)| one_line(story.report(ix).text.str(span));
    let one = |source: &UnnamedSource| {
        html! {
            li {
                b { bdi { (source.description) } } " " (numbers(story, &source.reports))
                @if let Some(people) = source.people { " · " (counted(people as usize, "source")) }
                @if !source.told_to.is_empty() { " · to " bdi { (source.told_to.iter().map(words).collect::<Vec<_>>().join(", ")) } }
                " · " @match &source.reason { Some(reason) => { "not named: " q { bdi { (words(reason)) } } }, None => (NO_REASON) }
                @if !source.flags.is_empty() {
                    small.flags { @for &rule in &source.flags { span.flag { "⚑ " (rule_words(rule)) } " " } }
                }
                @for (head, ids) in [("alone behind", &source.alone), ("an opinion in", &source.judges)] {
                    @let shown: Vec<&ClaimId> = ids.iter().filter(|id| on_page(id)).take(LINES).collect();
                    @if !shown.is_empty() {
                        small { (head) " " @for id in shown { a href=(format!("#{}", claim_anchor(story, id.index()))) { bdi { (short(story, *id)) } } " " } }
                    }
                }
            }
        }
    };
    html! {
        @if !sources.is_empty() {
            section.unnamed-sources {
                h2 { "Sources that are not named" }
                ul { @for source in sources.iter().take(FIRST) { (one(source)) } }
                @if sources.len() > FIRST {
                    details.more { summary { (sources.len() - FIRST) " more" } ul { @for source in &sources[FIRST..] { (one(source)) } } }
                }
            }
        }
    }
}

/// The first words of a claim.
fn short(story: &StoryView<'_>, id: ClaimId) -> String {
    const WORDS: usize = 7;
    let words = story.account.claims.get(id.index()).map(|claim| story.clause_words(claim)).unwrap_or_default();
    let mut first: Vec<&str> = words.split(' ').collect();
    let cut = first.len() > WORDS;
    first.truncate(WORDS);
    format!("{}{}", first.join(" "), if cut { OMISSION } else { "" })
}

/// What was held on one topic over time.
fn position(stand: &Stand) -> Markup {
    html! {
        p.position {
            "on " q { bdi { (stand.on) } } ": "
            @for (n, (when, _, change)) in stand.held.iter().enumerate() {
                @if n > 0 { " → " }
                (change_word(*change))
                @if let Some(when) = when { " " small { (readable(when)) } }
            }
        }
    }
}

/// What speakers held over time: a line a speaker and topic, in the words of the claims.
pub(super) fn positions(story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let speakers = story.speakers(claims);
    let told: Vec<(&Speaker<'_>, &Stand)> =
        speakers.iter().flat_map(|s| s.positions.iter().map(move |p| (s, p))).collect();
    html! {
        section.positions aria-label="The same by speaker" {
            @if told.is_empty() { p.nothing { "No speaker is told to have held something more than once." } }
            @else {
                table.held {
                    thead { tr { th scope="col" { "Speaker" } th scope="col" { "On" } th scope="col" { "Held, in the order of time" } } }
                    tbody {
                        @for (speaker, stand) in told {
                            tr {
                                th scope="row" { bdi { (speaker.name) } }
                                td { q { bdi { (stand.on) } } }
                                td { ol { @for (when, claim, change) in &stand.held { (held(story, when.as_ref(), *claim, *change, claims.iter().any(|(i, _)| i == claim))) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One time at which a position was held; a claim that is on the page is led to.
fn held(story: &StoryView<'_>, when: Option<&Timex>, claim: usize, change: Change, here: bool) -> Markup {
    let words = story.account.claims.get(claim).map(|c| story.best(c)).unwrap_or_default();
    html! {
        li {
            b.change.(change_word(change)) { (change_word(change)) } " "
            @if here { a.quote href=(format!("#{}", claim_anchor(story, claim))) { bdi { (words) } } } @else { bdi { (words) } }
            @if let Some(when) = when { " " small { (readable(when)) } }
        }
    }
}

fn change_word(change: Change) -> &'static str {
    match change {
        Change::First => "first",
        Change::Same => "same",
        Change::Shifted => "shifted",
        Change::Denied => "denied",
    }
}
