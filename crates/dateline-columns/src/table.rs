//! The tables and their columns: the one place that says what each holds.

use crate::kind::Kind;
use arrow_schema::{Field, Schema, SchemaRef};
use std::sync::Arc;

/// A table of what dateline reads and finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// One row a report: what was read.
    Reports,
    /// One row a statement of a report.
    Statements,
    /// One row an event of a report.
    Events,
    /// One row a time expression of a report.
    Times,
    /// One row an actor of a report.
    Actors,
    /// One row a clause of a report.
    Clauses,
    /// One row a claim of a story.
    Claims,
    /// One row a place that tells a claim.
    Supports,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What that means.
    pub about: &'static str,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 8] = [
        Table::Reports,
        Table::Statements,
        Table::Events,
        Table::Times,
        Table::Actors,
        Table::Clauses,
        Table::Claims,
        Table::Supports,
    ];

    /// Its name: "statements".
    pub fn name(self) -> &'static str {
        match self {
            Table::Reports => "reports",
            Table::Statements => "statements",
            Table::Events => "events",
            Table::Times => "times",
            Table::Actors => "actors",
            Table::Clauses => "clauses",
            Table::Claims => "claims",
            Table::Supports => "supports",
        }
    }

    /// The table of a name.
    ///
    /// ```
    /// use dateline_columns::Table;
    /// assert_eq!(Table::named("claims"), Some(Table::Claims));
    /// assert!(Table::ALL.iter().all(|&table| Table::named(table.name()) == Some(table)));
    /// ```
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What a row of it is.
    pub fn about(self) -> &'static str {
        match self {
            Table::Reports => "one row a report: what was read",
            Table::Statements => "one row a statement: what someone is reported to have said",
            Table::Events => "one row an event: what someone is reported to have done",
            Table::Times => "one row a time expression, with its TIMEX3 value",
            Table::Actors => "one row an actor of a report",
            Table::Clauses => "one row a clause: the smallest stretch that tells one thing",
            Table::Claims => "one row a claim: one thing that the reports of a story tell",
            Table::Supports => "one row a support: a place that tells a claim",
        }
    }

    /// Whether its rows come of comparing the reports of stories, and not of one report.
    pub fn is_compared(self) -> bool {
        matches!(self, Table::Claims | Table::Supports)
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Reports => REPORTS,
            Table::Statements => STATEMENTS,
            Table::Events => EVENTS,
            Table::Times => TIMES,
            Table::Actors => ACTORS,
            Table::Clauses => CLAUSES,
            Table::Claims => CLAIMS,
            Table::Supports => SUPPORTS,
        }
    }

    /// Its Arrow schema.
    pub fn schema(self) -> SchemaRef {
        let field = |column: &Column| Field::new(column.name, column.kind.arrow(), true);
        Arc::new(Schema::new(self.columns().iter().map(field).collect::<Vec<_>>()))
    }
}

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, about }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Text, about)
}

const fn number(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::Number, about)
}

const fn texts(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::TEXTS, about)
}

const fn place(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::PLACE, about)
}

const fn places(name: &'static str, about: &'static str) -> Column {
    column(name, Kind::PLACES, about)
}

const REGION: Kind = Kind::Parts(&[("start", Kind::Number), ("end", Kind::Number), ("kind", Kind::Text)]);
const PART: Kind = Kind::Parts(&[
    ("start", Kind::Number),
    ("end", Kind::Number),
    ("kind", Kind::Text),
    ("author", Kind::Text),
    ("time", Kind::Text),
    ("url", Kind::Text),
    ("channel", Kind::Text),
]);
const AMOUNT: Kind =
    Kind::Parts(&[("span", Kind::PLACE), ("number", Kind::PLACE), ("value", Kind::Real), ("unit", Kind::PLACE)]);
