//! Looking after a store: what is in it, what is damaged, what can go.

use crate::row::{guard, zipped};
use crate::stories::{change_guard, settled_guard, whole};
use crate::versions::report_guard;
use crate::{Store, StoreError, lock, shape};
use rusqlite::{OptionalExtension, params};
use std::path::Path;

/// What a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The shape of its tables.
    pub shape: i32,
    /// The size of the file in bytes.
    pub bytes: u64,
    /// How many of them `compact` would free.
    pub free: u64,
    /// How many reports there are.
    pub reports: u64,
    /// How many versions of them, the current ones too.
    pub versions: u64,
    /// How many stories.
    pub stories: u64,
    /// How many changes were told.
    pub changes: u64,
    /// When the first and the last version came, in milliseconds since 1970.
    pub seen: Option<(i64, i64)>,
    /// What made the layers, and of how many versions.
    pub made_by: Vec<(String, u64)>,
    /// Who writes to it now.
    pub holder: Option<String>,
}

/// Something in a store that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The file itself, as SQLite says it.
    File(String),
    /// A version of a report, by the report's id and the version's number.
    Version(String, u32),
    /// What leads from a report to its current version.
    Report(String),
    /// What is kept of a report's place among the stories.
    Settled(String),
    /// What was told of a story.
    Story(u32),
    /// A change that was told.
    Change(i64),
}

