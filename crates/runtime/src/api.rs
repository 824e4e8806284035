//! What the extension module asks of the runtime: the whole surface between Python users and the compiler.
//!
//! Functions that take an object are `unsafe`: the caller holds the GIL and passes a live, borrowed function object.

pub use crate::prepared::Stage;
use crate::{code_table, compile, state, threads, tiering};
use andiron_cpython::gated;
use andiron_cpython::{ffi, object};
use andiron_objects::in_main_interpreter;
use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

/// A Python object, as the border sees it.
pub type PyObject = c_void;

/// When a function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Functions and loops that sampling finds hot, compiled in the background.
    Auto,
    /// Every function, at its first call.
    All,
    /// Every function, at its n-th call.
    Count(u32),
}

/// A function that has compiled code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledFunction {
    /// `co_qualname`.
    pub qualname: String,
    /// `co_filename`.
    pub filename: String,
    /// `co_firstlineno`.
    pub line: u32,
    /// Bytes of machine code.
    pub bytes: u64,
    /// Time spent compiling it, in nanoseconds.
    pub compile_ns: u64,
    /// Whether this code was made for a loop that was already running (on-stack replacement).
    pub osr: bool,
}

/// A function that was not compiled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// `co_qualname`.
    pub qualname: String,
    /// `co_filename`.
    pub filename: String,
    /// `co_firstlineno`.
    pub line: u32,
    /// Why, as a phrase.
    pub reason: String,
}

/// How often compiled code gave control back to the interpreter at one place for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitCount {
    /// `co_qualname`.
    pub qualname: String,
    /// `co_filename`.
    pub filename: String,
    /// Line of the instruction that exits.
    pub line: u32,
    /// Why, as a phrase: `type guard, wanted float`.
    pub reason: String,
    /// How often.
    pub count: u64,
}

/// What has happened since the process started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Functions with compiled code, and those whose code has been dropped since.
    pub compiled: Vec<CompiledFunction>,
    /// Functions that the compiler refused.
    pub refused: Vec<Refused>,
    /// Exits to the interpreter, most frequent first.
    pub exits: Vec<ExitCount>,
    /// How many pieces of code lost an assumption they were compiled under.
    pub invalidations: u64,
    /// Bytes of machine code in use.
    pub code_bytes: u64,
    /// Time spent compiling, in nanoseconds.
    pub compile_ns: u64,
    /// Compilations queued or under way.
    pub pending: u64,
}

/// Whether this interpreter is one Andiron works in, with the layout it was built for; the error is the reason, as a
/// sentence.
pub fn probe() -> Result<(), String> {
    /// Looking takes a good part of the time that start-up takes, and the answer does not change.
    static FINDING: OnceLock<Result<(), String>> = OnceLock::new();
    in_main_interpreter()?;
    FINDING.get_or_init(andiron_cpython::probe).clone()
}

/// Makes the state, the watchers and the hooks, once. The GIL is held.
fn set_up() -> Result<(), String> {
    in_main_interpreter()?;
    if state::exists() {
        return Ok(());
    }
    probe()?;
    // SAFETY: the GIL is held, as for every function here.
    unsafe {
        let ts = andiron_cpython::thread_state();
        let interpreter = (*ts).interp;
        let failed = |what: &str| {
            gated!(ffi::PyErr_Clear());
            Err(format!("{what}: too many users of CPython's watchers in this process"))
        };
        let pending_work =
            invisible_function(c"def _p(): pass").ok_or("no memory for the function that runs pending work")?;
        let raiser = invisible_function(c"def _p(f): f()")
            .and_then(|function| crate::unwinding::Raiser::new(function))
            .ok_or("no memory for the function that raises in traced frames")?;
        let dict = ffi::PyDict_AddWatcher(Some(crate::invariants::on_dict_event));
        if dict < 0 {
            return failed("no dict watcher");
        }
        state::create(interpreter, pending_work, raiser, state::WatcherIds { dict });
        if ffi::PyFunction_AddWatcher(Some(code_table::on_function_event)) < 0 {
            return failed("no function watcher");
        }
        if ffi::PyCode_AddWatcher(Some(code_table::on_code_event)) < 0 {
            return failed("no code watcher");
        }
        tiering::set_interpreter(interpreter);
        crate::chunks::keep_spares();
        compile::guard_fork();
        if !crate::monitoring::watch() {
            return Err("sys.monitoring's functions were replaced: enable Andiron before that is done".to_owned());
        }
        hook(c"atexit", c"register", &[(std::ptr::null(), at_exit as _)]);
        hook(
            c"os",
            c"register_at_fork",
            &[
                (c"before".as_ptr(), before_fork as _),
                (c"after_in_parent".as_ptr(), after_fork_in_parent as _),
                (c"after_in_child".as_ptr(), after_fork_in_child as _),
            ],
        );
    }
    Ok(())
}

