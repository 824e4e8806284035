//! Home assignment: where each local variable lives at every point.
//!
//! Until here a local is a value in frame states, and `SetLocal` marks where it changes. Afterwards every `SetLocal` is
//! a store to the frame's slot (the local's *home*), and a state says of each local either `InSlot` (the home holds the
//! truth), `Raw(x)` (the truth is the unboxed `x`; an exit boxes it into the home) or `RawOrNull` (the same, unless the
//! local is unbound).
//!
//! The point is *virtual boxes*: a box made by the builder for a local or a stack item that nobody needs as an object,
//! because the arithmetic around it goes on with the unboxed value. Such boxes are never made on the fast path.
//!
//! One forward data-flow analysis tracks what each home holds:
//!
//! ```text
//!            Unknown            anything, or NULL
//!               |
//!             Stale             NULL or an obsolete object that drops silently
//!          /    |     \
//!       Null  BoxOf(x)  Value(v)      (Value(v) goes to Stale only where v drops silently)
//! ```
//!
//! From it follow, at each instruction:
//! - a state's local is `InSlot` if its home holds it, else `Raw`;
//! - before something that lets other code look at the frame (it runs Python *and* is no mere drop of an object),
//!   a local that is not in its home is boxed into it (a *sync*), so `f_locals` tells the truth;
//! - a safepoint syncs in its cold half at run time instead, from its state, so polling costs unboxed loops nothing;
//! - `SetLocal` of a virtual box stores nothing where the home's old content may stay, stale, until the next store;
//!   content that may have a finaliser is cleared at once, as the interpreter would.
//!
//! What finalisers of dropped values see through `f_locals` is the one thing that is not synced: they may see a stale
//! number.

use super::Pass;
use crate::function::{Block, Def, Entry, Function, Imm, Inst, Local, OldValue, State, Value};
use crate::opcode::Opcode;
use crate::types::{Rep, Type};
use std::collections::HashMap;

/// See the module's documentation.
pub struct Homes;

impl Pass for Homes {
    const NAME: &'static str = "homes";

    fn run(function: &mut Function) -> bool {
        let virtual_boxes = virtual_boxes(function);
        let blocks = function.blocks.len();
        let mut pass = Assignment { virtual_boxes, block_in: vec![None; blocks], block_out: vec![None; blocks] };
        let order = function.reverse_postorder();
        let preds = function.predecessors();
        loop {
            let mut changed = false;
            for &block in &order {
                let mut homes = pass.at_entry(function, block, &preds[block.index()]);
                // Only ever go down, so that the iteration ends although clearing a home goes up.
                if let Some(before) = &pass.block_in[block.index()] {
                    homes = before.iter().zip(homes).map(|(&a, b)| meet(function, a, b)).collect();
                }
                pass.block_in[block.index()] = Some(homes.clone());
                for i in 0..function.blocks[block.index()].insts.len() {
                    let value = function.blocks[block.index()].insts[i];
                    pass.simulate(function, &mut homes, value);
                }
                if pass.block_out[block.index()].as_ref() != Some(&homes) {
                    pass.block_out[block.index()] = Some(homes);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        for &block in &order {
            pass.rewrite(function, block);
        }
        remove_unused_boxes(function, &order);
        true
    }
}

/// What a home holds; see the diagram above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Null,
    Value(Value),
    BoxOf(Number),
    Stale,
    Unknown,
}

struct Assignment {
    virtual_boxes: Vec<bool>,
    block_in: Vec<Option<Vec<Home>>>,
    block_out: Vec<Option<Vec<Home>>>,
}

/// An unboxed local: the number, and the truth value that says whether the local is unbound, if it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    raw: Value,
    absent: Option<Value>,
}

impl Number {
    fn new(raw: Value) -> Number {
        Number { raw, absent: None }
    }

    fn as_local(self) -> Local {
        match self.absent {
            None => Local::Raw(self.raw),
            Some(absent) => Local::RawOrNull { value: self.raw, absent },
        }
    }
}

fn is_box(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::BoxInt | Opcode::BoxFloat | Opcode::BoxBool) || is_box_or_null(opcode)
}

