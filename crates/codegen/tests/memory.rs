//! Containers, attributes, globals and calls.

mod fake;

use andiron_bytecode::{Class, Convention, Fact};
use andiron_codegen::abi::{Entries, ExitKind};
use andiron_cpython::layout;
use andiron_hir::function::{CallInfo, Entry};
use andiron_hir::{Imm, Opcode, Type};
use fake::*;

/// `return op(x0, x1 unboxed)`, exiting at unit 3.
fn indexed(fake: &Fake, opcode: Opcode) -> Maker {
    let mut m = Maker::new(fake, 2, Entry::Function);
    let sequence = m.load_slot(0, Type::OBJECT);
    let i = m.int_parameter(1);
    let state = m.state(&[]);
    let item = m.exiting(opcode, &[sequence, i], Imm::None, state);
    m.op(Opcode::IncRef, &[item], Imm::None);
    m.ret(item);
    m
}

#[test]
fn items_by_index() {
    let items: Vec<Address> = (0..4).map(new_int).collect();
    for opcode in [Opcode::ListGet, Opcode::TupleGet] {
        for index in -6..6i64 {
            let fake = Fake::new();
            let code = fake.compile(&indexed(&fake, opcode).f);
            let sequence = if opcode == Opcode::ListGet {
                new_list(&items)
            } else {
                let tuple = new_object(Class::Tuple, 24 + 8 * items.len());
                write(tuple, layout::VAR_SIZE, items.len() as u64);
                for (i, item) in items.iter().enumerate() {
                    write(tuple, layout::TUPLE_ITEM + 8 * i as i32, *item as u64);
                }
                tuple
            };
            let result = fake.call(&code, &[sequence, new_int(index)]);
            match index {
                0..4 => assert_eq!(result, items[index as usize]),
                -4..0 => assert_eq!(result, items[(index + 4) as usize]),
                _ => assert_eq!(result, EXITED),
            }
        }
    }
}

#[test]
fn storing_an_item_drops_the_old_one() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 3, Entry::Function);
    let list = m.load_slot(0, Type::OBJECT);
    let i = m.int_parameter(1);
    let value = m.load_slot(2, Type::OBJECT);
    m.op(Opcode::IncRef, &[value], Imm::None);
    let state = m.state(&[]);
    m.exiting(Opcode::ListSet, &[list, i, value], Imm::None, state);
    let none = m.object(fake.none, Class::NoneType);
    m.ret(none);
    let code = fake.compile(&m.f);
    let (old, new) = (new_int(1), new_int(2));
    let list = new_list(&[new_int(0), old]);
    fake.call(&code, &[list, new_int(-1), new]);
    assert_eq!(read(read(list, layout::LIST_ITEM) as Address, 8), new as u64);
    assert_eq!((references(old), references(new)), (REFERENCES - 1, REFERENCES));
}

#[test]
fn iterators_end_for_good() {
    for (opcode, class) in [(Opcode::ListIterNext, Class::ListIterator), (Opcode::TupleIterNext, Class::TupleIterator)]
    {
        let fake = Fake::new();
        let mut m = Maker::new(&fake, 1, Entry::Function);
        let iterator = m.load_slot(0, Type::OBJECT);
        let item = m.op(opcode, &[iterator], Imm::None);
        m.op(Opcode::IncRef, &[item], Imm::None);
        m.ret(item);
        let code = fake.compile(&m.f);
        let items = [new_int(1), new_int(2)];
        let sequence = if class == Class::ListIterator {
            new_list(&items)
        } else {
            let tuple = new_object(Class::Tuple, 40);
            write(tuple, layout::VAR_SIZE, 2);
            write(tuple, layout::TUPLE_ITEM, items[0] as u64);
            write(tuple, layout::TUPLE_ITEM + 8, items[1] as u64);
            tuple
        };
        let iterator = new_object(class, 32);
        write(iterator, layout::LIST_ITER_SEQ, sequence as u64);
        let results: Vec<Address> = (0..4).map(|_| fake.call(&code, &[iterator])).collect();
        assert_eq!(results, [items[0], items[1], 0, 0]);
        assert_eq!(references(sequence), REFERENCES - 1);
        assert_eq!(read(iterator, layout::LIST_ITER_SEQ), 0);
    }
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let iterator = m.load_slot(0, Type::OBJECT);
    m.op(Opcode::RangeIterRemaining, &[iterator], Imm::None);
    let item = m.op(Opcode::RangeIterNext, &[iterator], Imm::None);
    let r = m.boxed_int(item);
    m.ret(r);
    let code = fake.compile(&m.f);
    let range = new_object(Class::RangeIterator, 40);
    for (offset, value) in
        [(layout::RANGE_ITER_START, 10), (layout::RANGE_ITER_STEP, -3i64), (layout::RANGE_ITER_LEN, 5)]
    {
        write(range, offset, value as u64);
    }
    assert_eq!([0; 3].map(|_| fake.call(&code, &[range])), [10, 7, 4].map(|i| fake.small_int(i)));
    assert_eq!(read(range, layout::RANGE_ITER_LEN), 2);
}