/// The function `_p` that `source` defines, whose frames count as not started yet and so are invisible to Python.
unsafe fn invisible_function(source: &std::ffi::CStr) -> Option<state::Object> {
    const FILE_INPUT: i32 = 257;
    // SAFETY: the GIL is held; the namespace is ours, the function outlives it.
    unsafe {
        let namespace = ffi::PyDict_New();
        let result =
            gated!(ffi::PyRun_StringFlags(source.as_ptr(), FILE_INPUT, namespace, namespace, std::ptr::null_mut()));
        if result.is_null() {
            gated!(ffi::PyErr_Clear());
            return None;
        }
        let function = ffi::PyDict_GetItemString(namespace, c"_p".as_ptr());
        object::incref(function);
        object::decref(result);
        object::decref(namespace);
        let code = code_table::code_of(function) as *mut ffi::PyCodeObject;
        (*code)._co_firsttraceable = 1 << 24;
        Some(function)
    }
}

/// Calls `module.name(key=function…)`; a null key makes the argument positional. Failing is no error: the hook is missing.
unsafe fn hook(
    module: &std::ffi::CStr,
    name: &std::ffi::CStr,
    functions: &[(*const std::ffi::c_char, crate::FastFunction)],
) {
    // SAFETY: the GIL is held; references made here are given back.
    unsafe {
        let module = gated!(ffi::PyImport_ImportModule(module.as_ptr()));
        if module.is_null() {
            gated!(ffi::PyErr_Clear());
            return;
        }
        let register = gated!(ffi::PyObject_GetAttrString(module, name.as_ptr()));
        object::decref(module);
        if register.is_null() {
            gated!(ffi::PyErr_Clear());
            return;
        }
        let arguments = ffi::PyTuple_New(isize::from(functions[0].0.is_null()));
        let keywords = ffi::PyDict_New();
        for &(key, function) in functions {
            let function = crate::c_function(c"andiron_hook", function);
            if key.is_null() {
                ffi::PyTuple_SetItem(arguments, 0, function);
            } else {
                ffi::PyDict_SetItemString(keywords, key, function);
                object::decref(function);
            }
        }
        let result = gated!(ffi::PyObject_Call(register, arguments, keywords));
        if result.is_null() {
            gated!(ffi::PyErr_Clear());
        }
        object::xdecref(result);
        object::decref(arguments);
        object::decref(keywords);
        object::decref(register);
    }
}

unsafe extern "C" fn at_exit(_: state::Object, _: *const state::Object, _: isize) -> state::Object {
    tiering::set_interpreter(std::ptr::null_mut());
    tiering::SAMPLER.stop();
    compile::WORKER.stop();
    state::with(|state| tiering::set_mode(state, None));
    object::none()
}

/// Before `fork`: our threads end, and none starts until it is over.
unsafe extern "C" fn before_fork(_: state::Object, _: *const state::Object, _: isize) -> state::Object {
    threads::fork_begins();
    tiering::SAMPLER.stop();
    compile::WORKER.stop();
    object::none()
}

unsafe extern "C" fn after_fork_in_parent(_: state::Object, _: *const state::Object, _: isize) -> state::Object {
    after_fork(false)
}

unsafe extern "C" fn after_fork_in_child(_: state::Object, _: *const state::Object, _: isize) -> state::Object {
    after_fork(true)
}

/// In the child of a fork after which nobody called `PyOS_AfterFork_Child`, as uWSGI's: our threads start again.
pub fn resume_in_child() {
    after_fork(true);
}

fn after_fork(in_child: bool) -> state::Object {
    threads::fork_ends(in_child);
    if state::with(|state| state.mode == Some(Mode::Auto)) {
        tiering::SAMPLER.start();
    }
    compile::resume_worker();
    object::none()
}

/// Starts to find and compile functions. Called again, it changes the mode.
pub fn enable(mode: Mode) -> Result<(), String> {
    set_up()?;
    state::with(|state| {
        tiering::set_mode(state, Some(mode));
        state.disabled = false;
    });
    if mode == Mode::Auto {
        tiering::SAMPLER.start();
    } else {
        tiering::SAMPLER.stop();
        // SAFETY: the GIL is held.
        unsafe { tiering::stub_existing() }
    }
    Ok(())
}

/// Stops taking over functions and gives compiled functions back to the interpreter.
pub fn disable() {
    if !state::exists() {
        return;
    }
    tiering::SAMPLER.stop();
    state::with(|state| {
        tiering::set_mode(state, None);
        state.disabled = true;
        code_table::give_back_all(state);
    });
    // SAFETY: the GIL is held.
    unsafe { crate::osr::disarm_all() }
}

/// Whether functions are compiled because they are hot, and not because of how often they were called.
pub fn is_automatic() -> bool {
    state::exists() && state::with(|state| state.mode == Some(Mode::Auto))
}

/// Whether [`enable`] is in effect.
pub fn is_enabled() -> bool {
    state::exists() && state::with(|state| state.mode.is_some())
}

/// Compiles a function now; the error says why it was refused.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn compile(func: *mut PyObject) -> Result<(), String> {
    set_up()?;
    state::with(|state| state.disabled = false);
    // SAFETY: passed on.
    unsafe { compile::compile_now(func.cast()) }
}

