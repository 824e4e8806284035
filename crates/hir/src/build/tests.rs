//! The builder on assembled bytecode: whatever it makes must satisfy the verifier.

use super::{Access, Refusal, Start, World, build};
use crate::function::{Function, Reason};
use crate::opcode::Opcode;
use crate::verify::{Stage, verify};
use crate::{Helper, Imm};
use andiron_bytecode::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A world where nothing runs: globals and failed sites are what the test says.
#[derive(Default)]
struct TestWorld {
    globals: HashMap<usize, ObjectRef>,
    classes: HashMap<usize, Class>,
    failed: HashSet<u32>,
    run: HashSet<u32>,
    /// What every attribute instruction has seen.
    places: Vec<AttributePlace>,
}

fn object(address: usize, class: Class, text: &str, fact: Fact) -> ObjectRef {
    ObjectRef { address, class, text: text.into(), fact }
}

impl World for TestWorld {
    fn constant_global(&mut self, name: usize) -> Option<ObjectRef> {
        self.globals.get(&name).cloned()
    }
    fn can_call_directly(&mut self, _function: &ObjectRef, _callee: &FunctionFacts) -> bool {
        true
    }
    fn site_failed(&self, unit: u32) -> bool {
        self.failed.contains(&unit)
    }
    fn has_run(&self, unit: u32) -> bool {
        self.run.contains(&unit)
    }
    fn attribute_places(&mut self, _unit: u32, _name: usize, _access: Access) -> Vec<AttributePlace> {
        self.places.clone()
    }
    fn builtin_class(&self, object: &ObjectRef) -> Option<Class> {
        self.classes.get(&object.address).copied()
    }
    fn none(&self) -> ObjectRef {
        object(1, Class::NoneType, "None", Fact::None)
    }
    fn bool(&self, value: bool) -> ObjectRef {
        object(2 + usize::from(value), Class::Bool, if value { "True" } else { "False" }, Fact::Bool(value))
    }
    fn assertion_error(&self) -> ObjectRef {
        object(4, Class::Type, "AssertionError", Fact::None)
    }
}

fn constant(index: usize, words: &[&str]) -> ObjectRef {
    let address = 1000 + index;
    let text = words.join(" ");
    match words {
        ["int", i] => match i.parse() {
            Ok(i) => object(address, Class::Int, &text, Fact::Int(i)),
            Err(_) => object(address, Class::Int, &text, Fact::None),
        },
        ["float", x] => object(address, Class::Float, &text, Fact::Float(x.parse().expect("a float"))),
        ["str", rest @ ..] => object(address, Class::Str, &text, Fact::Str(rest.join(" "))),
        ["none"] => object(1, Class::NoneType, "None", Fact::None),
        ["true"] => object(3, Class::Bool, "True", Fact::Bool(true)),
        ["false"] => object(2, Class::Bool, "False", Fact::Bool(false)),
        ["names", names @ ..] => {
            let name = |(i, n): (usize, &&str)| object(5000 + 100 * index + i, Class::Str, n, Fact::Str(n.to_string()));
            object(address, Class::Tuple, &text, Fact::Tuple(names.iter().enumerate().map(name).collect()))
        }
        ["tuple"] => object(address, Class::Tuple, &text, Fact::None),
        _ => object(address, Class::Other, &text, Fact::None),
    }
}

fn feedback(word: &str) -> Feedback {
    let numbers: Vec<&str> = word.split('.').collect();
    match numbers[0] {
        "cold" => Feedback::Cold,
        "int" => Feedback::Operands(OperandClass::Int),
        "float" => Feedback::Operands(OperandClass::Float),
        "str" => Feedback::Operands(OperandClass::Str),
        "list" => Feedback::Subscr(SubscrFeedback::List),
        "tuple" => Feedback::Subscr(SubscrFeedback::Tuple),
        "dict" => Feedback::Subscr(SubscrFeedback::Dict),
        "iterlist" => Feedback::Iter(IterFeedback::List),
        "itertuple" => Feedback::Iter(IterFeedback::Tuple),
        "range" => Feedback::Iter(IterFeedback::Range),
        "hint" => Feedback::Attr(AttrFeedback::WithHint { type_version: 7, index: 3 }),
        "inline" => Feedback::Attr(AttrFeedback::InstanceValue { type_version: 7, index: 1 }),
        "slot" => Feedback::Attr(AttrFeedback::Slot { type_version: 7, offset: 16 }),
        "global" => Feedback::Global(GlobalFeedback::Module { keys_version: 3, index: 1 }),
        _ => Feedback::None,
    }
}

