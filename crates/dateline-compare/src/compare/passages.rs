//! The sentences of a story's reports, each with the words by which it is compared.

use dateline_core::{Annotated, ReportIx, Span, Story};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// A sentence of one of a story's reports.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// The report.
    pub(crate) report: ReportIx,
    /// The report's place in the story.
    pub(crate) member: usize,
    /// Its number among the report's sentences.
    pub(crate) sentence: usize,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Where it stands, without white space at its ends.
    pub(crate) span: Span,
    /// Its words and actors with their weights, by number.
    pub(crate) terms: Vec<(u32, f32)>,
    /// Its pairs of neighbouring words with their weights, by number.
    pub(crate) pairs: Vec<(u32, f32)>,
    /// Which of its terms are names.
    pub(crate) names: Vec<u32>,
    /// Which of its terms are numbers.
    pub(crate) numbers: Vec<u32>,
    /// Which of its terms are verbs.
    pub(crate) verbs: Vec<u32>,
    /// The length of `terms` as a vector.
    pub(crate) norm: f32,
}

/// The passages of a story, in the order of its reports and of their texts.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// The passages.
    pub(crate) list: Vec<Passage>,
    /// The passages of the n-th report of the story.
    pub(crate) of_report: Vec<Range<usize>>,
    /// How many different terms there are.
    pub(crate) vocabulary: usize,
}

impl Passages {
    /// Takes the sentences of a story's reports that hold at least one word to compare by.
    pub(crate) fn of(story: &Story, reports: &[Annotated]) -> Passages {
        let mut counter = Counter { words: Numbers::new(), bigrams: Numbers::new() };
        let mut all = Passages::default();
        for (member, &report) in story.reports.iter().enumerate() {
            let first = all.list.len();
            let annotated = &reports[report.index()];
            for (sentence, tokens) in annotated.parse.sentences().enumerate() {
                let passage = counter.passage(annotated, sentence, tokens);
                all.list.extend(passage.map(|p| Passage { report, member, ..p }));
            }
            all.of_report.push(first..all.list.len());
        }
        weigh(&mut all.list, |p| &mut p.terms, counter.words.0.len());
        weigh(&mut all.list, |p| &mut p.pairs, counter.bigrams.0.len());
        for passage in &mut all.list {
            passage.norm = passage.terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
        }
        all.vocabulary = counter.words.0.len();
        all
    }
}

/// Numbers for things, in the order in which they are first met.
struct Numbers<T>(HashMap<T, u32>);

impl<T: Eq + Hash> Numbers<T> {
    fn new() -> Numbers<T> {
        Numbers(HashMap::new())
    }

    fn of(&mut self, thing: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(thing).or_insert(next)
    }
}

/// Gives every word and every pair of words of the story a number.
struct Counter {
    words: Numbers<String>,
    bigrams: Numbers<(u32, u32)>,
}

impl Counter {
    fn passage(&mut self, annotated: &Annotated, sentence: usize, tokens: Range<usize>) -> Option<Passage> {
        let parse = &annotated.parse;
        let span = annotated.report.text.trim(parse.span_of(tokens.clone())?);
        let (mut terms, mut pairs) = (Vec::new(), Vec::new());
        let (mut names, mut numbers, mut verbs) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = None;
        for i in tokens.clone().filter(|&i| parse.text(i).starts_with(char::is_alphanumeric)) {
            let term = self.words.of(parse.lemma(i).to_lowercase());
            pairs.extend(before.map(|b| self.bigrams.of((b, term))));
            before = Some(term);
            if !carries_meaning(parse.pos(i)) {
                continue;
            }
            terms.push(term);
            match parse.pos(i) {
                "PROPN" => names.push(term),
                "NUM" => numbers.push(term),
                "VERB" => verbs.push(term),
                _ => {}
            }
        }
        for list in [&mut names, &mut numbers, &mut verbs] {
            list.sort_unstable();
            list.dedup();
        }
        let (terms, pairs) = (counted(terms), counted(pairs));
        let (report, member) = (ReportIx(0), 0);
        (!terms.is_empty()).then_some(Passage {
            report,
            member,
            sentence,
            tokens,
            span,
            terms,
            pairs,
            names,
            numbers,
            verbs,
            norm: 0.0,
        })
    }
}

/// Whether a part of speech of Universal Dependencies says what a sentence is about.
fn carries_meaning(pos: &str) -> bool {
    matches!(pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "ADV" | "NUM" | "INTJ" | "X")
}

fn counted(mut numbers: Vec<u32>) -> Vec<(u32, f32)> {
    numbers.sort_unstable();
    let mut counts: Vec<(u32, f32)> = Vec::new();
    for n in numbers {
        match counts.last_mut() {
            Some((last, count)) if *last == n => *count += 1.0,
            _ => counts.push((n, 1.0)),
        }
    }
    counts
}

/// Turns counts into weights: what few sentences of the story hold tells more than what all of them do.
fn weigh(list: &mut [Passage], terms: impl Fn(&mut Passage) -> &mut Vec<(u32, f32)>, vocabulary: usize) {
    let mut holders = vec![0u32; vocabulary];
    for passage in list.iter_mut() {
        terms(passage).iter().for_each(|&(t, _)| holders[t as usize] += 1);
    }
    let all = list.len() as f32 + 1.0;
    for passage in list.iter_mut() {
        terms(passage).iter_mut().for_each(|(t, w)| *w *= (all / holders[*t as usize] as f32).ln());
    }
}
