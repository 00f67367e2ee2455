//! The words that tell of statements: the tables of `statements/` in a form that is quick to ask.

use super::find::Models;
use super::whose::Second;
use dateline_language::{Language, Numerals, Table, TableError, Words, word_sets};
use regex::Regex;
use std::collections::HashMap;

/// What is known of words before any statement is seen.
#[derive(Debug)]
pub struct Lexicon {
    /// What the models learned.
    pub(super) models: Models,
    /// What the second look learned.
    pub(super) second: Second,
    /// Lemmas of cues that tell of thought rather than speech: "believe", "hope".
    pub(super) thoughts: Words,
    /// Lemmas of nouns for people who are named by what they are: "official", "witness".
    pub(super) people: Words,
    /// What words are said in or through, in lower case: "statement", "news conference", "telegram".
    pub(super) channels: Words,
    /// Lemmas of verbs that are a channel themselves, each with the platform that it tells, if it tells one: "tweet".
    pub(super) platforms: HashMap<Box<str>, Option<Box<str>>>,
    /// Lemmas of verbs by which words are given out: "issue" a statement.
    pub(super) giving: Words,
    /// Lemmas of nouns for outlets and those who work for them.
    pub(super) press: Words,
    /// Lemmas of cues whose object is who was told: "tell", "assure".
    pub(super) telling: Words,
    /// Lemmas of nouns for offices that one person holds at a time: "president".
    pub(super) offices: Words,
    /// Nouns for bodies, by which "the zoo" and "the company" have a say.
    pub(super) bodies: Words,
    /// Why a source is unnamed: patterns with a group `reason`.
    pub(super) anonymity: Vec<Regex>,
    /// The signature of a post.
    pub(super) signed: Option<Regex>,
    /// The label of a line in a transcript.
    pub(super) label: Option<Regex>,
    pub(super) numerals: Numerals,
    /// The small words of the stage.
    pub(super) words: Small,
}

word_sets! {
    /// The sets of `statements/small.txt`; what each is for stands there.
    pub(super) struct Small {
        article,
        definite,
        the,
        that,
        who,
        manner,
        have,
        according,
        according_to,
        speech_verbs,
        reporting,
        clause_verbs,
        from,
        quoting,
        answering,
        documents,
        meanwhile,
        elsewhere,
        third,
        own,
        one,
        several,
        thing,
        one_in_all_forms,
        aged,
        years,
        unnamed_starts,
        naming,
        many,
        any_source,
        trade_ends,
        long_trade_ends,
        no_trade_ends,
        outlets,
        written_by,
        interviews,
        through,
        channel_prepositions,
        tying_prepositions,
        listener_prepositions,
        hearer_prepositions,
        talking,
        post_starts,
        post_platform,
        post_platform_name,
    }
}

/// The kinds of `actors/things.tsv` that have no say.
const PLACES: [&str; 2] = ["country", "place"];

impl Lexicon {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// If a pattern is broken, an entry stands twice, or a line has another form than it should.
    pub fn new(language: &Language) -> Result<Lexicon, TableError> {
        let words = |name: &str| language.table(name).words();
        let platforms = language.table("statements/platforms.tsv");
        platforms.unique(platforms.rows().map(|(line, [verb])| (line, verb)))?;
        let named =
            |(_, [verb, platform]): (_, [&str; 2])| (verb.into(), (!platform.is_empty()).then(|| platform.into()));
        let layout = language.table("statements/layout.txt");
        Ok(Lexicon {
            models: Models::read(language.table("statements/weights.tsv").text()),
            second: Second::read(language.table("statements/speakers.tsv").text()),
            thoughts: words("statements/thoughts.txt")?,
            people: words("statements/people.txt")?,
            channels: words("statements/channels.txt")?,
            platforms: platforms.rows().map(named).collect(),
            giving: words("statements/giving.txt")?,
            press: words("statements/press.txt")?,
            telling: words("statements/telling.txt")?,
            offices: words("statements/offices.txt")?,
            bodies: ["actors/bodies.tsv", "actors/things.tsv"]
                .iter()
                .flat_map(|table| {
                    language.table(table).rows().map(|(_, [noun, kind])| (noun, kind)).collect::<Vec<_>>()
                })
                .filter(|(_, kind)| !PLACES.contains(kind))
                .map(|(noun, _)| noun.trim_end_matches('*'))
                .collect(),
            anonymity: language.table("statements/anonymity.txt").patterns()?,
            signed: pattern(layout, "signed")?,
            label: pattern(layout, "label")?,
            numerals: Numerals::new(language)?,
            words: Small::read(&language.table("statements/small.txt"))?,
        })
    }
}

/// The pattern of a name: `name = REGEX`.
fn pattern(table: Table<'_>, name: &str) -> Result<Option<Regex>, TableError> {
    let named = |line: &dateline_language::Line<'_>| line.text.split_once(" = ").is_some_and(|(own, _)| own == name);
    let Some(line) = table.lines().find(named) else { return Ok(None) };
    let (_, raw) = line.text.split_once(" = ").unwrap_or_default();
    table.pattern(line, raw).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_set() {
        let empty = Lexicon::new(&Language::english()).expect("in form").words.empty();
        assert!(empty.is_empty(), "{empty:?}");
    }
}
