//! Reports into a store: which are there already, which are new, and which are new versions of one that is there.

use crate::identity::alike;
use crate::row::{Row, bytes_number, guard, unpack};
use crate::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What became of a report that was put into a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new, under this id.
    New(String),
    /// It is a new version of the report of this id.
    Version(String),
    /// It was there, damaged or with layers of another program; those are replaced.
    Renewed,
    /// It was there already, word for word.
    Known,
}

/// When and by what a version came into the store.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Milliseconds since 1970.
    pub at: i64,
    /// What made the layers.
    pub made_by: &'a str,
}

/// A version that is there.
struct There {
    report: i64,
    version: i64,
    words: i64,
    made_by: String,
}

impl Store {
    /// Puts a report into the store, whole or not at all. An id that another report has already gets a number behind it.
    ///
    /// A report that lies where one lay, or has the address or the id of one, is a version of it. It becomes the current
    /// one, unless it says itself that it was changed earlier.
    ///
    /// # Errors
    /// If the file can not be written; what was put before stays.
    pub fn put(&mut self, row: &Row, seen: Seen<'_>) -> Result<Put, StoreError> {
        let path = self.path.clone();
        let put = |db: &mut Connection| -> rusqlite::Result<Put> {
            let all = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let put = put(&all, row, seen)?;
            all.commit()?;
            Ok(put)
        };
        put(&mut self.db).map_err(|e| StoreError::write(&path, e))
    }

    /// A look at what is there, to be taken to another thread: what need not be read again.
    ///
    /// # Errors
    /// If the file can not be opened.
    pub fn known(&self, made_by: &str) -> Result<Known, StoreError> {
        let store = Store::look(&self.path, false)?;
        Ok(Known { db: store.db, made_by: made_by.to_owned() })
    }
}

/// A look at what a store holds.
#[derive(Debug)]
pub struct Known {
    db: Connection,
    made_by: String,
}

impl Known {
    /// Whether bytes from a place were read before, are what was last read there, and lie undamaged in the store, with
    /// layers of this program.
    pub fn has(&self, sha256: &str, from: &str) -> bool {
        let has = || -> rusqlite::Result<bool> {
            let Some(there) = with_bytes(&self.db, bytes_number(sha256, from))? else { return Ok(false) };
            let last = match crate::identity::place(from) {
                Some(place) => last_at(&self.db, &place)?,
                None => None,
            };
            Ok(there.made_by == self.made_by
                && last.is_none_or(|version| version == there.version)
                && is_whole(&self.db, there.version)?)
        };
        // What can not be looked up is read again, and its fault then told by the one who writes.
        has().unwrap_or(false)
    }
}

fn put(db: &Connection, row: &Row, seen: Seen<'_>) -> rusqlite::Result<Put> {
    let last = row.place.as_deref().map(|place| last_at(db, place)).transpose()?.flatten();
    let there = with_bytes(db, row.bytes)?.filter(|there| last.is_none_or(|version| version == there.version));
    if let Some(there) = there {
        note_place(db, row, there.version)?;
        if there.made_by == seen.made_by && is_whole(db, there.version)? {
            return Ok(Put::Known);
        }
        renew(db, &there, row, seen.made_by)?;
        return Ok(Put::Renewed);
    }
    let Some(report) = same_report(db, row, last)? else {
        let number: i64 = db.query_row("SELECT coalesce(max(number), 0) + 1 FROM report", [], |r| r.get(0))?;
        let id = free_id(db, &row.report.id)?;
        insert(db, number, &id, row, seen)?;
        return Ok(Put::New(id));
    };
    let current = current(db, report)?;
    if current.words == row.words {
        db.execute("INSERT OR IGNORE INTO bytes VALUES (?1, ?2)", [row.bytes, current.version])?;
        note_place(db, row, current.version)?;
        if is_whole(db, current.version)? {
            return Ok(Put::Known);
        }
        renew(db, &current, row, seen.made_by)?;
        return Ok(Put::Renewed);
    }
    let id: String = db.query_row("SELECT id FROM report WHERE number = ?1", [report], |r| r.get(0))?;
    insert_version(db, report, &id, row, seen)?;
    Ok(Put::Version(id))
}

