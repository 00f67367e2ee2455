//! Runs the pages under `tests/spec`: prose, reports of one story, and what an account of them must say.
//!
//! A block that opens with ```` ```text story ```` holds reports, each under a line `# ID DATE`. The next block that opens with
//! ```` ```text account ```` holds a line for each thing that is looked at, in which places are told as `ID “words”`:
//! `joined: A | B` that one claim holds these places, `apart: A | B` that none does, `figure: A` that a number is told there,
//! `differs in KIND: A | B` (or `brought up to date in KIND`) that a claim has these values of these reports,
//! `no difference in KIND` that no claim differs in it, and `silent: ID on A` that a report could have told a claim and does not.
//! Of origins: `origins N: A | B` that the claim with these places has so many, `one utterance: A | B` that both are words of one,
//! `two utterances: A | B` that they are not, `no origin “NAME”`, and `unnamed “DESCRIPTION”: RULES` that the ledger has a source that
//! touches these rules.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

#[path = "../../dateline-annotate/tests/pages/mod.rs"]
mod pages;

use dateline_annotate::{Annotator, Options, parse};
use dateline_compare::account::account;
use dateline_compare::{Lexicon, actors, gather};
use dateline_core::{
    Annotated, Claim, ClaimKind, Published, PublishedBy, Region, RegionKind, Report, ReportIx, Span, StatementId,
    Story, StoryAccount, Text, UnnamedSource, Utterance,
};
use dateline_language::Language;
use dateline_spacy::Pipeline;
use pages::Block;

