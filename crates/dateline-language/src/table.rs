//! A table: one file of a language as lines, each with its number.

use crate::error::TableError;
use crate::sets::Sets;
use crate::words::Words;
use regex::Regex;
use std::collections::HashMap;
use std::hash::Hash;

/// A file of a language. Blank lines and those that begin with `#` say nothing.
#[derive(Clone, Copy, Debug)]
pub struct Table<'l> {
    name: &'l str,
    text: &'l str,
}

/// A line of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'l> {
    /// Its number in the file, from 1 on.
    pub number: usize,
    /// Its words, without white space at the end.
    pub text: &'l str,
}

impl<'l> Table<'l> {
    pub(crate) fn new(name: &'l str, text: &'l str) -> Table<'l> {
        Table { name, text }
    }

    /// Its name.
    pub fn name(self) -> &'l str {
        self.name
    }

    /// The whole file.
    pub fn text(self) -> &'l str {
        self.text
    }

    /// The lines that say something.
    pub fn lines(self) -> impl Iterator<Item = Line<'l>> + Clone {
        let lines = self.text.lines().enumerate().map(|(i, text)| Line { number: i + 1, text: text.trim_end() });
        lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#'))
    }

    /// The lines as rows of `N` columns that tabs part; what a line lacks is empty.
    pub fn rows<const N: usize>(self) -> impl Iterator<Item = (Line<'l>, [&'l str; N])> + Clone {
        self.lines().map(|line| {
            let mut row = [""; N];
            row.iter_mut().zip(line.text.split('\t')).for_each(|(cell, word)| *cell = word);
            (line, row)
        })
    }

    /// The lines as one set of words or phrases.
    ///
    /// # Errors
    /// If a line stands there twice.
    pub fn words(self) -> Result<Words, TableError> {
        let lines = self.unique(self.lines().map(|line| (line, line.text.trim())))?;
        Ok(lines.into_iter().collect())
    }

    /// The lines as sets of words by name: `name: words`.
    ///
    /// # Errors
    /// If a line has no name, or a word stands twice in one set.
    pub fn sets(self) -> Result<Sets<'l>, TableError> {
        Sets::read(self)
    }

    /// The lines as regular expressions.
    ///
    /// # Errors
    /// If one can not be read.
    pub fn patterns(self) -> Result<Vec<Regex>, TableError> {
        self.lines().map(|line| self.pattern(line, line.text)).collect()
    }

    /// A regular expression that stands in a line.
    ///
    /// # Errors
    /// If it can not be read.
    pub fn pattern(self, line: Line<'_>, raw: &str) -> Result<Regex, TableError> {
        let (file, line) = (self.name.to_owned(), line.number);
        Regex::new(raw).map_err(|why| TableError::Pattern { file, line, why: why.to_string() })
    }

    /// The entries of lines, of which none may come twice.
    ///
    /// # Errors
    /// If one does.
    pub fn unique<T: Hash + Eq + Copy + ToString>(
        self,
        entries: impl IntoIterator<Item = (Line<'l>, T)>,
    ) -> Result<Vec<T>, TableError> {
        let mut first: HashMap<T, usize> = HashMap::new();
        let mut all = Vec::new();
        for (line, entry) in entries {
            if let Some(first) = first.insert(entry, line.number) {
                let (file, entry) = (self.name.to_owned(), entry.to_string());
                return Err(TableError::Duplicate { file, line: line.number, entry, first });
            }
            all.push(entry);
        }
        Ok(all)
    }

    /// That a line has another form than is expected there.
    pub fn fault(self, line: Line<'_>, why: impl Into<String>) -> TableError {
        TableError::Line { file: self.name.to_owned(), line: line.number, why: why.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_file_and_line() {
        let twice = Table::new("people.txt", "# the people\nnauta\nfaber\nnauta\n");
        let error = twice.words().expect_err("a word twice").to_string();
        assert_eq!(error, "people.txt:4: \"nauta\" stands in line 2 already; take one of them out");
        let broken = Table::new("reasons.txt", "\nquia .*\nquod (\n");
        let error = broken.patterns().expect_err("a broken pattern").to_string();
        assert!(error.starts_with("reasons.txt:3: the pattern can not be read"), "{error}");
    }

    #[test]
    fn rows_are_filled_up() {
        let table = Table::new("cities.tsv", "Roma\tITA\nOstia\n");
        let rows: Vec<[&str; 2]> = table.rows().map(|(_, row)| row).collect();
        assert_eq!(rows, [["Roma", "ITA"], ["Ostia", ""]]);
    }
}
