//! What was told of a story, in the form that a store keeps to see what changes: claims with their places, positions.

use dateline_core::{
    Annotated, Change as Shift, Claim, ClaimState, Difference, DifferenceKind, Status, StoryAccount, Support,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words of a report, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// The report.
    pub report: String,
    /// The version of it, from 1.
    pub version: u32,
    /// Where they begin, in code points.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The words.
    pub words: String,
}

impl Quote {
    /// Whether both stand in one version of one report and share a character.
    pub(super) fn overlaps(&self, other: &Quote) -> bool {
        (&self.report, self.version) == (&other.report, other.version)
            && self.start < other.end
            && other.start < self.end
    }
}

/// What was told of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(super) title: Option<String>,
    /// Its reports with the version that counted.
    pub(super) reports: BTreeMap<String, u32>,
    pub(super) claims: Vec<ToldClaim>,
    pub(super) positions: Vec<ToldPosition>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ToldClaim {
    pub(super) best: usize,
    pub(super) state: ClaimState,
    pub(super) shown: bool,
    pub(super) outlets: u32,
    pub(super) origins: u32,
    pub(super) status: Option<Status>,
    /// The names of the origins, each once.
    pub(super) from: Vec<String>,
    pub(super) support: Vec<Quote>,
    pub(super) differences: Vec<ToldDifference>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ToldDifference {
    pub(super) kind: DifferenceKind,
    pub(super) update: bool,
    /// Each value, with the places of its supports.
    pub(super) values: Vec<(String, Vec<usize>)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ToldPosition {
    pub(super) actor: String,
    pub(super) on: String,
    /// How it stands to the one before, and the words.
    pub(super) held: Vec<(Shift, Quote)>,
}

impl Told {
    /// What an account tells of a story. `versions` are those of its reports that counted.
    pub(crate) fn new(account: &StoryAccount, reports: &[Annotated], versions: &BTreeMap<String, u32>) -> Told {
        let of = Of { account, reports, versions };
        let mut claims = Vec::new();
        claims.extend(account.claims.iter().filter(|claim| !claim.aside).map(|claim| of.claim(claim)));
        let position = |position: &dateline_core::Position| ToldPosition {
            actor: account.story.actors.get(position.actor.index()).map(|a| a.name.clone()).unwrap_or_default(),
            on: position.on.clone(),
            held: position.held.iter().filter_map(|held| Some((held.change, of.best(held.claim)?))).collect(),
        };
        Told {
            title: account.title.clone(),
            reports: versions.clone(),
            positions: account.positions.iter().map(position).collect(),
            claims,
        }
    }

    /// The same without what a report told.
    pub(crate) fn without(mut self, report: &str) -> Told {
        self.reports.remove(report);
        for claim in &mut self.claims {
            let is_gone: Vec<bool> = claim.support.iter().map(|quote| quote.report == report).collect();
            if !is_gone.contains(&true) {
                continue;
            }
            // What its values were is told anew with the next change.
            claim.differences.clear();
            claim.best = 0;
            claim.support.retain(|quote| quote.report != report);
        }
        self.claims.retain(|claim| !claim.support.is_empty());
        for position in &mut self.positions {
            position.held.retain(|(_, quote)| quote.report != report);
        }
        self
    }
}

struct Of<'a> {
    account: &'a StoryAccount,
    reports: &'a [Annotated],
    versions: &'a BTreeMap<String, u32>,
}

impl Of<'_> {
    fn quote(&self, support: &Support) -> Quote {
        let report = &self.reports[support.report.index()].report;
        let [start, end] = report.text.points(support.span);
        Quote {
            report: report.id.clone(),
            version: self.versions.get(&report.id).copied().unwrap_or(1),
            start,
            end,
            words: report.text.str(support.span).to_owned(),
        }
    }

    fn best(&self, id: dateline_core::ClaimId) -> Option<Quote> {
        let claim = self.account.claims.iter().find(|claim| claim.id == id)?;
        claim.support.get(claim.best).map(|support| self.quote(support))
    }

    fn claim(&self, claim: &Claim) -> ToldClaim {
        let origin = |support: &Support| self.account.story.origins.get(support.origin.index());
        let mut from: Vec<String> = claim.support.iter().filter_map(|s| Some(origin(s)?.name.clone())).collect();
        from.sort();
        from.dedup();
        let difference = |difference: &Difference| ToldDifference {
            kind: difference.kind,
            update: difference.update,
            values: difference.values.iter().map(|v| (v.value.clone(), v.support.clone())).collect(),
        };
        ToldClaim {
            best: claim.best,
            state: claim.state,
            shown: claim.shown,
            outlets: claim.outlets,
            origins: claim.origins,
            status: self.status(claim),
            from,
            support: claim.support.iter().map(|support| self.quote(support)).collect(),
            differences: claim.differences.iter().map(difference).collect(),
        }
    }

    /// How far what a claim tells has come, by the support that knows most.
    fn status(&self, claim: &Claim) -> Option<Status> {
        let of = |support: &Support| Some(self.reports[support.report.index()].event(support.event?)?.status);
        let statuses: Vec<Status> = claim.support.iter().filter_map(of).collect();
        [Status::Happened, Status::Denied, Status::Expected, Status::Possible]
            .into_iter()
            .find(|s| statuses.contains(s))
    }
}
