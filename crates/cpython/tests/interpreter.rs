//! Tests against a live interpreter, embedded in the test process. One test, as there is one interpreter and one GIL;
//! each part starts from Python source.

use andiron_bytecode::{AttrFeedback, CallFeedback, Class, Code, Fact, Feedback, Op};
use andiron_cpython::{decode, ffi, object, probe, types};
use std::ffi::{CStr, CString};

fn run(source: &str) {
    let source = CString::new(source).expect("no zero byte");
    // SAFETY: the interpreter runs and this thread has the GIL.
    assert_eq!(unsafe { ffi::PyRun_SimpleStringFlags(source.as_ptr(), std::ptr::null_mut()) }, 0, "the source runs");
}

/// A global of `__main__`, borrowed.
fn global(name: &CStr) -> *mut ffi::PyObject {
    // SAFETY: as above; `__main__` and its dict live as long as the interpreter.
    let found = unsafe {
        let space = ffi::PyModule_GetDict(ffi::PyImport_AddModule(c"__main__".as_ptr()));
        ffi::PyDict_GetItemString(space, name.as_ptr())
    };
    assert!(!found.is_null(), "{name:?} is set");
    found
}

fn decode_function(name: &CStr) -> Code {
    // SAFETY: the global is a live function.
    unsafe { decode(ffi::PyFunction_GetCode(global(name)).cast()) }
}

/// The same text that the Python side of [`every_instruction_agrees_with_dis`] makes of `dis`.
fn listing(code: &Code) -> String {
    let mut lines = Vec::new();
    for i in &code.instrs {
        let target = i.target.map_or(String::new(), |t| format!(" -> {t}"));
        lines.push(format!("{} {} {}{target} line {}", i.unit, i.op.name(), i.arg, i.line));
    }
    for h in &code.handlers {
        lines.push(format!("{}..{} -> {} depth {} {}", h.start, h.end, h.target, h.depth, u8::from(h.push_lasti)));
    }
    lines.join("\n")
}

#[test]
fn the_live_interpreter() {
    // SAFETY: the only place that starts the interpreter.
    unsafe { ffi::Py_InitializeEx(0) };
    assert_eq!(probe(), Ok(()));
    every_instruction_agrees_with_dis();
    feedback_names_what_was_seen();
    stale_descriptors_are_not_looked_at();
    instrumentation_is_peeled_off();
    constants_and_callees_are_described();
    assert_eq!(probe(), Ok(()));
}

