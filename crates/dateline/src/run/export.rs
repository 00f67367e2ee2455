//! `export`: what was found, as a table for other programs.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{Common, ExportArgs};
use crate::export::{Csv, Parquet};
use crate::output::Sink;
use crate::progress::Progress;
use anyhow::{Result, bail};
use dateline_engine::view::event_rows;

/// `dateline export`.
pub(super) fn run(args: ExportArgs, common: &Common) -> Result<Outcome> {
    let ending = args.events.extension().map(|e| e.to_string_lossy().to_lowercase());
    let parquet = match ending.as_deref() {
        Some("parquet") => true,
        None | Some("csv") => false,
        Some(other) => bail!("no table is written as .{other}: end the name with .csv or .parquet"),
    };
    let out = Sink::table(&args.events)?;
    let mut table = if parquet { Table::Parquet(Parquet::new(out)?) } else { Table::Csv(Csv::new(out)?) };
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.language));
    let tally = engine.annotate(&inputs(&args.paths), &mut |notice| progress.hear(notice), |annotated| {
        event_rows(&annotated).try_for_each(|row| match &mut table {
            Table::Csv(table) => table.add(&row),
            Table::Parquet(table) => table.add(row),
        })
    })?;
    let out = match table {
        Table::Csv(table) => table.finish()?,
        Table::Parquet(table) => table.finish()?,
    };
    out.finish()?;
    Ok(outcome(tally, &progress, common))
}

/// The table, by the ending of its name.
enum Table {
    Csv(Csv),
    Parquet(Parquet<Sink>),
}
