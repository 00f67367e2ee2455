//! What a check of a draft against reports comes to.

use crate::{ReportIx, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A draft held against reports, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The sentences of the draft, in order.
    pub sentences: Vec<CheckedSentence>,
}

impl Checked {
    /// All findings, in the order of the draft.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.sentences.iter().flat_map(|s| &s.findings)
    }
}

/// A sentence of a draft, and where it stands in the reports.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedSentence {
    /// The sentence, in the draft.
    pub span: Span,
    /// How it stands.
    pub standing: Standing,
    /// In what it differs from the reports, in the order of its words.
    pub findings: Vec<Finding>,
    /// Where the reports tell it, the likeliest place first.
    pub evidence: Vec<Place>,
}

/// How a sentence of a draft stands in the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Standing {
    /// A report tells it, and nothing in it differs.
    #[serde(rename = "supported")]
    Supported,
    /// A report tells it otherwise: each way is a finding.
    #[serde(rename = "differs")]
    Differs,
    /// No report tells it, so far as the program can see; that is no verdict on its truth.
    #[serde(rename = "not found")]
    NotFound,
    /// It tells nothing that a report could tell: a heading, a question.
    #[serde(rename = "nothing to check")]
    Nothing,
}

impl Standing {
    /// The name that it has in JSON and in what is shown: "not found".
    pub fn name(self) -> &'static str {
        match self {
            Standing::Supported => "supported",
            Standing::Differs => "differs",
            Standing::NotFound => "not found",
            Standing::Nothing => "nothing to check",
        }
    }
}

/// Something in a draft that the reports do not bear out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// The words of the draft.
    pub span: Span,
    /// Of a quotation: how it stands in the reports.
    pub quote: Option<QuoteFault>,
    /// The reports' own words for it, if they have any.
    pub says: Option<Place>,
    /// Where the reports tell it.
    pub evidence: Vec<Place>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// The words between quotation marks.
    Quote,
    /// Who said it.
    Speaker,
    /// How many, how much.
    Number,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who did it, or to whom.
    Actor,
    /// How sure it is: done or planned, a fact or somebody's word.
    Certainty,
    /// Whether it is so.
    Polarity,
    /// Which outlet has it.
    Outlet,
}

impl FindingKind {
    /// The name that it has in JSON and in what is shown: "speaker".
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Quote => "quote",
            FindingKind::Speaker => "speaker",
            FindingKind::Number => "number",
            FindingKind::Time => "time",
            FindingKind::Place => "place",
            FindingKind::Actor => "actor",
            FindingKind::Certainty => "certainty",
            FindingKind::Polarity => "polarity",
            FindingKind::Outlet => "outlet",
        }
    }
}

/// How a quotation that is not as the reports have it stands in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteFault {
    /// In other words.
    Otherwise,
    /// In pieces that do not belong together.
    Joined,
    /// Not at all.
    Nowhere,
}

/// A stretch of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The report.
    pub report: ReportIx,
    /// Where in its text.
    pub span: Span,
}
