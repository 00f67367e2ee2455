//! `verify`: whether every span of an account still holds the words it claims.

use super::{engine, inputs};
use crate::Outcome;
use crate::args::{Common, VerifyArgs};
use crate::progress::Progress;
use anyhow::{Context, Result};
use dateline_engine::Verdict;
use dateline_engine::types::json::AccountJson;
use std::io::Write;

/// `dateline verify`.
pub(super) fn run(args: VerifyArgs, common: &Common) -> Result<Outcome> {
    let name = args.account.display();
    let raw = std::fs::read(&args.account).with_context(|| format!("{name}: can not be read"))?;
    let account: AccountJson = serde_json::from_slice(&raw)
        .with_context(|| format!("{name}: is not an account; make one with `dateline account --format json`"))?;
    let progress = Progress::new(common);
    let verdict = engine(common, None).verify(&account, &inputs(&args.paths), &mut |notice| progress.hear(notice))?;
    drop(progress);
    let Verdict { held, faults } = verdict;
    let mut out = anstream::stdout();
    for fault in &faults {
        writeln!(out, "{fault}")?;
    }
    let (number, do_not) = (faults.len(), if faults.len() == 1 { "does not" } else { "do not" });
    writeln!(out, "{held} places hold the words that {name} claims, {number} {do_not}")?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Fault })
}
