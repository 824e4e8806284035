//! An interpreter made of plain memory: enough of CPython's structures, laid out by hand, to run generated code with no
//! Python in the process. Objects are never freed; deallocations are logged.

#![allow(dead_code)]

use andiron_bytecode::{Class, ObjectRef};
use andiron_codegen::abi::{CompiledCode, Entries, EntryPoints, Environment, ExitDescriptor, ExitKind, Source};
use andiron_cpython::layout;
use andiron_hir::function::Entry;
use andiron_hir::{Block, FrameState, Function, Helper, Imm, Inst, Local, Opcode, StackItem, State, Type, Value};
use std::cell::RefCell;

pub type Address = usize;

/// What generated code asked of the runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Exit { unit: u32, kind: ExitKind, locals: Vec<(u32, Seen)>, stack: Vec<Seen>, drops: Vec<Address> },
    Handler { unit: u32, status: i32, stack: Vec<Seen>, drops: Vec<Address> },
    EnterSlow(Vec<Address>),
    Interpreted(Vec<Address>),
    Leave { unit: u32, value: Address },
    Bind { nargs: usize },
    Safepoint(Vec<(u32, Seen)>),
    CheckValid,
    Dealloc(Address),
    CodeDropped,
    Vectorcall { callable: Address, args: Vec<Address>, nargsf: usize, names: Address },
    Helper { name: &'static str, args: Vec<Address> },
    BoxInt(i64),
    BoxFloat(f64),
}

/// A value as an exit would put it in the frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seen {
    Object(Address, bool),
    Int(i64),
    Float(f64),
    Bool(bool),
    Null,
}

thread_local! {
    pub static LOG: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
    /// What the next calls of helpers, safepoints and validity checks return.
    pub static ANSWERS: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) };
    static THREAD: RefCell<Address> = const { RefCell::new(0) };
}

fn log(event: Event) {
    LOG.with_borrow_mut(|log| log.push(event));
}

pub fn take_log() -> Vec<Event> {
    LOG.with_borrow_mut(std::mem::take)
}

pub fn answer(values: &[i64]) {
    ANSWERS.with_borrow_mut(|a| a.extend(values));
}

fn next_answer() -> i64 {
    ANSWERS.with_borrow_mut(|a| if a.is_empty() { 0 } else { a.remove(0) })
}

pub fn read(address: Address, offset: i32) -> u64 {
    // SAFETY: tests pass addresses of fake structures of sufficient size.
    unsafe { ((address as isize + offset as isize) as *const u64).read_unaligned() }
}

pub fn read32(address: Address, offset: i32) -> i32 {
    // SAFETY: as above.
    unsafe { ((address as isize + offset as isize) as *const i32).read_unaligned() }
}

pub fn write(address: Address, offset: i32, value: u64) {
    // SAFETY: as above.
    unsafe { ((address as isize + offset as isize) as *mut u64).write_unaligned(value) }
}

pub fn write32(address: Address, offset: i32, value: i32) {
    // SAFETY: as above.
    unsafe { ((address as isize + offset as isize) as *mut i32).write_unaligned(value) }
}

/// Zeroed memory that is never freed.
pub fn memory(bytes: usize) -> Address {
    vec![0u64; bytes.div_ceil(8)].leak().as_ptr() as Address
}

fn seen(source: Source, buffer: *const u64) -> Seen {
    // SAFETY: the descriptor's indices lie in the buffer that generated code passed.
    let at = |index: u32| unsafe { *buffer.add(index as usize) };
    match source {
        Source::Object { index, transfer } => Seen::Object(at(index) as Address, transfer),
        Source::Nullable { index, transfer } => match at(index) {
            0 => Seen::Null,
            object => Seen::Object(object as Address, transfer),
        },
        Source::IntOrNull { absent, .. } | Source::FloatOrNull { absent, .. } if at(absent) as u8 != 0 => Seen::Null,
        Source::IntOrHeld { .. } | Source::FloatOrHeld { .. } | Source::Slot(_) => todo!("slots in fake frames"),
        Source::Int { index } | Source::IntOrNull { index, .. } => Seen::Int(at(index) as i64),
        Source::Float { index } | Source::FloatOrNull { index, .. } => Seen::Float(f64::from_bits(at(index))),
        Source::Bool { index } => Seen::Bool(at(index) != 0),
        Source::Constant { address, transfer } => Seen::Object(address, transfer),
        Source::ConstantInt(int) => Seen::Int(int),
        Source::ConstantFloat(float) => Seen::Float(float),
        Source::ConstantBool(truth) => Seen::Bool(truth),
        Source::Null => Seen::Null,
    }
}

