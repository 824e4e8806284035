//! The builder on assembled bytecode: whatever it makes must satisfy the verifier.

use super::{Refusal, Start, World, build};
use crate::function::Function;
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
}

fn object(address: usize, class: Class, text: &str, fact: Fact) -> ObjectRef {
    ObjectRef { address, class, text: text.into(), fact }
}

impl World for TestWorld {
    fn constant_global(&mut self, name: usize) -> Option<ObjectRef> {
        self.globals.get(&name).cloned()
    }
    fn can_call_directly(&mut self, _callee: &FunctionFacts) -> bool {
        true
    }
    fn site_failed(&self, unit: u32) -> bool {
        self.failed.contains(&unit)
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
        eprintln!("{}", code.qualname);
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
