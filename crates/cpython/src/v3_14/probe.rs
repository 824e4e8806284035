//! What the running interpreter can be asked about itself before anything relies on its layout.
//!
//! The headers were checked when the extension was built; this checks the interpreter that loaded it: another patch
//! release, a debug build, or a vendor's own changes show here, and Andiron stays off.

use super::{ffi, frame, layout, object, thread};

type Finding = Result<(), String>;

/// Whether this interpreter is one we can work in; otherwise one sentence that says why not: version and build, the sizes of
/// structs, and the running thread and frame. Takes next to no time, and runs no Python.
///
/// Call with the GIL held, from the main interpreter.
pub fn probe_layout() -> Finding {
    build()?;
    // SAFETY: the version is right; each check reads only what the checks before it have confirmed.
    unsafe { sizes().and_then(|()| thread_and_interpreter()) }.map_err(|what| {
        format!(
            "Andiron stays off: this CPython {} does not look as its headers say ({what}); use a python.org or pyenv \
             build of 3.14",
            version_text()
        )
    })
}

fn version_text() -> String {
    // SAFETY: a static string.
    let text = unsafe { object::c_text(ffi::Py_GetVersion()) };
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn build() -> Finding {
    // SAFETY: a constant of the interpreter.
    let version = unsafe { ffi::Py_Version };
    if version >> 16 != 0x030e {
        return Err(format!("Andiron was built for CPython 3.14 and stays off in {}", version_text()));
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

fn expect(condition: bool, what: &str) -> Finding {
    if condition { Ok(()) } else { Err(what.to_owned()) }
}

unsafe fn sizes() -> Finding {
    fn row<T>(class: *mut ffi::PyTypeObject, name: &str, tail: usize) -> (*mut ffi::PyTypeObject, String, isize) {
        (class, format!("size of {name}"), (size_of::<T>() - tail) as isize)
    }
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
    for (class, what, size) in rows {
        // SAFETY: static classes.
        expect(unsafe { (*class).tp_basicsize } == size, &what)?;
    }
    // SAFETY: a static class.
    unsafe {
        expect(ffi::PyCode_Type.tp_basicsize == layout::CODE_CODE_ADAPTIVE as isize, "size of code")?;
        expect(ffi::PyCode_Type.tp_itemsize == layout::CODE_UNIT_BYTES as isize, "size of a code unit")
    }
}

unsafe fn thread_and_interpreter() -> Finding {
    // SAFETY: GIL held, so there is a thread state; offsets stay within the structs they belong to.
    unsafe {
        let state = thread::thread_state();
        expect(!state.is_null() && (*state).interp == ffi::PyInterpreterState_Get(), "thread state")?;
        let limit = ffi::Py_GetRecursionLimit();
        expect((*state).py_recursion_limit == limit, "recursion limit")?;
        expect((1..=limit).contains(&(*state).py_recursion_remaining), "recursion counter")?;
        expect((*state).datastack_top <= (*state).datastack_limit, "data stack")?;
        let builtins = ffi::PyModule_GetDict(ffi::PyImport_AddModule(c"builtins".as_ptr()));
        expect(thread::builtins(state) == builtins, "builtins")?;
        let import = thread::import_function(state);
        let is_function = !import.is_null() && object::is_exact(import, &raw const ffi::PyCFunction_Type);
        expect(is_function, "import function")?;
        if thread::has_generations() {
            // The last word of its state says where the young ones are.
            let end = thread::interpreter_field::<*mut i32>(state, layout::INTERP_GC + layout::GC_BYTES);
            let young = (*end.sub(1)).cast::<u8>().wrapping_add(layout::GC_GENERATION_COUNT_OFFSET as usize).cast();
            expect(young == thread::young_containers(state), "garbage collector's generations")?;
        }
        let running = thread::current_frame(state);
        if !running.is_null() && !frame::is_entry(running) {
            expect(!frame::code_of(running).is_null(), "running frame")?;
            expect((*running).f_globals == ffi::PyEval_GetGlobals(), "running frame's globals")?;
        }
        Ok(())
    }
}
