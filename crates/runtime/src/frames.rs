//! Calls that compiled code does not finish by itself: prologues that cannot go on, unusual arguments, pending work,
//! and the data stack's and the native stack's ends.
//!
//! Compiled code runs Python-to-Python calls on the native stack, which the interpreter does not. So the native stack
//! is watched here: every chunk of the data stack (16 KB) passes through [`enter_slow`], and where less than a reserve
//! is left, all compiled functions are given back to the interpreter until that call returns. The interpreter then
//! recurses without native stack, as deep as its limit allows.

use crate::state::{self, Object, POISON, Thread};
use andiron_codegen::abi::{self, Frame};
use andiron_cpython::gated;
use andiron_cpython::object::{decref, incref, xdecref};
use andiron_cpython::{ffi, frame, layout, object, thread};
use std::cell::Cell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};

/// `PY_EVAL_C_STACK_UNITS`: what one run of the interpreter's loop takes off `c_recursion_remaining`.
const EVAL_C_STACK_UNITS: i32 = 2;
/// Native stack kept for the interpreter and for C code when compiled code stops growing it.
const NATIVE_RESERVE: usize = 1 << 20;
/// Native stack the compiler's front half may need.
const COMPILER_STACK: isize = 512 << 10;

thread_local! {
    /// Lowest native stack address compiled code may use; 0 until asked for.
    static NATIVE_LIMIT: Cell<usize> = const { Cell::new(0) };
}

fn native_limit() -> usize {
    let known = NATIVE_LIMIT.get();
    if known != 0 {
        return known;
    }
    // SAFETY: plain libc calls on this thread's own attributes; the structure is destroyed after use.
    let limit = unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let (mut lowest, mut size) = (std::ptr::null_mut(), 0);
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) != 0 {
            1
        } else {
            libc::pthread_attr_getstack(&raw const attributes, &raw mut lowest, &raw mut size);
            libc::pthread_attr_destroy(&raw mut attributes);
            lowest as usize + NATIVE_RESERVE.min(size / 4)
        }
    };
    NATIVE_LIMIT.set(limit);
    limit
}

/// Bytes of native stack above the reserve; negative when it is being eaten.
fn native_headroom() -> isize {
    let here = 0u8;
    (std::ptr::addr_of!(here) as usize).wrapping_sub(native_limit()) as isize
}

/// Whether the native stack has room for the compiler: threads may have tiny ones.
pub fn has_room_to_compile() -> bool {
    native_headroom() > COMPILER_STACK
}

/// Whether compiled code must not go deeper on this thread.
pub fn native_stack_low() -> bool {
    native_headroom() < 0
}

// ---- the data stack ----

/// Appends a chunk with room for `words`, and leaves its first word unused, so that nobody but [`pop_chunk`] frees it.
///
/// # Safety
/// The running thread's state.
unsafe fn push_chunk(ts: Thread, words: usize) -> bool {
    // SAFETY: follows CPython's own `push_chunk`; the arena allocator is what CPython frees chunks with.
    unsafe {
        let mut allocator: ffi::PyObjectArenaAllocator = std::mem::zeroed();
        ffi::PyObject_GetArenaAllocator(&raw mut allocator);
        let mut bytes = crate::chunks::CHUNK_BYTES;
        while bytes < 8 * (words + 1000) {
            bytes *= 2;
        }
        let chunk: *mut ffi::_PyStackChunk = allocator.alloc.unwrap()(allocator.ctx, bytes).cast();
        if chunk.is_null() {
            ffi::PyErr_NoMemory();
            return false;
        }
        let data = |chunk: *mut ffi::_PyStackChunk| -> *mut Object {
            chunk.cast::<u8>().add(layout::STACK_CHUNK_DATA as usize).cast()
        };
        let previous = (*ts).datastack_chunk;
        (*chunk).previous = previous;
        (*chunk).size = bytes;
        (*chunk).top = 0;
        if !previous.is_null() {
            (*previous).top = (*ts).datastack_top.offset_from(data(previous)) as usize;
        }
        (*ts).datastack_chunk = chunk;
        (*ts).datastack_limit = chunk.cast::<u8>().add(bytes).cast();
        (*ts).datastack_top = data(chunk).add(1);
        true
    }
}

