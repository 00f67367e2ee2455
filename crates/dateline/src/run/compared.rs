//! What `account`, `actors` and `serve` begin with: reports read and annotated, and the account of them.

use super::inputs::{Inputs, Reports, Tally};
use crate::args::{Common, Compared as Args};
use crate::progress::Progress;
use crate::work;
use anyhow::{Context, Result};
use dateline_compare::actors::Edits;
use dateline_core::{Account, Annotated};
use std::path::Path;

/// An account and what it was made from.
pub(super) struct Compared {
    pub(super) account: Account,
    pub(super) reports: Vec<Annotated>,
    pub(super) tally: Tally,
}

impl Compared {
    /// Does the work of every stage.
    pub(super) fn new(args: &Args, common: &Common, progress: &mut Progress) -> Result<Compared> {
        let edits = edits(args.actors.as_deref())?;
        progress.stage("reading");
        let Reports { reports, settled, tally } =
            Inputs::new(&args.paths).annotated(&args.language, common, progress)?;
        progress.ended("read and annotate");
        progress.stage("comparing");
        let lexicon = super::lexicon()?;
        let cores = rayon::ThreadPoolBuilder::new().num_threads(work::jobs(common.jobs).get()).build()?;
        let account = cores.install(|| dateline_compare::run_settled(&lexicon, &settled, &reports, &edits))?;
        progress.ended("compare");
        Ok(Compared { account, reports, tally })
    }
}

/// The edits of a file; none if there is no file.
fn edits(file: Option<&Path>) -> Result<Edits> {
    let Some(file) = file else { return Ok(Edits::default()) };
    let toml = std::fs::read_to_string(file).with_context(|| format!("{} can not be read", file.display()))?;
    Edits::parse(&toml).with_context(|| file.display().to_string())
}
