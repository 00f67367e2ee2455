//! Claims by reports: who tells it, who differs, who contradicts, who is silent.

use super::{Site, claim_anchor};
use dateline_engine::types::{Claim, Says};
use dateline_engine::view::{Stance, StoryView, state_word};
use maud::{Markup, html};

/// The sign of a stance; each has one and a word, so that no colour is needed to tell them apart.
fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Tells(Says::States, _) => "●",
        Stance::Tells(Says::Differs, _) => "≠",
        Stance::Tells(Says::Contradicts, _) => "✗",
        Stance::Silent => "–",
        Stance::TooEarly => "◷",
        Stance::Perhaps => "?",
        Stance::Unknown => "",
    }
}

fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Tells(Says::States, _) => "tells it",
        Stance::Tells(Says::Differs, _) => "differs",
        Stance::Tells(Says::Contradicts, _) => "contradicts",
        Stance::Silent => "silent",
        Stance::TooEarly => "not yet known",
        Stance::Perhaps => "may tell it",
        Stance::Unknown => "not surely told; no date says whether it could be",
    }
}

/// The grid of a story's claims.
pub(super) fn grid(site: Site<'_>, story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let reports = story.reports();
    html! {
        p.key { "● tells it  ≠ differs  ✗ contradicts  – silent  ? may tell it  ◷ published before it could be known" }
        div.scroll tabindex="0" role="region" aria-label="Claims by report" {
            table.grid {
                thead { tr {
                    th scope="col" { "Claim" }
                    @for &ix in reports {
                        th scope="col" title=(story.outlet(ix)) {
                            a href=(site.report_link(ix)) { "[" (story.number_of(ix)) "]" span.name { " " (story.outlet(ix)) } }
                        }
                    }
                } }
                tbody {
                    @for &(i, claim) in claims { (row(site, story, i, claim)) }
                }
            }
        }
    }
}

fn row(site: Site<'_>, story: &StoryView<'_>, i: usize, claim: &Claim) -> Markup {
    let state = state_word(claim.state);
    html! {
        tr class=(state) data-claim=(claim_anchor(story, i)) {
            th scope="row" {
                a href=(site.claim_link(story, i)) { bdi { (short(story, claim)) } }
                " " span.state { (state) }
            }
            @for &ix in story.reports() {
                @let stance = Stance::to(claim, ix);
                td title=(format!("{}: {}", story.outlet(ix), word(stance))) {
                    @match stance {
                        Stance::Tells(_, support) => {
                            a href=(site.words_link(story, i, support)) aria-label=(format!("{} {}", story.outlet(ix), word(stance))) { (sign(stance)) }
                        }
                        _ => { span aria-hidden="true" { (sign(stance)) } span.hidden { (word(stance)) } }
                    }
                }
            }
        }
    }
}

/// The first words of a claim, as written; the mark of omission is ours.
fn short(story: &StoryView<'_>, claim: &Claim) -> String {
    const LONGEST: usize = 110;
    let words = story.best(claim);
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} […]", &cut[..end])
}
