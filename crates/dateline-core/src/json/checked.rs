//! A checked draft as JSON.

use super::Points;
use crate::{Annotated, Checked, CheckedSentence, Finding, FindingKind, Place, QuoteFault, Report, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A draft held against reports: what `check --format json` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedJson {
    /// The version of dateline that made it.
    pub dateline: String,
    /// The path that the draft was read from.
    pub draft: String,
    /// The reports that it was held against, without their texts.
    pub reports: Vec<SourceJson>,
    /// The sentences of the draft, in order.
    pub sentences: Vec<CheckedSentenceJson>,
}

/// A report by what it is known by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Report")]
pub struct SourceJson {
    pub id: String,
    pub sha256: String,
    pub from: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
}

/// A sentence of the draft: `start` and `end` are code points into the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of CheckedSentence")]
pub struct CheckedSentenceJson {
    pub start: u32,
    pub end: u32,
    pub verdict: Standing,
    pub findings: Vec<FindingJson>,
    pub evidence: Vec<PlaceJson>,
}

/// A finding: `start` and `end` are code points into the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Finding")]
pub struct FindingJson {
    pub kind: FindingKind,
    pub start: u32,
    pub end: u32,
    /// Of a quotation: how it stands in the reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<QuoteFault>,
    /// The reports' own words, verbatim; null where they have none.
    pub says: Option<String>,
    pub evidence: Vec<PlaceJson>,
}

/// A stretch of a report: `start` and `end` are code points into its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Place")]
pub struct PlaceJson {
    pub report: String,
    pub start: u32,
    pub end: u32,
}

impl CheckedJson {
    /// Makes the JSON form of a checked draft.
    pub fn new(checked: &Checked, draft: &Report, reports: &[Annotated]) -> CheckedJson {
        let sentence = |s: &CheckedSentence| {
            let [start, end] = draft.text.points(s.span);
            let findings = s.findings.iter().map(|f| finding(f, draft, reports)).collect();
            CheckedSentenceJson { start, end, verdict: s.standing, findings, evidence: places(&s.evidence, reports) }
        };
        CheckedJson {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            draft: draft.from.clone(),
            reports: reports.iter().map(|a| source(&a.report)).collect(),
            sentences: checked.sentences.iter().map(sentence).collect(),
        }
    }
}

fn source(report: &Report) -> SourceJson {
    SourceJson {
        id: report.id.clone(),
        sha256: report.sha256.clone(),
        from: report.from.clone(),
        title: report.title.clone(),
        outlet: report.outlet.clone(),
        url: report.url.clone(),
        published: report.published.map(|p| p.to_string()),
    }
}

fn finding(found: &Finding, draft: &Report, reports: &[Annotated]) -> FindingJson {
    let [start, end]: Points = draft.text.points(found.span);
    let words = |p: Place| reports[p.report.index()].report.text.str(p.span).to_owned();
    FindingJson {
        kind: found.kind,
        start,
        end,
        quote: found.quote,
        says: found.says.map(words),
        evidence: places(&found.evidence, reports),
    }
}

fn places(places: &[Place], reports: &[Annotated]) -> Vec<PlaceJson> {
    let place = |p: &Place| {
        let report = &reports[p.report.index()].report;
        let [start, end] = report.text.points(p.span);
        PlaceJson { report: report.id.clone(), start, end }
    };
    places.iter().map(place).collect()
}
