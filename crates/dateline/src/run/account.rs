//! `account`: the main job.

use super::actors::edits;
use super::inputs::{Inputs, annotate_each};
use crate::Outcome;
use crate::args::{AccountArgs, Common, Format};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_core::json::AccountJson;
use std::io::Write;

/// `dateline account`.
pub(super) fn run(args: AccountArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text);
    if matches!(format, Format::Jsonl | Format::Conllu) {
        bail!("an account is not written as {format:?}; choose text, markdown, html or json");
    }
    let edits = edits(args.actors.as_deref())?;
    let mut out = args.output.open()?;
    let mut progress = Progress::new(common);
    let inputs = Inputs::new(&args.paths);
    let mut reports = inputs.stored()?;
    progress.stage("reading");
    let mut tally = annotate_each(inputs.unread(), &args.language, common, &progress, |annotated| {
        reports.push(annotated);
        Ok(())
    })?;
    tally.read = reports.len();
    progress.ended("read and annotate");
    progress.stage("comparing");
    let account = dateline_compare::run_edited(&reports, &edits)?;
    progress.ended("compare");
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, &AccountJson::new(&account, &reports, args.layers))?;
            out.write_all(b"\n")?;
        }
        Format::Markdown => show::markdown::write(&mut out, &account, &reports)?,
        Format::Html => show::html::write(&mut out, &account, &reports)?,
        _ => show::terminal::write(&mut out, &account, &reports)?,
    }
    out.finish()?;
    progress.ended("show");
    Ok(tally.outcome(common))
}
