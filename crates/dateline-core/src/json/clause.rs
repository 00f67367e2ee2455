//! A clause as JSON, and back.

use super::Points;
use super::report::{AmountJson, Back, Out};
use crate::{
    ActorId, Bound, Clause, ClauseId, ClauseKind, Polarity, Quantity, RegionKind, StatementId, Status, TimeId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A clause: `text[start..end]` in code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Clause")]
pub struct ClauseJson {
    pub id: ClauseId,
    pub start: u32,
    pub end: u32,
    pub pieces: Vec<Points>,
    pub sentence: u32,
    pub region: RegionKind,
    pub kind: ClauseKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<ClauseId>,
    pub depth: u32,
    pub predicate: Points,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<ActorId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<ActorId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_spans: Vec<Points>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_spans: Vec<Points>,
    pub polarity: Polarity,
    pub status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ActorId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<QuantityJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<StatementId>,
    #[serde(default)]
    pub by: String,
}

/// A number, what it counts, and how the words bound it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Quantity and Amount")]
pub struct QuantityJson {
    #[serde(flatten)]
    pub amount: AmountJson,
    pub bound: Bound,
}

impl Out<'_> {
    pub(super) fn clause(&self, c: &Clause) -> ClauseJson {
        let [start, end] = self.pair(c.span);
        let quantity = |q: &Quantity| QuantityJson { amount: self.amount(&q.amount), bound: q.bound };
        ClauseJson {
            id: c.id,
            start,
            end,
            pieces: self.pairs(&c.pieces),
            sentence: c.sentence,
            region: c.region,
            kind: c.kind,
            host: c.host,
            depth: c.depth,
            predicate: self.pair(c.predicate),
            sources: c.sources.clone(),
            targets: c.targets.clone(),
            source_spans: self.pairs(&c.source_spans),
            target_spans: self.pairs(&c.target_spans),
            polarity: c.polarity,
            status: c.status,
            place: c.place,
            time: c.time,
            quantities: c.quantities.iter().map(quantity).collect(),
            statement: c.statement,
            says: c.says,
            by: c.by.to_string(),
        }
    }
}

impl Back<'_> {
    pub(super) fn clause(&self, c: &ClauseJson) -> Option<Clause> {
        let quantity = |q: &QuantityJson| Some(Quantity { amount: self.amount(&q.amount)?, bound: q.bound });
        Some(Clause {
            id: c.id,
            span: self.span([c.start, c.end])?,
            pieces: self.spans(&c.pieces)?,
            sentence: c.sentence,
            region: c.region,
            kind: c.kind,
            host: c.host,
            depth: c.depth,
            predicate: self.span(c.predicate)?,
            sources: c.sources.clone(),
            targets: c.targets.clone(),
            source_spans: self.spans(&c.source_spans)?,
            target_spans: self.spans(&c.target_spans)?,
            polarity: c.polarity,
            status: c.status,
            place: c.place,
            time: c.time,
            quantities: c.quantities.iter().map(quantity).collect::<Option<_>>()?,
            statement: c.statement,
            says: c.says,
            by: c.by.clone().into(),
        })
    }
}
