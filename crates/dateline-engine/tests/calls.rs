//! Each call on small reports: what it answers, what it tells on its way, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_engine::types::ClaimState;
use dateline_engine::view::{Cell, Choices, Narrow, Stance, Standing, View};
use dateline_engine::{
    AccountRequest, AddAnswer, AddRequest, Change, Clock, EditKind, Edits, Engine, EngineError, Fault, Inputs, Notice,
    Settings, Stage, VerifyRequest, WatchRequest, What, Words, quiet,
};
use jiff::Timestamp;
use std::path::Path;

const COURIER: &str = "The ferry Halden sank off Port Merrow on Tuesday. Two people died, the harbour office said.";
const PACKET: &str = "The ferry Halden sank off Port Merrow on Tuesday. Three people died, the harbour office said.";
const GRAIN: &str =
    "Grain is dear in Sundia this winter. The millers of Sundia asked the crown for a lower duty on wheat.";
const LATER: &str =
    "The ferry Halden sank off Port Merrow on Tuesday. The harbour office said on Friday that five people died.";

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
    let search = view.search("PEOPLE three");
    let hit = &search.stories[0].sentences[0];
    assert_eq!((search.reports, view.outlet(hit.report), hit.line), (1, "packet", 1));
    assert!(view.search(" … ").stories.is_empty());
    assert_eq!(view.search("peopl").reports, 0, "words are whole");
    assert_eq!(view.search("who:harbour people").reports, 2);
    assert_eq!(view.search("people -three").reports, 1);
    assert_eq!(view.search("outlet:packet ferry").reports, 1);
    assert_eq!(view.search("ferry after:2025-01-01").reports, 0, "a report without a date is not after one");
}

/// Three papers: two with one text, the third with another figure and a source that it does not name.
fn papers() -> AccountRequest {
    let wire = "PORT MERROW, March 15, 1926 (Isles Press) — The ferry Halden ran aground off Port Merrow on Sunday, killing at least nine people.\n\n\
        Two lifeboats brought 87 people ashore before midnight and took them to the seamen's hall, where they were fed.\n\n\
        The minister, Henrik Vance, is expected to visit Port Merrow on Tuesday.";
    let own = "PORT MERROW, Tuesday — The minister, Henrik Vance, visited Port Merrow on Tuesday.\n\n\
        An officer, who asked not to be named, said that 140 tickets had been sold for the crossing.";
    let report = |id: &str, day: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"outlet\":\"The {id}\",\"published\":\"1926-03-{day}\",\"text\":{text:?}}}\n")
    };
    let all = [report("Courier", "15", wire), report("Packet", "15", wire), report("Lantern", "16", own)].concat();
    AccountRequest { inputs: Inputs::default().with_bytes("papers.jsonl", all.as_bytes()), ..AccountRequest::default() }
}

#[test]
fn a_score_has_each_report_s_own_words() {
    let compared = Engine::default().account(&papers(), &mut quiet).unwrap();
    let story = View::new(&compared.account, &compared.reports).story(1).unwrap();
    let claims = story.claims(&Narrow::default());
    let score = story.score(&claims);
    assert_eq!(score.columns.len(), 3);
    assert!(score.lanes.iter().all(|lane| lane.cells.len() == 3));
    let visit = score.lanes.iter().find(|l| l.words.contains("Vance")).unwrap();
    assert_eq!(visit.standing, Standing::Moved);
    let Cell::Told(first) = &visit.cells[0] else { panic!("{:?}", visit.cells[0]) };
    let Cell::Told(last) = &visit.cells[2] else { panic!("{:?}", visit.cells[2]) };
    assert!(first[0].words.contains("expected to visit"), "{}", first[0].words);
    assert!(last[0].words.starts_with("visited") && last[0].changed && !first[0].changed, "{}", last[0].words);
    let boats = score.lanes.iter().find(|l| l.words.contains("lifeboats")).unwrap();
    assert_eq!((boats.standing, boats.outlets, boats.origins), (Standing::OneOrigin, 2, 1));
    let texts = boats.cells.iter().filter_map(|c| match c {
        Cell::Told(told) => told[0].text,
        Cell::Not(_) => None,
    });
    assert_eq!(texts.count(), 2, "one text in two papers");
    assert!(score.lanes.iter().is_sorted_by_key(|l| l.standing), "what is not settled comes first");

    let lead = story.lead(&score, &claims);
    let counted: usize = lead.tiles.iter().map(|t| t.count).sum();
    assert_eq!(counted, score.lanes.len() + story.singles(&score, &claims).len());
    let blocks = story.unsettled(&score);
    let block = blocks.iter().find(|b| b.claims == visit.claims).unwrap();
    assert_eq!((block.update, block.values.len()), (true, 2));
    let speakers = story.speakers(&claims);
    let officer = speakers.iter().find(|s| s.unnamed).unwrap();
    assert!(officer.name.contains("officer"), "{}", officer.name);
    let verdict = story.verdict();
    assert!(verdict.held > 0 && verdict.faults.is_empty(), "{:?}", verdict.faults);
    let prose = story.prose(&visit.claims[0].1.support[0]);
    assert!(prose.starts_with("The ") && prose.contains("reported on 15 March 1926: “"), "{prose}");
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
fn reports_that_come_one_by_one_end_in_the_account_of_one_run_over_all() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let engine = Engine::new(Settings { clock: Clock(|| Timestamp::UNIX_EPOCH), ..Settings::default() });
    let [grown, whole] = ["grown.dateline", "whole.dateline"].map(|name| folder.path().join(name));
    let watched = WatchRequest { store: grown.clone(), paths: vec![reports.clone()], once: true, ..Default::default() };
    let texts = [("courier.txt", COURIER), ("packet.txt", PACKET), ("grain.txt", GRAIN), ("later.txt", LATER)];
    for (name, text) in texts {
        std::fs::write(reports.join(name), text).unwrap();
        engine.watch(&watched, &mut quiet, |_| Ok::<(), EngineError>(())).unwrap();
    }
    let all = AddRequest { store: whole.clone(), inputs: Inputs::from_paths([&reports]) };
    engine.add(&all, &mut quiet).unwrap();
    let [grown, whole, folder] = [&grown, &whole, &reports].map(|path| {
        let request = AccountRequest { inputs: Inputs::from_paths([path]), ..AccountRequest::default() };
        engine.account(&request, &mut quiet).unwrap().account
    });
    assert_eq!(grown.stories.len(), 2);
    assert_eq!(grown, whole);
    assert_eq!(grown, folder);
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
