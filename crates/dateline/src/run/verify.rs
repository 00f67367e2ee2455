//! `verify`: whether an account holds the words of its reports, and the labels that come of them.

use super::{engine_with, inputs};
use crate::Outcome;
use crate::args::{Common, VerifyArgs};
use crate::output::Sink;
use crate::plain::shown_on_a_line as line;
use crate::progress::Progress;
use anyhow::{Context, Result};
use dateline_engine::{EngineError, TimeMode, Verdict, VerifyRequest};
use std::io::Write;

/// `dateline verify`.
pub(super) fn run(args: VerifyArgs, common: &Common) -> Result<Outcome> {
    let name = args.account.display();
    let account = std::fs::read(&args.account).with_context(|| format!("{name}: can not be read"))?;
    let request = VerifyRequest { account, inputs: inputs(&args.paths), words_only: args.words_only };
    let progress = Progress::new(common);
    let engine = engine_with(common, args.pipeline, TimeMode::Auto);
    let verdict = engine.verify(&request, &mut |notice| progress.hear(notice)).map_err(|error| match error {
        EngineError::NoAccount(_) => anyhow::Error::new(error).context(name.to_string()),
        error => error.into(),
    })?;
    drop(progress);
    let Verdict { held, faults, labels, seal, others } = verdict;
    let mut out = Sink::words();
    for fault in &faults {
        writeln!(out, "{}", line(&fault.to_string()))?;
    }
    if !others.is_empty() {
        writeln!(out, "the account says nothing of {}", line(&others.join(", ")))?;
    }
    if let Some(seal) = seal {
        writeln!(out, "it is sealed as {}", line(&seal))?;
    }
    let name = line(&name.to_string());
    let checked = if labels { "every label was computed again" } else { "its labels were not checked" };
    let number = match faults.len() {
        0 => "nothing is wrong".to_owned(),
        1 => "1 thing is wrong".to_owned(),
        n => format!("{n} things are wrong"),
    };
    writeln!(out, "{held} places hold the words that {name} claims; {checked}; {number}")?;
    out.finish()?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Fault })
}
