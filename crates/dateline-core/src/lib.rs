//! The words of dateline as types: reports, spans, what is found in them, stories, claims, and their JSON form.
//!
//! Inside, places in a text are [`Span`]s of bytes that can not leave it; outside they are code points, and [`json`] is
//! the only place that knows both. There is no logic here beyond what keeps the types valid.

mod account;
mod checked;
mod clause;
mod grammar;
mod ids;
pub mod json;
mod labels;
mod layers;
mod paragraphs;
mod parse;
mod report;
mod search;
mod story;
mod text;
mod timex;

pub use account::{
    Account, Change, Claim, ClaimKind, ClaimState, Difference, DifferenceKind, DifferenceValue, Held, HouseRule,
    InferredDay, Moment, Position, Question, SaidBy, SameTime, Says, StoryAccount, Support, UnnamedSource,
};
pub use checked::{Checked, CheckedSentence, Finding, FindingKind, Place, QuoteFault, Standing};
pub use clause::{Bound, Clause, ClauseKind, Polarity, Quantity};
pub use ids::{ActorId, ClaimId, ClauseId, EventId, OriginId, QuestionId, StatementId, TimeId, UtteranceId};
pub use labels::{Dep, Pos};
pub use layers::{
    Act, Actor, ActorKind, Amount, Anchor, Annotated, By, Channel, Event, Mention, MentionKind, Root, Statement,
    StatementKind, Status, TimeExpression, TimeKind,
};
pub use parse::{Entity, Parse, ParseBuilder, Word};
pub use report::{Part, PartKind, Published, PublishedBy, Region, RegionKind, Report};
pub use search::{SearchWord, search_words};
pub use story::{Copy, Origin, OriginKind, ReportIx, Story, StoryActor, Utterance};
pub use text::{Span, Text};
pub use timex::{
    Clock, Grain, Length, LengthPart, Open, Order, PartOfDay, Point, Season, Timex, TimexError, Unit, Vague,
};
