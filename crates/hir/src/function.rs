//! The graph: blocks, instructions, values, frame states.
//!
//! SSA with block parameters. An instruction *is* its value (one result or none). Local variables exist as values only
//! in [`FrameState`]s; `SetLocal` marks where a local changes.
//!
//! Blocks may be entered from outside: the function entry, exception handlers and on-stack-replacement entries. Such a
//! block has no predecessors that pass values; it reads locals with `LoadSlot` and stack items with `LoadStack` from
//! the frame, where whoever enters has put them. So an instruction that raises needs no control-flow edge: at run time
//! its frame state is written to the frame and control goes on at the handler block.

use crate::helper::Helper;
use crate::opcode::{Effects, Opcode, Ownership};
use crate::types::{ClassSet, Type};
use andiron_bytecode::{Class, Convention, ObjectRef};

macro_rules! index_type {
    ($(#[doc = $doc:literal])* $name:ident, $prefix:literal) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }
    };
}

index_type!(
    /// A value: a block parameter or an instruction.
    Value, "v");
index_type!(
    /// A block.
    Block, "b");
index_type!(
    /// A frame state.
    State, "s");
index_type!(
    /// An entry of the function's object table.
    ObjectId, "o");

/// Comparison conditions, in the order of CPython's `Py_LT`..`Py_GE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Condition {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl Condition {
    /// All six, in CPython's numbering.
    pub const ALL: [Condition; 6] =
        [Condition::Lt, Condition::Le, Condition::Eq, Condition::Ne, Condition::Gt, Condition::Ge];

    /// The condition with the operands swapped.
    pub fn swapped(self) -> Condition {
        match self {
            Condition::Lt => Condition::Gt,
            Condition::Le => Condition::Ge,
            Condition::Gt => Condition::Lt,
            Condition::Ge => Condition::Le,
            same => same,
        }
    }
}

/// What is known at compile time about a slot's content when `SetLocal` overwrites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OldValue {
    /// May be NULL or an object.
    Unknown,
    /// An object.
    Present,
    /// Nothing to drop: NULL, or an immortal object.
    Null,
}

/// How a call instruction calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallInfo {
    /// Straight to the compiled code of the code object at that address.
    Direct {
        /// Address of the `PyCodeObject`.
        code: usize,
    },
    /// By vectorcall; the last `len(keywords)` arguments are keyword arguments.
    Vector {
        /// Tuple of keyword names.
        keywords: Option<ObjectId>,
    },
    /// A C function.
    C {
        /// Address of the function.
        function: usize,
        /// Its calling convention.
        convention: Convention,
    },
}

/// Why compiled code leaves for the interpreter. One row each: variant, text in reports.
macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal),* $(,)?) => {
        /// Why compiled code leaves for the interpreter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[doc = $doc])* $name),* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Reason::$name),*];

            /// For people.
            pub const fn text(self) -> &'static str {
                match self { $(Reason::$name => $text),* }
            }

            /// For listings.
            pub const fn name(self) -> &'static str {
                match self { $(Reason::$name => stringify!($name)),* }
            }

            /// The reason of that name.
            pub fn from_name(name: &str) -> Option<Reason> {
                match name { $(stringify!($name) => Some(Reason::$name),)* _ => None }
            }
        }
    };
}

reasons! {
    /// A guard failed; the guard instruction says which.
    Guard = "guard failed",
    /// An instruction the compiler leaves to the interpreter.
    Unsupported = "instruction left to the interpreter",
    /// Code that had never run when it was compiled.
    Cold = "never ran before",
    /// `raise` with no handler in this function: the interpreter unwinds.
    Raise = "raise without a handler here",
    /// On-stack replacement left the region whose handlers match the entry's.
    Region = "left the replaced loop's try region",
}

/// Classes that one site tells apart; with more it takes the general way.
pub const MAX_CLASSES: usize = 4;

/// An immediate operand.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Imm {
    None,
    Index(u32),
    Int(i64),
    Float(f64),
    Bool(bool),
    Object(ObjectId),
    Class(Class),
    Condition(Condition),
    Helper(Helper),
    Call(CallInfo),
    Slot {
        index: u32,
        old: OldValue,
    },
    /// Entry of the frame's globals (or builtins, then guarded by both versions).
    Global {
        keys_version: u32,
        builtin_keys_version: Option<u32>,
        index: u32,
    },
    Slots {
        from: u32,
        to: u32,
    },
    /// Unused places hold 0.
    Versions([u32; MAX_CLASSES]),
    Reason(Reason),
}

