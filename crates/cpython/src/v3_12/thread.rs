//! The running thread and its interpreter.

use super::{ffi, layout};
use std::sync::atomic::AtomicI32;

/// The running thread's state; null without the GIL.
#[inline]
pub fn thread_state() -> *mut ffi::PyThreadState {
    // SAFETY: reads one word of the runtime, whoever calls.
    unsafe { ffi::_PyThreadState_UncheckedGet() }
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

/// The word that is not zero when a signal, a pending call, a GIL request or a collection is due.
///
/// # Safety
/// `thread` is a live thread's state; the interpreter outlives the reference.
#[inline]
pub unsafe fn eval_breaker<'a>(thread: *mut ffi::PyThreadState) -> &'a AtomicI32 {
    // SAFETY: CPython declares it as an atomic `int`.
    unsafe { AtomicI32::from_ptr(interpreter_field(thread, layout::INTERP_EVAL_BREAKER)) }
}

/// The function that `import` statements call unless the builtins name another, borrowed; null when the interpreter ends.
///
/// # Safety
/// `thread` is the running thread's state.
pub unsafe fn import_function(thread: *mut ffi::PyThreadState) -> *mut ffi::PyObject {
    // SAFETY: a reference, guarded by the GIL.
    unsafe { *interpreter_field(thread, layout::INTERP_IMPORT_FUNC) }
}

/// How many containers were made, less those freed, since the garbage collector last looked at the young ones.
///
/// # Safety
/// `thread` is the running thread's state.
#[inline]
pub unsafe fn young_containers(thread: *mut ffi::PyThreadState) -> Option<*mut i32> {
    // SAFETY: an `int`, guarded by the GIL.
    Some(unsafe { interpreter_field(thread, layout::INTERP_GC_YOUNG_COUNT) })
}

/// Changes whenever `sys.monitoring`, `settrace` or `setprofile` change what is to be reported.
///
/// # Safety
/// `thread` is a live thread's state.
#[inline]
pub unsafe fn monitoring_version(thread: *mut ffi::PyThreadState) -> u64 {
    // SAFETY: an aligned 64-bit field.
    unsafe { *interpreter_field::<u64>(thread, layout::INTERP_MONITORING_VERSION) }
}

/// The frame that is running on this thread; null between frames.
///
/// # Safety
/// `thread` is the running thread's state.
#[inline]
pub unsafe fn current_frame(thread: *mut ffi::PyThreadState) -> *mut ffi::_PyInterpreterFrame {
    // SAFETY: `cframe` is never null while a thread runs.
    unsafe { (*(*thread).cframe).current_frame }
}

/// Makes `frame` the running frame, or none with null, and returns the one that was.
///
/// # Safety
/// `thread` is the running thread's state. The caller puts the old frame back before it returns to the interpreter loop
/// that runs it.
#[inline]
pub unsafe fn swap_current_frame(
    thread: *mut ffi::PyThreadState,
    frame: *mut ffi::_PyInterpreterFrame,
) -> *mut ffi::_PyInterpreterFrame {
    // SAFETY: as in `current_frame`.
    unsafe { std::mem::replace(&mut (*(*thread).cframe).current_frame, frame) }
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
