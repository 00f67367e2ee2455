//! A table as Parquet, in its own Arrow schema: text is UTF-8, numbers have 32 bits, and what is not known is null.

use anyhow::Result;
use dateline_columns::{RecordBatch, Table};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;

/// How many rows are held before they are written together, and how many bytes of them.
const GROUP: (usize, usize) = (65_536, 64 << 20);

/// A table that is being written.
pub(crate) struct Parquet<Out: Write + Send>(ArrowWriter<Out>);

impl<Out: Write + Send> Parquet<Out> {
    pub(crate) fn new(table: Table, out: Out) -> Result<Parquet<Out>> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP.0))
            .set_max_row_group_bytes(Some(GROUP.1))
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned());
        Ok(Parquet(ArrowWriter::try_new(out, table.schema(), Some(properties.build()))?))
    }

    pub(crate) fn add(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.0.write(batch)?)
    }

    /// Writes what is left and gives the place that it went to.
    pub(crate) fn finish(self) -> Result<Out> {
        Ok(self.0.into_inner()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_columns::Rows;
    use dateline_engine::types::{Annotated, Event, EventId, Report, Root, Status, Text};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    /// "The fort fell." twice, the second time with a root.
    fn fort() -> Annotated {
        let text = Text::new("The fort fell.");
        let trigger = text.span(9..13).unwrap();
        let event = |number, root| Event {
            id: EventId(number),
            trigger,
            root,
            status: Status::Happened,
            status_cue: None,
            sources: Vec::new(),
            targets: Vec::new(),
            source_spans: Vec::new(),
            target_spans: Vec::new(),
            place: None,
            time: None,
            amounts: Vec::new(),
            statement: None,
            by: "test".into(),
        };
        let report = Report { id: "fort".into(), text: text.clone(), ..Report::default() };
        Annotated { report, events: vec![event(0, None), event(1, Some(Root::Yield))], ..Annotated::default() }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let mut rows = Rows::new(Table::Events);
        rows.report(&fort(), None).unwrap();
        let mut table = Parquet::new(Table::Events, tempfile::tempfile().unwrap()).unwrap();
        table.add(&rows.batch().unwrap()).unwrap();
        let file = table.finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<Vec<(String, Field)>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect())
            .collect();
        let names: Vec<&str> = rows[0].iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, Table::Events.columns().iter().map(|column| column.name).collect::<Vec<_>>());
        let of = |row: usize, name: &str| rows[row].iter().find(|(n, _)| n == name).map(|(_, field)| field.clone());
        let text = |text: &str| Some(Field::Str(text.to_owned()));
        assert_eq!(
            (of(0, "report"), of(0, "root"), of(0, "quad_class")),
            (text("fort"), Some(Field::Null), Some(Field::Null))
        );
        assert_eq!((of(1, "root"), of(1, "quad_class")), (text("YIELD"), Some(Field::Int(2))));
        assert_eq!((of(1, "start"), of(1, "end")), (Some(Field::Int(9)), Some(Field::Int(13))));
        assert_eq!(of(1, "status"), text("happened"));
        assert_eq!(of(1, "trigger").map(|place| place.to_string()).as_deref(), Some("[9, 13]"));
    }

    #[test]
    fn a_table_without_rows_has_its_columns() {
        for table in Table::ALL {
            let file = Parquet::new(table, tempfile::tempfile().unwrap()).unwrap().finish().unwrap();
            let reader = SerializedFileReader::new(file).unwrap();
            assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
            let schema = reader.metadata().file_metadata().schema();
            assert_eq!(schema.get_fields().len(), table.columns().len());
        }
    }
}
