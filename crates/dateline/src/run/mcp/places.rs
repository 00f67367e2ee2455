//! Words of reports as answers give them: short, on one line, with where they stand, and nothing in them that steers or hides.

use super::answers::{Difference, Place, Source, Speaker, Value};
use super::resources;
use crate::plain::visible;
use dateline_engine::types::{Annotated, Claim, Report, ReportIx, SaidBy, Span};
use dateline_engine::view::{OMISSION, one_line};

/// The most characters of any words in an answer; all of them stand in the resource that they name.
const LONGEST: usize = 400;

/// The most characters of a name, a title or a value.
const LONGEST_NAME: usize = 160;

/// The most values that are told of one difference, the most reports of a value, and the most links of a chain.
pub(super) const MOST_NAMES: usize = 12;

/// Words on one line, cut where they are long.
pub(super) fn words(raw: &str) -> String {
    cut(raw, LONGEST)
}

/// A name, a title or a value on one line.
pub(super) fn name(raw: &str) -> String {
    cut(raw, LONGEST_NAME)
}

fn cut(raw: &str, most: usize) -> String {
    let line = one_line(&visible(raw));
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}{OMISSION}", &line[..end]),
        None => line,
    }
}

/// A place of a report.
pub(super) fn place(reports: &[Annotated], report: ReportIx, span: Span) -> Place {
    let report = &reports[report.index()].report;
    let points = report.text.points(span);
    Place {
        report: name(&report.id),
        outlet: report.outlet.as_deref().map(name),
        published: report.published.map(|p| p.to_string()),
        start: points[0],
        end: points[1],
        words: words(report.text.str(span)),
        uri: resources::of_words(report, points),
    }
}

/// A report by what it is known by.
pub(super) fn source(report: &Report) -> Source {
    Source {
        report: name(&report.id),
        outlet: report.outlet.as_deref().map(name),
        title: report.title.as_deref().map(name),
        published: report.published.map(|p| p.to_string()),
        uri: resources::of_report(report),
    }
}

/// Who says something.
pub(super) fn speaker(said: &SaidBy) -> Speaker {
    Speaker { name: name(&said.name), unnamed: said.unnamed }
}

/// The ids of reports.
pub(super) fn ids(reports: &[Annotated], of: impl IntoIterator<Item = ReportIx>) -> Vec<String> {
    let mut ids: Vec<String> = of.into_iter().map(|ix| name(&reports[ix.index()].report.id)).collect();
    ids.dedup();
    ids.truncate(MOST_NAMES);
    ids
}

/// In what the supports of a claim differ.
pub(super) fn differences(reports: &[Annotated], claim: &Claim) -> Vec<Difference> {
    let difference = |d: &dateline_engine::types::Difference| Difference {
        kind: d.kind,
        conflict: d.conflict,
        update: d.update,
        values: d
            .values
            .iter()
            .take(MOST_NAMES)
            .map(|v| Value {
                value: name(&v.value),
                reports: ids(reports, v.support.iter().filter_map(|&k| claim.support.get(k)).map(|s| s.report)),
            })
            .collect(),
    };
    claim.differences.iter().map(difference).collect()
}
