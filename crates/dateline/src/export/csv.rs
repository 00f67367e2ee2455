//! Events as comma-separated values: a head line with the columns, then one line an event.

use crate::output::Sink;
use crate::plain::cell;
use anyhow::Result;
use dateline_engine::view::{COLUMNS, Column, EventRow};

/// A table that is being written.
pub(crate) struct Csv(csv::Writer<Sink>);

impl Csv {
    /// Writes the head line.
    pub(crate) fn new(out: Sink) -> Result<Csv> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(COLUMNS.iter().map(Column::name))?;
        Ok(Csv(table))
    }

    pub(crate) fn add(&mut self, row: &EventRow) -> Result<()> {
        for column in &COLUMNS {
            match column {
                Column::Text(_, of) => self.0.write_field(cell(of(row).unwrap_or_default()).as_ref())?,
                Column::Number(_, of) => self.0.write_field(of(row).map_or_else(String::new, |n| n.to_string()))?,
            }
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left and gives the place that it went to.
    pub(crate) fn finish(self) -> Result<Sink> {
        self.0.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))
    }
}
