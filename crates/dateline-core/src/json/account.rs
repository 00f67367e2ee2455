//! An account as JSON.

use super::{InferredDayJson, Points, ReportJson, UnnamedJson};
use crate::{
    Account, ActorId, ActorKind, Annotated, Change, Claim, ClaimId, ClaimKind, ClaimState, Difference, DifferenceKind,
    EventId, OriginId, OriginKind, QuestionId, ReportIx, SaidBy, Says, Span, StatementId, StoryAccount, Support, Timex,
    Utterance, UtteranceId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An account: what `account --format json` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccountJson {
    /// The version of dateline that made it.
    pub dateline: String,
    /// With what it was made, so that it can be made again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeJson>,
    /// The reports that it rests on, without layers unless they were asked for.
    pub reports: Vec<ReportJson>,
    /// The stories.
    pub stories: Vec<StoryJson>,
    /// The hashes of what it was made from and of itself, where it was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealJson>,
}

/// With what an account was made, beside its reports: who has those makes the same account again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MadeJson {
    /// The name and version of the language pipeline.
    pub pipeline: String,
    /// What relative times were counted from: `auto`, `news` or `narrative`.
    pub time_mode: String,
    /// What the user said of the actors, as TOML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<String>,
    /// Only claims of this state are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ClaimState>,
    /// Only claims about an actor of such a name are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Only claims from this day on are in it, as an ISO 8601 date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// The seal of an account: SHA-256 hashes, in hexadecimal.
///
/// A seal holds no secret: whoever changes an account can seal it anew. It is worth what the way is worth on which its
/// reader was told it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SealJson {
    /// Of the hashes of the reports' bytes, a line each, in the order of `reports`.
    pub sources: String,
    /// Of the account as JSON without white space and without its seal.
    pub account: String,
}

/// A story with its claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Story and StoryAccount")]
pub struct StoryJson {
    pub id: String,
    pub title: Option<String>,
    pub reports: Vec<String>,
    /// The first day that the story tells of or that a report was published on.
    pub from: Option<String>,
    /// The last one.
    pub to: Option<String>,
    pub origins: Vec<OriginJson>,
    #[serde(default)]
    pub utterances: Vec<UtteranceJson>,
    pub actors: Vec<StoryActorJson>,
    pub claims: Vec<ClaimJson>,
    #[serde(default)]
    pub questions: Vec<QuestionJson>,
    pub timeline: Vec<MomentJson>,
    pub positions: Vec<PositionJson>,
    #[serde(default)]
    pub unnamed: Vec<UnnamedJson>,
    /// Days of publication that follow from what the other reports tell.
    #[serde(default)]
    pub days: Vec<InferredDayJson>,
}

/// Where information comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Origin")]
pub struct OriginJson {
    pub id: OriginId,
    pub kind: OriginKind,
    pub name: String,
    pub reports: Vec<String>,
    pub copies: Vec<CopyJson>,
}

/// One act of saying, or one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Utterance")]
pub struct UtteranceJson {
    pub id: UtteranceId,
    pub origin: OriginId,
    pub speaker: SaidByJson,
    /// Where or how it was said: words of a report, or the name of a platform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// To whom, in words of a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Timex>,
    pub wordings: Vec<WordingJson>,
}

/// A place that holds words of an utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "a report's id, and a statement of it with the place of what was said")]
pub struct WordingJson {
    pub report: String,
    pub statement: StatementId,
    pub start: u32,
    pub end: u32,
}

/// A passage that one report has from another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Copy")]
pub struct CopyJson {
    pub report: String,
    pub start: u32,
    pub end: u32,
    pub of: String,
    pub of_start: u32,
    pub of_end: u32,
}

/// An actor across reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of StoryActor")]
pub struct StoryActorJson {
    pub id: ActorId,
    pub name: String,
    pub names: Vec<String>,
    pub kind: ActorKind,
    pub roles: Vec<String>,
    pub country: Option<String>,
    pub members: Vec<MemberJson>,
}

