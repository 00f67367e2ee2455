//! The commands, a file each: arguments to a request, a call of the engine, its answer to a form.

mod account;
mod actors;
mod add;
mod changes;
mod check;
mod export;
mod generate;
mod languages;
mod mcp;
mod reports;
mod search;
mod serve;
mod sources;
mod store;
mod verify;
mod watch;

use crate::Outcome;
use crate::args::{Cli, Command, Common, Compared, Language, Paths, TimeModeArg};
use crate::progress::Progress;
use anyhow::{Context, Result};
use dateline_engine::{AccountRequest, Clock, Edits, Engine, Inputs, Options, ReadOptions, Settings, Tally, TimeMode};
use std::path::Path;

/// The name that a draft goes by which was pasted or sent: Markdown, and no path that a report could be read from.
const PASTED: &str = "(draft).md";

/// Runs one command.
pub(crate) fn run(cli: Cli) -> Result<Outcome> {
    let common = cli.common;
    match cli.command {
        Command::Account(args) => account::run(args, &common),
        Command::Read(args) => reports::read(args, &common),
        Command::Parse(args) => reports::parse(args, &common),
        Command::Annotate(args) => reports::annotate(args, &common),
        Command::Actors(args) => actors::run(args, &common),
        Command::Check(args) => check::run(args, &common),
        Command::Sources(args) => sources::run(args, &common),
        Command::Verify(args) => verify::run(args, &common),
        Command::Add(args) => add::run(args, &common),
        Command::Watch(args) => watch::run(args, &common),
        Command::Changes(args) => changes::run(args, &common),
        Command::Store(args) => store::run(args, &common),
        Command::Serve(args) => serve::run(args, &common),
        Command::Mcp(args) => mcp::run(args, &common),
        Command::Search(args) => search::run(args, &common),
        Command::Languages(args) => languages::run(args),
        Command::Export(args) => export::run(args, &common),
        Command::Generate(args) => generate::run(&args),
    }
}

/// The engine with what the user chose; commands that parse nothing choose no language.
fn engine(common: &Common, language: Option<&Language>) -> Engine {
    let time_mode = language.map_or(TimeMode::Auto, |language| match language.time_mode {
        TimeModeArg::Auto => TimeMode::Auto,
        TimeModeArg::News => TimeMode::News,
        TimeModeArg::Narrative => TimeMode::Narrative,
    });
    engine_with(common, language.and_then(|language| language.pipeline.clone()), time_mode)
}

/// The engine with a pipeline and a way to read times.
fn engine_with(common: &Common, pipeline: Option<String>, time_mode: TimeMode) -> Engine {
    Engine::new(Settings {
        pipeline,
        pipelines: languages::kept(),
        language: None,
        annotate: Options { time_mode },
        jobs: common.jobs,
        clock: Clock::default(),
    })
}

fn inputs(paths: &Paths) -> Inputs {
    let columns = paths.columns.clone().unwrap_or_default();
    Inputs::from_paths(&paths.paths).reading(ReadOptions { columns, follow_links: paths.follow_links })
}

/// What an account is asked to be made from.
fn request(args: &Compared) -> Result<AccountRequest> {
    Ok(AccountRequest { inputs: inputs(&args.paths).as_of(args.as_of), edits: edits(args.actors.as_deref())? })
}

/// The edits of a file; none if there is no file.
fn edits(file: Option<&Path>) -> Result<Edits> {
    let Some(file) = file else { return Ok(Edits::default()) };
    let toml = std::fs::read_to_string(file).with_context(|| format!("{} can not be read", file.display()))?;
    Edits::parse(&toml).with_context(|| file.display().to_string())
}

/// The exit status that the inputs come to.
fn outcome(tally: Tally, progress: &Progress, common: &Common) -> Outcome {
    progress.read(tally.read);
    match tally {
        Tally { read: 0, .. } => Outcome::Nothing,
        Tally { failed: 1.., .. } if common.strict => Outcome::Fault,
        _ => Outcome::Done,
    }
}
