//! Reports and method: what is known of each report, what it has from whom, and whether every place holds its words.

use super::StoryView;
use super::fold::Copied;
use crate::verify::{Verdict, check_words};
use dateline_core::{Annotated, OriginKind, Report, ReportIx};

/// A report with what it has from others.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow<'a> {
    /// The report.
    pub report: ReportIx,
    /// What is known of it.
    pub known: &'a Report,
    /// Its number in the story, from 1.
    pub number: usize,
    /// Its outlet, or its id.
    pub outlet: &'a str,
    /// The agencies whose text it carries, as written.
    pub agencies: Vec<&'a str>,
    /// How much of it is copied from which report, most first.
    pub copied: Vec<Copied>,
    /// How many places in it claims rest on.
    pub places: usize,
    /// Where it was read from, from the folder on that was given.
    pub from: &'a str,
}

impl<'a> StoryView<'a> {
    /// The reports of the story.
    pub fn report_rows(&self) -> Vec<ReportRow<'a>> {
        let row = |&ix: &ReportIx| {
            let wires = self.account.story.origins.iter().filter(|o| o.kind == OriginKind::Wire);
            ReportRow {
                report: ix,
                known: &self.reports[ix.index()].report,
                number: self.number_of(ix),
                outlet: self.outlet(ix),
                agencies: wires.filter(|o| o.reports.contains(&ix)).map(|o| o.name.as_str()).collect(),
                copied: self.copied(ix),
                places: self.marks(ix).len(),
                from: self.from(ix),
            }
        };
        self.reports().iter().map(row).collect()
    }

    /// Where a report was read from, as [`View::from`](super::View::from) gives it.
    pub fn from(&self, ix: ReportIx) -> &'a str {
        from(self.reports, ix)
    }

    /// Whether every place of the story holds the words that it claims: `verify`, on the texts that are at hand.
    pub fn verdict(&self) -> Verdict {
        let reports = self.reports().iter().map(|&ix| self.report(ix));
        check_words(&self.narrowed_json(&super::Narrow::all()), &reports.map(|r| (r.id.as_str(), r)).collect())
    }
}

/// Where a report was read from: of a whole path only what follows the folder that all reports lie in.
pub(super) fn from(reports: &[Annotated], ix: ReportIx) -> &str {
    below_shared(reports[ix.index()].report.from.as_str(), reports.iter())
}

/// A place, without the folder that it shares with those of some reports.
pub(super) fn below_shared<'a>(from: &'a str, reports: impl Iterator<Item = &'a Annotated>) -> &'a str {
    if !is_whole(from) {
        return from;
    }
    let whole = reports.map(|a| a.report.from.as_str()).filter(|f| is_whole(f));
    let shared = whole.fold(folder(from), |shared, other| common(shared, folder(other)));
    from[shared.len()..].trim_start_matches(['/', '\\'])
}

/// Whether a path begins at the root of a machine, and tells where somebody keeps things.
fn is_whole(from: &str) -> bool {
    let drive = from.as_bytes();
    from.starts_with(['/', '\\']) || (drive.len() > 2 && drive[1] == b':' && matches!(drive[2], b'\\' | b'/'))
}

fn folder(path: &str) -> &str {
    path.rfind(['/', '\\']).map_or("", |at| &path[..at])
}

/// The folder that two share.
fn common<'s>(a: &'s str, b: &str) -> &'s str {
    let mut shared = 0;
    for (part, other) in a.split_inclusive('/').zip(b.split_inclusive('/')) {
        if part.trim_end_matches('/') != other.trim_end_matches('/') {
            break;
        }
        shared += part.len();
    }
    a[..shared].trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::{common, is_whole};

    #[test]
    fn a_shared_folder_ends_where_names_do() {
        assert_eq!(common("/home/ada/ferry", "/home/ada/ferries"), "/home/ada");
        assert_eq!(common("/home/ada/ferry", "/home/ada/ferry/pages"), "/home/ada/ferry");
        assert_eq!(common("/a", "/b"), "");
        assert!(is_whole("C:\\papers\\a.txt") && is_whole("/a") && !is_whole("examples/a.txt"));
    }
}
