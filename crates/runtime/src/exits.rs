//! Out of compiled code: deoptimisation, exceptions and unusual returns.
//!
//! An exit *materialises* the frame: it writes every value that compiled code holds in registers to where the
//! interpreter expects it, as the descriptor says. The interpreter then goes on from there as if it had run the
//! function all along. Since `_PyEval_EvalFrameDefault` pops the frame, and with it perhaps the last reference to the
//! code object whose machine code is waiting for the answer, an exit keeps the code object alive across the call.

use crate::frames::{defer_if_last, run_frame};
use crate::state::{self, Compiled, Object, Thread};
use crate::unwinding::make_sure_of_exception;
use andiron_codegen::abi::{self, ExitDescriptor, ExitKind, Frame, Source};
use andiron_cpython::gated;
use andiron_cpython::object::{bool_object, decref, incref, xdecref};
use andiron_cpython::{ffi, frame};
use andiron_hir::Opcode;
use andiron_hir::function::Reason;
use std::sync::atomic::Ordering;

/// Exits at one site after which the function is compiled again without the speculation that fails there.
const STORM: u32 = 400;
/// The same where the exits have taught us what to speculate on instead.
const LESSON: u32 = 100;
/// In code with loops, one exit may cost as much as many: the first lesson is due after so many, the next after twice as
/// many, and so on.
const LOOP_LESSON: u32 = 16;

unsafe fn boxed(source: Source, buffer: *const u64) -> Object {
    // SAFETY: the buffer holds what the descriptor says; generated code wrote both.
    unsafe {
        let word = |index: u32| *buffer.add(index as usize);
        let taken = |object: Object, transfer: bool| {
            if !transfer && !object.is_null() {
                incref(object);
            }
            object
        };
        let result = match source {
            Source::Object { index, transfer } | Source::Nullable { index, transfer } => {
                return taken(word(index) as Object, transfer);
            }
            Source::Constant { address, transfer } => return taken(address as Object, transfer),
            Source::Null => return std::ptr::null_mut(),
            Source::Slot(_) => unreachable!("only stack items are in slots"),
            Source::IntOrNull { absent, .. } | Source::FloatOrNull { absent, .. } if word(absent) as u8 != 0 => {
                return std::ptr::null_mut();
            }
            Source::Bool { index } => return bool_object(word(index) as u8 != 0),
            Source::ConstantBool(value) => return bool_object(value),
            Source::Int { index } | Source::IntOrNull { index, .. } | Source::IntOrHeld { index, .. } => {
                ffi::PyLong_FromLongLong(word(index) as i64)
            }
            Source::Float { index } | Source::FloatOrNull { index, .. } | Source::FloatOrHeld { index, .. } => {
                ffi::PyFloat_FromDouble(f64::from_bits(word(index)))
            }
            Source::ConstantInt(value) => ffi::PyLong_FromLongLong(value),
            Source::ConstantFloat(value) => ffi::PyFloat_FromDouble(value),
        };
        if result.is_null() {
            // There is no state to go back to: the interpreter's own frame cannot be made.
            std::process::abort();
        }
        result
    }
}

/// References that materialising replaced or released; dropped when the frame is true again.
struct Leftovers(Vec<Object>);

impl Leftovers {
    /// Drops them, which may run finalisers; an exception that is set stays set.
    unsafe fn drop_all(self) {
        if self.0.is_empty() {
            return;
        }
        // SAFETY: each is owned; the raised exception is put aside so that finalisers start without one.
        unsafe {
            let raised = ffi::PyErr_GetRaisedException();
            for object in self.0 {
                decref(object);
            }
            if !raised.is_null() {
                ffi::PyErr_SetRaisedException(raised);
            }
        }
    }
}

/// Puts the locals that a descriptor names into their slots; what was there goes to `leftovers`.
unsafe fn write_locals(frame: *mut Frame, descriptor: &ExitDescriptor, buffer: *const u64, leftovers: &mut Leftovers) {
    // SAFETY: frame, descriptor and buffer belong together.
    unsafe {
        let slots = frame::localsplus(frame);
        for &(slot, source) in &descriptor.locals {
            if let Source::IntOrHeld { held, .. } | Source::FloatOrHeld { held, .. } = source
                && *buffer.add(held as usize) as u8 != 0
            {
                continue;
            }
            let value = boxed(source, buffer);
            let old = std::mem::replace(&mut *slots.add(slot as usize), value);
            if !old.is_null() {
                leftovers.0.push(old);
            }
        }
    }
}

