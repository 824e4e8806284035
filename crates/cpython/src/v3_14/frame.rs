//! Interpreter frames and the code they run.

pub use super::progress::{is_incomplete, is_suspended, last_unit};
pub use super::units::{first_unit, unit_count};
use super::{ffi, layout, object};

/// The object that a frame's slot refers to, borrowed; null if it is empty. The low bit says who counts the reference.
#[inline]
fn referent(slot: ffi::_PyStackRef) -> *mut ffi::PyObject {
    // SAFETY: any bits are a number.
    let bits = unsafe { slot.bits };
    (bits & !(layout::STACKREF_BORROWED as usize)) as *mut ffi::PyObject
}

/// The code that the frame runs, borrowed; null for an entry of the C stack, which runs none.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn code_of(frame: *mut ffi::_PyInterpreterFrame) -> *mut ffi::PyCodeObject {
    // SAFETY: alive, by contract; what a frame executes is a code object or `None`.
    unsafe {
        let executable = referent((*frame).f_executable);
        let is_code = !executable.is_null() && object::is_exact(executable, &raw const ffi::PyCode_Type);
        if is_code { executable.cast() } else { std::ptr::null_mut() }
    }
}

/// Whether the frame is an entry of the C stack, or of the interpreter's loop, which run no code.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn is_entry(frame: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: alive, by contract.
    unsafe { i32::from((*frame).owner) >= layout::FRAME_OWNED_BY_INTERPRETER }
}

/// What the first of the frame's locals holds, borrowed; null if it is unbound.
///
/// # Safety
/// `frame` is a live frame of code that has locals.
#[inline]
pub unsafe fn first_local(frame: *mut ffi::_PyInterpreterFrame) -> *mut ffi::PyObject {
    // SAFETY: within the frame; there is one, by contract.
    unsafe { referent(*frame.cast::<u8>().add(layout::FRAME_LOCALSPLUS as usize).cast()) }
}
