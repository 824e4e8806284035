//! The second half of home assignment: the frame's slots get what the analysis says they hold.

use super::held::HeldFlags;
use super::{
    Assignment, Holding, Home, Number, Step, holder, holding, home_args, is_box, is_held, is_observed, stored,
};
use super::{synced, unboxed};
use crate::function::{Block, Def, Function, Imm, Inst, Local, OldValue, State, Value};
use crate::opcode::Opcode;
use crate::passes::edit::{block_on_edge, edge_args, incoming, inst};
use crate::types::{Rep, Type};
use andiron_bytecode::Class;
use std::collections::HashMap;

/// Makes the stores real, inserts the syncs and rewrites the states.
pub(super) fn rewrite(pass: &Assignment, function: &mut Function, order: &[Block]) {
    let mut flags = HeldFlags::default();
    for &block in order {
        let homes = pass.block_in[block.index()].clone().expect("the analysis has visited every reachable block");
        Rewrite { pass, f: function, flags: &mut flags, homes, out: Vec::new(), unit: 0 }.block(block);
    }
    remove_unused_boxes(function, order);
    flags.finish(function, |f, from, n, param| pass.held_on_edge(f, from, n, param));
}

/// Goes through a block.
struct Rewrite<'a> {
    pass: &'a Assignment,
    f: &'a mut Function,
    flags: &'a mut HeldFlags,
    homes: Vec<Home>,
    out: Vec<Value>,
    /// Code unit of what is being rewritten.
    unit: u32,
}

