//! Language pipelines: the one that is built in, and those that a folder keeps.

use crate::EngineError;
use dateline_spacy::{Error, Pipeline};
use std::fs;
use std::path::{Path, PathBuf};

/// Where pipelines are looked for by their names: a folder of folders and wheels. The default knows only what is built in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pipelines {
    folder: Option<PathBuf>,
}

/// A pipeline that was found.
#[derive(Debug)]
pub struct Found {
    /// What it is called.
    pub name: String,
    /// Where it is kept; `None` for the one that is built in.
    pub path: Option<PathBuf>,
    /// The pipeline, or why it can not be used.
    pub pipeline: Result<Pipeline, Error>,
}

impl Pipelines {
    /// Those that a folder keeps, beside the one that is built in.
    pub fn kept_in(folder: impl Into<PathBuf>) -> Pipelines {
        Pipelines { folder: Some(folder.into()) }
    }

    /// The pipeline that is built in: English.
    ///
    /// # Errors
    /// If this build is broken.
    pub fn built_in() -> Result<Pipeline, EngineError> {
        Pipeline::english().map_err(EngineError::BuiltIn)
    }

    /// A pipeline by its name, folder or wheel.
    ///
    /// # Errors
    /// If there is none, or it can not be used.
    pub fn find(&self, name: &str) -> Result<Pipeline, EngineError> {
        if Path::new(name).exists() {
            return Ok(Pipeline::load(name.as_ref())?);
        }
        if let Some(path) = self.kept().iter().find(|path| stem(path) == name) {
            return Ok(Pipeline::load(path)?);
        }
        let english = Pipelines::built_in()?;
        if full_name(&english) == name || english.lang() == name {
            return Ok(english);
        }
        Err(EngineError::NoPipeline { name: name.to_owned() })
    }

    /// All pipelines: the one that is built in first, then the others by name.
    pub fn list(&self) -> Vec<Found> {
        let english = Pipeline::english();
        let name = english.as_ref().map_or_else(|_| "en".to_owned(), full_name);
        let kept = self.kept().into_iter().map(|path| Found {
            name: stem(&path),
            pipeline: Pipeline::load(&path),
            path: Some(path),
        });
        std::iter::once(Found { name, path: None, pipeline: english }).chain(kept).collect()
    }

    /// Copies a pipeline, its folder or wheel, to those that are kept, and gives the name that it can be found by.
    ///
    /// # Errors
    /// If it is no pipeline, one of its name is there, or it can not be copied.
    pub fn add(&self, path: &Path) -> Result<String, EngineError> {
        let name = full_name(&Pipeline::load(path)?);
        let folder = self.folder.as_ref().ok_or(EngineError::NoFolder)?;
        let to = if path.is_dir() { folder.join(&name) } else { folder.join(format!("{name}.whl")) };
        if to.exists() {
            return Err(EngineError::PipelineKept { name, path: to });
        }
        let copied = fs::create_dir_all(folder).and_then(|()| copy(path, &to));
        copied.map_err(|why| EngineError::Copy { from: path.to_owned(), to, why })?;
        Ok(name)
    }

    /// Where the pipelines are that the folder keeps, by name.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let mut paths: Vec<PathBuf> = entries.into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        paths
    }
}

fn full_name(pipeline: &Pipeline) -> String {
    format!("{}_{}", pipeline.lang(), pipeline.name())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
