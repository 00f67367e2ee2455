//! Learns whose words statements are: whether they were said in words, and who of a report's actors said them.

use super::linear::{Choice, Names, learn_shrinking};
use anyhow::{Context, Result};
use dateline_annotate::statements::{Question, questions};
use dateline_core::{ActorId, Annotated, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

const OUT: &str = "rules/en/statements/speakers.tsv";
/// The feature that every statement has.
const BIAS: &str = "bias=";
/// The sets of readings that are learned from.
const SETS: [&str; 2] = ["readings", "readings-more"];

#[derive(Deserialize)]
struct Story {
    story: String,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
struct Fact {
    places: Vec<Place>,
    speaker: Option<Teller>,
}

#[derive(Deserialize)]
struct Place {
    report: String,
    start: u32,
    end: u32,
}

#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Teller {
    name: String,
    unnamed: bool,
}

/// A statement with what a reader knows of it.
struct Lesson {
    story: String,
    question: Question,
    /// Whether the reader has someone say it.
    said: bool,
    /// Which of the options are right.
    right: Vec<bool>,
}

/// Trains on the readings below a folder of development data.
pub(super) fn train(data: &Path) -> Result<()> {
    let lessons = lessons(data)?;
    let all: Vec<&Lesson> = lessons.iter().collect();
    let (said, whose) = models(&all);
    let mut lines: Vec<String> = said.lines("said");
    lines.extend(whose.lines("whose"));
    lines.sort_unstable();
    let figures = figures(&lessons);
    let head = format!(
        "# Whose words statements are, weights in thousandths: model, feature, weight. Learned from the readings ({} statements),\n\
         # which are ours; licence: MIT OR Apache-2.0; by cargo run --release -p xtask -- train speakers DATA. Leaving each fifth of the stories out:\n{figures}",
        lessons.len()
    );
    std::fs::write(OUT, format!("{head}{}\n", lines.join("\n"))).with_context(|| format!("cannot write {OUT}"))
}

/// A model with the names of its features.
struct Model {
    names: Names,
    weights: Vec<f32>,
}

impl Model {
    fn learn(choices: &[Choice], names: Names, shrink: f32) -> Model {
        let weights = learn_shrinking(choices, names.len(), 12, shrink);
        Model { names, weights }
    }

    /// Each weight that tells something, as a line.
    fn lines(&self, model: &str) -> Vec<String> {
        let by_name: BTreeMap<&str, i32> = self
            .names
            .iter()
            .zip(&self.weights)
            .map(|(name, weight)| (name, (weight * 1000.0).round() as i32))
            .filter(|&(_, weight)| weight.abs() >= 20)
            .collect();
        by_name.into_iter().map(|(name, weight)| format!("{model}\t{name}\t{weight}")).collect()
    }

    /// The weights by the names of their features.
    fn known(&self) -> BTreeMap<&str, f32> {
        self.names.iter().zip(self.weights.iter().copied()).collect()
    }
}

/// Both models as some lessons teach them.
fn models(lessons: &[&Lesson]) -> (Model, Model) {
    let (mut names, mut choices) = (Names::default(), Vec::new());
    for lesson in lessons {
        let mut features = lesson.question.said.clone();
        features.push(BIAS.to_owned());
        choices.push(Choice { options: vec![Vec::new(), names.ids(features)], right: usize::from(lesson.said) });
    }
    let said = Model::learn(&choices, names, 1.0);
    let (mut names, mut choices) = (Names::default(), Vec::new());
    for lesson in lessons.iter().filter(|l| l.said && l.question.asked) {
        let Some(right) = lesson.right.iter().position(|&r| r) else { continue };
        let options = lesson.question.options.iter().map(|(_, f)| names.ids(f.clone())).collect();
        choices.push(Choice { options, right });
    }
    (said, Model::learn(&choices, names, 1.0))
}

/// How the models do on the stories that each did not learn from, as lines of a head.
fn figures(lessons: &[Lesson]) -> String {
    const PARTS: usize = 5;
    /// The margins of which the figures tell.
    const MARGINS: [f32; 4] = [0.0, 0.6, 1.2, 2.0];
    let stories: BTreeSet<&str> = lessons.iter().map(|l| l.story.as_str()).collect();
    let part: BTreeMap<&str, usize> = stories.into_iter().enumerate().map(|(i, s)| (s, i % PARTS)).collect();
    // Of each statement the log odds that it was said and whether it was; of each one asked the margin of the best actor over the next
    // option and whether it is right.
    let mut says: Vec<(f32, bool)> = Vec::new();
    let mut named: Vec<(f32, bool)> = Vec::new();
    for held in 0..PARTS {
        let (out, rest): (Vec<&Lesson>, Vec<&Lesson>) = lessons.iter().partition(|l| part[l.story.as_str()] == held);
        let (said, whose) = models(&rest);
        let (said, whose) = (said.known(), whose.known());
        let score = |known: &BTreeMap<&str, f32>, features: &[String]| -> f32 {
            features.iter().filter_map(|f| known.get(f.as_str())).sum()
        };
        let bias = said.get(BIAS).copied().unwrap_or(0.0);
        for lesson in out {
            says.push((score(&said, &lesson.question.said) + bias, lesson.said));
            if lesson.said && lesson.question.asked {
                let options = lesson.question.options.iter().zip(&lesson.right);
                let mut scores: Vec<(f32, bool, bool)> =
                    options.map(|((o, f), right)| (score(&whose, f), o.is_some(), *right)).collect();
                scores.sort_by(|a, b| b.0.total_cmp(&a.0));
                if let [(best, true, right), (next, ..), ..] = scores[..] {
                    named.push((best - next, right));
                }
            }
        }
    }
    let mut out = String::new();
    let rate = |list: &[(f32, bool)], least: f32| {
        let taken = list.iter().filter(|(score, _)| *score >= least);
        (taken.clone().filter(|(_, right)| *right).count(), taken.count())
    };
    let (right, taken) = rate(&says, -0.3);
    let all = says.iter().filter(|s| s.1).count();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# said: {right} of the {taken} taken and of {all} that are said");
    for least in MARGINS {
        let (right, taken) = rate(&named, least);
        let _ = writeln!(out, "# whose, by a margin of {least}: {right} of {taken} right");
    }
    out
}

/// The statements of all readings with what the readers know of them.
fn lessons(data: &Path) -> Result<Vec<Lesson>> {
    let lexicon = super::english()?;
    let mut lessons = Vec::new();
    for set in SETS {
        let folder = data.join(set);
        let gold = std::fs::read_to_string(folder.join("gold.jsonl"))?;
        let mut told: BTreeMap<String, Vec<(u32, u32, Option<Teller>)>> = BTreeMap::new();
        let mut of_story: BTreeMap<String, String> = BTreeMap::new();
        for line in gold.lines() {
            let story: Story = serde_json::from_str(line)?;
            for fact in story.facts {
                for place in fact.places {
                    of_story.insert(place.report.clone(), story.story.clone());
                    told.entry(place.report).or_default().push((place.start, place.end, fact.speaker.clone()));
                }
            }
        }
        for report in super::samples::annotated(&folder)? {
            let id = &report.report.id;
            let (Some(told), Some(story)) = (told.get(id), of_story.get(id)) else { continue };
            for question in questions(&lexicon.statements, &report.report, &report.parse, &report.actors) {
                lessons.extend(lesson(&report, story, told, question));
            }
        }
    }
    Ok(lessons)
}

/// What the reader's facts say of a statement; `None` where they tell nothing that it tells.
fn lesson(report: &Annotated, story: &str, told: &[(u32, u32, Option<Teller>)], question: Question) -> Option<Lesson> {
    let text = &report.report.text;
    let letters = |span: Span| text.str(span).chars().filter(|c| c.is_alphanumeric()).count();
    let content = question.content.iter().copied().reduce(Span::cover)?;
    let mut tellers: BTreeSet<Option<Teller>> = BTreeSet::new();
    for (start, end, teller) in told {
        let Some(place) = text.span_of_points([*start, *end]) else { continue };
        let Some(both) = place.intersect(content) else { continue };
        if letters(both) * 2 >= letters(place).min(letters(content)) {
            tellers.insert(teller.clone());
        }
    }
    if tellers.is_empty() {
        return None;
    }
    let tellers: Vec<Teller> = tellers.into_iter().flatten().collect();
    let is = |id: ActorId| {
        let actor = report.actor(id)?;
        let names =
            actor.mentions.iter().filter(|m| m.kind == dateline_core::MentionKind::Name).map(|m| text.str(m.span));
        let mut names = std::iter::once(actor.name.as_str()).chain(names);
        Some(names.any(|name| tellers.iter().any(|t| !t.unnamed && same_name(&t.name, name))))
    };
    let mut right: Vec<bool> = question.options.iter().map(|(o, _)| o.and_then(is).unwrap_or(false)).collect();
    if !right.contains(&true) {
        // The open one stands last.
        *right.last_mut()? = true;
    }
    Some(Lesson { story: story.to_owned(), said: !tellers.is_empty(), right, question })
}

/// The same last word, or all words of the shorter in the longer: as the scorer has it.
fn same_name(a: &str, b: &str) -> bool {
    const SMALL: [&str; 8] = ["the", "a", "an", "of", "mr", "mrs", "ms", "dr"];
    let words = |x: &str| -> Vec<String> {
        let words = x.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|w| !w.is_empty() && !SMALL.contains(&w.as_str())).collect()
    };
    let (x, y) = (words(a), words(b));
    let (xs, ys): (BTreeSet<&String>, BTreeSet<&String>) = (x.iter().collect(), y.iter().collect());
    !x.is_empty() && !y.is_empty() && (x.last() == y.last() || xs.is_subset(&ys) || ys.is_subset(&xs))
}
