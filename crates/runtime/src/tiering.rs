//! Which functions are compiled, and when.
//!
//! *Auto*: a native thread asks the interpreter for a pending call; the callback looks at the frames that are running.
//! What it finds twice is hot and goes to the compile thread, which needs no GIL. Code that is not hot pays nothing.
//! *All* and *Count*: every function gets a vectorcall stub that counts and compiles at once, for tests that need
//! the same thing to happen every time.
//!
//! The callback is also the safe point at which finished code is installed and deferred references are released: it
//! runs between two instructions of whatever Python code the thread is in.

use crate::api::Mode;
use crate::code_table::{self, Status};
use crate::frames;
use crate::state::{self, Object, State};
use crate::threads::{Helper, lock};
use andiron_bytecode::Op;
use andiron_cpython::{collector, decode, ffi, frame, layout, object, thread};
use std::ffi::c_void;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A loop event that was turned on n times is turned on again after this many nanoseconds in the loop, times 2^n: loops
/// that leave at once, again and again, come to rest.
const REARM: u64 = 1_000_000;
/// A sample stands for no more than this, in nanoseconds.
const MOST_WORTH: u64 = 40_000_000;
/// Frames looked at per sample, innermost first.
const FRAMES: usize = 4;
/// What a sample says less about counts for one part in this many.
const INDIRECT: u64 = 4;
/// Fastest and slowest sampling.
const FASTEST: Duration = Duration::from_millis(2);
/// The same until something is seen that runs again and again, and once what matters is compiled: each look takes some
/// 30 µs on two threads.
const FASTEST_AT_FIRST: Duration = Duration::from_millis(4);
const FASTEST_WHEN_MATURE: Duration = Duration::from_millis(8);
const SLOWEST: Duration = Duration::from_millis(32);
/// Pause while the process uses no CPU.
const IDLE: Duration = Duration::from_millis(50);

const CO_OPTIMIZED: i32 = 0x1;
/// Generators, coroutines, iterable coroutines, asynchronous generators.
const CO_SUSPENDS: i32 = 0x20 | 0x80 | 0x100 | 0x200;

/// Whether functions of this code can be compiled at all.
///
/// # Safety
/// A live code object.
pub unsafe fn can_compile(code: usize) -> bool {
    // SAFETY: as said.
    let flags = unsafe { (*(code as *mut ffi::PyCodeObject)).co_flags };
    flags & CO_OPTIMIZED != 0 && flags & CO_SUSPENDS == 0
}

// ---- stubs ----

/// Whether every function gets a counting stub; the mode says it, this is quick to ask for.
static ALL_COUNT: AtomicBool = AtomicBool::new(false);

/// Whether every new function is to have a counting stub.
pub fn all_count() -> bool {
    ALL_COUNT.load(Ordering::Relaxed)
}

/// Changes the mode.
pub fn set_mode(state: &mut State, mode: Option<Mode>) {
    ALL_COUNT.store(matches!(mode, Some(Mode::All | Mode::Count(_))), Ordering::Relaxed);
    state.mode = mode;
}

/// The function watcher saw a new function.
///
/// # Safety
/// The function and its code are alive.
pub unsafe fn on_new_function(state: &mut State, function: usize, code: usize) {
    // SAFETY: alive, by contract.
    unsafe {
        if state.disabled {
            return;
        }
        if let Some(entry) = state.codes.get(&code) {
            if let Some(vectorcall) = entry.vectorcall() {
                if code_table::fits(entry, function) {
                    code_table::take_over(state, function, code, vectorcall);
                }
                return;
            }
            if entry.never || entry.status.refusal().is_some() {
                return;
            }
        }
        if matches!(state.mode, Some(Mode::All | Mode::Count(_))) && can_compile(code) {
            code_table::take_over(state, function, code, stub_address());
        }
    }
}

/// Gives a function the counting stub unless it is compiled, refused or already has one.
///
/// # Safety
/// A live function.
pub unsafe fn stub(function: usize) {
    // SAFETY: alive, by contract.
    unsafe {
        let code = code_table::code_of(function as Object);
        state::with(|state| {
            if !state.functions.contains_key(&function) && can_compile(code) {
                on_new_function(state, function, code);
            }
        });
    }
}

/// Lets a function compile itself at its next call.
///
/// # Safety
/// A live function.
pub unsafe fn stub_now(function: usize) {
    // SAFETY: alive, by contract.
    unsafe {
        let code = code_table::code_of(function as Object);
        state::with(|state| {
            let entry = code_table::entry(state, code);
            entry.calls = AT_ONCE;
            if entry.status == Status::Fresh && !entry.never && can_compile(code) {
                code_table::take_over(state, function, code, stub_address());
            }
        });
    }
}

