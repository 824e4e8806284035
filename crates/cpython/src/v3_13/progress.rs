//! How far a frame has come.

use super::frame::{code_of, first_unit, is_entry};
use super::{ffi, layout};

/// Unit of the instruction that the frame executes. Of a frame that has not begun, and of a suspended generator, that is the
/// one it will begin with; 3.12 says the one before.
///
/// # Safety
/// `frame` is a live frame with its code set.
#[inline]
pub unsafe fn last_unit(frame: *mut ffi::_PyInterpreterFrame) -> isize {
    // SAFETY: `instr_ptr` points into the frame's code.
    unsafe {
        let first = first_unit(code_of(frame)).cast::<u8>();
        (*frame).instr_ptr.cast::<u8>().offset_from(first) / layout::CODE_UNIT_BYTES as isize
    }
}

/// Whether the frame has not reached its first traceable instruction: such frames are invisible to Python.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn is_incomplete(frame: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: a frame that is no entry has its code set.
    unsafe {
        if is_entry(frame) {
            return true;
        }
        let code = code_of(frame);
        i32::from((*frame).owner) != layout::FRAME_OWNED_BY_GENERATOR
            && last_unit(frame) < (*code)._co_firsttraceable as isize
    }
}

/// Whether a generator has begun and has not ended: closing it runs what is left of it, if only to leave a `with` block.
///
/// # Safety
/// A live generator; GIL held.
pub unsafe fn is_suspended(generator: *mut ffi::PyGenObject) -> bool {
    // SAFETY: alive, by contract.
    let state = unsafe { i32::from((*generator).gi_frame_state) };
    // Between them: suspended, suspended in a `yield from`, executing.
    state > layout::FRAME_CREATED && state < layout::FRAME_COMPLETED
}