/// Takes the last chunk, which [`push_chunk`] made and which is empty again, off.
///
/// # Safety
/// As said.
unsafe fn pop_chunk(ts: Thread) {
    // SAFETY: as in `push_chunk`.
    unsafe {
        let chunk = (*ts).datastack_chunk;
        let previous = (*chunk).previous;
        if previous.is_null() {
            // The thread's first chunk stays until the thread ends.
            return;
        }
        let data: *mut Object = previous.cast::<u8>().add(layout::STACK_CHUNK_DATA as usize).cast();
        (*ts).datastack_top = data.add((*previous).top);
        (*ts).datastack_chunk = previous;
        (*ts).datastack_limit = previous.cast::<u8>().add((*previous).size).cast();
        let mut allocator: ffi::PyObjectArenaAllocator = std::mem::zeroed();
        ffi::PyObject_GetArenaAllocator(&raw mut allocator);
        allocator.free.unwrap()(allocator.ctx, chunk.cast(), (*chunk).size);
    }
}

/// Runs `call` with room for `words` on the data stack. NULL with an exception if there is no memory (then `call` did
/// not run).
///
/// # Safety
/// The running thread's state.
unsafe fn with_room(ts: Thread, words: usize, call: impl FnOnce() -> Object) -> Option<Object> {
    // SAFETY: the thread runs; chunks nest as calls do.
    unsafe {
        let top = (*ts).datastack_top;
        if !top.is_null() && (((*ts).datastack_limit as usize) - (top as usize)) / 8 > words {
            return Some(call());
        }
        if !push_chunk(ts, words) {
            return None;
        }
        let result = call();
        pop_chunk(ts);
        Some(result)
    }
}

// ---- into the interpreter ----

/// Runs a complete, unlinked frame in the interpreter to its end.
///
/// # Safety
/// The frame is the top of the data stack; with `throw` an exception is set.
pub unsafe fn run_frame(ts: Thread, frame: *mut Frame, throw: bool) -> Object {
    // SAFETY: the frame is complete, by contract. Python-to-Python calls of the interpreter do not count as C recursion,
    // so this one must not either.
    unsafe {
        (*ts).c_recursion_remaining += EVAL_C_STACK_UNITS;
        let result = gated!(ffi::_PyEval_EvalFrameDefault(ts, frame, throw.into()));
        (*ts).c_recursion_remaining -= EVAL_C_STACK_UNITS;
        result
    }
}

/// What runs new frames in the interpreter's place, if somebody has set that (PEP 523).
unsafe fn evaluator(ts: Thread) -> ffi::_PyFrameEvalFunction {
    // SAFETY: a function or NULL, which stands for the interpreter itself.
    unsafe { *thread::interpreter_field(ts, layout::INTERP_EVAL_FRAME) }
}

unsafe fn release(arguments: *const Object, count: usize) {
    for i in 0..count {
        // SAFETY: the array owns a reference to each item.
        unsafe { xdecref(*arguments.add(i)) }
    }
}

/// Runs a call in the interpreter whose arguments fill the parameter slots already. Takes the arguments over.
///
/// # Safety
/// `function` is a live function; `count` owned arguments.
pub unsafe fn interpret(ts: Thread, function: Object, arguments: *const Object, count: usize) -> Object {
    // SAFETY: builds the frame exactly as `_PyFrame_Initialize` does, from a live function.
    unsafe {
        if native_headroom() < -((NATIVE_RESERVE / 2) as isize) {
            ffi::PyErr_SetString(ffi::PyExc_RecursionError, c"maximum recursion depth exceeded".as_ptr());
            release(arguments, count);
            return std::ptr::null_mut();
        }
        let words = (*frame_code(function)).co_framesize as usize;
        let result = with_room(ts, words, || {
            let frame = push_frame(ts, function, arguments, count);
            match evaluator(ts) {
                None => run_frame(ts, frame, false),
                Some(run) => gated!(run(ts, frame, 0)),
            }
        });
        result.unwrap_or_else(|| {
            release(arguments, count);
            std::ptr::null_mut()
        })
    }
}

