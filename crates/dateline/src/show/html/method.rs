//! Reports and method: what is known of each report, whose text it carries, and whether every place holds its words.

use super::{Site, numbers, published, report_anchor};
use crate::show::sources::day_lines;
use dateline_engine::types::{Origin, OriginKind};
use dateline_engine::view::{ReportRow, StoryView, counted, web};
use maud::{Markup, html};

/// The table of reports, the origins, and the proof.
pub(super) fn method(site: Site<'_>, story: &StoryView<'_>) -> Markup {
    let rows = story.report_rows();
    let verdict = story.verdict();
    let all = verdict.held + verdict.faults.len();
    let origins = &story.account.story.origins;
    html! {
        section.method {
            h2 { "Reports and method" }
            div.scroll tabindex="0" role="region" aria-label="Reports" {
                table.reports {
                    thead { tr {
                        th scope="col" { "Report" } th scope="col" { "Published" } th scope="col" { "By" } th scope="col" { "Agency" }
                        th scope="col" { "Copied" } @if site.show.paths { th scope="col" { "Read from" } } th scope="col" { "SHA-256" }
                    } }
                    tbody { @for row in &rows { (report(site, story, row)) } }
                }
            }
            @for line in day_lines(story) { p.inferred { bdi { (line) } } }
            @if !origins.is_empty() {
                details.more { summary { (counted(origins.len(), "origin")) }
                    ul.origins { @for origin in origins { (self::origin(story, origin)) } } }
            }
            p.verify {
                code { "dateline verify account.json" } ": " (verdict.held) " of " (all) " places hold their words"
                @if !verdict.faults.is_empty() { ", " b { (verdict.faults.len()) " do not" } }
            }
        }
    }
}

fn report(site: Site<'_>, story: &StoryView<'_>, row: &ReportRow<'_>) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href=(format!("#{}", report_anchor(row.report))) { b { (row.number) } " " bdi { (row.outlet) } }
                @if let Some(title) = &row.known.title { small { bdi { (title) } } }
            }
            td { (published(story, row.report)) }
            td { bdi { (row.known.authors.join(", ")) } }
            td { @for (n, agency) in row.agencies.iter().enumerate() { @if n > 0 { ", " } bdi { (agency) } } }
            td { @for copied in row.copied.iter().take(2) { span.share { (percent(copied.share)) " of " (numbers(story, &[copied.of])) } " " } }
            @if site.show.paths {
                td.path {
                    bdi { (row.from) }
                    @if let Some(url) = web(row.known.url.as_deref()) { " " a href=(url) rel="noopener noreferrer nofollow" target="_blank" { "address" } }
                }
            }
            td.hash title=(row.known.sha256) { code { (row.known.sha256.get(..12).unwrap_or(&row.known.sha256)) } }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn origin(story: &StoryView<'_>, origin: &Origin) -> Markup {
    let kind = match origin.kind {
        OriginKind::Outlet => "an outlet's own work",
        OriginKind::Wire => "agency",
        OriginKind::Person => "person",
        OriginKind::Office => "office",
        OriginKind::Unnamed => "unnamed",
        OriginKind::Document => "document",
    };
    html! { li { bdi { (origin.name) } " " small { "(" (kind) ")" } " " (numbers(story, &origin.reports)) } }
}
