//! Reading: inputs to reports, on as many threads as there are jobs.

use crate::budget::check_text;
use crate::inputs::{Inputs, Unread};
use crate::notice::{Notice, Stage, Tell};
use crate::work::guarded;
use crate::{Engine, EngineError, work};
use dateline_core::Report;
use dateline_read::{Ids, Problem, ReadError};

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
        let as_it_is = || Ok::<Report, Problem>;
        let mut ids = Ids::default();
        let unread = inputs.all(self.reader()?, tell)?;
        let tally = self.each_report(unread, tell, "read", as_it_is, |_, mut report| {
            report.id = ids.unique(report.id);
            each(report)
        })?;
        tell(Notice::Ended(Stage::Read));
        Ok(tally)
    }

    /// Reads every input, does `job` to each report on any thread, and gives what comes of it to `each`, in order.
    ///
    /// A report that is too much for `job`, or makes it fail, is told with what was being done, and the others go on.
    pub(crate) fn each_report<Out: Send, Job: FnMut(Report) -> Result<Out, Problem>, E: From<EngineError>>(
        &self,
        inputs: impl Iterator<Item = Unread> + Send,
        tell: Tell<'_>,
        doing: &'static str,
        job: impl Fn() -> Job + Sync,
        mut each: impl FnMut(Tell<'_>, Out) -> Result<(), E>,
    ) -> Result<Tally, E> {
        let reader = self.reader()?;
        let mut tally = Tally::default();
        let job = &job;
        let read = || {
            let mut run = job();
            move |unread: Unread| -> Vec<Result<Out, ReadError>> {
                let mut one = |report: Report| {
                    let from = report.from.clone();
                    let done = check_text(&report).and_then(|()| {
                        guarded(|| run(report)).unwrap_or_else(|| {
                            // What a thread keeps from text to text may be half done.
                            run = job();
                            Err(Problem::Broke(doing))
                        })
                    });
                    done.map_err(|problem| ReadError { from, problem })
                };
                unread.read(reader).into_iter().map(|read| read.and_then(&mut one)).collect()
            }
        };
        let tallied = work::in_order(inputs, self.jobs(), read, |results| -> Result<(), E> {
            for result in results {
                tell(Notice::Step);
                match result {
                    Ok(out) => {
                        tally.read += 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::LONGEST;
    use crate::{Inputs, quiet};

    #[test]
    fn a_report_that_makes_a_stage_fail_is_named_and_the_others_go_on() {
        let long = "It sank. ".repeat(LONGEST / 9 + 1);
        let inputs = Inputs::default()
            .with_bytes("a.txt", "The ferry sank.")
            .with_bytes("b.txt", "It breaks the stage.")
            .with_bytes("c.txt", long)
            .with_bytes("d.txt", "The ferry was raised.");
        let job = || {
            let mut whole = true;
            move |report: Report| {
                assert!(whole, "what was half done is not used again");
                whole = !report.text.as_str().contains("breaks");
                assert!(whole, "it breaks");
                Ok(report.id)
            }
        };
        let (mut read, mut told) = (Vec::new(), Vec::new());
        let mut tell = |notice: Notice<'_>| {
            if let Notice::Unread(error) = notice {
                told.push(error.to_string());
            }
        };
        let engine = Engine::default();
        let all = inputs.all(engine.reader().expect("the rules"), &mut quiet).expect("no store");
        let tally = engine.each_report(all, &mut tell, "being tried", job, |_, id| {
            read.push(id);
            Ok::<(), EngineError>(())
        });
        assert_eq!((tally.expect("it goes on").failed, read), (2, vec!["a".to_owned(), "d".to_owned()]));
        assert!(told[0].starts_with("b.txt: made dateline fail while it was being tried"), "{told:?}");
        assert!(told[1].starts_with("c.txt: is longer than 2 MB"), "{told:?}");
    }
}
