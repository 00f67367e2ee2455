//! `languages`: the language pipelines that are built in or found, and how one is added.

use crate::Outcome;
use crate::args::{LanguagesArgs, LanguagesCommand};
use anyhow::{Context, Result, bail};
use dateline_spacy::Pipeline;
use etcetera::BaseStrategy;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// `dateline languages`.
pub(super) fn run(args: LanguagesArgs) -> Result<Outcome> {
    match args.command {
        None => list()?,
        Some(LanguagesCommand::Add { path }) => add(&path)?,
    }
    Ok(Outcome::Done)
}

/// A pipeline by its name, folder or wheel.
pub(super) fn find(name: &str) -> Result<Pipeline> {
    if Path::new(name).exists() {
        return Ok(Pipeline::load(name.as_ref())?);
    }
    for path in found()? {
        if stem(&path) == name {
            return Ok(Pipeline::load(&path)?);
        }
    }
    let english = Pipeline::english()?;
    if [full_name(&english), english.lang().to_owned()].contains(&name.to_owned()) {
        return Ok(english);
    }
    bail!("no pipeline is called {name:?}; `dateline languages` lists them, `dateline languages add PATH` adds one")
}

fn list() -> Result<()> {
    let mut out = anstream::stdout();
    let english = Pipeline::english()?;
    writeln!(out, "{:<28} {:<4} {:<8} built in", full_name(&english), english.lang(), english.version())?;
    for path in found()? {
        match Pipeline::load(&path) {
            Ok(p) => writeln!(out, "{:<28} {:<4} {:<8} {}", stem(&path), p.lang(), p.version(), path.display())?,
            Err(error) => writeln!(out, "{:<28} can not be used: {error}", stem(&path))?,
        }
    }
    writeln!(
        out,
        "\nTo add a spaCy v3 pipeline: `dateline languages add PATH`, its folder or wheel; then `--pipeline NAME`."
    )?;
    Ok(())
}

fn add(path: &Path) -> Result<()> {
    let pipeline = Pipeline::load(path)?;
    let name = full_name(&pipeline);
    let folder = folder()?;
    fs::create_dir_all(&folder).with_context(|| format!("{}: can not be made", folder.display()))?;
    let to = if path.is_dir() { folder.join(&name) } else { folder.join(format!("{name}.whl")) };
    if to.exists() {
        bail!("{name} is there already, as {}; delete that first to replace it", to.display());
    }
    copy(path, &to).with_context(|| format!("{}: can not be copied to {}", path.display(), to.display()))?;
    writeln!(anstream::stdout(), "added {name}: use it with `--pipeline {name}`")?;
    Ok(())
}

fn full_name(pipeline: &Pipeline) -> String {
    format!("{}_{}", pipeline.lang(), pipeline.name())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where added pipelines are kept.
fn folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("there is no home folder to keep pipelines in")?;
    Ok(base.data_dir().join("dateline").join("pipelines"))
}

/// The pipelines that were added, by name.
fn found() -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder()?) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
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
