//! Liveness of objects, and where they die.
//!
//! The textbook backward data-flow analysis over bit sets, on *roots*: guards pass the same object on under another
//! name, and what is alive is the object. Uses are operands, values passed along edges, and operand-stack items of
//! frame states. A state's locals are no uses: a boxed local is kept alive by its slot.
//!
//! Used where lifetimes matter: reference-count insertion releases an object where it dies, and a release may run a
//! finaliser, so facts about memory die with it.

use crate::function::{Block, Function, Inst, Value};

/// A set of values, one bit each.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSet(Vec<u64>);

impl ValueSet {
    /// None of `len` values.
    pub fn empty(len: usize) -> ValueSet {
        ValueSet(vec![0; len.div_ceil(64)])
    }

    /// Adds a value; says whether it was missing.
    pub fn insert(&mut self, v: Value) -> bool {
        let (word, bit) = (v.index() / 64, 1 << (v.index() % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    /// Removes a value.
    pub fn remove(&mut self, v: Value) {
        self.0[v.index() / 64] &= !(1 << (v.index() % 64));
    }

    /// Whether it has a value.
    pub fn contains(&self, v: Value) -> bool {
        self.0[v.index() / 64] & (1 << (v.index() % 64)) != 0
    }

    /// Adds all of `other`.
    pub fn union_with(&mut self, other: &ValueSet) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Its values in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = Value> + '_ {
        self.0.iter().enumerate().flat_map(|(i, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(Value(i as u32 * 64 + bit))
            })
        })
    }
}

/// The analysis' result.
pub struct Liveness {
    /// Which instructions' uses count, and which parameters; all if `None`.
    only: Option<Vec<bool>>,
    live_in: Vec<ValueSet>,
    /// Just before the terminator.
    before_end: Vec<ValueSet>,
}

/// Calls `visit` with the root of every object an instruction uses, what its edges pass included.
pub fn for_each_use(f: &Function, inst: &Inst, visit: &mut impl FnMut(Value)) {
    for_each_operand(f, inst, visit);
    let passed = inst.targets.iter().flat_map(|edge| &edge.args);
    passed.filter(|v| f.ty(**v).is_object()).for_each(|v| visit(f.root(*v)));
}

/// The same without what edges pass.
fn for_each_operand(f: &Function, inst: &Inst, visit: &mut impl FnMut(Value)) {
    let mut object = |v: Value| {
        if f.ty(v).is_object() {
            visit(f.root(v));
        }
    };
    inst.args.iter().for_each(|v| object(*v));
    let mut next = inst.state;
    while let Some(state) = next {
        f.states[state.index()].stack.iter().for_each(|item| object(item.value));
        next = f.states[state.index()].caller;
    }
}

impl Liveness {
    /// Analyses a function.
    pub fn new(f: &Function) -> Liveness {
        Liveness::solve(f, None)
    }

    /// What is alive even if every instruction for which `firm` is false is removed, and every parameter that only
    /// they use.
    pub fn firm(f: &Function, firm: impl Fn(&Inst) -> bool) -> Liveness {
        let mut only = vec![false; f.values.len()];
        let mut passed: Vec<Vec<Value>> = vec![Vec::new(); f.values.len()];
        let mut work = Vec::new();
        for v in f.blocks.iter().flat_map(|block| &block.insts) {
            let inst = f.inst(*v).expect("blocks list instructions");
            only[v.index()] = firm(inst);
            if only[v.index()] {
                for_each_operand(f, inst, &mut |root| work.push(root));
            }
            for edge in &inst.targets {
                for (arg, param) in edge.args.iter().zip(&f.blocks[edge.block.index()].params) {
                    passed[param.index()].push(f.root(*arg));
                }
            }
        }
        while let Some(v) = work.pop() {
            if f.inst(v).is_none() && !std::mem::replace(&mut only[v.index()], true) {
                work.extend(&passed[v.index()]);
            }
        }
        Liveness::solve(f, Some(only))
    }