/// Assembles: directives start with a dot, labels end in a colon, `->label` is a jump target, `!word` feedback.
fn assemble(text: &str) -> Code {
    let mut code = Code {
        address: 99,
        qualname: "f".into(),
        filename: "f.py".into(),
        first_line: 1,
        argcount: 0,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        flags: CodeFlags { optimized: true, newlocals: true, ..CodeFlags::default() },
        slots: Vec::new(),
        stack_size: 40,
        first_traceable: 0,
        instrs: Vec::new(),
        handlers: Vec::new(),
        consts: Vec::new(),
        names: Vec::new(),
    };
    let mut labels = BTreeMap::new();
    let mut targets = Vec::new();
    let mut handlers = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if let Some(label) = words[0].strip_suffix(':') {
            labels.insert(label.to_string(), code.instrs.len() as u32);
            words.remove(0);
            if words.is_empty() {
                continue;
            }
        }
        match words[0] {
            ".qualname" => code.qualname = words[1].into(),
            ".args" => code.argcount = words[1].parse().expect("a count"),
            ".kwonly" => code.kwonlyargcount = words[1].parse().expect("a count"),
            ".varargs" => code.flags.varargs = true,
            ".varkeywords" => code.flags.varkeywords = true,
            ".module" => code.flags.optimized = false,
            ".stack" => code.stack_size = words[1].parse().expect("a depth"),
            ".slots" => code.slots.extend(words[1..].iter().map(|name| match name.split_once('/') {
                Some((name, "cell")) => (name.to_string(), SlotKind::Cell),
                Some((name, _)) => (name.to_string(), SlotKind::Free),
                None => (name.to_string(), SlotKind::Local),
            })),
            ".const" => code.consts.push(constant(code.consts.len(), &words[1..])),
            ".names" => {
                for name in &words[1..] {
                    let address = 3000 + code.names.len();
                    code.names.push(object(address, Class::Str, name, Fact::Str(name.to_string())));
                }
            }
            ".handler" => handlers.push(words[1..].iter().map(|w| w.to_string()).collect::<Vec<_>>()),
            name => {
                let unit = code.instrs.len() as u32;
                let mut ins = Instr {
                    unit,
                    start: unit,
                    next: unit + 1,
                    op: Op::from_name(name).unwrap_or_else(|| panic!("no instruction {name}")),
                    arg: 0,
                    target: None,
                    line: 1,
                    feedback: Feedback::None,
                };
                for word in &words[1..] {
                    if let Some(label) = word.strip_prefix("->") {
                        targets.push((unit as usize, label.to_string()));
                    } else if let Some(word) = word.strip_prefix('!') {
                        ins.feedback = feedback(word);
                    } else {
                        ins.arg = word.parse().expect("an argument");
                    }
                }
                code.instrs.push(ins);
            }
        }
    }
    for (at, label) in targets {
        code.instrs[at].target = Some(labels[&label]);
    }
    for row in handlers {
        code.handlers.push(Handler {
            start: labels[&row[0]],
            end: labels.get(&row[1]).copied().unwrap_or(code.instrs.len() as u32),
            target: labels[&row[2]],
            depth: row[3].parse().expect("a depth"),
            push_lasti: row[4] == "1",
        });
    }
    code
}

fn checked(code: &Code, start: Start, world: &mut TestWorld) -> Function {
    let f = build(code, start, world).unwrap_or_else(|refusal| panic!("{}: {refusal}", code.qualname));
    if let Err(errors) = verify(&f, Stage::Built) {
        panic!("{}:\n{}\n{f}", code.qualname, errors.join("\n"));
    }
    f
}