/// The report that a row is a version of.
fn same_report(db: &Connection, row: &Row, last: Option<i64>) -> rusqlite::Result<Option<i64>> {
    let named = |kind: &str, value: &str| -> rusqlite::Result<Vec<i64>> {
        let mut query = db.prepare_cached("SELECT report FROM name WHERE kind = ?1 AND value = ?2 ORDER BY report")?;
        query.query_map([kind, value], |r| r.get(0))?.collect()
    };
    if let Some(address) = &row.address
        && let Some(&report) = named("a", address)?.first()
    {
        return Ok(Some(report));
    }
    // By its id or its place: not where each has an address and they are two, and only where the texts are alike.
    let mut maybe = row.given.as_deref().map(|id| named("i", id)).transpose()?.unwrap_or_default();
    if let Some(version) = last {
        maybe.extend(
            db.query_row("SELECT report FROM version WHERE number = ?1", [version], |r| r.get::<_, i64>(0))
                .optional()?,
        );
    }
    for report in maybe {
        let addressed: bool =
            db.query_row("SELECT EXISTS (SELECT 1 FROM name WHERE kind = 'a' AND report = ?1)", [report], |r| {
                r.get(0)
            })?;
        if addressed && row.address.is_some() {
            continue;
        }
        let layers: Vec<u8> = db.query_row(
            "SELECT layers FROM version JOIN report ON version.number = report.current WHERE report.number = ?1",
            [report],
            |r| r.get(0),
        )?;
        if unpack("", &layers).is_some_and(|old| alike(&old.report, &row.report)) {
            return Ok(Some(report));
        }
    }
    Ok(None)
}

fn with_bytes(db: &Connection, bytes: i64) -> rusqlite::Result<Option<There>> {
    let mut query = db.prepare_cached(
        "SELECT version.report, version.number, words, made_by FROM bytes JOIN version ON version.number = bytes.version
         WHERE bytes.bytes = ?1 ORDER BY version.number DESC LIMIT 1",
    )?;
    query.query_row([bytes], There::of).optional()
}

fn current(db: &Connection, report: i64) -> rusqlite::Result<There> {
    let mut query = db.prepare_cached(
        "SELECT version.report, version.number, words, made_by FROM version JOIN report ON version.number = report.current
         WHERE report.number = ?1",
    )?;
    query.query_row([report], There::of)
}

impl There {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<There> {
        Ok(There { report: row.get(0)?, version: row.get(1)?, words: row.get(2)?, made_by: row.get(3)? })
    }
}

fn last_at(db: &Connection, place: &str) -> rusqlite::Result<Option<i64>> {
    let mut query = db.prepare_cached("SELECT version FROM place WHERE place = ?1")?;
    query.query_row([place], |r| r.get(0)).optional()
}

fn note_place(db: &Connection, row: &Row, version: i64) -> rusqlite::Result<()> {
    if let Some(place) = &row.place {
        db.prepare_cached("INSERT OR REPLACE INTO place VALUES (?1, ?2)")?.execute(params![place, version])?;
    }
    Ok(())
}

/// Puts a report that is new into the store, as its first version.
pub(crate) fn insert(db: &Connection, number: i64, id: &str, row: &Row, seen: Seen<'_>) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO report (number, id, current, guard) VALUES (?1, ?2, 0, 0)")?
        .execute(params![number, id])?;
    insert_version(db, number, id, row, seen)
}

fn insert_version(db: &Connection, report: i64, id: &str, row: &Row, seen: Seen<'_>) -> rusqlite::Result<()> {
    let latest: Option<(i64, String)> = db
        .prepare_cached("SELECT nth, since FROM version WHERE report = ?1 ORDER BY nth DESC LIMIT 1")?
        .query_row([report], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let nth = latest.as_ref().map_or(1, |(nth, _)| nth + 1);
    let updated = row.report.updated.map(|u| u.to_string());
    let since = match (&updated, row.report.published, nth) {
        (Some(updated), _, _) => updated.clone(),
        (None, Some(published), 1) => published.to_string(),
        _ => day(seen.at),
    };
    db.prepare_cached(
        "INSERT INTO version (report, nth, bytes, words, made_by, seen, since, updated, layers, guard)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
    )?
    .execute(params![report, nth, row.bytes, row.words, seen.made_by, seen.at, since, updated, row.layers])?;
    let version = db.last_insert_rowid();
    db.prepare_cached("UPDATE version SET guard = ?2 WHERE number = ?1")?
        .execute([version, version_guard(db, version)?])?;
    db.prepare_cached("INSERT OR IGNORE INTO bytes VALUES (?1, ?2)")?.execute([row.bytes, version])?;
    for (kind, value) in [("a", &row.address), ("i", &row.given)] {
        if let Some(value) = value {
            db.prepare_cached("INSERT OR IGNORE INTO name VALUES (?1, ?2, ?3)")?
                .execute(params![kind, value, report])?;
        }
    }
    note_place(db, row, version)?;
    // A version that says that it was changed before the current one was comes behind it.
    let earlier = |now: &str| -> rusqlite::Result<bool> {
        let current: Option<String> = db.query_row(
            "SELECT updated FROM version JOIN report ON version.number = report.current WHERE report.number = ?1",
            [report],
            |r| r.get(0),
        )?;
        Ok(current.is_some_and(|current| now < current.as_str()))
    };
    if nth > 1 && updated.as_deref().map(earlier).transpose()?.unwrap_or(false) {
        return Ok(());
    }
    db.prepare_cached("UPDATE report SET current = ?2, guard = ?3 WHERE number = ?1")?.execute([
        report,
        version,
        report_guard(id, version),
    ])?;
    db.execute("UPDATE story SET stale = 1 WHERE number = (SELECT story FROM settled WHERE report = ?1)", [report])?;
    index(db, report, row)
}

/// Replaces the layers of a version.
fn renew(db: &Connection, there: &There, row: &Row, made_by: &str) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE version SET bytes = ?2, words = ?3, made_by = ?4, layers = ?5 WHERE number = ?1",
        params![there.version, row.bytes, row.words, made_by, row.layers],
    )?;
    mend_report(db, there.report, row)?;
    db.execute("UPDATE version SET guard = ?2 WHERE number = ?1", [there.version, version_guard(db, there.version)?])?;
    db.execute(
        "UPDATE story SET stale = 1 WHERE number = (SELECT story FROM settled WHERE report = ?1)",
        [there.report],
    )?;
    index(db, there.report, row)
}

