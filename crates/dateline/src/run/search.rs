//! `search`: where reports, claims and people hold what is asked for.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{Common, SearchArgs};
use crate::output::Sink;
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_engine::view::{Query, View};

/// `dateline search`.
pub(super) fn run(args: SearchArgs, common: &Common) -> Result<Outcome> {
    if Query::parse(&args.words).is_empty() {
        bail!("there is nothing to look for in {:?}: give a word, who:NAME, outlet:NAME or after:DATE", args.words);
    }
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let asked = request(&args.compared)?;
    let (compared, query) = engine.search(&asked, &args.words, &mut |notice| progress.hear(notice))?;
    let mut out = Sink::words();
    show::search::write(&mut out, View::new(&compared.account, &compared.reports), query)?;
    out.finish()?;
    Ok(outcome(compared.tally, &progress, common))
}
