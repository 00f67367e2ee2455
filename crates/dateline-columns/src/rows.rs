//! Rows of a table, gathered and given as Arrow record batches.

use crate::line::{ActorLine, ClaimLine, ClauseLine, EventLine, ReportLine, StatementLine, SupportLine, TimeLine};
use crate::table::Table;
use arrow_array::RecordBatch;
use dateline_engine::types::json::{ReportJson, StoryJson};
use dateline_engine::types::{Annotated, Span, Text};
use dateline_engine::view::{OMISSION, event_rows};
use serde::Serialize;

/// Rows that wait for a batch to be made of them.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    made: Made,
    rows: usize,
}

/// The builder, or why there is none: made when it is first needed.
type Made = Option<serde_arrow::ArrayBuilder>;

/// Rows that can not be put into a table.
#[derive(Debug, thiserror::Error)]
#[error("the table of {table} can not hold its rows ({why}); ask for fewer reports at a time")]
pub struct ColumnsError {
    table: &'static str,
    why: String,
}

impl Rows {
    /// No rows yet.
    pub fn new(table: Table) -> Rows {
        Rows { table, made: None, rows: 0 }
    }

    /// The table that the rows are of.
    pub fn table(&self) -> Table {
        self.table
    }

    /// How many rows wait.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds what the table holds of a report, and for the table of reports the story that it is of. Tables of what is compared
    /// take nothing of a report alone.
    ///
    /// # Errors
    /// If a column grows beyond what Arrow can hold in a batch, which is 2 GB of words.
    pub fn report(&mut self, annotated: &Annotated, story: Option<&str>) -> Result<(), ColumnsError> {
        if self.table.is_compared() {
            return Ok(());
        }
        if self.table == Table::Reports {
            return self.read(&ReportJson::of_report(&annotated.report), story);
        }
        let json = ReportJson::of_annotated(annotated);
        let (report, text) = (json.id.as_str(), &annotated.report.text);
        match self.table {
            Table::Statements => {
                json.statements.iter().flatten().zip(&annotated.statements).try_for_each(|(s, found)| {
                    let speaker = found.speaker.and_then(|id| annotated.actor(id));
                    self.push(&StatementLine {
                        report,
                        text: words(text, &found.content),
                        speaker_name: speaker.map(|actor| actor.name.as_str()),
                        outlet: json.outlet.as_deref(),
                        published: json.published.as_deref(),
                        statement: s,
                    })
                })
            }
            Table::Events => event_rows(annotated)
                .zip(json.events.iter().flatten())
                .try_for_each(|(row, event)| self.push(&EventLine::new(&row, event))),
            Table::Times => json
                .times
                .iter()
                .flatten()
                .zip(&annotated.times)
                .try_for_each(|(time, found)| self.push(&TimeLine { report, text: text.str(found.span), time })),
            Table::Actors => json.actors.iter().flatten().try_for_each(|actor| self.push(&ActorLine { report, actor })),
            Table::Clauses => {
                json.clauses.iter().flatten().zip(&annotated.clauses).try_for_each(|(clause, found)| {
                    self.push(&ClauseLine { report, text: text.str(found.span), clause })
                })
            }
            Table::Reports | Table::Claims | Table::Supports => Ok(()),
        }
    }

    /// Adds a report that was only read, to the table of reports; the others hold nothing of it.
    ///
    /// # Errors
    /// As [`Rows::report`].
    pub fn read(&mut self, report: &ReportJson, story: Option<&str>) -> Result<(), ColumnsError> {
        if self.table == Table::Reports { self.push(&ReportLine { report, story }) } else { Ok(()) }
    }

    /// Adds what the table holds of the account of a story; tables of single reports take nothing of it.
    ///
    /// # Errors
    /// As [`Rows::report`].
    pub fn story(&mut self, story: &StoryJson) -> Result<(), ColumnsError> {
        let id = story.id.as_str();
        match self.table {
            Table::Claims => story.claims.iter().try_for_each(|claim| self.push(&ClaimLine { story: id, claim })),
            Table::Supports => story.claims.iter().try_for_each(|claim| {
                let name = claim.id.to_string();
                claim.support.iter().enumerate().try_for_each(|(support, place)| {
                    self.push(&SupportLine { story: id, claim: name.clone(), support, place })
                })
            }),
            _ => Ok(()),
        }
    }

    /// The rows that wait, as a batch of [`Table::schema`]; none waits any more.
    ///
    /// # Errors
    /// As [`Rows::report`].
    pub fn batch(&mut self) -> Result<RecordBatch, ColumnsError> {
        self.rows = 0;
        let table = self.table;
        let schema = table.schema();
        let Some(made) = &mut self.made else { return Ok(RecordBatch::new_empty(schema)) };
        // Made anew, the batch has the table's own schema, and not one that is like it.
        let batch = made.to_record_batch().map_err(|why| refused(table, why))?;
        RecordBatch::try_new(schema, batch.columns().to_vec()).map_err(|why| refused(table, why))
    }

    fn push(&mut self, row: &impl Serialize) -> Result<(), ColumnsError> {
        let table = self.table;
        let made = match &mut self.made {
            Some(made) => made,
            none => none.insert(
                serde_arrow::ArrayBuilder::from_arrow(table.schema().fields()).map_err(|why| refused(table, why))?,
            ),
        };
        made.push(row).map_err(|why| refused(table, why))?;
        self.rows += 1;
        Ok(())
    }
}

fn refused(table: Table, why: impl std::fmt::Display) -> ColumnsError {
    ColumnsError { table: table.name(), why: why.to_string() }
}

/// The words of several places, with a mark between them.
fn words(text: &Text, pieces: &[Span]) -> String {
    pieces.iter().map(|&piece| text.str(piece)).collect::<Vec<_>>().join(&format!("{OMISSION} "))
}
