//! Displays, comprehensions, f-strings, functions.

use super::{Object, Pointer};
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{has_flag, is_exact, size, tuple_items};
use andiron_objects::raise_format;
use andiron_objects::reference::{
    Owned, Raised, Result, check, class_name, new_reference, object, raise_text, raised_is, status,
};
use std::ptr::null_mut;

/// The variadic operands.
///
/// # Safety
/// `items` points at `count` of them (and may be anything for none).
unsafe fn operands<'a>(items: *const Object, count: usize) -> &'a [Object] {
    if count == 0 {
        return &[];
    }
    // SAFETY: by contract.
    unsafe { std::slice::from_raw_parts(items, count) }
}

pub(super) unsafe extern "C" fn build_tuple(items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`; a new tuple has room for the items in line.
    unsafe {
        let tuple = ffi::PyTuple_New(count as isize);
        if !tuple.is_null() {
            let first = (&raw mut (*tuple.cast::<ffi::PyTupleObject>()).ob_item).cast::<Object>();
            for (i, item) in operands(items, count).iter().enumerate() {
                *first.add(i) = new_reference(*item);
            }
        }
        tuple
    }
}

pub(super) unsafe extern "C" fn build_list(items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`; a new list's buffer has room for the items.
    unsafe {
        let list = ffi::PyList_New(count as isize);
        if !list.is_null() {
            let first = (*list.cast::<ffi::PyListObject>()).ob_item;
            for (i, item) in operands(items, count).iter().enumerate() {
                *first.add(i) = new_reference(*item);
            }
        }
        list
    }
}

pub(super) unsafe extern "C" fn build_set(items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        object(Owned::new(ffi::PySet_New(null_mut())).and_then(|set| {
            for item in operands(items, count) {
                check(gated!(ffi::PySet_Add(set.get(), *item)))?;
            }
            Ok(set)
        }))
    }
}

