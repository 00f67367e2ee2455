//! What holds reports: each kind opened, nested ones too, and where each report says it is from.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

mod made;

mod common;

use common::{READER, read_bytes};
use dateline_core::Report;
use dateline_read::{Columns, Input, Options, Source};
use made::{docx, gzip, tar, warc, zip};
use std::fs;

const SANK: &str = "The ferry Marigold sank off Port Ness on Monday, the owners said. No one was hurt.";
const ROSE: &str = "The steamer was raised from the harbour on Friday, in front of a crowd of hundreds.";

/// Reads bytes that must all be reports.
fn all(name: &str, bytes: &[u8]) -> Vec<Report> {
    read_bytes(name, bytes).into_iter().map(|r| r.unwrap_or_else(|e| panic!("{e}"))).collect()
}

/// Where reports are from, and their texts.
fn seen(reports: &[Report]) -> Vec<(&str, &str)> {
    reports.iter().map(|r| (r.from.as_str(), r.text.as_str())).collect()
}

fn page(text: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>A</title></head><body><article><h1>A</h1><p>{text}</p></article></body></html>"
    )
}

#[test]
fn a_feed_is_its_entries() {
    let feed = format!(
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:content='x'><channel><title>The Packet</title>\
         <language>en-gb</language><item><title>Ferry</title><pubDate>Tue, 02 Mar 1999 08:15:00 GMT</pubDate>\
         <link>https://packet.example/1</link><content:encoded><![CDATA[<p>{SANK}</p>]]></content:encoded></item>\
         <item><title>Steamer</title><description>{ROSE}</description></item></channel></rss>"
    );
    let reports = all("packet.rss", feed.as_bytes());
    assert_eq!(seen(&reports), [("packet.rss#1", SANK), ("packet.rss#2", ROSE)]);
    assert_eq!(reports[0].outlet.as_deref(), Some("The Packet"));
    assert_eq!(reports[0].title.as_deref(), Some("Ferry"));
    assert_eq!(reports[0].language.as_deref(), Some("en"));
    assert_eq!(reports[0].published.unwrap().to_string(), "1999-03-02T08:15:00+00:00");
    assert_ne!(reports[0].sha256, reports[1].sha256);
}

#[test]
fn a_web_archive_is_its_pages() {
    let bytes = warc(&[
        ("https://packet.example/1", "text/html", page(SANK)),
        ("https://packet.example/a.js", "application/javascript", "var a = 1;".to_owned()),
    ]);
    for (name, bytes) in [("a.warc", bytes.clone()), ("a.warc.gz", gzip(&bytes))] {
        let reports = all(name, &bytes);
        assert_eq!(reports.len(), 1);
        assert_eq!(reports[0].from, format!("{name}#urn:uuid:0"));
        assert_eq!(reports[0].url.as_deref(), Some("https://packet.example/1"));
        assert!(reports[0].text.as_str().contains(SANK));
    }
}

#[test]
fn a_web_archive_that_is_cut_off_gives_what_stands_before() {
    let bytes =
        warc(&[("https://a.example/1", "text/html", page(SANK)), ("https://a.example/2", "text/html", page(ROSE))]);
    let found = read_bytes("a.warc", &bytes[..bytes.len() - 40]);
    assert!(found[0].is_ok());
    let error = found[1].as_ref().unwrap_err().to_string();
    assert_eq!(error, "a.warc: the WARC data is damaged (it ends inside a record): fetch the file again");
}

#[test]
fn a_table_is_its_rows() {
    let table = format!(
        "title,text,date\nFerry,\"{SANK}\n\nIt was her last trip.\",1999-03-02\nSteamer,\"{ROSE}\",1999-03-05 10:00:00\n"
    );
    let reports = all("rows.csv", table.as_bytes());
    assert_eq!(
        seen(&reports),
        [("rows.csv:2", format!("{SANK}\n\nIt was her last trip.").as_str()), ("rows.csv:5", ROSE)]
    );
    assert_eq!(reports[1].title.as_deref(), Some("Steamer"));
    assert_eq!(reports[1].published.unwrap().to_string(), "1999-03-05T10:00:00");
}

