//! On-stack replacement: a loop that is running already gets compiled code.
//!
//! The interpreter offers one place to cut in: a `sys.monitoring` callback for the `JUMP` event of one code object runs
//! between two instructions, at the loop's back edge, with the frame complete, and may rewrite the frame. So a compiled
//! loop is entered from such a callback, runs on the interpreter's own frame, and leaves by writing the frame and
//! returning; the interpreter goes on wherever `prev_instr` says. The tool id is the one reserved for optimizers; it
//! is taken while some code object has the event on and given back after.

use crate::api::Mode;
use crate::code_table;
use crate::frames;
use crate::state::{self, Object, Thread};
use andiron_bytecode::Op;
use andiron_codegen::abi::{self, Entries};
use andiron_cpython::gated;
use andiron_cpython::{decode, ffi, frame, object, opcodes, thread};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// `sys.monitoring.OPTIMIZER_ID`.
pub const TOOL: i32 = 5;
/// Entries into a code object's loops after which its event goes off until the sampler asks again.
const MOST_ENTRIES: u32 = 200;

/// GIL-guarded: code objects whose event is on, with how often their loops were entered since.
struct Armed(Cell<Option<HashMap<usize, u32>>>);
// SAFETY: only touched with the GIL held.
unsafe impl Sync for Armed {}
static ARMED: Armed = Armed(Cell::new(None));

fn armed<R>(f: impl FnOnce(&mut HashMap<usize, u32>) -> R) -> R {
    let mut map = ARMED.0.take().unwrap_or_default();
    let result = f(&mut map);
    ARMED.0.set(Some(map));
    result
}

/// Every loop of a code object: header and backward jump.
///
/// # Safety
/// A live code object.
unsafe fn loops(code: *mut ffi::PyCodeObject) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut unit, mut prefix) = (0, 0u32);
    // SAFETY: stays below the number of units; each step skips the instruction's inline cache.
    unsafe {
        while unit < frame::unit_count(code) {
            let opcode = decode::opcode_at(code, unit);
            let argument = prefix | u32::from((*frame::first_unit(code).add(unit)).op.arg);
            prefix = if opcode == opcodes::EXTENDED_ARG { argument << 8 } else { 0 };
            let next = unit + 1 + opcodes::CACHES[opcode as usize] as usize;
            if opcodes::BASE[opcode as usize] == Some(Op::JUMP_BACKWARD)
                && let Some(header) = (next as u32).checked_sub(argument)
            {
                found.push((header, unit as u32));
            }
            unit = next;
        }
    }
    found
}

/// Header of the innermost loop that `unit` is in. The loops are found once per code object.
///
/// # Safety
/// A live code object.
pub unsafe fn innermost_loop(code: *mut ffi::PyCodeObject, unit: u32) -> Option<u32> {
    state::with(|state| {
        // SAFETY: alive, by contract.
        let all = unsafe { code_table::entry(state, code as usize).all_loops.get_or_insert_with(|| loops(code)) };
        all.iter().filter(|(header, jump)| *header <= unit && unit <= *jump).map(|(header, _)| *header).max()
    })
}

/// The sampler found `frame` in the loop at `header`: compiles the loop, or turns the event on if it is compiled.
///
/// # Safety
/// A live frame of a function.
pub unsafe fn request(this: *mut ffi::_PyInterpreterFrame, header: u32) {
    // SAFETY: the frame keeps function and code alive.
    unsafe {
        let code = (*this).f_code as usize;
        let ready = state::with(|state| {
            let entry = code_table::entry(state, code);
            let ready = entry.loops.iter().any(|(unit, compiled)| *unit == header && !compiled.is_poisoned());
            let tried = entry.loops_tried.contains(&header);
            if !ready && !tried {
                entry.loops_tried.push(header);
            }
            if ready { Some(true) } else { (!tried).then_some(false) }
        });
        match ready {
            Some(true) => arm(code as Object),
            Some(false) => crate::compile::request_loop((*this).f_funcobj, header),
            None => {}
        }
    }
}

/// Nanoseconds between exits that are followed at once. Turning the event on and off again takes some microseconds.
const FOLLOW: u64 = 2_000_000;