fn built(text: &str) -> Function {
    checked(&assemble(text), Start::Function, &mut TestWorld::default())
}

fn count(f: &Function, opcode: Opcode) -> usize {
    let placed = f.blocks.iter().flat_map(|block| &block.insts);
    placed.filter(|v| f.inst(**v).is_some_and(|inst| inst.opcode == opcode)).count()
}

fn calls(f: &Function, helper: Helper) -> usize {
    let placed = f.blocks.iter().flat_map(|block| &block.insts);
    placed.filter(|v| f.inst(**v).is_some_and(|inst| inst.imm == Imm::Helper(helper))).count()
}

/// Everything under an environment variable's path, as written by a dumper of real bytecode: functions from their
/// start, and from each of their loops.
#[test]
fn real_bytecode() {
    let Ok(path) = std::env::var("ANDIRON_BYTECODE_DUMP") else { return };
    let text = std::fs::read_to_string(path).expect("the dump can be read");
    let (mut functions, mut loops, mut refused) = (0, 0, 0);
    for unit in text.split("=====\n").filter(|unit| !unit.trim().is_empty()) {
        let code = assemble(unit);
        let starts = code.instrs.iter().filter(|ins| ins.op == Op::JUMP_BACKWARD).filter_map(|ins| ins.target);
        let mut starts: Vec<Start> = starts.map(|unit| Start::Loop { unit }).collect();
        starts.push(Start::Function);
        for start in starts {
            match build(&code, start, &mut TestWorld::default()) {
                Ok(_) => {
                    checked(&code, start, &mut TestWorld::default());
                    if start == Start::Function { functions += 1 } else { loops += 1 }
                }
                Err(Refusal::Malformed) => panic!("{}: malformed", code.qualname),
                Err(_) => refused += 1,
            }
        }
    }
    eprintln!("{functions} functions, {loops} loops, {refused} refused");
}

const COUNTED_LOOP: &str = "
    .args 1
    .slots n total i
    .const int 0
    .names range
    RESUME 0
    LOAD_CONST 0
    STORE_FAST 1
    LOAD_GLOBAL 1 !global
    LOAD_FAST 0
    CALL 1
    GET_ITER
    head: FOR_ITER 0 ->end !range
    STORE_FAST 2
    LOAD_FAST 1
    LOAD_FAST 2
    BINARY_OP 13 !int
    STORE_FAST 1
    JUMP_BACKWARD ->head
    end: END_FOR
    LOAD_FAST 1
    RETURN_VALUE";

#[test]
fn loop_types_are_optimistic() {
    // `total` starts as an int and stays one: no guard on it, none on the range's item.
    let f = built(COUNTED_LOOP);
    assert_eq!(count(&f, Opcode::GuardType), 1, "the iterator alone is guarded:\n{f}");
    assert_eq!(count(&f, Opcode::IntAdd), 1);
    assert_eq!(count(&f, Opcode::Safepoint), 2, "after the call, and at the jump back");
}

#[test]
fn loop_types_are_widened() {
    // `total` is an int at first, an unknown object later.
    let f = built(&COUNTED_LOOP.replace("BINARY_OP 13 !int", "BINARY_OP 17"));
    assert_eq!(count(&f, Opcode::IntAdd), 0);
    assert_eq!(calls(&f, Helper::binary_op), 1);
    let loop_params = f.blocks.iter().flat_map(|block| &block.params);
    assert!(loop_params.clone().any(|v| f.ty(*v) == crate::Type::OBJECT), "{f}");
}

#[test]
fn failed_sites_are_generic() {
    let code = assemble(COUNTED_LOOP);
    let mut world = TestWorld::default();
    world.failed.extend(0..code.instrs.len() as u32);
    let f = checked(&code, Start::Function, &mut world);
    assert_eq!(count(&f, Opcode::GuardType), 0);
    assert_eq!(calls(&f, Helper::iter_next), 1);
    assert_eq!(calls(&f, Helper::load_global), 1);
}

