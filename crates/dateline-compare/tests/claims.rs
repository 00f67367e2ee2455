//! What reports of one story tell together, and where they stand apart.

use dateline_compare::Lexicon;
use dateline_compare::account::account;
use dateline_compare::compare::compare;
use dateline_core::{
    Annotated, Claim, ClaimState, Clause, ClauseId, ClauseKind, DifferenceKind, ParseBuilder, Polarity, Pos, Published,
    PublishedBy, Region, RegionKind, Report, ReportIx, Status, Story, Text, Word,
};
use dateline_language::Language;
use proptest::prelude::*;
use std::sync::LazyLock;
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

/// A report of one sentence a line, each word written `word/POS`; a word with its lemma `word/POS/lemma`. The first
/// verb of a sentence is its root.
fn report(id: &str, published: &str, marked: &str) -> Annotated {
    let mut raw = String::new();
    let mut words = Vec::new();
    for line in marked.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let parts: Vec<Vec<&str>> = line.split(' ').map(|w| w.split('/').collect()).collect();
        let first = words.len();
        let root = first + parts.iter().position(|p| p.get(1) == Some(&"VERB")).unwrap_or(0);
        for (i, part) in parts.iter().enumerate() {
            let start = raw.len();
            raw.push_str(part[0]);
            let pos = part.get(1).and_then(|pos| Pos::named(pos)).unwrap_or(Pos::Punct);
            words.push((start..raw.len(), *part.get(2).unwrap_or(&part[0]), pos, root, i == 0));
            raw.push(if i + 1 == parts.len() { '\n' } else { ' ' });
        }
    }
    let text = Text::new(raw.as_str());
    let mut builder = ParseBuilder::new(&text);
    for (range, lemma, pos, head, sentence_start) in words {
        let span = text.span(range).expect("a word of the text");
        builder.token(span, Word { lemma, pos, head, sentence_start, ..Word::default() });
    }
    let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
    let published = Published::parse(published, PublishedBy::Given);
    let report =
        Report { id: id.to_owned(), outlet: Some(id.to_owned()), published, regions, text, ..Report::default() };
    let parse = builder.finish();
    let clause = |(i, tokens): (usize, std::ops::Range<usize>)| {
        let span = parse.span_of(tokens.clone())?;
        let predicate = tokens.clone().find(|&t| parse.pos(t) == Pos::Verb).unwrap_or(tokens.start);
        Some(Clause {
            id: ClauseId(i as u32),
            span,
            pieces: vec![span],
            sentence: i as u32,
            region: RegionKind::Body,
            kind: ClauseKind::Main,
            host: None,
            depth: 0,
            predicate: parse.span(predicate),
            sources: Vec::new(),
            targets: Vec::new(),
            source_spans: Vec::new(),
            target_spans: Vec::new(),
            polarity: Polarity::Positive,
            status: Status::Happened,
            place: None,
            time: None,
            quantities: Vec::new(),
            statement: None,
            says: None,
            by: "test".into(),
        })
    };
    let clauses = parse.sentences().enumerate().filter_map(clause).collect();
    Annotated { report, parse, clauses, ..Annotated::default() }
}

fn story(reports: &[Annotated]) -> Story {
    let all = (0..reports.len() as u32).map(ReportIx).collect();
    Story { id: "story".to_owned(), reports: all, ..Story::default() }
}

fn told<'a>(claims: &'a [Claim], reports: &[Annotated], words: &str) -> &'a Claim {
    let holds =
        |c: &&Claim| c.support.iter().any(|s| reports[s.report.index()].report.text.str(s.span).contains(words));
    claims.iter().find(holds).expect("a claim that holds the words")
}

const FIRST: &str = "The/DET ferry/NOUN Aurora/PROPN sank/VERB/sink near/ADP Molde/PROPN harbour/NOUN .
    Divers/NOUN searched/VERB/search the/DET cold/ADJ fjord/NOUN .
    “/PUNCT The/DET hull/NOUN broke/VERB/break in/ADP two/NUM pieces/NOUN ,/PUNCT ”/PUNCT the/DET captain/NOUN said/VERB/say .
    Tickets/NOUN were/AUX cheap/ADJ that/DET winter/NOUN .";
