//! Attention: each row becomes a mean of all rows' values, weighted by how well its query goes with their keys.

use crate::{
    math,
    simd::{PANEL, Vectors},
};

/// Working room for the parts of one head, padded to whole panels.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    weights: Vec<f32>,
    totals: Vec<f32>,
    means: Vec<f32>,
}

impl Attention {
    /// Writes to `out` a row of `width` numbers for each row of `input`, which holds queries, keys and values of that
    /// width side by side.
    #[inline(always)]
    pub(crate) fn apply<V: Vectors>(&mut self, input: &[f32], width: usize, heads: usize, out: &mut [f32]) {
        let count = out.len() / width;
        let size = width / heads;
        let (count_padded, size_padded) = (count.next_multiple_of(PANEL), size.next_multiple_of(PANEL));
        let factor = 1.0 / (size as f32).sqrt();
        // What is padded stays zero through all heads.
        reset(&mut self.queries, count * size);
        reset(&mut self.keys, size * count_padded);
        reset(&mut self.values, count * size_padded);
        reset(&mut self.weights, count * count_padded);
        reset(&mut self.totals, count);
        reset(&mut self.means, count * size_padded);
        for head in 0..heads {
            for (r, row) in input.chunks_exact(3 * width).enumerate() {
                let part = |which: usize| &row[which * width + head * size..][..size];
                for (to, x) in self.queries[r * size..][..size].iter_mut().zip(part(0)) {
                    *to = x * factor;
                }
                for (i, &x) in part(1).iter().enumerate() {
                    self.keys[i * count_padded + r] = x;
                }
                self.values[r * size_padded..][..size].copy_from_slice(part(2));
            }
            product::<V>(&self.queries, size, size, &self.keys, count_padded, &mut self.weights);
            for (weights, total) in self.weights.chunks_exact_mut(count_padded).zip(&mut self.totals) {
                let most = math::greatest(&weights[..count]);
                for x in weights.iter_mut() {
                    *x = math::exp(*x - most);
                }
                weights[count..].fill(0.0);
                *total = math::sum(weights);
            }
            product::<V>(&self.weights, count_padded, count, &self.values, size_padded, &mut self.means);
            for (r, total) in self.totals.iter().enumerate() {
                let share = 1.0 / total;
                let out = &mut out[r * width + head * size..][..size];
                for (out, mean) in out.iter_mut().zip(&self.means[r * size_padded..]) {
                    *out = mean * share;
                }
            }
        }
    }
}

fn reset(room: &mut Vec<f32>, length: usize) {
    room.clear();
    room.resize(length, 0.0);
}

/// Writes to `out` the product of rows of `inner` numbers, `stride` apart, with a matrix of `inner` rows of `columns`
/// numbers. Each sum is taken in the order of the inner numbers.
#[inline(always)]
fn product<V: Vectors>(rows: &[f32], stride: usize, inner: usize, matrix: &[f32], columns: usize, out: &mut [f32]) {
    let count = out.len() / columns;
    let mut row = 0;
    while row < count {
        let (rows, out) = (&rows[row * stride..], &mut out[row * columns..]);
        let some = if count - row >= V::FLOAT_ROWS { V::FLOAT_ROWS } else { 1 };
        for panel in (0..columns).step_by(PANEL) {
            match some {
                8 => block::<8>(rows, stride, inner, &matrix[panel..], columns, &mut out[panel..]),
                4 => block::<4>(rows, stride, inner, &matrix[panel..], columns, &mut out[panel..]),
                2 => block::<2>(rows, stride, inner, &matrix[panel..], columns, &mut out[panel..]),
                _ => block::<1>(rows, stride, inner, &matrix[panel..], columns, &mut out[panel..]),
            }
        }
        row += some;
    }
}

#[inline(always)]
fn block<const R: usize>(rows: &[f32], stride: usize, inner: usize, matrix: &[f32], columns: usize, out: &mut [f32]) {
    let mut parts: [&[f32]; R] = [&[]; R];
    for r in 0..R {
        parts[r] = &rows[r * stride..][..inner];
    }
    let mut sums = [[0.0; PANEL]; R];
    for i in 0..inner {
        let line = &matrix[i * columns..][..PANEL];
        for r in 0..R {
            let x = parts[r][i];
            for c in 0..PANEL {
                sums[r][c] += x * line[c];
            }
        }
    }
    for r in 0..R {
        out[r * columns..][..PANEL].copy_from_slice(&sums[r]);
    }
}
