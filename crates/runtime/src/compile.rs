//! The pipeline: a code object to installed machine code.
//!
//! *Prepare* (GIL held): decode the bytecode with its feedback, build HIR, take references to every object it names,
//! register its assumptions. *Finish* (no GIL, any thread): passes and code generation. *Install* (GIL held, at a safe
//! point): check that no assumption fell meanwhile, then let functions and callers run the new code.

use crate::api::CompiledFunction;
use crate::code_table::{self, EntryCell, Status};
use crate::holders;
use crate::invariants::Assumption;
use crate::sites::Sites;
use crate::state::{self, Compiled, Object};
use crate::world::{Addresses, Program};
use andiron_bytecode::{Code, Fact, Feedback, Handler, IterFeedback, Op};
use andiron_codegen::abi::{CompiledCode, Entries};
use andiron_cpython::types::TypeFinder;
use andiron_cpython::{decode, ffi, object};
use andiron_hir::build::{self, Start};
use andiron_hir::function::{CallInfo, Imm};
use andiron_hir::passes::{self, PassOptions};
use andiron_hir::{Function, Opcode};
use std::cell::Cell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread::JoinHandle;

/// Compilations after the first before a function is left to the interpreter.
pub const MOST_RECOMPILES: u32 = 8;
/// Compilations after the first before code that never ran is compiled, too.
const MOST_UNTAKEN: u32 = 3;
/// Jobs that may wait.
const LONGEST_QUEUE: usize = 24;
/// Machine code after which nothing more is compiled.
const MOST_CODE_BYTES: u64 = 256 << 20;

/// One compilation under way. Holds references (as addresses: it travels between threads), given back by [`install`].
pub struct Job {
    function: Function,
    addresses: Addresses,
    code: usize,
    callable: usize,
    home: code_table::Home,
    start: Start,
    /// Owned references to all objects, `weak` ones included, plus the callable and the code object.
    held: Vec<usize>,
    strong: Vec<usize>,
    weak: Vec<usize>,
    assumptions: Vec<Assumption>,
    cells: Vec<Arc<EntryCell>>,
    callees: Vec<usize>,
    /// Constant functions the code calls: worth compiling too.
    called: Vec<usize>,
    lines: Vec<(u32, u32)>,
    returns: Vec<u32>,
    prefixed: Vec<(u32, u32)>,
    has_loops: bool,
    handlers: Vec<Handler>,
    names: (String, String, u32),
    validity: Arc<AtomicU64>,
    failed_units: HashSet<u32>,
    sites: Sites,
    /// Length of the bytecode, and what the budget was promised that compiling it costs.
    units: u64,
    promised: u64,
    /// CPU time it has taken so far, in nanoseconds.
    nanoseconds: u64,
}

/// A finished compilation.
struct Finished {
    job: Job,
    result: Result<CompiledCode, String>,
    nanoseconds: u64,
}

/// Bytes of machine code in use.
pub static CODE_BYTES: AtomicU64 = AtomicU64::new(0);

// ---- prepare ----

/// The fallback direct entry for functions of `arguments` parameters.
fn fallback(arguments: usize) -> Result<usize, String> {
    let known = state::with(|state| match state.fallbacks.get(&arguments).map(|code| code.entries) {
        Some(Entries::Fallback { direct }) => Some(direct),
        _ => None,
    });
    if let Some(direct) = known {
        return Ok(direct);
    }
    let addresses = state::with(|state| Addresses::new(state.interpreter));
    let code = andiron_codegen::compile_fallback(arguments, &addresses).map_err(|error| error.0)?;
    let Entries::Fallback { direct } = code.entries else {
        return Err("the fallback entry is not a function".to_owned());
    };
    state::with(|state| state.fallbacks.insert(arguments, code));
    Ok(direct)
}

/// Length of a code object's bytecode.
///
/// # Safety
/// A live code object.
pub unsafe fn unit_count(code: usize) -> u64 {
    // SAFETY: as said.
    unsafe { andiron_cpython::frame::unit_count(code as *mut ffi::PyCodeObject) as u64 }
}

