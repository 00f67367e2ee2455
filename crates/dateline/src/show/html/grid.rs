//! Claims by reports: who tells it, who differs, who contradicts, who is silent.

use super::{Site, filter};
use dateline_core::{Claim, ReportIx, Says, StoryAccount};
use maud::{Markup, html};

/// What a report does about a claim; each has a sign and a word, so that no colour is needed to tell them apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// It tells it, at this place in the claim's list of supports.
    Tells(Says, usize),
    Silent,
    TooEarly,
    /// It is not known whether it could have told it.
    Unknown,
}

impl Cell {
    fn of(claim: &Claim, report: ReportIx) -> Cell {
        let supports = claim.support.iter().enumerate().filter(|(_, s)| s.report == report);
        match supports.max_by_key(|(i, s)| (s.says, std::cmp::Reverse(*i))) {
            Some((i, s)) => Cell::Tells(s.says, i),
            None if claim.silent.contains(&report) => Cell::Silent,
            None if claim.too_early.contains(&report) => Cell::TooEarly,
            None => Cell::Unknown,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Cell::Tells(Says::States, _) => "●",
            Cell::Tells(Says::Differs, _) => "≠",
            Cell::Tells(Says::Contradicts, _) => "✗",
            Cell::Silent => "–",
            Cell::TooEarly => "◷",
            Cell::Unknown => "",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Cell::Tells(Says::States, _) => "tells it",
            Cell::Tells(Says::Differs, _) => "differs",
            Cell::Tells(Says::Contradicts, _) => "contradicts",
            Cell::Silent => "silent",
            Cell::TooEarly => "not yet known",
            Cell::Unknown => "not told, no date to say whether it could",
        }
    }
}

/// The grid of a story's claims.
pub(super) fn grid(site: &Site<'_>, story: &StoryAccount, claims: &[(usize, &Claim)]) -> Markup {
    let reports = &story.story.reports;
    html! {
        p.key { "● tells it  ≠ differs  ✗ contradicts  – silent  ◷ published before it could be known" }
        div.scroll tabindex="0" role="region" aria-label="Claims by report" {
            table.grid {
                thead { tr {
                    th scope="col" { "Claim" }
                    @for &ix in reports {
                        th scope="col" title=(site.outlet(ix)) {
                            a href=(site.report_link(ix)) { "[" (site.number(story, ix)) "]" span.name { " " (site.outlet(ix)) } }
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

fn row(site: &Site<'_>, story: &StoryAccount, i: usize, claim: &Claim) -> Markup {
    let state = filter::state_word(claim.state);
    html! {
        tr class=(state) data-claim=(site.claim_anchor(story, i)) {
            th scope="row" {
                a href=(site.claim_link(story, i)) { bdi { (short(site, claim)) } }
                " " span.state { (state) }
            }
            @for &ix in &story.story.reports {
                @let cell = Cell::of(claim, ix);
                td title=(format!("{}: {}", site.outlet(ix), cell.word())) {
                    @match cell {
                        Cell::Tells(_, support) => {
                            a href=(site.words_link(story, i, support)) aria-label=(format!("{} {}", site.outlet(ix), cell.word())) { (cell.sign()) }
                        }
                        _ => { span aria-hidden="true" { (cell.sign()) } span.hidden { (cell.word()) } }
                    }
                }
            }
        }
    }
}

/// The first words of a claim, as written; the mark of omission is ours.
fn short(site: &Site<'_>, claim: &Claim) -> String {
    const LONGEST: usize = 110;
    let Some(best) = claim.support.get(claim.best) else { return String::new() };
    let words = super::claim::words(site, best);
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} […]", &cut[..end])
}
