//! The rows of an Arrow table as JSON records, for the reader that knows what their names mean.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::Timestamp;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde_json::{Map, Value};

/// Takes the batches of anything that gives itself as an Arrow stream.
pub(crate) fn batches(table: &Bound<'_, PyAny>) -> PyResult<(Schema, Vec<RecordBatch>)> {
    let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a stream of the C interface, by the protocol; it is moved out, and what stays in the
    // capsule is an empty one, so that nobody frees it twice.
    let reader = unsafe { RecordBatchStreamReader::from_raw(stream.as_ptr()) };
    let refused = |why: arrow_schema::ArrowError| PyValueError::new_err(format!("the table can not be read ({why})"));
    let reader = reader.map_err(refused)?;
    let schema = arrow_array::RecordBatchReader::schema(&reader).as_ref().clone();
    Ok((schema, reader.collect::<Result<_, _>>().map_err(refused)?))
}

/// The rows of a table, each a JSON object with what is known of it. `told` says which column holds which field.
pub(crate) fn rows(table: &Bound<'_, PyAny>, told: &[(String, String)]) -> PyResult<Vec<Vec<u8>>> {
    let (schema, batches) = batches(table)?;
    let names = names(&schema, told)?;
    let mut rows = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let known = names.iter().zip(batch.columns()).filter_map(|(name, column)| {
                let name = name.as_ref()?;
                Some((name.clone(), value(column.as_ref(), row)?))
            });
            let mut record: Map<String, Value> = known.collect();
            // A row without a text is no report; that it is told as an empty one says so in the fewest words.
            record.entry("text").or_insert_with(|| Value::String(String::new()));
            rows.push(Value::Object(record).to_string().into_bytes());
        }
    }
    Ok(rows)
}

/// Under which name the reader is given each column; `None` for those that are left out.
fn names(schema: &Schema, told: &[(String, String)]) -> PyResult<Vec<Option<String>>> {
    let has = || schema.fields().iter().map(|field| format!("{:?}", field.name())).collect::<Vec<_>>().join(", ");
    for (_, column) in told {
        if schema.column_with_name(column).is_none() {
            return Err(PyValueError::new_err(format!(
                "the table has no column {column:?}: choose another (it has {})",
                has()
            )));
        }
    }
    let mut names = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let is_told = told.iter().find(|(_, column)| column == field.name());
        let is_other = told.iter().any(|(name, _)| name.eq_ignore_ascii_case(field.name()));
        let name = match is_told {
            Some((name, _)) => Some(name.clone()),
            // What the user names goes before what would be guessed.
            None if is_other => None,
            None => Some(field.name().clone()),
        };
        if let Some(name) = &name {
            fits(&name.to_lowercase(), field.name(), field.data_type())?;
        }
        names.push(name);
    }
    Ok(names)
}

/// Whether a column has a type that its field can have.
fn fits(name: &str, column: &str, kind: &DataType) -> PyResult<()> {
    let (wanted, fits) = match name {
        "text" | "title" | "outlet" | "url" | "language" => ("words", is_words(kind)),
        "id" => ("words or whole numbers", is_words(kind) || kind.is_integer()),
        "published" => {
            ("words, dates or times", is_words(kind) || matches!(kind, DataType::Date32 | DataType::Timestamp(..)))
        }
        "authors" => (
            "words or lists of words",
            is_words(kind)
                || matches!(kind, DataType::List(item) | DataType::LargeList(item) if is_words(item.data_type())),
        ),
        _ => return Ok(()),
    };
    if fits {
        return Ok(());
    }
    Err(PyTypeError::new_err(format!(
        "the column {column:?} of the table holds {kind}, and {wanted} are wanted: choose another with columns={{{name:?}: NAME}}"
    )))
}

fn is_words(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, value) => is_words(value),
        _ => false,
    }
}

/// What is known of a cell, as words; what no report has, such as a flag or a struct, is left out.
fn value(column: &dyn Array, row: usize) -> Option<Value> {
    if column.is_null(row) {
        return None;
    }
    let at = |time: Result<Timestamp, jiff::Error>| Some(Value::String(time.ok()?.to_string()));
    macro_rules! number {
        ($kind:ty) => {
            Some(Value::String(column.as_primitive::<$kind>().value(row).to_string()))
        };
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Some(column.as_string_view().value(row).into()),
        DataType::Dictionary(..) => {
            let words = column.as_any_dictionary();
            value(words.values().as_ref(), words.normalized_keys()[row])
        }
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => Some(column.as_primitive::<Float32Type>().value(row))
            .filter(|n| n.is_finite())
            .map(|n| n.to_string().into()),
        DataType::Float64 => Some(column.as_primitive::<Float64Type>().value(row))
            .filter(|n| n.is_finite())
            .map(|n| n.to_string().into()),
        DataType::Date32 => {
            let days = i64::from(column.as_primitive::<Date32Type>().value(row));
            let day = Timestamp::from_second(days * 86_400).ok()?.to_string();
            Some(Value::String(day.get(..10)?.to_owned()))
        }
        DataType::Timestamp(TimeUnit::Second, _) => {
            at(Timestamp::from_second(column.as_primitive::<TimestampSecondType>().value(row)))
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            at(Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row)))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            at(Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row)))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            at(Timestamp::from_nanosecond(column.as_primitive::<TimestampNanosecondType>().value(row).into()))
        }
        DataType::List(_) => Some(list(column.as_list::<i32>().value(row).as_ref())),
        DataType::LargeList(_) => Some(list(column.as_list::<i64>().value(row).as_ref())),
        _ => None,
    }
}

fn list(items: &dyn Array) -> Value {
    (0..items.len()).filter_map(|item| value(items, item)).collect()
}
