//! Runs a program as `python` itself would, below the frames of the command line.
//!
//! The program goes through CPython's `PyRun` functions, and not through `exec`: that gives for nothing what a Python-level
//! runner has to imitate, as source encodings, tracebacks that begin at the program's first frame, death by `SIGINT` after an
//! unhandled `KeyboardInterrupt`, and the interactive prompt. What would still show is the runner's own frames at the bottom of
//! the stack (`sys._getframe`, `warnings` stack levels, the recursion limit): [`Detached`] takes them off while the program runs.
//!
//! Each function returns the exit status. Errors of the program are printed, not raised, but for `SystemExit`: that goes up
//! through the runner's frames, as a return would. `PyRun_SimpleFile` and its like would end the process inside the call, and the
//! runner's frames would hold the program's namespace while the interpreter finalises: what lives in it would never be finalised,
//! and open files never flushed.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

use andiron_cpython::{ffi as cpython, thread};
use pyo3::exceptions::{PyKeyboardInterrupt, PySystemExit};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyCode, PyDict};

unsafe extern "C" {
    /// The C library's standard input.
    static stdin: *mut libc::FILE;
    /// The configuration the interpreter was started with.
    fn _Py_GetConfig() -> *const ffi::PyConfig;
    /// Whether this file is a terminal, or standard input under `-i`.
    fn Py_FdIsInteractive(file: *mut libc::FILE, name: *const c_char) -> c_int;
    /// Runs a file in `__main__`; -1 after printing an exception. With `close` it closes the file early.
    fn PyRun_AnyFileExFlags(
        file: *mut libc::FILE,
        name: *const c_char,
        close: c_int,
        flags: *mut ffi::PyCompilerFlags,
    ) -> c_int;
    /// Runs a file in a namespace; a new reference, or null with an exception. With `close` it closes the file early.
    fn PyRun_FileExFlags(
        file: *mut libc::FILE,
        name: *const c_char,
        start: c_int,
        globals: *mut ffi::PyObject,
        locals: *mut ffi::PyObject,
        close: c_int,
        flags: *mut ffi::PyCompilerFlags,
    ) -> *mut ffi::PyObject;
}

/// `PyCF_IGNORE_COOKIE`: text from the command line is UTF-8 whatever its first line says.
const IGNORE_COOKIE: c_int = 0x0800;

/// The exit status for an unhandled `KeyboardInterrupt`; `_command.py` makes the process die of SIGINT.
const INTERRUPTED: i32 = 130;

const NEWLINE: c_int = b'\n' as c_int;

/// While it lives, this thread has no frames: what is called now is at the bottom of the stack.
struct Detached<'py> {
    frame: *mut cpython::_PyInterpreterFrame,
    /// What the frames count for towards the recursion limit.
    depth: c_int,
    _gil: Python<'py>,
}

impl<'py> Detached<'py> {
    fn new(py: Python<'py>) -> Self {
        // SAFETY: the GIL is held, so there is a running thread; `drop` puts the frame back before control returns to it.
        let (frame, depth) = unsafe {
            let thread = thread::thread_state();
            let depth = (*thread).py_recursion_limit - (*thread).py_recursion_remaining;
            (*thread).py_recursion_remaining += depth;
            (thread::swap_current_frame(thread, ptr::null_mut()), depth)
        };
        Detached { frame, depth, _gil: py }
    }
}

impl Drop for Detached<'_> {
    fn drop(&mut self) {
        // SAFETY: as in `new`; calls made in between have popped their frames.
        unsafe {
            let thread = thread::thread_state();
            (*thread).py_recursion_remaining -= self.depth;
            thread::swap_current_frame(thread, self.frame);
        }
    }
}

fn compiler_flags(py: Python<'_>, bits: c_int) -> ffi::PyCompilerFlags {
    ffi::PyCompilerFlags { cf_flags: bits, cf_feature_version: py.version_info().minor.into() }
}

/// The exit status of a program that ended with this result. Call it before the frames are back: it prints.
fn exit_status(py: Python<'_>, result: PyResult<()>) -> PyResult<i32> {
    let Err(error) = result else { return Ok(0) };
    // SAFETY: the configuration lives as long as the interpreter. With `-i`, a `SystemExit` is printed like any other.
    if error.is_instance_of::<PySystemExit>(py) && unsafe { (*_Py_GetConfig()).inspect } == 0 {
        return Err(error);
    }
    let interrupted = error.get_type(py).is(py.get_type::<PyKeyboardInterrupt>());
    if interrupted {
        note_interrupt(py);
    }
    error.restore(py);
    // SAFETY: the GIL is held and an exception is set.
    unsafe { ffi::PyErr_PrintEx(1) };
    Ok(if interrupted { INTERRUPTED } else { 1 })
}