fn stack_and_drops(descriptor: &ExitDescriptor, buffer: *const u64) -> (Vec<Seen>, Vec<Address>) {
    let stack = descriptor.stack.iter().map(|s| seen(*s, buffer)).collect();
    // SAFETY: as in `seen`.
    let drops = descriptor.drops.iter().map(|d| unsafe { *buffer.add(*d as usize) } as Address).collect();
    (stack, drops)
}

/// What exits return.
pub const EXITED: Address = 0x7777;

extern "C" fn exit(_: Address, frame: Address, descriptor: *const ExitDescriptor, buffer: *const u64) -> Address {
    // SAFETY: generated code passes a descriptor of its own.
    let descriptor = unsafe { &*descriptor };
    let (stack, drops) = stack_and_drops(descriptor, buffer);
    let locals = descriptor.locals.iter().map(|(slot, s)| (*slot, seen(*s, buffer))).collect();
    log(Event::Exit { unit: descriptor.unit, kind: descriptor.kind, locals, stack, drops });
    // What the interpreter does when the frame ends, as far as these tests look.
    let thread = THREAD.with_borrow(|t| *t);
    if read(read(thread, layout::THREAD_CFRAME) as Address, layout::CFRAME_CURRENT_FRAME) == frame as u64 {
        write(thread, layout::THREAD_DATASTACK_TOP, frame as u64);
    }
    EXITED
}

extern "C" fn exit_loop(_: Address, frame: Address, descriptor: *const ExitDescriptor, buffer: *const u64) -> u64 {
    exit(0, frame, descriptor, buffer);
    // SAFETY: as above.
    u64::from(unsafe { &*descriptor }.raises())
}

extern "C" fn enter_handler(
    _: Address,
    frame: Address,
    descriptor: *const ExitDescriptor,
    buffer: *const u64,
    status: i32,
) -> i32 {
    // SAFETY: as above.
    let descriptor = unsafe { &*descriptor };
    let (stack, drops) = stack_and_drops(descriptor, buffer);
    let handler = descriptor.handler.expect("a compiled handler");
    assert_eq!(stack.len(), handler.depth as usize);
    // One local: the exception goes on an otherwise empty stack.
    write(frame, layout::FRAME_LOCALSPLUS + 8 * (SLOTS as i32 + handler.depth as i32), 0xEEEE);
    log(Event::Handler { unit: descriptor.unit, status, stack, drops });
    1
}

extern "C" fn enter_slow(_: Address, _: Address, args: *const Address, count: usize, _: Address) -> Address {
    // SAFETY: generated code passes that many.
    log(Event::EnterSlow(unsafe { std::slice::from_raw_parts(args, count) }.to_vec()));
    EXITED
}

extern "C" fn call_interpreted(_: Address, _: Address, args: *const Address, count: usize) -> Address {
    // SAFETY: as above.
    log(Event::Interpreted(unsafe { std::slice::from_raw_parts(args, count) }.to_vec()));
    EXITED
}

extern "C" fn leave(_: Address, _: Address, descriptor: *const ExitDescriptor, _: *const u64, value: Address) -> u64 {
    // SAFETY: as above.
    log(Event::Leave { unit: unsafe { &*descriptor }.unit, value });
    0
}

extern "C" fn bind_and_call(_: Address, _: Address, nargsf: usize, _: Address) -> Address {
    log(Event::Bind { nargs: nargsf & !(1 << 63) });
    EXITED
}

