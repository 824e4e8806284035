//! Random functions through the whole middle end, verified after every pass.
//!
//! [`Writer`] writes well-formed functions as the builder would: every join and loop header has parameters for the
//! locals, every instruction that leaves or raises has the frame's state, handlers read the frame. It makes on purpose
//! what real code seldom has: critical edges, values passed unchanged beside values that change, loops with two back
//! edges, handlers inside loops with iterators on the stack, stolen operands that live on, locals that are unbound on
//! one path. The verifier says whether the result is right: types, dominance, states, and after the last pass every
//! reference on every path.
//!
//! `SEED=17 cargo test -p andiron-hir --test random` runs one seed and prints the function; `COUNT=100000` runs more.

use andiron_bytecode::{Class, Fact, ObjectRef};
use andiron_hir::function::{CallInfo, HandlerRow, ObjectId, OldValue};
use andiron_hir::passes::{PassOptions, optimise_traced};
use andiron_hir::verify::{Stage, verify};
use andiron_hir::{
    Block, Condition, Edge, Entry, FrameState, Function, Helper, Imm, Inst, Local, Opcode, Reason, StackItem, State,
    Type, Value, parse::parse,
};

/// Xorshift: enough for choices, and the same everywhere.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        (0..4).for_each(|_| _ = random.below(2));
        random
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A way out of a block that has no target yet, with the frame as it is there.
#[derive(Clone)]
struct Open {
    from: Block,
    /// The target of this branch with that number; a jump of its own otherwise.
    branch: Option<(Value, usize)>,
    locals: Vec<Value>,
    stack: Vec<Value>,
}

/// What `break` and `continue` need of a loop around.
struct LoopAround {
    height: usize,
    broken: Vec<Open>,
    continued: Vec<Open>,
}

struct Writer {
    f: Function,
    random: Random,
    block: Block,
    unit: u32,
    /// What each local always holds: `Some(class)`, or anything and perhaps nothing.
    classes: Vec<Option<Class>>,
    locals: Vec<Value>,
    stack: Vec<Value>,
    loops: Vec<LoopAround>,
    budget: usize,
    /// Whether there are handlers. Then a loop may be entered through one, and needs parameters for all of the stack.
    handles: bool,
}

const CLASSES: [Option<Class>; 6] =
    [Some(Class::Int), Some(Class::Int), Some(Class::Float), Some(Class::Bool), Some(Class::List), None];

impl Writer {
    fn function(seed: u64) -> Function {
        let mut random = Random::new(seed);
        let classes: Vec<_> = (0..2 + random.below(4)).map(|_| CLASSES[random.below(CLASSES.len())]).collect();
        let mut f = Function {
            name: format!("seed {seed}"),
            slots: (0..classes.len()).map(|k| format!("local{k}")).collect(),
            parameters: random.below(classes.len() + 1) as u32,
            stack_size: 30,
            ..Function::default()
        };
        for (address, (class, text, fact)) in [
            (Class::Int, "7", Fact::Int(7)),
            (Class::Float, "0.5", Fact::Float(0.5)),
            (Class::Bool, "True", Fact::Bool(true)),
            (Class::NoneType, "None", Fact::None),
            (Class::Str, "'s'", Fact::Str("s".into())),
            (Class::Function, "callee", Fact::None),
        ]
        .into_iter()
        .enumerate()
        {
            f.object(&ObjectRef { address: address + 1, class, text: text.into(), fact });
        }
        let entry = if random.one_in(4) { Entry::Loop } else { Entry::Function };
        let block = f.add_block(0, entry);
        let budget = 3 + random.below(25);
        let handles = random.one_in(2);
        let mut writer = Writer {
            f,
            random,
            block,
            unit: 0,
            classes,
            locals: vec![],
            stack: vec![],
            loops: vec![],
            budget,
            handles,
        };
        writer.enter(entry);
        if writer.statements(6) {
            writer.leave();
        }
        writer.f
    }

    // ---- instructions ----

