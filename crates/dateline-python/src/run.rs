//! A call of the engine on a thread of its own, without Python's lock, which an interrupt stops.

use dateline_engine::{EngineError, Notice};
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyRuntimeError};
use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

create_exception!(
    _dateline,
    Fault,
    PyException,
    "What the engine can not do; the package turns it into its own exceptions."
);

/// How often it is asked whether the user wants to stop.
const TICK: Duration = Duration::from_millis(50);
/// As much stack as the engine's own threads have: trees of pages may be deep.
const STACK: usize = 64 << 20;

/// Set when a call is to end early.
pub(crate) type Stop = Arc<AtomicBool>;

/// Does a job on another thread and waits for it, while other threads of Python run. An interrupt sets `stop` and is raised at once;
/// the job then ends by itself.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    stop: &Stop,
    job: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (give, mut take) = channel();
    let work = move || drop(give.send(job()));
    Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .map_err(|why| Fault::new_err(format!("no thread to work on ({why})")))?;
    loop {
        let take = &mut take;
        match py.detach(move || take.recv_timeout(TICK)) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => {
                py.check_signals().inspect_err(|_| stop.store(true, Ordering::Relaxed))?
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err(
                    "a fault of dateline ended the call: RUST_BACKTRACE=1 tells where",
                ));
            }
        }
    }
}

/// The exception of an error of the engine.
pub(crate) fn fault(error: &EngineError) -> PyErr {
    Fault::new_err(error.to_string())
}

/// What was told of inputs: which one, what is wrong, and whether it was left out.
pub(crate) type Told = Vec<(String, String, bool)>;

/// Takes up what a call tells of its inputs.
pub(crate) fn hear(told: &mut Told, notice: &Notice<'_>) {
    match notice {
        Notice::Unread(error) => {
            told.push((error.from.clone(), error.problem.to_string(), !error.problem.is_partial()))
        }
        Notice::OtherLanguage { id, found, known } => {
            let what = format!("its language is {found:?}, the pipeline's {known:?}; little will be found");
            told.push(((*id).to_owned(), what, false));
        }
        Notice::Damaged { store, id } => {
            let what =
                format!("report {id:?} is damaged; add its source again, or take it out with `dateline store remove`");
            told.push((store.display().to_string(), what, true));
        }
        Notice::Earlier { from, of } => {
            told.push(((*from).to_owned(), format!("another version of {of}; only the later one counts"), true));
        }
        _ => {}
    }
}