/// A function's code has left for the interpreter at `unit`. If that is in a loop, which may go on for long, the compiled
/// loop takes over at the next back edge; where there is none yet, it is asked for.
///
/// # Safety
/// The frame is complete and about to be resumed; the GIL is held, no exception is set.
pub unsafe fn after_exit(this: *mut ffi::_PyInterpreterFrame, unit: u32) {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let now = crate::budget::monotonic();
    if now.saturating_sub(LAST.load(Ordering::Relaxed)) < FOLLOW
        || state::with(|state| state.mode != Some(Mode::Auto) || state.suspended > 0)
    {
        return;
    }
    // SAFETY: the frame keeps function and code alive.
    unsafe {
        if let Some(header) = innermost_loop((*this).f_code, unit) {
            LAST.store(now, Ordering::Relaxed);
            request(this, header);
        }
    }
}

unsafe fn monitoring() -> Object {
    // SAFETY: borrowed from `sys`.
    unsafe {
        let sys = ffi::PySys_GetObject(c"monitoring".as_ptr());
        if sys.is_null() {
            gated!(ffi::PyErr_Clear());
        }
        sys
    }
}

unsafe fn call(name: &std::ffi::CStr, arguments: &[Object]) -> bool {
    // SAFETY: calls a builtin of `sys.monitoring` with live objects.
    unsafe {
        let module = monitoring();
        if module.is_null() {
            return false;
        }
        let function = gated!(ffi::PyObject_GetAttrString(module, name.as_ptr()));
        let result = if function.is_null() {
            function
        } else {
            let result =
                gated!(ffi::PyObject_Vectorcall(function, arguments.as_ptr(), arguments.len(), std::ptr::null_mut()));
            object::decref(function);
            result
        };
        if result.is_null() {
            gated!(ffi::PyErr_Clear());
            return false;
        }
        object::decref(result);
        true
    }
}

/// The number of the `JUMP` event, asked of `sys.monitoring.events`.
unsafe fn jump_event() -> i64 {
    static EVENT: OnceLock<i64> = OnceLock::new();
    // SAFETY: attribute reads of builtin modules.
    *EVENT.get_or_init(|| unsafe {
        let events = gated!(ffi::PyObject_GetAttrString(monitoring(), c"events".as_ptr()));
        let jump = gated!(ffi::PyObject_GetAttrString(events, c"JUMP".as_ptr()));
        let value = ffi::PyLong_AsLongLong(jump);
        object::xdecref(jump);
        object::xdecref(events);
        value
    })
}

unsafe fn int(value: i64) -> Object {
    // SAFETY: the GIL is held. Memory for a small number is always there: these are cached.
    unsafe { ffi::PyLong_FromLongLong(value) }
}

/// Turns the event on for a code object that has compiled loops.
///
/// # Safety
/// The GIL is held; a live code object.
pub unsafe fn arm(code: Object) {
    // SAFETY: as said.
    unsafe {
        let (first, known) = armed(|map| (map.is_empty(), map.contains_key(&(code as usize))));
        if known {
            return;
        }
        let (tool, event) = (int(i64::from(TOOL)), int(jump_event()));
        if first {
            let name = ffi::PyUnicode_FromStringAndSize(c"andiron".as_ptr(), 7);
            let taken = call(c"use_tool_id", &[tool, name]);
            object::decref(name);
            if !taken || !call(c"register_callback", &[tool, event, callback()]) {
                return;
            }
        }
        if call(c"set_local_events", &[tool, code, event]) {
            state::with(|state| code_table::entry(state, code as usize).loop_arms += 1);
            armed(|map| map.insert(code as usize, 0));
        } else if first {
            call(c"free_tool_id", &[tool]);
        }
        object::decref(event);
    }
}

unsafe fn disarm(code: Object) {
    // SAFETY: as for `arm`.
    unsafe {
        if armed(|map| map.remove(&(code as usize))).is_none() {
            return;
        }
        let tool = int(i64::from(TOOL));
        call(c"set_local_events", &[tool, code, int(0)]);
        if armed(|map| map.is_empty()) {
            call(c"register_callback", &[tool, int(jump_event()), object::none()]);
            call(c"free_tool_id", &[tool]);
        }
    }
}

/// The code object is gone.
pub fn forget(code: usize) {
    armed(|map| map.remove(&code));
}

