//! Interpreter frames and the code they run.

pub use super::units::{first_unit, unit_count};
use super::{ffi, layout};

/// The code that the frame runs, borrowed.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn code_of(frame: *mut ffi::_PyInterpreterFrame) -> *mut ffi::PyCodeObject {
    // SAFETY: alive, by contract.
    unsafe { (*frame).f_code }
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

/// First slot of the frame's operand stack: right after the locals.
///
/// # Safety
/// `frame` is a live frame with its code set.
#[inline]
pub unsafe fn stack_base(frame: *mut ffi::_PyInterpreterFrame) -> *mut *mut ffi::PyObject {
    // SAFETY: `co_nlocalsplus` slots precede the stack.
    unsafe { localsplus(frame).add((*(*frame).f_code).co_nlocalsplus as usize) }
}

/// Words a frame of this code takes on the data stack, the fixed fields included.
///
/// # Safety
/// `code` is alive.
#[inline]
pub unsafe fn frame_words(code: *mut ffi::PyCodeObject) -> usize {
    // SAFETY: alive, by contract.
    unsafe { (*code).co_framesize as usize }
}

/// Unit of `prev_instr`, −1 before the first.
///
/// # Safety
/// `frame` is a live frame with its code set.
#[inline]
pub unsafe fn last_unit(frame: *mut ffi::_PyInterpreterFrame) -> isize {
    // SAFETY: `prev_instr` points into the frame's code, or one before it.
    unsafe { (*frame).prev_instr.cast::<u8>().offset_from(first_unit((*frame).f_code).cast::<u8>()) / 2 }
}

/// Whether the frame has not reached its first traceable instruction: such frames are invisible to Python.
///
/// # Safety
/// `frame` is a live frame with its code set.
#[inline]
pub unsafe fn is_incomplete(frame: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: as above.
    unsafe {
        if is_entry(frame) {
            return true;
        }
        i32::from((*frame).owner) != layout::FRAME_OWNED_BY_GENERATOR
            && last_unit(frame) < (*(*frame).f_code)._co_firsttraceable as isize
    }
}

/// Whether a generator has begun and has not ended: closing it runs what is left of it, if only to leave a `with` block.
///
/// # Safety
/// A live generator; GIL held.
pub unsafe fn is_suspended(generator: *mut ffi::PyGenObject) -> bool {
    // Created, suspended, executing; what is above has ended.
    const CREATED: i8 = -2;
    const ENDED: i8 = 1;
    // SAFETY: alive, by contract.
    let state = unsafe { (*generator).gi_frame_state };
    state > CREATED && state < ENDED
}
