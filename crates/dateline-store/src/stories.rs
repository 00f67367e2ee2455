//! What grouping and comparing keep of a store's reports: settled stories, what was told of them, and what changed.

use crate::row::{guard, unpack, unzipped, zipped};
use crate::{Found, Store, StoreError};
use dateline_core::Annotated;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// A report whose story is settled, with what grouping keeps of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledRow {
    /// The number of the report.
    pub report: i64,
    /// Its id.
    pub id: String,
    /// The number of its story.
    pub story: u32,
    /// What grouping keeps of it; `None` if that is damaged.
    pub seen: Option<Vec<u8>>,
}

/// One thing that changed in a story, in the form that it is kept in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its number; later ones are higher.
    pub number: i64,
    /// When it was seen, in milliseconds since 1970.
    pub at: i64,
    /// The number of its story.
    pub story: u32,
    /// What changed, as JSON.
    pub body: String,
}

impl Store {
    /// The reports whose story is settled, in the order in which it was.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn settled(&self) -> Result<Vec<SettledRow>, StoreError> {
        self.settled_where("TRUE")
    }

    /// The reports whose story is settled by an earlier version than the one that counts.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn outdated(&self) -> Result<Vec<SettledRow>, StoreError> {
        self.settled_where("version != current")
    }

    /// How many reports have settled stories.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn settled_count(&self) -> Result<usize, StoreError> {
        let count = self.db.query_row("SELECT count(*) FROM settled", [], |row| row.get::<_, i64>(0));
        count.map(|n| n as usize).map_err(|e| StoreError::read(&self.path, e))
    }

    fn settled_where(&self, condition: &str) -> Result<Vec<SettledRow>, StoreError> {
        let read = || -> rusqlite::Result<Vec<SettledRow>> {
            let mut query = self.db.prepare(&format!(
                "SELECT settled.report, id, story, seen, settled.guard, version
                 FROM settled JOIN report ON report.number = settled.report WHERE {condition} ORDER BY place"
            ))?;
            let row = |row: &rusqlite::Row<'_>| {
                let (report, story, seen): (i64, u32, Vec<u8>) = (row.get(0)?, row.get(2)?, row.get(3)?);
                let whole = row.get::<_, i64>(4)? == settled_guard(report, row.get(5)?, story, &seen);
                let seen = whole.then_some(seen);
                Ok(SettledRow { report, id: row.get(1)?, story, seen })
            };
            query.query_map([], row)?.collect()
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// Settles the stories of reports, all or none of them, in this order: each by its number, with the number of its
    /// story and what grouping keeps of its current version. Their stories are then stale.
    ///
    /// # Errors
    /// If the file can not be written, or the story of one is settled already.
    pub fn settle(&mut self, reports: impl IntoIterator<Item = (i64, u32, Vec<u8>)>) -> Result<(), StoreError> {
        self.write(|db| {
            for (report, story, seen) in reports {
                let version = db
                    .prepare_cached("SELECT current FROM report WHERE number = ?1")?
                    .query_row([report], |row| row.get(0))?;
                insert(db, report, version, story, &seen)?;
            }
            Ok(())
        })
    }

    /// Settles everything anew, all or nothing: what was settled before is forgotten, and `reports` is what is.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn settle_anew(&mut self, reports: &[(i64, u32, Vec<u8>)]) -> Result<(), StoreError> {
        self.write(|db| {
            db.execute("DELETE FROM settled", [])?;
            for (report, story, seen) in reports {
                let version = db
                    .prepare_cached("SELECT current FROM report WHERE number = ?1")?
                    .query_row([report], |row| row.get(0))?;
                insert_quietly(db, *report, version, *story, seen)?;
            }
            Ok(())
        })
    }

    /// What grouping keeps of the current version of a report that has a settled story takes the place of what it kept of
    /// an earlier one.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn resettle(&mut self, report: i64, story: u32, seen: &[u8]) -> Result<(), StoreError> {
        self.write(|db| {
            let version: i64 =
                db.query_row("SELECT current FROM report WHERE number = ?1", [report], |row| row.get(0))?;
            db.execute(
                "UPDATE settled SET version = ?2, seen = ?3, guard = ?4 WHERE report = ?1",
                params![report, version, seen, settled_guard(report, version, story, seen)],
            )?;
            Ok(())
        })
    }

    /// The stories of which a report changed since they were last compared, by number.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn stale(&self) -> Result<Vec<u32>, StoreError> {
        let read = || -> rusqlite::Result<Vec<u32>> {
            let mut query = self.db.prepare("SELECT number FROM story WHERE stale = 1 ORDER BY number")?;
            query.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// The current versions of the reports of a story, by id, with the version's count.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn of_story(&self, story: u32) -> Result<Found<(i64, Annotated)>, StoreError> {
        self.select(
            "SELECT report.number, current FROM settled JOIN report ON report.number = settled.report
             WHERE story = ?1 ORDER BY id",
            params![story],
        )
    }

    /// The ids of the reports of a story, with the number of the version that counts, from 1.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn current_versions(&self, story: u32) -> Result<BTreeMap<String, u32>, StoreError> {
        let query = "SELECT id, nth FROM settled JOIN report ON report.number = settled.report
             JOIN version ON version.number = current WHERE story = ?1";
        Ok(self.numbers(query, params![story], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// What was last told of a story; `None` if nothing was, or it is damaged.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn told(&self, story: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self.db.query_row("SELECT told, guard FROM story WHERE number = ?1", [story], |row| {
            Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, i64>(1)?))
        });
        let row = row.optional().map_err(|e| StoreError::read(&self.path, e))?;
        Ok(row.and_then(|(told, is)| told.filter(|told| guard(&[told]) == is)).and_then(|told| unzipped(&told)))
    }

    /// Keeps what is now told of a story, and what changed since the last time, all or nothing: it is no more stale.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn tell(&mut self, story: u32, told: &[u8], at: i64, changes: &[String]) -> Result<(), StoreError> {
        let told = zipped(told);
        self.write(|db| {
            db.execute(
                "UPDATE story SET stale = 0, told = ?2, guard = ?3 WHERE number = ?1",
                params![story, told, guard(&[&told])],
            )?;
            for body in changes {
                let guard = change_guard(at, story, body);
                db.prepare_cached("INSERT INTO change (at, story, body, guard) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![at, story, body, guard])?;
            }
            Ok(())
        })
    }

    /// What changed from a time on (milliseconds since 1970), earliest first; one that is damaged is left out.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn changes(&self, since: i64) -> Result<Vec<ChangeRow>, StoreError> {
        let read = || -> rusqlite::Result<Vec<ChangeRow>> {
            let mut query = self
                .db
                .prepare("SELECT number, at, story, body, guard FROM change WHERE at >= ?1 ORDER BY at, number")?;
            let row = |row: &rusqlite::Row<'_>| {
                let change = ChangeRow { number: row.get(0)?, at: row.get(1)?, story: row.get(2)?, body: row.get(3)? };
                let whole = change_guard(change.at, change.story, &change.body) == row.get::<_, i64>(4)?;
                Ok(whole.then_some(change))
            };
            query.query_map([since], row)?.filter_map(Result::transpose).collect()
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }
}

