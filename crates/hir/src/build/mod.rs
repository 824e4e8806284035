//! The builder: bytecode and type feedback to HIR.
//!
//! Blocks are translated in reverse postorder by abstract interpretation of the frame (locals and operand stack hold
//! HIR values). A block with one predecessor inherits that predecessor's frame; a join gets a parameter for each slot
//! where its predecessors differ; a loop header gets parameters for all, those that never change are removed at the
//! end. The types of a loop header's parameters are assumed optimistically (those of the edges that enter the loop);
//! where a back edge disagrees, the assumption is widened and the function is built again.
//!
//! Speculation follows the interpreter's feedback, unless the site failed before. Blocks that never ran are exits (see
//! [`untaken`]). Within one bytecode
//! instruction whatever may exit comes before whatever has a side effect.

mod arithmetic;
mod attributes;
mod calls;
mod cfg;
mod containers;
mod control;
mod exceptions;
mod frame;
mod names;
mod polymorphism;
mod untaken;

use crate::function::{Entry, FrameState, Function, HandlerRow, Local, Reason, StackItem};
use crate::types::Type;
use andiron_bytecode::{AttributePlace, Class, Code, FunctionFacts, NumberPairs, ObjectRef, Op};
use cfg::{Flow, Leader};
use frame::Builder;
use std::collections::HashMap;

/// What the builder asks about the running program. The runtime implements it; tests fake it. A function may be built
/// more than once per request, so every answer must be the same within one call of [`build`].
pub trait World {
    /// The value of global `name` (index into `co_names`) if compiled code may treat it as a constant: the runtime
    /// watches it and invalidates the code when it changes.
    fn constant_global(&mut self, name: usize) -> Option<ObjectRef>;

    /// The value of attribute `name` (index into `co_names`) of a module, on the same terms.
    fn constant_attribute(&mut self, module: &ObjectRef, name: usize) -> Option<ObjectRef> {
        let _ = (module, name);
        None
    }

    /// Attribute `name` (index into `co_names`) of a class, as long as the class has the version that its facts say;
    /// `None` if something but the class and its bases has a say in it.
    fn class_attribute(&mut self, class: &ObjectRef, name: usize) -> Option<ClassAttribute> {
        let _ = (class, name);
        None
    }

    /// Whether `CallDirect` may be emitted for this function: it is plain, and its code can be compiled for its globals.
    fn can_call_directly(&mut self, function: &ObjectRef, callee: &FunctionFacts) -> bool;

    /// Whether the runtime will invalidate the code when a function that is a constant in it changes its code or defaults:
    /// nothing need be guarded then.
    fn watch_function(&mut self, function: &ObjectRef) -> bool {
        let _ = function;
        false
    }

    /// Whether speculation at this code unit has failed too often: the generic form is built instead.
    fn site_failed(&self, unit: u32) -> bool;

    /// Whether the instruction at `unit` runs after all: an exit taken there because it never had was taken often.
    fn has_run(&self, unit: u32) -> bool {
        let _ = unit;
        false
    }

    /// Where the classes that the attribute instruction at `unit` has seen, name `name` (index into `co_names`), keep the
    /// attribute for that access, one of each. Fewer than two: the site has one class, as its feedback says, or too many.
    fn attribute_places(&mut self, unit: u32, name: usize, access: Access) -> Vec<AttributePlace> {
        let _ = (unit, name, access);
        Vec::new()
    }

    /// The pairs of numbers that the operation at `unit` was found to have when its speculation failed; `None` if it was
    /// not, or had other operands, too.
    fn number_pairs(&self, unit: u32) -> Option<NumberPairs> {
        let _ = unit;
        None
    }

    /// Which exact built-in class `object` is, if it is one of those the compiler tells apart.
    fn builtin_class(&self, object: &ObjectRef) -> Option<Class> {
        let _ = object;
        None
    }

    /// `None`.
    fn none(&self) -> ObjectRef;