/// Gives a report whose own row is damaged its id again, and its latest version.
fn mend_report(db: &Connection, report: i64, row: &Row) -> rusqlite::Result<()> {
    let (id, current, is): (Vec<u8>, i64, i64) =
        db.query_row("SELECT CAST(id AS BLOB), current, guard FROM report WHERE number = ?1", [report], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })?;
    if guard(&[&id, &current.to_le_bytes()]) == is {
        return Ok(());
    }
    db.execute("UPDATE report SET id = '' WHERE number = ?1", [report])?;
    let id = free_id(db, &row.report.id)?;
    let latest: i64 = db.query_row("SELECT max(number) FROM version WHERE report = ?1", [report], |r| r.get(0))?;
    db.execute(
        "UPDATE report SET id = ?2, current = ?3, guard = ?4 WHERE number = ?1",
        params![report, id, latest, report_guard(&id, latest)],
    )?;
    Ok(())
}

/// Puts the words of a report's current version where search finds them.
pub(crate) fn index(db: &Connection, report: i64, row: &Row) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([report])?;
    db.prepare_cached("DELETE FROM named WHERE report = ?1")?.execute([report])?;
    let [title, text, actors, outlet] = &row.found_by;
    db.prepare_cached("INSERT INTO search (rowid, title, text, actors, outlet) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![report, title, text, actors, outlet])?;
    let words: BTreeSet<&str> = actors.split(' ').filter(|word| !word.is_empty()).collect();
    for word in words {
        db.prepare_cached("INSERT INTO named (word, report) VALUES (?1, ?2)")?.execute(params![word, report])?;
    }
    Ok(())
}

/// The day of a time, as ISO 8601.
pub(crate) fn day(milliseconds: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The guard of a report's row.
pub(crate) fn report_guard(id: &str, current: i64) -> i64 {
    guard(&[id.as_bytes(), &current.to_le_bytes()])
}

/// The guard of a version's row, from what is in it now and the id of its report.
pub(crate) fn version_guard(db: &Connection, version: i64) -> rusqlite::Result<i64> {
    let mut query = db.prepare_cached(
        "SELECT id, nth, bytes, words, made_by, seen, since, updated, layers
         FROM version JOIN report ON report.number = version.report WHERE version.number = ?1",
    )?;
    query.query_row([version], |r| {
        let numbers = [r.get::<_, i64>(1)?, r.get(2)?, r.get(3)?, r.get(5)?].map(i64::to_le_bytes).concat();
        let texts = [0, 4, 6].map(|i| r.get_ref(i).and_then(|v| Ok(v.as_bytes()?)));
        let [id, made_by, since] = texts;
        let updated = r.get_ref(7)?.as_bytes_or_null()?.unwrap_or_default();
        Ok(guard(&[id?, &numbers, made_by?, since?, updated, r.get_ref(8)?.as_blob()?]))
    })
}

/// Whether a version is as it was written.
pub(crate) fn is_whole(db: &Connection, version: i64) -> rusqlite::Result<bool> {
    let guard: i64 =
        db.prepare_cached("SELECT guard FROM version WHERE number = ?1")?.query_row([version], |r| r.get(0))?;
    Ok(guard == version_guard(db, version)?)
}

/// The id, with the first number behind it that makes it free.
fn free_id(db: &Connection, id: &str) -> rusqlite::Result<String> {
    let mut taken = db.prepare_cached("SELECT 1 FROM report WHERE id = ?1")?;
    let mut free = id.to_owned();
    let mut number = 2;
    while taken.exists([&free])? {
        free = format!("{id}-{number}");
        number += 1;
    }
    Ok(free)
}
