//! Runs the pages under `tests/spec`: prose, and fenced texts with what must be found in them marked inline.
//!
//! A block opens with ```` ```text LAYER [published=DATE] [mode=MODE] ````. In it, `[words](label)` says that the words are
//! found with that label; marks nest, and `\[` is a bracket of the text. The runner takes the marks out, annotates what is
//! left, puts the marks of what was found back in, and compares the two.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

mod pages;

use dateline_annotate::{Annotator, Options, parse};
use dateline_core::{
    Amount, Annotated, Clause, Polarity, Published, PublishedBy, Quantity, Region, RegionKind, Report, Span, Statement,
    Status, Text,
};
use dateline_language::Language;
use dateline_spacy::Pipeline;
use pages::Block;
use std::fmt::Write;

#[test]
fn every_page_holds() {
    let english = Pipeline::english().unwrap();
    let annotator = Annotator::new(&Language::english()).unwrap();
    let mut failures = String::new();
    for Block { page, line, head, text } in pages::blocks(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spec")) {
        if let Some(difference) = check(&english, &annotator, &head, &text) {
            writeln!(failures, "{page}:{line}\n{difference}").unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// What differs between a block as written and as found.
fn check(english: &Pipeline, annotator: &Annotator, head: &str, block: &str) -> Option<String> {
    let mut words = head.split_whitespace();
    let layer = words.next().unwrap_or_default();
    let mut options = Options::default();
    let mut report = Report { text: Text::new(without_marks(block)), ..Report::default() };
    report.regions = vec![Region { span: report.text.whole(), kind: RegionKind::Body }];
    for (key, value) in words.filter_map(|w| w.split_once('=')) {
        match key {
            "published" => report.published = Published::parse(value, PublishedBy::Given),
            "mode" => options.time_mode = value.parse().unwrap(),
            _ => panic!("no setting is called {key:?}"),
        }
    }
    let parsed = parse(&report, &mut english.worker());
    let annotated = annotator.annotate(report, parsed, &options);
    let found = with_marks(&annotated.report.text, marks(&annotated, layer));
    let pairs = block.lines().zip(found.lines()).filter(|(a, b)| a != b);
    let difference: String = pairs.map(|(a, b)| format!("  - {a}\n  + {b}\n")).collect();
    (block != found).then_some(difference)
}

/// The marks of one layer.
fn marks(a: &Annotated, layer: &str) -> Vec<(Span, String)> {
    match layer {
        "times" => a.times.iter().map(|t| (t.span, t.value.to_string())).collect(),
        "actors" => {
            let mentions = |actor: &dateline_core::Actor| {
                let name = actor.name.clone();
                actor.mentions.iter().map(move |m| (m.span, name.clone())).collect::<Vec<_>>()
            };
            a.actors.iter().flat_map(mentions).collect()
        }
        "events" => {
            let label = |e: &dateline_core::Event| {
                let root = e.root.map_or("other".to_owned(), |r| format!("{r:?}").to_uppercase());
                format!("event: {root} {}", format!("{:?}", e.status).to_lowercase())
            };
            a.events.iter().map(|e| (e.trigger, label(e))).collect()
        }
        "amounts" => {
            let label = |amount: &Amount| (amount.span, amount.value.map_or("no number".to_owned(), |v| v.to_string()));
            a.events.iter().flat_map(|e| &e.amounts).map(label).collect()
        }
        "participants" => a.events.iter().flat_map(participant_marks).collect(),
        "clauses" => a.clauses.iter().flat_map(clause_marks).collect(),
        "clause-parts" => a.clauses.iter().flat_map(part_marks).collect(),
        "quantities" => {
            let value = |q: &Quantity| q.amount.value.map_or("no number".to_owned(), |v| v.to_string());
            let label = |q: &Quantity| (q.amount.span, format!("{} {}", q.bound.name(), value(q)));
            a.clauses.iter().flat_map(|c| &c.quantities).map(label).collect()
        }
        "statements" => a.statements.iter().flat_map(|s| statement_marks(a, s)).collect(),
        _ => panic!("no layer is called {layer:?}"),
    }
}

/// The marks of a clause's pieces, by its number: how it hangs on which clause, and how it is told if not plainly as so.
fn clause_marks(clause: &Clause) -> Vec<(Span, String)> {
    let host = clause.host.map_or(String::new(), |host| format!(" of {}", host.index() + 1));
    let told = match (clause.polarity, clause.status) {
        (Polarity::Negative, _) => ": not so",
        (_, Status::Expected) => ": expected",
        (_, Status::Possible) => ": possible",
        _ => "",
    };
    let label = format!("{} {}{host}{told}", clause.kind.name(), clause.id.index() + 1);
    clause.pieces.iter().map(|&piece| (piece, label.clone())).collect()
}

/// The marks of a clause's parts, by its number: its predicate, who does it and to whom or what.
fn part_marks(clause: &Clause) -> Vec<(Span, String)> {
    let number = clause.id.index() + 1;
    let all = |spans: &[Span], label: &str| spans.iter().map(|&s| (s, format!("{label} {number}"))).collect::<Vec<_>>();
    let (sources, targets) = (all(&clause.source_spans, "source"), all(&clause.target_spans, "target"));
    [all(&[clause.predicate], "predicate"), sources, targets].concat()
}

/// The marks of an event, by its number: its word, its sources and its targets.
fn participant_marks(event: &dateline_core::Event) -> Vec<(Span, String)> {
    let number = event.id.index() + 1;
    let all = |spans: &[Span], label: &str| spans.iter().map(|&s| (s, format!("{label} {number}"))).collect::<Vec<_>>();
    [all(&[event.trigger], "event"), all(&event.source_spans, "source"), all(&event.target_spans, "target")].concat()
}

/// The marks of a statement, by its number: its source, cue and content, and where and to whom it was said.
fn statement_marks(a: &Annotated, s: &Statement) -> Vec<(Span, String)> {
    let number = s.id.index() + 1;
    let text = &a.report.text;
    let who = match (s.speaker.and_then(|id| a.actor(id)), s.description) {
        (Some(actor), _) => actor.name.clone(),
        (None, Some(words)) if s.anonymous => format!("unnamed: {}", text.str(words)),
        _ => "nobody named".to_owned(),
    };
    let kind = format!("{:?}", s.kind).to_lowercase();
    let count = s.source_count.map_or(String::new(), |n| format!(", {n} of them"));
    let thought = if s.act == dateline_core::Act::Thought { ", thought" } else { "" };
    let content = format!("content {number}: {kind}{thought}, {who}{count}");
    let all = |spans: &[Span], label: String| spans.iter().map(|&s| (s, label.clone())).collect::<Vec<_>>();
    let mut marks = all(&s.content, content);
    marks.extend(all(&s.cue, format!("cue {number}")));
    marks.extend(all(&s.source, format!("source {number}")));
    marks.extend(s.channel.as_ref().map(|c| {
        let platform = c.platform.as_ref().map_or(String::new(), |p| format!(": {p}"));
        (c.span, format!("channel {number}{platform}"))
    }));
    marks.extend(s.told_to.map(|t| (t, format!("told {number}"))));
    marks.extend(s.anonymity_reason.map(|r| (r, format!("reason {number}"))));
    marks
}

/// A text without its marks.
fn without_marks(block: &str) -> String {
    let mut plain = String::new();
    let mut rest = block;
    while let Some(c) = rest.chars().next() {
        if let Some(bracket) = rest.strip_prefix('\\').filter(|r| r.starts_with(['[', ']'])) {
            plain.push_str(&bracket[..1]);
            rest = &bracket[1..];
        } else if let Some(label) = rest.strip_prefix("](") {
            rest = label.split_once(')').expect("a label ends with a bracket").1;
        } else {
            if c != '[' {
                plain.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    plain
}

/// A text with marks put in; of two that start together the longer one is outside.
fn with_marks(text: &Text, mut marks: Vec<(Span, String)>) -> String {
    marks.sort_by(|a, b| (a.0.start(), b.0.end(), &a.1).cmp(&(b.0.start(), a.0.end(), &b.1)));
    let mut out = String::new();
    let mut open: Vec<(Span, String)> = Vec::new();
    let mut next = marks.into_iter().peekable();
    for (at, c) in text.as_str().char_indices().chain([(text.len(), '\0')]) {
        while let Some((span, label)) = open.pop_if(|(span, _)| span.end() <= at) {
            let crossed = if span.end() < at { " (crossed)" } else { "" };
            write!(out, "]({label}{crossed})").unwrap();
        }
        while let Some(mark) = next.next_if(|(span, _)| span.start() <= at) {
            out.push('[');
            open.push(mark);
        }
        if matches!(c, '[' | ']') {
            out.push('\\');
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
