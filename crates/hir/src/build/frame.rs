//! The abstract frame and the primitives every translator uses: emitting, guards, edges, joins.

use super::cfg::Flow;
use super::{Assumptions, World};
use crate::function::{Block, Def, Edge, Entry, Function, Imm, Inst, MAX_CLASSES, OldValue, Reason, State, Value};
use crate::helper::Helper;
use crate::opcode::{Opcode, Ownership};
use crate::types::{ClassSet, Type};
use andiron_bytecode::{Class, Code, Fact, ObjectRef, Op};
use std::collections::{HashMap, HashSet};

/// What the interpreter's frame holds, as HIR values.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub locals: Vec<Value>,
    pub stack: Vec<Value>,
}

impl Frame {
    fn get(&self, slot: usize) -> Value {
        self.locals.get(slot).copied().unwrap_or_else(|| self.stack[slot - self.locals.len()])
    }

    fn len(&self) -> usize {
        self.locals.len() + self.stack.len()
    }
}

/// A fact about an object's surroundings that holds until Python code runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knowledge {
    TypeVersion(u32),
    TypeVersions([u32; MAX_CLASSES]),
    ClassVersion(u32),
    KeysVersion(u32),
    KeysCount(u32),
    NoInstanceDict,
    ModuleKeys(u32),
    /// Exactly a module.
    Module,
    FunctionCode(usize),
    FunctionDefaults(usize),
}

/// An edge into a bytecode block, waiting for the block's parameters to be known.
struct Incoming {
    /// The terminator, and which of its targets.
    from: (Value, usize),
    frame: Frame,
    facts: Vec<(Value, Knowledge)>,
}

/// A bytecode block being built.
#[derive(Default)]
pub(super) struct BlockRecord {
    pub block: Option<Block>,
    incoming: Vec<Incoming>,
    /// Parameters with the frame slot each stands for.
    params: Vec<(Value, usize)>,
    /// Loop header: types of parameters are assumptions.
    header: bool,
}

pub(super) struct Builder<'a> {
    pub code: &'a Code,
    pub flow: &'a Flow,
    pub world: &'a mut dyn World,
    pub f: Function,
    /// One per leader of the flow graph.
    pub blocks: Vec<BlockRecord>,
    /// Place of each leader in the order of translation.
    pub position: Vec<usize>,
    pub frame: Frame,
    /// Whether the current block still takes instructions.
    pub open: bool,
    /// Keyword names for the next call: where `KW_NAMES` starts, and its constant.
    pub keywords: Option<(u32, usize)>,
    /// The frame state of the instruction at that index, once it is made.
    pub state: Option<(usize, State)>,
    block: Block,
    pub index: usize,
    pub unit: u32,
    /// Frame at the start of the current instruction.
    before: Frame,
    pub facts: Vec<(Value, Knowledge)>,
    /// The methods that a callable found at a polymorphic site can be.
    pub methods: HashMap<Value, Vec<ObjectRef>>,
    /// The slice that the previous instruction built last, and its bounds.
    slice: Option<(usize, Value, Vec<Value>)>,
    /// Whether the current instruction may have run Python code that nothing has checked for yet.
    pub ran_python: bool,
    /// Whether the current instruction has called what may not be a Python function: pending work is due then.
    called_out: bool,
    /// Results of arithmetic that has left 64 bits before, and of what goes on with them.
    pub wide: HashSet<Value>,
    assumed: &'a mut Assumptions,
    pessimistic: bool,
}

