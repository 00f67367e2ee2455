//! One SQLite file of reports and what was found in them.
//!
//! A store keeps each report with its layers and its parse, so that an account over it needs no reading and no parsing.
//! Reports are told apart by the hash of their bytes: adding one twice changes nothing. Once a report's story is settled,
//! the store keeps that too, in the form that grouping gives it.

mod error;

pub use error::StoreError;

use dateline_core::Annotated;
use dateline_core::json::Stored;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The number that SQLite keeps in the file's head to say whose it is: "dtln".
const APPLICATION: i32 = 0x6474_6c6e;

/// The shape of the tables; a file of another shape is refused.
const SHAPE: i32 = 2;

/// An open store.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Connection,
}

/// What became of a report that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The same bytes were there, with layers of an earlier version; those are replaced.
    Renewed,
    /// It was there already.
    Known,
}

impl Store {
    /// Whether the file at `path` is an SQLite database: what `add` makes and `account` takes.
    pub fn is_store(path: &Path) -> bool {
        let mut head = [0; 16];
        std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && &head == b"SQLite format 3\0"
    }

    /// Opens a store, or makes one where there is no file.
    ///
    /// # Errors
    /// If the file can not be opened or made, or is not a store of this version.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Store::with(path, OpenFlags::default())
    }

    /// Opens a store to read from.
    ///
    /// # Errors
    /// If there is no such file or it is not a store of this version.
    pub fn open_to_read(path: &Path) -> Result<Store, StoreError> {
        Store::with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        let db = Connection::open_with_flags(path, flags).map_err(|e| StoreError::open(path, e))?;
        let number = |db: &Connection, pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
        let application = number(&db, "application_id").map_err(|e| StoreError::open(path, e))?;
        let tables: i64 = db
            .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
            .map_err(|e| StoreError::open(path, e))?;
        if application == 0 && tables == 0 && !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
            db.execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION};
                 PRAGMA user_version = {SHAPE};
                 CREATE TABLE report (
                     number  INTEGER PRIMARY KEY,
                     id      TEXT NOT NULL UNIQUE,
                     sha256  TEXT NOT NULL UNIQUE,
                     version TEXT NOT NULL,
                     layers  BLOB NOT NULL
                 );
                 CREATE TABLE settled (
                     place   INTEGER PRIMARY KEY,
                     report  INTEGER NOT NULL UNIQUE REFERENCES report (number),
                     story   INTEGER NOT NULL,
                     seen    BLOB NOT NULL
                 );"
            ))
            .map_err(|e| StoreError::write(path, e))?;
        } else if application != APPLICATION {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        let shape = number(&db, "user_version").map_err(|e| StoreError::open(path, e))?;
        if shape != SHAPE {
            return Err(StoreError::Shape { path: path.to_owned(), found: shape, known: SHAPE });
        }
        Ok(Store { path: path.to_owned(), db })
    }

    /// The hashes of the reports whose layers were made by `version`: these need not be read again.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn known(&self, version: &str) -> Result<BTreeSet<String>, StoreError> {
        let read = || -> rusqlite::Result<BTreeSet<String>> {
            let mut query = self.db.prepare("SELECT sha256 FROM report WHERE version = ?1")?;
            query.query_map([version], |row| row.get(0))?.collect()
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// Adds reports, all or none of them. `version` names what made the layers. An id that another report has already
    /// gets a number behind it.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn add(&mut self, reports: &[Annotated], version: &str) -> Result<Vec<Added>, StoreError> {
        let path = self.path.clone();
        let failed = |e| StoreError::write(&path, e);
        let all = self.db.transaction().map_err(failed)?;
        let added = reports.iter().map(|r| add(&all, r, version)).collect::<Result<_, _>>().map_err(failed)?;
        all.commit().map_err(failed)?;
        Ok(added)
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

    /// All reports by id, with their layers.
    ///
    /// # Errors
    /// If the file can not be read or what it holds was damaged.
    pub fn reports(&self) -> Result<Vec<Annotated>, StoreError> {
        let rows = self.rows("SELECT id, layers, number FROM report ORDER BY id")?;
        Ok(rows.into_iter().map(|(_, report)| report).collect())
    }

    /// The reports whose story is not settled, by id, each with its number in the store.
    ///
    /// # Errors
    /// If the file can not be read or what it holds was damaged.
    pub fn unsettled(&self) -> Result<Vec<(i64, Annotated)>, StoreError> {
        self.rows("SELECT id, layers, number FROM report WHERE number NOT IN (SELECT report FROM settled) ORDER BY id")
    }

    /// What grouping keeps of the reports whose story is settled, with their ids, in the order in which it was.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn settled(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let read = || -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
            let mut query =
                self.db.prepare("SELECT id, seen FROM settled JOIN report ON report = number ORDER BY place")?;
            query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// Settles the stories of reports, all or none of them, in this order: each by its number in the store, with the
    /// number of its story and what grouping keeps of it.
    ///
    /// # Errors
    /// If the file can not be written, or the story of one is settled already.
    pub fn settle(&mut self, reports: &[(i64, u32, Vec<u8>)]) -> Result<(), StoreError> {
        let write = |db: &mut Connection| -> rusqlite::Result<()> {
            let all = db.transaction()?;
            for (number, story, seen) in reports {
                all.execute(
                    "INSERT INTO settled (report, story, seen) VALUES (?1, ?2, ?3)",
                    params![number, story, seen],
                )?;
            }
            all.commit()
        };
        write(&mut self.db).map_err(|e| StoreError::write(&self.path, e))
    }

    /// The reports of a query for ids, layers and numbers.
    fn rows(&self, query: &str) -> Result<Vec<(i64, Annotated)>, StoreError> {
        let read = || -> rusqlite::Result<Vec<(String, Vec<u8>, i64)>> {
            let mut query = self.db.prepare(query)?;
            query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        };
        let rows = read().map_err(|e| StoreError::read(&self.path, e))?;
        let unpack = |(id, layers, number): (String, Vec<u8>, i64)| match unpack(&id, &layers) {
            Some(report) => Ok((number, report)),
            None => Err(StoreError::Damaged { path: self.path.clone(), id }),
        };
        rows.into_iter().map(unpack).collect()
    }
}

