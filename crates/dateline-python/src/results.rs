//! Answers of the engine as Python takes them: JSON as the command writes it, pages, and tables.

use crate::run::{Stop, Told, fault, run};
use crate::table::{Making, NativeTable};
use dateline::form;
use dateline_engine::types::json::{ReportJson, StoryJson};
use dateline_engine::types::{Annotated, ReportIx};
use dateline_engine::view::{Query, View};
use dateline_engine::{Compared, apart, sealed};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reports, with what was found in them if they were annotated.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct NativeReports {
    pub(crate) reports: Arc<Vec<Annotated>>,
    /// Whether layers were looked for.
    pub(crate) annotated: bool,
    pub(crate) told: Told,
}

impl NativeReports {
    fn line(&self, report: &Annotated) -> PyResult<String> {
        let json =
            if self.annotated { ReportJson::of_annotated(report) } else { ReportJson::of_report(&report.report) };
        Ok(form::json(&serde_json::to_string(&json).map_err(no_json)?).into_owned())
    }
}

#[pymethods]
impl NativeReports {
    #[getter]
    fn told(&self) -> Told {
        self.told.clone()
    }

    fn __len__(&self) -> usize {
        self.reports.len()
    }

    /// A report as JSON.
    fn json(&self, at: usize) -> PyResult<String> {
        self.line(self.reports.get(at).ok_or_else(|| PyIndexError::new_err("there are fewer reports"))?)
    }

    /// All of them, a line each: what the command writes.
    fn jsonl(&self) -> PyResult<String> {
        let mut lines = String::new();
        for report in self.reports.iter() {
            lines.push_str(&self.line(report)?);
            lines.push('\n');
        }
        Ok(lines)
    }

    /// What was read or found, as a table.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<NativeTable> {
        let mut table = Making::named(name)?;
        let reports = Arc::clone(&self.reports);
        py.detach(|| {
            reports.iter().try_for_each(|report| table.add(|rows| rows.report(report, None)))?;
            table.finish()
        })
    }

    /// Each report as bytes that [`NativeEngine::account_of`](crate::engine::NativeEngine) takes.
    fn packed<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let bytes = |report: &Annotated| {
            let packed = py.detach(|| apart::pack(report)).map_err(|why| PyValueError::new_err(why.to_string()))?;
            Ok(PyBytes::new(py, &packed))
        };
        self.reports.iter().map(bytes).collect()
    }
}

/// An account with its reports.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct NativeAccount {
    pub(crate) compared: Arc<Compared>,
    pub(crate) told: Told,
}

#[pymethods]
impl NativeAccount {
    #[getter]
    fn told(&self) -> Told {
        self.told.clone()
    }

    #[getter]
    fn reports(&self) -> usize {
        self.compared.reports.len()
    }

    /// The account as JSON: what the command writes.
    fn json(&self, py: Python<'_>, layers: bool, seal: bool) -> PyResult<String> {
        let compared = Arc::clone(&self.compared);
        py.detach(|| {
            let json = compared.json(layers);
            let json = if seal { sealed(json) } else { json };
            let json = serde_json::to_string(&json).map_err(no_json)?;
            Ok(form::json(&json).into_owned() + "\n")
        })
    }

    /// The account as a page.
    fn html(&self, py: Python<'_>, all: bool, paths: bool) -> String {
        let compared = Arc::clone(&self.compared);
        py.detach(|| form::page(View::new(&compared.account, &compared.reports), all, paths))
    }

    /// The account as Markdown.
    fn markdown(&self, py: Python<'_>, all: bool, paths: bool) -> String {
        let compared = Arc::clone(&self.compared);
        py.detach(|| form::markdown(View::new(&compared.account, &compared.reports), all, paths))
    }

    /// What was read, found or told, as a table.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<NativeTable> {
        let mut table = Making::named(name)?;
        let compared = Arc::clone(&self.compared);
        py.detach(|| {
            let stories = &compared.account.stories;
            let of: BTreeMap<ReportIx, &str> =
                stories.iter().flat_map(|s| s.story.reports.iter().map(|ix| (*ix, s.story.id.as_str()))).collect();
            for (at, report) in compared.reports.iter().enumerate() {
                table.add(|rows| rows.report(report, of.get(&ReportIx(at as u32)).copied()))?;
            }
            if table.rows.table().is_compared() {
                for story in stories {
                    let json = StoryJson::new(story, &compared.reports);
                    table.add(|rows| rows.story(&json))?;
                }
            }
            table.finish()
        })
    }

    /// What the stories hold of a question, as JSON: by story its claims, people and sentences.
    fn search(&self, py: Python<'_>, words: &str) -> PyResult<String> {
        if Query::parse(words).is_empty() {
            let what =
                format!("there is nothing to look for in {words:?}: give a word, who:NAME, outlet:NAME or after:DATE");
            return Err(PyValueError::new_err(what));
        }
        let compared = Arc::clone(&self.compared);
        py.detach(|| {
            let view = View::new(&compared.account, &compared.reports);
            let id = |ix: ReportIx| view.report(ix).id.as_str();
            let found = view.search(words);
            let stories = found.stories.iter().map(|found| {
                let story = found.story.as_ref();
                let claims = found.claims.iter().filter_map(|&at| {
                    let told = &story?.account.claims[at];
                    Some(json!({"claim": told.id.to_string(), "text": story?.best(told)}))
                });
                let people = found.people.iter().filter_map(|&n| Some(story?.actor(n)?.actor.name.clone()));
                let sentences = found
                    .sentences
                    .iter()
                    .map(|hit| json!({"report": id(hit.report), "line": hit.line, "text": hit.words}));
                json!({
                    "story": story.map(|s| &s.account.story.id),
                    "title": story.map(|s| s.title()),
                    "claims": claims.collect::<Vec<_>>(),
                    "people": people.collect::<Vec<_>>(),
                    "sentences": sentences.collect::<Vec<_>>(),
                })
            });
            let json = json!({"reports": found.reports, "stories": stories.collect::<Vec<_>>()});
            Ok(form::json(&json.to_string()).into_owned())
        })
    }
}

fn no_json(why: serde_json::Error) -> PyErr {
    PyValueError::new_err(format!("it can not be written as JSON ({why})"))
}

/// The account of a job, run so that an interrupt stops it.
pub(crate) fn account(
    py: Python<'_>,
    stop: &Stop,
    job: impl FnOnce(&mut Told) -> Result<Compared, dateline_engine::EngineError> + Send + 'static,
) -> PyResult<NativeAccount> {
    let (compared, told) = run(py, stop, move || {
        let mut told = Told::new();
        job(&mut told).map(|compared| (compared, told))
    })?
    .map_err(|why| fault(&why))?;
    Ok(NativeAccount { compared: Arc::new(compared), told })
}