fn parameter_slots(code: usize) -> usize {
    // SAFETY: a live code object, by the caller's contract.
    unsafe {
        let code = code as *mut ffi::PyCodeObject;
        let flags = (*code).co_flags as u32;
        ((*code).co_argcount + (*code).co_kwonlyargcount) as usize
            + usize::from(flags & ffi::CO_VARARGS != 0)
            + usize::from(flags & ffi::CO_VARKEYWORDS != 0)
    }
}

/// Who wants a function compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// The program, or somebody who looks at listings.
    Explicit,
    /// The automatic mode, which is after speed.
    Tiering,
}

/// Instructions of a loop over a generator below which compiling it loses: the interpreter runs a generator's body in its
/// own loop, compiled code has to call it.
const LEAST_LOOP_BODY: usize = 12;

const RESUMES_GENERATORS: &str = "its loops do little but resume generators, which the interpreter does best";

/// Whether the interpreter saw a generator in one of the loops, and nowhere a loop that gains from compiling.
fn only_resumes_generators(code: &Code) -> bool {
    let mut loops = code.instrs.iter().filter(|ins| ins.op == Op::JUMP_BACKWARD).count();
    let mut resumes = false;
    for ins in code.instrs.iter().filter(|ins| ins.feedback == Feedback::Iter(IterFeedback::Generator)) {
        let end = ins.target.unwrap_or(ins.next);
        let body = code.instrs.iter().filter(|other| other.unit > ins.unit && other.unit < end).count();
        if body >= LEAST_LOOP_BODY {
            return false;
        }
        resumes = true;
        loops = loops.saturating_sub(1);
    }
    resumes && loops == 0
}

