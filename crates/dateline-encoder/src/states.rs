//! The states of a sequence's pieces: one vector for each.

use std::ops::Range;

/// One vector a piece, after some number of layers.
#[derive(Debug, Clone, PartialEq)]
pub struct States {
    pub(crate) numbers: Vec<f32>,
    pub(crate) width: usize,
    pub(crate) layers: usize,
}

impl States {
    /// How many vectors there are: one for each piece of the sequence, the special ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len() / self.width
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// How many layers have been run.
    #[must_use]
    pub fn layers(&self) -> usize {
        self.layers
    }

    /// The vector of piece `n`.
    ///
    /// # Panics
    /// If there is no such piece.
    #[must_use]
    pub fn row(&self, n: usize) -> &[f32] {
        &self.numbers[n * self.width..][..self.width]
    }

    /// All vectors, in order.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.width)
    }

    /// The mean of the vectors of some pieces; zeros if there are none.
    ///
    /// # Panics
    /// If the range goes beyond the last piece.
    #[must_use]
    pub fn mean(&self, rows: Range<usize>) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        let count = rows.len();
        for row in rows {
            mean.iter_mut().zip(self.row(row)).for_each(|(sum, x)| *sum += x);
        }
        if count > 0 {
            mean.iter_mut().for_each(|sum| *sum /= count as f32);
        }
        mean
    }
}
