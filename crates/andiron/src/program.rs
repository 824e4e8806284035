//! Runs a program as `python` itself would, below the frames of the command line.
//!
//! `python script.py` is `PyRun_AnyFile`, `python -c` is `PyRun_SimpleString`, and both are public. Running the program
//! through them, and not through `exec`, gives for nothing what a Python-level runner has to imitate: `__loader__`,
//! `.pyc` arguments, tracebacks that begin at the program's first frame, `SystemExit` in all its kinds, death by `SIGINT`
//! after an unhandled `KeyboardInterrupt`, and the interactive prompt.
//!
//! Each function returns the exit status. Errors of the program are printed, not raised; `SystemExit` ends the process
//! inside the call, as it does in `python`.

use std::ffi::{CStr, CString, c_char, c_int};

use pyo3::ffi;
use pyo3::prelude::*;

unsafe extern "C" {
    /// The C library's standard input.
    static stdin: *mut libc::FILE;
    /// Runs a file in `__main__`; -1 after printing an exception. With `close` it closes the file early.
    fn PyRun_AnyFileExFlags(
        file: *mut libc::FILE,
        name: *const c_char,
        close: c_int,
        flags: *mut ffi::PyCompilerFlags,
    ) -> c_int;
    /// Runs source text in `__main__`; -1 after printing an exception.
    fn PyRun_SimpleStringFlags(source: *const c_char, flags: *mut ffi::PyCompilerFlags) -> c_int;
}

/// `PyCF_IGNORE_COOKIE`: text from the command line is UTF-8 whatever its first line says.
const IGNORE_COOKIE: c_int = 0x0200;

fn compiler_flags(py: Python<'_>, bits: c_int) -> ffi::PyCompilerFlags {
    ffi::PyCompilerFlags { cf_flags: bits, cf_feature_version: py.version_info().minor.into() }
}

fn exit_status(result: c_int) -> i32 {
    i32::from(result != 0)
}

/// Runs the script at `path` (bytes in the file system's encoding). Raises `OSError` if it cannot be opened.
#[pyfunction]
pub fn run_file(py: Python<'_>, path: &[u8]) -> PyResult<i32> {
    let path = CString::new(path)?;
    // SAFETY: both arguments are NUL-terminated and outlive the call.
    let file = unsafe { libc::fopen(path.as_ptr(), c"rbe".as_ptr()) };
    if file.is_null() {
        return Err(PyErr::from(std::io::Error::last_os_error()));
    }
    Ok(run_stream(py, file, &path, true))
}

/// Runs what standard input holds, or the interactive prompt if it is a terminal.
#[pyfunction]
pub fn run_stdin(py: Python<'_>) -> i32 {
    // SAFETY: the C library initialises `stdin` before `main`; nothing assigns it later.
    run_stream(py, unsafe { stdin }, c"<stdin>", false)
}

fn run_stream(py: Python<'_>, file: *mut libc::FILE, name: &CStr, close: bool) -> i32 {
    let mut flags = compiler_flags(py, 0);
    // SAFETY: the GIL is held, `file` is open, and the interpreter closes it if `close`.
    exit_status(unsafe { PyRun_AnyFileExFlags(file, name.as_ptr(), c_int::from(close), &raw mut flags) })
}

/// Runs source text, as `python -c` does.
#[pyfunction]
pub fn run_command(py: Python<'_>, source: &[u8]) -> PyResult<i32> {
    let source = CString::new(source)?;
    let mut flags = compiler_flags(py, IGNORE_COOKIE);
    // SAFETY: the GIL is held; the text is NUL-terminated and outlives the call.
    Ok(exit_status(unsafe { PyRun_SimpleStringFlags(source.as_ptr(), &raw mut flags) }))
}

/// Runs a module or, without `alter_argv`, the `__main__` of the directory or archive at `sys.path[0]`.
///
/// `entry` is `runpy._run_module_as_main`, whose frames `python -m` shows too.
#[pyfunction]
pub fn run_module(py: Python<'_>, entry: &Bound<'_, PyAny>, name: &str, alter_argv: bool) -> i32 {
    match entry.call1((name, alter_argv)) {
        Ok(_) => 0,
        Err(error) => {
            error.restore(py);
            // SAFETY: the GIL is held and an exception is set.
            unsafe { ffi::PyErr_PrintEx(1) };
            1
        }
    }
}