/// Calls counted of a function that is to be compiled at its next one, in any mode.
const AT_ONCE: u32 = 1 << 30;

/// Whether functions of this code are to have the counting stub while there is no machine code.
pub fn counts(state: &State, entry: &code_table::CodeEntry) -> bool {
    let counting = matches!(state.mode, Some(Mode::All | Mode::Count(_))) || entry.calls >= AT_ONCE;
    counting && entry.status == Status::Fresh && !entry.never
}

/// The counting stub, as a vectorcall's address.
pub fn stub_address() -> usize {
    counting_stub as *const () as usize
}

/// Vectorcall of functions that compile themselves at their n-th call.
unsafe extern "C" fn counting_stub(callable: Object, args: *const Object, nargsf: usize, kwnames: Object) -> Object {
    // SAFETY: a live function, called by the vectorcall convention.
    unsafe {
        match compile_if_due(callable) {
            Some(vectorcall) => {
                let run: andiron_codegen::abi::Vectorcall = std::mem::transmute(vectorcall);
                run(callable, args, nargsf, kwnames)
            }
            None => frames::interpret_vectorcall(callable, args, nargsf, kwnames),
        }
    }
}

/// Whether calls of this function count towards its compilation.
///
/// # Safety
/// A live function.
pub unsafe fn is_counted(callable: Object) -> bool {
    // SAFETY: reads the function.
    unsafe { code_table::vectorcall_of(callable) == stub_address() }
}

/// Counts a call of a function that has the counting stub, and compiles it if it is due. The vectorcall to use instead,
/// if there is valid code now.
///
/// # Safety
/// A live function.
pub unsafe fn compile_if_due(callable: Object) -> Option<usize> {
    // SAFETY: alive, by contract.
    unsafe {
        let code = code_table::code_of(callable);
        let due = state::with(|state| {
            if state.suspended > 0 {
                return false;
            }
            let threshold = match state.mode {
                Some(Mode::Count(calls)) => calls.max(1),
                _ => 1,
            };
            let entry = code_table::entry(state, code);
            entry.calls += 1;
            entry.calls >= threshold || entry.vectorcall().is_some() || entry.status != Status::Fresh
        });
        if !due || !frames::has_room_to_compile() {
            return None;
        }
        let compiled = crate::compile::compile_now(callable).is_ok();
        state::with(|state| {
            let found = state.codes.get(&code).and_then(|entry| entry.vectorcall()).filter(|_| compiled);
            match found {
                Some(vectorcall) => code_table::take_over(state, callable as usize, code, vectorcall),
                None => code_table::give_back(state, callable as usize),
            }
            found.filter(|_| state.suspended == 0)
        })
    }
}

/// Gives every function that exists the counting stub, those that `gc.freeze` hides from `gc.get_objects` included.
///
/// # Safety
/// The GIL is held. Runs no Python.
pub unsafe fn stub_existing() {
    // SAFETY: live objects: nothing is freed meanwhile.
    unsafe {
        for item in collector::tracked_objects() {
            if object::is_exact(item, &raw const ffi::PyFunction_Type)
                && code_table::vectorcall_of(item) == code_table::interpreter_vectorcall()
            {
                stub(item as usize);
            }
        }
    }
}

/// Code of `code` was invalidated: it is compiled again once it is found hot (or called) again.
pub fn on_invalidated(state: &mut State, code: usize) {
    let Some(entry) = state.codes.get_mut(&code) else { return };
    entry.recompiles += 1;
    let give_up = entry.recompiles > crate::compile::MOST_RECOMPILES;
    on_left(state, code, give_up);
}

/// `code` has no valid machine code any more. Says which function to compile again at once, in the automatic mode.
pub fn on_left(state: &mut State, code: usize, give_up: bool) -> Option<usize> {
    let entry = state.codes.get_mut(&code)?;
    (entry.heat, entry.sightings) = (0, 0);
    entry.calls = 0;
    if give_up {
        entry.status = Status::Refused("its speculations kept failing".to_owned());
        return None;
    }
    entry.status = Status::Fresh;
    let functions: Vec<usize> = entry.functions.iter().copied().collect();
    if matches!(state.mode, Some(Mode::All | Mode::Count(_))) {
        for function in functions {
            // SAFETY: the function watcher removes functions before they die.
            unsafe { code_table::take_over(state, function, code, stub_address()) }
        }
        return None;
    }
    functions.first().copied()
}

// ---- the safe point ----

