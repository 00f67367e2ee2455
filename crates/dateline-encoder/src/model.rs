//! A model: its tokenizer, its embeddings and layers, and the heads on top.

use std::collections::BTreeMap;

use crate::{
    dense::Dense,
    error::LoadError,
    head::Head,
    layer::{Layer, Norm, Room},
    sequence::Sequence,
    simd::{Vectors, Width, Work},
    states::States,
    tokenizer::Tokenizer,
    weights::Weights,
};

/// The most pieces of a sequence, whatever the model could take.
const LIMIT: usize = 256;

/// A transformer of BERT's kind with 8-bit weights. It never changes, and serves any number of threads.
#[derive(Debug)]
pub struct Model {
    about: BTreeMap<String, String>,
    tokenizer: Tokenizer,
    words: Table,
    positions: Table,
    /// A vector for each segment, one after another.
    segments: Vec<f32>,
    /// A vector for each side of two texts that are joined between layers, if it was trained with them.
    sides: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: BTreeMap<String, Head>,
    hidden: usize,
    width: Width,
}

/// Vectors as 8-bit integers, each with a scale of its own.
#[derive(Debug)]
struct Table {
    numbers: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    fn load(weights: &Weights<'_>, name: &str, rows: usize, hidden: usize) -> Result<Table, LoadError> {
        let numbers = weights.integers(&format!("{name}.weight"), &[rows, hidden])?;
        Ok(Table { numbers, scales: weights.floats(&format!("{name}.scale"), &[rows])? })
    }

    fn row(&self, n: usize) -> impl Iterator<Item = f32> {
        let (scale, hidden) = (self.scales[n], self.numbers.len() / self.scales.len());
        self.numbers[n * hidden..][..hidden].iter().map(move |&number| f32::from(number) * scale)
    }
}

impl Model {
    /// Loads a model from the bytes of its file.
    ///
    /// # Errors
    /// If the file is damaged, is of another kind of model, or lacks a tensor.
    pub fn load(bytes: &[u8]) -> Result<Model, LoadError> {
        // There is always the baseline.
        Model::with_width(bytes, Width::available()[0])
    }

    pub(crate) fn with_width(bytes: &[u8], width: Width) -> Result<Model, LoadError> {
        let weights = Weights::read(bytes)?;
        let setting = |name: &str, reason: String| LoadError::Setting { name: name.to_owned(), reason };
        for (name, known) in [("kind", "bert"), ("format", "1")] {
            let found = weights.setting(name)?;
            if found != known {
                return Err(setting(name, format!("'{found}' is not known here, only '{known}'")));
            }
        }
        let [hidden, heads, inner, layers, positions] =
            ["hidden", "heads", "feed_forward", "layers", "positions"].map(|name| weights.number::<usize>(name));
        let (hidden, heads, inner, layers, positions) = (hidden?, heads?, inner?, layers?, positions?);
        if hidden == 0 || heads == 0 || inner == 0 || hidden % heads != 0 {
            return Err(setting("heads", format!("{hidden} numbers do not make {heads} heads")));
        }
        // Sums of products stay within 32 bits.
        if hidden.max(inner) > 65_536 {
            return Err(setting("hidden", "more than 65536 numbers a row".to_owned()));
        }
        if positions < 4 {
            return Err(setting("positions", "fewer than four leave no room for two texts".to_owned()));
        }
        let epsilon: f32 = weights.number("norm_epsilon")?;
        let norm = |name: String| -> Result<Norm, LoadError> {
            let part = |part: &str| weights.floats(&format!("{name}.{part}"), &[hidden]);
            Ok(Norm { weight: part("weight")?, bias: part("bias")?, epsilon })
        };
        let dense = |name: String, outputs: usize, inputs: usize| -> Result<Dense, LoadError> {
            let numbers = weights.integers(&format!("{name}.weight"), &[outputs, inputs])?;
            let part = |part: &str| weights.floats(&format!("{name}.{part}"), &[outputs]);
            let channels = weights.floats(&format!("{name}.channels"), &[inputs])?;
            Ok(Dense::new(&numbers, channels, part("scale")?, part("bias")?))
        };
        let layer = |n: usize| -> Result<Layer, LoadError> {
            Ok(Layer {
                attention: dense(format!("layers.{n}.attention"), 3 * hidden, hidden)?,
                attended: dense(format!("layers.{n}.attended"), hidden, hidden)?,
                attended_norm: norm(format!("layers.{n}.attended_norm"))?,
                up: dense(format!("layers.{n}.up"), inner, hidden)?,
                down: dense(format!("layers.{n}.down"), hidden, inner)?,
                norm: norm(format!("layers.{n}.norm"))?,
                heads,
            })
        };
        let tokenizer = Tokenizer::new(weights.bytes("vocabulary")?)?;
        let names = weights.head().keys().filter_map(|key| key.strip_prefix("head."));
        Ok(Model {
            words: Table::load(&weights, "embeddings.words", tokenizer.vocabulary_len(), hidden)?,
            positions: Table::load(&weights, "embeddings.positions", positions, hidden)?,
            segments: weights.floats("embeddings.segments", &[2, hidden])?,
            sides: if weights.has("sides") { weights.floats("sides", &[2, hidden])? } else { vec![0.0; 2 * hidden] },
            norm: norm("embeddings.norm".to_owned())?,
            layers: (0..layers).map(layer).collect::<Result<_, _>>()?,
            heads: names
                .map(|name| Ok((name.to_owned(), Head::load(&weights, name, width)?)))
                .collect::<Result<_, LoadError>>()?,
            about: weights.head().clone(),
            tokenizer,
            hidden,
            width,
        })
    }

