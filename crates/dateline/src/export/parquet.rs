//! Events as Parquet: text columns are UTF-8, numbers 32 bits, and what is not known is null.

use anyhow::Result;
use dateline_engine::view::{COLUMNS, Column, EventRow};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::Write;
use std::sync::Arc;

/// How many rows are held before they are written together.
const GROUP: usize = 65_536;

/// A table that is being written.
pub(crate) struct Parquet<Out: Write + Send> {
    file: SerializedFileWriter<Out>,
    waiting: Vec<EventRow>,
}

impl<Out: Write + Send> Parquet<Out> {
    pub(crate) fn new(out: Out) -> Result<Parquet<Out>> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned());
        let file = SerializedFileWriter::new(out, schema()?, Arc::new(properties.build()))?;
        Ok(Parquet { file, waiting: Vec::new() })
    }

    pub(crate) fn add(&mut self, row: EventRow) -> Result<()> {
        self.waiting.push(row);
        if self.waiting.len() == GROUP { self.flush() } else { Ok(()) }
    }

    /// Writes what is left and gives the place that it went to.
    pub(crate) fn finish(mut self) -> Result<Out> {
        self.flush()?;
        Ok(self.file.into_inner()?)
    }

    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        let mut group = self.file.next_row_group()?;
        for column in &COLUMNS {
            match column {
                Column::Text(_, of) => {
                    let bytes = |row| of(row).map(|text| ByteArray::from(text.as_bytes().to_vec()));
                    write::<ByteArrayType>(&mut group, rows.iter().map(bytes))?;
                }
                Column::Number(_, of) => {
                    let number = |row| of(row).and_then(|n| i32::try_from(n).ok());
                    write::<Int32Type>(&mut group, rows.iter().map(number))?;
                }
            }
        }
        group.close()?;
        Ok(())
    }
}

/// Writes the next column of a group of rows.
fn write<Kind: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    cells: impl Iterator<Item = Option<Kind::T>> + Clone,
) -> Result<()> {
    let defined: Vec<i16> = cells.clone().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<Kind::T> = cells.flatten().collect();
    let out_of_columns = || ParquetError::General("the schema has fewer columns than the table".to_owned());
    let mut column = group.next_column()?.ok_or_else(out_of_columns)?;
    column.typed::<Kind>().write_batch(&values, Some(&defined), None)?;
    Ok(column.close()?)
}

fn schema() -> Result<TypePtr> {
    let field = |column: &Column| -> Result<TypePtr> {
        let text = || Some(LogicalType::String);
        let field = match column {
            Column::Text(name, _) => Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_converted_type(ConvertedType::UTF8)
                .with_logical_type(text()),
            Column::Number(name, _) => Type::primitive_type_builder(name, Physical::INT32),
        };
        Ok(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?))
    };
    let fields = COLUMNS.iter().map(field).collect::<Result<_>>()?;
    Ok(Arc::new(Type::group_type_builder("events").with_fields(fields).build()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_engine::types::{Annotated, Event, EventId, Report, Root, Status, Text};
    use dateline_engine::view::event_rows;
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
        let mut table = Parquet::new(tempfile::tempfile().unwrap()).unwrap();
        event_rows(&fort()).for_each(|row| table.add(row).unwrap());
        let file = table.finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<Vec<(String, Field)>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect())
            .collect();
        let names: Vec<&str> = rows[0].iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, COLUMNS.iter().map(Column::name).collect::<Vec<_>>());
        let of = |row: usize, name: &str| rows[row].iter().find(|(n, _)| n == name).map(|(_, field)| field.clone());
        let text = |text: &str| Some(Field::Str(text.to_owned()));
        assert_eq!(
            (of(0, "report"), of(0, "root"), of(0, "quad_class")),
            (text("fort"), Some(Field::Null), Some(Field::Null))
        );
        assert_eq!((of(1, "root"), of(1, "quad_class")), (text("YIELD"), Some(Field::Int(2))));
        assert_eq!((of(1, "start"), of(1, "end")), (Some(Field::Int(9)), Some(Field::Int(13))));
        assert_eq!(of(1, "status"), text("happened"));
    }

    #[test]
    fn a_table_without_events_has_its_columns() {
        let file = Parquet::new(tempfile::tempfile().unwrap()).unwrap().finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
        assert_eq!(reader.metadata().file_metadata().schema_descr().num_columns(), COLUMNS.len());
    }
}
