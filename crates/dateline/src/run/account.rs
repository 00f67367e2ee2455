//! `account`: the main job.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{AccountArgs, Common, Format, Shown, StateArg};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::Compared;
use dateline_engine::types::ClaimState;
use dateline_engine::types::json::AccountJson;
use dateline_engine::view::{Narrow, Reach, View, Whom};
use std::io::Write;

/// `dateline account`.
pub(super) fn run(args: AccountArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text);
    if matches!(format, Format::Jsonl | Format::Conllu) {
        bail!("an account is not written as {format:?}; choose text, markdown, html or json");
    }
    let mut out = args.output.open()?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let compared = engine.account(&request(&args.compared)?, &mut |notice| progress.hear(notice))?;
    if let Some(id) = args.explain {
        let explained = engine.explain(&compared, id)?;
        if explained.is_empty() {
            bail!("no story has a claim {id}: its id stands in the account as JSON (--format json)");
        }
        show::explain::write(&mut out, &explained, &compared.reports)?;
        out.finish()?;
        return Ok(outcome(compared.tally, common));
    }
    let Compared { account, reports, tally } = compared.narrowed(&narrow(&args.shown, format));
    let view = View::new(&account, &reports);
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, &AccountJson::new(&account, &reports, args.layers))?;
            out.write_all(b"\n")?;
        }
        Format::Markdown => show::markdown::write(&mut out, view)?,
        Format::Html => show::html::write(&mut out, view)?,
        _ => show::terminal::write(&mut out, view)?,
    }
    out.finish()?;
    progress.ended("show");
    Ok(outcome(tally, common))
}

/// What is shown: JSON holds every claim that is not narrowed away, what is read is short unless all is asked for.
fn narrow(shown: &Shown, format: Format) -> Narrow {
    let state = shown.claims.map(|state| match state {
        StateArg::Agree => ClaimState::Agree,
        StateArg::Differ => ClaimState::Differ,
        StateArg::Contradict => ClaimState::Contradict,
        StateArg::Open => ClaimState::Open,
        StateArg::Single => ClaimState::Single,
    });
    let reach = if shown.all || format == Format::Json { Reach::Passing } else { Reach::Short };
    let actor = shown.actor.clone().map(Whom::Holding);
    Narrow { state, actor, since: shown.since, reach, ..Narrow::default() }
}