/// Decodes and builds. The error is the reason for a refusal.
///
/// # Safety
/// The GIL is held; `callable` is a live function.
unsafe fn prepare(callable: Object, start: Start, wish: Wish) -> Result<Job, String> {
    let started = crate::budget::thread_cpu();
    // SAFETY: the function keeps its code, globals and builtins alive; decoding and building run no Python.
    unsafe {
        let func: *mut ffi::PyFunctionObject = callable.cast();
        let code = code_table::code_of(callable);
        let decoded = decode::decode(code as *mut ffi::PyCodeObject);
        if wish == Wish::Tiering && only_resumes_generators(&decoded) {
            return Err(RESUMES_GENERATORS.to_owned());
        }
        let (failed_units, taken_units, sites, recompiles) = state::with(|state| {
            let entry = code_table::entry(state, code);
            entry.sites.note_feedback(&decoded);
            entry.failed_units.extend(entry.sites.megamorphic());
            (entry.failed_units.clone(), entry.taken_units.clone(), entry.sites.clone(), entry.recompiles)
        });
        let mut program = Program {
            names: decoded.names.iter().map(|name| name.address).collect(),
            globals: (*func).func_globals,
            builtins: (*func).func_builtins,
            failed_units: failed_units.clone(),
            taken_units,
            all_taken: recompiles >= MOST_UNTAKEN,
            sites,
            finder: TypeFinder::new(),
            places: HashMap::new(),
            answers: HashMap::new(),
            assumptions: Vec::new(),
            functions: HashSet::new(),
            weak: HashSet::new(),
        };
        let function = build::build(&decoded, start, &mut program).map_err(|refusal| refusal.text().to_owned())?;
        let own: HashSet<usize> = decoded.consts.iter().chain(&decoded.names).map(|object| object.address).collect();
        let (mut strong, mut weak, mut called) = (HashSet::new(), Vec::new(), Vec::new());
        for object in &function.objects {
            if object.address == 0 || object::is_immortal(object.address as Object) {
                continue;
            }
            if let Fact::Function(facts) = &object.fact
                && !facts.generator
            {
                called.push(object.address);
            }
            if program.weak.contains(&object.address) {
                weak.push(object.address);
            } else if !own.contains(&object.address) {
                strong.insert(object.address);
            }
        }
        let validity = Arc::new(AtomicU64::new(state::UNCHECKED));
        let mut addresses = state::with(|state| Addresses::new(state.interpreter));
        addresses.validity = validity.as_ptr() as usize;
        let (mut cells, mut callees) = (Vec::new(), Vec::new());
        for value in &function.values {
            let andiron_hir::Def::Inst(inst) = &value.def else { continue };
            let callee = match (inst.opcode, inst.imm) {
                (_, Imm::Call(CallInfo::Direct { code })) => code,
                (Opcode::GuardFunctionCode, Imm::Int(address)) => address as usize,
                (Opcode::GuardFunctionDefaults, Imm::Int(address)) if address != 0 => {
                    strong.insert(address as usize);
                    continue;
                }
                _ => continue,
            };
            if callee != code && !callees.contains(&callee) {
                callees.push(callee);
            }
            if let Imm::Call(_) = inst.imm
                && !addresses.cells.contains_key(&callee)
            {
                let fallback = fallback(parameter_slots(callee))?;
                let cell = state::with(|state| code_table::cell(state, callee, fallback));
                addresses.cells.insert(callee, cell.entry.as_ptr() as usize);
                cells.push(cell);
            }
        }
        for code in callees.iter().copied().chain([code]) {
            let object = code as *mut ffi::PyCodeObject;
            addresses.frames.insert(code, (*object).co_framesize as usize);
            if parameter_slots(code) == (*object).co_argcount as usize {
                addresses.only_positional.insert(code);
            }
        }
        callees.extend(program.functions.iter().copied());
        if !strong.is_empty() {
            let all = strong.clone();
            let classes = holders::classes_of(&decoded, &program.sites, &function.objects, &mut program.finder);
            holders::watch_classes(&classes, &mut strong, &mut program.assumptions);
            callees.extend(holders::watch_defaults(&function.objects, &mut strong));
            weak.extend(all.difference(&strong));
        }
        let strong: Vec<usize> = strong.into_iter().collect();
        let held: Vec<usize> = strong.iter().chain(&weak).copied().chain([callable as usize, code]).collect();
        for &object in &held {
            object::incref(object as Object);
        }
        state::with(|state| {
            let user = (code, validity.clone());
            for assumption in &program.assumptions {
                state.constants.rely(*assumption, user.clone());
            }
            for callee in &callees {
                state.users.entry(*callee).or_default().push(user.clone());
            }
        });
        let instrs = &decoded.instrs;
        Ok(Job {
            addresses,
            code,
            callable: callable as usize,
            home: code_table::home_of(callable as usize),
            start,
            held,
            strong,
            weak,
            assumptions: program.assumptions,
            cells,
            callees,
            called,
            lines: instrs.iter().map(|ins| (ins.unit, ins.line)).collect(),
            returns: instrs.iter().filter(|ins| ins.op == Op::RETURN_VALUE).map(|ins| ins.unit).collect(),
            has_loops: instrs.iter().any(|ins| ins.op == Op::JUMP_BACKWARD),
            prefixed: instrs.iter().filter(|ins| ins.start != ins.unit).map(|ins| (ins.unit, ins.start)).collect(),
            handlers: decoded.handlers.clone(),
            names: (decoded.qualname.clone(), decoded.filename.clone(), decoded.first_line),
            validity,
            failed_units,
            sites: program.sites,
            function,
            units: unit_count(code),
            promised: 0,
            nanoseconds: crate::budget::thread_cpu() - started,
        })
    }
}

// ---- finish ----

fn finish(mut job: Job) -> Finished {
    let started = crate::budget::thread_cpu();
    let result = catching(|| {
        let options = PassOptions { failed_units: job.failed_units.clone(), ..PassOptions::default() };
        passes::optimise(&mut job.function, &options);
        andiron_codegen::compile(&job.function, &job.addresses).map_err(|error| error.0)
    })
    .flatten();
    let nanoseconds = job.nanoseconds + crate::budget::thread_cpu() - started;
    crate::budget::settle(job.promised, job.units, nanoseconds);
    Finished { job, result, nanoseconds }
}

thread_local! {
    /// Whether a panic on this thread is caught and becomes a refusal.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Runs a part of the compiler; a panic in it becomes an error.
fn catching<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let default = std::panic::take_hook();
        let verbose = std::env::var_os("ANDIRON_DEBUG").is_some();
        std::panic::set_hook(Box::new(move |panic| {
            // The refusal says what happened; users of a program that works need not read it on their terminal.
            if verbose || !CATCHING.get() {
                default(panic);
            }
        }));
    });
    CATCHING.set(true);
    let result = std::panic::catch_unwind(AssertUnwindSafe(f));
    CATCHING.set(false);
    result.map_err(|panic| format!("the compiler failed: {}", panic_text(&*panic)))
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panic").lines().next().unwrap_or_default().to_owned()
}

