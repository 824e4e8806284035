//! The contract between generated code and the runtime.
//!
//! Generated code knows addresses, never names: whatever it calls or reads is handed to the compiler as an
//! [`Environment`]. Every function type below is what the generated call instruction assumes; the runtime implements
//! exactly these.
//!
//! # Machine forms
//! `O` and `P` are 64-bit pointers, `I` is `i64`, `F` is `f64`, `Bool` results are `i32` in C and `i8` inside
//! generated code. A helper of the table (`andiron_hir::helper`) is `extern "C"` with its parameters in order; a
//! variadic one then takes `(*const *mut PyObject, usize)`. Results: `Object` and `Nullable` `*mut PyObject`; `Status`,
//! `Truth`, `Flag` and `Raised` `i32`; `I64` `i64`; `F64` `f64`; `Void` nothing.
//!
//! # Raising
//! An instruction that fails leaves the exception set in the thread. Generated code then either calls
//! [`EnterHandler`] and goes on at the compiled handler, or returns what [`Exit`] (in a loop body [`ExitLoop`]) returns
//! for a descriptor with `raises` set. `Raised` helpers return [`RAISED`], or [`RAISED_AGAIN`] where no traceback entry
//! for this frame must be added (`reraise` always, `raise` where it re-raises); the number is handed on to
//! [`EnterHandler`] as it is. All other failures hand on [`RAISED`]. An exit that raises always adds the entry, as the
//! interpreter does when entered with an exception set: HIR leaves (`Exit`) *before* a raise without a handler.
//!
//! # Calls between compiled functions
//! `CallDirect` loads the callee's entry from [`Environment::direct_entry_cell`] at every call, so the runtime redirects
//! callers with one store: to new code, or back to the fallback of that arity ([`crate::compile_fallback`]).

use andiron_cpython::ffi;
use andiron_hir::function::Reason;
use andiron_hir::{Helper, Opcode};
use std::sync::atomic::{AtomicU32, AtomicUsize};

pub use ffi::{_PyInterpreterFrame as Frame, PyObject, PyThreadState};

/// A `Raised` helper's result: an exception is set, add a traceback entry for this frame.
pub const RAISED: i32 = -1;
/// A `Raised` helper's result: an exception is set, add no traceback entry.
pub const RAISED_AGAIN: i32 = -2;
/// A loop body's result: the frame says where the interpreter is to go on.
pub const LOOP_RESUME: u64 = 0;
/// A loop body's result: an exception is set, to be raised at the frame's `prev_instr`.
pub const LOOP_RAISED: u64 = 1;

/// Words of the data stack that a function's prologue leaves free beyond its frame: to raise in a traced frame takes a
/// small frame on top of it.
pub const RESERVED_WORDS: usize = 16;

/// The direct entry of a function with `n` parameter slots, shown for `n = 1`: `(thread, function, a0..)`.
///
/// The function is borrowed, each argument (one for every parameter slot, none NULL) is an owned reference handed over.
/// Returns a new reference, or NULL with an exception.
pub type DirectEntry1 = unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *mut PyObject) -> *mut PyObject;
/// `(thread, function, arguments)`: as the direct entry, the owned arguments in an array.
pub type FromArrayEntry =
    unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *const *mut PyObject) -> *mut PyObject;
/// CPython's `vectorcallfunc`; arguments are borrowed.
pub type Vectorcall = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
/// A loop body: runs on the interpreter's own frame, whose locals and stack are all in `localsplus` (the stack at the
/// loop header). Returns [`LOOP_RESUME`] or [`LOOP_RAISED`], the frame complete in both cases: exactly what
/// [`ExitLoop`] or [`LeaveLoop`] returned.
pub type LoopEntry = unsafe extern "C" fn(*mut PyThreadState, *mut Frame) -> u64;

/// Makes the frame true as the descriptor says, unlinks it, gives the recursion count back, runs it in the interpreter
/// (with an exception if `raises`) to its end, and returns the interpreter's result. Called from function bodies.
pub type Exit =
    unsafe extern "C" fn(*mut PyThreadState, *mut Frame, *const ExitDescriptor, *const u64) -> *mut PyObject;