#[test]
fn inline_values() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let owner = m.load_slot(0, Type::OBJECT);
    let state = m.state(&[]);
    m.exiting(Opcode::GuardTypeVersion, &[owner], Imm::Int(0xFFFF_FFF0), state);
    m.exiting(Opcode::GuardKeysVersion, &[owner], Imm::Int(77), state);
    let old = m.exiting(Opcode::LoadInlineValue, &[owner], Imm::Index(2), state);
    m.op(Opcode::IncRef, &[old], Imm::None);
    let value = m.load_slot(1, Type::OBJECT);
    m.op(Opcode::IncRef, &[value], Imm::None);
    m.exiting(Opcode::StoreInlineValue, &[owner, value], Imm::Index(2), state);
    m.ret(old);
    let code = fake.compile(&m.f);
    let (class, keys, values) = (new_object(Class::Type, 1000), memory(64), memory(64));
    write32(class, layout::TYPE_VERSION_TAG, 0xFFFF_FFF0u32 as i32);
    write(class, layout::HEAP_TYPE_CACHED_KEYS, keys as u64);
    write32(keys, layout::DICT_KEYS_VERSION, 77);
    let (old, new) = (new_int(1), new_int(2));
    write(values, 16, old as u64);
    let owner = new_object(Class::Other, 16);
    write(owner, layout::OBJECT_TYPE, class as u64);
    write(owner, layout::DICT_OR_VALUES_OFFSET, values as u64 - 1);
    assert_eq!(fake.call(&code, &[owner, new]), old);
    assert_eq!(read(values, 16), new as u64);
    assert_eq!((references(old), references(new)), (REFERENCES, REFERENCES));
    let mut reasons = Vec::new();
    let mut leave = |fake: &Fake| {
        take_log();
        assert_eq!(fake.call(&code, &[owner, new]), EXITED);
        let [Event::Exit { kind: ExitKind::Check(opcode), .. }] = take_log()[..] else { panic!("no exit") };
        reasons.push(opcode);
    };
    write(values, 16, 0);
    leave(&fake);
    write32(keys, layout::DICT_KEYS_VERSION, 78);
    leave(&fake);
    write32(keys, layout::DICT_KEYS_VERSION, 77);
    write(owner, layout::DICT_OR_VALUES_OFFSET, values as u64);
    leave(&fake);
    write32(class, layout::TYPE_VERSION_TAG, 1);
    leave(&fake);
    use Opcode::*;
    assert_eq!(reasons, [LoadInlineValue, GuardKeysVersion, GuardKeysVersion, GuardTypeVersion]);
}

/// A dict whose keys object has an index table of two bytes an entry, 16 entries.
fn new_dict(version: i32, entries: &[Address]) -> Address {
    let (dict, keys) = (new_object(Class::Dict, 48), memory(32 + 32 + 16 * entries.len()));
    write(dict, layout::DICT_KEYS, keys as u64);
    write32(keys, layout::DICT_KEYS_VERSION, version);
    // `log2_index_bytes` is one byte of this word.
    write32(keys, layout::DICT_KEYS_LOG2_SIZE, 4 | 5 << 8);
    for (i, entry) in entries.iter().enumerate() {
        write(keys, 32 + 32 + 16 * i as i32 + 8, *entry as u64);
    }
    dict
}

