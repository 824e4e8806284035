//! Reading what `.pyc` files hold.

use super::ffi;
use std::ffi::{c_char, c_long};

unsafe extern "C" {
    /// Exported by the interpreter, but declared in a header of its own that the bindings leave out.
    fn PyMarshal_ReadObjectFromString(data: *const c_char, length: isize) -> *mut ffi::PyObject;
    fn PyImport_GetMagicNumber() -> c_long;
}

/// The object that the bytes stand for, as `marshal.loads` gives it, with its event for audit hooks: a new reference, or null with an exception set.
///
/// # Safety
/// GIL held. May run a collection, and by that any Python.
pub unsafe fn loads(data: &[u8]) -> *mut ffi::PyObject {
    // SAFETY: the bytes are as long as said, and are only read.
    unsafe { PyMarshal_ReadObjectFromString(data.as_ptr().cast(), data.len() as isize) }
}

/// The number that `.pyc` files of this interpreter begin with.
///
/// # Safety
/// GIL held; the import system is there.
pub unsafe fn magic() -> u32 {
    // SAFETY: by contract.
    unsafe { PyImport_GetMagicNumber() as u32 }
}
