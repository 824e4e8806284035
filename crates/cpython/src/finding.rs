//! What probes of all versions have in common: who is asked, and the sentence for what was found wrong.

use crate::{ffi, frame, layout, object, thread};

/// `Ok`, or a sentence that says why this interpreter cannot be used; of the checks below, what it is about.
pub type Finding = Result<(), String>;

/// Whether the interpreter is a plain build of that version, `0x030c` for 3.12.
pub fn plain_build(wanted: u32) -> Finding {
    // SAFETY: a constant of the interpreter.
    let version = unsafe { ffi::Py_Version };
    if version >> 16 != wanted.into() {
        let minor = wanted & 0xff;
        return Err(format!("Andiron was built for CPython 3.{minor} and stays off in {}", version_text()));
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err("Andiron supports Linux on x86-64 only and stays off here".to_owned());
    }
    // SAFETY: `sys.abiflags` is a borrowed `str`.
    let flags = unsafe { object::text(ffi::PySys_GetObject(c"abiflags".as_ptr())) }.unwrap_or_default();
    if !flags.is_empty() {
        let kind = if flags.contains('t') { "free-threaded" } else { "debug" };
        return Err(format!(
            "Andiron stays off in a {kind} build of CPython (sys.abiflags is '{flags}'); use a plain one"
        ));
    }
    Ok(())
}

/// One check: what it is about if it fails.
pub fn expect(condition: bool, what: &str) -> Finding {
    if condition { Ok(()) } else { Err(what.to_owned()) }
}

/// Sizes of structs that lazy imports and the compiler both know.
pub fn sizes() -> Finding {
    let rows = [
        row::<ffi::PyListObject>(&raw mut ffi::PyList_Type, "list", 0),
        row::<ffi::PyTupleObject>(&raw mut ffi::PyTuple_Type, "tuple", 8),
        row::<ffi::PyDictObject>(&raw mut ffi::PyDict_Type, "dict", 0),
        row::<ffi::PyUnicodeObject>(&raw mut ffi::PyUnicode_Type, "str", 0),
        row::<ffi::PyFunctionObject>(&raw mut ffi::PyFunction_Type, "function", 0),
        row::<ffi::PyCFunctionObject>(&raw mut ffi::PyCFunction_Type, "builtin function", 0),
        row::<ffi::PyModuleObject>(&raw mut ffi::PyModule_Type, "module", 0),
        row::<ffi::PyHeapTypeObject>(&raw mut ffi::PyType_Type, "type", 0),
    ];
    expect_sizes(rows)?;
    // SAFETY: a static class.
    unsafe {
        expect(ffi::PyCode_Type.tp_basicsize == layout::CODE_CODE_ADAPTIVE as isize, "size of code")?;
        expect(ffi::PyCode_Type.tp_itemsize == layout::CODE_UNIT_BYTES as isize, "size of a code unit")
    }
}

/// A static class, what a check of its instances' size is about, and that size.
pub type Row = (*mut ffi::PyTypeObject, String, isize);

/// The [`Row`] of a class with instances of that struct, of which so many bytes at the end are its first item.
pub fn row<T>(class: *mut ffi::PyTypeObject, name: &str, tail: usize) -> Row {
    (class, format!("size of {name}"), (size_of::<T>() - tail) as isize)
}

/// Whether all instances have the sizes they should have.
pub fn expect_sizes(rows: impl IntoIterator<Item = Row>) -> Finding {
    rows.into_iter().try_for_each(|(class, what, size)| {
        // SAFETY: a static class.
        expect(unsafe { (*class).tp_basicsize } == size, &what)
    })
}

/// The running thread, but for its frame.
///
/// # Safety
/// The version is right; GIL held.
pub unsafe fn running_thread() -> Finding {
    // SAFETY: GIL held, so there is a thread state; offsets stay within the structs they belong to.
    unsafe {
        let state = thread::thread_state();
        expect(!state.is_null() && (*state).interp == ffi::PyInterpreterState_Get(), "thread state")?;
        let limit = ffi::Py_GetRecursionLimit();
        expect((*state).py_recursion_limit == limit, "recursion limit")?;
        expect((1..=limit).contains(&(*state).py_recursion_remaining), "recursion counter")?;
        expect((*state).datastack_top <= (*state).datastack_limit, "data stack")
    }
}

/// The running frame, if there is one.
///
/// # Safety
/// As for [`running_thread`], which has found nothing wrong.
pub unsafe fn running_frame() -> Finding {
    // SAFETY: by contract.
    unsafe {
        let running = thread::current_frame(thread::thread_state());
        if !running.is_null() && !frame::is_entry(running) {
            let code = frame::code_of(running);
            let is_code = !code.is_null() && object::is_exact(code.cast(), &raw const ffi::PyCode_Type);
            expect(is_code, "running frame")?;
            expect((*running).f_globals == ffi::PyEval_GetGlobals(), "running frame's globals")?;
        }
        Ok(())
    }
}

/// The sentence for a check that failed.
pub fn sentence(what: String) -> String {
    format!(
        "Andiron stays off: this CPython {} does not look as its headers say ({what}); use a python.org or pyenv build \
         of that version",
        version_text()
    )
}

fn version_text() -> String {
    // SAFETY: a static string.
    let text = unsafe { object::c_text(ffi::Py_GetVersion()) };
    text.split(' ').next().unwrap_or_default().to_owned()
}
