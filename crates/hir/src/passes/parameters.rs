//! Types of block parameters, and speculation on loop entry.
//!
//! Two steps, repeated while they teach each other something:
//!
//! 1. *Types.* A parameter's type is the union of what is passed for it. Solved optimistically (parameters start at
//!    the empty set and grow, as in Wegman and Zadeck's constant propagation), so a variable that a loop only ever
//!    gives floats is a float, though its own back edge says so only by way of itself.
//! 2. *Loop entry.* Where every back edge brings the exact class `T` (a guard in the loop has seen to it, or
//!    arithmetic makes it), the loop guards the parameter to be a `T`, and only the entry brings something unknown, the
//!    entry is guarded instead, and the parameter is a `T` for good: what would run in every round runs once.
//!
//! Sound because a guard on an entry edge exits with the header's own state, in which the parameters are what the edge
//! passes: the interpreter goes on at the loop's first instruction as if it had jumped there. A speculation that
//! failed before is not made again (its unit is in `failed_units`).

use super::Pass;
use super::dominators::Dominators;
use super::edit::{block_on_edge, edge_args, edge_args_mut, incoming, insert_at_end, inst, state_on_edge};
use super::loops::Loops;
use crate::function::{Block, Function, Imm, Value};
use crate::opcode::{Opcode, ResultType};
use crate::types::{ClassSet, Type};
use andiron_bytecode::Class;
use std::collections::HashSet;

/// See the module's documentation.
pub struct Parameters;

impl Pass for Parameters {
    const NAME: &'static str = "parameters";

    fn run(f: &mut Function) -> bool {
        Parameters::run_without(f, &HashSet::new())
    }
}

impl Parameters {
    /// The pass, leaving out speculation at the loop headers in `failed_units`.
    pub fn run_without(f: &mut Function, failed_units: &HashSet<u32>) -> bool {
        let mut changed = types(f);
        // Each round settles one level of nesting at least.
        for _ in 0..8 {
            if !speculate(f, failed_units) {
                break;
            }
            types(f);
            changed = true;
        }
        changed
    }
}

