//! Unboxing of block parameters: numbers cross joins and loop back edges in registers.
//!
//! A parameter of exact class `int`, `float` or `bool` becomes a raw one, with a box at the head of its block for
//! whoever still wants the object (most often only frame states and `SetLocal`, so the box is never made: home
//! assignment sees to that). On the edges the value in the box is passed; a constant is passed as a number; another
//! unboxed parameter as it is; any other object is unboxed there.
//!
//! Which parameters? The greatest set in which each
//! - gets, on every edge, something that can be unboxed there (an `int` that may not fit 64 bits needs the block's
//!   state to exit with),
//! - is wanted: somebody unboxes it, or passes it to a wanted one, or gets it from one, or nobody needs the object,
//! - costs no more than it saves: where objects come in *and* an object is needed in the same loop, it stays boxed.
//!
//! A local that may be unbound (`for i in …` before its first round) is two parameters: the number, and whether there is
//! none. Parameters that are unbound on the same edges share the second one. Without this, everything that a loop
//! assigns would be boxed in every round, as the loop's entry brings NULL for it.
//!
//! Parameters are struck out until nothing changes, as in Leroy's and Henglein's representation analyses.
//!
//! Sound because box and unbox are inverse on the exact class. What could be seen is a number's identity: an `int` or
//! `float` object that comes in must come out. Its local's slot goes on holding it, which home assignment keeps track of;
//! a parameter without that (a stack item, a local that may be unbound) is unboxed only if nobody wants the object.

use super::Pass;
use super::dce::positions;
use super::dominators::Dominators;
use super::edit::{block_on_edge, edge_args, edge_args_mut, incoming, insert_at_end, inst, state_on_edge};
use super::homes::held::{Truth, same_on_all_edges};
use super::loops::Loops;
use crate::function::{Block, Def, Function, Imm, Inst, Local, Value};
use crate::opcode::Opcode;
use crate::types::{ClassSet, Type};
use andiron_bytecode::{Class, Fact};
use std::collections::{HashMap, HashSet};

/// See the module's documentation.
pub struct Unboxing;

impl Pass for Unboxing {
    const NAME: &'static str = "unboxing";

    fn run(f: &mut Function) -> bool {
        Unboxing::run_without(f, &HashSet::new())
    }
}

/// One class' pair of instructions.
#[derive(Clone, Copy, PartialEq)]
struct Kind {
    class: Class,
    raw: Type,
    unbox: Opcode,
    boxed: Opcode,
    /// The box of what may be unbound, if there is one.
    boxed_or_null: Option<Opcode>,
    constant: Opcode,
    /// Passed for an unbound local: any number will do.
    filler: Imm,
}

const KINDS: [Kind; 3] = [
    Kind {
        class: Class::Int,
        raw: Type::I64,
        unbox: Opcode::UnboxInt,
        boxed: Opcode::BoxInt,
        boxed_or_null: Some(Opcode::BoxIntOrNull),
        constant: Opcode::ConstI64,
        filler: Imm::Int(0),
    },
    Kind {
        class: Class::Float,
        raw: Type::F64,
        unbox: Opcode::UnboxFloat,
        boxed: Opcode::BoxFloat,
        boxed_or_null: Some(Opcode::BoxFloatOrNull),
        constant: Opcode::ConstF64,
        filler: Imm::Float(0.0),
    },
    Kind {
        class: Class::Bool,
        raw: Type::BOOL,
        unbox: Opcode::UnboxBool,
        boxed: Opcode::BoxBool,
        boxed_or_null: None,
        constant: Opcode::ConstBool,
        filler: Imm::Bool(false),
    },
];

/// What an edge brings for a parameter.
enum Source {
    /// A box of this raw value.
    Box(Value),
    /// A constant.
    Constant(Imm),
    /// Another parameter, a candidate itself.
    Param(Value),
    /// A parameter that may be unbound, after a check that it is not.
    Checked,
    /// NULL.
    Null,
    /// Some object.
    Object,
}

