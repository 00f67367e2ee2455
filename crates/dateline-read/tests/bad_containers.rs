//! Containers that are broken, locked, endless, or no container at all: each is named, and nothing falls over.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

mod made;

mod common;

use common::{read, read_bytes};
use dateline_read::{Input, Problem};
use made::{docx, gzip, tar, warc, zip};
use proptest::prelude::*;
use std::fs;
use std::io::Write;

const SANK: &str = "The ferry Marigold sank off Port Ness on Monday, the owners said. No one was hurt.";

/// What reading bytes gives: the id of each report, or what is wrong.
fn all(name: &str, bytes: &[u8]) -> Vec<String> {
    read_bytes(name, bytes).into_iter().map(|r| r.map_or_else(|e| e.to_string(), |r| r.id)).collect()
}

/// A compressed form of as many spaces, written a megabyte at a time.
fn endless(megabytes: usize) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = vec![b'\n'; 1 << 20];
    (0..megabytes).for_each(|_| out.write_all(&spaces).unwrap());
    out.finish().unwrap()
}

#[test]
fn what_grows_without_end_is_left() {
    let mut lines = gzip(format!("{{\"text\":\"{SANK}\"}}\n{{\"text\":\"{SANK}\"}}\n").as_bytes());
    lines.extend(endless(300));
    let found = read_bytes("a.jsonl.gz", &lines);
    assert_eq!(found.len(), 3);
    let error = found[2].as_ref().unwrap_err();
    assert!(matches!(error.problem, Problem::Grows(..)), "{error}");
    // The same within archives, each of them within its bounds.
    let inside = zip(&[("a.tar.gz", &gzip(&tar(&[("a.jsonl.gz", &lines)])))]);
    assert!(all("b.zip", &inside).last().unwrap().contains("when unpacked: left there, as a trap"));
}

#[test]
fn what_lies_too_deep_is_left() {
    let mut archive = zip(&[("a.txt", SANK.as_bytes())]);
    for _ in 0..3 {
        archive = zip(&[("in.zip", &archive)]);
    }
    assert_eq!(all("a.zip", &archive), ["a"]);
    for _ in 0..6 {
        archive = zip(&[("in.zip", &archive)]);
    }
    assert!(all("a.zip", &archive)[0].ends_with("lies more than 8 containers deep: unpack some of them first"));
}

#[test]
fn a_feed_of_many_entries_is_read_entry_by_entry() {
    let entry = format!("<item><title>A</title><description>{SANK}</description></item>");
    let feed =
        format!("<rss version=\"2.0\"><channel><title>The Packet</title>{}</channel></rss>", entry.repeat(5_000));
    assert_eq!(read_bytes("a.xml", feed.as_bytes()).iter().filter(|r| r.is_ok()).count(), 5_000);
}

#[test]
fn no_container_is_taken_for_an_article() {
    let refused = [
        ("a.xml", b"<?xml version='1.0'?><urlset><url><loc>https://a.example</loc></url></urlset>".to_vec()),
        ("a.rss", b"<rss version='2.0'><channel><title>A</title></channel></rss>".to_vec()),
        ("a.csv", b"name,price,stock\ncoal,3,4\niron,4,5\n".to_vec()),
        ("a.json", b"{\"name\":\"a\",\"dependencies\":{}}".to_vec()),
        ("a.xlsx", zip(&[("xl/workbook.xml", b"<x/>")])),
        ("a.zip", zip(&[])),
        ("a.rtf", b"{\\rtf1 It sank.}".to_vec()),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\0".to_vec()),
        ("a.parquet", b"PAR1 and no more".to_vec()),
        ("a.js", b"function a() { var b = 1; return 'It sank.'; }".to_vec()),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n".to_vec()),
    ];
    for (name, bytes) in refused {
        let found = read_bytes(name, &bytes);
        assert!(!found.is_empty() && found.iter().all(Result::is_err), "{name}: {found:?}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    assert_eq!(all("a.zip", &zip(&[]))[0], "a.zip: is an archive without anything to read in it");
    assert_eq!(
        all("a.xlsx", &zip(&[("xl/workbook.xml", b"<x/>")]))[0],
        "a.xlsx: is a spreadsheet: save its table as CSV first"
    );
    let cut = tar(&[("a.txt", SANK.as_bytes()), ("b.txt", SANK.as_bytes())]);
    assert_eq!(
        all("a.tar", &cut[..1100 + 512]),
        ["a", "a.tar#b.txt: the tar data is damaged (it ends inside a member): fetch the file again"]
    );
    let feed = format!("<rss><channel><item><description>{SANK}</description></item><item><title>Cut");
    assert_eq!(
        all("a.xml", feed.as_bytes())[1],
        "a.xml: the XML data is damaged (it ends inside an entry): fetch the file again"
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), SANK).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), SANK).unwrap();
    symlink(outside.path().join("secret.txt"), folder.path().join("out.txt")).unwrap();
    symlink(outside.path(), folder.path().join("out")).unwrap();
    symlink("a.txt", folder.path().join("same.txt")).unwrap();
    let found: Vec<_> = read([Input::Path(folder.path().to_owned())]).collect();
    let ids: Vec<&str> = found.iter().flatten().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "same"]);
    assert_eq!(found.iter().filter(|r| r.as_ref().is_err_and(|e| matches!(e.problem, Problem::LeadsOut))).count(), 2);
    // What the user names is read, wherever it leads.
    assert!(read([Input::Path(folder.path().join("out.txt"))]).all(|r| r.is_ok()));
}

