//! A language as a value: the tables, patterns, numerals, lexicons and weights of `rules/<language>/`, loaded once.
//!
//! A stage never names a word of a language. It asks a [`Language`] for a table by its name, and keeps what it reads there
//! in a view of its own, made once:
//!
//! ```
//! use dateline_language::{Language, word_sets};
//!
//! word_sets! {
//!     /// The small words of a stage.
//!     pub struct Small {
//!         /// What denies.
//!         negations,
//!     }
//! }
//!
//! let latin = Language::of("la", [("small.txt", "negations: non haud\n")]);
//! let small = Small::read(&latin.table("small.txt"))?;
//! assert!(small.negations.has("non") && !small.negations.has("et"));
//! # Ok::<(), dateline_language::TableError>(())
//! ```
//!
//! Another language is another folder: nothing else changes.

mod builtin;
mod error;
mod language;
mod numerals;
mod sets;
mod table;
mod words;

pub use error::{LoadError, TableError};
pub use language::Language;
pub use numerals::Numerals;
pub use sets::Sets;
pub use table::{Line, Table};
pub use words::Words;
