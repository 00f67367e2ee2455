//! A report's text as it was read, on a page of its own or beside a story, with the words that claims rest on.

use super::{Filter, Site, claim_anchor, report_anchor, words_anchor};
use dateline_engine::types::{RegionKind, Report, ReportIx, Span, Text};
use dateline_engine::view::{Query, StoryView, footnote, parts, published_words, web};
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// A stretch of a report that something rests on: a claim, or a finding in a draft.
pub(crate) struct Mark {
    pub(crate) span: Span,
    /// Its name on the page; those of one claim have one name but for a number at its end, after a `p`.
    pub(crate) anchor: String,
    /// Its place among what rests on the report: a line leads back to the first.
    pub(crate) rank: usize,
    /// Where what rests on it is shown.
    pub(crate) back: String,
    /// The words as prose with attribution, for a clip.
    pub(crate) prose: String,
}

/// A report as it is shown.
pub(crate) struct Shown<'a> {
    pub(crate) ix: ReportIx,
    pub(crate) report: &'a Report,
    /// Its outlet, or its id.
    pub(crate) outlet: &'a str,
    /// Its number in its story, from 1; 0 if it has none.
    pub(crate) number: usize,
    /// Where it was read from, if that is to be told.
    pub(crate) from: Option<&'a str>,
    pub(crate) marks: Vec<Mark>,
}

/// The texts beside a story.
pub(crate) fn pane(site: Site<'_>, reports: &[ReportIx], filter: &Filter) -> Markup {
    beside(reports.iter().map(|&ix| shown(site, ix, filter, true)))
}

/// Texts beside what rests on them.
pub(crate) fn beside<'a>(reports: impl Iterator<Item = Shown<'a>>) -> Markup {
    html! {
        aside.pane #pane aria-label="Source" {
            h2.hidden { "The reports" }
            @for report in reports { (article(&report, true, &Query::default())) }
        }
    }
}

/// A report on a page of its own; the words of a question are marked in it.
pub(crate) fn report(site: Site<'_>, ix: ReportIx, question: &str) -> Markup {
    let story = site.view.story_with(ix);
    html! {
        @if let Some(story) = &story { p.slug { a href=(site.story_link(story)) { "← " bdi { (story.title()) } } } }
        (article(&shown(site, ix, &Filter::default(), false), false, &Query::parse(question)))
    }
}

/// A report with the places that the claims of its story rest on.
fn shown<'a>(site: Site<'a>, ix: ReportIx, filter: &Filter, beside: bool) -> Shown<'a> {
    let story = site.view.story_with(ix);
    let claims: Vec<usize> =
        story.iter().flat_map(|s| s.claims(&filter.narrow(site)).into_iter().map(|(i, _)| i)).collect();
    Shown {
        ix,
        report: site.view.report(ix),
        outlet: site.view.outlet(ix),
        number: story.as_ref().map_or(0, |s| s.number_of(ix)),
        from: site.show.paths.then(|| site.view.from(ix)),
        marks: story.as_ref().map(|s| marks(site, s, ix, &claims, beside)).unwrap_or_default(),
    }
}

fn article(shown: &Shown<'_>, beside: bool, query: &Query) -> Markup {
    let &Shown { ix, report, outlet, number, from, ref marks } = shown;
    let by = Some(report.authors.join(", ")).filter(|a| !a.is_empty());
    let address = web(report.url.as_deref());
    let published = report.published.map(|p| published_words(&p));
    html! {
        article.report.beside[beside] #(report_anchor(ix)) data-number=(number) data-outlet=(outlet) data-footnote=(footnote(outlet, report))
            data-id=(report.id) data-sha=(report.sha256) data-url=[address] data-from=[from] tabindex="-1" {
            header {
                @if beside { h3 { @if number > 0 { "[" (number) "] " } bdi { (outlet) } } } @else { h1 { bdi { (report.title.as_deref().unwrap_or(&report.id)) } } }
                p {
                    @if beside { @if let Some(title) = &report.title { bdi { (title) } br; } } @else { bdi { (outlet) } " · " }
                    (published.as_deref().unwrap_or("no date"))
                    @if let Some(by) = by { " · " bdi { (by) } }
                    @if let Some(place) = &report.place { " · " bdi { (place) } }
                    @if let Some(url) = address { " · " a href=(url) rel="noopener noreferrer nofollow" target="_blank" { "address" } }
                    @if let Some(from) = from { " · " bdi.path { (from) } }
                }
                @if !beside { p { "SHA-256 " code { (report.sha256) } } }
            }
            div.text lang=[report.language.as_deref()] dir="auto" {
                @let lines = Lines::new(&report.text);
                @for (span, kind) in run_in(report) {
                    @for line in trimmed_lines(&report.text, span) {
                        (paragraph(shown, line, kind, marks, lines.number(line), beside, query))
                    }
                }
            }
        }
    }
}

