//! Silence: which reports could have told a claim and do not.

use dateline_core::{Annotated, Published, ReportIx, Story, Timex};
use std::cmp::Ordering;

/// The reports that could have told a claim and do not, and those that were too early for it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Silence {
    /// Published when the claim could be known.
    pub(crate) silent: Vec<ReportIx>,
    /// Published before.
    pub(crate) too_early: Vec<ReportIx>,
}

/// Finds the silence on a claim that `carriers` tell and whose event took place at `time`.
///
/// A claim can be known from the first report that tells it on; a report of the same day can know it if it took place
/// on an earlier day. Where the order is not certain, as with undated reports, a report is neither silent nor too early.
pub(crate) fn silence(story: &Story, reports: &[Annotated], carriers: &[ReportIx], time: Option<&Timex>) -> Silence {
    let published = |ix: ReportIx| reports[ix.index()].report.published;
    let mut silence = Silence::default();
    let Some(first) = carriers.iter().filter_map(|&ix| published(ix)).min_by(earlier) else { return silence };
    let happened = time.and_then(Timex::date);
    for &ix in story.reports.iter().filter(|ix| !carriers.contains(ix)) {
        let Some(at) = published(ix) else { continue };
        match order(&at, &first) {
            Some(Ordering::Greater | Ordering::Equal) => silence.silent.push(ix),
            Some(Ordering::Less) => silence.too_early.push(ix),
            None if happened.is_some_and(|day| day < at.date) => silence.silent.push(ix),
            None => {}
        }
    }
    silence
}

/// The certain order of two publications; `None` where a time of day would decide and is not known.
pub(crate) fn order(a: &Published, b: &Published) -> Option<Ordering> {
    match a.date.cmp(&b.date) {
        Ordering::Equal => {
            let ((a_zoned, a), (b_zoned, b)) = (instant(a)?, instant(b)?);
            (a_zoned == b_zoned).then(|| a.cmp(&b))
        }
        order => Some(order),
    }
}

/// Seconds of the day, in UTC where the zone is known; two clocks are only compared if both or neither have one.
fn instant(p: &Published) -> Option<(bool, i64)> {
    let time = p.time?;
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some((p.offset.is_some(), seconds - p.offset.map_or(0, |o| i64::from(o.seconds()))))
}

fn earlier(a: &Published, b: &Published) -> Ordering {
    (a.date, instant(a)).cmp(&(b.date, instant(b)))
}