#[test]
fn every_page_holds() {
    let english = Pipeline::english().unwrap();
    let annotator = Annotator::new(&Language::english()).unwrap();
    let lexicon = Lexicon::new(&Language::english()).unwrap();
    let mut failures = Vec::new();
    let mut told = None;
    for Block { page, line, head, text } in pages::blocks(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spec")) {
        match (head.as_str(), &told) {
            ("story", _) => told = Some(tell(&english, &annotator, &lexicon, &text)),
            ("account", Some((reports, account))) => {
                let right = |asked: &str| {
                    origins_hold(asked, reports, account).unwrap_or_else(|| holds(asked, reports, &account.claims))
                };
                let wrong = text.lines().enumerate().filter(|(_, asked)| !right(asked));
                failures.extend(wrong.map(|(i, asked)| format!("{page}:{}: {asked}", line + i + 1)));
            }
            _ => panic!("{head:?} is no block of a page"),
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The reports of a block and their account, with the claims that are read.
fn tell(english: &Pipeline, annotator: &Annotator, lexicon: &Lexicon, block: &str) -> (Vec<Annotated>, StoryAccount) {
    let read = |part: &str| {
        let (head, text) = part.split_once('\n').unwrap();
        let (id, date) = head.split_once(' ').unwrap_or((head, ""));
        let mut report =
            Report { id: id.into(), outlet: Some(id.into()), text: Text::new(text.trim()), ..Report::default() };
        report.published = Published::parse(date, PublishedBy::Given);
        report.regions = vec![Region { span: report.text.whole(), kind: RegionKind::Body }];
        let parsed = parse(&report, &mut english.worker());
        annotator.annotate(report, parsed, &Options::default())
    };
    let reports: Vec<Annotated> = block.split("# ").skip(1).map(read).collect();
    let all: Vec<ReportIx> = (0..reports.len() as u32).map(ReportIx).collect();
    let members: Vec<(ReportIx, &Annotated)> = all.iter().copied().zip(&reports).collect();
    let mut story =
        Story { id: "story".into(), actors: actors::join(lexicon, &members), reports: all, ..Story::default() };
    story.origins = gather::origins(lexicon, &story, &reports);
    let mut told = account(lexicon, vec![story], &reports).stories.remove(0);
    told.claims.retain(|c| c.shown);
    (reports, told)
}

/// Whether what a line asks of origins holds; `None` if it asks of something else.
fn origins_hold(line: &str, reports: &[Annotated], account: &StoryAccount) -> Option<bool> {
    let within = |told: (&str, &str), report: ReportIx, span: Span| {
        let report = &reports[report.index()].report;
        report.id == told.0 && report.text.str(span).contains(told.1)
    };
    if let Some(name) = line.strip_prefix("no origin “") {
        return Some(account.story.origins.iter().all(|o| !o.name.contains(name.trim_end_matches('”'))));
    }
    if let Some(rest) = line.strip_prefix("unnamed “") {
        let (description, rules) = rest.split_once("”: ").unwrap();
        let source = account.unnamed.iter().find(|u| u.description == description);
        let touched =
            |u: &UnnamedSource| u.flags.iter().map(|f| format!("{f:?}").to_lowercase()).collect::<Vec<_>>().join(", ");
        return Some(source.is_some_and(|u| touched(u) == if rules == "none" { "" } else { rules }));
    }
    let (what, rest) = line.split_once(": ")?;
    let places: Vec<(&str, &str)> = rest.split(" | ").map(place).collect();
    if let Some(count) = what.strip_prefix("origins ") {
        let told = |c: &&Claim| places.iter().all(|&p| c.support.iter().any(|s| within(p, s.report, s.span)));
        return Some(account.claims.iter().filter(told).any(|c| c.origins == count.parse::<u32>().unwrap()));
    }
    let one = match what {
        "one utterance" => true,
        "two utterances" => false,
        _ => return None,
    };
    let content = |(r, id): (ReportIx, StatementId)| (r, reports[r.index()].statement(id).unwrap().content.clone());
    let holds = |u: &Utterance, p| u.wordings.iter().any(|&w| content(w).1.iter().any(|&c| within(p, w.0, c)));
    let utterances = &account.story.utterances;
    let each = places.iter().all(|&p| utterances.iter().any(|u| holds(u, p)));
    Some(each && one == utterances.iter().any(|u| places.iter().all(|&p| holds(u, p))))
}

/// Whether an account says what a line of a page asks for.
fn holds(line: &str, reports: &[Annotated], claims: &[Claim]) -> bool {
    let is = |d: &dateline_core::Difference, kind: &str| format!("{:?}", d.kind).eq_ignore_ascii_case(kind);
    if let Some(kind) = line.strip_prefix("no difference in ") {
        return !claims.iter().any(|c| c.differences.iter().any(|d| is(d, kind)));
    }
    let (what, rest) = line.split_once(": ").unwrap();
    let places: Vec<(&str, &str)> = rest.split(" | ").map(place).collect();
    let at = |claim: &Claim, (id, words): (&str, &str)| -> Vec<usize> {
        let told = |i: &usize| {
            let support = &claim.support[*i];
            let report = &reports[support.report.index()].report;
            report.id == id && report.text.str(support.span).contains(words)
        };
        (0..claim.support.len()).filter(told).collect()
    };
    let together = |c: &&Claim| places.iter().all(|&p| !at(c, p).is_empty());
    match what.split_once(" in ") {
        _ if what == "joined" => claims.iter().any(|c| together(&c)),
        _ if what == "apart" => !claims.iter().any(|c| together(&c)),
        _ if what == "figure" => claims.iter().filter(together).any(|c| c.kind == ClaimKind::Figure),
        _ if what == "silent" => {
            let (who, place_of) = rest.split_once(" on ").unwrap();
            let silent = |c: &Claim| c.silent.iter().any(|r| reports[r.index()].report.id == who);
            claims.iter().any(|c| !at(c, place(place_of)).is_empty() && silent(c))
        }
        Some((how, kind)) => {
            let differences = claims.iter().flat_map(|c| c.differences.iter().map(move |d| (c, d)));
            let found = differences.filter(|(_, d)| is(d, kind) && d.update == (how == "brought up to date"));
            let has = |c: &Claim, d: &dateline_core::Difference, (id, value): (&str, &str)| {
                let of = |&i: &usize| reports[c.support[i].report.index()].report.id == id;
                d.values.iter().any(|v| v.value.contains(value) && v.support.iter().any(of))
            };
            found.into_iter().any(|(c, d)| places.iter().all(|&p| has(c, d, p)))
        }
        None => panic!("{line:?} asks for nothing that is known"),
    }
}

/// A report and words of it: `north “sank near Molde”`.
fn place(told: &str) -> (&str, &str) {
    let (id, words) = told.split_once(" “").unwrap_or((told, ""));
    (id, words.trim_end_matches('”'))
}
