//! Reference-count insertion.
//!
//! Until here HIR says nothing of reference counts. This pass makes them explicit with `IncRef` and `DecRef`, and says
//! at every exit which references go along. It runs last: everything after it must keep the counts.
//!
//! Values are compared by *root* (guards pass an object on under a new name). At each point a live root is
//! - *owned*: we hold a reference of our own, to be handed over or dropped exactly once on every path; or
//! - *borrowed*: something else holds one for as long as we look: the home of a local variable, the compiled code
//!   (constants), the running frame, or, for a few instructions in a row, the list or object it was just read from.
//!
//! New references (`Ownership::Owned`) start out owned. Storing a value into a home moves our reference there, and the
//! value goes on as borrowed from that home (this is what makes reading locals free). When the home is overwritten
//! while the old value is still needed, the value becomes owned just before. Items read from heap objects are increfed
//! at once, unless every use comes before anything that could make the container let go: the *short borrow* that keeps
//! `a[i] * b[j]` on floats free of counting.
//!
//! At a merge a root is owned if it is on any incoming edge; the other edges take a reference. Parameters that stand
//! for a local are borrowed from its home; other object parameters are owned, their edges pass a reference.
//!
//! The ownership states are the least solution of a forward data-flow problem: ownership only grows, and homes only
//! lose content, as the iteration goes on.

use super::Pass;
use super::liveness::{Liveness, ValueSet, for_each_use};
use crate::function::{Block, Def, Edge, Entry, FrameState, Function, Imm, Inst, Local, State, Value};
use crate::opcode::{Opcode, Ownership};
use crate::types::Type;
use andiron_bytecode::Class;
use std::collections::HashMap;

/// See the module's documentation.
pub struct RefCounts;

impl Pass for RefCounts {
    const NAME: &'static str = "refcount";

    fn run(function: &mut Function) -> bool {
        split_branch_edges(function);
        let order = function.reverse_postorder();
        let liveness = Liveness::new(function);
        let preds = function.predecessors();
        let mut analysis =
            Analysis { entry: vec![None; function.blocks.len()], exit: vec![None; function.blocks.len()] };
        loop {
            let mut changed = false;
            for &block in &order {
                let facts = analysis.at_entry(function, &liveness, block, &preds[block.index()]);
                let mut walk = Walk::new(function, &liveness, block, facts.clone(), false);
                walk.run();
                let out = walk.facts;
                changed |= analysis.exit[block.index()].as_ref() != Some(&out);
                analysis.entry[block.index()] = Some(facts);
                analysis.exit[block.index()] = Some(out);
            }
            if !changed {
                break;
            }
        }
        for &block in &order {
            let facts = analysis.entry[block.index()].clone().expect("every reachable block was visited");
            let mut walk = Walk::new(function, &liveness, block, facts, true);
            walk.run();
            walk.finish(&analysis, &liveness);
        }
        true
    }
}

/// Whether references to `root` are counted at all and its lifetime is ours to manage.
fn is_tracked(function: &Function, root: Value) -> bool {
    let data = &function.values[root.index()];
    if data.ty.is_immortal() {
        return false;
    }
    match &data.def {
        Def::Param { .. } => true,
        Def::Inst(inst) => match inst.ownership() {
            Ownership::Owned | Ownership::Heap => true,
            // LoadSlot is borrowed from its home, which may be overwritten; LoadFunction never is.
            Ownership::Frame => inst.opcode == Opcode::LoadSlot,
            Ownership::None | Ownership::Const | Ownership::Alias => false,
        },
    }
}

/// What is known at a point.
#[derive(Clone, Debug, PartialEq)]
struct Facts {
    /// Roots we hold a reference to.
    owned: ValueSet,
    /// The root each home is known to hold.
    homes: Vec<Option<Value>>,
}

impl Facts {
    /// Whether some home keeps `root` alive.
    fn is_backed(&self, root: Value) -> bool {
        self.homes.contains(&Some(root))
    }
}

struct Analysis {
    entry: Vec<Option<Facts>>,
    exit: Vec<Option<Facts>>,
}

