//! Reading: inputs to reports, on as many threads as there are jobs.

use crate::inputs::{Inputs, Unread};
use crate::notice::{Notice, Stage, Tell};
use crate::{Engine, EngineError, work};
use dateline_core::Report;
use dateline_read::{Ids, ReadError};

/// What a call has read, and what it could not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many reports there are.
    pub read: usize,
    /// How many inputs, or parts of one, something was wrong with; each was told.
    pub failed: usize,
}

impl Engine {
    /// Reads inputs and gives each report to `each`, in order, with an id that no other report of the call has.
    ///
    /// # Errors
    /// If a store can not be read, and with the first error of `each`.
    pub fn read<E: From<EngineError>>(
        &self,
        inputs: &Inputs,
        tell: Tell<'_>,
        mut each: impl FnMut(Report) -> Result<(), E>,
    ) -> Result<Tally, E> {
        tell(Notice::Begins(Stage::Read));
        let as_it_is = || |report: Report| report;
        let unread = inputs.all(self.reader()?, tell)?;
        let tally = self.each_report(unread, tell, as_it_is, |r| &mut r.id, |_, report| each(report))?;
        tell(Notice::Ended(Stage::Read));
        Ok(tally)
    }

    /// Reads every input, does `job` to each report on any thread, and gives what comes of it to `each`, in order.
    ///
    /// `named` reaches the report's id in what the job made, to give it one that no other report of the call has.
    pub(crate) fn each_report<Out: Send, Job: FnMut(Report) -> Out, E: From<EngineError>>(
        &self,
        inputs: impl Iterator<Item = Unread> + Send,
        tell: Tell<'_>,
        job: impl Fn() -> Job + Sync,
        named: impl Fn(&mut Out) -> &mut String,
        mut each: impl FnMut(Tell<'_>, Out) -> Result<(), E>,
    ) -> Result<Tally, E> {
        let reader = self.reader()?;
        let mut tally = Tally::default();
        let mut ids = Ids::default();
        let read = || {
            let mut job = job();
            move |unread: Unread| -> Vec<Result<Out, ReadError>> {
                unread.read(reader).into_iter().map(|read| read.map(&mut job)).collect()
            }
        };
        let tallied = work::in_order(inputs, self.jobs(), read, |results| -> Result<(), E> {
            for result in results {
                tell(Notice::Step);
                match result {
                    Ok(mut out) => {
                        tally.read += 1;
                        let id = named(&mut out);
                        *id = ids.unique(std::mem::take(id));
                        each(tell, out)?;
                    }
                    Err(error) => {
                        tally.failed += 1;
                        tell(Notice::Unread(&error));
                    }
                }
            }
            Ok(())
        });
        tallied.map(|()| tally)
    }
}
