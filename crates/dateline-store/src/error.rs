//! What can go wrong with a store, each with the file and what to do.

use std::path::{Path, PathBuf};

/// An error of a [`crate::Store`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file can not be opened as a database.
    #[error("{}: can not be opened as a store ({why}); name a file that `dateline add` made, or a new one", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// A database of another program.
    #[error("{}: is a database, but not one of dateline's; name a file that `dateline add` made, or a new one", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A store of another version's shape.
    #[error("{}: is a store of shape {found}, this dateline knows shape {known}; add the reports to a new store", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// The shape that the file has.
        found: i32,
        /// The shape that this program knows.
        known: i32,
    },
    /// Reading failed.
    #[error("{}: can not be read ({why})", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// Writing failed; nothing of what was to be added is there.
    #[error("{}: can not be written ({why}); nothing was added", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// A report whose layers do not fit its text.
    #[error("{}: report {id:?} is damaged; add its source to a new store", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The report.
        id: String,
    },
}

impl StoreError {
    pub(crate) fn open(path: &Path, why: rusqlite::Error) -> StoreError {
        StoreError::Open { path: path.to_owned(), why: why.to_string() }
    }

    pub(crate) fn read(path: &Path, why: rusqlite::Error) -> StoreError {
        StoreError::Read { path: path.to_owned(), why: why.to_string() }
    }

    pub(crate) fn write(path: &Path, why: rusqlite::Error) -> StoreError {
        StoreError::Write { path: path.to_owned(), why: why.to_string() }
    }
}
