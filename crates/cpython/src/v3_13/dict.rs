//! Dicts.

use super::ffi;

/// A number that changes with every change of the dict; its low bits are for watchers.
///
/// Not so of a `__dict__` whose values its instance keeps in line: setting an attribute leaves the number alone. Modules' and
/// classes' dicts are never of that kind.
///
/// # Safety
/// `dict` is a live dict.
#[inline]
pub unsafe fn version(dict: *mut ffi::PyObject) -> u64 {
    // SAFETY: by contract.
    unsafe { (*dict.cast::<ffi::PyDictObject>()).ma_version_tag }
}