fn is_box_or_null(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::BoxIntOrNull | Opcode::BoxFloatOrNull)
}

/// What is inside a box, if `value` is one.
fn unboxed(function: &Function, value: Value) -> Option<Number> {
    if function.ty(value).rep != Rep::Object {
        return Some(Number::new(value));
    }
    let inst = function.inst(function.root(value))?;
    is_box(inst.opcode).then(|| Number { raw: inst.args[0], absent: inst.args.get(1).copied() })
}

/// Boxes used by nothing but `SetLocal` and frame states.
fn virtual_boxes(function: &Function) -> Vec<bool> {
    let mut is_virtual: Vec<bool> = function
        .values
        .iter()
        .map(|data| match &data.def {
            Def::Inst(inst) => is_box(inst.opcode),
            Def::Param { .. } => false,
        })
        .collect();
    for block in &function.blocks {
        for &value in &block.insts {
            let inst = function.inst(value).expect("blocks list instructions");
            if inst.opcode != Opcode::SetLocal {
                inst.args.iter().for_each(|&arg| is_virtual[function.root(arg).index()] = false);
            }
            for edge in &inst.targets {
                edge.args.iter().for_each(|&arg| is_virtual[function.root(arg).index()] = false);
            }
            // Stack items have no form for what may be NULL.
            let stack = inst.state.map_or(&[][..], |state| &function.states[state.index()].stack);
            for item in stack {
                let root = function.root(item.value);
                if function.inst(root).is_some_and(|made| is_box_or_null(made.opcode)) {
                    is_virtual[root.index()] = false;
                }
            }
        }
    }
    is_virtual
}

/// Whether other Python code may look at the frame while the instruction runs. Drops of old values do not count.
fn is_observed(inst: &Inst) -> bool {
    let effects = inst.effects();
    effects.runs_python && effects.raises && inst.opcode != Opcode::Safepoint
}

impl Assignment {
    fn is_virtual(&self, function: &Function, value: Value) -> bool {
        self.virtual_boxes.get(function.root(value).index()).copied().unwrap_or(false)
    }

    /// The homes at the start of a block: the meet over its predecessors, in terms of its parameters.
    fn at_entry(&self, function: &Function, block: Block, preds: &[Block]) -> Vec<Home> {
        let slots = function.slots.len();
        let data = &function.blocks[block.index()];
        match data.entry {
            Entry::Function => {
                let filled = function.parameters as usize;
                return (0..slots).map(|k| if k < filled { Home::Unknown } else { Home::Null }).collect();
            }
            Entry::Handler | Entry::Loop => return vec![Home::Unknown; slots],
            Entry::None => {}
        }
        let mut param_of = vec![None; slots];
        for (i, &param) in data.params.iter().enumerate() {
            if let Some(home) = function.home(param) {
                param_of[home as usize] = Some((i, param));
            }
        }
        let mut homes: Option<Vec<Home>> = None;
        let mut seen = Vec::new();
        for &pred in preds {
            if seen.contains(&pred) {
                continue;
            }
            seen.push(pred);
            let Some(out) = &self.block_out[pred.index()] else { continue };
            for edge in function.terminator(pred).targets.iter().filter(|edge| edge.block == block) {
                let here = (0..slots).map(|k| match param_of[k] {
                    Some((i, param)) => self.through_edge(function, out[k], edge.args[i], param),
                    None => out[k],
                });
                homes = Some(match homes {
                    None => here.collect(),
                    Some(before) => before.into_iter().zip(here).map(|(a, b)| meet(function, a, b)).collect(),
                });
            }
        }
        homes.unwrap_or_else(|| vec![Home::Unknown; slots])
    }

    /// What the home of parameter `param` holds after an edge that passes `arg` for it.
    fn through_edge(&self, function: &Function, home: Home, arg: Value, param: Value) -> Home {
        if function.ty(param) == Type::NULL {
            Home::Null
        } else if function.ty(param).is_object() {
            // `rewrite` makes sure that the home holds the argument.
            Home::Value(param)
        } else if holds_box_of(function, home, Number::new(arg)) {
            Home::BoxOf(Number::new(param))
        } else if is_silent(function, home) {
            Home::Stale
        } else {
            Home::Unknown
        }
    }

