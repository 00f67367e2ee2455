//! From bytes to reports: files, folders and streams in, [`Report`]s out.
//!
//! A [`Reader`] knows the words of a language. [`Reader::read`] is the whole way. Its two halves stand alone:
//! [`Reader::sources`] touches the world and gives the bytes of one report after the other, [`Reader::reports`] turns them
//! into reports and touches nothing. [`Reader::read_bytes`] is both over bytes that are in memory.
//!
//! An input that can not be read is named with its reason and what to do, and the others go on. What is held in memory
//! is one report at a time, and no report is longer than [`LIMIT`].

mod columns;
mod containers;
mod dates;
mod decode;
mod draft;
mod error;
mod facts;
mod html;
mod json;
mod kind;
mod kind_text;
mod label;
mod lexicon;
mod lines;
mod markdown;
mod people;
mod reader;
mod record;
mod report;
mod source;
mod walk;
mod xml;

pub use columns::Columns;
pub use error::{Problem, ReadError};
pub use reader::{Options, Reader};
pub use report::Ids;
pub use source::{LIMIT, Source};
pub use walk::Input;
