//! Everything the runtime remembers about this process, in one place.
//!
//! The state is guarded by the GIL. [`with`] hands it out for a moment; whoever holds it must not run Python (no
//! reference may be dropped inside), because a watcher or an exit would then ask for it again.

use crate::api::{CompiledFunction, Mode};
use crate::code_table::{CodeEntry, EntryCell};
use crate::invariants::Constants;
use andiron_codegen::abi::CompiledCode;
use andiron_cpython::ffi;
use andiron_objects::address::AddressMap;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

pub use andiron_objects::Object;
/// A thread's state.
pub type Thread = *mut ffi::PyThreadState;

/// A validity cell with this value never equals a `monitoring_version`.
pub const POISON: u64 = u64::MAX;

/// A validity cell with this value does not say whether its code may run, and the code's next check asks: at first, since
/// events that somebody is to hear of already change no version any more, and after a change of the code's local events.
pub const UNCHECKED: u64 = u64::MAX - 1;

/// Machine code with everything it needs to stay alive.
pub struct Compiled {
    /// Address of the code object.
    pub code: usize,
    /// The globals and builtins it takes for granted.
    pub home: crate::code_table::Home,
    /// The machine code.
    pub machine: CompiledCode,
    /// The word the code compares with `monitoring_version`; [`POISON`] once an assumption is gone. Never moves.
    pub validity: Arc<AtomicU64>,
    /// Owned references to objects that the code names.
    pub strong: Vec<Object>,
    /// Objects kept alive by the watched dict entries they were read from; see [`crate::invariants::hold_constants`].
    pub weak: Vec<Object>,
    /// Direct entries of callees.
    #[expect(dead_code, reason = "held, not read: the machine code has the cells' addresses")]
    pub cells: Vec<Arc<EntryCell>>,
    /// Line of each code unit at which an instruction starts.
    pub lines: Vec<(u32, u32)>,
    /// Units of the `RETURN_VALUE` instructions.
    pub returns: Vec<u32>,
    /// What reports say about it.
    pub report: CompiledFunction,
    /// Entries of globals and builtins it takes as constants.
    pub assumptions: Vec<crate::invariants::Assumption>,
    /// Code objects whose addresses it compares or calls, and functions whose code or defaults it relies
    /// on.
    pub callees: Vec<usize>,
    /// What was known of the code object's sites when this was compiled.
    pub sites: crate::sites::Sites,
    /// Units of instructions with an `EXTENDED_ARG` prefix, and where that starts.
    pub prefixed: Vec<(u32, u32)>,
    /// Whether the bytecode has loops, which an exit may leave the interpreter in for long.
    pub has_loops: bool,
    /// The exception table, for loop bodies.
    pub handlers: Vec<andiron_bytecode::Handler>,
}

impl Compiled {
    /// Whether the code was invalidated.
    pub fn is_poisoned(&self) -> bool {
        self.validity.load(Ordering::Relaxed) == POISON
    }

    /// Whether an exception handler covers the unit.
    pub fn is_covered(&self, unit: u32) -> bool {
        self.handlers.iter().any(|row| row.covers(unit))
    }

    /// Source line of a unit.
    pub fn line_at(&self, unit: u32) -> u32 {
        let i = self.lines.partition_point(|(u, _)| *u <= unit);
        if i == 0 { 0 } else { self.lines[i - 1].1 }
    }
}

/// Watcher ids, requested at the first `enable`.
#[derive(Clone, Copy, Default)]
pub struct WatcherIds {
    /// `PyDict_AddWatcher`.
    pub dict: i32,
}

