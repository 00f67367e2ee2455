//! `read`, `parse` and `annotate`: one object a report.

use super::inputs::{Inputs, annotate_each, for_each_report};
use super::pipeline;
use crate::Outcome;
use crate::args::{AnnotateArgs, Common, Format, PathsArgs};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_core::Report;
use dateline_core::json::ReportJson;
use std::io::Write;

/// `dateline read`.
pub(super) fn read(args: PathsArgs, common: &Common) -> Result<Outcome> {
    let mut rows = Rows::new(args.output.format_for_reports())?;
    let mut out = args.output.open()?;
    let progress = Progress::new(common);
    progress.stage("reading");
    let job = || |report: Report| ReportJson::of_report(&report);
    let inputs = Inputs::new(&args.paths).all()?;
    let tally = for_each_report(
        inputs,
        common,
        &progress,
        job,
        |report| &mut report.id,
        |report| rows.report(&mut out, &report),
    )?;
    rows.end(&mut out)?;
    out.finish()?;
    Ok(tally.outcome(common))
}

/// `dateline annotate`.
pub(super) fn annotate(args: AnnotateArgs, common: &Common) -> Result<Outcome> {
    let mut rows = Rows::new(args.output.format_for_reports())?;
    let mut out = args.output.open()?;
    let mut progress = Progress::new(common);
    progress.stage("annotating");
    let inputs = Inputs::new(&args.paths).all()?;
    let tally = annotate_each(inputs, &args.language, common, &progress, |annotated| {
        rows.report(&mut out, &ReportJson::of_annotated(&annotated))
    })?;
    progress.ended("read and annotate");
    rows.end(&mut out)?;
    out.finish()?;
    Ok(tally.outcome(common))
}

/// `dateline parse`.
pub(super) fn parse(args: AnnotateArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_for_reports();
    let row = match format {
        Format::Jsonl => show::parse::json_line,
        Format::Conllu | Format::Text => show::parse::conllu,
        other => bail!("parse does not write {other:?}; choose jsonl or conllu"),
    };
    let pipeline = pipeline(&args.language)?;
    let mut out = args.output.open()?;
    let mut progress = Progress::new(common);
    progress.stage("parsing");
    let job = || {
        let mut worker = pipeline.worker();
        move |report: Report| {
            let doc = worker.parse(report.text.as_str());
            (report, doc)
        }
    };
    let inputs = Inputs::new(&args.paths).all()?;
    let tally = for_each_report(
        inputs,
        common,
        &progress,
        job,
        |(report, _)| &mut report.id,
        |(report, doc)| Ok(out.write_all(row(&report, &doc).as_bytes())?),
    )?;
    progress.ended("read and parse");
    out.finish()?;
    Ok(tally.outcome(common))
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