/// Puts what is settled of a report into the store, and has its story compared again.
pub(crate) fn insert(db: &Connection, report: i64, version: i64, story: u32, seen: &[u8]) -> rusqlite::Result<()> {
    insert_quietly(db, report, version, story, seen)?;
    db.prepare_cached(
        "INSERT INTO story (number, stale, guard) VALUES (?1, 1, 0) ON CONFLICT (number) DO UPDATE SET stale = 1",
    )?
    .execute([story])?;
    Ok(())
}

fn insert_quietly(db: &Connection, report: i64, version: i64, story: u32, seen: &[u8]) -> rusqlite::Result<()> {
    let guard = settled_guard(report, version, story, seen);
    db.prepare_cached("INSERT INTO settled (report, version, story, seen, guard) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![report, version, story, seen, guard])?;
    Ok(())
}

/// The guard of what is settled of a report.
pub(crate) fn settled_guard(report: i64, version: i64, story: u32, seen: &[u8]) -> i64 {
    guard(&[&report.to_le_bytes(), &version.to_le_bytes(), &story.to_le_bytes(), seen])
}

/// The guard of a change.
pub(crate) fn change_guard(at: i64, story: u32, body: &str) -> i64 {
    guard(&[&at.to_le_bytes(), &story.to_le_bytes(), body.as_bytes()])
}

/// Unpacks the version of a row, if it is whole.
pub(crate) fn whole(db: &Connection, version: i64) -> rusqlite::Result<Option<Annotated>> {
    if !crate::versions::is_whole(db, version)? {
        return Ok(None);
    }
    let mut query = db.prepare_cached(
        "SELECT id, layers FROM version JOIN report ON report.number = version.report WHERE version.number = ?1",
    )?;
    query.query_row([version], |row| {
        let id: String = row.get(0)?;
        Ok(unpack(&id, row.get_ref(1)?.as_blob()?))
    })
}
