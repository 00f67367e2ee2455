//! A checked draft as SARIF 2.1.0: findings where editors and continuous integration show them.

use super::{address, line, name, places, position, words};
use dateline_engine::types::{CheckedSentence, Finding, FindingKind, Place, Report, Span, Standing};
use dateline_engine::view::DraftView;
use serde_json::{Value, json};
use std::io::{self, Write};

/// What the reports may bear out otherwise, each a rule of the log.
const RULES: [FindingKind; 9] = [
    FindingKind::Quote,
    FindingKind::Speaker,
    FindingKind::Number,
    FindingKind::Time,
    FindingKind::Place,
    FindingKind::Actor,
    FindingKind::Certainty,
    FindingKind::Polarity,
    FindingKind::Outlet,
];

/// The rule of what no report tells.
const NOT_FOUND: &str = "not-found";

/// Writes a checked draft.
pub(crate) fn write(out: &mut impl Write, answer: DraftView<'_>) -> io::Result<()> {
    let rules = RULES.iter().map(|kind| json!({ "id": kind.name() })).chain([json!({ "id": NOT_FOUND })]);
    let results = answer.checked.sentences.iter().flat_map(|s| results(answer, s));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dateline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn results(answer: DraftView<'_>, sentence: &CheckedSentence) -> Vec<Value> {
    let draft = answer.draft;
    if sentence.standing == Standing::NotFound && sentence.findings.is_empty() {
        return vec![json!({
            "ruleId": NOT_FOUND,
            "level": "note",
            "message": { "text": "no report was seen to tell this" },
            "locations": [{ "physicalLocation": location(draft, sentence.span) }],
        })];
    }
    sentence.findings.iter().map(|f| result(answer, f)).collect()
}

fn result(answer: DraftView<'_>, finding: &Finding) -> Value {
    let said = places(finding).into_iter().next();
    let beside = said.map(|p| {
        let report = &answer.reports[p.report.index()].report;
        format!(": {}: {} ({})", name(report), words(answer, p), address(answer, p))
    });
    let related = |p: &Place| {
        let report = &answer.reports[p.report.index()].report;
        json!({ "physicalLocation": location(report, p.span), "message": { "text": name(report) } })
    };
    json!({
        "ruleId": finding.kind.name(),
        "level": "warning",
        "message": { "text": format!("{}{}", line(answer, finding), beside.unwrap_or_default()) },
        "locations": [{ "physicalLocation": location(answer.draft, finding.span) }],
        "relatedLocations": finding.evidence.iter().map(related).collect::<Vec<Value>>(),
    })
}

fn location(report: &Report, span: Span) -> Value {
    let text = &report.text;
    let (row, column) = position(text, span);
    let after = text.within(span, span.len()..span.len()).unwrap_or(span);
    let (end_row, end_column) = position(text, after);
    let [start, end] = text.points(span);
    json!({
        "artifactLocation": { "uri": uri(&report.from) },
        "region": {
            "startLine": row, "startColumn": column, "endLine": end_row, "endColumn": end_column,
            "charOffset": start, "charLength": end - start,
        },
    })
}

/// A path as a relative or absolute URI reference: what a URI may not hold is written in percent.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/:#@!$&'()*+,;=".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
