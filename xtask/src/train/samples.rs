//! What the stories of a folder of development data give to learn from, for the scripts under training/.

use anyhow::{Context, Result};
use dateline_annotate::{Options, parse};
use dateline_compare::account::tell_compared;
use dateline_compare::compare::{RANK, SIGNS, VERDICT, compare_given, passage_samples};
use dateline_core::json::AccountJson;
use dateline_core::{Account, Annotated, ReportIx};
use dateline_language::Language;
use dateline_read::{Input, Reader};
use dateline_spacy::Pipeline;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

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
pub fn pairs(data: &Path) -> Result<()> {
    let (annotated, readings, out) = stories(data)?;
    let lexicon = super::compare::lexicon()?;
    for reading in readings {
        let story = super::compare::story(&lexicon, &reading.ids(), &annotated);
        let samples = passage_samples(&lexicon, &story, &annotated);
        let place = |(report, sentence, span, pieces): &(_, _, _, Vec<_>)| {
            let report: &Annotated = &annotated[ReportIx::index(*report)];
            let text = &report.report.text;
            let pieces: Vec<[u32; 2]> = pieces.iter().map(|&p| text.points(p)).collect();
            json!({ "report": report.report.id, "sentence": text.points(*sentence), "span": text.points(*span), "pieces": pieces })
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

/// Reads `target/samples/SET/STORY.odds` (pairs: two numbers and the log odds, 32 bits each), judgements of stories that nothing
/// was learned from; writes `STORY.claims.json`, what claims are judged by, and `account.json`, the account of all of them.
pub fn claims(data: &Path) -> Result<()> {
    let (annotated, readings, out) = stories(data)?;
    let lexicon = super::compare::lexicon()?;
    let mut account = Account::default();
    for reading in readings {
        let path = out.join(format!("{}.odds", reading.story));
        let Ok(raw) = std::fs::read(&path) else { continue };
        let number = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let pair = |b: &[u8]| (number(b) as usize, number(&b[4..]) as usize, f32::from_bits(number(&b[8..])));
        let given: Vec<(usize, usize, f32)> = raw.chunks_exact(12).map(pair).collect();
        let mut story = super::compare::story(&lexicon, &reading.ids(), &annotated);
        story.id.clone_from(&reading.story);
        let compared = compare_given(&lexicon, &story, &annotated, given);
        let claims = compared.claims.iter().zip(&compared.ranks).zip(&compared.verdicts).filter(|((c, _), _)| !c.aside);
        let told = claims.map(|((claim, rank), verdicts)| {
            let support: Vec<Value> = claim
                .support
                .iter()
                .map(|s| {
                    let report = &annotated[s.report.index()].report;
                    let [start, end] = report.text.points(s.span);
                    json!([report.id, start, end])
                })
                .collect();
            let verdicts: Vec<Value> =
                verdicts.iter().map(|(r, signs)| json!([annotated[r.index()].report.id, signs])).collect();
            json!({ "support": support, "rank": rank, "verdicts": verdicts })
        });
        let told = json!({ "rank": RANK, "verdict": VERDICT, "claims": told.collect::<Vec<Value>>() });
        std::fs::write(out.join(format!("{}.claims.json", reading.story)), told.to_string())?;
        account.stories.push(tell_compared(&lexicon, story, compared, &annotated));
    }
    let account = AccountJson::new(&account, &annotated, false);
    std::fs::write(out.join("account.json"), serde_json::to_string(&account)?)?;
    Ok(())
}

impl Reading {
    fn ids(&self) -> Vec<&str> {
        self.reports.iter().map(|r| r.id.as_str()).collect()
    }
}

/// The reports of a folder as a run reads them, the readings of their stories, and where to write.
fn stories(data: &Path) -> Result<(Vec<Annotated>, Vec<Reading>, PathBuf)> {
    let out = crate::root().join("target/samples").join(data.file_name().context("no folder")?);
    std::fs::create_dir_all(&out)?;
    Ok((annotated(data)?, super::compare::gold(data)?, out))
}

/// The reports of a folder as a run reads them.
pub(super) fn annotated(data: &Path) -> Result<Vec<Annotated>> {
    let (english, annotator) = (Pipeline::english()?, super::english()?);
    let reader = Reader::new(&Language::english())?;
    let reports: Vec<_> = reader.read([Input::from(data.join("reports.jsonl"))]).collect::<Result<_, _>>()?;
    let annotated = reports.into_par_iter().map_init(
        || english.worker(),
        |worker, report| {
            let parsed = parse(&report, worker);
            annotator.annotate(report, parsed, &Options::default())
        },
    );
    Ok(annotated.collect())
}