// ---- install ----

/// Puts a finished compilation to use.
///
/// # Safety
/// The GIL is held. References are given back, so Python may run.
unsafe fn install(finished: Finished) -> Result<(), String> {
    let Finished { job, result, nanoseconds } = finished;
    let code = job.code;
    let is_loop = job.start != Start::Function;
    let mut loop_ready = false;
    // SAFETY: the job's references keep everything alive.
    let outcome = unsafe {
        state::with(|state| {
            state.compile_ns += nanoseconds;
            let stale = job.validity.load(Ordering::Relaxed) == state::POISON;
            let machine = match result {
                Ok(machine) if !stale => machine,
                other => {
                    state.forget_reliance(&job.assumptions, &job.callees, &job.validity);
                    let entry = code_table::entry(state, code);
                    return match other {
                        Ok(_) => {
                            entry.status = if is_loop { entry.status.clone() } else { Status::Fresh };
                            entry.heat = 0;
                            Err("an assumption changed while it was compiled".to_owned())
                        }
                        Err(reason) if is_loop => Err(reason),
                        Err(reason) => {
                            entry.status = Status::Refused(reason.clone());
                            Err(reason)
                        }
                    };
                }
            };
            let entry = code_table::entry(state, code);
            if entry.home != Some(job.home) {
                if !is_loop {
                    entry.status = Status::Fresh;
                }
                state.forget_reliance(&job.assumptions, &job.callees, &job.validity);
                return Err("its code is compiled for a function with other globals".to_owned());
            }
            CODE_BYTES.fetch_add(machine.bytes as u64, Ordering::Relaxed);
            for &object in &job.strong {
                object::incref(object as Object);
            }
            let (qualname, filename, line) = job.names.clone();
            let report = CompiledFunction {
                qualname,
                filename,
                line,
                bytes: machine.bytes as u64,
                compile_ns: nanoseconds,
                osr: is_loop,
            };
            let compiled = Box::new(Compiled {
                code,
                home: job.home,
                machine,
                validity: job.validity.clone(),
                strong: job.strong.iter().map(|object| *object as Object).collect(),
                weak: job.weak.iter().map(|object| *object as Object).collect(),
                cells: job.cells.clone(),
                lines: job.lines.clone(),
                returns: job.returns.clone(),
                prefixed: job.prefixed.clone(),
                has_loops: job.has_loops,
                handlers: job.handlers.clone(),
                assumptions: job.assumptions.clone(),
                callees: job.callees.clone(),
                sites: job.sites.clone(),
                report,
            });
            for exit in &compiled.machine.exits {
                exit.owner.store(&raw const *compiled as usize, Ordering::Relaxed);
            }
            let entry = code_table::entry(state, code);
            match job.start {
                Start::Loop { unit } => {
                    entry.loops.push((unit, compiled));
                    loop_ready = true;
                }
                Start::Function => {
                    if let Some(previous) = entry.current.replace(compiled) {
                        entry.old.push(previous);
                    }
                    entry.status = Status::Compiled;
                    let vectorcall = entry.vectorcall().ok_or("no function entry")?;
                    code_table::redirect(state, code);
                    // The function's code may have been replaced meanwhile.
                    if code_table::code_of(job.callable as Object) == code {
                        code_table::take_over(state, job.callable, code, vectorcall);
                    }
                }
            }
            Ok(())
        })
    };
    // SAFETY: the GIL is held; each reference in `held` is owned by the job.
    unsafe {
        if loop_ready {
            crate::osr::arm(code as Object);
        }
        if outcome.is_ok() && state::with(|state| state.mode == Some(crate::api::Mode::Auto)) {
            for &callee in &job.called {
                request_callee(callee as Object);
            }
        }
        for &object in &job.held {
            object::decref(object as Object);
        }
    }
    outcome
}