const QUANTITY: Kind = Kind::Parts(&[
    ("span", Kind::PLACE),
    ("number", Kind::PLACE),
    ("value", Kind::Real),
    ("unit", Kind::PLACE),
    ("bound", Kind::Text),
]);
const VALUE: Kind = Kind::Parts(&[("value", Kind::Text), ("support", Kind::List(&Kind::Number))]);
const DIFFERENCE: Kind = Kind::Parts(&[
    ("in", Kind::Text),
    ("conflict", Kind::Flag),
    ("update", Kind::Flag),
    ("values", Kind::List(&VALUE)),
]);
const SPEAKER: Kind = Kind::Parts(&[("name", Kind::Text), ("unnamed", Kind::Flag), ("actor", Kind::Text)]);

const REPORTS: &[Column] = &[
    text("id", "unique in a run"),
    text("sha256", "of the bytes that were read"),
    text("from", "path or URL"),
    text("title", "null if unknown, as are the next ones"),
    text("outlet", "who published it"),
    texts("authors", ""),
    text("url", ""),
    text("language", "ISO 639"),
    text("place", "of the dateline"),
    text("published", "ISO 8601"),
    text("published_by", "given, metadata, text or inferred"),
    text("updated", "ISO 8601; only where a page tells it"),
    text("section", "only where a page tells it"),
    text("text", "what was given; every offset counts its code points"),
    column("regions", Kind::List(&REGION), "title, body, caption, byline, dateline, correction, furniture"),
    column("parts", Kind::List(&PART), "what stands in it as a thing of its own: an entry, a post"),
    text("story", "the story that it is of, where stories were made"),
];

const STATEMENTS: &[Column] = &[
    text("report", "the report's id"),
    text("id", "within the report: s1"),
    text("text", "the words of what was said; pieces are parted by \" … \""),
    text("speaker_name", "the name of the speaker, as the report gives it"),
    text("outlet", "the report's"),
    text("published", "the report's, ISO 8601"),
    places("content", "what was said"),
    places("cue", "the words that tell that it was said"),
    places("source", "who said it, as the sentence names them"),
    text("kind", "direct, indirect or mixed"),
    text("act", "speech or thought"),
    text("speaker", "an actor's id: a1"),
    column("anonymous", Kind::Flag, "whether the source is left unnamed"),
    text("description", "how an unnamed source is described, as written"),
    place("description_span", ""),
    text("anonymity_reason", "why a source is unnamed, as written"),
    place("anonymity_reason_span", ""),
    number("source_count", "how many sources the text claims"),
    text("channel", "where or how it was said"),
    place("channel_span", ""),
    text("told_to", "to whom, as written"),
    place("told_to_span", ""),
    text("time", "a time's id: t1"),
    text("within", "the statement whose content holds this one"),
    text("by", "the rule or model that found it"),
];

const EVENTS: &[Column] = &[
    text("event", "the report's id and the event's: ferry/e1"),
    text("date", "when it was, as far as the report tells: a day, week, month or year in ISO 8601"),
    text("source", "names of who did it, parted by \"; \""),
    text("source_country", "their countries, ISO 3166 alpha-3, as many as sources"),
    text("target", "names of those to whom it was done"),
    text("target_country", ""),
    text("root", "PLOVER's root, where it is one of its kinds"),
    number("quad_class", "1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict"),
    text("status", "happened, expected, possible or denied"),
    text("place", "the name of where; its id, which the JSON has here, is `place_actor`"),
    text("told_by", "who tells it, where it is told inside a statement"),
    text("report", "the report's id"),
    text("outlet", "the report's"),
    text("published", "the report's day"),
    number("start", "of the word that names it"),
    number("end", "of the word that names it"),
    text("text", "the sentence around it, as written"),
    text("id", "within the report: e1"),
    place("trigger", "the word that names it"),
    place("status_cue", "the words that tell its status"),
    texts("sources", "actors' ids"),
    texts("targets", "actors' ids"),
    places("source_spans", ""),
    places("target_spans", ""),
    text("place_actor", "an actor's id"),
    text("time", "a time's id"),
    column("amounts", Kind::List(&AMOUNT), "how many, how much"),
    text("statement", "the statement whose content holds it"),
    text("by", "the rule or model that found it"),
];

