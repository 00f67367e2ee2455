//! What a call is given: paths, stores and bytes in memory, as one stream of things to read in order.

use crate::notice::{Notice, Tell};
use crate::{EngineError, versions};
use dateline_core::{Annotated, Report};
use dateline_read::{Input, Options, ReadError, Reader, Source};
use dateline_store::Store;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a call is given: files, folders (walked), stores, standard input, and bytes in memory.
///
/// The reports of stores come first, then what is read from paths, then what was given as bytes.
///
/// ```
/// use dateline_engine::Inputs;
/// let inputs = Inputs::from_paths(["reports/", "reports.dateline", "-"]).with_bytes("note.txt", "The ferry sank.");
/// # let _ = inputs;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    stores: Vec<PathBuf>,
    paths: Vec<Input>,
    given: Vec<(String, Vec<u8>)>,
    options: Options,
    as_of: Option<Date>,
    stop: Option<Arc<AtomicBool>>,
}

/// One input before it is read; reading it is work for any thread.
pub(crate) enum Unread {
    /// A report that a store holds.
    Stored(Report),
    /// Bytes, or why there are none.
    Source(Result<Source, ReadError>),
    /// Bytes in memory, the name that they go by, and how they are read.
    Given(String, Vec<u8>, Options),
}

impl Unread {
    /// The reports in it.
    pub(crate) fn read(self, reader: &Reader) -> Vec<Result<Report, ReadError>> {
        match self {
            Unread::Stored(report) => vec![Ok(report)],
            Unread::Source(Ok(source)) => reader.reports(&source),
            Unread::Source(Err(error)) => vec![Err(error)],
            Unread::Given(name, bytes, options) => reader.read_bytes(&name, &bytes, &options),
        }
    }
}

impl Inputs {
    /// Takes paths as a command line gives them: each a file, a folder, a store, or `-` for standard input.
    ///
    /// What is no store is looked at when it is read.
    pub fn from_paths<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Inputs {
        let (stores, rest): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().map(Into::into).partition(|path| Store::is_store(path));
        Inputs { stores, paths: rest.into_iter().map(Input::from).collect(), ..Inputs::default() }
    }

    /// With bytes that are read as if they were a file of that name.
    #[must_use]
    pub fn with_bytes(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Inputs {
        self.given.push((name.into(), bytes.into()));
        self
    }

    /// With what the user chose of how they are read.
    #[must_use]
    pub fn reading(self, options: Options) -> Inputs {
        Inputs { options, ..self }
    }

    /// As they were at the end of a day: reports published later are left out, and of those that were changed later a store
    /// gives the version that counted then.
    #[must_use]
    pub fn as_of(self, day: Option<Date>) -> Inputs {
        Inputs { as_of: day, ..self }
    }

    /// Until a caller has enough: once `stop` is set nothing more is read, and the call ends as if there was no more.
    #[must_use]
    pub fn until(self, stop: Arc<AtomicBool>) -> Inputs {
        Inputs { stop: Some(stop), ..self }
    }

    /// Whether a report that was just read is of the day that was asked for, or of an earlier one, or tells no day.
    pub(crate) fn is_due(&self, report: &Report) -> bool {
        let late = |day| versions::day(report).is_some_and(|published| published > day);
        !self.as_of.is_some_and(late)
    }

    /// Everything, one by one: the reports of stores first, without what was found in them.
    pub(crate) fn all(
        &self,
        reader: &Reader,
        tell: Tell<'_>,
    ) -> Result<impl Iterator<Item = Unread> + Send + use<>, EngineError> {
        let stored = self.stored(tell)?.into_iter().map(|a| Unread::Stored(a.report));
        Ok(stored.chain(self.unread(reader)))
    }

    /// What is not in a store.
    pub(crate) fn unread(&self, reader: &Reader) -> impl Iterator<Item = Unread> + Send + use<> {
        let options = self.options.clone();
        let given = self.given.clone().into_iter();
        let given = given.map(move |(name, bytes)| Unread::Given(name, bytes, options.clone()));
        let stop = self.stop.clone();
        let goes_on = move |_: &Unread| !stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed));
        reader.sources(self.paths.clone(), &self.options).map(Unread::Source).chain(given).take_while(goes_on)
    }

    /// The annotated reports of the stores; what is damaged there is told.
    pub(crate) fn stored(&self, tell: Tell<'_>) -> Result<Vec<Annotated>, EngineError> {
        let mut stored = Vec::new();
        for path in &self.stores {
            let store = Store::open_to_read(path)?;
            let (reports, damaged) = match self.as_of {
                Some(day) => store.reports_as_of(&day.to_string())?,
                None => store.reports()?,
            };
            let ids = store.damaged_before().iter().chain(damaged.iter().map(|d| &d.id));
            ids.for_each(|id| tell(Notice::Damaged { store: path, id }));
            stored.extend(reports);
        }
        Ok(stored)
    }

    /// The stores among them.
    pub fn stores(&self) -> &[PathBuf] {
        &self.stores
    }

    /// The store, if it is all that there is, as it is now.
    pub(crate) fn whole_store(&self) -> Option<&PathBuf> {
        self.only_store().filter(|_| self.paths.is_empty() && self.given.is_empty() && self.as_of.is_none())
    }

    /// The store, if there is one and no other.
    pub(crate) fn only_store(&self) -> Option<&PathBuf> {
        match self.stores.as_slice() {
            [store] => Some(store),
            _ => None,
        }
    }
}
