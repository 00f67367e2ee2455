//! Finds who, when, who said what and what happened in one report.
//!
//! Two stages: [`parse`] runs the language engine over a report's article, [`Annotator::annotate`] finds the layers in the
//! parse. Neither needs another report, reads a file, or fails on any text. What is known of the words of a language comes
//! from a [`Language`](dateline_language::Language), read once into the views that an [`Annotator`] holds.

pub mod actors;
mod annotator;
pub mod clauses;
pub mod events;
mod options;
mod parse;
pub mod statements;
pub mod times;

pub use annotator::Annotator;
pub use options::Options;
pub use parse::{LabelError, check_labels, parse};