#[test]
fn on_stack_replacement_enters_at_the_header() {
    let code = assemble(COUNTED_LOOP);
    let unit = code.instrs.iter().find(|ins| ins.op == Op::FOR_ITER).expect("a loop").unit;
    let f = checked(&code, Start::Loop { unit }, &mut TestWorld::default());
    assert_eq!(f.blocks[0].entry, crate::Entry::Loop);
    assert_eq!(count(&f, Opcode::LoadStack), 1);
    let header = f.blocks.iter().find(|block| !block.params.is_empty()).expect("the header has parameters");
    let homes: Vec<_> = header.params.iter().map(|param| f.home(*param)).collect();
    assert_eq!(homes, [Some(1), Some(2)], "the locals the loop changes:\n{f}");
    assert_eq!(count(&f, Opcode::CallVector), 0, "what lies before the loop is not compiled");
    assert_eq!(build(&code, Start::Loop { unit: 4 }, &mut TestWorld::default()), Err(Refusal::NoSuchLoop));
}

#[test]
fn generators_and_module_starts_are_refused() {
    let mut code = assemble(".const none\nRESUME 0\nRETURN_CONST 0");
    code.flags.optimized = false;
    assert_eq!(build(&code, Start::Function, &mut TestWorld::default()), Err(Refusal::NotOptimized));
    code.flags.generator = true;
    assert_eq!(build(&code, Start::Function, &mut TestWorld::default()), Err(Refusal::Generator));
}

#[test]
fn known_number_classes_need_no_feedback() {
    // (x * y) / 2 with floats: the division has no feedback of its own.
    let f = built(
        ".args 2\n.slots x y\n.const int 2\nRESUME 0\nLOAD_FAST 0\nLOAD_FAST 1\nBINARY_OP 5 !float\nLOAD_CONST 0\n\
         BINARY_OP 11\nRETURN_VALUE",
    );
    assert_eq!((count(&f, Opcode::FloatMul), count(&f, Opcode::FloatDiv)), (1, 1));
    assert_eq!(count(&f, Opcode::CallHelper), 0);
    assert_eq!(count(&f, Opcode::CheckValid), 0);
}

#[test]
fn attribute_guards_are_shared() {
    for (feedback, load) in [("inline", Opcode::LoadInlineValue), ("hint", Opcode::LoadDictEntry)] {
        let f = built(&format!(
            ".args 1\n.slots self\n.names x y\nRESUME 0\nLOAD_FAST 0\nLOAD_ATTR 0 !{feedback}\nLOAD_FAST 0\n\
             LOAD_ATTR 2 !{feedback}\nBINARY_OP 0\nRETURN_VALUE",
        ));
        assert_eq!((count(&f, Opcode::GuardTypeVersion), count(&f, load)), (1, 2));
    }
}

fn built_with_places(text: &str, kinds: Vec<PlaceKind>) -> Function {
    let place = |(i, kind)| AttributePlace { type_version: 7 + i as u32, kind };
    let places = kinds.into_iter().enumerate().map(place).collect();
    checked(&assemble(text), Start::Function, &mut TestWorld { places, ..TestWorld::default() })
}

#[test]
fn several_classes_share_what_they_have_in_common() {
    let text = ".args 1\n.slots self\n.names x y\nRESUME 0\nLOAD_FAST 0\nLOAD_ATTR 0 !inline\nLOAD_FAST 0\n\
                LOAD_ATTR 2 !inline\nBINARY_OP 0\nRETURN_VALUE";
    let same = built_with_places(text, vec![PlaceKind::InstanceValue { index: 0 }; 3]);
    assert_eq!(count(&same, Opcode::GuardTypeVersions), 1);
    assert_eq!((count(&same, Opcode::LoadInlineValue), count(&same, Opcode::Branch)), (2, 0));
    let kinds = [0, 1, 0].map(|index| PlaceKind::InstanceValue { index });
    let different = built_with_places(text, kinds.into());
    assert_eq!((count(&different, Opcode::LoadInlineValue), count(&different, Opcode::Branch)), (4, 4));
    assert_eq!(count(&different, Opcode::GuardTypeVersion), 2, "the last class of each site exits");
}

