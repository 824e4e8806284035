//! The cyclic garbage collector waits while modules load.
//!
//! A start makes objects that stay (functions, classes, constants), and the collector looks at each of them several times
//! as they grow old: a tenth of a start's time, for next to no garbage. So while a module is loaded, the count of young
//! containers that makes it start is kept below zero; it starts all the same once a module makes more than [`MODULE`].
//! When the outermost module is loaded, counting begins at zero, and the collector does what it does, with what was
//! made meanwhile as its young generation. Thresholds, `gc.disable()` and explicit collections are not touched.
//!
//! Only on 3.12: [`young_containers`] says why not elsewhere.
//!
//! A program that loads modules all its life is not to live without a collector: all loads together hold it up for
//! [`PROCESS`] containers.

use crate::registry::State;
use andiron_cpython::thread::{thread_state, young_containers};

/// Containers that one module may make before the collector starts.
const MODULE: i32 = 50_000;
/// Containers that all modules may make so.
const PROCESS: i64 = 1_000_000;

/// How far the collector was held up.
#[derive(Default)]
pub struct Collector {
    /// Modules that are loading, one in the other.
    depth: u32,
    /// Whether the count began below zero.
    held: bool,
    /// Containers made so far while it did.
    put_off: i64,
}

/// A module begins to load.
pub fn hold(state: &mut State) {
    state.collector.depth += 1;
    move_on(&mut state.collector);
}

/// It is loaded.
pub fn release(state: &mut State) {
    state.collector.depth = state.collector.depth.saturating_sub(1);
    move_on(&mut state.collector);
}

/// In the child of a fork, nothing is loading that would end: not in other threads, at least.
pub fn after_fork(state: &mut State) {
    state.collector.depth = 0;
    move_on(&mut state.collector);
}

/// Takes account of what was made since the last time, and begins to count anew.
fn move_on(collector: &mut Collector) {
    // SAFETY: the GIL is held, so there is a running thread; nobody else has the count meanwhile.
    let Some(count) = (unsafe { young_containers(thread_state()).map(|count| &mut *count) }) else { return };
    if collector.held {
        collector.put_off += i64::from(count.saturating_add(MODULE).max(0));
        *count = 0;
    }
    collector.held = collector.depth > 0 && collector.put_off < PROCESS;
    if collector.held {
        *count = -MODULE;
    }
}