/// A function's code.
unsafe fn frame_code(function: Object) -> *mut ffi::PyCodeObject {
    // SAFETY: a live function, by contract.
    unsafe { (*function.cast::<ffi::PyFunctionObject>()).func_code.cast() }
}

/// Makes a frame for a call whose arguments fill the parameter slots, exactly as `_PyFrame_Initialize` does; it is not
/// linked. Takes the arguments over.
///
/// # Safety
/// `function` is a live function; `count` owned arguments; there is room on the data stack.
pub unsafe fn push_frame(ts: Thread, function: Object, arguments: *const Object, count: usize) -> *mut Frame {
    // SAFETY: all fields are filled from a live function.
    unsafe {
        let func: *mut ffi::PyFunctionObject = function.cast();
        let code = frame_code(function);
        let frame: *mut Frame = (*ts).datastack_top.cast();
        (*ts).datastack_top = (*ts).datastack_top.add((*code).co_framesize as usize);
        incref(function);
        incref(code.cast());
        (*frame).f_code = code;
        (*frame).previous = std::ptr::null_mut();
        (*frame).f_funcobj = function;
        (*frame).f_globals = (*func).func_globals;
        (*frame).f_builtins = (*func).func_builtins;
        (*frame).f_locals = std::ptr::null_mut();
        (*frame).frame_obj = std::ptr::null_mut();
        (*frame).prev_instr = frame::first_unit(code).sub(1);
        (*frame).stacktop = (*code).co_nlocalsplus;
        (*frame).return_offset = 0;
        (*frame).owner = layout::FRAME_OWNED_BY_THREAD as _;
        let slots = frame::localsplus(frame);
        std::ptr::copy_nonoverlapping(arguments, slots, count);
        for i in count..(*code).co_nlocalsplus as usize {
            *slots.add(i) = std::ptr::null_mut();
        }
        frame
    }
}

/// Handles pending work at the start of a call, as the interpreter's `RESUME` does: with the callee's frame in place,
/// which signal handlers and callbacks of the collector see, and which an exception's traceback names.
///
/// If nobody kept the frame, the call is still to be made, with the arguments in the array again: `None`. Otherwise the
/// interpreter has finished it.
///
/// # Safety
/// As for [`interpret`]; there is room on the data stack.
unsafe fn run_pending_inside(ts: Thread, function: Object, arguments: *mut Object, count: usize) -> Option<Object> {
    // SAFETY: the frame is complete and linked while other code may look at it.
    unsafe {
        let frame = push_frame(ts, function, arguments, count);
        let code = (*frame).f_code;
        (*frame).prev_instr = frame::first_unit(code).add((*code)._co_firsttraceable as usize);
        (*frame).previous = (*(*ts).cframe).current_frame;
        (*(*ts).cframe).current_frame = frame;
        (*ts).py_recursion_remaining -= 1;
        let status = run_pending(ts);
        (*ts).py_recursion_remaining += 1;
        (*(*ts).cframe).current_frame = (*frame).previous;
        if status < 0 {
            return Some(crate::unwinding::raise_in(ts, frame));
        }
        if !(*frame).frame_obj.is_null() {
            (*frame).prev_instr = frame::first_unit(code).sub(1);
            return Some(run_frame(ts, frame, false));
        }
        std::ptr::copy_nonoverlapping(frame::localsplus(frame), arguments, count);
        (*ts).datastack_top = frame.cast();
        defer_if_last((*frame).f_funcobj);
        defer_if_last(code.cast());
        None
    }
}

/// Runs a call with all compiled functions given back to the interpreter: the native stack is nearly used up.
unsafe fn interpret_all(ts: Thread, function: Object, arguments: *const Object, count: usize) -> Object {
    crate::code_table::suspend();
    // SAFETY: passed on.
    let result = unsafe { interpret(ts, function, arguments, count) };
    crate::code_table::resume();
    result
}

