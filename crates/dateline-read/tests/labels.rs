//! Whole reports of several kinds, with all that is read of them. The fixtures are made up, and long past.

mod common;

use common::read_bytes;
use dateline_core::Report;

/// A report as a page that a reader can check: what is known of it, then each region with its kind.
fn page(report: &Report) -> String {
    let mut page = String::new();
    let facts = [
        ("id", Some(report.id.clone())),
        ("title", report.title.clone()),
        ("outlet", report.outlet.clone()),
        ("authors", (!report.authors.is_empty()).then(|| report.authors.join(", "))),
        ("url", report.url.clone()),
        ("language", report.language.clone()),
        ("place", report.place.clone()),
        ("published", report.published.map(|p| format!("{p} ({:?})", p.by))),
    ];
    for (name, value) in facts {
        page += &format!("{name}: {}\n", value.as_deref().unwrap_or("-"));
    }
    for region in &report.regions {
        let words = report.text.str(region.span).replace('\n', "⏎");
        page += &format!("{:>11} | {words}\n", format!("{:?}", region.kind).to_lowercase());
    }
    page
}

fn read_one(name: &str, bytes: &[u8]) -> Report {
    let mut reports = read_bytes(name, bytes);
    assert_eq!(reports.len(), 1, "{reports:?}");
    reports.remove(0).expect("a good report")
}

#[test]
fn a_page_pasted_with_its_furniture() {
    let report = read_one("cluttered.txt", include_bytes!("fixtures/cluttered.txt"));
    insta::assert_snapshot!(page(&report));
}

#[test]
fn an_agency_report_with_crossheads() {
    let report = read_one("agency.txt", include_bytes!("fixtures/agency.txt"));
    insta::assert_snapshot!(page(&report));
}

#[test]
fn a_hard_wrapped_report() {
    let report = read_one("wrapped.txt", include_bytes!("fixtures/wrapped.txt"));
    insta::assert_snapshot!(page(&report));
}

#[test]
fn markdown_with_front_matter() {
    let report = read_one("notes.md", include_bytes!("fixtures/notes.md"));
    insta::assert_snapshot!(page(&report));
}

#[test]
fn a_saved_page() {
    let report = read_one("page.html", include_bytes!("fixtures/page.html"));
    insta::assert_snapshot!(page(&report));
}

#[test]
fn json_lines_with_a_broken_one() {
    let mut pages = String::new();
    for report in read_bytes("reports.jsonl", include_bytes!("fixtures/reports.jsonl")) {
        match report {
            Ok(report) => pages += &format!("{}\n", page(&report)),
            Err(error) => pages += &format!("{error}\n\n"),
        }
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn a_text_of_one_line_is_body() {
    let report = read_one("a.txt", b"Skip to content");
    assert_eq!(format!("{:?}", report.regions), "[Region { span: 0..15, kind: Body }]");
}

#[test]
fn a_date_in_furniture_is_no_publication_date() {
    let text =
        "The ferry sank off the point on Monday, the owners said.\n\nMore stories\nThe mill burns\n2 December 1911";
    assert_eq!(read_one("a.txt", text.as_bytes()).published, None);
    let bare = "The ferry sank off the point on Monday, the owners said.\n\nThe mill burns\n2 December 1911";
    assert_eq!(read_one("a.txt", bare.as_bytes()).published, None);
}

#[test]
fn speakers_of_a_broadcast_are_no_place() {
    let text = "ADA FINCH, HOST: The ferry sank on Monday.\nTOM REEVE: It was a heavy sea that night.\nADA FINCH, HOST: Thank you.";
    assert_eq!(read_one("a.txt", text.as_bytes()).place, None);
}
