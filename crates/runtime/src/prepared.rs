//! Compiling in a process that is prepared to be forked, and in its workers.
//!
//! What a worker compiles is its own: it pays with CPU time and memory, once in each worker. And code that runs in a thousand
//! functions, a little in each, as most pages of a web application do, gains nothing: where compiled functions and
//! interpreted ones call each other all the time, each way in and out costs more than the instructions in between. So a
//! function must stand out there, by its share of what was sampled: while the master warms up, for what all workers will
//! have, and even more so afterwards.

use crate::code_table::CodeEntry;
use crate::state;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// How far the preparation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not begun: the usual budget.
    Usual,
    /// The warm-up runs.
    WarmingUp,
    /// Ready to be forked, or forked.
    Prepared,
}

const STAGES: [Stage; 3] = [Stage::Usual, Stage::WarmingUp, Stage::Prepared];
static STAGE: AtomicU8 = AtomicU8::new(0);

/// CPU time that samples have stood for in this stage, in nanoseconds.
static SAMPLED: AtomicU64 = AtomicU64::new(0);
/// A function stands out with one part in this many.
const SHARE: u64 = 16;

/// How far the preparation has come.
pub fn stage() -> Stage {
    STAGES[usize::from(STAGE.load(Ordering::Relaxed))]
}

/// A stage begins. What was hot in the one before says nothing: an application's start is not what its requests do.
pub fn enter(stage: Stage) {
    STAGE.store(stage as u8, Ordering::Relaxed);
    SAMPLED.store(0, Ordering::Relaxed);
    if state::exists() {
        state::with(|state| state.codes.values_mut().for_each(CodeEntry::cool));
    }
}

/// A sample stands for so many nanoseconds.
pub fn sampled(worth: u64) {
    SAMPLED.fetch_add(worth, Ordering::Relaxed);
}

/// Whether a function that was seen for `heat` nanoseconds stands out.
pub fn stands_out(heat: u64) -> bool {
    heat.saturating_mul(SHARE) >= SAMPLED.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_out() {
        enter(Stage::Prepared);
        assert_eq!(stage(), Stage::Prepared);
        sampled(1000);
        sampled(600);
        assert!(stands_out(100));
        assert!(!stands_out(99));
        enter(Stage::WarmingUp);
        assert_eq!((stage(), stands_out(1)), (Stage::WarmingUp, true), "each stage counts anew");
        enter(Stage::Usual);
    }
}