extern "C" fn safepoint(_: Address, _: Address, descriptor: *const ExitDescriptor, buffer: *const u64) -> i32 {
    // SAFETY: NULL, or a descriptor that lives as long as the code.
    let locals = unsafe { descriptor.as_ref() }.map_or(&[][..], |d| &d.locals);
    log(Event::Safepoint(locals.iter().map(|(slot, s)| (*slot, seen(*s, buffer))).collect()));
    next_answer() as i32
}

extern "C" fn check_valid(_: Address, _: Address, _: Address) -> i32 {
    log(Event::CheckValid);
    next_answer() as i32
}

extern "C" fn dealloc(object: Address) {
    log(Event::Dealloc(object));
}

extern "C" fn code_dropped(_: Address) {
    log(Event::CodeDropped);
}

extern "C" fn box_int(value: i64) -> Address {
    log(Event::BoxInt(value));
    new_int(value)
}

extern "C" fn box_float(value: f64) -> Address {
    log(Event::BoxFloat(value));
    new_float(value)
}

extern "C" fn unbox_int_slow(object: Address, out: *mut i64) -> i32 {
    let Some(value) = int_value(object) else { return 0 };
    // SAFETY: generated code passes a place of its own.
    unsafe { *out = value };
    1
}

extern "C" fn thread_state() -> Address {
    THREAD.with_borrow(|t| *t)
}

extern "C" fn vectorcall(callable: Address, args: *const Address, nargsf: usize, names: Address) -> Address {
    let keywords = if names == 0 { 0 } else { read(names, layout::VAR_SIZE) as usize };
    let count = (nargsf & !(1 << 63)) + keywords;
    assert!(nargsf >> 63 == 1, "the word before the arguments is ours");
    // SAFETY: generated code passes that many; the word before is to be spare.
    let args = unsafe {
        args.cast_mut().sub(1).write(0xDEAD);
        std::slice::from_raw_parts(args, count).to_vec()
    };
    log(Event::Vectorcall { callable, args, nargsf, names });
    next_answer() as Address
}

extern "C" fn new_instance(_: Address) -> Address {
    next_answer() as Address
}

extern "C" fn helper_two(a: Address, b: Address, c: Address) -> i64 {
    log(Event::Helper { name: "any", args: vec![a, b, c] });
    next_answer()
}

extern "C" fn helper_pow(x: f64, y: f64) -> f64 {
    x.powf(y)
}

extern "C" fn helper_floor_div(x: f64, y: f64) -> f64 {
    (x / y).floor()
}

extern "C" fn helper_mod(x: f64, y: f64) -> f64 {
    x - y * (x / y).floor()
}

/// Slots of every test function's frame.
pub const SLOTS: usize = 3;
pub const REFERENCES: u64 = 10;

fn address_of_type(class: Class) -> Address {
    thread_local! {
        static TYPES: Address = memory(64 * 1024);
    }
    TYPES.with(|base| base + class as usize * 1024)
}

pub fn new_object(class: Class, bytes: usize) -> Address {
    let object = memory(bytes + 64) + 32;
    write(object, layout::OBJECT_REFCNT, REFERENCES);
    write(object, layout::OBJECT_TYPE, address_of_type(class) as u64);
    object
}

pub fn new_int(value: i64) -> Address {
    let object = new_object(Class::Int, 40);
    let mut size = value.unsigned_abs();
    let mut digits = 0;
    while size != 0 {
        write32(object, layout::LONG_DIGIT + 4 * digits, (size & 0x3FFF_FFFF) as i32);
        size >>= 30;
        digits += 1;
    }
    let sign = match value {
        0 => 1,
        _ if value < 0 => 2,
        _ => 0,
    };
    write(object, layout::LONG_TAG, (digits as u64) << 3 | sign);
    object
}

/// An int of four digits, more than fits.
pub fn new_huge_int() -> Address {
    let object = new_object(Class::Int, 48);
    write(object, layout::LONG_TAG, 4 << 3);
    write32(object, layout::LONG_DIGIT + 12, 1);
    object
}

pub fn int_value(object: Address) -> Option<i64> {
    let tag = read(object, layout::LONG_TAG);
    if tag >> 3 > 3 {
        return None;
    }
    let size: i128 =
        (0..(tag >> 3) as i32).map(|i| i128::from(read32(object, layout::LONG_DIGIT + 4 * i)) << (30 * i)).sum();
    i64::try_from(if tag & 3 == 2 { -size } else { size }).ok()
}

