//! Who monitors what.
//!
//! No watcher tells when events of `sys.monitoring` are switched on, so the two functions that do it, `set_events` and
//! `set_local_events`, run through here: their objects stay what they are, only the table entry they point to is a copy
//! with another address.
//!
//! Events of the whole interpreter, tracing among them, change its `monitoring_version`, which compiled code compares with
//! its validity cell. Events of one code object change nothing that is quick to look at, so its machine code is told.
//!
//! Under `CALL` events the interpreter reports a `C_RETURN` or `C_RAISE` for every call that it makes
//! through vectorcall, taking it for a call of C. Functions whose vectorcall is ours would be reported so. While anybody has
//! `CALL` events, all functions are given back to the interpreter.
//!
//! `sys.setprofile` sets these events, too, but looks at the callable before it reports anything.

use crate::state::{self, Object};
use crate::{CFunction, FastFunction, METH_FASTCALL, code_table};
use andiron_cpython::gated;
use andiron_cpython::{ffi, layout, object, thread};
use std::cell::Cell;
use std::collections::HashSet;
use std::sync::OnceLock;

/// `PY_MONITORING_EVENT_CALL`.
const CALL: usize = 4;
/// `PY_MONITORING_EVENT_RAISE`.
pub const RAISE: usize = 10;
/// `PY_MONITORING_EVENT_EXCEPTION_HANDLED`.
pub const EXCEPTION_HANDLED: usize = 11;
/// Tools that there may be, and their kinds of events.
const MOST_TOOLS: usize = 8;
const EVENTS: usize = 17;
/// Tools other than `sys.setprofile` and `sys.settrace`, which have the two highest ids.
const TOOLS: u8 = 0x3f;

/// GIL-guarded: code objects with local `CALL` events, and whether functions are given back.
struct Monitored(Cell<Option<HashSet<usize>>>, Cell<bool>);
// SAFETY: only touched with the GIL held.
unsafe impl Sync for Monitored {}
static MONITORED: Monitored = Monitored(Cell::new(None), Cell::new(false));

static SET_EVENTS: OnceLock<FastFunction> = OnceLock::new();
static SET_LOCAL_EVENTS: OnceLock<FastFunction> = OnceLock::new();

/// Puts our functions before the two of `sys.monitoring`, once. False if these are not the interpreter's own any more:
/// events would then go unnoticed.
///
/// # Safety
/// The GIL is held, in the main interpreter.
#[must_use]
pub unsafe fn watch() -> bool {
    // SAFETY: as said.
    unsafe {
        let watched = put_before(c"set_events", &SET_EVENTS, set_events)
            && put_before(c"set_local_events", &SET_LOCAL_EVENTS, set_local_events);
        update();
        watched
    }
}

unsafe fn put_before(name: &std::ffi::CStr, original: &'static OnceLock<FastFunction>, ours: FastFunction) -> bool {
    // SAFETY: a borrowed module; the attribute is an exact builtin of the expected convention, so its table entry can be
    // copied and its function called by that convention. The copy lives for ever.
    unsafe {
        let module = ffi::PySys_GetObject(c"monitoring".as_ptr());
        let found = if module.is_null() { module } else { gated!(ffi::PyObject_GetAttrString(module, name.as_ptr())) };
        if found.is_null() {
            gated!(ffi::PyErr_Clear());
            return false;
        }
        let function: *mut ffi::PyCFunctionObject = found.cast();
        if object::is_exact(found, &raw const ffi::PyCFunction_Type)
            && (*(*function).m_ml).ml_flags == METH_FASTCALL
            && let Some(address) = (*(*function).m_ml).ml_meth
            && original.set(std::mem::transmute::<*const (), FastFunction>(address as *const ())).is_ok()
        {
            let mut definition = *(*function).m_ml;
            definition.ml_meth = Some(std::mem::transmute::<FastFunction, CFunction>(ours));
            (*function).m_ml = Box::leak(Box::new(definition));
        }
        object::decref(found);
        original.get().is_some()
    }
}

