//! `watch`: a store kept up with folders and files, and what changes in its stories told as it happens.

use super::{add, engine};
use crate::Outcome;
use crate::args::{ChangesFormat, Common, WatchArgs};
use crate::output::Sink;
use crate::progress::Progress;
use crate::show::changes;
use anyhow::{Result, bail};
use dateline_engine::{ReadOptions, WatchRequest};
use std::io::Write;

/// `dateline watch`.
pub(super) fn run(args: WatchArgs, common: &Common) -> Result<Outcome> {
    if args.format == ChangesFormat::Atom {
        bail!("watch tells changes one by one; `dateline changes --format atom` makes a feed of them");
    }
    let progress = Progress::new(common);
    let mut out = Sink::of(args.format.form());
    let columns = args.paths.columns.clone().unwrap_or_default();
    let request = WatchRequest {
        store: args.store,
        paths: args.paths.paths,
        options: ReadOptions { columns, follow_links: args.paths.follow_links },
        once: args.once,
    };
    let engine = engine(common, Some(&args.language));
    let answer = engine.watch(&request, &mut |notice| progress.hear(notice), |change| {
        changes::one(&mut out, change, args.format)?;
        // Whoever reads along wants it now.
        anyhow::Ok(out.flush()?)
    })?;
    out.finish()?;
    add::told(&progress, &request.store, &answer);
    // That nothing came is no fault here.
    Ok(if common.strict && answer.tally.failed > 0 { Outcome::Fault } else { Outcome::Done })
}
