//! A live code object → [`andiron_bytecode::Code`].

use super::types::TypeFinder;
pub use super::units::{Step, base_op, constant, exception_table, opcode_at, steps};
use super::{describe, ffi, frame, layout, object, opcodes};
use andiron_bytecode::{
    AttrFeedback, CallFeedback, Code, CodeFlags, Feedback, GlobalFeedback, Instr, IterFeedback, ObjectRef,
    OperandClass, SlotKind, SubscrFeedback,
};

/// Reads a code object: instructions, feedback, constants, exception table. Keeps **no** reference to anything in it.
///
/// Feedback names a descriptor only if its class still has the cache's version; otherwise the reference has the bare
/// address and says `?`. A jump's target is the unit the argument names: for `FOR_ITER` that is the `END_FOR`, which the
/// interpreter itself skips.
///
/// # Safety
/// `code` is alive; GIL held. Runs no Python code and leaves no exception.
pub unsafe fn decode(code: *mut ffi::PyCodeObject) -> Code {
    // SAFETY: alive, by contract; the fields have the types CPython gives them at creation.
    unsafe {
        let flags = (*code).co_flags as u32;
        let has = |bit: u32| flags & bit != 0;
        let kinds = object::bytes((*code).co_localspluskinds);
        let slots = object::tuple_items((*code).co_localsplusnames)
            .iter()
            .zip(kinds)
            .map(|(name, kind)| (object::text(*name).unwrap_or_default(), slot_kind(*kind)))
            .collect();
        let describe_all = |tuple| object::tuple_items(tuple).iter().map(|item| describe::describe(*item)).collect();
        Code {
            address: code as usize,
            qualname: object::text((*code).co_qualname).unwrap_or_default(),
            filename: object::text((*code).co_filename).unwrap_or_default(),
            first_line: (*code).co_firstlineno.max(0) as u32,
            argcount: (*code).co_argcount as u32,
            posonlyargcount: (*code).co_posonlyargcount as u32,
            kwonlyargcount: (*code).co_kwonlyargcount as u32,
            flags: CodeFlags {
                varargs: has(ffi::CO_VARARGS),
                varkeywords: has(ffi::CO_VARKEYWORDS),
                optimized: has(ffi::CO_OPTIMIZED),
                newlocals: has(ffi::CO_NEWLOCALS),
                generator: has(ffi::CO_GENERATOR | ffi::CO_COROUTINE | ffi::CO_ASYNC_GENERATOR),
            },
            slots,
            stack_size: (*code).co_stacksize as u32,
            first_traceable: (*code)._co_firsttraceable as u32,
            instrs: instructions(code),
            handlers: exception_table(object::bytes((*code).co_exceptiontable)),
            consts: describe_all((*code).co_consts),
            names: describe_all((*code).co_names),
        }
    }
}

fn slot_kind(kind: u8) -> SlotKind {
    match kind {
        _ if kind & 0x80 != 0 => SlotKind::Free,
        _ if kind & 0x40 != 0 => SlotKind::Cell,
        _ => SlotKind::Local,
    }
}

unsafe fn instructions(code: *mut ffi::PyCodeObject) -> Vec<Instr> {
    // SAFETY: every unit read is below the count; caches follow their instruction.
    unsafe {
        let count = frame::unit_count(code);
        let units = std::slice::from_raw_parts(frame::first_unit(code), count);
        let lines = line_table(object::bytes((*code).co_linetable), (*code).co_firstlineno, count);
        let mut finder = TypeFinder::new();
        let mut out = Vec::with_capacity(count / 2);
        for Step { start, unit, next, opcode, op, arg } in steps(code) {
            let cache: Vec<u16> = units[unit + 1..next].iter().map(|cache| cache.cache).collect();
            out.push(Instr {
                unit: unit as u32,
                start: start as u32,
                next: next as u32,
                op,
                arg,
                target: match opcodes::JUMPS[opcode as usize] {
                    opcodes::Jump::None => None,
                    opcodes::Jump::Forward => Some(next as u32 + arg),
                    opcodes::Jump::Backward => Some(next as u32 - arg),
                },
                line: lines[unit],
                feedback: feedback(opcode, &cache, &mut finder),
            });
        }
        out
    }
}