/// Makes the frame true as the descriptor says and leaves it to the interpreter that called the loop body:
/// `prev_instr` and the stack are set. Returns the loop body's result.
pub type ExitLoop = unsafe extern "C" fn(*mut PyThreadState, *mut Frame, *const ExitDescriptor, *const u64) -> u64;
/// Makes the frame true as the descriptor says (its stack is cut to the handler's depth already), adds the traceback
/// entry unless the last argument is [`RAISED_AGAIN`], pushes the raising unit if asked and the normalised exception,
/// which it takes from the thread; 1: generated code goes on at the handler. 0, nothing was done: somebody traces by now,
/// and generated code leaves with [`Exit`] (or [`ExitLoop`]) and the same descriptor.
pub type EnterHandler =
    unsafe extern "C" fn(*mut PyThreadState, *mut Frame, *const ExitDescriptor, *const u64, i32) -> i32;
/// `(thread, function, arguments, count, code)`: the prologue could not go on (no room on the data stack, pending work,
/// tracing or invalidated code, recursion). No frame was made. Takes the arguments over, runs the call in the
/// interpreter or reports the error.
pub type EnterSlow = unsafe extern "C" fn(
    *mut PyThreadState,
    *mut PyObject,
    *const *mut PyObject,
    usize,
    *mut PyObject,
) -> *mut PyObject;
/// `(thread, frame, descriptor, buffer, value)`: the frame has a frame object. Makes the locals true as the descriptor
/// says (its stack is empty), then lets the interpreter run the return instruction at the descriptor's unit: for
/// `RETURN_VALUE` the value is pushed, for `RETURN_CONST` it is released. Takes the value over.
pub type LeaveSlow = unsafe extern "C" fn(
    *mut PyThreadState,
    *mut Frame,
    *const ExitDescriptor,
    *const u64,
    *mut PyObject,
) -> *mut PyObject;
/// The same for a loop body's return: the interpreter that called the body runs the return instruction.
pub type LeaveLoop =
    unsafe extern "C" fn(*mut PyThreadState, *mut Frame, *const ExitDescriptor, *const u64, *mut PyObject) -> u64;
/// `(thread, function, arguments, count)`: a direct call to a function with no compiled code (any more). Takes the
/// arguments over; they fill the parameter slots already, nothing is left to bind.
pub type CallInterpreted =
    unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *const *mut PyObject, usize) -> *mut PyObject;
/// Runs pending work at a back edge, having put the descriptor's locals (if it is not NULL) into their slots: other
/// code may look at the frame. Nothing else of the descriptor counts. Negative: an exception is set.
pub type Safepoint = unsafe extern "C" fn(*mut PyThreadState, *mut Frame, *const ExitDescriptor, *const u64) -> i32;
/// `(thread, code, validity cell)`: the quick validity check failed. 1: compiled code may go on. 0: it must leave.
pub type CheckValidSlow = unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *const u64) -> i32;
/// A new reference to an `int`. Never NULL: running out of memory here is fatal.
pub type BoxInt = unsafe extern "C" fn(i64) -> *mut PyObject;
/// A new `float`. Never NULL, as above.
pub type BoxFloat = unsafe extern "C" fn(f64) -> *mut PyObject;
/// Value of an exact `int` of more than one digit: 1 and `*out` set if it fits 64 bits, else 0. Raises nothing.
pub type UnboxIntSlow = unsafe extern "C" fn(*mut PyObject, *mut i64) -> i32;
/// The correctly rounded comparison-free operations on doubles that have no instruction: see the helper table.
pub type FloatBinary = unsafe extern "C" fn(f64, f64) -> f64;
/// `(code)`: takes over a reference that may be the last one to the code object (or its compiled code) being left, and
/// drops it once no compiled code runs.
pub type DeferCodeDrop = unsafe extern "C" fn(*mut PyObject);
/// `_Py_Dealloc`: the reference count has reached zero.
pub type Dealloc = unsafe extern "C" fn(*mut PyObject);
/// `PyThreadState_Get`.
pub type ThreadStateGet = unsafe extern "C" fn() -> *mut PyThreadState;
/// A new instance of a plain heap class (`object.__new__(type)`). NULL with an exception if there is no memory.
pub type NewInstance = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

