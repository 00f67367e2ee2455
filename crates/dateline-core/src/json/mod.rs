//! The JSON form of reports and accounts: what scripts read and the store keeps.
//!
//! Offsets here are code points, `[start, end]`, half-open. Everything else of the program works on [`crate::Span`]s;
//! the way out and the way back in are the functions of this module.

mod account;
mod checked;
mod clause;
mod part;
mod report;
mod sources;
mod store;

pub use account::{
    AccountJson, ClaimJson, CopyJson, DifferenceJson, HeldJson, MadeJson, MemberJson, MomentJson, OriginJson,
    PositionJson, SaidByJson, SealJson, StoryActorJson, StoryJson, SupportJson, UtteranceJson, ValueJson, WordingJson,
};
pub use checked::{CheckedJson, CheckedSentenceJson, FindingJson, PlaceJson, SourceJson};
pub use clause::{ClauseJson, QuantityJson};
pub use part::PartJson;
pub use report::{ActorJson, AmountJson, EventJson, RegionJson, ReportJson, SentenceJson, StatementJson, TimeJson};
pub use sources::{InferredDayJson, SameTimeJson, SourcesJson, SourcesOfJson, UnnamedJson, WordsJson};
pub use store::{Stored, StoredError};

/// A stretch of text as code points, half-open.
pub type Points = [u32; 2];