/// [`abi::CallInterpreted`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn call_interpreted(
    ts: Thread,
    function: Object,
    arguments: *const Object,
    count: usize,
) -> Object {
    // SAFETY: passed on.
    unsafe {
        if native_stack_low() && state::with(|state| state.suspended == 0) {
            return interpret_all(ts, function, arguments, count);
        }
        if crate::tiering::is_counted(function) && crate::tiering::compile_if_due(function).is_some() {
            let code = (*function.cast::<ffi::PyFunctionObject>()).func_code;
            if let Some((from_array, _)) = function_entry(code) {
                let run: abi::FromArrayEntry = std::mem::transmute(from_array);
                return run(ts, function, arguments);
            }
        }
        interpret(ts, function, arguments, count)
    }
}

/// `from_array` of a code object's current machine code, and its validity cell.
fn function_entry(code: Object) -> Option<(usize, *const u64)> {
    state::with(|state| {
        let compiled = state.codes.get(&(code as usize))?.current.as_ref()?;
        let abi::Entries::Function { from_array, .. } = compiled.machine.entries else { return None };
        Some((from_array, compiled.validity.as_ptr().cast_const()))
    })
}

/// Handles signals, GIL requests, pending calls, collection and asynchronous exceptions, as the interpreter's `RESUME`
/// does: by running an invisible empty function. Negative: an exception is set.
///
/// # Safety
/// The running thread's state, no exception set, the frame (if any) true.
pub unsafe fn run_pending(ts: Thread) -> i32 {
    // SAFETY: calls a Python function; the recursion counts are those of the caller, since the interpreter handles
    // pending work without a call.
    unsafe {
        let pending = state::with(|state| state.pending_work);
        // Code that is never traceable is never instrumented, and its `RESUME` would wait for that for ever.
        let code = crate::code_table::code_of(pending) as *mut ffi::PyCodeObject;
        (*code)._co_instrumentation_version = thread::monitoring_version(ts);
        (*ts).py_recursion_remaining += 1;
        (*ts).c_recursion_remaining += EVAL_C_STACK_UNITS;
        let result = gated!(ffi::_PyFunction_Vectorcall(pending, std::ptr::null(), 0, std::ptr::null_mut()));
        (*ts).py_recursion_remaining -= 1;
        (*ts).c_recursion_remaining -= EVAL_C_STACK_UNITS;
        if result.is_null() {
            return -1;
        }
        decref(result);
        0
    }
}

/// [`abi::Safepoint`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn safepoint(
    ts: Thread,
    frame: *mut Frame,
    unboxed: *const abi::ExitDescriptor,
    buffer: *const u64,
) -> i32 {
    // SAFETY: generated code passes its own frame, and a descriptor with its buffer or NULLs.
    unsafe {
        if let Some(unboxed) = unboxed.as_ref() {
            crate::exits::show_locals(frame, unboxed, buffer);
        }
        run_pending(ts)
    }
}

/// Whether anybody but us is to hear of events in this code object.
///
/// # Safety
/// A live thread and code object.
pub unsafe fn is_monitored(ts: Thread, code: *mut ffi::PyCodeObject) -> bool {
    // SAFETY: reads the interpreter's and the code's monitor bytes.
    unsafe {
        let global = *thread::interpreter_field::<[u8; 15]>(ts, layout::INTERP_MONITORS);
        if global.iter().any(|tools| *tools != 0) {
            return true;
        }
        let local = (*code)._co_monitoring;
        let ours = 1u8 << crate::osr::TOOL;
        !local.is_null() && (*local).local_monitors.tools.iter().any(|tools| tools & !ours != 0)
    }
}

/// Whether the code's instructions still report events that nobody wants any more. The interpreter mends that where a call
/// begins (and at once in code that runs when events change): compiled code must not begin in its place, or an exit would
/// have the interpreter go on with them.
unsafe fn is_stale(ts: Thread, code: *mut ffi::PyCodeObject) -> bool {
    // SAFETY: a live thread and code object.
    unsafe {
        let data = (*code)._co_monitoring;
        let ours = 1u8 << crate::osr::TOOL;
        !data.is_null()
            && (*code)._co_instrumentation_version != thread::monitoring_version(ts)
            && (*data).active_monitors.tools.iter().any(|tools| tools & !ours != 0)
    }
}

