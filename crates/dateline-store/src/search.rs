//! Full-text search: which reports may hold some words. Those who ask then look at the reports themselves.

use crate::{Found, Store, StoreError};
use dateline_core::Annotated;
use rusqlite::params;
use std::collections::BTreeSet;

/// Words that a report must hold, all in one of its parts if that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, which stand one behind the other.
    pub words: Vec<String>,
    /// Whether the last is the beginning of one.
    pub is_beginning: bool,
}

impl Store {
    /// The ids of the reports that hold, of each set of folded words, one in their text. A set that says nothing to the
    /// index bounds nothing.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn ids_holding(&self, wanted: &[BTreeSet<String>]) -> Result<BTreeSet<String>, StoreError> {
        let says = |word: &String| word.chars().any(|c| c.is_ascii_alphanumeric());
        let one = |words: &BTreeSet<String>| {
            let any: Vec<String> = words.iter().map(|w| format!("\"{}\"", w.replace('"', " "))).collect();
            format!("(text : ({}))", any.join(" OR "))
        };
        let query: Vec<String> =
            wanted.iter().filter(|words| !words.is_empty() && words.iter().all(says)).map(one).collect();
        let ids = if query.is_empty() {
            self.numbers("SELECT id FROM report", params![], |row| row.get(0))?
        } else {
            let found = "SELECT id FROM search JOIN report ON report.number = search.rowid WHERE search MATCH ?1";
            self.numbers(found, params![query.join(" AND ")], |row| row.get(0))?
        };
        Ok(ids.into_iter().collect())
    }

    /// The folded words of all names in the current versions.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn name_words(&self) -> Result<BTreeSet<String>, StoreError> {
        let words = self.numbers("SELECT DISTINCT word FROM named", params![], |row| row.get(0))?;
        Ok(words.into_iter().collect())
    }

    /// The numbers of the settled stories of some reports, and the reports among them that have none, by id.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn stories_of(&self, ids: &BTreeSet<String>) -> Result<(BTreeSet<u32>, BTreeSet<String>), StoreError> {
        let query = "SELECT id, story FROM report LEFT JOIN settled ON settled.report = report.number";
        let rows =
            self.numbers(query, params![], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<u32>>(1)?)))?;
        let (mut stories, mut alone) = (BTreeSet::new(), BTreeSet::new());
        for (id, story) in rows.into_iter().filter(|(id, _)| ids.contains(id)) {
            match story {
                Some(story) => drop(stories.insert(story)),
                None => drop(alone.insert(id)),
            }
        }
        Ok((stories, alone))
    }

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