    /// `True` or `False`.
    fn bool(&self, value: bool) -> ObjectRef;

    /// The class `AssertionError`.
    fn assertion_error(&self) -> ObjectRef;
}

/// An attribute that was looked up on a class itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassAttribute {
    /// The attribute, or the function that is to be called.
    pub value: ObjectRef,
    /// The `classmethod` or `staticmethod` in the class that keeps `value` at that byte, and could be given another.
    pub wrapper: Option<(ObjectRef, u32)>,
    /// `value` gets the class as its first argument.
    pub takes_class: bool,
}

/// What an attribute instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Reads.
    Load,
    /// Writes.
    Store,
}

/// Where compiled code starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the function's first instruction, called with its arguments bound.
    Function,
    /// On-stack replacement: at the loop header a backward jump to `unit` reaches.
    Loop {
        /// Code unit of the header.
        unit: u32,
    },
}

/// Why a code object cannot be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A generator, coroutine or asynchronous generator.
    Generator,
    /// A module or class body from its start: its namespace is not in slots and it runs once.
    NotOptimized,
    /// Too many instructions or slots.
    TooLarge,
    /// There is no block at the loop header asked for.
    NoSuchLoop,
    /// The bytecode does not make sense to us.
    Malformed,
}

impl Refusal {
    /// For people.
    pub const fn text(self) -> &'static str {
        match self {
            Refusal::Generator => "generators and coroutines are left to the interpreter",
            Refusal::NotOptimized => "module and class bodies are compiled from their loops only",
            Refusal::TooLarge => "too large",
            Refusal::NoSuchLoop => "no loop starts there",
            Refusal::Malformed => "bytecode of an unknown shape",
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text())
    }
}

/// Instructions beyond which compiling costs more than it can give back.
const MAX_INSTRUCTIONS: usize = 6000;
/// Rebuilds with wider assumptions before assuming nothing.
const MAX_BUILDS: usize = 6;

/// Types assumed of loop header parameters: by block and slot (locals first, then stack items).
type Assumptions = HashMap<(usize, usize), Type>;

/// Builds HIR for `code`.
pub fn build(code: &Code, start: Start, world: &mut dyn World) -> Result<Function, Refusal> {
    let suspends = |op| matches!(op, Op::RETURN_GENERATOR | Op::YIELD_VALUE | Op::SEND | Op::RESERVED);
    if code.flags.generator || code.instrs.iter().any(|ins| suspends(ins.op)) {
        return Err(Refusal::Generator);
    }
    if start == Start::Function && !code.flags.optimized {
        return Err(Refusal::NotOptimized);
    }
    if code.instrs.len() > MAX_INSTRUCTIONS || code.slots.len() > 1000 {
        return Err(Refusal::TooLarge);
    }
    let mut flow = Flow::new(code)?;
    let entry = match start {
        Start::Function => 0,
        Start::Loop { unit } => code.index_of(unit).and_then(|i| flow.at(i)).ok_or(Refusal::NoSuchLoop)?,
    };
    if flow.leaders[entry].shape.is_none() {
        return Err(Refusal::NoSuchLoop);
    }
    let untaken = untaken::find(code, &flow, start, entry, |unit| world.has_run(unit));
    let order = flow.reach(code, entry, &untaken);
    let mut assumed = Assumptions::new();
    for attempt in 0.. {
        let pessimistic = attempt >= MAX_BUILDS;
        let mut builder = Builder::new(code, &flow, world, &mut assumed, pessimistic);
        if !translate(&mut builder, start, entry, &order, &untaken) {
            return Err(Refusal::Malformed);
        }
        if let Some(function) = builder.finish() {
            return Ok(function);
        }
        if pessimistic {
            return Err(Refusal::Malformed);
        }
    }
    unreachable!("the loop ends by returning")
}