const TIMES: &[Column] = &[
    text("report", "the report's id"),
    text("id", "within the report: t1"),
    text("text", "its words"),
    number("start", ""),
    number("end", ""),
    text("type", "DATE, TIME, DURATION or SET"),
    text("value", "TIMEX3"),
    text("mod", "TIMEX3's modifier"),
    text("begin_value", "where a range or duration begins"),
    text("end_value", "where it ends"),
    text("anchor", "what the value was counted from: published, or a time's id"),
    text("by", "the rule that found it"),
];

const ACTORS: &[Column] = &[
    text("report", "the report's id"),
    text("id", "within the report: a1"),
    text("name", "the fullest that the text gives, as written"),
    text("kind", "person, organisation, country, place, group or office"),
    texts("roles", "titles and offices, as written"),
    places("mentions", "where the text names it"),
    texts("mention_kinds", "name, metonym, nominal or pronoun, a mention each"),
    text("country", "ISO 3166 alpha-3"),
    text("by", "the rule or model that found it"),
];

const CLAUSES: &[Column] = &[
    text("report", "the report's id"),
    text("id", "within the report: k1"),
    text("text", "its words, from the first to the last"),
    number("start", ""),
    number("end", ""),
    places("pieces", "its words, without what it is parted by"),
    number("sentence", "the sentence's number in the report, from 0"),
    text("region", "the kind of region that it stands in"),
    text("kind", "how it hangs on the clause around it"),
    text("host", "the clause that it hangs on"),
    number("depth", "how deep it hangs"),
    place("predicate", "the word that tells it"),
    texts("sources", "actors' ids"),
    texts("targets", "actors' ids"),
    places("source_spans", ""),
    places("target_spans", ""),
    text("polarity", "whether it is told or denied"),
    text("status", "happened, expected, possible or denied"),
    text("place", "an actor's id"),
    text("time", "a time's id"),
    column("quantities", Kind::List(&QUANTITY), "how many, how much, and how the words bound it"),
    text("statement", "the statement whose content holds it"),
    text("says", "the statement that it tells of"),
    text("by", "the rule or model that found it"),
];

const CLAIMS: &[Column] = &[
    text("story", "the story's id"),
    text("id", "within the story, in the order in which claims are shown: c1"),
    text("kind", "event, statement or figure"),
    text("text", "the best-worded support, verbatim"),
    text("state", "agree, differ, contradict, open or single"),
    number("outlets", "how many carry it"),
    number("origins", "how many independent ones stand behind it"),
    text("time", "TIMEX3"),
    texts("actors", "ids of actors of the story"),
    column("shown", Kind::Flag, "whether the short account shows it"),
    texts("silent", "ids of reports that could tell it and do not"),
    texts("perhaps", "ids of reports that may tell it"),
    texts("too_early", "ids of reports published before it could be known"),
    column("differences", Kind::List(&DIFFERENCE), "what differs between its supports; `support` counts them from 0"),
    column("aside", Kind::Flag, "whether it is only for those who want all"),
];

const SUPPORTS: &[Column] = &[
    text("story", "the story's id"),
    text("claim", "the claim's id"),
    number("support", "its number among the claim's, from 0"),
    text("report", "the report's id"),
    number("start", ""),
    number("end", ""),
    text("text", "its words, verbatim"),
    place("trigger", "the word that names the event"),
    place("value", "the part that a difference lies in"),
    column("speaker", SPEAKER, "who says it; null where the report tells it in its own voice"),
    text("says", "states, differs or contradicts"),
    text("origin", "an origin of the story: o1"),
    texts("chain", "who told whom, from the origin to the outlet"),
    text("statement", "a statement of the report"),
    text("event", "an event of the report"),
    text("by", "what joined it to the claim"),
];
