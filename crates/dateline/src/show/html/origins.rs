//! The map of origins: from whom each report has what it tells, as a picture and as a list.

use super::Site;
use crate::show::outline::origin_kind;
use dateline_engine::view::{StoryView, one_line};
use maud::{Markup, html};

/// The height of a row of the picture.
const ROW: usize = 26;

/// The most rows that are drawn; the list has all.
const MOST: usize = 40;

/// The origins of a story.
pub(super) fn map(site: Site<'_>, story: &StoryView<'_>) -> Markup {
    let origins = &story.account.story.origins;
    html! {
        @if !origins.is_empty() {
            section {
                h2 { "Origins" }
                (picture(story))
                ul.origins {
                    @for origin in origins {
                        li {
                            bdi { (origin.name) }
                            @if let Some(occasion) = story.occasion(origin.id) { ", " bdi { (one_line(&occasion)) } }
                            " (" (origin_kind(origin.kind)) "): "
                            @for (n, &ix) in origin.reports.iter().enumerate() {
                                @if n > 0 { ", " }
                                a href=(site.report_link(ix)) { "[" (story.number_of(ix)) "] " bdi { (story.outlet(ix)) } }
                            }
                            @for copy in &origin.copies {
                                br; "[" (story.number_of(copy.report)) "] has from [" (story.number_of(copy.of)) "]: "
                                bdi.copied { (short(story.report(copy.report).text.str(copy.span))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Origins on the left, reports on the right, a line for each way; copies between reports are dashed.
fn picture(story: &StoryView<'_>) -> Markup {
    let origins: Vec<_> = story.account.story.origins.iter().take(MOST).collect();
    let reports = story.reports();
    let rows = origins.len().max(reports.len());
    let high = rows * ROW + 12;
    let y = |row: usize| row * ROW + 20;
    let row_of = |ix| reports.iter().position(|&r| r == ix).unwrap_or_default();
    html! {
        svg.map viewBox=(format!("0 0 720 {high}")) role="img" aria-label="Which report has something from which origin; the list below says the same" {
            @for (o, origin) in origins.iter().enumerate() {
                @for &ix in &origin.reports {
                    line x1="262" y1=(y(o) - 4) x2="448" y2=(y(row_of(ix)) - 4) stroke="currentColor" stroke-opacity=".45" {}
                }
                @for copy in &origin.copies {
                    path d=(format!("M446 {} C 400 {} 400 {} 446 {}", y(row_of(copy.of)) - 4, y(row_of(copy.of)) - 4, y(row_of(copy.report)) - 4, y(row_of(copy.report)) - 4))
                        fill="none" stroke="currentColor" stroke-dasharray="4 3" {}
                }
                text x="256" y=(y(o)) text-anchor="end" { (clipped(&origin.name, 34)) }
            }
            @for &ix in reports {
                text x="454" y=(y(row_of(ix))) { "[" (story.number_of(ix)) "] " (clipped(story.outlet(ix), 30)) }
            }
        }
    }
}

fn short(words: &str) -> String {
    clipped(&one_line(words), 160)
}

/// The first characters, with a mark of omission.
fn clipped(words: &str, most: usize) -> String {
    if words.chars().count() <= most { words.to_owned() } else { words.chars().take(most).chain(['…']).collect() }
}