fn source(f: &Function, kind: Kind, arg: Value) -> Source {
    let root = f.root(arg);
    if f.ty(arg) == Type::NULL {
        return Source::Null;
    }
    match &f.values[root.index()].def {
        Def::Param { .. } if f.ty(root).may_be_null() && !f.ty(arg).may_be_null() => Source::Checked,
        Def::Param { .. } => Source::Param(root),
        Def::Inst(made) if made.opcode == kind.boxed => Source::Box(made.args[0]),
        Def::Inst(Inst { opcode: Opcode::Const, imm: Imm::Object(o), .. }) => match f.objects[o.index()].fact {
            Fact::Int(i) if kind.class == Class::Int => Source::Constant(Imm::Int(i)),
            Fact::Float(x) if kind.class == Class::Float => Source::Constant(Imm::Float(x)),
            Fact::Bool(b) if kind.class == Class::Bool => Source::Constant(Imm::Bool(b)),
            _ => Source::Object,
        },
        Def::Inst(_) => Source::Object,
    }
}

/// How a value (a parameter's aliases counted as the parameter) is used.
#[derive(Clone, Default)]
struct Uses {
    /// Somebody unboxes it.
    unboxed: bool,
    /// Loop depths of the uses that need an object.
    object_depth: Option<u32>,
    /// Parameters it is passed to, with the depth of their blocks.
    passed_to: Vec<(Value, u32)>,
    /// It becomes a local's value.
    stored: bool,
}

impl Uses {
    /// Whether the object itself may be needed later, in however few cases.
    fn escapes(&self) -> bool {
        self.stored || self.object_depth.is_some() || !self.passed_to.is_empty()
    }
}

impl Unboxing {
    /// The pass, leaving out unboxings that may exit at the blocks in `failed_units`.
    pub fn run_without(f: &mut Function, failed_units: &HashSet<u32>) -> bool {
        let dominators = Dominators::new(f);
        let depth = Loops::new(f, &dominators).depth;
        let incoming = incoming(f);
        let position = positions(f);
        let uses = uses(f, &dominators, &depth);

        let mut kind: Vec<Option<Kind>> = vec![None; f.values.len()];
        let mut candidates = Vec::new();
        for block in &dominators.order {
            for &param in &f.blocks[block.index()].params {
                kind[param.index()] = KINDS.into_iter().find(|kind| {
                    let unbound = f.home(param).is_some() && kind.boxed_or_null.is_some();
                    is_class_or_null(f.ty(param), kind.class, unbound)
                });
                candidates.extend(kind[param.index()].map(|_| (param, *block)));
            }
        }
        let reachable = |from: Block| dominators.is_reachable(from);
        loop {
            // Who is wanted follows from who is in the set; both directions of passing spread it.
            let wanted = wanted(f, &candidates, &kind, &uses, &incoming, &position);
            let before = candidates.len();
            candidates.retain(|&(param, block)| {
                let this = kind[param.index()].expect("candidates have a kind");
                let mut objects = false;
                let mut possible = true;
                for &(from, n) in incoming[block.index()].iter().filter(|(from, _)| reachable(*from)) {
                    let arg = edge_args(f, from, n)[position[param.index()]];
                    let from_source = source(f, this, arg);
                    let object = match from_source {
                        Source::Param(p) => kind[p.index()] != Some(this),
                        Source::Object => true,
                        Source::Box(_) | Source::Constant(_) | Source::Null | Source::Checked => false,
                    };
                    objects |= object;
                    let data = &f.blocks[block.index()];
                    let unboxes = object || matches!(from_source, Source::Checked);
                    let may_exit = unboxes && this.class == Class::Int;
                    possible &= !may_exit || (data.state.is_some() && !failed_units.contains(&data.unit));
                    // The object must be known exactly under the name that is passed.
                    let unbound = f.ty(param).may_be_null();
                    possible &= is_class_or_null(f.ty(arg), this.class, unbound && !object);
                    // Its slot goes on holding the object that came in, and a truth value says so (`homes`). What has
                    // none, or has a truth value of another meaning already, must not let go of an object.
                    let kept = f.home(param).is_some() && !unbound;
                    possible &= !object || kept || !uses[param.index()].escapes();
                }
                let inside = depth[block.index()];
                let used = &uses[param.index()];
                let object_depth =
                    used.passed_to.iter().filter(|(p, _)| kind[p.index()] != Some(this)).map(|(_, d)| *d);
                let object_inside = object_depth.chain(used.object_depth).any(|d| d >= inside);
                let keep = possible && wanted[param.index()] && !(objects && object_inside);
                if !keep {
                    kind[param.index()] = None;
                }
                keep
            });
            if candidates.len() == before {
                break;
            }
        }
        if candidates.is_empty() {
            return false;
        }
        rewrite(f, &candidates, &kind, &incoming);
        true
    }
}