/// Makes unboxed locals visible to other code that is about to run, as the interpreter's would be.
///
/// # Safety
/// Called by generated code for its own frame, with the GIL.
pub(crate) unsafe fn show_locals(frame: *mut Frame, descriptor: &ExitDescriptor, buffer: *const u64) {
    let mut leftovers = Leftovers(Vec::new());
    // SAFETY: passed on.
    unsafe {
        write_locals(frame, descriptor, buffer, &mut leftovers);
        leftovers.drop_all();
    }
}

/// Writes locals, stack, `stacktop` and `prev_instr`. The stack is empty before: whatever is in its words is not owned.
unsafe fn materialise(frame: *mut Frame, descriptor: &ExitDescriptor, buffer: *const u64) -> Leftovers {
    // SAFETY: frame, descriptor and buffer belong together; generated code passes them.
    unsafe {
        let mut leftovers = Leftovers(Vec::new());
        write_locals(frame, descriptor, buffer, &mut leftovers);
        let base = frame::stack_base(frame);
        for (i, &source) in descriptor.stack.iter().enumerate() {
            *base.add(i) = match source {
                Source::Slot(slot) => {
                    let object = *frame::localsplus(frame).add(slot as usize);
                    incref(object);
                    object
                }
                source => boxed(source, buffer),
            };
        }
        for &index in &descriptor.drops {
            let object = *buffer.add(index as usize) as Object;
            if !object.is_null() {
                leftovers.0.push(object);
            }
        }
        let code = (*frame).f_code;
        (*frame).stacktop = (*code).co_nlocalsplus + descriptor.stack.len() as i32;
        let unit = descriptor.unit as usize;
        // Until the interpreter takes over, the frame shows the instruction itself: a finaliser may look.
        (*frame).prev_instr = frame::first_unit(code).add(unit);
        leftovers
    }
}

/// Hands a true, linked frame over to the interpreter and runs it to its end.
unsafe fn leave(ts: Thread, frame: *mut Frame, throw: bool) -> Object {
    // SAFETY: the frame is the running one and complete.
    unsafe {
        let code: Object = (*frame).f_code.cast();
        incref(code);
        (*(*ts).cframe).current_frame = (*frame).previous;
        (*ts).py_recursion_remaining += 1;
        let result = if throw { crate::unwinding::raise_in(ts, frame) } else { run_frame(ts, frame, false) };
        defer_if_last(code);
        crate::invariants::activation_ended();
        result
    }
}

fn count(frame: *const Frame, descriptor: &ExitDescriptor) {
    // SAFETY: the frame was just materialised for this descriptor.
    unsafe {
        match descriptor.kind {
            ExitKind::Check(Opcode::GuardTypeVersion | Opcode::GuardTypeVersions) => {
                crate::sites::note_class(frame, descriptor.unit);
            }
            ExitKind::Check(Opcode::GuardType | Opcode::UnboxNumber | Opcode::GuardEitherFloat) => {
                crate::sites::note_operands(frame, descriptor.unit);
            }
            _ => {}
        }
    }
    let taken = descriptor.count.fetch_add(1, Ordering::Relaxed) + 1;
    if descriptor.is_speculation() && is_lesson(descriptor, taken) {
        storm(descriptor, taken.is_multiple_of(STORM));
    }
}

/// The record of the code that exits; it has one once it is installed. It is alive for as long as the code runs.
fn owner(descriptor: &ExitDescriptor) -> Option<&Compiled> {
    // SAFETY: an address that `install` stored, of a record that lives as long as the code.
    unsafe { (descriptor.owner.load(Ordering::Relaxed) as *const Compiled).as_ref() }
}

fn has_loops(descriptor: &ExitDescriptor) -> bool {
    owner(descriptor).is_some_and(|compiled| compiled.has_loops)
}

fn is_lesson(descriptor: &ExitDescriptor, taken: u32) -> bool {
    taken.is_multiple_of(LESSON) || taken >= LOOP_LESSON && taken.is_power_of_two() && has_loops(descriptor)
}

/// Units whose speculation failed often enough that a compilation which is due anyway should do without it.
pub fn often_failing(compiled: &Compiled) -> impl Iterator<Item = u32> + '_ {
    let failing = |exit: &ExitDescriptor| {
        exit.is_speculation() && !is_cold(exit) && exit.count.load(Ordering::Relaxed) >= STORM / 8
    };
    compiled.machine.exits.iter().filter(move |exit| failing(exit)).map(|exit| exit.unit)
}