#[test]
fn globals_and_modules() {
    let fake = Fake::new();
    let (a, b) = (new_int(1), new_int(2));
    let (globals, builtins) = (new_dict(3, &[0, a]), new_dict(4, &[b]));
    write(fake.function, layout::FUNCTION_GLOBALS, globals as u64);
    write(fake.function, layout::FUNCTION_BUILTINS, builtins as u64);
    let load = |builtin: Option<u32>, index| {
        let mut m = Maker::new(&fake, 0, Entry::Function);
        let state = m.state(&[]);
        let imm = Imm::Global { keys_version: 3, builtin_keys_version: builtin, index };
        let r = m.exiting(Opcode::LoadGlobalEntry, &[], imm, state);
        m.op(Opcode::IncRef, &[r], Imm::None);
        m.ret(r);
        fake.compile(&m.f)
    };
    assert_eq!(fake.call(&load(None, 1), &[]), a);
    assert_eq!(fake.call(&load(Some(4), 0), &[]), b);
    assert_eq!(fake.call(&load(None, 0), &[]), EXITED);
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let module = m.load_slot(0, Type::of(Class::Module));
    let state = m.state(&[]);
    m.exiting(Opcode::GuardModuleKeys, &[module], Imm::Int(3), state);
    let r = m.exiting(Opcode::LoadModuleEntry, &[module], Imm::Index(1), state);
    m.op(Opcode::IncRef, &[r], Imm::None);
    m.ret(r);
    let code = fake.compile(&m.f);
    let module = new_object(Class::Module, 48);
    write(module, layout::MODULE_DICT, globals as u64);
    assert_eq!(fake.call(&code, &[module]), a);
    write(module, layout::MODULE_DICT, builtins as u64);
    assert_eq!(fake.call(&code, &[module]), EXITED);
}

#[test]
fn entries_of_an_instances_dict() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let owner = m.load_slot(0, Type::OBJECT);
    let name = m.load_slot(1, Type::OBJECT);
    let state = m.state(&[]);
    let r = m.exiting(Opcode::LoadDictEntry, &[owner, name], Imm::Index(1), state);
    m.op(Opcode::IncRef, &[r], Imm::None);
    m.ret(r);
    let code = fake.compile(&m.f);
    let (a, b, name) = (new_int(1), new_int(2), new_int(3));
    let dict = new_dict(0, &[a, b]);
    let keys = read(dict, layout::DICT_KEYS) as Address;
    let key = 32 + 32 + 16;
    // The kind of the keys is a byte of this word.
    let kind = |kind: i32| write32(keys, layout::DICT_KEYS_LOG2_SIZE, 4 | 5 << 8 | kind << 16);
    kind(layout::DICT_KEYS_KIND_UNICODE);
    write(keys, key, name as u64);
    write(keys, layout::DICT_KEYS_NENTRIES, 2);
    let owner = new_object(Class::Other, 16);
    write(owner, layout::DICT_OR_VALUES_OFFSET, dict as u64);
    let call = || fake.call(&code, &[owner, name]);
    assert_eq!(call(), b);
    for other in [layout::DICT_KEYS_KIND_GENERAL, layout::DICT_KEYS_KIND_SPLIT] {
        kind(other);
        assert_eq!(call(), EXITED, "keys of another kind");
    }
    kind(layout::DICT_KEYS_KIND_UNICODE);
    let word = |at: Address, offset: i32, wrong: u64, right: u64, what: &str| {
        write(at, offset, wrong);
        assert_eq!(call(), EXITED, "{what}");
        write(at, offset, right);
    };
    word(owner, layout::DICT_OR_VALUES_OFFSET, 0, dict as u64, "no dict");
    word(owner, layout::DICT_OR_VALUES_OFFSET, dict as u64 | 1, dict as u64, "values in line");
    word(keys, layout::DICT_KEYS_NENTRIES, 1, 2, "fewer entries");
    word(keys, key, a as u64, name as u64, "another name");
    word(keys, key + 8, 0, b as u64, "deleted");
}