#[test]
fn the_columns_of_a_table_may_be_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    fs::write(&path, format!("Kopf;Inhalt\nFerry;{SANK}\n")).unwrap();
    let read = |columns: &str| {
        let options = Options { columns: Columns::parse(columns).unwrap(), ..Options::default() };
        let sources =
            READER.sources([Input::Path(path.clone())], &options).map(|s| s.map(|s: Source| READER.reports(&s)));
        sources
            .map(|s| s.map(|mut reports| reports.remove(0).unwrap()).map_err(|e| e.problem.to_string()))
            .collect::<Vec<_>>()
    };
    let reports = read("text=Inhalt,title=Kopf");
    assert_eq!(reports[0].as_ref().unwrap().text.as_str(), SANK);
    assert_eq!(reports[0].as_ref().unwrap().title.as_deref(), Some("Ferry"));
    let missing =
        "is a table without a column of text that is known: name it, as `--columns text=NAME` (it has Kopf, Inhalt)";
    assert_eq!(read("")[0].as_ref().unwrap_err(), missing);
    assert!(read("text=Body")[0].as_ref().unwrap_err().starts_with("is a table without a column \"Body\""));
}

#[test]
fn an_e_mail_is_its_text_and_what_is_attached() {
    let mail = format!(
        "From: Ada Finch <ada@packet.example>\r\nTo: desk@packet.example\r\nSubject: =?utf-8?q?F=C3=A9rry?=\r\n\
         Date: Tue, 02 Mar 1999 08:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{SANK}\r\n--b\r\nContent-Type: text/plain; name=more.txt\r\n\
         Content-Disposition: attachment; filename=more.txt\r\n\r\n{ROSE}\r\n--b--\r\n"
    );
    let reports = all("ferry.eml", mail.as_bytes());
    assert_eq!(reports[0].text.as_str().trim(), SANK);
    assert_eq!(reports[0].title.as_deref(), Some("Férry"));
    assert_eq!(reports[0].authors, ["Ada Finch"]);
    assert_eq!(reports[0].published.unwrap().to_string(), "1999-03-02T08:15:00+01:00");
    assert_eq!((reports[1].from.as_str(), reports[1].text.as_str().trim()), ("ferry.eml#more.txt", ROSE));
    let mailbox = format!("From ada Tue Mar  2 08:15:00 1999\n{mail}\nFrom ada Tue Mar  2 08:15:00 1999\n{mail}\n");
    assert_eq!(all("all.mbox", mailbox.as_bytes()).len(), 4);
}

#[test]
fn a_page_saved_as_mhtml_is_one_page() {
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://packet.example/1\r\nSubject: A\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
         Content-Location: https://packet.example/1\r\n\r\n{}\r\n--b\r\nContent-Type: text/css\r\n\
         Content-Location: https://packet.example/1.css\r\n\r\np {{ color: red }}\r\n--b--\r\n",
        page(SANK)
    );
    let reports = all("page.mhtml", saved.as_bytes());
    assert_eq!(reports.len(), 1);
    assert_eq!((reports[0].from.as_str(), reports[0].url.as_deref()), ("page.mhtml", Some("https://packet.example/1")));
    assert!(reports[0].text.as_str().contains(SANK) && !reports[0].text.as_str().contains("color"));
}

#[test]
fn archives_may_lie_in_archives() {
    let inner = zip(&[("b/ferry.txt", SANK.as_bytes()), ("__MACOSX/b/._ferry.txt", b"junk"), (".hidden", b"junk")]);
    let pages = gzip(&warc(&[("https://a.example/1", "text/html", page(ROSE))]));
    let outer = tar(&[("in/inner.zip", &inner), ("in/pages.warc.gz", &pages), ("../up.txt", ROSE.as_bytes())]);
    let reports = all("all.tar.gz", &gzip(&outer));
    let from: Vec<&str> = reports.iter().map(|r| r.from.as_str()).collect();
    assert_eq!(
        from,
        ["all.tar.gz#in/inner.zip#b/ferry.txt", "all.tar.gz#in/pages.warc.gz#urn:uuid:0", "all.tar.gz#../up.txt"]
    );
    assert_eq!(reports[0].id, "ferry");
}

