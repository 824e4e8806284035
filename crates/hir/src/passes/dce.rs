//! Dead code elimination.
//!
//! Mark and sweep: instructions that may not be dropped are roots; what a live instruction uses is live, operands, edge
//! arguments and frame states alike (a state is an interpreter that might go on from there). Parameters are not roots:
//! one that nobody uses is removed together with what is passed for it, so dead values circling in loops go too.
//!
//! Sound because only instructions the table calls removable go: their one effect besides the result is an exit after
//! which the interpreter computes the same result another way. A guard stays, although nobody may use its value:
//! where it fails, the interpreter might raise.

use super::Pass;
use super::edit::retain;
use crate::function::{Block, Def, Function, Value};
use crate::opcode::Opcode;

/// See the module's documentation.
pub struct DeadCode;

impl Pass for DeadCode {
    const NAME: &'static str = "dead-code";

    fn run(f: &mut Function) -> bool {
        let compacted = super::prune::compact(f);
        let mut live = vec![false; f.values.len()];
        let mut work = Vec::new();
        let mut state_seen = vec![false; f.states.len()];
        let incoming = super::edit::incoming(f);
        let position: Vec<usize> = positions(f);

        let order = f.reverse_postorder();
        for block in &order {
            for &v in &f.blocks[block.index()].insts {
                let inst = f.inst(v).expect("blocks list instructions");
                // `Refine` may not move, but it may go.
                if !inst.effects().removable && inst.opcode != Opcode::Refine {
                    mark(&mut live, &mut work, v);
                }
            }
        }
        while let Some(v) = work.pop() {
            match &f.values[v.index()].def {
                Def::Param { block, .. } => {
                    for &(from, n) in &incoming[block.index()] {
                        mark(&mut live, &mut work, super::edit::edge_args(f, from, n)[position[v.index()]]);
                    }
                }
                Def::Inst(inst) => {
                    inst.args.iter().for_each(|arg| mark(&mut live, &mut work, *arg));
                    if let Some(state) = inst.state
                        && !std::mem::replace(&mut state_seen[state.index()], true)
                    {
                        f.for_each_state_value(state, &mut |v| mark(&mut live, &mut work, v));
                    }
                }
            }
        }

        let before: usize = f.blocks.iter().map(|b| b.insts.len() + b.params.len()).sum();
        retain(f, |v| live[v.index()]);
        for (i, edges) in incoming.iter().enumerate() {
            // A block's own state is no use; where it names something dead it goes.
            if let Some(state) = f.blocks[i].state {
                let mut dead = false;
                f.for_each_state_value(state, &mut |v| dead |= !live[v.index()]);
                if dead {
                    f.blocks[i].state = None;
                }
            }
            let keep: Vec<bool> = f.blocks[i].params.iter().map(|p| live[p.index()]).collect();
            if keep.iter().all(|k| *k) {
                continue;
            }
            remove_params(f, Block(i as u32), &keep, edges);
        }
        compacted || before != f.blocks.iter().map(|b| b.insts.len() + b.params.len()).sum()
    }
}

fn mark(live: &mut [bool], work: &mut Vec<Value>, v: Value) {
    if !std::mem::replace(&mut live[v.index()], true) {
        work.push(v);
    }
}

/// Of every parameter, its number in its block.
pub(super) fn positions(f: &Function) -> Vec<usize> {
    let mut position = vec![0; f.values.len()];
    for block in &f.blocks {
        block.params.iter().enumerate().for_each(|(i, p)| position[p.index()] = i);
    }
    position
}

/// Removes the parameters of `block` that are not kept, and what edges pass for them.
pub(super) fn remove_params(f: &mut Function, block: Block, keep: &[bool], incoming: &[(Block, usize)]) {
    let mut kept = keep.iter();
    f.blocks[block.index()].params.retain(|_| *kept.next().expect("one flag each"));
    for &(from, n) in incoming {
        let mut kept = keep.iter();
        super::edit::edge_args_mut(f, from, n).retain(|_| *kept.next().expect("one flag each"));
    }
}