#[test]
fn class_guards_ask_for_a_class() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let class = m.load_slot(0, Type::OBJECT);
    let state = m.state(&[]);
    m.exiting(Opcode::GuardClassVersion, &[class], Imm::Int(6), state);
    let none = m.object(fake.none, Class::NoneType);
    m.ret(none);
    let code = fake.compile(&m.f);
    let (metaclass, class) = (new_object(Class::Type, 1000), new_object(Class::Type, 1000));
    write(class, layout::OBJECT_TYPE, metaclass as u64);
    write32(class, layout::TYPE_VERSION_TAG, 6);
    write(metaclass, layout::TYPE_FLAGS, 1 << 31);
    assert_eq!(fake.call(&code, &[class]), fake.none);
    write(metaclass, layout::TYPE_FLAGS, 1 << 30);
    assert_eq!(fake.call(&code, &[class]), EXITED);
}

#[test]
fn cells() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let cell = m.load_slot(0, Type::OBJECT);
    let old = m.op(Opcode::LoadCell, &[cell], Imm::None);
    m.op(Opcode::IncRef, &[old], Imm::None);
    let value = m.load_slot(1, Type::OBJECT);
    m.op(Opcode::IncRef, &[value], Imm::None);
    m.op(Opcode::StoreCell, &[cell, value], Imm::None);
    m.ret(old);
    let code = fake.compile(&m.f);
    let (cell, value) = (new_object(Class::Cell, 24), new_int(1));
    assert_eq!(fake.call(&code, &[cell, value]), 0);
    assert_eq!(fake.call(&code, &[cell, value]), value);
    assert_eq!(read(cell, layout::CELL_REF), value as u64);
}

#[test]
fn vectorcalls_pass_self_only_if_there_is_one() {
    let fake = Fake::new();
    let call = |receiver: Type, keywords: usize| {
        let mut m = Maker::new(&fake, 3, Entry::Function);
        let callable = m.load_slot(0, Type::OBJECT);
        let receiver =
            if receiver == Type::NULL { m.op(Opcode::Null, &[], Imm::None) } else { m.load_slot(1, receiver) };
        let argument = m.load_slot(2, Type::OBJECT);
        let state = m.state(&[]);
        let names = (keywords > 0).then(|| {
            let names = new_object(Class::Tuple, 40);
            write(names, layout::VAR_SIZE, keywords as u64);
            let mut names = object_ref(names, Class::Tuple);
            names.fact = Fact::Tuple(vec![object_ref(1, Class::Str); keywords]);
            m.f.object(&names)
        });
        let args = [callable, receiver, argument, argument];
        let imm = Imm::Call(CallInfo::Vector { keywords: names });
        let r = m.exiting(Opcode::CallVector, &args, imm, state);
        m.ret(r);
        fake.compile(&m.f)
    };
    let (callable, receiver, argument) = (new_int(1), new_int(2), new_int(3));
    let check = |ty, keywords, receiver: Option<Address>, given: Address| {
        let code = call(ty, keywords);
        take_log();
        answer(&[new_int(0) as i64]);
        assert_ne!(fake.call(&code, &[callable, given, argument]), EXITED);
        let mut args: Vec<Address> = receiver.into_iter().collect();
        args.extend([argument, argument]);
        let [Event::Vectorcall { callable: c, args: a, nargsf, .. }] = &take_log()[..] else { panic!("no call") };
        assert_eq!((*c, a, *nargsf & !(1 << 63)), (callable, &args, args.len() - keywords));
    };
    for keywords in [0, 1] {
        check(Type::NULL, keywords, None, receiver);
        check(Type::OBJECT, keywords, Some(receiver), receiver);
        check(Type::NULLABLE, keywords, Some(receiver), receiver);
    }
}

