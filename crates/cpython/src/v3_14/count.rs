//! Reference counts: half a word of the object's head, beside flags that are not ours to change.

use super::{ffi, layout};
use crate::gated;

/// Where the count is.
#[inline]
unsafe fn count<'a>(object: *mut ffi::PyObject) -> &'a mut u32 {
    // SAFETY: the callers say that it is alive, and the GIL guards its head.
    unsafe { &mut (*object).__bindgen_anon_1.__bindgen_anon_1.ob_refcnt }
}

/// Whether the object is never freed: the count's sign bit says so.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn is_immortal(object: *mut ffi::PyObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { (*count(object) as i32) < 0 }
}

/// Takes a reference.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn incref(object: *mut ffi::PyObject) {
    // SAFETY: alive, by contract; a count that has reached what immortal objects begin with stays there.
    unsafe {
        let count = count(object);
        if i64::from(*count) < layout::IMMORTAL_INITIAL_REFCNT {
            *count += 1;
        }
    }
}

/// Gives a reference back. The last one frees the object, which **can run any Python code** (finalizers).
///
/// # Safety
/// The caller owns a reference and does not use it again; `instr_ptr` of the running frame is up to date.
#[inline]
pub unsafe fn decref(object: *mut ffi::PyObject) {
    // SAFETY: owned, by contract.
    unsafe {
        if !is_immortal(object) {
            let count = count(object);
            *count -= 1;
            if *count == 0 {
                gated!(ffi::_Py_Dealloc(object));
            }
        }
    }
}

/// The reference count as stored; meaningless for an immortal object. A frame's stack may refer to what one of its variables
/// holds without being counted.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn refcount(object: *mut ffi::PyObject) -> isize {
    // SAFETY: alive, by contract.
    unsafe { *count(object) as isize }
}
