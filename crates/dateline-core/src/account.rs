//! An account: a story's claims in order, with their agreement.

use crate::{
    ActorId, By, ClaimId, EventId, OriginId, QuestionId, ReportIx, Span, StatementId, Story, Timex, UtteranceId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the user reads: stories with their claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The stories: those with most reports first, then by date.
    pub stories: Vec<StoryAccount>,
}

/// The account of one story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryAccount {
    /// The story itself.
    pub story: Story,
    /// The title of one of its reports.
    pub title: Option<String>,
    /// Its claims, those that matter most first; the id counts the list.
    pub claims: Vec<Claim>,
    /// What several claims answer with values of one kind.
    pub questions: Vec<Question>,
    /// Claims by when they took place, in order.
    pub timeline: Vec<Moment>,
    /// What actors held, over time.
    pub positions: Vec<Position>,
    /// Its unnamed sources: those that most rests on first.
    pub unnamed: Vec<UnnamedSource>,
}

/// One thing that the reports of a story tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id within the story.
    pub id: ClaimId,
    /// What kind of thing is told.
    pub kind: ClaimKind,
    /// The support whose words stand for the claim.
    pub best: usize,
    /// How its supports stand to each other.
    pub state: ClaimState,
    /// How many outlets carry it.
    pub outlets: u32,
    /// How many independent origins stand behind it.
    pub origins: u32,
    /// When it took place, if that is known.
    pub time: Option<Timex>,
    /// The actors it is about, by their ids in the story.
    pub actors: Vec<ActorId>,
    /// Every place that tells it, by report and place.
    pub support: Vec<Support>,
    /// Whether the short account shows it.
    pub shown: bool,
    /// Reports that could have told it, were looked through, and surely do not tell it.
    pub silent: Vec<ReportIx>,
    /// Reports that may tell it, in words that are not surely the same thing.
    pub perhaps: Vec<ReportIx>,
    /// Reports published before it could be known.
    pub too_early: Vec<ReportIx>,
    /// What differs between its supports.
    pub differences: Vec<Difference>,
    /// Whether it is for those who want all: an event that several reports name, in sentences that tell other things.
    pub aside: bool,
}

/// What kind of thing a claim tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// That something was done.
    Event,
    /// That something was said.
    Statement,
    /// A number of something.
    Figure,
}

/// How the supports of a claim stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimState {
    /// They tell the same.
    Agree,
    /// They differ in a detail.
    Differ,
    /// They can not all be true.
    Contradict,
    /// They tell the same thing; whether they differ in a detail is not sure.
    Open,
    /// Only one report tells it.
    Single,
}

impl ClaimState {
    /// All of them, in the order in which they are told.
    pub const ALL: [ClaimState; 5] =
        [ClaimState::Agree, ClaimState::Differ, ClaimState::Contradict, ClaimState::Open, ClaimState::Single];
}

/// A place in a report that tells a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// The report.
    pub report: ReportIx,
    /// The words.
    pub span: Span,
    /// The word that names the event.
    pub trigger: Option<Span>,
    /// The part of it that a difference lies in.
    pub value: Option<Span>,
    /// Who says it; `None` where the report tells it in its own voice.
    pub speaker: Option<SaidBy>,
    /// How it stands to the claim.
    pub says: Says,
    /// The origin that it goes back to.
    pub origin: OriginId,
    /// Who told whom, from the origin to the outlet, as written.
    pub chain: Vec<String>,
    /// The statement that it rests on.
    pub statement: Option<StatementId>,
    /// The event that it rests on.
    pub event: Option<EventId>,
    /// What joined it to the claim.
    pub by: By,
}

/// Who says what a support tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBy {
    /// Its name, or the words that describe a source that is not named.
    pub name: String,
    /// Whether the source is left unnamed.
    pub unnamed: bool,
    /// The actor of the story that it is, where known.
    pub actor: Option<ActorId>,
}

