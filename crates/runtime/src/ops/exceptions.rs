//! Raising, catching, context managers, intrinsics.

use super::names::import_star;
use super::{Object, Pointer};
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{has_flag, is_type, none, tuple_items, xdecref};
use andiron_cpython::thread::{current_frame, thread_state};
use andiron_objects::raise_format;
use andiron_objects::reference::{
    Name, Owned, Raised, Result, check_truth, class_name, is_raised, new_reference, object, raise_text, status,
};
use std::ffi::CStr;
use std::ptr::null_mut;

/// Result of a `Raised` helper: a new exception, which gets a traceback entry for this frame.
pub const RAISED: i32 = -1;

/// Result of a `Raised` helper: an exception goes on that already has a traceback entry for this frame.
pub const RERAISED: i32 = -2;

/// A class that can be raised.
unsafe fn is_exception_class(object: Object) -> bool {
    // SAFETY: the contract of `ops`.
    unsafe {
        is_type(object)
            && (*object.cast::<ffi::PyTypeObject>()).tp_flags & u64::from(ffi::Py_TPFLAGS_BASE_EXC_SUBCLASS) != 0
    }
}

/// An instance of such a class.
unsafe fn is_exception(object: Object) -> bool {
    // SAFETY: the contract of `ops`.
    unsafe { has_flag(object, ffi::Py_TPFLAGS_BASE_EXC_SUBCLASS.into()) }
}

/// Both operands may be null: a bare `raise`, and no `from`.
pub(super) unsafe extern "C" fn raise(exception: Object, cause: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        if !exception.is_null() {
            let Raised = raise_new(exception, cause);
            return RAISED;
        }
        let handled = (*ffi::_PyErr_GetTopmostException(thread_state())).exc_value;
        if handled.is_null() || handled == none() {
            ffi::PyErr_SetString(ffi::PyExc_RuntimeError, c"No active exception to reraise".as_ptr());
            return RAISED;
        }
        reraise(handled)
    }
}

unsafe fn raise_new(exception: Object, cause: Object) -> Raised {
    // SAFETY: the contract of `ops`; `cause` may be null.
    unsafe {
        let (class, value) = if is_exception_class(exception) {
            match Owned::new(gated!(ffi::PyObject_CallNoArgs(exception))) {
                Ok(value) => (Owned::borrowed(exception), value),
                Err(raised) => return raised,
            }
        } else if is_exception(exception) {
            (Owned::borrowed((*exception).ob_type.cast()), Owned::borrowed(exception))
        } else {
            return raise_text(ffi::PyExc_TypeError, c"exceptions must derive from BaseException");
        };
        if !is_exception(value.get()) {
            let format = c"calling %R should have returned an instance of BaseException, not %R";
            return raise_format!(ffi::PyExc_TypeError, format, class.get(), (*value.get()).ob_type);
        }
        if !cause.is_null() {
            let cause = if is_exception_class(cause) {
                match Owned::new(gated!(ffi::PyObject_CallNoArgs(cause))) {
                    Ok(cause) => cause.into_raw(),
                    Err(raised) => return raised,
                }
            } else if is_exception(cause) {
                new_reference(cause)
            } else if cause == none() {
                null_mut()
            } else {
                return raise_text(ffi::PyExc_TypeError, c"exception causes must derive from BaseException");
            };
            // Takes the reference over; null removes the cause.
            gated!(ffi::PyException_SetCause(value.get(), cause));
        }
        // Sets the context as well.
        gated!(ffi::PyErr_SetObject(class.get(), value.get()));
        Raised
    }
}

pub(super) unsafe extern "C" fn reraise(exception: Object) -> i32 {
    // SAFETY: the contract of `ops`; the call takes the new reference over.
    unsafe { ffi::PyErr_SetRaisedException(new_reference(exception)) };
    RERAISED
}

/// Operands: frame, exception, the unit it was first raised at: tracebacks made later, and the handler, see that.
pub(super) unsafe extern "C" fn reraise_from(frame: Pointer, exception: Object, unit: Object) -> i32 {
    // SAFETY: the contract of `ops`; the compiler's handlers push an exact int below the exception.
    unsafe {
        let frame = frame.cast::<ffi::_PyInterpreterFrame>();
        let unit = ffi::PyLong_AsLong(unit) as usize;
        (*frame).prev_instr = andiron_cpython::frame::first_unit((*frame).f_code).add(unit);
        reraise(exception)
    }
}

/// Operands: thread, exception.
pub(super) unsafe extern "C" fn push_exc_info(thread: Pointer, exception: Object) -> Object {
    // SAFETY: the contract of `ops`; the stack of handled exceptions is never empty.
    unsafe {
        let top = (*thread.cast::<ffi::PyThreadState>()).exc_info;
        let previous = std::mem::replace(&mut (*top).exc_value, new_reference(exception));
        if previous.is_null() { new_reference(none()) } else { previous }
    }
}

