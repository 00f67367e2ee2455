//! A claim opened: its wordings side by side, what differs, who told whom, who is silent.

use super::{Site, claim_anchor, published};
use dateline_engine::types::{Claim, ClaimState, Difference, ReportIx, Says, Support, Timex};
use dateline_engine::view::{
    StoryView, Wording, counted, difference_words, differing, readable, state_word, value_words,
};
use maud::{Markup, html};

/// One claim, to be opened by the reader.
pub(super) fn claim(site: Site<'_>, story: &StoryView<'_>, i: usize, claim: &Claim) -> Markup {
    let state = state_word(claim.state);
    let outlets: Vec<&str> = claim.support.iter().map(|s| story.outlet(s.report)).collect();
    let actors: Vec<&str> = story.actor_names(claim).collect();
    html! {
        details.claim.(state) #(claim_anchor(story, i)) open[claim.state != ClaimState::Single]
            data-state=(state) data-outlet=(outlets.join("\n")) data-actor=(actors.join("\n")) data-time=(claim.time.as_ref().map(Timex::to_string).unwrap_or_default()) {
            summary {
                bdi.words { (story.best(claim)) }
                " " span.state { (state) } " "
                span.counts {
                    (counted(claim.outlets as usize, "outlet")) ", " (counted(claim.origins as usize, "origin"))
                    @if let Some(time) = &claim.time { " · " time datetime=(datetime(time)) { (readable(time)) } }
                }
            }
            div.wordings {
                @for shown in story.wordings(claim) { (wording(site, story, i, claim, &shown)) }
            }
            @for difference in &claim.differences { (self::difference(story, claim, difference)) }
            (named(site, story, "Silent: ", &claim.silent))
            (named(site, story, "May tell it: ", &claim.perhaps))
            (named(site, story, "Published before it could be known: ", &claim.too_early))
        }
    }
}

fn wording(site: Site<'_>, story: &StoryView<'_>, i: usize, claim: &Claim, shown: &Wording) -> Markup {
    let (k, here) = (shown.first, &shown.words);
    let support = &claim.support[k];
    let report = story.report(support.report);
    let other = shown.against.and_then(|k| claim.support.get(k));
    let says = match support.says {
        Says::States => "",
        Says::Differs => "≠ differs: ",
        Says::Contradicts => "✗ contradicts: ",
    };
    let published = published(story, support.report);
    let cite =
        format!("{}, {published}: “{here}” ({}, sha256 {})", story.outlet(support.report), report.from, report.sha256);
    html! {
        figure.wording data-cite=(cite) {
            figcaption {
                a href=(site.report_link(support.report)) { "[" (story.number_of(support.report)) "] " (story.outlet(support.report)) }
                " · " (published)
            }
            blockquote {
                (says)
                @match other {
                    Some(other) => { (marked(here, &story.words(other))) }
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

/// Words with those marked that the others do not have in this place.
fn marked(here: &str, there: &str) -> Markup {
    html! {
        bdi {
            @for (words, differs) in differing(here, there) {
                @if differs { ins { (words) } } @else { (words) }
            }
        }
    }
}

/// A support that has the same words as one that is shown.
fn same(site: Site<'_>, story: &StoryView<'_>, i: usize, k: usize, support: &Support) -> Markup {
    html! {
        a href=(site.words_link(story, i, k)) { "[" (story.number_of(support.report)) "] " (story.outlet(support.report)) }
        @if support.chain.len() > 1 { " · " (support.chain.join(" → ")) }
    }
}

fn difference(story: &StoryView<'_>, claim: &Claim, difference: &Difference) -> Markup {
    html! {
        p.difference {
            b { (difference_words(difference)) ": " }
            @for (n, value) in difference.values.iter().enumerate() {
                @if n > 0 { " | " }
                bdi { (value_words(value)) }
                @for &k in &value.support {
                    @if let Some(support) = claim.support.get(k) { " [" (story.number_of(support.report)) "]" }
                }
            }
        }
    }
}

fn named(site: Site<'_>, story: &StoryView<'_>, label: &str, reports: &[ReportIx]) -> Markup {
    html! {
        @if !reports.is_empty() {
            p.silent { (label)
                @for (n, &ix) in reports.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.report_link(ix)) { "[" (story.number_of(ix)) "] " (story.outlet(ix)) }
                }
            }
        }
    }
}

/// The part of a time that HTML knows as one.
pub(super) fn datetime(time: &Timex) -> Timex {
    time.without_clock()
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn only_what_differs_is_marked_and_nothing_is_taken_for_markup() {
        let here = "“the best <b>military</b> options”, she said";
        let there = "The best options, she said";
        assert_eq!(
            marked(here, there).into_string(),
            "<bdi>“the best <ins>&lt;b&gt;military&lt;/b&gt; </ins>options”, she said</bdi>"
        );
    }
}