impl<'a> Builder<'a> {
    pub fn new(
        code: &'a Code,
        flow: &'a Flow,
        world: &'a mut dyn World,
        assumed: &'a mut Assumptions,
        pessimistic: bool,
    ) -> Builder<'a> {
        let f = Function {
            name: code.qualname.clone(),
            code: code.address,
            slots: code.slots.iter().map(|(name, _)| name.clone()).collect(),
            parameters: code.parameter_slots(),
            stack_size: code.stack_size,
            first_traceable: code.first_traceable,
            ..Function::default()
        };
        Builder {
            code,
            flow,
            world,
            f,
            blocks: flow.leaders.iter().map(|_| BlockRecord::default()).collect(),
            position: vec![0; flow.leaders.len()],
            frame: Frame::default(),
            open: false,
            keywords: None,
            state: None,
            block: Block(0),
            index: 0,
            unit: 0,
            before: Frame::default(),
            facts: Vec::new(),
            methods: HashMap::new(),
            slice: None,
            ran_python: false,
            called_out: false,
            wide: HashSet::new(),
            assumed,
            pessimistic,
        }
    }

    // ---- instructions ----

    /// Starts a bytecode instruction.
    pub fn begin(&mut self, index: usize) {
        self.index = index;
        self.unit = self.code.instrs[index].unit;
        self.ran_python = false;
        self.called_out = false;
        if self.state.is_none_or(|(at, _)| at != index) {
            self.state = None;
            self.before.clone_from(&self.frame);
        }
    }

    /// Ends one: after a call into C, handles pending work as the interpreter does (a signal the call has raised reaches
    /// its handler here); after Python code may have run, checks that this code is still good.
    pub fn after_instruction(&mut self, index: usize) {
        if self.called_out && self.ran_python {
            // The call is over, its result is on the stack; an exception of a handler is raised at the call all the same.
            let state = self.state_at(self.unit);
            self.place(Opcode::Safepoint, Vec::new(), Imm::None, None, Some(state));
        }
        let Some(next) = self.code.instrs.get(index + 1) else { return };
        if self.ran_python && !matches!(next.op, Op::RETURN_VALUE | Op::RETURN_CONST) {
            self.check_valid(index + 1);
        }
    }

    /// `CheckValid` with the present frame at instruction `next`.
    pub fn check_valid(&mut self, next: usize) {
        let state = self.state_at(self.code.instrs[next].start);
        self.ran_python = false;
        self.place(Opcode::CheckValid, Vec::new(), Imm::None, None, Some(state));
        self.state = Some((next, state));
    }

    /// `CheckValid` before the current instruction, which takes something watched for a constant: a finaliser may have
    /// changed it, run by a drop since the last check. Where nothing can have died the check is redundant, and goes.
    pub fn still_valid(&mut self) {
        self.emit(Opcode::CheckValid, &[], Imm::None);
    }

    /// The state of the current instruction: the frame before it. A call with keyword names resumes at its `KW_NAMES`.
    fn current_state(&mut self) -> State {
        if let Some((at, state)) = self.state
            && at == self.index
        {
            return state;
        }
        let unit = self.resume_unit();
        let now = std::mem::replace(&mut self.frame, std::mem::take(&mut self.before));
        let state = self.state_at(unit);
        self.before = std::mem::replace(&mut self.frame, now);
        self.state = Some((self.index, state));
        state
    }

    fn resume_unit(&self) -> u32 {
        let previous = self.index.checked_sub(1).map(|i| &self.code.instrs[i]);
        match previous {
            Some(names) if names.op == Op::KW_NAMES => names.start,
            _ => self.code.instrs[self.index].start,
        }
    }

    /// Whether the current instruction may speculate.
    pub fn may_speculate(&self) -> bool {
        !self.world.site_failed(self.unit) && !self.world.site_failed(self.resume_unit())
    }

    /// Appends an instruction with that very state.
    pub fn place(
        &mut self,
        opcode: Opcode,
        args: Vec<Value>,
        imm: Imm,
        ty: Option<Type>,
        state: Option<State>,
    ) -> Value {
        debug_assert!(self.open, "{} in a finished block", opcode.name());
        let inst = Inst { opcode, args, imm, state, targets: Vec::new(), unit: self.unit };
        let effects = inst.effects();
        let drops_silently = opcode == Opcode::SetLocal && matches!(imm, Imm::Slot { old: OldValue::Null, .. });
        if effects.runs_python && !drops_silently {
            self.facts.clear();
        }
        self.ran_python |= matches!(
            opcode,
            Opcode::CallHelper | Opcode::CallDirect | Opcode::CallVector | Opcode::CallC | Opcode::Safepoint
        ) && effects.runs_python;
        self.called_out |= matches!(opcode, Opcode::CallVector | Opcode::CallC)
            || matches!(imm, Imm::Helper(Helper::call_function_ex));
        self.open = !effects.terminator;
        self.f.append(self.block, inst, ty)
    }

    /// Emits an instruction; gives it the current frame state if it exits or raises.
    pub fn emit_typed(&mut self, opcode: Opcode, args: &[Value], imm: Imm, ty: Option<Type>) -> Value {
        let effects = match imm {
            Imm::Helper(helper) => helper.effects(),
            _ => opcode.effects(),
        };
        let needs = effects.exits || effects.raises || opcode == Opcode::Return;
        let state = needs.then(|| self.current_state());
        self.place(opcode, args.to_vec(), imm, ty, state)
    }

    /// Emits an instruction whose result type the table knows.
    pub fn emit(&mut self, opcode: Opcode, args: &[Value], imm: Imm) -> Value {
        self.emit_typed(opcode, args, imm, None)
    }

    /// Calls a helper.
    pub fn helper(&mut self, helper: Helper, args: &[Value]) -> Value {
        self.emit_typed(Opcode::CallHelper, args, Imm::Helper(helper), Some(helper.result().ty()))
    }

    /// Calls a helper whose result is known to be exactly of `class`.
    pub fn helper_of(&mut self, helper: Helper, args: &[Value], class: Class) -> Value {
        self.emit_typed(Opcode::CallHelper, args, Imm::Helper(helper), Some(Type::of(class)))
    }

    /// The last helper ran no Python after all, given the classes of its operands.
    pub fn was_quiet(&mut self) {
        self.ran_python = false;
    }

    /// Leaves for the interpreter, which runs the current instruction.
    pub fn exit(&mut self, reason: Reason) {
        self.emit(Opcode::Exit, &[], Imm::Reason(reason));
    }

    pub fn unreachable(&mut self) {
        self.emit(Opcode::Unreachable, &[], Imm::None);
    }

    /// The frame being run, for helpers.
    pub fn frame_pointer(&mut self) -> Value {
        self.emit(Opcode::LoadFrame, &[], Imm::None)
    }

    /// Address of scratch words `0..count`.
    pub fn scratch(&mut self, count: u32) -> Value {
        self.f.scratch_words = self.f.scratch_words.max(count).max(1);
        self.emit(Opcode::ScratchAddr, &[], Imm::Index(0))
    }

    pub fn take_scratch(&mut self, index: u32, ty: Type) -> Value {
        self.emit_typed(Opcode::TakeScratch, &[], Imm::Index(index), Some(ty))
    }

    /// Remembers a slice of `count` bounds that the current instruction has just built.
    pub fn note_slice(&mut self, slice: Value, count: usize) {
        let bounds = self.f.inst(slice).expect("a helper built it").args[..count].to_vec();
        self.slice = Some((self.index, slice, bounds));
    }

    /// The bounds of a slice that the previous instruction built for the current one alone. It is not built any more: an
    /// exception of the current instruction finds its bounds on the stack instead. Nothing may exit.
    pub fn take_slice(&mut self, slice: Value) -> Option<Vec<Value>> {
        let (at, built, bounds) = self.slice.take()?;
        let block = &mut self.f.blocks[self.block.index()];
        let untouched = at + 1 == self.index && built == slice && block.insts.last() == Some(&slice);
        if !untouched || self.state.is_some_and(|(at, _)| at == self.index) {
            return None;
        }
        block.insts.pop();
        self.before.stack.pop();
        self.before.stack.extend(&bounds);
        Some(bounds)
    }

    // ---- constants ----

    pub fn constant(&mut self, object: &ObjectRef) -> Value {
        let id = self.f.object(object);
        let class = self.f.objects[id.index()].class;
        self.emit_typed(Opcode::Const, &[], Imm::Object(id), Some(Type::of(class)))
    }

    /// The constant a value is, if it is one.
    pub fn as_constant(&self, value: Value) -> Option<&ObjectRef> {
        match self.f.inst(self.f.root(value)) {
            Some(Inst { opcode: Opcode::Const, imm: Imm::Object(id), .. }) => Some(&self.f.objects[id.index()]),
            _ => None,
        }
    }

    pub fn null(&mut self) -> Value {
        self.emit(Opcode::Null, &[], Imm::None)
    }

    pub fn none(&mut self) -> Value {
        let none = self.world.none();
        self.constant(&none)
    }

    pub fn int(&mut self, value: i64) -> Value {
        self.emit(Opcode::ConstI64, &[], Imm::Int(value))
    }

    /// The name with that index.
    pub fn name_constant(&mut self, index: u32) -> Value {
        self.constant(&self.code.names[index as usize])
    }

    // ---- types ----

    pub fn ty(&self, value: Value) -> Type {
        self.f.ty(value)
    }

    pub fn is(&self, value: Value, class: Class) -> bool {
        self.ty(value).is(class)
    }

    /// Whether the value could be of the class, as far as is known.
    pub fn may_be(&self, value: Value, class: Class) -> bool {
        ClassSet::one(class).is_subset(self.ty(value).classes)
    }

    /// Makes later readers of the same object see `new`, which knows more about it.
    fn replace(&mut self, new: Value) {
        let root = self.f.root(new);
        let f = &self.f;
        let slots = self.frame.locals.iter_mut().chain(&mut self.frame.stack);
        for slot in slots.filter(|slot| f.root(**slot) == root) {
            *slot = new;
        }
    }

    /// Guards that a value is exactly of the class.
    pub fn guard_type(&mut self, value: Value, class: Class) -> Value {
        // The class of a module can be assigned, a fact about memory like others.
        let module = (class == Class::Module).then(|| (self.f.root(value), Knowledge::Module));
        if self.is(value, class) && module.is_none_or(|fact| self.facts.contains(&fact)) {
            return value;
        }
        let guarded = self.emit(Opcode::GuardType, &[value], Imm::Class(class));
        self.facts.extend(module);
        self.replace(guarded);
        guarded
    }

    pub fn guard_not_null(&mut self, value: Value) -> Value {
        if !self.ty(value).may_be_null() {
            return value;
        }
        let guarded = self.emit(Opcode::GuardNotNull, &[value], Imm::None);
        self.replace(guarded);
        guarded
    }

    /// The same object under a type that control flow has proved.
    pub fn refine(&mut self, value: Value, classes: ClassSet) -> Value {
        let ty = Type { classes: self.ty(value).classes.intersect(classes), ..self.ty(value) };
        if ty == self.ty(value) {
            return value;
        }
        let refined = self.emit_typed(Opcode::Refine, &[value], Imm::None, Some(ty));
        self.replace(refined);
        refined
    }

    /// Guards a fact about memory, unless it is known already.
    pub fn guard_fact(&mut self, value: Value, fact: Knowledge) {
        let key = (self.f.root(value), fact);
        if self.facts.contains(&key) {
            return;
        }
        let (opcode, imm) = match fact {
            Knowledge::TypeVersions(versions) => (Opcode::GuardTypeVersions, Imm::Versions(versions)),
            Knowledge::KeysCount(count) => (Opcode::GuardKeysCount, Imm::Int(count.into())),
            Knowledge::TypeVersion(v) => (Opcode::GuardTypeVersion, Imm::Int(v.into())),
            Knowledge::ClassVersion(v) => (Opcode::GuardClassVersion, Imm::Int(v.into())),
            Knowledge::KeysVersion(v) => (Opcode::GuardKeysVersion, Imm::Int(v.into())),
            Knowledge::NoInstanceDict => (Opcode::GuardNoInstanceDict, Imm::None),
            Knowledge::ModuleKeys(v) => (Opcode::GuardModuleKeys, Imm::Int(v.into())),
            Knowledge::Module => unreachable!("`guard_type` guards it"),
            Knowledge::FunctionCode(code) => (Opcode::GuardFunctionCode, Imm::Int(code as i64)),
            Knowledge::FunctionDefaults(tuple) => (Opcode::GuardFunctionDefaults, Imm::Int(tuple as i64)),
        };
        self.emit(opcode, &[value], imm);
        self.facts.push(key);
    }

    // ---- boxing ----

    pub fn unbox_int(&mut self, value: Value) -> Value {
        if let Some(Fact::Int(i)) = self.as_constant(value).map(|object| &object.fact) {
            let i = *i;
            return self.int(i);
        }
        match self.f.inst(self.f.root(value)) {
            Some(Inst { opcode: Opcode::BoxInt, args, .. }) => args[0],
            _ => self.emit(Opcode::UnboxInt, &[value], Imm::None),
        }
    }

    pub fn unbox_float(&mut self, value: Value) -> Value {
        if let Some(Fact::Float(x)) = self.as_constant(value).map(|object| &object.fact) {
            let x = *x;
            return self.emit(Opcode::ConstF64, &[], Imm::Float(x));
        }
        match self.f.inst(self.f.root(value)) {
            Some(Inst { opcode: Opcode::BoxFloat, args, .. }) => args[0],
            _ => self.emit(Opcode::UnboxFloat, &[value], Imm::None),
        }
    }

    pub fn box_int(&mut self, value: Value) -> Value {
        self.emit_typed(Opcode::BoxInt, &[value], Imm::None, Some(Type::of(Class::Int)))
    }

    pub fn box_float(&mut self, value: Value) -> Value {
        self.emit_typed(Opcode::BoxFloat, &[value], Imm::None, Some(Type::of(Class::Float)))
    }

    pub fn box_bool(&mut self, value: Value) -> Value {
        self.emit_typed(Opcode::BoxBool, &[value], Imm::None, Some(Type::of(Class::Bool)))
    }

    // ---- stack and locals ----

    pub fn push(&mut self, value: Value) {
        self.frame.stack.push(value);
    }

    pub fn pop(&mut self) -> Value {
        self.frame.stack.pop().expect("stack depths were checked")
    }

    /// Pops `count` items; the deepest comes first.
    pub fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let at = self.frame.stack.len() - count;
        self.frame.stack.split_off(at)
    }

    pub fn pop_array<const N: usize>(&mut self) -> [Value; N] {
        self.pop_many(N).try_into().expect("that many were popped")
    }

    /// Item `n` from the top; 1 is the top.
    pub fn peek(&self, n: usize) -> Value {
        self.frame.stack[self.frame.stack.len() - n]
    }

    pub fn copy(&mut self, n: usize) {
        let item = self.peek(n);
        self.push(item);
    }

    pub fn swap(&mut self, n: usize) {
        let depth = self.frame.stack.len();
        self.frame.stack.swap(depth - n, depth - 1);
    }

    /// Makes `value` local `slot`'s value.
    pub fn set_local(&mut self, slot: usize, value: Value) {
        let old = if self.ty(self.frame.locals[slot]) == Type::NULL { OldValue::Null } else { OldValue::Unknown };
        let silent = self.ty(self.frame.locals[slot]).drops_silently();
        let facts = silent.then(|| self.facts.clone());
        self.emit(Opcode::SetLocal, &[value], Imm::Slot { index: slot as u32, old });
        if let Some(facts) = facts {
            self.facts = facts;
        }
        self.frame.locals[slot] = value;
    }

    /// Reads a slot from the frame; only in entry blocks.
    pub fn load_slot(&mut self, slot: usize, ty: Type) {
        let value = self.emit_typed(Opcode::LoadSlot, &[], Imm::Index(slot as u32), Some(ty));
        self.frame.locals[slot] = value;
    }

    // ---- blocks and edges ----

    /// A block inside the current instruction; `types` are its parameters'.
    pub fn inner_block(&mut self, types: &[Type]) -> Block {
        let block = self.f.add_block(self.code.instrs[self.index].start, Entry::None);
        for ty in types {
            self.f.add_param(block, *ty, None);
        }
        block
    }

    /// Goes on in a block made by [`Builder::inner_block`].
    pub fn continue_in(&mut self, block: Block) {
        self.block = block;
        self.open = true;
    }

    pub fn inner_params(&self, block: Block) -> Vec<Value> {
        self.f.blocks[block.index()].params.clone()
    }

    fn terminate(&mut self, opcode: Opcode, args: &[Value], targets: Vec<Edge>) -> Value {
        let value = self.emit(opcode, args, Imm::None);
        self.f.inst_mut(value).expect("it is an instruction").targets = targets;
        value
    }

    pub fn inner_jump(&mut self, block: Block, args: &[Value]) {
        self.terminate(Opcode::Jump, &[], vec![Edge { block, args: args.to_vec() }]);
    }

    pub fn inner_branch(&mut self, condition: Value, yes: (Block, &[Value]), no: (Block, &[Value])) {
        let edges = [yes, no].map(|(block, args)| Edge { block, args: args.to_vec() });
        self.terminate(Opcode::Branch, &[condition], edges.into());
    }

    /// Jumps to a bytecode block.
    pub fn jump(&mut self, leader: usize) {
        let edge = self.edge(leader);
        let jump = self.terminate(Opcode::Jump, &[], vec![edge]);
        self.arrive(leader, (jump, 0));
    }

    /// Branches to two bytecode blocks, the frame being the same on both ways.
    pub fn branch(&mut self, condition: Value, yes: usize, no: usize) {
        let edges = vec![self.edge(yes), self.edge(no)];
        let branch = self.terminate(Opcode::Branch, &[condition], edges);
        self.arrive(yes, (branch, 0));
        self.arrive(no, (branch, 1));
    }

    /// Control goes on in line at instruction `index`.
    pub fn fall_through(&mut self, index: usize) {
        match self.flow.at(index) {
            Some(leader) => self.jump(leader),
            None => self.unreachable(),
        }
    }

    fn edge(&self, leader: usize) -> Edge {
        Edge { block: self.blocks[leader].block.expect("targets are reachable"), args: Vec::new() }
    }

    fn arrive(&mut self, leader: usize, from: (Value, usize)) {
        let incoming = Incoming { from, frame: self.frame.clone(), facts: self.facts.clone() };
        self.blocks[leader].incoming.push(incoming);
    }

    /// Starts a block entered from outside: the frame is read from memory.
    pub fn enter(&mut self, block: Block, leader: usize) {
        let shape = self.flow.leaders[leader].shape.as_ref().expect("entries are reachable");
        self.continue_in(block);
        self.facts.clear();
        self.index = self.flow.leaders[leader].first;
        self.unit = self.code.instrs[self.index].unit;
        let slots = shape.bound.len();
        self.frame = Frame { locals: vec![Value(0); slots], stack: Vec::new() };
        let null = (self.f.blocks[block.index()].entry == Entry::Function).then(|| self.null());
        for slot in 0..slots {
            match null {
                Some(null) if slot >= self.f.parameters as usize => self.frame.locals[slot] = null,
                _ => {
                    let variadic = null.and_then(|_| self.variadic_class(slot));
                    let ty = match (shape.cell[slot], shape.bound[slot]) {
                        _ if variadic.is_some() => Type::of(variadic.expect("just seen")),
                        (true, _) => Type::of(Class::Cell),
                        (_, true) => Type::OBJECT,
                        _ => Type::NULLABLE,
                    };
                    self.load_slot(slot, ty);
                }
            }
        }
        let lasti = self.flow.leaders[leader]
            .handler
            .filter(|row| row.push_lasti && self.f.blocks[block.index()].entry == Entry::Handler);
        for (i, nullable) in shape.stack.iter().enumerate() {
            let is_lasti = lasti.is_some_and(|row| row.depth as usize == i);
            let ty = match nullable {
                true => Type::NULLABLE,
                false if is_lasti => Type::of(Class::Int),
                false => Type::OBJECT,
            };
            let item = self.emit_typed(Opcode::LoadStack, &[], Imm::Index(i as u32), Some(ty));
            self.push(item);
        }
    }

    /// The class of `*args` and `**kwargs` at the function's start.
    fn variadic_class(&self, slot: usize) -> Option<Class> {
        let named = (self.code.argcount + self.code.kwonlyargcount) as usize;
        let flags = self.code.flags;
        match slot.checked_sub(named)? {
            0 if flags.varargs => Some(Class::Tuple),
            n if n == usize::from(flags.varargs) && flags.varkeywords => Some(Class::Dict),
            _ => None,
        }
    }

    /// Starts a block reached by jumps alone; false if nothing reaches it.
    pub fn start_block(&mut self, leader: usize) -> bool {
        let record = &self.blocks[leader];
        let Some(first) = record.incoming.first() else { return false };
        let block = record.block.expect("it has edges");
        self.keywords = None;
        let waiting = self.has_back_edge(leader);
        if record.incoming.len() == 1 && !waiting {
            self.frame = first.frame.clone();
            self.facts.clone_from(&first.facts);
            self.continue_in(block);
            return true;
        }
        let mut frame = first.frame.clone();
        let locals = frame.locals.len();
        let mut params = Vec::new();
        for slot in 0..frame.len() {
            let values = record.incoming.iter().map(|incoming| incoming.frame.get(slot));
            if !waiting && values.clone().all(|v| v == frame.get(slot)) {
                continue;
            }
            let mut ty = values.map(|v| self.f.ty(v)).reduce(Type::union).expect("there is an edge");
            if waiting && self.pessimistic {
                ty = Type::NULLABLE;
            } else if let Some(wider) = self.assumed.get(&(leader, slot)).filter(|_| waiting) {
                ty = ty.union(*wider);
            }
            let home = (slot < locals).then_some(slot as u32);
            let param = self.f.add_param(block, ty, home);
            params.push((param, slot));
            match slot.checked_sub(locals) {
                None => frame.locals[slot] = param,
                Some(item) => frame.stack[item] = param,
            }
        }
        self.frame = frame;
        self.facts.clear();
        self.blocks[leader].params = params;
        self.blocks[leader].header = waiting;
        self.continue_in(block);
        true
    }

    /// Whether anything jumps to a bytecode block, as far as is known.
    pub fn is_reached(&self, leader: usize) -> bool {
        !self.blocks[leader].incoming.is_empty()
    }

    fn has_back_edge(&self, leader: usize) -> bool {
        let here = self.position[leader];
        let reaches = |l: usize| self.blocks[l].block.is_some() && self.position[l] >= here;
        (0..self.flow.leaders.len()).any(|l| reaches(l) && self.flow.leaders[l].successors.contains(&leader))
    }

    // ---- the end ----

    /// Completes edges and removes parameters that never change; `None` if an assumption turned out too narrow (it is
    /// widened then, for the next try).
    pub fn finish(mut self) -> Option<Function> {
        let mut good = true;
        for (leader, record) in std::mem::take(&mut self.blocks).into_iter().enumerate() {
            for Incoming { from: (value, target), frame, .. } in &record.incoming {
                let args: Vec<Value> = record.params.iter().map(|(_, slot)| frame.get(*slot)).collect();
                for ((param, slot), arg) in record.params.iter().zip(&args) {
                    let (have, want) = (self.f.ty(*arg), self.f.ty(*param));
                    if record.header && !have.classes.is_subset(want.classes) {
                        good = false;
                        let wider = self.assumed.entry((leader, *slot)).or_insert(have);
                        *wider = wider.union(have);
                    }
                }
                self.f.inst_mut(*value).expect("a terminator").targets[*target].args = args;
            }
        }
        if !good {
            return None;
        }
        self.close_dead_blocks();
        remove_constant_params(&mut self.f);
        Some(self.f)
    }

    /// Blocks that nothing reaches any more still have to be well formed.
    fn close_dead_blocks(&mut self) {
        for i in 0..self.f.blocks.len() {
            if self.f.blocks[i].insts.is_empty() {
                self.continue_in(Block(i as u32));
                self.unreachable();
            }
        }
    }
}