impl Rewrite<'_> {
    fn block(mut self, block: Block) {
        let insts = std::mem::take(&mut self.f.blocks[block.index()].insts);
        // Rewritten states stay good until a home changes.
        let mut states: HashMap<(State, bool), State> = HashMap::new();
        // Block states serve passes that put guards on edges; none comes later.
        self.f.blocks[block.index()].state = None;
        for value in insts {
            let inst = self.f.inst(value).expect("blocks list instructions").clone();
            self.unit = inst.unit;
            let before = self.homes.clone();
            self.prepare(&inst);
            if self.homes != before {
                states.clear();
            }
            if let Some(state) = inst.state {
                let cuts_stack = inst.effects().raises;
                let new = *states.entry((state, cuts_stack)).or_insert_with(|| {
                    let new = self.state(state);
                    if cuts_stack {
                        let depth = self.f.handler_at(inst.unit).map_or(0, |row| row.depth as usize);
                        self.f.states[new.index()].stack.truncate(depth);
                    }
                    new
                });
                self.f.inst_mut(value).expect("an instruction").state = Some(new);
            }
            let before = self.homes.clone();
            if is_box(inst.opcode) && !self.pass.is_virtual(self.f, value) {
                let number = unboxed(self.f, value).expect("a box");
                self.take_held(value, number);
            }
            if let (Opcode::SetLocal, Imm::Slot { index, .. }) = (inst.opcode, inst.imm) {
                for step in self.pass.steps(self.f, &before, value) {
                    self.step(&step);
                    step.apply(&mut self.homes);
                }
                let old = old_value(self.f, self.homes[index as usize]);
                self.f.inst_mut(value).expect("an instruction").imm = Imm::Slot { index, old };
            }
            if inst.opcode != Opcode::SetLocal || !self.pass.is_virtual(self.f, inst.args[0]) {
                self.out.push(value);
            }
            self.homes.clone_from(&before);
            self.pass.after(self.f, &mut self.homes, value, &inst);
            if self.homes != before {
                states.clear();
            }
        }
        self.f.blocks[block.index()].insts = self.out;
    }

    /// What an instruction and the edges it leaves by need in the homes.
    fn prepare(&mut self, inst: &Inst) {
        if let Some(state) = inst.state {
            let observed = is_observed(inst);
            let locals = self.f.states[state.index()].locals.clone();
            for (k, local) in locals.into_iter().enumerate() {
                // An object that its home does not hold is put there wherever a state needs it.
                if let Local::Value(v) = local
                    && (observed || unboxed(self.f, v).is_none())
                {
                    self.sync(k, v);
                }
            }
        }
        for edge in &inst.targets {
            for (k, arg) in home_args(self.f, edge) {
                let old = std::mem::replace(&mut self.homes[k], stored(self.f, arg));
                if old != self.homes[k] {
                    self.store(k, arg, old);
                }
            }
        }
    }

    fn emit(&mut self, opcode: Opcode, args: Vec<Value>, imm: Imm) -> Value {
        let made = self.f.make_inst(inst(opcode, args, imm, None, self.unit), None);
        self.out.push(made);
        made
    }

    fn store(&mut self, k: usize, object: Value, old: Home) {
        let imm = Imm::Slot { index: k as u32, old: old_value(self.f, old) };
        self.emit(Opcode::SetLocal, vec![object], imm);
    }

    /// Makes home `k` hold `value`, the local's current value, unless it does already.
    fn sync(&mut self, k: usize, value: Value) {
        let old = self.homes[k];
        let new = synced(self.f, old, value);
        if new == old {
            return;
        }
        let object = match unboxed(self.f, value) {
            Some(number) if self.f.ty(value).rep != Rep::Object || self.pass.is_virtual(self.f, value) => {
                let boxed = make_box(self.f, number, self.unit);
                self.take_held(boxed, number);
                self.out.push(boxed);
                boxed
            }
            _ => value,
        };
        self.homes[k] = new;
        self.store(k, object, old);
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Clear(k) => {
                let null = self.emit(Opcode::Null, Vec::new(), Imm::None);
                self.store(k, null, self.homes[k]);
            }
            Step::Swap(one, other) => {
                self.emit(Opcode::SwapSlots, Vec::new(), Imm::Slots { from: one as u32, to: other as u32 });
            }
            Step::Copy { from, to, held, .. } => {
                let held = self.held_value(held);
                self.emit(Opcode::CopySlot, vec![held], Imm::Slots { from: from as u32, to: to as u32 });
            }
        }
    }

    /// Makes a box, the object of `number`, that which some home holds, if one does.
    fn take_held(&mut self, boxed: Value, number: Number) {
        let Some((k, held)) = holder(self.f, &self.homes, number) else { return };
        let held = self.held_value(held);
        let inst = self.f.inst_mut(boxed).expect("a box is an instruction");
        inst.opcode = if inst.opcode == Opcode::BoxInt { Opcode::BoxIntOrHeld } else { Opcode::BoxFloatOrHeld };
        inst.args.push(held);
        inst.imm = Imm::Index(k as u32);
    }

    /// The truth value for what is held.
    fn held_value(&mut self, held: Holding) -> Value {
        match held {
            Holding::If(param) => self.flags.of(self.f, param),
            Holding::Yes | Holding::No => self.emit(Opcode::ConstBool, Vec::new(), Imm::Bool(held == Holding::Yes)),
        }
    }

    fn state(&mut self, state: State) -> State {
        let mut new = self.f.states[state.index()].clone();
        let mut numbers = vec![None; new.locals.len()];
        for (k, local) in new.locals.iter_mut().enumerate() {
            let Local::Value(value) = *local else { continue };
            numbers[k] = unboxed(self.f, value);
            *local = match numbers[k] {
                _ if is_held(self.f, self.homes[k], value) => Local::InSlot,
                Some(number) => match holding(self.f, self.homes[k], number) {
                    Holding::If(param) => Local::RawOrHeld { value: number.raw, held: self.flags.of(self.f, param) },
                    _ => number.as_local(),
                },
                None => unreachable!("objects were put into their homes"),
            };
        }
        for item in &mut new.stack {
            if self.pass.is_virtual(self.f, item.value) {
                let number = unboxed(self.f, item.value).expect("virtual boxes are boxes");
                item.value = number.raw;
                let is_same = |local: &Option<Number>| local.is_some_and(|n| n.is_same(number));
                item.slot = numbers.iter().position(is_same).map(|k| k as u32);
            }
        }
        self.f.add_state(new)
    }
}

fn old_value(function: &Function, home: Home) -> OldValue {
    match home {
        Home::Null => OldValue::Null,
        Home::Value(v) if function.ty(v).is_immortal() => OldValue::Null,
        Home::Value(v) if !function.ty(v).may_be_null() => OldValue::Present,
        Home::BoxOf(Number { absent: None, .. }) => OldValue::Present,
        Home::BoxOf(_) | Home::Held(..) | Home::Value(_) | Home::Stale | Home::Unknown => OldValue::Unknown,
    }
}