impl Store {
    /// What the store holds.
    ///
    /// # Errors
    /// If the file can not be read.
    pub fn info(&self) -> Result<Info, StoreError> {
        let count = |query: &str| self.db.query_row(query, [], |row| row.get::<_, i64>(0)).map(|n| n as u64);
        let read = || -> rusqlite::Result<Info> {
            let seen = self.db.query_row("SELECT min(seen), max(seen) FROM version", [], |row| {
                Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?))
            })?;
            let mut query =
                self.db.prepare("SELECT made_by, count(*) FROM version GROUP BY made_by ORDER BY made_by")?;
            let made_by = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
            Ok(Info {
                shape: shape::SHAPE,
                bytes: count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
                free: count("SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")?,
                reports: count("SELECT count(*) FROM report")?,
                versions: count("SELECT count(*) FROM version")?,
                stories: count("SELECT count(DISTINCT story) FROM settled")?,
                changes: count("SELECT count(*) FROM change")?,
                seen,
                made_by: made_by.collect::<rusqlite::Result<_>>()?,
                holder: lock::holder(&self.path),
            })
        };
        read().map_err(|e| StoreError::read(&self.path, e))
    }

    /// Holds everything in the store against the numbers that guard it, and names what is not as it was written.
    ///
    /// # Errors
    /// If the file can not be read at all.
    pub fn check(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        let file = self.numbers("PRAGMA integrity_check(100)", params![], |row| row.get::<_, String>(0));
        match file {
            Ok(lines) => faults.extend(lines.into_iter().filter(|line| line != "ok").map(Fault::File)),
            Err(error) => faults.push(Fault::File(error.to_string())),
        }
        // A table that can not be walked is one fault, and the others are looked at all the same.
        let mut look = |found: Result<Vec<Option<Fault>>, StoreError>| match found {
            Ok(found) => faults.extend(found.into_iter().flatten()),
            Err(error) => faults.push(Fault::File(error.to_string())),
        };
        look(self.numbers("SELECT number, report, nth FROM version ORDER BY number", params![], |row| {
            let (version, report): (i64, i64) = (row.get(0)?, row.get(1)?);
            let is_whole = matches!(whole(&self.db, version), Ok(Some(_)));
            Ok((!is_whole).then(|| Fault::Version(self.id_of(report), row.get(2).unwrap_or_default())))
        }));
        look(self.numbers(
            "SELECT number, id, current, guard,
                    EXISTS (SELECT 1 FROM version WHERE number = current AND report = report.number)
             FROM report ORDER BY number",
            params![],
            |row| {
                let id = String::from_utf8_lossy(row.get_ref(1)?.as_bytes()?).into_owned();
                let whole = row.get::<_, bool>(4)? && report_guard(&id, row.get(2)?) == row.get::<_, i64>(3)?;
                Ok((!whole).then_some(Fault::Report(id)))
            },
        ));
        look(self.numbers("SELECT report, version, story, seen, guard FROM settled", params![], |row| {
            let report = row.get(0)?;
            let guard = settled_guard(report, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_blob()?);
            Ok((guard != row.get::<_, i64>(4)?).then(|| Fault::Settled(self.id_of(report))))
        }));
        look(self.numbers("SELECT number, told, guard FROM story WHERE told IS NOT NULL", params![], |row| {
            let is = guard(&[row.get_ref(1)?.as_blob()?]);
            Ok((is != row.get::<_, i64>(2)?).then_some(Fault::Story(row.get(0)?)))
        }));
        look(self.numbers("SELECT number, at, story, body, guard FROM change", params![], |row| {
            let body: Vec<u8> = row.get_ref(3)?.as_bytes()?.to_vec();
            let is = change_guard(row.get(1)?, row.get(2)?, &String::from_utf8_lossy(&body));
            Ok((is != row.get::<_, i64>(4)?).then_some(Fault::Change(row.get(0)?)))
        }));
        Ok(faults)
    }

    /// Gives back the room of what is no more there, and puts the rest in order.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn compact(&mut self) -> Result<(), StoreError> {
        let written = self
            .db
            .execute_batch("INSERT INTO search (search) VALUES ('optimize'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        written.map_err(|e| StoreError::write(&self.path, e))
    }

    /// Takes a report out with all its versions, and every change that names it; gives the number of its story, if that
    /// was settled.
    ///
    /// What is settled of the others is to be settled anew where it hangs on this one.
    ///
    /// # Errors
    /// If there is no such report, or the file can not be written.
    pub fn remove(&mut self, id: &str) -> Result<Option<u32>, StoreError> {
        let number: Option<i64> = self
            .db
            .query_row("SELECT number FROM report WHERE id = ?1", [id], |row| row.get(0))
            .optional()
            .map_err(|e| StoreError::read(&self.path, e))?;
        let number = number.ok_or_else(|| StoreError::NoReport { path: self.path.clone(), id: id.to_owned() })?;
        let story: Option<u32> = self
            .db
            .query_row("SELECT story FROM settled WHERE report = ?1", [number], |row| row.get(0))
            .optional()
            .map_err(|e| StoreError::read(&self.path, e))?;
        let quoted = serde_json::Value::from(id).to_string();
        self.write(|db| {
            for query in [
                "DELETE FROM search WHERE rowid = ?1",
                "DELETE FROM named WHERE report = ?1",
                "DELETE FROM settled WHERE report = ?1",
                "DELETE FROM name WHERE report = ?1",
                "DELETE FROM place WHERE version IN (SELECT number FROM version WHERE report = ?1)",
                "DELETE FROM bytes WHERE version IN (SELECT number FROM version WHERE report = ?1)",
                "DELETE FROM version WHERE report = ?1",
                "DELETE FROM report WHERE number = ?1",
            ] {
                db.execute(query, [number])?;
            }
            if let Some(story) = story {
                db.execute("DELETE FROM change WHERE story = ?1 AND instr(body, ?2) > 0", params![story, quoted])?;
            }
            Ok(())
        })?;
        // Nor is it left behind in what was written last.
        self.db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(|e| StoreError::write(&self.path, e))?;
        Ok(story)
    }

    /// What is told of a story is kept, and changes nothing; without anything told the story is forgotten.
    ///
    /// # Errors
    /// If the file can not be written.
    pub fn retell(&mut self, story: u32, told: Option<&[u8]>) -> Result<(), StoreError> {
        let told = told.map(zipped);
        self.write(|db| {
            match &told {
                Some(told) => db.execute(
                    "UPDATE story SET told = ?2, guard = ?3 WHERE number = ?1",
                    params![story, told, guard(&[told])],
                )?,
                None => db.execute("DELETE FROM story WHERE number = ?1", [story])?,
            };
            Ok(())
        })
    }

    /// Where the store lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
