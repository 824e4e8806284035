//! What the extension module asks of the runtime: the whole surface between Python users and the compiler.
//!
//! Functions that take an object are `unsafe`: the caller holds the GIL and passes a live, borrowed function object.

use std::ffi::c_void;
use std::sync::atomic::{AtomicBool, Ordering};

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

static ENABLED: AtomicBool = AtomicBool::new(false);

/// Whether this interpreter has the layout Andiron was built for; the error is the reason, as a sentence.
pub fn probe() -> Result<(), String> {
    Ok(())
}

/// Starts to find and compile functions. Called again, it changes the mode.
pub fn enable(_mode: Mode) -> Result<(), String> {
    ENABLED.store(true, Ordering::Relaxed);
    Ok(())
}

/// Stops taking over functions and gives compiled functions back to the interpreter.
pub fn disable() {
    ENABLED.store(false, Ordering::Relaxed);
}

/// Whether [`enable`] is in effect.
pub fn is_enabled() -> bool {
    ENABLED.load(Ordering::Relaxed)
}

/// Compiles a function now; the error says why it was refused.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn compile(_func: *mut PyObject) -> Result<(), String> {
    Err("the runtime is not connected yet".into())
}

/// Whether calls of this function run compiled code.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn is_compiled(_func: *mut PyObject) -> bool {
    false
}

/// A function on its way through the compiler, for people: `hir` is the HIR after building and after each pass that
/// changed it, `asm` is Cranelift's IR and the machine code. Installs nothing.
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn listing(_func: *mut PyObject, _stage: &str) -> Result<String, String> {
    Err("the runtime is not connected yet".into())
}

/// Compiles a function when it is first called, whatever the mode (`@jit`).
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn compile_on_first_call(_func: *mut PyObject) {}

/// Leaves a function to the interpreter, whatever the mode (`@nojit`).
///
/// # Safety
/// The GIL is held; `func` is a function object (borrowed).
pub unsafe fn never_compile(_func: *mut PyObject) {}

/// Lets compiled functions run in the interpreter until the matching [`resume`]; nests.
pub fn pause() {}

/// Ends the innermost [`pause`].
pub fn resume() {}

/// What has happened so far.
pub fn stats() -> Stats {
    Stats::default()
}

/// Waits until no compilation is queued or under way; releases the GIL while it waits.
pub fn wait_idle() {}