impl Analysis {
    fn at_entry(&self, function: &Function, liveness: &Liveness, block: Block, preds: &[Block]) -> Facts {
        let data = &function.blocks[block.index()];
        let mut facts =
            Facts { owned: ValueSet::empty(function.values.len()), homes: vec![None; function.slots.len()] };
        if data.entry != Entry::None {
            return facts;
        }
        let mut known = preds.iter().filter_map(|pred| self.exit[pred.index()].as_ref());
        if let Some(first) = known.next() {
            facts.homes.clone_from(&first.homes);
            for other in known {
                for (home, theirs) in facts.homes.iter_mut().zip(&other.homes) {
                    if home != theirs {
                        *home = None;
                    }
                }
            }
        }
        // A home that holds different values on different edges holds the parameter that joins them.
        for &param in &data.params {
            let ty = function.ty(param);
            match function.home(param) {
                Some(home) if ty.is_object() => facts.homes[home as usize] = Some(param),
                _ if is_tracked(function, param) => {
                    facts.owned.insert(param);
                }
                _ => {}
            }
        }
        // The one block behind a branch edge gets all that the branch left, and drops what it does not need.
        if let [pred] = preds
            && function.terminator(*pred).opcode == Opcode::Branch
            && let Some(exit) = &self.exit[pred.index()]
        {
            facts.owned.union_with(&exit.owned);
        }
        for root in liveness.live_in(block).iter().filter(|&root| is_tracked(function, root)) {
            let owned_somewhere = preds
                .iter()
                .filter_map(|pred| self.exit[pred.index()].as_ref())
                .any(|facts| facts.owned.contains(root));
            if owned_somewhere || !facts.is_backed(root) {
                facts.owned.insert(root);
            }
        }
        if let Some(before) = &self.entry[block.index()] {
            facts.owned.union_with(&before.owned);
            for (home, earlier) in facts.homes.iter_mut().zip(&before.homes) {
                if home != earlier {
                    *home = None;
                }
            }
            // What lost its home since must be owned.
            for root in liveness.live_in(block).iter().filter(|&root| is_tracked(function, root)) {
                if !facts.is_backed(root) {
                    facts.owned.insert(root);
                }
            }
        }
        facts
    }
}

/// Goes through a block, keeping the facts up to date and, when `emit` is set, rewriting it.
struct Walk<'f> {
    function: &'f mut Function,
    block: Block,
    facts: Facts,
    emit: bool,
    /// Index of the last instruction that uses each root, for roots that die in this block.
    last_use: HashMap<Value, u32>,
    short_borrows: Vec<Value>,
    live_out: ValueSet,
    out: Vec<Value>,
}