pub fn new_float(value: f64) -> Address {
    let object = new_object(Class::Float, 24);
    write(object, layout::FLOAT_VALUE, value.to_bits());
    object
}

pub fn float_value(object: Address) -> f64 {
    f64::from_bits(read(object, layout::FLOAT_VALUE))
}

pub fn new_list(items: &[Address]) -> Address {
    let list = new_object(Class::List, 40);
    let array = memory(items.len() * 8 + 8);
    for (i, item) in items.iter().enumerate() {
        write(array, 8 * i as i32, *item as u64);
    }
    write(list, layout::VAR_SIZE, items.len() as u64);
    write(list, layout::LIST_ITEM, array as u64);
    list
}

pub fn references(object: Address) -> u64 {
    read(object, layout::OBJECT_REFCNT)
}

pub fn object_ref(address: Address, class: Class) -> ObjectRef {
    ObjectRef { address, class, text: format!("{address:#x}"), fact: andiron_bytecode::Fact::None }
}

/// The world generated code sees.
pub struct Fake {
    pub thread: Address,
    pub interpreter: Address,
    pub runtime: Address,
    pub cframe: Address,
    pub stack: Address,
    pub code: Address,
    pub function: Address,
    pub validity: Address,
    pub entry_cell: Address,
    pub none: Address,
    pub booleans: (Address, Address),
    pub only_positional: bool,
    points: EntryPoints,
}

pub const FRAME_WORDS: usize = layout::FRAME_SPECIALS_WORDS as usize + SLOTS + 5;

impl Fake {
    pub fn new() -> Fake {
        take_log();
        ANSWERS.with_borrow_mut(Vec::clear);
        let points = EntryPoints {
            exit: exit as *const () as usize,
            exit_loop: exit_loop as *const () as usize,
            enter_handler: enter_handler as *const () as usize,
            enter_slow: enter_slow as *const () as usize,
            leave_slow: leave as *const () as usize,
            leave_loop: leave as *const () as usize,
            bind_and_call: bind_and_call as *const () as usize,
            call_interpreted: call_interpreted as *const () as usize,
            safepoint: safepoint as *const () as usize,
            check_valid_slow: check_valid as *const () as usize,
            dealloc: dealloc as *const () as usize,
            box_int: box_int as *const () as usize,
            box_float: box_float as *const () as usize,
            unbox_int_slow: unbox_int_slow as *const () as usize,
            defer_code_drop: code_dropped as *const () as usize,
            thread_state: thread_state as *const () as usize,
            vectorcall: vectorcall as *const () as usize,
            interpreted_vectorcall: 1,
            new_instance: new_instance as *const () as usize,
        };
        let fake = Fake {
            thread: memory(1024),
            interpreter: memory(512 * 1024),
            runtime: memory(128 * 1024),
            cframe: memory(64),
            stack: memory(64 * 1024),
            code: new_object(Class::Other, 1024),
            function: new_object(Class::Function, layout::FUNCTION_BYTES as usize),
            validity: memory(8),
            entry_cell: memory(8),
            none: new_object(Class::NoneType, 16),
            booleans: (new_object(Class::Bool, 32), new_object(Class::Bool, 32)),
            only_positional: true,
            points,
        };
        THREAD.with_borrow_mut(|t| *t = fake.thread);
        write(fake.thread, layout::THREAD_CFRAME, fake.cframe as u64);
        write(fake.thread, layout::THREAD_DATASTACK_TOP, fake.stack as u64);
        write(fake.thread, layout::THREAD_DATASTACK_LIMIT, (fake.stack + 64 * 1024) as u64);
        write32(fake.thread, layout::THREAD_PY_RECURSION_REMAINING, 1000);
        write(fake.cframe, layout::CFRAME_CURRENT_FRAME, 0x1234);
        write(fake.interpreter, layout::INTERP_MONITORING_VERSION, 5);
        write(fake.validity, 0, 5);
        write(fake.function, layout::FUNCTION_CODE, fake.code as u64);
        write(fake.function, layout::FUNCTION_GLOBALS, 0xA1);
        write(fake.function, layout::FUNCTION_BUILTINS, 0xB2);
        for value in layout::SMALL_INT_MIN..layout::SMALL_INT_END {
            let object = fake.small_int(i64::from(value));
            let sign = if value < 0 { 2 } else { u64::from(value == 0) };
            write(object, layout::OBJECT_REFCNT, 0xFFFF_FFFF);
            write(object, layout::OBJECT_TYPE, address_of_type(Class::Int) as u64);
            write(object, layout::LONG_TAG, u64::from(value != 0) << 3 | sign);
            write32(object, layout::LONG_DIGIT, value.abs());
        }
        fake
    }

