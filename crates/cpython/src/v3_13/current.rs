//! The running thread, as far as it is laid out the same from 3.13 on.

use super::ffi;

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
