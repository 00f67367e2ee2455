//! A report's own page: its text as it was read, with the words that claims rest on marked.

use super::{Site, words_anchor};
use dateline_engine::types::{RegionKind, ReportIx, Span, Text};
use dateline_engine::view::{StoryView, parts, published_words};
use maud::{Markup, html};
use std::fmt::Write;

/// A stretch of the report that a claim rests on.
struct Mark {
    span: Span,
    anchor: String,
    claim: usize,
}

/// A report; `rules` gets a style rule for each mark, so that the address lights up its words.
pub(crate) fn report(site: Site<'_>, ix: ReportIx, rules: &mut String) -> Markup {
    let report = site.view.report(ix);
    let story = site.view.story_with(ix);
    let story = story.as_ref();
    let marks = story.map(|s| marks(s, ix)).unwrap_or_default();
    for mark in &marks {
        let _ = write!(rules, "#{0}:target~.{0}{{background:var(--lit);color:var(--on-lit)}}", mark.anchor);
    }
    let known = [
        ("Outlet", report.outlet.clone()),
        ("By", Some(report.authors.join(", ")).filter(|a| !a.is_empty())),
        ("Published", report.published.map(|p| published_words(&p))),
        ("Place", report.place.clone()),
        ("Read from", Some(report.from.clone())),
        ("SHA-256", Some(report.sha256.clone())),
    ];
    html! {
        article.report #(format!("report{}", ix.0)) {
            @if let Some(story) = story {
                p { a href=(site.story_link(story)) { "← " (story.title()) } }
            }
            h2 { bdi { (report.title.as_deref().unwrap_or(&report.id)) } }
            dl {
                @for (name, value) in known {
                    dt { (name) } dd { bdi { (value.as_deref().unwrap_or("not known")) } }
                }
                @if let Some(url) = report.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")) {
                    dt { "Address" } dd { a href=(url) rel="noopener noreferrer nofollow" target="_blank" { (url) } }
                }
            }
            div.text lang=[report.language.as_deref()] dir="auto" {
                @for (span, kind) in parts(report) {
                    @for line in lines(&report.text, span) { (paragraph(site, story, &report.text, line, kind, &marks)) }
                }
            }
        }
    }
}

/// The lines of a span that hold anything.
fn lines(text: &Text, span: Span) -> Vec<Span> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.str(span).split_inclusive('\n') {
        lines.extend(text.within(span, at..at + line.len()).map(|s| text.trim(s)).filter(|s| !s.is_empty()));
        at += line.len();
    }
    lines
}

fn marks(story: &StoryView<'_>, ix: ReportIx) -> Vec<Mark> {
    let marks = story.marks(ix).into_iter();
    marks.map(|m| Mark { span: m.span, anchor: words_anchor(story, m.claim, m.support), claim: m.claim }).collect()
}

/// One paragraph, cut where marks begin and end.
fn paragraph(
    site: Site<'_>,
    story: Option<&StoryView<'_>>,
    text: &Text,
    line: Span,
    kind: RegionKind,
    marks: &[Mark],
) -> Markup {
    let here: Vec<&Mark> = marks.iter().filter(|m| m.span.overlaps(line)).collect();
    let mut cuts: Vec<usize> = here.iter().flat_map(|m| [m.span.start(), m.span.end()]).collect();
    cuts.extend([line.start(), line.end()]);
    cuts.retain(|&c| c >= line.start() && c <= line.end());
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|w| text.span(w[0]..w[1]));
    html! {
        p class=(region_class(kind)) {
            @if kind == RegionKind::Furniture { span.hidden { "Not part of the article: " } }
            @for piece in pieces {
                @let over: Vec<&&Mark> = here.iter().filter(|m| m.span.contains(piece)).collect();
                @for mark in over.iter().filter(|m| m.span.start().max(line.start()) == piece.start()) {
                    @if let Some(story) = story {
                        @let id = (mark.span.start() >= line.start()).then_some(&mark.anchor);
                        a.back id=[id] href=(site.claim_link(story, mark.claim)) aria-label=(format!("to claim {}", mark.claim + 1)) { (mark.claim + 1) }
                    }
                }
                @if over.is_empty() { (text.str(piece)) }
                @else {
                    mark class=(over.iter().map(|m| m.anchor.as_str()).collect::<Vec<_>>().join(" ")) { (text.str(piece)) }
                }
            }
        }
    }
}

fn region_class(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Title => "title",
        RegionKind::Body => "body",
        RegionKind::Caption => "caption",
        RegionKind::Byline => "byline",
        RegionKind::Dateline => "dateline",
        RegionKind::Correction => "correction",
        RegionKind::Furniture => "furniture",
    }
}
