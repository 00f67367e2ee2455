//! What the reports of a story have from each other: each passage of a report that an earlier one holds too.

use super::passages::{Shared, Tokens};
use crate::Lexicon;
use dateline_core::{Annotated, Copy, Report, ReportIx};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// In how many earlier reports a run of words is looked up.
const HOLDERS: usize = 4;

/// Finds the passages that reports of one story copy, each from the report that most likely had it first.
///
/// `members` are places in `reports`. Where many reports hold a passage, each of the others has it from the first: so a
/// text that was printed a thousand times gives 999 copies of one.
pub fn copies(lexicon: &Lexicon, members: &[ReportIx], reports: &[Annotated]) -> Vec<Copy> {
    let report = |ix: ReportIx| &reports[ix.index()].report;
    let mut order: Vec<ReportIx> = members.to_vec();
    order.sort_by_cached_key(|&ix| precedence(lexicon, report(ix)));
    let tokens: Vec<Tokens> = order.iter().map(|&ix| Tokens::of(report(ix))).collect();
    let mut holders: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
    let mut found = Vec::new();
    for (at, &ix) in order.iter().enumerate() {
        for (first, shared) in passages_of(at, &tokens, &holders) {
            let of = order[first];
            let span = |ix, tokens: &Tokens, stretch| report(ix).text.span(tokens.bytes(stretch));
            let spans = span(ix, &tokens[at], &shared.here).zip(span(of, &tokens[first], &shared.there));
            found.extend(spans.map(|(span, of_span)| Copy { report: ix, span, of, of_span }));
        }
        for (place, seed) in tokens[at].seeds() {
            let known = holders.entry(seed).or_default();
            if known.len() < HOLDERS && known.last().is_none_or(|&(last, _)| last != at as u32) {
                known.push((at as u32, place as u32));
            }
        }
    }
    found
}

/// Which of two reports most likely has a passage from the other: the one that comes later in this order.
///
/// An agency's own text comes first. Then days decide, and on one day who credits an agency is nearer to it; then the
/// time of day, and the longer text, which a cut one was made from. A report without a date comes last.
fn precedence(lexicon: &Lexicon, report: &Report) -> impl Ord + use<> {
    let agency = report.outlet.as_deref().and_then(|name| lexicon.agencies.named(name)).is_some();
    let credited = lexicon.agencies.credited_by(report).is_some();
    let day = report.published.map(|p| p.date);
    let time = report.published.and_then(|p| p.time);
    (!agency, day.is_none(), day, !credited, time.is_none(), time, Reverse(report.text.len()), report.id.clone())
}

/// The passages that a report has from earlier ones, each with the place of that one in the order.
fn passages_of(at: usize, tokens: &[Tokens], holders: &HashMap<u64, Vec<(u32, u32)>>) -> Vec<(usize, Shared)> {
    let mut seeds: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (place, seed) in tokens[at].seeds() {
        for &(other, there) in holders.get(&seed).into_iter().flatten() {
            seeds.entry(other as usize).or_default().push((place, there as usize));
        }
    }
    let mut taken = vec![false; tokens[at].len()];
    let mut found = Vec::new();
    for (other, seeds) in seeds {
        let shared = tokens[at].shared(&tokens[other], &seeds, &mut taken);
        found.extend(shared.into_iter().map(|shared| (other, shared)));
    }
    found
}

/// The copies of a story, to be asked which passages are the same.
pub(crate) struct Copies {
    /// Sorted by report and place.
    list: Vec<Copy>,
    /// The same, those of one first report together.
    by_first: Vec<Copy>,
}

impl Copies {
    pub(crate) fn new(mut list: Vec<Copy>) -> Copies {
        list.sort_unstable_by_key(|c| (c.report, c.span, c.of, c.of_span));
        let mut by_first = list.clone();
        by_first.sort_by_key(|c| c.of);
        Copies { list, by_first }
    }

    pub(crate) fn all(&self) -> &[Copy] {
        &self.list
    }

    /// The report that most likely had most of a passage first, if it was another one, and about where it stands there.
    pub(crate) fn first(&self, ix: ReportIx, passage: &Range<usize>) -> Option<Place> {
        let start = self.list.partition_point(|c| c.report < ix);
        let from =
            self.list[start..].iter().take_while(|c| c.report == ix).filter(|c| covers(&c.span.range(), passage));
        let copy = from.max_by_key(|c| overlap(&c.span.range(), passage))?;
        let (here, there) = (copy.span, copy.of_span);
        // Edits are spread over the passage, so a place in it is found by its share of the whole.
        let place = |at: usize| {
            there.start()
                + at.clamp(here.start(), here.end()).saturating_sub(here.start()) * there.len() / here.len().max(1)
        };
        Some((copy.of, place(passage.start)..place(passage.end)))
    }

    /// The other reports that hold most of a passage, the one that had it first before the others.
    pub(crate) fn sharing(&self, ix: ReportIx, passage: &Range<usize>) -> impl Iterator<Item = ReportIx> + '_ {
        let first = self.first(ix, passage);
        let (root, at) = first.clone().unwrap_or((ix, passage.clone()));
        let start = self.by_first.partition_point(|c| c.of < root);
        let others = self.by_first[start..].iter().take_while(move |c| c.of == root);
        let others = others.filter(move |c| covers(&c.of_span.range(), &at));
        first.map(|(of, _)| of).into_iter().chain(others.map(|c| c.report)).filter(move |&other| other != ix)
    }

    /// Whether most of one passage is a copy of the other, or both of a third.
    pub(crate) fn link(&self, a: Place, b: Place) -> bool {
        let root = |(ix, passage): Place| self.first(ix, &passage).unwrap_or((ix, passage));
        let (a, b) = (root(a), root(b));
        a.0 == b.0 && overlap(&a.1, &b.1) * 2 > a.1.len().min(b.1.len())
    }
}

/// A passage of a report, in bytes.
pub(crate) type Place = (ReportIx, Range<usize>);

/// Whether a copied passage holds at least half of another.
fn covers(copied: &Range<usize>, passage: &Range<usize>) -> bool {
    !passage.is_empty() && overlap(copied, passage) * 2 >= passage.len()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
