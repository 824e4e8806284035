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
//!       Null  Held(x, f)  \            the object of the number x if the truth value f is true, else as Stale
//!               |          \
//!             BoxOf(x)    Value(v)     (Value(v) goes to Stale only where v drops silently)
//! ```
//!
//! A number that was an object before keeps it: `BoxOf(x)` is *the* object of x, not just some equal one, so whoever
//! wants an object takes that, and an argument that nothing changed is returned as it came, with its reference count.
//! Where paths meet of which only some left the object in its home (a loop's entry and its back edge), the local is
//! `Held`, and a truth value tells ([`held`]). A local that gets the number of another one gets its object, too.
//!
//! From this follow, at each instruction:
//! - a state's local is `InSlot` if its home holds it, `RawOrHeld` if a truth value says so, else `Raw`;
//! - an object that has to be made is taken from a home that holds it;
//! - before something that lets other code look at the frame (it runs Python *and* is no mere drop of an object),
//!   a local that is not in its home is boxed into it (a *sync*), so `f_locals` tells the truth;
//! - a safepoint syncs in its cold half at run time instead, from its state, so polling costs unboxed loops nothing;
//! - `SetLocal` of a virtual box stores nothing where the home's old content may stay, stale, until the next store;
//!   content that may have a finaliser is cleared at once, as the interpreter would.
//!
//! What finalisers of dropped values see through `f_locals` is the one thing that is not synced: they may see a stale
//! number.

pub(super) mod held;
mod rewrite;

use super::Pass;
use crate::function::{Block, Def, Entry, Function, Imm, Inst, Local, Value};
use crate::opcode::Opcode;
use crate::types::{Rep, Type};
use held::Truth;
use std::collections::HashMap;

/// See the module's documentation.
pub struct Homes;

impl Pass for Homes {
    const NAME: &'static str = "homes";

    fn run(function: &mut Function) -> bool {
        rewrite::store_on_edges(function);
        let virtual_boxes = virtual_boxes(function);
        let blocks = function.blocks.len();
        let next_stores = next_stores(function, &virtual_boxes);
        let (block_in, block_out) = (vec![None; blocks], vec![None; blocks]);
        let mut pass = Assignment { virtual_boxes, next_stores, block_in, block_out };
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
        rewrite::rewrite(&pass, function, &order);
        true
    }
}

/// What a home holds; see the diagram above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Null,
    Value(Value),
    BoxOf(Number),
    /// As `BoxOf` where the truth value that [`held::HeldFlags`] has for the parameter is true, else as `Stale`.
    Held(Number, Value),
    Stale,
    Unknown,
}

/// Whether a home holds the object of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holding {
    Yes,
    /// If the truth value for that parameter is true.
    If(Value),
    No,
}

struct Assignment {
    virtual_boxes: Vec<bool>,
    /// For each `SetLocal`, the numbers that others right behind it store: `a, b = b, a`.
    next_stores: HashMap<Value, Vec<(usize, Number)>>,
    block_in: Vec<Option<Vec<Home>>>,
    block_out: Vec<Option<Vec<Home>>>,
}

/// An unboxed local: the number, and the truth value that says whether the local is unbound, if it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    raw: Value,
    absent: Option<Value>,
    /// The box that made an object of it. Of a join's number all boxes are the one object that came in; arithmetic makes a
    /// new object each time, though the number may be the same.
    made: Option<Value>,
}

impl Number {
    fn new(raw: Value) -> Number {
        Number { raw, absent: None, made: None }
    }

