//! Products of a block of rows with a fixed matrix, the work that most of the time goes into.
//!
//! Each number of the result is a sum taken in the order of the inputs, one after another, whatever the number of rows
//! or the width of the vectors: batches and processors do not change it.

use crate::simd::MulAdd;

/// Columns that are worked on at once: two of the widest vectors.
const PANEL: usize = 32;

/// The weights of one input in a panel. They begin where a line of the cache does: a vector that lies across two lines takes
/// twice as long to load.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Line([f32; PANEL]);

/// A matrix of weights and a bias, laid out for products with rows.
#[derive(Debug)]
pub(crate) struct Dense {
    /// Panels of 32 columns, each with one line of 32 weights for each input.
    panels: Vec<Line>,
    /// One for each column, padded like the panels.
    bias: Vec<f32>,
    inputs: usize,
}

impl Dense {
    /// A layer with the weights of output `o` in `weights[order[o] * inputs..]` and its bias in `bias[order[o]]`.
    pub(crate) fn new(weights: &[f32], bias: Option<&[f32]>, inputs: usize, order: &[usize]) -> Dense {
        let width = order.len().next_multiple_of(PANEL);
        let mut panels = vec![Line([0.0; PANEL]); width / PANEL * inputs];
        let mut padded = vec![0.0; width];
        for (o, &from) in order.iter().enumerate() {
            let (panel, column) = (o / PANEL, o % PANEL);
            for i in 0..inputs {
                panels[panel * inputs + i].0[column] = weights[from * inputs + i];
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
        let (inputs, width) = (self.inputs, self.width());
        let mut row = 0;
        while row < count {
            let (input, out) = (&input[row * stride..], &mut out[row * width..]);
            let rows = if count - row >= 8 && F::REGISTERS == 32 { 8 } else { 2.min(count - row) };
            for (p, panel) in self.panels.chunks_exact(inputs).enumerate() {
                let (bias, out) = (&self.bias[p * PANEL..], &mut out[p * PANEL..]);
                match rows {
                    8 => eight::<F>(input, stride, panel, bias, out, width),
                    2 => two::<F>(input, stride, panel, bias, out, width),
                    _ => one::<F>(input, stride, panel, bias, out, width),
                }
            }
            row += rows;
        }
    }
}

/// Defines the products of some rows with one panel. Each row has a name of its own: in an array of rows, the compiler
/// keeps the sums in memory instead of registers, which takes thirty times as long.
macro_rules! products {
    ($name:ident: $($sum:ident $row:ident $n:literal),*) => {
        #[inline(always)]
        fn $name<F: MulAdd>(
            input: &[f32],
            stride: usize,
            panel: &[Line],
            bias: &[f32],
            out: &mut [f32],
            width: usize,
        ) {
            $(
                let mut $sum = [0.0; PANEL];
                let $row = &input[$n * stride..][..panel.len()];
            )*
            for (i, weights) in panel.iter().enumerate() {
                $($sum = add::<F>($sum, $row[i], &weights.0);)*
            }
            $({
                let out = &mut out[$n * width..][..PANEL];
                out.iter_mut().zip($sum).zip(bias).for_each(|((out, sum), bias)| *out = sum + bias);
            })*
        }
    };
}
products!(eight: s0 r0 0, s1 r1 1, s2 r2 2, s3 r3 3, s4 r4 4, s5 r5 5, s6 r6 6, s7 r7 7);
products!(two: s0 r0 0, s1 r1 1);
products!(one: s0 r0 0);

#[inline(always)]
fn add<F: MulAdd>(sums: [f32; PANEL], x: f32, weights: &[f32; PANEL]) -> [f32; PANEL] {
    std::array::from_fn(|c| F::mul_add(x, weights[c], sums[c]))
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;
    use crate::simd::{Width, Work};

    struct Product<'a>(&'a Dense, &'a [f32], usize);

    impl Work for Product<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<F: MulAdd>(self) -> Vec<f32> {
            let mut out = vec![0.0; self.2 * self.0.width()];
            self.0.apply::<F>(self.1, self.0.inputs(), self.2, &mut out);
            out
        }
    }

    #[test]
    fn every_width_with_fused_products_gives_the_same_bits() {
        let (inputs, outputs) = (27, 50);
        let number = |n: usize| ((n * 7919 % 1009) as f32 / 331.0).sin();
        let weights: Vec<f32> = (0..inputs * outputs).map(number).collect();
        let order: Vec<usize> = (0..outputs).collect();
        let dense = Dense::new(&weights, Some(&weights[..outputs]), inputs, &order);
        let narrow = if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            Width::Avx2
        } else {
            Width::Baseline
        };
        for rows in 1..20 {
            let input: Vec<f32> = (0..rows * inputs).map(|n| number(n + 13)).collect();
            let bits = |width: Width| -> Vec<u32> {
                width.run(Product(&dense, &input, rows)).into_iter().map(f32::to_bits).collect()
            };
            assert_eq!(bits(narrow), bits(Width::widest()), "{rows} rows");
        }
    }
}
