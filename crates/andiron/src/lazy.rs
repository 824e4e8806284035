//! Lazy imports ([`andiron_lazy::api`]), one Python function for each of its functions.

use andiron_lazy::api::{self, Error};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCode, PyModule};

fn raised(py: Python<'_>, _: Error) -> PyErr {
    PyErr::fetch(py)
}

/// Why imports cannot be put off in this interpreter, or `None`; quicker than what the compiler needs to know.
#[pyfunction]
pub fn lazy_probe(_py: Python<'_>) -> Option<String> {
    api::probe().err()
}

/// Makes ready; `RuntimeError` with a sentence if this interpreter cannot.
#[pyfunction]
pub fn lazy_set_up(_py: Python<'_>) -> PyResult<()> {
    // SAFETY: a `Python` token proves that the GIL is held, here and below.
    unsafe { api::set_up() }.map_err(PyRuntimeError::new_err)
}

/// Sets what is never put off, the user's filter, and what finds top-level modules.
#[pyfunction]
pub fn lazy_configure(never: Vec<String>, filter: Option<Bound<'_, PyAny>>, find: &Bound<'_, PyAny>) {
    let filter = filter.as_ref().map_or(std::ptr::null_mut(), Bound::as_ptr);
    // SAFETY: live objects; `lazy_set_up` came before.
    unsafe { api::configure(never, filter.cast(), find.as_ptr().cast()) }
}

/// Begins to load a module: garbage collection waits.
#[pyfunction]
pub fn lazy_begin_load(_py: Python<'_>) {
    api::begin_load();
}

/// Ends that.
#[pyfunction]
pub fn lazy_end_load(_py: Python<'_>) {
    api::end_load();
}

/// Runs a module's code, which nobody else may have, and puts its imports off.
#[pyfunction]
pub fn lazy_execute(
    py: Python<'_>,
    code: &Bound<'_, PyCode>,
    module: &Bound<'_, PyModule>,
    listed: bool,
) -> PyResult<()> {
    // SAFETY: live objects of the classes asked for.
    let result = unsafe { api::execute(code.as_ptr().cast(), module.as_ptr().cast(), listed) };
    result.map(drop).map_err(|error| raised(py, error))
}

/// The import statements of a module's code, not run yet, that cannot wait: (line, module as written, reason). `package` is
/// the module's name if it is a package.
#[pyfunction]
pub fn lazy_explain(code: &Bound<'_, PyCode>, package: Option<&str>) -> Vec<(i32, String, String)> {
    // SAFETY: a live code object, and the GIL is held.
    unsafe { api::explain(code.as_ptr().cast(), package) }
}

/// Resolves everything that is pending in a module.
#[pyfunction]
pub fn lazy_resolve(py: Python<'_>, module: &Bound<'_, PyModule>) -> PyResult<()> {
    // SAFETY: a live module.
    unsafe { api::resolve(module.as_ptr().cast()) }.map_err(|error| raised(py, error))
}

/// What is pending: (module, name, module to import).
#[pyfunction]
pub fn lazy_pending(_py: Python<'_>) -> Vec<(String, String, String)> {
    api::pending()
}

/// Begins a section in which this thread puts nothing off.
#[pyfunction]
pub fn lazy_enter_eager(_py: Python<'_>) {
    api::enter_eager();
}

/// Ends it.
#[pyfunction]
pub fn lazy_leave_eager(_py: Python<'_>) {
    api::leave_eager();
}

/// Forgets what other threads were about, in the child of a fork.
#[pyfunction]
pub fn lazy_after_fork(_py: Python<'_>) {
    api::after_fork();
}

/// Forgets what was found out about files and paths.
#[pyfunction]
pub fn lazy_invalidate_caches(_py: Python<'_>) {
    api::invalidate_caches();
}

/// Binds what is pending and loaded.
#[pyfunction]
pub fn lazy_settle(_py: Python<'_>) {
    // SAFETY: the GIL is held.
    unsafe { api::settle() }
}
