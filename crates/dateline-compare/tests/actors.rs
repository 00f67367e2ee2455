//! Who is who across reports, and the user's last word on it.

use dateline_compare::actors::{EditError, Edits, join};
use dateline_core::{
    Actor, ActorId, ActorKind, Annotated, Mention, MentionKind, Report, ReportIx, Story, StoryActor, Text,
};
use proptest::prelude::*;

/// A report whose text is a list of names, and whose actors are these.
fn report(id: &str, actors: &[(&str, ActorKind, Option<&str>)]) -> Annotated {
    let names: Vec<&str> = actors.iter().map(|(name, ..)| *name).collect();
    let text = Text::new(names.join("\n"));
    let mut at = 0;
    let actors = actors.iter().enumerate().map(|(i, (name, kind, country))| {
        let span = text.span(at..at + name.len()).expect("a name of the text");
        at += name.len() + 1;
        Actor {
            id: ActorId(i as u32),
            name: (*name).to_owned(),
            kind: *kind,
            roles: Vec::new(),
            mentions: vec![Mention { span, kind: MentionKind::Name }],
            country: country.map(str::to_owned),
            by: "name".into(),
        }
    });
    let actors = actors.collect();
    Annotated { report: Report { id: id.to_owned(), text, ..Report::default() }, actors, ..Annotated::default() }
}

fn numbered(reports: &[Annotated]) -> Vec<(ReportIx, &Annotated)> {
    reports.iter().enumerate().map(|(i, report)| (ReportIx(i as u32), report)).collect()
}

/// The actors' names as written, each actor's together.
fn joined(reports: &[Annotated]) -> Vec<Vec<String>> {
    join(&ENGLISH, &numbered(reports)).into_iter().map(|actor| actor.names).collect()
}

use ActorKind::{Country, Organisation, Person, Place};
use dateline_compare::Lexicon;
use dateline_language::Language;
use std::sync::LazyLock;
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

#[test]
fn spellings_of_a_person_are_joined() {
    let reports = [
        report("a", &[("Oleksandr Dovzhenko", Person, None), ("Sergei Eisenstein", Person, None)]),
        report("b", &[("Dovzhenko", Person, None), ("Sergey Eisenstein", Person, None)]),
        report("c", &[("Олександр Довженко", Person, None)]),
    ];
    let actors = joined(&reports);
    assert!(actors.contains(&vec!["Dovzhenko".into(), "Oleksandr Dovzhenko".into(), "Олександр Довженко".into()]));
    assert!(actors.contains(&vec!["Sergei Eisenstein".into(), "Sergey Eisenstein".into()]));
}

#[test]
fn a_family_name_that_two_share_joins_nobody() {
    let reports = [
        report("a", &[("Wilhelm Grimm", Person, None), ("Jacob Grimm", Person, None)]),
        report("b", &[("Grimm", Person, None)]),
    ];
    assert_eq!(joined(&reports).len(), 3);
}

#[test]
fn a_family_name_that_two_share_joins_the_one_in_whose_company_it_stands() {
    let wilhelm = ("Wilhelm Grimm", Person, None);
    let mut first =
        report("a", &[wilhelm, ("Kassel", Place, None), ("Hanau", Place, None), ("Jacob Grimm", Person, None)]);
    let mut second = report("b", &[("Grimm", Person, None), ("Kassel", Place, None), ("Hanau", Place, None)]);
    // Jacob stands in a paragraph of his own.
    for report in [&mut first, &mut second] {
        let lines = report.report.text.as_str().replace('\n', " ").replace(" Jacob", "\nJacob");
        report.report.text = Text::new(lines);
    }
    assert!(joined(&[first, second]).contains(&vec!["Grimm".into(), "Wilhelm Grimm".into()]));
}

#[test]
fn names_of_countries_cities_and_organisations_are_joined() {
    let reports = [
        report("a", &[("Kyiv", Place, None), ("Russia", Country, Some("RUS")), ("Nato", Organisation, None)]),
        report(
            "b",
            &[("Kiev", Place, None), ("Russian Federation", Country, Some("RUS")), ("NATO", Organisation, None)],
        ),
    ];
    let actors = joined(&reports);
    for pair in [["Kiev", "Kyiv"], ["Russia", "Russian Federation"], ["NATO", "Nato"]] {
        assert!(actors.contains(&pair.map(str::to_owned).to_vec()), "{actors:?}");
    }
}

