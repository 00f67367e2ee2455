//! From bytes to reports: files, folders and streams in, [`Report`]s out.
//!
//! [`read`] is the whole way. Its two halves stand alone: [`sources`] touches the world and gives the bytes of one
//! report after the other, [`Source::read`] turns them into a report and touches nothing. [`read_bytes`] is both over
//! bytes that are in memory.
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
mod record;
mod report;
mod source;
mod walk;
mod xml;

pub use columns::Columns;
pub use error::{Problem, ReadError};
pub use source::{LIMIT, Source};
pub use walk::Input;

use containers::{Context, Data};
use dateline_core::Report;
pub use report::Ids;
use source::Stream;
use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use walk::Walk;

/// How inputs are read, where the user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which column of a table holds what, where its name does not tell.
    pub columns: Columns,
    /// Whether links that lead out of a folder that is read are followed.
    pub follow_links: bool,
}

/// Reads inputs in order: folders by the names in them, files of several reports from top to bottom.
///
/// ```
/// use dateline_read::{Input, read};
/// let missing = read([Input::from("no/such/file.txt")]).next().expect("an answer");
/// assert_eq!(missing.unwrap_err().to_string(), "no/such/file.txt: there is no such file: check the path");
/// ```
pub fn read(inputs: impl IntoIterator<Item = Input>) -> impl Iterator<Item = Result<Report, ReadError>> + Send {
    Reports { sources: sources(inputs), ready: VecDeque::new(), ids: Ids::default() }
}

/// Reads bytes as if they were a file of that name; no file is touched.
///
/// ```
/// use dateline_read::read_bytes;
/// let reports = read_bytes("ferry.txt", b"A ferry sank off Port Ness on Monday.");
/// let report = reports[0].as_ref().expect("a text");
/// assert_eq!((report.id.as_str(), report.text.as_str()), ("ferry", "A ferry sank off Port Ness on Monday."));
/// ```
pub fn read_bytes(from: &str, bytes: &[u8]) -> Vec<Result<Report, ReadError>> {
    read_bytes_with(from, bytes, &Options::default())
}

/// As [`read_bytes`], with what the user chose.
pub fn read_bytes_with(from: &str, bytes: &[u8], options: &Options) -> Vec<Result<Report, ReadError>> {
    let context = Context { columns: Arc::new(options.columns.clone()), ..Context::default() };
    let sources = Stream::new(from, Data::Memory(bytes.to_vec()), context);
    Reports { sources, ready: VecDeque::new(), ids: Ids::default() }.collect()
}

/// The bytes of the reports of some inputs, in order: the half of [`read`] that touches the world.
pub fn sources(inputs: impl IntoIterator<Item = Input>) -> impl Iterator<Item = Result<Source, ReadError>> + Send {
    sources_with(inputs, &Options::default())
}

/// As [`sources`], with what the user chose.
pub fn sources_with<I: IntoIterator<Item = Input>>(
    inputs: I,
    options: &Options,
) -> impl Iterator<Item = Result<Source, ReadError>> + Send + use<I> {
    Sources { walk: Walk::new(inputs, options.follow_links), stream: None, columns: Arc::new(options.columns.clone()) }
}

/// Sources, file by file.
struct Sources {
    walk: Walk,
    stream: Option<Stream>,
    columns: Arc<Columns>,
}

impl Sources {
    /// What the containers of one input share.
    fn context(&self) -> Context {
        Context { columns: Arc::clone(&self.columns), ..Context::default() }
    }
}

impl Iterator for Sources {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(source) = self.stream.as_mut().and_then(Iterator::next) {
                return Some(source);
            }
            match self.walk.next()? {
                Ok(Input::Stdin) => {
                    self.stream = Some(Stream::new("-", Data::Stream(Box::new(io::stdin())), self.context()));
                }
                Ok(Input::Path(path)) => match open(&path, self.context()) {
                    Ok(stream) => self.stream = Some(stream),
                    Err(error) => return Some(Err(error)),
                },
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn open(path: &Path, context: Context) -> Result<Stream, ReadError> {
    let from = path.display().to_string();
    let failed = |reason| ReadError::io(&from, reason);
    let file = File::open(path).map_err(failed)?;
    // A pipe can be read only once, and only from its beginning.
    let is_plain = file.metadata().map_err(failed)?.is_file();
    let data = if is_plain { Data::File(file) } else { Data::Stream(Box::new(file)) };
    Ok(Stream::new(&from, data, context))
}

/// Reports, source by source.
struct Reports<S> {
    sources: S,
    ready: VecDeque<Result<Report, ReadError>>,
    ids: Ids,
}

impl<S: Iterator<Item = Result<Source, ReadError>>> Iterator for Reports<S> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.sources.next()? {
                Ok(source) => self.ready.extend(source.read()),
                Err(error) => return Some(Err(error)),
            }
        }
        self.ready.pop_front().map(|next| {
            next.map(|mut report| {
                report.id = self.ids.unique(std::mem::take(&mut report.id));
                report
            })
        })
    }
}