/// Whether calls of this function run compiled code.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn is_compiled(func: *mut PyObject) -> bool {
    if !state::exists() {
        return false;
    }
    // SAFETY: a live function.
    let code = unsafe { code_table::code_of(func.cast()) };
    state::with(|state| {
        state.suspended == 0
            && state.functions.contains_key(&(func as usize))
            && state.codes.get(&code).is_some_and(|entry| entry.vectorcall().is_some())
    })
}

/// Compiles a function when it is first called, whatever the mode (`@jit`).
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn compile_on_first_call(func: *mut PyObject) {
    if set_up().is_ok() {
        // SAFETY: passed on.
        unsafe { tiering::stub_now(func as usize) }
    }
}

/// Leaves a function to the interpreter, whatever the mode (`@nojit`).
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn never_compile(func: *mut PyObject) {
    if set_up().is_err() {
        return;
    }
    // SAFETY: a live function.
    let code = unsafe { code_table::code_of(func.cast()) };
    state::with(|state| {
        // SAFETY: as above.
        unsafe { code_table::entry(state, code) }.never = true;
        code_table::poison(state, code);
        // SAFETY: as above.
        unsafe { code_table::give_back(state, func as usize) }
    });
}

/// A function has other builtins than before (the old ones are given by address): machine code that was made for its old
/// home is for the new one from now on, and made again.
///
/// # Safety
/// The GIL is held; `function` is the address of a live function object. Runs no Python.
pub unsafe fn builtins_changed(function: usize, old: usize) {
    state::try_with(|state| {
        // SAFETY: a live function.
        let (home, code) = unsafe { (code_table::home_of(function), code_table::code_of(function as state::Object)) };
        if let Some(entry) = state.codes.get_mut(&code)
            && entry.home == Some((home.0, old))
        {
            entry.home = Some(home);
            if entry.current.is_some() {
                code_table::poison(state, code);
                tiering::on_left(state, code, false);
            }
        }
    });
}

/// Lets compiled functions run in the interpreter until the matching [`resume`]; nests.
pub fn pause() {
    if set_up().is_ok() {
        code_table::suspend();
    }
}

/// Ends the innermost [`pause`].
pub fn resume() {
    if state::exists() {
        code_table::resume();
    }
}

/// Begins a stage of preparing this process to be forked: how much is compiled depends on it.
pub fn enter_stage(stage: Stage) {
    crate::prepared::enter(stage);
}

/// How many code watchers of this process are ours.
pub fn code_watchers() -> u32 {
    u32::from(state::exists())
}

/// Whether a code object may be replaced by a copy at another address: nothing of the compiler's has the old one.
pub fn can_move(code: usize) -> bool {
    !state::exists() || state::with(|state| code_table::can_move(state, code))
}

/// A copy of a code object, at `new`, has taken its place wherever something referred to it.
pub fn code_moved(old: usize, new: usize) {
    if state::exists() {
        state::with(|state| code_table::code_moved(state, old, new));
    }
}

/// What has happened so far.
pub fn stats() -> Stats {
    if !state::exists() {
        return Stats::default();
    }
    let mut exits: std::collections::HashMap<(String, String, u32, String), u64> = std::collections::HashMap::new();
    let mut stats = state::with(|state| {
        let mut stats = Stats {
            compiled: state.dropped.clone(),
            invalidations: state.invalidations,
            compile_ns: state.compile_ns,
            code_bytes: compile::CODE_BYTES.load(Ordering::Relaxed),
            pending: compile::pending() as u64,
            ..Stats::default()
        };
        exits.clone_from(&state.dropped_exits);
        for entry in state.codes.values() {
            let pieces = entry.current.iter().chain(&entry.old).chain(entry.loops.iter().map(|(_, compiled)| compiled));
            for compiled in pieces {
                stats.compiled.push(compiled.report.clone());
                for (unit, reason, count) in crate::exits::taken(compiled) {
                    let report = &compiled.report;
                    let key = (report.qualname.clone(), report.filename.clone(), compiled.line_at(unit), reason);
                    *exits.entry(key).or_default() += count;
                }
            }
            if let Some(reason) = entry.status.refusal() {
                let (qualname, filename, line) = entry.names.clone();
                stats.refused.push(Refused { qualname, filename, line, reason: reason.to_owned() });
            }
        }
        stats
    });
    stats.exits = exits
        .into_iter()
        .map(|((qualname, filename, line, reason), count)| ExitCount { qualname, filename, line, reason, count })
        .collect();
    stats.exits.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (&a.qualname, a.line).cmp(&(&b.qualname, b.line))));
    stats
}

/// Waits until no compilation is queued or under way; releases the GIL while it waits.
pub fn wait_idle() {
    while state::exists() && compile::pending() > 0 {
        // SAFETY: the GIL is held here, and again after the pause.
        unsafe {
            let ts = ffi::PyEval_SaveThread();
            std::thread::sleep(std::time::Duration::from_millis(1));
            gated!(ffi::PyEval_RestoreThread(ts));
            compile::install_finished();
        }
    }
}

/// What the compiler makes of a function: `hir` (after every pass) or `asm`.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn listing(func: *mut PyObject, stage: &str) -> Result<String, String> {
    set_up()?;
    // SAFETY: passed on.
    unsafe { compile::listing(func.cast(), stage) }
}