/// Where a terminator goes and what it passes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Target.
    pub block: Block,
    /// One value per parameter of the target.
    pub args: Vec<Value>,
}

/// One instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Inst {
    /// What it is.
    pub opcode: Opcode,
    /// Operands.
    pub args: Vec<Value>,
    /// Immediate.
    pub imm: Imm,
    /// Frame state, for instructions that exit or raise.
    pub state: Option<State>,
    /// Targets, for `Jump` (one) and `Branch` (two).
    pub targets: Vec<Edge>,
    /// Code unit of the bytecode instruction it comes from.
    pub unit: u32,
}

impl Inst {
    /// What it may do, helpers looked up in their table.
    pub fn effects(&self) -> Effects {
        match self.imm {
            Imm::Helper(helper) => helper.effects(),
            _ => self.opcode.effects(),
        }
    }

    /// Whether it takes over the reference of operand `i`.
    pub fn steals(&self, i: usize) -> bool {
        let effects = self.effects();
        let fixed = match self.imm {
            Imm::Helper(helper) => helper.parameters().len(),
            _ => self.opcode.operands().fixed.len(),
        };
        if i < fixed { effects.steals & (1 << i) != 0 } else { effects.steals & (1 << 15) != 0 }
    }

    /// Who owns its result.
    pub fn ownership(&self) -> Ownership {
        self.opcode.ownership()
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Def {
    /// Parameter `index` of a block. `home` is the local variable it is the current value of, if it is one.
    Param {
        /// The block.
        block: Block,
        /// The local it holds.
        home: Option<u32>,
    },
    /// An instruction.
    Inst(Inst),
}

/// A value with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueData {
    /// Type; [`Type::VOID`] for instructions without a result.
    pub ty: Type,
    /// Origin.
    pub def: Def,
}

/// What a local variable is, in a frame state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Local {
    /// This value. The only form before the home-assignment pass.
    Value(Value),
    /// Its slot already holds the truth. After home assignment.
    InSlot,
    /// This unboxed value: an exit boxes it into the slot. After home assignment.
    Raw(Value),
    /// This unboxed value, or unbound where the truth value `absent` is true. After home assignment, and in the state at
    /// the start of a block with such parameters.
    RawOrNull {
        /// The unboxed value, anything where `absent`.
        value: Value,
        /// Whether the local is unbound.
        absent: Value,
    },
    /// This unboxed value, whose object its slot holds where the truth value `held` is true. After home assignment.
    RawOrHeld {
        /// The unboxed value.
        value: Value,
        /// Whether the slot holds the truth already.
        held: Value,
    },
}

impl Local {
    /// The values it names.
    pub fn values(&self) -> impl Iterator<Item = Value> {
        let (first, second) = match *self {
            Local::InSlot => (None, None),
            Local::Value(v) | Local::Raw(v) => (Some(v), None),
            Local::RawOrNull { value, absent: truth } | Local::RawOrHeld { value, held: truth } => {
                (Some(value), Some(truth))
            }
        };
        first.into_iter().chain(second)
    }

    /// The same, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let (first, second) = match self {
            Local::InSlot => (None, None),
            Local::Value(v) | Local::Raw(v) => (Some(v), None),
            Local::RawOrNull { value, absent: truth } | Local::RawOrHeld { value, held: truth } => {
                (Some(value), Some(truth))
            }
        };
        first.into_iter().chain(second)
    }
}

/// An operand-stack item of a frame state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StackItem {
    /// The value; an unboxed one is boxed on exit.
    pub value: Value,
    /// The exit hands its reference over; otherwise it takes a new one. Set by reference-count insertion.
    pub transfer: bool,
    /// Of an unboxed value: the slot that holds its object once the locals are written. Set by home assignment.
    pub slot: Option<u32>,
}

/// The interpreter's view of the frame at one bytecode instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameState {
    /// The instruction to resume at, or the one that raises.
    pub unit: u32,
    /// One entry per `localsplus` slot.
    pub locals: Vec<Local>,
    /// Operand stack, bottom first.
    pub stack: Vec<StackItem>,
    /// Owned values that an exit here must release. Set by reference-count insertion.
    pub drops: Vec<Value>,
    /// State of the caller this frame is inlined into, at its call.
    pub caller: Option<State>,
}