/// Starts of blocks that had never run when they were compiled, and have since.
pub fn taken_after_all(compiled: &Compiled) -> impl Iterator<Item = u32> + '_ {
    let taken = |exit: &ExitDescriptor| is_cold(exit) && exit.count.load(Ordering::Relaxed) > 0;
    compiled.machine.exits.iter().filter(move |exit| taken(exit)).map(|exit| exit.unit)
}

fn is_cold(descriptor: &ExitDescriptor) -> bool {
    descriptor.kind == ExitKind::Leave(Reason::Cold)
}

#[cold]
fn storm(descriptor: &ExitDescriptor, serious: bool) {
    let Some(owner) = owner(descriptor) else { return };
    let (code, is_loop) = (owner.code, owner.report.osr);
    // What is merely better has to fit the budget.
    // SAFETY: the code is running, so it is alive.
    let affordable = || crate::budget::has_room(unsafe { crate::compile::unit_count(code) });
    let learned = || {
        let better = |entry: &crate::code_table::CodeEntry| entry.sites.will_do_better(descriptor.unit, &owner.sites);
        state::with(|state| state.codes.get(&code).is_some_and(better))
    };
    if serious || (is_cold(descriptor) || learned()) && affordable() {
        crate::compile::site_failed(code, owner, is_loop, descriptor.unit, is_cold(descriptor));
    }
}

/// [`abi::Exit`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn exit(
    ts: Thread,
    frame: *mut Frame,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
) -> Object {
    // SAFETY: generated code passes its own frame and descriptor.
    unsafe {
        let descriptor = &*descriptor;
        let throw = descriptor.raises();
        let leftovers = materialise(frame, descriptor, buffer);
        leftovers.drop_all();
        count(frame, descriptor);
        if !throw {
            before(frame, descriptor);
            if descriptor.is_speculation() && has_loops(descriptor) {
                crate::osr::after_exit(frame, descriptor.unit);
            }
        }
        leave(ts, frame, throw)
    }
}

/// [`abi::LeaveSlow`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn leave_slow(
    ts: Thread,
    frame: *mut Frame,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
    value: Object,
) -> Object {
    // SAFETY: as for `exit`; the value is owned.
    unsafe {
        prepare_return(frame, &*descriptor, buffer, value);
        leave(ts, frame, false)
    }
}

unsafe fn prepare_return(frame: *mut Frame, descriptor: &ExitDescriptor, buffer: *const u64, value: Object) {
    // SAFETY: as for `exit`.
    unsafe {
        let leftovers = materialise(frame, descriptor, buffer);
        if owner(descriptor).is_some_and(|compiled| compiled.returns.contains(&descriptor.unit)) {
            *frame::stack_base(frame).add(descriptor.stack.len()) = value;
            (*frame).stacktop += 1;
        } else {
            xdecref(value);
        }
        leftovers.drop_all();
        before(frame, descriptor);
    }
}

/// Lets the interpreter go on with the descriptor's instruction, its `EXTENDED_ARG` prefix included.
unsafe fn before(frame: *mut Frame, descriptor: &ExitDescriptor) {
    // SAFETY: the owner is the record of the code that exits; the unit is in the frame's code.
    unsafe {
        let prefixed = owner(descriptor).map_or(&[][..], |compiled| &compiled.prefixed);
        let start = prefixed.iter().find(|(unit, _)| *unit == descriptor.unit).map_or(descriptor.unit, |row| row.1);
        (*frame).prev_instr = frame::first_unit((*frame).f_code).add(start as usize).sub(1);
    }
}

/// Adds the running frame's entry to the traceback of the exception that is set.
unsafe fn add_traceback() {
    // SAFETY: an exception is set; the current complete frame is the one that raises.
    unsafe {
        let raised = ffi::PyErr_GetRaisedException();
        let object = ffi::PyEval_GetFrame();
        ffi::PyErr_SetRaisedException(raised);
        if !object.is_null() {
            ffi::PyTraceBack_Here(object);
        }
    }
}

