//! The pipeline: a code object to installed machine code.
//!
//! *Prepare* ([`prepare`], GIL held): decode the bytecode with its feedback, build HIR, take references to every object it names,
//! register its assumptions. *Finish* (no GIL, any thread): passes and code generation. *Install* (GIL held, at a safe
//! point): check that no assumption fell meanwhile, then let functions and callers run the new code.

mod background;
mod prepare;
mod storms;

pub use background::{WORKER, guard_fork, install_finished, pending, request, request_loop, resume_worker};
pub use storms::site_failed;

use crate::api::CompiledFunction;
use crate::code_table::{self, EntryCell, Status};
use crate::invariants::Assumption;
use crate::sites::Sites;
use crate::state::{self, Compiled, Object};
use crate::world::Addresses;
use andiron_bytecode::Handler;
use andiron_codegen::abi::CompiledCode;
use andiron_cpython::{ffi, object};
use andiron_hir::Function;
use andiron_hir::build::Start;
use andiron_hir::passes::{self, PassOptions};
use background::request_callee;
use prepare::Wish;
use std::cell::Cell;
use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once};

/// Compilations after the first before a function is left to the interpreter.
pub const MOST_RECOMPILES: u32 = 8;

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

/// Length of a code object's bytecode.
///
/// # Safety
/// A live code object.
pub unsafe fn unit_count(code: usize) -> u64 {
    // SAFETY: as said.
    unsafe { andiron_cpython::frame::unit_count(code as *mut ffi::PyCodeObject) as u64 }
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
            let (qualname, filename, line) = job.names;
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
                validity: job.validity,
                strong: job.strong.iter().map(|object| *object as Object).collect(),
                weak: job.weak.iter().map(|object| *object as Object).collect(),
                cells: job.cells,
                lines: job.lines,
                returns: job.returns,
                prefixed: job.prefixed,
                has_loops: job.has_loops,
                handlers: job.handlers,
                assumptions: job.assumptions,
                callees: job.callees,
                sites: job.sites,
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
            Err(status) => return refuse(code, status),
        };
        let finished = {
            let _compiling = crate::threads::lock(&background::COMPILING);
            finish(job)
        };
        install(finished)
    }
}

unsafe fn guarded_prepare(callable: Object, start: Start, wish: Wish) -> Result<Job, Status> {
    // SAFETY: passed on.
    catching(|| unsafe { prepare::prepare(callable, start, wish) }).map_err(Status::Refused).flatten()
}

fn refuse(code: usize, refusal: Status) -> Result<(), String> {
    let reason = refusal.refusal().expect("a refusal has a reason").to_owned();
    state::with(|state| {
        // SAFETY: the caller's function keeps the code alive.
        unsafe { code_table::entry(state, code) }.status = refusal;
    });
    Err(reason)
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
    let mut job = unsafe { guarded_prepare(callable, start, Wish::Explicit) }
        .map_err(|status| status.refusal().unwrap_or_default().to_owned())?;
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