/// [`abi::CheckValidSlow`]: the validity cell differs from `monitoring_version`.
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn check_valid_slow(ts: Thread, code: Object, cell: *const u64) -> i32 {
    // SAFETY: the cell belongs to compiled code that is running.
    unsafe {
        let cell = AtomicU64::from_ptr(cell.cast_mut());
        if cell.load(Ordering::Relaxed) == POISON || is_monitored(ts, code.cast()) || is_stale(ts, code.cast()) {
            return 0;
        }
        cell.store(thread::monitoring_version(ts), Ordering::Relaxed);
        1
    }
}

/// [`abi::EnterSlow`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn enter_slow(
    ts: Thread,
    function: Object,
    arguments: *const Object,
    count: usize,
    code: Object,
) -> Object {
    // SAFETY: the thread runs; the arguments are owned and handed on exactly once.
    unsafe {
        if native_stack_low() {
            return interpret_all(ts, function, arguments, count);
        }
        if evaluator(ts).is_some() {
            return interpret(ts, function, arguments, count);
        }
        let entry = function_entry(code);
        let unchanged = frame_code(function) == code.cast();
        let Some((from_array, validity)) = entry.filter(|_| unchanged) else {
            return interpret(ts, function, arguments, count);
        };
        let may_run = || (*ts).py_recursion_remaining > 1 && check_valid_slow(ts, code, validity) != 0;
        if !may_run() {
            return interpret(ts, function, arguments, count);
        }
        let run: abi::FromArrayEntry = std::mem::transmute(from_array);
        let words = (*frame_code(function)).co_framesize as usize + abi::RESERVED_WORDS;
        let breaker = thread::eval_breaker(ts);
        let result = with_room(ts, words, || {
            if breaker.load(Ordering::Relaxed) == 0 {
                return run(ts, function, arguments);
            }
            // Pending work may invalidate the code, or even end it: it must be alive to be asked.
            let mut owned: Vec<Object> = std::slice::from_raw_parts(arguments, count).to_vec();
            incref(code);
            incref(function);
            let result = match run_pending_inside(ts, function, owned.as_mut_ptr(), count) {
                Some(result) => result,
                None if breaker.load(Ordering::Relaxed) == 0 && frame_code(function) == code.cast() && may_run() => {
                    run(ts, function, owned.as_ptr())
                }
                None => interpret(ts, function, owned.as_ptr(), count),
            };
            defer_if_last(function);
            defer_if_last(code);
            result
        });
        result.unwrap_or_else(|| {
            release(arguments, count);
            std::ptr::null_mut()
        })
    }
}

/// Whether the interpreter would run this callable in the loop that calls it, without native stack.
unsafe fn is_interpreted(callable: Object) -> bool {
    // SAFETY: a live object; a method holds its function.
    unsafe {
        let is_method = object::is_exact(callable, &raw const ffi::PyMethod_Type);
        let function = if is_method { (*callable.cast::<ffi::PyMethodObject>()).im_func } else { callable };
        object::is_exact(function, &raw const ffi::PyFunction_Type)
            && crate::code_table::vectorcall_of(function) == crate::code_table::interpreter_vectorcall()
    }
}

/// Makes a call out of compiled code. Functions that the interpreter runs do not count as C recursion, as they would not
/// if it had made the call; the native stack is watched instead.
///
/// # Safety
/// The GIL is held; `callable` is live, `call` calls it.
pub unsafe fn call_as_interpreter(callable: Object, call: impl FnOnce() -> Object) -> Object {
    // SAFETY: a live object, by contract; the thread runs.
    unsafe {
        if !is_interpreted(callable) {
            return call();
        }
        let low = native_stack_low();
        if low && state::with(|state| state.suspended > 0) {
            // The interpreter's own limit is what is left.
            return call();
        }
        let ts = thread::thread_state();
        (*ts).c_recursion_remaining += EVAL_C_STACK_UNITS;
        let result = if low {
            crate::code_table::suspend();
            let result = call();
            crate::code_table::resume();
            result
        } else {
            call()
        };
        (*ts).c_recursion_remaining -= EVAL_C_STACK_UNITS;
        result
    }
}

/// `PyObject_Vectorcall` for compiled code.
///
/// # Safety
/// As that function's.
pub unsafe extern "C" fn vectorcall(callable: Object, args: *const Object, nargsf: usize, kwnames: Object) -> Object {
    // SAFETY: passed on.
    unsafe { call_as_interpreter(callable, || gated!(ffi::PyObject_Vectorcall(callable, args, nargsf, kwnames))) }
}

