//! A cell as text, for tables that have no other kind: words as they are, lists and structs as JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use serde_json::{Map, Value};

/// What stands in a row of a column; `None` where nothing is known, and where a list is empty.
///
/// ```
/// use dateline_columns::{Rows, Table, cell};
/// use dateline_engine::types::json::ReportJson;
/// let mut rows = Rows::new(Table::Reports);
/// let report = ReportJson { id: "ferry".into(), authors: vec!["Ada Holm".into()], ..ReportJson::default() };
/// rows.read(&report, None).expect("one row");
/// let batch = rows.batch().expect("one row");
/// let of = |name: &str| batch.column_by_name(name).and_then(|column| cell(column, 0));
/// assert_eq!(of("id").as_deref(), Some("ferry"));
/// assert_eq!(of("authors").as_deref(), Some(r#"["Ada Holm"]"#));
/// assert_eq!(of("title"), None);
/// ```
pub fn cell(column: &ArrayRef, row: usize) -> Option<String> {
    match value(column, row) {
        Value::Null => None,
        Value::String(words) => Some(words),
        Value::Array(list) if list.is_empty() => None,
        other => Some(other.to_string()),
    }
}

fn value(column: &ArrayRef, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            (0..items.len()).map(|item| value(&items, item)).collect()
        }
        DataType::Struct(fields) => {
            let parts = fields.iter().zip(column.as_struct().columns());
            let known = parts.map(|(field, part)| (field.name().clone(), value(part, row)));
            Value::Object(known.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        // No table has a column of another kind.
        _ => Value::Null,
    }
}
