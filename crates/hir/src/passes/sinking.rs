//! Sinking of boxes.
//!
//! A box that frame states and `SetLocal` mention is usually never made (home assignment describes it by its number).
//! If somebody needs the object after all, but elsewhere, less deep in loops or only on some paths, a second box is
//! made there, and the first stays a mere description: an accumulator that a loop keeps in a register is boxed once,
//! at the `return`. (Partial dead code elimination by code motion, Knoop, Rüthing and Steffen, for one kind of
//! instruction.)
//!
//! Sound because a box depends on its operand alone, and the new one dominates all uses it serves: it stands in their
//! nearest common dominator, or above it where that is in fewer loops, never above the old box.

use super::Pass;
use super::dominators::Dominators;
use super::edit::{block_on_edge, edge_args, inst};
use super::loops::Loops;
use crate::function::{Block, Function, Imm, Value};
use crate::opcode::Opcode;

/// See the module's documentation.
pub struct BoxSinking;

impl Pass for BoxSinking {
    const NAME: &'static str = "box-sinking";

    fn run(f: &mut Function) -> bool {
        own_edges(f);
        let dominators = Dominators::new(f);
        let depth = Loops::new(f, &dominators).depth;
        let mut home: Vec<Option<Block>> = vec![None; f.values.len()];
        for &block in &dominators.order {
            for &v in &f.blocks[block.index()].insts {
                if matches!(f.inst(v).expect("blocks list instructions").opcode, Opcode::BoxInt | Opcode::BoxFloat) {
                    home[v.index()] = Some(block);
                }
            }
        }
        // Blocks in which each box is needed as an object, under whatever name.
        let mut needed: Vec<Vec<Block>> = vec![Vec::new(); f.values.len()];
        let mut aliased = vec![false; f.values.len()];
        for &block in &dominators.order {
            for &v in &f.blocks[block.index()].insts {
                let inst = f.inst(v).expect("blocks list instructions");
                let args = if inst.opcode == Opcode::SetLocal { &[][..] } else { &inst.args[..] };
                for &arg in args.iter().chain(inst.targets.iter().flat_map(|edge| &edge.args)) {
                    let root = f.root(arg);
                    if home[root.index()].is_some() {
                        needed[root.index()].push(block);
                        aliased[root.index()] |= root != arg || f.root(v) == root;
                    }
                }
            }
        }
        let mut changed = false;
        for &block in &dominators.order {
            for v in f.blocks[block.index()].insts.clone() {
                // (Boxes made meanwhile have no home.)
                let made_here = home.get(v.index()).copied().flatten() == Some(block);
                if !made_here || aliased[v.index()] || needed[v.index()].is_empty() {
                    continue;
                }
                let target = place(&dominators, &depth, block, &needed[v.index()]);
                if target != block {
                    copy_to(f, v, target, &needed[v.index()]);
                    changed = true;
                }
            }
        }
        changed
    }
}

/// Gives branch edges that pass boxes a block of their own, where the boxes can be made for them alone: a loop that ends
/// does not make in every round what it passes at its end.
fn own_edges(f: &mut Function) {
    for i in 0..f.blocks.len() {
        let block = Block(i as u32);
        for n in 0..f.terminator(block).targets.len() {
            let is_box = |arg: &Value| {
                f.inst(f.root(*arg)).is_some_and(|made| matches!(made.opcode, Opcode::BoxInt | Opcode::BoxFloat))
            };
            if edge_args(f, block, n).iter().any(is_box) {
                block_on_edge(f, block, n);
            }
        }
    }
}

/// Where a box defined in `from` and needed in `blocks` is best made.
fn place(dominators: &Dominators, depth: &[u32], from: Block, blocks: &[Block]) -> Block {
    let mut at = blocks[0];
    while !blocks.iter().all(|b| dominators.dominates(at, *b)) {
        at = dominators.parent[at.index()].expect("the old box dominates all uses");
    }
    let mut best = at;
    while at != from {
        at = dominators.parent[at.index()].expect("the old box dominates all uses");
        if depth[at.index()] < depth[best.index()] {
            best = at;
        }
    }
    best
}

fn copy_to(f: &mut Function, old: Value, target: Block, users: &[Block]) {
    let made = f.inst(old).expect("a box is an instruction").clone();
    let insts = &f.blocks[target.index()].insts;
    let uses = |f: &Function, v: Value| {
        let inst = f.inst(v).expect("blocks list instructions");
        inst.opcode != Opcode::SetLocal
            && inst.args.iter().chain(inst.targets.iter().flat_map(|e| &e.args)).any(|a| *a == old)
    };
    let at = insts.iter().position(|v| uses(f, *v)).unwrap_or(insts.len() - 1);
    let unit = f.inst(insts[at]).expect("blocks list instructions").unit;
    let ty = f.ty(old);
    let new = f.make_inst(inst(made.opcode, made.args, Imm::None, None, unit), Some(ty));
    f.blocks[target.index()].insts.insert(at, new);
    for user in users {
        for v in f.blocks[user.index()].insts.clone() {
            let inst = f.inst_mut(v).expect("blocks list instructions");
            if inst.opcode == Opcode::SetLocal || v == new {
                continue;
            }
            let edges = inst.targets.iter_mut().flat_map(|edge| &mut edge.args);
            inst.args.iter_mut().chain(edges).filter(|arg| **arg == old).for_each(|arg| *arg = new);
        }
    }
}
