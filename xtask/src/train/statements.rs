//! Learns the weights of the statements stage: cues, their sources and contents.

use super::linear::{Choice, Names, learn};
use anyhow::{Context, Result};
use dateline_annotate::statements::content::Content;
use dateline_annotate::statements::find::{Models, attribution, overlap};
use dateline_annotate::statements::model::{Features, Weights};
use dateline_annotate::statements::reading::{Reading, Run};
use dateline_annotate::statements::{Lexicon, content, cue, source};
use dateline_core::Annotated;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

const OUT: &str = "rules/en/statements/weights.tsv";

#[derive(Deserialize)]
struct Gold {
    id: String,
    attributions: Vec<GoldAttribution>,
}

#[derive(Deserialize)]
struct GoldAttribution {
    #[serde(default)]
    source: Option<Vec<[u32; 2]>>,
    #[serde(default)]
    cue: Option<Vec<[u32; 2]>>,
    content: Vec<[u32; 2]>,
}

/// A gold attribution as tokens that hold letters or digits.
struct Tokens {
    source: Vec<Run>,
    cue: Vec<Run>,
    content: Vec<Run>,
}

/// A report with its gold.
struct Sample {
    report: Annotated,
    gold: Vec<Tokens>,
}

/// The choices that each model is to learn.
#[derive(Default)]
struct Lessons {
    glance: Vec<Choice>,
    source: Vec<Choice>,
    content: Vec<Choice>,
    whole: Vec<Choice>,
}

/// The names of the features of each model.
#[derive(Default)]
struct AllNames {
    glance: Names,
    source: Names,
    content: Names,
    whole: Names,
}

/// Trains on a folder with `reports.jsonl` and `gold.jsonl`.
pub(super) fn train(data: &Path) -> Result<()> {
    let lexicon = &super::english()?.statements;
    let samples = load(data)?;
    let mut names = AllNames::default();
    // Each half is read with what the other half taught: so each model sees the ones before it err as they will, and
    // words that it does not know.
    let half = |from| samples.iter().skip(from).step_by(2);
    let (even_rates, odd_rates) = (rates(lexicon, half(0)), rates(lexicon, half(1)));
    let even = lessons(lexicon, half(0), &Weights::read(&odd_rates, "rate"), &mut names);
    let odd = lessons(lexicon, half(1), &Weights::read(&even_rates, "rate"), &mut names);
    let halves = [parts(&even, &names) + &even_rates, parts(&odd, &names) + &odd_rates];
    let mut all = even;
    all.glance.extend(odd.glance);
    all.source.extend(odd.source);
    all.content.extend(odd.content);
    for (i, sample) in samples.iter().enumerate() {
        let models = Models::read(&halves[1 - i % 2]);
        judge(lexicon, sample, &models, &mut names.whole, &mut all.whole);
    }
    let mut file = parts(&all, &names) + &rates(lexicon, samples.iter());
    add(&mut file, "whole", &learn(&all.whole, names.whole.len(), 6), &names.whole);
    let mut lines: Vec<&str> = file.lines().collect();
    lines.sort_unstable();
    let head = "# Weights of the statements stage in thousandths: model, feature, weight. Learned from PolNeAR's training\n\
                # annotations (Newell, Margolin, Ruths 2018; github.com/networkdynamics/PolNeAR, no licence stated) by\n\
                # cargo run --release -p xtask -- train statements DATA. Only numbers and single words are kept of its texts.\n";
    std::fs::write(OUT, format!("{head}{}\n", lines.join("\n"))).with_context(|| format!("cannot write {OUT}"))
}

fn parts(lessons: &Lessons, names: &AllNames) -> String {
    let mut file = String::new();
    add(&mut file, "glance", &learn(&lessons.glance, names.glance.len(), 5), &names.glance);
    add(&mut file, "source", &learn(&lessons.source, names.source.len(), 6), &names.source);
    add(&mut file, "content", &learn(&lessons.content, names.content.len(), 6), &names.content);
    file
}

fn add(file: &mut String, model: &str, weights: &[f32], names: &Names) {
    let by_name: BTreeMap<&str, i32> = names
        .iter()
        .zip(weights)
        .map(|(name, weight)| (name, (weight * 1000.0).round() as i32))
        .filter(|&(_, weight)| weight.abs() >= 60)
        .collect();
    for (name, weight) in by_name {
        // Writing to a string cannot fail.
        let _ = writeln!(file, "{model}\t{name}\t{weight}");
    }
}

fn load(data: &Path) -> Result<Vec<Sample>> {
    let gold = std::fs::read_to_string(data.join("gold.jsonl"))?;
    let gold: BTreeMap<String, Gold> = gold
        .lines()
        .map(|line| serde_json::from_str::<Gold>(line).map(|g| (g.id.clone(), g)))
        .collect::<Result<_, _>>()?;
    super::reports(data)?
        .into_iter()
        .map(|report| {
            let parse = &report.parse;
            let of = |spans: &Option<Vec<[u32; 2]>>| -> Vec<Run> {
                let spans = spans.iter().flatten().filter_map(|&p| report.report.text.span_of_points(p));
                spans.map(|s| parse.tokens_in(s)).filter(|r| !r.is_empty()).collect()
            };
            let attributions = gold.get(&report.report.id).map_or(&[][..], |g| &g.attributions);
            let gold = attributions
                .iter()
                .map(|a| Tokens { source: of(&a.source), cue: of(&a.cue), content: of(&Some(a.content.clone())) })
                .collect();
            Ok(Sample { report, gold })
        })
        .collect()
}

