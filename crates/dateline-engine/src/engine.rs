//! The engine: what calls share, made once.

use crate::pipelines::Pipelines;
use crate::{EngineError, work};
use dateline_annotate::{Annotator, Options};
use dateline_compare::Lexicon;
use dateline_language::{Language, TableError};
use dateline_read::Reader;
use dateline_spacy::Pipeline;
use jiff::Timestamp;
use std::num::NonZeroUsize;
use std::sync::OnceLock;

/// What a caller may choose for all calls of an [`Engine`].
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The language pipeline: the name of one of `pipelines`, or a folder or wheel; the built-in English one if `None`.
    pub pipeline: Option<String>,
    /// Where names of pipelines are looked for.
    pub pipelines: Pipelines,
    /// The words of the language; built-in English if `None`.
    pub language: Option<Language>,
    /// How reports are annotated.
    pub annotate: Options,
    /// How many reports are worked on at once, as many as there are cores if `None`. No answer depends on it.
    pub jobs: Option<NonZeroUsize>,
    /// What the time is, for what a store notes of when it came.
    pub clock: Clock,
}

/// Tells what the time is: the system's, if nothing else is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Clock(pub fn() -> Timestamp);

impl Default for Clock {
    fn default() -> Clock {
        Clock(Timestamp::now)
    }
}

/// Everything that dateline does, as calls on values.
///
/// An engine never changes, so that any number of threads may share it. Its language pipeline and the tables of its
/// language are loaded with the first call that needs them, and once.
#[derive(Debug, Default)]
pub struct Engine {
    pub(crate) settings: Settings,
    pipeline: OnceLock<Pipeline>,
    reader: OnceLock<Reader>,
    annotator: OnceLock<Annotator>,
    lexicon: OnceLock<Lexicon>,
}

impl Engine {
    /// An engine with these settings; nothing is loaded yet.
    pub fn new(settings: Settings) -> Engine {
        Engine { settings, ..Engine::default() }
    }

    /// The language pipeline.
    ///
    /// # Errors
    /// If it can not be found or loaded.
    pub fn pipeline(&self) -> Result<&Pipeline, EngineError> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        let loaded = match &self.settings.pipeline {
            None => Pipelines::built_in()?,
            Some(name) => self.settings.pipelines.find(name)?,
        };
        Ok(self.pipeline.get_or_init(|| loaded))
    }

    /// What reading knows of the language.
    pub(crate) fn reader(&self) -> Result<&Reader, EngineError> {
        self.read_once(&self.reader, Reader::new)
    }

    /// What annotating knows of the language.
    pub(crate) fn annotator(&self) -> Result<&Annotator, EngineError> {
        self.read_once(&self.annotator, Annotator::new)
    }

    /// What comparing knows of the language.
    pub(crate) fn lexicon(&self) -> Result<&Lexicon, EngineError> {
        self.read_once(&self.lexicon, Lexicon::new)
    }

    fn read_once<'e, T>(
        &'e self,
        kept: &'e OnceLock<T>,
        read: impl Fn(&Language) -> Result<T, TableError>,
    ) -> Result<&'e T, EngineError> {
        if let Some(kept) = kept.get() {
            return Ok(kept);
        }
        let made = match &self.settings.language {
            Some(language) => read(language)?,
            None => read(&Language::english())?,
        };
        Ok(kept.get_or_init(|| made))
    }

    /// What makes the layers of a report: this version, and the pipeline's.
    ///
    /// # Errors
    /// As [`Engine::pipeline`].
    pub fn version(&self) -> Result<String, EngineError> {
        let pipeline = self.pipeline()?;
        Ok(format!("dateline {}, {} {}", env!("CARGO_PKG_VERSION"), pipeline.name(), pipeline.version()))
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.settings.clock.0)()
    }

    pub(crate) fn jobs(&self) -> NonZeroUsize {
        work::jobs(self.settings.jobs)
    }

    /// The threads that stages over many reports run on.
    pub(crate) fn threads(&self) -> Result<rayon::ThreadPool, EngineError> {
        Ok(rayon::ThreadPoolBuilder::new().num_threads(self.jobs().get()).stack_size(work::STACK).build()?)
    }
}