fn is_class_or_null(ty: Type, class: Class, may_be_null: bool) -> bool {
    let set = ty.classes;
    ty.is_object() && (may_be_null || !set.may_be_null()) && set.non_null() == ClassSet::one(class)
        || may_be_null && ty == Type::NULL
}

fn uses(f: &Function, dominators: &Dominators, depth: &[u32]) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); f.values.len()];
    for block in &dominators.order {
        for &v in &f.blocks[block.index()].insts {
            let inst = f.inst(v).expect("blocks list instructions");
            match inst.opcode {
                Opcode::UnboxInt | Opcode::UnboxFloat | Opcode::UnboxBool => {
                    uses[f.root(inst.args[0]).index()].unboxed = true;
                }
                // Checks for NULL become tests of the truth value that goes along.
                Opcode::SetLocal => uses[f.root(inst.args[0]).index()].stored = true,
                Opcode::GuardNotNull | Opcode::IsNull | Opcode::Refine => {}
                _ => {
                    for arg in &inst.args {
                        let here = &mut uses[f.root(*arg).index()].object_depth;
                        *here = Some(here.unwrap_or(0).max(depth[block.index()]));
                    }
                }
            }
            for edge in &inst.targets {
                for (arg, param) in edge.args.iter().zip(&f.blocks[edge.block.index()].params) {
                    uses[f.root(*arg).index()].passed_to.push((*param, depth[edge.block.index()]));
                }
            }
        }
    }
    uses
}

fn wanted(
    f: &Function,
    candidates: &[(Value, Block)],
    kind: &[Option<Kind>],
    uses: &[Uses],
    incoming: &[Vec<(Block, usize)>],
    position: &[usize],
) -> Vec<bool> {
    let mut wanted = vec![false; f.values.len()];
    let mut work = Vec::new();
    let mut gets_from: Vec<Vec<Value>> = vec![Vec::new(); f.values.len()];
    for &(param, block) in candidates {
        let this = kind[param.index()].expect("candidates have a kind");
        let mut objects = false;
        for &(from, n) in &incoming[block.index()] {
            match source(f, this, edge_args(f, from, n)[position[param.index()]]) {
                Source::Param(p) => gets_from[param.index()].push(p),
                Source::Object => objects = true,
                Source::Box(_) | Source::Constant(_) | Source::Null | Source::Checked => {}
            }
        }
        let used = &uses[param.index()];
        if used.unboxed || (!objects && used.object_depth.is_none()) {
            wanted[param.index()] = true;
            work.push(param);
        }
    }
    while let Some(param) = work.pop() {
        let onward = uses[param.index()].passed_to.iter().map(|(p, _)| *p);
        for next in onward.chain(gets_from[param.index()].iter().copied()) {
            if kind[next.index()] == kind[param.index()] && !std::mem::replace(&mut wanted[next.index()], true) {
                work.push(next);
            }
        }
    }
    wanted
}

