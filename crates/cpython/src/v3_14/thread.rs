//! The running thread and its interpreter.

pub use super::current::*;
use super::{ffi, layout};

/// Whether the collector is the one with generations: 3.14 began with an incremental one, and gave it up in 3.14.5.
pub fn has_generations() -> bool {
    // SAFETY: a constant of the interpreter.
    unsafe { ffi::Py_Version >= 0x030e_0500 }
}

/// Offset of the interpreter's builtins, which lie behind the collector's state.
fn builtins_offset() -> i32 {
    let shorter = if has_generations() { 0 } else { layout::GC_GENERATIONS_BYTES };
    layout::INTERP_GC + layout::GC_BYTES - shorter + layout::BUILTINS_BEHIND_GC
}

/// The dict of the interpreter's builtins, borrowed.
///
/// # Safety
/// `thread` is the running thread's state.
pub unsafe fn builtins(thread: *mut ffi::PyThreadState) -> *mut ffi::PyObject {
    // SAFETY: a reference, guarded by the GIL.
    unsafe { *interpreter_field(thread, builtins_offset()) }
}

/// The function that `import` statements call unless the builtins name another, borrowed; null when the interpreter ends.
///
/// # Safety
/// `thread` is the running thread's state.
pub unsafe fn import_function(thread: *mut ffi::PyThreadState) -> *mut ffi::PyObject {
    // SAFETY: a reference, guarded by the GIL.
    unsafe { *interpreter_field(thread, builtins_offset() + layout::IMPORT_FUNC_BEHIND_BUILTINS) }
}
