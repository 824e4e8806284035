//! Integers.

use super::{ffi, layout};

/// The value of an exact `int`, if it fits. Runs no Python, raises nothing, needs no GIL (an `int` never changes).
///
/// # Safety
/// `object` is a live `int` (or subclass).
#[inline]
pub unsafe fn to_i64(object: *mut ffi::PyObject) -> Option<i64> {
    // SAFETY: an `int`, by contract; it holds as many digits in line as its tag says.
    unsafe {
        let tag = (*object.cast::<ffi::PyLongObject>()).long_value.lv_tag;
        let sign = 1 - (tag & layout::LONG_SIGN_MASK as usize) as i64;
        let count = tag >> layout::LONG_NON_SIZE_BITS;
        let first = object.cast::<u8>().add(layout::LONG_DIGIT as usize).cast::<u32>();
        if count <= 1 {
            return Some(sign * i64::from(*first));
        }
        if count > 3 {
            return None;
        }
        let digits = std::slice::from_raw_parts(first, count);
        let magnitude = digits.iter().rev().fold(0u128, |sum, digit| (sum << layout::LONG_SHIFT) | u128::from(*digit));
        i64::try_from(i128::try_from(magnitude).ok()? * i128::from(sign)).ok()
    }
}

/// Whether the value is one digit or less: the tag alone says so, and the value needs no loop.
///
/// # Safety
/// `object` is a live `int` (or subclass).
#[inline]
pub unsafe fn is_compact(object: *mut ffi::PyObject) -> bool {
    // SAFETY: an `int`, by contract.
    unsafe { (*object.cast::<ffi::PyLongObject>()).long_value.lv_tag < (2 << layout::LONG_NON_SIZE_BITS) }
}

/// Writes a value of at most one digit into the memory of an `int` that nobody else has; false, and nothing written, if
/// it takes more. The head of the object is left alone.
///
/// # Safety
/// `object` is the memory of an exact `int` of at most one digit.
#[inline]
pub unsafe fn write_compact(object: *mut ffi::PyObject, value: i64) -> bool {
    let magnitude = value.unsigned_abs();
    if magnitude >> layout::LONG_SHIFT != 0 {
        return false;
    }
    let sign = match value.signum() {
        1 => 0,
        0 => 1,
        _ => 2,
    };
    let digits = usize::from(value != 0);
    // SAFETY: room for the tag and one digit, by contract.
    unsafe {
        (*object.cast::<ffi::PyLongObject>()).long_value.lv_tag = digits << layout::LONG_NON_SIZE_BITS | sign;
        *object.cast::<u8>().add(layout::LONG_DIGIT as usize).cast::<u32>() = magnitude as u32;
    }
    true
}

/// The preallocated `int` of a small value, borrowed (it is immortal); `None` outside −5..=256.
#[inline]
pub fn small(value: i64) -> Option<*mut ffi::PyObject> {
    if !(i64::from(layout::SMALL_INT_MIN)..i64::from(layout::SMALL_INT_END)).contains(&value) {
        return None;
    }
    let index = (value - i64::from(layout::SMALL_INT_MIN)) as usize;
    Some(small_ints().wrapping_add(index * layout::LONG_BYTES as usize).cast())
}

/// Address of the first preallocated `int` (that of [`layout::SMALL_INT_MIN`]); they lie [`layout::LONG_BYTES`] apart.
#[inline]
pub fn small_ints() -> *mut u8 {
    (&raw mut ffi::_PyRuntime).cast::<u8>().wrapping_add(layout::RUNTIME_SMALL_INTS as usize)
}

/// The empty tuple, borrowed (it is immortal).
#[inline]
pub fn empty_tuple() -> *mut ffi::PyObject {
    (&raw mut ffi::_PyRuntime).cast::<u8>().wrapping_add(layout::RUNTIME_TUPLE_EMPTY as usize).cast()
}