fn rewrite(f: &mut Function, candidates: &[(Value, Block)], kind: &[Option<Kind>], incoming: &[Vec<(Block, usize)>]) {
    let flags = Flags::new(f, candidates, kind, incoming);
    // Edges first, while parameters still are objects. Blocks put on edges take over the edge.
    let mut own_states = Vec::new();
    let mut blocks: Vec<Block> = candidates.iter().map(|(_, block)| *block).collect();
    blocks.dedup();
    for block in blocks {
        let params = f.blocks[block.index()].params.clone();
        for (edge, &(from, n)) in incoming[block.index()].iter().enumerate() {
            let (mut from, mut n) = (from, n);
            let args = edge_args(f, from, n).to_vec();
            let mut state = None;
            let mut passed = args.clone();
            for (param, arg) in params.iter().zip(&mut passed) {
                let Some(this) = kind[param.index()] else { continue };
                *arg = match source(f, this, *arg) {
                    Source::Box(raw) => raw,
                    Source::Param(p) if kind[p.index()] == Some(this) => p,
                    Source::Null => {
                        let unit = f.terminator(from).unit;
                        (from, n) = own_edge(f, from, n);
                        insert_at_end(f, from, inst(this.constant, Vec::new(), this.filler, None, unit), None)
                    }
                    other => {
                        let unit = f.terminator(from).unit;
                        (from, n) = own_edge(f, from, n);
                        if let Source::Constant(imm) = other {
                            insert_at_end(f, from, inst(this.constant, Vec::new(), imm, None, unit), None)
                        } else {
                            let exits = this.unbox.effects().exits;
                            if exits && state.is_none() {
                                state = state_on_edge(f, block, &args);
                            }
                            let unit = if exits { f.blocks[block.index()].unit } else { unit };
                            let state = state.filter(|_| exits);
                            insert_at_end(f, from, inst(this.unbox, vec![*arg], Imm::None, state, unit), None)
                        }
                    }
                };
            }
            for absence in flags.passed(block, edge) {
                passed.push(match absence {
                    Truth::Of(param) => flags.of(param).expect("it may be unbound"),
                    Truth::Known(absent) => {
                        let unit = f.terminator(from).unit;
                        (from, n) = own_edge(f, from, n);
                        insert_at_end(f, from, inst(Opcode::ConstBool, Vec::new(), Imm::Bool(absent), None, unit), None)
                    }
                });
            }
            *edge_args_mut(f, from, n) = passed;
        }
        // The state at the block's start names the raw parameters themselves: the boxes come after it.
        if let Some(state) = f.blocks[block.index()].state {
            let own = f.states[state.index()].clone();
            let own = f.add_state(own);
            f.blocks[block.index()].state = Some(own);
            own_states.push((own, block));
        }
    }

    // Then the parameters, each with a box that takes over all its uses but those on edges to raw parameters.
    let mut box_of: Vec<Option<Value>> = vec![None; f.values.len()];
    for &(param, block) in candidates {
        let this = kind[param.index()].expect("candidates have a kind");
        let object = f.ty(param);
        f.values[param.index()].ty = this.raw;
        let unit = f.blocks[block.index()].unit;
        let (opcode, args) = match (flags.of(param), this.boxed_or_null) {
            (Some(flag), Some(opcode)) => (opcode, vec![param, flag]),
            _ => (this.boxed, vec![param]),
        };
        let boxed = f.make_inst(inst(opcode, args, Imm::None, None, unit), Some(object));
        box_of[param.index()] = Some(boxed);
    }
    let boxed = |v: Value, box_of: &[Option<Value>]| box_of.get(v.index()).copied().flatten().unwrap_or(v);
    let raw_param: Vec<Vec<bool>> = f
        .blocks
        .iter()
        .map(|block| block.params.iter().map(|p| kind.get(p.index()).is_some_and(Option::is_some)).collect())
        .collect();
    for i in 0..f.values.len() {
        let Def::Inst(inst) = &mut f.values[i].def else { continue };
        let is_new_box =
            inst.args.first().is_some_and(|p| box_of.get(p.index()).copied().flatten() == Some(Value(i as u32)));
        if !is_new_box {
            inst.args.iter_mut().for_each(|v| *v = boxed(*v, &box_of));
        }
        for edge in &mut inst.targets {
            let raw = raw_param.get(edge.block.index());
            for (n, arg) in edge.args.iter_mut().enumerate() {
                if raw.is_none_or(|raw| raw.get(n) != Some(&true)) {
                    *arg = boxed(*arg, &box_of);
                }
            }
        }
    }
    let mut own: Vec<Option<Block>> = vec![None; f.states.len()];
    own_states.into_iter().for_each(|(state, block)| own[state.index()] = Some(block));
    let block_of: Vec<Option<Block>> =
        f.values.iter().map(|data| if let Def::Param { block, .. } = data.def { Some(block) } else { None }).collect();
    for (state, own) in f.states.iter_mut().zip(own) {
        let boxed = |v: Value, box_of: &[Option<Value>]| {
            if own.is_some() && own == block_of[v.index()] { v } else { boxed(v, box_of) }
        };
        for local in &mut state.locals {
            local.values_mut().for_each(|v| *v = boxed(*v, &box_of));
            if let Local::Value(value) = *local
                && let Some(absent) = flags.of(value)
            {
                *local = Local::RawOrNull { value, absent };
            }
        }
        state.stack.iter_mut().for_each(|item| item.value = boxed(item.value, &box_of));
    }
    for &(param, block) in candidates.iter().rev() {
        let boxed = box_of[param.index()].expect("every candidate has a box");
        f.blocks[block.index()].insts.insert(0, boxed);
    }
}

