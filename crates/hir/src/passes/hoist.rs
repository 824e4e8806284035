//! Hoisting: type guards and unboxing of values that a loop does not change.
//!
//! A guard on a value defined outside a loop gives the same answer in every round; it is made once, where the loop is
//! entered, and so is the unboxing of what it guards. Inner loops come first, so a guard climbs through a whole nest.
//!
//! Moving a guard up makes it run earlier and perhaps where it would not have run at all. That is sound: a guard exits
//! with the state of the loop header, as if the interpreter had jumped there, and what it tests (an object's exact
//! type, a number's range) cannot change in between. It could cost, where the guard stands on a path the loop seldom
//! takes; so only guards in blocks that every round passes are moved, and none at a loop where that failed before.

use super::Pass;
use super::dominators::Dominators;
use super::edit::{Replacements, block_on_edge, edge_args, incoming, insert_at_end, inst, retain, state_on_edge};
use super::loops::Loops;
use crate::function::{Block, Edge, Entry, Function, Imm, Inst, Value};
use crate::opcode::Opcode;
use andiron_bytecode::Class;
use std::collections::HashSet;

/// See the module's documentation.
pub struct Hoist;

impl Pass for Hoist {
    const NAME: &'static str = "hoist";

    fn run(f: &mut Function) -> bool {
        Hoist::run_without(f, &HashSet::new())
    }
}

impl Hoist {
    /// The pass, leaving alone the loops whose headers are in `failed_units`.
    pub fn run_without(f: &mut Function, failed_units: &HashSet<u32>) -> bool {
        let mut dominators = Dominators::new(f);
        let headers = Loops::new(f, &dominators).headers;
        let mut changed = false;
        for header in headers.into_iter().rev() {
            let data = &f.blocks[header.index()];
            if data.state.is_some() && !failed_units.contains(&data.unit) && hoist_from(f, header, &dominators) {
                dominators = Dominators::new(f);
                changed = true;
            }
        }
        changed
    }
}

/// Whether the instruction's answer depends on its operand's identity alone.
fn is_invariant(inst: &Inst) -> bool {
    // The class of a module can be assigned.
    if (inst.opcode, inst.imm) == (Opcode::GuardType, Imm::Class(Class::Module)) {
        return false;
    }
    matches!(
        inst.opcode,
        Opcode::GuardType
            | Opcode::GuardNotNull
            | Opcode::UnboxInt
            | Opcode::UnboxFloat
            | Opcode::UnboxNumber
            | Opcode::UnboxBool
    )
}

fn hoist_from(f: &mut Function, header: Block, dominators: &Dominators) -> bool {
    let edges: Vec<(Block, usize)> =
        incoming(f)[header.index()].iter().copied().filter(|(from, _)| dominators.is_reachable(*from)).collect();
    let (back, entry): (Vec<_>, Vec<_>) =
        edges.into_iter().partition(|(from, _)| dominators.is_back_edge(*from, header));
    let body = body(f, header, &back);
    let mut inside = HashSet::new();
    for block in &body {
        let data = &f.blocks[block.index()];
        inside.extend(data.params.iter().chain(&data.insts).copied());
    }
    let mut moved: Vec<Value> = Vec::new();
    for &block in dominators.order.iter().filter(|block| body.contains(block)) {
        if !back.iter().all(|(from, _)| dominators.dominates(block, *from)) {
            continue;
        }
        for &v in &f.blocks[block.index()].insts {
            let inst = f.inst(v).expect("blocks list instructions");
            if is_invariant(inst) && !inside.contains(&inst.args[0]) {
                inside.remove(&v);
                moved.push(v);
            }
        }
    }
    if moved.is_empty() || entry.is_empty() {
        return false;
    }
    let block = preheader(f, header, &entry);
    let args = edge_args(f, block, 0).to_vec();
    let state = state_on_edge(f, header, &args);
    let unit = f.blocks[header.index()].unit;
    let mut replacements = Replacements::new(f);
    for &v in &moved {
        let Inst { opcode, args, imm, .. } = f.inst(v).expect("an instruction").clone();
        let operand = replacements.get(args[0]);
        let state = if opcode.effects().exits { state } else { None };
        let copy = insert_at_end(f, block, inst(opcode, vec![operand], imm, state, unit), None);
        replacements.set(v, copy);
    }
    replacements.apply(f);
    let moved: HashSet<Value> = moved.into_iter().collect();
    retain(f, |v| !moved.contains(&v));
    true
}

/// The loop's blocks: what reaches a back edge without passing the header.
fn body(f: &Function, header: Block, back: &[(Block, usize)]) -> HashSet<Block> {
    let predecessors = f.predecessors();
    let mut body = HashSet::from([header]);
    let mut work: Vec<Block> = back.iter().map(|(from, _)| *from).collect();
    while let Some(block) = work.pop() {
        if body.insert(block) {
            work.extend(&predecessors[block.index()]);
        }
    }
    body
}

/// A block that every entry of the loop passes through, and that goes nowhere else.
fn preheader(f: &mut Function, header: Block, entry: &[(Block, usize)]) -> Block {
    if let [(from, n)] = *entry {
        return block_on_edge(f, from, n);
    }
    let unit = f.blocks[header.index()].unit;
    let block = f.add_block(unit, Entry::None);
    let params: Vec<Value> = f.blocks[header.index()].params.clone();
    let args = params.iter().map(|&p| f.add_param(block, f.ty(p), f.home(p))).collect();
    for &(from, n) in entry {
        let terminator = *f.blocks[from.index()].insts.last().expect("a finished block has a terminator");
        f.inst_mut(terminator).expect("a terminator is an instruction").targets[n].block = block;
    }
    let jump = inst(Opcode::Jump, Vec::new(), Imm::None, None, unit);
    f.append(block, Inst { targets: vec![Edge { block: header, args }], ..jump }, None);
    block
}