/// Turns the event off everywhere.
///
/// # Safety
/// The GIL is held.
pub unsafe fn disarm_all() {
    for code in armed(|map| map.keys().copied().collect::<Vec<_>>()) {
        // SAFETY: `forget` removes codes that die.
        unsafe { disarm(code as Object) }
    }
}

/// The callback object, made once.
unsafe fn callback() -> Object {
    struct Made(usize);
    static CALLBACK: OnceLock<Made> = OnceLock::new();
    CALLBACK
        .get_or_init(|| {
            // SAFETY: the definition is leaked, so it outlives the function object, which is never freed either.
            Made(unsafe { crate::c_function(c"andiron_loop", on_jump) } as usize)
        })
        .0 as Object
}

/// The `JUMP` callback: (code, offset, destination).
unsafe extern "C" fn on_jump(_module: Object, args: *const Object, count: isize) -> Object {
    // SAFETY: CPython calls it between two instructions of the frame that jumps.
    unsafe {
        let none = object::none();
        if count != 3 {
            return none;
        }
        let ts = thread::thread_state();
        let this = thread::current_frame(ts);
        let code = *args;
        let destination = ffi::PyLong_AsLongLong(*args.add(2));
        if this.is_null() || (*this).f_code as Object != code || destination < 0 {
            gated!(ffi::PyErr_Clear());
            return none;
        }
        let header = (destination / 2) as u32;
        let found = state::with(|state| {
            if (*ts).interp != state.interpreter || state.suspended > 0 {
                return None;
            }
            let loops = &state.codes.get(&(code as usize))?.loops;
            let home = ((*this).f_globals as usize, (*this).f_builtins as usize);
            let (_, compiled) = loops.iter().find(|(unit, c)| *unit == header && c.home == home && !c.is_poisoned())?;
            // An exception that compiled code does not handle leaves through the jump, as if it had been raised there.
            let jump = u32::try_from(frame::last_unit(this)).ok()?;
            if compiled.is_covered(jump) != compiled.is_covered(header) {
                return None;
            }
            let Entries::Loop { entry } = compiled.machine.entries else { return None };
            Some((entry, compiled.validity.as_ptr(), &raw const **compiled))
        });
        let entries = armed(|map| {
            map.get_mut(&(code as usize)).map(|entries| {
                *entries += 1;
                *entries
            })
        });
        let Some((entry, validity, compiled)) = found else {
            if entries.is_none_or(|entries| entries > MOST_ENTRIES) {
                disarm(code);
            }
            return none;
        };
        if frames::native_stack_low() || frames::check_valid_slow(ts, code, validity) == 0 {
            return none;
        }
        object::incref(code);
        let result = run(ts, this, entry, compiled);
        let over = entries.is_none_or(|entries| entries > MOST_ENTRIES) || returns_next(this);
        if over {
            let raised = ffi::PyErr_GetRaisedException();
            disarm(code);
            if !raised.is_null() {
                ffi::PyErr_SetRaisedException(raised);
            }
        }
        frames::defer_if_last(code);
        result
    }
}

unsafe fn returns_next(this: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: the frame is where the interpreter goes on.
    unsafe {
        let unit = frame::last_unit(this);
        let op = usize::try_from(unit).ok().and_then(|unit| decode::base_op((*this).f_code, unit));
        matches!(op, Some(Op::RETURN_VALUE | Op::RETURN_CONST))
    }
}

/// Runs a loop body and leaves the frame as the interpreter must find it after a callback.
unsafe fn run(
    ts: Thread,
    this: *mut ffi::_PyInterpreterFrame,
    entry: usize,
    compiled: *const state::Compiled,
) -> Object {
    // SAFETY: the body belongs to the frame's code; the code object, and so the record, is kept alive by the caller.
    unsafe {
        let body: abi::LoopEntry = std::mem::transmute(entry);
        // Events are held back while a callback runs; the program's own must not be.
        let tracing = (*ts).tracing;
        (*ts).tracing = tracing - 1;
        let outcome = body(ts, this);
        (*ts).tracing = tracing;
        if outcome == abi::LOOP_RAISED && !crate::exits::raise_in_loop(ts, this, &(*compiled).handlers) {
            return std::ptr::null_mut();
        }
        // After a callback the interpreter takes `prev_instr` as the next instruction.
        (*this).prev_instr = (*this).prev_instr.add(1);
        object::none()
    }
}
