//! Editing the graph: replacing values, splitting edges, counting uses.

use crate::function::{Block, Edge, Entry, Function, Imm, Inst, State, Value};
use crate::opcode::Opcode;
use crate::types::Type;

/// Values that stand for others; applied to the whole function at once, so that a pass stays linear.
pub struct Replacements {
    map: Vec<Value>,
    any: bool,
}

impl Replacements {
    /// Every value stands for itself.
    pub fn new(f: &Function) -> Replacements {
        Replacements { map: (0..f.values.len() as u32).map(Value).collect(), any: false }
    }

    /// What to use instead of `v`.
    pub fn get(&mut self, v: Value) -> Value {
        let Some(&next) = self.map.get(v.index()) else { return v };
        if next == v {
            return v;
        }
        let mut last = next;
        while let Some(&further) = self.map.get(last.index())
            && further != last
        {
            last = further;
        }
        // Path compression.
        let mut at = v;
        while at != last {
            at = std::mem::replace(&mut self.map[at.index()], last);
        }
        last
    }

    /// Uses of `old` become uses of `new`.
    pub fn set(&mut self, old: Value, new: Value) {
        let new = self.get(new);
        debug_assert_ne!(old, new, "a value cannot stand for itself");
        self.map[old.index()] = new;
        self.any = true;
    }

    /// Rewrites all uses; says whether there was anything to do.
    pub fn apply(mut self, f: &mut Function) -> bool {
        if self.any {
            f.replace_values(|v| self.get(v));
        }
        self.any
    }
}

/// An instruction with no targets.
pub fn inst(opcode: Opcode, args: Vec<Value>, imm: Imm, state: Option<State>, unit: u32) -> Inst {
    Inst { opcode, args, imm, state, targets: Vec::new(), unit }
}

/// Puts an instruction just before the terminator of `block`.
pub fn insert_at_end(f: &mut Function, block: Block, inst: Inst, ty: Option<Type>) -> Value {
    let v = f.make_inst(inst, ty);
    let insts = &mut f.blocks[block.index()].insts;
    insts.insert(insts.len() - 1, v);
    v
}

/// Makes sure edge number `target` of `from` has a block of its own, where instructions can be put that run on that
/// edge only: `from` itself if it goes nowhere else, else a new block. The edge to the old target then leaves the
/// returned block, as its edge 0, with the same arguments.
pub fn block_on_edge(f: &mut Function, from: Block, target: usize) -> Block {
    let terminator = *f.blocks[from.index()].insts.last().expect("a finished block has a terminator");
    let edges = f.inst(terminator).expect("a terminator is an instruction").targets.len();
    if edges == 1 {
        return from;
    }
    let edge = f.inst(terminator).expect("a terminator is an instruction").targets[target].clone();
    let unit = f.blocks[edge.block.index()].unit;
    let middle = f.add_block(unit, Entry::None);
    let jump = Inst { targets: vec![edge], ..inst(Opcode::Jump, Vec::new(), Imm::None, None, unit) };
    f.append(middle, jump, None);
    f.inst_mut(terminator).expect("a terminator is an instruction").targets[target] =
        Edge { block: middle, args: Vec::new() };
    middle
}

/// Edges into every block: predecessor and the number of the edge among its targets.
pub fn incoming(f: &Function) -> Vec<Vec<(Block, usize)>> {
    let mut edges = vec![Vec::new(); f.blocks.len()];
    for i in 0..f.blocks.len() {
        let block = Block(i as u32);
        for (n, target) in f.successors(block).enumerate() {
            edges[target.index()].push((block, n));
        }
    }
    edges
}

/// The arguments an edge passes.
pub fn edge_args(f: &Function, from: Block, target: usize) -> &[Value] {
    &f.terminator(from).targets[target].args
}

/// The same, to change them.
pub fn edge_args_mut(f: &mut Function, from: Block, target: usize) -> &mut Vec<Value> {
    let terminator = *f.blocks[from.index()].insts.last().expect("a finished block has a terminator");
    &mut f.inst_mut(terminator).expect("a terminator is an instruction").targets[target].args
}

/// The state at the start of `block` as seen on an edge into it: its parameters replaced by what the edge passes.
pub fn state_on_edge(f: &mut Function, block: Block, args: &[Value]) -> Option<State> {
    let mut state = f.states[f.blocks[block.index()].state?.index()].clone();
    let params = f.blocks[block.index()].params.clone();
    let map = |v: &mut Value| {
        if let Some(i) = params.iter().position(|p| p == v) {
            *v = args[i];
        }
    };
    for local in &mut state.locals {
        local.values_mut().for_each(map);
    }
    state.stack.iter_mut().for_each(|item| map(&mut item.value));
    Some(f.add_state(state))
}

/// Drops instructions for which `keep` is false from every block.
pub fn retain(f: &mut Function, mut keep: impl FnMut(Value) -> bool) {
    f.blocks.iter_mut().for_each(|block| block.insts.retain(|v| keep(*v)));
}
