//! A loaded pipeline: the way in.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    arc_eager::ArcEager,
    attribute_ruler::AttributeRuler,
    biluo::Biluo,
    builtin,
    bundle::Bundle,
    doc::Doc,
    error::Error,
    labels::Labels,
    lemmatizer::Lemmatizer,
    lexicon::Norms,
    load,
    simd::Width,
    tagger::{Senter, Tagger},
    tok2vec::Tok2Vec,
    tokenizer::Tokenizer,
    tree::Lifted,
    worker::Memory,
};

/// A loaded spaCy pipeline. It never changes, clones cheaply, and may be used from any number of threads at once.
#[derive(Debug, Clone)]
pub struct Pipeline {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    model: Model,
    /// Memories of threads that are done with them, for those that come next.
    memories: Mutex<Vec<Memory>>,
}

/// What a pipeline knows.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) lang: String,
    pub(crate) version: String,
    pub(crate) simd: Width,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) norms: Norms,
    /// The vectors that components share.
    pub(crate) shared: Option<Tok2Vec>,
    pub(crate) tagger: Option<Tagger>,
    pub(crate) parser: Option<ArcEager>,
    /// Where there is no parser to tell where sentences begin.
    pub(crate) senter: Option<Senter>,
    pub(crate) lifted: Option<Lifted>,
    /// The finder of names, with its own vectors if it does not share.
    pub(crate) finder: Option<(Option<Tok2Vec>, Biluo)>,
    pub(crate) ruler: Option<AttributeRuler>,
    pub(crate) lemmatizer: Option<Lemmatizer>,
    pub(crate) labels: Arc<Labels>,
}

/// Parses one text after another, and remembers the forms that it met.
#[derive(Debug)]
pub struct Worker<'p> {
    pipeline: &'p Pipeline,
    /// Taken back when the worker goes.
    memory: Option<Memory>,
}

impl Pipeline {
    /// The English pipeline that is built in.
    ///
    /// # Errors
    /// None in a sound build: what is built in is checked by the tests.
    pub fn english() -> Result<Pipeline, Error> {
        Pipeline::of(Bundle::BuiltIn(builtin::ENGLISH))
    }

    /// Loads a pipeline from its folder (the one with `config.cfg`) or from a wheel.
    ///
    /// # Errors
    /// If there is no pipeline, a file is missing or damaged, or a component or layer is of a kind that is not known;
    /// the message names it.
    pub fn load(path: &Path) -> Result<Pipeline, Error> {
        Pipeline::of(Bundle::open(path)?)
    }

    fn of(mut bundle: Bundle) -> Result<Pipeline, Error> {
        let model = load::load(&mut bundle)?;
        Ok(Pipeline { inner: Arc::new(Inner { model, memories: Mutex::default() }) })
    }

    /// The pipeline's name in its `meta.json`, without the language, as `core_web_sm`.
    pub fn name(&self) -> &str {
        &self.inner.model.name
    }

    /// The code of its language, as `en`.
    pub fn lang(&self) -> &str {
        &self.inner.model.lang
    }

    /// The version of its weights and rules.
    pub fn version(&self) -> &str {
        &self.inner.model.version
    }

    /// The labels that it can give.
    pub fn labels(&self) -> &Labels {
        &self.inner.model.labels
    }

    /// A parser of one text after another. One for each thread; what it remembers makes it faster with each text.
    pub fn worker(&self) -> Worker<'_> {
        let kept = self.inner.memories.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Worker { pipeline: self, memory: Some(kept.unwrap_or_default()) }
    }

    /// Parses a text. Works on any text; offsets are bytes of it.
    ///
    /// The result depends on the text alone: not on texts before, threads or the processor.
    pub fn parse(&self, text: &str) -> Doc {
        self.worker().parse(text)
    }
}

impl Worker<'_> {
    /// Parses a text: the same result as [`Pipeline::parse`].
    pub fn parse(&mut self, text: &str) -> Doc {
        let memory = self.memory.get_or_insert_default();
        memory.parse(&self.pipeline.inner.model, text)
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if let Some(memory) = self.memory.take() {
            self.pipeline.inner.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        }
    }
}
