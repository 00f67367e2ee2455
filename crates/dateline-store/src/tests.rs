//! A store as its users meet it: versions, damage, two writers, older and newer files.

use super::*;
use crate::versions::{Put, Seen};
use dateline_core::{Report, Text};
use std::collections::BTreeSet;

const SEEN: Seen<'static> = Seen { at: 1_000, made_by: "1" };

fn report(id: &str, from: &str, text: &str) -> Annotated {
    let report = Report {
        id: id.into(),
        from: from.into(),
        sha256: format!("hash of {text}"),
        text: Text::new(text),
        ..Report::default()
    };
    Annotated { report, ..Annotated::default() }
}

fn at(url: &str, text: &str) -> Annotated {
    let mut annotated = report("ferry", "ferry.html", text);
    annotated.report.url = Some(url.into());
    annotated
}

fn put(store: &mut Store, annotated: &Annotated) -> Put {
    store.put(&Row::new(annotated), SEEN).unwrap()
}

fn texts(store: &Store) -> Vec<(String, String)> {
    let (reports, damaged) = store.reports().unwrap();
    assert_eq!(damaged, []);
    reports.into_iter().map(|a| (a.report.id, a.report.text.as_str().to_owned())).collect()
}

fn new_store() -> (tempfile::TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.dateline");
    let store = Store::open(&path, "a test", 0).unwrap();
    (folder, path, store)
}

#[test]
fn the_same_bytes_of_one_name_are_kept_once_and_ids_stay_apart() {
    let (_folder, path, mut store) = new_store();
    assert_eq!(put(&mut store, &report("ferry", "a/ferry.txt", "It sank.")), Put::New("ferry".into()));
    assert_eq!(put(&mut store, &report("ferry", "b/ferry.txt", "Grain is dear.")), Put::New("ferry-2".into()));
    assert_eq!(put(&mut store, &report("ferry", "c/ferry.txt", "It sank.")), Put::Known);
    assert_eq!(put(&mut store, &report("wire", "a/wire.txt", "It sank.")), Put::New("wire".into()), "another outlet's");
    let newer = Seen { made_by: "2", ..SEEN };
    let renewed = store.put(&Row::new(&report("ferry", "a/ferry.txt", "It sank.")), newer).unwrap();
    assert_eq!(renewed, Put::Renewed);
    let ids: Vec<String> = texts(&Store::open_to_read(&path).unwrap()).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["ferry", "ferry-2", "wire"]);
    assert!(Store::is_store(&path));
}

#[test]
fn other_text_at_one_address_is_a_version_and_white_space_is_none() {
    let (_folder, _, mut store) = new_store();
    let url = "https://packet.example/ferry";
    put(&mut store, &at(url, "Two people died."));
    assert_eq!(put(&mut store, &at("http://www.packet.example/ferry/", "Two  people\ndied. ")), Put::Known);
    assert_eq!(put(&mut store, &at(url, "Three people died.")), Put::Version("ferry".into()));
    assert_eq!(texts(&store), [("ferry".into(), "Three people died.".into())]);
    let versions = store.versions("ferry").unwrap();
    let told: Vec<(u32, bool)> = versions.iter().map(|v| (v.nth, v.is_current)).collect();
    assert_eq!(told, [(1, false), (2, true)]);
    assert_eq!(versions[0].annotated.as_ref().unwrap().report.text.as_str(), "Two people died.");
    assert!(store.versions("none").unwrap().is_empty());
}

#[test]
fn an_id_that_was_given_tells_a_version_only_where_the_texts_are_alike() {
    let (_folder, _, mut store) = new_store();
    put(&mut store, &report("4711", "monday.jsonl:1", "Two people died when the ferry Halden sank."));
    let edited = report("4711", "tuesday.jsonl:9", "Three people died when the ferry Halden sank.");
    assert_eq!(put(&mut store, &edited), Put::Version("4711".into()));
    let other = report("4711", "other.jsonl:1", "Grain is dear in Lisbon this spring.");
    assert_eq!(put(&mut store, &other), Put::New("4711-2".into()));
}

#[test]
fn a_file_that_goes_back_to_its_old_text_has_a_third_version() {
    let (folder, _, mut store) = new_store();
    let file = folder.path().join("ferry.txt");
    std::fs::write(&file, "It lies there.").unwrap();
    let text = |text: &str| report("ferry", file.to_str().unwrap(), text);
    put(&mut store, &text("Two people died at sea."));
    assert_eq!(put(&mut store, &text("Three people died at sea.")), Put::Version("ferry".into()));
    assert_eq!(put(&mut store, &text("Two people died at sea.")), Put::Version("ferry".into()));
    assert_eq!(store.versions("ferry").unwrap().len(), 3);
    let copy = report("ferry", "elsewhere/ferry.txt", "Three people died at sea.");
    assert_eq!(put(&mut store, &copy), Put::Known, "an old copy that lies elsewhere changes nothing");
}

