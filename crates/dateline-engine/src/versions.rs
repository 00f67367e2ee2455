//! Versions of a report: which of many count, and what was added, cut or altered between two.

use crate::notice::{Notice, Tell};
use dateline_core::{Annotated, RegionKind, Report, Span};
use dateline_store::identity::{address, alike, given_id, leaf, words_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::HashMap;

/// So few words that stand unchanged between two changes are taken for part of one.
const BETWEEN: usize = 1;

/// The day from which on a report counts: when it was last changed, else when it was published.
pub(crate) fn day(report: &Report) -> Option<Date> {
    report.updated.or(report.published).map(|when| when.date)
}

/// The reports without those that are earlier versions of others, or the same bytes under one name once more: what a store
/// would make of them. What is left out is told.
pub(crate) fn current(reports: Vec<Annotated>, tell: Tell<'_>) -> Vec<Annotated> {
    let mut kept: Vec<Annotated> = Vec::with_capacity(reports.len());
    let mut by_bytes: HashMap<(String, String), usize> = HashMap::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for report in reports {
        let bytes = (report.report.sha256.clone(), leaf(&report.report.from).to_owned());
        // A test's report, or one from memory, may have neither.
        let same = by_bytes.get(&bytes).copied().filter(|_| !bytes.0.is_empty() && !bytes.1.is_empty());
        let names = names(&report.report);
        let version = || names.iter().find_map(|name| Some((name, *by_name.get(name)?)));
        let is_version =
            |(name, at): &(&String, usize)| name.starts_with('a') || alike(&kept[*at].report, &report.report);
        match same.or_else(|| version().filter(is_version).map(|(_, at)| at)) {
            Some(at) => {
                let (old, new) = (&kept[at].report, &report.report);
                let is_later = words_number(old) != words_number(new) && since(new) >= since(old);
                let id = old.id.clone();
                let earlier = if is_later { std::mem::replace(&mut kept[at], report) } else { report };
                tell(Notice::Earlier { from: &earlier.report.from, of: &id });
                kept[at].report.id = id;
            }
            None => {
                by_bytes.insert(bytes, kept.len());
                for name in names {
                    by_name.entry(name).or_insert(kept.len());
                }
                kept.push(report);
            }
        }
    }
    kept
}

/// What leads to a report: its address, and the id that it was given, with and without the number that a call put behind it.
fn names(report: &Report) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(address) = report.url.as_deref().and_then(address) {
        names.push(format!("a{address}"));
        // Two addresses are two reports, whatever their ids.
        return names;
    }
    if let Some(id) = given_id(report) {
        names.push(format!("i{id}"));
        if let Some((base, number)) = id.rsplit_once('-')
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            names.push(format!("i{base}"));
        }
    }
    names
}

fn since(report: &Report) -> Option<String> {
    report.updated.or(report.published).map(|when| when.to_string())
}

/// Something that a version has otherwise than the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// The words before; empty where some were added.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The words now; empty where some were cut.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub now: String,
    /// Where in the text those before stand, or stood together: code points.
    pub before_at: [u32; 2],
    /// Where those now stand.
    pub now_at: [u32; 2],
}

/// What was done to a stretch of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditKind {
    /// Words came in.
    Added,
    /// Words went out.
    Cut,
    /// Words took the place of others.
    Altered,
}

/// What was added, cut or altered in the article from one version to another, in the order of the text. Menus, bylines and
/// white space are left aside.
pub fn edits(before: &Report, now: &Report) -> Vec<Edit> {
    let (old, new) = (words(before), words(now));
    let plain = |report: &Report, words: &[Span]| -> Vec<String> {
        words.iter().map(|&span| report.text.str(span).to_owned()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Patience, &plain(before, &old), &plain(now, &new));
    // Changes with next to nothing between them are read as one.
    let mut hunks: Vec<[std::ops::Range<usize>; 2]> = Vec::new();
    for op in ops.into_iter().filter(|op| op.tag() != DiffTag::Equal) {
        let (o, n) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some([last_o, last_n]) if o.start - last_o.end <= BETWEEN && n.start - last_n.end <= BETWEEN => {
                (last_o.end, last_n.end) = (o.end, n.end);
            }
            _ => hunks.push([o, n]),
        }
    }
    hunks
        .into_iter()
        .map(|[o, n]| edit((before, &old[o.clone()]), (now, &new[n.clone()]), [&old, &new], [o, n]))
        .collect()
}