/// Operands: thread, what `push_exc_info` returned.
pub(super) unsafe extern "C" fn pop_except(thread: Pointer, previous: Object) {
    // SAFETY: the contract of `ops`; the old reference is dropped last, when everything is in order for a finalizer.
    unsafe {
        let top = (*thread.cast::<ffi::PyThreadState>()).exc_info;
        let handled = std::mem::replace(&mut (*top).exc_value, new_reference(previous));
        xdecref(handled);
    }
}

/// The classes of an `except` clause: one, or those of a tuple.
unsafe fn listed(classes: &Object) -> &[Object] {
    // SAFETY: the contract of `ops`.
    unsafe {
        if has_flag(*classes, ffi::Py_TPFLAGS_TUPLE_SUBCLASS.into()) {
            tuple_items(*classes)
        } else {
            std::slice::from_ref(classes)
        }
    }
}

unsafe fn check_catchable(classes: Object) -> Result<()> {
    // SAFETY: the contract of `ops`.
    unsafe {
        if listed(&classes).iter().all(|class| is_exception_class(*class)) {
            return Ok(());
        }
        let message = c"catching classes that do not inherit from BaseException is not allowed";
        Err(raise_text(ffi::PyExc_TypeError, message))
    }
}

pub(super) unsafe extern "C" fn check_exc_match(exception: Object, classes: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        match check_catchable(classes) {
            Ok(()) => (ffi::PyErr_GivenExceptionMatches(exception, classes) != 0).into(),
            Err(raised) => status(Err(raised)),
        }
    }
}

pub(super) unsafe extern "C" fn check_eg_match(exception: Object, classes: Object, out: Pointer) -> Object {
    // SAFETY: the contract of `ops`; `out` is a place for an object.
    unsafe {
        object(split_group(exception, classes).map(|(matched, rest)| {
            if matched.get() != none() {
                gated!(ffi::PyErr_SetHandledException(matched.get()));
            }
            *out.cast::<Object>() = rest.into_raw();
            matched
        }))
    }
}

/// What an `except*` clause catches, and what it leaves; None for nothing.
unsafe fn split_group(exception: Object, classes: Object) -> Result<(Owned, Owned)> {
    static SPLIT: Name = Name::new(c"split");
    // SAFETY: the contract of `ops`.
    unsafe {
        check_catchable(classes)?;
        for class in listed(&classes) {
            if check_truth(gated!(ffi::PyObject_IsSubclass(*class, ffi::PyExc_BaseExceptionGroup)))? {
                let message = c"catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(raise_text(ffi::PyExc_TypeError, message));
            }
        }
        let nothing = || Owned::borrowed(none());
        if exception == none() {
            return Ok((nothing(), nothing()));
        }
        let group_class = ffi::PyExc_BaseExceptionGroup.cast::<ffi::PyTypeObject>();
        let is_group = ffi::PyType_IsSubtype((*exception).ob_type, group_class) != 0;
        if ffi::PyErr_GivenExceptionMatches(exception, classes) != 0 {
            if is_group {
                return Ok((Owned::borrowed(exception), nothing()));
            }
            let members = Owned::new(ffi::PyTuple_Pack(1, exception))?;
            let group = Owned::new(gated!(ffi::_PyExc_CreateExceptionGroup(c"".as_ptr(), members.get())))?;
            return Ok((group, nothing()));
        }
        if !is_group {
            return Ok((nothing(), Owned::borrowed(exception)));
        }
        let arguments = [exception, classes];
        let pair = gated!(ffi::PyObject_VectorcallMethod(SPLIT.get()?, arguments.as_ptr(), 2, null_mut()));
        let pair = Owned::new(pair)?;
        if !has_flag(pair.get(), ffi::Py_TPFLAGS_TUPLE_SUBCLASS.into()) || tuple_items(pair.get()).len() < 2 {
            // The interpreter would read past the object's end.
            let format = c"%.200s.split must return a 2-tuple";
            return Err(raise_format!(ffi::PyExc_TypeError, format, class_name(exception)));
        }
        let items = tuple_items(pair.get());
        Ok((Owned::borrowed(items[0]), Owned::borrowed(items[1])))
    }
}

/// `first` is the operand below `second` on the stack.
pub(super) unsafe extern "C" fn intrinsic_2(number: i64, first: Object, second: Object) -> Object {
    // SAFETY: the contract of `ops`; the compiler has seen to the operands' classes.
    unsafe {
        match number {
            1 => gated!(ffi::_PyExc_PrepReraiseStar(first, second)),
            4 => {
                // Type parameters of a generic function.
                let field = &raw mut (*first.cast::<ffi::PyFunctionObject>()).func_typeparams;
                xdecref(std::mem::replace(&mut *field, new_reference(second)));
                new_reference(first)
            }
            _ => object(Err(invalid_intrinsic())),
        }
    }
}

