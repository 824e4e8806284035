//! What the compiler reads: a code object's instructions and what the interpreter has learned about them, in a form
//! that does not depend on CPython's version.
//!
//! `andiron-cpython` fills these structures from a live code object (one decoder per CPython version); `andiron-hir`
//! builds HIR from them. Nothing here touches Python, so the compiler can be tested with no interpreter running.

mod facts;
mod feedback;
mod op;

pub use facts::{BuiltinFacts, Class, Convention, Fact, FunctionFacts, ObjectRef, TypeFacts};
pub use feedback::{
    AttrFeedback, AttributePlace, CallFeedback, Feedback, GlobalFeedback, IterFeedback, NumberPairs, OperandClass,
    PlaceKind, SubscrFeedback,
};
pub use op::Op;

/// One instruction, with its `EXTENDED_ARG` prefixes folded in and its inline cache turned into [`Feedback`].
#[derive(Clone, Debug, PartialEq)]
pub struct Instr {
    /// Code unit of the instruction itself (after any `EXTENDED_ARG` prefix); what `prev_instr` points at.
    pub unit: u32,
    /// Code unit where a jump to this instruction lands: the first `EXTENDED_ARG` prefix, or `unit`.
    pub start: u32,
    /// Code unit of the next instruction in line (after the inline cache).
    pub next: u32,
    /// The base instruction: specialised and instrumented forms are mapped back to it.
    pub op: Op,
    /// The full argument.
    pub arg: u32,
    /// Where a jump goes, as a code unit, for instructions that jump.
    pub target: Option<u32>,
    /// Source line, 0 if none.
    pub line: u32,
    /// What the interpreter's inline cache knows.
    pub feedback: Feedback,
}

/// One row of the exception table: units `start..end` are covered by the handler at `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First covered unit.
    pub start: u32,
    /// One past the last covered unit.
    pub end: u32,
    /// Unit of the handler's first instruction.
    pub target: u32,
    /// Stack depth to unwind to before pushing.
    pub depth: u32,
    /// Whether the raising instruction's offset is pushed (as an `int`) below the exception.
    pub push_lasti: bool,
}

impl Handler {
    /// Whether the row is for an instruction that raises at `unit`.
    pub fn covers(&self, unit: u32) -> bool {
        (self.start..self.end).contains(&unit)
    }
}

/// What lives in one slot of `localsplus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// A plain local variable or argument.
    Local,
    /// A cell made by this function; an argument that is captured is both, and starts out as the plain value.
    Cell,
    /// A cell from the closure.
    Free,
}

/// Bits of `co_flags` the compiler looks at, spelled out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags {
    /// `*args`.
    pub varargs: bool,
    /// `**kwargs`.
    pub varkeywords: bool,
    /// `CO_OPTIMIZED`: locals live in slots; false for module and class bodies.
    pub optimized: bool,
    /// `CO_NEWLOCALS`.
    pub newlocals: bool,
    /// Generator, coroutine or async generator.
    pub generator: bool,
}

/// A code object as the compiler sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Address of the `PyCodeObject`; 0 in tests.
    pub address: usize,
    /// `co_qualname`.
    pub qualname: String,
    /// `co_filename`.
    pub filename: String,
    /// `co_firstlineno`.
    pub first_line: u32,
    /// Positional parameters (positional-only ones included).
    pub argcount: u32,
    /// Positional-only parameters.
    pub posonlyargcount: u32,
    /// Keyword-only parameters.
    pub kwonlyargcount: u32,
    /// Flags.
    pub flags: CodeFlags,
    /// Name and kind of every `localsplus` slot, in order.
    pub slots: Vec<(String, SlotKind)>,
    /// Deepest operand stack.
    pub stack_size: u32,
    /// Unit of the first traceable instruction (the `RESUME`).
    pub first_traceable: u32,
    /// The instructions in order.
    pub instrs: Vec<Instr>,
    /// The exception table; rows do not overlap.
    pub handlers: Vec<Handler>,
    /// `co_consts`.
    pub consts: Vec<ObjectRef>,
    /// `co_names`, each the interned `str` object.
    pub names: Vec<ObjectRef>,
}

impl Code {
    /// How many slots of `localsplus` are filled by argument binding.
    pub fn parameter_slots(&self) -> u32 {
        self.argcount + self.kwonlyargcount + u32::from(self.flags.varargs) + u32::from(self.flags.varkeywords)
    }

    /// The handler that covers `unit`, if any.
    pub fn handler_at(&self, unit: u32) -> Option<&Handler> {
        self.handlers.iter().find(|row| row.covers(unit))
    }

    /// Index into [`Code::instrs`] of the instruction a jump to `unit` lands on (`unit` may be an `EXTENDED_ARG`).
    pub fn index_of(&self, unit: u32) -> Option<usize> {
        let i = self.instrs.partition_point(|ins| ins.unit < unit);
        self.instrs.get(i).filter(|ins| ins.start <= unit).map(|_| i)
    }
}
