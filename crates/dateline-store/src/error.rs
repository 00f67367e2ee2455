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
    /// A store of a later version's shape.
    #[error(
        "{}: is a store of shape {found}, made by a later dateline; this one knows shapes up to {known}: use the later one, or add \
         the reports to a new store", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The shape that the file has.
        found: i32,
        /// The shape that this program makes.
        known: i32,
    },
    /// Another process writes to it.
    #[error("{}: is being written to by {holder}; wait until that ends, or end it (others may read meanwhile)", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// Who, as that process says.
        holder: String,
    },
    /// Reading failed.
    #[error("{}: can not be read ({why}); `dateline store check` tells what is damaged", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// Writing failed: what was to be written then is not there, what was written before is.
    #[error("{}: can not be written ({why})", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// There is no report of that id.
    #[error("{}: has no report {id:?}; `dateline search` finds ids", path.display())]
    NoReport {
        /// The file.
        path: PathBuf,
        /// The id that was asked for.
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
