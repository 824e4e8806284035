//! Iterators and lengths.

use super::Object;
use andiron_cpython::gated;
use andiron_cpython::{ffi, layout};
use andiron_objects::reference::{Raised, is_raised, object, raised_is};

/// What [`iter_next`] returns at the end. Only its address counts; its first word is an immortal object's reference
/// count, so that compiled code may treat it like any other result, references and all.
static EXHAUSTED: [i64; 2] = [layout::IMMORTAL_REFCNT, 0];

/// The address that `iter_next` returns for an exhausted iterator: not an object.
pub fn exhausted_marker() -> usize {
    EXHAUSTED.as_ptr() as usize
}

pub(super) unsafe extern "C" fn get_iter(iterable: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_GetIter(iterable)) }
}

pub(super) unsafe extern "C" fn iter_next(iterator: Object) -> Object {
    // SAFETY: the contract of `ops`; what `iter()` returned has a `tp_iternext`.
    unsafe {
        let next = match (*(*iterator).ob_type).tp_iternext {
            Some(next) => gated!(next(iterator)),
            // Its `__next__` has been deleted since; other classes keep a slot that raises.
            None => ffi::_PyObject_NextNotImplemented(iterator),
        };
        if !next.is_null() {
            return next;
        }
        if is_raised() {
            if !raised_is(ffi::PyExc_StopIteration) {
                return next;
            }
            gated!(ffi::PyErr_Clear());
        }
        exhausted_marker() as Object
    }
}

pub(super) unsafe extern "C" fn get_len(value: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        let length = gated!(ffi::PyObject_Size(value));
        if length < 0 { object(Err(Raised)) } else { ffi::PyLong_FromSsize_t(length) }
    }
}

/// The built-in function.
pub(super) unsafe extern "C" fn len(value: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { get_len(value) }
}
