//! Runs small transformers of BERT's kind on the processor: text to pieces, pieces to states, states to scores.
//!
//! Weights are 8-bit integers, and a result has the same bytes on every machine. See the README for the file of a model.
//!
//! ```no_run
//! let model = dateline_encoder::Model::load(&std::fs::read("model.safetensors")?)?;
//!
//! // Two texts apart: the mean of a span's states, compared by their angle.
//! let (a, b) = (model.sequence("The bridge fell at dawn."), model.sequence("At dawn, the bridge collapsed."));
//! let (of_a, of_b) = (model.states(&a), model.states(&b));
//! let alike = dateline_encoder::cosine(&of_a.mean(a.covering(0, 4..15)), &of_b.mean(b.text(0)));
//!
//! // Two texts together, and a head that judges the pair.
//! let pair = model.pair("The bridge fell at dawn.", "At dawn, the bridge collapsed.");
//! let judge = model.head("same").ok_or("the model has no such head")?;
//! let same = dateline_encoder::sigmoid(judge.scores(model.states(&pair).row(0))[0]);
//!
//! // The lower layers apart, to be kept; the upper ones on both.
//! let together = model.join(&model.lower(&a, 3), &model.lower(&b, 3), model.layers());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(unsafe_code)]

mod attention;
mod dense;
mod error;
mod head;
mod layer;
mod math;
mod model;
mod sequence;
mod simd;
mod states;
mod tokenizer;
mod weights;
mod words;

pub use error::LoadError;
pub use head::Head;
pub use math::{cosine, sigmoid, softmax};
pub use model::Model;
pub use sequence::Sequence;
pub use states::States;
pub use tokenizer::{Piece, Tokenizer};
pub use weights::{Tensor, Weights};