    fn put(&mut self, opcode: Opcode, args: &[Value], imm: Imm, ty: Option<Type>) -> Value {
        let effects = if let Imm::Helper(helper) = imm { helper.effects() } else { opcode.effects() };
        let state = (effects.exits || effects.raises).then(|| self.state(self.unit));
        let inst = Inst { opcode, args: args.to_vec(), imm, state, targets: vec![], unit: self.unit };
        self.f.append(self.block, inst, ty)
    }

    fn plain(&mut self, opcode: Opcode, args: &[Value]) -> Value {
        self.put(opcode, args, Imm::None, None)
    }

    fn helper(&mut self, helper: Helper, args: &[Value]) -> Value {
        self.unit += 1;
        self.put(Opcode::CallHelper, args, Imm::Helper(helper), Some(helper.result().ty()))
    }

    fn state(&mut self, unit: u32) -> State {
        let locals = self.locals.iter().map(|v| Local::Value(*v)).collect();
        let stack = self.stack.iter().map(|&value| StackItem { value, transfer: false, slot: None }).collect();
        self.f.add_state(FrameState { unit, locals, stack, drops: vec![], caller: None })
    }

    /// After what may have run Python, with the result still to be pushed.
    fn check_valid(&mut self, result: Option<Value>) {
        if self.random.one_in(3) {
            return;
        }
        self.stack.extend(result);
        let state = self.state(self.unit + 1);
        let inst = Inst {
            opcode: Opcode::CheckValid,
            args: vec![],
            imm: Imm::None,
            state: Some(state),
            targets: vec![],
            unit: self.unit,
        };
        self.f.append(self.block, inst, None);
        self.stack.truncate(self.stack.len() - result.iter().len());
    }

    fn constant(&mut self, object: u32) -> Value {
        let class = self.f.objects[object as usize].class;
        self.put(Opcode::Const, &[], Imm::Object(ObjectId(object)), Some(Type::of(class)))
    }

    fn assign(&mut self, k: usize, value: Value) {
        self.unit += 1;
        self.put(Opcode::SetLocal, &[value], Imm::Slot { index: k as u32, old: OldValue::Unknown }, None);
        self.locals[k] = value;
    }

    /// The value under a type the rest of the function relies on; known by all that hold it from here on.
    fn narrowed(&mut self, value: Value, class: Class) -> Value {
        let mut narrow = value;
        if self.f.ty(narrow).may_be_null() {
            narrow = self.plain(Opcode::GuardNotNull, &[narrow]);
        }
        if !self.f.ty(narrow).is(class) {
            narrow = self.put(Opcode::GuardType, &[narrow], Imm::Class(class), None);
        }
        self.locals.iter_mut().chain(&mut self.stack).filter(|v| **v == value).for_each(|v| *v = narrow);
        narrow
    }

    /// The head of an entry block: locals from their slots, those of a class guarded; what is never bound gets a value.
    fn enter(&mut self, entry: Entry) {
        for k in 0..self.classes.len() {
            let value = if entry != Entry::Function || k < self.f.parameters as usize {
                let ty = if entry == Entry::Function { Type::OBJECT } else { Type::NULLABLE };
                self.put(Opcode::LoadSlot, &[], Imm::Index(k as u32), Some(ty))
            } else {
                self.plain(Opcode::Null, &[])
            };
            self.locals.push(value);
        }
        self.settle();
    }

    /// Makes every local hold what it always holds.
    fn settle(&mut self) {
        for k in 0..self.classes.len() {
            let Some(class) = self.classes[k] else { continue };
            if self.f.ty(self.locals[k]) == Type::NULL {
                let value = self.of_class(class, 1);
                self.assign(k, value);
            } else {
                self.unit += 1;
                self.narrowed(self.locals[k], class);
            }
        }
    }

    // ---- expressions: the result is not on the stack ----

