//! Compiling on a thread of its own: the queue, what gets into it, and `fork`.

use super::{CODE_BYTES, Finished, Job, Wish, finish, guarded_prepare, install, refuse, unit_count};
use crate::code_table::{self, Status};
use crate::state::{self, Object};
use crate::threads::{Helper, lock};
use crate::tiering::ASKING;
use andiron_bytecode::Feedback;
use andiron_cpython::{decode, ffi};
use andiron_hir::build::Start;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

/// Jobs that may wait.
const LONGEST_QUEUE: usize = 24;
/// Machine code after which nothing more is compiled.
const MOST_CODE_BYTES: u64 = 256 << 20;

static QUEUE: Mutex<VecDeque<Job>> = Mutex::new(VecDeque::new());
static FINISHED: Mutex<Vec<Finished>> = Mutex::new(Vec::new());
/// Held while code is generated; `fork` takes it, so that no lock of the compiler is held in the child for ever.
pub static COMPILING: Mutex<()> = Mutex::new(());
/// It compiles what is queued; never needs the GIL.
pub static WORKER: Helper = Helper::new("andiron-compile", 16 << 20, run_worker);
/// Jobs queued, under way or waiting to be installed.
static PENDING: AtomicUsize = AtomicUsize::new(0);

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
                Err(status) => {
                    let _ = refuse(code, status);
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
pub(super) unsafe fn request_callee(callable: Object) {
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
    WORKER.start();
}

fn run_worker() {
    while !WORKER.is_ending() {
        let mut queue = lock(&QUEUE);
        let Some(job) = queue.pop_front() else {
            drop(queue);
            std::thread::park();
            continue;
        };
        let compiling = lock(&COMPILING);
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

// ---- fork ----

type Guard<T> = MutexGuard<'static, T>;
type Guards = (Guard<VecDeque<Job>>, Guard<()>, Guard<Vec<Finished>>, Guard<()>);
struct Held(std::cell::UnsafeCell<Option<Guards>>);
// SAFETY: written and read by the forking thread alone, between `prepare` and `parent`/`child`.
unsafe impl Sync for Held {}
static HELD: Held = Held(std::cell::UnsafeCell::new(None));

extern "C" fn before_fork() {
    crate::budget::note_age();
    // In this order everywhere: queue, compiling, finished, asking.
    let guards = (lock(&QUEUE), lock(&COMPILING), lock(&FINISHED), lock(&ASKING));
    // SAFETY: only one thread forks at a time: it holds the locks.
    unsafe { *HELD.0.get() = Some(guards) }
}

extern "C" fn after_fork() {
    // SAFETY: the thread that took them.
    unsafe { *HELD.0.get() = None }
}

extern "C" fn after_fork_in_child() {
    after_fork();
    crate::budget::inherit_age();
    WORKER.forget();
    crate::tiering::SAMPLER.forget();
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
        WORKER.start();
    }
}