/// Translates every block that is reached. False if one was reached only after its turn.
fn translate(b: &mut Builder<'_>, start: Start, entry: usize, order: &[usize], untaken: &[bool]) -> bool {
    let flow = b.flow;
    let unit_of = |l: &Leader| b.code.instrs[l.first].start;
    let covered = |l: &Leader| b.code.handler_at(b.code.instrs[l.first].unit).is_some();
    let entry_covered = covered(&flow.leaders[entry]);
    // The entry comes first; it is the header's own block where nothing jumps there.
    let entry_kind = if start == Start::Function { Entry::Function } else { Entry::Loop };
    let own_entry = start == Start::Function && flow.leaders[0].predecessors == 0;
    let entry_block = b.f.add_block(unit_of(&flow.leaders[entry]), entry_kind);
    let mut handler_entries = HashMap::new();
    for &l in order {
        let leader = &flow.leaders[l];
        let unit = unit_of(leader);
        let is_handler = leader.handler.is_some() && l != entry;
        let block = if l == entry && own_entry {
            entry_block
        } else if is_handler && leader.predecessors == 0 {
            b.f.add_block(unit, Entry::Handler)
        } else {
            b.f.add_block(unit, Entry::None)
        };
        b.blocks[l].block = Some(block);
        if leader.handler.is_some() {
            let entry = if b.f.blocks[block.index()].entry == Entry::Handler {
                block
            } else {
                b.f.add_block(unit, Entry::Handler)
            };
            handler_entries.insert(l, entry);
        }
    }
    for row in &b.code.handlers {
        let leader = b.code.index_of(row.target).and_then(|index| flow.at(index));
        let block = leader.and_then(|l| handler_entries.get(&l)).copied();
        let andiron_bytecode::Handler { start, end, depth, push_lasti, .. } = *row;
        b.f.handlers.push(HandlerRow { start, end, block, depth, push_lasti });
    }
    if !own_entry {
        b.enter(entry_block, entry);
        b.jump(entry);
    }
    // Entry blocks of handlers that are also jumped to only pass the frame on.
    for &l in order {
        if let Some(&block) = handler_entries.get(&l).filter(|block| Some(**block) != b.blocks[l].block) {
            b.enter(block, l);
            b.jump(l);
        }
    }
    for (position, &l) in order.iter().enumerate() {
        b.position[l] = position;
    }
    let mut skipped = Vec::new();
    for &l in order {
        let block = b.blocks[l].block.expect("every block in the order was made");
        let leader = &flow.leaders[l];
        b.state = None;
        if b.f.blocks[block.index()].entry != Entry::None {
            b.enter(block, l);
        } else if b.start_block(l) {
            let state = b.state_at(b.code.instrs[leader.first].start);
            b.f.blocks[block.index()].state = Some(state);
            b.state = Some((leader.first, state));
        } else {
            skipped.push(l);
            continue;
        }
        if matches!(start, Start::Loop { .. }) && entry_covered && !covered(leader) {
            b.begin(leader.first);
            b.exit(Reason::Region);
            continue;
        }
        if untaken[l] {
            b.begin(leader.first);
            b.exit(Reason::Cold);
            continue;
        }
        for index in leader.first..leader.end {
            b.begin(index);
            b.step(&b.code.instrs[index]);
            if !b.open {
                break;
            }
            b.after_instruction(index);
        }
        if b.open {
            b.fall_through(leader.end);
        }
    }
    skipped.iter().all(|l| !b.is_reached(*l))
}

