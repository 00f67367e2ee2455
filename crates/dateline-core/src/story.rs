//! A story: the reports of one happening, their shared actors, and the origins behind them.

use crate::{ActorId, ActorKind, InferredDay, OriginId, SaidBy, Span, StatementId, Timex, UtteranceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a report in the list that a run works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportIx(pub u32);

impl ReportIx {
    /// The place in the list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The reports of one happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Made from the ids of its reports, so that the same reports give the same id.
    pub id: String,
    /// Its reports by date of publication, then id.
    pub reports: Vec<ReportIx>,
    /// Where its information comes from; the id counts the list.
    pub origins: Vec<Origin>,
    /// What was said or written on each occasion that its claims rest on; the id counts the list.
    pub utterances: Vec<Utterance>,
    /// Its actors, joined across reports; the id counts the list.
    pub actors: Vec<StoryActor>,
    /// Days of publication that are not told, and follow from what the other reports tell.
    pub days: Vec<InferredDay>,
}

/// One act of saying, or one document, in whatever wordings and reports it comes down to us.
///
/// Two occasions are two utterances, even in the same words.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// Its id within the story.
    pub id: UtteranceId,
    /// The origin that it is.
    pub origin: OriginId,
    /// Whose it is: a person, a body, an unnamed source, a document.
    pub speaker: SaidBy,
    /// The statements that it comes down to us in, by report and place.
    pub wordings: Vec<(ReportIx, StatementId)>,
    /// The wording that tells where or how it was said, if one does.
    pub channel: Option<(ReportIx, StatementId)>,
    /// The wording that tells to whom, if one does.
    pub hearer: Option<(ReportIx, StatementId)>,
    /// When it was said, if that is known.
    pub time: Option<Timex>,
}

/// Where a piece of information comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Its id within the story.
    pub id: OriginId,
    /// What it is.
    pub kind: OriginKind,
    /// Its name or description, as written in a report, or the outlet's name.
    pub name: String,
    /// The reports that carry something of it.
    pub reports: Vec<ReportIx>,
    /// Passages that one report has from another.
    pub copies: Vec<Copy>,
}

/// What an origin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// An outlet's own work.
    Outlet,
    /// A news agency.
    Wire,
    /// A named person's words, on one occasion.
    Person,
    /// The words of an office, government or organisation, on one occasion.
    Office,
    /// The words of an unnamed source.
    Unnamed,
    /// A document whose author is not told: a lawsuit, a report, a survey.
    Document,
}

/// A passage of one report that stands in another too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The report that most likely has it from the other.
    pub report: ReportIx,
    /// The passage there.
    pub span: Span,
    /// The report that most likely had it first.
    pub of: ReportIx,
    /// The passage there.
    pub of_span: Span,
}

/// An actor across the reports of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryActor {
    /// Its id within the story.
    pub id: ActorId,
    /// The name that most reports use, as written.
    pub name: String,
    /// Its names as written, most used first.
    pub names: Vec<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Its titles and offices, as written.
    pub roles: Vec<String>,
    /// ISO 3166 alpha-3, where known.
    pub country: Option<String>,
    /// Which actor of which report it is.
    pub members: Vec<(ReportIx, ActorId)>,
}
