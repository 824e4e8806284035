//! References that drop themselves, so that error paths are `?`, and exceptions as `Err`.

use crate::Object;
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{decref, incref};
use std::ffi::CStr;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicPtr, Ordering};

/// A Python exception is set.
#[derive(Debug)]
pub struct Raised;

/// The outcome of what can raise.
pub type Result<T> = std::result::Result<T, Raised>;

/// One reference to an object. Dropping it can run any Python code.
///
/// Made and used only while the GIL is held.
pub struct Owned(NonNull<ffi::PyObject>);

impl Owned {
    /// Takes over a new reference, or the exception that a null stands for.
    ///
    /// # Safety
    /// `object` is null with an exception set, or a reference that the caller owns.
    pub unsafe fn new(object: Object) -> Result<Owned> {
        NonNull::new(object).map(Owned).ok_or(Raised)
    }

    /// Takes over a new reference; null is no object, and no exception.
    ///
    /// # Safety
    /// `object` is null or a reference that the caller owns.
    pub unsafe fn optional(object: Object) -> Option<Owned> {
        NonNull::new(object).map(Owned)
    }

    /// Takes a reference of its own.
    ///
    /// # Safety
    /// `object` is alive.
    pub unsafe fn borrowed(object: Object) -> Owned {
        // SAFETY: alive, by contract, so not null.
        unsafe {
            incref(object);
            Owned(NonNull::new_unchecked(object))
        }
    }

    /// The object, still owned here.
    pub fn get(&self) -> Object {
        self.0.as_ptr()
    }

    /// The reference itself.
    pub fn into_raw(self) -> Object {
        let object = self.0.as_ptr();
        std::mem::forget(self);
        object
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: the reference is ours, and this is its last use.
        unsafe { decref(self.0.as_ptr()) }
    }
}

/// A new reference to a borrowed object.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn new_reference(object: Object) -> Object {
    // SAFETY: alive, by contract.
    unsafe { incref(object) };
    object
}

/// A C status as a result.
pub fn check(status: i32) -> Result<()> {
    if status < 0 { Err(Raised) } else { Ok(()) }
}

/// A C truth value as a result.
pub fn check_truth(truth: i32) -> Result<bool> {
    check(truth).map(|()| truth != 0)
}

/// A result as compiled code reads it: null for an exception.
pub fn object(result: Result<Owned>) -> Object {
    result.map_or(std::ptr::null_mut(), Owned::into_raw)
}

/// A result as compiled code reads it: −1 for an exception.
pub fn status(result: Result<()>) -> i32 {
    if result.is_ok() { 0 } else { -1 }
}

/// Whether an exception is set.
pub fn is_raised() -> bool {
    // SAFETY: the GIL is held, by the contract of this crate.
    unsafe { !ffi::PyErr_Occurred().is_null() }
}

/// Whether the exception that is set is of that class.
///
/// # Safety
/// An exception is set; `class` is an exception class.
pub unsafe fn raised_is(class: Object) -> bool {
    // SAFETY: by contract.
    unsafe { ffi::PyErr_ExceptionMatches(class) != 0 }
}

/// Sets an exception with a fixed message.
///
/// # Safety
/// `class` is an exception class.
pub unsafe fn raise_text(class: Object, message: &CStr) -> Raised {
    // SAFETY: by contract.
    unsafe { ffi::PyErr_SetString(class, message.as_ptr()) };
    Raised
}

/// `PyErr_Format`, as the [`Raised`] it leaves. The arguments are words that fit the format; `%R` runs Python.
#[macro_export]
macro_rules! raise_format {
    ($class:expr, $format:expr $(, $argument:expr)* $(,)?) => {{
        let words = [$class as usize, $format.as_ptr() as usize $(, $argument as usize)*];
        andiron_cpython::gate::call(andiron_cpython::ffi::PyErr_Format as *const (), words);
        $crate::reference::Raised
    }};
}

/// `PyUnicode_FromFormat`: a new string. The arguments are words that fit the format; `%R` runs Python.
#[macro_export]
macro_rules! text_format {
    ($format:expr $(, $argument:expr)* $(,)?) => {{
        let words = [$format.as_ptr() as usize $(, $argument as usize)*];
        let text = andiron_cpython::gate::call(andiron_cpython::ffi::PyUnicode_FromFormat as *const (), words);
        $crate::reference::Owned::new(text as $crate::Object)
    }};
}

/// The `tp_name` of an object's class, for messages.
///
/// # Safety
/// `object` is alive, and outlives the use of the name.
pub unsafe fn class_name(object: Object) -> *const std::ffi::c_char {
    // SAFETY: by contract.
    unsafe { (*(*object).ob_type).tp_name }
}

/// `PyDict_GetItemWithError`: none if the key is missing.
///
/// # Safety
/// Both are alive; `dict` is a `dict`.
pub unsafe fn find_in_dict(dict: Object, key: Object) -> Result<Option<Owned>> {
    // SAFETY: by contract; the reference is taken before anything else runs.
    unsafe {
        let value = gated!(ffi::PyDict_GetItemWithError(dict, key));
        if !value.is_null() {
            Ok(Some(Owned::borrowed(value)))
        } else if is_raised() {
            Err(Raised)
        } else {
            Ok(None)
        }
    }
}

/// `mapping[key]`, with a `KeyError` turned into none.
///
/// # Safety
/// Both are alive.
pub unsafe fn find_in_mapping(mapping: Object, key: Object) -> Result<Option<Owned>> {
    // SAFETY: by contract.
    unsafe {
        match Owned::new(gated!(ffi::PyObject_GetItem(mapping, key))) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if raised_is(ffi::PyExc_KeyError) => {
                gated!(ffi::PyErr_Clear());
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }
}

/// The attribute, or none where the object has no such attribute.
///
/// # Safety
/// Both are alive; `name` is a `str`.
pub unsafe fn find_attribute(object: Object, name: Object) -> Result<Option<Owned>> {
    let mut value = std::ptr::null_mut();
    // SAFETY: by contract.
    unsafe {
        check(gated!(ffi::_PyObject_LookupAttr(object, name, &mut value)))?;
        Ok(Owned::optional(value))
    }
}

/// An interned string that the runtime itself uses, made at its first use and kept for good.
pub struct Name {
    text: &'static CStr,
    object: AtomicPtr<ffi::PyObject>,
}

impl Name {
    /// A name with that text.
    pub const fn new(text: &'static CStr) -> Name {
        Name { text, object: AtomicPtr::new(std::ptr::null_mut()) }
    }

    /// The string, borrowed; fails only for want of memory.
    pub fn get(&self) -> Result<Object> {
        let object = self.object.load(Ordering::Relaxed);
        if !object.is_null() {
            return Ok(object);
        }
        // SAFETY: the GIL is held, so no other thread does the same; the reference is never given back.
        let object = unsafe { Owned::new(ffi::PyUnicode_InternFromString(self.text.as_ptr()))? }.into_raw();
        self.object.store(object, Ordering::Relaxed);
        Ok(object)
    }
}