#[test]
fn a_document_of_an_office_program_is_its_paragraphs() {
    let reports = all("a.docx", &docx(&[("Title", "A ferry sinks"), ("", SANK), ("", ROSE)]));
    assert_eq!(reports[0].text.as_str(), format!("A ferry sinks\n\n{SANK}\n\n{ROSE}"));
    assert_eq!(reports[0].title.as_deref(), Some("A ferry sinks"));
}

#[test]
fn each_report_of_a_json_array_has_a_hash_and_a_place_of_its_own() {
    let json = format!("[{{\"text\":\"{SANK}\"}}, {{\"text\":\"{ROSE}\"}}]");
    let reports = all("a.json", json.as_bytes());
    assert_eq!(seen(&reports), [("a.json#/0", SANK), ("a.json#/1", ROSE)]);
    assert_ne!(reports[0].sha256, reports[1].sha256);
}

#[test]
fn what_services_export_is_told_by_its_names() {
    let newsapi = format!(
        "{{\"status\":\"ok\",\"articles\":[{{\"source\":{{\"id\":null,\"name\":\"The Packet\"}},\"author\":\"Ada Finch\",\"title\":\"Ferry\",\"url\":\"https://packet.example/1\",\"publishedAt\":\"1999-03-02T08:15:00Z\",\"content\":\"{SANK}\"}}]}}"
    );
    let report = all("a.json", newsapi.as_bytes()).remove(0);
    assert_eq!(
        (report.from.as_str(), report.outlet.as_deref(), report.text.as_str()),
        ("a.json#/articles/0", Some("The Packet"), SANK)
    );
    assert_eq!(report.published.unwrap().to_string(), "1999-03-02T08:15:00+00:00");
    let telegram = format!(
        "{{\"name\":\"The Packet\",\"type\":\"public_channel\",\"messages\":[{{\"id\":1,\"type\":\"service\",\"text\":\"\"}},{{\"id\":2,\"type\":\"message\",\"date\":\"1999-03-02T10:15:00\",\"date_unixtime\":\"920362500\",\"from\":\"The Packet\",\"text\":[{{\"type\":\"bold\",\"text\":\"{SANK}\"}},\" {ROSE}\"]}}]}}"
    );
    let report = all("result.json", telegram.as_bytes()).remove(0);
    assert_eq!(
        (report.text.as_str(), report.outlet.as_deref()),
        (format!("{SANK} {ROSE}").as_str(), Some("The Packet"))
    );
    assert!(report.authors.is_empty());
    let archive = format!(
        "window.YTD.tweets.part0 = [{{\"tweet\":{{\"id_str\":\"7\",\"full_text\":\"{SANK}\",\"created_at\":\"Tue Mar 02 08:15:00 +0000 1999\"}}}}]"
    );
    let report = all("tweets.js", archive.as_bytes()).remove(0);
    assert_eq!((report.id.as_str(), report.text.as_str()), ("7", SANK));
}

