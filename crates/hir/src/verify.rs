//! The verifier: what every pass may assume of its input and must guarantee of its output.
//!
//! Structure: blocks end in their only terminator, edges pass what the target takes, every value dominates its uses
//! (the uses in frame states too), operands and immediates are what the table says, instructions that leave or raise
//! have a complete frame state. [`Stage`] says which forms of locals and which instructions are allowed.
//!
//! After reference-count insertion ([`Stage::Counted`]) every reference is followed along every path, in [`counts`].

use crate::function::{Block, Def, Entry, Function, Imm, Inst, Local, State, Value};
use crate::opcode::{Opcode, ResultType};
use crate::passes::dominators::Dominators;
use crate::types::{ClassSet, Rep, Type};
use andiron_bytecode::Class;
use std::collections::BTreeMap;

/// How far a function has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// As the builder makes it: `SetLocal` marks, states name every local's value.
    Built,
    /// Home assignment done: locals are in their slots or unboxed.
    Homed,
    /// Reference counts are explicit.
    Counted,
}

/// Checks a function; the error is a list of everything that is wrong.
pub fn verify(f: &Function, stage: Stage) -> Result<(), Vec<String>> {
    let mut checker = Checker { f, stage, errors: Vec::new(), place: vec![None; f.values.len()] };
    checker.shape();
    if checker.errors.is_empty() {
        let dominators = Dominators::new(f);
        checker.dominance(&dominators);
        for block in &dominators.order {
            checker.block(*block);
        }
        if checker.errors.is_empty() && stage == Stage::Counted {
            counts(f, &dominators, &mut checker.errors);
        }
    }
    if checker.errors.is_empty() { Ok(()) } else { Err(checker.errors) }
}

/// Where a value is defined: block, and position in it (0 for parameters).
type Place = Option<(Block, u32)>;

struct Checker<'a> {
    f: &'a Function,
    stage: Stage,
    errors: Vec<String>,
    place: Vec<Place>,
}

