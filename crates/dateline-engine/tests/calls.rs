//! Each call on small reports: what it answers, what it tells on its way, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_engine::types::ClaimState;
use dateline_engine::view::{Choices, Heading, Narrow, Stance, View};
use dateline_engine::{
    AccountRequest, AddAnswer, AddRequest, Change, Clock, EditKind, Edits, Engine, EngineError, Fault, Inputs, Notice,
    Settings, Stage, VerifyRequest, WatchRequest, What, Words, quiet,
};
use jiff::Timestamp;
use std::path::Path;

const COURIER: &str = "The ferry Halden sank off Port Merrow on Tuesday. Two people died, the harbour office said.";
const PACKET: &str = "The ferry Halden sank off Port Merrow on Tuesday. Three people died, the harbour office said.";

fn ferry() -> AccountRequest {
    let inputs = Inputs::default().with_bytes("courier.txt", COURIER).with_bytes("packet.txt", PACKET);
    AccountRequest { inputs, ..AccountRequest::default() }
}

fn write(folder: &Path) {
    std::fs::write(folder.join("courier.txt"), COURIER).unwrap();
    std::fs::write(folder.join("packet.txt"), PACKET).unwrap();
}

#[test]
fn an_account_is_looked_at_in_many_ways() {
    let compared = Engine::default().account(&ferry(), &mut quiet).unwrap();
    let view = View::new(&compared.account, &compared.reports);
    let story = view.story(1).unwrap();
    assert!(view.story(0).is_none() && view.story(2).is_none());
    assert_eq!((story.outlets(), story.summary().reports), (vec!["courier", "packet"], 2));

    let all = story.claims(&Narrow::all());
    let of_courier = Narrow { outlet: Some("courier".into()), ..Narrow::all() };
    assert!(!all.is_empty());
    assert!(
        story.claims(&of_courier).iter().all(|(_, c)| c.support.iter().any(|s| story.outlet(s.report) == "courier"))
    );
    assert!(story.claims(&Narrow { outlet: Some("lantern".into()), ..Narrow::all() }).is_empty());
    assert!(story.claims(&Narrow { since: Some(jiff::civil::date(2100, 1, 1)), ..Narrow::all() }).is_empty());
    let single = Narrow { state: Choices::state("single"), ..Narrow::all() };
    let left = story.renumbered(&single).claims;
    assert_eq!(left.len(), story.claims(&single).len());
    assert!(left.iter().enumerate().all(|(i, c)| c.id.index() == i && c.state == ClaimState::Single));

    for (i, claim) in all {
        assert!(story.best(claim).split_whitespace().count() > 1, "claim {i}");
        let told = story.reports().iter().filter(|&&ix| matches!(Stance::to(claim, ix), Stance::Tells(..))).count();
        assert!(told > 0, "claim {i}");
    }
    assert!(story.sections().iter().any(|s| s.heading == Heading::Happened));
    let search = view.search("PEOPLE three");
    assert_eq!((search.hits.len(), view.outlet(search.hits[0].report)), (1, "packet"));
    assert!(view.search(" … ").hits.is_empty());
}

#[test]
fn who_is_who_needs_no_claims() {
    let stories = Engine::default().stories(&ferry(), &mut quiet).unwrap();
    assert_eq!((stories.stories.len(), stories.tally.read), (1, 2));
    assert!(!stories.stories[0].actors.is_empty() && stories.stories[0].origins.is_empty());
}

#[test]
fn what_is_added_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    write(&reports);
    let request = AddRequest { store: folder.path().join("ferry.dateline"), inputs: Inputs::from_paths([&reports]) };
    let engine = Engine::default();
    let first = engine.add(&request, &mut quiet).unwrap();
    assert_eq!((first.new, first.known, first.tally.read), (2, 0, 2));
    let AddAnswer { new, known, tally, .. } = engine.add(&request, &mut quiet).unwrap();
    assert_eq!((new, known, tally.read), (0, 2, 2));
    let stored = AccountRequest { inputs: Inputs::from_paths([&request.store]), ..AccountRequest::default() };
    let read = AccountRequest { inputs: request.inputs.clone(), ..AccountRequest::default() };
    let [stored, read] = [stored, read].map(|r| engine.account(&r, &mut quiet).unwrap().account);
    assert_eq!(stored, read);
}

