//! The stored corpus of the fuzz targets, file by file: no reader and no stage fails on any of it.

use dateline_engine::{AccountRequest, Engine, Inputs, Notice, Problem};
use std::fs;
use std::path::Path;

/// The kinds of files that have a target, each with the name that its bytes go by.
const KINDS: [(&str, &str); 11] = [
    ("text", "report.txt"),
    ("page", "page.html"),
    ("lines", "reports.jsonl"),
    ("feed", "feed.xml"),
    ("table", "rows.csv"),
    ("mail", "letters.mbox"),
    ("archive", "reports.zip"),
    ("warc", "pages.warc"),
    ("parquet", "rows.parquet"),
    ("office", "report.docx"),
    ("pdf", "report.pdf"),
];

fn files(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(kind);
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> =
        paths.map(|path| (path.display().to_string(), fs::read(&path).expect("a file of ours"))).collect();
    files.sort();
    assert!(!files.is_empty(), "{}", folder.display());
    files
}

/// Fails where something failed that was not made for it; what is refused is fine.
fn hear(of: &str) -> impl FnMut(Notice<'_>) {
    move |notice| {
        if let Notice::Unread(error) = notice {
            assert!(!matches!(error.problem, Problem::Failed | Problem::Broke(_)), "{of}: {error}");
        }
    }
}

#[test]
fn every_reader_bears_its_corpus_and_reads_some_of_it() {
    let engine = Engine::default();
    for (kind, name) in KINDS {
        let mut inputs = 0;
        for (path, bytes) in files(kind) {
            let one = Inputs::default().with_bytes(name, bytes);
            let tally = engine.read(&one, &mut hear(&path), |_| Ok::<(), dateline_engine::EngineError>(()));
            inputs += tally.expect("no input ends a run").read;
        }
        assert!(inputs > 0, "nothing of {kind} is read");
    }
}

#[test]
fn the_corpus_goes_the_whole_way() {
    let engine = Engine::default();
    for (path, bytes) in files("whole") {
        let text = String::from_utf8_lossy(&bytes);
        let (one, other) = text.split_once("\n---\n").unwrap_or((&text, &text));
        let inputs = Inputs::default().with_bytes("one.txt", one).with_bytes("other.txt", other);
        engine
            .account(&AccountRequest { inputs, ..AccountRequest::default() }, &mut hear(&path))
            .expect("no input ends a run");
    }
    // All of it together, as a folder of somebody's would hold it.
    let all = KINDS.iter().flat_map(|(kind, name)| files(kind).into_iter().map(move |(_, bytes)| (*name, bytes)));
    let inputs = all.fold(Inputs::default(), |inputs, (name, bytes)| inputs.with_bytes(name, bytes));
    let compared = engine
        .account(&AccountRequest { inputs, ..AccountRequest::default() }, &mut hear("all"))
        .expect("no input ends a run");
    assert!(compared.reports.len() > 10);
}