/// The parts of a report; a dateline belongs to the paragraph that it opens.
fn run_in(report: &Report) -> Vec<(Span, RegionKind)> {
    let mut all: Vec<(Span, RegionKind)> = Vec::new();
    let mut opened = false;
    for (span, kind) in parts(report) {
        let words = report.text.str(span);
        let goes_on = opened && kind == RegionKind::Body && !words.starts_with('\n');
        match all.last_mut() {
            Some(last) if goes_on => *last = (last.0.cover(span), RegionKind::Body),
            _ => all.push((span, kind)),
        }
        opened = (kind == RegionKind::Dateline || goes_on) && !words.contains('\n');
    }
    all
}

/// Where lines begin, so that the number of one is found soon.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &Text) -> Lines {
        let breaks = text.as_str().match_indices('\n').map(|(at, _)| at + 1);
        Lines { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The number of the line that a span begins on, from 1.
    fn number(&self, span: Span) -> usize {
        self.starts.partition_point(|&s| s <= span.start())
    }
}

/// The lines of a span that hold anything.
fn trimmed_lines(text: &Text, span: Span) -> Vec<Span> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.str(span).split_inclusive('\n') {
        lines.extend(text.within(span, at..at + line.len()).map(|s| text.trim(s)).filter(|s| !s.is_empty()));
        at += line.len();
    }
    lines
}

fn marks(site: Site<'_>, story: &StoryView<'_>, ix: ReportIx, shown: &[usize], beside: bool) -> Vec<Mark> {
    let marks = story.marks(ix).into_iter().filter(|m| shown.contains(&m.claim));
    let mark = |m: dateline_engine::view::Mark| Mark {
        span: m.span,
        anchor: words_anchor(story, m.claim, m.support),
        rank: m.claim,
        back: if beside { format!("#{}", claim_anchor(story, m.claim)) } else { site.claim_link(story, m.claim) },
        prose: story.prose(&story.account.claims[m.claim].support[m.support]),
    };
    marks.map(mark).collect()
}

fn paragraph(
    shown: &Shown<'_>,
    line: Span,
    kind: RegionKind,
    marks: &[Mark],
    number: usize,
    beside: bool,
    query: &Query,
) -> Markup {
    let mut here: Vec<&Mark> = marks.iter().filter(|m| m.span.overlaps(line)).collect();
    here.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
    let first = here.iter().min_by_key(|m| m.rank);
    let id = (!beside).then(|| format!("l{number}"));
    html! {
        p class=(region_class(kind)) .told[!here.is_empty()] id=[id] data-line=(number) {
            @if kind == RegionKind::Furniture { span.hidden { "Not part of the article: " } }
            @if let Some(first) = first {
                a.back href=(first.back) aria-label=(format!("back to what rests on line {number} of report {}", shown.ix.0 + 1)) { "↩" }
            }
            (nested(&shown.report.text, line, &here, query))
        }
    }
}

/// The words of a line with an element for each mark; what begins within one and ends after it is in pieces.
fn nested(text: &Text, line: Span, marks: &[&Mark], query: &Query) -> Markup {
    let mut opens: BTreeMap<usize, Vec<(&Mark, usize)>> = BTreeMap::new();
    let mut cuts = std::collections::BTreeSet::from([line.start(), line.end()]);
    for mark in marks {
        let (start, end) = (mark.span.start().max(line.start()), mark.span.end().min(line.end()));
        opens.entry(start).or_default().push((mark, end));
        cuts.extend([start, end]);
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut out = String::new();
    let mut open: Vec<(&Mark, usize)> = Vec::new();
    for pair in cuts.windows(2) {
        let (at, next) = (pair[0], pair[1]);
        // Ends what ends here; what lies over it and goes on is closed and opened anew.
        while let Some(first) = open.iter().position(|(_, end)| *end <= at) {
            let above: Vec<(&Mark, usize)> = open.split_off(first);
            out.push_str(&"</span>".repeat(above.len()));
            for (mark, end) in above.into_iter().filter(|(_, end)| *end > at) {
                out.push_str(&again(mark).into_string());
                open.push((mark, end));
            }
        }
        for &(mark, end) in opens.get(&at).into_iter().flatten() {
            let begins = mark.span.start() >= line.start();
            out.push_str(&if begins { start(text, mark) } else { again(mark) }.into_string());
            open.push((mark, end));
        }
        if let Some(span) = text.span(at..next) {
            let words = html! { @for (words, hit) in query.marked(text.str(span)) { @if hit { mark { (words) } } @else { (words) } } };
            out.push_str(&words.into_string());
        }
    }
    out.push_str(&"</span>".repeat(open.len()));
    PreEscaped(out)
}

/// The beginning of a mark's element. It stays open: it is closed where its words end.
fn start(text: &Text, mark: &Mark) -> Markup {
    let [start, end] = text.points(mark.span);
    let whole = html! { span.m id=(mark.anchor) data-at=(format!("{start}-{end}")) data-prose=(mark.prose) {} };
    opened(whole)
}

/// The beginning of another piece of it.
fn again(mark: &Mark) -> Markup {
    opened(html! { span.m data-of=(mark.anchor) {} })
}

fn opened(whole: Markup) -> Markup {
    let mut tag = whole.into_string();
    tag.truncate(tag.len() - "</span>".len());
    PreEscaped(tag)
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