/// Cuts the materialised stack to a handler's depth and pushes what the handler expects.
unsafe fn push_exception(frame: *mut Frame, depth: u32, lasti: Option<u32>) {
    // SAFETY: the stack was just materialised, `stacktop` says how deep; an exception is set.
    unsafe {
        let exception = ffi::PyErr_GetRaisedException();
        let base = frame::stack_base(frame);
        let nlocalsplus = (*(*frame).f_code).co_nlocalsplus;
        let cut: Vec<Object> = (depth as i32..(*frame).stacktop - nlocalsplus).map(|i| *base.add(i as usize)).collect();
        let mut top = depth as usize;
        if let Some(unit) = lasti {
            *base.add(top) = ffi::PyLong_FromLongLong(i64::from(unit));
            top += 1;
        }
        *base.add(top) = exception;
        (*frame).stacktop = nlocalsplus + top as i32 + 1;
        for object in cut {
            xdecref(object);
        }
    }
}

/// [`abi::EnterHandler`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn enter_handler(
    ts: Thread,
    frame: *mut Frame,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
    raised: i32,
) -> i32 {
    // SAFETY: generated code passes its own frame and descriptor, with an exception set.
    unsafe {
        // What raised also switched tracing on: the interpreter reports the exception.
        if raised != abi::RAISED_AGAIN && crate::frames::is_monitored(ts, (*frame).f_code) {
            return 0;
        }
        make_sure_of_exception();
        let descriptor = &*descriptor;
        // An exception that goes on counts as raised where it was raised first.
        let origin = if raised == abi::RAISED_AGAIN { (*frame).prev_instr } else { std::ptr::null_mut() };
        let leftovers = materialise(frame, descriptor, buffer);
        if origin.is_null() {
            add_traceback();
        } else {
            (*frame).prev_instr = origin;
        }
        leftovers.drop_all();
        let Some(handler) = descriptor.handler else { std::process::abort() };
        push_exception(frame, handler.depth, handler.push_lasti.then(|| frame::last_unit(frame) as u32));
        1
    }
}

/// [`abi::ExitLoop`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn exit_loop(
    _ts: Thread,
    frame: *mut Frame,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
) -> u64 {
    // SAFETY: as for `exit`; the frame stays linked, the interpreter that called goes on with it.
    unsafe {
        let descriptor = &*descriptor;
        let leftovers = materialise(frame, descriptor, buffer);
        leftovers.drop_all();
        count(frame, descriptor);
        if descriptor.raises() {
            make_sure_of_exception();
            return abi::LOOP_RAISED;
        }
        before(frame, descriptor);
        abi::LOOP_RESUME
    }
}

/// [`abi::LeaveLoop`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn leave_loop(
    _ts: Thread,
    frame: *mut Frame,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
    value: Object,
) -> u64 {
    // SAFETY: as for `leave_slow`.
    unsafe {
        prepare_return(frame, &*descriptor, buffer, value);
        abi::LOOP_RESUME
    }
}

/// Raises the exception that is set at the frame's `prev_instr` inside the interpreter that called a loop body: finds
/// the handler as the interpreter would and leaves the frame at it. False: the interpreter is to raise it, at the loop's
/// header as far as handlers go.
///
/// # Safety
/// The loop body has just returned [`abi::LOOP_RAISED`] for this frame.
pub unsafe fn raise_in_loop(ts: Thread, frame: *mut Frame, handlers: &[andiron_bytecode::Handler]) -> bool {
    // SAFETY: the frame is complete; an exception is set.
    unsafe {
        let unit = frame::last_unit(frame) as u32;
        let Some(handler) = handlers.iter().find(|row| row.covers(unit)) else { return false };
        add_traceback();
        // What raised may also have switched monitoring or tracing on.
        crate::monitoring::tell_of_exception(ts, frame, crate::monitoring::RAISE, unit);
        push_exception(frame, handler.depth, handler.push_lasti.then_some(unit));
        let exception = *frame::stack_base(frame).add(handler.depth as usize + usize::from(handler.push_lasti));
        incref(exception);
        ffi::PyErr_SetRaisedException(exception);
        if !crate::monitoring::tell_of_exception(ts, frame, crate::monitoring::EXCEPTION_HANDLED, handler.target) {
            return false;
        }
        gated!(ffi::PyErr_Clear());
        (*frame).prev_instr = frame::first_unit((*frame).f_code).add(handler.target as usize).sub(1);
        true
    }
}

/// All exits of a piece of code that were taken: unit, why, how often.
pub fn taken(compiled: &Compiled) -> impl Iterator<Item = (u32, String, u64)> + '_ {
    compiled.machine.exits.iter().filter_map(|exit| {
        let count = exit.count.load(Ordering::Relaxed);
        (count > 0 && !matches!(exit.kind, ExitKind::Return)).then(|| (exit.unit, exit.text(), u64::from(count)))
    })
}
