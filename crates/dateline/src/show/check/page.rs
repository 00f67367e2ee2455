//! A checked draft as one page: the draft with what was found on the left, the reports on the right, as beside a story.

use super::{address, line, name, places, position, summary, words};
use crate::show::html::{Mark, Page, Shown, beside};
use dateline_engine::types::{CheckedSentence, Finding, Place, ReportIx, Span, Standing};
use dateline_engine::view::{DraftView, reported};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The style of the page, beside that of all pages.
pub(crate) const STYLE: &str = include_str!("check.css");

/// Writes a checked draft as a file that needs no network.
pub(crate) fn write(out: &mut impl Write, answer: DraftView<'_>) -> io::Result<()> {
    let title = answer.draft.title.as_deref().unwrap_or(&answer.draft.id);
    let rules = rules(answer);
    let (body, pane) = (body(answer, true), pane(answer, true));
    out.write_all(Page { title, body, pane: Some(pane), rules: &rules, question: "", served: false }.html().as_bytes())
}

/// The style rules of a checked draft: which card lights up for which mark.
pub(crate) fn rules(answer: DraftView<'_>) -> String {
    let count = answer.checked.findings().count();
    let of = |n: usize| format!("#f{n}:target{{outline:2px solid currentColor}}");
    (1..=count).map(of).fold(STYLE.to_owned(), |rules, rule| rules + &rule)
}

/// The reports that findings lead to, with their words marked.
pub(crate) fn pane(answer: DraftView<'_>, paths: bool) -> Markup {
    let mut marks: BTreeMap<ReportIx, Vec<Mark>> = BTreeMap::new();
    for (i, finding) in answer.checked.findings().enumerate() {
        for (k, place) in places(finding).into_iter().enumerate() {
            let report = &answer.reports[place.report.index()].report;
            marks.entry(place.report).or_default().push(Mark {
                span: place.span,
                anchor: words_anchor(i + 1, k + 1),
                rank: i,
                back: format!("#f{}", i + 1),
                prose: reported(name(report), report, &words(answer, place)),
            });
        }
    }
    beside(marks.into_iter().enumerate().map(|(i, (ix, marks))| {
        let report = &answer.reports[ix.index()].report;
        Shown { ix, report, outlet: name(report), number: i + 1, from: paths.then_some(report.from.as_str()), marks }
    }))
}

/// The name of some words in the pane: of which finding, and which of its places.
fn words_anchor(finding: usize, place: usize) -> String {
    format!("f{finding}p{place}")
}

/// What the page shows; where reports were read from only if paths are told.
pub(crate) fn body(answer: DraftView<'_>, paths: bool) -> Markup {
    let text = &answer.draft.text;
    let mut number = 0;
    let numbered: Vec<(&CheckedSentence, Vec<(usize, &Finding)>)> = answer
        .checked
        .sentences
        .iter()
        .map(|s| {
            let found = s.findings.iter().map(|f| {
                number += 1;
                (number, f)
            });
            (s, found.collect())
        })
        .collect();
    html! {
        h1 { bdi { (answer.draft.title.as_deref().unwrap_or(&answer.draft.id)) } }
        p.counts { (summary(answer)) }
        div.check {
            article.draft dir="auto" {
                @for paragraph in paragraphs(answer) {
                    p {
                        @for (sentence, found) in numbered.iter().filter(|(s, _)| paragraph.contains(s.span)) {
                            span class=(class(sentence.standing)) title=(sentence.standing.name()) {
                                (marked(text.str(sentence.span), sentence.span, found))
                            }
                            " "
                        }
                    }
                }
            }
            section.beside aria-label="The reports" {
                @for (sentence, found) in &numbered {
                    @for (n, finding) in found { (card(answer, *n, finding, paths)) }
                    @if found.is_empty() && sentence.standing == Standing::NotFound {
                        div.card.open { p { b { "not found" } ": no report was seen to tell this" } blockquote { (text.str(sentence.span)) } }
                    }
                }
            }
        }
    }
}

/// A finding beside the draft: the reports' words and where they stand.
fn card(answer: DraftView<'_>, number: usize, finding: &Finding, paths: bool) -> Markup {
    let from = |place: Place| match paths {
        true => address(answer, place),
        false => format!("line {}", position(&answer.reports[place.report.index()].report.text, place.span).0),
    };
    html! {
        div.card #(format!("f{number}")) {
            p { a href=(format!("#m{number}")) { (number) } " " b { (finding.kind.name()) } ": " (line(answer, finding)) }
            blockquote.own { bdi { (answer.draft.text.str(finding.span)) } }
            @for (k, place) in places(finding).into_iter().enumerate() {
                @let report = &answer.reports[place.report.index()].report;
                blockquote {
                    a href=(format!("#{}", words_anchor(number, k + 1))) { b { bdi { (name(report)) } } }
                    " " bdi { (words(answer, place)) } br; small { bdi { (from(place)) } }
                }
            }
        }
    }
}

/// The lines of the draft that hold sentences.
fn paragraphs(answer: DraftView<'_>) -> Vec<Span> {
    let text = &answer.draft.text;
    let mut found: Vec<Span> = Vec::new();
    for sentence in &answer.checked.sentences {
        let joined = found
            .last()
            .copied()
            .filter(|last| last.gap(sentence.span).is_none_or(|gap| !text.str(gap).contains('\n')));
        match (joined, found.last_mut()) {
            (Some(_), Some(last)) => *last = last.cover(sentence.span),
            _ => found.push(sentence.span),
        }
    }
    found
}

/// A sentence with its findings marked; where two overlap the first is.
fn marked(words: &str, span: Span, found: &[(usize, &Finding)]) -> Markup {
    let mut at = 0;
    let mut pieces: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (number, finding) in found {
        let start = finding.span.start().saturating_sub(span.start()).min(words.len());
        let end = finding.span.end().saturating_sub(span.start()).min(words.len());
        if start < at || start >= end {
            continue;
        }
        pieces.extend([(at, start, None), (start, end, Some(*number))]);
        at = end;
    }
    pieces.push((at, words.len(), None));
    html! {
        @for (start, end, number) in pieces {
            @match number {
                Some(n) => { a.mark #(format!("m{n}")) href=(format!("#f{n}")) { mark { (words[start..end]) } sup { (n) } } },
                None => (words[start..end]),
            }
        }
    }
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Supported => "supported",
        Standing::Differs => "differs",
        Standing::NotFound => "open",
        Standing::Nothing => "nothing",
    }
}

/// A page to paste a draft into, with what was pasted last and why it was not checked, if so.
pub(crate) fn form(draft: &str, fault: Option<&str>, longest: usize) -> Markup {
    html! {
        h1 { "Check a draft" }
        p { "It is held against the reports that are served here. It stays on this machine, and is not kept." }
        @if let Some(fault) = fault { p.fault role="alert" { (fault) } }
        form.paste action="/check" method="post" {
            label for="draft" { "The draft, as plain text or Markdown; at most " (longest / 1000) " KB" }
            textarea #draft name="draft" rows="18" required { "\n" (draft) }
            button { "Check" }
        }
    }
}
