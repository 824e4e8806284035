//! Pruning of the graph: parameters that say nothing, blocks that do nothing.
//!
//! - A parameter for which every edge passes the same value (or the parameter itself) is that value: the trivial phis
//!   of Braun et al., "Simple and Efficient Construction of Static Single Assignment Form".
//! - Blocks no entry reaches go.
//! - A block that only jumps on is stepped over, if nothing else names its parameters.
//! - A branch with one target and the same arguments both ways is a jump.
//! - A block whose only predecessor jumps only there is joined to it.
//!
//! Sound because the value a trivial parameter stands for dominates all predecessors, hence the block. Entry blocks
//! keep what they have: they are entered from outside. Blocks are renumbered at the end, in reverse postorder, which
//! also makes listings read from top to bottom.

use super::Pass;
use super::dce::remove_params;
use super::edit::{Replacements, edge_args, edge_args_mut, incoming};
use crate::function::{Block, Def, Entry, Function, Value};
use crate::opcode::Opcode;

/// See the module's documentation.
pub struct Prune;

impl Pass for Prune {
    const NAME: &'static str = "prune";

    fn run(f: &mut Function) -> bool {
        let mut changed = compact(f);
        changed |= trivial_parameters(f);
        changed |= skip_empty(f);
        changed |= same_targets(f);
        changed |= merge(f);
        changed |= compact(f);
        changed
    }
}

