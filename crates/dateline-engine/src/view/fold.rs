//! The columns of a score: a report each, and where they are many, those of one text or of one day together.

use super::StoryView;
use dateline_core::{OriginKind, RegionKind, ReportIx, Support};
use jiff::civil::Date;

/// The most columns that are read side by side.
const MOST: usize = 12;

/// From which share of its article on a report is taken for a copy of another.
const COPIED: f64 = 0.5;

/// A column of the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreColumn {
    /// Its reports, in order.
    pub reports: Vec<ReportIx>,
    /// What they have in common.
    pub kind: ColumnKind,
    /// The first day on which one was published, where known.
    pub day: Option<Date>,
}

/// What the reports of a column have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// It is one report.
    Report,
    /// They carry one text; its agency, or else the outlet that had it first.
    Text(String),
    /// They were published then: the first and the last day, `None` where no day is known.
    Days(Option<(Date, Date)>),
}

/// A report's copied part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copied {
    /// The report that most likely had it first.
    pub of: ReportIx,
    /// How much of the article it is, from 0 to 1.
    pub share: f64,
}

impl StoryView<'_> {
    /// How much of a report is copied from each other one, most first.
    pub fn copied(&self, ix: ReportIx) -> Vec<Copied> {
        let report = self.report(ix);
        let article: usize = report.article().filter(|r| r.kind != RegionKind::Title).map(|r| r.span.len()).sum();
        let mut all: Vec<Copied> = Vec::new();
        for copy in self.account.story.origins.iter().flat_map(|o| &o.copies).filter(|c| c.report == ix) {
            let share = copy.span.len() as f64 / article.max(1) as f64;
            match all.iter_mut().find(|c| c.of == copy.of) {
                Some(known) => known.share = (known.share + share).min(1.0),
                None => all.push(Copied { of: copy.of, share: share.min(1.0) }),
            }
        }
        all.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.of.cmp(&b.of)));
        all
    }

    /// The agency whose text a report carries, as written.
    pub fn agency(&self, ix: ReportIx) -> Option<&str> {
        let wires = self.account.story.origins.iter().filter(|o| o.kind == OriginKind::Wire);
        wires.filter(|o| o.reports.contains(&ix)).max_by_key(|o| o.reports.len()).map(|o| o.name.as_str())
    }

    /// Whether two places are one text: a passage that one report has from the other, or the same words of one origin.
    pub(super) fn one_text(&self, a: &Support, b: &Support) -> bool {
        a.report != b.report && (self.one_passage(a, b) || (a.origin == b.origin && self.words(a) == self.words(b)))
    }

    /// Whether two places lie in a passage that one report has from the other.
    pub(super) fn one_passage(&self, a: &Support, b: &Support) -> bool {
        let mut copies = self.account.story.origins.iter().flat_map(|o| &o.copies);
        copies.any(|c| {
            (c.report == a.report && c.of == b.report && c.span.overlaps(a.span) && c.of_span.overlaps(b.span))
                || (c.report == b.report && c.of == a.report && c.span.overlaps(b.span) && c.of_span.overlaps(a.span))
        })
    }
}

/// The columns of a story.
pub(super) fn columns(story: &StoryView<'_>) -> Vec<ScoreColumn> {
    let day = |ix: ReportIx| story.report(ix).published.map(|p| p.date);
    let reports = story.reports().iter();
    let mut columns: Vec<ScoreColumn> =
        reports.map(|&ix| ScoreColumn { reports: vec![ix], kind: ColumnKind::Report, day: day(ix) }).collect();
    if columns.len() > MOST {
        columns = of_one_text(story, columns);
    }
    if columns.len() > MOST {
        columns = of_one_day(columns);
    }
    while columns.len() > MOST {
        columns = in_pairs(columns);
    }
    columns
}

/// Puts copies into the column of the report that they are copies of.
fn of_one_text(story: &StoryView<'_>, columns: Vec<ScoreColumn>) -> Vec<ScoreColumn> {
    let mut folded: Vec<ScoreColumn> = Vec::new();
    for column in columns {
        let ix = column.reports[0];
        let from = story.copied(ix).into_iter().find(|c| c.share >= COPIED).map(|c| c.of);
        match folded.iter_mut().find(|f| from.is_some_and(|of| f.reports.contains(&of))) {
            Some(known) => known.reports.push(ix),
            None => folded.push(column),
        }
    }
    for column in folded.iter_mut().filter(|c| c.reports.len() > 1) {
        let agency = column.reports.iter().find_map(|&r| story.agency(r));
        column.kind = ColumnKind::Text(agency.unwrap_or(story.outlet(column.reports[0])).to_owned());
    }
    folded
}

/// Puts the reports of one day together; columns of one text stay.
fn of_one_day(columns: Vec<ScoreColumn>) -> Vec<ScoreColumn> {
    let mut folded: Vec<ScoreColumn> = Vec::new();
    for column in columns {
        let same = |f: &&mut ScoreColumn| {
            f.day == column.day && !matches!(f.kind, ColumnKind::Text(_)) && column.kind == ColumnKind::Report
        };
        match folded.iter_mut().find(same) {
            Some(known) => {
                known.reports.extend(&column.reports);
                known.kind = ColumnKind::Days(column.day.map(|d| (d, d)));
            }
            None => folded.push(column),
        }
    }
    folded
}

/// Puts each two neighbours together.
fn in_pairs(columns: Vec<ScoreColumn>) -> Vec<ScoreColumn> {
    let last = |column: &ScoreColumn| match column.kind {
        ColumnKind::Days(Some((_, last))) => Some(last),
        _ => column.day,
    };
    let pair = |pair: &[ScoreColumn]| match pair {
        [a, b] => {
            let reports = [a.reports.clone(), b.reports.clone()].concat();
            let days = a.day.min(b.day).or(a.day).or(b.day).zip(last(a).max(last(b)));
            ScoreColumn { reports, kind: ColumnKind::Days(days), day: days.map(|(first, _)| first) }
        }
        _ => pair[0].clone(),
    };
    columns.chunks(2).map(pair).collect()
}
