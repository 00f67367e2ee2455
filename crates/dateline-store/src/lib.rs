//! One SQLite file of reports, every version of them, what was found in them, and what changed in their stories.
//!
//! A store keeps each report with its layers and its parse, so that an account over it needs no reading and no parsing.
//! Each is put there by itself: a process that ends at any moment loses none and leaves none half. One process writes at a
//! time, and any number read meanwhile, each the store as it was when it began. What is damaged is seen by the number that
//! guards its row, named and left out.

mod care;
mod error;
pub mod identity;
mod lock;
mod row;
mod search;
mod shape;
mod stories;
mod versions;

pub use care::{Fault, Info};
pub use error::StoreError;
pub use row::Row;
pub use search::Words;
pub use stories::{ChangeRow, SettledRow};
pub use versions::{Known, Put, Seen};

use dateline_core::Annotated;
use lock::Lock;
use rusqlite::{Connection, OpenFlags, params};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// How long is waited for another process that holds the file for a moment.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open store.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    // Closed before the lock is given back and the copy is taken away.
    db: Connection,
    damaged_before: Vec<String>,
    _lock: Option<Lock>,
    _copy: Option<TempDir>,
}

/// A report that a store can not give whole; its source, added again, mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its id, as far as that can be told.
    pub id: String,
}

/// What was asked for, and the reports that should be among it and are damaged.
pub type Found<T> = (Vec<T>, Vec<Damaged>);

/// A version of a report.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number among the versions of its report, from 1, in the order in which they came.
    pub nth: u32,
    /// When it came into the store, in milliseconds since 1970.
    pub seen: i64,
    /// From when on it counts, as ISO 8601: when it says that it was changed; else for the first when it was published, for
    /// a later one the day on which it came.
    pub since: String,
    /// Whether it is the one that counts now.
    pub is_current: bool,
    /// The report as it was; `None` if that is damaged.
    pub annotated: Option<Annotated>,
}

impl Store {
    /// Whether the file at `path` is an SQLite database: what `add` makes and `account` takes.
    pub fn is_store(path: &Path) -> bool {
        let mut head = [0; 16];
        std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && &head == b"SQLite format 3\0"
    }

    /// Opens a store to write to, makes one where there is no file, and brings one of an earlier shape to this one.
    /// `holder` says to others who writes, as in "dateline add"; `now` is the time, in milliseconds since 1970.
    ///
    /// # Errors
    /// If another process writes to it, the file can not be opened or made, or is no store of this version or an earlier.
    pub fn open(path: &Path, holder: &str, now: i64) -> Result<Store, StoreError> {
        let lock = Lock::take(path, holder)?;
        Store::open_locked(path, Some(lock), now)
    }

    fn open_locked(path: &Path, lock: Option<Lock>, now: i64) -> Result<Store, StoreError> {
        let mut db = Connection::open(path).map_err(|e| StoreError::open(path, e))?;
        db.busy_timeout(PATIENCE).map_err(|e| StoreError::open(path, e))?;
        let shape = shape::of(&db, path)?;
        let failed = |e| StoreError::write(path, e);
        // What the last process did is safe when it ends; only a power cut may take the last moment with it, whole.
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;")
            .map_err(failed)?;
        let damaged_before = match shape {
            0 => shape::create(&db).map(|()| Vec::new()),
            shape::SHAPE => Ok(Vec::new()),
            earlier => shape::migrate(&mut db, earlier, now),
        }
        .map_err(failed)?;
        Ok(Store { path: path.to_owned(), db, damaged_before, _lock: lock, _copy: None })
    }

    /// Opens a store to read from, as it is now, whatever is written meanwhile. One of an earlier shape is read from a copy:
    /// reading changes no store.
    ///
    /// # Errors
    /// If there is no such file or it is no store of this version or an earlier.
    pub fn open_to_read(path: &Path) -> Result<Store, StoreError> {
        let store = Store::look(path, true)?;
        let shape = shape::of(&store.db, path)?;
        if shape == shape::SHAPE {
            return Ok(store);
        }
        if shape == 0 {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        drop(store);
        let failed = |why: std::io::Error| StoreError::Read { path: path.to_owned(), why: why.to_string() };
        let folder = tempfile::tempdir().map_err(failed)?;
        let copy = folder.path().join("copy");
        std::fs::copy(path, &copy).map_err(failed)?;
        let mut store = Store::open_locked(&copy, None, 0)?;
        store.path = path.to_owned();
        store._copy = Some(folder);
        Ok(store)
    }

    /// Opens a file to read from; in one look if it is to stay as it is now.
    fn look(path: &Path, in_one: bool) -> Result<Store, StoreError> {
        let failed = |e| StoreError::open(path, e);
        let begin = |db: &Connection| -> rusqlite::Result<()> {
            db.busy_timeout(PATIENCE)?;
            db.execute_batch(if in_one { "BEGIN" } else { "" })?;
            db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
        };
        // A reader may take away what the last writer left beside the file, but writes nothing into it.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let open = |flags| -> rusqlite::Result<Connection> {
            let db = Connection::open_with_flags(path, flags)?;
            db.pragma_update(None, "query_only", true)?;
            Ok(db)
        };
        let db = open(flags).or_else(|_| open(OpenFlags::SQLITE_OPEN_READ_ONLY)).map_err(failed)?;
        let db = match begin(&db) {
            Ok(()) => db,
            // Where nothing may be written, not even what readers tell each other, nothing else writes either.
            Err(rusqlite::Error::SqliteFailure(error, _))
                if matches!(error.code, rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly) =>
            {
                let address = format!("file:{}?immutable=1", escaped(path));
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let db = Connection::open_with_flags(address, flags).map_err(failed)?;
                begin(&db).map_err(failed)?;
                db
            }
            Err(error) => return Err(failed(error)),
        };
        Ok(Store { path: path.to_owned(), db, damaged_before: Vec::new(), _lock: None, _copy: None })
    }

