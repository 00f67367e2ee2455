//! Runs spaCy v3 pipelines without Python: text to tokens, tags, lemmas, trees, sentences and names.
//!
//! ```
//! let pipeline = dateline_spacy::Pipeline::english()?;
//! let doc = pipeline.parse("The minister resigned on Monday.");
//! assert!(doc.len() <= 6);
//! # Ok::<(), dateline_spacy::Error>(())
//! ```

mod doc;
mod error;
mod labels;
mod pipeline;

pub use doc::{Doc, Entity, Iob, Token};
pub use error::Error;
pub use labels::{Label, Labels};
pub use pipeline::{Pipeline, Worker};