/// Which actor of which report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "a report's id and an actor's id in it")]
pub struct MemberJson {
    pub report: String,
    pub actor: ActorId,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Claim")]
pub struct ClaimJson {
    pub id: ClaimId,
    pub kind: ClaimKind,
    /// The words of one of the supports.
    pub text: String,
    pub state: ClaimState,
    pub outlets: u32,
    pub origins: u32,
    pub time: Option<Timex>,
    pub actors: Vec<ActorId>,
    pub support: Vec<SupportJson>,
    #[serde(default)]
    pub shown: bool,
    pub silent: Vec<String>,
    #[serde(default)]
    pub perhaps: Vec<String>,
    pub too_early: Vec<String>,
    pub differences: Vec<DifferenceJson>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub aside: bool,
}

/// A place that tells a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Support")]
pub struct SupportJson {
    pub report: String,
    pub start: u32,
    pub end: u32,
    /// The words at that place: `verify` holds them against the report.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Points>,
    #[serde(default)]
    pub speaker: Option<SaidByJson>,
    pub says: Says,
    pub origin: OriginId,
    pub chain: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    pub by: String,
}

/// Who says what a support tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of SaidBy")]
pub struct SaidByJson {
    pub name: String,
    pub unnamed: bool,
    pub actor: Option<ActorId>,
}

/// Claims that answer one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Question")]
pub struct QuestionJson {
    pub id: QuestionId,
    pub claims: Vec<ClaimId>,
    pub joined: bool,
    #[serde(rename = "in")]
    pub kind: DifferenceKind,
}

/// Something in which supports differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Difference")]
pub struct DifferenceJson {
    #[serde(rename = "in")]
    pub kind: DifferenceKind,
    pub values: Vec<ValueJson>,
    #[serde(default)]
    pub conflict: bool,
    #[serde(default)]
    pub update: bool,
}

/// One of the values that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of DifferenceValue")]
pub struct ValueJson {
    pub value: String,
    pub support: Vec<usize>,
}

/// The claims of one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Moment")]
pub struct MomentJson {
    pub when: Timex,
    pub claims: Vec<ClaimId>,
}

/// What one actor held on one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Position")]
pub struct PositionJson {
    /// The actor's name.
    pub actor: String,
    pub on: String,
    pub held: Vec<HeldJson>,
}

/// One time at which a position was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Held")]
pub struct HeldJson {
    pub when: Option<Timex>,
    pub claim: ClaimId,
    pub change: Change,
}

impl AccountJson {
    /// The JSON of an account over the reports that it was made from, in the order that its [`ReportIx`]s count;
    /// `layers` keeps what was found in each report.
    pub fn new(account: &Account, reports: &[Annotated], layers: bool) -> AccountJson {
        let report =
            |r: &Annotated| if layers { ReportJson::of_annotated(r) } else { ReportJson::of_report(&r.report) };
        AccountJson {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            made: None,
            reports: reports.iter().map(report).collect(),
            stories: account.stories.iter().map(|s| StoryJson::new(s, reports)).collect(),
            seal: None,
        }
    }
}

impl StoryJson {
    /// The JSON of a story over the reports that its account was made from.
    pub fn new(story: &StoryAccount, reports: &[Annotated]) -> StoryJson {
        Out { reports }.story(story)
    }
}

/// An account on its way out, over its reports.
pub(super) struct Out<'a> {
    pub(super) reports: &'a [Annotated],
}