impl<'f> Walk<'f> {
    fn new(function: &'f mut Function, liveness: &Liveness, block: Block, facts: Facts, emit: bool) -> Walk<'f> {
        let mut last_use = HashMap::new();
        for (i, &value) in function.blocks[block.index()].insts.iter().enumerate() {
            let inst = function.inst(value).expect("blocks list instructions");
            for_each_use(function, inst, &mut |root| {
                last_use.insert(root, i as u32);
            });
        }
        let live_out = liveness.live_out(function, block);
        Walk { function, block, facts, emit, last_use, short_borrows: Vec::new(), live_out, out: Vec::new() }
    }

    fn dies_at(&self, root: Value, index: usize) -> bool {
        !self.live_out.contains(root) && self.last_use.get(&root) == Some(&(index as u32))
    }

    fn is_live_after(&self, root: Value, index: usize) -> bool {
        self.live_out.contains(root) || self.last_use.get(&root).is_some_and(|&last| last > index as u32)
    }

    fn run(&mut self) {
        // Owned parameters nobody looks at, and what the branch before left over.
        let unit = self.function.blocks[self.block.index()].unit;
        let unused: Vec<Value> = (self.facts.owned.iter())
            .filter(|&root| !self.live_out.contains(root) && !self.last_use.contains_key(&root))
            .collect();
        for root in unused {
            self.drop_reference(root, unit);
        }
        let insts = self.function.blocks[self.block.index()].insts.clone();
        for (i, &value) in insts.iter().enumerate() {
            self.step(&insts, i, value);
        }
    }

    fn step(&mut self, insts: &[Value], i: usize, value: Value) {
        let inst = self.function.inst(value).expect("blocks list instructions").clone();
        let effects = inst.effects();
        self.keep_what_is_overwritten(&inst, i);
        // References that the instruction takes over.
        let mut moved = Vec::new();
        for (n, &arg) in inst.args.iter().enumerate() {
            // What counts is the root's type: under a guard's name it may be known to be immortal, but not on all paths.
            let root = self.function.root(arg);
            if !inst.steals(n) || self.function.ty(root).is_immortal() {
                continue;
            }
            let is_last = !self.is_live_after(root, i) || is_store_of(&inst, self.function, root);
            let needed_by_exit = effects.raises && self.state_mentions(&inst, root);
            if self.facts.owned.contains(root) && is_last && !needed_by_exit {
                self.facts.owned.remove(root);
                moved.push(root);
            } else {
                self.push(Opcode::IncRef, arg, inst.unit);
                moved.push(root);
            }
        }
        let lent = self.lend(&inst);
        if self.emit
            && let Some(state) = inst.state
        {
            // An exit leaves before the instruction took anything over (so it must see to that too), a raise after.
            let before = if effects.raises { &[][..] } else { &moved[..] };
            let state = self.state_with_ownership(state, before);
            self.function.inst_mut(value).expect("an instruction").state = Some(state);
        }
        self.out.push(value);
        if let (Opcode::SetLocal, Imm::Slot { index, .. }) = (inst.opcode, inst.imm) {
            let root = self.function.root(inst.args[0]);
            self.facts.homes[index as usize] = is_tracked(self.function, root).then_some(root);
        }
        if let (Opcode::SwapSlots, Imm::Slots { from, to }) = (inst.opcode, inst.imm) {
            self.facts.homes.swap(from as usize, to as usize);
        }
        if let (Opcode::LoadSlot, Imm::Index(k)) = (inst.opcode, inst.imm) {
            self.facts.homes[k as usize] = Some(value);
        }
        if !effects.terminator {
            // In this order: what dies here may be all that keeps the result alive.
            self.take_result(insts, i, value, &inst);
            self.drop_dying(&inst, i);
            for root in lent {
                if self.facts.owned.contains(root) {
                    self.drop_reference(root, inst.unit);
                }
            }
        } else if inst.opcode == Opcode::Unreachable || inst.opcode == Opcode::Exit || inst.opcode == Opcode::Return {
            self.facts.owned = ValueSet::empty(self.function.values.len());
        }
    }

    /// A call of something unknown may count its arguments' references (`sys.getrefcount`), and expects those of the
    /// interpreter's stack among them: they are lent for the length of the call. Python functions take their own.
    fn lend(&mut self, inst: &Inst) -> Vec<Value> {
        let mut lent = Vec::new();
        if inst.opcode != Opcode::CallVector || self.function.ty(inst.args[0]).is(Class::Function) {
            return lent;
        }
        for &arg in &inst.args[1..] {
            let root = self.function.root(arg);
            if is_tracked(self.function, root) && !self.facts.owned.contains(root) {
                self.push(Opcode::IncRef, root, inst.unit);
                self.facts.owned.insert(root);
                lent.push(root);
            }
        }
        lent
    }

    /// A home about to be overwritten may be all that keeps a value we still need.
    fn keep_what_is_overwritten(&mut self, inst: &Inst, i: usize) {
        let overwritten: Vec<usize> = match (inst.opcode, inst.imm) {
            (Opcode::SetLocal, Imm::Slot { index, .. }) => vec![index as usize],
            (Opcode::CopySlot, Imm::Slots { to, .. }) => vec![to as usize],
            // A safepoint boxes unboxed locals into their homes.
            (Opcode::Safepoint, _) => {
                let locals = &self.function.states[inst.state.expect("safepoints have states").index()].locals;
                let is_raw = |(k, local): (usize, &Local)| (*local != Local::InSlot).then_some(k);
                locals.iter().enumerate().filter_map(is_raw).collect()
            }
            _ => return,
        };
        for k in overwritten {
            let Some(old) = self.facts.homes[k] else { continue };
            let stays = matches!(inst.opcode, Opcode::SetLocal) && self.function.root(inst.args[0]) == old;
            self.facts.homes[k] = None;
            let needed = self.is_live_after(old, i) || stays;
            if needed && !self.facts.owned.contains(old) && !self.facts.is_backed(old) {
                self.push(Opcode::IncRef, old, inst.unit);
                self.facts.owned.insert(old);
            }
        }
    }

    fn state_mentions(&self, inst: &Inst, root: Value) -> bool {
        let mut found = false;
        if let Some(state) = inst.state {
            self.function.for_each_state_value(state, &mut |v| found |= self.function.root(v) == root);
        }
        found
    }

    /// A copy of a state that says what an exit hands over and what it drops. `moved` are references that were ours
    /// just before the instruction.
    fn state_with_ownership(&mut self, state: State, moved: &[Value]) -> State {
        let mut owned: Vec<Value> = self.facts.owned.iter().chain(moved.iter().copied()).collect();
        let mut data: FrameState = self.function.states[state.index()].clone();
        for item in &mut data.stack {
            let root = self.function.root(item.value);
            if let Some(at) = owned.iter().position(|&v| v == root) {
                owned.swap_remove(at);
                item.transfer = true;
            }
        }
        owned.sort_unstable();
        data.drops = owned;
        self.function.add_state(data)
    }

    fn drop_dying(&mut self, inst: &Inst, i: usize) {
        let mut dying = Vec::new();
        for_each_use(self.function, inst, &mut |root| {
            if self.dies_at(root, i) && self.facts.owned.contains(root) && !dying.contains(&root) {
                dying.push(root);
            }
        });
        for root in dying {
            self.drop_reference(root, inst.unit);
        }
    }

    fn drop_reference(&mut self, root: Value, unit: u32) {
        self.facts.owned.remove(root);
        self.push(Opcode::DecRef, root, unit);
    }

    fn take_result(&mut self, insts: &[Value], i: usize, value: Value, inst: &Inst) {
        if !self.function.ty(value).is_object() || !is_tracked(self.function, value) {
            return;
        }
        let is_used = self.is_live_after(value, i);
        match inst.ownership() {
            Ownership::Owned if is_used => {
                self.facts.owned.insert(value);
            }
            Ownership::Owned => self.push(Opcode::DecRef, value, inst.unit),
            Ownership::Heap if is_used => {
                if self.is_short_borrow(insts, i, value) {
                    self.short_borrows.push(value);
                } else {
                    self.push(Opcode::IncRef, value, inst.unit);
                    self.facts.owned.insert(value);
                }
            }
            _ => {}
        }
    }

    /// Whether every use of the heap-borrowed `value` comes before anything that could drop it.
    fn is_short_borrow(&self, insts: &[Value], i: usize, value: Value) -> bool {
        if self.live_out.contains(value) {
            return false;
        }
        let last = self.last_use[&value] as usize;
        // Whatever dies at the load itself is dropped right after it.
        if self.may_drop_at(insts, i, i, value) {
            return false;
        }
        (i + 1..=last).all(|j| {
            let inst = self.function.inst(insts[j]).expect("blocks list instructions");
            let effects = inst.effects();
            let disturbs = effects.runs_python || effects.writes || effects.raises;
            if j < last {
                return !disturbs && !self.may_drop_at(insts, i, j, value);
            }
            // The last use may disturb if it takes a reference first, and looks at the value in no other way.
            let only_stolen =
                inst.args.iter().enumerate().all(|(n, &arg)| self.function.root(arg) != value || inst.steals(n));
            !disturbs || (only_stolen && !effects.raises)
        })
    }

    /// Whether something owned may die at instruction `j`, other than `value` and what drops silently.
    fn may_drop_at(&self, insts: &[Value], from: usize, j: usize, value: Value) -> bool {
        let inst = self.function.inst(insts[j]).expect("blocks list instructions");
        let mut found = false;
        for_each_use(self.function, inst, &mut |root| {
            if root != value && self.dies_at(root, j) && !self.short_borrows.contains(&root) {
                let made_later = insts[from + 1..=j].contains(&root);
                let owned = self.facts.owned.contains(root) || made_later;
                found |= owned && !self.function.ty(root).drops_silently();
            }
        });
        found
    }

    fn push(&mut self, opcode: Opcode, value: Value, unit: u32) {
        if !self.emit || self.function.ty(self.function.root(value)).is_immortal() {
            return;
        }
        let inst = Inst { opcode, args: vec![value], imm: Imm::None, state: None, targets: Vec::new(), unit };
        let made = self.function.make_inst(inst, None);
        self.out.push(made);
    }

    /// Puts the references on the outgoing edge right that the target expects, and the block together.
    fn finish(mut self, analysis: &Analysis, liveness: &Liveness) {
        let terminator = self.out.pop().expect("a finished block has a terminator");
        let inst = self.function.inst(terminator).expect("an instruction").clone();
        // Branch targets have one predecessor and no parameters (see `split_branch_edges`); they drop what they do not
        // need themselves. So only jumps are left to look at.
        if let (Opcode::Jump, [edge]) = (inst.opcode, &inst.targets[..]) {
            self.fix_edge(edge, analysis, liveness, inst.unit);
        }
        self.out.push(terminator);
        self.function.blocks[self.block.index()].insts = self.out;
    }

    fn fix_edge(&mut self, edge: &Edge, analysis: &Analysis, liveness: &Liveness, unit: u32) {
        let target = analysis.entry[edge.block.index()].as_ref().expect("a reachable block");
        let params = self.function.blocks[edge.block.index()].params.clone();
        let live_in = liveness.live_in(edge.block);
        let mut passed = Vec::new();
        for (&param, &arg) in params.iter().zip(&edge.args) {
            if !target.owned.contains(param) {
                continue;
            }
            let root = self.function.root(arg);
            if self.facts.owned.contains(root) && !passed.contains(&root) && !live_in.contains(root) {
                passed.push(root);
            } else {
                self.push(Opcode::IncRef, arg, unit);
            }
        }
        let mine: Vec<Value> = self.facts.owned.iter().filter(|root| !passed.contains(root)).collect();
        for root in target.owned.iter() {
            if !params.contains(&root) && !self.facts.owned.contains(root) {
                self.push(Opcode::IncRef, root, unit);
            }
        }
        for root in mine {
            if !target.owned.contains(root) || params.contains(&root) {
                self.push(Opcode::DecRef, root, unit);
            }
        }
    }
}

/// Whether the instruction stores `root` into a home, where it stays within reach.
fn is_store_of(inst: &Inst, function: &Function, root: Value) -> bool {
    inst.opcode == Opcode::SetLocal && function.root(inst.args[0]) == root && !function.ty(root).is_immortal()
}

/// Gives every branch edge a block of its own, so that references can be put right on it. A target that has this branch
/// as its only predecessor, and no parameters, serves as it is.
fn split_branch_edges(function: &mut Function) {
    let preds = function.predecessors();
    for i in 0..function.blocks.len() {
        let Some(&last) = function.blocks[i].insts.last() else { continue };
        let inst = function.inst(last).expect("an instruction");
        if inst.opcode != Opcode::Branch {
            continue;
        }
        let unit = inst.unit;
        for n in 0..inst.targets.len() {
            let edge = function.inst(last).expect("an instruction").targets[n].clone();
            let target = &function.blocks[edge.block.index()];
            if preds[edge.block.index()].len() == 1 && edge.args.is_empty() && target.entry == Entry::None {
                continue;
            }
            let between = function.add_block(target.unit, Entry::None);
            let jump =
                Inst { opcode: Opcode::Jump, args: vec![], imm: Imm::None, state: None, targets: vec![edge], unit };
            function.append(between, jump, Some(Type::VOID));
            function.inst_mut(last).expect("an instruction").targets[n] = Edge { block: between, args: vec![] };
        }
    }
}