// ---- calls with arguments to bind ----

/// Runs a call in the interpreter, which binds the arguments.
///
/// # Safety
/// A live function, called by the vectorcall convention.
pub unsafe fn interpret_vectorcall(callable: Object, args: *const Object, nargsf: usize, kwnames: Object) -> Object {
    // SAFETY: passed on; recursion counts as in `run_frame`.
    unsafe {
        let ts = thread::thread_state();
        (*ts).c_recursion_remaining += EVAL_C_STACK_UNITS;
        let result = gated!(ffi::_PyFunction_Vectorcall(callable, args, nargsf, kwnames));
        (*ts).c_recursion_remaining -= EVAL_C_STACK_UNITS;
        result
    }
}

/// [`abi::Vectorcall`] for any call that is not an exact positional one.
///
/// # Safety
/// As the contract says: `callable` is a live function whose vectorcall is ours.
pub unsafe extern "C" fn bind_and_call(
    callable: Object,
    args: *const Object,
    nargsf: usize,
    kwnames: Object,
) -> Object {
    // SAFETY: arguments are borrowed, `bind` takes its own references.
    unsafe {
        let ts = thread::thread_state();
        let func: *mut ffi::PyFunctionObject = callable.cast();
        let code = (*func).func_code;
        let entry = state::with(|state| {
            let compiled = state.codes.get(&(code as usize))?.current.as_ref()?;
            match compiled.machine.entries {
                abi::Entries::Function { from_array, .. } if !compiled.is_poisoned() => Some(from_array),
                _ => None,
            }
        });
        let bound = entry.and_then(|entry| Some((entry, bind(func, args, nargsf & (usize::MAX >> 1), kwnames)?)));
        let Some((entry, mut slots)) = bound else {
            // Wrong arguments, or no code any more: the interpreter binds again and reports what is wrong.
            return interpret_vectorcall(callable, args, nargsf, kwnames);
        };
        let run: abi::FromArrayEntry = std::mem::transmute(entry);
        // The caller's reference to the function may be the only one and go away during the call.
        incref(callable);
        let result = run(ts, callable, slots.hand_over());
        decref_after_call(callable);
        result
    }
}

/// Gives the reference to a function back that a call held; the last one may free the code that is being left.
unsafe fn decref_after_call(function: Object) {
    // SAFETY: owned, by contract.
    unsafe { defer_if_last(function) }
}

/// Gives a reference back now, or later if it is the last one.
///
/// # Safety
/// The caller owns the reference.
pub unsafe fn defer_if_last(object: Object) {
    // SAFETY: owned, by contract.
    unsafe {
        if object::is_immortal(object) || object::refcount(object) > 1 {
            decref(object);
        } else {
            crate::code_table::defer_drop(object);
        }
    }
}

/// [`abi::DeferCodeDrop`].
///
/// # Safety
/// As the contract says.
pub unsafe extern "C" fn defer_code_drop(code: Object) {
    // SAFETY: passed on.
    unsafe { defer_if_last(code) }
}