#[test]
fn the_exports_of_press_databases_are_split() {
    let nexis = |n: usize, text: &str| {
        format!(
            "                               {n} of 2 DOCUMENTS\n\n\n                 The Packet (Port Ness)\n\n              \
             March {n}, 1999 Tuesday\n\nFerry number {n}\n\nBYLINE: Ada Finch\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 20 words\n\n\
             {text}\n\n   More of {n}.\n\nLOAD-DATE: March 9, 1999\n\nLANGUAGE: ENGLISH\n\n       Copyright 1999 The Packet\n       All Rights Reserved\n\n"
        )
    };
    let reports = all("nexis.txt", format!("{}{}", nexis(1, SANK), nexis(2, ROSE)).as_bytes());
    assert_eq!(seen(&reports)[1], ("nexis.txt#2", format!("{ROSE}\n\n   More of 2.").as_str()));
    let first = &reports[0];
    assert_eq!(
        (first.title.as_deref(), first.outlet.as_deref()),
        (Some("Ferry number 1"), Some("The Packet (Port Ness)"))
    );
    assert_eq!(
        (first.authors.as_slice(), first.published.unwrap().to_string().as_str()),
        (&["Ada Finch".to_owned()][..], "1999-03-01")
    );

    let newer = |n: usize, text: &str| {
        format!(
            "Ferry number {n}\nThe Packet (Port Ness)\nMarch {n}, 1999 Tuesday\n\nCopyright 1999 The Packet All Rights Reserved\n\
             Section: NEWS; Pg. 4\nLength: 20 words\nByline: Ada Finch\nBody\n\n{text}\n\nLoad-Date: March 9, 1999\n\nEnd of Document\n\n"
        )
    };
    let reports = all("nexis.txt", format!("{}{}", newer(1, SANK), newer(2, ROSE)).as_bytes());
    assert_eq!(seen(&reports), [("nexis.txt#1", SANK), ("nexis.txt#2", ROSE)]);
    assert_eq!(reports[1].title.as_deref(), Some("Ferry number 2"));

    let factiva = |n: usize, text: &str| {
        format!(
            "Ferry number {n}\n\nBy Ada Finch\n20 words\n{n} March 1999\n08:15\nThe Packet\nPCKT\nEnglish\n(c) 1999 The Packet\n\n\
             {text}\n\nMore of {n}.\n\nDocument PCKT00001999030{n}e833000b9\n\n"
        )
    };
    let reports = all("factiva.txt", format!("{}{}", factiva(1, SANK), factiva(2, ROSE)).as_bytes());
    assert_eq!(seen(&reports)[0], ("factiva.txt#1", format!("{SANK}\n\nMore of 1.").as_str()));
    assert_eq!(
        (reports[1].title.as_deref(), reports[1].outlet.as_deref()),
        (Some("Ferry number 2"), Some("The Packet"))
    );
    assert_eq!(reports[1].published.unwrap().to_string(), "1999-03-02T08:15:00");

    let labelled = |n: usize, text: &str| {
        format!(
            "SE  News\nHD  Ferry number {n}\nBY  By Ada Finch\nWC  20 words\nPD  {n} March 1999\nET  08:15\nSN  The Packet\nSC  PCKT\n\
             LA  English\nCY  (c) 1999 The Packet\nLP\n{text}\n\nTD\nMore of {n}.\n\nAN\nDocument PCKT00001999030{n}e833000b9\n\n"
        )
    };
    let reports = all("factiva.txt", format!("{}{}", labelled(1, SANK), labelled(2, ROSE)).as_bytes());
    assert_eq!(reports[0].title.as_deref(), Some("Ferry number 1"));
    assert!(reports[0].text.as_str().starts_with(SANK) && reports[0].text.as_str().ends_with("More of 1."));

    let europresse = |n: usize, text: &str| {
        format!(
            "Le Paquebot\nNom de la source : Le Paquebot\nType de source : Presse\nPériodicité : Quotidien\nProvenance : Port Ness\np. 4\n\
             {n} March 1999\n\nFerry number {n}\n\n{text}\n\n© 1999 Le Paquebot. Tous droits réservés.\nnews·1999030{n}·PQ·0123\n\n"
        )
    };
    let reports = all("europresse.txt", format!("{}{}", europresse(1, SANK), europresse(2, ROSE)).as_bytes());
    assert_eq!(seen(&reports), [("europresse.txt#1", SANK), ("europresse.txt#2", ROSE)]);
    assert_eq!(reports[0].outlet.as_deref(), Some("Le Paquebot"));
}

#[test]
fn newsml_is_its_items() {
    let item = |text: &str| {
        format!(
            "<newsItem guid='urn:x'><contentMeta><headline>A</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>\
             <html xmlns='http://www.w3.org/1999/xhtml'><body><p>{text}</p></body></html></inlineXML></contentSet></newsItem>"
        )
    };
    let message =
        format!("<?xml version='1.0'?><newsMessage><itemSet>{}{}</itemSet></newsMessage>", item(SANK), item(ROSE));
    assert_eq!(seen(&all("a.xml", message.as_bytes())), [("a.xml#1", SANK), ("a.xml#2", ROSE)]);
}
