//! What the running interpreter can be asked about itself before anything relies on its layout.
//!
//! The headers were checked when the extension was built; this checks the interpreter that loaded it: another patch
//! release, a debug build, or a vendor's own changes show here, and Andiron stays off.

use super::{ffi, frame, layout, object, thread};
use crate::finding::{Finding, expect, plain_build, sentence, sizes};

/// Whether this interpreter is one we can work in; otherwise one sentence that says why not: version and build, the sizes of
/// structs, and the running thread and frame. Takes next to no time, and runs no Python.
///
/// Call with the GIL held, from the main interpreter.
pub fn probe_layout() -> Finding {
    plain_build(0x030e)?;
    // SAFETY: the version is right; each check reads only what the checks before it have confirmed.
    sizes().and_then(|()| unsafe { thread_and_interpreter() }).map_err(sentence)
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
        let running = thread::current_frame(state);
        if !running.is_null() && !frame::is_entry(running) {
            expect(!frame::code_of(running).is_null(), "running frame")?;
            expect((*running).f_globals == ffi::PyEval_GetGlobals(), "running frame's globals")?;
        }
        Ok(())
    }
}
