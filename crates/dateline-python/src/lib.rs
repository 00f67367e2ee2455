//! The Python package: requests from Python to calls of the engine, its answers to JSON and to Arrow.
//!
//! What a Python user sees is written in Python (`python/dateline`), over the few classes of this module. It is empty without the
//! feature `extension`, which the build of the package chooses.

#![cfg(feature = "extension")]

mod apart;
mod engine;
mod given;
mod results;
mod rows;
mod run;
mod table;

use pyo3::prelude::*;

/// The native part of the package `dateline`.
#[pymodule]
fn _dateline(module: &Bound<'_, PyModule>) -> PyResult<()> {
    dateline::quiet_threads();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("Fault", module.py().get_type::<run::Fault>())?;
    module.add_class::<engine::NativeEngine>()?;
    module.add_class::<results::NativeReports>()?;
    module.add_class::<results::NativeAccount>()?;
    module.add_class::<table::NativeTable>()?;
    module.add_class::<apart::NativeCommon>()?;
    module.add_function(wrap_pyfunction!(engine::command, module)?)?;
    module.add_function(wrap_pyfunction!(table::tables, module)?)
}
