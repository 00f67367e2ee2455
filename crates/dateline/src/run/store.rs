//! `store`: what a store holds, what is damaged in it, and what is taken out of it.

use super::engine;
use crate::Outcome;
use crate::args::{Common, Format, Output, StoreArgs, StoreCommand};
use crate::output::Sink;
use crate::progress::Progress;
use crate::show;
use anyhow::Result;
use dateline_engine::types::json::ReportJson;
use std::io::Write;

/// `dateline store`.
pub(super) fn run(args: StoreArgs, common: &Common) -> Result<Outcome> {
    let progress = Progress::new(common);
    let engine = engine(common, None);
    let mut tell = |notice: dateline_engine::Notice<'_>| progress.hear(notice);
    let mut out = Sink::of(Format::Text);
    match args.command {
        StoreCommand::Info { store } => show::store::info(&mut out, &engine.store_info(&store)?)?,
        StoreCommand::Check { store } => {
            let faults = engine.check_store(&store)?;
            show::store::faults(&mut out, &faults)?;
            out.finish()?;
            return Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Fault });
        }
        StoreCommand::Compact { store } => {
            let before = engine.store_info(&store)?.bytes;
            engine.compact(&store, &mut tell)?;
            let after = engine.store_info(&store)?.bytes;
            writeln!(out, "{before} bytes before, {after} now")?;
        }
        StoreCommand::Export { store, output } => {
            let mut file = Output { format: None, output }.open(Format::Jsonl)?;
            engine.stored(&store, &mut tell, |annotated| {
                serde_json::to_writer(&mut file, &ReportJson::of_annotated(&annotated))?;
                anyhow::Ok(file.write_all(b"\n")?)
            })?;
            file.finish()?;
        }
        StoreCommand::Versions { store, id } => show::store::versions(&mut out, &engine.versions(&store, &id)?)?,
        StoreCommand::Remove { store, id } => {
            engine.remove(&store, &id, &mut tell)?;
            progress.warn(format_args!("{}: {id} is removed", store.display()));
        }
    }
    out.finish()?;
    Ok(Outcome::Done)
}
