//! The runtime's surface ([`andiron_runtime::api`]), one Python function for each of its functions.

use andiron_runtime::api::{self, Mode};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFunction};

/// Why this interpreter cannot be used, or `None`.
#[pyfunction]
pub fn probe() -> Option<String> {
    api::probe().err()
}

/// Starts to compile; `mode` is `auto`, `all` or `count`, the last with the number of calls. The Python side checks both.
#[pyfunction]
#[pyo3(signature = (mode, calls=0))]
pub fn enable(mode: &str, calls: u32) -> PyResult<()> {
    let mode = match mode {
        "auto" => Mode::Auto,
        "all" => Mode::All,
        _ => Mode::Count(calls),
    };
    api::enable(mode).map_err(PyRuntimeError::new_err)
}

/// Stops compiling and gives compiled functions back to the interpreter.
#[pyfunction]
pub fn disable() {
    api::disable();
}

/// Whether `enable` is in effect.
#[pyfunction]
pub fn is_enabled() -> bool {
    api::is_enabled()
}

/// Compiles a function now; `None`, or why it was refused.
#[pyfunction]
pub fn compile(function: &Bound<'_, PyFunction>) -> Option<String> {
    // SAFETY: a `Bound` proves the GIL is held and the object alive; its type has been checked.
    unsafe { api::compile(function.as_ptr().cast()) }.err()
}

/// Whether calls of this function run compiled code.
#[pyfunction]
pub fn is_compiled(function: &Bound<'_, PyFunction>) -> bool {
    // SAFETY: as in `compile`.
    unsafe { api::is_compiled(function.as_ptr().cast()) }
}

/// The function's HIR (`hir`) or machine code (`asm`) as text, for `make hir` and `make asm`.
#[pyfunction]
pub fn listing(function: &Bound<'_, PyFunction>, stage: &str) -> PyResult<String> {
    // SAFETY: as in `compile`.
    unsafe { api::listing(function.as_ptr().cast(), stage) }.map_err(PyRuntimeError::new_err)
}

/// Compiles a function at its first call.
#[pyfunction]
pub fn compile_on_first_call(function: &Bound<'_, PyFunction>) {
    // SAFETY: as in `compile`.
    unsafe { api::compile_on_first_call(function.as_ptr().cast()) }
}

/// Leaves a function to the interpreter.
#[pyfunction]
pub fn never_compile(function: &Bound<'_, PyFunction>) {
    // SAFETY: as in `compile`.
    unsafe { api::never_compile(function.as_ptr().cast()) }
}

/// Lets compiled functions run in the interpreter until the matching `resume`.
#[pyfunction]
pub fn pause() {
    api::pause();
}

/// Ends the innermost `pause`.
#[pyfunction]
pub fn resume() {
    api::resume();
}

/// Starts our threads again in the child of a fork that C code made without telling Python.
#[pyfunction]
pub fn resume_in_child() {
    if api::is_enabled() {
        api::resume_in_child();
    }
}

/// Waits for background compilations; the runtime releases the GIL while it waits.
#[pyfunction]
pub fn wait_idle() {
    api::wait_idle();
}

/// The statistics as a dictionary of numbers and lists of tuples, in the order of the fields in `andiron._stats`.
#[pyfunction]
pub fn stats(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let stats = api::stats();
    let compiled: Vec<_> =
        stats.compiled.into_iter().map(|f| (f.qualname, f.filename, f.line, f.bytes, f.compile_ns, f.osr)).collect();
    let refused: Vec<_> = stats.refused.into_iter().map(|f| (f.qualname, f.filename, f.line, f.reason)).collect();
    let exits: Vec<_> = stats.exits.into_iter().map(|e| (e.qualname, e.filename, e.line, e.reason, e.count)).collect();
    let answer = PyDict::new(py);
    answer.set_item("compiled", compiled)?;
    answer.set_item("refused", refused)?;
    answer.set_item("exits", exits)?;
    answer.set_item("invalidations", stats.invalidations)?;
    answer.set_item("code_bytes", stats.code_bytes)?;
    answer.set_item("compile_ns", stats.compile_ns)?;
    answer.set_item("pending", stats.pending)?;
    Ok(answer)
}
