//! `add`: reports and their layers into a store, and each new one into its story.

use super::inputs::{Inputs, Unread, annotate_each};
use super::{inputs::settled, pipeline};
use crate::Outcome;
use crate::args::{AddArgs, Common};
use crate::progress::Progress;
use anyhow::Result;
use dateline_compare::gather::{Settled, in_order, join};
use dateline_core::Report;
use dateline_store::{Added, Store};

/// How many reports are put into the store at once.
const BATCH: usize = 64;

/// `dateline add`.
pub(super) fn run(args: AddArgs, common: &Common) -> Result<Outcome> {
    let pipeline = pipeline(&args.language)?;
    let version = format!("dateline {}, {} {}", env!("CARGO_PKG_VERSION"), pipeline.name(), pipeline.version());
    let mut store = Store::open(&args.store)?;
    let known = store.known(&version)?;
    let mut progress = Progress::new(common);
    progress.stage("adding");
    let mut counts = [0; 3];
    let mut put = |batch: &mut Vec<_>| -> Result<()> {
        for added in store.add(batch, &version)? {
            counts[added as usize] += 1;
        }
        batch.clear();
        Ok(())
    };
    let mut same = 0;
    let fresh = Inputs::new(&args.paths).all()?.filter(|unread| {
        let there = matches!(unread, Unread::Source(Ok(source)) if known.contains(source.sha256()));
        same += usize::from(there);
        !there
    });
    let mut batch = Vec::new();
    let mut tally = annotate_each(fresh, &args.language, common, &progress, |annotated| {
        batch.push(annotated);
        if batch.len() == BATCH { put(&mut batch) } else { Ok(()) }
    })?;
    put(&mut batch)?;
    settle(&mut store)?;
    tally.read += same;
    progress.ended("read, annotate and add");
    let [new, renewed, known] = [Added::New, Added::Renewed, Added::Known].map(|a| counts[a as usize]);
    progress.warn(format_args!(
        "{}: {new} added, {renewed} renewed, {} there already",
        args.store.display(),
        known + same
    ));
    Ok(tally.outcome(common))
}

/// Settles the stories of the reports that have none yet: they join those that are there, which stay as they are.
fn settle(store: &mut Store) -> Result<()> {
    let new = store.unsettled()?;
    if new.is_empty() {
        return Ok(());
    }
    let plain: Vec<&Report> = new.iter().map(|(_, annotated)| &annotated.report).collect();
    let order = in_order(&plain);
    let sorted: Vec<&Report> = order.iter().map(|&i| plain[i]).collect();
    let known: Vec<Settled> = settled(store)?.into_iter().map(|(_, settled)| settled).collect();
    let joined = join(&super::lexicon()?, &known, &sorted);
    let rows: Vec<(i64, u32, Vec<u8>)> =
        order.iter().zip(&joined).map(|(&i, settled)| (new[i].0, settled.story, settled.to_bytes())).collect();
    Ok(store.settle(&rows)?)
}
