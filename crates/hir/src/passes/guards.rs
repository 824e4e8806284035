//! Elimination of redundant guards and loads.
//!
//! Two kinds of facts:
//!
//! - *About a value itself*: its exact class, that it is not NULL, that it is a certain object, a tuple's size, a raw
//!   truth value. Nothing changes them, so a guard is redundant where an equal one dominates it. (The class of a module
//!   can change by `__class__` assignment; it counts as the other kind.)
//! - *About memory*: version tags, lengths, attributes, items, validity of the compiled code. Forward data-flow
//!   analysis, "available loads and checks": at a merge facts are intersected, loops start out optimistically.
//!
//! Facts about memory die where memory may change:
//!
//! - all of them at whatever may run Python, calls and safepoints first of all;
//! - all of them where an object may be *finalised*: reference-count insertion will release values where they die,
//!   stores release what they overwrite. Where values die can still change: this pass and those after it remove guards,
//!   loads and unused results. So a value counts as dying after each of its uses from which on nothing *firm* uses it,
//!   no instruction that is sure to stay. A release cannot be the last one if the object's class has no finaliser, or a
//!   slot of the frame still holds the object, or the heap object it was read from does (nothing has been written
//!   since), or the compiled code does (constants);
//! - those about one field, of all objects since any two may be the same, where that field is stored to. The store is
//!   then the field's latest news: a later load is the stored value.
//!
//! Sound because a fact that holds on every path was established by an instruction on every path; SSA then has its
//! value dominate the place. Exits lose nothing: what a removed guard would have found, the one before it found.

use super::Pass;
use super::dominators::Dominators;
use super::edit::{Replacements, retain};
use super::liveness::{Liveness, for_each_use};
use crate::function::{Block, Entry, Function, Imm, Inst, OldValue, Value};
use crate::helper::Helper;
use crate::opcode::{Opcode, Ownership};
use crate::types::ClassSet;
use andiron_bytecode::Class;
use std::collections::{HashMap, HashSet};

/// See the module's documentation.
pub struct GuardElimination;

impl Pass for GuardElimination {
    const NAME: &'static str = "guard-elimination";

    fn run(f: &mut Function) -> bool {
        // A load that turns out to be another makes guards on both the same.
        let mut rounds = 0;
        while rounds < 4 && round(f) {
            rounds += 1;
        }
        rounds > 0
    }
}

fn round(f: &mut Function) -> bool {
    let dominators = Dominators::new(f);
    let mut replacements = Replacements::new(f);
    let mut gone = vec![false; f.values.len()];
    let classes = value_guards(f, &dominators, &mut replacements, &mut gone);
    let mut memory = Memory::new(f, &dominators, classes);
    memory.solve();
    for (v, known) in memory.redundant() {
        gone[v.index()] = true;
        if let Some(known) = known {
            replacements.set(v, known);
        }
    }
    let changed = gone.contains(&true);
    retain(f, |v| !gone[v.index()]);
    replacements.apply(f);
    changed
}

/// Whether an instruction is sure to stay: neither this pass nor a later one removes it.
fn is_firm(inst: &Inst) -> bool {
    let goes = inst.effects().removable || inst.opcode == Opcode::Refine || is_remembered(inst.opcode);
    !goes && !is_value_guard(inst)
}

/// A fact: what instruction established it, about which root, for which index and immediate.
type Key = (Opcode, Option<Value>, Option<Value>, (u64, u64));

/// What `CheckValid` establishes; code is entered only if it holds.
const VALID: Key = (Opcode::CheckValid, None, None, (0, 0));

fn key(f: &Function, inst: &Inst) -> Key {
    let imm = match inst.imm {
        Imm::Index(i) => (0, u64::from(i)),
        Imm::Int(i) => (0, i as u64),
        Imm::Object(o) => (0, u64::from(o.0)),
        Imm::Class(class) => (0, class as u64),
        Imm::Global { keys_version, builtin_keys_version, index } => {
            (index.into(), u64::from(keys_version) << 32 | u64::from(builtin_keys_version.unwrap_or(0)))
        }
        Imm::Versions([a, b, c, d]) => (u64::from(a) << 32 | u64::from(b), u64::from(c) << 32 | u64::from(d)),
        _ => (0, 0),
    };
    (inst.opcode, inst.args.first().map(|v| f.root(*v)), inst.args.get(1).map(|v| f.root(*v)), imm)
}

// ---- facts about values ----

/// What type guards have established about roots: from that block and instruction on, the value is in the set.
type Classes = HashMap<Value, Vec<(Block, usize, ClassSet)>>;

