//! How much compiling the automatic mode may do.
//!
//! Compiling pays off in programs that run on, and nobody knows which will. So a function is compiled once it has used
//! several times what compiling it will cost, and all compiling together stays a small share of what the program has
//! used, except for functions so hot that waiting costs more. All times are CPU times: a busy machine changes nothing.

use crate::prepared::{self, Stage};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A function is worth compiling when it has used its cost this often.
const WORTH: u64 = 3;
/// A function that has used its cost this often does not wait for the budget.
const VERY_HOT: u64 = 12;
/// A program that ends before this was all start-up, in which no function runs long: it gets nothing for compiling.
const STARTED: u64 = 250_000_000;
/// Compiling may take one part in this many of the program's time.
const SHARE: u64 = 60;
/// A program that has run for this long will probably run on: of the time after that, compiling may take more.
const SETTLED: u64 = 1_000_000_000;
const SETTLED_SHARE: u64 = 12;
/// By then the functions that matter are compiled: what is left brings little, and gets little.
const MATURE: u64 = 3_000_000_000;
const MATURE_SHARE: u64 = 40;
/// No function is hot before it was seen for this long.
pub const LEAST_HEAT: u64 = 4_000_000;
/// No function stands out in a warm-up, or later, before it was seen for this long: that is several samples, not chance. A
/// sample stands for much more once the sampler has slowed down.
const LEAST_HEAT_WARMING_UP: u64 = 16_000_000;
const LEAST_HEAT_PREPARED: u64 = 256_000_000;
/// What a code unit costs until experience says otherwise, and how many units that guess weighs.
const FIRST_GUESS: u64 = 30_000;
const FIRST_UNITS: u64 = 400;

static SPENT: AtomicU64 = AtomicU64::new(0);
static PROMISED: AtomicU64 = AtomicU64::new(0);
static UNITS: AtomicU64 = AtomicU64::new(0);
static AGE: AtomicU64 = AtomicU64::new(0);
static BEFORE_FORK: AtomicU64 = AtomicU64::new(0);

fn clock(which: libc::clockid_t) -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the structure.
    unsafe { libc::clock_gettime(which, &raw mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Time, in nanoseconds, from some point in the past. Quick to ask for, unlike CPU times.
pub fn monotonic() -> u64 {
    clock(libc::CLOCK_MONOTONIC)
}

/// CPU time of the program, in nanoseconds: of this process and, where it was forked with the compiler in it, of those it
/// comes from until the forks. A worker is not a program that has just started.
pub fn process_cpu() -> u64 {
    BEFORE_FORK.load(Ordering::Relaxed) + clock(libc::CLOCK_PROCESS_CPUTIME_ID)
}

/// How old the program is, before a fork: the child's own clock begins at zero.
pub fn note_age() {
    AGE.store(process_cpu(), Ordering::Relaxed);
}

/// The process is the child of a fork.
pub fn inherit_age() {
    BEFORE_FORK.store(AGE.load(Ordering::Relaxed), Ordering::Relaxed);
}

/// Whether what matters in a program that has used so much CPU time is compiled by now.
pub fn is_mature(cpu: u64) -> bool {
    cpu >= MATURE
}

/// For how long at least nothing is compiled because the program is only starting; nothing once it has started, or is being
/// warmed up.
pub fn until_started() -> Option<Duration> {
    if prepared::stage() != Stage::Usual {
        return None;
    }
    let rest = STARTED.checked_sub(process_cpu()).filter(|&rest| rest > 0)?;
    // One thread at work uses no more than that; several are noticed a little late.
    Some(Duration::from_nanos(rest).max(Duration::from_millis(1)))
}

/// CPU time of the calling thread, in nanoseconds.
pub fn thread_cpu() -> u64 {
    clock(libc::CLOCK_THREAD_CPUTIME_ID)
}

/// What compiling that many code units will probably cost.
fn cost(units: u64) -> u64 {
    let experience = FIRST_GUESS * FIRST_UNITS + SPENT.load(Ordering::Relaxed);
    units * experience / (FIRST_UNITS + UNITS.load(Ordering::Relaxed))
}

/// What compiling may have taken in all when the program itself has run for so long.
fn allowance(program: u64) -> u64 {
    program.clamp(STARTED, SETTLED).saturating_sub(STARTED) / SHARE
        + program.clamp(SETTLED, MATURE).saturating_sub(SETTLED) / SETTLED_SHARE
        + program.saturating_sub(MATURE) / MATURE_SHARE
}

/// Whether the budget has room for a function of that many units.
pub fn has_room(units: u64) -> bool {
    match prepared::stage() {
        Stage::Usual => {}
        Stage::WarmingUp => return true,
        Stage::Prepared => return false,
    }
    let spent = SPENT.load(Ordering::Relaxed) + PROMISED.load(Ordering::Relaxed);
    spent + cost(units) <= allowance(process_cpu().saturating_sub(spent))
}

/// Whether a function of that many units which has used `heat` nanoseconds is to be compiled now.
pub fn allows(units: u64, heat: u64) -> bool {
    let cost = cost(units);
    match prepared::stage() {
        Stage::Usual => heat >= LEAST_HEAT.max(WORTH * cost) && (heat >= VERY_HOT * cost || has_room(units)),
        Stage::WarmingUp => heat >= LEAST_HEAT_WARMING_UP.max(cost) && prepared::stands_out(heat),
        Stage::Prepared => heat >= LEAST_HEAT_PREPARED.max(VERY_HOT * cost) && prepared::stands_out(heat),
    }
}

/// A compilation of that many units was queued.
pub fn promise(units: u64) -> u64 {
    let cost = cost(units);
    PROMISED.fetch_add(cost, Ordering::Relaxed);
    cost
}

/// A promised compilation is over: it took `nanoseconds`.
pub fn settle(promised: u64, units: u64, nanoseconds: u64) {
    PROMISED.fetch_sub(promised, Ordering::Relaxed);
    SPENT.fetch_add(nanoseconds, Ordering::Relaxed);
    UNITS.fetch_add(units, Ordering::Relaxed);
}