    /// The effect of one instruction on the homes, the syncs before it included.
    fn simulate(&self, function: &Function, homes: &mut [Home], value: Value) {
        let inst = function.inst(value).expect("blocks list instructions");
        if let Some(state) = inst.state {
            let observed = is_observed(inst);
            for (k, local) in function.states[state.index()].locals.iter().enumerate() {
                if let Local::Value(v) = *local
                    && (observed || unboxed(function, v).is_none())
                {
                    homes[k] = synced(function, homes[k], v);
                }
            }
        }
        self.after(function, homes, value, inst);
        if inst.effects().terminator {
            for edge in &inst.targets {
                for (k, arg) in home_args(function, edge) {
                    homes[k] = stored(function, arg);
                }
            }
        }
    }

    fn after(&self, function: &Function, homes: &mut [Home], value: Value, inst: &Inst) {
        match (inst.opcode, inst.imm) {
            (Opcode::LoadSlot, Imm::Index(k)) => homes[k as usize] = Home::Value(value),
            (Opcode::SetLocal, Imm::Slot { index, .. }) => {
                let home = &mut homes[index as usize];
                let new = inst.args[0];
                *home = if self.is_virtual(function, new) {
                    let number = unboxed(function, new).expect("virtual boxes are boxes");
                    if holds_box_of(function, *home, number) {
                        Home::BoxOf(number)
                    } else if *home == Home::Null {
                        Home::Null
                    } else if is_silent(function, *home) {
                        Home::Stale
                    } else {
                        Home::Null
                    }
                } else if function.ty(new) == Type::NULL {
                    Home::Null
                } else {
                    Home::Value(function.root(new))
                };
            }
            (Opcode::Safepoint, _) => {
                let Some(state) = inst.state else { return };
                for (k, local) in function.states[state.index()].locals.iter().enumerate() {
                    if let Local::Value(v) = *local
                        && unboxed(function, v).is_some()
                        && !is_held(function, homes[k], v)
                    {
                        homes[k] = Home::Stale;
                    }
                }
            }
            _ => {}
        }
    }

    /// Makes the stores real, inserts the syncs and rewrites the states of one block.
    fn rewrite(&self, function: &mut Function, block: Block) {
        let mut homes = self.block_in[block.index()].clone().expect("the analysis has visited every reachable block");
        let insts = std::mem::take(&mut function.blocks[block.index()].insts);
        let mut out = Vec::with_capacity(insts.len());
        // Rewritten states stay good until a home changes.
        let mut states: HashMap<(State, bool), State> = HashMap::new();
        // Block states serve passes that put guards on edges; none comes later.
        function.blocks[block.index()].state = None;
        for value in insts {
            let inst = function.inst(value).expect("blocks list instructions").clone();
            let before = homes.clone();
            if let Some(state) = inst.state {
                let observed = is_observed(&inst);
                let locals = function.states[state.index()].locals.clone();
                for (k, local) in locals.into_iter().enumerate() {
                    // An object that its home does not hold is put there wherever a state needs it.
                    if let Local::Value(v) = local
                        && (observed || unboxed(function, v).is_none())
                    {
                        self.sync(function, &mut homes, &mut out, k, v, inst.unit);
                    }
                }
            }
            for edge in &inst.targets {
                for (k, arg) in home_args(function, edge) {
                    let old = std::mem::replace(&mut homes[k], stored(function, arg));
                    if old != homes[k] {
                        out.push(store(function, k as u32, arg, old, inst.unit));
                    }
                }
            }
            if homes != before {
                states.clear();
            }
            if let Some(state) = inst.state {
                let cuts_stack = inst.effects().raises;
                let new = *states.entry((state, cuts_stack)).or_insert_with(|| {
                    let new = self.rewrite_state(function, &homes, state);
                    if cuts_stack {
                        let depth = function.handler_at(inst.unit).map_or(0, |row| row.depth as usize);
                        function.states[new.index()].stack.truncate(depth);
                    }
                    new
                });
                function.inst_mut(value).expect("an instruction").state = Some(new);
            }
            let before = homes.clone();
            self.after(function, &mut homes, value, &inst);
            if let (Opcode::SetLocal, Imm::Slot { index, .. }) = (inst.opcode, inst.imm) {
                let old = before[index as usize];
                if self.is_virtual(function, inst.args[0]) {
                    let needs_clearing = homes[index as usize] == Home::Null && old != Home::Null;
                    if needs_clearing {
                        let null = null(function, inst.unit);
                        let store = store(function, index, null, old, inst.unit);
                        out.extend([null, store]);
                    }
                } else {
                    let old = old_value(function, old);
                    function.inst_mut(value).expect("an instruction").imm = Imm::Slot { index, old };
                    out.push(value);
                }
            } else {
                out.push(value);
            }
            if homes != before {
                states.clear();
            }
        }
        function.blocks[block.index()].insts = out;
    }

