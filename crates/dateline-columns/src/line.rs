//! A row of each table, as it is written: the JSON of the same thing, with what a table needs beside it.

use dateline_engine::types::json::{
    ActorJson, ClaimJson, ClauseJson, EventJson, Points, ReportJson, StatementJson, SupportJson, TimeJson,
};
use dateline_engine::types::{ActorId, EventId, StatementId, TimeId};
use dateline_engine::view::{COLUMNS, Column, EventRow};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub(crate) struct ReportLine<'a> {
    #[serde(flatten)]
    pub(crate) report: &'a ReportJson,
    pub(crate) story: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct StatementLine<'a> {
    pub(crate) report: &'a str,
    pub(crate) text: String,
    pub(crate) speaker_name: Option<&'a str>,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) published: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) statement: &'a StatementJson,
}

/// An event with the columns that event data is used with, and then what only its JSON has.
#[derive(Serialize)]
pub(crate) struct EventLine<'a> {
    #[serde(flatten)]
    pub(crate) known: Known<'a>,
    id: EventId,
    trigger: Points,
    status_cue: Option<Points>,
    sources: &'a [ActorId],
    targets: &'a [ActorId],
    source_spans: &'a [Points],
    target_spans: &'a [Points],
    place_actor: Option<ActorId>,
    time: Option<TimeId>,
    amounts: &'a [dateline_engine::types::json::AmountJson],
    statement: Option<StatementId>,
    by: &'a str,
}

impl<'a> EventLine<'a> {
    pub(crate) fn new(row: &'a EventRow, event: &'a EventJson) -> EventLine<'a> {
        EventLine {
            known: Known(row),
            id: event.id,
            trigger: event.trigger,
            status_cue: event.status_cue,
            sources: &event.sources,
            targets: &event.targets,
            source_spans: &event.source_spans,
            target_spans: &event.target_spans,
            place_actor: event.place,
            time: event.time,
            amounts: &event.amounts,
            statement: event.statement,
            by: &event.by,
        }
    }
}

/// An event as `export --events` has always had it.
pub(crate) struct Known<'a>(&'a EventRow);

impl Serialize for Known<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(COLUMNS.len()))?;
        for column in &COLUMNS {
            match column {
                Column::Text(name, of) => map.serialize_entry(name, &of(self.0))?,
                Column::Number(name, of) => map.serialize_entry(name, &of(self.0))?,
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
pub(crate) struct TimeLine<'a> {
    pub(crate) report: &'a str,
    pub(crate) text: &'a str,
    #[serde(flatten)]
    pub(crate) time: &'a TimeJson,
}

#[derive(Serialize)]
pub(crate) struct ActorLine<'a> {
    pub(crate) report: &'a str,
    #[serde(flatten)]
    pub(crate) actor: &'a ActorJson,
}

#[derive(Serialize)]
pub(crate) struct ClauseLine<'a> {
    pub(crate) report: &'a str,
    pub(crate) text: &'a str,
    #[serde(flatten)]
    pub(crate) clause: &'a ClauseJson,
}

#[derive(Serialize)]
pub(crate) struct ClaimLine<'a> {
    pub(crate) story: &'a str,
    #[serde(flatten)]
    pub(crate) claim: &'a ClaimJson,
}

#[derive(Serialize)]
pub(crate) struct SupportLine<'a> {
    pub(crate) story: &'a str,
    pub(crate) claim: String,
    pub(crate) support: usize,
    #[serde(flatten)]
    pub(crate) place: &'a SupportJson,
}