    /// The reports that were left out, damaged, when this store was brought to its shape.
    pub fn damaged_before(&self) -> &[String] {
        &self.damaged_before
    }

    /// How many reports there are.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        let count = self.db.query_row("SELECT count(*) FROM report", [], |row| row.get::<_, i64>(0));
        count.map(|n| n as usize).map_err(|e| StoreError::read(&self.path, e))
    }

    /// Whether there are no reports.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.len()? == 0)
    }

    /// The current version of every report with its layers, by id, and those that are damaged.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn reports(&self) -> Result<Found<Annotated>, StoreError> {
        let (reports, damaged) = self.select("SELECT number, current FROM report ORDER BY id", params![])?;
        Ok((reports.into_iter().map(|(_, report)| report).collect(), damaged))
    }

    /// Every report as it was at the end of a day (2025-08-20), by id: the last version that counted by then, and none of a
    /// report that came later.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn reports_as_of(&self, day: &str) -> Result<Found<Annotated>, StoreError> {
        let versions = self.numbers(
            "SELECT report.number, version.number, substr(since, 1, 10) FROM version
             JOIN report ON report.number = version.report ORDER BY id, since, nth",
            params![],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
        )?;
        let mut order: Vec<i64> = Vec::new();
        let mut last: BTreeMap<i64, i64> = BTreeMap::new();
        for (report, version, since) in versions {
            if since.as_str() <= day && last.insert(report, version).is_none() {
                order.push(report);
            }
        }
        let (reports, damaged) = self.unpacked(order.into_iter().map(|report| (report, last[&report])).collect())?;
        Ok((reports.into_iter().map(|(_, report)| report).collect(), damaged))
    }

    /// The numbers and ids of the reports whose story is not settled, by id.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn unsettled(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let query = "SELECT number, id FROM report WHERE number NOT IN (SELECT report FROM settled) ORDER BY id";
        self.numbers(query, params![], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The numbers and ids of all reports, by id.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn numbers_and_ids(&self) -> Result<Vec<(i64, String)>, StoreError> {
        self.numbers("SELECT number, id FROM report ORDER BY id", params![], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The current version of the report of a number; `None` if it is damaged or there is none.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn report(&self, number: i64) -> Result<Option<Annotated>, StoreError> {
        let (reports, _) = self.select("SELECT number, current FROM report WHERE number = ?1", params![number])?;
        Ok(reports.into_iter().next().map(|(_, report)| report))
    }

    /// Every version of the report of an id, in the order in which they came; none if there is no such report.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn versions(&self, id: &str) -> Result<Vec<Version>, StoreError> {
        let rows = self.numbers(
            "SELECT version.number, nth, seen, since, version.number = current FROM version
             JOIN report ON report.number = version.report WHERE id = ?1 ORDER BY nth",
            params![id],
            |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )?;
        let version = |(number, nth, seen, since, is_current)| {
            let annotated = stories::whole(&self.db, number).unwrap_or_default();
            Version { nth, seen, since, is_current, annotated }
        };
        Ok(rows.into_iter().map(version).collect())
    }

    /// The reports of a query for numbers of reports and versions.
    fn select(&self, query: &str, values: impl rusqlite::Params) -> Result<Found<(i64, Annotated)>, StoreError> {
        self.unpacked(self.numbers(query, values, |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Reports by their numbers and those of a version; each is read by itself, so that damage to one is its own.
    fn unpacked(&self, numbers: Vec<(i64, i64)>) -> Result<Found<(i64, Annotated)>, StoreError> {
        let (mut reports, mut damaged) = (Vec::with_capacity(numbers.len()), Vec::new());
        for (report, version) in numbers {
            match stories::whole(&self.db, version) {
                Ok(Some(annotated)) => reports.push((report, annotated)),
                _ => damaged.push(Damaged { id: self.id_of(report) }),
            }
        }
        Ok((reports, damaged))
    }

    /// The id of a report, or what can be told of it.
    fn id_of(&self, report: i64) -> String {
        let id = self.db.query_row("SELECT id FROM report WHERE number = ?1", [report], |row| row.get::<_, Vec<u8>>(0));
        id.map_or_else(|_| format!("number {report}"), |id| String::from_utf8_lossy(&id).into_owned())
    }

    fn numbers<T>(
        &self,
        query: &str,
        values: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let read = || -> rusqlite::Result<Vec<T>> { self.db.prepare(query)?.query_map(values, row)?.collect() };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// Writes, all or nothing.
    fn write(&mut self, write: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        let all = |db: &mut Connection| -> rusqlite::Result<()> {
            let all = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            write(&all)?;
            all.commit()
        };
        all(&mut self.db).map_err(|e| StoreError::write(&self.path, e))
    }
}

/// A path as the part of an address that SQLite takes.
fn escaped(path: &Path) -> String {
    path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

#[cfg(test)]
mod tests;