/// CPU time, in nanoseconds, that the sample asked for stands for; 0: none is asked for.
static SAMPLE_DUE: AtomicU64 = AtomicU64::new(0);
static ASKED: AtomicBool = AtomicBool::new(false);
static INTERPRETER: AtomicUsize = AtomicUsize::new(0);
/// Samples that found something new: code that runs again, or something to do. The sampler compares it to adapt its pace.
static NEWS: AtomicU64 = AtomicU64::new(0);

/// Tells the module which interpreter to ask.
pub fn set_interpreter(interpreter: *mut ffi::PyInterpreterState) {
    INTERPRETER.store(interpreter as usize, Ordering::Release);
}

/// Held while the interpreter is asked for a call, and during a fork: the system copies a process page by page, so that
/// what a thread of ours writes meanwhile is there in the child or is not, one by one. Else [`ASKED`] could be set in a child
/// whose interpreter knows of nothing, or the interpreter's own lock be held there for ever.
pub static ASKING: Mutex<()> = Mutex::new(());

/// Asks for [`safe_point`] to be called soon. Needs no GIL.
pub fn ask_for_safe_point() {
    let interpreter = INTERPRETER.load(Ordering::Acquire) as *mut ffi::PyInterpreterState;
    if interpreter.is_null() || ASKED.load(Ordering::Acquire) {
        return;
    }
    let _asking = lock(&ASKING);
    if ASKED.swap(true, Ordering::AcqRel) {
        return;
    }
    // SAFETY: the main interpreter lives until the exit handler has cleared the address.
    if unsafe { ffi::_PyEval_AddPendingCall(interpreter, Some(safe_point), std::ptr::null_mut(), 0) } < 0 {
        ASKED.store(false, Ordering::Release);
    }
}

/// The pending call.
unsafe extern "C" fn safe_point(_argument: *mut c_void) -> i32 {
    ASKED.store(false, Ordering::Release);
    if !state::exists() {
        return 0;
    }
    // SAFETY: CPython calls it with the GIL held and no exception set.
    unsafe {
        crate::compile::install_finished();
        let worth = SAMPLE_DUE.swap(0, Ordering::AcqRel);
        if worth > 0 && frames::has_room_to_compile() {
            sample(worth.min(MOST_WORTH));
        }
        state::release_deferred();
    }
    0
}

unsafe fn sample(worth: u64) {
    crate::prepared::sampled(worth);
    let ts = thread::thread_state();
    let (active, pending_work) = state::with(|state| {
        let here = state.mode == Some(Mode::Auto) && state.suspended == 0;
        // SAFETY: the thread runs.
        (here && unsafe { (*ts).interp } == state.interpreter, state.pending_work)
    });
    if !active {
        return;
    }
    // SAFETY: walks the thread's live frames; functions and codes are kept alive by them.
    unsafe {
        let mut current = thread::current_frame(ts);
        let mut seen = 0;
        while !current.is_null() && seen < FRAMES {
            let this = current;
            current = (*this).previous;
            let ours = i32::from((*this).owner) == layout::FRAME_OWNED_BY_THREAD;
            if frame::is_incomplete(this) || !ours || (*this).f_funcobj == pending_work {
                continue;
            }
            seen += 1;
            // Callers gain from compiling, too, but less; and so does a function that waited for one in C.
            let top = seen == 1;
            let direct = top && !is_calling(this);
            if sample_frame(this, top, if direct { worth } else { worth / INDIRECT }) {
                NEWS.fetch_add(1, Ordering::Relaxed);
            }
            if top && !can_compile((*this).f_code as usize) {
                // Whoever imports a module or waits for a generator gains nothing.
                break;
            }
        }
    }
}

/// Whether the running frame's last instruction is a call. The interpreter looks for pending work after calls of C
/// functions, before the first instruction of others, and where loops jump back.
unsafe fn is_calling(this: *mut ffi::_PyInterpreterFrame) -> bool {
    // SAFETY: a live, complete frame; its last instruction is one of its code's.
    unsafe {
        let unit = usize::try_from(frame::last_unit(this)).unwrap_or(0);
        matches!(decode::base_op((*this).f_code, unit), Some(Op::CALL | Op::CALL_FUNCTION_EX))
    }
}