#[test]
fn methods_of_several_classes_are_called_directly() {
    let facts = |code| FunctionFacts { code, ..function_facts(&["self"], 0) };
    let method = |code| PlaceKind::Method {
        descriptor: object(code, Class::Function, "m", Fact::Function(facts(code))),
        shared_keys: Some(3),
    };
    let text = ".args 1\n.slots self\n.names go\nRESUME 0\nLOAD_FAST 0\nLOAD_ATTR 1\nCALL 0\nRETURN_VALUE";
    let f = built_with_places(text, vec![method(50), method(60)]);
    assert_eq!((count(&f, Opcode::CallDirect), count(&f, Opcode::CallVector)), (2, 1));
    assert_eq!(count(&f, Opcode::GuardKeysCount), 2);
    let inherited = built_with_places(text, vec![method(50), method(50)]);
    assert_eq!((count(&inherited, Opcode::CallDirect), count(&inherited, Opcode::CallVector)), (1, 0));
}

#[test]
fn an_unknown_method_makes_a_pair() {
    let f = built(
        ".args 2\n.slots self x\n.names go\nRESUME 0\nLOAD_FAST 0\nLOAD_ATTR 1\nLOAD_FAST 1\nCALL 1\nRETURN_VALUE",
    );
    assert_eq!(calls(&f, Helper::get_method), 1);
    assert_eq!(count(&f, Opcode::CallVector), 2, "with and without a receiver");
}

const HANDLED: &str = "
    .args 1
    .slots x e
    .const int 1
    .names ValueError
    RESUME 0
    try: NOP
    LOAD_FAST 0
    UNARY_NEGATIVE
    RETURN_VALUE
    handler: PUSH_EXC_INFO
    inside: LOAD_GLOBAL 0
    CHECK_EXC_MATCH
    POP_JUMP_IF_FALSE ->other
    POP_TOP
    matched: POP_EXCEPT
    RETURN_CONST 0
    other: RERAISE 0
    cleanup: COPY 3
    POP_EXCEPT
    RERAISE 1
    .handler try handler handler 0 0
    .handler inside matched cleanup 1 1
    .handler other cleanup cleanup 1 1";

#[test]
fn handlers_are_entries() {
    let f = built(HANDLED);
    let entries: Vec<_> = f.blocks.iter().map(|block| block.entry).filter(|e| *e == crate::Entry::Handler).collect();
    assert_eq!(entries.len(), 2);
    assert!(f.handlers.iter().all(|row| row.block.is_some()));
    assert_eq!(calls(&f, Helper::reraise), 1, "the covered one");
    assert_eq!(count(&f, Opcode::Exit), 1, "the other is left to the interpreter");
}

const UNTAKEN: &str = ".args 2\n.slots x y\n.names a b\nRESUME 0\nLOAD_FAST 0\nLOAD_ATTR 0 !inline\n\
                       POP_JUMP_IF_FALSE ->else\nLOAD_FAST 1\nLOAD_ATTR 2 !cold\nRETURN_VALUE\n\
                       else: LOAD_FAST 0\nGET_ITER\nhead: FOR_ITER ->end !range\nSTORE_FAST 1\n\
                       JUMP_BACKWARD ->head\nend: END_FOR\nLOAD_FAST 0\nLOAD_ATTR 2 !cold\nRETURN_VALUE";

#[test]
fn blocks_that_never_ran_are_exits() {
    let cold = |f: &Function| -> Vec<u32> {
        let insts = f.blocks.iter().flat_map(|block| &block.insts).filter_map(|v| f.inst(*v));
        insts.filter(|inst| inst.imm == Imm::Reason(Reason::Cold)).map(|inst| inst.unit).collect()
    };
    let mut world = TestWorld::default();
    let code = assemble(UNTAKEN);
    let f = checked(&code, Start::Function, &mut world);
    assert_eq!(cold(&f), [4], "not what follows the loop: it may be running for the first time");
    assert_eq!(calls(&f, Helper::get_attr), 1);
    world.run.insert(4);
    let f = checked(&code, Start::Function, &mut world);
    assert!(cold(&f).is_empty(), "an exit has taught better");
    assert_eq!(calls(&f, Helper::get_attr), 2);
    let header = code.instrs.iter().find(|ins| ins.op == Op::FOR_ITER).expect("there is one").unit;
    let f = checked(&code, Start::Loop { unit: header }, &mut world);
    assert_eq!(cold(&f).len(), 1, "a replaced loop may well end in the interpreter");
}

