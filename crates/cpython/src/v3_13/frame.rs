//! Interpreter frames and the code they run.

pub use super::progress::{is_incomplete, is_suspended, last_unit};
pub use super::units::{first_unit, unit_count};
use super::{ffi, layout, object};

/// The code that the frame runs, borrowed; null for an entry of the C stack, which runs none.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn code_of(frame: *mut ffi::_PyInterpreterFrame) -> *mut ffi::PyCodeObject {
    // SAFETY: alive, by contract; what a frame executes is a code object or `None`.
    unsafe {
        let executable = (*frame).f_executable;
        if object::is_exact(executable, &raw const ffi::PyCode_Type) { executable.cast() } else { std::ptr::null_mut() }
    }
}

/// Whether the frame is an entry of the C stack, which runs no code.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn is_entry(frame: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: alive, by contract.
    unsafe { i32::from((*frame).owner) == layout::FRAME_OWNED_BY_CSTACK }
}

/// First slot of the frame's locals.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn localsplus(frame: *mut ffi::_PyInterpreterFrame) -> *mut *mut ffi::PyObject {
    // SAFETY: within the frame.
    unsafe { frame.cast::<u8>().add(layout::FRAME_LOCALSPLUS as usize).cast() }
}

/// What the first of the frame's locals holds, borrowed; null if it is unbound.
///
/// # Safety
/// `frame` is a live frame of code that has locals.
#[inline]
pub unsafe fn first_local(frame: *mut ffi::_PyInterpreterFrame) -> *mut ffi::PyObject {
    // SAFETY: there is one, by contract.
    unsafe { *localsplus(frame) }
}
