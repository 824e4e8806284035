//! What 3.12 exports, and later versions keep for themselves.

use super::{ffi, object};
use crate::gated;
use std::ffi::c_int;

/// Whether the module of that specification is still running its code; 0 after an error, as in 3.12.
///
/// # Safety
/// GIL held; a live object. May run any Python.
pub unsafe extern "C" fn is_initializing(spec: *mut ffi::PyObject) -> c_int {
    // SAFETY: by contract; the attribute is given back after it was looked at.
    unsafe {
        let mut value = std::ptr::null_mut();
        let mut answer = gated!(ffi::PyObject_GetOptionalAttrString(spec, c"_initializing".as_ptr(), &raw mut value));
        if answer > 0 {
            answer = gated!(ffi::PyObject_IsTrue(value));
            object::decref(value);
        }
        if answer < 0 {
            gated!(ffi::PyErr_Clear());
        }
        answer.max(0)
    }
}