#[test]
fn a_given_name_and_the_end_of_a_name_join_the_one_that_has_them() {
    let reports = [
        report("a", &[("Agatha Christie", Person, None), ("Torquay Press Herald", Organisation, None)]),
        report("b", &[("Agatha", Person, None), ("Press Herald", Organisation, None)]),
        report("c", &[("Devon County Council", Organisation, None), ("Exeter City Council", Organisation, None)]),
        report("d", &[("Council", Organisation, None)]),
    ];
    let actors = joined(&reports);
    assert!(actors.contains(&vec!["Agatha".into(), "Agatha Christie".into()]));
    assert!(actors.contains(&vec!["Press Herald".into(), "Torquay Press Herald".into()]));
    assert!(actors.contains(&vec!["Council".into()]));
}

fn story(reports: &[Annotated]) -> Story {
    Story { actors: join(&ENGLISH, &numbered(reports)), ..Story::default() }
}

fn edited(toml: &str, reports: &[Annotated]) -> Result<Vec<StoryActor>, EditError> {
    let mut stories = [story(reports)];
    Edits::parse(toml)?.apply(&mut stories, reports)?;
    let [story] = stories;
    Ok(story.actors)
}

fn grimms() -> [Annotated; 2] {
    [
        report("a", &[("Wilhelm Grimm", Person, None), ("Grimm Brothers", Organisation, None)]),
        report("b", &[("Grimm", Person, None), ("Kassel", Place, None)]),
    ]
}

#[test]
fn edits_split_merge_rename_and_drop() {
    let actors = edited(
        "drop = ['Kassel']\n[split]\n'Wilhelm Grimm' = ['b']\n[merge]\n'Grimm' = 'Grimm Brothers'\n\
         [rename]\n'Grimm Brothers' = 'Brothers Grimm'",
        &grimms(),
    );
    let actors = actors.expect("all entries match");
    let names: Vec<&str> = actors.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Wilhelm Grimm", "Brothers Grimm"]);
    assert_eq!(actors[1].names, ["Grimm Brothers", "Grimm"]);
}

#[test]
fn an_edit_that_matches_nothing_is_an_error() {
    let error = |toml| edited(toml, &grimms()).expect_err("matches nothing").to_string();
    assert_eq!(
        error("drop = ['Perrault']"),
        "drop names \"Perrault\", but no report names an actor so; `dateline actors` lists the names"
    );
    assert_eq!(
        error("[split]\n'Grimm' = ['c']"),
        "[split] names the report \"c\" for \"Grimm\", but that report does not name this actor"
    );
    assert_eq!(
        error("[merge]\na = 'b'\nb = 'c'\nc = 'a'"),
        "[merge] goes in a circle: a = b = c = a; take one of these lines out"
    );
}

#[test]
fn a_name_of_two_actors_must_be_made_fuller() {
    let reports = [
        report("a", &[("Jacob Grimm", Person, None)]),
        report("b", &[("Wilhelm Grimm", Person, None)]),
        report("c", &[("Grimm", Organisation, None), ("Grimm", Person, None)]),
    ];
    let found = edited("drop = ['Grimm']", &reports);
    assert!(matches!(found, Err(EditError::Ambiguous { .. })), "{found:?}");
}

proptest! {
    #[test]
    fn the_order_of_reports_changes_only_their_numbers(
        names in prop::collection::vec(prop::collection::vec(0usize..8, 1..5), 1..6),
        turn in 0usize..6,
    ) {
        const NAMES: [&str; 8] =
            ["Ann Lee", "Lee", "Anne Lee", "Bob Lee", "Acme Inc", "Acme", "Zoë Škoda", "Ацме"];
        let reports: Vec<Annotated> = names
            .iter()
            .enumerate()
            .map(|(i, picks)| {
                let actors: Vec<_> =
                    picks.iter().map(|&k| (NAMES[k], if k == 4 || k == 5 { Organisation } else { Person }, None)).collect();
                report(&i.to_string(), &actors)
            })
            .collect();
        let mut turned = reports.clone();
        turned.rotate_left(turn % reports.len());
        let sorted = |mut actors: Vec<Vec<String>>| { actors.sort(); actors };
        prop_assert_eq!(sorted(joined(&reports)), sorted(joined(&turned)));
    }
}