/// Addresses of what generated code calls, each of the type of that name.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct EntryPoints {
    pub exit: usize,
    pub exit_loop: usize,
    pub enter_handler: usize,
    pub enter_slow: usize,
    pub leave_slow: usize,
    pub leave_loop: usize,
    /// A [`Vectorcall`]: any call that is not an exact positional one.
    pub bind_and_call: usize,
    pub call_interpreted: usize,
    pub safepoint: usize,
    pub check_valid_slow: usize,
    pub dealloc: usize,
    pub box_int: usize,
    pub box_float: usize,
    pub unbox_int_slow: usize,
    pub defer_code_drop: usize,
    pub thread_state: usize,
    /// As `PyObject_Vectorcall`.
    pub vectorcall: usize,
    /// `_PyFunction_Vectorcall`: the entry of functions that the interpreter runs. Compared, not called.
    pub interpreted_vectorcall: usize,
    pub new_instance: usize,
}

/// What the runtime tells the compiler about the process it compiles for. One value per compilation; addresses must
/// stay good for as long as the code lives.
pub trait Environment {
    /// Address of a helper.
    fn helper(&self, helper: Helper) -> usize;
    /// Addresses of the entry points.
    fn entry_points(&self) -> &EntryPoints;
    /// Address of a word that holds the direct entry of the code object at `code`, which has `arguments` parameter
    /// slots. Until that is compiled the word holds the fallback of that arity.
    fn direct_entry_cell(&self, code: usize, arguments: usize) -> usize;
    /// The mark that `iter_next` returns at the end.
    fn exhausted_marker(&self) -> usize;
    /// `PyInterpreterState *` the code is for; only its threads run it.
    fn interpreter(&self) -> usize;
    /// `&_PyRuntime`, which holds the small integers.
    fn runtime_state(&self) -> usize;
    /// The exact class's type object (never [`andiron_bytecode::Class::Other`]).
    fn type_object(&self, class: andiron_bytecode::Class) -> usize;
    /// `Py_False` and `Py_True`, in this order.
    fn booleans(&self) -> (usize, usize);
    /// Address of this code's 64-bit validity cell: the last `monitoring_version` under which nobody was found to trace
    /// the code; any other value until the first check, and to invalidate. Tested on entry and by `CheckValid`.
    fn validity_cell(&self) -> usize;
    /// Address of `co_code_adaptive`, `&code[0]`. (The code object's address is in the HIR function.)
    fn code_units(&self, code: usize) -> usize;
    /// Words of a frame of this code object (`co_framesize`).
    fn frame_words(&self, code: usize) -> usize;
    /// Whether every parameter slot of this code object is positional (no `*args`, `**kwargs`, keyword-only ones), so
    /// that a call with exactly that many positional arguments and no keywords has nothing to bind.
    fn only_positional(&self, code: usize) -> bool;
}

/// Where an exit finds a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source {
    /// `buffer[index]` is a `PyObject *`, never NULL. With `transfer` its reference is handed over, else take a new one.
    Object {
        /// Buffer index.
        index: u32,
        /// Whether the reference is handed over.
        transfer: bool,
    },
    /// The same, but it may be NULL.
    Nullable {
        /// Buffer index.
        index: u32,
        /// Whether the reference is handed over.
        transfer: bool,
    },
    /// `buffer[index]` is an `i64`: box it.
    Int {
        /// Buffer index.
        index: u32,
    },
    /// `buffer[index]` is an `f64`'s bits: box it.
    Float {
        /// Buffer index.
        index: u32,
    },
    /// As `Int`, or NULL if `buffer[absent]` is not 0.
    IntOrNull {
        /// Buffer index of the number.
        index: u32,
        /// Buffer index of the truth value.
        absent: u32,
    },
    /// As `Float`, or NULL if `buffer[absent]` is not 0.
    FloatOrNull {
        /// Buffer index of the number.
        index: u32,
        /// Buffer index of the truth value.
        absent: u32,
    },
    /// As `Int`, unless `buffer[held]` is not 0: then the local's slot holds the object already.
    IntOrHeld {
        /// Buffer index of the number.
        index: u32,
        /// Buffer index of the truth value.
        held: u32,
    },
    /// As `Float`, unless `buffer[held]` is not 0: then the local's slot holds the object already.
    FloatOrHeld {
        /// Buffer index of the number.
        index: u32,
        /// Buffer index of the truth value.
        held: u32,
    },
    /// What this slot of `localsplus` holds once the locals are written; take a new reference.
    Slot(u32),
    /// `buffer[index]` is 0 or 1: `False` or `True`.
    Bool {
        /// Buffer index.
        index: u32,
    },
    /// This object, kept alive by the compiled code.
    Constant {
        /// Its address.
        address: usize,
        /// Whether a reference was already taken for the exit.
        transfer: bool,
    },
    /// This integer: box it.
    ConstantInt(i64),
    /// This float: box it.
    ConstantFloat(f64),
    /// This truth value.
    ConstantBool(bool),
    /// NULL.
    Null,
}