unsafe fn invalid_intrinsic() -> Raised {
    // SAFETY: the contract of `ops`.
    unsafe { raise_text(ffi::PyExc_SystemError, c"invalid intrinsic function") }
}

/// Operands: frame, number, value. The intrinsics that make type parameters and asynchronous generators are left to the
/// interpreter.
pub(super) unsafe extern "C" fn intrinsic_1(_frame: Pointer, number: i64, value: Object) -> Object {
    // SAFETY: the contract of `ops`; the compiler has seen to the operand's class.
    unsafe {
        match number {
            1 => object(display(value)),
            2 => object(import_star(current_frame(thread_state()), value).map(|()| Owned::borrowed(none()))),
            3 => object(stop_iteration_error(current_frame(thread_state()), value)),
            5 => gated!(ffi::PyNumber_Positive(value)),
            6 => ffi::PyList_AsTuple(value),
            _ => object(Err(invalid_intrinsic())),
        }
    }
}

/// `sys.displayhook(value)`, for expression statements typed at the prompt.
unsafe fn display(value: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let hook = ffi::PySys_GetObject(c"displayhook".as_ptr());
        if hook.is_null() {
            return Err(raise_text(ffi::PyExc_RuntimeError, c"lost sys.displayhook"));
        }
        let hook = Owned::borrowed(hook);
        Owned::new(gated!(ffi::PyObject_CallOneArg(hook.get(), value)))
    }
}

/// `StopIteration` must not leave a generator's body (PEP 479): the exception to go on with.
unsafe fn stop_iteration_error(frame: *mut ffi::_PyInterpreterFrame, exception: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let flags = (*(*frame).f_code).co_flags as u32;
        let is_async_generator = flags & ffi::CO_ASYNC_GENERATOR != 0;
        let message: &CStr = if ffi::PyErr_GivenExceptionMatches(exception, ffi::PyExc_StopIteration) != 0 {
            if is_async_generator {
                c"async generator raised StopIteration"
            } else if flags & ffi::CO_COROUTINE != 0 {
                c"coroutine raised StopIteration"
            } else {
                c"generator raised StopIteration"
            }
        } else if is_async_generator && ffi::PyErr_GivenExceptionMatches(exception, ffi::PyExc_StopAsyncIteration) != 0
        {
            c"async generator raised StopAsyncIteration"
        } else {
            return Ok(Owned::borrowed(exception));
        };
        let message = Owned::new(ffi::PyUnicode_FromString(message.as_ptr()))?;
        let error = Owned::new(gated!(ffi::PyObject_CallOneArg(ffi::PyExc_RuntimeError, message.get())))?;
        gated!(ffi::PyException_SetCause(error.get(), new_reference(exception)));
        gated!(ffi::PyException_SetContext(error.get(), new_reference(exception)));
        Ok(error)
    }
}

/// A special method, looked up on the class and bound.
unsafe fn special_method(manager: Object, name: &Name, format: &CStr) -> Result<Owned> {
    // SAFETY: the contract of `ops`; the format takes the name of the manager's class.
    unsafe {
        let method = Owned::optional(gated!(ffi::_PyObject_LookupSpecial(manager, name.get()?)));
        method.ok_or_else(|| {
            if is_raised() {
                return Raised;
            }
            raise_format!(ffi::PyExc_TypeError, format, class_name(manager))
        })
    }
}

pub(super) unsafe extern "C" fn before_with(manager: Object, out: Pointer) -> Object {
    static ENTER: Name = Name::new(c"__enter__");
    static EXIT: Name = Name::new(c"__exit__");
    // SAFETY: the contract of `ops`; `out` is a place for an object.
    unsafe {
        let entered = || {
            let format = c"'%.200s' object does not support the context manager protocol";
            let enter = special_method(manager, &ENTER, format)?;
            let format = c"'%.200s' object does not support the context manager protocol (missed __exit__ method)";
            let exit = special_method(manager, &EXIT, format)?;
            let result = Owned::new(gated!(ffi::PyObject_CallNoArgs(enter.get())))?;
            *out.cast::<Object>() = exit.into_raw();
            Ok(result)
        };
        object(entered())
    }
}

pub(super) unsafe extern "C" fn with_except_start(exit: Object, exception: Object) -> Object {
    // SAFETY: the contract of `ops`; the call may use the slot before its arguments.
    unsafe {
        let traceback = Owned::optional(ffi::PyException_GetTraceback(exception));
        let traceback_object = traceback.as_ref().map_or(none(), Owned::get);
        let mut arguments = [null_mut(), (*exception).ob_type.cast(), exception, traceback_object];
        let first = arguments.as_mut_ptr().add(1);
        gated!(ffi::PyObject_Vectorcall(exit, first, 3 | super::calls::ARGUMENTS_OFFSET, null_mut()))
    }
}