/// A block of its own for an edge, and the edge's new name.
fn own_edge(f: &mut Function, from: Block, n: usize) -> (Block, usize) {
    let block = block_on_edge(f, from, n);
    if block == from { (from, n) } else { (block, 0) }
}

/// The truth values that go along with numbers that may be unbound: one for all parameters of a block that are unbound
/// in the same cases.
struct Flags {
    /// For each block, one of its classes after the other: what each edge passes for it.
    passed: HashMap<Block, Vec<Vec<Truth>>>,
    /// The truth value of each parameter.
    flag: HashMap<Value, Value>,
}

impl Flags {
    fn new(
        f: &mut Function,
        candidates: &[(Value, Block)],
        kind: &[Option<Kind>],
        incoming: &[Vec<(Block, usize)>],
    ) -> Flags {
        let position = positions(f);
        let mut absences: Vec<(Value, Block, Vec<Truth>)> = Vec::new();
        for &(param, block) in candidates.iter().filter(|(param, _)| f.ty(*param).may_be_null()) {
            let this = kind[param.index()].expect("candidates have a kind");
            let edges = incoming[block.index()].iter().map(|&(from, n)| {
                match source(f, this, edge_args(f, from, n)[position[param.index()]]) {
                    Source::Null => Truth::Known(true),
                    Source::Param(p) if kind[p.index()] == Some(this) && f.ty(p).may_be_null() => Truth::Of(p),
                    _ => Truth::Known(false),
                }
            });
            absences.push((param, block, edges.collect()));
        }
        let class = same_on_all_edges(&absences);
        let mut flags = Flags { passed: HashMap::new(), flag: HashMap::new() };
        let mut of_class: HashMap<usize, Value> = HashMap::new();
        for (param, block, edges) in absences {
            let flag = *of_class.entry(class[&param]).or_insert_with(|| {
                flags.passed.entry(block).or_default().push(edges);
                f.add_param(block, Type::BOOL, None)
            });
            flags.flag.insert(param, flag);
        }
        flags
    }

    /// The truth value of a parameter that may be unbound.
    fn of(&self, param: Value) -> Option<Value> {
        self.flag.get(&param).copied()
    }

    /// What edge number `edge` into `block` passes for the block's truth values, in order.
    fn passed(&self, block: Block, edge: usize) -> Vec<Truth> {
        self.passed.get(&block).into_iter().flatten().map(|edges| edges[edge]).collect()
    }
}
