//! A report with its layers as JSON, and back.

use super::{ClauseJson, PartJson, Points};
use crate::{
    Act, Actor, ActorId, ActorKind, Amount, Anchor, Annotated, Channel, Event, EventId, Mention, MentionKind,
    Published, PublishedBy, Region, RegionKind, Report, Root, Span, Statement, StatementId, StatementKind, Status,
    Text, TimeExpression, TimeId, TimeKind, Timex,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One report: what `read` prints, with layers what `annotate` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Report and Annotated, which say what they are")]
pub struct ReportJson {
    pub id: String,
    pub sha256: String,
    pub from: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    #[serde(default)]
    pub authors: Vec<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub place: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    pub published_by: Option<PublishedBy>,
    /// ISO 8601; only where a page tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Only where a page tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    pub text: String,
    #[serde(default)]
    pub regions: Vec<RegionJson>,
    /// Only where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SentenceJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actors: Option<Vec<ActorJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<Vec<TimeJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statements: Option<Vec<StatementJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clauses: Option<Vec<ClauseJson>>,
}

/// A region: `text[start..end]` in code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Region")]
pub struct RegionJson {
    pub start: u32,
    pub end: u32,
    pub kind: RegionKind,
}

/// A sentence: `text[start..end]` in code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "a pair of offsets")]
pub struct SentenceJson {
    pub start: u32,
    pub end: u32,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Actor")]
pub struct ActorJson {
    pub id: ActorId,
    pub name: String,
    pub kind: ActorKind,
    #[serde(default)]
    pub roles: Vec<String>,
    pub mentions: Vec<Points>,
    /// How each mention names the actor, in the order of `mentions`.
    #[serde(default)]
    pub mention_kinds: Vec<MentionKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(default)]
    pub by: String,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of TimeExpression")]
pub struct TimeJson {
    pub id: TimeId,
    pub start: u32,
    pub end: u32,
    #[serde(rename = "type")]
    pub kind: TimeKind,
    pub value: Timex,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_value: Option<Timex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_value: Option<Timex>,
    /// "published" or the id of a time expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    #[serde(default)]
    pub by: String,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Statement; a `…_span` tells where the words stand")]
pub struct StatementJson {
    pub id: StatementId,
    pub content: Vec<Points>,
    pub cue: Vec<Points>,
    pub source: Vec<Points>,
    pub kind: StatementKind,
    pub act: Act,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ActorId>,
    pub anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_span: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymity_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymity_reason_span: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_span: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_to_span: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<StatementId>,
    #[serde(default)]
    pub by: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Event")]
pub struct EventJson {
    pub id: EventId,
    pub trigger: Points,
    pub root: Option<Root>,
    pub status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_cue: Option<Points>,
    pub sources: Vec<ActorId>,
    pub targets: Vec<ActorId>,
    pub source_spans: Vec<Points>,
    pub target_spans: Vec<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ActorId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<AmountJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementId>,
    #[serde(default)]
    pub by: String,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Amount")]
pub struct AmountJson {
    pub span: Points,
    pub number: Points,
    pub value: Option<f64>,
    pub unit: Option<Points>,
}

impl ReportJson {
    /// A report without layers, as `read` prints it.
    pub fn of_report(report: &Report) -> ReportJson {
        let text = &report.text;
        let regions = report.regions.iter().map(|r| {
            let [start, end] = text.points(r.span);
            RegionJson { start, end, kind: r.kind }
        });
        ReportJson {
            id: report.id.clone(),
            sha256: report.sha256.clone(),
            from: report.from.clone(),
            title: report.title.clone(),
            outlet: report.outlet.clone(),
            authors: report.authors.clone(),
            url: report.url.clone(),
            language: report.language.clone(),
            place: report.place.clone(),
            published: report.published.map(|p| p.to_string()),
            published_by: report.published.map(|p| p.by),
            updated: report.updated.map(|p| p.to_string()),
            section: report.section.clone(),
            text: text.as_str().to_owned(),
            regions: regions.collect(),
            parts: report.parts.iter().map(|part| PartJson::new(text, part)).collect(),
            ..ReportJson::default()
        }
    }

    /// A report with its layers, as `annotate` prints it.
    pub fn of_annotated(annotated: &Annotated) -> ReportJson {
        let out = Out(&annotated.report.text);
        let sentences = annotated.parse.sentences().filter_map(|s| annotated.parse.span_of(s));
        ReportJson {
            sentences: Some(sentences.map(|s| out.pair(s)).map(|[start, end]| SentenceJson { start, end }).collect()),
            actors: Some(annotated.actors.iter().map(|a| out.actor(a)).collect()),
            times: Some(annotated.times.iter().map(|t| out.time(t)).collect()),
            statements: Some(annotated.statements.iter().map(|s| out.statement(s)).collect()),
            events: Some(annotated.events.iter().map(|e| out.event(e)).collect()),
            clauses: Some(annotated.clauses.iter().map(|c| out.clause(c)).collect()),
            ..ReportJson::of_report(&annotated.report)
        }
    }

    /// The report of this JSON, without its layers; `None` if an offset leaves the text.
    pub fn to_report(&self) -> Option<Report> {
        let text = Text::new(self.text.as_str());
        let region = |r: &RegionJson| Some(Region { span: text.span_of_points([r.start, r.end])?, kind: r.kind });
        let by = self.published_by.unwrap_or(PublishedBy::Given);
        Some(Report {
            id: self.id.clone(),
            sha256: self.sha256.clone(),
            from: self.from.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            authors: self.authors.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
            place: self.place.clone(),
            published: self.published.as_deref().and_then(|p| Published::parse(p, by)),
            updated: self.updated.as_deref().and_then(|p| Published::parse(p, PublishedBy::Metadata)),
            section: self.section.clone(),
            regions: self.regions.iter().map(region).collect::<Option<_>>()?,
            parts: self.parts.iter().map(|part| part.to_part(&text)).collect::<Option<_>>()?,
            text,
        })
    }

    /// The report of this JSON with its layers and no parse; `None` if an offset leaves the text.
    pub fn to_annotated(&self) -> Option<Annotated> {
        let report = self.to_report()?;
        let back = Back(&report.text);
        let actors = self.actors.iter().flatten().map(|a| back.actor(a)).collect::<Option<_>>()?;
        let times = self.times.iter().flatten().map(|t| back.time(t)).collect::<Option<_>>()?;
        let statements = self.statements.iter().flatten().map(|s| back.statement(s)).collect::<Option<_>>()?;
        let events = self.events.iter().flatten().map(|e| back.event(e)).collect::<Option<_>>()?;
        let clauses = self.clauses.iter().flatten().map(|c| back.clause(c)).collect::<Option<_>>()?;
        Some(Annotated { actors, times, statements, events, clauses, parse: Default::default(), report })
    }
}

/// The way out: spans to code points.
pub(super) struct Out<'a>(&'a Text);

impl Out<'_> {
    pub(super) fn pair(&self, span: Span) -> Points {
        self.0.points(span)
    }

    pub(super) fn pairs(&self, spans: &[Span]) -> Vec<Points> {
        spans.iter().map(|&s| self.pair(s)).collect()
    }

    fn words(&self, span: Option<Span>) -> (Option<String>, Option<Points>) {
        (span.map(|s| self.0.str(s).to_owned()), span.map(|s| self.pair(s)))
    }

    fn actor(&self, a: &Actor) -> ActorJson {
        ActorJson {
            id: a.id,
            name: a.name.clone(),
            kind: a.kind,
            roles: a.roles.clone(),
            mentions: a.mentions.iter().map(|m| self.pair(m.span)).collect(),
            mention_kinds: a.mentions.iter().map(|m| m.kind).collect(),
            country: a.country.clone(),
            by: a.by.to_string(),
        }
    }

    fn time(&self, t: &TimeExpression) -> TimeJson {
        let [start, end] = self.pair(t.span);
        TimeJson {
            id: t.id,
            start,
            end,
            kind: t.kind,
            value: t.value.clone(),
            modifier: t.modifier.clone(),
            begin_value: t.begin.clone(),
            end_value: t.end.clone(),
            anchor: t.anchor.map(|a| match a {
                Anchor::Published => "published".to_owned(),
                Anchor::Time(id) => id.to_string(),
            }),
            by: t.by.to_string(),
        }
    }

    fn statement(&self, s: &Statement) -> StatementJson {
        let (description, description_span) = self.words(s.description);
        let (anonymity_reason, anonymity_reason_span) = self.words(s.anonymity_reason);
        let channel = s.channel.as_ref();
        let (told_to, told_to_span) = self.words(s.told_to);
        StatementJson {
            id: s.id,
            content: self.pairs(&s.content),
            cue: self.pairs(&s.cue),
            source: self.pairs(&s.source),
            kind: s.kind,
            act: s.act,
            speaker: s.speaker,
            anonymous: s.anonymous,
            description,
            description_span,
            anonymity_reason,
            anonymity_reason_span,
            source_count: s.source_count,
            channel: channel.map(|c| c.name(self.0).to_owned()),
            channel_span: channel.map(|c| self.pair(c.span)),
            told_to,
            told_to_span,
            time: s.time,
            within: s.within,
            by: s.by.to_string(),
        }
    }

    pub(super) fn amount(&self, a: &Amount) -> AmountJson {
        AmountJson {
            span: self.pair(a.span),
            number: self.pair(a.number),
            value: a.value,
            unit: a.unit.map(|u| self.pair(u)),
        }
    }

    fn event(&self, e: &Event) -> EventJson {
        EventJson {
            id: e.id,
            trigger: self.pair(e.trigger),
            root: e.root,
            status: e.status,
            status_cue: e.status_cue.map(|s| self.pair(s)),
            sources: e.sources.clone(),
            targets: e.targets.clone(),
            source_spans: self.pairs(&e.source_spans),
            target_spans: self.pairs(&e.target_spans),
            place: e.place,
            time: e.time,
            amounts: e.amounts.iter().map(|a| self.amount(a)).collect(),
            statement: e.statement,
            by: e.by.to_string(),
        }
    }
}

/// The way back in: code points to spans, `None` where one leaves the text.
pub(super) struct Back<'a>(&'a Text);

impl Back<'_> {
    pub(super) fn span(&self, pair: Points) -> Option<Span> {
        self.0.span_of_points(pair)
    }

    pub(super) fn spans(&self, pairs: &[Points]) -> Option<Vec<Span>> {
        pairs.iter().map(|&p| self.span(p)).collect()
    }

    /// The outer `None` is an offset that leaves the text, the inner one an absent field.
    fn maybe(&self, pair: Option<Points>) -> Option<Option<Span>> {
        pair.map_or(Some(None), |p| self.span(p).map(Some))
    }

    fn actor(&self, a: &ActorJson) -> Option<Actor> {
        let kinds = a.mention_kinds.iter().copied().chain(std::iter::repeat(MentionKind::Name));
        let mention = |(&pair, kind)| Some(Mention { span: self.span(pair)?, kind });
        Some(Actor {
            id: a.id,
            name: a.name.clone(),
            kind: a.kind,
            roles: a.roles.clone(),
            mentions: a.mentions.iter().zip(kinds).map(mention).collect::<Option<_>>()?,
            country: a.country.clone(),
            by: a.by.clone().into(),
        })
    }

    fn time(&self, t: &TimeJson) -> Option<TimeExpression> {
        let anchor = |raw: &str| match raw {
            "published" => Some(Anchor::Published),
            id => serde_json::from_value(id.into()).ok().map(Anchor::Time),
        };
        Some(TimeExpression {
            id: t.id,
            span: self.span([t.start, t.end])?,
            kind: t.kind,
            value: t.value.clone(),
            modifier: t.modifier.clone(),
            begin: t.begin_value.clone(),
            end: t.end_value.clone(),
            anchor: t.anchor.as_deref().and_then(anchor),
            by: t.by.clone().into(),
        })
    }

    /// What is written of a channel but its own words is the label of its platform.
    fn channel(&self, s: &StatementJson) -> Option<Option<Channel>> {
        let Some(span) = self.maybe(s.channel_span)? else { return Some(None) };
        let platform = s.channel.clone().filter(|name| name != self.0.str(span));
        Some(Some(Channel { span, platform }))
    }

    fn statement(&self, s: &StatementJson) -> Option<Statement> {
        Some(Statement {
            id: s.id,
            content: self.spans(&s.content)?,
            cue: self.spans(&s.cue)?,
            source: self.spans(&s.source)?,
            kind: s.kind,
            act: s.act,
            speaker: s.speaker,
            anonymous: s.anonymous,
            description: self.maybe(s.description_span)?,
            anonymity_reason: self.maybe(s.anonymity_reason_span)?,
            source_count: s.source_count,
            channel: self.channel(s)?,
            told_to: self.maybe(s.told_to_span)?,
            time: s.time,
            within: s.within,
            by: s.by.clone().into(),
        })
    }

    pub(super) fn amount(&self, a: &AmountJson) -> Option<Amount> {
        Some(Amount {
            span: self.span(a.span)?,
            number: self.span(a.number)?,
            value: a.value,
            unit: self.maybe(a.unit)?,
        })
    }

    fn event(&self, e: &EventJson) -> Option<Event> {
        Some(Event {
            id: e.id,
            trigger: self.span(e.trigger)?,
            root: e.root,
            status: e.status,
            status_cue: self.maybe(e.status_cue)?,
            sources: e.sources.clone(),
            targets: e.targets.clone(),
            source_spans: self.spans(&e.source_spans)?,
            target_spans: self.spans(&e.target_spans)?,
            place: e.place,
            time: e.time,
            amounts: e.amounts.iter().map(|a| self.amount(a)).collect::<Option<_>>()?,
            statement: e.statement,
            by: e.by.clone().into(),
        })
    }
}
