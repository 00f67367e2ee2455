//! Which column of a table holds what, where the user says so.

use crate::lexicon::Lexicon;
use crate::record::plain;
use std::collections::BTreeMap;

/// What the user says of the columns of tables: `text=body,title=head`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The name of a column by the field that it holds.
    columns: BTreeMap<&'static str, String>,
}

impl Columns {
    /// The fields that a column can hold.
    pub const FIELDS: [&'static str; 8] = ["text", "title", "outlet", "authors", "url", "language", "published", "id"];

    /// Reads what the command line gives: a field, an equals sign and the name of a column, with commas between.
    ///
    /// ```
    /// use dateline_read::Columns;
    /// assert!(Columns::parse("text=body,title=Head line").is_ok());
    /// assert!(Columns::parse("corpus=body").unwrap_err().starts_with("\"corpus\" is no field"));
    /// ```
    ///
    /// # Errors
    /// What is wrong with it, and what it may be.
    pub fn parse(raw: &str) -> Result<Columns, String> {
        let mut columns = BTreeMap::new();
        for pair in raw.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (field, column) =
                pair.split_once('=').ok_or_else(|| format!("{pair:?} has no =: write FIELD=COLUMN"))?;
            let field = field.trim();
            let known = Columns::FIELDS.iter().find(|f| **f == field);
            let known = known.ok_or_else(|| format!("{field:?} is no field: choose {}", Columns::FIELDS.join(", ")))?;
            columns.insert(*known, column.trim().to_owned());
        }
        Ok(Columns { columns })
    }

    /// The names under which the values of a table's columns are to be looked for, or a column that it lacks.
    pub(crate) fn names(&self, lexicon: &Lexicon, header: &[String]) -> Result<Vec<String>, String> {
        let mut names: Vec<String> = header.iter().map(|h| plain(h)).collect();
        for (field, column) in &self.columns {
            let exact = header.iter().position(|h| h == column);
            let at = exact.or_else(|| names.iter().position(|n| *n == plain(column))).ok_or_else(|| column.clone())?;
            // What the user names goes before what would be guessed.
            for (i, name) in names.iter_mut().enumerate() {
                if i != at && lexicon.is_field(field, name) {
                    *name = String::new();
                }
            }
            names[at] =
                if *field == "text" { TOLD_TEXT } else { lexicon.fields(field).next().unwrap_or(field) }.to_owned();
        }
        Ok(names)
    }

    /// What parts the columns of a table whose first line this is: it holds every column that the user names.
    pub(crate) fn separator_in(&self, first_line: &str) -> Option<u8> {
        let holds = |separator: &u8| {
            let cells: Vec<String> =
                first_line.split(char::from(*separator)).map(|c| plain(c.trim().trim_matches('"'))).collect();
            cells.len() > 1 && self.columns.values().all(|column| cells.contains(&plain(column)))
        };
        SEPARATORS.into_iter().find(|s| !self.columns.is_empty() && holds(s))
    }

    /// The name of the value that surely holds the text, if the user said so.
    pub(crate) fn text(&self) -> Option<&'static str> {
        self.columns.contains_key("text").then_some(TOLD_TEXT)
    }
}

/// What parts the columns of a table.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A name that no column has.
const TOLD_TEXT: &str = "=text";

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn a_table_is_known_by_the_columns_that_the_user_names() {
        let columns = Columns::parse("text=Body,title=Head").unwrap();
        assert_eq!(columns.separator_in("No;\"Head\";Body"), Some(b';'));
        assert_eq!(columns.separator_in("Head,Text"), None);
        assert_eq!(Columns::default().separator_in("Head,Body"), None);
    }
}
