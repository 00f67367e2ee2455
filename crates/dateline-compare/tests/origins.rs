//! Which supports go back to one origin, and who told whom.

use dateline_compare::Lexicon;
use dateline_compare::gather::{Origins, Source, origins};
use dateline_core::{
    Act, Actor, ActorId, ActorKind, Annotated, Mention, MentionKind, OriginKind, Published, PublishedBy, Report,
    ReportIx, Span, Statement, StatementId, StatementKind, Story, StoryActor, Text,
};
use dateline_language::Language;
use std::sync::LazyLock;
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

struct Told<'a> {
    source: &'a str,
    content: &'a str,
    speaker: bool,
    told_to: Option<&'a str>,
}

fn span(text: &Text, words: &str) -> Span {
    let at = text.as_str().find(words).expect("words of the text");
    text.span(at..at + words.len()).expect("whole characters")
}

/// A report with a speaker "Lisbon's mayor" where `told` says so.
fn report(id: &str, outlet: &str, text: &str, told: &[Told<'_>]) -> Annotated {
    let text = Text::new(text);
    let statement = |(i, t): (usize, &Told<'_>)| Statement {
        id: StatementId(i as u32),
        content: vec![span(&text, t.content)],
        cue: Vec::new(),
        source: vec![span(&text, t.source)],
        kind: StatementKind::Indirect,
        act: Act::Speech,
        speaker: t.speaker.then_some(ActorId(0)),
        anonymous: !t.speaker,
        description: None,
        anonymity_reason: None,
        source_count: None,
        channel: None,
        told_to: t.told_to.map(|words| span(&text, words)),
        time: None,
        within: None,
        by: "test".into(),
    };
    let statements = told.iter().enumerate().map(statement).collect();
    let mentions = told.iter().filter(|t| t.speaker);
    let mentions = mentions.map(|t| Mention { span: span(&text, t.source), kind: MentionKind::Nominal }).collect();
    let actors = vec![Actor {
        id: ActorId(0),
        name: "Lisbon's mayor".into(),
        kind: ActorKind::Person,
        roles: Vec::new(),
        mentions,
        country: None,
        by: "test".into(),
    }];
    let report = Report {
        id: id.into(),
        outlet: Some(outlet.into()),
        published: Published::parse("1998-11-01", PublishedBy::Given),
        text,
        ..Report::default()
    };
    Annotated { report, actors, statements, ..Annotated::default() }
}

/// A story of these reports in which every report's first actor is the same.
fn story(reports: &[Annotated]) -> Story {
    let members: Vec<ReportIx> = (0..reports.len() as u32).map(ReportIx).collect();
    let mayor = StoryActor {
        id: ActorId(0),
        name: "Lisbon's mayor".into(),
        names: Vec::new(),
        kind: ActorKind::Person,
        roles: Vec::new(),
        country: None,
        members: members.iter().map(|&ix| (ix, ActorId(0))).collect(),
    };
    let mut story = Story { reports: members, actors: vec![mayor], ..Story::default() };
    story.origins = origins(&ENGLISH, &story, reports);
    story
}

fn source(reports: &[Annotated], ix: usize, words: &str, statement: Option<usize>) -> (OriginKind, String, Source) {
    let story = story(reports);
    let found = Origins::of(&ENGLISH, &story, reports);
    assert_eq!(found.list(), story.origins, "the same ids wherever they are found");
    let statement = statement.map(|i| &reports[ix].statements[i]);
    let source = found.support(ReportIx(ix as u32), span(&reports[ix].report.text, words), statement);
    let origin = &story.origins[source.origin.index()];
    (origin.kind, origin.name.clone(), source)
}

#[test]
fn an_outlet_is_the_origin_of_its_own_work() {
    let reports = [report("a", "Harbour Post", "The quay sank on Sunday.", &[])];
    let (kind, name, source) = source(&reports, 0, "quay sank", None);
    assert_eq!(
        (kind, name.as_str(), source.chain.as_slice()),
        (OriginKind::Outlet, "Harbour Post", &["Harbour Post".to_owned()][..])
    );
}

#[test]
fn reports_that_name_one_agency_are_one_origin() {
    let reports = [
        report("a", "Harbour Post", "LISBON (Reuters) - The quay sank on Sunday.", &[]),
        report(
            "b",
            "River News",
            "The old quay of the city went down.\nIt sank within an hour, a pilot told Reuters.",
            &[],
        ),
    ];
    let (kind, _, first) = source(&reports, 0, "quay sank", None);
    let (_, _, second) = source(&reports, 1, "It sank", None);
    assert_eq!((kind, first.origin), (OriginKind::Wire, second.origin));
    assert_eq!(first.chain, ["Reuters", "Harbour Post"]);
    let (kind, name, _) = source(&reports, 1, "The old quay", None);
    assert_eq!((kind, name.as_str()), (OriginKind::Outlet, "River News"), "the rest of the report is its own");
}

#[test]
fn one_speaker_is_one_origin_in_every_report() {
    let told = |source| [Told { source, content: "the quay would be rebuilt", speaker: true, told_to: None }];
    let reports = [
        report("a", "Harbour Post", "The mayor said the quay would be rebuilt.", &told("The mayor")),
        report("b", "River News", "On Monday, he said the quay would be rebuilt.", &told("he")),
    ];
    let (kind, name, first) = source(&reports, 0, "the quay would", Some(0));
    let (_, _, second) = source(&reports, 1, "the quay would", Some(0));
    assert_eq!((kind, name.as_str(), first.origin), (OriginKind::Person, "Lisbon's mayor", second.origin));
    assert_eq!(second.chain, ["Lisbon's mayor", "River News"]);
}

#[test]
fn an_unnamed_official_is_one_origin_by_description_and_utterance() {
    let said = "the quay had been unsafe for a decade";
    let told = |source, content, told_to| [Told { source, content, speaker: false, told_to }];
    let reports = [
        report(
            "a",
            "Harbour Post",
            "A port official told AFP the quay had been unsafe for a decade.",
            &told("A port official", said, Some("AFP")),
        ),
        report(
            "b",
            "River News",
            "The quay had been unsafe, an official said.",
            &told("an official", "The quay had been unsafe", None),
        ),
        report(
            "c",
            "Hill Echo",
            "Four ships were lost, an official said.",
            &told("an official", "Four ships were lost", None),
        ),
    ];
    let (kind, name, first) = source(&reports, 0, said, Some(0));
    assert_eq!((kind, name.as_str()), (OriginKind::Unnamed, "A port official"));
    assert_eq!(first.chain, ["A port official", "AFP", "Harbour Post"]);
    assert_eq!(first.origin, source(&reports, 1, "unsafe", Some(0)).2.origin);
    assert_ne!(first.origin, source(&reports, 2, "Four ships", Some(0)).2.origin, "another utterance");
}
