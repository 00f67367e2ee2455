//! `read`, `parse` and `annotate`: one object a report.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{AnnotateArgs, Common, Format, PathsArgs};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::types::json::ReportJson;
use std::io::Write;

/// `dateline read`.
pub(super) fn read(args: PathsArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_for_reports()?;
    let mut rows = Rows::new(format)?;
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let tally = engine(common, None).read(&inputs(&args.paths), &mut |notice| progress.hear(notice), |report| {
        rows.report(&mut out, &ReportJson::of_report(&report))
    })?;
    rows.end(&mut out)?;
    out.finish()?;
    Ok(outcome(tally, &progress, common))
}

/// `dateline annotate`.
pub(super) fn annotate(args: AnnotateArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_for_reports()?;
    let mut rows = Rows::new(format)?;
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let tally = engine(common, Some(&args.language)).annotate(
        &inputs(&args.paths),
        &mut |notice| progress.hear(notice),
        |annotated| rows.report(&mut out, &ReportJson::of_annotated(&annotated)),
    )?;
    rows.end(&mut out)?;
    out.finish()?;
    Ok(outcome(tally, &progress, common))
}

/// `dateline parse`.
pub(super) fn parse(args: AnnotateArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_for_reports()?;
    let row = match format {
        Format::Jsonl => show::parse::json_line,
        Format::Conllu | Format::Text => show::parse::conllu,
        other => bail!("parse does not write {other:?}; choose jsonl or conllu"),
    };
    let engine = engine(common, Some(&args.language));
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let tally = engine.parse(&inputs(&args.paths), &mut |notice| progress.hear(notice), |report, doc| {
        anyhow::Ok(out.write_all(row(&report, &doc).as_bytes())?)
    })?;
    out.finish()?;
    Ok(outcome(tally, &progress, common))
}

/// Reports written one after the other in one form.
struct Rows {
    format: Format,
    written: usize,
}

impl Rows {
    fn new(format: Format) -> Result<Rows> {
        match format {
            Format::Text | Format::Markdown | Format::Json | Format::Jsonl => Ok(Rows { format, written: 0 }),
            other => bail!("one object a report is not written as {other:?}; choose text, markdown, json or jsonl"),
        }
    }

    fn report(&mut self, out: &mut impl Write, report: &ReportJson) -> Result<()> {
        match self.format {
            Format::Json => {
                out.write_all(if self.written == 0 { b"[" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, report)?;
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, report)?;
                out.write_all(b"\n")?;
            }
            _ => show::report::write(out, report)?,
        }
        self.written += 1;
        Ok(())
    }

    fn end(&self, out: &mut impl Write) -> Result<()> {
        match (self.format, self.written) {
            (Format::Json, 0) => out.write_all(b"[]\n")?,
            (Format::Json, _) => out.write_all(b"]\n")?,
            _ => {}
        }
        Ok(())
    }
}