/// Python remembers an unhandled interrupt, to die of SIGINT at the end, only where a `PyRun` function met it.
fn note_interrupt(py: Python<'_>) {
    let mut flags = compiler_flags(py, 0);
    let globals = PyDict::new(py);
    // SAFETY: the GIL is held, the text is NUL-terminated, and the exception it raises is taken at once.
    unsafe {
        ffi::PyRun_StringFlags(
            c"raise KeyboardInterrupt".as_ptr(),
            ffi::Py_file_input,
            globals.as_ptr(),
            globals.as_ptr(),
            &raw mut flags,
        );
        ffi::PyErr_Clear();
    }
}

/// What a function of CPython's returned: a new reference, or null with an exception.
///
/// # Safety
/// `result` is that.
unsafe fn outcome(py: Python<'_>, result: *mut ffi::PyObject) -> PyResult<()> {
    // SAFETY: by contract.
    unsafe { Bound::from_owned_ptr_or_err(py, result) }.map(drop)
}

/// Runs the source file at `path` (bytes in the file system's encoding) in this namespace, which describes it already.
/// Raises `OSError` if it cannot be opened.
#[pyfunction]
pub fn run_file(py: Python<'_>, path: &[u8], namespace: &Bound<'_, PyDict>) -> PyResult<i32> {
    let path = CString::new(path)?;
    // SAFETY: both arguments are NUL-terminated and outlive the call.
    let file = unsafe { libc::fopen(path.as_ptr(), c"rbe".as_ptr()) };
    if file.is_null() {
        // SAFETY: the GIL is held, and `fopen` has set `errno`.
        unsafe { ffi::PyErr_SetFromErrno(ffi::PyExc_OSError) };
        return Err(PyErr::fetch(py));
    }
    // SAFETY: the file is open, and the configuration lives as long as the interpreter.
    unsafe {
        if (*_Py_GetConfig()).skip_source_first_line != 0 {
            // `-x`. The line's end stays, so that lines keep their numbers.
            while !matches!(libc::fgetc(file), libc::EOF | NEWLINE) {}
            libc::ungetc(NEWLINE, file);
        }
    }
    run_stream(py, file, &path, namespace, true)
}

/// Runs what standard input holds, or the interactive prompt if it is a terminal.
#[pyfunction]
pub fn run_stdin(py: Python<'_>, namespace: &Bound<'_, PyDict>) -> PyResult<i32> {
    // SAFETY: the C library initialises `stdin` before `main`; nothing assigns it later.
    run_stream(py, unsafe { stdin }, c"<stdin>", namespace, false)
}

fn run_stream(
    py: Python<'_>,
    file: *mut libc::FILE,
    name: &CStr,
    namespace: &Bound<'_, PyDict>,
    close: bool,
) -> PyResult<i32> {
    let mut flags = compiler_flags(py, 0);
    let (globals, close) = (namespace.as_ptr(), c_int::from(close));
    let _detached = Detached::new(py);
    // SAFETY: the GIL is held, `file` is open, and the interpreter closes it if `close`.
    unsafe {
        if Py_FdIsInteractive(file, name.as_ptr()) != 0 {
            return Ok(i32::from(PyRun_AnyFileExFlags(file, name.as_ptr(), close, &raw mut flags) != 0));
        }
        let result =
            PyRun_FileExFlags(file, name.as_ptr(), ffi::Py_file_input, globals, globals, close, &raw mut flags);
        exit_status(py, outcome(py, result))
    }
}

/// Runs source text, as `python -c` does.
#[pyfunction]
pub fn run_command(py: Python<'_>, source: &[u8], namespace: &Bound<'_, PyDict>) -> PyResult<i32> {
    let source = CString::new(source)?;
    let mut flags = compiler_flags(py, IGNORE_COOKIE);
    let globals = namespace.as_ptr();
    let _detached = Detached::new(py);
    // SAFETY: the GIL is held; the text is NUL-terminated and outlives the call.
    unsafe {
        let result = ffi::PyRun_StringFlags(source.as_ptr(), ffi::Py_file_input, globals, globals, &raw mut flags);
        exit_status(py, outcome(py, result))
    }
}

/// Runs a code object that was read from a `.pyc` file.
#[pyfunction]
pub fn run_code(py: Python<'_>, code: &Bound<'_, PyCode>, namespace: &Bound<'_, PyDict>) -> PyResult<i32> {
    let globals = namespace.as_ptr();
    let _detached = Detached::new(py);
    // SAFETY: the GIL is held, and both are what the types say.
    unsafe { exit_status(py, outcome(py, ffi::PyEval_EvalCode(code.as_ptr(), globals, globals))) }
}

/// Runs a module or, without `alter_argv`, the `__main__` of the directory or archive at `sys.path[0]`.
///
/// `entry` is `runpy._run_module_as_main`, whose frames `python -m` shows too.
#[pyfunction]
pub fn run_module(py: Python<'_>, entry: &Bound<'_, PyAny>, name: &str, alter_argv: bool) -> PyResult<i32> {
    let _detached = Detached::new(py);
    exit_status(py, entry.call1((name, alter_argv)).map(drop))
}
