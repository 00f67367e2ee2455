//! The inputs of a command: what is to be read and what stores hold, as one stream of reports in order.

use super::options;
use crate::args::{Common, Language, Paths};
use crate::progress::Progress;
use crate::{Outcome, work};
use anyhow::{Context, Result};
use dateline_compare::gather::Settled;
use dateline_core::{Annotated, Report, ReportIx};
use dateline_read::{Ids, Input, ReadError, Source};
use dateline_spacy::Worker;
use dateline_store::Store;
use std::path::PathBuf;

/// The inputs of a command: stores apart from what is to be read.
pub(super) struct Inputs {
    stores: Vec<PathBuf>,
    rest: Vec<Input>,
}

/// One input before it is read; reading it is work for any thread.
pub(super) enum Unread {
    /// A report that a store holds.
    Stored(Report),
    /// Bytes, or why there are none.
    Source(Result<Source, ReadError>),
}

impl Unread {
    /// The reports in it.
    fn read(self) -> Vec<Result<Report, ReadError>> {
        match self {
            Unread::Stored(report) => vec![Ok(report)],
            Unread::Source(Ok(source)) => source.read(),
            Unread::Source(Err(error)) => vec![Err(error)],
        }
    }
}

impl Inputs {
    pub(super) fn new(paths: &Paths) -> Inputs {
        let (stores, rest): (Vec<_>, Vec<_>) = paths.paths.iter().cloned().partition(|p| Store::is_store(p));
        Inputs { stores, rest: rest.into_iter().map(Input::from).collect() }
    }

    /// Everything, one by one: the reports of stores first.
    pub(super) fn all(&self) -> Result<impl Iterator<Item = Unread> + Send + use<>> {
        let stored = self.stored()?.into_iter().map(|a| Unread::Stored(a.report));
        Ok(stored.chain(self.unread()))
    }

    /// What is to be read.
    fn unread(&self) -> impl Iterator<Item = Unread> + Send + use<> {
        dateline_read::sources(self.rest.clone()).map(Unread::Source)
    }

    /// Every report, those of stores first and the rest read and annotated now.
    ///
    /// The stories of one store are settled. Of several stores they are not: each has its own numbers.
    pub(super) fn annotated(&self, language: &Language, common: &Common, progress: &Progress) -> Result<Reports> {
        let (mut reports, mut settled) = (self.stored()?, Vec::new());
        if let [store] = self.stores.as_slice() {
            let place = |id: &str| reports.binary_search_by(|r| r.report.id.as_str().cmp(id)).ok();
            let known = self::settled(&Store::open_to_read(store)?)?.into_iter();
            settled = known.filter_map(|(id, settled)| Some((ReportIx(place(&id)? as u32), settled))).collect();
        }
        let mut tally = annotate_each(self.unread(), language, common, progress, |annotated| {
            reports.push(annotated);
            Ok(())
        })?;
        tally.read = reports.len();
        Ok(Reports { reports, settled, tally })
    }

    /// The annotated reports of the stores.
    fn stored(&self) -> Result<Vec<Annotated>> {
        let mut stored = Vec::new();
        for path in &self.stores {
            stored.extend(Store::open_to_read(path)?.reports()?);
        }
        Ok(stored)
    }
}

/// The annotated reports of a run.
pub(super) struct Reports {
    pub(super) reports: Vec<Annotated>,
    /// What is settled of them, with their places.
    pub(super) settled: Vec<(ReportIx, Settled)>,
    pub(super) tally: Tally,
}

/// What is settled of the reports of a store, with their ids.
pub(super) fn settled(store: &Store) -> Result<Vec<(String, Settled)>> {
    let read = |(id, bytes): (String, Vec<u8>)| Some((id, Settled::from_bytes(&bytes)?));
    let all: Option<Vec<(String, Settled)>> = store.settled()?.into_iter().map(read).collect();
    all.context("the store was grouped by another version of dateline; add its reports to a new one")
}

/// What a run has read, and what it could not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) read: usize,
    pub(super) failed: usize,
}

impl Tally {
    /// The exit status that the inputs come to.
    pub(super) fn outcome(self, common: &Common) -> Outcome {
        match self {
            Tally { read: 0, .. } => Outcome::Nothing,
            Tally { failed: 1.., .. } if common.strict => Outcome::Fault,
            _ => Outcome::Done,
        }
    }
}

/// Reads every input, does `job` to each report on any thread, and gives what comes of it to `each`, in order.
///
/// An input that can not be read is named and counted. `named` reaches the report in what the job made, to give it an
/// id that no other report of the run has.
pub(super) fn for_each_report<Out: Send, Job: FnMut(Report) -> Out>(
    inputs: impl Iterator<Item = Unread> + Send,
    common: &Common,
    progress: &Progress,
    job: impl Fn() -> Job + Sync,
    named: impl Fn(&mut Out) -> &mut String,
    mut each: impl FnMut(Out) -> Result<()>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut ids = Ids::default();
    let read = || {
        let mut job = job();
        move |unread: Unread| -> Vec<Result<Out, ReadError>> {
            unread.read().into_iter().map(|read| read.map(&mut job)).collect()
        }
    };
    work::in_order(inputs, work::jobs(common.jobs), read, |results| {
        for result in results {
            progress.step();
            match result {
                Ok(mut out) => {
                    tally.read += 1;
                    let id = named(&mut out);
                    *id = ids.unique(std::mem::take(id));
                    each(out)?;
                }
                Err(error) => {
                    tally.failed += 1;
                    progress.warn(error);
                }
            }
        }
        Ok(())
    })?;
    Ok(tally)
}

/// Reads and annotates every input, and gives each report to `each`, in order.
///
/// A report in another language than the pipeline's is annotated like the rest, but named to the user.
pub(super) fn annotate_each(
    inputs: impl Iterator<Item = Unread> + Send,
    language: &Language,
    common: &Common,
    progress: &Progress,
    mut each: impl FnMut(Annotated) -> Result<()>,
) -> Result<Tally> {
    let (pipeline, options) = (super::pipeline(language)?, options(language));
    let annotator = super::annotator()?;
    let job = || {
        let mut worker: Worker<'_> = pipeline.worker();
        let annotator = &annotator;
        move |report: Report| {
            let parse = dateline_annotate::parse(&report, &mut worker);
            annotator.annotate(report, parse, &options)
        }
    };
    for_each_report(
        inputs,
        common,
        progress,
        job,
        |annotated| &mut annotated.report.id,
        |annotated| {
            let Report { id, language, .. } = &annotated.report;
            if let Some(other) = language.as_deref().filter(|&l| l != pipeline.lang()) {
                progress.warn(format_args!(
                    "{id}: its language is {other:?}, the pipeline's {:?}; little will be found (see `--pipeline`)",
                    pipeline.lang()
                ));
            }
            each(annotated)
        },
    )
}
