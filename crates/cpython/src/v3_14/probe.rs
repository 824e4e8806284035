//! What the running interpreter can be asked about itself before anything relies on its layout.
//!
//! The headers were checked when the extension was built; this checks the interpreter that loaded it: another patch
//! release, a debug build, or a vendor's own changes show here, and Andiron stays off.

use super::{ffi, object, thread};
use crate::finding::{Finding, expect, plain_build, running_frame, running_thread, sentence, sizes};

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
        running_thread()?;
        let state = thread::thread_state();
        let builtins = ffi::PyModule_GetDict(ffi::PyImport_AddModule(c"builtins".as_ptr()));
        expect(thread::builtins(state) == builtins, "builtins")?;
        let import = thread::import_function(state);
        let is_function = !import.is_null() && object::is_exact(import, &raw const ffi::PyCFunction_Type);
        expect(is_function, "import function")?;
        running_frame()
    }
}