/// Solves for parameter types and narrows guards' results along.
pub(super) fn types(f: &mut Function) -> bool {
    let order = f.reverse_postorder();
    let never = ClassSet::EMPTY;
    let mut classes: Vec<ClassSet> = f.values.iter().map(|data| data.ty.classes).collect();
    let mut pinned = vec![false; f.values.len()];
    for block in &order {
        f.blocks[block.index()].params.iter().for_each(|p| classes[p.index()] = never);
    }
    loop {
        let mut changed = false;
        for block in &order {
            for &v in &f.blocks[block.index()].insts {
                let inst = f.inst(v).expect("blocks list instructions");
                if inst.opcode.result() == ResultType::Refined && !pinned[v.index()] {
                    let new = refined(f, v, classes[inst.args[0].index()]);
                    changed |= std::mem::replace(&mut classes[v.index()], new) != new;
                }
                for edge in &inst.targets {
                    for (param, arg) in f.blocks[edge.block.index()].params.iter().zip(&edge.args) {
                        let new = classes[param.index()].union(classes[arg.index()]);
                        changed |= std::mem::replace(&mut classes[param.index()], new) != new;
                    }
                }
            }
        }
        // A guard that must fail, and what is fed by such guards alone, keeps its type; so what that is passed to has
        // to hold it.
        for block in &order {
            let data = &f.blocks[block.index()];
            for v in data.params.iter().chain(&data.insts).filter(|_| !changed) {
                if f.ty(*v).is_object() && classes[v.index()].is_empty() && !f.ty(*v).classes.is_empty() {
                    classes[v.index()] = f.ty(*v).classes;
                    pinned[v.index()] = true;
                    changed = true;
                    break;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let mut narrowed = false;
    for (data, new) in f.values.iter_mut().zip(classes) {
        if data.ty.is_object() && data.ty.classes != new && !new.is_empty() {
            data.ty.classes = new;
            narrowed = true;
        }
    }
    narrowed
}

/// What a guard leaves of its operand's classes; the class it checks for where the operand's type says it must fail.
fn refined(f: &Function, v: Value, operand: ClassSet) -> ClassSet {
    let inst = f.inst(v).expect("a guard is an instruction");
    match inst.imm {
        Imm::Class(class) => ClassSet::one(class),
        Imm::Object(o) => ClassSet::one(f.objects[o.index()].class),
        _ => operand.non_null(),
    }
}

/// Guards loop entries; says whether any guard was added.
fn speculate(f: &mut Function, failed_units: &HashSet<u32>) -> bool {
    let dominators = Dominators::new(f);
    let headers = Loops::new(f, &dominators).headers;
    let incoming = incoming(f);
    // What is guarded somewhere anyway: without that, nobody says the value is looked at before it changes.
    let mut guarded = HashSet::new();
    for block in &dominators.order {
        for v in &f.blocks[block.index()].insts {
            let inst = f.inst(*v).expect("blocks list instructions");
            if let (Opcode::GuardType, Imm::Class(class)) = (inst.opcode, inst.imm) {
                guarded.insert((f.root(inst.args[0]), class));
            }
        }
    }
    let mut changed = false;
    for header in headers.into_iter().rev() {
        let data = &f.blocks[header.index()];
        if data.state.is_none() || failed_units.contains(&data.unit) {
            continue;
        }
        let edges = incoming[header.index()].iter().copied().filter(|(from, _)| dominators.is_reachable(*from));
        let (back, entry): (Vec<_>, Vec<_>) = edges.partition(|(from, _)| dominators.is_back_edge(*from, header));
        let mut wanted = Vec::new();
        for (i, &param) in data.params.iter().enumerate() {
            if let Some(class) = loop_class(f, param, i, &back)
                && entry.iter().all(|&(from, n)| may_be(f.ty(edge_args(f, from, n)[i]), class))
                && !f.ty(param).is(class)
                && guarded.contains(&(param, class))
            {
                wanted.push((i, class));
            }
        }
        if wanted.is_empty() {
            continue;
        }
        changed = true;
        for (from, n) in entry {
            guard_edge(f, header, from, n, &wanted);
        }
    }
    changed
}

/// The one class all back edges bring for a parameter, if the loop makes it at all.
fn loop_class(f: &Function, param: Value, index: usize, back: &[(Block, usize)]) -> Option<Class> {
    let mut class = None;
    for &(from, n) in back {
        let arg = edge_args(f, from, n)[index];
        if arg == param {
            continue;
        }
        let brought = f.ty(arg).classes.single().filter(|c| f.ty(arg).is_object() && worthwhile(*c))?;
        if *class.get_or_insert(brought) != brought {
            return None;
        }
    }
    class
}

/// Classes whose exact knowledge pays.
fn worthwhile(class: Class) -> bool {
    !matches!(class, Class::NoneType | Class::Module | Class::Cell | Class::Other)
}

fn may_be(ty: Type, class: Class) -> bool {
    ClassSet::one(class).is_subset(ty.classes)
}

fn guard_edge(f: &mut Function, header: Block, from: Block, n: usize, wanted: &[(usize, Class)]) {
    let args = edge_args(f, from, n).to_vec();
    if wanted.iter().all(|(i, class)| f.ty(args[*i]).is(*class)) {
        return;
    }
    let (unit, Some(state)) = (f.blocks[header.index()].unit, state_on_edge(f, header, &args)) else { return };
    let block = block_on_edge(f, from, n);
    let n = if block == from { n } else { 0 };
    for &(i, class) in wanted {
        let mut arg = args[i];
        if f.ty(arg).is(class) {
            continue;
        }
        if f.ty(arg).may_be_null() {
            arg = insert_at_end(f, block, inst(Opcode::GuardNotNull, vec![arg], Imm::None, Some(state), unit), None);
        }
        let guard = inst(Opcode::GuardType, vec![arg], Imm::Class(class), Some(state), unit);
        arg = insert_at_end(f, block, guard, None);
        edge_args_mut(f, block, n)[i] = arg;
    }
}
