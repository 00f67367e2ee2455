//! `add`: reports and their layers into a store, and each new one into its story.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{AddArgs, Common};
use crate::progress::Progress;
use anyhow::Result;
use dateline_engine::{AddAnswer, AddRequest};
use std::path::Path;

/// `dateline add`.
pub(super) fn run(args: AddArgs, common: &Common) -> Result<Outcome> {
    let progress = Progress::new(common);
    let request = AddRequest { store: args.store, inputs: inputs(&args.paths) };
    let answer = engine(common, Some(&args.language)).add(&request, &mut |notice| progress.hear(notice))?;
    told(&progress, &request.store, &answer);
    Ok(outcome(answer.tally, &progress, common))
}

/// What came of it, in one line.
pub(super) fn told(progress: &Progress, store: &Path, answer: &AddAnswer) {
    let AddAnswer { new, versions, renewed, known, .. } = answer;
    progress.warn(format_args!(
        "{}: {new} added, {versions} new versions, {renewed} renewed, {known} there already",
        store.display()
    ));
}
