//! The statements stage on bad input: any text, any tree, and a paragraph of a megabyte.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_annotate::statements::{Lexicon, find};
use dateline_core::{Dep, Parse, ParseBuilder, Pos, Region, RegionKind, Report, Text, Word};
use dateline_language::Language;
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).unwrap());

const TAGS: [(Pos, &str, Dep); 10] = [
    (Pos::Verb, "VBD", Dep::Root),
    (Pos::Noun, "NN", Dep::Nsubj),
    (Pos::Noun, "NNS", Dep::Dobj),
    (Pos::Propn, "NNP", Dep::Pobj),
    (Pos::Adp, "IN", Dep::Prep),
    (Pos::Pron, "PRP", Dep::Nsubj),
    (Pos::Verb, "VBG", Dep::Advcl),
    (Pos::Punct, ",", Dep::Punct),
    (Pos::Verb, "VBD", Dep::Ccomp),
    (Pos::Verb, "VBD", Dep::Relcl),
];

/// A parse of a text cut at its spaces, with tags and heads that need make no sense, nor a tree.
fn parse(words: &str, seeds: &[usize]) -> (Report, Parse) {
    let mut report = Report { text: Text::new(words), ..Report::default() };
    report.regions = vec![Region { span: report.text.whole(), kind: RegionKind::Body }];
    let mut builder = ParseBuilder::new(&report.text);
    let mut at = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let span = report.text.span(at..at + word.len()).unwrap();
        at += word.len();
        if word.trim().is_empty() {
            continue;
        }
        let seed = seeds[builder.next() % seeds.len()];
        let (pos, tag, dep) = TAGS[seed % TAGS.len()];
        let lemma = if pos == Pos::Verb { "say" } else { word.trim() };
        let head = builder.next().saturating_add(seed % 7).saturating_sub(3);
        let word = Word { lemma, tag, pos, dep, head, sentence_start: seed.is_multiple_of(13), ..Word::default() };
        builder.token(report.text.trim(span), word);
    }
    (report, builder.finish())
}

proptest! {
    #[test]
    fn no_text_and_no_tree_is_too_odd(
        words in "([a-zA-Z]{1,6}|[\"'“”‘’„«»,.:—]|@x|X|said|Q\\.|HOST:|[ \n]){0,80}|.{0,200}",
        seeds in prop::collection::vec(0usize..1000, 1..40),
    ) {
        let (report, parse) = parse(&words, &seeds);
        for statement in find(&ENGLISH, &report, &parse, &[], &[]) {
            prop_assert!(!statement.content.is_empty());
        }
    }
}

#[test]
fn a_paragraph_of_a_megabyte_is_read_to_its_end() {
    let sentence = "“Aa bb,” she said ‘cc dd it’s ee, ff gg \"hh ii jj: kk in ll mm. ";
    let (report, parse) = parse(&sentence.repeat(1_000_000 / sentence.len()), &[0, 5, 1, 4, 3, 8, 9, 2, 26]);
    for statement in find(&ENGLISH, &report, &parse, &[], &[]) {
        assert!(!statement.content.is_empty());
    }
}
