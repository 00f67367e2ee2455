//! Looking after a store: what is in it, what is damaged, what it gives back, what is taken out.

use crate::notice::{Notice, Tell};
use crate::store::settled_of;
use crate::versions::{Edit, edits, is_corrected};
use crate::{Engine, EngineError};
use dateline_compare::gather::{Settled, without};
use dateline_core::{Annotated, Report};
use dateline_store::{Fault, Info, Store};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// A version of a report, and what it has otherwise than the one that came before it.
#[derive(Clone, Debug)]
pub struct VersionAnswer {
    /// Its number, from 1.
    pub nth: u32,
    /// When it came into the store: RFC 3339, in UTC.
    pub seen: String,
    /// From when on it counts, as ISO 8601.
    pub since: String,
    /// Whether it is the one that counts now.
    pub is_current: bool,
    /// The report as it was; `None` if that is damaged.
    pub report: Option<Report>,
    /// What was added, cut and altered since the version before; none for the first.
    pub edits: Vec<Edit>,
    /// Whether it says itself that something was wrong, where the version before did not.
    pub corrected: bool,
}

impl Engine {
    /// What a store holds.
    ///
    /// # Errors
    /// If it can not be read.
    pub fn store_info(&self, path: &Path) -> Result<Info, EngineError> {
        Ok(Store::open_to_read(path)?.info()?)
    }

    /// What in a store is not as it was written.
    ///
    /// # Errors
    /// If it can not be read at all.
    pub fn check_store(&self, path: &Path) -> Result<Vec<Fault>, EngineError> {
        Ok(Store::open_to_read(path)?.check()?)
    }

    /// Gives every report of a store to `each`, by id: the version that counts, with its layers. What is damaged is told.
    ///
    /// # Errors
    /// If the store can not be read, and with the first error of `each`.
    pub fn stored<E: From<EngineError>>(
        &self,
        path: &Path,
        tell: Tell<'_>,
        mut each: impl FnMut(Annotated) -> Result<(), E>,
    ) -> Result<usize, E> {
        let store = Store::open_to_read(path).map_err(EngineError::from)?;
        let mut count = 0;
        for (number, id) in store.numbers_and_ids().map_err(EngineError::from)? {
            match store.report(number).map_err(EngineError::from)? {
                Some(report) => {
                    each(report)?;
                    count += 1;
                }
                None => tell(Notice::Damaged { store: path, id: &id }),
            }
        }
        Ok(count)
    }

    /// Every version of a report, in the order in which they came, with what each has otherwise than the one before.
    ///
    /// # Errors
    /// If the store can not be read, or has no report of that id.
    pub fn versions(&self, path: &Path, id: &str) -> Result<Vec<VersionAnswer>, EngineError> {
        let mut before: Option<Report> = None;
        let mut answers = Vec::new();
        for version in Store::open_to_read(path)?.versions(id)? {
            let report = version.annotated.map(|annotated| annotated.report);
            let pair = before.as_ref().zip(report.as_ref());
            answers.push(VersionAnswer {
                nth: version.nth,
                seen: crate::watch::stamp(jiff::Timestamp::from_millisecond(version.seen).unwrap_or_default()),
                since: version.since,
                is_current: version.is_current,
                edits: pair.map(|(before, now)| edits(before, now)).unwrap_or_default(),
                corrected: pair.is_some_and(|(before, now)| is_corrected(before, now)),
                report: report.clone(),
            });
            before = report.or(before);
        }
        if answers.is_empty() {
            return Err(dateline_store::StoreError::NoReport { path: path.to_owned(), id: id.to_owned() }.into());
        }
        Ok(answers)
    }

    /// Takes a report out of a store with all its versions and every change that quotes it.
    ///
    /// # Errors
    /// If there is no such report, or the store can not be written or is written to by another.
    pub fn remove(&self, path: &Path, id: &str, tell: Tell<'_>) -> Result<(), EngineError> {
        let mut store = self.open(path, "dateline store remove", tell)?;
        let left = settled_of(&store, path)?;
        let Some(story) = store.remove(id)? else { return Ok(()) };
        // It may have been the first of its near-duplicates.
        let (ids, all): (Vec<String>, Vec<Settled>) = left.into_iter().unzip();
        let gone: BTreeSet<usize> = ids.iter().position(|other| other == id).into_iter().collect();
        let numbers: HashMap<String, i64> = store.settled()?.into_iter().map(|row| (row.id, row.report)).collect();
        let numbers = ids.iter().filter_map(|id| numbers.get(id));
        let all = without(all, &gone);
        let rows: Vec<(i64, u32, Vec<u8>)> =
            numbers.zip(&all).map(|(&number, settled)| (number, settled.story, settled.to_bytes())).collect();
        store.settle_anew(&rows)?;
        self.forget(&mut store, story, id)
    }

    /// Gives back the room of what is no more in a store.
    ///
    /// # Errors
    /// If the store can not be written, or is written to by another.
    pub fn compact(&self, path: &Path, tell: Tell<'_>) -> Result<(), EngineError> {
        Ok(self.open(path, "dateline store compact", tell)?.compact()?)
    }
}