    /// Makes home `k` hold `value`, the local's current value, unless it does already.
    fn sync(
        &self,
        function: &mut Function,
        homes: &mut [Home],
        out: &mut Vec<Value>,
        k: usize,
        value: Value,
        unit: u32,
    ) {
        let old = homes[k];
        let new = synced(function, old, value);
        if new == old {
            return;
        }
        homes[k] = new;
        let object = match unboxed(function, value) {
            Some(number) if function.ty(value).rep != Rep::Object || self.is_virtual(function, value) => {
                let boxed = make_box(function, number, unit);
                out.push(boxed);
                boxed
            }
            _ => value,
        };
        let store = store(function, k as u32, object, old, unit);
        out.push(store);
    }

    fn rewrite_state(&self, function: &mut Function, homes: &[Home], state: State) -> State {
        let mut new = function.states[state.index()].clone();
        for (k, local) in new.locals.iter_mut().enumerate() {
            let Local::Value(value) = *local else { continue };
            *local = match unboxed(function, value) {
                _ if is_held(function, homes[k], value) => Local::InSlot,
                Some(number) => number.as_local(),
                None => unreachable!("objects were put into their homes"),
            };
        }
        for item in &mut new.stack {
            if self.is_virtual(function, item.value) {
                item.value = unboxed(function, item.value).expect("virtual boxes are boxes").raw;
            }
        }
        function.add_state(new)
    }
}

/// Arguments of an edge that go to boxed parameters with a home, and the homes.
fn home_args(function: &Function, edge: &crate::function::Edge) -> Vec<(usize, Value)> {
    let params = &function.blocks[edge.block.index()].params;
    params
        .iter()
        .zip(&edge.args)
        .filter(|(param, _)| function.ty(**param).is_object())
        .filter_map(|(param, arg)| function.home(*param).map(|k| (k as usize, *arg)))
        .collect()
}

/// What a home holds once the local's value `value` was made sure to be in it.
fn synced(function: &Function, home: Home, value: Value) -> Home {
    if is_held(function, home, value) {
        home
    } else if function.ty(value) == Type::NULL {
        Home::Null
    } else {
        unboxed(function, value).map_or(Home::Value(function.root(value)), Home::BoxOf)
    }
}

/// What a home holds once that very object was made sure to be in it: a parameter for the local borrows it from there.
fn stored(function: &Function, object: Value) -> Home {
    if function.ty(object) == Type::NULL { Home::Null } else { Home::Value(function.root(object)) }
}

/// Whether the home holds `value`, a local's current value.
fn is_held(function: &Function, home: Home, value: Value) -> bool {
    match home {
        Home::Null => function.ty(value) == Type::NULL,
        Home::Value(v) if v == function.root(value) => true,
        // Or a box of the same number.
        _ => unboxed(function, value).is_some_and(|number| holds_box_of(function, home, number)),
    }
}

