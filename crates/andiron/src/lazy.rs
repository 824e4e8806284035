//! Lazy imports ([`andiron_lazy::api`]), one Python function for each of its functions.

use andiron_lazy::api::{self, Error};
use andiron_objects::reference::Owned;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCode, PyModule};
use std::collections::{HashMap, HashSet};

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

/// Packages whose imports may wait (all if none), and those whose imports may not.
type Packages = (Option<HashSet<String>>, HashSet<String>);

/// Sets what is never put off, the user's filter, what finds top-level modules, and which modules' imports may wait.
/// `partly` are tuples of what may wait in modules whose imports may not; `patch(name, module)` is called for modules in
/// `patched` when they are loaded, and `compile` takes the place of `re._compiler.compile`.
#[pyfunction]
pub fn lazy_configure(
    never: Vec<String>,
    filter: Option<Bound<'_, PyAny>>,
    find: &Bound<'_, PyAny>,
    packages: Packages,
    partly: HashMap<String, Bound<'_, PyAny>>,
    patches: (HashSet<String>, Bound<'_, PyAny>, Bound<'_, PyAny>),
) {
    let filter = filter.as_ref().map_or(std::ptr::null_mut(), Bound::as_ptr);
    let ((include, exclude), (patched, patch, compile)) = (packages, patches);
    // SAFETY: live objects.
    let own = |object: &Bound<'_, PyAny>| unsafe { Owned::borrowed(object.as_ptr().cast()) };
    let partly = partly.iter().map(|(name, names)| (name.clone(), own(names))).collect();
    let (patch, compile) = (Some(own(&patch)), Some(own(&compile)));
    let selection = api::Selection { include, exclude, partly, patched, patch, compile, ..api::Selection::default() };
    // SAFETY: live objects; `lazy_set_up` came before.
    unsafe { api::configure(never, filter.cast(), find.as_ptr().cast(), selection) }
}

/// Top-level packages whose imports may wait and that were loaded.
#[pyfunction]
pub fn lazy_seen(_py: Python<'_>) -> Vec<String> {
    api::seen()
}

/// Takes note of the import system: its two modules, `_imp` and `sys`; functions that `lazy_find_and_load` calls for what is
/// rare; names of modules that are built in or frozen.
#[pyfunction]
pub fn lazy_remember(
    py: Python<'_>,
    modules: [Bound<'_, PyModule>; 4],
    helpers: [Bound<'_, PyAny>; 3],
    built_in: HashSet<String>,
) -> PyResult<()> {
    let [ask, missing, unbindable] = helpers.map(|helper| {
        // SAFETY: a live object.
        unsafe { Owned::borrowed(helper.as_ptr().cast()) }
    });
    let modules = modules.each_ref().map(|module| module.as_ptr().cast());
    // SAFETY: live modules.
    let result = unsafe { api::remember(modules, api::Helpers { ask, missing, unbindable }, built_in) };
    result.map_err(|error| raised(py, error))
}

/// `_find_and_load` of the import system, which `lazy_remember` took note of.
#[pyfunction]
pub fn lazy_find_and_load<'py>(
    py: Python<'py>,
    name: &Bound<'py, PyAny>,
    import: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: live objects; the result is a new reference.
    unsafe {
        let module = api::find_and_load(name.as_ptr().cast(), import.as_ptr().cast());
        let module = module.map_err(|error| raised(py, error))?;
        Ok(Bound::from_owned_ptr(py, module.into_raw().cast()))
    }
}

/// `re._compiler.compile`, by native code.
#[pyfunction]
#[pyo3(signature = (p, flags=None))]
pub fn lazy_compile_pattern<'py>(
    py: Python<'py>,
    p: &Bound<'py, PyAny>,
    flags: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let flags = flags.map_or_else(|| 0i32.into_pyobject(py).map(Bound::into_any), Ok)?;
    // SAFETY: live objects; the result is a new reference.
    unsafe {
        let compiled = api::compile_pattern(p.as_ptr().cast(), flags.as_ptr().cast());
        let compiled = compiled.map_err(|error| raised(py, error))?;
        Ok(Bound::from_owned_ptr(py, compiled.into_raw().cast()))
    }
}

/// Puts `compile` into `re._compiler`, which is loaded, in place of its own.
#[pyfunction]
pub fn lazy_take_patterns_over(module: &Bound<'_, PyModule>, compile: &Bound<'_, PyAny>) {
    // SAFETY: live objects, and the GIL is held.
    unsafe { api::take_patterns_over(module.as_ptr().cast(), compile.as_ptr().cast()) }
}

/// Runs a module's code, which nobody else may have, and puts its imports off if they may wait.
#[pyfunction]
pub fn lazy_run(py: Python<'_>, code: &Bound<'_, PyCode>, module: &Bound<'_, PyModule>) -> PyResult<()> {
    // SAFETY: live objects of the classes asked for.
    unsafe { api::run(code.as_ptr().cast(), module.as_ptr().cast()) }.map_err(|error| raised(py, error))
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

/// The interpreter ends, and no Python code runs any more but what ends it: no collections that nobody can notice.
#[pyfunction]
pub fn lazy_leave_collections_out(_py: Python<'_>) {
    // SAFETY: the GIL is held.
    unsafe { api::leave_collections_out() }
}

/// Binds what is pending and loaded.
#[pyfunction]
pub fn lazy_settle(_py: Python<'_>) {
    // SAFETY: the GIL is held.
    unsafe { api::settle() }
}