#[test]
fn a_store_that_is_watched_tells_what_changed_and_finds_words() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let engine = Engine::new(Settings { clock: Clock(|| Timestamp::UNIX_EPOCH), ..Settings::default() });
    let request = WatchRequest {
        store: folder.path().join("ferry.dateline"),
        paths: vec![reports.clone()],
        once: true,
        ..WatchRequest::default()
    };
    let watch = || {
        let mut told = Vec::new();
        let each = |change: &Change| {
            told.push(change.clone());
            Ok::<(), EngineError>(())
        };
        engine.watch(&request, &mut quiet, each).unwrap();
        told
    };
    std::fs::write(reports.join("courier.txt"), COURIER).unwrap();
    let first = watch();
    assert!(
        matches!(&first[..], [Change { what: What::Story { reports }, .. }] if reports == &["courier"]),
        "{first:?}"
    );
    assert!(watch().is_empty(), "nothing changed");

    std::fs::write(reports.join("packet.txt"), PACKET).unwrap();
    let second = watch();
    assert!(second.iter().any(|c| matches!(c.what, What::Origin { .. } | What::State { .. })), "{second:?}");

    std::fs::write(reports.join("courier.txt"), COURIER.replace("Two", "Five")).unwrap();
    let third = watch();
    let Some(What::Altered { report, versions, edits, corrected: false, .. }) = third.first().map(|c| &c.what) else {
        panic!("{third:?}")
    };
    assert_eq!((report.as_str(), versions), ("courier", &[1, 2]));
    assert_eq!((edits[0].kind, edits[0].before.as_str(), edits[0].now.as_str()), (EditKind::Altered, "Two", "Five"));

    let all = [first, second, third].concat();
    assert_eq!(engine.changes(&request.store, Timestamp::UNIX_EPOCH).unwrap(), all);
    let wanted = |words: &[&str]| Words { words: words.iter().map(|w| (*w).to_owned()).collect(), is_beginning: false };
    let found = engine.holding(&request.store, &[wanted(&["five", "people"])], &mut quiet).unwrap();
    assert_eq!(found.iter().map(|a| a.report.id.as_str()).collect::<Vec<_>>(), ["courier"]);
    assert!(engine.holding(&request.store, &[wanted(&["two", "people"])], &mut quiet).unwrap().is_empty());
}

#[test]
fn an_account_is_held_against_its_reports() {
    let engine = Engine::default();
    let compared = engine.account(&ferry(), &mut quiet).unwrap();
    let account = serde_json::to_vec(&compared.json(false)).unwrap();
    let request = VerifyRequest { account, inputs: ferry().inputs, words_only: false };
    let verdict = engine.verify(&request, &mut quiet).unwrap();
    assert!(verdict.faults.is_empty() && verdict.held > 2 && verdict.labels, "{verdict:?}");

    let changed = Inputs::default().with_bytes("courier.txt", COURIER.replace("Two", "Ten"));
    let faults = engine.verify(&VerifyRequest { inputs: changed, ..request }, &mut quiet).unwrap().faults;
    assert!(
        faults.iter().any(|f| matches!(f, Fault::Changed { report, at: 51, .. } if report == "courier")),
        "{faults:?}"
    );
    assert!(faults.contains(&Fault::Missing { report: "packet".into() }), "{faults:?}");
}

#[test]
fn what_can_not_be_read_is_told_and_the_rest_goes_on() {
    let inputs = Inputs::from_paths(["no/such/file.txt"]).with_bytes("courier.txt", COURIER);
    let (mut told, mut read) = (Vec::new(), Vec::new());
    let mut tell = |notice: Notice<'_>| match notice {
        Notice::Begins(stage) | Notice::Ended(stage) => assert_eq!(stage, Stage::Read),
        Notice::Unread(error) => told.push(error.to_string()),
        _ => {}
    };
    let each = |report: dateline_engine::types::Report| {
        read.push(report.id);
        Ok::<(), EngineError>(())
    };
    let tally = Engine::default().read(&inputs, &mut tell, each).unwrap();
    assert_eq!((tally.read, tally.failed, read), (1, 1, vec!["courier".to_owned()]));
    assert!(told[0].starts_with("no/such/file.txt: "), "{told:?}");
}

#[test]
fn what_can_not_be_done_is_named() {
    let request = AccountRequest { edits: Edits::parse("drop = ['Nobody of That Name']").unwrap(), ..ferry() };
    let error = Engine::default().account(&request, &mut quiet).unwrap_err();
    assert!(error.to_string().contains("Nobody of That Name"), "{error}");
    let settings = Settings { pipeline: Some("xx_none".into()), ..Settings::default() };
    let error = Engine::new(settings).account(&ferry(), &mut quiet).unwrap_err();
    assert!(matches!(error, EngineError::NoPipeline { .. }), "{error}");
}
