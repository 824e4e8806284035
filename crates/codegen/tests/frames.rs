//! Entering, leaving and exiting: what generated code does to the interpreter's frames.

mod fake;

use andiron_bytecode::Class;
use andiron_codegen::abi::{Entries, ExitKind, RAISED, RAISED_AGAIN, RESERVED_WORDS};
use andiron_cpython::layout;
use andiron_hir::function::{Entry, HandlerRow, OldValue};
use andiron_hir::{Helper, Imm, Opcode, Reason, Type};
use fake::*;

#[test]
fn an_activation_has_a_complete_frame() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.load_slot(0, Type::OBJECT);
    let state = m.state(&[]);
    // The helper fails, so the exit sees the frame as a callee would.
    let frame = m.op(Opcode::LoadFrame, &[], Imm::None);
    m.exiting(Opcode::CallHelper, &[frame, x, x], Imm::Helper(Helper::store_global), state);
    m.f.first_traceable = 1;
    m.ret(x);
    let code = fake.compile(&m.f);
    answer(&[-1]);
    let argument = new_int(1);
    assert_eq!(fake.call(&code, &[argument]), EXITED);
    let frame = fake.stack;
    let units = fake.code + layout::CODE_CODE_ADAPTIVE as usize;
    assert_eq!(read(frame, layout::FRAME_CODE), fake.code as u64);
    assert_eq!(read(frame, layout::FRAME_FUNCOBJ), fake.function as u64);
    assert_eq!(read(frame, layout::FRAME_PREVIOUS), 0x1234);
    assert_eq!(read(frame, layout::FRAME_GLOBALS), 0xA1);
    assert_eq!(read(frame, layout::FRAME_BUILTINS), 0xB2);
    assert_eq!(read(frame, layout::FRAME_LOCALS), 0);
    assert_eq!(read(frame, layout::FRAME_FRAME_OBJ), 0);
    assert_eq!(read(frame, layout::FRAME_PREV_INSTR), (units + 2 * 3) as u64);
    assert_eq!(read(frame, layout::FRAME_STACKTOP), SLOTS as u64);
    assert_eq!(read(frame, layout::FRAME_LOCALSPLUS), argument as u64);
    assert_eq!(read(frame, layout::FRAME_LOCALSPLUS + 8), 0);
    assert_eq!(read(fake.cframe, layout::CFRAME_CURRENT_FRAME), frame as u64);
    assert_eq!(read32(fake.thread, layout::THREAD_PY_RECURSION_REMAINING), 999);
    assert_eq!((references(fake.code), references(fake.function)), (REFERENCES + 1, REFERENCES + 1));
    let raised = Event::Exit { unit: 3, kind: ExitKind::Raise, locals: vec![], stack: vec![], drops: vec![] };
    assert_eq!(take_log()[1..], [raised]);
}

fn identity(fake: &Fake) -> Maker {
    let mut m = Maker::new(fake, 1, Entry::Function);
    let x = m.load_slot(0, Type::OBJECT);
    m.op(Opcode::IncRef, &[x], Imm::None);
    m.ret(x);
    m
}

#[test]
fn every_reason_not_to_start() {
    let fake = Fake::new();
    let code = fake.compile(&identity(&fake).f);
    let x = new_int(7);
    assert_eq!(fake.call(&code, &[x]), x);
    assert_eq!(references(x), REFERENCES);
    let slow = [Event::EnterSlow(vec![x])];
    take_log();

    write32(fake.interpreter, layout::INTERP_EVAL_BREAKER, 1);
    assert_eq!(fake.call(&code, &[x]), EXITED);
    assert_eq!(take_log(), slow);
    write32(fake.interpreter, layout::INTERP_EVAL_BREAKER, 0);

    let needed = fake.stack + 8 * (FRAME_WORDS + RESERVED_WORDS);
    write(fake.thread, layout::THREAD_DATASTACK_LIMIT, needed as u64);
    assert_eq!(fake.call(&code, &[x]), EXITED);
    assert_eq!(take_log(), slow);
    write(fake.thread, layout::THREAD_DATASTACK_LIMIT, (needed + 8) as u64);
    assert_eq!(fake.call(&code, &[x]), x);

    write32(fake.thread, layout::THREAD_PY_RECURSION_REMAINING, 1);
    assert_eq!(fake.call(&code, &[x]), EXITED);
    assert_eq!(take_log(), slow);
    write32(fake.thread, layout::THREAD_PY_RECURSION_REMAINING, 1000);

    write(fake.validity, 0, u64::MAX);
    assert_eq!(fake.call(&code, &[x]), EXITED);
    assert_eq!(take_log(), [vec![Event::CheckValid], slow.to_vec()].concat());
    // The runtime may find that the code can run all the same.
    answer(&[1]);
    assert_eq!(fake.call(&code, &[x]), x);
}