/// How a support stands to its claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    /// It tells the claim.
    States,
    /// It tells it with another detail.
    Differs,
    /// It tells the contrary.
    Contradicts,
}

/// A source that is not named, as an editor keeps account of it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnnamedSource {
    /// How it is described, as written.
    pub description: String,
    /// What it said, by the story's utterances.
    pub utterances: Vec<UtteranceId>,
    /// The reports that have it.
    pub reports: Vec<ReportIx>,
    /// Why it is not named, where a report tells it.
    pub reason: Option<(ReportIx, Span)>,
    /// How many people a report says that they are.
    pub people: Option<u32>,
    /// To whom it spoke, each hearer once.
    pub told_to: Vec<(ReportIx, Span)>,
    /// The claims that rest on it, in the order of the account.
    pub claims: Vec<ClaimId>,
    /// Those of which it is the only origin.
    pub alone: Vec<ClaimId>,
    /// Those in which it gives a judgement.
    pub judges: Vec<ClaimId>,
    /// The rules of most houses that it touches.
    pub flags: Vec<HouseRule>,
}

/// A rule that most houses have for sources that are not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HouseRule {
    /// It gives a judgement; such a source is for facts.
    Opinion,
    /// No report tells why it is not named.
    Reason,
    /// It is one person, or may be one, and alone behind a claim.
    Alone,
}

/// A day of publication that follows from what the other reports of a story tell.
#[derive(Clone, Debug, PartialEq)]
pub struct InferredDay {
    /// The report.
    pub report: ReportIx,
    /// What it rests on: a time that the report tells, and the one that another report tells of the same.
    pub rests_on: Vec<SameTime>,
}

/// A time that two reports tell of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SameTime {
    /// The words of the report without a day: "last night".
    pub here: Span,
    /// The other report.
    pub other: ReportIx,
    /// Its words: "on Wednesday".
    pub there: Span,
}

/// Something in which the supports of a claim differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In what.
    pub kind: DifferenceKind,
    /// Each value, with the places of its supports in the claim's list.
    pub values: Vec<DifferenceValue>,
    /// Whether the values can not all be right as of one time.
    pub conflict: bool,
    /// Whether the later report knew more: expected then happened, a toll that rose.
    pub update: bool,
}

/// One of the values that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceValue {
    /// The value: words of one of its supports.
    pub value: String,
    /// Which supports have it, as places in the claim's list.
    pub support: Vec<usize>,
}

/// In what supports differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// How many, how much.
    Number,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who.
    Actor,
    /// The words of one quotation.
    Wording,
    /// Whether it is so.
    Polarity,
    /// How sure it is: expected, possible, happened.
    Certainty,
    /// Why.
    Reason,
    /// How much of it is told: a part, or the whole; some, or all.
    Scope,
}

/// Claims that answer the same thing with values of one kind: how many died, when it was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id within the story.
    pub id: QuestionId,
    /// In what the values answer it.
    pub kind: DifferenceKind,
    /// The claims, in the order of the account.
    pub claims: Vec<ClaimId>,
    /// Whether one claim holds all the answers.
    pub joined: bool,
}

/// The claims of one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When.
    pub when: Timex,
    /// The claims, in the order of the account.
    pub claims: Vec<ClaimId>,
}

/// What one actor held on one topic, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The actor, by its id in the story.
    pub actor: ActorId,
    /// The topic, in words of a report.
    pub on: String,
    /// What was held, in order of time.
    pub held: Vec<Held>,
}

/// One time at which an actor took a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// When, if that is known.
    pub when: Option<Timex>,
    /// The claim that tells it.
    pub claim: ClaimId,
    /// How it stands to the time before.
    pub change: Change,
}

/// How a position stands to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// None before says the like.
    First,
    /// The same.
    Same,
    /// The like, but surer or less sure: planned, possible, done.
    Shifted,
    /// The contrary.
    Denied,
}
