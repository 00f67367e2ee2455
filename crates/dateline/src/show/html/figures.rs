//! Figures over time: a table of each, and a small chart where there are values to draw.

use super::{Site, claim};
use dateline_core::{Amount, Claim, ClaimKind, ReportIx, StoryAccount, Support};
use maud::{Markup, html};

/// One value of a figure.
struct Value {
    report: ReportIx,
    support: usize,
    words: String,
    value: Option<f64>,
    when: String,
}

/// The figures among the claims.
pub(super) fn figures(site: &Site<'_>, story: &StoryAccount, claims: &[(usize, &Claim)]) -> Markup {
    let figures: Vec<_> = claims.iter().filter(|(_, c)| c.kind == ClaimKind::Figure).collect();
    html! {
        @if !figures.is_empty() {
            section {
                h2 { "Figures" }
                @for &&(i, c) in &figures {
                    @let values = values(site, c);
                    table.figures {
                        caption { a href=(site.claim_link(story, i)) { bdi { (claim::best(site, c)) } } }
                        thead { tr { th scope="col" { "As told" } th scope="col" { "By" } th scope="col" { "When" } } }
                        tbody {
                            @for v in &values {
                                tr {
                                    td { a href=(site.words_link(story, i, v.support)) { bdi { (v.words) } } }
                                    td { "[" (site.number(story, v.report)) "] " bdi { (site.outlet(v.report)) } }
                                    td { (v.when) }
                                }
                            }
                        }
                    }
                    (chart(&values))
                }
            }
        }
    }
}

/// The values of a figure's supports, earliest first.
fn values(site: &Site<'_>, claim: &Claim) -> Vec<Value> {
    let mut values: Vec<Value> = claim.support.iter().enumerate().map(|(k, s)| value(site, claim, k, s)).collect();
    values.sort_by(|a, b| a.when.cmp(&b.when).then(a.support.cmp(&b.support)));
    values
}

fn value(site: &Site<'_>, claim: &Claim, k: usize, support: &Support) -> Value {
    let report = site.report(support.report);
    let amount = amount(site, support);
    let published = report.published.map(|p| p.date.to_string());
    Value {
        report: support.report,
        support: k,
        words: amount.map_or_else(|| claim::words(site, support), |a| report.text.str(a.span).to_owned()),
        value: amount.and_then(|a| a.value),
        when: published.or_else(|| claim.time.clone()).unwrap_or_else(|| "no date".to_owned()),
    }
}

/// The amount that a support tells: the one at its trigger, else the first within it.
fn amount(site: &Site<'_>, support: &Support) -> Option<Amount> {
    let annotated = &site.reports[support.report.index()];
    let all = || annotated.events.iter().flat_map(|e| &e.amounts).copied();
    let at = |span| all().find(move |a| a.span.overlaps(span));
    support.trigger.and_then(at).or_else(|| at(support.span))
}

/// A point for each value over its day, if at least two differ.
fn chart(values: &[Value]) -> Markup {
    const WIDE: f64 = 320.0;
    const HIGH: f64 = 90.0;
    let known: Vec<(&Value, f64)> = values.iter().filter_map(|v| Some((v, v.value?))).collect();
    let (low, top) = known.iter().fold((f64::MAX, f64::MIN), |(l, t), (_, v)| (l.min(*v), t.max(*v)));
    if known.len() < 2 || low == top {
        return html! {};
    }
    let step = WIDE / (known.len() as f64 - 1.0);
    let at = |i: usize, v: f64| (30.0 + i as f64 * step, 20.0 + (top - v) / (top - low) * HIGH);
    let line: Vec<String> =
        known.iter().enumerate().map(|(i, (_, v))| at(i, *v)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let label = known.iter().map(|(v, _)| format!("{}: {}", v.when, v.words)).collect::<Vec<_>>().join("; ");
    html! {
        svg.chart viewBox="0 0 400 150" role="img" aria-label=(label) {
            polyline points=(line.join(" ")) fill="none" stroke="currentColor" stroke-width="1.5" {}
            @for (i, (v, number)) in known.iter().enumerate() {
                @let (x, y) = at(i, *number);
                circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3.5" fill="currentColor" {}
                text x=(format!("{x:.1}")) y=(format!("{:.1}", y - 8.0)) text-anchor="middle" { (number) }
                text.day x=(format!("{x:.1}")) y="142" text-anchor="middle" { (v.when.get(5..10).unwrap_or_default()) }
            }
        }
    }
}
