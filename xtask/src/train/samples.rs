//! The passages of the stories of a folder of development data with the signs of their pairs, for learning elsewhere.

use anyhow::{Context, Result};
use dateline_annotate::{Options, annotate, parse};
use dateline_compare::compare::{SIGNS, clause_samples};
use dateline_core::Annotated;
use dateline_read::{Input, read};
use dateline_spacy::Pipeline;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;
use std::io::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Reading {
    story: String,
    reports: Vec<ReadReport>,
}

#[derive(Deserialize)]
struct ReadReport {
    id: String,
}

/// Writes `target/samples/SET/STORY.json` (names of the signs, the passages) and `STORY.bin` (pairs: two numbers, then the
/// signs, 32 bits each, little end first).
pub fn write(data: &Path) -> Result<()> {
    let english = Pipeline::english()?;
    let reports: Vec<_> = read([Input::from(data.join("reports.jsonl"))]).collect::<Result<_, _>>()?;
    let annotated = reports.into_par_iter().map_init(
        || english.worker(),
        |worker, report| {
            let parsed = parse(&report, worker);
            annotate(report, parsed, &Options::default())
        },
    );
    let annotated: Vec<Annotated> = annotated.collect();
    let out = crate::root().join("target/samples").join(data.file_name().context("no folder")?);
    std::fs::create_dir_all(&out)?;
    for reading in super::compare::gold::<Reading>(data)? {
        let ids: Vec<&str> = reading.reports.iter().map(|r| r.id.as_str()).collect();
        let story = super::compare::story(&ids, &annotated);
        let samples = clause_samples(&story, &annotated);
        let place = |(report, sentence, span, pieces): &(_, _, _, Vec<_>)| {
            let report: &Annotated = &annotated[dateline_core::ReportIx::index(*report)];
            let pieces: Vec<[u32; 2]> = pieces.iter().map(|&p| report.report.text.points(p)).collect();
            json!({ "report": report.report.id, "sentence": report.report.text.points(*sentence), "span": report.report.text.points(*span), "pieces": pieces })
        };
        let passages: Vec<_> = samples.passages.iter().map(place).collect();
        let head = json!({ "story": reading.story, "signs": SIGNS, "passages": passages });
        std::fs::write(out.join(format!("{}.json", reading.story)), head.to_string())?;
        let mut raw = std::io::BufWriter::new(std::fs::File::create(out.join(format!("{}.bin", reading.story)))?);
        for (a, b, signs) in &samples.pairs {
            raw.write_all(&(*a as u32).to_le_bytes())?;
            raw.write_all(&(*b as u32).to_le_bytes())?;
            signs.iter().try_for_each(|s| raw.write_all(&s.to_le_bytes()))?;
        }
    }
    Ok(())
}