fn trivial_parameters(f: &mut Function) -> bool {
    let incoming = incoming(f);
    let mut replacements = Replacements::new(f);
    let mut gone = vec![false; f.values.len()];
    let order = f.reverse_postorder();
    loop {
        let mut changed = false;
        for &block in &order {
            for (i, &param) in f.blocks[block.index()].params.iter().enumerate() {
                if gone[param.index()] {
                    continue;
                }
                let mut only = None;
                let trivial = incoming[block.index()].iter().all(|&(from, n)| {
                    let arg = replacements.get(edge_args(f, from, n)[i]);
                    arg == param || *only.get_or_insert(arg) == arg
                });
                if let (true, Some(value)) = (trivial, only) {
                    replacements.set(param, value);
                    gone[param.index()] = true;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    for (i, edges) in incoming.iter().enumerate() {
        let keep: Vec<bool> = f.blocks[i].params.iter().map(|p| !gone[p.index()]).collect();
        if keep.contains(&false) {
            remove_params(f, Block(i as u32), &keep, edges);
        }
    }
    replacements.apply(f)
}

/// How often a value is mentioned, in states too.
fn use_counts(f: &Function) -> Vec<u32> {
    let mut counts = vec![0; f.values.len()];
    for block in &f.blocks {
        for v in &block.insts {
            let inst = f.inst(*v).expect("blocks list instructions");
            let edges = inst.targets.iter().flat_map(|edge| &edge.args);
            inst.args.iter().chain(edges).for_each(|arg| counts[arg.index()] += 1);
        }
        let states = block.insts.iter().filter_map(|v| f.inst(*v).and_then(|inst| inst.state));
        for state in states {
            f.for_each_state_value(state, &mut |v| counts[v.index()] += 1);
        }
    }
    // A state at a block's start is a use too, except by the block itself, which goes together with it.
    for (i, block) in f.blocks.iter().enumerate() {
        if let Some(state) = block.state {
            f.for_each_state_value(state, &mut |v| {
                let own = matches!(f.values[v.index()].def, Def::Param { block, .. } if block.index() == i);
                counts[v.index()] += u32::from(!own);
            });
        }
    }
    counts
}

fn skip_empty(f: &mut Function) -> bool {
    let mut counts = use_counts(f);
    let mut into = incoming(f);
    let mut changed = false;
    for i in 0..f.blocks.len() {
        let data = &f.blocks[i];
        let block = Block(i as u32);
        if data.insts.len() != 1 || data.entry != Entry::None || f.terminator(block).opcode != Opcode::Jump {
            continue;
        }
        let onward = f.terminator(block).targets[0].clone();
        if onward.block == block {
            continue;
        }
        let own = |p: &Value| onward.args.iter().filter(|arg| *arg == p).count() as u32;
        if !data.params.iter().all(|p| counts[p.index()] == own(p)) {
            continue;
        }
        let params = data.params.clone();
        for (from, n) in std::mem::take(&mut into[i]) {
            let mut edge = onward.clone();
            let args = std::mem::take(edge_args_mut(f, from, n));
            for arg in &mut edge.args {
                if let Some(at) = params.iter().position(|p| p == arg) {
                    *arg = args[at];
                }
                counts[arg.index()] += 1;
            }
            args.iter().for_each(|arg| counts[arg.index()] -= 1);
            into[onward.block.index()].push((from, n));
            let terminator = *f.blocks[from.index()].insts.last().expect("a finished block has a terminator");
            f.inst_mut(terminator).expect("a terminator is an instruction").targets[n] = edge;
            changed = true;
        }
    }
    changed
}

/// A branch that goes the same way in both cases is a jump.
fn same_targets(f: &mut Function) -> bool {
    let mut changed = false;
    for i in 0..f.blocks.len() {
        let terminator = *f.blocks[i].insts.last().expect("a finished block has a terminator");
        let inst = f.inst_mut(terminator).expect("a terminator is an instruction");
        if inst.opcode == Opcode::Branch && inst.targets[0] == inst.targets[1] {
            inst.opcode = Opcode::Jump;
            inst.args.clear();
            inst.targets.truncate(1);
            changed = true;
        }
    }
    changed
}

fn merge(f: &mut Function) -> bool {
    let mut edges_into = vec![0_u32; f.blocks.len()];
    for block in f.reverse_postorder() {
        f.successors(block).for_each(|to| edges_into[to.index()] += 1);
    }
    let mut replacements = Replacements::new(f);
    let mut changed = false;
    for block in f.reverse_postorder() {
        if f.blocks[block.index()].insts.is_empty() {
            continue; // Joined to its predecessor already.
        }
        while f.terminator(block).opcode == Opcode::Jump {
            let next = f.terminator(block).targets[0].block;
            if next == block || edges_into[next.index()] != 1 || f.blocks[next.index()].entry != Entry::None {
                break;
            }
            let args = std::mem::take(edge_args_mut(f, block, 0));
            let params = std::mem::take(&mut f.blocks[next.index()].params);
            params.into_iter().zip(args).for_each(|(param, arg)| replacements.set(param, arg));
            let moved = std::mem::take(&mut f.blocks[next.index()].insts);
            f.blocks[next.index()].state = None;
            let insts = &mut f.blocks[block.index()].insts;
            insts.pop();
            insts.extend(moved);
            changed = true;
        }
    }
    replacements.apply(f);
    changed
}

/// Drops unreachable blocks (those [`merge`] emptied among them) and numbers the others in reverse postorder, the first block staying first.
pub(super) fn compact(f: &mut Function) -> bool {
    let mut order = f.reverse_postorder();
    if let Some(first) = order.iter().position(|b| b.0 == 0) {
        order[..=first].rotate_right(1);
    }
    if order.len() == f.blocks.len() && order.iter().enumerate().all(|(i, b)| b.index() == i) {
        return false;
    }
    let mut new_name = vec![None; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| new_name[b.index()] = Some(Block(i as u32)));
    let mut old: Vec<_> = std::mem::take(&mut f.blocks).into_iter().map(Some).collect();
    f.blocks = order.iter().map(|b| old[b.index()].take().expect("each block once")).collect();
    for i in 0..f.blocks.len() {
        let name = Block(i as u32);
        for p in f.blocks[i].params.clone() {
            if let Def::Param { block, .. } = &mut f.values[p.index()].def {
                *block = name;
            }
        }
        let terminator = *f.blocks[i].insts.last().expect("a finished block has a terminator");
        for edge in &mut f.inst_mut(terminator).expect("a terminator is an instruction").targets {
            edge.block = new_name[edge.block.index()].expect("targets of reachable blocks are reachable");
        }
    }
    for row in &mut f.handlers {
        row.block = row.block.and_then(|block| new_name[block.index()]);
    }
    true
}