    pub fn small_int(&self, value: i64) -> Address {
        let index = (value - i64::from(layout::SMALL_INT_MIN)) as usize;
        self.runtime + layout::RUNTIME_SMALL_INTS as usize + index * layout::LONG_BYTES as usize
    }

    pub fn compile(&self, function: &Function) -> CompiledCode {
        andiron_codegen::compile(function, self).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Calls a function's direct entry, the references to the arguments handed over, and checks that the activation
    /// left nothing behind.
    pub fn call(&self, code: &CompiledCode, args: &[Address]) -> Address {
        let Entries::Function { from_array, .. } = code.entries else { panic!("not a function") };
        // SAFETY: the entry's type.
        let entry: extern "C" fn(Address, Address, *const Address) -> Address =
            unsafe { std::mem::transmute(from_array) };
        let result = entry(self.thread, self.function, args.as_ptr());
        if result != EXITED && result != 0 {
            self.assert_balanced();
        }
        result
    }

    pub fn assert_balanced(&self) {
        assert_eq!(read(self.thread, layout::THREAD_DATASTACK_TOP), self.stack as u64, "data stack");
        assert_eq!(read32(self.thread, layout::THREAD_PY_RECURSION_REMAINING), 1000, "recursion");
        assert_eq!(read(self.cframe, layout::CFRAME_CURRENT_FRAME), 0x1234, "current frame");
        assert_eq!(references(self.function), REFERENCES, "function");
        assert_eq!(references(self.code), REFERENCES, "code");
    }
}

impl Environment for Fake {
    fn helper(&self, helper: Helper) -> usize {
        match helper {
            Helper::float_pow => helper_pow as *const () as usize,
            Helper::float_floor_div => helper_floor_div as *const () as usize,
            Helper::float_mod => helper_mod as *const () as usize,
            _ => helper_two as *const () as usize,
        }
    }
    fn entry_points(&self) -> &EntryPoints {
        &self.points
    }
    fn direct_entry_cell(&self, _: usize, _: usize) -> usize {
        self.entry_cell
    }
    fn exhausted_marker(&self) -> usize {
        0xE0E0
    }
    fn interpreter(&self) -> usize {
        self.interpreter
    }
    fn runtime_state(&self) -> usize {
        self.runtime
    }
    fn type_object(&self, class: Class) -> usize {
        address_of_type(class)
    }
    fn booleans(&self) -> (usize, usize) {
        self.booleans
    }
    fn validity_cell(&self) -> usize {
        self.validity
    }
    fn code_units(&self, code: usize) -> usize {
        code + layout::CODE_CODE_ADAPTIVE as usize
    }
    fn frame_words(&self, _: usize) -> usize {
        FRAME_WORDS
    }
    fn only_positional(&self, _: usize) -> bool {
        self.only_positional
    }
}

/// Makes HIR functions by hand.
pub struct Maker {
    pub f: Function,
    pub block: Block,
    pub unit: u32,
}

impl Maker {
    pub fn new(fake: &Fake, parameters: u32, entry: Entry) -> Maker {
        let mut f = Function {
            name: "test".into(),
            code: fake.code,
            slots: (0..SLOTS).map(|i| format!("x{i}")).collect(),
            parameters,
            stack_size: 5,
            scratch_words: 2,
            ..Function::default()
        };
        let block = f.add_block(0, entry);
        Maker { f, block, unit: 3 }
    }