/// Whether the frame gave us something to do.
unsafe fn sample_frame(this: *mut ffi::_PyInterpreterFrame, top: bool, worth: u64) -> bool {
    // SAFETY: a live frame.
    unsafe {
        let code = (*this).f_code;
        let address = code as usize;
        let function = (*this).f_funcobj;
        let is_function = !function.is_null()
            && object::is_exact(function, &raw const ffi::PyFunction_Type)
            && code_table::code_of(function) == address;
        // The interpreter marks a frame it is in the middle of; compiled code leaves a depth there. A caller is known to
        // be interpreted only if there is no compiled code it could be in.
        let never_compiled = state::with(|state| {
            state.codes.get(&address).is_none_or(|e| e.current.is_none() && e.old.is_empty() && e.loops.is_empty())
        });
        let interpreted = never_compiled || (top && (*this).stacktop < 0);
        let suspends = (*code).co_flags & CO_SUSPENDS != 0;
        if suspends || !is_function {
            return false;
        }
        let unit = u32::try_from(frame::last_unit(this)).unwrap_or(0);
        // Where calls will soon run machine code, only an activation that outlasts the compilation needs more.
        let compilable = can_compile(address);
        let settled = state::with(|state| {
            state.codes.get(&address).map_or(!compilable, |e| !compilable || e.status == Status::Compiled)
        });
        let loop_header = (interpreted && settled).then(|| crate::osr::innermost_loop(code, unit)).flatten();
        let units = crate::compile::unit_count(address);
        let (wants_function, wants_loop) = state::with(|state| {
            let compiled = state.codes.get(&address).and_then(|entry| entry.vectorcall());
            if let Some(vectorcall) = compiled {
                let fits = state.codes.get(&address).is_some_and(|entry| code_table::fits(entry, function as usize));
                if fits && !state.functions.contains_key(&(function as usize)) {
                    code_table::take_over(state, function as usize, address, vectorcall);
                }
            }
            let entry = code_table::entry(state, address);
            if entry.never || entry.status.refusal().is_some() {
                return (false, None);
            }
            entry.heat += worth;
            entry.sightings += 1;
            if entry.sightings == 2 {
                NEWS.fetch_add(1, Ordering::Relaxed);
            }
            // A sample stands for a long time where they are rare; code that runs once and is gone is seen once.
            if entry.sightings < 2 {
                return (false, None);
            }
            let wants_function =
                compilable && entry.status == Status::Fresh && crate::budget::allows(units, entry.heat);
            let Some(header) = loop_header else { return (wants_function, None) };
            entry.loop_heat += worth;
            let wants_loop = if entry.loops.iter().any(|(unit, loop_code)| *unit == header && !loop_code.is_poisoned())
            {
                entry.loop_heat >= REARM << entry.loop_arms.min(10)
            } else {
                !entry.loops_tried.contains(&header) && crate::budget::allows(units, entry.loop_heat)
            };
            if wants_loop {
                entry.loop_heat = 0;
            }
            (wants_function, wants_loop.then_some(header))
        });
        if wants_function {
            crate::compile::request(function);
        }
        if let Some(header) = wants_loop {
            crate::osr::request(this, header);
        }
        wants_function || wants_loop.is_some()
    }
}

// ---- the sampling thread ----

/// It asks for samples, as long as the mode is `auto`.
pub static SAMPLER: Helper = Helper::new("andiron-sample", 64 * 1024, run_sampling);

fn run_sampling() {
    // Nothing is compiled for a program that only starts: nobody need look at it, nor wake up for it.
    while let Some(rest) = crate::budget::until_started() {
        if !rest_for(rest) {
            return;
        }
    }
    let mut pace = FASTEST_AT_FIRST;
    let mut pause = pace;
    let mut last_cpu = crate::budget::process_cpu();
    let (mut last_news, mut quiet) = (0, Duration::ZERO);
    loop {
        if !rest_for(pause) {
            return;
        }
        let cpu = crate::budget::process_cpu();
        let spent = Duration::from_nanos(cpu.saturating_sub(last_cpu));
        last_cpu = cpu;
        if spent < pause / 4 {
            // The process waits for something: look less often.
            pause = (pause * 2).min(IDLE);
            continue;
        }
        let news = NEWS.load(Ordering::Relaxed);
        if news != last_news {
            (last_news, quiet) = (news, Duration::ZERO);
            pace = if crate::budget::is_mature(cpu) { FASTEST_WHEN_MATURE } else { FASTEST };
        } else {
            quiet += spent;
            if quiet > Duration::from_millis(300) {
                (quiet, pace) = (Duration::ZERO, (pace * 2).min(SLOWEST));
            }
        }
        pause = pace;
        SAMPLE_DUE.fetch_add(spent.as_nanos() as u64, Ordering::AcqRel);
        ask_for_safe_point();
    }
}

/// Waits. False if the thread is to end.
fn rest_for(pause: Duration) -> bool {
    let start = Instant::now();
    while let Some(rest) = pause.checked_sub(start.elapsed()) {
        if SAMPLER.is_ending() {
            return false;
        }
        std::thread::park_timeout(rest);
    }
    true
}
