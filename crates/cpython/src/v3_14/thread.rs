//! The running thread and its interpreter.

use super::{ffi, layout};

/// The running thread's state; null without the GIL.
#[inline]
pub fn thread_state() -> *mut ffi::PyThreadState {
    // SAFETY: reads one word of the thread, whoever calls.
    unsafe { ffi::PyThreadState_GetUnchecked() }
}

/// A field of the interpreter's state, by its offset in [`layout`].
///
/// # Safety
/// `thread` is a live thread's state, `offset` one of `layout::INTERP_*`, and `T` that field's type.
#[inline]
pub unsafe fn interpreter_field<T>(thread: *mut ffi::PyThreadState, offset: i32) -> *mut T {
    // SAFETY: within the interpreter's state, by contract.
    unsafe { (*thread).interp.cast::<u8>().offset(offset as isize).cast() }
}

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

/// None: where the collector could be held up while modules load by this count, here that gains a short command little, and
/// costs a longer one more when the interpreter ends.
///
/// # Safety
/// `thread` is the running thread's state.
#[inline]
pub unsafe fn young_containers(_thread: *mut ffi::PyThreadState) -> Option<*mut i32> {
    None
}

/// The frame that is running on this thread; null between frames.
///
/// # Safety
/// `thread` is the running thread's state.
#[inline]
pub unsafe fn current_frame(thread: *mut ffi::PyThreadState) -> *mut ffi::_PyInterpreterFrame {
    // SAFETY: a live thread, by contract.
    unsafe { (*thread).current_frame }
}

/// The exception being raised, borrowed; null if none.
///
/// # Safety
/// `thread` is the running thread's state.
#[inline]
pub unsafe fn current_exception(thread: *mut ffi::PyThreadState) -> *mut ffi::PyObject {
    // SAFETY: a live thread, by contract.
    unsafe { (*thread).current_exception }
}
