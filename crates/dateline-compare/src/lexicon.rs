//! What is known of the words of a language before reports are compared, read once from its tables.

use crate::actors::Lists;
use crate::check::Apart;
use crate::compare::{EVENT_FIGURES, Encoder, FIGURES, Forest, Kin, RANK, SIGNS, Shades, VERDICT, Weights, hides};
use crate::gather::{Agencies, Background, Endings, Likeness};
use crate::utterances::Voices;
use dateline_language::{Language, Numerals, TableError, Words, word_sets};

/// What comparing knows of a language: made once, then asked from any thread.
#[derive(Debug)]
pub struct Lexicon {
    /// Names that are known to be one.
    pub(crate) lists: Lists,
    /// News agencies, and how they are credited.
    pub(crate) agencies: Agencies,
    /// What the forms of a word differ in.
    pub(crate) endings: Endings,
    /// How common words are.
    pub(crate) background: Background,
    /// How likely two reports tell of one happening.
    pub(crate) likeness: Likeness,
    /// Families of words that name one event.
    pub(crate) kin: Kin,
    /// How likely two sentences tell the same.
    pub(crate) sentences: Weights<{ FIGURES.len() }>,
    /// How likely two words name one event.
    pub(crate) events: Weights<{ EVENT_FIGURES.len() }>,
    /// How likely two passages tell the same.
    pub(crate) same: Forest,
    /// How likely a report tells a claim that it is not joined to.
    pub(crate) tells: Forest,
    /// How likely passages that tell the same hide a difference.
    pub(crate) hides: Forest,
    /// How much a claim matters.
    pub(crate) matters: Forest,
    /// Words by which two tellings of one thing differ.
    pub(crate) shades: Shades,
    /// Who can speak, and what is a judgement.
    pub(crate) voices: Voices,
    /// What sentences mean.
    pub(crate) encoder: Encoder,
    /// Nouns for people.
    pub(crate) people: Words,
    pub(crate) numerals: Numerals,
    /// Words of which one shuts out the other.
    pub(crate) apart: Apart,
    /// Words by which a thing is not told as so.
    pub(crate) unsure: Unsure,
    /// The hosts of outlets whose name does not stand in it, each with the name.
    pub(crate) hosts: Vec<(Box<str>, Box<str>)>,
    /// The small words of the stage.
    pub(crate) words: Small,
}

word_sets! {
    /// The sets of `compare/small.txt`; what each is for stands there.
    pub(crate) struct Small {
        and,
        the,
        legal_forms,
        generations,
        outlet_before,
        outlet_behind,
        author_behind,
        pronouns,
        ends_a_name,
        one_of_several,
        article,
        says_nothing,
        modals,
        conditions,
        infinitive,
        not,
        no,
        had,
        until,
        people,
        counts_nothing,
        percent,
        possessive,
        of,
    }
}

word_sets! {
    /// The sets of `check/unsure.txt`; what each is for stands there.
    pub(crate) struct Unsure {
        hedges,
        claims,
        denials,
    }
}

impl Lexicon {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// If a line of a table can not be used: it names file, line and fault.
    pub fn new(language: &Language) -> Result<Lexicon, TableError> {
        let endings = Endings::new(language)?;
        Ok(Lexicon {
            lists: Lists::new(language)?,
            agencies: Agencies::new(language)?,
            background: Background::new(language, endings.clone())?,
            endings,
            likeness: Likeness::new(language)?,
            kin: Kin::new(language)?,
            sentences: Weights::new(&language.table("compare/same.tsv"), &FIGURES)?,
            events: Weights::new(&language.table("compare/event.tsv"), &EVENT_FIGURES)?,
            same: Forest::new(&language.table("compare/same.forest"), SIGNS)?,
            tells: Forest::new(&language.table("compare/tells.forest"), VERDICT)?,
            hides: hides(language)?,
            matters: Forest::new(&language.table("compare/matters.forest"), RANK)?,
            shades: Shades::new(language)?,
            voices: Voices::new(language)?,
            encoder: Encoder::new(language),
            people: language.table("statements/people.txt").words()?,
            numerals: Numerals::new(language)?,
            apart: Apart::new(language)?,
            unsure: Unsure::read(&language.table("check/unsure.txt"))?,
            hosts: hosts(language),
            words: Small::read(&language.table("compare/small.txt"))?,
        })
    }

    /// Loads what only the comparison of a story needs, and takes some time; without this it is loaded when it is needed.
    ///
    /// # Errors
    /// If it can not be loaded. Stories are then compared without it.
    pub fn load(&self) -> Result<(), TableError> {
        self.encoder.load()
    }
}

/// The hosts of outlets with their names: a line is `HOST = NAME`.
fn hosts(language: &Language) -> Vec<(Box<str>, Box<str>)> {
    let table = language.table("read/outlets.txt");
    let known = table.lines().filter_map(|line| line.text.split_once(" = "));
    known.map(|(host, name)| (host.into(), name.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_set() {
        let empty = Lexicon::new(&Language::english()).expect("in form").words.empty();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn the_encoder_of_english_loads() {
        assert_eq!(Lexicon::new(&Language::english()).expect("in form").load(), Ok(()));
    }
}
