//! The running thread and its interpreter.

pub use super::current::*;
use super::{ffi, layout};

/// The function that `import` statements call unless the builtins name another, borrowed; null when the interpreter ends.
///
/// # Safety
/// `thread` is the running thread's state.
pub unsafe fn import_function(thread: *mut ffi::PyThreadState) -> *mut ffi::PyObject {
    // SAFETY: a reference, guarded by the GIL.
    unsafe { *interpreter_field(thread, layout::INTERP_IMPORT_FUNC) }
}