impl Checker<'_> {
    fn error(&mut self, at: impl std::fmt::Display, what: impl Into<String>) {
        self.errors.push(format!("{at}: {}", what.into()));
    }

    /// Indices in range, terminators, places. Everything later relies on it.
    fn shape(&mut self) {
        let f = self.f;
        if f.blocks.first().is_none_or(|b| b.entry == Entry::None) {
            self.error("b0", "the first block must be an entry");
        }
        for (i, data) in f.blocks.iter().enumerate() {
            let block = Block(i as u32);
            for v in &data.params {
                match f.values.get(v.index()).map(|d| &d.def) {
                    Some(Def::Param { block: b, home }) => {
                        if *b != block {
                            self.error(v, format!("parameter of {block} says it belongs to {b}"));
                        }
                        if home.is_some_and(|home| home as usize >= f.slots.len()) {
                            self.error(v, "no such home");
                        }
                    }
                    _ => self.error(v, format!("is listed as a parameter of {block} but is none")),
                }
                self.set_place(*v, block, 0);
            }
            for (at, v) in data.insts.iter().enumerate() {
                self.set_place(*v, block, at as u32 + 1);
                let Some(inst) = f.values.get(v.index()).and_then(|_| f.inst(*v)) else {
                    self.error(v, "is no instruction");
                    continue;
                };
                let last = at + 1 == data.insts.len();
                if inst.opcode.effects().terminator != last {
                    self.error(v, format!("{} in {block}: terminators stand last, and only they", inst.opcode.name()));
                }
                let targets = match inst.opcode {
                    Opcode::Jump => 1,
                    Opcode::Branch => 2,
                    _ => 0,
                };
                if inst.targets.len() != targets {
                    self.error(v, format!("{} targets", inst.targets.len()));
                }
                for edge in &inst.targets {
                    match f.blocks.get(edge.block.index()) {
                        None => self.error(v, format!("jumps to {}, which does not exist", edge.block)),
                        Some(target) if target.entry != Entry::None => {
                            self.error(v, format!("jumps to the entry block {}", edge.block));
                        }
                        Some(target) if target.params.len() != edge.args.len() => self.error(
                            v,
                            format!(
                                "passes {} values to {}, which takes {}",
                                edge.args.len(),
                                edge.block,
                                target.params.len()
                            ),
                        ),
                        Some(_) => {}
                    }
                }
                let used = inst.args.iter().chain(inst.targets.iter().flat_map(|e| &e.args));
                for arg in used {
                    if arg.index() >= f.values.len() {
                        self.error(v, format!("uses {arg}, which does not exist"));
                    }
                }
                if let Some(state) = inst.state {
                    self.state_shape(v, state);
                }
            }
            if data.insts.is_empty() {
                self.error(block, "has no terminator");
            }
            if data.entry != Entry::None && !data.params.is_empty() {
                self.error(block, "an entry block takes no parameters");
            }
            if let Some(state) = data.state {
                self.state_shape(block, state);
            }
        }
        for row in &f.handlers {
            if let Some(block) = row.block
                && f.blocks.get(block.index()).is_none_or(|b| b.entry != Entry::Handler)
            {
                self.error(block, "is named as a handler but is no handler entry");
            }
        }
    }

    fn set_place(&mut self, v: Value, block: Block, at: u32) {
        match self.place.get_mut(v.index()) {
            None => self.error(v, "does not exist"),
            Some(place @ None) => *place = Some((block, at)),
            Some(Some((other, _))) => {
                let other = *other;
                self.error(v, format!("is in {other} and again in {block}"));
            }
        }
    }

    fn state_shape(&mut self, at: impl std::fmt::Display, state: State) {
        let Some(data) = self.f.states.get(state.index()) else {
            return self.error(at, format!("{state} does not exist"));
        };
        let mut bad = false;
        let exists = |v: &Value| v.index() < self.f.values.len();
        for local in &data.locals {
            bad |= !local.values().all(|v| exists(&v));
        }
        bad |= !data.stack.iter().all(|item| exists(&item.value)) || !data.drops.iter().all(exists);
        if bad {
            self.error(&at, format!("{state} names a value that does not exist"));
        }
        if let Some(caller) = data.caller {
            if caller.index() >= state.index() {
                // Callers are made first; this also rules out cycles.
                self.error(&at, format!("{state}'s caller {caller} is no earlier state"));
            } else {
                self.state_shape(at, caller);
            }
        }
    }

    fn dominance(&mut self, dominators: &Dominators) {
        let f = self.f;
        let check = |user: &dyn std::fmt::Display, place: (Block, u32), used: Value, errors: &mut Vec<String>| {
            let good = match self.place[used.index()] {
                None => false,
                Some((block, at)) if block == place.0 => at < place.1 || (at == 0 && place.1 == 0),
                Some((block, _)) => dominators.is_reachable(block) && dominators.dominates(block, place.0),
            };
            if !good {
                errors.push(format!("{user}: uses {used}, which does not dominate it"));
            }
        };
        let mut errors = Vec::new();
        for &block in &dominators.order {
            let data = &f.blocks[block.index()];
            if let Some(state) = data.state {
                f.for_each_state_value(state, &mut |v| {
                    check(&format_args!("{block} state {state}"), (block, 0), v, &mut errors);
                });
            }
            for (at, v) in data.insts.iter().enumerate() {
                let place = (block, at as u32 + 1);
                let inst = f.inst(*v).expect("shape was checked");
                for used in inst.args.iter().chain(inst.targets.iter().flat_map(|e| &e.args)) {
                    check(&format_args!("{v} ({})", inst.opcode.name()), place, *used, &mut errors);
                }
                if let Some(state) = inst.state {
                    f.for_each_state_value(state, &mut |used| {
                        check(&format_args!("{v} ({}) state {state}", inst.opcode.name()), place, used, &mut errors);
                    });
                }
            }
        }
        self.errors.extend(errors);
    }

    fn block(&mut self, block: Block) {
        let data = &self.f.blocks[block.index()];
        if let Some(state) = data.state {
            self.state(&block, state);
        }
        // Bytecode instructions that have done something in this block.
        let mut acted: Option<u32> = None;
        let mut fresh = true;
        for v in &data.insts {
            let inst = self.f.inst(*v).expect("shape was checked");
            let at = format!("{v} ({} in {block})", inst.opcode.name());
            self.inst(&at, *v, inst);
            let effects = inst.effects();
            if self.stage == Stage::Built {
                if let (true, Some(state)) = (effects.exits && inst.opcode != Opcode::Exit, inst.state)
                    && acted == Some(self.f.states[state.index()].unit)
                    && self.f.states[state.index()].caller.is_none()
                    && !(inst.opcode == Opcode::CheckValid && self.goes_on_at(block, acted))
                {
                    self.error(&at, "may exit to before a side effect of the same bytecode instruction");
                }
                if (effects.writes || effects.runs_python) && inst.opcode != Opcode::SetLocal {
                    acted = Some(inst.unit);
                }
            }
            match inst.opcode {
                Opcode::LoadSlot if data.entry == Entry::None => {
                    self.error(&at, "slots are read only in entry blocks");
                }
                Opcode::LoadStack if !fresh || !matches!(data.entry, Entry::Handler | Entry::Loop) => {
                    self.error(&at, "the frame's stack is read only at the head of handler and loop entries");
                }
                _ => {}
            }
            // Items that nobody needs are dropped as they are read; what that may run leaves this frame's stack alone.
            fresh &= inst.opcode == Opcode::DecRef || !(effects.writes || effects.runs_python);
        }
    }

    /// Whether this bytecode instruction is also the next one: a jump to itself, as in `while True: pass`.
    fn goes_on_at(&self, block: Block, unit: Option<u32>) -> bool {
        self.f.successors(block).any(|next| {
            self.f.blocks[next.index()].state.is_some_and(|state| Some(self.f.states[state.index()].unit) == unit)
        })
    }

    fn inst(&mut self, at: &str, v: Value, inst: &Inst) {
        let f = self.f;
        let opcode = inst.opcode;
        if inst.imm.kind() != opcode.imm() {
            self.error(at, format!("immediate is {:?}, must be {:?}", inst.imm.kind(), opcode.imm()));
            return;
        }
        match inst.imm {
            Imm::Object(o) if o.index() >= f.objects.len() => return self.error(at, format!("no object {o}")),
            Imm::Slot { index, .. } if index as usize >= f.slots.len() => self.error(at, format!("no slot {index}")),
            Imm::Slots { from, to } if from.max(to) as usize >= f.slots.len() => self.error(at, "no such slots"),
            Imm::Index(index) if opcode.names_slot() && index as usize >= f.slots.len() => {
                self.error(at, format!("no slot {index}"));
            }
            Imm::Index(index) if opcode == Opcode::LoadStack && index >= f.stack_size => {
                self.error(at, format!("no stack item {index}"));
            }
            Imm::Index(index)
                if matches!(opcode, Opcode::ScratchAddr | Opcode::TakeScratch) && index >= f.scratch_words =>
            {
                self.error(at, format!("no scratch word {index}"));
            }
            _ => {}
        }

        // Operands.
        let (fixed, variadic) = match inst.imm {
            Imm::Helper(helper) => (helper.parameters(), helper.is_variadic()),
            _ => (opcode.operands().fixed, opcode.operands().variadic),
        };
        if inst.args.len() < fixed.len() || (inst.args.len() > fixed.len() && !variadic) {
            return self.error(at, format!("{} operands, takes {}", inst.args.len(), fixed.len()));
        }
        for (i, arg) in inst.args.iter().enumerate() {
            let want = fixed.get(i).copied().unwrap_or(Rep::Object);
            if f.ty(*arg).rep != want {
                self.error(at, format!("operand {arg} is {}, must be {want:?}", f.ty(*arg)));
            }
        }
        if let Some(class) = operand_class(opcode)
            && !f.ty(inst.args[0]).classes.is_subset(ClassSet::one(class))
        {
            self.error(at, format!("operand {} is {}, must be exactly {class:?}", inst.args[0], f.ty(inst.args[0])));
        }

        // Result.
        let ty = f.ty(v);
        let good = match (inst.imm, opcode.result()) {
            (Imm::Helper(helper), _) => ty.rep == helper.result().ty().rep,
            (_, ResultType::Is(fixed)) => ty.rep == fixed.rep && ty.classes.is_subset(fixed.classes),
            (_, ResultType::Refined) => ty.is_object() && !ty.may_be_null(),
            (_, ResultType::Given) => ty.is_object(),
        };
        if !good {
            self.error(at, format!("result type {ty}"));
        }
        if let (Opcode::Const, Imm::Object(o)) = (opcode, inst.imm)
            && !ClassSet::one(f.objects[o.index()].class).is_subset(ty.classes)
        {
            self.error(at, format!("is {ty}, but the object is {:?}", f.objects[o.index()].class));
        }

        // Edges.
        for edge in &inst.targets {
            for (arg, param) in edge.args.iter().zip(&f.blocks[edge.block.index()].params) {
                let (arg_ty, param_ty) = (f.ty(*arg), f.ty(*param));
                if arg_ty.rep != param_ty.rep || !arg_ty.classes.is_subset(param_ty.classes) {
                    self.error(at, format!("passes {arg}: {arg_ty} for {param}: {param_ty}"));
                }
            }
        }

        // State.
        let effects = inst.effects();
        match inst.state {
            None if effects.exits || effects.raises => self.error(at, "has no frame state"),
            Some(state) => self.state(&at, state),
            None => {}
        }
        if self.stage != Stage::Counted && matches!(opcode, Opcode::IncRef | Opcode::DecRef) {
            self.error(at, "reference counts come later");
        }
    }

    fn state(&mut self, at: &dyn std::fmt::Display, state: State) {
        let f = self.f;
        let data = &f.states[state.index()];
        let inlined = data.caller.is_some();
        if !inlined && data.locals.len() != f.slots.len() {
            self.error(at, format!("{state} has {} locals of {}", data.locals.len(), f.slots.len()));
        }
        if !inlined && data.stack.len() > f.stack_size as usize {
            self.error(at, format!("{state} has a stack of {} items, at most {}", data.stack.len(), f.stack_size));
        }
        let unboxed = |ty: Type| matches!(ty.rep, Rep::I64 | Rep::F64 | Rep::Bool);
        for local in &data.locals {
            let good = match local {
                Local::Value(v) => self.stage == Stage::Built && (f.ty(*v).is_object() || unboxed(f.ty(*v))),
                Local::InSlot => self.stage != Stage::Built,
                Local::Raw(v) => self.stage != Stage::Built && unboxed(f.ty(*v)),
                Local::RawOrNull { value, absent } => unboxed(f.ty(*value)) && f.ty(*absent) == Type::BOOL,
                Local::RawOrHeld { value, held } => {
                    self.stage != Stage::Built && unboxed(f.ty(*value)) && f.ty(*held) == Type::BOOL
                }
            };
            if !good {
                self.error(at, format!("{state} has local {local:?} at this stage"));
            }
        }
        for item in &data.stack {
            let ty = f.ty(item.value);
            if !ty.is_object() && !unboxed(ty) {
                self.error(at, format!("{state} has {} on its stack, which is {ty}", item.value));
            }
        }
        if self.stage != Stage::Counted && (!data.drops.is_empty() || data.stack.iter().any(|item| item.transfer)) {
            self.error(at, format!("{state}: reference counts come later"));
        }
        if let Some(caller) = data.caller {
            self.state(at, caller);
        }
    }
}

