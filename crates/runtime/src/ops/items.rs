//! Items and slices.

use super::Object;
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_objects::reference::{find_in_dict, object};

pub(super) unsafe extern "C" fn get_item(container: Object, key: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_GetItem(container, key)) }
}

pub(super) unsafe extern "C" fn set_item(value: Object, container: Object, key: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_SetItem(container, key, value)) }
}

pub(super) unsafe extern "C" fn delete_item(container: Object, key: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_DelItem(container, key)) }
}

pub(super) unsafe extern "C" fn dict_get_item(dict: Object, key: Object) -> Object {
    // SAFETY: the contract of `ops`; `dict` is an exact dict, so `__missing__` has no say.
    unsafe {
        match find_in_dict(dict, key) {
            Ok(Some(value)) => value.into_raw(),
            Ok(None) => {
                ffi::_PyErr_SetKeyError(key);
                std::ptr::null_mut()
            }
            Err(raised) => object(Err(raised)),
        }
    }
}

pub(super) unsafe extern "C" fn dict_set_item(dict: Object, key: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyDict_SetItem(dict, key, value)) }
}
