//! `languages`: the language pipelines that are built in or found, and how one is added.

use crate::Outcome;
use crate::args::{LanguagesArgs, LanguagesCommand};
use crate::output::Sink;
use anyhow::Result;
use dateline_engine::{Found, Pipelines};
use etcetera::BaseStrategy;
use std::io::Write;
use std::path::Path;

/// `dateline languages`.
pub(super) fn run(args: LanguagesArgs) -> Result<Outcome> {
    match args.command {
        None => list()?,
        Some(LanguagesCommand::Add { path }) => add(&path)?,
    }
    Ok(Outcome::Done)
}

/// The pipelines that the user has, in the folder where programs keep their data.
pub(super) fn kept() -> Pipelines {
    let folder = etcetera::choose_base_strategy().map(|base| base.data_dir().join("dateline").join("pipelines"));
    folder.map_or_else(|_| Pipelines::default(), Pipelines::kept_in)
}

fn list() -> Result<()> {
    let mut out = Sink::words();
    for Found { name, path, pipeline } in kept().list() {
        let place = path.map_or_else(|| "built in".to_owned(), |path| path.display().to_string());
        match pipeline {
            Ok(p) => writeln!(out, "{name:<28} {:<4} {:<8} {place}", p.lang(), p.version())?,
            Err(error) => writeln!(out, "{name:<28} can not be used: {error}")?,
        }
    }
    writeln!(
        out,
        "\nTo add a spaCy v3 pipeline: `dateline languages add PATH`, its folder or wheel; then `--pipeline NAME`."
    )?;
    out.finish()
}

fn add(path: &Path) -> Result<()> {
    let name = kept().add(path)?;
    writeln!(anstream::stdout(), "added {name}: use it with `--pipeline {name}`")?;
    Ok(())
}