/// The class operand 0 must exactly have, for instructions that look into it unchecked.
fn operand_class(opcode: Opcode) -> Option<Class> {
    Some(match opcode {
        Opcode::UnboxInt => Class::Int,
        Opcode::UnboxFloat => Class::Float,
        Opcode::UnboxBool => Class::Bool,
        Opcode::ListLen | Opcode::ListGet | Opcode::ListItem | Opcode::ListSet | Opcode::GuardListSize => Class::List,
        Opcode::TupleLen | Opcode::TupleGet | Opcode::TupleItem | Opcode::GuardTupleSize => Class::Tuple,
        Opcode::StrLen => Class::Str,
        Opcode::DictLen => Class::Dict,
        Opcode::RangeIterRemaining | Opcode::RangeIterNext => Class::RangeIterator,
        Opcode::ListIterNext => Class::ListIterator,
        Opcode::TupleIterNext => Class::TupleIterator,
        Opcode::GuardModuleKeys | Opcode::LoadModuleEntry => Class::Module,
        Opcode::GuardFunctionCode | Opcode::GuardFunctionDefaults => Class::Function,
        _ => return None,
    })
}

/// Whether references to a root value are followed at all.
fn counted(f: &Function, root: Value) -> bool {
    let ty = f.ty(root);
    ty.is_object() && !ty.is_immortal()
}

