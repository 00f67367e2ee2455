//! The engine, and the calls of it that the package offers.

use crate::given::Given;
use crate::results::{NativeAccount, NativeReports, account};
use crate::run::{Fault, Stop, Told, fault, hear, run};
use dateline::form;
use dateline_engine::types::json::CheckedJson;
use dateline_engine::types::{Account, Annotated};
use dateline_engine::{
    AccountRequest, Against, CheckRequest, Compared, Edits, Engine, EngineError, Options, Settings, TimeMode, apart,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The engine with what the user chose. Its pipeline is loaded with the first call that needs it.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct NativeEngine {
    pub(crate) engine: Arc<Engine>,
}

/// A call that was asked to end.
fn ended(stop: &Stop) -> bool {
    stop.load(Ordering::Relaxed)
}

#[pymethods]
impl NativeEngine {
    #[new]
    #[pyo3(signature = (pipeline, time_mode, jobs))]
    fn new(pipeline: Option<String>, time_mode: &str, jobs: Option<usize>) -> PyResult<NativeEngine> {
        let time_mode: TimeMode = time_mode.parse().map_err(|why: String| PyValueError::new_err(why))?;
        let jobs = jobs.map(|n| NonZeroUsize::new(n).ok_or_else(|| PyValueError::new_err("jobs must be 1 or more")));
        let settings =
            Settings { pipeline, annotate: Options { time_mode }, jobs: jobs.transpose()?, ..Settings::default() };
        Ok(NativeEngine { engine: Arc::new(Engine::new(settings)) })
    }

    /// What makes the layers of a report.
    fn version(&self) -> PyResult<String> {
        self.engine.version().map_err(|why| fault(&why))
    }

    fn read(&self, py: Python<'_>, given: Given<'_>) -> PyResult<NativeReports> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let inputs = given.inputs(&stop)?;
        let (reports, told) = run(py, &stop, move || {
            let (mut reports, mut told) = (Vec::new(), Told::new());
            engine.read(&inputs, &mut |notice| hear(&mut told, &notice), |report| {
                reports.push(Annotated { report, ..Annotated::default() });
                Ok::<(), EngineError>(())
            })?;
            Ok((reports, told))
        })?
        .map_err(|why: EngineError| fault(&why))?;
        Ok(NativeReports { reports: Arc::new(reports), annotated: false, told })
    }

    fn annotate(&self, py: Python<'_>, given: Given<'_>) -> PyResult<NativeReports> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let inputs = given.inputs(&stop)?;
        let (reports, told) = run(py, &stop, move || {
            let (mut reports, mut told) = (Vec::new(), Told::new());
            engine.annotate(&inputs, &mut |notice| hear(&mut told, &notice), |annotated| {
                reports.push(annotated);
                Ok::<(), EngineError>(())
            })?;
            Ok((reports, told))
        })?
        .map_err(|why: EngineError| fault(&why))?;
        Ok(NativeReports { reports: Arc::new(reports), annotated: true, told })
    }

    /// Tokens, tags, trees and names of each text: lines of JSON, and what was told.
    fn parse(&self, py: Python<'_>, given: Given<'_>) -> PyResult<(Vec<String>, Told)> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let inputs = given.inputs(&stop)?;
        run(py, &stop, move || {
            let (mut lines, mut told) = (Vec::new(), Told::new());
            engine.parse(&inputs, &mut |notice| hear(&mut told, &notice), |report, doc| {
                lines.push(form::parse_line(&report, &doc));
                Ok::<(), EngineError>(())
            })?;
            Ok((lines, told))
        })?
        .map_err(|why: EngineError| fault(&why))
    }

    /// The account of reports; `edits` is what the user says of the actors, as TOML.
    #[pyo3(signature = (given, edits, as_of))]
    fn account(
        &self,
        py: Python<'_>,
        given: Given<'_>,
        edits: Option<&str>,
        as_of: Option<&str>,
    ) -> PyResult<NativeAccount> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let day = as_of.map(str::parse).transpose();
        let day =
            day.map_err(|why| PyValueError::new_err(format!("as_of is no day: write it as 2025-08-21 ({why})")))?;
        let edits = edits.map(Edits::parse).transpose().map_err(|why| PyValueError::new_err(why.to_string()))?;
        let request = AccountRequest { inputs: given.inputs(&stop)?.as_of(day), edits: edits.unwrap_or_default() };
        let asked = stop.clone();
        account(py, &stop, move |told| compared(&engine, &request, &asked, told))
    }

    /// A draft held against reports: JSON, and what was told.
    #[pyo3(signature = (draft, given, since, outlet))]
    fn check(
        &self,
        py: Python<'_>,
        draft: Given<'_>,
        given: Given<'_>,
        since: Option<&str>,
        outlet: Option<String>,
    ) -> PyResult<(String, Told)> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let since = since.map(str::parse).transpose();
        let since =
            since.map_err(|why| PyValueError::new_err(format!("since is no day: write it as 2025-08-21 ({why})")))?;
        let request = CheckRequest {
            draft: draft.inputs(&stop)?,
            inputs: given.inputs(&stop)?,
            against: Against { since, outlet },
        };
        let (answer, told) = run(py, &stop, move || {
            let mut told = Told::new();
            engine.check(&request, &mut |notice| hear(&mut told, &notice)).map(|answer| (answer, told))
        })?
        .map_err(|why| fault(&why))?;
        let json = CheckedJson::new(&answer.checked, &answer.draft, &answer.reports);
        let json = serde_json::to_string(&json).map_err(|why| PyValueError::new_err(why.to_string()))?;
        Ok((form::json(&json).into_owned() + "\n", told))
    }

    /// What grouping looks at in each report: its bytes, and the numbers of its terms.
    fn looks(&self, reports: &NativeReports) -> PyResult<Vec<(Vec<u8>, Vec<u32>)>> {
        let look = |report| {
            let look = self.engine.look(report).map_err(|why| fault(&why))?;
            Ok((look.to_bytes(), look.terms().collect()))
        };
        reports.reports.iter().map(look).collect()
    }

    /// Reports as they were packed, each with its id.
    #[staticmethod]
    fn unpack(py: Python<'_>, packed: Vec<(String, Vec<u8>)>) -> PyResult<NativeReports> {
        let reports = py.detach(|| unpacked(packed))?;
        Ok(NativeReports { reports: Arc::new(reports), annotated: true, told: Told::new() })
    }

    /// The account of one story, from its packed reports.
    fn account_of(&self, py: Python<'_>, packed: Vec<(String, Vec<u8>)>) -> PyResult<NativeAccount> {
        let (stop, engine) = (Stop::default(), Arc::clone(&self.engine));
        let reports = py.detach(|| unpacked(packed))?;
        account(py, &stop, move |told| engine.account_of(reports, &mut |notice| hear(told, &notice)))
    }
}