/// What a descriptor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitKind {
    /// A guard or check of this instruction failed: go on in the interpreter at `unit`.
    Check(Opcode),
    /// Unconditional: go on in the interpreter at `unit`.
    Leave(Reason),
    /// An exception was raised at `unit`.
    Raise,
    /// A return at `unit` that the interpreter must do ([`LeaveSlow`], [`LeaveLoop`]).
    Return,
    /// No exit: locals to be shown while a [`Safepoint`] runs other code.
    Sync,
}

/// The handler that a raising descriptor's [`EnterHandler`] prepares for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandlerDepth {
    /// Stack depth to cut to.
    pub depth: u32,
    /// Whether the raising unit is pushed, as an `int`, below the exception.
    pub push_lasti: bool,
}

/// How to make the interpreter's frame from the values generated code holds. Its address is an immediate in the code;
/// it lives as long as the code.
#[derive(Debug)]
pub struct ExitDescriptor {
    /// Code unit to resume at, or that raises. Resume: `prev_instr = unit - 1`; raise: `prev_instr = unit`.
    pub unit: u32,
    /// What happened.
    pub kind: ExitKind,
    /// Locals whose slots must be set (the old content dropped): slot, value. All others are true in their slots.
    pub locals: Vec<(u32, Source)>,
    /// The operand stack, bottom first: all of it when resuming, what the handler keeps when raising.
    pub stack: Vec<Source>,
    /// Buffer indices of owned references (or NULL) to release; once the frame is complete, since that may run Python.
    pub drops: Vec<u32>,
    /// The compiled handler to prepare for; `None`: the interpreter is entered.
    pub handler: Option<HandlerDepth>,
    /// How often it was taken; counted by the runtime.
    pub count: AtomicU32,
    /// For the runtime, to find the compiled code it belongs to. 0 until it says so.
    pub owner: AtomicUsize,
}

impl ExitDescriptor {
    /// Whether the exit carries an exception.
    pub fn raises(&self) -> bool {
        self.kind == ExitKind::Raise
    }

    /// Whether it is taken where a guess at what usually happens was wrong. Leaving because somebody traces, or to
    /// raise, says nothing against the code.
    pub fn is_speculation(&self) -> bool {
        match self.kind {
            ExitKind::Check(opcode) => opcode != Opcode::CheckValid,
            ExitKind::Leave(reason) => !matches!(reason, Reason::Raise | Reason::Region),
            ExitKind::Raise | ExitKind::Sync | ExitKind::Return => false,
        }
    }

    /// Why, for reports.
    pub fn text(&self) -> String {
        match self.kind {
            ExitKind::Check(opcode) => format!("{} failed", opcode.name()),
            ExitKind::Leave(reason) => reason.text().to_owned(),
            ExitKind::Raise => "exception".to_owned(),
            ExitKind::Sync => "pending work".to_owned(),
            ExitKind::Return => "return from a frame that somebody holds".to_owned(),
        }
    }
}

/// Where the entries are, as addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    /// A function body.
    Function {
        /// See [`DirectEntry1`].
        direct: usize,
        /// [`FromArrayEntry`].
        from_array: usize,
        /// [`Vectorcall`].
        vectorcall: usize,
    },
    /// What stands in for a function body that does not exist.
    Fallback {
        /// See [`DirectEntry1`].
        direct: usize,
    },
    /// A loop body.
    Loop {
        /// [`LoopEntry`].
        entry: usize,
    },
}

/// Machine code in executable memory, and what belongs to it.
///
/// Dropping it unmaps the memory: only when no activation is left and no cell, vectorcall slot or frame leads to it.
#[derive(Debug)]
pub struct CompiledCode {
    /// Addresses to call.
    pub entries: Entries,
    /// Every exit of the code. Boxed, since the code holds their addresses.
    pub exits: Vec<Box<ExitDescriptor>>,
    /// Bytes of machine code.
    pub bytes: usize,
    /// The memory.
    pub(crate) region: crate::arena::Region,
}

impl CompiledCode {
    /// Whether `address` is inside this code.
    pub fn contains(&self, address: usize) -> bool {
        self.region.contains(address)
    }
}
