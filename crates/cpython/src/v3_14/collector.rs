//! The collector's objects: every container that can be part of a cycle, unless the collector found that it cannot.

use super::{ffi, layout, thread};
use std::ffi::{c_int, c_void};

/// Every object the collector knows, those of the permanent generation (`gc.freeze`) included; borrowed.
///
/// # Safety
/// GIL held. The addresses are good until anything may run that frees objects.
pub unsafe fn tracked_objects() -> Vec<*mut ffi::PyObject> {
    unsafe extern "C" fn note(object: *mut ffi::PyObject, found: *mut c_void) -> c_int {
        // SAFETY: the list below, which nobody else has.
        unsafe { (*found.cast::<Vec<*mut ffi::PyObject>>()).push(object) };
        1
    }
    let mut found = Vec::new();
    // SAFETY: by contract; the visitor frees nothing.
    unsafe { ffi::PyUnstable_GC_VisitObjects(Some(note), (&raw mut found).cast()) };
    found
}

/// Whether a collection is under way, and what it found has been taken off the lists: a finalizer is asking.
///
/// # Safety
/// GIL held.
pub unsafe fn is_collecting() -> bool {
    // SAFETY: an `int` of the interpreter's state.
    unsafe { *thread::interpreter_field::<i32>(thread::thread_state(), layout::INTERP_GC_COLLECTING) != 0 }
}

/// Ends all collections of the interpreter, those while it ends included, for good: one seems to be under way.
///
/// # Safety
/// GIL held; the interpreter ends.
pub unsafe fn stop() {
    // SAFETY: an `int` of the interpreter's state, which collections look at before they begin.
    unsafe { *thread::interpreter_field::<i32>(thread::thread_state(), layout::INTERP_GC_COLLECTING) = 1 }
}