/// What a specialised opcode and its cache say; `cache[0]` is the counter.
unsafe fn feedback(opcode: u8, cache: &[u16], finder: &mut TypeFinder) -> Feedback {
    use opcodes::*;
    let word = |at: usize| u32::from(cache[at]) | u32::from(cache[at + 1]) << 16;
    let version = || word(1);
    // The descriptor is the last four units; it counts only if its class is found alive and unchanged. Otherwise it may
    // be freed already, and nobody must so much as take a reference to it.
    let mut descriptor = || -> Option<ObjectRef> {
        let address = word(5) as usize | (word(7) as usize) << 32;
        // SAFETY: GIL held by contract; the address and the version come from the same cache.
        unsafe { finder.resolve(version(), address) }
    };
    let attr = match opcode {
        LOAD_ATTR_INSTANCE_VALUE | STORE_ATTR_INSTANCE_VALUE => {
            AttrFeedback::InstanceValue { type_version: version(), index: cache[3] }
        }
        LOAD_ATTR_SLOT | STORE_ATTR_SLOT => AttrFeedback::Slot { type_version: version(), offset: cache[3] },
        LOAD_ATTR_WITH_HINT | STORE_ATTR_WITH_HINT => {
            AttrFeedback::WithHint { type_version: version(), index: cache[3] }
        }
        LOAD_ATTR_MODULE => AttrFeedback::Module { keys_version: version(), index: cache[3] },
        LOAD_ATTR_CLASS => match descriptor() {
            Some(value) => AttrFeedback::Class { type_version: version(), value },
            None => return Feedback::None,
        },
        LOAD_ATTR_PROPERTY => match descriptor() {
            Some(getter) => AttrFeedback::Property { type_version: version(), getter },
            None => return Feedback::None,
        },
        LOAD_ATTR_METHOD_WITH_VALUES | LOAD_ATTR_METHOD_NO_DICT | LOAD_ATTR_METHOD_LAZY_DICT => match descriptor() {
            Some(descriptor) => AttrFeedback::Method {
                type_version: version(),
                keys_version: if opcode == LOAD_ATTR_METHOD_WITH_VALUES { word(3) } else { 0 },
                lazy_dict: opcode == LOAD_ATTR_METHOD_LAZY_DICT,
                descriptor,
            },
            None => return Feedback::None,
        },
        _ => return plain_feedback(opcode, cache),
    };
    Feedback::Attr(attr)
}

