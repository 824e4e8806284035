//! Code objects as blocks of memory: what running them writes to, and which of them can be copied to another place.

use super::{decode, ffi, frame, layout, object, opcodes, thread};

/// Bytes of the code object, its instructions included.
///
/// # Safety
/// `code` is alive.
pub unsafe fn bytes(code: *mut ffi::PyCodeObject) -> usize {
    // SAFETY: alive, by contract.
    unsafe { layout::CODE_CODE_ADAPTIVE as usize + frame::unit_count(code) * layout::CODE_UNIT_BYTES as usize }
}

/// A number that changes when the interpreter writes to the instructions: when it specialises one or counts.
///
/// # Safety
/// `code` is alive; GIL held.
pub unsafe fn fingerprint(code: *mut ffi::PyCodeObject) -> u64 {
    // SAFETY: the units are the object's tail, and nobody writes to them meanwhile.
    let units = unsafe { std::slice::from_raw_parts(frame::first_unit(code).cast::<u16>(), frame::unit_count(code)) };
    units.iter().fold(0, |sum: u64, unit| (sum.rotate_left(5) ^ u64::from(*unit)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Whether the interpreter will write to the code whenever it runs: an instruction is counted down each time if it has run
/// and is not specialised, or is and often meets something else.
///
/// # Safety
/// `code` is alive; GIL held.
pub unsafe fn counts(code: *mut ffi::PyCodeObject) -> bool {
    // SAFETY: an instruction's caches are within the code; the first one is its counter.
    unsafe {
        decode::steps(code).filter(|step| step.next > step.unit + 1).any(|step| {
            let counter = i32::from((*frame::first_unit(code).add(step.unit + 1)).cache);
            let is_plain = step.op.name() == opcodes::NAMES[step.opcode as usize];
            counter != if is_plain { layout::WARMUP_COUNTER } else { layout::COOLDOWN_COUNTER }
        })
    }
}

/// Whether a copy can take the object's place once those who refer to it refer to the copy: nothing else leads to it, and
/// nothing of what it owns leads back.
///
/// # Safety
/// `code` is alive; GIL held.
pub unsafe fn can_be_copied(code: *mut ffi::PyCodeObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe {
        object::is_exact(code.cast(), &raw const ffi::PyCode_Type)
            && !object::is_immortal(code.cast())
            && (*code).co_weakreflist.is_null()
            && (*code)._co_monitoring.is_null()
            && (*code).co_extra.is_null()
    }
}

/// Whether somebody else in this process may know code objects by their addresses: more watchers than the given number, a
/// replacement of the interpreter's loop, a tool that is told of events (debuggers, profilers, coverage).
///
/// # Safety
/// GIL held, in the main interpreter.
pub unsafe fn addresses_may_be_known(own_watchers: u32) -> bool {
    // SAFETY: fields of the interpreter's state, an array of bytes among them.
    unsafe {
        let state = thread::thread_state();
        let watchers = *thread::interpreter_field::<u8>(state, layout::INTERP_ACTIVE_CODE_WATCHERS);
        let replaced = ffi::_PyInterpreterState_GetEvalFrameFunc((*state).interp)
            .is_some_and(|run| run as *const () != ffi::_PyEval_EvalFrameDefault as *const ());
        let events =
            *thread::interpreter_field::<[u8; layout::GLOBAL_MONITORS_BYTES as usize]>(state, layout::INTERP_MONITORS);
        watchers.count_ones() > own_watchers || replaced || events.iter().any(|tools| *tools != 0)
    }
}