/// Removes block parameters that stand for one value only: all edges pass that value, or the parameter itself (perhaps
/// guarded: the same object).
fn remove_constant_params(f: &mut Function) {
    let mut replacement: HashMap<Value, Value> = HashMap::new();
    fn resolve(replacement: &HashMap<Value, Value>, mut value: Value) -> Value {
        while let Some(next) = replacement.get(&value) {
            value = *next;
        }
        value
    }
    fn root(f: &Function, replacement: &HashMap<Value, Value>, mut value: Value) -> Value {
        loop {
            value = resolve(replacement, value);
            match &f.values[value.index()].def {
                Def::Inst(inst) if inst.ownership() == Ownership::Alias => value = inst.args[0],
                _ => return value,
            }
        }
    }
    let mut incoming: HashMap<Value, Vec<Value>> = HashMap::new();
    for block in f.reverse_postorder() {
        for edge in &f.terminator(block).targets {
            for (param, arg) in f.blocks[edge.block.index()].params.iter().zip(&edge.args) {
                incoming.entry(*param).or_default().push(*arg);
            }
        }
    }
    let mut params: Vec<Value> = incoming.keys().copied().collect();
    params.sort();
    loop {
        let before = replacement.len();
        for param in &params {
            if replacement.contains_key(param) {
                continue;
            }
            let mut sources: Vec<Value> = incoming[param]
                .iter()
                .map(|arg| resolve(&replacement, *arg))
                .filter(|arg| root(f, &replacement, *arg) != *param)
                .collect();
            sources.dedup();
            // Where edges pass different views of one object, the object itself will do if its type is good enough.
            if sources.len() > 1 {
                sources.iter_mut().for_each(|v| *v = root(f, &replacement, *v));
                sources.dedup();
                if !f.ty(sources[0]).classes.is_subset(f.ty(*param).classes) {
                    continue;
                }
            }
            if let [only] = sources[..] {
                replacement.insert(*param, only);
            }
        }
        if replacement.len() == before {
            break;
        }
    }
    if replacement.is_empty() {
        return;
    }
    let kept: Vec<Vec<bool>> = f
        .blocks
        .iter()
        .map(|block| block.params.iter().map(|param| !replacement.contains_key(param)).collect())
        .collect();
    let keep = |list: &mut Vec<Value>, block: usize| {
        let mut flags = kept[block].iter();
        list.retain(|_| *flags.next().expect("one per parameter"));
    };
    for data in &mut f.values {
        if let Def::Inst(inst) = &mut data.def {
            for edge in &mut inst.targets {
                if edge.args.len() == kept[edge.block.index()].len() {
                    keep(&mut edge.args, edge.block.index());
                }
            }
        }
    }
    for (i, block) in f.blocks.iter_mut().enumerate() {
        keep(&mut block.params, i);
    }
    f.replace_values(|value| resolve(&replacement, value));
}
