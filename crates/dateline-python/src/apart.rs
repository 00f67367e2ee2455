//! Grouping in steps, for rows that lie on many machines.

use crate::engine::NativeEngine;
use crate::run::{Fault, fault};
use dateline_engine::Engine;
use dateline_engine::apart::{Common, Look};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// How common each term is among the reports of a run.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct NativeCommon {
    engine: Arc<Engine>,
    reports: u32,
    holding: HashMap<u32, u32>,
}

/// What a report is looked up by: its heaviest terms with their weights, and the keys of its signature.
type KeysOf = (Vec<(u32, f32)>, Vec<u64>);

#[pymethods]
impl NativeCommon {
    /// Of so many reports, of which so many hold each term.
    #[new]
    fn new(engine: &NativeEngine, reports: u32, terms: Vec<u32>, holding: Vec<u32>) -> NativeCommon {
        let holding = terms.into_iter().zip(holding).collect();
        NativeCommon { engine: Arc::clone(&engine.engine), reports, holding }
    }

    /// What each report is looked up by.
    fn keys(&self, py: Python<'_>, looks: Vec<Vec<u8>>) -> PyResult<Vec<KeysOf>> {
        let looks = read(&looks)?;
        py.detach(|| {
            let common = self.common()?;
            Ok(looks.iter().map(|look| common.keys(look)).map(|keys| (keys.terms, keys.signature)).collect())
        })
    }

    /// How alike the reports of each pair are; `None` where they never make one story.
    fn alike(&self, py: Python<'_>, a: Vec<Vec<u8>>, b: Vec<Vec<u8>>) -> PyResult<Vec<Option<f32>>> {
        let (a, b) = (read(&a)?, read(&b)?);
        py.detach(|| {
            let common = self.common()?;
            Ok(a.iter().zip(&b).map(|(a, b)| common.alike(a, b)).collect())
        })
    }

    /// The stories of reports that hang together, in the order in which reports are settled: a number each.
    fn stories(&self, py: Python<'_>, looks: Vec<Vec<u8>>) -> PyResult<Vec<u32>> {
        let looks = read(&looks)?;
        py.detach(|| Ok(self.common()?.stories(looks)))
    }
}

impl NativeCommon {
    fn common(&self) -> PyResult<Common<'_>> {
        let holding = self.holding.iter().map(|(&term, &count)| (term, count));
        self.engine.common(self.reports, holding).map_err(|why| fault(&why))
    }
}

fn read(looks: &[Vec<u8>]) -> PyResult<Vec<Look>> {
    let damaged = || Fault::new_err("what grouping looks at was made by another version; annotate the reports anew");
    looks.iter().map(|bytes| Look::from_bytes(bytes).ok_or_else(damaged)).collect()
}
