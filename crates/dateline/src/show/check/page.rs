//! A checked draft as one page: the draft on the left, the reports' words on the right.

use super::{address, line, name, places, summary, words};
use crate::show::html::Page;
use dateline_engine::CheckAnswer;
use dateline_engine::types::{CheckedSentence, Finding, Span, Standing};
use maud::{Markup, html};
use std::io::{self, Write};

/// The style of the page, beside that of all pages.
const STYLE: &str = include_str!("check.css");

/// Writes a checked draft as a file that needs no network.
pub(crate) fn write(out: &mut impl Write, answer: &CheckAnswer) -> io::Result<()> {
    let title = answer.draft.title.as_deref().unwrap_or(&answer.draft.id);
    let rules = rules(answer);
    out.write_all(
        Page { title, body: body(answer), pane: None, rules: &rules, question: "", served: false }.html().as_bytes(),
    )
}

/// The style rules of a checked draft: which card lights up for which mark.
pub(crate) fn rules(answer: &CheckAnswer) -> String {
    let count = answer.checked.findings().count();
    let of = |n: usize| format!("#f{n}:target{{outline:2px solid currentColor}}");
    (1..=count).map(of).fold(STYLE.to_owned(), |rules, rule| rules + &rule)
}

/// What the page shows.
pub(crate) fn body(answer: &CheckAnswer) -> Markup {
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
                    @for (n, finding) in found { (card(answer, *n, finding)) }
                    @if found.is_empty() && sentence.standing == Standing::NotFound {
                        div.card.open { p { b { "not found" } ": no report was seen to tell this" } blockquote { (text.str(sentence.span)) } }
                    }
                }
            }
        }
    }
}

/// A finding beside the draft: the reports' words and where they stand.
fn card(answer: &CheckAnswer, number: usize, finding: &Finding) -> Markup {
    html! {
        div.card #(format!("f{number}")) {
            p { a href=(format!("#m{number}")) { (number) } " " b { (finding.kind.name()) } ": " (line(answer, finding)) }
            blockquote.own { bdi { (answer.draft.text.str(finding.span)) } }
            @for place in places(finding) {
                @let report = &answer.reports[place.report.index()].report;
                blockquote { b { bdi { (name(report)) } } " " bdi { (words(answer, place)) } br; small { bdi { (address(answer, place)) } } }
            }
        }
    }
}

/// The lines of the draft that hold sentences.
fn paragraphs(answer: &CheckAnswer) -> Vec<Span> {
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