/// How often each word is a cue in these reports, in thousandths, as lines of the model "rate".
fn rates<'a>(lexicon: &Lexicon, samples: impl Iterator<Item = &'a Sample>) -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for sample in samples {
        let reading = Reading::new(lexicon, &sample.report.report, &sample.report.parse);
        let parse = reading.parse;
        let cues: BTreeSet<usize> = sample.gold.iter().filter_map(|gold| head(&reading, gold)).collect();
        for i in (0..parse.len()).filter(|&i| cue::may_be(&reading, i)) {
            let count = counts.entry(format!("{}|{}", parse.lemma(i), parse.pos(i))).or_default();
            count.0 += usize::from(cues.contains(&i));
            count.1 += 1;
        }
    }
    let known = counts.iter().filter(|(_, c)| c.0 >= 2 || c.1 >= 10);
    known.map(|(word, (cue, all))| format!("rate\t{word}\t{}\n", cue * 1000 / all)).collect()
}

/// What the first three models are to learn from reports, given how often words are cues elsewhere.
fn lessons<'a>(
    lexicon: &Lexicon,
    samples: impl Iterator<Item = &'a Sample>,
    rates: &Weights,
    names: &mut AllNames,
) -> Lessons {
    let mut lessons = Lessons::default();
    for sample in samples {
        let reading = Reading::new(lexicon, &sample.report.report, &sample.report.parse);
        let mut cues = vec![false; sample.report.parse.len()];
        for gold in &sample.gold {
            let Some(cue) = head(&reading, gold) else { continue };
            cues[cue] = true;
            let contents = content::candidates(&reading, cue);
            let fits: Vec<f32> = contents.iter().map(|c| fit(&reading, &c.pieces, &gold.content)).collect();
            let describe = |c: &Content, f: &mut Vec<String>| content::describe(&reading, cue, c, f);
            lessons.content.extend(choice(&contents, &fits, describe, &mut names.content));
            let sources = source::candidates(&reading, cue);
            let fits: Vec<f32> = sources
                .iter()
                .map(|s| match (s.run.is_empty(), gold.source.is_empty()) {
                    (true, true) => 1.0,
                    (false, false) => fit(&reading, std::slice::from_ref(&s.run), &gold.source),
                    _ => 0.0,
                })
                .collect();
            let describe = |s: &source::Source, f: &mut Vec<String>| source::describe(&reading, cue, s, f);
            lessons.source.extend(choice(&sources, &fits, describe, &mut names.source));
        }
        for (at, &is_cue) in cues.iter().enumerate().filter(|&(at, _)| cue::may_be(&reading, at)) {
            let mut features = Vec::new();
            cue::glance(&reading, at, rates, &mut features);
            lessons.glance.push(yes_or_no(features, is_cue, &mut names.glance));
        }
    }
    lessons
}

/// What the last model is to learn: which of the attributions that the others propose are right.
fn judge(lexicon: &Lexicon, sample: &Sample, models: &Models, names: &mut Names, into: &mut Vec<Choice>) {
    let reading = Reading::new(lexicon, &sample.report.report, &sample.report.parse);
    for at in 0..sample.report.parse.len() {
        let Some(found) = attribution(&reading, models, at) else { continue };
        let right = sample.gold.iter().any(|gold| {
            gold.cue.iter().any(|c| c.contains(&at)) && fit(&reading, &found.content.pieces, &gold.content) >= 0.5
        });
        let mut features = Vec::new();
        cue::describe(&reading, at, &found.source, &found.content, &models.rates, &mut features);
        into.push(yes_or_no(features, right, names));
    }
}

/// The token of a gold cue that heads it and from which its content can be reached best.
fn head(reading: &Reading<'_>, gold: &Tokens) -> Option<usize> {
    let tokens = gold.cue.iter().flat_map(Clone::clone).filter(|&i| cue::may_be(reading, i));
    let reach = |cue: usize| {
        let contents = content::candidates(reading, cue);
        contents.iter().map(|c| (fit(reading, &c.pieces, &gold.content) * 100.0) as i32).max().unwrap_or(0)
    };
    let verb = |cue: usize| i32::from(reading.parse.pos(cue) == dateline_core::Pos::Verb);
    tokens.max_by_key(|&cue| (reach(cue), verb(cue), std::cmp::Reverse(cue)))
}

/// The share of letters, counted by tokens, that two contents have in common.
fn fit(reading: &Reading<'_>, a: &[Run], b: &[Run]) -> f32 {
    let words = |runs: &[Run]| -> Vec<Run> {
        let words = runs.iter().flat_map(Clone::clone).filter(|&i| !reading.is_mark(i));
        words.fold(Vec::new(), |mut runs, i| {
            content::join(&mut runs, i..i + 1);
            runs
        })
    };
    let (both, either) = overlap(&words(a), &words(b));
    both as f32 / either.max(1) as f32
}

/// A choice among candidates whose best fits well enough.
fn choice<T>(
    candidates: &[T],
    fits: &[f32],
    describe: impl Fn(&T, &mut Vec<String>),
    names: &mut Names,
) -> Option<Choice> {
    let best = fits.iter().copied().fold(0.0, f32::max);
    if best < 0.5 {
        return None;
    }
    let right = fits.iter().position(|&f| f == best)?;
    let options = candidates
        .iter()
        .map(|c| {
            let mut features = Vec::new();
            describe(c, &mut features);
            names.ids(features)
        })
        .collect();
    Some(Choice { options, right })
}

/// A choice between "no", which has no features, and "yes".
fn yes_or_no(mut features: Vec<String>, yes: bool, names: &mut Names) -> Choice {
    features.put("bias", &[]);
    Choice { options: vec![Vec::new(), names.ids(features)], right: usize::from(yes) }
}
