//! A draft held against reports: what of it they tell, what they tell otherwise, and what no report tells.
//!
//! Quotations are [collated](collate) with every report. What is not quoted is read: for each sentence of the draft the [`ground`]
//! finds the sentences of reports that come near it, and a file a kind of value asks whether these have the value that the draft
//! has, or another in its place. Each such doubt has two figures, how surely what bears against the draft tells the same thing and
//! how surely what bears it out does; [`judge`] makes findings of those that are sure enough.

mod ages;
mod apart;
mod case;
mod collate;
mod ground;
mod judge;
mod names;
mod numbers;
mod outlets;
mod quotations;
mod roles;
mod shading;
mod speakers;
mod times;

pub(crate) use apart::Apart;
pub use collate::{Quoted, quoted};

use crate::Lexicon;
use case::{Case, Doubt};
use collate::{Collated, collate};
use dateline_core::{Annotated, Checked, CheckedSentence, Finding, FindingKind, Place, ReportIx, Span, Standing};
use ground::{Ground, Near};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Checks a draft against some of the reports.
pub fn check(lexicon: &Lexicon, annotated: &Annotated, others: &[ReportIx], reports: &[Annotated]) -> Checked {
    // While it is checked the draft is the last of the reports.
    let draft = ReportIx(reports.len() as u32);
    let reports: Vec<&Annotated> = reports.iter().chain([annotated]).collect();
    let quotes = collate(annotated, &reports, others);
    let quoted: Vec<Span> = quotes.iter().map(|q| q.span).collect();
    let ground = Ground::new(lexicon, draft, &reports, others);
    let spans = annotated.parse.sentences().enumerate();
    let spans = spans.filter_map(|(n, tokens)| Some((n, annotated.report.text.trim(annotated.parse.span_of(tokens)?))));
    let sentence = |(number, span): (usize, Span)| {
        let own: Vec<&Collated> = quotes.iter().filter(|q| q.span.overlaps(span)).collect();
        let at = ground.sentence_of_draft(number);
        checked(&ground, at, span, &own, &quoted)
    };
    let spans: Vec<(usize, Span)> = spans.collect();
    Checked { sentences: spans.into_par_iter().map(sentence).collect() }
}

/// Checks one sentence of a draft, which has a place in the list of sentences if it holds a word to compare by.
fn checked(
    ground: &Ground<'_>,
    at: Option<usize>,
    span: Span,
    quotes: &[&Collated],
    quoted: &[Span],
) -> CheckedSentence {
    let begins = |at: Span| (span.start()..span.end()).contains(&at.start());
    let faults = quotes.iter().filter(|q| begins(q.differing)).filter_map(|q| of_quotation(q));
    let mut findings: Vec<Finding> = faults.collect();
    let mut evidence: Vec<Place> = quotes.iter().flat_map(|q| q.places.iter().copied()).collect();
    let begun: Vec<&Collated> = quotes.iter().filter(|q| begins(q.span)).copied().collect();
    let mut standing = Standing::Nothing;
    if let Some(at) = at {
        let case = Case { ground, at, near: ground.near(at), quoted };
        let doubts = doubts(&case, &begun);
        findings.extend(judge::findings(doubts));
        evidence.extend(case.near.iter().filter(|n| n.sure() >= TOLD).map(|n| case.place(n.sentence)));
        // What is mostly quoted stands or falls with the quotation, whose fault may be shown in another sentence.
        let most = |q: &&&Collated| q.span.intersect(span).is_some_and(|s| s.len() * 2 > span.len());
        standing = match quotes.iter().find(most) {
            Some(quote) if quote.fault.is_none() => Standing::Supported,
            Some(_) => Standing::Nothing,
            None if case.near.first().is_some_and(|n: &Near| n.sure() >= TOLD) => Standing::Supported,
            None => Standing::NotFound,
        };
    }
    if !findings.is_empty() {
        standing = Standing::Differs;
    }
    findings.sort_by_key(|f| (f.span, f.kind));
    findings.iter().for_each(|f| evidence.extend(&f.evidence));
    let mut seen = BTreeSet::new();
    evidence.retain(|p| seen.insert(*p));
    CheckedSentence { span, standing, findings, evidence }
}

/// A sentence that comes so near one of the draft tells it.
const TOLD: f32 = 0.45;

/// What is found of a quotation that does not stand so in any report.
fn of_quotation(quote: &Collated) -> Option<Finding> {
    quote.fault.map(|fault| Finding {
        kind: FindingKind::Quote,
        span: quote.differing,
        quote: Some(fault),
        says: quote.places.first().copied(),
        evidence: quote.places.clone(),
    })
}

/// All that may be wrong in a sentence.
fn doubts(case: &Case<'_, '_>, quotes: &[&Collated]) -> Vec<Doubt> {
    let mut doubts = speakers::doubts(case, quotes);
    doubts.extend(outlets::doubts(case, quotes));
    doubts.extend(ages::doubts(case));
    doubts.extend(numbers::doubts(case));
    doubts.extend(times::doubts(case));
    doubts.extend(names::doubts(case));
    doubts.extend(roles::doubts(case));
    doubts.extend(apart::doubts(case));
    doubts.extend(shading::doubts(case));
    doubts
}
