//! `sources`: the ledger of unnamed sources.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{Common, Format, SourcesArgs};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::types::json::SourcesJson;
use dateline_engine::view::View;
use std::io::Write;

/// `dateline sources`.
pub(super) fn run(args: SourcesArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text)?;
    if !matches!(format, Format::Text | Format::Markdown | Format::Json) {
        bail!("sources are not written as {format:?}; choose text, markdown or json");
    }
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let compared = engine.account(&request(&args.compared)?, &mut |notice| progress.hear(notice))?;
    let view = View::new(&compared.account, &compared.reports);
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, &SourcesJson::new(&compared.account, &compared.reports))?;
            out.write_all(b"\n")?;
        }
        Format::Markdown => show::sources::markdown(&mut out, view)?,
        _ => show::sources::text(&mut out, view)?,
    }
    out.finish()?;
    Ok(outcome(compared.tally, &progress, common))
}
