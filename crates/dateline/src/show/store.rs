//! What a store holds, what is damaged in it, and the versions of a report, as lines.

use super::changes::edits;
use dateline_engine::view::{counted, one_line};
use dateline_engine::{StoreFault, StoreInfo, VersionAnswer};
use jiff::Timestamp;
use std::io::{self, Write};

/// Writes what a store holds.
pub(crate) fn info(out: &mut impl Write, info: &StoreInfo) -> io::Result<()> {
    let day = |at: i64| Timestamp::from_millisecond(at).unwrap_or_default().strftime("%Y-%m-%d").to_string();
    writeln!(out, "shape      {}", info.shape)?;
    writeln!(out, "size       {} bytes, {} of them free", info.bytes, info.free)?;
    writeln!(out, "reports    {}", info.reports)?;
    writeln!(out, "versions   {}", info.versions)?;
    writeln!(out, "stories    {}", info.stories)?;
    writeln!(out, "changes    {}", info.changes)?;
    if let Some((first, last)) = info.seen {
        writeln!(out, "added      {} to {}", day(first), day(last))?;
    }
    for (maker, count) in &info.made_by {
        writeln!(out, "layers by  {maker} ({})", counted(*count as usize, "version"))?;
    }
    match &info.holder {
        Some(holder) => writeln!(out, "written by {holder}"),
        None => writeln!(out, "written by nobody now"),
    }
}

/// Writes what is damaged, and what to do.
pub(crate) fn faults(out: &mut impl Write, faults: &[StoreFault]) -> io::Result<()> {
    for fault in faults {
        match fault {
            StoreFault::File(what) => writeln!(out, "the file: {what}; export what is left to a new store")?,
            StoreFault::Version(id, nth) => {
                writeln!(out, "report {id:?}, version {nth}: damaged; add its source again")?
            }
            StoreFault::Report(id) => {
                writeln!(out, "report {id:?}: its id or its current version is damaged; add its source again")?
            }
            StoreFault::Settled(id) => {
                writeln!(out, "report {id:?}: its place among the stories is damaged; remove it and add it again")?
            }
            StoreFault::Story(number) => {
                writeln!(out, "story {number}: what was told of it is damaged; it will be told as new")?
            }
            StoreFault::Change(number) => writeln!(out, "change {number}: damaged; it is not shown")?,
            _ => writeln!(out, "damaged: {fault:?}")?,
        }
    }
    if faults.is_empty() { writeln!(out, "all is as it was written") } else { Ok(()) }
}

/// Writes the versions of a report, and what each has otherwise than the one before.
pub(crate) fn versions(out: &mut impl Write, versions: &[VersionAnswer]) -> io::Result<()> {
    for version in versions {
        let current = if version.is_current { ", current" } else { "" };
        let corrected = if version.corrected { ", corrected" } else { "" };
        let VersionAnswer { nth, since, seen, .. } = version;
        writeln!(out, "version {nth}, counts from {since}, added {seen}{current}{corrected}")?;
        match &version.report {
            Some(report) => {
                let title = report.title.as_deref().map(|title| format!("  {}", one_line(title))).unwrap_or_default();
                writeln!(out, "  {}{title}", report.from)?;
            }
            None => writeln!(out, "  damaged")?,
        }
        edits(out, "  ", &version.edits)?;
    }
    Ok(())
}
