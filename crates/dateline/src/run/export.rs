//! `export`: what was read and found, as tables or as annotations for other programs.

use super::{engine, inputs, outcome};
use crate::Outcome;
use crate::args::{Common, ExportArgs};
use crate::export::TableFile;
use crate::output::Sink;
use crate::progress::Progress;
use crate::show;
use anyhow::{Result, bail};
use dateline_columns::Table;
use dateline_engine::types::json::StoryJson;
use dateline_engine::view::View;
use dateline_engine::{AccountRequest, Notice};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// `dateline export`.
pub(super) fn run(args: ExportArgs, common: &Common) -> Result<Outcome> {
    let named = args.events.iter().map(|file| (Table::Events, file.clone()));
    let asked: Vec<(Table, PathBuf)> = named.chain(args.tables.iter().cloned()).collect();
    let tables = (!asked.is_empty()).then(|| tables(&asked, &args, common)).transpose()?;
    let annotations = args.annotations.as_deref().map(|file| annotations(file, &args, common)).transpose()?;
    // Both read the same inputs: what went wrong for one did for the other.
    let Some(outcome) = tables.or(annotations) else {
        bail!("nothing is asked for; name a file with --events, --table or --annotations");
    };
    Ok(outcome)
}

/// Writes the account's supports as annotations.
fn annotations(file: &Path, args: &ExportArgs, common: &Common) -> Result<Outcome> {
    let mut out = Sink::json(file)?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.language));
    let request = AccountRequest { inputs: inputs(&args.paths), ..AccountRequest::default() };
    let compared = engine.account(&request, &mut |notice| progress.hear(notice))?;
    show::annotations::account(&mut out, View::new(&compared.account, &compared.reports))?;
    out.finish()?;
    Ok(outcome(compared.tally, &progress, common))
}

/// Writes tables. Reports are compared only if one of them is of what is compared.
fn tables(asked: &[(Table, PathBuf)], args: &ExportArgs, common: &Common) -> Result<Outcome> {
    let paths: BTreeSet<&PathBuf> = asked.iter().map(|(_, file)| file).collect();
    if paths.len() < asked.len() {
        bail!("two tables are to be written to one file; give each its own");
    }
    let mut files = Vec::with_capacity(asked.len());
    for (table, path) in asked {
        files.push(TableFile::open(*table, path)?);
    }
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.language));
    let inputs = inputs(&args.paths);
    let tell = &mut |notice: Notice<'_>| progress.hear(notice);
    let tally = if asked.iter().any(|(table, _)| table.is_compared()) {
        let stories = engine.stories(&AccountRequest { inputs, ..AccountRequest::default() }, tell)?;
        let of: BTreeMap<_, &str> =
            stories.stories.iter().flat_map(|s| s.reports.iter().map(|ix| (ix.index(), s.id.as_str()))).collect();
        for (at, report) in stories.reports.iter().enumerate() {
            files.iter_mut().try_for_each(|file| file.report(report, of.get(&at).copied()))?;
        }
        engine.tell_each(&stories, tell, |story| {
            let json = StoryJson::new(&story, &stories.reports);
            files.iter_mut().try_for_each(|file| file.story(&json))
        })?;
        stories.tally
    } else {
        engine.annotate(&inputs, tell, |report| files.iter_mut().try_for_each(|file| file.report(&report, None)))?
    };
    files.into_iter().try_for_each(TableFile::finish)?;
    Ok(outcome(tally, &progress, common))
}