/// Whether a parameter takes over the reference of what is passed: a boxed one that no slot holds.
pub(crate) fn owns(f: &Function, param: Value) -> bool {
    counted(f, param) && f.home(param).is_none()
}

/// Follows references: forward dataflow, one count per root value (what a value is under any guard's name).
///
/// A count is how many references this activation must still release or hand over. Owned results, `LoadStack`,
/// `TakeScratch` and parameters without a home start at one; `IncRef` adds, `DecRef` and operands that are stolen
/// subtract, and so does passing to a parameter without a home. Where paths meet the counts must agree; where control
/// leaves they must be used up: by `Return`'s operand, by `transfer` items and `drops` of the state. An instruction
/// that exits leaves before it takes its operands, one that raises leaves after. Values of immortal classes are not
/// followed.
fn counts(f: &Function, dominators: &Dominators, errors: &mut Vec<String>) {
    type Counts = BTreeMap<Value, i64>;
    fn add(f: &Function, counts: &mut Counts, v: Value, by: i64) -> bool {
        let root = f.root(v);
        if !counted(f, root) {
            return true;
        }
        let count = counts.entry(root).or_insert(0);
        *count += by;
        let good = *count >= 0;
        if *count == 0 {
            counts.remove(&root);
        }
        good
    }
    fn leave(f: &Function, counts: &Counts, state: Option<State>) -> Option<String> {
        let mut left = counts.clone();
        let mut next = state;
        while let Some(state) = next {
            let data = &f.states[state.index()];
            data.stack.iter().filter(|item| item.transfer).for_each(|item| _ = add(f, &mut left, item.value, -1));
            data.drops.iter().for_each(|v| _ = add(f, &mut left, *v, -1));
            next = data.caller;
        }
        (!left.is_empty()).then(|| format!("leaves with references {left:?} unaccounted for"))
    }

    let mut at_start: Vec<Option<Counts>> = vec![None; f.blocks.len()];
    for &block in &dominators.order {
        let data = &f.blocks[block.index()];
        // In reverse postorder some predecessor has been seen, unless the block is an entry.
        let mut counts = at_start[block.index()].clone().unwrap_or_default();
        for &v in &data.insts {
            let inst = f.inst(v).expect("shape was checked");
            let at = format!("{v} ({} in {block})", inst.opcode.name());
            let effects = inst.effects();
            if effects.exits
                && let Some(error) = leave(f, &counts, inst.state)
            {
                errors.push(format!("{at}: exit {error}"));
            }
            let mut good = true;
            match inst.opcode {
                Opcode::IncRef => good &= add(f, &mut counts, inst.args[0], 1),
                Opcode::DecRef => good &= add(f, &mut counts, inst.args[0], -1),
                _ => {}
            }
            for (i, arg) in inst.args.iter().enumerate() {
                if inst.steals(i) {
                    good &= add(f, &mut counts, *arg, -1);
                }
            }
            if effects.raises
                && let Some(error) = leave(f, &counts, inst.state)
            {
                errors.push(format!("{at}: raise {error}"));
            }
            if inst.ownership() == crate::opcode::Ownership::Owned {
                good &= add(f, &mut counts, v, 1);
            }
            if !good {
                errors.push(format!("{at}: releases a reference that is not owned here"));
            }
            if inst.opcode == Opcode::Return
                && let Some(error) = leave(f, &counts, None)
            {
                errors.push(format!("{at}: {error}"));
            }
            for edge in &inst.targets {
                let mut passed = counts.clone();
                let params = &f.blocks[edge.block.index()].params;
                for (arg, param) in edge.args.iter().zip(params) {
                    if owns(f, *param) && !add(f, &mut passed, *arg, -1) {
                        errors.push(format!("{at}: passes {arg} to {param} without owning it"));
                    }
                }
                for param in params {
                    if owns(f, *param) {
                        add(f, &mut passed, *param, 1);
                    }
                }
                match &at_start[edge.block.index()] {
                    None => at_start[edge.block.index()] = Some(passed),
                    Some(known) if *known != passed => {
                        errors.push(format!(
                            "{at}: reaches {} with references {passed:?}, others with {known:?}",
                            edge.block
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}
