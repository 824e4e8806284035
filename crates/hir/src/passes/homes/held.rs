//! Whether a local's slot still holds the object of its unboxed value, as a truth value that goes along.
//!
//! Where paths meet of which some bring a local in its slot and others a new number, home assignment asks here for the
//! truth value that tells them apart: a parameter of the block, made when first asked for. What it is on each edge is
//! known when all is done; then parameters that are equal on all edges become one ([`same_on_all_edges`]), so that a loop
//! carries one flag ("this is the first round"), not one for each variable.

use crate::function::{Block, Def, Function, Imm, Value};
use crate::opcode::Opcode;
use crate::passes::edit::{Replacements, edge_args_mut, incoming, insert_at_end, inst};
use crate::types::Type;
use std::collections::{HashMap, HashSet};

/// A truth value on an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::passes) enum Truth {
    Known(bool),
    /// As for that parameter, in its block.
    Of(Value),
}

/// For each parameter, its class among those of its block that are equal on all edges. The classes are found by
/// partition refinement, as in Hopcroft's minimisation of automata: all parameters of a block start in one class, which
/// splits where an edge tells them apart.
pub(in crate::passes) fn same_on_all_edges(params: &[(Value, Block, Vec<Truth>)]) -> HashMap<Value, usize> {
    let mut class: HashMap<Value, usize> = params.iter().map(|(param, block, _)| (*param, block.index())).collect();
    loop {
        let mut keys: HashMap<(usize, Vec<(bool, usize)>), usize> = HashMap::new();
        let mut refined = HashMap::new();
        for (param, _, edges) in params {
            let edges = edges.iter().map(|truth| match truth {
                Truth::Known(known) => (false, usize::from(*known)),
                Truth::Of(p) => (true, class[p]),
            });
            let next = keys.len();
            refined.insert(*param, *keys.entry((class[param], edges.collect())).or_insert(next));
        }
        let before = class.values().collect::<HashSet<_>>().len();
        class = refined;
        if keys.len() == before {
            return class;
        }
    }
}

/// The truth values asked for.
#[derive(Default)]
pub(in crate::passes) struct HeldFlags {
    /// For each unboxed parameter asked about, its truth value.
    flag: HashMap<Value, Value>,
    asked: Vec<Value>,
}

impl HeldFlags {
    /// The truth value for a parameter: whether its home holds its object.
    pub fn of(&mut self, f: &mut Function, param: Value) -> Value {
        *self.flag.entry(param).or_insert_with(|| {
            self.asked.push(param);
            let Def::Param { block, .. } = f.values[param.index()].def else { unreachable!("only joins need to ask") };
            // Placed in its block when it is known which are the same.
            f.push_value(crate::function::ValueData { ty: Type::BOOL, def: Def::Param { block, home: None } })
        })
    }

    /// Passes the truth values along: `on_edge(f, pred, n, param)` says what edge `n` of `pred` brings for a parameter.
    pub fn finish(mut self, f: &mut Function, on_edge: impl Fn(&Function, Block, usize, Value) -> Truth) {
        if self.asked.is_empty() {
            return;
        }
        let incoming = incoming(f);
        let mut params = Vec::new();
        let mut next = 0;
        while next < self.asked.len() {
            let param = self.asked[next];
            next += 1;
            let Def::Param { block, .. } = f.values[param.index()].def else { unreachable!("asked for parameters") };
            let edges: Vec<Truth> =
                incoming[block.index()].iter().map(|&(from, n)| on_edge(f, from, n, param)).collect();
            for truth in &edges {
                if let Truth::Of(other) = truth {
                    self.of(f, *other);
                }
            }
            params.push((param, block, edges));
        }
        let class = same_on_all_edges(&params);
        let mut of_class: HashMap<usize, Value> = HashMap::new();
        let mut replacements = Replacements::new(f);
        let mut kept: Vec<(Block, Value, Vec<Truth>)> = Vec::new();
        for (param, block, edges) in params {
            let mine = self.flag[&param];
            let shared = *of_class.entry(class[&param]).or_insert(mine);
            if shared == mine {
                kept.push((block, mine, edges));
            } else {
                replacements.set(mine, shared);
            }
        }
        for (block, flag, edges) in kept {
            for (&(from, n), truth) in incoming[block.index()].iter().zip(edges) {
                let passed = match truth {
                    Truth::Of(param) => self.flag[&param],
                    Truth::Known(known) => {
                        let unit = f.terminator(from).unit;
                        insert_at_end(f, from, inst(Opcode::ConstBool, Vec::new(), Imm::Bool(known), None, unit), None)
                    }
                };
                edge_args_mut(f, from, n).push(passed);
            }
            f.blocks[block.index()].params.push(flag);
        }
        replacements.apply(f);
    }
}
