//! A table as comma-separated values: a head line with the columns, then a line a row; lists and structs are JSON.

use crate::output::Sink;
use crate::plain::cell as harmless;
use anyhow::Result;
use dateline_columns::{RecordBatch, Table, cell};

/// A table that is being written.
pub(crate) struct Csv(csv::Writer<Sink>);

impl Csv {
    /// Writes the head line.
    pub(crate) fn new(table: Table, out: Sink) -> Result<Csv> {
        let mut file = csv::Writer::from_writer(out);
        file.write_record(table.columns().iter().map(|column| column.name))?;
        Ok(Csv(file))
    }

    pub(crate) fn add(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                self.0.write_field(harmless(&cell(column, row).unwrap_or_default()).as_ref())?;
            }
            self.0.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// Writes what is left and gives the place that it went to.
    pub(crate) fn finish(self) -> Result<Sink> {
        self.0.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))
    }
}
