//! Stories: which reports tell of one happening, what they have from each other, and where it comes from.

mod apart;
mod copies;
mod credit;
mod features;
mod leaders;
mod likeness;
mod linking;
mod origins;
mod passages;
mod settled;
mod signature;
mod speakers;
mod words;

pub use apart::{Common, Keys};
pub use copies::copies;
pub(crate) use credit::Agencies;
pub(crate) use features::Background;
pub(crate) use likeness::Likeness;
pub use origins::{Origins, Source, origins};
pub use settled::{LookedAt, Settled, join, join_looked_at, without};
pub use signature::{Lookup, Signature};
pub(crate) use speakers::Speaker;
pub(crate) use words::Endings;

/// The words of a text in lower case.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    words::words(text).map(|w| words::lower(w.text).into_owned())
}

use crate::Lexicon;
use dateline_core::{Annotated, Report, ReportIx, Story};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Groups reports into stories and finds what they copy from each other.
///
/// Every report is in exactly one story, and the order of the reports does not change which. Actors and origins are
/// left to [`crate::actors::join`] and [`origins`]; until then a story's origins hold what is copied.
///
/// The stories of some may be settled, as [`group`] tells.
pub fn gather(lexicon: &Lexicon, settled: &[(ReportIx, Settled)], reports: &[Annotated]) -> Vec<Story> {
    let plain: Vec<&Report> = reports.iter().map(|r| &r.report).collect();
    group(lexicon, settled, &plain).into_iter().map(|members| story(members, reports)).collect()
}

/// Groups reports into stories by what they tell, as places in the list: those of a story by date of publication, then
/// id, and the stories by their first report.
///
/// The stories of some reports may be settled: these are given with their places, in the order in which they were
/// settled. They stay together, and apart, whatever else there is.
pub fn group(lexicon: &Lexicon, settled: &[(ReportIx, Settled)], reports: &[&Report]) -> Vec<Vec<ReportIx>> {
    let (places, known): (Vec<ReportIx>, Vec<Settled>) = settled.iter().cloned().unzip();
    let is_known: BTreeSet<ReportIx> = places.iter().copied().collect();
    let order: Vec<ReportIx> = in_order(reports).into_iter().map(|at| ReportIx(at as u32)).collect();
    let new: Vec<ReportIx> = order.iter().copied().filter(|ix| !is_known.contains(ix)).collect();
    let joined = join(lexicon, &known, &new.iter().map(|ix| reports[ix.index()]).collect::<Vec<_>>());
    let stories: BTreeMap<ReportIx, u32> =
        places.into_iter().chain(new).zip(known.iter().chain(&joined).map(|s| s.story)).collect();
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<ReportIx>> = Vec::new();
    for ix in order {
        let group = *first.entry(stories[&ix]).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(ix);
    }
    groups
}

/// The places of reports in the order in which they are settled: by date of publication, then id.
pub fn in_order(reports: &[&Report]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| by_date(reports[a], reports[b]));
    order
}

fn story(members: Vec<ReportIx>, reports: &[Annotated]) -> Story {
    let mut ids: Vec<&str> = members.iter().map(|ix| reports[ix.index()].report.id.as_str()).collect();
    ids.sort_unstable();
    let id = format!("{:016x}", xxh3_64(ids.join("\n").as_bytes()));
    Story { id, reports: members, ..Story::default() }
}

/// The order of reports: by day and time of publication, those without a date last, then by id.
fn by_date(a: &Report, b: &Report) -> std::cmp::Ordering {
    let key = |r: &Report| r.published.map_or((true, None, None), |p| (false, Some(p.date), p.time));
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
}
