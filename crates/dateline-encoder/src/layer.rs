//! One layer of a transformer: attention, then two dense steps, each added to what came in and normalised.

use crate::{
    attention::Attention,
    dense::{Dense, Rows},
    math,
    simd::Vectors,
};

/// A layer's weights.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Queries, keys and values, one after another.
    pub(crate) attention: Dense,
    pub(crate) attended: Dense,
    pub(crate) attended_norm: Norm,
    pub(crate) up: Dense,
    pub(crate) down: Dense,
    pub(crate) norm: Norm,
    pub(crate) heads: usize,
}

/// Brings a row to mean zero and variance one, then scales and shifts each number.
#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) epsilon: f32,
}

impl Norm {
    /// Normalises each row in place.
    #[inline(always)]
    pub(crate) fn apply(&self, rows: &mut [f32]) {
        let width = self.weight.len();
        for row in rows.chunks_exact_mut(width) {
            let mean = math::sum(row) / width as f32;
            let variance = math::squares(row, mean) / width as f32;
            let factor = 1.0 / (variance + self.epsilon).sqrt();
            for ((x, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
                *x = (*x - mean) * factor * weight + bias;
            }
        }
    }
}

/// Working room that layers share.
#[derive(Debug, Default)]
pub(crate) struct Room {
    rows: Rows,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    after: Vec<f32>,
    attention: Attention,
}

impl Layer {
    /// Puts each row's next state in its place.
    #[inline(always)]
    pub(crate) fn apply<V: Vectors>(&self, vectors: V, states: &mut [f32], room: &mut Room) {
        let Room { rows, wide, narrow, after, attention } = room;
        let width = self.down.outputs();
        let count = states.len() / width;
        narrow.resize(states.len(), 0.0);

        wide.resize(count * self.attention.outputs(), 0.0);
        self.attention.apply(vectors, states, wide, rows);
        attention.apply::<V>(wide, width, self.heads, narrow);
        after.resize(states.len(), 0.0);
        self.attended.apply(vectors, narrow, after, rows);
        add(states, after);
        self.attended_norm.apply(states);

        wide.resize(count * self.up.outputs(), 0.0);
        self.up.apply(vectors, states, wide, rows);
        for x in wide.iter_mut() {
            *x = math::gelu(*x);
        }
        self.down.apply(vectors, wide, after, rows);
        add(states, after);
        self.norm.apply(states);
    }
}

#[inline(always)]
fn add(to: &mut [f32], what: &[f32]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += what);
}
