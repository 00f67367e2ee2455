//! What passages mean, as an encoder that was trained on readings reads them: late interaction of the pieces of two passages.
//!
//! Each sentence is encoded once; a passage is a set of its pieces. Two passages are held against each other by the cosine of
//! their means, and by how well each piece of the one is met by a piece of the other (as in ColBERT, with a learned weight a
//! piece), from the side that is met less and from the one that is met more.

use super::passages::{Passage, Passages};
use super::sentences::Sentences;
use crate::Lexicon;
use dateline_core::Annotated;
use dateline_encoder::{Head, LoadError, Model, States};
use dateline_language::{Language, TableError};
use rayon::prelude::*;
use std::borrow::{Borrow, Cow};
use std::sync::OnceLock;

/// The model of a language, loaded when it is first asked for.
#[derive(Debug)]
pub(crate) struct Encoder {
    raw: Cow<'static, [u8]>,
    loaded: OnceLock<Result<Option<Model>, TableError>>,
}

impl Encoder {
    /// The model of a language; nothing is loaded yet.
    pub(crate) fn new(language: &Language) -> Encoder {
        Encoder { raw: language.weights(FILE), loaded: OnceLock::new() }
    }

    /// Loads the model.
    ///
    /// # Errors
    /// If the file can not be used.
    pub(crate) fn load(&self) -> Result<(), TableError> {
        self.loaded().as_ref().map(|_| ()).map_err(Clone::clone)
    }

    /// The model, if there is one that can be used.
    fn model(&self) -> Option<&Model> {
        self.loaded().as_ref().ok()?.as_ref()
    }

    /// A file of no bytes is no model: while it is being trained.
    fn loaded(&self) -> &Result<Option<Model>, TableError> {
        self.loaded.get_or_init(|| {
            let fault = |why: LoadError| TableError::Weights { file: FILE.to_owned(), why: why.to_string() };
            (!self.raw.is_empty()).then(|| Model::load(&self.raw).map_err(fault)).transpose()
        })
    }
}

const FILE: &str = "compare/meaning.safetensors";

/// The passages of a story as vectors.
#[derive(Debug, Default)]
pub(crate) struct Meanings<'l> {
    passages: Vec<Meaning>,
    /// What judges the likenesses of two.
    same: Option<&'l Head>,
}

/// One passage as vectors.
#[derive(Clone, Debug, Default)]
struct Meaning {
    /// The mean of its pieces, of length 1.
    mean: Vec<f32>,
    /// Its pieces, each of length 1, one after the other.
    pieces: Vec<f32>,
    /// How much each piece counts, 1 together.
    weights: Vec<f32>,
}

