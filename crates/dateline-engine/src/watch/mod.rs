//! A store kept up as folders and feed files change, and what changes in its stories told.

mod changes;
mod folders;
mod told;

pub use changes::{Change, Valued, What};
pub use told::Quote;

use crate::inputs::Inputs;
use crate::notice::{Notice, Tell};
use crate::versions::{edits, is_corrected};
use crate::{AddAnswer, Engine, EngineError};
use dateline_compare::actors::Edits;
use dateline_compare::gather::Settled;
use dateline_core::{Annotated, ReportIx};
use dateline_read::Options;
use dateline_store::Store;
use folders::Folders;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use told::Told;

/// What is to be watched, and where it is kept.
#[derive(Clone, Debug, Default)]
pub struct WatchRequest {
    /// The store; made if it is not there.
    pub store: PathBuf,
    /// The folders and files.
    pub paths: Vec<PathBuf>,
    /// How they are read.
    pub options: Options,
    /// Only what is there now: the call ends when that is read and compared.
    pub once: bool,
}

impl Engine {
    /// Keeps a store up with folders and files: what is new or changed in them is read, annotated, gathered and compared
    /// once, and what changed in the stories is kept in the store and given to `each`.
    ///
    /// Without `once` it ends only with an error. It may be ended at any moment: what was not yet compared then is
    /// compared first the next time.
    ///
    /// # Errors
    /// As [`Engine::add`], if the paths can not be watched, and with the first error of `each`.
    pub fn watch<E: From<EngineError>>(
        &self,
        request: &WatchRequest,
        tell: Tell<'_>,
        mut each: impl FnMut(&Change) -> Result<(), E>,
    ) -> Result<AddAnswer, E> {
        let mut store = self.open(&request.store, "dateline watch", tell)?;
        // Listening begins before reading, so that nothing falls between.
        let folders = if request.once { None } else { Some(Folders::watch(&request.paths, &request.store)?) };
        let inputs = |paths: &[PathBuf]| Inputs::from_paths(paths).reading(request.options.clone());
        let mut answer = self.add_to(&mut store, &request.store, &inputs(&request.paths), tell)?;
        self.follow(&mut store, &request.store, tell, &mut each)?;
        if let Some(mut folders) = folders {
            while let Some(changed) = folders.next() {
                let more = self.add_to(&mut store, &request.store, &inputs(&changed), tell)?;
                self.follow(&mut store, &request.store, tell, &mut each)?;
                answer.take(more);
            }
        }
        Ok(answer)
    }

    /// Compares the stories of a store that a report came into or changed in, and tells what changed.
    fn follow<E: From<EngineError>>(
        &self,
        store: &mut Store,
        path: &Path,
        tell: Tell<'_>,
        each: &mut impl FnMut(&Change) -> Result<(), E>,
    ) -> Result<(), E> {
        for story in store.stale().map_err(EngineError::from)? {
            for change in self.follow_story(store, path, story, tell)? {
                each(&change)?;
            }
        }
        Ok(())
    }

    fn follow_story(
        &self,
        store: &mut Store,
        path: &Path,
        story: u32,
        tell: Tell<'_>,
    ) -> Result<Vec<Change>, EngineError> {
        let (reports, damaged) = store.of_story(story)?;
        damaged.iter().for_each(|damaged| tell(Notice::Damaged { store: path, id: &damaged.id }));
        let versions = store.current_versions(story)?;
        let reports: Vec<Annotated> = reports.into_iter().map(|(_, report)| report).collect();
        let now = self.told(&reports, &versions)?;
        let before = store.told(story)?.and_then(|bytes| serde_json::from_slice::<Told>(&bytes).ok());
        let whats = match &before {
            None => vec![What::Story { reports: reports.iter().map(|r| r.report.id.clone()).collect() }],
            Some(before) => {
                let altered = before.reports.iter().filter_map(|(id, &was)| Some((id, was, *versions.get(id)?)));
                let altered: Vec<_> = altered.filter(|(_, was, is)| was != is).collect();
                let mut whats = Vec::new();
                for (id, was, is) in altered {
                    whats.extend(altered_report(store, id, [was, is])?);
                }
                whats.extend(changes::between(before, &now));
                whats
            }
        };
        let at = self.now();
        let change = |what| Change { at: stamp(at), story, title: now.title.clone(), what };
        let changes: Vec<Change> = whats.into_iter().map(change).collect();
        let bodies: Vec<String> = changes.iter().map(json).collect();
        store.tell(story, json(&now).as_bytes(), at.as_millisecond(), &bodies)?;
        Ok(changes)
    }

    /// What is told of a story by its reports.
    fn told(&self, reports: &[Annotated], versions: &BTreeMap<String, u32>) -> Result<Told, EngineError> {
        if reports.is_empty() {
            return Ok(Told::default());
        }
        let lexicon = self.lexicon()?;
        lexicon.load()?;
        // They are one story, whatever else there is: what grouping knows of them is not asked.
        let settled: Vec<_> = (0..reports.len() as u32).map(|at| (ReportIx(at), Settled::unknown(0))).collect();
        let run = || dateline_compare::run_settled(lexicon, &settled, reports, &Edits::default());
        let account = self.threads()?.install(run)?;
        Ok(account.stories.first().map(|story| Told::new(story, reports, versions)).unwrap_or_default())
    }

    /// What was told of a story is kept without what a report told that is there no more.
    pub(crate) fn forget(&self, store: &mut Store, story: u32, id: &str) -> Result<(), EngineError> {
        if store.current_versions(story)?.is_empty() {
            return Ok(store.retell(story, None)?);
        }
        let told = store.told(story)?.and_then(|bytes| serde_json::from_slice::<Told>(&bytes).ok());
        if let Some(told) = told {
            store.retell(story, Some(json(&told.without(id)).as_bytes()))?;
        }
        Ok(())
    }

    /// What changed in the stories of a store from a time on, earliest first. Only `watch` tells changes.
    ///
    /// # Errors
    /// If the store can not be read.
    pub fn changes(&self, store: &Path, since: Timestamp) -> Result<Vec<Change>, EngineError> {
        let rows = Store::open_to_read(store)?.changes(since.as_millisecond())?;
        Ok(rows.into_iter().filter_map(|row| serde_json::from_str(&row.body).ok()).collect())
    }
}

/// How a report was altered; `None` if one of its versions is damaged.
fn altered_report(store: &Store, id: &str, versions: [u32; 2]) -> Result<Option<What>, EngineError> {
    let mut all: BTreeMap<u32, Annotated> =
        store.versions(id)?.into_iter().filter_map(|v| Some((v.nth, v.annotated?))).collect();
    let [Some(before), Some(now)] = versions.map(|nth| all.remove(&nth).map(|a| a.report)) else { return Ok(None) };
    Ok(Some(What::Altered {
        report: id.to_owned(),
        from: now.from.clone(),
        versions,
        corrected: is_corrected(&before, &now),
        edits: edits(&before, &now),
    }))
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("these values have no map with odd keys")
}

/// A time as it is shown: RFC 3339, whole seconds.
pub(crate) fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl AddAnswer {
    /// Counts in what came later.
    fn take(&mut self, more: AddAnswer) {
        self.new += more.new;
        self.versions += more.versions;
        self.renewed += more.renewed;
        self.known += more.known;
        self.tally.read += more.tally.read;
        self.tally.failed += more.tally.failed;
    }
}