    fn of_class(&mut self, class: Class, depth: usize) -> Value {
        let locals: Vec<Value> =
            (0..self.classes.len()).filter(|&k| self.classes[k] == Some(class)).map(|k| self.locals[k]).collect();
        let locals: Vec<Value> = locals.into_iter().filter(|v| self.f.ty(*v).is(class)).collect();
        if !locals.is_empty() && self.random.one_in(3) {
            return locals[self.random.below(locals.len())];
        }
        self.unit += 1;
        match class {
            Class::Int if depth == 0 || self.random.one_in(4) => self.constant(0),
            Class::Float if depth == 0 || self.random.one_in(4) => self.constant(1),
            Class::Bool if depth == 0 || self.random.one_in(4) => self.constant(2),
            Class::Int | Class::Float => {
                let (unbox, boxed, operators): (_, _, &[Opcode]) = if class == Class::Int {
                    (Opcode::UnboxInt, Opcode::BoxInt, &[Opcode::IntAdd, Opcode::IntMod, Opcode::IntXor])
                } else {
                    (Opcode::UnboxFloat, Opcode::BoxFloat, &[Opcode::FloatMul, Opcode::FloatDiv])
                };
                let a = self.of_class(class, depth - 1);
                self.stack.push(a);
                let b = self.of_class(class, depth - 1);
                self.stack.push(b);
                self.unit += 1;
                let a = self.plain(unbox, &[a]);
                let b = self.plain(unbox, &[b]);
                let operator = operators[self.random.below(operators.len())];
                let raw = self.plain(operator, &[a, b]);
                self.stack.truncate(self.stack.len() - 2);
                self.put(boxed, &[raw], Imm::None, Some(Type::of(class)))
            }
            Class::Bool => {
                let test = self.condition();
                self.put(Opcode::BoxBool, &[test], Imm::None, Some(Type::of(Class::Bool)))
            }
            _ => {
                let items: Vec<Value> =
                    (0..self.random.below(3)).map(|_| self.pushed(depth.saturating_sub(1))).collect();
                self.unit += 1;
                let list =
                    self.put(Opcode::CallHelper, &items, Imm::Helper(Helper::build_list), Some(Type::of(Class::List)));
                self.stack.truncate(self.stack.len() - items.len());
                list
            }
        }
    }

    /// Any object, pushed.
    fn pushed(&mut self, depth: usize) -> Value {
        let value = self.object(depth);
        self.stack.push(value);
        value
    }

    fn object(&mut self, depth: usize) -> Value {
        self.unit += 1;
        match self.random.below(if depth == 0 { 4 } else { 11 }) {
            0 => self.constant(3),
            1 => self.constant(4),
            2 | 3 => {
                let k = self.random.below(self.locals.len());
                if self.f.ty(self.locals[k]) == Type::NULL {
                    return self.constant(0);
                }
                if self.f.ty(self.locals[k]).may_be_null() {
                    let old = self.locals[k];
                    let value = self.plain(Opcode::GuardNotNull, &[old]);
                    self.locals.iter_mut().chain(&mut self.stack).filter(|v| **v == old).for_each(|v| *v = value);
                }
                self.locals[k]
            }
            4 => self.of_class(Class::Int, depth - 1),
            5 => self.of_class(Class::Float, depth - 1),
            6 => {
                let list = self.of_class(Class::List, depth - 1);
                self.stack.push(list);
                let index = self.put(Opcode::ConstI64, &[], Imm::Int(1), None);
                let item = self.plain(Opcode::ListGet, &[list, index]);
                self.stack.pop();
                item
            }
            7 | 8 => {
                let a = self.pushed(depth - 1);
                let result = self.helper(Helper::get_iter, &[a]);
                self.stack.pop();
                self.check_valid(Some(result));
                result
            }
            _ => {
                let callee = self.constant(5);
                self.stack.push(callee);
                let a = self.pushed(depth - 1);
                let b = if self.random.one_in(3) { a } else { self.object(depth - 1) };
                self.stack.push(b);
                self.unit += 1;
                let result = if self.random.one_in(2) {
                    self.put(Opcode::CallDirect, &[callee, a, b], Imm::Call(CallInfo::Direct { code: 8 }), None)
                } else {
                    let null = self.plain(Opcode::Null, &[]);
                    self.put(
                        Opcode::CallVector,
                        &[callee, null, a, b],
                        Imm::Call(CallInfo::Vector { keywords: None }),
                        None,
                    )
                };
                self.stack.truncate(self.stack.len() - 3);
                self.check_valid(Some(result));
                result
            }
        }
    }