/// Compiles a function here and now.
///
/// # Safety
/// The GIL is held; `callable` is a live function.
pub unsafe fn compile_now(callable: Object) -> Result<(), String> {
    // SAFETY: as said.
    unsafe {
        let code = code_table::code_of(callable);
        let decided = state::with(|state| {
            let entry = code_table::entry(state, code);
            if entry.never {
                return Some(Err("switched off by @nojit".to_owned()));
            }
            if !code_table::claim(state, callable as usize) {
                return Some(Err("its code is compiled for a function with other globals".to_owned()));
            }
            let entry = code_table::entry(state, code);
            if let Some(vectorcall) = entry.vectorcall() {
                code_table::take_over(state, callable as usize, code, vectorcall);
                return Some(Ok(()));
            }
            match &entry.status {
                Status::Refused(reason) => Some(Err(reason.clone())),
                _ => None,
            }
        });
        if let Some(decided) = decided {
            return decided;
        }
        if !crate::tiering::can_compile(code) {
            let reason = "generators, coroutines and module or class bodies are left to the interpreter";
            return refuse(code, Status::Refused(reason.to_owned()));
        }
        let job = match guarded_prepare(callable, Start::Function, Wish::Explicit) {
            Ok(job) => job,
            Err(reason) => return refuse(code, Status::Refused(reason)),
        };
        let finished = {
            let _compiling = lock(&COMPILING);
            finish(job)
        };
        install(finished)
    }
}

unsafe fn guarded_prepare(callable: Object, start: Start, wish: Wish) -> Result<Job, String> {
    // SAFETY: passed on.
    catching(|| unsafe { prepare(callable, start, wish) }).flatten()
}

fn refuse(code: usize, refusal: Status) -> Result<(), String> {
    let reason = refusal.refusal().expect("a refusal has a reason").to_owned();
    state::with(|state| {
        // SAFETY: the caller's function keeps the code alive.
        unsafe { code_table::entry(state, code) }.status = refusal;
    });
    Err(reason)
}

// ---- in the background ----

static QUEUE: Mutex<VecDeque<Job>> = Mutex::new(VecDeque::new());
static QUEUED: Condvar = Condvar::new();
static FINISHED: Mutex<Vec<Finished>> = Mutex::new(Vec::new());
/// Held while code is generated; `fork` takes it, so that no lock of the compiler is held in the child for ever.
static COMPILING: Mutex<()> = Mutex::new(());
static WORKER: Mutex<Option<JoinHandle<()>>> = Mutex::new(None);
static STOPPING: AtomicBool = AtomicBool::new(false);
/// Jobs queued, under way or waiting to be installed.
static PENDING: AtomicUsize = AtomicUsize::new(0);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many compilations have not been installed yet.
pub fn pending() -> usize {
    PENDING.load(Ordering::Acquire)
}

/// Queues a function that was found hot.
///
/// # Safety
/// The GIL is held; `callable` is a live function.
pub unsafe fn request(callable: Object) {
    // SAFETY: as said.
    unsafe {
        let code = code_table::code_of(callable);
        if PENDING.load(Ordering::Relaxed) > LONGEST_QUEUE
            || CODE_BYTES.load(Ordering::Relaxed) > MOST_CODE_BYTES
            || !crate::frames::has_room_to_compile()
        {
            return;
        }
        let wanted = state::with(|state| {
            let entry = code_table::entry(state, code);
            let wanted = entry.status == Status::Fresh && !entry.never && code_table::claim(state, callable as usize);
            if wanted {
                code_table::entry(state, code).status = Status::Queued;
            }
            wanted
        });
        if wanted {
            match guarded_prepare(callable, Start::Function, Wish::Tiering) {
                Ok(job) => enqueue(job),
                Err(reason) => {
                    let judged = reason == RESUMES_GENERATORS;
                    let _ = refuse(code, if judged { Status::Declined(reason) } else { Status::Refused(reason) });
                }
            }
        }
    }
}

/// Queues a loop of a function that is running.
///
/// # Safety
/// The GIL is held; `callable` is a live function whose code has a loop header there.
pub unsafe fn request_loop(callable: Object, header: u32) {
    if PENDING.load(Ordering::Relaxed) > LONGEST_QUEUE || CODE_BYTES.load(Ordering::Relaxed) > MOST_CODE_BYTES {
        return;
    }
    // SAFETY: as said.
    unsafe {
        if state::with(|state| code_table::claim(state, callable as usize))
            && let Ok(job) = guarded_prepare(callable, Start::Loop { unit: header }, Wish::Tiering)
        {
            enqueue(job);
        }
    }
}

