//! Scores what a transition parser may do next, from the vectors of the few tokens that its state looks at.

use crate::{
    dense::Dense,
    error::Error,
    simd::{MulAdd, Width, Work},
    weights::Network,
};

/// The network of a `TransitionBasedParser`: a reduction of the tokens' vectors, what each token adds to the hidden
/// layer in each place of the state, and the scores of the moves.
#[derive(Debug)]
pub(crate) struct Scorer {
    reduce: Dense,
    lower: Dense,
    /// What each place adds that is empty.
    pad: Vec<f32>,
    bias: Vec<f32>,
    upper: Dense,
    hidden: usize,
    pieces: usize,
    classes: usize,
}

/// What the tokens of a window add to the hidden layer, and room to score.
#[derive(Debug, Default)]
pub(crate) struct Precomputed {
    reduced: Vec<f32>,
    tokens: Vec<f32>,
    sums: Vec<f32>,
    scores: Vec<f32>,
}

impl Scorer {
    /// Reads the network; `width` is that of the tokens' vectors, `places` that of the state.
    pub(crate) fn read(network: &Network<'_>, width: usize, places: usize) -> Result<Scorer, Error> {
        let lower = network.layer("precomputable_affine", 0)?;
        let (weights, bias, pad) =
            (lower.array("W", 4, network)?, lower.array("b", 2, network)?, lower.array("pad", 4, network)?);
        let &[found, hidden, pieces, reduced] = &weights.shape[..] else {
            return Err(network.unsupported("its lower layer is malformed".to_owned()));
        };
        if found != places {
            return Err(network.unsupported(format!("its states have {found} places, not {places}")));
        }
        // In the order of thinc's walk through the layers: from the outside in.
        let dense = |n: usize, inputs: usize| {
            let layer = network.layer("linear", n)?;
            let (weights, bias) = (layer.array("W", 2, network)?, layer.array("b", 1, network)?);
            let order: Vec<usize> = (0..weights.shape[0]).collect();
            if weights.shape[1] != inputs || bias.data.len() != order.len() {
                return Err(network.unsupported("the sizes of its layers do not fit each other".to_owned()));
            }
            Ok((Dense::new(&weights.data, Some(&bias.data), inputs, &order), order.len()))
        };
        let (upper, classes) = dense(0, hidden)?;
        let (reduce, outputs) = dense(1, width)?;
        let sizes_fit =
            outputs == reduced && bias.data.len() == hidden * pieces && pad.data.len() == places * hidden * pieces;
        if !sizes_fit {
            return Err(network.unsupported("the sizes of its layers do not fit each other".to_owned()));
        }
        let by_piece: Vec<usize> = (0..pieces).flat_map(|p| (0..hidden).map(move |o| o * pieces + p)).collect();
        let order: Vec<usize> =
            (0..places).flat_map(|f| by_piece.iter().map(move |o| f * hidden * pieces + o)).collect();
        Ok(Scorer {
            reduce,
            lower: Dense::new(&weights.data, None, reduced, &order),
            pad: order.iter().map(|&from| pad.data[from]).collect(),
            bias: by_piece.iter().map(|&from| bias.data[from]).collect(),
            upper,
            hidden,
            pieces,
            classes,
        })
    }

    /// How many moves it scores.
    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// Computes what each of the tokens with these vectors adds in each place.
    pub(crate) fn precompute(&self, simd: Width, vectors: &[f32], out: &mut Precomputed) {
        simd.run(Precompute { scorer: self, vectors, out });
    }

    /// The scores of the moves, for a state with these tokens in its places.
    #[inline(always)]
    pub(crate) fn score<'o, F: MulAdd, const P: usize>(
        &self,
        places: [Option<usize>; P],
        out: &'o mut Precomputed,
    ) -> &'o [f32] {
        let size = self.hidden * self.pieces;
        let step = self.lower.width();
        out.sums.resize(size, 0.0);
        out.scores.resize(self.upper.width(), 0.0);
        out.sums.copy_from_slice(&self.bias);
        for (f, place) in places.into_iter().enumerate() {
            let adds =
                place.map_or(&self.pad[f * size..][..size], |token| &out.tokens[token * step + f * size..][..size]);
            out.sums.iter_mut().zip(adds).for_each(|(sum, x)| *sum += x);
        }
        let (first, rest) = out.sums.split_at_mut(self.hidden);
        for piece in rest.chunks_exact(self.hidden) {
            for (y, &x) in first.iter_mut().zip(piece) {
                *y = if x > *y { x } else { *y };
            }
        }
        self.upper.apply::<F>(first, self.hidden, 1, &mut out.scores);
        &out.scores[..self.classes]
    }
}

struct Precompute<'a> {
    scorer: &'a Scorer,
    vectors: &'a [f32],
    out: &'a mut Precomputed,
}

impl Work for Precompute<'_> {
    type Output = ();

    #[inline(always)]
    fn run<F: MulAdd>(self) {
        let Scorer { reduce, lower, .. } = self.scorer;
        let count = self.vectors.len() / reduce.inputs();
        self.out.reduced.resize(count * reduce.width(), 0.0);
        self.out.tokens.resize(count * lower.width(), 0.0);
        reduce.apply::<F>(self.vectors, reduce.inputs(), count, &mut self.out.reduced);
        lower.apply::<F>(&self.out.reduced, reduce.width(), count, &mut self.out.tokens);
    }
}

/// The place of the greatest of the scores in a range, and that score; the first of equals.
#[inline(always)]
pub(crate) fn best(
    scores: &[f32],
    range: std::ops::Range<usize>,
    so_far: Option<(usize, f32)>,
) -> Option<(usize, f32)> {
    range.fold(so_far, |best, i| match best {
        Some((_, score)) if scores[i] <= score => best,
        _ => Some((i, scores[i])),
    })
}
