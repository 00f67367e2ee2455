//! What can be wrong with the files of a language.

use std::path::PathBuf;

/// A folder of rules that can not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or folder that the system does not give.
    #[error("{path} can not be read ({why}); a language is a folder like rules/en")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
}

/// A line of a table that can not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// An entry that stands there twice.
    #[error("{file}:{line}: {entry:?} stands in line {first} already; take one of them out")]
    Duplicate {
        /// The file, from the language's folder on.
        file: String,
        /// The line, from 1 on.
        line: usize,
        /// What stands there twice.
        entry: String,
        /// The line where it stands first.
        first: usize,
    },
    /// A pattern that is no regular expression.
    #[error("{file}:{line}: the pattern can not be read: {why}")]
    Pattern {
        /// The file, from the language's folder on.
        file: String,
        /// The line, from 1 on.
        line: usize,
        /// What the pattern's reader says.
        why: String,
    },
    /// A line of another form than its table has.
    #[error("{file}:{line}: {why}")]
    Line {
        /// The file, from the language's folder on.
        file: String,
        /// The line, from 1 on.
        line: usize,
        /// What is expected there.
        why: String,
    },
    /// Weights that can not be loaded.
    #[error("{file}: {why}")]
    Weights {
        /// The file, from the language's folder on.
        file: String,
        /// What is wrong with it.
        why: String,
    },
}
