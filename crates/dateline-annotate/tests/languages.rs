//! Another language is another folder: a dozen words of Esperanto under `tests/languages/eo`, and what is found with them.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_annotate::{Annotator, Options};
use dateline_core::{
    ActorKind, Annotated, Dep, Parse, ParseBuilder, Pos, Region, RegionKind, Report, Root, Text, Word,
};
use dateline_language::{Language, TableError};
use std::path::Path;

/// "Captains of France attacked three dozen ships on 5 March", as an engine of that language would parse it.
const WORDS: [(&str, &str, &str, Pos, Dep, usize); 9] = [
    ("Francio", "Francio", "NNP", Pos::Propn, Dep::Nsubj, 1),
    ("atakis", "ataki", "VBD", Pos::Verb, Dep::Root, 1),
    ("tri", "tri", "CD", Pos::Num, Dep::Nummod, 3),
    ("dekduo", "dekduo", "NN", Pos::Noun, Dep::Nummod, 4),
    ("ŝipojn", "ŝipo", "NNS", Pos::Noun, Dep::Dobj, 1),
    ("la", "la", "DT", Pos::Det, Dep::Det, 6),
    ("5", "5", "CD", Pos::Num, Dep::Npadvmod, 1),
    ("de", "de", "IN", Pos::Adp, Dep::Prep, 6),
    ("marto", "marto", "NN", Pos::Noun, Dep::Pobj, 7),
];

fn parsed() -> (Report, Parse) {
    let raw = WORDS.map(|word| word.0).join(" ");
    let text = Text::new(raw);
    let mut builder = ParseBuilder::new(&text);
    let mut at = 0;
    for (i, (word, lemma, tag, pos, dep, head)) in WORDS.into_iter().enumerate() {
        let span = text.span(at..at + word.len()).unwrap();
        builder.token(span, Word { lemma, tag, pos, dep, head, sentence_start: i == 0, ..Word::default() });
        at += word.len() + 1;
    }
    builder.entity(0..1, "GPE");
    builder.entity(5..9, "DATE");
    let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
    (Report { text, regions, ..Report::default() }, builder.finish())
}

fn annotated(language: &Language) -> Annotated {
    let (report, parse) = parsed();
    Annotator::new(language).unwrap().annotate(report, parse, &Options::default())
}

fn esperanto() -> Language {
    Language::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages/eo")).unwrap()
}

#[test]
fn a_folder_of_words_finds_times_actors_events_and_amounts() {
    let found = annotated(&esperanto());
    let times: Vec<String> = found.times.iter().map(|time| time.value.to_string()).collect();
    assert_eq!(times, ["XXXX-03-05"]);
    let country = found.actors.iter().find(|actor| actor.name == "Francio").unwrap();
    assert_eq!((country.kind, country.country.as_deref()), (ActorKind::Country, Some("FRA")));
    let [event] = found.events.as_slice() else { panic!("{:?}", found.events) };
    assert_eq!(event.root, Some(Root::Assault));
    assert_eq!(event.amounts.iter().map(|amount| amount.value).collect::<Vec<_>>(), [Some(36.0)]);
}

#[test]
fn english_knows_none_of_these_words() {
    let found = annotated(&Language::english());
    assert!(found.times.is_empty());
    assert!(found.actors.iter().all(|actor| actor.country.is_none()));
}

#[test]
fn a_language_without_a_word_finds_nothing_and_does_not_fail() {
    let found = annotated(&Language::of("xx", []));
    assert!(found.times.is_empty() && found.statements.is_empty());
}

#[test]
fn a_broken_line_is_named() {
    let error = |name: &'static str, text: &'static str| {
        Annotator::new(&Language::of("xx", [(name, text)])).unwrap_err().to_string()
    };
    assert!(
        error("statements/anonymity.txt", "# reasons\n(ĉar\n").starts_with("statements/anonymity.txt:2: the pattern")
    );
    assert_eq!(
        error("statements/people.txt", "maristo\nmaristo\n"),
        "statements/people.txt:2: \"maristo\" stands in line 1 already; take one of them out"
    );
    assert!(error("times/dates.txt", "[day]\nmatch <monato>\n").starts_with("times/dates.txt:2: no table"));
    assert!(matches!(
        Annotator::new(&Language::of("xx", [("events/roots.txt", "ATAKO verb: ataki")])),
        Err(TableError::Line { line: 1, .. })
    ));
}