/// A good file of every kind.
fn good() -> Vec<(&'static str, Vec<u8>)> {
    let page = format!("<!DOCTYPE html><html><body><article><p>{SANK}</p></article></body></html>");
    let feed = format!(
        "<rss version='2.0'><channel><title>A</title><item><title>B</title><description>{SANK}</description></item></channel></rss>"
    );
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>B</title><content type='xhtml'><p>{SANK}</p></content></entry></feed>"
    );
    let mail = format!(
        "From: a@b.example\nTo: c\nMIME-Version: 1.0\nSubject: A\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>{SANK}</p>\n--x--\n"
    );
    let newsml = format!(
        "<newsItem><contentSet><inlineXML><html><body><p>{SANK}</p></body></html></inlineXML></contentSet></newsItem>"
    );
    let nexis = format!(
        "1 of 1 DOCUMENTS\n\nThe Packet\n\nMarch 2, 1999\n\nA\n\nLENGTH: 9 words\n\n{SANK}\n\nLOAD-DATE: March 3, 1999\n"
    );
    let factiva = format!(
        "A\n\n9 words\n2 March 1999\nThe Packet\nPCKT\nEnglish\n(c) 1999 A\n\n{SANK}\n\nDocument PCKT000019990302e833000b9\n"
    );
    vec![
        ("a.xml", feed.into_bytes()),
        ("a.atom", atom.into_bytes()),
        ("a.warc", warc(&[("https://a.example", "text/html", page)])),
        ("a.csv", format!("title,text\nA,\"{SANK}\"\n").into_bytes()),
        ("a.eml", mail.clone().into_bytes()),
        ("a.mbox", format!("From a\n{mail}\nFrom a\n{mail}").into_bytes()),
        ("a.zip", zip(&[("a.txt", SANK.as_bytes())])),
        ("a.tar", tar(&[("a.txt", SANK.as_bytes())])),
        ("a.docx", docx(&[("Title", "A"), ("", SANK)])),
        ("a.json", format!("{{\"articles\":[{{\"content\":\"{SANK}\",\"title\":\"A\"}}]}}").into_bytes()),
        ("a.txt", nexis.into_bytes()),
        ("b.txt", factiva.into_bytes()),
        ("n.xml", newsml.into_bytes()),
        ("p.parquet", include_bytes!("fixtures/rows.parquet").to_vec()),
        ("z.zst", include_bytes!("fixtures/ferry.txt.zst").to_vec()),
        ("z.xz", include_bytes!("fixtures/ferry.txt.xz").to_vec()),
        ("z.bz2", include_bytes!("fixtures/ferry.txt.bz2").to_vec()),
    ]
}

#[test]
fn good_files_are_read() {
    for (name, bytes) in good() {
        let found = read_bytes(name, &bytes);
        assert!(!found.is_empty() && found.iter().all(Result::is_ok), "{name}: {found:?}");
        let held = found.iter().flatten().any(|r| r.text.as_str().contains("Marigold sank off Port Ness"));
        assert!(held, "{name}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_file_that_is_cut_off_or_changed_ends_nothing(
        which in 0..good().len(),
        cut in 0.0..1.0_f64,
        changes in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..6),
    ) {
        let (name, mut bytes) = good().swap_remove(which);
        if cut < 0.7 {
            bytes.truncate((bytes.len() as f64 * cut / 0.7) as usize);
        }
        for (place, byte) in changes {
            let at = (bytes.len() as f64 * place) as usize;
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
        }
        for report in read_bytes(name, &bytes).into_iter().flatten() {
            prop_assert!(!report.text.as_str().trim().is_empty());
        }
    }

    #[test]
    fn random_bytes_after_a_good_beginning_end_nothing(
        which in 0..good().len(),
        keep in 0..40_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let (name, mut good) = good().swap_remove(which);
        good.truncate(keep);
        good.extend(bytes);
        read_bytes(name, &good);
    }
}