    /// Whether both are one object.
    fn is_same(self, other: Number) -> bool {
        let same_box = self.made == other.made || self.made.is_none() || other.made.is_none();
        self.raw == other.raw && self.absent == other.absent && same_box
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

fn is_box_or_held(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::BoxIntOrHeld | Opcode::BoxFloatOrHeld)
}

/// What is inside a box, if `value` is one.
fn unboxed(function: &Function, value: Value) -> Option<Number> {
    if function.ty(value).rep != Rep::Object {
        return Some(Number::new(value));
    }
    let root = function.root(value);
    let inst = function.inst(root)?;
    let raw = *inst.args.first()?;
    let made = function.inst(raw).map(|_| root);
    let absent = if is_box_or_held(inst.opcode) { None } else { inst.args.get(1).copied() };
    (is_box(inst.opcode) || is_box_or_held(inst.opcode)).then_some(Number { raw, absent, made })
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

/// For each `SetLocal`, which homes get which numbers before anybody can look.
fn next_stores(function: &Function, virtual_boxes: &[bool]) -> HashMap<Value, Vec<(usize, Number)>> {
    let mut next_stores = HashMap::new();
    for block in &function.blocks {
        let mut next: Vec<(usize, Number)> = Vec::new();
        for &value in block.insts.iter().rev() {
            let inst = function.inst(value).expect("blocks list instructions");
            if let (Opcode::SetLocal, Imm::Slot { index, .. }) = (inst.opcode, inst.imm) {
                if !next.is_empty() {
                    next_stores.insert(value, next.clone());
                }
                let number = unboxed(function, inst.args[0]);
                if let Some(number) = number.filter(|_| virtual_boxes[function.root(inst.args[0]).index()]) {
                    next.push((index as usize, number));
                }
            } else if inst.state.is_some() {
                next.clear();
            }
        }
    }
    next_stores
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
        let mut seen: Vec<Block> = Vec::new();
        let mut edges = Vec::new();
        // Blocks not visited yet might bring anything: the analysis starts from the best.
        let mut all_known = true;
        for &pred in preds {
            if seen.contains(&pred) {
                continue;
            }
            seen.push(pred);
            let Some(out) = &self.block_out[pred.index()] else {
                all_known = false;
                continue;
            };
            let here = function.terminator(pred).targets.iter().filter(|edge| edge.block == block);
            edges.extend(here.map(|edge| (out, edge)));
        }
        if edges.is_empty() {
            return vec![Home::Unknown; slots];
        }
        let home = |k: usize| match param_of[k] {
            None => {
                let homes = edges.iter().map(|(out, _)| out[k]);
                homes.reduce(|a, b| meet(function, a, b)).expect("there are edges")
            }
            Some((_, param)) if function.ty(param) == Type::NULL => Home::Null,
            // `rewrite` makes sure that the home holds the argument.
            Some((_, param)) if function.ty(param).is_object() => Home::Value(param),
            Some((i, param)) => {
                let mut holdings = edges.iter().map(|(out, edge)| {
                    let held = holding(function, out[k], Number::new(edge.args[i]));
                    (held, held != Holding::No || is_silent(function, out[k]))
                });
                if holdings.clone().all(|(held, _)| held == Holding::Yes) {
                    Home::BoxOf(Number::new(param))
                } else if holdings.clone().any(|(_, silent)| !silent) {
                    Home::Unknown
                } else if function.ty(param) != Type::BOOL
                    && (!all_known || holdings.any(|(held, _)| held != Holding::No))
                {
                    Home::Held(Number::new(param), param)
                } else {
                    Home::Stale
                }
            }
        };
        (0..slots).map(home).collect()
    }

    /// Whether edge `n` of `from` brings the object of unboxed parameter `param` in its home.
    fn held_on_edge(&self, function: &Function, from: Block, n: usize, param: Value) -> Truth {
        let (Some(out), Some(home)) = (&self.block_out[from.index()], function.home(param)) else {
            return Truth::Known(false);
        };
        let edge = &function.terminator(from).targets[n];
        let params = &function.blocks[edge.block.index()].params;
        let at = params.iter().position(|p| *p == param).expect("a parameter of the target");
        match holding(function, out[home as usize], Number::new(edge.args[at])) {
            Holding::Yes => Truth::Known(true),
            Holding::If(flag) => Truth::Of(flag),
            Holding::No => Truth::Known(false),
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
                let new = inst.args[0];
                for step in self.steps(function, homes, value) {
                    step.apply(homes);
                }
                if self.is_virtual(function, new) {
                    return;
                }
                let home = &mut homes[index as usize];
                *home = if function.ty(new) == Type::NULL { Home::Null } else { Home::Value(function.root(new)) };
            }
            (Opcode::Safepoint, _) => {
                let Some(state) = inst.state else { return };
                for (k, local) in function.states[state.index()].locals.iter().enumerate() {
                    if let Local::Value(v) = *local
                        && let Some(number) = unboxed(function, v)
                        && holding(function, homes[k], number) == Holding::No
                    {
                        homes[k] = Home::Stale;
                    }
                }
            }
            _ => {}
        }
    }