    pub fn block(&mut self, entry: Entry) -> Block {
        self.f.add_block(self.unit, entry)
    }

    /// A state at the current unit: every local in its slot, this stack (handed over).
    pub fn state(&mut self, stack: &[Value]) -> State {
        self.state_with(stack, &[], &[])
    }

    pub fn state_with(&mut self, stack: &[Value], raw: &[(usize, Value)], drops: &[Value]) -> State {
        let mut locals = vec![Local::InSlot; SLOTS];
        for &(slot, value) in raw {
            locals[slot] = Local::Raw(value);
        }
        let stack = stack.iter().map(|&value| StackItem { value, transfer: true, slot: None }).collect();
        self.f.add_state(FrameState { unit: self.unit, locals, stack, drops: drops.to_vec(), caller: None })
    }

    pub fn op(&mut self, opcode: Opcode, args: &[Value], imm: Imm) -> Value {
        self.op_as(opcode, args, imm, None, None)
    }

    pub fn exiting(&mut self, opcode: Opcode, args: &[Value], imm: Imm, state: State) -> Value {
        let ty = if let Imm::Helper(helper) = imm { Some(helper.result().ty()) } else { None };
        self.op_as(opcode, args, imm, Some(state), ty)
    }

    pub fn op_as(&mut self, opcode: Opcode, args: &[Value], imm: Imm, state: Option<State>, ty: Option<Type>) -> Value {
        let inst = Inst { opcode, args: args.to_vec(), imm, state, targets: vec![], unit: self.unit };
        self.f.append(self.block, inst, ty)
    }

    pub fn load_slot(&mut self, slot: u32, ty: Type) -> Value {
        self.op_as(Opcode::LoadSlot, &[], Imm::Index(slot), None, Some(ty))
    }

    pub fn object(&mut self, address: Address, class: Class) -> Value {
        let id = self.f.object(&object_ref(address, class));
        self.op_as(Opcode::Const, &[], Imm::Object(id), None, Some(Type::of(class)))
    }

    pub fn int(&mut self, value: i64) -> Value {
        self.op(Opcode::ConstI64, &[], Imm::Int(value))
    }

    pub fn branch(&mut self, opcode: Opcode, args: &[Value], targets: &[(Block, &[Value])]) {
        let targets = targets.iter().map(|&(block, args)| andiron_hir::Edge { block, args: args.to_vec() }).collect();
        let inst = Inst { opcode, args: args.to_vec(), imm: Imm::None, state: None, targets, unit: self.unit };
        self.f.append(self.block, inst, None);
    }

    pub fn ret(&mut self, value: Value) {
        self.op(Opcode::Return, &[value], Imm::None);
    }

    /// Parameter `slot` as an unboxed int, guarded at the current unit.
    pub fn int_parameter(&mut self, slot: u32) -> Value {
        let object = self.load_slot(slot, Type::OBJECT);
        let state = self.state(&[]);
        let int = self.exiting(Opcode::GuardType, &[object], Imm::Class(Class::Int), state);
        self.exiting(Opcode::UnboxInt, &[int], Imm::None, state)
    }

    pub fn float_parameter(&mut self, slot: u32) -> Value {
        let object = self.load_slot(slot, Type::OBJECT);
        let state = self.state(&[]);
        let float = self.exiting(Opcode::GuardType, &[object], Imm::Class(Class::Float), state);
        self.op(Opcode::UnboxFloat, &[float], Imm::None)
    }

    pub fn boxed_int(&mut self, value: Value) -> Value {
        self.op_as(Opcode::BoxInt, &[value], Imm::None, None, Some(Type::of(Class::Int)))
    }

    pub fn boxed_float(&mut self, value: Value) -> Value {
        self.op_as(Opcode::BoxFloat, &[value], Imm::None, None, Some(Type::of(Class::Float)))
    }

    pub fn boxed_bool(&mut self, value: Value) -> Value {
        self.op_as(Opcode::BoxBool, &[value], Imm::None, None, Some(Type::of(Class::Bool)))
    }
}
