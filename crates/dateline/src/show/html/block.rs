//! Claims opened: a block a question, a column a value or a wording, with who told whom and who does not tell it.

use super::score::{relation, standing_word};
use super::story::group_word;
use super::{claim_anchor, gauge, numbers, place};
use dateline_engine::types::{Claim, ReportIx};
use dateline_engine::view::{BlockValue, Group, Lane, Score, StoryView, Wording, counted, differing, readable};
use maud::{Markup, html};

/// How many values or wordings are read before the rest is unfolded.
const FIRST: usize = 6;

/// What is not settled, then what else several reports tell.
pub(super) fn blocks(story: &StoryView<'_>, score: &Score<'_>) -> Markup {
    let unsettled = story.unsettled(score);
    let told: Vec<&Lane<'_>> = score.lanes.iter().filter(|l| l.standing.group() != Group::Unsettled).collect();
    html! {
        @if !unsettled.is_empty() {
            section.unsettled {
                h2 { "Not settled, or moved" }
                @for block in &unsettled {
                    @let lane = &score.lanes[block.lane];
                    (frame(story, lane, true, values(story, &block.values, block.update)))
                }
            }
        }
        @if !told.is_empty() {
            section.together {
                h2 { "What reports tell together" }
                @for lane in told { (frame(story, lane, false, wordings(story, lane))) }
            }
        }
    }
}