impl Out<'_> {
    pub(super) fn id(&self, report: ReportIx) -> String {
        self.reports[report.index()].report.id.clone()
    }

    pub(super) fn ids(&self, reports: &[ReportIx]) -> Vec<String> {
        reports.iter().map(|&r| self.id(r)).collect()
    }

    pub(super) fn points(&self, report: ReportIx, span: Span) -> Points {
        self.reports[report.index()].report.text.points(span)
    }

    pub(super) fn words(&self, report: ReportIx, span: Span) -> String {
        self.reports[report.index()].report.text.str(span).to_owned()
    }

    fn story(&self, s: &StoryAccount) -> StoryJson {
        let days = || {
            let published = s.story.reports.iter().filter_map(|&r| self.reports[r.index()].report.published);
            let told = s.timeline.iter().filter_map(|m| m.when.date());
            published.map(|p| p.date).chain(told)
        };
        let name = |id: ActorId| s.story.actors.get(id.index()).map(|a| a.name.clone()).unwrap_or_default();
        StoryJson {
            id: s.story.id.clone(),
            title: s.title.clone(),
            reports: self.ids(&s.story.reports),
            from: days().min().map(|d| d.to_string()),
            to: days().max().map(|d| d.to_string()),
            origins: s.story.origins.iter().map(|o| self.origin(o)).collect(),
            utterances: s.story.utterances.iter().map(|u| self.utterance(u)).collect(),
            actors: s.story.actors.iter().map(|a| self.actor(a)).collect(),
            claims: s.claims.iter().map(|c| self.claim(c)).collect(),
            questions: s
                .questions
                .iter()
                .map(|q| QuestionJson { id: q.id, claims: q.claims.clone(), joined: q.joined, kind: q.kind })
                .collect(),
            timeline: s
                .timeline
                .iter()
                .map(|m| MomentJson { when: m.when.clone(), claims: m.claims.clone() })
                .collect(),
            positions: s
                .positions
                .iter()
                .map(|p| PositionJson {
                    actor: name(p.actor),
                    on: p.on.clone(),
                    held: p
                        .held
                        .iter()
                        .map(|h| HeldJson { when: h.when.clone(), claim: h.claim, change: h.change })
                        .collect(),
                })
                .collect(),
            unnamed: s.unnamed.iter().map(|u| self.unnamed(u)).collect(),
            days: s.story.days.iter().map(|d| self.day(d)).collect(),
        }
    }

    fn origin(&self, o: &crate::Origin) -> OriginJson {
        let copy = |c: &crate::Copy| {
            let [start, end] = self.points(c.report, c.span);
            let [of_start, of_end] = self.points(c.of, c.of_span);
            CopyJson { report: self.id(c.report), start, end, of: self.id(c.of), of_start, of_end }
        };
        OriginJson {
            id: o.id,
            kind: o.kind,
            name: o.name.clone(),
            reports: self.ids(&o.reports),
            copies: o.copies.iter().map(copy).collect(),
        }
    }

    fn utterance(&self, u: &Utterance) -> UtteranceJson {
        let told = |(r, s): (ReportIx, StatementId)| {
            let report = &self.reports[r.index()];
            Some((report.report.text.clone(), report.statement(s)?))
        };
        let wording = |&(r, s): &(ReportIx, StatementId)| {
            let content = told((r, s))?.1.content.iter().copied().reduce(Span::cover)?;
            let [start, end] = self.points(r, content);
            Some(WordingJson { report: self.id(r), statement: s, start, end })
        };
        let channel = u.channel.and_then(told).and_then(|(text, s)| Some(s.channel.as_ref()?.name(&text).to_owned()));
        let told_to = u.hearer.and_then(told).and_then(|(text, s)| Some(text.str(s.told_to?).to_owned()));
        UtteranceJson {
            id: u.id,
            origin: u.origin,
            speaker: said_by(&u.speaker),
            channel,
            told_to,
            time: u.time.clone(),
            wordings: u.wordings.iter().filter_map(wording).collect(),
        }
    }

    fn actor(&self, a: &crate::StoryActor) -> StoryActorJson {
        StoryActorJson {
            id: a.id,
            name: a.name.clone(),
            names: a.names.clone(),
            kind: a.kind,
            roles: a.roles.clone(),
            country: a.country.clone(),
            members: a.members.iter().map(|&(r, actor)| MemberJson { report: self.id(r), actor }).collect(),
        }
    }

    pub(super) fn claim(&self, c: &Claim) -> ClaimJson {
        ClaimJson {
            id: c.id,
            kind: c.kind,
            text: c.support.get(c.best).map(|s| self.words(s.report, s.span)).unwrap_or_default(),
            state: c.state,
            outlets: c.outlets,
            origins: c.origins,
            time: c.time.clone(),
            actors: c.actors.clone(),
            support: c.support.iter().map(|s| self.support(s)).collect(),
            shown: c.shown,
            silent: self.ids(&c.silent),
            perhaps: self.ids(&c.perhaps),
            too_early: self.ids(&c.too_early),
            differences: c.differences.iter().map(difference).collect(),
            aside: c.aside,
        }
    }

    fn support(&self, s: &Support) -> SupportJson {
        let [start, end] = self.points(s.report, s.span);
        SupportJson {
            report: self.id(s.report),
            start,
            end,
            text: self.words(s.report, s.span),
            trigger: s.trigger.map(|t| self.points(s.report, t)),
            value: s.value.map(|v| self.points(s.report, v)),
            speaker: s.speaker.as_ref().map(said_by),
            says: s.says,
            origin: s.origin,
            chain: s.chain.clone(),
            statement: s.statement,
            event: s.event,
            by: s.by.to_string(),
        }
    }
}

fn said_by(who: &SaidBy) -> SaidByJson {
    SaidByJson { name: who.name.clone(), unnamed: who.unnamed, actor: who.actor }
}

fn difference(d: &Difference) -> DifferenceJson {
    let value = |v: &crate::DifferenceValue| ValueJson { value: v.value.clone(), support: v.support.clone() };
    DifferenceJson {
        kind: d.kind,
        values: d.values.iter().map(value).collect(),
        conflict: d.conflict,
        update: d.update,
    }
}
