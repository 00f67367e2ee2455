//! Learning which words name one event: logistic regression over a few figures.

use anyhow::{Context, Result};
use dateline_annotate::Options;
use dateline_compare::compare::{EVENT_FIGURES, Sample, event_samples};
use dateline_compare::{Lexicon, actors, gather};
use dateline_core::{Annotated, ReportIx, Span, Story};
use dateline_language::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

#[derive(Deserialize)]
struct Referred {
    id: String,
    story: String,
    mentions: Vec<Referring>,
}

#[derive(Deserialize)]
struct Referring {
    start: u32,
    end: u32,
    event: String,
    checked: bool,
}

/// Learns the weights of pairs of words from ECB+, and prints them.
pub fn links(data: &Path) -> Result<()> {
    let reports = annotated(data)?;
    let gold = gold::<Referred>(data)?;
    let mut stories: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    gold.iter().for_each(|r| stories.entry(&r.story).or_default().push(&r.id));
    let of: HashMap<&str, &[Referring]> = gold.iter().map(|r| (r.id.as_str(), r.mentions.as_slice())).collect();
    let lexicon = lexicon()?;
    let mut learned = Vec::new();
    for ids in stories.values() {
        let events = |(report, span): (ReportIx, Span)| -> Vec<&str> {
            let report = &reports[report.index()].report;
            let [start, end] = report.text.points(span);
            let mentions = of[report.id.as_str()].iter().filter(|m| m.checked && m.start < end && start < m.end);
            mentions.map(|m| m.event.as_str()).collect()
        };
        for Sample { a, b, figures } in event_samples(&lexicon, &story(&lexicon, ids, &reports), &reports) {
            let (a, b) = (events(a), events(b));
            if !a.is_empty() && !b.is_empty() {
                learned.push((figures, a.iter().any(|e| b.contains(e))));
            }
        }
    }
    print(&EVENT_FIGURES, &learned);
    Ok(())
}

/// What comparing knows of English.
pub(super) fn lexicon() -> Result<Lexicon> {
    Ok(Lexicon::new(&Language::english())?)
}

fn annotated(data: &Path) -> Result<Vec<Annotated>> {
    let english = super::english()?;
    let annotate = |r: Annotated| english.annotate(r.report, r.parse, &Options::default());
    Ok(super::reports(data)?.into_iter().map(annotate).collect())
}

pub(super) fn gold<T: for<'de> Deserialize<'de>>(data: &Path) -> Result<Vec<T>> {
    let path = data.join("gold.jsonl");
    let file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    file.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The story that the labels give.
pub(super) fn story(lexicon: &Lexicon, ids: &[&str], reports: &[Annotated]) -> Story {
    let place = |id: &&str| reports.iter().position(|r| r.report.id == *id).map(|i| ReportIx(i as u32));
    let ixs: Vec<ReportIx> = ids.iter().filter_map(place).collect();
    let members: Vec<(ReportIx, &Annotated)> = ixs.iter().map(|&ix| (ix, &reports[ix.index()])).collect();
    let actors = actors::join(lexicon, &members);
    let mut story = Story { reports: ixs, actors, ..Story::default() };
    story.origins = gather::origins(lexicon, &story, reports);
    story
}

/// Prints the weights in the form that rules/en/compare keeps; `begin` and `join` are chosen by hand.
#[allow(clippy::print_stdout, reason = "what the command is for")]
fn print<const N: usize>(names: &[&str; N], learned: &[([f32; N], bool)]) {
    let weights = logistic(learned);
    println!("constant\t{:.3}", weights[N]);
    names.iter().zip(&weights).for_each(|(name, weight)| println!("{name}\t{weight:.3}"));
}

/// The weights and the constant of a logistic regression with a ridge of 1 on the scaled figures, by Newton's method.
fn logistic<const N: usize>(learned: &[([f32; N], bool)]) -> Vec<f64> {
    const ROUNDS: usize = 25;
    let count = learned.len().max(1) as f64;
    let column = |j: usize| learned.iter().map(move |(f, _)| f64::from(f[j]));
    let mean: Vec<f64> = (0..N).map(|j| column(j).sum::<f64>() / count).collect();
    let spread: Vec<f64> =
        (0..N).map(|j| (column(j).map(|x| (x - mean[j]).powi(2)).sum::<f64>() / count).sqrt() + 1e-9).collect();
    let mut weights = vec![0.0; N + 1];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = (0..=N).map(|j| if j < N { weights[j] } else { 0.0 }).collect();
        let mut curve = vec![vec![0.0; N + 1]; N + 1];
        (0..=N).for_each(|j| curve[j][j] = if j < N { 1.0 } else { 1e-6 });
        for (figures, same) in learned {
            let mut x: Vec<f64> = (0..N).map(|j| (f64::from(figures[j]) - mean[j]) / spread[j]).collect();
            x.push(1.0);
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            for j in 0..=N {
                slope[j] += (chance - f64::from(u8::from(*same))) * x[j];
                (0..=N).for_each(|k| curve[j][k] += chance * (1.0 - chance) * x[j] * x[k]);
            }
        }
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w -= s);
    }
    let constant = weights[N] - (0..N).map(|j| weights[j] * mean[j] / spread[j]).sum::<f64>();
    let mut found: Vec<f64> = (0..N).map(|j| weights[j] / spread[j]).collect();
    found.push(constant);
    found
}

/// Solves `a x = b` for a symmetric matrix with a positive diagonal, by elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        for j in i + 1..n {
            let factor = a[j][i] / a[i][i];
            let (above, below) = a.split_at_mut(j);
            below[0].iter_mut().zip(&above[i]).skip(i).for_each(|(x, y)| *x -= factor * y);
            b[j] -= factor * b[i];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_label_gets_weight() {
        let learned: Vec<([f32; 2], bool)> =
            (0..40).map(|i| ([(i % 2) as f32, (i % 3) as f32], (i % 2 == 1) != (i % 10 == 0))).collect();
        let weights = logistic(&learned);
        assert!(weights[0] > 1.0 && weights[1].abs() < 0.5, "{weights:?}");
    }

    #[test]
    fn equations_are_solved() {
        assert_eq!(solve(vec![vec![2.0, 1.0], vec![1.0, 3.0]], vec![4.0, 7.0]), [1.0, 2.0]);
    }
}