#[test]
fn vectorcall_binds_only_when_it_must() {
    let mut fake = Fake::new();
    for only_positional in [true, false] {
        fake.only_positional = only_positional;
        let code = fake.compile(&identity(&fake).f);
        let Entries::Function { vectorcall, .. } = code.entries else { unreachable!() };
        // SAFETY: the entry's type.
        let vectorcall: extern "C" fn(Address, *const Address, usize, Address) -> Address =
            unsafe { std::mem::transmute(vectorcall) };
        let x = new_int(7);
        take_log();
        for offset_flag in [0, 1 << 63] {
            let result = vectorcall(fake.function, [x, x].as_ptr(), 1 | offset_flag, 0);
            assert_eq!(result, if only_positional { x } else { EXITED });
        }
        if only_positional {
            assert_eq!(references(x), REFERENCES + 2, "two results");
            assert_eq!(take_log(), []);
        }
        take_log();
        assert_eq!(vectorcall(fake.function, [x, x].as_ptr(), 2, 0), EXITED);
        assert_eq!(vectorcall(fake.function, [x, x].as_ptr(), 0, 0), EXITED);
        assert_eq!(vectorcall(fake.function, [x, x].as_ptr(), 1, x), EXITED);
        assert_eq!(take_log(), [2, 0, 1].map(|nargs| Event::Bind { nargs }));
        // A default makes up for the missing argument, but for no other mistake.
        let (default, defaults) = (new_int(8), memory(layout::TUPLE_ITEM as usize + 8));
        write(defaults, layout::VAR_SIZE, 1);
        write(defaults, layout::TUPLE_ITEM, default as u64);
        write(fake.function, layout::FUNCTION_DEFAULTS, defaults as u64);
        assert_eq!(vectorcall(fake.function, [x].as_ptr(), 1, 0), if only_positional { x } else { EXITED });
        assert_eq!(vectorcall(fake.function, [x].as_ptr(), 0, 0), if only_positional { default } else { EXITED });
        take_log();
        assert_eq!(vectorcall(fake.function, [x, x].as_ptr(), 2, 0), EXITED);
        assert_eq!(vectorcall(fake.function, [x].as_ptr(), 0, x), EXITED);
        write(defaults, layout::VAR_SIZE, 0);
        assert_eq!(vectorcall(fake.function, [x].as_ptr(), 0, 0), EXITED);
        assert_eq!(take_log(), [2, 0, 0].map(|nargs| Event::Bind { nargs }));
        write(fake.function, layout::FUNCTION_DEFAULTS, 0);
    }
}

#[test]
fn a_fallback_hands_on_its_arguments() {
    let fake = Fake::new();
    let code = andiron_codegen::compile_fallback(7, &fake).unwrap();
    let Entries::Fallback { direct } = code.entries else { unreachable!() };
    // SAFETY: the entry's type for seven arguments.
    let direct: extern "C" fn(Address, Address, u64, u64, u64, u64, u64, u64, u64) -> Address =
        unsafe { std::mem::transmute(direct) };
    assert_eq!(direct(fake.thread, fake.function, 1, 2, 3, 4, 5, 6, 7), EXITED);
    assert_eq!(take_log(), [Event::Interpreted((1..=7).collect())]);
}

#[test]
fn leaving_drops_what_the_frame_owns() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let a = m.load_slot(0, Type::OBJECT);
    m.op(Opcode::IncRef, &[a], Imm::None);
    // x2 = a; x1 = None; return None
    m.op(Opcode::SetLocal, &[a], Imm::Slot { index: 2, old: OldValue::Null });
    let none = m.object(fake.none, Class::NoneType);
    m.op(Opcode::SetLocal, &[none], Imm::Slot { index: 1, old: OldValue::Present });
    m.ret(none);
    let code = fake.compile(&m.f);
    let (a, b) = (new_int(1), new_int(2));
    write(b, layout::OBJECT_REFCNT, 1);
    assert_eq!(fake.call(&code, &[a, b]), fake.none);
    assert_eq!(references(a), REFERENCES - 1, "one reference came in, none is left");
    assert_eq!(take_log(), [Event::Dealloc(b)]);
    assert_eq!(references(fake.none), REFERENCES, "immortal by its type");
    // Immortal objects are not written to.
    write(a, layout::OBJECT_REFCNT, 0xFFFF_FFFF);
    write(b, layout::OBJECT_REFCNT, 0xFFFF_FFFF);
    fake.call(&code, &[a, b]);
    assert_eq!((references(a), references(b)), (0xFFFF_FFFF, 0xFFFF_FFFF));
    assert_eq!(take_log(), []);
}