    /// What happens to the homes before the store that a `SetLocal` is, or instead of it if the box is virtual. Old
    /// content may stay where it is silent.
    fn steps(&self, function: &Function, homes: &[Home], set_local: Value) -> Vec<Step> {
        let inst = function.inst(set_local).expect("an instruction");
        let (Imm::Slot { index, .. }, new) = (inst.imm, inst.args[0]) else { unreachable!("a store names its slot") };
        let k = index as usize;
        let number = unboxed(function, new).filter(|_| self.is_virtual(function, new));
        let mut homes = homes.to_vec();
        let mut steps = Vec::new();
        let is_held = |homes: &[Home]| number.is_some_and(|n| holding(function, homes[k], n) != Holding::No);
        if is_held(&homes) {
            return steps;
        }
        // What the next store wants of this home must not get lost: the homes exchange their content.
        let stays = number.is_some_and(|n| holder(function, &homes, n).is_none()) && is_silent(function, homes[k]);
        let wanted = self.next_stores.get(&set_local).into_iter().flatten().find(|(j, next)| {
            let replaceable = matches!(homes[*j], Home::Null | Home::BoxOf(_) | Home::Held(..) | Home::Stale);
            *j != k && replaceable && holder(function, &homes, *next).is_some_and(|(at, _)| at == k)
        });
        if let Some(&(target, _)) = wanted.filter(|_| !stays) {
            // Best with the home that has what is stored here, if it is stored to as well.
            let source = number.and_then(|n| holder(function, &homes, n)).map(|(j, _)| j);
            let stored = |j: &usize| self.next_stores[&set_local].iter().any(|(slot, _)| slot == j);
            let j = source.filter(stored).unwrap_or(target);
            steps.push(Step::Swap(k, j));
            homes.swap(k, j);
            if is_held(&homes) {
                return steps;
            }
        }
        let Some(number) = number else { return steps };
        let holder = holder(function, &homes, number);
        if !is_silent(function, homes[k]) {
            steps.push(Step::Clear(k));
        }
        if let Some((from, held)) = holder {
            steps.push(Step::Copy { from, to: k, held, number });
        }
        steps
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
        _ => unboxed(function, value).is_some_and(|number| holding(function, home, number) == Holding::Yes),
    }
}

fn holding(function: &Function, home: Home, number: Number) -> Holding {
    let holds = match home {
        Home::BoxOf(x) => x.is_same(number),
        Home::Held(x, flag) if x.is_same(number) => return Holding::If(flag),
        Home::Value(v) => {
            unboxed(function, v).is_some_and(|x| x.is_same(number))
                || number.absent.is_none()
                    && function.inst(number.raw).is_some_and(|inst| {
                        matches!(inst.opcode, Opcode::UnboxInt | Opcode::UnboxFloat | Opcode::UnboxBool)
                            && function.root(inst.args[0]) == v
                    })
        }
        Home::Held(..) | Home::Null | Home::Stale | Home::Unknown => false,
    };
    if holds { Holding::Yes } else { Holding::No }
}

/// The home that holds the object of a number, for sure if there is one.
fn holder(function: &Function, homes: &[Home], number: Number) -> Option<(usize, Holding)> {
    if number.absent.is_some() || function.ty(number.raw).rep == Rep::Bool {
        return None;
    }
    let all = homes.iter().enumerate().map(|(k, home)| (k, holding(function, *home, number)));
    let mut candidates = all.filter(|(_, held)| *held != Holding::No);
    let first = candidates.next()?;
    if first.1 == Holding::Yes { Some(first) } else { candidates.find(|(_, h)| *h == Holding::Yes).or(Some(first)) }
}

/// What becomes of the homes where a local gets a number whose box is virtual.
enum Step {
    /// Its old content goes at once: it might have a finaliser.
    Clear(usize),
    /// Two homes exchange what they hold.
    Swap(usize, usize),
    /// The object of the number is in another home.
    Copy { from: usize, to: usize, held: Holding, number: Number },
}

impl Step {
    fn apply(&self, homes: &mut [Home]) {
        match *self {
            Step::Clear(k) => homes[k] = Home::Null,
            Step::Swap(one, other) => homes.swap(one, other),
            Step::Copy { to, held: Holding::If(flag), number, .. } => homes[to] = Home::Held(number, flag),
            Step::Copy { to, number, .. } => homes[to] = Home::BoxOf(number),
        }
    }
}

/// Whether the home's content may stay in it unseen: dropping it later instead of now makes no difference.
fn is_silent(function: &Function, home: Home) -> bool {
    match home {
        Home::Null | Home::BoxOf(_) | Home::Held(..) | Home::Stale => true,
        Home::Value(v) => function.ty(v).drops_silently(),
        Home::Unknown => false,
    }
}

fn meet(function: &Function, a: Home, b: Home) -> Home {
    let covers = |a: Home, b: Home| matches!(a, Home::Held(x, _) if holding(function, b, x) == Holding::Yes);
    if a == b || covers(a, b) {
        a
    } else if covers(b, a) {
        b
    } else if is_silent(function, a) && is_silent(function, b) {
        Home::Stale
    } else {
        Home::Unknown
    }
}