fn value_guards(f: &Function, dominators: &Dominators, replacements: &mut Replacements, gone: &mut [bool]) -> Classes {
    let mut known: HashMap<Key, (Value, Block)> = HashMap::new();
    let mut classes = Classes::new();
    for &block in &dominators.order {
        for (at, &v) in f.blocks[block.index()].insts.iter().enumerate() {
            let inst = f.inst(v).expect("blocks list instructions");
            if !is_value_guard(inst) {
                continue;
            }
            match known.get(&key(f, inst)) {
                Some(&(earlier, b)) if dominators.dominates(b, block) => {
                    let same = f.ty(v).is_object();
                    // Under its earlier name the object may have a wider type, as `GuardNotNull` keeps its operand's.
                    if !same || f.ty(earlier).classes.is_subset(f.ty(v).classes) {
                        gone[v.index()] = true;
                        if same {
                            replacements.set(v, earlier);
                        }
                    }
                }
                _ => {
                    known.insert(key(f, inst), (v, block));
                }
            }
            if f.ty(v).is_object() {
                classes.entry(f.root(v)).or_default().push((block, at, f.ty(v).classes));
            }
        }
    }
    classes
}

fn is_value_guard(inst: &Inst) -> bool {
    match inst.opcode {
        Opcode::GuardType => inst.imm != Imm::Class(Class::Module),
        Opcode::GuardNotNull | Opcode::GuardIs => true,
        Opcode::GuardTrue | Opcode::GuardFalse | Opcode::GuardTupleSize => true,
        _ => false,
    }
}

// ---- facts about memory ----

/// Whether the instruction establishes a fact about memory that makes an equal one after it redundant.
fn is_remembered(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(
        opcode,
        GuardType
            | GuardTypeVersion
            | GuardTypeVersions
            | TypeVersion
            | GuardClassVersion
            | GuardKeysVersion
            | GuardKeysCount
            | GuardNoInstanceDict
            | GuardModuleKeys
            | GuardFunctionCode
            | GuardFunctionDefaults
            | GuardListSize
            | CheckValid
            | ListLen
            | DictLen
            | ListGet
            | ListItem
            | TupleGet
            | TupleItem
            | LoadInlineValue
            | LoadDictEntry
            | LoadMember
            | LoadModuleEntry
            | LoadGlobalEntry
            | LoadCell
    )
}

/// Stands for NULL among the slots' contents.
const NULL: Value = Value(u32::MAX);

/// What is known at a point.
#[derive(Clone, PartialEq, Default)]
struct Facts {
    /// Facts, with the value for loads.
    known: HashMap<Key, Option<Value>>,
    /// Roots read from a heap object that still holds them.
    held: HashSet<Value>,
    /// What each slot of the frame holds.
    slots: Vec<Option<Value>>,
}

impl Facts {
    fn forget(&mut self) {
        self.known.clear();
        self.held.clear();
    }

    fn meet(&mut self, other: &Facts) {
        self.known.retain(|key, value| other.known.get(key) == Some(value));
        self.held.retain(|v| other.held.contains(v));
        for (a, b) in self.slots.iter_mut().zip(&other.slots) {
            if a != b {
                *a = None;
            }
        }
    }
}

/// Where objects may die in one block.
struct Deaths {
    /// After each instruction, the roots it uses or makes that nothing firm uses later.
    after: Vec<Vec<Value>>,
    /// The instruction after which nothing firm uses a root, for roots that something firm uses.
    at: HashMap<Value, usize>,
    /// Parameters nothing firm uses.
    params: Vec<Value>,
}

struct Memory<'a> {
    f: &'a Function,
    dominators: &'a Dominators,
    liveness: Liveness,
    /// Liveness without what may still be removed.
    firm: Liveness,
    deaths: Vec<Deaths>,
    classes: Classes,
    at_start: Vec<Option<Facts>>,
}

