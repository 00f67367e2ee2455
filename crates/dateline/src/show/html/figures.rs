//! Figures over time: a table of each, and a small chart where there are values to draw.

use super::Site;
use dateline_engine::types::{Claim, Timex};
use dateline_engine::view::{Figure, FigureValue, StoryView, readable};
use maud::{Markup, html};

/// The figures among the claims.
pub(super) fn figures(site: Site<'_>, story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let figures = story.figures(claims);
    html! {
        @if !figures.is_empty() {
            section {
                h2 { "Figures" }
                @for Figure { claim, told, values } in &figures {
                    table.figures {
                        caption { a href=(site.claim_link(story, *claim)) { bdi { (story.best(told)) } } }
                        thead { tr { th scope="col" { "As told" } th scope="col" { "By" } th scope="col" { "When" } } }
                        tbody {
                            @for v in values {
                                tr {
                                    td { a href=(site.words_link(story, *claim, v.support)) { bdi { (v.words) } } }
                                    td { "[" (story.number_of(v.report)) "] " bdi { (story.outlet(v.report)) } }
                                    td { (when(v)) }
                                }
                            }
                        }
                    }
                    (chart(values))
                }
            }
        }
    }
}

/// The time of a value, to be read.
fn when(value: &FigureValue) -> String {
    value.when.as_ref().map_or_else(|| "no date".to_owned(), readable)
}

/// The same in the room that there is under a point.
fn short_when(value: &FigureValue) -> String {
    let day = value.when.as_ref().and_then(Timex::date);
    day.map(|day| day.strftime("%-d %b").to_string()).unwrap_or_default()
}

/// A point for each value over its day, if at least two differ.
fn chart(values: &[FigureValue]) -> Markup {
    const WIDE: f64 = 320.0;
    const HIGH: f64 = 90.0;
    let known: Vec<(&FigureValue, f64)> = values.iter().filter_map(|v| Some((v, v.number?))).collect();
    let (low, top) = known.iter().fold((f64::MAX, f64::MIN), |(l, t), (_, v)| (l.min(*v), t.max(*v)));
    if known.len() < 2 || low == top {
        return html! {};
    }
    let step = WIDE / (known.len() as f64 - 1.0);
    let at = |i: usize, v: f64| (30.0 + i as f64 * step, 20.0 + (top - v) / (top - low) * HIGH);
    let line: Vec<String> =
        known.iter().enumerate().map(|(i, (_, v))| at(i, *v)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let label = known.iter().map(|(v, _)| format!("{}: {}", when(v), v.words)).collect::<Vec<_>>().join("; ");
    html! {
        svg.chart viewBox="0 0 400 150" role="img" aria-label=(label) {
            polyline points=(line.join(" ")) fill="none" stroke="currentColor" stroke-width="1.5" {}
            @for (i, (v, number)) in known.iter().enumerate() {
                @let (x, y) = at(i, *number);
                circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3.5" fill="currentColor" {}
                text x=(format!("{x:.1}")) y=(format!("{:.1}", y - 8.0)) text-anchor="middle" { (number) }
                text.day x=(format!("{x:.1}")) y="142" text-anchor="middle" { (short_when(v)) }
            }
        }
    }
}
