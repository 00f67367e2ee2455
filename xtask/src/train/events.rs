//! Learns the weights by which events get their roots, and measures them in five parts.

use super::linear::{Choice, Names, learn_shrinking};
use anyhow::{Context, Result};
use dateline_annotate::Annotator;
use dateline_annotate::events::find_without_roots;
use dateline_annotate::events::root::Facts;
use dateline_annotate::statements::model::Weights;
use dateline_core::{Annotated, Event, Root, Span, Status};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const OUT: &str = "rules/en/events/root_weights.tsv";
const ROUNDS: usize = 30;
/// Little is known of each word, so weights are shrunk little.
const SHRINK: f32 = 1.0;
const PARTS: usize = 5;

#[derive(Deserialize)]
struct Gold {
    id: String,
    root: Root,
    source: Option<[u32; 2]>,
    target: Option<[u32; 2]>,
}

/// A sentence with its events and the one pair of actors that the gold knows.
struct Sample {
    found: Vec<(Event, Facts)>,
    root: Root,
    source: Span,
    target: Span,
}

/// Learns from all of the data and writes the weights.
pub(super) fn train(data: &Path) -> Result<()> {
    let samples = samples(data)?;
    let weights = weights(&samples.iter().collect::<Vec<_>>());
    let mut file = String::from(HEAD);
    for (name, weight) in weights {
        writeln!(file, "root\t{name}\t{weight}")?;
    }
    std::fs::write(OUT, file).with_context(|| format!("cannot write {OUT}"))
}

const HEAD: &str =
    "# Weights by which events get their roots, in thousandths: model, feature, weight. Learned from the PLOVER
# sentences of Hu et al. 2022 (PLV, no licence stated) by cargo run --release -p xtask -- train events DATA.
# Only numbers and single words are kept of its texts.
";

/// Measures in five parts, each with the weights that the other four give.
pub(super) fn check(data: &Path) -> Result<()> {
    let samples = samples(data)?;
    let mut tally = Tally::default();
    for part in 0..PARTS {
        let in_part = |i: &usize| i % PARTS == part;
        let others: Vec<&Sample> = (0..samples.len()).filter(|i| !in_part(i)).map(|i| &samples[i]).collect();
        let learned =
            weights(&others).iter().map(|(name, weight)| format!("root\t{name}\t{weight}\n")).collect::<String>();
        let learned = Weights::read(&learned, "root");
        (0..samples.len()).filter(in_part).for_each(|i| tally.add(&samples[i], &learned));
    }
    #[allow(clippy::print_stdout, reason = "a chore for people")]
    {
        print!("{tally}");
    }
    Ok(())
}

fn samples(data: &Path) -> Result<Vec<Sample>> {
    let path = data.join("gold.jsonl");
    let file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let gold: Vec<Gold> = file.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let gold: BTreeMap<&str, &Gold> = gold.iter().map(|g| (g.id.as_str(), g)).collect();
    let reports = super::reports(data)?;
    let english = super::english()?;
    Ok(reports.into_iter().filter_map(|report| sample(&english, report, &gold)).collect())
}

/// A sample of a sentence; `None` for one whose gold lacks a source or target.
fn sample(english: &Annotator, report: Annotated, gold: &BTreeMap<&str, &Gold>) -> Option<Sample> {
    let gold = gold.get(report.report.id.as_str())?;
    let [source, target] = [gold.source?, gold.target?].map(|points| report.report.text.span_of_points(points));
    let annotated = english.annotate(report.report, report.parse, &Default::default());
    let Annotated { parse, actors, times, statements, .. } = &annotated;
    let found = find_without_roots(&english.events, parse, actors, times, statements);
    Some(Sample { found, root: gold.root, source: source?, target: target? })
}

impl Sample {
    /// The first event between the two.
    fn first(&self) -> Option<usize> {
        let on = |spans: &[Span], with: Span| spans.iter().any(|s| s.overlaps(with));
        self.found.iter().position(|(e, _)| on(&e.source_spans, self.source) && on(&e.target_spans, self.target))
    }

    fn is_plan(&self, event: usize) -> bool {
        self.root == Root::Agree && matches!(self.found[event].0.status, Status::Expected | Status::Possible)
    }

    /// What there is to learn: the root of the first event between the two, and that events of neither have none
    /// unless the lexicon gives them one. Where the gold's AGREE is that someone is willing or is to do something, there
    /// is nothing to learn of the act.
    fn choices(&self, names: &mut Names) -> Vec<Choice> {
        let first = self.first();
        let whole = |i: usize| !self.found[i].0.source_spans.is_empty() && !self.found[i].0.target_spans.is_empty();
        let known = |i: usize, facts: &Facts| match first {
            Some(f) if f == i && self.is_plan(f) => None,
            Some(f) if f == i => Some(Some(self.root)),
            _ => (facts.options().any(|o| o.is_none()) && whole(i)).then_some(None),
        };
        let mut choices = Vec::new();
        for (i, (_, facts)) in self.found.iter().enumerate() {
            let Some(right) = known(i, facts) else { continue };
            let Some(right) = facts.options().position(|o| o == right) else { continue };
            let describe = |option| {
                let mut features = Vec::new();
                facts.describe(option, &mut features);
                features
            };
            let options = facts.options().map(|option| names.ids(describe(option))).collect();
            choices.push(Choice { options, right });
        }
        choices
    }
}

/// The weights that samples give, in thousandths, sorted by name; those of zero left out.
fn weights(samples: &[&Sample]) -> BTreeMap<String, i32> {
    let mut names = Names::default();
    let choices: Vec<Choice> = samples.iter().flat_map(|s| s.choices(&mut names)).collect();
    let learned = learn_shrinking(&choices, names.len(), ROUNDS, SHRINK);
    let whole = |w: f32| (w * 1000.0).round() as i32;
    names.iter().zip(learned).filter(|(_, w)| whole(*w) != 0).map(|(name, w)| (name.to_owned(), whole(w))).collect()
}

/// Counts as the scorer counts: by the first event between source and target.
#[derive(Default)]
struct Tally {
    all: usize,
    pairs: usize,
    /// Right, guessed and gold by root.
    roots: BTreeMap<Root, [usize; 3]>,
}

impl Tally {
    fn add(&mut self, sample: &Sample, weights: &Weights) {
        let first = sample.first();
        let guess = first.and_then(|i| sample.found[i].1.choose(weights));
        self.all += 1;
        self.pairs += usize::from(first.is_some());
        self.roots.entry(sample.root).or_default()[2] += 1;
        if let Some(guess) = guess {
            let counts = self.roots.entry(guess).or_default();
            counts[1] += 1;
            counts[0] += usize::from(guess == sample.root);
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |[right, guessed, gold]: [usize; 3]| 2.0 * right as f64 / (guessed + gold).max(1) as f64;
        for (root, counts) in &self.roots {
            let [right, guessed, gold] = *counts;
            writeln!(
                f,
                "{:<10} F1 {:.3}   {right} right of {guessed} guessed, {gold} in the gold",
                format!("{root:?}"),
                f1(*counts)
            )?;
        }
        let gold: Vec<f64> = self.roots.values().filter(|c| c[2] > 0).map(|&c| f1(c)).collect();
        let mean = gold.iter().sum::<f64>() / gold.len().max(1) as f64;
        let right: usize = self.roots.values().map(|c| c[0]).sum();
        writeln!(
            f,
            "pair found {:.3}, root right {:.3}, of {}",
            ratio(self.pairs, self.all),
            ratio(right, self.all),
            self.all
        )?;
        writeln!(f, "macro F1 over roots {mean:.3}")
    }
}

fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
