//! What is found in one report: actors, times, statements, events and clauses, as layers of spans over its text.

use crate::{ActorId, Clause, ClauseId, EventId, Parse, Report, Span, StatementId, Text, TimeId, Timex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A report with all that was found in it.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// The report itself.
    pub report: Report,
    /// Its words and trees.
    pub parse: Parse,
    /// Its actors; the id counts the list.
    pub actors: Vec<Actor>,
    /// Its time expressions, in the order of the text; the id counts the list.
    pub times: Vec<TimeExpression>,
    /// Its statements, in the order of the text; the id counts the list.
    pub statements: Vec<Statement>,
    /// Its events, in the order of the text; the id counts the list.
    pub events: Vec<Event>,
    /// Its clauses, in the order of the text; the id counts the list.
    pub clauses: Vec<Clause>,
}

impl Annotated {
    /// The actor of an id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// The time expression of an id.
    pub fn time(&self, id: TimeId) -> Option<&TimeExpression> {
        self.times.get(id.index())
    }

    /// The statement of an id.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.get(id.index())
    }

    /// The event of an id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The clause of an id.
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.get(id.index())
    }

    /// The events whose words stand in a span, in order.
    pub fn events_in(&self, span: Span) -> impl Iterator<Item = &Event> {
        let first = self.events.partition_point(|e| e.trigger.start() < span.start());
        self.events[first..].iter().take_while(move |e| e.trigger.end() <= span.end())
    }
}

/// The name of the rule or model that found something.
pub type By = std::borrow::Cow<'static, str>;

/// A person, organisation, country, place, group or office.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its id within the report.
    pub id: ActorId,
    /// The fullest name that the text gives it, as written.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Titles and offices that the text gives it, as written.
    pub roles: Vec<String>,
    /// Where the text names it, in order.
    pub mentions: Vec<Mention>,
    /// The country that it is, lies in or acts for: ISO 3166 alpha-3.
    pub country: Option<String>,
    /// What found it.
    pub by: By,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A company, party, agency, army, alliance.
    Organisation,
    /// A state, with its government.
    Country,
    /// A city, region, building, river.
    Place,
    /// People taken together: a nation's people, a faith, "European leaders".
    Group,
    /// A post that people hold: "the White House", "the chancellor".
    Office,
}

impl ActorKind {
    /// Its name, as in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Country => "country",
            ActorKind::Place => "place",
            ActorKind::Group => "group",
            ActorKind::Office => "office",
        }
    }
}

/// A place where a text names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// How.
    pub kind: MentionKind,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// By name, or a part or short form of it.
    Name,
    /// By the name of something else that stands for it: "Moscow" for Russia's government.
    Metonym,
    /// By what it is: "the minister".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// A time expression, as TIMEX3 knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its id within the report.
    pub id: TimeId,
    /// The words.
    pub span: Span,
    /// What kind of time it is.
    pub kind: TimeKind,
    /// Its value: "2025-08-19TEV", "P2W", "XXXX-WXX-2".
    pub value: Timex,
    /// TIMEX3's `mod`: "START", "MORE_THAN", "APPROX" …
    pub modifier: Option<String>,
    /// Where a range or duration begins, if that is known.
    pub begin: Option<Timex>,
    /// Where it ends.
    pub end: Option<Timex>,
    /// What its value was counted from.
    pub anchor: Option<Anchor>,
    /// The rule that found it.
    pub by: By,
}

/// What the value of a time expression was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day on which the report was published.
    Published,
    /// Another time expression of the report.
    Time(TimeId),
}

/// The four kinds of time expression of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or longer in the calendar.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// A time that comes again.
    Set,
}

/// What someone is reported to have said or thought.
///
/// `content`, `cue` and `source` follow PolNeAR: content leaves the cue and the source out and keeps its quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its id within the report.
    pub id: StatementId,
    /// What was said.
    pub content: Vec<Span>,
    /// The words that tell that it was said; empty where a quotation stands alone.
    pub cue: Vec<Span>,
    /// Who said it, as the sentence names them; empty where it does not.
    pub source: Vec<Span>,
    /// In whose words.
    pub kind: StatementKind,
    /// Whether it was said or thought.
    pub act: Act,
    /// The actor behind the source.
    pub speaker: Option<ActorId>,
    /// Whether the source is left unnamed.
    pub anonymous: bool,
    /// How an unnamed source is described.
    pub description: Option<Span>,
    /// Why a source is unnamed, as the text gives it.
    pub anonymity_reason: Option<Span>,
    /// How many sources the text claims, where it says so.
    pub source_count: Option<u32>,
    /// Where or how it was said: a post, a broadcast, a news conference.
    pub channel: Option<Channel>,
    /// To whom it was told: an agency, an outlet.
    pub told_to: Option<Span>,
    /// When it was said.
    pub time: Option<TimeId>,
    /// The statement whose content holds this one.
    pub within: Option<StatementId>,
    /// The rule or model that found it.
    pub by: By,
}