/// Reports as they were packed, under the ids that they have among all.
fn unpacked(packed: Vec<(String, Vec<u8>)>) -> PyResult<Vec<Annotated>> {
    let unpack = |(id, bytes): (String, Vec<u8>)| {
        let mut annotated = apart::unpack(&bytes).map_err(|why| Fault::new_err(format!("{id}: {why}")))?;
        annotated.report.id = id;
        Ok(annotated)
    };
    packed.into_iter().map(unpack).collect()
}

/// The account of a request, story by story, so that it can be ended between two.
fn compared(engine: &Engine, request: &AccountRequest, stop: &Stop, told: &mut Told) -> Result<Compared, EngineError> {
    let stories = engine.stories(request, &mut |notice| hear(told, &notice))?;
    let mut account = Account::default();
    let each = engine.tell_each(&stories, &mut |notice| hear(told, &notice), |story| {
        account.stories.push(story);
        if ended(stop) { Err(Ended(None)) } else { Ok(()) }
    });
    // Nobody waits for what is returned after an interrupt.
    if let Err(Ended(Some(why))) = each {
        return Err(why);
    }
    Ok(Compared { account, reports: stories.reports, tally: stories.tally, made: stories.made })
}

/// Why no more stories are told: an error, or that the user wants no more.
struct Ended(Option<EngineError>);

impl From<EngineError> for Ended {
    fn from(why: EngineError) -> Ended {
        Ended(Some(why))
    }
}

/// Runs the command with its arguments, its name first, and gives the exit status.
#[pyfunction]
pub(crate) fn command(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| dateline::main(args))
}