/// How control gets into a block from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// Only by jumps.
    None,
    /// The function's start: arguments are in their slots.
    Function,
    /// An exception handler: locals and the stack (with the exception pushed) are in the frame.
    Handler,
    /// On-stack replacement at a loop header: locals and the stack are in the frame.
    Loop,
}

/// A basic block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockData {
    /// Parameters.
    pub params: Vec<Value>,
    /// Instructions, terminator last.
    pub insts: Vec<Value>,
    /// Whether it can be entered from outside.
    pub entry: Entry,
    /// The bytecode instruction it starts at.
    pub unit: u32,
    /// Frame state at its start, in terms of its parameters and what dominates it; lets passes put guards on edges.
    pub state: Option<State>,
}

/// A row of the exception table, with the block that handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandlerRow {
    /// First covered code unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Handler block; `None`: not compiled, the interpreter handles it.
    pub block: Option<Block>,
    /// Stack depth to cut to.
    pub depth: u32,
    /// Whether the raising unit is pushed below the exception.
    pub push_lasti: bool,
}

/// A function in HIR.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Function {
    /// Qualified name.
    pub name: String,
    /// Address of its code object, 0 in tests.
    pub code: usize,
    /// Names of the `localsplus` slots.
    pub slots: Vec<String>,
    /// How many leading slots are filled from arguments.
    pub parameters: u32,
    /// Deepest operand stack.
    pub stack_size: u32,
    /// Words of scratch memory used by `ScratchAddr`.
    pub scratch_words: u32,
    /// Unit of the first traceable instruction.
    pub first_traceable: u32,
    /// Values.
    pub values: Vec<ValueData>,
    /// Blocks; the first is the entry (function or loop).
    pub blocks: Vec<BlockData>,
    /// Frame states.
    pub states: Vec<FrameState>,
    /// Objects used; the compiled code keeps a reference to each.
    pub objects: Vec<ObjectRef>,
    /// Exception table.
    pub handlers: Vec<HandlerRow>,
}

impl Function {
    /// Adds an empty block.
    pub fn add_block(&mut self, unit: u32, entry: Entry) -> Block {
        self.blocks.push(BlockData { params: Vec::new(), insts: Vec::new(), entry, unit, state: None });
        Block(self.blocks.len() as u32 - 1)
    }

    /// Adds a parameter to a block.
    pub fn add_param(&mut self, block: Block, ty: Type, home: Option<u32>) -> Value {
        let value = self.push_value(ValueData { ty, def: Def::Param { block, home } });
        self.blocks[block.index()].params.push(value);
        value
    }

    /// Makes an instruction without placing it in a block. The result type is that of the table; for
    /// `ResultType::Given` pass it in `ty`, for guards it is derived.
    pub fn make_inst(&mut self, inst: Inst, ty: Option<Type>) -> Value {
        use crate::opcode::ResultType;
        let ty = match inst.opcode.result() {
            ResultType::Is(fixed) => ty.unwrap_or(fixed),
            ResultType::Given => ty.expect("this instruction's type is given by its maker"),
            ResultType::Refined => self.refined_type(&inst),
        };
        self.push_value(ValueData { ty, def: Def::Inst(inst) })
    }

    fn refined_type(&self, inst: &Inst) -> Type {
        let operand = self.ty(inst.args[0]);
        let classes = match (inst.opcode, inst.imm) {
            (Opcode::GuardType, Imm::Class(class)) => ClassSet::one(class),
            (Opcode::GuardIs, Imm::Object(object)) => ClassSet::one(self.objects[object.index()].class),
            _ => operand.classes.non_null(),
        };
        Type { classes, ..operand }
    }

    /// Makes an instruction and appends it to `block`.
    pub fn append(&mut self, block: Block, inst: Inst, ty: Option<Type>) -> Value {
        let value = self.make_inst(inst, ty);
        self.blocks[block.index()].insts.push(value);
        value
    }

    /// Adds a value.
    pub fn push_value(&mut self, data: ValueData) -> Value {
        self.values.push(data);
        Value(self.values.len() as u32 - 1)
    }

    /// Adds a frame state.
    pub fn add_state(&mut self, state: FrameState) -> State {
        self.states.push(state);
        State(self.states.len() as u32 - 1)
    }

    /// Interns an object.
    pub fn object(&mut self, object: &ObjectRef) -> ObjectId {
        if let Some(i) = self.objects.iter().position(|o| o.address == object.address) {
            return ObjectId(i as u32);
        }
        self.objects.push(object.clone());
        ObjectId(self.objects.len() as u32 - 1)
    }

