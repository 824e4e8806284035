//! What compiled code calls: frames, exits, invariants, tiering, on-stack replacement.

pub mod api;
mod budget;
mod chunks;
mod code_table;
mod compile;
mod exits;
mod filter;
mod frames;
mod holders;
mod invariants;
mod monitoring;
pub mod ops;
mod osr;
mod prepared;
mod sites;
mod state;
mod threads;
mod tiering;
mod unwinding;
mod world;

use andiron_cpython::ffi;
use std::ffi::CStr;

/// Flag of [`FastFunction`]s in a `PyMethodDef`.
const METH_FASTCALL: i32 = ffi::METH_FASTCALL as i32;

/// A C function taking its arguments as an array.
type FastFunction = unsafe extern "C" fn(*mut ffi::PyObject, *const *mut ffi::PyObject, isize) -> *mut ffi::PyObject;

/// How `PyMethodDef` declares any C function; the flags beside it say what it really takes.
type CFunction = unsafe extern "C" fn(*mut ffi::PyObject, *mut ffi::PyObject) -> *mut ffi::PyObject;

/// Makes a Python function object of a C function; a new reference, null with an exception. The definition is leaked.
///
/// # Safety
/// The GIL is held.
unsafe fn c_function(name: &'static CStr, function: FastFunction) -> *mut ffi::PyObject {
    let definition = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: name.as_ptr(),
        // SAFETY: CPython calls it by the convention that the flags name.
        ml_meth: Some(unsafe { std::mem::transmute::<FastFunction, CFunction>(function) }),
        ml_flags: METH_FASTCALL,
        ml_doc: std::ptr::null(),
    }));
    // SAFETY: the definition lives for ever.
    unsafe { ffi::PyCMethod_New(definition, std::ptr::null_mut(), std::ptr::null_mut(), std::ptr::null_mut()) }
}
