//! `account`: the main job.

use super::compared::Compared;
use crate::Outcome;
use crate::args::{AccountArgs, Common, Format, Shown, StateArg};
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_compare::account::Filter;
use dateline_core::ClaimState;
use dateline_core::json::AccountJson;
use std::io::Write;

/// `dateline account`.
pub(super) fn run(args: AccountArgs, common: &Common) -> Result<Outcome> {
    let format = args.output.format_or(Format::Text);
    if matches!(format, Format::Jsonl | Format::Conllu) {
        bail!("an account is not written as {format:?}; choose text, markdown, html or json");
    }
    let mut out = args.output.open()?;
    let mut progress = Progress::new(common);
    let Compared { account, reports, tally } = Compared::new(&args.compared, common, &mut progress)?;
    let account = filter(&args.shown, format).apply(account, &reports);
    match format {
        Format::Json => {
            serde_json::to_writer(&mut out, &AccountJson::new(&account, &reports, args.layers))?;
            out.write_all(b"\n")?;
        }
        Format::Markdown => show::markdown::write(&mut out, &account, &reports)?,
        Format::Html => show::html::write(&mut out, &account, &reports)?,
        _ => show::terminal::write(&mut out, &account, &reports)?,
    }
    out.finish()?;
    progress.ended("show");
    Ok(tally.outcome(common))
}

/// What is shown: JSON holds every claim that is not narrowed away, what is read is short unless all is asked for.
fn filter(shown: &Shown, format: Format) -> Filter {
    let state = shown.claims.map(|state| match state {
        StateArg::Agree => ClaimState::Agree,
        StateArg::Differ => ClaimState::Differ,
        StateArg::Contradict => ClaimState::Contradict,
        StateArg::Single => ClaimState::Single,
    });
    Filter { state, actor: shown.actor.clone(), since: shown.since, all: shown.all || format == Format::Json }
}