    /// All that the file's head says: what the model was trained on, when, by which command, under which licence.
    #[must_use]
    pub fn about(&self) -> &BTreeMap<String, String> {
        &self.about
    }

    /// What splits a text into pieces.
    #[must_use]
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// How many layers there are.
    #[must_use]
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// How many numbers a state has.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// The most pieces of a sequence, special ones included.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.positions.scales.len().min(LIMIT)
    }

    /// The head of that name, if the model has it.
    #[must_use]
    pub fn head(&self, name: &str) -> Option<&Head> {
        self.heads.get(name)
    }

    /// A text as the model reads it: `[CLS] text [SEP]`, segment 0. A text that is longer than [`limit`](Model::limit)
    /// is cut at its end.
    #[must_use]
    pub fn sequence(&self, text: &str) -> Sequence {
        Sequence::new(&self.tokenizer, &[&self.tokenizer.pieces(text)], self.limit())
    }

    /// Two texts as the model reads them together: `[CLS] a [SEP] b [SEP]`, segments 0 and 1. What is too long loses
    /// the last pieces of the longer text.
    #[must_use]
    pub fn pair(&self, a: &str, b: &str) -> Sequence {
        let (a, b) = (self.tokenizer.pieces(a), self.tokenizer.pieces(b));
        Sequence::new(&self.tokenizer, &[&a, &b], self.limit())
    }

    /// The states of a sequence after all layers.
    #[must_use]
    pub fn states(&self, sequence: &Sequence) -> States {
        self.lower(sequence, self.layers())
    }

    /// The states of a sequence after its first `layers` layers; with none, the embeddings.
    ///
    /// # Panics
    /// If the model has fewer layers or segments, or the sequence is another model's.
    #[must_use]
    pub fn lower(&self, sequence: &Sequence, layers: usize) -> States {
        let mut numbers = Vec::with_capacity(sequence.len() * self.hidden);
        for (n, (piece, &segment)) in sequence.pieces.iter().zip(&sequence.segments).enumerate() {
            let segment = &self.segments[usize::from(segment) * self.hidden..][..self.hidden];
            let parts = self.words.row(piece.id as usize).zip(segment).zip(self.positions.row(n));
            numbers.extend(parts.map(|((word, segment), position)| word + segment + position));
        }
        self.width.run(Run { model: self, numbers: &mut numbers, layers: 0..layers, embeddings: true });
        States { numbers, width: self.hidden, layers }
    }

    /// The states of two texts, run apart so far, after the layers up to `layers` on both together: those of `a`, then
    /// those of `b`. What was run apart can be kept and used again with other texts.
    ///
    /// # Panics
    /// If one has been run through more layers than the other, or the model has fewer than `layers`.
    #[must_use]
    pub fn join(&self, a: &States, b: &States, layers: usize) -> States {
        assert_eq!(a.layers, b.layers, "both texts after the same layers");
        let mut numbers = Vec::with_capacity(a.numbers.len() + b.numbers.len());
        for (states, side) in [a, b].into_iter().zip(self.sides.chunks_exact(self.hidden)) {
            for row in states.rows() {
                numbers.extend(row.iter().zip(side).map(|(x, side)| x + side));
            }
        }
        self.width.run(Run { model: self, numbers: &mut numbers, layers: a.layers..layers, embeddings: false });
        States { numbers, width: self.hidden, layers }
    }
}

/// The layers of a model to be run on some states, in place.
struct Run<'a> {
    model: &'a Model,
    numbers: &'a mut [f32],
    layers: std::ops::Range<usize>,
    /// Whether the states are sums of embeddings that have yet to be normalised.
    embeddings: bool,
}

impl Work for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        if self.embeddings {
            self.model.norm.apply(self.numbers);
        }
        let mut room = Room::default();
        for layer in &self.model.layers[self.layers] {
            layer.apply(vectors, self.numbers, &mut room);
        }
    }
}

#[cfg(test)]
#[path = "../tests/common/mod.rs"]
#[allow(unreachable_pub, missing_docs, reason = "shared with the tests outside")]
mod common;

#[cfg(test)]
mod tests {
    use super::common::{File, Sizes, TINY, VOCABULARY};
    use super::*;

    /// The bits of all states of a joined pair, at one width.
    fn bits(file: &[u8], width: Width) -> Vec<u32> {
        let model = Model::with_width(file, width).unwrap();
        let lower = |text: &str| model.lower(&model.sequence(text), 1);
        let a = lower("The bridge fell at dawn, it is falling.");
        let joined = model.join(&a, &lower("a river"), model.layers());
        let scores = model.head("same").unwrap().scores(joined.row(0));
        joined.numbers.iter().chain(&scores).map(|x| x.to_bits()).collect()
    }

    #[test]
    fn every_width_gives_the_same_bits() {
        let wide = Sizes { hidden: 96, heads: 3, feed_forward: 384, layers: 2, positions: 40 };
        for sizes in [TINY, wide] {
            let file = File::random(sizes, VOCABULARY).bytes();
            let widths = Width::available();
            let first = bits(&file, widths[0]);
            for &width in &widths[1..] {
                assert_eq!(bits(&file, width), first, "{width:?}");
            }
        }
    }
}