pub(super) unsafe extern "C" fn build_string(items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`; the pieces are strings.
    unsafe {
        object(
            Owned::new(ffi::PyUnicode_New(0, 0))
                .and_then(|separator| Owned::new(ffi::_PyUnicode_JoinArray(separator.get(), items, count as isize))),
        )
    }
}

unsafe fn dict_of<'a>(pairs: impl Iterator<Item = (&'a Object, &'a Object)>) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let dict = Owned::new(ffi::PyDict_New())?;
        for (key, value) in pairs {
            check(gated!(ffi::PyDict_SetItem(dict.get(), *key, *value)))?;
        }
        Ok(dict)
    }
}

/// `count` counts keys and values.
pub(super) unsafe extern "C" fn build_map(items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { object(dict_of(operands(items, count).chunks_exact(2).map(|pair| (&pair[0], &pair[1])))) }
}

pub(super) unsafe extern "C" fn build_const_key_map(keys: Object, items: *const Object, count: usize) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        if !is_exact(keys, &raw const ffi::PyTuple_Type) || size(keys) as usize != count {
            let message = c"bad BUILD_CONST_KEY_MAP keys argument";
            return object(Err(raise_text(ffi::PyExc_SystemError, message)));
        }
        object(dict_of(tuple_items(keys).iter().zip(operands(items, count))))
    }
}

/// `step` may be null.
pub(super) unsafe extern "C" fn build_slice(start: Object, stop: Object, step: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { ffi::PySlice_New(start, stop, step) }
}

pub(super) unsafe extern "C" fn list_append(list: Object, item: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { ffi::PyList_Append(list, item) }
}

/// Whether `iter()` has nothing to go by: then the message names the star, not the iteration.
pub(super) unsafe fn is_not_iterable(object: Object) -> bool {
    // SAFETY: the contract of `ops`.
    unsafe { (*(*object).ob_type).tp_iter.is_none() && ffi::PySequence_Check(object) == 0 }
}

pub(super) unsafe extern "C" fn list_extend(list: Object, iterable: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let Err(raised) = Owned::new(gated!(ffi::_PyList_Extend(list.cast(), iterable))) else { return 0 };
        if !raised_is(ffi::PyExc_TypeError) || !is_not_iterable(iterable) {
            return status(Err(raised));
        }
        let format = c"Value after * must be an iterable, not %.200s";
        status(Err(raise_format!(ffi::PyExc_TypeError, format, class_name(iterable))))
    }
}

pub(super) unsafe extern "C" fn set_add(set: Object, item: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PySet_Add(set, item)) }
}

pub(super) unsafe extern "C" fn set_update(set: Object, iterable: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::_PySet_Update(set, iterable)) }
}

pub(super) unsafe extern "C" fn map_add(dict: Object, key: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyDict_SetItem(dict, key, value)) }
}

pub(super) unsafe extern "C" fn dict_update(dict: Object, update: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let result = gated!(ffi::PyDict_Update(dict, update));
        if result < 0 && raised_is(ffi::PyExc_AttributeError) {
            let format = c"'%.200s' object is not a mapping";
            return status(Err(raise_format!(ffi::PyExc_TypeError, format, class_name(update))));
        }
        result
    }
}

pub(super) unsafe extern "C" fn dict_merge(dict: Object, update: Object, callee: Object) -> i32 {
    /// A key that is already there is an error.
    const UNIQUE: i32 = 2;
    // SAFETY: the contract of `ops`.
    unsafe {
        if gated!(ffi::_PyDict_MergeEx(dict, update, UNIQUE)) < 0 {
            return status(Err(keywords_error(update, callee)));
        }
        0
    }
}

/// Puts the exception from merging `**update` in terms of the call.
unsafe fn keywords_error(update: Object, callee: Object) -> Raised {
    // SAFETY: the contract of `ops`; an exception is set.
    unsafe {
        if raised_is(ffi::PyExc_AttributeError) {
            gated!(ffi::PyErr_Clear());
            if let Ok(callee) = Owned::new(gated!(ffi::_PyObject_FunctionStr(callee))) {
                let format = c"%U argument after ** must be a mapping, not %.200s";
                return raise_format!(ffi::PyExc_TypeError, format, callee.get(), class_name(update));
            }
        } else if raised_is(ffi::PyExc_KeyError) {
            let error = ffi::PyErr_GetRaisedException();
            let arguments = (*error.cast::<ffi::PyBaseExceptionObject>()).args;
            let is_plain = has_flag(arguments, ffi::Py_TPFLAGS_TUPLE_SUBCLASS.into()) && size(arguments) == 1;
            if !is_plain {
                ffi::PyErr_SetRaisedException(error);
                return Raised;
            }
            let Ok(error) = Owned::new(error) else { return Raised };
            if let Ok(callee) = Owned::new(gated!(ffi::_PyObject_FunctionStr(callee))) {
                let key = tuple_items((*error.get().cast::<ffi::PyBaseExceptionObject>()).args)[0];
                let format = c"%U got multiple values for keyword argument '%S'";
                return raise_format!(ffi::PyExc_TypeError, format, callee.get(), key);
            }
        }
        Raised
    }
}

/// `format_spec` may be null.
pub(super) unsafe extern "C" fn format_value(value: Object, format_spec: Object, conversion: i64) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        let converted = match conversion {
            0 => Ok(Owned::borrowed(value)),
            1 => Owned::new(gated!(ffi::PyObject_Str(value))),
            2 => Owned::new(gated!(ffi::PyObject_Repr(value))),
            3 => Owned::new(gated!(ffi::PyObject_ASCII(value))),
            _ => Err(raise_format!(ffi::PyExc_SystemError, c"unexpected conversion flag %d", conversion as i32)),
        };
        object(converted.and_then(|value| Owned::new(gated!(ffi::PyObject_Format(value.get(), format_spec)))))
    }
}

pub(super) unsafe extern "C" fn make_function(
    frame: Pointer,
    code: Object,
    flags: i64,
    items: *const Object,
    count: usize,
) -> Object {
    // SAFETY: the contract of `ops`; one item for each bit of `flags`, in the order of the bits.
    unsafe {
        let function = ffi::PyFunction_New(code, (*frame.cast::<ffi::_PyInterpreterFrame>()).f_globals);
        if function.is_null() {
            return function;
        }
        // The fields are written as they are, not through setters: those would report a change to watchers and clear
        // the version. Nothing else has seen the function yet.
        let fields = function.cast::<ffi::PyFunctionObject>();
        let mut items = operands(items, count).iter();
        for (bit, field) in [
            (0x01, &raw mut (*fields).func_defaults),
            (0x02, &raw mut (*fields).func_kwdefaults),
            (0x04, &raw mut (*fields).func_annotations),
            (0x08, &raw mut (*fields).func_closure),
        ] {
            if flags & bit != 0
                && let Some(item) = items.next()
            {
                *field = new_reference(*item);
            }
        }
        (*fields).func_version = (*code.cast::<ffi::PyCodeObject>()).co_version;
        function
    }
}