    fn condition(&mut self) -> Value {
        self.unit += 1;
        match self.random.below(4) {
            0 => {
                let k = self.random.below(self.locals.len());
                self.plain(Opcode::IsNull, &[self.locals[k]])
            }
            1 => {
                let value = self.pushed(1);
                let truth = self.helper(Helper::is_true, &[value]);
                self.stack.pop();
                truth
            }
            _ => {
                let a = self.of_class(Class::Int, 1);
                self.stack.push(a);
                let b = self.of_class(Class::Int, 0);
                self.stack.push(b);
                self.unit += 1;
                let (a, b) = (self.plain(Opcode::UnboxInt, &[a]), self.plain(Opcode::UnboxInt, &[b]));
                self.stack.truncate(self.stack.len() - 2);
                self.put(Opcode::IntCompare, &[a, b], Imm::Condition(Condition::Lt), None)
            }
        }
    }

    // ---- control ----

    fn open(&self, branch: Option<(Value, usize)>) -> Open {
        Open { from: self.block, branch, locals: self.locals.clone(), stack: self.stack.clone() }
    }

    /// Ends the block with a branch; its two ways out.
    fn branch(&mut self) -> (Open, Open) {
        let test = self.condition();
        self.branch_on(test)
    }

    fn branch_on(&mut self, test: Value) -> (Open, Open) {
        let branch = self.plain(Opcode::Branch, &[test]);
        let nowhere = Edge { block: Block(0), args: vec![] };
        self.f.inst_mut(branch).unwrap().targets = vec![nowhere.clone(), nowhere];
        (self.open(Some((branch, 0))), self.open(Some((branch, 1))))
    }

    fn connect(&mut self, open: &Open, block: Block, args: Vec<Value>) {
        let edge = Edge { block, args };
        if let Some((branch, n)) = open.branch {
            self.f.inst_mut(branch).unwrap().targets[n] = edge;
        } else {
            let inst = Inst {
                opcode: Opcode::Jump,
                args: vec![],
                imm: Imm::None,
                state: None,
                targets: vec![edge],
                unit: self.unit,
            };
            self.f.append(open.from, inst, None);
        }
    }

    /// Goes on in a block of its own behind one way out.
    fn follow(&mut self, open: &Open) {
        self.unit += 1;
        self.block = self.f.add_block(self.unit, Entry::None);
        self.connect(open, self.block, vec![]);
        self.locals.clone_from(&open.locals);
        self.stack.clone_from(&open.stack);
    }

    /// Goes on where all of them meet; false if there are none.
    fn join(&mut self, opens: &[Open]) -> bool {
        let Some(first) = opens.first() else { return false };
        if opens.len() == 1 {
            self.follow(first);
            return true;
        }
        self.unit += 1;
        let block = self.f.add_block(self.unit, Entry::None);
        let mut args = vec![Vec::new(); opens.len()];
        let mut joined = |this: &mut Writer, of: &dyn Fn(&Open) -> Value, home| {
            let same = opens.iter().all(|open| of(open) == of(first));
            if same && !this.random.one_in(4) {
                return of(first);
            }
            let ty = opens.iter().map(|open| this.f.ty(of(open))).reduce(Type::union).unwrap();
            opens.iter().zip(&mut args).for_each(|(open, args)| args.push(of(open)));
            this.f.add_param(block, ty, home)
        };
        self.locals = (0..first.locals.len()).map(|k| joined(self, &|open| open.locals[k], Some(k as u32))).collect();
        self.stack = (0..first.stack.len()).map(|i| joined(self, &|open| open.stack[i], None)).collect();
        for (open, args) in opens.iter().zip(args) {
            self.connect(open, block, args);
        }
        self.block = block;
        self.f.blocks[block.index()].state = Some(self.state(self.unit));
        true
    }

    fn leave(&mut self) {
        let value = self.object(2);
        self.put(Opcode::Return, &[value], Imm::None, None);
    }

    /// A few statements; whether control gets behind them.
    fn statements(&mut self, most: usize) -> bool {
        (0..1 + self.random.below(most)).all(|_| {
            if self.budget == 0 {
                return true;
            }
            self.budget -= 1;
            self.statement()
        })
    }