impl<'l> Meanings<'l> {
    /// Encodes the passages of a story.
    pub(crate) fn new(
        lexicon: &'l Lexicon,
        passages: &Passages,
        sentences: &Sentences,
        near: &[Vec<(usize, f32)>],
        reports: &[impl Borrow<Annotated> + Sync],
    ) -> Meanings<'l> {
        let Some(model) = lexicon.encoder.model() else { return Meanings::default() };
        let (Some(project), Some(weigh)) = (model.head("project"), model.head("weight")) else {
            return Meanings::default();
        };
        let of_sentence = |sentence: usize| -> Vec<Meaning> {
            let list = &passages.list[passages.of_sentence[sentence].clone()];
            let like = |at: usize| {
                let mut others = near[at].iter().filter(|n| n.1 >= LEAST);
                others.any(|n| passages.list[n.0].member != passages.list[at].member)
            };
            if !passages.of_sentence[sentence].clone().any(like) {
                return vec![Meaning::default(); list.len()];
            }
            let place = &sentences.list[sentence];
            let annotated: &Annotated = reports[place.report.index()].borrow();
            let text = annotated.report.text.str(place.span);
            let sequence = model.sequence(text);
            let states = model.states(&sequence);
            let under = |p: &Passage| -> Vec<usize> {
                let covering = p.pieces.iter().filter_map(|piece| {
                    let start = (piece.start().checked_sub(place.span.start())?) as u32;
                    Some(sequence.covering(0, start..start + piece.len() as u32))
                });
                let mut rows: Vec<usize> = covering.flatten().collect();
                rows.dedup();
                if rows.is_empty() { vec![0] } else { rows }
            };
            list.iter().map(|p| Meaning::new(&states, &under(p), project, weigh)).collect()
        };
        let all: Vec<Vec<Meaning>> = (0..sentences.list.len()).into_par_iter().map(of_sentence).collect();
        Meanings { passages: all.into_iter().flatten().collect(), same: model.head("same") }
    }

    /// The cosine of the means of two passages, how well the one that is met less and the one that is met more is met by the
    /// other, and the judgement that the encoder learned from these.
    pub(crate) fn of_pair(&self, a: usize, b: usize) -> [f32; 4] {
        let (Some(p), Some(q)) = (self.passages.get(a), self.passages.get(b)) else { return UNREAD };
        if p.weights.is_empty() || q.weights.is_empty() {
            return UNREAD;
        }
        let cosine = dot(&p.mean, &q.mean);
        let (met_p, met_q) = p.met(q);
        let (least, most) = (met_p.min(met_q), met_p.max(met_q));
        let scaled = [cosine, least, most, cosine * least].map(|x| (x - MIDDLE) * SPREAD);
        let judged = self.same.map_or(0.0, |h| h.scores(&scaled)[0]);
        [cosine, least, most, judged]
    }

    /// How well a passage is met by another, from 0 to 1; `None` if one was not read.
    pub(crate) fn met(&self, a: usize, b: usize) -> Option<f32> {
        let (p, q) = (self.passages.get(a)?, self.passages.get(b)?);
        (!p.weights.is_empty() && !q.weights.is_empty()).then(|| p.met(q).0)
    }
}

/// What stands for a pair of which a sentence was not encoded: what pairs that have little in common come to.
const UNREAD: [f32; 4] = [0.2, 0.4, 0.5, -6.0];

/// Passages that share less of their words than this with any of another report are not read: nothing joins them.
const LEAST: f32 = 0.08;

/// What is taken from the likenesses before they are judged, and how they are spread: as in training.
const MIDDLE: f32 = 0.4;
const SPREAD: f32 = 5.0;

impl Meaning {
    fn new(states: &States, rows: &[usize], project: &Head, weigh: &Head) -> Meaning {
        let mut mean = vec![0.0f32; states.row(0).len()];
        let (mut pieces, mut weights) = (Vec::new(), Vec::with_capacity(rows.len()));
        for &row in rows {
            let state = states.row(row);
            mean.iter_mut().zip(state).for_each(|(m, s)| *m += s);
            let mut piece = project.scores(state);
            unit(&mut piece);
            pieces.extend(piece);
            weights.push(softplus(weigh.scores(state)[0]));
        }
        let sum: f32 = weights.iter().sum::<f32>() + 1e-6;
        weights.iter_mut().for_each(|w| *w /= sum);
        unit(&mut mean);
        Meaning { mean, pieces, weights }
    }

    /// How well each of two is met by the other.
    fn met(&self, other: &Meaning) -> (f32, f32) {
        let wide = self.pieces.len() / self.weights.len().max(1);
        let mut best_of_other = vec![-1.0f32; other.weights.len()];
        let mut met = 0.0;
        for (piece, weight) in self.pieces.chunks_exact(wide).zip(&self.weights) {
            let mut best = -1.0f32;
            for (that, best_of) in other.pieces.chunks_exact(wide).zip(&mut best_of_other) {
                let like = dot(piece, that);
                best = best.max(like);
                *best_of = best_of.max(like);
            }
            met += best * weight;
        }
        (met, best_of_other.iter().zip(&other.weights).map(|(b, w)| b * w).sum())
    }
}

/// The sum of products in a fixed order: eight sums side by side, so that they can be taken at once.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let mut sums = [0.0f32; LANES];
    let (a, rest_a) = a.as_chunks::<LANES>();
    let (b, rest_b) = b.as_chunks::<LANES>();
    for (x, y) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

fn unit(vector: &mut [f32]) {
    let length = dot(vector, vector).sqrt().max(1e-12);
    vector.iter_mut().for_each(|x| *x /= length);
}

fn softplus(x: f32) -> f32 {
    if x > 20.0 { x } else { libm::log1pf(libm::expf(x)) }
}
