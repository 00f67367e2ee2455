//! `add`: reports and their layers into a store, and each new one into its story.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{AddArgs, Common};
use crate::progress::Progress;
use anyhow::Result;
use dateline_engine::{AddAnswer, AddRequest};

/// `dateline add`.
pub(super) fn run(args: AddArgs, common: &Common) -> Result<Outcome> {
    let progress = Progress::new(common);
    let request = AddRequest { store: args.store, inputs: inputs(&args.paths) };
    let answer = engine(common, Some(&args.language)).add(&request, &mut |notice| progress.hear(notice))?;
    let AddAnswer { new, renewed, known, tally } = answer;
    progress.warn(format_args!("{}: {new} added, {renewed} renewed, {known} there already", request.store.display()));
    Ok(outcome(tally, common))
}