    fn statement(&mut self) -> bool {
        let k = self.random.below(self.locals.len());
        match self.random.below(20) {
            0..=5 => {
                let value = match self.classes[k] {
                    Some(class) => self.of_class(class, 2),
                    None if self.random.one_in(4) => self.plain(Opcode::Null, &[]),
                    None => self.object(2),
                };
                self.assign(k, value);
            }
            6 => {
                let other = (0..self.locals.len()).find(|&j| j != k && self.classes[j] == self.classes[k]);
                if let Some(j) = other {
                    let (a, b) = (self.locals[k], self.locals[j]);
                    self.assign(k, b);
                    self.assign(j, a);
                }
            }
            7 => _ = self.object(3),
            8 => {
                let value = self.pushed(1);
                let list = self.of_class(Class::List, 1);
                self.stack.push(list);
                self.unit += 1;
                let index = self.put(Opcode::ConstI64, &[], Imm::Int(0), None);
                self.plain(Opcode::ListSet, &[list, index, value]);
                self.stack.truncate(self.stack.len() - 2);
                self.check_valid(None);
            }
            9..=11 => return self.if_statement(),
            12..=14 => return self.loop_statement(),
            15 | 16 if self.handles => return self.try_statement(),
            17 => return self.exceptional(),
            _ if !self.loops.is_empty() => return self.break_or_continue(),
            _ => {}
        }
        true
    }

    fn if_statement(&mut self) -> bool {
        let (yes, no) = self.branch();
        self.follow(&yes);
        let mut ends = Vec::new();
        if self.statements(2) {
            ends.push(self.open(None));
        }
        if self.random.one_in(2) {
            ends.push(no);
        } else {
            self.follow(&no);
            if self.statements(2) {
                ends.push(self.open(None));
            }
        }
        self.join(&ends)
    }

    fn loop_statement(&mut self) -> bool {
        if self.loops.len() > 2 {
            return true;
        }
        let base = self.stack.len();
        let iterates = self.random.one_in(2);
        if iterates {
            let value = self.pushed(1);
            let iterator = self.helper(Helper::get_iter, &[value]);
            self.stack[base] = iterator;
            self.check_valid(None);
        }
        let before = self.open(None);
        self.unit += 1;
        let header = self.f.add_block(self.unit, Entry::None);
        // Every local gets a parameter, the stack's items perhaps.
        for k in 0..self.locals.len() {
            let ty = self.classes[k].map_or(Type::NULLABLE, Type::of);
            self.locals[k] = self.f.add_param(header, ty, Some(k as u32));
        }
        let stack_from = if self.handles || self.random.one_in(2) { 0 } else { self.stack.len() };
        for i in stack_from..self.stack.len() {
            self.stack[i] = self.f.add_param(header, self.f.ty(self.stack[i]), None);
        }
        let args = |open: &Open| open.locals.iter().chain(&open.stack[stack_from..]).copied().collect::<Vec<_>>();
        self.connect(&before, header, args(&before));
        self.block = header;
        self.f.blocks[header.index()].state = Some(self.state(self.unit));
        let (mut done, again) = if iterates {
            let next = self.helper(Helper::iter_next, &[self.stack[base]]);
            let (done, again) = {
                let test = self.plain(Opcode::IsExhausted, &[next]);
                self.branch_on(test)
            };
            self.follow(&again);
            if let Some(k) = (0..self.locals.len()).find(|&k| self.classes[k].is_none()) {
                self.assign(k, next);
            }
            (done, self.open(None))
        } else {
            let (again, done) = self.branch();
            self.follow(&again);
            (done, self.open(None))
        };
        drop(again);
        self.loops.push(LoopAround { height: self.stack.len(), broken: vec![], continued: vec![] });
        let falls = self.statements(4);
        let around = self.loops.pop().unwrap();
        let mut backs = around.continued;
        backs.extend(falls.then(|| self.open(None)));
        if self.random.one_in(2) && !backs.is_empty() {
            self.join(&backs);
            backs = vec![self.open(None)];
        }
        for back in backs {
            self.follow(&back);
            self.unit += 1;
            self.plain(Opcode::Safepoint, &[]);
            self.check_valid(None);
            let back = self.open(None);
            self.connect(&back, header, args(&back));
        }
        done.stack.truncate(base);
        let mut ends = around.broken;
        ends.iter_mut().for_each(|open| open.stack.truncate(base));
        ends.push(done);
        self.join(&ends)
    }

