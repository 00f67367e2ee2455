//! Reports into a store, and each new one into its story.

use crate::inputs::{Inputs, Unread};
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::{Engine, EngineError};
use dateline_compare::Lexicon;
use dateline_compare::gather::{Settled, in_order, join};
use dateline_core::Report;
use dateline_store::{Added, Store};
use std::path::{Path, PathBuf};

/// How many reports are put into the store at once.
const BATCH: usize = 64;

/// What is to be added, and where.
#[derive(Clone, Debug, Default)]
pub struct AddRequest {
    /// The store; made if it is not there.
    pub store: PathBuf,
    /// The reports.
    pub inputs: Inputs,
}

/// What became of reports that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddAnswer {
    /// How many are new.
    pub new: usize,
    /// How many were there with layers of an earlier version, which are replaced.
    pub renewed: usize,
    /// How many were there already.
    pub known: usize,
    /// What was read.
    pub tally: Tally,
}

impl Engine {
    /// Adds reports to a store, in batches, and settles their stories.
    ///
    /// A report whose bytes the store has, with layers of this version, is not even read.
    ///
    /// # Errors
    /// If a store or the pipeline can not be read, or the store can not be written; whole batches are then added, or not.
    pub fn add(&self, request: &AddRequest, tell: Tell<'_>) -> Result<AddAnswer, EngineError> {
        let version = self.version()?;
        let mut store = Store::open(&request.store)?;
        let known = store.known(&version)?;
        tell(Notice::Begins(Stage::Add));
        let mut answer = AddAnswer::default();
        let mut same = 0;
        let fresh = request.inputs.all(self.reader()?)?.filter(|unread| {
            let there = matches!(unread, Unread::Source(Ok(source)) if known.contains(source.sha256()));
            same += usize::from(there);
            !there
        });
        let mut put = |batch: &mut Vec<_>| -> Result<(), EngineError> {
            for added in store.add(batch, &version)? {
                match added {
                    Added::New => answer.new += 1,
                    Added::Renewed => answer.renewed += 1,
                    Added::Known => answer.known += 1,
                }
            }
            batch.clear();
            Ok(())
        };
        let mut batch = Vec::new();
        let tally = self.annotate_each(fresh, tell, |annotated| {
            batch.push(annotated);
            if batch.len() == BATCH { put(&mut batch) } else { Ok(()) }
        })?;
        put(&mut batch)?;
        settle(self.lexicon()?, &mut store, &request.store)?;
        answer.tally = Tally { read: tally.read + same, ..tally };
        answer.known += same;
        tell(Notice::Ended(Stage::Add));
        Ok(answer)
    }
}

/// Settles the stories of the reports that have none yet: they join those that are there, which stay as they are.
fn settle(lexicon: &Lexicon, store: &mut Store, path: &Path) -> Result<(), EngineError> {
    let new = store.unsettled()?;
    if new.is_empty() {
        return Ok(());
    }
    let plain: Vec<&Report> = new.iter().map(|(_, annotated)| &annotated.report).collect();
    let order = in_order(&plain);
    let sorted: Vec<&Report> = order.iter().map(|&i| plain[i]).collect();
    let known: Vec<Settled> = settled(store, path)?.into_iter().map(|(_, settled)| settled).collect();
    let joined = join(lexicon, &known, &sorted);
    let rows: Vec<(i64, u32, Vec<u8>)> =
        order.iter().zip(&joined).map(|(&i, settled)| (new[i].0, settled.story, settled.to_bytes())).collect();
    Ok(store.settle(&rows)?)
}

/// What is settled of the reports of a store, with their ids.
pub(crate) fn settled(store: &Store, path: &Path) -> Result<Vec<(String, Settled)>, EngineError> {
    let read = |(id, bytes): (String, Vec<u8>)| Some((id, Settled::from_bytes(&bytes)?));
    let all: Option<Vec<(String, Settled)>> = store.settled()?.into_iter().map(read).collect();
    all.ok_or_else(|| EngineError::Settled { path: path.to_owned() })
}