    /// A value's type.
    pub fn ty(&self, value: Value) -> Type {
        self.values[value.index()].ty
    }

    /// The instruction that makes a value, unless it is a parameter.
    pub fn inst(&self, value: Value) -> Option<&Inst> {
        match &self.values[value.index()].def {
            Def::Inst(inst) => Some(inst),
            Def::Param { .. } => None,
        }
    }

    /// The same, to change it.
    pub fn inst_mut(&mut self, value: Value) -> Option<&mut Inst> {
        match &mut self.values[value.index()].def {
            Def::Inst(inst) => Some(inst),
            Def::Param { .. } => None,
        }
    }

    /// The home local of a parameter.
    pub fn home(&self, value: Value) -> Option<u32> {
        match self.values[value.index()].def {
            Def::Param { home, .. } => home,
            Def::Inst(_) => None,
        }
    }

    /// The value whose reference `value` shares: guards pass the same object on under a new, narrower name.
    pub fn root(&self, mut value: Value) -> Value {
        while let Some(inst) = self.inst(value) {
            if inst.ownership() != Ownership::Alias {
                break;
            }
            value = inst.args[0];
        }
        value
    }

    /// The block's terminator.
    pub fn terminator(&self, block: Block) -> &Inst {
        let last = *self.blocks[block.index()].insts.last().expect("a finished block has a terminator");
        self.inst(last).expect("a terminator is an instruction")
    }

    /// Blocks a block jumps to.
    pub fn successors(&self, block: Block) -> impl Iterator<Item = Block> + '_ {
        self.terminator(block).targets.iter().map(|edge| edge.block)
    }

    /// For every block, the blocks that jump to it (once per edge).
    pub fn predecessors(&self) -> Vec<Vec<Block>> {
        let mut preds = vec![Vec::new(); self.blocks.len()];
        for i in 0..self.blocks.len() {
            let block = Block(i as u32);
            for succ in self.successors(block) {
                preds[succ.index()].push(block);
            }
        }
        preds
    }

    /// Blocks in reverse postorder from all entries; unreachable blocks are left out.
    pub fn reverse_postorder(&self) -> Vec<Block> {
        let mut seen = vec![false; self.blocks.len()];
        let mut order = Vec::with_capacity(self.blocks.len());
        // Later entries first, so that after the reversal the function entry comes first.
        for i in (0..self.blocks.len()).rev() {
            if self.blocks[i].entry == Entry::None || seen[i] {
                continue;
            }
            let root = Block(i as u32);
            seen[i] = true;
            let mut work = vec![(root, self.successors(root).collect::<Vec<_>>())];
            while let Some((block, rest)) = work.last_mut() {
                if let Some(next) = rest.pop() {
                    if !std::mem::replace(&mut seen[next.index()], true) {
                        let succs = self.successors(next).collect();
                        work.push((next, succs));
                    }
                } else {
                    order.push(*block);
                    work.pop();
                }
            }
        }
        order.reverse();
        order
    }

    /// The handler row for an instruction that raises at `unit`.
    pub fn handler_at(&self, unit: u32) -> Option<&HandlerRow> {
        self.handlers.iter().find(|row| row.start <= unit && unit < row.end)
    }

    /// Calls `visit` with every value a state mentions (callers included).
    pub fn for_each_state_value(&self, state: State, visit: &mut impl FnMut(Value)) {
        let data = &self.states[state.index()];
        data.locals.iter().flat_map(Local::values).for_each(&mut *visit);
        data.stack.iter().for_each(|item| visit(item.value));
        data.drops.iter().for_each(|v| visit(*v));
        if let Some(caller) = data.caller {
            self.for_each_state_value(caller, visit);
        }
    }

    /// Replaces values everywhere: operands, edges and frame states.
    pub fn replace_values(&mut self, mut map: impl FnMut(Value) -> Value) {
        for data in &mut self.values {
            if let Def::Inst(inst) = &mut data.def {
                inst.args.iter_mut().for_each(|v| *v = map(*v));
                for edge in &mut inst.targets {
                    edge.args.iter_mut().for_each(|v| *v = map(*v));
                }
            }
        }
        for state in &mut self.states {
            state.locals.iter_mut().flat_map(Local::values_mut).for_each(|v| *v = map(*v));
            state.stack.iter_mut().for_each(|item| item.value = map(item.value));
            state.drops.iter_mut().for_each(|v| *v = map(*v));
        }
    }
}