/// [`feedback`] of instructions other than attribute access: the opcode itself says nearly all.
fn plain_feedback(opcode: u8, cache: &[u16]) -> Feedback {
    use opcodes::*;
    let operands = Feedback::Operands;
    let subscr = Feedback::Subscr;
    let call = Feedback::Call;
    let iter = Feedback::Iter;
    match opcode {
        BINARY_OP_ADD_INT | BINARY_OP_SUBTRACT_INT | BINARY_OP_MULTIPLY_INT | COMPARE_OP_INT => {
            operands(OperandClass::Int)
        }
        BINARY_OP_ADD_FLOAT | BINARY_OP_SUBTRACT_FLOAT | BINARY_OP_MULTIPLY_FLOAT | COMPARE_OP_FLOAT => {
            operands(OperandClass::Float)
        }
        BINARY_OP_ADD_UNICODE | BINARY_OP_INPLACE_ADD_UNICODE | COMPARE_OP_STR => operands(OperandClass::Str),
        BINARY_SUBSCR_LIST_INT | STORE_SUBSCR_LIST_INT | UNPACK_SEQUENCE_LIST => subscr(SubscrFeedback::List),
        BINARY_SUBSCR_TUPLE_INT | UNPACK_SEQUENCE_TUPLE | UNPACK_SEQUENCE_TWO_TUPLE => subscr(SubscrFeedback::Tuple),
        BINARY_SUBSCR_DICT | STORE_SUBSCR_DICT => subscr(SubscrFeedback::Dict),
        LOAD_GLOBAL_MODULE => {
            Feedback::Global(GlobalFeedback::Module { keys_version: u32::from(cache[2]), index: cache[1] })
        }
        LOAD_GLOBAL_BUILTIN => Feedback::Global(GlobalFeedback::Builtin {
            module_keys_version: u32::from(cache[2]),
            builtin_keys_version: u32::from(cache[3]),
            index: cache[1],
        }),
        CALL_PY_EXACT_ARGS => call(CallFeedback::PyExactArgs),
        CALL_PY_WITH_DEFAULTS => call(CallFeedback::PyWithDefaults),
        CALL_BOUND_METHOD_EXACT_ARGS => call(CallFeedback::BoundMethodExactArgs),
        CALL_NO_KW_TYPE_1 => call(CallFeedback::Type1),
        CALL_NO_KW_STR_1 => call(CallFeedback::Str1),
        CALL_NO_KW_TUPLE_1 => call(CallFeedback::Tuple1),
        CALL_BUILTIN_CLASS => call(CallFeedback::BuiltinClass),
        CALL_NO_KW_BUILTIN_O => call(CallFeedback::BuiltinO),
        CALL_NO_KW_BUILTIN_FAST => call(CallFeedback::BuiltinFast),
        CALL_BUILTIN_FAST_WITH_KEYWORDS => call(CallFeedback::BuiltinFastWithKeywords),
        CALL_NO_KW_LEN => call(CallFeedback::Len),
        CALL_NO_KW_ISINSTANCE => call(CallFeedback::Isinstance),
        CALL_NO_KW_LIST_APPEND => call(CallFeedback::ListAppend),
        CALL_NO_KW_METHOD_DESCRIPTOR_O => call(CallFeedback::MethodDescriptorO),
        CALL_NO_KW_METHOD_DESCRIPTOR_NOARGS => call(CallFeedback::MethodDescriptorNoargs),
        CALL_NO_KW_METHOD_DESCRIPTOR_FAST => call(CallFeedback::MethodDescriptorFast),
        CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS => call(CallFeedback::MethodDescriptorFastWithKeywords),
        FOR_ITER_LIST => iter(IterFeedback::List),
        FOR_ITER_TUPLE => iter(IterFeedback::Tuple),
        FOR_ITER_RANGE => iter(IterFeedback::Range),
        FOR_ITER_GEN | SEND_GEN => iter(IterFeedback::Generator),
        // The counter starts at the warm-up value and has changed once the instruction ran; switching events off
        // resets it, so this can be wrong for code that was traced, and costs an exit then.
        _ if opcodes::BASE[opcode as usize].is_some_and(|op| op.name() == opcodes::NAMES[opcode as usize])
            && cache.first().is_some_and(|counter| i32::from(*counter) == layout::WARMUP_COUNTER) =>
        {
            Feedback::Cold
        }
        _ if cache.first().is_some_and(|counter| counter & BACKOFF > FIRST_BACKOFF) => Feedback::Unspecialised,
        _ => Feedback::None,
    }
}

/// The low bits of a counter: how long the interpreter waits before it looks again. Each time in vain makes them more.
const BACKOFF: u16 = 15;
const FIRST_BACKOFF: u16 = layout::WARMUP_COUNTER as u16 & BACKOFF;

/// The line of every unit, 0 where there is none. Entries start with a byte that has the high bit set, which holds the
/// form and the length; how the line moves depends on the form.
fn line_table(table: &[u8], first_line: i32, count: usize) -> Vec<u32> {
    let mut lines = Vec::with_capacity(count);
    let mut line = first_line;
    let mut at = 0;
    while at < table.len() && lines.len() < count {
        let (form, length) = (table[at] >> 3 & 15, usize::from(table[at] & 7) + 1);
        let end = table[at + 1..].iter().position(|byte| byte & 0x80 != 0).map_or(table.len(), |next| at + 1 + next);
        line += match form {
            10..=12 => i32::from(form) - 10,
            13 | 14 => signed_number(&table[at + 1..end]),
            _ => 0,
        };
        let shown = if form == 15 { 0 } else { line.max(0) as u32 };
        lines.extend(std::iter::repeat_n(shown, length));
        at = end;
    }
    lines.resize(count, 0);
    lines
}

/// A number in 6-bit groups, lowest first, whose lowest bit is the sign.
fn signed_number(bytes: &[u8]) -> i32 {
    let mut value = 0u32;
    for (group, byte) in bytes.iter().enumerate() {
        value |= u32::from(byte & 0x3f) << (6 * group);
        if byte & 0x40 == 0 {
            break;
        }
    }
    let magnitude = (value >> 1) as i32;
    if value & 1 != 0 { -magnitude } else { magnitude }
}
