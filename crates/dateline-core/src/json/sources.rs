//! The ledger of unnamed sources, and inferred days, as JSON.

use super::ClaimJson;
use super::account::Out;
use crate::{
    Account, Annotated, ClaimId, HouseRule, InferredDay, ReportIx, SameTime, Span, StoryAccount, UnnamedSource,
    UtteranceId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The unnamed sources of stories: what `sources --format json` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourcesJson {
    /// The version of dateline that made it.
    pub dateline: String,
    /// The stories.
    pub stories: Vec<SourcesOfJson>,
}

/// The unnamed sources of a story, with the claims that rest on them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of StoryJson")]
pub struct SourcesOfJson {
    pub id: String,
    pub title: Option<String>,
    pub reports: Vec<String>,
    pub unnamed: Vec<UnnamedJson>,
    pub claims: Vec<ClaimJson>,
}

/// A source that is not named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of UnnamedSource")]
pub struct UnnamedJson {
    pub description: String,
    pub reports: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<WordsJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    pub told_to: Vec<WordsJson>,
    pub utterances: Vec<UtteranceId>,
    pub claims: Vec<ClaimId>,
    pub alone: Vec<ClaimId>,
    pub judges: Vec<ClaimId>,
    pub flags: Vec<HouseRule>,
}

/// Words of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "a report's id, a place in it, and the words that stand there")]
pub struct WordsJson {
    pub report: String,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A day of publication that is inferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of InferredDay")]
pub struct InferredDayJson {
    pub report: String,
    pub published: Option<String>,
    pub rests_on: Vec<SameTimeJson>,
}

/// A time that two reports tell of the same thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of SameTime")]
pub struct SameTimeJson {
    pub here: WordsJson,
    pub there: WordsJson,
}

impl SourcesJson {
    /// The unnamed sources of an account over the reports that it was made from.
    pub fn new(account: &Account, reports: &[Annotated]) -> SourcesJson {
        let out = Out { reports };
        let of_story = |s: &StoryAccount| SourcesOfJson {
            id: s.story.id.clone(),
            title: s.title.clone(),
            reports: out.ids(&s.story.reports),
            unnamed: s.unnamed.iter().map(|u| out.unnamed(u)).collect(),
            claims: s
                .unnamed
                .iter()
                .flat_map(|u| &u.claims)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter_map(|id| Some(out.claim(s.claims.get(id.index())?)))
                .collect(),
        };
        SourcesJson {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            stories: account.stories.iter().map(of_story).collect(),
        }
    }
}

impl Out<'_> {
    fn place(&self, (report, span): (ReportIx, Span)) -> WordsJson {
        let [start, end] = self.points(report, span);
        WordsJson { report: self.id(report), start, end, text: self.words(report, span) }
    }

    pub(super) fn unnamed(&self, u: &UnnamedSource) -> UnnamedJson {
        UnnamedJson {
            description: u.description.clone(),
            reports: self.ids(&u.reports),
            reason: u.reason.map(|r| self.place(r)),
            people: u.people,
            told_to: u.told_to.iter().map(|&t| self.place(t)).collect(),
            utterances: u.utterances.clone(),
            claims: u.claims.clone(),
            alone: u.alone.clone(),
            judges: u.judges.clone(),
            flags: u.flags.clone(),
        }
    }

    pub(super) fn day(&self, d: &InferredDay) -> InferredDayJson {
        let same =
            |t: &SameTime| SameTimeJson { here: self.place((d.report, t.here)), there: self.place((t.other, t.there)) };
        InferredDayJson {
            report: self.id(d.report),
            published: self.reports[d.report.index()].report.published.map(|p| p.to_string()),
            rests_on: d.rests_on.iter().map(same).collect(),
        }
    }
}