unsafe extern "C" fn set_events(module: Object, args: *const Object, count: isize) -> Object {
    // SAFETY: passed on to the original, which is there since it was replaced by this.
    unsafe {
        let result = SET_EVENTS.get().map_or(std::ptr::null_mut(), |original| original(module, args, count));
        if !result.is_null() {
            update();
        }
        result
    }
}

unsafe extern "C" fn set_local_events(module: Object, args: *const Object, count: isize) -> Object {
    // SAFETY: as in `set_events`; it succeeded, so the second argument is a code object.
    unsafe {
        let result = SET_LOCAL_EVENTS.get().map_or(std::ptr::null_mut(), |original| original(module, args, count));
        if !result.is_null() {
            let code = *args.add(1);
            code_table::doubt(code as usize);
            let data = (*code.cast::<ffi::PyCodeObject>())._co_monitoring;
            let called = !data.is_null() && (*data).local_monitors.tools[CALL] & TOOLS != 0;
            code_table::KNOWN.note(code as u64);
            codes(|codes| if called { codes.insert(code as usize) } else { codes.remove(&(code as usize)) });
            update();
        }
        result
    }
}

fn codes<R>(f: impl FnOnce(&mut HashSet<usize>) -> R) -> R {
    let mut codes = MONITORED.0.take().unwrap_or_default();
    let result = f(&mut codes);
    MONITORED.0.set(Some(codes));
    result
}

/// The code object is gone.
///
/// # Safety
/// The GIL is held, the state not in use.
pub unsafe fn forget(code: usize) {
    if codes(|codes| codes.remove(&code)) {
        // SAFETY: passed on.
        unsafe { update() }
    }
}

/// Gives functions back, or takes them over again.
///
/// # Safety
/// The GIL is held, the state not in use.
unsafe fn update() {
    if !state::exists() {
        return;
    }
    // SAFETY: reads the interpreter's monitor bytes.
    let global = unsafe { *thread::interpreter_field::<[u8; 15]>(thread::thread_state(), layout::INTERP_MONITORS) };
    let called = global[CALL] & TOOLS != 0 || codes(|codes| !codes.is_empty());
    if MONITORED.1.replace(called) != called {
        if called { code_table::suspend() } else { code_table::resume() }
    }
}

/// Tells every tool that listens, tracing included, of the exception that is set: what the interpreter does where it
/// raises or handles one in its loop. False: a tool raised, and its exception is set instead.
///
/// # Safety
/// Called within a callback of ours, for the frame that it is in.
pub unsafe fn tell_of_exception(
    ts: state::Thread,
    frame: *mut ffi::_PyInterpreterFrame,
    event: usize,
    unit: u32,
) -> bool {
    // SAFETY: the tables are the interpreter's own; a callable is kept while it is called.
    unsafe {
        let tools = (*thread::interpreter_field::<[u8; 15]>(ts, layout::INTERP_MONITORS))[event];
        // Events are held back in callbacks: in ours, and in one that the frame itself may be in.
        if tools == 0 || (*ts).tracing > 1 {
            return true;
        }
        let callables: *mut [[Object; EVENTS]; MOST_TOOLS] =
            thread::interpreter_field(ts, layout::INTERP_MONITORING_CALLABLES);
        let exception = ffi::PyErr_GetRaisedException();
        let place = ffi::PyLong_FromLongLong(2 * i64::from(unit));
        let arguments = [(*frame).f_code.cast(), place, exception];
        for tool in (0..MOST_TOOLS).rev().filter(|tool| tools & (1 << tool) != 0) {
            let callable = (*callables)[tool][event];
            if callable.is_null() {
                continue;
            }
            object::incref(callable);
            let result =
                gated!(ffi::PyObject_Vectorcall(callable, arguments.as_ptr(), arguments.len(), std::ptr::null_mut()));
            object::decref(callable);
            if result.is_null() {
                object::decref(place);
                object::decref(exception);
                return false;
            }
            object::decref(result);
        }
        object::decref(place);
        ffi::PyErr_SetRaisedException(exception);
        true
    }
}
