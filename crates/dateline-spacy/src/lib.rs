//! Runs spaCy v3 pipelines without Python: text to tokens, tags, lemmas, trees, sentences and names.
//!
//! ```
//! let pipeline = dateline_spacy::Pipeline::english()?;
//! let doc = pipeline.parse("The minister resigned on Monday.");
//! assert!(doc.len() <= 6);
//! # Ok::<(), dateline_spacy::Error>(())
//! ```

mod arc_eager;
mod attribute_ruler;
mod biluo;
mod builtin;
mod bundle;
mod config;
mod dense;
mod doc;
mod error;
mod hash;
mod labels;
mod lemmatizer;
mod lexicon;
mod load;
mod moves;
mod msgpack;
mod pattern;
mod pipeline;
mod scorer;
mod simd;
mod specials;
mod tagger;
mod tok2vec;
mod tokenizer;
mod tree;
mod unicode;
mod weights;
mod worker;

pub use doc::{Doc, Entity, Iob, Token};
pub use error::Error;
pub use labels::{Label, Labels};
pub use pipeline::{Pipeline, Worker};