/// What a claim, or a question's claims, can be narrowed by: outlets, actors, and the time.
pub(super) fn facets(story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> [String; 3] {
    let outlets = claims.iter().flat_map(|(_, c)| &c.support).map(|s| story.outlet(s.report)).collect();
    let actors = claims.iter().flat_map(|&(_, c)| story.names_of(c)).collect();
    let time = claims.iter().find_map(|(_, c)| c.time.as_ref()).map(ToString::to_string).unwrap_or_default();
    [unique(outlets), unique(actors), time]
}

fn unique(mut names: Vec<&str>) -> String {
    names.sort_unstable();
    names.dedup();
    names.join("\n")
}

fn frame(story: &StoryView<'_>, lane: &Lane<'_>, open: bool, columns: Markup) -> Markup {
    let (first, told) = lane.claims[0];
    let facets = facets(story, &lane.claims);
    html! {
        details.block.(standing_word(lane.standing)) #(claim_anchor(story, first)) open[open] data-group=(group_word(lane.standing.group()))
            data-outlet=(facets[0]) data-actor=(facets[1]) data-time=(facets[2]) {
            summary {
                bdi.words { (lane.words) }
                " " small {
                    (relation(lane)) " · " (counted(lane.outlets, "outlet")) ", " (counted(lane.origins, "origin")) " " (gauge(lane.origins))
                    @if let Some(time) = &told.time { " · " (readable(time)) }
                }
            }
            @for &(i, _) in &lane.claims[1..] { span #(claim_anchor(story, i)) {} }
            div.strip { (columns) }
            @if let [(_, only)] = lane.claims.as_slice() { (others(story, only)) }
        }
    }
}

/// The reports that do not tell a claim, folded into one line.
fn others(story: &StoryView<'_>, claim: &Claim) -> Markup {
    let lists = [
        ("– does not tell it: ", &claim.silent),
        ("? may tell it: ", &claim.perhaps),
        ("came out before: ", &claim.too_early),
    ];
    html! {
        @if lists.iter().any(|(_, reports)| !reports.is_empty()) {
            p.others {
                @for (label, reports) in lists.iter().filter(|(_, r)| !r.is_empty()) { span { (label) (numbers(story, reports)) } " " }
            }
        }
    }
}

/// The values of a question, a column each.
fn values(story: &StoryView<'_>, values: &[BlockValue], update: bool) -> Markup {
    let column = |n: usize, value: &BlockValue| {
        let told = &story.account.claims[value.claim];
        html! {
            div.value {
                h3 { @if n > 0 { span.soft { (if update { "→ " } else { "| " }) } } bdi { (value.value) } }
                blockquote { (marked(&value.words)) }
                (origin(story, value.claim, told, value.support))
                (same(story, &value.same))
                @if !value.others.is_empty() {
                    details.more {
                        summary { (counted(value.others.len(), "other wording")) }
                        @for &(i, k) in &value.others {
                            blockquote { (marked(&story.marked_value(i, k))) }
                            (origin(story, i, &story.account.claims[i], k))
                        }
                    }
                }
            }
        }
    };
    folded(values.len(), |n| column(n, &values[n]))
}

/// The wordings of a line's claims, a column each.
fn wordings(story: &StoryView<'_>, lane: &Lane<'_>) -> Markup {
    let all: Vec<(usize, &Claim, Wording)> =
        lane.claims.iter().flat_map(|&(i, c)| story.wordings(c).into_iter().map(move |w| (i, c, w))).collect();
    folded(all.len(), |n| {
        let (i, told, wording) = &all[n];
        let against = wording.against.and_then(|k| told.support.get(k)).map(|s| story.words(s));
        let pieces = against.map(|other| differing(&wording.words, &other)).filter(|pieces| mostly_same(pieces));
        let mut reports: Vec<ReportIx> = wording.same.iter().map(|&k| told.support[k].report).collect();
        reports.dedup();
        html! {
            div.value {
                blockquote { @match &pieces { Some(pieces) => (marked(pieces)), None => bdi { (wording.words) } } }
                (origin(story, *i, told, wording.first))
                (same(story, &reports))
            }
        }
    })
}

/// Whether most of the words are the same, so that those that are not tell something.
fn mostly_same(pieces: &[(String, bool)]) -> bool {
    let all: usize = pieces.iter().map(|(w, _)| w.len()).sum();
    let marked: usize = pieces.iter().filter(|(_, differs)| *differs).map(|(w, _)| w.len()).sum();
    marked * 5 <= all * 2
}

fn folded(count: usize, column: impl Fn(usize) -> Markup) -> Markup {
    html! {
        @for n in 0..count.min(FIRST) { (column(n)) }
        @if count > FIRST {
            details.more.rest { summary { (count - FIRST) " more" } div.strip { @for n in FIRST..count { (column(n)) } } }
        }
    }
}

/// Who told whom, down to the report, with the way to its words.
fn origin(story: &StoryView<'_>, claim: usize, told: &Claim, k: usize) -> Markup {
    let support = &told.support[k];
    let unnamed = support.speaker.as_ref().is_some_and(|s| s.unnamed);
    html! {
        p.chain {
            @for (n, name) in support.chain.iter().enumerate() {
                @if n > 0 { " → " }
                bdi { (name) }
                @if n == 0 && unnamed { ", " span.unnamed { "not named" } }
            }
            " " (place(story, claim, told, k))
        }
    }
}

fn same(story: &StoryView<'_>, reports: &[ReportIx]) -> Markup {
    html! { @if !reports.is_empty() { p.chain { "the same text in " (numbers(story, reports)) } } }
}

/// Words with some of them marked.
fn marked(pieces: &[(String, bool)]) -> Markup {
    html! {
        bdi { @for (words, differs) in pieces { @if *differs { mark { (words) } } @else { (words) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::{marked, mostly_same};
    use dateline_engine::view::differing;

    #[test]
    fn only_what_differs_is_marked_and_nothing_is_taken_for_markup() {
        let pieces = differing("“the best <b>military</b> options”, she said", "The best options, she said");
        assert_eq!(
            marked(&pieces).into_string(),
            "<bdi>“the best <mark>&lt;b&gt;military&lt;/b&gt; </mark>options”, she said</bdi>"
        );
    }

    #[test]
    fn words_are_marked_only_where_most_are_the_same() {
        assert!(mostly_same(&differing("at least nine people died", "at least ten people died")));
        assert!(!mostly_same(&differing("the ferry sank", "a boat went down in fog")));
    }
}
