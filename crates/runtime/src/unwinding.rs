//! Exceptions that leave compiled code for the interpreter.
//!
//! The interpreter's loop, entered with an exception set, takes the frame for a generator that something is thrown into,
//! and reports that: a `call` event for `sys.settrace`, `PY_THROW` for `sys.monitoring`. While nobody listens this makes
//! no difference. Otherwise (a callee switched tracing on, and raised) the exception must come to the frame as it does
//! from a callee: from a frame above it that unwinds. So the interpreter is entered with such a frame, whose one
//! instruction calls [`hand_over`], which puts the real frame below it and raises. Events of that frame itself are held
//! back until it is cleared: a capsule in its one local tells.

use crate::frames::{is_monitored, run_frame};
use crate::state::{self, Object, Thread};
use andiron_bytecode::Op;
use andiron_codegen::abi::{Frame, RESERVED_WORDS};
use andiron_cpython::gated;
use andiron_cpython::object::incref;
use andiron_cpython::{decode, ffi, frame, thread};
use std::cell::Cell;

/// The function whose frames raise in the frame below.
pub struct Raiser {
    function: Object,
    /// Unit of its `CALL`.
    call: usize,
    /// What it calls.
    hand_over: Object,
}

thread_local! {
    /// The frame that an exception is to be raised in, and the exception (owned).
    static RAISING: Cell<(*mut Frame, Object)> = const { Cell::new((std::ptr::null_mut(), std::ptr::null_mut())) };
}

impl Raiser {
    /// Prepares a function made from `def _r(f): f()`. `None`: it is not as expected.
    ///
    /// # Safety
    /// The GIL is held; the function is invisible and lives for ever.
    pub unsafe fn new(function: Object) -> Option<Raiser> {
        // SAFETY: a live function.
        unsafe {
            let code = crate::code_table::code_of(function) as *mut ffi::PyCodeObject;
            let call = (0..frame::unit_count(code)).find(|&unit| decode::base_op(code, unit) == Some(Op::CALL))?;
            let hand_over = crate::c_function(c"andiron_raise", hand_over);
            let fits = frame::frame_words(code) <= RESERVED_WORDS && (*code).co_nlocalsplus == 1;
            (fits && !hand_over.is_null()).then_some(Raiser { function, call, hand_over })
        }
    }
}

/// C code can report an error and set no exception, against the rules: the interpreter's loop makes that a SystemError,
/// and so does whoever here looks at the exception.
///
/// # Safety
/// The GIL is held.
pub unsafe fn make_sure_of_exception() {
    // SAFETY: as said.
    unsafe {
        if ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_SetString(ffi::PyExc_SystemError, c"error return without exception set".as_ptr());
        }
    }
}

/// Raises the exception that is set in a complete, unlinked frame, at its `prev_instr`, and runs it to its end.
///
/// # Safety
/// The frame is the top of the data stack.
pub unsafe fn raise_in(ts: Thread, frame: *mut Frame) -> Object {
    // SAFETY: the raiser's frame is filled as the interpreter fills the frame of a call, and popped by it; the words it
    // takes were left free. It counts as a call of Python and calls C, which is given back and taken in advance.
    unsafe {
        let (top, limit) = ((*ts).datastack_top, (*ts).datastack_limit);
        let room = (limit as usize - top as usize) / 8 > RESERVED_WORDS;
        if !is_monitored(ts, (*frame).f_code) || !room {
            return run_frame(ts, frame, true);
        }
        make_sure_of_exception();
        let exception = ffi::PyErr_GetRaisedException();
        let (function, call, callee) = state::with(|s| (s.raiser.function, s.raiser.call, s.raiser.hand_over));
        let capsule = ffi::PyCapsule_New(ts.cast(), std::ptr::null(), Some(cleared));
        if capsule.is_null() {
            gated!(ffi::PyErr_Clear());
            ffi::PyErr_SetRaisedException(exception);
            return run_frame(ts, frame, true);
        }
        incref(callee);
        let raiser = crate::frames::push_frame(ts, function, &raw const capsule, 1);
        let stack = frame::stack_base(raiser);
        *stack = std::ptr::null_mut();
        *stack.add(1) = callee;
        (*raiser).stacktop += 2;
        (*raiser).prev_instr = frame::first_unit((*raiser).f_code).add(call).sub(1);
        RAISING.set((frame, exception));
        (*ts).c_recursion_remaining += 1;
        run_frame(ts, raiser, false)
    }
}

/// Puts the frame below its caller's, and raises.
unsafe extern "C" fn hand_over(_: Object, _: *const Object, _: isize) -> Object {
    // SAFETY: called by the raiser's frame alone, which `raise_in` runs.
    unsafe {
        let ts = thread::thread_state();
        let (frame, exception) = RAISING.replace((std::ptr::null_mut(), std::ptr::null_mut()));
        let raiser = thread::current_frame(ts);
        (*frame).previous = (*raiser).previous;
        (*raiser).previous = frame;
        (*ts).c_recursion_remaining -= 1;
        (*ts).py_recursion_remaining -= 1;
        (*ts).tracing += 1;
        ffi::PyErr_SetRaisedException(exception);
        std::ptr::null_mut()
    }
}

/// The raiser's frame has unwound; the real frame is next.
unsafe extern "C" fn cleared(_: Object) {
    // SAFETY: the thread that `hand_over` ran on.
    unsafe { (*thread::thread_state()).tracing -= 1 }
}