/// The state.
pub struct State {
    /// The interpreter that compiled code is for; others are left alone.
    pub interpreter: *mut ffi::PyInterpreterState,
    /// How functions are found; `None` while switched off.
    pub mode: Option<Mode>,
    /// After `disable`: functions are not taken over.
    pub disabled: bool,
    /// How many reasons there are to run compiled functions in the interpreter for now.
    pub suspended: u32,
    /// What is known per code object, by address.
    pub codes: AddressMap<CodeEntry>,
    /// Functions whose vectorcall is ours, with their code object. Weak: the function watcher removes them.
    pub functions: AddressMap<usize>,
    /// Globals and builtins assumed constant.
    pub constants: Constants,
    /// Code objects, and the compiled code that compares their addresses; functions, and the code that relies on
    /// theirs or on their defaults.
    pub users: AddressMap<Vec<crate::invariants::User>>,
    /// Watchers.
    pub watchers: WatcherIds,
    /// `def _p(): pass`, invisible; running it handles pending work.
    pub pending_work: Object,
    /// How exceptions are raised in frames that somebody traces.
    pub raiser: crate::unwinding::Raiser,
    /// References to give back when no compiled code can be harmed by it.
    pub deferred: Vec<Object>,
    /// Constants of poisoned code that was running, to give back once no frame runs the code object.
    pub leaving: Vec<(usize, Vec<Object>)>,
    /// Machine code to unmap at the same moment.
    #[allow(clippy::vec_box, reason = "machine code's exits hold the record's address")]
    pub retired: Vec<Box<Compiled>>,
    /// Direct entries for functions without code, by number of parameters.
    pub fallbacks: HashMap<usize, CompiledCode>,
    /// Reports of code that is gone.
    pub dropped: Vec<CompiledFunction>,
    /// Invalidations so far.
    pub invalidations: u64,
    /// Time spent compiling, in nanoseconds.
    pub compile_ns: u64,
    /// Exits of code that is gone: (function, file, line, reason) to count.
    pub dropped_exits: HashMap<(String, String, u32, String), u64>,
}

struct Guarded(RefCell<State>);
// SAFETY: only touched with the GIL held (`with`'s contract), by one thread at a time; `RefCell` catches re-entry.
unsafe impl Sync for Guarded {}
// SAFETY: as above.
unsafe impl Send for Guarded {}

static STATE: OnceLock<Guarded> = OnceLock::new();

/// Runs `f` with the state. The caller holds the GIL; `f` must not run Python.
///
/// # Panics
/// If the state was not made yet, or is in use: both are bugs.
pub fn with<R>(f: impl FnOnce(&mut State) -> R) -> R {
    let guarded = STATE.get().expect("the runtime was set up before anything uses it");
    f(&mut guarded.0.borrow_mut())
}

/// As [`with`], but nothing where there is no state yet or it is in use: for callbacks that CPython makes.
pub fn try_with<R>(f: impl FnOnce(&mut State) -> R) -> Option<R> {
    let mut state = STATE.get()?.0.try_borrow_mut().ok()?;
    Some(f(&mut state))
}

/// Whether the state was made.
pub fn exists() -> bool {
    STATE.get().is_some()
}

/// Makes the state, once. The GIL is held.
pub fn create(
    interpreter: *mut ffi::PyInterpreterState,
    pending_work: Object,
    raiser: crate::unwinding::Raiser,
    watchers: WatcherIds,
) {
    let _ = STATE.set(Guarded(RefCell::new(State {
        interpreter,
        mode: None,
        disabled: false,
        suspended: 0,
        codes: AddressMap::default(),
        functions: AddressMap::default(),
        constants: Constants::default(),
        users: AddressMap::default(),
        watchers,
        pending_work,
        raiser,
        deferred: Vec::new(),
        leaving: Vec::new(),
        retired: Vec::new(),
        fallbacks: HashMap::new(),
        dropped: Vec::new(),
        invalidations: 0,
        compile_ns: 0,
        dropped_exits: HashMap::new(),
    })));
}

/// Releases what was deferred. The GIL is held and no compiled code is between an unlink and its return on this
/// thread; may run Python (finalisers).
pub fn release_deferred() {
    let (objects, retired) = with(|state| {
        let interpreter = state.interpreter;
        let left = state.leaving.extract_if(.., |(code, _)| !crate::invariants::is_running(interpreter, *code));
        let objects: Vec<Object> = left.flat_map(|(_, constants)| constants).chain(state.deferred.drain(..)).collect();
        crate::invariants::HOLDING.store(!state.leaving.is_empty(), Ordering::Relaxed);
        (objects, std::mem::take(&mut state.retired))
    });
    for object in objects {
        // SAFETY: the list owns one reference to each.
        unsafe { andiron_cpython::object::decref(object) }
    }
    for compiled in retired {
        let Compiled { strong, machine, .. } = *compiled;
        crate::compile::CODE_BYTES.fetch_sub(machine.bytes as u64, Ordering::Relaxed);
        drop(machine);
        for object in strong {
            // SAFETY: the compiled code owned one reference to each.
            unsafe { andiron_cpython::object::decref(object) }
        }
    }
}
