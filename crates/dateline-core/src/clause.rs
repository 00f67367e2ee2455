//! Clauses: the smallest stretches of a report that tell one thing each, with their parts.

use crate::{ActorId, Amount, By, ClauseId, RegionKind, Span, StatementId, Status, TimeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The smallest stretch of a sentence that tells one thing: its predicate, who and what takes part, and what is told of it.
///
/// The clauses of a sentence share none of its words: what an inner clause tells is left out of the pieces of its host.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its id within the report.
    pub id: ClauseId,
    /// From its first word to its last; inner clauses may stand between.
    pub span: Span,
    /// Its own words, in order, without the marks around them.
    pub pieces: Vec<Span>,
    /// The sentence that it stands in: its place in the list of the report's sentences, from 0.
    pub sentence: u32,
    /// The part of the report that it stands in.
    pub region: RegionKind,
    /// How it hangs on its host.
    pub kind: ClauseKind,
    /// The clause that it hangs on; none for a main clause.
    pub host: Option<ClauseId>,
    /// How many hosts stand above it.
    pub depth: u32,
    /// The word that the rest hangs on: a verb, or a noun where there is none. Of "she said that it sank" it is "sank".
    pub predicate: Span,
    /// Who does it, as actors.
    pub sources: Vec<ActorId>,
    /// To whom or what it is done, as actors.
    pub targets: Vec<ActorId>,
    /// The words that name who does it.
    pub source_spans: Vec<Span>,
    /// The words that name to whom or what it is done.
    pub target_spans: Vec<Span>,
    /// Whether it is told as so or as not so.
    pub polarity: Polarity,
    /// Whether it is told as happened.
    pub status: Status,
    /// Where.
    pub place: Option<ActorId>,
    /// When.
    pub time: Option<TimeId>,
    /// How many, how much.
    pub quantities: Vec<Quantity>,
    /// The statement whose content it is part of: its speaker tells it.
    pub statement: Option<StatementId>,
    /// The statement of which it tells that it was made: the cue stands in it.
    pub says: Option<StatementId>,
    /// The rule that found it.
    pub by: By,
}

/// How a clause hangs on its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClauseKind {
    /// On nothing: it is the frame of its sentence.
    Main,
    /// Beside it: "… and sank", "… and the crew left".
    Joined,
    /// As what is said in it, where the saying tells enough of its own to be a clause too.
    Said,
    /// On one of its nouns, as a relative clause: "…, which carried coal".
    Relative,
    /// On one of its nouns, as a participle or infinitive: "… carrying coal".
    Participle,
    /// On one of its nouns, as another name for it: "…, a coal ship".
    Apposition,
    /// As its time, reason, manner or result: "after …", "because …", "…, killing six".
    Adverbial,
    /// Loosely: what is put in between or beside.
    Aside,
}

impl ClauseKind {
    /// The name that it has in JSON and in tables: "main".
    pub fn name(self) -> &'static str {
        match self {
            ClauseKind::Main => "main",
            ClauseKind::Joined => "joined",
            ClauseKind::Said => "said",
            ClauseKind::Relative => "relative",
            ClauseKind::Participle => "participle",
            ClauseKind::Apposition => "apposition",
            ClauseKind::Adverbial => "adverbial",
            ClauseKind::Aside => "aside",
        }
    }

    /// Whether the clause describes a noun of its host.
    pub fn is_attributive(self) -> bool {
        matches!(self, ClauseKind::Relative | ClauseKind::Participle | ClauseKind::Apposition)
    }

    /// Whether the clause leans on its host: it is neither the frame of its sentence nor stands beside it.
    pub fn is_subordinate(self) -> bool {
        !matches!(self, ClauseKind::Main | ClauseKind::Joined)
    }
}

/// Whether a clause is told as so or as not so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// As so.
    #[default]
    Positive,
    /// As not so: "did not sink", "no ship sank".
    Negative,
}

/// A number, what it counts, and how the words bound it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number and what it counts; its words hold those of the bound.
    pub amount: Amount,
    /// How the words bound it.
    pub bound: Bound,
}

/// How words bound a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Not at all: it is the number.
    #[default]
    Exact,
    /// It is that or more.
    AtLeast,
    /// It is that or less.
    AtMost,
    /// It is more.
    MoreThan,
    /// It is less.
    LessThan,
    /// It is little less.
    Nearly,
    /// It is near that.
    About,
}

impl Bound {
    /// All of them with the name that each has in JSON and in tables.
    const NAMES: [(Bound, &'static str); 7] = [
        (Bound::Exact, "exact"),
        (Bound::AtLeast, "at_least"),
        (Bound::AtMost, "at_most"),
        (Bound::MoreThan, "more_than"),
        (Bound::LessThan, "less_than"),
        (Bound::Nearly, "nearly"),
        (Bound::About, "about"),
    ];

    /// The name that it has in JSON and in tables: "at_least".
    pub fn name(self) -> &'static str {
        Bound::NAMES[self as usize].1
    }

    /// The bound of a name.
    ///
    /// ```
    /// use dateline_core::Bound;
    /// assert_eq!(Bound::named("at_least"), Some(Bound::AtLeast));
    /// assert_eq!(Bound::Nearly.name(), "nearly");
    /// ```
    pub fn named(name: &str) -> Option<Bound> {
        Bound::NAMES.iter().find(|&&(_, n)| n == name).map(|&(bound, _)| bound)
    }
}
