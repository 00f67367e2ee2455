//! The day of a report that tells none, inferred from what the other reports of its story tell.
//!
//! A report that says "last night" of what another one puts on a Wednesday was published on the Thursday. Every day on which
//! it may have been published is tried: its times are read as of that day and held against those that dated reports tell
//! of the same things. A day is inferred only if some words allow no other day, and no words speak against it.

use crate::{Engine, EngineError};
use dateline_annotate::Annotator;
use dateline_compare::gather::in_order;
use dateline_core::{
    Annotated, InferredDay, Published, PublishedBy, Report, ReportIx, SameTime, Span, Story, StoryAccount,
    TimeExpression,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many days before the first and after the last dated report of its story one may have been published.
const REACH: i32 = 3;

/// How many days the dated reports of a story lie apart at most. In wider stories a Wednesday is not surely the same one: of the 16 days
/// inferred where a given one had been hidden, 12 were right, and all 4 wrong ones stood in such stories.
const SPREAD: i32 = 7;

/// A time of a report without a day that a dated report tells of the same thing.
struct Pin {
    here: Span,
    other: ReportIx,
    there: Span,
    /// The day that the dated report tells.
    day: Date,
}

impl Engine {
    /// Infers the days of reports that tell none, and annotates those for which one is found anew.
    ///
    /// A story with such a report and a dated one is compared once for it, as if nothing could be inferred.
    ///
    /// # Errors
    /// If a table of the language can not be used.
    pub(crate) fn infer_days(&self, stories: &mut [Story], reports: &mut [Annotated]) -> Result<(), EngineError> {
        let (lexicon, annotator) = (self.lexicon()?, self.annotator()?);
        for story in stories {
            let is_dated = |r: &ReportIx| reports[r.index()].report.published.is_some();
            let undated: Vec<ReportIx> = story.reports.iter().copied().filter(|r| !is_dated(r)).collect();
            if undated.is_empty() || undated.len() == story.reports.len() {
                continue;
            }
            let told = self.threads()?.install(|| dateline_compare::tell(lexicon, story.clone(), reports));
            let found: Vec<(Date, InferredDay)> =
                undated.into_iter().filter_map(|r| self.day_of(annotator, &told, r, reports)).collect();
            for (day, inferred) in found {
                let Annotated { mut report, parse, .. } = std::mem::take(&mut reports[inferred.report.index()]);
                report.published = Some(on(day));
                reports[inferred.report.index()] = annotator.annotate(report, parse, &self.settings.annotate);
                story.days.push(inferred);
            }
            let plain: Vec<&Report> = story.reports.iter().map(|ix| &reports[ix.index()].report).collect();
            story.reports = in_order(&plain).into_iter().map(|at| story.reports[at]).collect();
        }
        Ok(())
    }

    /// The day on which a report of a story was published, and what it rests on.
    fn day_of(
        &self,
        annotator: &Annotator,
        story: &StoryAccount,
        ix: ReportIx,
        reports: &[Annotated],
    ) -> Option<(Date, InferredDay)> {
        let days = story.story.reports.iter().filter_map(|r| reports[r.index()].report.published).map(|p| p.date);
        let days: BTreeSet<Date> = days.collect();
        if days.last()?.checked_sub(SPREAD.days()).ok()? > *days.first()? {
            return None;
        }
        let (first, last) =
            (days.first()?.checked_sub(REACH.days()).ok()?, days.last()?.checked_add(REACH.days()).ok()?);
        let own = &reports[ix.index()];
        let mut report = own.report.clone();
        let mut as_of: BTreeMap<Date, BTreeMap<Span, Date>> = BTreeMap::new();
        for day in first.series(1.day()).take_while(|d| *d <= last) {
            report.published = Some(on(day));
            let mode = self.settings.annotate.time_mode;
            let times = dateline_annotate::times::find(&annotator.times, &report, &own.parse, mode);
            as_of.insert(day, times.iter().filter_map(|t| Some((t.span, day_told(t)?))).collect());
        }
        let pins = pins(story, ix, reports, &as_of);
        let fits = |pin: &Pin, day: &Date| as_of[day].get(&pin.here) == Some(&pin.day);
        let allowed = |pin: &Pin| as_of.keys().filter(|day| fits(pin, day)).copied().collect::<Vec<Date>>();
        let exact: BTreeSet<Date> =
            pins.iter().filter_map(|p| <[Date; 1]>::try_from(allowed(p)).ok()).map(|[d]| d).collect();
        let day = *exact.first().filter(|_| exact.len() == 1)?;
        if !pins.iter().all(|pin| fits(pin, &day)) {
            return None;
        }
        let same = |p: &Pin| SameTime { here: p.here, other: p.other, there: p.there };
        let mut rests_on: Vec<SameTime> = pins.iter().filter(|p| allowed(p).len() == 1).map(same).collect();
        rests_on.dedup_by_key(|t| (t.here, t.other));
        Some((day, InferredDay { report: ix, rests_on }))
    }
}

/// The times of a report that dated reports tell of the same things: of claims in which either side tells one day.
fn pins(
    story: &StoryAccount,
    ix: ReportIx,
    reports: &[Annotated],
    as_of: &BTreeMap<Date, BTreeMap<Span, Date>>,
) -> Vec<Pin> {
    let telling: BTreeSet<Span> = as_of.values().flat_map(|times| times.keys().copied()).collect();
    let mut pins = Vec::new();
    for claim in story.claims.iter().filter(|c| !c.aside) {
        let own = claim.support.iter().filter(|s| s.report == ix);
        let heres: BTreeSet<Span> =
            own.flat_map(|s| telling.iter().copied().filter(move |t| s.span.contains(*t))).collect();
        let Some(&here) = heres.first().filter(|_| heres.len() == 1) else { continue };
        for support in claim.support.iter().filter(|s| s.report != ix) {
            let other = &reports[support.report.index()];
            if other.report.published.is_none_or(|p| p.by == PublishedBy::Inferred) {
                continue;
            }
            let told = other.times.iter().filter(|t| support.span.contains(t.span));
            let told: Vec<(Span, Date)> = told.filter_map(|t| Some((t.span, day_told(t)?))).collect();
            if let [(there, day)] = told[..] {
                pins.push(Pin { here, other: support.report, there, day });
            }
        }
    }
    pins
}

/// The day that a time expression tells, alone or with a part of the day.
fn day_told(time: &TimeExpression) -> Option<Date> {
    time.value.date()
}

fn on(date: Date) -> Published {
    Published { date, time: None, offset: None, by: PublishedBy::Inferred }
}
