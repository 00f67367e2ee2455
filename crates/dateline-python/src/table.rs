//! Tables as Python's tools take them: an Arrow stream in a capsule, without a copy.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;
use dateline_columns::{ColumnsError, Rows, Table};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// How many rows a batch has at most; texts of as many reports, the longest there are, go into one column.
pub(crate) const AT_ONCE: usize = 512;

/// A table of what was read or found, in batches.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct NativeTable {
    table: Table,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// A table that is being made.
pub(crate) struct Making {
    pub(crate) rows: Rows,
    batches: Vec<RecordBatch>,
}

impl Making {
    /// A table of a name.
    pub(crate) fn named(name: &str) -> PyResult<Making> {
        let known = || Table::ALL.map(Table::name).join(", ");
        let table = Table::named(name);
        let table =
            table.ok_or_else(|| PyValueError::new_err(format!("no table is called {name:?}: choose {}", known())))?;
        Ok(Making { rows: Rows::new(table), batches: Vec::new() })
    }

    /// Adds rows, and makes a batch when there are enough.
    pub(crate) fn add(&mut self, add: impl FnOnce(&mut Rows) -> Result<(), ColumnsError>) -> PyResult<()> {
        let added = add(&mut self.rows).and_then(|()| {
            if self.rows.len() >= AT_ONCE {
                self.batches.push(self.rows.batch()?);
            }
            Ok(())
        });
        added.map_err(|why| PyValueError::new_err(why.to_string()))
    }

    /// The whole table.
    pub(crate) fn finish(mut self) -> PyResult<NativeTable> {
        if !self.rows.is_empty() {
            self.batches.push(self.rows.batch().map_err(|why| PyValueError::new_err(why.to_string()))?);
        }
        let table = self.rows.table();
        Ok(NativeTable { table, schema: table.schema(), batches: self.batches })
    }
}

#[pymethods]
impl NativeTable {
    #[getter]
    fn name(&self) -> &'static str {
        self.table.name()
    }

    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The cells of the first rows, as text.
    fn head(&self, rows: usize) -> Vec<Vec<Option<String>>> {
        let of = |batch: &RecordBatch, row| {
            batch.columns().iter().map(|column| dateline_columns::cell(column, row)).collect()
        };
        let all = self.batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| of(batch, row)));
        all.take(rows).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema =
            FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(|why| PyValueError::new_err(why.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The table as a stream of the Arrow C interface; batches are shared, not copied.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a table pass over what it is asked to be cast to.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

/// A column: its name, its type, what it holds.
type ColumnOf = (&'static str, String, &'static str);

/// The tables that there are: each with its name, what a row of it is, and its columns with their types and what they hold.
#[pyfunction]
pub(crate) fn tables() -> Vec<(&'static str, &'static str, Vec<ColumnOf>)> {
    let columns = |table: Table| table.columns().iter().map(|c| (c.name, c.kind.to_string(), c.about)).collect();
    Table::ALL.into_iter().map(|table| (table.name(), table.about(), columns(table))).collect()
}