#[test]
fn the_last_reference_to_the_code_is_not_dropped_from_within() {
    let fake = Fake::new();
    let code = fake.compile(&identity(&fake).f);
    let Entries::Function { direct, .. } = code.entries else { unreachable!() };
    // SAFETY: the entry's type for one argument.
    let direct: extern "C" fn(Address, Address, Address) -> Address = unsafe { std::mem::transmute(direct) };
    write(fake.code, layout::OBJECT_REFCNT, 0);
    direct(fake.thread, fake.function, new_int(1));
    assert_eq!(take_log(), [Event::CodeDropped]);
}

#[test]
fn exits_carry_everything_the_state_says() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let (a, b) = (m.int_parameter(0), m.float_parameter(1));
    let object = m.load_slot(0, Type::OBJECT);
    let three = m.op(Opcode::ConstF64, &[], Imm::Float(3.0));
    let truth = m.op(Opcode::FloatCompare, &[b, three], Imm::Condition(andiron_hir::Condition::Lt));
    let none = m.object(fake.none, Class::NoneType);
    let null = m.op(Opcode::Null, &[], Imm::None);
    let four = m.int(4);
    m.unit = 12;
    let state = m.state_with(&[object, a, b, truth, none, null, four], &[(1, b), (2, a)], &[object]);
    m.exiting(Opcode::Exit, &[], Imm::Reason(Reason::Cold), state);
    let code = fake.compile(&m.f);
    let x = new_int(-9);
    assert_eq!(fake.call(&code, &[x, new_float(2.5)]), EXITED);
    let expected = Event::Exit {
        unit: 12,
        kind: ExitKind::Leave(Reason::Cold),
        locals: vec![(1, Seen::Float(2.5)), (2, Seen::Int(-9))],
        stack: vec![
            Seen::Object(x, true),
            Seen::Int(-9),
            Seen::Float(2.5),
            Seen::Bool(true),
            Seen::Object(fake.none, true),
            Seen::Null,
            Seen::Int(4),
        ],
        drops: vec![x],
    };
    assert_eq!(take_log(), [expected]);
}

#[test]
fn raising_goes_to_the_handler_or_the_interpreter() {
    for compiled in [true, false] {
        let fake = Fake::new();
        let mut m = Maker::new(&fake, 1, Entry::Function);
        let x = m.load_slot(0, Type::OBJECT);
        let handler = m.block(Entry::Handler);
        let row = HandlerRow { start: 3, end: 4, block: compiled.then_some(handler), depth: 1, push_lasti: false };
        m.f.handlers.push(row);
        let state = m.state(&[x, x]);
        let imm = Imm::Helper(Helper::get_item);
        let r = m.op_as(Opcode::CallHelper, &[x, x], imm, Some(state), Some(Type::OBJECT));
        m.ret(r);
        m.block = handler;
        m.unit = 20;
        let caught = m.op_as(Opcode::LoadStack, &[], Imm::Index(1), None, Some(Type::OBJECT));
        m.ret(caught);
        let code = fake.compile(&m.f);
        let x = new_int(1);
        answer(&[0]);
        let result = fake.call(&code, &[x]);
        let log = take_log();
        // What is above the handler's depth is released, what is below stays.
        let (stack, drops) = (vec![Seen::Object(x, true)], vec![x]);
        if compiled {
            assert_eq!(result, 0xEEEE);
            assert_eq!(log[1], Event::Handler { unit: 3, status: RAISED, stack, drops });
        } else {
            assert_eq!(result, EXITED);
            assert_eq!(log[1], Event::Exit { unit: 3, kind: ExitKind::Raise, locals: vec![], stack, drops });
        }
    }
}