#[test]
fn a_day_has_the_versions_that_counted_by_then() {
    let (_folder, _, mut store) = new_store();
    let dated = |text: &str, updated: Option<&str>| {
        let parse = |raw: &str| dateline_core::Published::parse(raw, dateline_core::PublishedBy::Given);
        let mut annotated = at("https://packet.example/ferry", text);
        annotated.report.published = parse("1911-03-15");
        annotated.report.updated = updated.and_then(parse);
        annotated
    };
    put(&mut store, &dated("Two people died.", None));
    put(&mut store, &dated("Three people died.", Some("1911-03-17T08:00:00")));
    let as_of = |day: &str| store.reports_as_of(day).unwrap().0.pop().map(|a| a.report.text.as_str().to_owned());
    assert_eq!(as_of("1911-03-14"), None);
    assert_eq!(as_of("1911-03-16").as_deref(), Some("Two people died."));
    assert_eq!(as_of("1911-03-17").as_deref(), Some("Three people died."));
}

#[test]
fn what_is_settled_is_kept_in_order() {
    let (_folder, _, mut store) = new_store();
    for (id, text) in [("a", "The ferry sank."), ("b", "Grain is dear."), ("c", "The ferry was raised.")] {
        put(&mut store, &report(id, id, text));
    }
    let numbers: Vec<i64> = store.unsettled().unwrap().into_iter().map(|(number, _)| number).collect();
    let [_, b, c] = numbers[..] else { panic!("three") };
    store.settle([(c, 0, vec![3]), (b, 1, vec![2])]).unwrap();
    let settled = store.settled().unwrap();
    let told: Vec<_> = settled.iter().map(|s| (s.id.as_str(), s.seen.clone())).collect();
    assert_eq!(told, [("c", Some(vec![3])), ("b", Some(vec![2]))]);
    assert_eq!((store.unsettled().unwrap().len(), store.stale().unwrap()), (1, vec![0, 1]));
    assert!(store.settle([(c, 5, vec![])]).is_err(), "a story is settled once");
    assert_eq!(store.outdated().unwrap(), []);
    store.tell(0, b"told", 7, &["{}".into()]).unwrap();
    assert_eq!((store.stale().unwrap(), store.told(0).unwrap()), (vec![1], Some(b"told".to_vec())));
    assert_eq!((store.changes(7).unwrap().len(), store.changes(8).unwrap().len()), (1, 0));
}

#[test]
fn one_writes_at_a_time_and_says_who_it_is_while_others_read() {
    let (_folder, path, mut store) = new_store();
    put(&mut store, &report("ferry", "f", "It sank."));
    let error = Store::open(&path, "another", 0).unwrap_err();
    let told = error.to_string();
    assert!(told.contains("a test") && told.contains(&format!("process {}", std::process::id())), "{told}");
    let reader = Store::open_to_read(&path).unwrap();
    assert_eq!(reader.len().unwrap(), 1);
    put(&mut store, &report("grain", "g", "Grain is dear."));
    assert_eq!(reader.len().unwrap(), 1, "a reader sees the store as it was when it began");
    assert!(reader.info().unwrap().holder.is_some_and(|holder| holder.contains("a test")));
    drop(store);
    assert_eq!(reader.info().unwrap().holder, None);
    assert!(Store::open(&path, "another", 0).is_ok());
}

#[test]
fn a_damaged_report_is_named_and_left_out_and_its_source_mends_it() {
    let (_folder, path, mut store) = new_store();
    let ferry = report("ferry", "f", "It sank.");
    put(&mut store, &ferry);
    put(&mut store, &report("grain", "g", "Grain is dear."));
    for harm in [
        "UPDATE version SET layers = zeroblob(40) WHERE report = 1",
        "UPDATE version SET nth = 9 WHERE report = 1",
        "UPDATE report SET id = 'ferrz' WHERE number = 1",
        "UPDATE version SET made_by = '0' WHERE report = 1",
    ] {
        store.db.execute_batch(harm).unwrap();
        let (reports, damaged) = store.reports().unwrap();
        assert_eq!((reports.len(), damaged.len()), (1, 1), "{harm}");
        assert!(!store.check().unwrap().is_empty(), "{harm}");
        assert_eq!(put(&mut store, &ferry), Put::Renewed, "{harm}");
        assert_eq!(store.reports().unwrap().0.len(), 2, "{harm}");
    }
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    assert_eq!(Store::open_to_read(&path).unwrap().len().unwrap(), 2);
}

#[test]
fn what_is_removed_is_in_the_file_no_more() {
    let (_folder, path, mut store) = new_store();
    let mut named = report("ferry", "f", "It sank.");
    named.report.outlet = Some("Quarantaine-Gazette".into());
    put(&mut store, &named);
    put(&mut store, &report("grain", "g", "Grain is dear."));
    assert_eq!(store.remove("ferry").unwrap(), None);
    assert!(matches!(store.remove("ferry"), Err(StoreError::NoReport { .. })));
    store.compact().unwrap();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    assert!(!holds(b"quarantaine") && holds(b"grain"));
}

