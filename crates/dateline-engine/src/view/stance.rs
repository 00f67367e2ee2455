//! What one report does about one claim: tells it, differs, may tell it, is silent, came before.

use super::StoryView;
use dateline_core::{Claim, ReportIx, Says};

/// What a report does about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// It tells it, at this place in the claim's list of supports.
    Tells(Says, usize),
    /// It could have told it and does not.
    Silent,
    /// It was published before it could be known.
    TooEarly,
    /// It may tell it, in words that are not surely the same thing.
    Perhaps,
    /// It is not known whether it could have told it.
    Unknown,
}

impl Stance {
    /// The stance of a report to a claim; of several places that tell it, the one that differs most counts.
    pub fn to(claim: &Claim, report: ReportIx) -> Stance {
        let supports = claim.support.iter().enumerate().filter(|(_, s)| s.report == report);
        match supports.max_by_key(|(i, s)| (s.says, std::cmp::Reverse(*i))) {
            Some((i, s)) => Stance::Tells(s.says, i),
            None if claim.perhaps.contains(&report) => Stance::Perhaps,
            None if claim.silent.contains(&report) => Stance::Silent,
            None if claim.too_early.contains(&report) => Stance::TooEarly,
            None => Stance::Unknown,
        }
    }
}

impl StoryView<'_> {
    /// The reports that tell a claim, in the story's order, each once.
    pub fn tellers(&self, claim: &Claim) -> Vec<ReportIx> {
        let tells = |ix: &&ReportIx| claim.support.iter().any(|s| s.report == **ix);
        self.reports().iter().filter(tells).copied().collect()
    }

    /// Reports in the story's order, each once.
    pub fn ordered(&self, reports: &[ReportIx]) -> Vec<ReportIx> {
        self.reports().iter().filter(|ix| reports.contains(ix)).copied().collect()
    }
}