#[test]
fn raising_helpers_say_how() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.load_slot(0, Type::OBJECT);
    let handler = m.block(Entry::Handler);
    m.f.handlers.push(HandlerRow { start: 3, end: 4, block: Some(handler), depth: 0, push_lasti: false });
    let state = m.state(&[]);
    m.exiting(Opcode::CallHelper, &[x], Imm::Helper(Helper::reraise), state);
    m.op(Opcode::Unreachable, &[], Imm::None);
    m.block = handler;
    let caught = m.op_as(Opcode::LoadStack, &[], Imm::Index(0), None, Some(Type::OBJECT));
    m.ret(caught);
    let code = fake.compile(&m.f);
    answer(&[i64::from(RAISED_AGAIN)]);
    assert_eq!(fake.call(&code, &[new_int(1)]), 0xEEEE);
    assert_eq!(take_log()[1], Event::Handler { unit: 3, status: RAISED_AGAIN, stack: vec![], drops: vec![] });
}

#[test]
fn a_held_frame_is_left_to_the_interpreter() {
    for held in [layout::FRAME_FRAME_OBJ, layout::FRAME_LOCALS] {
        let fake = Fake::new();
        let mut m = Maker::new(&fake, 1, Entry::Function);
        let x = m.load_slot(0, Type::OBJECT);
        m.op(Opcode::IncRef, &[x], Imm::None);
        // The helper stands for a callee that makes a frame object.
        let frame = m.op(Opcode::LoadFrame, &[], Imm::None);
        m.op_as(Opcode::CallHelper, &[frame], Imm::Helper(Helper::copy_free_vars), None, Some(Type::VOID));
        m.unit = 8;
        m.ret(x);
        HELD.set(held);
        let x = new_int(1);
        let code = andiron_codegen::compile(&m.f, &Hooked { fake: &fake }).unwrap();
        fake.call(&code, &[x]);
        assert_eq!(take_log(), [Event::Leave { unit: 8, value: x }]);
    }
}

thread_local! {
    static HELD: std::cell::Cell<i32> = const { std::cell::Cell::new(0) };
}

extern "C" fn hold(frame: Address) {
    write(frame, HELD.get(), 0x99);
}

/// The fake, but its helpers hold the frame.
struct Hooked<'a> {
    fake: &'a Fake,
}

impl andiron_codegen::abi::Environment for Hooked<'_> {
    fn helper(&self, _: Helper) -> usize {
        hold as *const () as usize
    }
    fn entry_points(&self) -> &andiron_codegen::abi::EntryPoints {
        self.fake.entry_points()
    }
    fn direct_entry_cell(&self, code: usize, n: usize) -> usize {
        self.fake.direct_entry_cell(code, n)
    }
    fn exhausted_marker(&self) -> usize {
        self.fake.exhausted_marker()
    }
    fn interpreter(&self) -> usize {
        self.fake.interpreter
    }
    fn runtime_state(&self) -> usize {
        self.fake.runtime
    }
    fn type_object(&self, class: Class) -> usize {
        self.fake.type_object(class)
    }
    fn booleans(&self) -> (usize, usize) {
        self.fake.booleans
    }
    fn validity_cell(&self) -> usize {
        self.fake.validity
    }
    fn code_units(&self, code: usize) -> usize {
        self.fake.code_units(code)
    }
    fn frame_words(&self, code: usize) -> usize {
        self.fake.frame_words(code)
    }
    fn only_positional(&self, _: usize) -> bool {
        true
    }
}

/// `total = 0; i = 0; while i < n: total += i; i += 1`, unboxed, with a safepoint at the back edge.
fn counting_loop(m: &mut Maker, limit: andiron_hir::Value) {
    let zero = m.int(0);
    let (head, body, done) = (m.block(Entry::None), m.block(Entry::None), m.block(Entry::None));
    let i = m.f.add_param(head, Type::I64, None);
    let total = m.f.add_param(head, Type::I64, None);
    m.branch(Opcode::Jump, &[], &[(head, &[zero, zero])]);
    m.block = head;
    let more = m.op(Opcode::IntCompare, &[i, limit], Imm::Condition(andiron_hir::Condition::Lt));
    m.branch(Opcode::Branch, &[more], &[(body, &[]), (done, &[])]);
    m.block = body;
    m.unit = 10;
    let state = m.state_with(&[], &[(1, i), (2, total)], &[]);
    let sum = m.exiting(Opcode::IntAdd, &[total, i], Imm::None, state);
    let one = m.int(1);
    let next = m.exiting(Opcode::IntAdd, &[i, one], Imm::None, state);
    m.unit = 14;
    let state = m.state_with(&[], &[(1, next), (2, sum)], &[]);
    m.exiting(Opcode::Safepoint, &[], Imm::None, state);
    m.exiting(Opcode::CheckValid, &[], Imm::None, state);
    m.branch(Opcode::Jump, &[], &[(head, &[next, sum])]);
    m.block = done;
    let r = m.boxed_int(total);
    m.ret(r);
}

