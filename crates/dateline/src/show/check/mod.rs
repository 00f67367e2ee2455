//! A checked draft, laid out for the faces.

pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod sarif;
pub(crate) mod terminal;

use dateline_engine::types::{CheckedSentence, Finding, FindingKind, Place, QuoteFault, Report, Span, Standing, Text};
use dateline_engine::view::DraftView;

/// A fixed label for what a finding says.
pub(crate) fn label(finding: &Finding) -> &'static str {
    match (finding.kind, finding.quote) {
        (FindingKind::Quote, Some(QuoteFault::Joined)) => "the reports have these words apart",
        (FindingKind::Quote, Some(QuoteFault::Nowhere)) => "no report has this quotation",
        (FindingKind::Quote, _) => "the reports have it in other words",
        (FindingKind::Speaker, _) => "the reports have another speaker",
        (FindingKind::Number, _) => "the reports have another number",
        (FindingKind::Time, _) => "the reports have another time",
        (FindingKind::Place, _) => "the reports have another place",
        (FindingKind::Actor, _) => "the reports have another name",
        (FindingKind::Certainty, _) => "the reports are less sure, or more",
        (FindingKind::Polarity, _) => "the reports tell the contrary",
        (FindingKind::Outlet, _) => "it stands in another report",
    }
}

/// How many sentences stand how, in words: "8 supported, 2 differ, 1 not found".
pub(crate) fn summary(answer: DraftView<'_>) -> String {
    let sentences = &answer.checked.sentences;
    let count = |standing| sentences.iter().filter(|s| s.standing == standing).count();
    let told = sentences.len() - count(Standing::Nothing);
    let findings = answer.checked.findings().count();
    format!(
        "{told} {} against {} {}: {} supported, {} {}, {} not found. {findings} {}.",
        plural(told, "sentence", "sentences"),
        answer.against,
        plural(answer.against, "report", "reports"),
        count(Standing::Supported),
        count(Standing::Differs),
        plural(count(Standing::Differs), "differs", "differ"),
        count(Standing::NotFound),
        plural(findings, "finding", "findings"),
    )
}

fn plural(count: usize, one: &'static str, more: &'static str) -> &'static str {
    if count == 1 { one } else { more }
}

/// What a report is called: its outlet, else its id.
pub(crate) fn name(report: &Report) -> &str {
    report.outlet.as_deref().unwrap_or(&report.id)
}

/// Where a place is to be found: the path that the report was read from, and the line.
pub(crate) fn address(answer: DraftView<'_>, place: Place) -> String {
    let report = &answer.reports[place.report.index()].report;
    format!("{}:{}", report.from, position(&report.text, place.span).0)
}

/// The words of a place on one line.
pub(crate) fn words(answer: DraftView<'_>, place: Place) -> String {
    one_line(answer.reports[place.report.index()].report.text.str(place.span))
}

/// Words on one line.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line and the column of a span's start, both from 1.
pub(crate) fn position(text: &Text, span: Span) -> (usize, usize) {
    let before = &text.as_str()[..span.start()];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (1 + before.matches('\n').count(), 1 + before[line..].chars().count())
}

/// The sentences that an editor should look at: those with findings, and those that no report tells.
pub(crate) fn to_look_at(answer: DraftView<'_>) -> impl Iterator<Item = &CheckedSentence> {
    let open = |s: &&CheckedSentence| !s.findings.is_empty() || s.standing == Standing::NotFound;
    answer.checked.sentences.iter().filter(open)
}

/// How many places of reports are shown beside a finding.
const SHOWN: usize = 3;

/// What of the reports is shown beside a finding: their own words for it first, unless these stand within what they tell.
pub(crate) fn places(finding: &Finding) -> Vec<Place> {
    let within = |p: &Place| finding.says.is_some_and(|s| s.report == p.report && p.span.contains(s.span));
    let mut places: Vec<Place> = finding.says.into_iter().filter(|_| !finding.evidence.iter().any(within)).collect();
    places.extend(&finding.evidence);
    places.truncate(SHOWN);
    places
}

/// What a finding says in one line: its label, and the reports' own words where they are but a part of what they tell.
pub(crate) fn line(answer: DraftView<'_>, finding: &Finding) -> String {
    let part =
        |says: &Place| finding.evidence.iter().any(|p| p.report == says.report && p.span.len() > says.span.len());
    let says = finding.says.filter(part).map(|says| format!(": “{}”", words(answer, says)));
    format!("{}{}", label(finding), says.unwrap_or_default())
}
