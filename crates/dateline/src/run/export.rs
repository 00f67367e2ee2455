//! `export`: what was found, as a table for other programs.

use super::inputs::{Inputs, annotate_each};
use crate::Outcome;
use crate::args::{Common, ExportArgs, Output};
use crate::export::{self, Csv, Parquet};
use crate::output::Sink;
use crate::progress::Progress;
use anyhow::Result;

/// `dateline export`.
pub(super) fn run(args: ExportArgs, common: &Common) -> Result<Outcome> {
    let parquet = args.events.extension().is_some_and(|e| e == "parquet");
    let out = Output { format: None, output: Some(args.events) }.open()?;
    let mut table = if parquet { Table::Parquet(Parquet::new(out)?) } else { Table::Csv(Csv::new(out)?) };
    let mut progress = Progress::new(common);
    progress.stage("annotating");
    let inputs = Inputs::new(&args.paths).all()?;
    let tally = annotate_each(inputs, &args.language, common, &progress, |annotated| {
        export::rows(&annotated).try_for_each(|row| match &mut table {
            Table::Csv(table) => table.add(&row),
            Table::Parquet(table) => table.add(row),
        })
    })?;
    progress.ended("read and annotate");
    let out = match table {
        Table::Csv(table) => table.finish()?,
        Table::Parquet(table) => table.finish()?,
    };
    out.finish()?;
    Ok(tally.outcome(common))
}

/// The table, by the ending of its name.
enum Table {
    Csv(Csv),
    Parquet(Parquet<Sink>),
}
