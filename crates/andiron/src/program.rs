//! Runs a program as `python` itself would, below the frames of the command line.
//!
//! `python script.py` is `PyRun_AnyFile`, `python -c` is `PyRun_SimpleString`, and both are public. Running the program
//! through them, and not through `exec`, gives for nothing what a Python-level runner has to imitate: `__loader__`,
//! `.pyc` arguments, tracebacks that begin at the program's first frame, `SystemExit` in all its kinds, death by `SIGINT`
//! after an unhandled `KeyboardInterrupt`, and the interactive prompt. What would still show is the runner's own frames
//! at the bottom of the stack (`sys._getframe`, `warnings` stack levels, `traceback.print_stack`): [`Detached`] takes them
//! off while the program runs.
//!
//! Each function returns the exit status. Errors of the program are printed, not raised; `SystemExit` ends the process
//! inside the call, as it does in `python`.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

use andiron_cpython::{ffi as cpython, thread};
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
const IGNORE_COOKIE: c_int = 0x0800;

/// While it lives, this thread has no frames: what is called now is at the bottom of the stack.
struct Detached<'py> {
    frame: *mut cpython::_PyInterpreterFrame,
    _gil: Python<'py>,
}

impl<'py> Detached<'py> {
    fn new(py: Python<'py>) -> Self {
        // SAFETY: the GIL is held, so there is a running thread; `drop` puts the frame back before control returns to it.
        let frame = unsafe { thread::swap_current_frame(thread::thread_state(), ptr::null_mut()) };
        Detached { frame, _gil: py }
    }
}

impl Drop for Detached<'_> {
    fn drop(&mut self) {
        // SAFETY: as in `new`; calls made in between have popped their frames.
        unsafe { thread::swap_current_frame(thread::thread_state(), self.frame) };
    }
}

fn compiler_flags(py: Python<'_>, bits: c_int) -> ffi::PyCompilerFlags {
    ffi::PyCompilerFlags { cf_flags: bits, cf_feature_version: py.version_info().minor.into() }
}

/// The exit status for what a `PyRun` function returned.
fn exit_status(py: Python<'_>, result: c_int) -> i32 {
    // `SystemExit` with a number too large for C leaves an OverflowError behind, which python prints bare.
    if let Some(error) = PyErr::take(py) {
        print(py, error);
    }
    i32::from(result != 0)
}

/// Prints an exception that reached the bottom of the stack, and exits if it is `SystemExit`.
fn print(py: Python<'_>, error: PyErr) {
    error.restore(py);
    // SAFETY: the GIL is held and an exception is set.
    unsafe { ffi::PyErr_PrintEx(1) };
}

/// Runs the script at `path` (bytes in the file system's encoding). Raises `OSError` if it cannot be opened.
#[pyfunction]
pub fn run_file(py: Python<'_>, path: &[u8]) -> PyResult<i32> {
    let path = CString::new(path)?;
    // SAFETY: both arguments are NUL-terminated and outlive the call.
    let file = unsafe { libc::fopen(path.as_ptr(), c"rbe".as_ptr()) };
    if file.is_null() {
        // SAFETY: the GIL is held, and `fopen` has set `errno`.
        unsafe { ffi::PyErr_SetFromErrno(ffi::PyExc_OSError) };
        return Err(PyErr::fetch(py));
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
    let _detached = Detached::new(py);
    // SAFETY: the GIL is held, `file` is open, and the interpreter closes it if `close`.
    let result = unsafe { PyRun_AnyFileExFlags(file, name.as_ptr(), c_int::from(close), &raw mut flags) };
    exit_status(py, result)
}

/// Runs source text, as `python -c` does.
#[pyfunction]
pub fn run_command(py: Python<'_>, source: &[u8]) -> PyResult<i32> {
    let source = CString::new(source)?;
    let mut flags = compiler_flags(py, IGNORE_COOKIE);
    let _detached = Detached::new(py);
    // SAFETY: the GIL is held; the text is NUL-terminated and outlives the call.
    let result = unsafe { PyRun_SimpleStringFlags(source.as_ptr(), &raw mut flags) };
    Ok(exit_status(py, result))
}

/// Runs a module or, without `alter_argv`, the `__main__` of the directory or archive at `sys.path[0]`.
///
/// `entry` is `runpy._run_module_as_main`, whose frames `python -m` shows too.
#[pyfunction]
pub fn run_module(py: Python<'_>, entry: &Bound<'_, PyAny>, name: &str, alter_argv: bool) -> i32 {
    let _detached = Detached::new(py);
    let Err(error) = entry.call1((name, alter_argv)) else { return 0 };
    if error.get_type(py).is(py.get_type::<pyo3::exceptions::PyKeyboardInterrupt>()) {
        let mut flags = compiler_flags(py, 0);
        let globals = pyo3::types::PyDict::new(py);
        // Python remembers an unhandled interrupt, to die of SIGINT at the end, only where a `PyRun` function met it.
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
    print(py, error);
    exit_status(py, 1)
}
