//! A parse as JSON lines or CoNLL-U.

use crate::plain::shown_on_a_line;
use dateline_engine::types::{Report, Text};
use dateline_engine::{Doc, Iob};
use serde_json::json;
use std::fmt::Write;

/// One line: `{"id", "text", "tokens": [[start, end, lemma, tag, pos, head, dep, entity, sentence_start], …]}`.
pub(crate) fn json_line(report: &Report, doc: &Doc) -> String {
    let text = &report.text;
    let tokens: Vec<_> = (0..doc.len())
        .map(|i| {
            let token = &doc.tokens()[i];
            let [start, end] = points(text, token.start, token.end);
            json!([
                start,
                end,
                doc.lemma(i),
                doc.tag(i),
                doc.pos(i),
                token.head,
                doc.dep(i),
                entity(doc, i),
                token.sentence_start
            ])
        })
        .collect();
    format!("{}\n", json!({ "id": report.id, "text": text.as_str(), "tokens": tokens }))
}

/// The ten columns of CoNLL-U, a blank line after each sentence.
pub(crate) fn conllu(report: &Report, doc: &Doc) -> String {
    let mut out = format!("# newdoc id = {}\n", shown_on_a_line(&report.id));
    for sentence in doc.sentences() {
        let words: Vec<usize> = sentence.filter(|&i| !doc.tokens()[i].is_space).collect();
        // White space makes no row: numbers count what is left, and a head that is white space makes a root.
        let number = |i: usize| words.binary_search(&i).map_or(0, |n| n + 1);
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
        let (start, end) = (doc.tokens()[first].start as usize, doc.tokens()[last].end as usize);
        let _ = writeln!(out, "# text = {}", report.text.as_str()[start..end].replace(['\n', '\r'], " "));
        for &i in &words {
            let token = &doc.tokens()[i];
            let head = token.head as usize;
            let mut misc = Vec::new();
            if !token.space_after {
                misc.push("SpaceAfter=No".to_owned());
            }
            if !entity(doc, i).is_empty() {
                misc.push(format!("NER={}", entity(doc, i)));
            }
            let columns = [
                number(i).to_string(),
                report.text.as_str()[token.start as usize..token.end as usize].to_owned(),
                doc.lemma(i).to_owned(),
                doc.pos(i).to_owned(),
                doc.tag(i).to_owned(),
                doc.morph(i).to_owned(),
                if head == i { 0 } else { number(head) }.to_string(),
                doc.dep(i).to_owned(),
                String::new(),
                misc.join("|"),
            ];
            let columns = columns.map(|c| if c.is_empty() { "_".to_owned() } else { c });
            let _ = writeln!(out, "{}", columns.join("\t"));
        }
        out.push('\n');
    }
    out
}

fn entity(doc: &Doc, i: usize) -> String {
    match (doc.tokens()[i].iob, doc.entity(i)) {
        (Iob::Begin, Some(label)) => format!("B-{label}"),
        (Iob::Inside, Some(label)) => format!("I-{label}"),
        _ => String::new(),
    }
}

fn points(text: &Text, start: u32, end: u32) -> [u32; 2] {
    let span = text.span(start as usize..end as usize);
    span.map(|s| text.points(s)).expect("the engine's tokens lie on character boundaries of the text it was given")
}
