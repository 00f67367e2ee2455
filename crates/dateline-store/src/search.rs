//! Search over the words of all reports in a store.

use crate::{Store, StoreError};

/// A report that holds the words searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The report's id.
    pub id: String,
    /// A few words around the first place, as written.
    pub excerpt: String,
}

impl Store {
    /// The reports that hold all of the words, best first, at most `most` of them. Every word is taken as it stands:
    /// there is no query language to learn or to misuse.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<Hit>, StoreError> {
        let quoted: Vec<String> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .take(32)
            .map(|w| format!("\"{w}\""))
            .collect();
        if quoted.is_empty() {
            return Ok(Vec::new());
        }
        let find = || -> rusqlite::Result<Vec<Hit>> {
            let mut query = self.db.prepare(
                "SELECT report.id, snippet(words, 1, '', '', ' … ', 24) FROM words
                 JOIN report ON report.number = words.rowid
                 WHERE words MATCH ?1 ORDER BY rank, report.id LIMIT ?2",
            )?;
            let rows = query.query_map(rusqlite::params![quoted.join(" "), most as i64], |row| {
                Ok(Hit { id: row.get(0)?, excerpt: row.get(1)? })
            })?;
            rows.collect()
        };
        find().map_err(|e| StoreError::read(&self.path, e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Annotated, Report, Text};

    #[test]
    fn words_are_found_whatever_signs_stand_around_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("s")).unwrap();
        let report = Report {
            id: "a".into(),
            sha256: "a".into(),
            text: Text::new("The ferry \"Orla\" sank."),
            ..Report::default()
        };
        store.add(&[Annotated { report, ..Annotated::default() }], "1").unwrap();
        let found = |words| store.search(words, 5).unwrap().into_iter().map(|h| h.id).collect::<Vec<_>>();
        assert_eq!(found("orla ferry"), ["a"]);
        assert_eq!(found("\"ferry\" OR NEAR(("), Vec::<String>::new());
        assert_eq!(found("  -- * "), Vec::<String>::new());
    }
}