    fn break_or_continue(&mut self) -> bool {
        let (yes, no) = self.branch();
        let mut open = yes;
        if self.random.one_in(2) {
            self.follow(&open);
            open = self.open(None);
        }
        let breaks = self.random.one_in(2);
        let around = self.loops.last_mut().unwrap();
        open.stack.truncate(around.height);
        if breaks { &mut around.broken } else { &mut around.continued }.push(open);
        self.follow(&no);
        true
    }

    /// `return` or an exit, on a branch or for good.
    fn exceptional(&mut self) -> bool {
        let (yes, no) = self.branch();
        self.follow(&yes);
        if self.random.one_in(2) {
            self.put(Opcode::Exit, &[], Imm::Reason(Reason::Cold), None);
        } else {
            self.leave();
        }
        self.follow(&no);
        true
    }

    fn try_statement(&mut self) -> bool {
        let depth = self.stack.len();
        let outer = self.stack.clone();
        self.unit += 1;
        let start = self.unit;
        let mut ends = Vec::new();
        if self.statements(4) {
            ends.push(self.open(None));
        }
        self.unit += 1;
        let end = self.unit;
        self.unit += 1;
        let handler = self.f.add_block(self.unit, Entry::Handler);
        let push_lasti = self.random.one_in(2);
        self.f.handlers.push(HandlerRow { start, end, block: Some(handler), depth: depth as u32, push_lasti });
        self.block = handler;
        self.locals.clear();
        self.stack.clear();
        for k in 0..self.classes.len() {
            let slot = self.put(Opcode::LoadSlot, &[], Imm::Index(k as u32), Some(Type::NULLABLE));
            self.locals.push(slot);
        }
        for i in 0..depth + usize::from(push_lasti) + 1 {
            let ty = outer.get(i).map_or(Type::OBJECT, |v| self.f.ty(*v));
            let item = self.put(Opcode::LoadStack, &[], Imm::Index(i as u32), Some(ty));
            self.stack.push(item);
        }
        self.settle();
        if self.random.one_in(2) {
            let class = self.constant(4);
            let caught = *self.stack.last().unwrap();
            self.helper(Helper::check_exc_match, &[caught, class]);
        }
        if let (true, Some(k)) = (self.random.one_in(2), (0..self.classes.len()).find(|&k| self.classes[k].is_none())) {
            let caught = self.stack.pop().unwrap();
            self.assign(k, caught);
        }
        self.stack.truncate(depth);
        if self.statements(2) {
            ends.push(self.open(None));
        }
        self.join(&ends)
    }
}

fn check(seed: u64) {
    let mut f = Writer::function(seed);
    if let Err(errors) = verify(&f, Stage::Built) {
        panic!("the writer of random functions is wrong:\n{}\n\n{f}", errors.join("\n"));
    }
    let again = parse(&f.to_string()).expect("what is printed parses");
    assert_eq!(f.to_string(), again.to_string(), "printing and parsing do not agree");
    let mut random = Random::new(seed ^ 0x5555);
    let mut options = PassOptions { verify: true, ..PassOptions::default() };
    // Passes must get on with what others leave undone, and with speculation switched off.
    for name in [
        "simplify",
        "hoist",
        "parameters",
        "prune",
        "unboxing",
        "dead-code",
        "guard-elimination",
        "value-numbering",
        "box-sinking",
    ] {
        if random.one_in(8) {
            options.disabled.insert(name.to_owned());
        }
    }
    for block in &f.blocks {
        if random.one_in(8) {
            options.failed_units.insert(block.unit);
        }
    }
    optimise_traced(&mut f, &options, &mut |_, _| {});
}

#[test]
fn random_functions_through_all_passes() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    if let Some(seed) = number("SEED") {
        println!("{}", Writer::function(seed));
        return check(seed);
    }
    let count = number("COUNT").unwrap_or(1500);
    let failed: Vec<u64> =
        (0..count).filter(|&seed| std::panic::catch_unwind(|| check(seed)).is_err()).take(5).collect();
    assert!(failed.is_empty(), "seeds {failed:?} fail: run with SEED=…");
}