fn holds_box_of(function: &Function, home: Home, number: Number) -> bool {
    match home {
        Home::BoxOf(x) => x == number,
        Home::Value(v) => {
            unboxed(function, v) == Some(number)
                || number.absent.is_none()
                    && function.inst(number.raw).is_some_and(|inst| {
                        matches!(inst.opcode, Opcode::UnboxInt | Opcode::UnboxFloat | Opcode::UnboxBool)
                            && function.root(inst.args[0]) == v
                    })
        }
        Home::Null | Home::Stale | Home::Unknown => false,
    }
}

/// Whether the home's content may stay in it unseen: dropping it later instead of now makes no difference.
fn is_silent(function: &Function, home: Home) -> bool {
    match home {
        Home::Null | Home::BoxOf(_) | Home::Stale => true,
        Home::Value(v) => function.ty(v).drops_silently(),
        Home::Unknown => false,
    }
}

fn meet(function: &Function, a: Home, b: Home) -> Home {
    if a == b {
        a
    } else if is_silent(function, a) && is_silent(function, b) {
        Home::Stale
    } else {
        Home::Unknown
    }
}

fn old_value(function: &Function, home: Home) -> OldValue {
    match home {
        Home::Null => OldValue::Null,
        Home::Value(v) if function.ty(v).is_immortal() => OldValue::Null,
        Home::Value(v) if !function.ty(v).may_be_null() => OldValue::Present,
        Home::BoxOf(Number { absent: None, .. }) => OldValue::Present,
        Home::BoxOf(_) | Home::Value(_) | Home::Stale | Home::Unknown => OldValue::Unknown,
    }
}

fn store(function: &mut Function, index: u32, object: Value, old: Home, unit: u32) -> Value {
    let imm = Imm::Slot { index, old: old_value(function, old) };
    let inst = Inst { opcode: Opcode::SetLocal, args: vec![object], imm, state: None, targets: Vec::new(), unit };
    function.make_inst(inst, None)
}

fn null(function: &mut Function, unit: u32) -> Value {
    let inst = Inst { opcode: Opcode::Null, args: vec![], imm: Imm::None, state: None, targets: Vec::new(), unit };
    function.make_inst(inst, None)
}

fn make_box(function: &mut Function, number: Number, unit: u32) -> Value {
    use andiron_bytecode::Class;
    let (opcode, class) = match (function.ty(number.raw).rep, number.absent) {
        (Rep::I64, None) => (Opcode::BoxInt, Class::Int),
        (Rep::I64, Some(_)) => (Opcode::BoxIntOrNull, Class::Int),
        (Rep::F64, None) => (Opcode::BoxFloat, Class::Float),
        (Rep::F64, Some(_)) => (Opcode::BoxFloatOrNull, Class::Float),
        (Rep::Bool, None) => (Opcode::BoxBool, Class::Bool),
        _ => unreachable!("only numbers are unboxed, and only ints and floats may be unbound"),
    };
    let null = if number.absent.is_some() { Type::NULL } else { Type::of(class) };
    let args = std::iter::once(number.raw).chain(number.absent).collect();
    let inst = Inst { opcode, args, imm: Imm::None, state: None, targets: Vec::new(), unit };
    function.make_inst(inst, Some(Type::of(class).union(null)))
}

/// Virtual boxes have no uses left.
fn remove_unused_boxes(function: &mut Function, order: &[Block]) {
    let mut used = vec![false; function.values.len()];
    for &block in order {
        for i in 0..function.blocks[block.index()].insts.len() {
            let value = function.blocks[block.index()].insts[i];
            let inst = function.inst(value).expect("blocks list instructions");
            inst.args.iter().chain(inst.targets.iter().flat_map(|e| &e.args)).for_each(|v| used[v.index()] = true);
            if let Some(state) = inst.state {
                function.for_each_state_value(state, &mut |v| used[v.index()] = true);
            }
        }
    }
    for &block in order {
        let mut insts = std::mem::take(&mut function.blocks[block.index()].insts);
        insts.retain(|&value| {
            let opcode = function.inst(value).expect("blocks list instructions").opcode;
            used[value.index()] || !is_box(opcode)
        });
        function.blocks[block.index()].insts = insts;
    }
}