fn add(db: &Connection, annotated: &Annotated, version: &str) -> rusqlite::Result<Added> {
    let report = &annotated.report;
    let known: Option<(i64, String)> = db
        .query_row("SELECT number, version FROM report WHERE sha256 = ?1", [&report.sha256], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let layers = pack(annotated);
    match known {
        Some((_, by)) if by == version => Ok(Added::Known),
        Some((number, _)) => {
            db.execute(
                "UPDATE report SET version = ?2, layers = ?3 WHERE number = ?1",
                params![number, version, layers],
            )?;
            Ok(Added::Renewed)
        }
        None => {
            let id = free_id(db, &report.id)?;
            db.execute(
                "INSERT INTO report (id, sha256, version, layers) VALUES (?1, ?2, ?3, ?4)",
                params![id, report.sha256, version, layers],
            )?;
            Ok(Added::New)
        }
    }
}

/// The id, with the first number behind it that makes it free.
fn free_id(db: &Connection, id: &str) -> rusqlite::Result<String> {
    let mut taken = db.prepare("SELECT 1 FROM report WHERE id = ?1")?;
    let mut free = id.to_owned();
    let mut number = 2;
    while taken.exists([&free])? {
        free = format!("{id}-{number}");
        number += 1;
    }
    Ok(free)
}

fn pack(annotated: &Annotated) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    let packed = serde_json::to_vec(&Stored::new(annotated)).map_err(std::io::Error::other);
    let packed = packed.and_then(|json| zlib.write_all(&json)).and_then(|()| zlib.finish());
    packed.expect("writing to memory does not fail, and the layers have no map with odd keys")
}

fn unpack(id: &str, layers: &[u8]) -> Option<Annotated> {
    // As a whole, since a reader is read byte by byte.
    let mut json = Vec::new();
    ZlibDecoder::new(layers).read_to_end(&mut json).ok()?;
    let stored: Stored = serde_json::from_slice(&json).ok()?;
    let mut annotated = stored.to_annotated().ok()?;
    annotated.report.id = id.to_owned();
    Some(annotated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Report, Text};

    fn report(id: &str, text: &str) -> Annotated {
        let report =
            Report { id: id.into(), sha256: format!("hash of {text}"), text: Text::new(text), ..Report::default() };
        Annotated { report, ..Annotated::default() }
    }

    #[test]
    fn the_same_bytes_are_kept_once_and_ids_stay_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reports.dateline");
        let mut store = Store::open(&path).unwrap();
        let three = [report("ferry", "It sank."), report("ferry", "It was raised."), report("again", "It sank.")];
        assert_eq!(store.add(&three, "1").unwrap(), [Added::New, Added::New, Added::Known]);
        assert_eq!(store.add(&three[..1], "2").unwrap(), [Added::Renewed]);

        let store = Store::open_to_read(&path).unwrap();
        let kept: Vec<(String, String)> =
            store.reports().unwrap().into_iter().map(|a| (a.report.id, a.report.text.as_str().to_owned())).collect();
        assert_eq!(kept, [("ferry".into(), "It sank.".into()), ("ferry-2".into(), "It was raised.".into())]);
        assert!(Store::is_store(&path));
    }

    #[test]
    fn what_is_settled_is_kept_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reports.dateline");
        let mut store = Store::open(&path).unwrap();
        let three =
            [report("a", "The ferry sank."), report("b", "Grain is dear."), report("c", "The ferry was raised.")];
        store.add(&three, "1").unwrap();
        let ids = |reports: Vec<Annotated>| reports.into_iter().map(|a| a.report.id).collect::<Vec<_>>();
        let number = |store: &Store, id: &str| {
            store.unsettled().unwrap().into_iter().find(|(_, a)| a.report.id == id).map(|(number, _)| number).unwrap()
        };
        let (b, c) = (number(&store, "b"), number(&store, "c"));
        store.settle(&[(c, 0, vec![3]), (b, 1, vec![2])]).unwrap();
        assert_eq!(store.settled().unwrap(), [("c".into(), vec![3]), ("b".into(), vec![2])]);
        assert_eq!(ids(store.unsettled().unwrap().into_iter().map(|(_, a)| a).collect()), ["a"]);
        assert!(store.settle(&[(c, 5, vec![])]).is_err(), "a story is settled once");
    }

    #[test]
    fn what_is_no_store_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "These are notes about a ferry, and long enough for a head.").unwrap();
        assert!(!Store::is_store(&path));
        let error = Store::open(&path).unwrap_err().to_string();
        assert!(error.contains("notes.txt"), "{error}");
    }
}