impl<'a> Memory<'a> {
    fn new(f: &'a Function, dominators: &'a Dominators, classes: Classes) -> Memory<'a> {
        let liveness = Liveness::new(f);
        let firm = Liveness::firm(f, is_firm);
        let deaths = (0..f.blocks.len() as u32).map(Block).map(|block| {
            if !dominators.is_reachable(block) {
                return Deaths { after: Vec::new(), at: HashMap::new(), params: Vec::new() };
            }
            let insts = &f.blocks[block.index()].insts;
            let firm_deaths = firm.dies_after(f, block).into_iter().enumerate();
            let at: HashMap<Value, usize> =
                firm_deaths.flat_map(|(i, roots)| roots.into_iter().map(move |v| (v, i))).collect();
            let mut after = vec![Vec::new(); insts.len()];
            for (i, &v) in insts.iter().enumerate() {
                let mut mentioned = vec![v];
                for_each_use(f, f.inst(v).expect("blocks list instructions"), &mut |root| mentioned.push(root));
                mentioned.retain(|root| {
                    let alive = at.get(root).map_or_else(|| firm.before_end(block).contains(*root), |death| *death > i);
                    f.ty(*root).is_object() && f.root(*root) == *root && !alive
                });
                after[i] = mentioned;
            }
            Deaths { after, at, params: firm.unused_params(f, block) }
        });
        let deaths = deaths.collect();
        Memory { f, dominators, liveness, firm, deaths, classes, at_start: vec![None; f.blocks.len()] }
    }

    /// Iterates to the greatest solution: facts at block starts only ever shrink.
    fn solve(&mut self) {
        let mut pending = vec![false; self.f.blocks.len()];
        self.dominators.order.iter().for_each(|block| pending[block.index()] = true);
        while pending.contains(&true) {
            for &block in &self.dominators.order {
                if !std::mem::replace(&mut pending[block.index()], false) {
                    continue;
                }
                let mut facts = self.start(block);
                for at in 0..self.f.blocks[block.index()].insts.len() {
                    self.step(&mut facts, block, at);
                }
                for n in 0..self.f.terminator(block).targets.len() {
                    let (to, facts) = self.on_edge(&facts, block, n);
                    let known = &mut self.at_start[to.index()];
                    let new = match known {
                        None => facts,
                        Some(before) => {
                            let mut both = before.clone();
                            both.meet(&facts);
                            both
                        }
                    };
                    if known.as_ref() != Some(&new) {
                        *known = Some(new);
                        pending[to.index()] = true;
                    }
                }
            }
        }
    }

    fn start(&self, block: Block) -> Facts {
        let mut facts = Facts { slots: vec![None; self.f.slots.len()], ..Facts::default() };
        match (self.f.blocks[block.index()].entry, &self.at_start[block.index()]) {
            (Entry::None, Some(known)) => facts = known.clone(),
            (Entry::Function, _) => {
                facts.slots.iter_mut().skip(self.f.parameters as usize).for_each(|slot| *slot = Some(NULL));
                facts.known.insert(VALID, None);
            }
            (Entry::Loop, _) => drop(facts.known.insert(VALID, None)),
            _ => {}
        }
        for param in &self.deaths[block.index()].params {
            if self.may_finalise(&facts, *param, block, 0) {
                facts.forget();
            }
        }
        facts
    }

    fn on_edge(&self, facts: &Facts, block: Block, n: usize) -> (Block, Facts) {
        let mut facts = facts.clone();
        let end = self.f.blocks[block.index()].insts.len() - 1;
        let edge = &self.f.terminator(block).targets[n];
        let mut alive = self.firm.live_in(edge.block).clone();
        for (arg, param) in edge.args.iter().zip(&self.f.blocks[edge.block.index()].params) {
            // What an owning parameter takes over dies with the parameter.
            if crate::verify::owns(self.f, *param) {
                alive.insert(self.f.root(*arg));
            }
        }
        for root in self.liveness.before_end(block).iter().filter(|root| !alive.contains(*root)) {
            if self.may_finalise(&facts, root, block, end) {
                facts.forget();
            }
        }
        for param in &self.f.blocks[edge.block.index()].params {
            if let (Some(home), true) = (self.f.home(*param), self.f.ty(*param).is_object()) {
                facts.slots[home as usize] = Some(*param);
            }
        }
        (edge.block, facts)
    }

    /// Facts before instruction `at` become facts after it.
    fn step(&self, facts: &mut Facts, block: Block, at: usize) {
        let f = self.f;
        let v = f.blocks[block.index()].insts[at];
        let inst = f.inst(v).expect("blocks list instructions");
        if inst.effects().terminator {
            return;
        }
        match inst.opcode {
            Opcode::LoadSlot => {
                if let Imm::Index(k) = inst.imm {
                    facts.slots[k as usize] = Some(v);
                }
            }
            Opcode::SetLocal => {
                if let Imm::Slot { index, old } = inst.imm {
                    let before = facts.slots[index as usize].replace(f.root(inst.args[0]));
                    let null = old == OldValue::Null || before == Some(NULL);
                    let harmless = null || before.is_some_and(|v| self.stays(facts, v, block, at));
                    if !harmless {
                        facts.forget();
                    }
                }
            }
            Opcode::StoreInlineValue | Opcode::StoreMember | Opcode::StoreCell => self.store(facts, inst, block, at),
            // Lists only; what they hold stays held.
            Opcode::CallHelper if inst.imm == Imm::Helper(Helper::list_append) => {
                use Opcode::*;
                facts.known.retain(|key, _| !matches!(key.0, ListLen | GuardListSize | ListGet | ListItem));
            }
            Opcode::CallHelper if inst.imm == Imm::Helper(Helper::copy_free_vars) => {
                facts.slots.iter_mut().filter(|slot| **slot == Some(NULL)).for_each(|slot| *slot = None);
            }
            Opcode::RangeIterNext => {}
            _ if inst.effects().runs_python || inst.effects().writes => facts.forget(),
            _ => {}
        }
        if is_remembered(inst.opcode) && !is_value_guard(inst) {
            let value = f.ty(v) != crate::Type::VOID;
            facts.known.entry(key(f, inst)).or_insert(value.then_some(v));
        }
        if inst.ownership() == Ownership::Heap {
            facts.held.insert(v);
        }
        for &root in &self.deaths[block.index()].after[at] {
            let handed_over = inst.args.iter().enumerate().any(|(i, arg)| inst.steals(i) && f.root(*arg) == root);
            if !handed_over && self.may_finalise(facts, root, block, at) {
                facts.forget();
            }
        }
    }

    /// A store to a field: its old value is released, every object's field of that place may have changed.
    fn store(&self, facts: &mut Facts, inst: &Inst, block: Block, at: usize) {
        let load = match inst.opcode {
            Opcode::StoreInlineValue => Opcode::LoadInlineValue,
            Opcode::StoreMember => Opcode::LoadMember,
            _ => Opcode::LoadCell,
        };
        let (_, object, _, imm) = key(self.f, inst);
        let field = (load, object, None, imm);
        let Some(Some(old)) = facts.known.get(&field).copied() else { return facts.forget() };
        let old = self.f.root(old);
        if !self.is_silent(old, block, at) {
            // It no longer vouches for the old value, nor for other names of it.
            facts.held.clear();
            if !self.stays(facts, old, block, at) {
                return facts.forget();
            }
        }
        facts.known.retain(|key, _| key.0 != load || key.3 != imm);
        if self.f.ty(inst.args[1]).classes.is_subset(ClassSet::ANY) {
            facts.known.insert(field, Some(inst.args[1]));
        }
    }

    /// Whether dropping a reference to `root` after instruction `at` may run a finaliser, as far as the frame, the heap
    /// and its class tell.
    fn may_finalise(&self, facts: &Facts, root: Value, block: Block, at: usize) -> bool {
        let constant = self.f.inst(root).is_some_and(|inst| inst.ownership() == Ownership::Const);
        !constant
            && !facts.slots.contains(&Some(root))
            && !facts.held.contains(&root)
            && !self.is_silent(root, block, at)
    }

    /// Whether `root` outlives instruction `at`, which releases one reference to it.
    fn stays(&self, facts: &Facts, root: Value, block: Block, at: usize) -> bool {
        let live_after = match self.deaths[block.index()].at.get(&root) {
            Some(death) => *death > at,
            None => self.firm.before_end(block).contains(root),
        };
        live_after || !self.may_finalise(facts, root, block, at)
    }

    /// Whether the value's class, as its type or a guard before has it, has no finaliser.
    fn is_silent(&self, root: Value, block: Block, at: usize) -> bool {
        let mut ty = self.f.ty(root);
        for (b, i, classes) in self.classes.get(&root).into_iter().flatten() {
            if if *b == block { *i <= at } else { self.dominators.dominates(*b, block) } {
                ty.classes = ty.classes.intersect(*classes);
            }
        }
        ty.drops_silently()
    }

    /// Instructions that find out what is known, each with the value known for it.
    fn redundant(&self) -> Vec<(Value, Option<Value>)> {
        let mut found = Vec::new();
        for &block in &self.dominators.order {
            let mut facts = self.start(block);
            for (at, &v) in self.f.blocks[block.index()].insts.iter().enumerate() {
                let inst = self.f.inst(v).expect("blocks list instructions");
                if is_remembered(inst.opcode)
                    && !is_value_guard(inst)
                    && let Some(known) = facts.known.get(&key(self.f, inst))
                    && known.is_none_or(|known| known != v && self.f.ty(known).classes.is_subset(self.f.ty(v).classes))
                {
                    found.push((v, *known));
                }
                self.step(&mut facts, block, at);
            }
        }
        found
    }
}
