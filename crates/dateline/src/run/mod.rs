//! The commands, a file each.

mod account;
mod actors;
mod add;
mod compared;
mod export;
mod generate;
mod inputs;
mod languages;
mod reports;
mod serve;
mod verify;

use crate::Outcome;
use crate::args::{Cli, Command, Language, TimeModeArg};
use anyhow::{Context, Result};
use dateline_annotate::times::TimeMode;
use dateline_annotate::{Annotator, Options};
use dateline_compare::Lexicon;
use dateline_spacy::Pipeline;

/// Runs one command.
pub(crate) fn run(cli: Cli) -> Result<Outcome> {
    let common = cli.common;
    match cli.command {
        Command::Account(args) => account::run(args, &common),
        Command::Read(args) => reports::read(args, &common),
        Command::Parse(args) => reports::parse(args, &common),
        Command::Annotate(args) => reports::annotate(args, &common),
        Command::Actors(args) => actors::run(args, &common),
        Command::Verify(args) => verify::run(args, &common),
        Command::Add(args) => add::run(args, &common),
        Command::Serve(args) => serve::run(args, &common),
        Command::Languages(args) => languages::run(args),
        Command::Export(args) => export::run(args, &common),
        Command::Generate(args) => generate::run(&args),
    }
}

/// The language pipeline that was asked for.
fn pipeline(language: &Language) -> Result<Pipeline> {
    match &language.pipeline {
        None => Pipeline::english().context("the built-in English pipeline can not be loaded; this build is broken"),
        Some(name) => languages::find(name),
    }
}

/// What annotating knows of English.
fn annotator() -> Result<Annotator> {
    Annotator::new(&dateline_language::Language::english()).context(BROKEN)
}

/// What comparing knows of English.
fn lexicon() -> Result<Lexicon> {
    Lexicon::new(&dateline_language::Language::english()).context(BROKEN)
}

const BROKEN: &str = "the built-in rules of English can not be read; this build is broken";

/// What the user chose about annotating.
fn options(language: &Language) -> Options {
    let time_mode = match language.time_mode {
        TimeModeArg::Auto => TimeMode::Auto,
        TimeModeArg::News => TimeMode::News,
        TimeModeArg::Narrative => TimeMode::Narrative,
    };
    Options { time_mode }
}