fn function_facts(parameters: &[&str], defaults: usize) -> FunctionFacts {
    FunctionFacts {
        code: 77,
        argcount: parameters.len() as u32,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        variadic: false,
        generator: false,
        defaults: (0..defaults).map(|i| object(900 + i, Class::Other, "default", Fact::None)).collect(),
        defaults_tuple: 899,
        parameters: parameters.iter().map(|name| name.to_string()).collect(),
    }
}

fn call_global(text: &str, callee: ObjectRef) -> Function {
    let mut world = TestWorld::default();
    world.globals.insert(0, callee);
    checked(&assemble(text), Start::Function, &mut world)
}

const KEYWORD_CALL: &str = ".args 2\n.slots x y\n.const names b\n.names g\nRESUME 0\nLOAD_GLOBAL 1\nLOAD_FAST 0\n\
                            LOAD_FAST 1\nKW_NAMES 0\nCALL 2\nRETURN_VALUE";

#[test]
fn known_functions_are_called_directly() {
    let facts = function_facts(&["a", "b", "c"], 1);
    let f = call_global(KEYWORD_CALL, object(500, Class::Function, "g", Fact::Function(facts)));
    assert_eq!(count(&f, Opcode::CallDirect), 1);
    assert_eq!(count(&f, Opcode::GuardFunctionDefaults), 1);
    // A call with keywords resumes where its names are set.
    let call = f.values.iter().find_map(|data| match &data.def {
        crate::Def::Inst(inst) if inst.opcode == Opcode::CallDirect => Some(inst),
        _ => None,
    });
    let call = call.expect("counted above");
    assert_eq!((call.unit, f.states[call.state.expect("it raises").index()].unit), (5, 4));
    // Where binding would fail, the interpreter's own call reports it.
    let wrong = function_facts(&["b", "a"], 0);
    let f = call_global(KEYWORD_CALL, object(500, Class::Function, "g", Fact::Function(wrong)));
    assert_eq!((count(&f, Opcode::CallDirect), count(&f, Opcode::CallVector)), (0, 1));
}

#[test]
fn plain_classes_are_instantiated_in_place() {
    let init = object(600, Class::Function, "C.__init__", Fact::Function(function_facts(&["self", "a", "b"], 0)));
    let facts = TypeFacts { name: "C".into(), version: 12, plain_new: true, init: Some(Box::new(init)) };
    let f = call_global(KEYWORD_CALL, object(601, Class::Type, "C", Fact::Type(facts)));
    assert_eq!((count(&f, Opcode::NewInstance), count(&f, Opcode::CallDirect)), (1, 1));
    assert_eq!(calls(&f, Helper::check_init_result), 1);
}

#[test]
fn cells_and_comprehension_variables() {
    let f = built(
        ".args 1\n.slots x c/cell free/free\n.const none\nCOPY_FREE_VARS 1\nMAKE_CELL 1\nRESUME 0\nLOAD_FAST 0\n\
         STORE_DEREF 1\nLOAD_DEREF 1\nPOP_TOP\nLOAD_DEREF 2\nPOP_TOP\nLOAD_FAST_AND_CLEAR 0\nSTORE_FAST 0\n\
         DELETE_FAST 0\nLOAD_FAST_CHECK 0\nRETURN_VALUE",
    );
    assert_eq!(count(&f, Opcode::StoreCell), 1);
    assert_eq!(count(&f, Opcode::GuardType), 0, "cells are known to be cells");
}