/// Length of a function that is compiled because compiled code calls it, seen running or not.
const SMALL: u64 = 60;

/// Queues what a compiled function calls, if it has run before (code without feedback is not worth compiling) and the
/// budget has room: what is really hot turns up in samples.
unsafe fn request_callee(callable: Object) {
    // SAFETY: the job holds the function.
    unsafe {
        let code = code_table::code_of(callable);
        if !crate::tiering::can_compile(code) {
            return;
        }
        let (fresh, seen) = state::with(|state| {
            let entry = code_table::entry(state, code);
            (entry.status == Status::Fresh, entry.heat > 0)
        });
        let units = unit_count(code);
        if !fresh || !(seen || units <= SMALL) || !crate::budget::has_room(units) {
            return;
        }
        let decoded = decode::decode(code as *mut ffi::PyCodeObject);
        let cold = decoded.instrs.iter().filter(|ins| ins.feedback == Feedback::Cold).count();
        let warm = decoded.instrs.iter().filter(|ins| !matches!(ins.feedback, Feedback::Cold | Feedback::None)).count();
        if warm > 0 || cold == 0 {
            request(callable);
        }
    }
}

fn enqueue(mut job: Job) {
    job.promised = crate::budget::promise(job.units);
    PENDING.fetch_add(1, Ordering::AcqRel);
    lock(&QUEUE).push_back(job);
    QUEUED.notify_one();
    start_worker();
}

fn start_worker() {
    let mut worker = lock(&WORKER);
    if worker.is_none() {
        STOPPING.store(false, Ordering::Release);
        let thread = std::thread::Builder::new().name("andiron-compile".to_owned()).stack_size(16 << 20);
        *worker = thread.spawn(run_worker).ok();
    }
}

fn run_worker() {
    loop {
        let mut queue = lock(&QUEUE);
        let (job, compiling) = loop {
            if STOPPING.load(Ordering::Acquire) {
                return;
            }
            if let Some(job) = queue.pop_front() {
                break (job, lock(&COMPILING));
            }
            queue = QUEUED.wait(queue).unwrap_or_else(PoisonError::into_inner);
        };
        drop(queue);
        let finished = finish(job);
        lock(&FINISHED).push(finished);
        drop(compiling);
        crate::tiering::ask_for_safe_point();
    }
}

