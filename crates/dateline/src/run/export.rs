//! `export`: what was found, as a table for other programs.

use super::inputs::{Inputs, annotate_each};
use crate::args::{Common, ExportArgs, Output};
use crate::progress::Progress;
use crate::{Outcome, export};
use anyhow::{Result, bail};

/// `dateline export`.
pub(super) fn run(args: ExportArgs, common: &Common) -> Result<Outcome> {
    if args.events.extension().is_some_and(|e| e == "parquet") {
        bail!("{}: this build writes no Parquet; name a .csv file", args.events.display());
    }
    let out = Output { format: None, output: Some(args.events) }.open()?;
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    table.write_record(export::COLUMNS)?;
    let mut progress = Progress::new(common);
    progress.stage("annotating");
    let inputs = Inputs::new(&args.paths).all()?;
    let tally = annotate_each(inputs, &args.language, common, &progress, |annotated| {
        for row in export::rows(&annotated) {
            table.serialize(row)?;
        }
        Ok(())
    })?;
    progress.ended("read and annotate");
    let out = table.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))?;
    out.finish()?;
    Ok(tally.outcome(common))
}
