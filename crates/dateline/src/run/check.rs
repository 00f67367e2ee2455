//! `check`: a draft held against reports.

use super::{engine, inputs};
use crate::Outcome;
use crate::args::{CheckArgs, Common, Format};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::types::json::CheckedJson;
use dateline_engine::{Against, CheckRequest, Inputs};
use std::io::Write;

/// `dateline check`.
pub(super) fn run(args: CheckArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text)?;
    if matches!(format, Format::Jsonl | Format::Conllu) {
        bail!("a checked draft is not written as {format:?}; choose text, markdown, html, json, sarif or annotations");
    }
    if args.draft.as_os_str() == "-" && args.paths.paths.iter().any(|p| p.as_os_str() == "-") {
        bail!("both the draft and the reports are to be read from standard input; give one of them as a file");
    }
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let request = CheckRequest {
        draft: Inputs::from_paths([&args.draft]),
        inputs: inputs(&args.paths),
        against: Against { since: args.since, outlet: args.outlet },
    };
    let answer = engine(common, Some(&args.language)).check(&request, &mut |notice| progress.hear(notice))?;
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, &CheckedJson::new(&answer.checked, &answer.draft, &answer.reports))?;
            out.write_all(b"\n")?;
        }
        Format::Markdown => show::check::markdown::write(&mut out, answer.view())?,
        Format::Html => show::check::page::write(&mut out, answer.view())?,
        Format::Annotations => show::annotations::draft(&mut out, answer.view())?,
        Format::Sarif => show::check::sarif::write(&mut out, answer.view())?,
        _ => show::check::terminal::write(&mut out, answer.view())?,
    }
    out.finish()?;
    progress.ended("show");
    let failed = answer.tally.failed > 0 && common.strict;
    Ok(match answer.reports.is_empty() {
        true => Outcome::Nothing,
        false if failed || answer.checked.findings().next().is_some() => Outcome::Fault,
        false => Outcome::Done,
    })
}
