//! The tables of a store, and how those of earlier shapes become them.

use crate::StoreError;
use crate::row::{Row, unpack};
use crate::versions::{Seen, index, insert};
use rusqlite::{Connection, params};
use std::path::Path;

/// The number that SQLite keeps in the file's head to say whose it is: "dtln".
pub(crate) const APPLICATION: i32 = 0x6474_6c6e;

/// The shape of the tables. 1: reports. 2: settled stories. 3: versions, what was told of stories, changes, search.
/// 4: the words of search folded as dateline folds them, and the words of names.
pub(crate) const SHAPE: i32 = 4;

/// The tables, as they are now.
const TABLES: &str = "
    -- A report, whatever versions of it there are; `current` is the number of the version that counts.
    CREATE TABLE report (
        number  INTEGER PRIMARY KEY,
        id      TEXT NOT NULL UNIQUE,
        current INTEGER NOT NULL,
        guard   INTEGER NOT NULL
    );
    -- A text that a report had. `bytes` stands for what was read, `words` for the words in it; `since` is when it came to
    -- count, `seen` when it was added (milliseconds since 1970), `made_by` what made its layers.
    CREATE TABLE version (
        number  INTEGER PRIMARY KEY,
        report  INTEGER NOT NULL REFERENCES report (number),
        nth     INTEGER NOT NULL,
        bytes   INTEGER NOT NULL,
        words   INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        seen    INTEGER NOT NULL,
        since   TEXT NOT NULL,
        updated TEXT,
        layers  BLOB NOT NULL,
        guard   INTEGER NOT NULL,
        UNIQUE (report, nth)
    );
    -- Other bytes that hold the words of a version.
    CREATE TABLE bytes (
        bytes   INTEGER NOT NULL,
        version INTEGER NOT NULL REFERENCES version (number),
        PRIMARY KEY (bytes, version)
    ) WITHOUT ROWID;
    CREATE INDEX bytes_of ON bytes (version);
    -- What leads to a report: its address ('a') and the id that it was given ('i').
    CREATE TABLE name (
        kind    TEXT NOT NULL,
        value   TEXT NOT NULL,
        report  INTEGER NOT NULL REFERENCES report (number),
        PRIMARY KEY (kind, value, report)
    ) WITHOUT ROWID;
    CREATE INDEX name_of ON name (report);
    -- What was last read from a place.
    CREATE TABLE place (
        place   TEXT PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES version (number)
    ) WITHOUT ROWID;
    CREATE INDEX place_of ON place (version);
    -- What grouping keeps of a report, made of `version`, in the order in which stories were settled.
    CREATE TABLE settled (
        place   INTEGER PRIMARY KEY,
        report  INTEGER NOT NULL UNIQUE REFERENCES report (number),
        version INTEGER NOT NULL,
        story   INTEGER NOT NULL,
        seen    BLOB NOT NULL,
        guard   INTEGER NOT NULL
    );
    CREATE INDEX settled_in ON settled (story);
    -- What was last told of a story; `stale` is 1 from when a report of it changes until it is compared again.
    CREATE TABLE story (
        number  INTEGER PRIMARY KEY,
        stale   INTEGER NOT NULL,
        told    BLOB,
        guard   INTEGER NOT NULL
    );
    CREATE INDEX stale ON story (number) WHERE stale = 1;
    -- What changed, when (milliseconds since 1970), in which story.
    CREATE TABLE change (
        number  INTEGER PRIMARY KEY,
        at      INTEGER NOT NULL,
        story   INTEGER NOT NULL,
        body    TEXT NOT NULL,
        guard   INTEGER NOT NULL
    );
    CREATE INDEX change_at ON change (at);
";

/// The tables of search.
const SEARCH: &str = "
    -- The folded words of the current versions; the row is the report's number.
    CREATE VIRTUAL TABLE search USING fts5 (
        title, text, actors, outlet, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
    );
    INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
    -- The folded words of the names in a report's current version.
    CREATE TABLE named (
        word    TEXT NOT NULL,
        report  INTEGER NOT NULL REFERENCES report (number),
        PRIMARY KEY (word, report)
    ) WITHOUT ROWID;
    CREATE INDEX named_in ON named (report);