#[test]
fn loops_run_unboxed_and_stop_for_pending_work() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let n = m.int_parameter(0);
    counting_loop(&mut m, n);
    let code = fake.compile(&m.f);
    let result = fake.call(&code, &[new_int(100_000)]);
    assert_eq!(int_value(result), Some(4_999_950_000));

    // Another thread asks for attention while the loop runs: the word must be read again at every back edge.
    let breaker = fake.interpreter + layout::INTERP_EVAL_BREAKER as usize;
    let setter = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(20));
        write32(breaker, 0, 1);
    });
    answer(&[-1]);
    take_log();
    assert_eq!(fake.call(&code, &[new_int(1 << 31)]), EXITED);
    setter.join().unwrap();
    let log = take_log();
    let Event::Safepoint(locals) = &log[0] else { panic!("{log:?}") };
    let [(1, Seen::Int(i)), (2, Seen::Int(total))] = locals[..] else { panic!("{locals:?}") };
    assert_eq!(total, i * (i - 1) / 2, "both locals are shown as they are");
    assert!(matches!(log[1], Event::Exit { unit: 14, kind: ExitKind::Raise, .. }), "{log:?}");
}

#[test]
fn a_loop_body_runs_on_a_frame_that_exists() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Loop);
    let n = m.int_parameter(0);
    counting_loop(&mut m, n);
    let code = fake.compile(&m.f);
    let Entries::Loop { entry } = code.entries else { panic!("not a loop") };
    // SAFETY: the entry's type.
    let entry: extern "C" fn(Address, Address) -> u64 = unsafe { std::mem::transmute(entry) };
    let frame = fake.stack;
    write(frame, layout::FRAME_FUNCOBJ, fake.function as u64);
    write(frame, layout::FRAME_LOCALSPLUS, new_int(4) as u64);
    assert_eq!(entry(fake.thread, frame), 0);
    assert_eq!(take_log(), [Event::Leave { unit: 14, value: fake.small_int(6) }]);
    write(frame, layout::FRAME_LOCALSPLUS, new_float(4.0) as u64);
    assert_eq!(entry(fake.thread, frame), 0);
    assert!(matches!(take_log()[..], [Event::Exit { unit: 3, kind: ExitKind::Check(Opcode::GuardType), .. }]));
    write(frame, layout::FRAME_LOCALSPLUS, new_int(4) as u64);
    write32(fake.interpreter, layout::INTERP_EVAL_BREAKER, 1);
    // The safe point, the check after it, the safe point of the next round.
    answer(&[0, 1, -1]);
    assert_eq!(entry(fake.thread, frame), 1);
}

#[test]
fn memory_is_never_writable_and_executable() {
    let fake = Fake::new();
    let code = fake.compile(&identity(&fake).f);
    let Entries::Function { direct, .. } = code.entries else { unreachable!() };
    assert!(code.contains(direct));
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut executable = None;
    for line in maps.lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        assert!(!rest.starts_with("rwx"), "{line}");
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|s| usize::from_str_radix(s, 16).unwrap());
        if (start..end).contains(&direct) {
            executable = Some(rest[..4].to_owned());
        }
    }
    assert_eq!(executable.as_deref(), Some("r-xp"));
    assert!(andiron_codegen::arena::bytes_in_use() > 0);
}

#[test]
fn listings_show_both_forms() {
    let fake = Fake::new();
    let listing = andiron_codegen::disassemble(&identity(&fake).f, &fake).unwrap();
    assert!(listing.contains("function u0:0") && listing.contains("machine code"), "{listing}");
}

/// Not a test of speed: prints what compiling costs. `cargo test --release -- --ignored --nocapture speed`
#[test]
#[ignore = "prints a measurement"]
fn speed() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let n = m.int_parameter(0);
    counting_loop(&mut m, n);
    for (name, f) in [("identity", identity(&fake).f), ("loop", m.f)] {
        let rounds = 200;
        let start = std::time::Instant::now();
        let mut bytes = 0;
        for _ in 0..rounds {
            bytes = fake.compile(&f).bytes;
        }
        println!("{name}: {:?} a function, {bytes} bytes", start.elapsed() / rounds);
    }
}