#[test]
fn a_receiver_may_turn_out_to_be_missing() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let callable = m.load_slot(0, Type::OBJECT);
    let cell = m.load_slot(1, Type::OBJECT);
    let receiver = m.op(Opcode::LoadCell, &[cell], Imm::None);
    let state = m.state(&[]);
    let imm = Imm::Call(CallInfo::Vector { keywords: None });
    let r = m.exiting(Opcode::CallVector, &[callable, receiver, callable], imm, state);
    m.ret(r);
    let code = fake.compile(&m.f);
    let (callable, cell, receiver) = (new_int(1), new_object(Class::Cell, 24), new_int(2));
    for expected in [vec![callable], vec![receiver, callable]] {
        answer(&[new_int(0) as i64]);
        take_log();
        assert_ne!(fake.call(&code, &[callable, cell]), EXITED);
        let [Event::Vectorcall { args, nargsf, .. }] = &take_log()[..] else { panic!("no call") };
        assert_eq!((args, *nargsf), (&expected, expected.len() | 1 << 63));
        write(cell, layout::CELL_REF, receiver as u64);
    }
}

extern "C" fn c_function(receiver: Address, second: Address, third: Address, fourth: Address) -> Address {
    // SAFETY: for the array conventions `second` is an array of `third` items.
    let items = unsafe {
        match receiver {
            0xF | 0xFF => std::slice::from_raw_parts(second as *const Address, third).to_vec(),
            _ => vec![second],
        }
    };
    assert!(receiver != 0xFF || fourth == 0);
    C_ARGS.set(items);
    0x5151
}

thread_local! {
    static C_ARGS: std::cell::RefCell<Vec<Address>> = const { std::cell::RefCell::new(Vec::new()) };
}

#[test]
fn c_functions_by_convention() {
    let fake = Fake::new();
    use Convention::*;
    for (convention, receiver, count, expected) in [
        (NoArgs, 0x1, 0, vec![0]),
        (O, 0x1, 1, vec![0xA]),
        (Fast, 0xF, 2, vec![0xA, 0xA]),
        (FastWithKeywords, 0xFF, 2, vec![0xA, 0xA]),
    ] {
        let mut m = Maker::new(&fake, 0, Entry::Function);
        let receiver = m.object(receiver, Class::NoneType);
        let argument = m.object(0xA, Class::NoneType);
        let mut args = vec![receiver];
        args.extend(vec![argument; count]);
        let state = m.state(&[]);
        let info = CallInfo::C { function: c_function as *const () as usize, convention };
        let r = m.exiting(Opcode::CallC, &args, Imm::Call(info), state);
        m.ret(r);
        let code = fake.compile(&m.f);
        assert_eq!(fake.call(&code, &[]), 0x5151);
        assert_eq!(C_ARGS.take(), expected, "{convention:?}");
    }
}

#[test]
fn direct_calls_go_through_the_cell() {
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 2, Entry::Function);
    let function = m.load_slot(0, Type::OBJECT);
    let argument = m.load_slot(1, Type::OBJECT);
    m.op(Opcode::IncRef, &[argument], Imm::None);
    let state = m.state(&[]);
    let imm = Imm::Call(CallInfo::Direct { code: 1 });
    let r = m.exiting(Opcode::CallDirect, &[function, argument], imm, state);
    m.ret(r);
    let caller = fake.compile(&m.f);
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.load_slot(0, Type::OBJECT);
    m.op(Opcode::IncRef, &[x], Imm::None);
    m.ret(x);
    let callee = fake.compile(&m.f);
    let fallback = andiron_codegen::compile_fallback(1, &fake).unwrap();
    let (Entries::Function { direct, .. }, Entries::Fallback { direct: stub }) = (callee.entries, fallback.entries)
    else {
        panic!("wrong kinds of entries")
    };
    let x = new_int(3);
    write(fake.entry_cell, 0, direct as u64);
    // The function is an argument as well, whose reference is handed over.
    write(fake.function, layout::OBJECT_REFCNT, REFERENCES + 1);
    assert_eq!(fake.call(&caller, &[fake.function, x]), x);
    assert_eq!(references(x), REFERENCES);
    write(fake.entry_cell, 0, stub as u64);
    take_log();
    write(fake.function, layout::OBJECT_REFCNT, REFERENCES + 1);
    assert_eq!(fake.call(&caller, &[fake.function, x]), EXITED);
    assert_eq!(take_log(), [Event::Interpreted(vec![x])]);
}
