//! A claim opened: its wordings side by side, what differs, who told whom, who is silent.

use super::{Site, filter, wording};
use crate::show::outline::{Wording, counted, difference_name, one_line, shown, wordings};
use crate::show::when::readable;
use dateline_core::{Claim, Difference, ReportIx, Says, StoryAccount, Support};
use maud::{Markup, html};

/// One claim, to be opened by the reader.
pub(super) fn claim(site: &Site<'_>, story: &StoryAccount, i: usize, claim: &Claim) -> Markup {
    let state = filter::state_word(claim.state);
    let outlets: Vec<&str> = claim.support.iter().map(|s| site.outlet(s.report)).collect();
    let actors: Vec<&str> = filter::actor_names(story, claim).collect();
    html! {
        details.claim.(state) #(site.claim_anchor(story, i)) open[claim.state != dateline_core::ClaimState::Single]
            data-state=(state) data-outlet=(outlets.join("\n")) data-actor=(actors.join("\n")) data-time=(claim.time.as_deref().unwrap_or_default()) {
            summary {
                bdi.words { (best(site, claim)) }
                " " span.state { (state) } " "
                span.counts {
                    (counted(claim.outlets as usize, "outlet")) ", " (counted(claim.origins as usize, "origin"))
                    @if let Some(time) = &claim.time { " · " time datetime=(datetime(time)) { (readable(time)) } }
                }
            }
            div.wordings {
                @for shown in wordings(site.reports, claim) { (wording(site, story, i, claim, &shown)) }
            }
            @for difference in &claim.differences { (self::difference(site, story, claim, difference)) }
            (named(site, story, "Silent: ", &claim.silent))
            (named(site, story, "Published before it could be known: ", &claim.too_early))
        }
    }
}

/// The words that stand for a claim.
pub(super) fn best(site: &Site<'_>, claim: &Claim) -> String {
    claim.support.get(claim.best).map(|s| words(site, s)).unwrap_or_default()
}

pub(super) fn words(site: &Site<'_>, support: &Support) -> String {
    shown(&site.reports[support.report.index()], support)
}

fn wording(site: &Site<'_>, story: &StoryAccount, i: usize, claim: &Claim, shown: &Wording) -> Markup {
    let (k, here) = (shown.first, &shown.words);
    let support = &claim.support[k];
    let report = site.report(support.report);
    // What stands for the claim is held against the next wording, all others against it.
    let other = if k == claim.best {
        claim.support.iter().enumerate().find(|(n, _)| *n != k && !shown.same.contains(n)).map(|(_, s)| s)
    } else {
        claim.support.get(claim.best)
    };
    let says = match support.says {
        Says::States => "",
        Says::Differs => "≠ differs: ",
        Says::Contradicts => "✗ contradicts: ",
    };
    let published = report.published.map(|p| p.to_string()).unwrap_or_else(|| "no date".to_owned());
    let cite =
        format!("{}, {published}: “{here}” ({}, sha256 {})", site.outlet(support.report), report.from, report.sha256);
    html! {
        figure.wording data-cite=(cite) {
            figcaption {
                a href=(site.report_link(support.report)) { "[" (site.number(story, support.report)) "] " (site.outlet(support.report)) }
                " · " (published)
            }
            blockquote {
                (says)
                @match other {
                    Some(other) => { (wording::marked(here, &words(site, other))) }
                    None => { bdi { (here) } }
                }
            }
            p.chain {
                @if !support.chain.is_empty() { (support.chain.join(" → ")) " · " }
                a href=(site.words_link(story, i, k)) { "in the report" }
            }
            @if !shown.same.is_empty() {
                details.same {
                    summary { "The same words in " (shown.same.len()) " more" }
                    ul { @for &k in &shown.same { li { (same(site, story, i, k, &claim.support[k])) } } }
                }
            }
        }
    }
}

/// A support that has the same words as one that is shown.
fn same(site: &Site<'_>, story: &StoryAccount, i: usize, k: usize, support: &Support) -> Markup {
    html! {
        a href=(site.words_link(story, i, k)) { "[" (site.number(story, support.report)) "] " (site.outlet(support.report)) }
        @if support.chain.len() > 1 { " · " (support.chain.join(" → ")) }
    }
}

fn difference(site: &Site<'_>, story: &StoryAccount, claim: &Claim, difference: &Difference) -> Markup {
    html! {
        p.difference {
            b { (difference_name(difference)) ": " }
            @for (n, value) in difference.values.iter().enumerate() {
                @if n > 0 { " | " }
                bdi { (one_line(&value.value)) }
                @for &k in &value.support {
                    @if let Some(support) = claim.support.get(k) { " [" (site.number(story, support.report)) "]" }
                }
            }
        }
    }
}

fn named(site: &Site<'_>, story: &StoryAccount, label: &str, reports: &[ReportIx]) -> Markup {
    html! {
        @if !reports.is_empty() {
            p.silent { (label)
                @for (n, &ix) in reports.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.report_link(ix)) { "[" (site.number(story, ix)) "] " (site.outlet(ix)) }
                }
            }
        }
    }
}

/// The part of a TIMEX3 value that HTML knows as a time.
pub(super) fn datetime(value: &str) -> &str {
    value.split('T').next().unwrap_or(value)
}
