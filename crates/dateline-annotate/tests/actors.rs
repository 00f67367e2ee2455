//! Who is who in short texts, from stored parses of them (`tests/actors/parses.jsonl`).

use dateline_annotate::actors;
use dateline_core::json::Stored;
use dateline_core::{Actor, MentionKind};
use dateline_language::Language;

/// The actors of a text, each as its name, kind of mention and words, in order.
fn found(id: &str) -> Vec<(Actor, Vec<(MentionKind, String)>)> {
    let file = include_str!("actors/parses.jsonl");
    let gazetteer = actors::Gazetteer::new(&Language::english()).expect("in form");
    let stored = file.lines().map(|line| serde_json::from_str::<Stored>(line).expect("a stored report"));
    let report = stored.map(|s| s.to_annotated().expect("in form")).find(|a| a.report.id == id).expect("stored");
    let actors = actors::find(&gazetteer, &report.report, &report.parse);
    let words = |actor: &Actor| {
        actor.mentions.iter().map(|m| (m.kind, report.report.text.str(m.span).to_owned())).collect::<Vec<_>>()
    };
    actors.into_iter().map(|actor| (actor.clone(), words(&actor))).collect()
}

/// The words of all mentions of the actor of a name.
fn mentions(id: &str, name: &str) -> Vec<String> {
    let actor = found(id).into_iter().find(|(actor, _)| actor.name == name);
    actor.map(|(_, words)| words.into_iter().map(|(_, word)| word).collect()).unwrap_or_default()
}

#[test]
fn a_person_is_found_by_full_and_short_name_title_and_pronoun() {
    assert_eq!(mentions("titles", "Edward Smith"), ["Captain", "Edward Smith", "Smith"]);
    assert_eq!(
        mentions("titles", "Thomas Andrews"),
        ["Irish engineer", "Thomas Andrews", "Andrews", "chief designer at Harland and Wolff", "He"]
    );
}

#[test]
fn roles_are_the_words_of_the_text() {
    let actors = found("titles");
    let (andrews, _) = actors.iter().find(|(a, _)| a.name == "Thomas Andrews").expect("found");
    assert_eq!(andrews.roles, ["Irish engineer", "chief designer at Harland and Wolff"]);
}

#[test]
fn an_acronym_is_the_organisation_that_it_stands_for() {
    assert_eq!(mentions("acronym", "International Ice Patrol"), ["International Ice Patrol", "IIP", "IIP"]);
}

#[test]
fn a_capital_that_acts_is_the_government_and_one_that_is_left_is_the_city() {
    let actors = found("metonym");
    let (_, russia) = actors.iter().find(|(a, _)| a.country.as_deref() == Some("RUS")).expect("found");
    assert_eq!(russia[0], (MentionKind::Metonym, "Moscow".to_owned()));
    assert_eq!(mentions("metonym", "Finland"), ["Finland", "Finland", "Finland's government", "it"]);
}

#[test]
fn those_who_share_a_family_name_stay_apart() {
    assert_eq!(mentions("surname", "Wilhelm Grimm"), ["Wilhelm Grimm"]);
    assert_eq!(mentions("surname", "Dorothea Grimm")[..2], ["Dorothea Grimm", "Grimm"]);
    assert_eq!(mentions("surname", "Jacob Grimm"), ["Jacob Grimm"]);
}

#[test]
fn an_unnamed_official_gets_nobodys_name() {
    let words = mentions("unnamed", "John Fisher");
    assert!(words.contains(&"John Fisher".to_owned()));
    for wrong in ["A naval official", "The official", "his"] {
        assert!(!words.contains(&wrong.to_owned()), "{words:?}");
    }
}

#[test]
fn a_company_is_found_by_its_short_name_and_by_what_it_is() {
    let words = mentions("company", "Westinghouse Electric");
    for word in ["Westinghouse Electric", "Westinghouse", "it", "The company"] {
        assert!(words.contains(&word.to_owned()), "{words:?}");
    }
}
