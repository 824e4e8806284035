//! Reference counts: a word of the object's head.

use super::ffi;
use crate::gated;

/// Whether the object is never freed: 3.12 marks it by the sign bit of the count's low half.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn is_immortal(object: *mut ffi::PyObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { ((*object).__bindgen_anon_1.ob_refcnt as i32) < 0 }
}

/// Takes a reference.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn incref(object: *mut ffi::PyObject) {
    // SAFETY: alive, by contract; an immortal count stays as it is.
    unsafe {
        if !is_immortal(object) {
            (*object).__bindgen_anon_1.ob_refcnt += 1;
        }
    }
}

/// Gives a reference back. The last one frees the object, which **can run any Python code** (finalizers).
///
/// # Safety
/// The caller owns a reference and does not use it again; `prev_instr` of the running frame is up to date.
#[inline]
pub unsafe fn decref(object: *mut ffi::PyObject) {
    // SAFETY: owned, by contract.
    unsafe {
        if !is_immortal(object) {
            (*object).__bindgen_anon_1.ob_refcnt -= 1;
            if (*object).__bindgen_anon_1.ob_refcnt == 0 {
                gated!(ffi::_Py_Dealloc(object));
            }
        }
    }
}

/// The reference count as stored; meaningless for an immortal object.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn refcount(object: *mut ffi::PyObject) -> isize {
    // SAFETY: alive, by contract.
    unsafe { (*object).__bindgen_anon_1.ob_refcnt }
}
