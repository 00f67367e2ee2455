//! `changes`: what `watch` saw change in the stories of a store.

use super::engine;
use crate::Outcome;
use crate::args::{ChangesArgs, ChangesFormat, Common};
use crate::output::Sink;
use crate::show::changes;
use anyhow::Result;

/// `dateline changes`.
pub(super) fn run(args: ChangesArgs, common: &Common) -> Result<Outcome> {
    let mut out = Sink::of(args.format.form());
    let told = engine(common, None).changes(&args.store, args.since.unwrap_or_default())?;
    match args.format {
        ChangesFormat::Atom => changes::atom(&mut out, &args.store, &told)?,
        format => told.iter().try_for_each(|change| changes::one(&mut out, change, format))?,
    }
    out.finish()?;
    Ok(Outcome::Done)
}