impl<'a> Builder<'a> {
    /// Translates one bytecode instruction.
    fn step(&mut self, ins: &'a andiron_bytecode::Instr) {
        use Op::*;
        match ins.op {
            NOP | RESUME => {}
            POP_TOP => drop(self.pop()),
            PUSH_NULL => {
                let null = self.null();
                self.push(null);
            }
            COPY => self.copy(ins.arg as usize),
            SWAP => self.swap(ins.arg as usize),
            END_FOR => drop(self.pop_many(2)),
            LOAD_CONST => {
                let value = self.constant(&self.code.consts[ins.arg as usize]);
                self.push(value);
            }
            LOAD_FAST
            | LOAD_FAST_CHECK
            | LOAD_CLOSURE
            | LOAD_FAST_AND_CLEAR
            | STORE_FAST
            | DELETE_FAST
            | MAKE_CELL
            | COPY_FREE_VARS
            | LOAD_DEREF
            | STORE_DEREF
            | DELETE_DEREF
            | LOAD_FROM_DICT_OR_DEREF => self.local(ins),
            LOAD_GLOBAL
            | STORE_GLOBAL
            | DELETE_GLOBAL
            | LOAD_NAME
            | STORE_NAME
            | DELETE_NAME
            | LOAD_LOCALS
            | LOAD_FROM_DICT_OR_GLOBALS
            | LOAD_BUILD_CLASS
            | SETUP_ANNOTATIONS
            | IMPORT_NAME
            | IMPORT_FROM => {
                self.name(ins);
            }
            BINARY_OP => self.binary_op(ins),
            COMPARE_OP => self.compare_op(ins),
            UNARY_NEGATIVE | UNARY_INVERT | UNARY_NOT | IS_OP | CONTAINS_OP => self.operator(ins),
            BINARY_SUBSCR | STORE_SUBSCR | DELETE_SUBSCR | BINARY_SLICE | STORE_SLICE => self.subscript(ins),
            BUILD_TUPLE | BUILD_LIST | BUILD_SET | BUILD_STRING | BUILD_MAP | BUILD_CONST_KEY_MAP | BUILD_SLICE
            | LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | FORMAT_VALUE => {
                self.building(ins);
            }
            UNPACK_SEQUENCE | UNPACK_EX => self.unpack(ins),
            MATCH_MAPPING | MATCH_SEQUENCE | MATCH_KEYS | MATCH_CLASS | GET_LEN => self.matching(ins),
            LOAD_ATTR => self.load_attr(ins),
            STORE_ATTR => self.store_attr(ins),
            DELETE_ATTR => self.delete_attr(ins),
            LOAD_SUPER_ATTR => self.load_super_attr(ins),
            KW_NAMES => self.keywords = Some((ins.start, ins.arg as usize)),
            CALL => self.call(ins),
            CALL_FUNCTION_EX => self.call_function_ex(ins),
            CALL_INTRINSIC_1 | CALL_INTRINSIC_2 => self.intrinsic(ins),
            MAKE_FUNCTION => self.make_function(ins),
            RETURN_VALUE | RETURN_CONST => self.return_value(ins),
            JUMP_FORWARD | JUMP_BACKWARD | JUMP_BACKWARD_NO_INTERRUPT => self.jump_instruction(ins),
            POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE => self.jump_if(ins),
            POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE => self.jump_if_none(ins),
            GET_ITER => self.get_iter(),
            FOR_ITER => self.for_iter(ins),
            LOAD_ASSERTION_ERROR => {
                let value = self.constant(&self.world.assertion_error());
                self.push(value);
            }
            RAISE_VARARGS | RERAISE | PUSH_EXC_INFO | POP_EXCEPT | CHECK_EXC_MATCH | CHECK_EG_MATCH | BEFORE_WITH
            | WITH_EXCEPT_START => self.exception(ins),
            _ => self.exit(Reason::Unsupported),
        }
    }

    /// A new frame state: the frame as it is now, at `unit`.
    fn state_at(&mut self, unit: u32) -> crate::function::State {
        let locals = self.frame.locals.iter().map(|v| Local::Value(*v)).collect();
        let stack = self.frame.stack.iter().map(|v| StackItem { value: *v, transfer: false, slot: None }).collect();
        self.f.add_state(FrameState { unit, locals, stack, drops: Vec::new(), caller: None })
    }
}

#[cfg(test)]
mod tests;