/// Fills the parameter slots from a call's arguments, as `initialize_locals` does. `None`: the call is wrong or too odd
/// to decide without running Python; nothing is owned then.
unsafe fn bind(func: *mut ffi::PyFunctionObject, args: *const Object, count: usize, kwnames: Object) -> Option<Slots> {
    const VARARGS: i32 = 0x04;
    const VARKEYWORDS: i32 = 0x08;
    // SAFETY: reads a live function and its code; the arrays are as the vectorcall convention says.
    unsafe {
        let code: *mut ffi::PyCodeObject = (*func).func_code.cast();
        let (argcount, kwonly) = ((*code).co_argcount as usize, (*code).co_kwonlyargcount as usize);
        let posonly = (*code).co_posonlyargcount as usize;
        let (varargs, varkeywords) = ((*code).co_flags & VARARGS != 0, (*code).co_flags & VARKEYWORDS != 0);
        let total = argcount + kwonly + usize::from(varargs) + usize::from(varkeywords);
        if count > argcount && !varargs {
            return None;
        }
        let mut slots = Slots::new(total);
        for i in 0..count.min(argcount) {
            incref(*args.add(i));
            slots[i] = *args.add(i);
        }
        if varargs {
            let extra = count.saturating_sub(argcount);
            let tuple = ffi::PyTuple_New(extra as isize);
            if tuple.is_null() {
                gated!(ffi::PyErr_Clear());
                return None;
            }
            for i in 0..extra {
                let item = *args.add(argcount + i);
                incref(item);
                *tuple.cast::<u8>().add(layout::TUPLE_ITEM as usize).cast::<Object>().add(i) = item;
            }
            slots[argcount + kwonly] = tuple;
        }
        if varkeywords {
            let dict = ffi::PyDict_New();
            if dict.is_null() {
                gated!(ffi::PyErr_Clear());
                return None;
            }
            slots[total - 1] = dict;
        }
        if !kwnames.is_null() {
            let names = object::tuple_items((*code).co_localsplusnames);
            for (i, &keyword) in object::tuple_items(kwnames).iter().enumerate() {
                let value = *args.add(count + i);
                // Names are interned nearly always.
                let is_text = object::is_exact(keyword, &raw const ffi::PyUnicode_Type);
                let found = (posonly..argcount + kwonly).find(|&slot| names[slot] == keyword).or_else(|| {
                    let mut named = posonly..argcount + kwonly;
                    named.find(|&slot| is_text && ffi::_PyUnicode_EQ(names[slot], keyword) != 0)
                });
                match found {
                    Some(slot) if slots[slot].is_null() => {
                        incref(value);
                        slots[slot] = value;
                    }
                    Some(_) => return None,
                    None if varkeywords && is_text => {
                        if gated!(ffi::PyDict_SetItem(slots[total - 1], keyword, value)) < 0 {
                            gated!(ffi::PyErr_Clear());
                            return None;
                        }
                    }
                    None => return None,
                }
            }
        }
        if count < argcount {
            let defaults: &[Object] = match (*func).func_defaults {
                tuple if tuple.is_null() => &[],
                tuple => object::tuple_items(tuple),
            };
            for slot in count..argcount {
                if slots[slot].is_null() {
                    let default = (slot + defaults.len()).checked_sub(argcount).and_then(|i| defaults.get(i))?;
                    incref(*default);
                    slots[slot] = *default;
                }
            }
        }
        for slot in argcount..argcount + kwonly {
            if slots[slot].is_null() {
                let kwdefaults = (*func).func_kwdefaults;
                if kwdefaults.is_null() || !object::is_exact(kwdefaults, &raw const ffi::PyDict_Type) {
                    return None;
                }
                let name = object::tuple_items((*code).co_localsplusnames)[slot];
                let default = gated!(ffi::PyDict_GetItemWithError(kwdefaults, name));
                if default.is_null() {
                    gated!(ffi::PyErr_Clear());
                    return None;
                }
                incref(default);
                slots[slot] = default;
            }
        }
        Some(slots)
    }
}

/// Argument slots being filled, without an allocation for the usual number; gives back what it holds if binding stops.
struct Slots {
    few: [Object; Slots::FEW],
    many: Vec<Object>,
    count: usize,
    owned: bool,
}

impl Slots {
    const FEW: usize = 12;

    fn new(count: usize) -> Slots {
        let null = std::ptr::null_mut();
        let many = if count > Slots::FEW { vec![null; count] } else { Vec::new() };
        Slots { few: [null; Slots::FEW], many, count, owned: true }
    }

    /// The filled slots, whose references the caller takes over.
    fn hand_over(&mut self) -> *const Object {
        self.owned = false;
        self.as_ptr()
    }
}

impl Deref for Slots {
    type Target = [Object];

    fn deref(&self) -> &[Object] {
        if self.count > Slots::FEW { &self.many } else { &self.few[..self.count] }
    }
}

impl DerefMut for Slots {
    fn deref_mut(&mut self) -> &mut [Object] {
        if self.count > Slots::FEW { &mut self.many } else { &mut self.few[..self.count] }
    }
}

impl Drop for Slots {
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: each is null or owned.
            self.iter().for_each(|slot| unsafe { xdecref(*slot) });
        }
    }
}
