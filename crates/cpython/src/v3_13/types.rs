//! Classes' version tags.

use super::ffi;

/// The class's version tag, 0 if it has none. A silent change takes the tag away: the flag that says whether it is valid in
/// 3.12 is never set.
///
/// # Safety
/// `class` is alive; GIL held.
#[inline]
pub unsafe fn type_version(class: *mut ffi::PyTypeObject) -> u32 {
    // SAFETY: alive, by contract.
    unsafe { (*class).tp_version_tag }
}

/// [`type_version`], giving the class a tag first if it has none; 0 if there are no more to give. A class gets a thousand at
/// most.
///
/// # Safety
/// `class` is alive and ready; GIL held. Runs no Python, raises nothing.
pub unsafe fn assign_type_version(class: *mut ffi::PyTypeObject) -> u32 {
    // SAFETY: alive, by contract.
    unsafe { if ffi::PyUnstable_Type_AssignVersionTag(class) != 0 { type_version(class) } else { 0 } }
}
