//! What the slots of `localsplus` may hold, so that overwriting them and returning drop no more than they must.
//!
//! A forward dataflow analysis over a lattice of class sets, one per slot; the meet is union. A function starts with its
//! parameters holding any object and all else NULL; handlers and loop entries start with anything. Only stores,
//! `copy_free_vars` and safepoints, which put unboxed locals there, change slots: exits that write them never come back,
//! except into handlers.

use andiron_bytecode::Class;
use andiron_hir::{Block, ClassSet, Entry, Function, Helper, Imm, Inst, Local, Opcode, Rep, Type};

/// What one slot may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SlotFact(ClassSet);

impl SlotFact {
    /// Its content as an object type.
    pub fn ty(self) -> Type {
        Type { rep: Rep::Object, classes: self.0 }
    }

    /// Whether there may be a reference to release.
    pub fn needs_drop(self) -> bool {
        !self.ty().is_immortal()
    }
}

/// The analysis' result, and a cursor to read it with.
pub(super) struct SlotFacts {
    at_start: Vec<Option<Vec<SlotFact>>>,
    now: Vec<SlotFact>,
}

impl SlotFacts {
    pub fn analyse(function: &Function) -> SlotFacts {
        let count = function.slots.len();
        let mut at_start: Vec<Option<Vec<SlotFact>>> = vec![None; function.blocks.len()];
        for (i, block) in function.blocks.iter().enumerate() {
            at_start[i] = match block.entry {
                Entry::None => None,
                Entry::Function => Some(
                    (0..count)
                        .map(|k| {
                            SlotFact(if k < function.parameters as usize { ClassSet::ANY } else { ClassSet::NULL })
                        })
                        .collect(),
                ),
                Entry::Handler | Entry::Loop => Some(vec![SlotFact(ClassSet::NULLABLE); count]),
            };
        }
        let order = function.reverse_postorder();
        let mut changed = true;
        while changed {
            changed = false;
            for &block in &order {
                let Some(mut facts) = at_start[block.index()].clone() else { continue };
                for inst in function.blocks[block.index()].insts.iter().filter_map(|&v| function.inst(v)) {
                    apply(function, inst, &mut facts);
                }
                for successor in function.successors(block) {
                    match &mut at_start[successor.index()] {
                        None => {
                            at_start[successor.index()] = Some(facts.clone());
                            changed = true;
                        }
                        Some(known) => {
                            for (known, new) in known.iter_mut().zip(&facts) {
                                let both = SlotFact(known.0.union(new.0));
                                changed |= both != *known;
                                *known = both;
                            }
                        }
                    }
                }
            }
        }
        SlotFacts { at_start, now: Vec::new() }
    }

    /// Moves the cursor to the start of a block.
    pub fn enter(&mut self, block: Block) {
        self.now = self.at_start[block.index()].clone().expect("only reachable blocks are lowered");
    }

    /// Moves the cursor over an instruction.
    pub fn step(&mut self, function: &Function, inst: &Inst) {
        apply(function, inst, &mut self.now);
    }

    /// What a slot holds at the cursor.
    pub fn get(&self, slot: u32) -> SlotFact {
        self.now[slot as usize]
    }

    /// Slots with something to release at the cursor.
    pub fn to_drop(&self) -> Vec<(u32, Type)> {
        let facts = self.now.iter().enumerate();
        facts.filter(|(_, f)| f.needs_drop()).map(|(i, f)| (i as u32, f.ty())).collect()
    }
}

fn apply(function: &Function, inst: &Inst, facts: &mut [SlotFact]) {
    match (inst.opcode, inst.imm) {
        (Opcode::SetLocal, Imm::Slot { index, .. }) => {
            facts[index as usize] = SlotFact(function.ty(inst.args[0]).classes);
        }
        (Opcode::CopySlot, Imm::Slots { from, to }) => {
            let both = facts[from as usize].0.union(facts[to as usize].0);
            facts[to as usize] = SlotFact(both);
        }
        (Opcode::SwapSlots, Imm::Slots { from, to }) => facts.swap(from as usize, to as usize),
        (Opcode::Safepoint, _) => {
            let state = inst.state.expect("safepoints have states");
            for (fact, local) in facts.iter_mut().zip(&function.states[state.index()].locals) {
                let class = match local {
                    Local::InSlot | Local::Value(_) => continue,
                    Local::Raw(value) | Local::RawOrNull { value, .. } | Local::RawOrHeld { value, .. } => {
                        boxed_class(function.ty(*value).rep)
                    }
                };
                *fact = SlotFact(fact.0.union(ClassSet::one(class)));
            }
        }
        (Opcode::CallHelper, Imm::Helper(Helper::copy_free_vars)) => facts.fill(SlotFact(ClassSet::NULLABLE)),
        _ => {}
    }
}

fn boxed_class(rep: Rep) -> Class {
    match rep {
        Rep::I64 => Class::Int,
        Rep::F64 => Class::Float,
        Rep::Bool => Class::Bool,
        Rep::Object | Rep::Ptr | Rep::Void => unreachable!("only numbers are unboxed"),
    }
}