#[test]
fn with_a_report_go_the_changes_that_name_it_and_no_others() {
    let (_folder, _, mut store) = new_store();
    for (id, text) in [("ferry_1", "It sank."), ("ferry11", "It was raised."), ("FERRY_1", "It was sold.")] {
        put(&mut store, &report(id, id, text));
    }
    let rows: Vec<_> = store.unsettled().unwrap().into_iter().map(|(number, _)| (number, 0, vec![1])).collect();
    store.settle(rows).unwrap();
    let bodies = ["ferry_1", "ferry11", "FERRY_1"].map(|id| format!("{{\"report\":\"{id}\"}}"));
    store.tell(0, b"{}", 1_000, &bodies).unwrap();
    store.remove("ferry_1").unwrap();
    let left: Vec<String> = store.changes(0).unwrap().into_iter().map(|change| change.body).collect();
    assert_eq!(left, bodies[1..], "an underline stands for itself");
}

#[test]
fn search_finds_words_phrases_and_beginnings() {
    let (_folder, _, mut store) = new_store();
    put(&mut store, &report("a", "a", "The ferry Halden sank."));
    put(&mut store, &report("b", "b", "Halden, the ferry, was raised."));
    let found = |words: &[&str], is_beginning| {
        let words = Words { words: words.iter().map(|w| (*w).to_owned()).collect(), is_beginning };
        let (reports, _) = store.with_words(&[words]).unwrap();
        reports.into_iter().map(|r| r.report.id).collect::<Vec<_>>()
    };
    assert_eq!(found(&["halden"], false), ["a", "b"]);
    assert_eq!(found(&["ferry", "halden"], false), ["a"]);
    assert_eq!(found(&["rais"], true), ["b"]);
    assert!(found(&["rais"], false).is_empty());
}

#[test]
fn what_is_no_store_is_refused_by_name_and_a_newer_one_with_the_reason() {
    let (folder, path, store) = new_store();
    store.db.pragma_update(None, "user_version", shape::SHAPE + 1).unwrap();
    drop(store);
    for error in [Store::open(&path, "a test", 0).unwrap_err(), Store::open_to_read(&path).unwrap_err()] {
        let told = error.to_string();
        assert!(told.contains("later dateline") && told.contains("reports.dateline"), "{told}");
    }
    let notes = folder.path().join("notes.txt");
    std::fs::write(&notes, "These are notes about a ferry, and long enough for a head.").unwrap();
    assert!(!Store::is_store(&notes));
    let error = Store::open(&notes, "a test", 0).unwrap_err().to_string();
    assert!(error.contains("notes.txt"), "{error}");
}

/// A store that the first dateline made (shape 2), of three of our examples.
const FIRST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stores/shape-2.dateline");

#[test]
fn a_store_of_the_first_version_is_read_as_it_lies_and_brought_up_when_it_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    for shape in [1, 2] {
        let path = folder.path().join(format!("shape-{shape}.dateline"));
        std::fs::copy(FIRST, &path).unwrap();
        if shape == 1 {
            // The shape before had no stories.
            let db = Connection::open(&path).unwrap();
            db.execute_batch("DROP TABLE settled; PRAGMA user_version = 1; VACUUM").unwrap();
        }
        let bytes = std::fs::read(&path).unwrap();
        let ids = |store: &Store| texts(store).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        let is = ["courier-march-15", "courier-may-3", "packet-march-15"];
        assert_eq!(ids(&Store::open_to_read(&path).unwrap()), is);
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "reading changes no store");
        drop(Store::open(&path, "a test", 0).unwrap());
        let store = Store::open_to_read(&path).unwrap();
        assert_eq!(ids(&store), is);
        assert_eq!(store.settled_count().unwrap(), if shape == 1 { 0 } else { 3 });
        let of_quay = Words { words: vec!["ferry".into()], is_beginning: false };
        assert_eq!(store.with_words(&[of_quay]).unwrap().0.len(), 2);
        assert_eq!((store.check().unwrap(), store.info().unwrap().shape), (vec![], shape::SHAPE));
    }
}

/// A store of shape 3, of three of our examples.
const THIRD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stores/shape-3.dateline");

#[test]
fn a_store_of_the_third_shape_is_found_by_folded_words_once_it_is_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shape-3.dateline");
    std::fs::copy(THIRD, &path).unwrap();
    for brought_up in [false, true] {
        if brought_up {
            drop(Store::open(&path, "a test", 0).unwrap());
        }
        let store = Store::open_to_read(&path).unwrap();
        let ids = store.ids_holding(&[BTreeSet::from(["ferry".to_owned()])]).unwrap();
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["courier-march-15", "packet-march-15"]);
        assert!(store.name_words().unwrap().contains("rowe"));
        assert_eq!(store.settled_count().unwrap(), 3, "stories stay settled");
    }
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!((store.check().unwrap(), store.info().unwrap().shape), (vec![], shape::SHAPE));
}

#[test]
fn nothing_is_left_beside_a_store_that_nobody_uses() {
    let (folder, path, mut store) = new_store();
    put(&mut store, &report("ferry", "f", "It sank."));
    drop(store);
    drop(Store::open_to_read(&path).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
