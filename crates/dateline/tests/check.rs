//! Runs the pages under `tests/check`: prose, reports, drafts that are held against them, and what must be found.
//!
//! A block that opens with ```` ```text story ```` holds reports, each under a line `# ID DATE`; ```` ```text draft ```` holds a draft,
//! and the ```` ```text findings ```` after it a line for each finding, all of them: `KIND “words of the draft” | ID “words of that
//! report”`, the second part only where it is looked at; of a quotation how it stands too: `quote otherwise “…”`. `not found “…”` is
//! a sentence that begins so and that no report tells. `none` is no finding at all.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

#[path = "../../dateline-annotate/tests/pages/mod.rs"]
mod pages;

use dateline_annotate::{Annotator, Options, parse};
use dateline_compare::Lexicon;
use dateline_compare::check::check;
use dateline_core::{
    Annotated, Checked, Published, PublishedBy, QuoteFault, Region, RegionKind, Report, ReportIx, Standing, Text,
};
use dateline_language::Language;
use dateline_spacy::Pipeline;
use pages::Block;

struct English {
    pipeline: Pipeline,
    annotator: Annotator,
    lexicon: Lexicon,
}

impl English {
    fn annotated(&self, id: &str, published: Option<Published>, text: &str) -> Annotated {
        let mut report = Report {
            id: id.into(),
            outlet: Some(id.into()),
            published,
            text: Text::new(text.trim()),
            ..Report::default()
        };
        report.regions = vec![Region { span: report.text.whole(), kind: RegionKind::Body }];
        let parsed = parse(&report, &mut self.pipeline.worker());
        self.annotator.annotate(report, parsed, &Options::default())
    }

    fn reports(&self, block: &str) -> Vec<Annotated> {
        let read = |part: &str| {
            let (head, text) = part.split_once('\n').unwrap();
            let (id, date) = head.split_once(' ').unwrap();
            self.annotated(id, Published::parse(date, PublishedBy::Given), text)
        };
        block.split("# ").skip(1).map(read).collect()
    }
}

#[test]
fn every_page_holds() {
    let english = English {
        pipeline: Pipeline::english().unwrap(),
        annotator: Annotator::new(&Language::english()).unwrap(),
        lexicon: Lexicon::new(&Language::english()).unwrap(),
    };
    let mut failures = Vec::new();
    let (mut reports, mut found): (Vec<Annotated>, Vec<String>) = Default::default();
    for Block { page, line, head, text } in pages::blocks(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check")) {
        match head.as_str() {
            "story" => reports = english.reports(&text),
            "draft" => {
                let newest = reports.iter().filter_map(|r| r.report.published).max_by_key(|p| p.date);
                let draft = english.annotated("draft", newest, &text);
                let all: Vec<ReportIx> = (0..reports.len() as u32).map(ReportIx).collect();
                let checked = check(&english.lexicon, &draft, &all, &reports);
                found = told(&checked, &draft.report.text, &reports);
            }
            "findings" => {
                let asked: Vec<&str> = text.lines().filter(|l| *l != "none").collect();
                let missed = asked.iter().filter(|a| !found.iter().any(|f| holds(f, a)));
                failures.extend(missed.map(|a| format!("{page}:{line}: not found: {a}")));
                let more = found.iter().filter(|f| !asked.iter().any(|a| holds(f, a)));
                failures.extend(more.map(|f| format!("{page}:{line}: found too: {f}")));
            }
            other => panic!("{other:?} is no block of a page"),
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What was found, a line each: kind, words of the draft, then every report with its words.
fn told(checked: &Checked, draft: &Text, all: &[Annotated]) -> Vec<String> {
    let mut lines = Vec::new();
    for sentence in &checked.sentences {
        if sentence.standing == Standing::NotFound {
            lines.push(format!("not found “{}”", draft.str(sentence.span)));
        }
        for f in &sentence.findings {
            let how = match f.quote {
                Some(QuoteFault::Otherwise) => " otherwise",
                Some(QuoteFault::Joined) => " joined",
                Some(QuoteFault::Nowhere) => " nowhere",
                None => "",
            };
            let mut line = format!("{}{how} “{}”", f.kind.name(), draft.str(f.span));
            for p in f.says.iter().chain(&f.evidence) {
                let report = &all[p.report.index()].report;
                line += &format!(" | {} “{}”", report.id, report.text.str(p.span).replace('\n', " "));
            }
            lines.push(line);
        }
    }
    lines
}

/// Whether a finding is the one that a line asks for.
fn holds(found: &str, asked: &str) -> bool {
    let (head, places) = found.split_once(" | ").unwrap_or((found, ""));
    let (wanted, place) = asked.split_once(" | ").unwrap_or((asked, ""));
    let begins = wanted.starts_with("not found") && head.starts_with(wanted.trim_end_matches('”'));
    let (id, words) = place.split_once(" “").unwrap_or((place, ""));
    let told = |p: &str| p.starts_with(id) && p.contains(words.trim_end_matches('”'));
    (head == wanted || begins) && (place.is_empty() || places.split(" | ").any(told))
}
