//! What spaCy gives for each of the texts in `data`, the runtime gives: see `data/make.py`.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

mod pipelines;

use dateline_spacy::{Doc, Iob, Pipeline};
use pipelines::Copy;
use serde_json::{Value, json};

/// The tokens as `make.py` writes spaCy's, offsets in code points.
fn rows(text: &str, doc: &Doc) -> Vec<Value> {
    let code_point = |offset: u32| text[..offset as usize].chars().count();
    let row = |i: usize| {
        let token = &doc.tokens()[i];
        let iob = match token.iob {
            Iob::Begin => "B",
            Iob::Inside => "I",
            Iob::Outside => "O",
        };
        json!([
            code_point(token.start),
            code_point(token.end),
            doc.lemma(i),
            doc.tag(i),
            doc.pos(i),
            doc.morph(i),
            token.head,
            doc.dep(i),
            token.sentence_start,
            iob,
            doc.entity(i).unwrap_or_default(),
        ])
    };
    (0..doc.len()).map(row).collect()
}

fn json_lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// Parses every text, and compares token by token.
#[track_caller]
fn is_as_spacy(pipeline: &Pipeline, expected: &str) {
    let texts: Vec<Value> = json_lines(include_str!("data/texts.jsonl")).collect();
    let expected: Vec<Value> = json_lines(expected).collect();
    assert_eq!(texts.len(), expected.len());
    let mut worker = pipeline.worker();
    for (line, expected) in texts.iter().zip(&expected) {
        let text = line["text"].as_str().unwrap();
        let found = rows(text, &worker.parse(text));
        for (found, expected) in found.iter().zip(expected.as_array().unwrap()) {
            assert_eq!(found, expected, "in {}", line["name"]);
        }
        assert_eq!(found.len(), expected.as_array().unwrap().len(), "in {}", line["name"]);
    }
}

#[test]
fn every_text_is_parsed_as_spacy_parses_it() {
    is_as_spacy(&Pipeline::english().unwrap(), include_str!("data/expected.jsonl"));
}

#[test]
fn without_a_parser_the_senter_tells_where_sentences_begin() {
    let copy = Copy::new("senter");
    copy.edit(r#""tagger","parser","senter""#, r#""tagger","senter""#);
    copy.edit(r#"disabled = ["senter"]"#, "disabled = []");
    is_as_spacy(&Pipeline::load(&copy.0).unwrap(), include_str!("data/expected-senter.jsonl"));
}
