//! Stories: which reports tell of one happening, what they have from each other, and where it comes from.

mod copies;
mod credit;
mod features;
mod leaders;
mod likeness;
mod linking;
mod origins;
mod passages;
mod signature;
mod speakers;
mod stream;
mod words;

pub use copies::copies;
pub(crate) use features::rarity;
pub use origins::{Origins, Source, origins};
pub use signature::{Lookup, Signature};
pub use stream::Gatherer;

use dateline_core::{Annotated, Report, ReportIx, Story};
use features::{Commonness, Features};
use likeness::Profile;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// Groups reports into stories and finds what they copy from each other.
///
/// Every report is in exactly one story, and the order of the reports does not change which. Actors and origins are
/// left to [`crate::actors::join`] and [`origins`]; until then a story's origins hold what is copied.
pub fn gather(reports: &[Annotated]) -> Vec<Story> {
    let plain: Vec<&Report> = reports.iter().map(|r| &r.report).collect();
    group(&plain).into_iter().map(|members| story(members, &plain)).collect()
}

/// Groups reports into stories by what they tell, as places in the list: those of a story by date of publication, then
/// id, and the stories by their first report.
pub fn group(reports: &[&Report]) -> Vec<Vec<ReportIx>> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| by_date(reports[a], reports[b]));
    let features: Vec<Features> = order.par_iter().map(|&i| Features::of(reports[i])).collect();
    let mut common = Commonness::default();
    features.iter().for_each(|f| common.add(f));
    let profiles: Vec<Profile> = features.par_iter().map(|f| Profile::new(f, &common)).collect();
    let groups = linking::link(profiles).into_iter();
    groups.map(|g| g.into_iter().map(|i| ReportIx(order[i] as u32)).collect()).collect()
}

fn story(members: Vec<ReportIx>, reports: &[&Report]) -> Story {
    let mut ids: Vec<&str> = members.iter().map(|ix| reports[ix.index()].id.as_str()).collect();
    ids.sort_unstable();
    let id = format!("{:016x}", xxh3_64(ids.join("\n").as_bytes()));
    Story { id, reports: members, ..Story::default() }
}

/// The order of reports: by day and time of publication, those without a date last, then by id.
fn by_date(a: &Report, b: &Report) -> std::cmp::Ordering {
    let key = |r: &Report| r.published.map_or((true, None, None), |p| (false, Some(p.date), p.time));
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
}
