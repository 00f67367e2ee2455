//! What holds for every text, of whatever characters and length.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

use std::sync::LazyLock;

use dateline_spacy::{Doc, Pipeline};
use proptest::prelude::*;

static ENGLISH: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::english().unwrap());

/// Tokens and the spaces between them make up the text; spans lie on characters; heads and sentences lie inside.
fn check(text: &str, doc: &Doc) {
    let mut rebuilt = String::new();
    for token in doc.tokens() {
        assert_eq!(token.start as usize, rebuilt.len());
        rebuilt.push_str(&text[token.start as usize..token.end as usize]);
        if token.space_after {
            rebuilt.push(' ');
        }
        assert!((token.head as usize) < doc.len());
    }
    assert_eq!(rebuilt, text);
    let mut end = 0;
    for sentence in doc.sentences() {
        assert_eq!(sentence.start, end);
        assert!(sentence.end > sentence.start);
        end = sentence.end;
    }
    assert_eq!(end, doc.len());
    let mut end = 0;
    for entity in doc.entities() {
        assert!(entity.tokens.start >= end && !entity.tokens.is_empty());
        assert!(!doc.labels().entity(entity.label).is_empty());
        end = entity.tokens.end;
    }
    for i in 0..doc.len() {
        assert!(!doc.tag(i).is_empty() && !doc.dep(i).is_empty() && !doc.pos(i).is_empty());
        let mut token = i;
        for _ in 0..doc.len() {
            token = doc.tokens()[token].head as usize;
        }
        assert_eq!(doc.tokens()[token].head as usize, token, "every way up ends at a root");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tokens_make_up_any_text(text in any::<String>()) {
        check(&text, &ENGLISH.parse(&text));
    }

    #[test]
    fn tokens_make_up_text_of_words_and_marks(text in "([a-zA-Z]{1,8}|[0-9.,:%$]{1,4}|[ \n\t]{1,3}|['\"“”’().-]{1,3}|😀|n't|U\\.S\\.){0,60}") {
        check(&text, &ENGLISH.parse(&text));
    }

    #[test]
    fn texts_before_change_nothing(before in "[a-zA-Z'., \n]{0,80}", text in "[a-zA-Z'., \n]{0,80}") {
        let fresh = Pipeline::clone(&ENGLISH).worker().parse(&text);
        let mut worker = ENGLISH.worker();
        worker.parse(&before);
        assert_eq!(worker.parse(&text).tokens(), fresh.tokens());
    }
}

#[test]
fn a_sentence_of_twenty_thousand_tokens_is_parsed() {
    let text = "the very ".repeat(10_000);
    let doc = ENGLISH.parse(&text);
    assert_eq!(doc.len(), 20_000);
}

#[test]
fn long_chunks_of_marks_are_cut() {
    for mark in ["!", ".", "a", "+5", "'", "(", "x@", "1:"] {
        let text = mark.repeat(10_000 / mark.len());
        let doc = ENGLISH.parse(&text);
        let end = doc.tokens().last().unwrap().end;
        assert_eq!(end as usize, text.len(), "{mark}");
    }
}

#[test]
fn windows_do_not_show() {
    let sentence =
        "The mayor of Karstenburg, who resigned in May, told reporters that the old bridge couldn't be saved. ";
    let long = ENGLISH.parse(&sentence.repeat(100));
    let short = ENGLISH.parse(&sentence.repeat(5));
    let (per, middle) = (short.len() / 5, 2 * short.len() / 5);
    let view = |doc: &Doc, from: usize| -> Vec<String> {
        (from..from + per)
            .map(|i| format!("{} {} {} {}", doc.tag(i), doc.dep(i), doc.tokens()[i].head as usize - from, doc.lemma(i)))
            .collect()
    };
    for n in 2..98 {
        assert_eq!(view(&long, n * per), view(&short, middle), "sentence {n}");
    }
}