fn make_box(function: &mut Function, number: Number, unit: u32) -> Value {
    let (opcode, class) = match (function.ty(number.raw).rep, number.absent) {
        (Rep::I64, None) => (Opcode::BoxInt, Class::Int),
        (Rep::I64, Some(_)) => (Opcode::BoxIntOrNull, Class::Int),
        (Rep::F64, None) => (Opcode::BoxFloat, Class::Float),
        (Rep::F64, Some(_)) => (Opcode::BoxFloatOrNull, Class::Float),
        (Rep::Bool, None) => (Opcode::BoxBool, Class::Bool),
        _ => unreachable!("only numbers are unboxed, and only ints and floats may be unbound"),
    };
    let null = if number.absent.is_some() { Type::NULL } else { Type::of(class) };
    let args = std::iter::once(number.raw).chain(number.absent).collect();
    let inst = Inst { opcode, args, imm: Imm::None, state: None, targets: Vec::new(), unit };
    function.make_inst(inst, Some(Type::of(class).union(null)))
}

/// A join that becomes a local's value (`x = a if c else b`) is stored where its values come from: there it is known in
/// which homes they are.
pub(super) fn store_on_edges(function: &mut Function) {
    for i in 0..function.blocks.len() {
        let block = Block(i as u32);
        let insts = &function.blocks[i].insts;
        let pure = |v: &Value| {
            let inst = function.inst(*v).expect("blocks list instructions");
            inst.state.is_none() && !inst.effects().writes && !inst.effects().reads && !inst.effects().terminator
        };
        let Some(at) = insts.iter().position(|v| !pure(v)) else { continue };
        let store = function.inst(insts[at]).expect("blocks list instructions").clone();
        let (Opcode::SetLocal, Imm::Slot { index, .. }) = (store.opcode, store.imm) else { continue };
        let number = unboxed(function, store.args[0]).filter(|number| number.absent.is_none());
        let param = number.and_then(|n| function.blocks[i].params.iter().position(|p| *p == n.raw));
        let Some(param) = param.filter(|p| function.home(function.blocks[i].params[*p]).is_none()) else { continue };
        let raw = function.blocks[i].params[param];
        let is_param_of_slot = |p: &Value| function.home(*p) == Some(index);
        if function.ty(raw) == Type::BOOL || function.blocks[i].params.iter().any(is_param_of_slot) {
            continue;
        }
        function.blocks[i].insts.remove(at);
        function.values[raw.index()].def = Def::Param { block, home: Some(index) };
        for (from, n) in incoming(function)[i].clone() {
            let from_block = block_on_edge(function, from, n);
            let n = if from_block == from { n } else { 0 };
            let arg = edge_args(function, from_block, n)[param];
            let boxed = make_box(function, Number::new(arg), store.unit);
            let set = Inst { args: vec![boxed], ..store.clone() };
            let set = function.make_inst(set, None);
            let insts = &mut function.blocks[from_block.index()].insts;
            let end = insts.len() - 1;
            insts.splice(end..end, [boxed, set]);
        }
    }
}

/// Virtual boxes have no uses left.
fn remove_unused_boxes(function: &mut Function, order: &[Block]) {
    let mut used = vec![false; function.values.len()];
    for &block in order {
        for i in 0..function.blocks[block.index()].insts.len() {
            let value = function.blocks[block.index()].insts[i];
            let inst = function.inst(value).expect("blocks list instructions");
            inst.args.iter().chain(inst.targets.iter().flat_map(|e| &e.args)).for_each(|v| used[v.index()] = true);
            if let Some(state) = inst.state {
                function.for_each_state_value(state, &mut |v| used[v.index()] = true);
            }
        }
    }
    for &block in order {
        let mut insts = std::mem::take(&mut function.blocks[block.index()].insts);
        insts.retain(|&value| {
            let opcode = function.inst(value).expect("blocks list instructions").opcode;
            used[value.index()] || !is_box(opcode)
        });
        function.blocks[block.index()].insts = insts;
    }
}
