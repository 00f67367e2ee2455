//! Parquet: a row is a report, as in any table.

use super::table::Shape;
use super::{Data, HELD, Members, Parent, hold, named};
use crate::error::{Problem, ReadError};
use crate::record::Value;
use jiff::Timestamp;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use std::borrow::Cow;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The rows of a file of Parquet.
pub(super) fn rows(data: Data, parent: Parent) -> Result<Members, ReadError> {
    let chunks = match data {
        Data::File(file) => Chunks::File(file),
        data => {
            let too_large = Problem::TooLarge(HELD);
            let held = hold(data, HELD, &parent.context).map_err(|e| named(&parent.from, e, too_large))?;
            Chunks::Memory(held.into())
        }
    };
    // The crate is not made for files that were made to harm.
    let (names, mut rows) = guarded(|| open(chunks)).map_err(|reason| parent.fault(problem(reason)))?;
    let shape = Shape::new(&names, &parent)?;
    let (mut number, mut over) = (0, false);
    Ok(Box::new(std::iter::from_fn(move || {
        if over {
            return None;
        }
        number += 1;
        let next = guarded(|| rows.next().transpose().map_err(|e| e.to_string()));
        over = !matches!(next, Ok(Some(_)));
        match next {
            Ok(row) => row.map(|row| {
                let values = row.get_column_iter().map(|(_, field)| value(field));
                shape.member(&parent, number as u64, number, values)
            }),
            Err(reason) => Some(Err(parent.fault(problem(reason)))),
        }
    })))
}

/// What is wrong, by what the crate says of it.
fn problem(reason: String) -> Problem {
    if reason.contains("Disabled feature") {
        let what = "Parquet in a compression that is not read";
        return Problem::Refused { what, remedy: "save it with zstd, snappy, gzip or none" };
    }
    Problem::Damaged { what: "Parquet", reason }
}

/// Runs what may panic on bad bytes.
fn guarded<T>(job: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| Err("it makes no sense".to_owned()))
}

fn open(chunks: Chunks) -> Result<(Vec<String>, RowIter<'static>), String> {
    let reader = SerializedFileReader::new(chunks).map_err(|e| e.to_string())?;
    let fields = reader.metadata().file_metadata().schema().get_fields();
    let names = fields.iter().map(|field| field.name().to_owned()).collect();
    Ok((names, RowIter::from_file_into(Box::new(reader)).with_batch_size(64)))
}

/// What is known of a value, as text.
fn value(field: &Field) -> Option<Value<'static>> {
    let one = |text: String| Some(Value::One(Cow::Owned(text)));
    let at = |timestamp: Result<Timestamp, jiff::Error>| one(timestamp.ok()?.to_string());
    match field {
        Field::Str(text) => one(text.clone()),
        Field::Bytes(bytes) => one(String::from_utf8(bytes.data().to_vec()).ok()?),
        Field::TimestampMillis(n) => at(Timestamp::from_millisecond(*n)),
        Field::TimestampMicros(n) => at(Timestamp::from_microsecond(*n)),
        Field::ListInternal(list) => {
            let texts = list.elements().iter().filter_map(value).map(|v| Cow::Owned(v.joined().into_owned()));
            Some(Value::Many(texts.collect()))
        }
        Field::Date(days) => at(Timestamp::from_second(i64::from(*days) * 86_400)).map(|value| match value {
            Value::One(text) => Value::One(Cow::Owned(text[..text.len().min(10)].to_owned())),
            many => many,
        }),
        Field::Null | Field::Group(_) | Field::MapInternal(_) | Field::Bool(_) => None,
        number => one(number.to_string()),
    }
}

/// The bytes of a file, in parts.
enum Chunks {
    File(File),
    Memory(bytes::Bytes),
}

impl Length for Chunks {
    fn len(&self) -> u64 {
        match self {
            Chunks::File(file) => file.len(),
            Chunks::Memory(bytes) => bytes.len() as u64,
        }
    }
}

impl ChunkReader for Chunks {
    type T = Box<dyn std::io::Read>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(match self {
            Chunks::File(file) => Box::new(file.get_read(start)?),
            Chunks::Memory(bytes) => Box::new(bytes.get_read(start)?),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<bytes::Bytes> {
        match self {
            Chunks::File(file) if start.saturating_add(length as u64) <= file.len() => file.get_bytes(start, length),
            Chunks::Memory(bytes) if start.saturating_add(length as u64) <= bytes.len() as u64 => {
                bytes.get_bytes(start, length)
            }
            _ => Err(parquet::errors::ParquetError::EOF("a part lies beyond the end".to_owned())),
        }
    }
}
