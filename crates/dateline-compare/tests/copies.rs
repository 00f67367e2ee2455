//! Which passages one report has from another.

use dateline_compare::Lexicon;
use dateline_compare::gather::copies;
use dateline_core::{Annotated, Published, PublishedBy, Region, RegionKind, Report, ReportIx, Text};
use dateline_language::Language;
use proptest::prelude::*;
use std::sync::LazyLock;
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

const QUAY: &str = "The old stone quay of Lisbon sank into the Tagus shortly after the second shock on Saturday morning. \
    Hundreds of people who had fled there from the falling houses were lost with it, pilots who saw it from the river said.";
const FIRES: &str = "Fires that began in the kitchens of the lower city burned for five days and could be seen from the hills of Sintra. \
    What the shocks had left of the royal library, with seventy thousand volumes, was gone by Monday.";

fn report(id: &str, published: &str, text: &str) -> Annotated {
    let published = Published::parse(published, PublishedBy::Given);
    Annotated {
        report: Report { id: id.into(), published, text: Text::new(text), ..Report::default() },
        ..Annotated::default()
    }
}

/// Each copy as its report's id and words, and those of the report that it is from.
fn found(reports: &[Annotated]) -> Vec<(&str, &str, &str, &str)> {
    let members: Vec<ReportIx> = (0..reports.len() as u32).map(ReportIx).collect();
    let words = |ix: ReportIx, span| {
        let report = &reports[ix.index()].report;
        (report.id.as_str(), report.text.str(span))
    };
    let mut list: Vec<_> = copies(&ENGLISH, &members, reports)
        .into_iter()
        .map(|c| (words(c.report, c.span), words(c.of, c.of_span)))
        .map(|((report, passage), (of, of_passage))| (report, passage, of, of_passage))
        .collect();
    list.sort_unstable();
    list
}

#[test]
fn the_later_report_has_it_from_the_earlier() {
    let reports = [
        report("later", "1998-11-02", &format!("A new lead of our own makers.\n{QUAY}")),
        report("earlier", "1998-11-01", &format!("{QUAY}\n{FIRES}")),
    ];
    let passage = QUAY.trim_end_matches('.');
    assert_eq!(found(&reports), [("later", passage, "earlier", passage)]);
}

#[test]
fn on_one_day_who_credits_the_agency_had_it_first() {
    let reports = [
        report("silent", "1998-11-01", &format!("{QUAY}\n{FIRES} And more of our own.")),
        report("credits", "1998-11-01", &format!("LISBON (Reuters) - {QUAY}")),
    ];
    let all = found(&reports);
    assert_eq!(all.iter().map(|c| (c.0, c.2)).collect::<Vec<_>>(), [("silent", "credits")]);
}

#[test]
fn cut_reordered_and_edited_passages_are_found() {
    let edited = FIRES.replace("five days", "almost a week").replace("the royal library", "the king's library");
    let reports = [
        report("a", "1998-11-01", &format!("{QUAY}\n{FIRES}")),
        report("b", "1998-11-02", &format!("{edited}\nOur own words stand between the two.\n{QUAY}")),
    ];
    let starts: Vec<&str> = found(&reports).iter().map(|c| &c.1[..12]).collect();
    assert_eq!(starts, ["Fires that b", "The old ston"]);
    assert!(found(&reports)[0].1.ends_with("was gone by Monday"), "edits do not cut a passage short");
}

#[test]
fn a_shared_quotation_is_not_a_copy() {
    let said = "We stood on the hill and saw the quay go down, and with it everyone who had trusted in the stone and the water";
    let reports = [
        report("a", "1998-11-01", &format!("“{said},” the pilot told us in his house.")),
        report("b", "1998-11-02", &format!("On Sunday a pilot was heard to say: “{said}.”")),
    ];
    assert_eq!(found(&reports), []);
}

#[test]
fn furniture_is_never_a_copy() {
    let menu = "Home News Sport Weather Subscribe to our letter and never miss a story of the day again with one click";
    let mut reports = [report("a", "1998-11-01", menu), report("b", "1998-11-02", menu)];
    for report in &mut reports {
        let span = report.report.text.whole();
        report.report.regions.push(Region { span, kind: RegionKind::Furniture });
    }
    assert_eq!(found(&reports), []);
}

#[test]
fn without_dates_the_longer_text_had_it_first() {
    let reports = [report("cut", "", QUAY), report("whole", "", &format!("{QUAY}\n{FIRES}"))];
    assert_eq!(found(&reports).iter().map(|c| (c.0, c.2)).collect::<Vec<_>>(), [("cut", "whole")]);
    let dated = [report("undated", "", &format!("{QUAY}\n{FIRES}")), report("dated", "1998-11-02", QUAY)];
    assert_eq!(found(&dated).iter().map(|c| (c.0, c.2)).collect::<Vec<_>>(), [("undated", "dated")]);
}

#[test]
fn a_report_of_two_stories_has_each_from_its_own() {
    let reports = [
        report("quay", "1998-11-01", QUAY),
        report("fires", "1998-11-01", FIRES),
        report("both", "1998-11-02", &format!("{FIRES}\n{QUAY}")),
    ];
    let all = found(&reports);
    assert_eq!(all.iter().map(|c| (c.0, c.2)).collect::<Vec<_>>(), [("both", "fires"), ("both", "quay")]);
}

#[test]
fn a_report_of_one_word_copies_nothing() {
    assert_eq!(found(&[report("word", "", "Quay"), report("same", "", "Quay"), report("nothing", "", "")]), []);
}

#[test]
fn a_thousand_copies_of_one_text_are_all_of_the_first() {
    let reports: Vec<Annotated> = (0..1000).map(|i| report(&format!("copy-{i:04}"), "", QUAY)).collect();
    let all = found(&reports);
    assert_eq!(all.len(), 999);
    assert!(all.iter().all(|c| c.2 == "copy-0000"));
}

proptest! {
    #[test]
    fn no_text_makes_it_fail(texts in prop::collection::vec("([a-c“”\" ]{0,4}[é\n.] ?){0,60}", 0..5)) {
        let reports: Vec<Annotated> = texts.iter().enumerate().map(|(i, t)| report(&i.to_string(), "", t)).collect();
        for (report, passage, of, of_passage) in found(&reports) {
            prop_assert!(report != of && !passage.is_empty() && !of_passage.is_empty());
        }
    }
}
