//! Products of a block of rows with a fixed matrix, the work that most of the time goes into.
//!
//! Each number of the result is a sum taken in the order of the inputs, one after another, whatever the number of rows
//! or the width of the vectors: batches and processors do not change it.

use crate::simd::MulAdd;

/// Columns that are worked on at once: two of the widest vectors.
const PANEL: usize = 32;
/// Rows that are worked on at once: with two vectors each, they leave registers for the panel.
const ROWS: usize = 8;

/// A matrix of weights and a bias, laid out for products with rows.
#[derive(Debug)]
pub(crate) struct Dense {
    /// Panels of 32 columns, each with one line of 32 weights for each input.
    panels: Vec<f32>,
    /// One for each column, padded like the panels.
    bias: Vec<f32>,
    inputs: usize,
}

impl Dense {
    /// A layer with the weights of output `o` in `weights[order[o] * inputs..]` and its bias in `bias[order[o]]`.
    pub(crate) fn new(weights: &[f32], bias: Option<&[f32]>, inputs: usize, order: &[usize]) -> Dense {
        let width = order.len().next_multiple_of(PANEL);
        let mut panels = vec![0.0; width * inputs];
        let mut padded = vec![0.0; width];
        for (o, &from) in order.iter().enumerate() {
            let (panel, column) = (o / PANEL, o % PANEL);
            for i in 0..inputs {
                panels[(panel * inputs + i) * PANEL + column] = weights[from * inputs + i];
            }
            padded[o] = bias.map_or(0.0, |bias| bias[from]);
        }
        Dense { panels, bias: padded, inputs }
    }

    /// How many numbers there are in a row of the result: the outputs, padded with zeros to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// How many numbers there are in a row that it takes.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Writes one row of `out` for each of `count` rows of `input`. Row `i` begins at `input[i * stride]`: a stride less
    /// than the number of inputs makes each row a window that overlaps with the next.
    #[inline(always)]
    pub(crate) fn apply<F: MulAdd>(&self, input: &[f32], stride: usize, count: usize, out: &mut [f32]) {
        let width = self.width();
        let mut row = 0;
        while row + ROWS <= count {
            self.block::<F, ROWS>(&input[row * stride..], stride, &mut out[row * width..]);
            row += ROWS;
        }
        while row < count {
            self.block::<F, 1>(&input[row * stride..], stride, &mut out[row * width..]);
            row += 1;
        }
    }

    /// The rows of one block. Plain loops over constant bounds: the compiler unrolls them and keeps the sums in registers.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "iterators over the rows keep the sums in memory: ten times slower")]
    fn block<F: MulAdd, const R: usize>(&self, input: &[f32], stride: usize, out: &mut [f32]) {
        let inputs = self.inputs;
        let rows: [&[f32]; R] = std::array::from_fn(|r| &input[r * stride..][..inputs]);
        let biases = self.bias.as_chunks::<PANEL>().0;
        for (p, panel) in self.panels.chunks_exact(inputs * PANEL).enumerate() {
            let panel = &panel.as_chunks::<PANEL>().0[..inputs];
            let mut sums = [[0.0; PANEL]; R];
            for i in 0..inputs {
                for r in 0..R {
                    let x = rows[r][i];
                    for c in 0..PANEL {
                        sums[r][c] = F::mul_add(x, panel[i][c], sums[r][c]);
                    }
                }
            }
            for r in 0..R {
                let out = &mut out[r * self.bias.len() + p * PANEL..][..PANEL];
                for c in 0..PANEL {
                    out[c] = sums[r][c] + biases[p][c];
                }
            }
        }
    }
}
