//! `add`: reports and their layers into a store.

use super::inputs::{Inputs, Unread, annotate_each};
use super::pipeline;
use crate::Outcome;
use crate::args::{AddArgs, Common};
use crate::progress::Progress;
use anyhow::Result;
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
