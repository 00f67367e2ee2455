//! Inputs that are bad, and inputs in folders: each is named with its reason, and the rest goes on.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

mod common;

use common::{read, read_bytes};
use dateline_read::{Input, Problem};
use std::fs;
use std::io::Write;
use std::path::Path;

const GOOD: &str = "The ferry sank off the point on Monday, the owners said.";

/// What reading a folder gives: the id of each report, or the problem, after its path within the folder.
fn all(folder: &Path) -> Vec<String> {
    read([Input::Path(folder.to_owned())])
        .map(|next| match next {
            Ok(report) => report.id,
            Err(error) => error.to_string().replace(&format!("{}/", folder.display()), ""),
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).expect("memory takes all");
    out.finish().expect("memory takes all")
}

#[test]
fn a_folder_is_read_in_order_and_each_bad_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("b/ferry.txt", GOOD.as_bytes());
    write("a.txt", GOOD.as_bytes());
    write("ferry.txt", GOOD.as_bytes());
    write(".hidden.txt", GOOD.as_bytes());
    write("c-empty.txt", b" \n\n");
    write("d-binary.txt", &[0, 1, 2, 3, 0, 0, 255, 254, 7]);
    write("e.pdf", b"%PDF-1.7\n1 0 obj");
    write("f-links.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>");
    write("g.txt.gz", &gzip(GOOD.as_bytes()));
    write("h-cut.txt.gz", &gzip(GOOD.as_bytes())[..40]);
    write("i.json", b"{\"text\": 3}");
    assert_eq!(
        all(folder.path()),
        [
            "a",
            "ferry",
            "c-empty.txt: is empty",
            "d-binary.txt: is binary, not text: convert it to text or HTML first",
            "e.pdf: the PDF data is damaged (failed parsing cross reference table): fetch the file again",
            "f-links.html: no article was found on the page: save its text as a plain file if there is one",
            "ferry-2",
            "g",
            "h-cut.txt.gz: the gzip data is damaged (incomplete deflate stream): fetch the file again",
            "i.json: holds JSON without a text: a report is an object with a \"text\"",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_are_skipped() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::write(folder.path().join("a/ferry.txt"), GOOD).unwrap();
    symlink(folder.path(), folder.path().join("a/up")).unwrap();
    symlink("self", folder.path().join("self")).unwrap();
    symlink("nowhere", folder.path().join("z")).unwrap();
    assert_eq!(
        all(folder.path()),
        [
            "ferry",
            "a/up: leads back to what was read already: the link is skipped",
            "self: leads back to what was read already: the link is skipped",
            "z: there is no such file: check the path",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(all(folder.path()), ["pipe: is neither a file nor a folder: skipped"]);
    }
}

#[test]
fn a_file_may_vanish_while_its_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.path().join(name), GOOD).unwrap();
    }
    let mut reports = read([Input::Path(folder.path().to_owned())]);
    assert!(reports.next().unwrap().is_ok());
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    assert!(matches!(reports.next().unwrap().unwrap_err().problem, Problem::NotFound));
    assert_eq!(reports.next().unwrap().unwrap().id, "c");
}

#[cfg(unix)]
#[test]
fn a_file_may_be_forbidden() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, GOOD).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may read everything is not forbidden anything.
    if fs::File::open(&path).is_err() {
        assert_eq!(all(folder.path()), ["a.txt: no permission to read it: change its mode or its owner"]);
    }
}

#[test]
fn damaged_text_is_read_and_named() {
    let mut bytes = "“We searched,” said Zoë. “We found — nothing,” he said.".as_bytes().to_vec();
    bytes.push(0xff);
    let mut reports = read_bytes("a.txt", &bytes).into_iter();
    let warning = reports.next().unwrap().unwrap_err();
    assert!(!warning.is_loss());
    assert_eq!(
        warning.to_string(),
        "a.txt: holds bytes that are not valid UTF-8, read as U+FFFD (1 of them): save it anew as UTF-8"
    );
    assert!(reports.next().unwrap().unwrap().text.as_str().ends_with('\u{fffd}'));
}

#[test]
fn a_text_beyond_the_limit_is_named_and_json_lines_are_not_one_text() {
    let line = format!("{{\"text\":\"{GOOD}\"}}\n");
    let lines = line.repeat(2000);
    assert_eq!(read_bytes("a.jsonl", lines.as_bytes()).iter().filter(|r| r.is_ok()).count(), 2000);
    let long = gzip(&vec![b'a'; dateline_read::LIMIT + 1]);
    let error = read_bytes("a.txt.gz", &long).remove(0).unwrap_err();
    assert_eq!(error.to_string(), "a.txt.gz: is longer than 64 MB, the most that one report may have: split it");
}

#[test]
fn a_page_nested_without_end_is_left() {
    let page = format!("<html><body>{}<p>{GOOD}</p>", "<div>".repeat(50_000));
    assert!(matches!(read_bytes("a.html", page.as_bytes()).remove(0).unwrap_err().problem, Problem::Nested(_)));
}
