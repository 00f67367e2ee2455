//! Words by which two tellings of one thing differ: hedges, modals, vague numbers, reasons, scope, denial.

use dateline_language::{Language, TableError};
use std::collections::HashMap;

/// A kind of word by which two tellings of one thing may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shade {
    Hedge,
    Modal,
    Vague,
    Reason,
    Scope,
    Denial,
}

impl Shade {
    /// All of them with their names in the table.
    const NAMES: [(Shade, &'static str); 6] = [
        (Shade::Hedge, "hedge"),
        (Shade::Modal, "modal"),
        (Shade::Vague, "vague"),
        (Shade::Reason, "reason"),
        (Shade::Scope, "scope"),
        (Shade::Denial, "denial"),
    ];
}

/// The shades of words.
#[derive(Debug)]
pub(crate) struct Shades(HashMap<Box<str>, Vec<Shade>>);

impl Shades {
    /// Reads the shades of the words of a language.
    ///
    /// # Errors
    /// If a line begins with the name of no shade.
    pub(crate) fn new(language: &Language) -> Result<Shades, TableError> {
        let table = language.table("compare/shades.txt");
        let mut shades: HashMap<Box<str>, Vec<Shade>> = HashMap::new();
        for (line, [name, words]) in table.rows() {
            let shade = Shade::NAMES.iter().find(|(_, n)| *n == name).map(|(shade, _)| *shade);
            let shade = shade.ok_or_else(|| table.fault(line, "a line is a kind of shade, a tab and words"))?;
            words.split_whitespace().for_each(|word| shades.entry(word.into()).or_default().push(shade));
        }
        Ok(Shades(shades))
    }

    /// The shades of a word in its dictionary form and small letters.
    pub(crate) fn shades(&self, lemma: &str) -> &[Shade] {
        self.0.get(lemma).map_or(&[], Vec::as_slice)
    }
}
