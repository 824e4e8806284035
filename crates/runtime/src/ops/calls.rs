//! Calls with unpacked arguments, and the built-in functions that call sites are specialised for.

use super::building::is_not_iterable;
use super::{Object, Pointer};
use crate::frames::call_as_interpreter;
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{is_exact, none};
use andiron_objects::raise_format;
use andiron_objects::reference::{Owned, Result, class_name, object, status};

/// `PY_VECTORCALL_ARGUMENTS_OFFSET`: the callee may use the slot before the first argument meanwhile.
pub(super) const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// Operands: frame, callable, positional arguments (any iterable), keyword arguments (a dict, or null).
pub(super) unsafe extern "C" fn call_function_ex(
    _frame: Pointer,
    callable: Object,
    arguments: Object,
    keywords: Object,
) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        if is_exact(arguments, &raw const ffi::PyTuple_Type) {
            return call_as_interpreter(callable, || gated!(ffi::PyObject_Call(callable, arguments, keywords)));
        }
        match positional_arguments(callable, arguments) {
            Ok(arguments) => {
                call_as_interpreter(callable, || gated!(ffi::PyObject_Call(callable, arguments.get(), keywords)))
            }
            Err(raised) => object(Err(raised)),
        }
    }
}

unsafe fn positional_arguments(callable: Object, arguments: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        if !is_not_iterable(arguments) {
            return Owned::new(gated!(ffi::PySequence_Tuple(arguments)));
        }
        let callable = Owned::new(gated!(ffi::_PyObject_FunctionStr(callable)))?;
        let format = c"%U argument after * must be an iterable, not %.200s";
        Err(raise_format!(ffi::PyExc_TypeError, format, callable.get(), class_name(arguments)))
    }
}

pub(super) unsafe extern "C" fn check_init_result(result: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        if result == none() {
            return 0;
        }
        let format = c"__init__() should return None, not '%.200s'";
        status(Err(raise_format!(ffi::PyExc_TypeError, format, class_name(result))))
    }
}

pub(super) unsafe extern "C" fn isinstance(object: Object, class: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_IsInstance(object, class)) }
}
