//! References that running code holds, and no object: locals and operands of frames, exceptions being handled.

use super::{ffi, frame, layout};

/// Gives every such reference of every thread to `each`, as an address.
///
/// Slots of compiled code's frames may be stale: an address is good for comparing, not for looking at.
///
/// # Safety
/// GIL held. `each` runs no Python.
pub unsafe fn references(mut each: impl FnMut(*mut ffi::PyObject)) {
    // SAFETY: with the GIL held no thread's frames change; a thread that has not run yet has none.
    unsafe {
        let mut thread = ffi::PyInterpreterState_ThreadHead(ffi::PyInterpreterState_Main());
        while !thread.is_null() {
            each((*thread).current_exception);
            let mut handled = (*thread).exc_info;
            while !handled.is_null() {
                each((*handled).exc_value);
                handled = (*handled).previous_item;
            }
            let cframe = (*thread).cframe;
            let mut running = if cframe.is_null() { std::ptr::null_mut() } else { (*cframe).current_frame };
            while !running.is_null() {
                if i32::from((*running).owner) != layout::FRAME_OWNED_BY_CSTACK {
                    each((*running).f_locals);
                    for n in 0..set_slots(running) {
                        each(*frame::localsplus(running).add(n));
                    }
                }
                running = (*running).previous;
            }
            thread = ffi::PyThreadState_Next(thread);
        }
    }
}

/// How many of a frame's slots are known to be set: the locals, and the operands if the interpreter has noted how many.
unsafe fn set_slots(running: *mut ffi::_PyInterpreterFrame) -> usize {
    // SAFETY: a live frame with its code.
    unsafe {
        let code = (*running).f_code;
        let locals = (*code).co_nlocalsplus as usize;
        let noted = usize::try_from((*running).stacktop).unwrap_or_default();
        if (locals..=locals + (*code).co_stacksize as usize).contains(&noted) { noted } else { locals }
    }
}
