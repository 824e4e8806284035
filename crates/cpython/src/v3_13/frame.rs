//! Interpreter frames and the code they run.

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

/// First code unit of a code object.
///
/// # Safety
/// `code` is alive.
#[inline]
pub unsafe fn first_unit(code: *mut ffi::PyCodeObject) -> *mut ffi::_Py_CODEUNIT {
    // SAFETY: the code units are the object's tail.
    unsafe { code.cast::<u8>().add(layout::CODE_CODE_ADAPTIVE as usize).cast() }
}

/// Number of code units.
///
/// # Safety
/// `code` is alive.
#[inline]
pub unsafe fn unit_count(code: *mut ffi::PyCodeObject) -> usize {
    // SAFETY: a code object's size counts its units.
    unsafe { object::size(code.cast()) as usize }
}

/// Unit of the instruction that the frame executes. Of a frame that has not begun, and of a suspended generator, that is the
/// one it will begin with; 3.12 says the one before.
///
/// # Safety
/// `frame` is a live frame with its code set.
#[inline]
pub unsafe fn last_unit(frame: *mut ffi::_PyInterpreterFrame) -> isize {
    // SAFETY: `instr_ptr` points into the frame's code.
    unsafe {
        let first = first_unit((*frame).f_executable.cast()).cast::<u8>();
        (*frame).instr_ptr.cast::<u8>().offset_from(first) / layout::CODE_UNIT_BYTES as isize
    }
}

/// Whether the frame has not reached its first traceable instruction: such frames are invisible to Python.
///
/// # Safety
/// `frame` is a live frame.
#[inline]
pub unsafe fn is_incomplete(frame: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: a frame that is no entry of the C stack has its code set.
    unsafe {
        if is_entry(frame) {
            return true;
        }
        let code: *mut ffi::PyCodeObject = (*frame).f_executable.cast();
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
