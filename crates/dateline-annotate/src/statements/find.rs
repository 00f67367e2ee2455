//! From tokens to attributions: each cue with the source and the content that the models prefer.

use super::content::{self, Content};
use super::cue;
use super::model::Weights;
use super::reading::{Reading, Run};
use super::source::{self, Source};

/// What the four models learned.
#[derive(Debug, Default)]
pub struct Models {
    /// Whether a token is worth a closer look.
    pub glance: Weights,
    /// Which candidate is the source.
    pub source: Weights,
    /// Which candidate is the content.
    pub content: Weights,
    /// Whether a cue with its source and content is an attribution.
    pub whole: Weights,
}

impl Models {
    /// Reads the weights of a data file.
    pub fn read(file: &str) -> Models {
        let [glance, source, content, whole] = ["glance", "source", "content", "whole"].map(|m| Weights::read(file, m));
        Models { glance, source, content, whole }
    }
}

/// A cue with its source and content.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The token that heads the cue.
    pub cue: usize,
    /// The tokens of the cue.
    pub words: Run,
    /// Who said it.
    pub source: Source,
    /// What was said.
    pub content: Content,
    /// How sure the models are, in thousandths of log odds.
    pub score: i32,
}

/// A glance must give this much for a closer look.
pub const WORTH_A_LOOK: i32 = -3000;
/// An attribution is taken from this score on.
const TAKEN: i32 = -200;

/// The attributions of a parse, in the order of their cues.
pub fn attributions(reading: &Reading<'_>, models: &Models) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for cue in 0..reading.parse.len() {
        let Some(new) = attribution(reading, models, cue).filter(|a| a.score >= TAKEN) else { continue };
        // "went on to say": two cues for one attribution.
        match found.iter().rposition(|old| same(old, &new)) {
            Some(old) if found[old].score < new.score => found[old] = new,
            Some(_) => {}
            None => found.push(new),
        }
    }
    found.sort_by_key(|a| a.cue);
    found
}

/// The best source and content of a token, if it is worth a closer look.
pub fn attribution(reading: &Reading<'_>, models: &Models, cue: usize) -> Option<Attribution> {
    if !cue::may_be(reading, cue) || models.glance.score(|f| cue::glance(reading, cue, f)) < WORTH_A_LOOK {
        return None;
    }
    let source =
        best(source::candidates(reading, cue), |s| models.source.score(|f| source::describe(reading, cue, s, f)))?;
    let contents = content::candidates(reading, cue);
    let content = best(contents, |c| models.content.score(|f| content::describe(reading, cue, c, f)))?;
    let content = without_source(content, &source)?;
    let score = models.whole.score(|f| cue::describe(reading, cue, &source, &content, f));
    let words = cue::words(reading, cue, &source, &content);
    Some(Attribution { cue, words, source, content, score })
}

/// The candidate of the highest score, the first of equals.
fn best<T>(candidates: Vec<T>, score: impl Fn(&T) -> i32) -> Option<T> {
    candidates.into_iter().map(|c| (score(&c), c)).reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, c)| c)
}

/// A content leaves its source out.
fn without_source(content: Content, source: &Source) -> Option<Content> {
    let cut = &source.run;
    let parts = |p: &Run| [p.start..p.end.min(cut.start), p.start.max(cut.end)..p.end];
    let holds = |p: &Run| !cut.is_empty() && p.start < cut.end && cut.start < p.end;
    let pieces: Vec<Run> = content
        .pieces
        .iter()
        .flat_map(|p| if holds(p) { parts(p).to_vec() } else { vec![p.clone()] })
        .filter(|p| p.start < p.end)
        .collect();
    (!pieces.is_empty()).then_some(Content { pieces, ..content })
}

fn same(a: &Attribution, b: &Attribution) -> bool {
    let (both, either) = overlap(&a.content.pieces, &b.content.pieces);
    let one_source = a.source.run.is_empty() || b.source.run.is_empty() || a.source.head == b.source.head;
    one_source && both * 10 >= either * 8
}

/// How many tokens two contents share, and how many they have together.
pub fn overlap(a: &[Run], b: &[Run]) -> (usize, usize) {
    let len = |runs: &[Run]| runs.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared = |x: &Run, y: &Run| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let both = a.iter().map(|x| b.iter().map(|y| shared(x, y)).sum::<usize>()).sum();
    (both, len(a) + len(b) - both)
}
