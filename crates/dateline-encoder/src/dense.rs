//! Products of rows with a fixed matrix of 8-bit weights: what most of the time goes into.

use crate::{
    math,
    simd::{GROUP, Line, PANEL, ROWS, Sums, Tile, Vectors},
};

/// Working room: rows as 8-bit integers, each with a scale of its own.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    numbers: Vec<i8>,
    stride: usize,
    scales: Vec<f32>,
    sums: Vec<i32>,
    row: Vec<f32>,
}

/// What is smaller is taken for zero.
const LEAST: f32 = 1e-30;

impl Rows {
    /// Takes rows, each number times its channel's factor: the greatest of a row, signs aside, becomes 127.
    #[inline(always)]
    fn fill(&mut self, input: &[f32], channels: &[f32]) {
        let width = channels.len();
        let rows = input.len() / width;
        self.stride = width.next_multiple_of(GROUP);
        self.numbers.clear();
        self.numbers.resize(rows * self.stride, 0);
        self.scales.resize(rows, 0.0);
        self.sums.resize(rows, 0);
        self.row.resize(width, 0.0);
        for (r, row) in input.chunks_exact(width).enumerate() {
            for ((to, x), factor) in self.row.iter_mut().zip(row).zip(channels) {
                *to = x * factor;
            }
            let most = math::greatest_size(&self.row);
            let per_unit = if most > LEAST { 127.0 / most } else { 0.0 };
            self.scales[r] = most / 127.0;
            let out = &mut self.numbers[r * self.stride..][..width];
            let mut sum = 0;
            for (out, x) in out.iter_mut().zip(&self.row) {
                *out = math::round(x * per_unit) as i8;
                sum += i32::from(*out);
            }
            self.sums[r] = sum;
        }
    }
}

/// A matrix of 8-bit weights with a scale for each output, and a bias.
#[derive(Debug)]
pub(crate) struct Dense {
    /// Panels of 16 outputs, each with a line for each group of inputs.
    lines: Vec<Line>,
    groups: usize,
    outputs: usize,
    /// What each input is multiplied with, and its weights have been divided by: with inputs of like sizes, less is lost
    /// when a row is brought to 8 bits.
    channels: Vec<f32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    /// A matrix with the weights of output `o` in `weights[o * inputs..]`, a number a channel; none may be -128.
    pub(crate) fn new(weights: &[i8], channels: Vec<f32>, scales: Vec<f32>, bias: Vec<f32>) -> Dense {
        let (inputs, outputs) = (channels.len(), scales.len());
        let groups = inputs.div_ceil(GROUP);
        let mut lines = vec![Line([0; PANEL * GROUP]); outputs.div_ceil(PANEL) * groups];
        for (o, row) in weights.chunks_exact(inputs).enumerate() {
            for (line, four) in lines[o / PANEL * groups..].iter_mut().zip(row.chunks(GROUP)) {
                line.0[o % PANEL * GROUP..][..four.len()].copy_from_slice(four);
            }
        }
        Dense { lines, groups, outputs, channels, scales, bias }
    }

    /// How many numbers there are in a row of the result.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Writes a row of `out` for each row of the input.
    #[inline(always)]
    pub(crate) fn apply<V: Vectors>(&self, vectors: V, input: &[f32], out: &mut [f32], room: &mut Rows) {
        room.fill(input, &self.channels);
        let input = room;
        let mut sums: Sums = [[0; _]; ROWS];
        let rows = input.scales.len();
        // Blocks of nearly the same size: a block of one row takes as long as one of four.
        let blocks = rows.div_ceil(V::TILE.0);
        for (t, lines) in self.lines.chunks(V::TILE.1 * self.groups).enumerate() {
            let first = t * V::TILE.1 * PANEL;
            let columns = (lines.len() / self.groups * PANEL).min(self.outputs - first);
            let (scales, bias) = (&self.scales[first..][..columns], &self.bias[first..][..columns]);
            for block in 0..blocks {
                let (from, to) = (block * rows / blocks, (block + 1) * rows / blocks);
                let numbers = &input.numbers[from * input.stride..];
                vectors
                    .multiply(Tile::new(numbers, input.stride, &input.sums[from..to], lines, self.groups), &mut sums);
                for (sums, r) in sums.iter().zip(from..to) {
                    let out = &mut out[r * self.outputs + first..][..columns];
                    let row_scale = input.scales[r];
                    for c in 0..columns {
                        out[c] = sums[c] as f32 * (row_scale * scales[c]) + bias[c];
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::{Width, Work};
    use proptest::prelude::*;

    struct Product<'a>(&'a Dense, &'a [f32]);

    impl Work for Product<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) -> Vec<f32> {
            let Product(dense, input) = self;
            let mut out = vec![0.0; input.len() / dense.channels.len() * dense.outputs()];
            dense.apply(vectors, input, &mut out, &mut Rows::default());
            out
        }
    }

    proptest! {
        #[test]
        fn every_width_gives_the_same_bits(
            (inputs, outputs, rows) in (1usize..70, 1usize..120, 1usize..20),
            seed in any::<u64>(),
            extremes in any::<bool>(),
        ) {
            let mut state = seed | 1;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as i32 % 128
            };
            let weight = |n: i32| if extremes { 127 * (n % 2 * 2 - 1) } else { n } as i8;
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| weight(next())).collect();
            let scales = (0..outputs).map(|_| next() as f32 / 997.0).collect();
            let bias = (0..outputs).map(|_| next() as f32 / 31.0).collect();
            let channels = (0..inputs).map(|_| 1.0 + next() as f32 / 300.0).collect();
            let dense = Dense::new(&weights, channels, scales, bias);
            let input: Vec<f32> = (0..rows * inputs).map(|_| weight(next() - 64) as f32 / 7.0).collect();
            let mut all = Width::available().into_iter().map(|width| {
                let out = width.run(Product(&dense, &input));
                out.into_iter().map(f32::to_bits).collect::<Vec<_>>()
            });
            let first = all.next().unwrap();
            for other in all {
                prop_assert_eq!(&first, &other);
            }
        }
    }

    #[test]
    fn a_product_is_near_that_of_floating_point_numbers() {
        let (inputs, outputs) = (96, 40);
        let number = |n: usize| ((n * 7919 % 1009) as f32 / 331.0).sin();
        let weights: Vec<i8> = (0..inputs * outputs).map(|n| (number(n) * 127.0) as i8).collect();
        let dense = Dense::new(&weights, vec![0.5; inputs], vec![2.0 / 127.0; outputs], vec![0.5; outputs]);
        let input: Vec<f32> = (0..inputs).map(|n| number(n + 13)).collect();
        for width in Width::available() {
            for (o, found) in width.run(Product(&dense, &input)).into_iter().enumerate() {
                let products = (0..inputs).map(|i| input[i] * f32::from(weights[o * inputs + i]) / 127.0);
                let exact = 0.5 + products.sum::<f32>();
                assert!((found - exact).abs() < 0.06, "{width:?}, output {o}: {found}, not {exact}");
            }
        }
    }
}