/// Where or how something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The words that tell it.
    pub span: Span,
    /// The platform that the words tell and do not name, as a fixed label: "Twitter" for "tweeted".
    pub platform: Option<String>,
}

impl Channel {
    /// What it goes by: the label of its platform, else its words in the text that it was found in.
    pub fn name<'a>(&'a self, text: &'a Text) -> &'a str {
        self.platform.as_deref().unwrap_or_else(|| text.str(self.span))
    }
}

/// In whose words a statement is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// The speaker's, in quotation marks.
    Direct,
    /// The report's.
    Indirect,
    /// The report's, with words of the speaker's in quotation marks.
    Mixed,
}

/// Whether a statement was said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said or written.
    Speech,
    /// Thought, believed, felt, hoped, or shown by what was done: not told in words.
    Thought,
}

/// What someone is reported to have done.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id within the report.
    pub id: EventId,
    /// The word that names it: a verb or an event noun.
    pub trigger: Span,
    /// What kind of act it is, if it is one of PLOVER's.
    pub root: Option<Root>,
    /// Whether it is told as happened.
    pub status: Status,
    /// The words that say so.
    pub status_cue: Option<Span>,
    /// Who did it.
    pub sources: Vec<ActorId>,
    /// To whom or with whom it was done.
    pub targets: Vec<ActorId>,
    /// The words that name who did it.
    pub source_spans: Vec<Span>,
    /// The words that name to whom it was done.
    pub target_spans: Vec<Span>,
    /// Where.
    pub place: Option<ActorId>,
    /// When.
    pub time: Option<TimeId>,
    /// How many, how much.
    pub amounts: Vec<Amount>,
    /// The statement whose content holds it: its speaker tells it.
    pub statement: Option<StatementId>,
    /// The rule or model that found it.
    pub by: By,
}

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The words of the whole: "at least 15 people".
    pub span: Span,
    /// The words of the number: "at least 15".
    pub number: Span,
    /// What the words of the number come to, in units of what is counted.
    pub value: Option<f64>,
    /// The word for what is counted: "people".
    pub unit: Option<Span>,
}

/// Whether an event is told as happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It took place, or is taking place.
    Happened,
    /// It is planned, announced or foreseen.
    Expected,
    /// It may be, or hangs on something.
    Possible,
    /// It is said not to be, or not to come.
    Denied,
}

impl Status {
    /// The name that it has in JSON and in tables: "happened".
    pub fn name(self) -> &'static str {
        match self {
            Status::Happened => "happened",
            Status::Expected => "expected",
            Status::Possible => "possible",
            Status::Denied => "denied",
        }
    }
}

/// The kinds of act of PLOVER, the successor of the CAMEO event ontology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "PLOVER's own terms; docs/events.md has an example of each")]
pub enum Root {
    Agree,
    Consult,
    Support,
    Cooperate,
    Aid,
    Yield,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl Root {
    /// All of them with their names, in PLOVER's order.
    const NAMES: [(Root, &'static str); 15] = [
        (Root::Agree, "AGREE"),
        (Root::Consult, "CONSULT"),
        (Root::Support, "SUPPORT"),
        (Root::Cooperate, "COOPERATE"),
        (Root::Aid, "AID"),
        (Root::Yield, "YIELD"),
        (Root::Request, "REQUEST"),
        (Root::Accuse, "ACCUSE"),
        (Root::Reject, "REJECT"),
        (Root::Threaten, "THREATEN"),
        (Root::Protest, "PROTEST"),
        (Root::Sanction, "SANCTION"),
        (Root::Mobilize, "MOBILIZE"),
        (Root::Coerce, "COERCE"),
        (Root::Assault, "ASSAULT"),
    ];

    /// All of them, in PLOVER's order.
    pub fn all() -> impl Iterator<Item = Root> {
        Root::NAMES.iter().map(|&(root, _)| root)
    }

    /// The name that it has in PLOVER, in JSON and in tables: "ASSAULT".
    pub fn name(self) -> &'static str {
        Root::NAMES[self as usize].1
    }

    /// The root of a name.
    ///
    /// ```
    /// use dateline_core::Root;
    /// assert_eq!(Root::named("YIELD"), Some(Root::Yield));
    /// assert!(Root::all().all(|root| Root::named(root.name()) == Some(root)));
    /// ```
    pub fn named(name: &str) -> Option<Root> {
        Root::NAMES.iter().find(|&&(_, n)| n == name).map(|&(root, _)| root)
    }
}
