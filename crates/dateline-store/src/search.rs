//! Full-text search: which reports may hold some words. Those who ask then look at the reports themselves.

use crate::{Found, Store, StoreError};
use dateline_core::Annotated;
use rusqlite::params;

/// Words that a report must hold, all in one of its parts if that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, which stand one behind the other.
    pub words: Vec<String>,
    /// Whether the last is the beginning of one.
    pub is_beginning: bool,
}

impl Store {
    /// The current versions of the reports that hold all of some words in title or text, by id; all of them for no words.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn with_words(&self, wanted: &[Words]) -> Result<Found<Annotated>, StoreError> {
        if wanted.is_empty() {
            return self.reports();
        }
        let one = |words: &Words| {
            let beginning = if words.is_beginning { " *" } else { "" };
            format!("{{title text}} : \"{}\"{beginning}", words.words.join(" ").replace('"', " "))
        };
        let query: Vec<String> = wanted.iter().map(one).collect();
        let (reports, damaged) = self.select(
            "SELECT report.number, current FROM search JOIN report ON report.number = search.rowid
             WHERE search MATCH ?1 ORDER BY id",
            params![query.join(" AND ")],
        )?;
        Ok((reports.into_iter().map(|(_, report)| report).collect(), damaged))
    }
}