fn edit(
    (before, gone): (&Report, &[Span]),
    (now, come): (&Report, &[Span]),
    all: [&[Span]; 2],
    at: [std::ops::Range<usize>; 2],
) -> Edit {
    let kind = match (gone.is_empty(), come.is_empty()) {
        (true, _) => EditKind::Added,
        (_, true) => EditKind::Cut,
        _ => EditKind::Altered,
    };
    let stretch = |report: &Report, words: &[Span], all: &[Span], at: &std::ops::Range<usize>| match (
        words.first(),
        words.last(),
    ) {
        (Some(first), Some(last)) => {
            let span = first.cover(*last);
            (report.text.str(span).to_owned(), report.text.points(span))
        }
        _ => {
            // Between the word before and the one behind.
            let here = at.start.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |word| report.text.points(*word)[1]);
            (String::new(), [here, here])
        }
    };
    let (was, before_at) = stretch(before, gone, all[0], &at[0]);
    let (is, now_at) = stretch(now, come, all[1], &at[1]);
    Edit { kind, before: was, now: is, before_at, now_at }
}

/// The words of the article; of the whole text where no part of it is labelled.
fn words(report: &Report) -> Vec<Span> {
    let text = &report.text;
    let whole = report.regions.is_empty().then(|| text.whole());
    let mut words = Vec::new();
    for part in whole.into_iter().chain(report.article().map(|region| region.span)) {
        let all = text.str(part);
        for word in all.split_whitespace() {
            // Every word is a piece of the part.
            let start = word.as_ptr() as usize - all.as_ptr() as usize;
            words.extend(text.within(part, start..start + word.len()));
        }
    }
    words
}

/// Whether a version says of itself that something was wrong, in words that the one before did not have.
pub fn is_corrected(before: &Report, now: &Report) -> bool {
    let corrections = |report: &Report| -> Vec<String> {
        let of_kind = report.regions.iter().filter(|region| region.kind == RegionKind::Correction);
        of_kind.map(|region| report.text.str(region.span).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let known = corrections(before);
    corrections(now).iter().any(|correction| !known.contains(correction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Text;

    fn report(text: &str) -> Report {
        Report { text: Text::new(text), ..Report::default() }
    }

    #[test]
    fn what_was_added_cut_and_altered_is_told_in_order() {
        let before =
            report("The ferry Halden sank on Tuesday. Two people died. The owner, who was warned twice, is silent.");
        let now =
            report("The ferry Halden sank on Tuesday.\nThree people died. The owner is silent. The harbour is closed.");
        let edits = edits(&before, &now);
        let told: Vec<_> = edits.iter().map(|e| (e.kind, e.before.as_str(), e.now.as_str())).collect();
        assert_eq!(
            told,
            [
                (EditKind::Altered, "Two", "Three"),
                (EditKind::Altered, "owner, who was warned twice,", "owner"),
                (EditKind::Added, "", "The harbour is closed."),
            ]
        );
        let words: Vec<char> = now.text.as_str().chars().collect();
        let [start, end] = edits[0].now_at.map(|at| at as usize);
        assert_eq!(words[start..end].iter().collect::<String>(), "Three");
    }

    #[test]
    fn of_a_folder_the_later_version_counts_under_the_first_ones_id() {
        let at = |id: &str, from: &str, text: &str| {
            let report = Report {
                id: id.into(),
                from: from.into(),
                url: Some("https://packet.example/ferry".into()),
                sha256: text.into(),
                ..report(text)
            };
            Annotated { report, ..Annotated::default() }
        };
        let mut told = Vec::new();
        let kept = current(
            vec![at("a", "a.html", "Two died."), at("b", "b.html", "Three died."), at("c", "c.html", "Three  died.")],
            &mut |notice| {
                if let Notice::Earlier { from, of } = notice {
                    told.push(format!("{from} of {of}"));
                }
            },
        );
        assert_eq!((kept.len(), kept[0].report.id.as_str(), kept[0].report.text.as_str()), (1, "a", "Three died."));
        assert_eq!(told, ["a.html of a", "c.html of a"]);
    }
}