/// Installs what the compile thread has finished.
///
/// # Safety
/// The GIL is held, at a safe point; may run Python.
pub unsafe fn install_finished() {
    let finished = std::mem::take(&mut *lock(&FINISHED));
    for one in finished {
        // SAFETY: as said.
        let _ = unsafe { install(one) };
        PENDING.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Ends the compile thread after the job it is at, and waits for it; it never needs the GIL.
pub fn stop_worker() {
    let thread = lock(&WORKER).take();
    if let Some(thread) = thread {
        STOPPING.store(true, Ordering::Release);
        drop(lock(&QUEUE));
        QUEUED.notify_all();
        let _ = thread.join();
    }
}

// ---- fork ----

type Guard<T> = MutexGuard<'static, T>;
type Guards = (Guard<VecDeque<Job>>, Guard<()>, Guard<Vec<Finished>>);
struct Held(std::cell::UnsafeCell<Option<Guards>>);
// SAFETY: written and read by the forking thread alone, between `prepare` and `parent`/`child`.
unsafe impl Sync for Held {}
static HELD: Held = Held(std::cell::UnsafeCell::new(None));

extern "C" fn before_fork() {
    // In this order everywhere: queue, compiling, finished.
    let guards = (lock(&QUEUE), lock(&COMPILING), lock(&FINISHED));
    // SAFETY: only one thread forks at a time: it holds the locks.
    unsafe { *HELD.0.get() = Some(guards) }
}

extern "C" fn after_fork() {
    // SAFETY: the thread that took them.
    unsafe { *HELD.0.get() = None }
}

extern "C" fn after_fork_in_child() {
    after_fork();
    // A `fork` not made by Python: the thread did not come along, and cannot be waited for.
    if let Some(thread) = lock(&WORKER).take() {
        std::mem::forget(thread);
    }
}

/// Makes `fork` safe while the compile thread works. Once.
pub fn guard_fork() {
    // SAFETY: plain registration of functions that live for ever.
    unsafe {
        libc::pthread_atfork(Some(before_fork), Some(after_fork), Some(after_fork_in_child));
    }
}

/// Starts the compile thread again in a forked child that inherited waiting jobs.
pub fn resume_worker() {
    if !lock(&QUEUE).is_empty() {
        start_worker();
    }
}

// ---- storms ----

/// Speculation at `unit` failed again and again: the code goes, and is compiled again without it.
/// With `cold`, it was no speculation on what `unit` would see, but on its never running.
pub fn site_failed(code: usize, owner: *const Compiled, is_loop: bool, unit: u32, cold: bool) {
    let again = state::with(|state| {
        let entry = state.codes.get_mut(&code)?;
        // SAFETY: the code that exits belongs to the entry, which keeps it.
        let owner = unsafe { &*owner };
        entry.taken_units.extend(crate::exits::taken_after_all(owner));
        let failing: Vec<u32> = crate::exits::often_failing(owner).chain((!cold).then_some(unit)).collect();
        entry.failed_units.extend(failing.iter().filter(|unit| !entry.sites.will_do_better(**unit, &owner.sites)));
        entry.recompiles += 1;
        if entry.recompiles + 1 >= MOST_RECOMPILES {
            entry.failed_units.extend(entry.sites.give_up());
        }
        let give_up = entry.recompiles > MOST_RECOMPILES;
        if is_loop {
            let position = entry.loops.iter().position(|(_, compiled)| std::ptr::eq(&raw const **compiled, owner))?;
            let (header, compiled) = entry.loops.remove(position);
            compiled.validity.store(state::POISON, Ordering::Relaxed);
            entry.old.push(compiled);
            if !give_up {
                entry.loops_tried.retain(|tried| *tried != header);
            }
            // A call leaves its function's own code only once, at the same place, and the loop goes on from there: that
            // code would never fail often enough.
            let fails = |compiled: &Compiled| {
                let mut exits = compiled.machine.exits.iter().filter(|exit| exit.is_speculation());
                exits.any(|exit| {
                    exit.count.load(Ordering::Relaxed) > 0 && (exit.unit == unit || failing.contains(&exit.unit))
                })
            };
            let function_fails = !give_up && entry.current.as_deref().is_some_and(fails);
            crate::invariants::hold_constants(state, code);
            if function_fails {
                code_table::poison(state, code);
                return crate::tiering::on_left(state, code, false);
            }
            return None;
        }
        if !entry.current.as_ref().is_some_and(|compiled| std::ptr::eq(&raw const **compiled, owner)) {
            return None;
        }
        code_table::poison(state, code);
        crate::tiering::on_left(state, code, give_up)
    });
    if let Some(function) = again {
        // SAFETY: the function watcher removes functions before they die; the GIL is held in an exit.
        unsafe { request(function as Object) }
    }
}

// ---- listings ----

/// The function after every pass (`hir`), or its machine code (`asm`). `loop:UNIT` starts at a loop header instead.
///
/// # Safety
/// The GIL is held; `callable` is a live function.
pub unsafe fn listing(callable: Object, stage: &str) -> Result<String, String> {
    let header = stage.strip_prefix("loop:").and_then(|unit| unit.parse().ok());
    let start = header.map_or(Start::Function, |unit| Start::Loop { unit });
    // SAFETY: as said.
    let mut job = unsafe { guarded_prepare(callable, start, Wish::Explicit) }?;
    let mut text = String::new();
    let traced = catching(|| {
        let options = PassOptions { failed_units: job.failed_units.clone(), ..PassOptions::default() };
        passes::optimise_traced(&mut job.function, &options, &mut |name, function| {
            text.push_str(&format!("==== {name}\n{function}\n"));
        });
        if stage == "asm" {
            text = andiron_codegen::disassemble(&job.function, &job.addresses).unwrap_or_else(|error| error.0);
        }
    });
    if let Err(failure) = traced {
        text.push_str(&format!("==== {failure}\n"));
    }
    state::with(|state| {
        state.forget_reliance(&job.assumptions, &job.callees, &job.validity);
        state.deferred.extend(job.held.iter().map(|object| *object as Object));
    });
    crate::tiering::ask_for_safe_point();
    Ok(text)
}