    fn solve(f: &Function, only: Option<Vec<bool>>) -> Liveness {
        let none = ValueSet::empty(f.values.len());
        let (live_in, before_end) = (vec![none.clone(); f.blocks.len()], vec![none; f.blocks.len()]);
        let mut this = Liveness { only, live_in, before_end };
        let mut order = f.reverse_postorder();
        order.reverse();
        loop {
            let mut changed = false;
            for &block in &order {
                let mut live = this.live_out(f, block);
                let insts = &f.blocks[block.index()].insts;
                for (i, &v) in insts.iter().enumerate().rev() {
                    live.remove(v);
                    this.uses(f, v, &mut |v| _ = live.insert(v));
                    if i + 1 == insts.len() {
                        this.before_end[block.index()].clone_from(&live);
                    }
                }
                f.blocks[block.index()].params.iter().for_each(|p| live.remove(*p));
                if live != this.live_in[block.index()] {
                    this.live_in[block.index()] = live;
                    changed = true;
                }
            }
            if !changed {
                return this;
            }
        }
    }

    /// The roots an instruction uses, as far as it counts.
    fn uses(&self, f: &Function, v: Value, visit: &mut impl FnMut(Value)) {
        let inst = f.inst(v).expect("blocks list instructions");
        let Some(only) = &self.only else { return for_each_use(f, inst, visit) };
        if only[v.index()] {
            for_each_operand(f, inst, visit);
        }
        for edge in &inst.targets {
            for (arg, param) in edge.args.iter().zip(&f.blocks[edge.block.index()].params) {
                if only[param.index()] && f.ty(*arg).is_object() {
                    visit(f.root(*arg));
                }
            }
        }
    }

    /// Alive where some successor begins.
    pub fn live_out(&self, f: &Function, block: Block) -> ValueSet {
        let mut live = ValueSet::empty(f.values.len());
        f.successors(block).for_each(|to| live.union_with(&self.live_in[to.index()]));
        live
    }

    /// Roots that are alive where a block begins, its own parameters left out.
    pub fn live_in(&self, block: Block) -> &ValueSet {
        &self.live_in[block.index()]
    }

    /// Roots alive just before a block's terminator.
    pub fn before_end(&self, block: Block) -> &ValueSet {
        &self.before_end[block.index()]
    }

    /// For each instruction of a block but the terminator, the object roots that are not used after it: last uses, and
    /// its own result if nobody uses that. What dies at a terminator dies on its edges: [`Liveness::dies_on_edge`].
    /// Parameters that nobody uses are in [`Liveness::unused_params`].
    pub fn dies_after(&self, f: &Function, block: Block) -> Vec<Vec<Value>> {
        let insts = &f.blocks[block.index()].insts;
        let mut deaths = vec![Vec::new(); insts.len()];
        let mut live = self.before_end[block.index()].clone();
        for (i, &v) in insts.iter().enumerate().rev().skip(1) {
            if f.ty(v).is_object() && f.root(v) == v && !live.contains(v) {
                deaths[i].push(v);
            }
            live.remove(v);
            self.uses(f, v, &mut |root| {
                if live.insert(root) {
                    deaths[i].push(root);
                }
            });
        }
        deaths
    }

    /// Object parameters of a block that nobody uses.
    pub fn unused_params(&self, f: &Function, block: Block) -> Vec<Value> {
        let mut used = self.before_end[block.index()].clone();
        for &v in &f.blocks[block.index()].insts {
            self.uses(f, v, &mut |v| _ = used.insert(v));
        }
        let params = f.blocks[block.index()].params.iter().copied();
        params.filter(|p| f.ty(*p).is_object() && !used.contains(*p)).collect()
    }

    /// Roots alive at the end of `from` that neither live on in target number `n` nor are passed to it.
    pub fn dies_on_edge(&self, f: &Function, from: Block, n: usize) -> Vec<Value> {
        let edge = &f.terminator(from).targets[n];
        let mut passed = self.live_in[edge.block.index()].clone();
        edge.args.iter().for_each(|v| _ = passed.insert(f.root(*v)));
        self.before_end[from.index()].iter().filter(|v| !passed.contains(*v)).collect()
    }
}