#[test]
fn every_straight_instruction_builds() {
    let prologue = ".args 3\n.slots a b c\n.const none\n.const names k\n.const int 1\n.names n m\nRESUME 0\n";
    let bodies = [
        "LOAD_FAST 0\nLOAD_FAST 1\nBINARY_SUBSCR !list\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nBINARY_SUBSCR !tuple\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nBINARY_SUBSCR !dict\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_FAST 2\nSTORE_SUBSCR !list\nRETURN_CONST 0",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_FAST 2\nBINARY_SLICE\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_FAST 2\nLOAD_FAST 0\nSTORE_SLICE\nRETURN_CONST 0",
        "LOAD_FAST 0\nUNPACK_SEQUENCE 2 !tuple\nSTORE_FAST 1\nRETURN_VALUE",
        "LOAD_FAST 0\nUNPACK_SEQUENCE 2\nSTORE_FAST 1\nRETURN_VALUE",
        "LOAD_FAST 0\nUNPACK_EX 257\nPOP_TOP\nPOP_TOP\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nBUILD_MAP 1\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_CONST 1\nBUILD_CONST_KEY_MAP 1\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nBUILD_SLICE 2\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nFORMAT_VALUE 4\nRETURN_VALUE",
        "BUILD_LIST 0\nLOAD_FAST 0\nLIST_EXTEND 1\nCALL_INTRINSIC_1 6\nRETURN_VALUE",
        "PUSH_NULL\nLOAD_FAST 0\nLOAD_FAST 1\nBUILD_MAP 0\nLOAD_FAST 2\nDICT_MERGE 1\nCALL_FUNCTION_EX 1\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_FAST 2\nLOAD_SUPER_ATTR 1\nCALL 0\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_FAST 2\nLOAD_SUPER_ATTR 0\nRETURN_VALUE",
        "LOAD_CONST 2\nLOAD_CONST 0\nIMPORT_NAME 0\nIMPORT_FROM 1\nSTORE_FAST 0\nPOP_TOP\nRETURN_CONST 0",
        "LOAD_FAST 0\nMATCH_MAPPING\nPOP_TOP\nLOAD_CONST 1\nMATCH_KEYS\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nLOAD_CONST 1\nMATCH_CLASS 0\nRETURN_VALUE",
        "LOAD_FAST 0\nBEFORE_WITH\nPOP_TOP\nPOP_TOP\nRETURN_CONST 0",
        "LOAD_FAST 0\nLOAD_FAST 1\nCONTAINS_OP 1\nUNARY_NOT\nRETURN_VALUE",
        "LOAD_FAST 0\nLOAD_FAST 1\nIS_OP 1\nRETURN_VALUE",
        "LOAD_FAST 0\nDELETE_ATTR 0\nDELETE_GLOBAL 1\nRETURN_CONST 0",
        "LOAD_FAST 0\nLOAD_CONST 2\nMAKE_FUNCTION 1\nRETURN_VALUE",
        "LOAD_CONST 0\nCALL_INTRINSIC_1 7\nRETURN_VALUE",
        "LOAD_FAST 0\nGET_LEN\nRETURN_VALUE",
    ];
    for body in bodies {
        built(&format!("{prologue}{body}"));
    }
}

#[test]
fn text_grows_in_place_where_its_local_is_overwritten() {
    let slots = ".args 2\n.slots s t\nRESUME 0\nLOAD_FAST 0\nLOAD_FAST 1\nBINARY_OP 13 !str\n";
    let f = built(&format!("{slots}STORE_FAST 0\nLOAD_FAST 0\nRETURN_VALUE"));
    assert_eq!((calls(&f, Helper::str_append), calls(&f, Helper::str_concat)), (1, 0));
    assert_eq!(count(&f, Opcode::SetLocal), 2, "the local is unbound meanwhile");
    let f = built(&format!("{slots}STORE_FAST 1\nLOAD_FAST 0\nRETURN_VALUE"));
    assert_eq!((calls(&f, Helper::str_append), calls(&f, Helper::str_concat)), (0, 1));
    let f = built(&format!("{slots}LOAD_FAST 1\nBINARY_OP 0 !str\nRETURN_VALUE"));
    assert_eq!((calls(&f, Helper::str_append), calls(&f, Helper::str_concat)), (1, 1), "a temporary grows");
}
