//! What is known of the words of a language before reports are compared, read once from its tables.

use crate::actors::Lists;
use crate::compare::{EVENT_FIGURES, FIGURES, Kin, Weights};
use crate::gather::{Agencies, Background, Endings, Likeness};
use dateline_language::{Language, Numerals, TableError, word_sets};

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
    /// How likely two passages tell the same.
    pub(crate) passages: Weights<{ FIGURES.len() }>,
    /// How likely two words name one event.
    pub(crate) events: Weights<{ EVENT_FIGURES.len() }>,
    pub(crate) numerals: Numerals,
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
        people_in_general,
        measures,
        counts_nothing,
        between,
        of,
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
            passages: Weights::new(&language.table("compare/same.tsv"), &FIGURES)?,
            events: Weights::new(&language.table("compare/event.tsv"), &EVENT_FIGURES)?,
            numerals: Numerals::new(language)?,
            words: Small::read(&language.table("compare/small.txt"))?,
        })
    }
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
