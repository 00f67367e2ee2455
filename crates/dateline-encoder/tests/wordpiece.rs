//! The tokenizer splits as Hugging Face's does, on strings recorded by `training/wordpiece.py`.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

mod common;

use std::sync::LazyLock;

use common::{File, TINY};
use dateline_encoder::Model;
use proptest::prelude::*;
use serde_json::Value;

fn record() -> Value {
    serde_json::from_str(include_str!("data/wordpiece.json")).unwrap()
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let pieces: Vec<String> = serde_json::from_value(record()["vocabulary"].take()).unwrap();
    Model::load(&File::random(TINY, &(pieces.join("\n") + "\n")).bytes()).unwrap()
});

#[test]
fn splits_as_hugging_face_does() {
    let model = &*MODEL;
    for case in record()["cases"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let found: Vec<&str> =
            model.tokenizer().pieces(text).iter().map(|piece| model.tokenizer().piece(piece.id).unwrap()).collect();
        let expected: Vec<String> = serde_json::from_value(case["pieces"].clone()).unwrap();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn every_piece_knows_its_place() {
    let model = &*MODEL;
    let at = |text: &'static str| -> Vec<&str> {
        let pieces = model.tokenizer().pieces(text);
        pieces.iter().map(|piece| &text[piece.start as usize..piece.end as usize]).collect()
    };
    assert_eq!(at("Café brûlée, 中国!"), ["Café", "br", "ûlé", "e", ",", "中", "国", "!"]);
    // Three pieces of one syllable have its place.
    assert_eq!(at("한"), ["한", "한", "한"]);
    // What is dropped within a word lies within the piece.
    assert_eq!(at("ca\u{ad}fe"), ["ca\u{ad}fe"]);
    // What is unknown is unknown as a whole.
    assert_eq!(at("👍great ok"), ["👍great", "ok"]);
}

proptest! {
    #[test]
    fn places_lie_on_characters_and_in_order(text in any::<String>()) {
        let model = &*MODEL;
        let mut before = 0;
        for piece in model.tokenizer().pieces(&text) {
            prop_assert!(text.get(piece.start as usize..piece.end as usize).is_some_and(|part| !part.is_empty()));
            prop_assert!(piece.start >= before);
            before = piece.start;
            prop_assert!(model.tokenizer().piece(piece.id).is_some());
        }
    }
}
