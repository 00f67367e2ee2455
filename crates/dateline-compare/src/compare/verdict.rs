//! What each report is to a claim that it does not surely tell: silent, perhaps telling it, or too early for it.

use super::groups::{Odds, UNSEEN};
use super::known::silence;
use super::passages::Passages;
use super::sentences::Sentences;
use crate::Lexicon;
use dateline_core::{Annotated, Claim, RegionKind, ReportIx, Story};

/// The names of the signs by which it is judged whether a report tells a claim that it is not joined to.
pub const VERDICT: &[&str] = &[
    "best",
    "second",
    "mean",
    "least",
    "one-to-one",
    "members",
    "reports",
    "taken",
    "beside",
    "words",
    "weight",
    "along",
    "title",
    "said",
    "report-length",
    "rival",
    "most-beside",
];

/// Below this log odds a report surely does not tell a claim; from it on it may. One in ten: on stories that it did not learn
/// from, what is told to be in one report alone is so in .92, and silence in .94.
const SURELY_NOT: f32 = -2.2;

/// A report that was published before the first that surely tells a claim may tell it from this log odds on.
const EARLY: f32 = -1.2;

/// A sentence that holds so much of the words of a passage, by weight, may tell it.
const MOST: f32 = 0.5;

/// What verdicts are read from.
pub(crate) struct Verdicts<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) passages: &'a Passages,
    pub(crate) sentences: &'a Sentences,
    pub(crate) odds: &'a Odds,
    pub(crate) groups: &'a [Vec<usize>],
}

impl Verdicts<'_> {
    /// Says of each report that does not surely tell a claim what it is to it.
    pub(crate) fn give(
        &self,
        claim: &mut Claim,
        group: &[usize],
        story: &Story,
        reports: &[Annotated],
    ) -> Vec<(ReportIx, [f32; VERDICT.len()])> {
        let carriers: Vec<ReportIx> = {
            let mut list: Vec<ReportIx> = claim.support.iter().map(|s| s.report).collect();
            list.dedup();
            list
        };
        let known = silence(story, reports, &carriers, claim.time.as_ref());
        claim.too_early = known.too_early;
        let mut given = Vec::new();
        for (member, &report) in story.reports.iter().enumerate().filter(|(_, r)| !carriers.contains(r)) {
            let signs = self.signs(group, member);
            let odds = self.lexicon.tells.odds(&signs);
            given.push((report, signs));
            let least = if claim.too_early.contains(&report) { EARLY } else { SURELY_NOT };
            if odds >= least || self.stands_there(group, member) {
                claim.perhaps.push(report);
            } else if known.silent.contains(&report) {
                claim.silent.push(report);
            }
        }
        let perhaps = &claim.perhaps;
        claim.too_early.retain(|r| !perhaps.contains(r));
        given
    }

    /// Whether a sentence of a report holds most of what a passage of the group tells, names aside, whatever the judgement says: a quotation
    /// that stands there word for word is not passed over in silence.
    fn stands_there(&self, group: &[usize], member: usize) -> bool {
        let mut sentences = self.sentences.of_report[member].clone();
        let held = |p: usize, s: usize| self.passages.list[p].content.held_by(&self.sentences.bags[s]) >= MOST;
        sentences.any(|s| group.iter().any(|&p| held(p, s)))
    }

    /// The signs of a group of passages and a report that is not in it, as [`VERDICT`] names them.
    pub(crate) fn signs(&self, group: &[usize], member: usize) -> [f32; VERDICT.len()] {
        let list = &self.passages.list;
        let of_report = self.passages.of_report[member].clone();
        let mut best_of: Vec<(f32, usize)> = Vec::new();
        let mut all: Vec<(f32, usize)> = Vec::new();
        for &p in group {
            let row = self.odds.row(p);
            let near =
                &row[row.partition_point(|r| r.0 < of_report.start)..row.partition_point(|r| r.0 < of_report.end)];
            let best = near.iter().map(|&(q, o)| (o, q)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            best_of.push(best.unwrap_or((UNSEEN, usize::MAX)));
            all.extend(near.iter().map(|&(q, o)| (o, q)));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, at) = all.first().copied().unwrap_or((UNSEEN, usize::MAX));
        let second = all.iter().find(|x| x.1 != at).map_or(UNSEEN, |x| x.0);
        let count = group.len().max(1) as f32;
        let mean = best_of.iter().map(|b| b.0).sum::<f32>() / count;
        let least = best_of.iter().map(|b| b.0).fold(f32::INFINITY, f32::min);
        // How well the best place of that report fits all of the group.
        let fit = if at == usize::MAX {
            UNSEEN
        } else {
            group.iter().map(|&p| self.odds.between(p, at)).sum::<f32>() / count
        };
        let its_group = self.groups.iter().find(|g| g.binary_search(&at).is_ok());
        // It is joined already with another place of a report that tells the claim.
        let taken =
            its_group.is_some_and(|g| g.iter().any(|&x| group.iter().any(|&p| list[p].member == list[x].member)));
        let joined_elsewhere = its_group.map_or(0.0, |g| (g.len() - 1) as f32);
        // The sentences of that report that stand beside the places of the group in words.
        let sentences = self.sentences.of_report[member].clone();
        let beside =
            |p: usize| sentences.clone().map(|s| list[p].words.held_by(&self.sentences.bags[s])).fold(0.0, f32::max);
        let besides: Vec<f32> = group.iter().map(|&p| beside(p)).collect();
        let most_beside = besides.iter().copied().fold(0.0, f32::max);
        let report_words = sentences.clone().map(|s| self.sentences.bags[s].len()).sum::<usize>() as f32;
        let rival = if at == usize::MAX {
            UNSEEN
        } else {
            let rivals = self
                .odds
                .row(at)
                .iter()
                .filter(|(q, _)| !group.contains(q) && group.iter().any(|&p| list[p].member == list[*q].member));
            rivals.map(|r| r.1).fold(UNSEEN, f32::max)
        };
        let reports = {
            let mut members: Vec<usize> = group.iter().map(|&p| list[p].member).collect();
            members.dedup();
            members.len()
        };
        let flag = |yes: bool| f32::from(u8::from(yes));
        [
            best,
            second,
            mean,
            least,
            fit,
            group.len() as f32,
            reports as f32,
            if taken { 1.0 + joined_elsewhere } else { -joined_elsewhere },
            besides.iter().sum::<f32>() / count,
            group.iter().map(|&p| list[p].words.len()).sum::<usize>() as f32 / count,
            group.iter().map(|&p| list[p].content.weight()).sum::<f32>() / count,
            group.iter().map(|&p| list[p].along).fold(1.0, f32::min),
            flag(group.iter().any(|&p| list[p].region == RegionKind::Title)),
            flag(group.iter().any(|&p| list[p].statement.is_some())),
            report_words,
            rival,
            most_beside,
        ]
    }
}
