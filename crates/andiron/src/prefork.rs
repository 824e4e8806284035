//! Memory shared by forked workers ([`andiron_prefork`]), one Python function for each of its functions.

use andiron_prefork as prefork;
use andiron_runtime::api::{self, Stage};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// Why nothing can be prepared in this process, or `None`.
#[pyfunction]
pub fn prefork_refusal(_py: Python<'_>) -> Option<String> {
    prefork::refusal().err()
}

/// Objects, bytes, what was left by reason, and those left that have a finalizer.
type Immortalized<'py> = (usize, usize, Vec<(&'static str, usize)>, Vec<Bound<'py, PyAny>>);

/// Makes immortal what can be.
#[pyfunction]
pub fn prefork_immortalize(py: Python<'_>) -> Immortalized<'_> {
    // SAFETY: a `Python` token proves that the GIL is held; the Python side has asked `prefork_refusal`.
    let report = unsafe { prefork::immortal::make_immortal() };
    let skipped = report.skipped.iter().map(|(reason, count)| (reason.phrase(), *count)).collect();
    // SAFETY: alive: nothing has run since.
    let to_finalize = report.to_finalize.iter().map(|object| unsafe { Bound::from_borrowed_ptr(py, object.cast()) });
    (report.objects, report.bytes, skipped, to_finalize.collect())
}

/// What all code looks like at some moment.
#[pyclass(module = "andiron._andiron")]
pub struct CodeSnapshot(prefork::gather::Snapshot);

/// Remembers what all code looks like now.
#[pyfunction]
pub fn prefork_snapshot(_py: Python<'_>) -> CodeSnapshot {
    // SAFETY: the GIL is held; the Python side has asked `prefork_refusal`.
    CodeSnapshot(unsafe { prefork::gather::snapshot() })
}

/// Copies the code that was written to since, and will be again (with `None`, all that can be copied), to one place: how many
/// objects, their bytes, and how many had to stay.
#[pyfunction]
pub fn prefork_gather(_py: Python<'_>, snapshot: Option<&CodeSnapshot>) -> (usize, usize, usize) {
    // SAFETY: the GIL is held; the Python side has asked `prefork_refusal`.
    let done = unsafe { prefork::gather::gather(snapshot.map(|snapshot| &snapshot.0)) };
    (done.objects, done.bytes, done.left)
}

/// Runs an object's finalizer, as freeing it would, unless it has run before.
#[pyfunction]
pub fn prefork_finalize(object: &Bound<'_, PyAny>) {
    // SAFETY: alive.
    unsafe { prefork::finalize(object.as_ptr().cast()) }
}

/// Fills the free blocks of used pools: bytes, or `None` if objects are not allocated in pools here.
#[pyfunction]
pub fn prefork_plug(_py: Python<'_>) -> Option<usize> {
    prefork::plug()
}

/// Begins a stage of the preparation: how much is compiled depends on it.
#[pyfunction]
pub fn prefork_enter_stage(_py: Python<'_>, stage: &str) -> PyResult<()> {
    let stage = match stage {
        "usual" => Stage::Usual,
        "warming-up" => Stage::WarmingUp,
        "prepared" => Stage::Prepared,
        _ => return Err(PyValueError::new_err("no such stage")),
    };
    api::enter_stage(stage);
    Ok(())
}

/// Whether functions are compiled because they are hot.
#[pyfunction]
pub fn prefork_is_automatic(_py: Python<'_>) -> bool {
    api::is_automatic()
}