";

/// Makes the tables in an empty file.
pub(crate) fn create(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(&format!(
        "BEGIN IMMEDIATE;
         PRAGMA application_id = {APPLICATION};
         PRAGMA user_version = {SHAPE};
         {TABLES} {SEARCH}
         COMMIT;"
    ))
}

/// The shape of a file's tables; 0 for an empty file.
///
/// # Errors
/// If it is a database of another program, or of a later dateline.
pub(crate) fn of(db: &Connection, path: &Path) -> Result<i32, StoreError> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let failed = |e| StoreError::open(path, e);
    let (application, shape) = (number("application_id").map_err(failed)?, number("user_version").map_err(failed)?);
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).map_err(failed)?;
    match (application, shape) {
        (0, _) if tables == 0 => Ok(0),
        (APPLICATION, 1..=SHAPE) => Ok(shape),
        (APPLICATION, found) => Err(StoreError::Newer { path: path.to_owned(), found, known: SHAPE }),
        _ => Err(StoreError::Foreign { path: path.to_owned() }),
    }
}

/// Brings a file of an earlier shape to this one, whole or not at all. A report that is damaged is left out, and named.
pub(crate) fn migrate(db: &mut Connection, from: i32, now: i64) -> rusqlite::Result<Vec<String>> {
    let all = db.transaction()?;
    if from == 3 {
        all.execute_batch(&format!("DROP TABLE search; {SEARCH} PRAGMA user_version = {SHAPE};"))?;
        let reports: Vec<(i64, i64)> = all
            .prepare("SELECT number, current FROM report ORDER BY number")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (report, version) in reports {
            // What is damaged stays so, and is not found.
            if let Ok(Some(annotated)) = crate::stories::whole(&all, version) {
                index(&all, report, &Row::new(&annotated))?;
            }
        }
        all.commit()?;
        return Ok(Vec::new());
    }
    all.execute_batch(&format!(
        "ALTER TABLE report RENAME TO old_report;
         CREATE TABLE IF NOT EXISTS settled (place INTEGER PRIMARY KEY, report INTEGER, story INTEGER, seen BLOB);
         ALTER TABLE settled RENAME TO old_settled;
         {TABLES} {SEARCH}
         PRAGMA user_version = {SHAPE};"
    ))?;
    debug_assert!(from < SHAPE);
    let mut damaged = Vec::new();
    {
        let mut old = all.prepare("SELECT number, id, version, layers FROM old_report ORDER BY number")?;
        let mut rows = old.query([])?;
        while let Some(row) = rows.next()? {
            let (number, id): (i64, String) = (row.get(0)?, row.get(1)?);
            let layers: Vec<u8> = row.get(3)?;
            let Some(annotated) = unpack(&id, &layers) else {
                damaged.push(id);
                continue;
            };
            let made_by: String = row.get(2)?;
            let seen = Seen { at: now, made_by: &made_by };
            // The number stays, so that what is settled finds it; the id was made free once and stays too.
            insert(&all, number, &id, &Row::new(&annotated), seen)?;
        }
        // Of the order of what is settled hangs which report is whose near-duplicate: it is kept whole or not at all.
        if damaged.is_empty() {
            let mut old = all.prepare("SELECT report, story, seen FROM old_settled ORDER BY place")?;
            let mut rows = old.query([])?;
            while let Some(row) = rows.next()? {
                let (report, story, seen): (i64, u32, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let version: i64 =
                    all.query_row("SELECT current FROM report WHERE number = ?1", [report], |row| row.get(0))?;
                crate::stories::insert(&all, report, version, story, &seen)?;
            }
        }
    }
    all.execute_batch("DROP TABLE old_settled; DROP TABLE old_report;")?;
    let all: rusqlite::Transaction<'_> = all;
    all.execute("UPDATE story SET stale = 1", params![])?;
    all.commit()?;
    Ok(damaged)
}