fn every_instruction_agrees_with_dis() {
    run(r#"
import dis, types, argparse, typing, inspect, asyncio.base_events, dataclasses, decimal, json.decoder, _pydecimal, ast
def listing(code):
    out = []
    lines = {}
    for start, end, line in code.co_lines():
        for at in range(start, end, 2):
            lines[at] = line or 0
    for i in dis.get_instructions(code):
        if i.opname == "EXTENDED_ARG":
            continue
        target = f" -> {i.argval // 2}" if i.opcode in dis.hasjrel else ""
        out.append(f"{i.offset // 2} {i.opname} {i.arg or 0}{target} line {lines[i.offset]}")
    for h in dis._parse_exception_table(code):
        out.append(f"{h.start // 2}..{h.end // 2} -> {h.target // 2} depth {h.depth} {int(h.lasti)}")
    return "\n".join(out)
def codes(code):
    yield code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from codes(const)
found = []
for module in (argparse, typing, inspect, asyncio.base_events, dataclasses, json.decoder, _pydecimal, ast, dis):
    found += codes(compile(inspect.getsource(module), module.__file__, "exec"))
    for value in vars(module).values():
        if isinstance(value, types.FunctionType):
            found += codes(value.__code__)
expected = [listing(code) for code in found]
"#);
    // SAFETY: two lists of one length, of code objects and of text.
    let (codes, expected) = unsafe { (object::list_items(global(c"found")), object::list_items(global(c"expected"))) };
    assert!(codes.len() > 1000);
    for (code, expected) in codes.iter().zip(expected) {
        // SAFETY: list items, alive.
        let (decoded, expected) = unsafe { (decode(code.cast()), object::text(*expected).unwrap_or_default()) };
        assert_eq!(listing(&decoded), expected, "{} in {}", decoded.qualname, decoded.filename);
        for i in &decoded.instrs {
            assert!(i.start <= i.unit && i.target.is_none_or(|t| decoded.index_of(t).is_some()));
        }
    }
}

fn find(code: &Code, op: Op) -> &Feedback {
    &code.instrs.iter().find(|i| i.op == op).unwrap_or_else(|| panic!("{op:?} in {}", code.qualname)).feedback
}

fn feedback_names_what_was_seen() {
    run(r#"
class P:
    def __init__(self): self.x = 1.5
    def method(self): return 1
    @property
    def prop(self): return 2
    attr = "here"
def warm(p, numbers):
    total = 0.0
    for n in numbers:
        total = total + p.x
    return total
def method(p): return p.method()
def prop(p): return p.prop
def klass(): return P.attr
def length(x): return len(x)
def cold(x): return x.y + 1
def half(x):
    if x: return x + x
    return x - x
for i in range(30):
    warm(P(), [1, 2]); method(P()); prop(P()); klass(); length([]); half(1)
"#);
    let warm = decode_function(c"warm");
    assert_eq!(*find(&warm, Op::FOR_ITER), Feedback::Iter(andiron_bytecode::IterFeedback::List));
    assert_eq!(*find(&warm, Op::BINARY_OP), Feedback::Operands(andiron_bytecode::OperandClass::Float));
    // SAFETY: a live class.
    let version = unsafe { types::type_version(global(c"P").cast()) };
    let Feedback::Attr(AttrFeedback::InstanceValue { type_version, index: 0 }) = find(&warm, Op::LOAD_ATTR) else {
        panic!("{:?}", find(&warm, Op::LOAD_ATTR));
    };
    assert_eq!(*type_version, version);
    let code = decode_function(c"method");
    let Feedback::Attr(AttrFeedback::Method { descriptor, keys_version, .. }) = find(&code, Op::LOAD_ATTR) else {
        panic!()
    };
    assert!(*keys_version != 0 && descriptor.class == Class::Function && descriptor.text == "P.method");
    let code = decode_function(c"prop");
    let Feedback::Attr(AttrFeedback::Property { getter, .. }) = find(&code, Op::LOAD_ATTR) else { panic!() };
    assert_eq!(getter.text, "P.prop");
    let code = decode_function(c"klass");
    let Feedback::Attr(AttrFeedback::Class { value, .. }) = find(&code, Op::LOAD_ATTR) else { panic!() };
    assert_eq!(value.fact, Fact::Str("here".into()));
    assert_eq!(*find(&decode_function(c"length"), Op::CALL), Feedback::Call(CallFeedback::Len));
    assert_eq!(*find(&decode_function(c"cold"), Op::LOAD_ATTR), Feedback::Cold);
    let half = decode_function(c"half");
    let operands: Vec<_> = half.instrs.iter().filter(|i| i.op == Op::BINARY_OP).map(|i| i.feedback.clone()).collect();
    assert_eq!(operands, [Feedback::Operands(andiron_bytecode::OperandClass::Int), Feedback::Cold]);
}

fn stale_descriptors_are_not_looked_at() {
    run("del P.method\nP.method = lambda self: 3\nimport gc; gc.collect()");
    let code = decode_function(c"method");
    assert_eq!(*find(&code, Op::LOAD_ATTR), Feedback::None);
}

fn instrumentation_is_peeled_off() {
    run(r#"
import sys
def traced(a, b):
    for i in range(3):
        if a and b:
            a = max(a, b)
    return a
"#);
    let before = listing(&decode_function(c"traced"));
    run(r#"
E = sys.monitoring.events
sys.monitoring.use_tool_id(2, "t")
sys.monitoring.set_local_events(2, traced.__code__, E.LINE | E.INSTRUCTION | E.JUMP | E.BRANCH | E.CALL | E.PY_START | E.PY_RETURN)
traced(1, 2)
"#);
    assert_eq!(listing(&decode_function(c"traced")), before);
    run("sys.monitoring.set_local_events(2, traced.__code__, 0); sys.monitoring.free_tool_id(2)");
    assert_eq!(listing(&decode_function(c"traced")), before);
}

fn constants_and_callees_are_described() {
    run(
        "def defaults(a, b=(1, 'x', 2.5), *, c): pass\nclass Plain:\n def __init__(self, z): pass\nbig = 1 << 70\nappend = list.append",
    );
    // SAFETY: live objects.
    unsafe {
        let described = andiron_cpython::describe(global(c"defaults"));
        let Fact::Function(facts) = &described.fact else { panic!() };
        assert_eq!((facts.argcount, facts.kwonlyargcount, facts.variadic, facts.generator), (2, 1, false, false));
        assert_eq!(facts.parameters, ["a", "b", "c"]);
        assert_eq!(facts.defaults[0].text, "(1, \"x\", 2.5)");
        let Fact::Type(plain) = andiron_cpython::describe(global(c"Plain")).fact else { panic!() };
        assert!(plain.plain_new && plain.version != 0 && plain.init.is_some_and(|init| init.text == "Plain.__init__"));
        assert_eq!(andiron_cpython::describe(global(c"big")).fact, Fact::None);
        let Fact::MethodDescriptor(append) = andiron_cpython::describe(global(c"append")).fact else { panic!() };
        assert_eq!((append.name.as_str(), append.owner.as_str()), ("append", "list"));
        assert_eq!(append.convention, andiron_bytecode::Convention::O);
    }
}
