//! The reader: what is known of a language, and the ways from inputs to reports.

use crate::containers::{Context, Data, budget::Budget};
use crate::lexicon::Lexicon;
use crate::source::Stream;
use crate::walk::Walk;
use crate::{Columns, Ids, Input, ReadError, Source};
use dateline_core::Report;
use dateline_language::{Language, TableError};
use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// How inputs are read, where the user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which column of a table holds what, where its name does not tell.
    pub columns: Columns,
    /// Whether links that lead out of a folder that is read are followed.
    pub follow_links: bool,
}

/// Reads inputs by what is known of the words of a language. A copy is cheap and shares that.
#[derive(Clone, Debug)]
pub struct Reader {
    lexicon: Arc<Lexicon>,
}

impl Reader {
    /// Reads the tables of a language, those of its folder `read/`.
    ///
    /// # Errors
    /// If a line of a table can not be used.
    pub fn new(language: &Language) -> Result<Reader, TableError> {
        Ok(Reader { lexicon: Arc::new(Lexicon::new(language)?) })
    }

    /// Reads inputs in order: folders by the names in them, files of several reports from top to bottom.
    ///
    /// ```
    /// use dateline_language::Language;
    /// use dateline_read::{Input, Reader};
    /// let reader = Reader::new(&Language::english())?;
    /// let missing = reader.read([Input::from("no/such/file.txt")]).next().expect("an answer");
    /// assert_eq!(missing.unwrap_err().to_string(), "no/such/file.txt: there is no such file: check the path");
    /// # Ok::<(), dateline_language::TableError>(())
    /// ```
    pub fn read<I: IntoIterator<Item = Input>>(
        &self,
        inputs: I,
    ) -> impl Iterator<Item = Result<Report, ReadError>> + Send + use<I> {
        let sources = self.sources(inputs, &Options::default());
        Reports { reader: self.clone(), sources, ready: VecDeque::new(), ids: Ids::default() }
    }

    /// Reads bytes as if they were a file of that name; no file is touched.
    ///
    /// ```
    /// use dateline_language::Language;
    /// use dateline_read::{Options, Reader};
    /// let reader = Reader::new(&Language::english())?;
    /// let reports = reader.read_bytes("ferry.txt", b"A ferry sank off Port Ness on Monday.", &Options::default());
    /// let report = reports[0].as_ref().expect("a text");
    /// assert_eq!((report.id.as_str(), report.text.as_str()), ("ferry", "A ferry sank off Port Ness on Monday."));
    /// # Ok::<(), dateline_language::TableError>(())
    /// ```
    pub fn read_bytes(&self, from: &str, bytes: &[u8], options: &Options) -> Vec<Result<Report, ReadError>> {
        let context = self.context(&Arc::new(options.columns.clone()));
        let sources = Stream::new(from, Data::Memory(bytes.to_vec()), context);
        Reports { reader: self.clone(), sources, ready: VecDeque::new(), ids: Ids::default() }.collect()
    }

    /// The bytes of the reports of some inputs, in order: the half of [`Reader::read`] that touches the world.
    pub fn sources<I: IntoIterator<Item = Input>>(
        &self,
        inputs: I,
        options: &Options,
    ) -> impl Iterator<Item = Result<Source, ReadError>> + Send + use<I> {
        let walk = Walk::new(inputs, options.follow_links);
        Sources { reader: self.clone(), walk, stream: None, columns: Arc::new(options.columns.clone()) }
    }

    /// Makes the reports of a source: one, or as many as a line of JSON or a document of a press database holds; for
    /// each that fails, the reason.
    ///
    /// Two sources may give reports of the same id; [`Reader::read`] sees to that.
    pub fn reports(&self, source: &Source) -> Vec<Result<Report, ReadError>> {
        source.read(&self.lexicon)
    }

    /// What the containers of one input share.
    fn context(&self, columns: &Arc<Columns>) -> Context {
        Context {
            lexicon: Arc::clone(&self.lexicon),
            budget: Arc::new(Budget::default()),
            columns: Arc::clone(columns),
        }
    }
}

/// Sources, file by file.
struct Sources {
    reader: Reader,
    walk: Walk,
    stream: Option<Stream>,
    columns: Arc<Columns>,
}

impl Iterator for Sources {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(source) = self.stream.as_mut().and_then(Iterator::next) {
                return Some(source);
            }
            let context = self.reader.context(&self.columns);
            match self.walk.next()? {
                Ok(Input::Stdin) => {
                    self.stream = Some(Stream::new("-", Data::Stream(Box::new(io::stdin())), context));
                }
                Ok(Input::Path(path)) => match open(&path, context) {
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
    reader: Reader,
    sources: S,
    ready: VecDeque<Result<Report, ReadError>>,
    ids: Ids,
}

impl<S: Iterator<Item = Result<Source, ReadError>>> Iterator for Reports<S> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.sources.next()? {
                Ok(source) => self.ready.extend(self.reader.reports(&source)),
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
