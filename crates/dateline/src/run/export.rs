//! `export`: what was found, as a table or as annotations for other programs.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{Common, ExportArgs};
use crate::export::{Csv, Parquet};
use crate::output::Sink;
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::AccountRequest;
use dateline_engine::view::{View, event_rows};
use std::path::Path;

/// `dateline export`.
pub(super) fn run(args: ExportArgs, common: &Common) -> Result<Outcome> {
    let events = args.events.as_deref().map(|file| events(file, &args, common)).transpose()?;
    let annotations = args.annotations.as_deref().map(|file| annotations(file, &args, common)).transpose()?;
    // Both read the same inputs: what went wrong for one did for the other.
    Ok(events.or(annotations).unwrap_or(Outcome::Done))
}

/// Writes the account's supports as annotations.
fn annotations(file: &Path, args: &ExportArgs, common: &Common) -> Result<Outcome> {
    let mut out = Sink::json(file)?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.language));
    let request = AccountRequest { inputs: inputs(&args.paths), ..AccountRequest::default() };
    let compared = engine.account(&request, &mut |notice| progress.hear(notice))?;
    show::annotations::account(&mut out, View::new(&compared.account, &compared.reports))?;
    out.finish()?;
    Ok(outcome(compared.tally, &progress, common))
}

/// Writes a row an event.
fn events(file: &Path, args: &ExportArgs, common: &Common) -> Result<Outcome> {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    let parquet = match ending.as_deref() {
        Some("parquet") => true,
        None | Some("csv") => false,
        Some(other) => bail!("no table is written as .{other}: end the name with .csv or .parquet"),
    };
    let out = Sink::table(file)?;
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
