//! What a call is given: paths, bytes with a name, and Arrow tables, as inputs of the engine.

use crate::rows::rows;
use crate::run::Stop;
use dateline_engine::{Columns, Inputs, ReadOptions};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;

/// What Python gives: paths, texts by the name of a file that they would be, and tables with the name of their rows.
#[derive(FromPyObject)]
pub(crate) struct Given<'py> {
    #[pyo3(item)]
    paths: Vec<PathBuf>,
    #[pyo3(item)]
    bytes: Vec<(String, Vec<u8>)>,
    #[pyo3(item)]
    tables: Vec<(String, Bound<'py, PyAny>)>,
    /// Which column holds which field, where names do not tell.
    #[pyo3(item)]
    columns: Vec<(String, String)>,
    #[pyo3(item)]
    follow_links: bool,
}

impl Given<'_> {
    /// As inputs of a call that `stop` ends.
    pub(crate) fn inputs(self, stop: &Stop) -> PyResult<Inputs> {
        let raw: Vec<String> = self.columns.iter().map(|(field, column)| format!("{field}={column}")).collect();
        let columns = Columns::parse(&raw.join(",")).map_err(PyValueError::new_err)?;
        let options = ReadOptions { columns, follow_links: self.follow_links };
        let mut inputs = Inputs::from_paths(self.paths).reading(options).until(stop.clone());
        for (name, bytes) in self.bytes {
            inputs = inputs.with_bytes(name, bytes);
        }
        for (name, table) in &self.tables {
            for (number, json) in rows(table, &self.columns)?.into_iter().enumerate() {
                inputs = inputs.with_bytes(format!("{name}-{number}.json"), json);
            }
        }
        Ok(inputs)
    }
}