const SECOND: &str = "The/DET Aurora/PROPN sank/VERB/sink near/ADP Molde/PROPN harbour/NOUN ,/PUNCT a/DET ferry/NOUN .
    Bakers/NOUN sold/VERB/sell bread/NOUN downtown/ADV .
    “/PUNCT The/DET hull/NOUN broke/VERB/break in/ADP pieces/NOUN ,/PUNCT ”/PUNCT the/DET captain/NOUN said/VERB/say .";

#[test]
fn what_two_reports_tell_is_one_claim_and_what_one_tells_stays_alone() {
    let reports = [report("north", "1911-03-02", FIRST), report("south", "1911-03-04", SECOND)];
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    let sinking = told(&claims, &reports, "sank near Molde");
    assert_eq!((sinking.outlets, sinking.state), (2, ClaimState::Agree));
    let search = told(&claims, &reports, "Divers searched");
    assert_eq!(search.state, ClaimState::Single);
    assert_eq!(search.silent, [ReportIx(1)], "it was published later and does not tell");
    let bread = told(&claims, &reports, "Bakers sold");
    assert_eq!(bread.too_early, [ReportIx(0)], "it was published before anyone told");
}

#[test]
fn one_quotation_in_other_words_differs_in_wording() {
    let reports = [report("north", "1911-03-02", FIRST), report("south", "1911-03-04", SECOND)];
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    let hull = told(&claims, &reports, "The hull broke");
    assert_eq!(hull.differences.iter().map(|d| d.kind).collect::<Vec<_>>(), [DifferenceKind::Wording]);
    assert!(hull.differences[0].values.iter().any(|v| v.value.starts_with("The hull broke in two")));
}

#[test]
fn nobody_is_silent_where_no_date_is_known() {
    let reports = [report("north", "", FIRST), report("south", "", SECOND)];
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    assert!(claims.iter().all(|c| c.silent.is_empty() && c.too_early.is_empty()));
}

#[test]
fn a_story_of_one_report_has_only_single_claims() {
    let reports = [report("north", "1911-03-02", FIRST)];
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    assert!(!claims.is_empty() && claims.iter().all(|c| c.state == ClaimState::Single));
}

/// Reports that all tell of the sinking and each of a ship of its own.
fn many(count: usize, outlet: impl Fn(usize) -> String, published: &str) -> Vec<Annotated> {
    let own = |i: usize| format!("Salvage/NOUN crew{i}/NOUN raised/VERB/raise wreck{i}/NOUN .");
    let text = |i: usize| format!("{}\n{}", FIRST.lines().next().expect("a line"), own(i));
    let named = |(i, mut r): (usize, Annotated)| {
        r.report.outlet = Some(outlet(i));
        r
    };
    (0..count).map(|i| report(&format!("r{i}"), published, &text(i))).enumerate().map(named).collect()
}

#[test]
fn five_hundred_reports_of_one_story_tell_one_claim_together() {
    let reports = many(500, |i| format!("outlet {i}"), "1911-03-02");
    let whole = account(&ENGLISH, vec![story(&reports)], &reports);
    let sinking = told(&whole.stories[0].claims, &reports, "sank near Molde");
    assert_eq!((sinking.outlets, sinking.state, sinking.support.len()), (500, ClaimState::Agree, 500));
}

#[test]
fn reports_of_one_outlet_are_one_outlet() {
    let reports = many(6, |_| "north".to_owned(), "1911-03-02");
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    let sinking = told(&claims, &reports, "sank near Molde");
    assert_eq!((sinking.outlets, sinking.support.len()), (1, 6));
}

#[test]
fn reports_without_dates_are_joined_and_none_is_silent() {
    let reports = many(6, |i| format!("outlet {i}"), "");
    let claims = compare(&ENGLISH, &story(&reports), &reports).claims;
    assert_eq!(told(&claims, &reports, "sank near Molde").outlets, 6);
    assert!(claims.iter().all(|c| c.silent.is_empty()));
}

proptest! {
    #[test]
    fn any_words_give_claims_with_places_in_their_reports(texts in prop::collection::vec("([a-d]{1,2}/(NOUN|VERB|NUM) ?){0,12}", 0..6)) {
        let reports: Vec<Annotated> = texts.iter().enumerate().map(|(i, t)| report(&i.to_string(), "", t.trim())).collect();
        for claim in compare(&ENGLISH, &story(&reports), &reports).claims {
            prop_assert!(claim.best < claim.support.len());
            for support in &claim.support {
                prop_assert!(reports[support.report.index()].report.text.whole().contains(support.span));
            }
        }
    }
}
