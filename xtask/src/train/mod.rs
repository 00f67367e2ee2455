//! Learning: each model's training, which gives the same weights for the same data.

mod compare;
mod events;
mod linear;
mod samples;
mod speakers;
mod statements;

use anyhow::{Context, Result, bail};
use dateline_annotate::Annotator;
use dateline_core::json::Stored;
use dateline_core::{Annotated, Region, RegionKind, Report, Text};
use dateline_spacy::Pipeline;
use serde::Deserialize;
use std::path::Path;

/// Trains a model by its name on a folder of development data (`reports.jsonl`, `gold.jsonl`).
pub fn run(what: &str, data: &Path) -> Result<()> {
    match what {
        "pair-samples" => samples::pairs(data),
        "claim-samples" => samples::claims(data),
        "links" => compare::links(data),
        "events" => events::train(data),
        "events-in-five-parts" => events::check(data),
        "speakers" => speakers::train(data),
        "statements" => statements::train(data),
        _ => bail!("no model is called {what:?}"),
    }
}

/// A report as the development data gives it.
#[derive(Deserialize)]
struct Raw {
    id: String,
    text: String,
}

/// What the stages know of English.
fn english() -> Result<Annotator> {
    Ok(Annotator::new(&dateline_language::Language::english())?)
}

/// The reports of a folder with their parses: as stored, or made now.
fn reports(data: &Path) -> Result<Vec<Annotated>> {
    let path = data.join("reports.jsonl");
    let file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let english = Pipeline::english()?;
    let mut worker = english.worker();
    let mut annotated = |line: &str| -> Result<Annotated> {
        if let Ok(stored) = serde_json::from_str::<Stored>(line) {
            return Ok(stored.to_annotated()?);
        }
        let Raw { id, text } = serde_json::from_str(line)?;
        let mut report = Report { id, text: Text::new(text), ..Report::default() };
        report.regions = vec![Region { span: report.text.whole(), kind: RegionKind::Body }];
        let parse = dateline_annotate::parse(&report, &mut worker);
        Ok(Annotated { report, parse, ..Annotated::default() })
    };
    file.lines().map(&mut annotated).collect()
}
