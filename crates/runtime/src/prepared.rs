//! Processes that are prepared to be forked: what the master compiles is shared, what a worker compiles is its own.
//!
//! A worker pays for a compilation with CPU time and memory, once in each worker, and the master has compiled what its
//! warm-up found hot. So in workers a function must be so hot that it stands out: [`crate::budget`] asks here.

use std::sync::atomic::{AtomicBool, Ordering};

static WORKER: AtomicBool = AtomicBool::new(false);

/// From now on this process is a worker of a master that was prepared.
pub fn worker_begins() {
    WORKER.store(true, Ordering::Relaxed);
}

/// Whether it is one.
pub fn is_worker() -> bool {
    WORKER.load(Ordering::Relaxed)
}
