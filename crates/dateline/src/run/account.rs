//! `account`: the main job.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{AccountArgs, Common, Format, Shown, StateArg};
use crate::output::Sink;
use crate::progress::Progress;
use crate::show::{self, Show};
use anyhow::{Result, bail};
use dateline_engine::types::{Account, ClaimState};
use dateline_engine::view::{Narrow, Reach, View, Whom};
use dateline_engine::{AccountWriter, Engine, Notice, Stories};
use std::io::Write;

/// `dateline account`.
pub(super) fn run(args: AccountArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text)?;
    if matches!(format, Format::Jsonl | Format::Conllu | Format::Sarif | Format::Annotations) {
        bail!("an account is not written as {format:?}; choose text, markdown, html or json");
    }
    if args.seal && format != Format::Json {
        bail!("only an account as JSON is sealed; add --format json");
    }
    let mut out = args.output.open(format)?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let (request, narrow) = (request(&args.compared)?, narrow(&args.shown));
    let show = Show { all: args.shown.all, paths: !args.no_paths };
    let tell = &mut |notice: Notice<'_>| progress.hear(notice);
    let tally = if let Some(id) = args.explain {
        let compared = engine.account(&request, tell)?;
        let explained = engine.explain(&compared, id)?;
        if explained.is_empty() {
            bail!("no story has a claim {id}: its id stands in the account as JSON (--format json)");
        }
        show::explain::write(&mut out, &explained, &compared.reports)?;
        compared.tally
    } else if format == Format::Html {
        // A page opens with a list of all its stories.
        let compared = engine.account(&request, tell)?.narrowed(&narrow);
        show::html::write(&mut out, View::new(&compared.account, &compared.reports), show)?;
        compared.tally
    } else {
        let stories = engine.stories(&request, tell)?;
        match format {
            Format::Json => json(&engine, &stories, &narrow, &args, &mut out, &progress)?,
            _ => each(&engine, &stories, &narrow, (format, show), &mut out, &progress)?,
        }
        stories.tally
    };
    out.finish()?;
    progress.ended("show");
    Ok(outcome(tally, &progress, common))
}

/// Writes the account as JSON, each story as it is ready.
fn json(
    engine: &Engine,
    stories: &Stories,
    narrow: &Narrow,
    args: &AccountArgs,
    out: &mut Sink,
    progress: &Progress,
) -> Result<()> {
    let mut account = AccountWriter::new(&mut *out, stories, narrow, args.layers, args.seal)?;
    engine.tell_each(stories, &mut |notice| progress.hear(notice), |story| {
        anyhow::Ok(account.story(&narrow.of(story, &stories.reports))?)
    })?;
    if let Some(seal) = account.finish()? {
        progress.warn(format_args!("sealed as {}", seal.account));
    }
    Ok(out.write_all(b"\n")?)
}

/// Writes the account to be read, each story as it is ready. Of one that is narrowed, stories without a claim are left out.
fn each(
    engine: &Engine,
    stories: &Stories,
    narrow: &Narrow,
    (format, show): (Format, Show),
    out: &mut Sink,
    progress: &Progress,
) -> Result<()> {
    let narrowed = Narrow { reach: Reach::Short, ..narrow.clone() } != Narrow::default();
    let (mut written, mut left) = (0, 0);
    engine.tell_each(stories, &mut |notice| progress.hear(notice), |story| {
        let story = narrow.of(story, &stories.reports);
        if narrowed && !story.claims.iter().any(|claim| show.all || claim.shown) {
            left += 1;
            return Ok(());
        }
        if written > 0 {
            writeln!(out)?;
        }
        written += 1;
        let account = Account { stories: vec![story] };
        let view = View::new(&account, &stories.reports);
        if format == Format::Markdown {
            show::markdown::write(out, view, show)?
        } else {
            show::terminal::write(out, view, show)?
        }
        anyhow::Ok(())
    })?;
    if left > 0 {
        progress.warn(format_args!("{left} of {} stories have no such claim and are left out", written + left));
    }
    Ok(())
}

/// The claims that are asked for; of them what is read shows those that matter most, unless all is asked for.
fn narrow(shown: &Shown) -> Narrow {
    let state = shown.claims.map(|state| match state {
        StateArg::Agree => ClaimState::Agree,
        StateArg::Differ => ClaimState::Differ,
        StateArg::Contradict => ClaimState::Contradict,
        StateArg::Open => ClaimState::Open,
        StateArg::Single => ClaimState::Single,
    });
    let actor = shown.actor.clone().map(Whom::Holding);
    Narrow { state, actor, since: shown.since, reach: Reach::Passing, ..Narrow::default() }
}
