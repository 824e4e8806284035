//! What code units say by themselves, whatever the interpreter has learned: which opcode is under an event's, how far an
//! instruction reaches, what the exception table covers.

use super::{events, ffi, layout, object, opcodes};
use andiron_bytecode::{Handler, Op};

/// First code unit of a code object.
///
/// # Safety
/// `code` is alive.
#[inline]
pub unsafe fn first_unit(code: *mut ffi::PyCodeObject) -> *mut ffi::_Py_CODEUNIT {
    // SAFETY: the code units are the object's tail.
    unsafe { code.cast::<u8>().add(layout::CODE_CODE_ADAPTIVE as usize).cast() }
}

/// Number of code units.
///
/// # Safety
/// `code` is alive.
#[inline]
pub unsafe fn unit_count(code: *mut ffi::PyCodeObject) -> usize {
    // SAFETY: a code object's size counts its units.
    unsafe { object::size(code.cast()) as usize }
}

/// The opcode at a unit with line and instruction events peeled off: plain, specialised, or an `INSTRUMENTED_` form
/// that stands for one plain instruction.
///
/// # Safety
/// `code` is alive and `unit` below [`unit_count`]; GIL held (other threads specialise and instrument).
pub unsafe fn opcode_at(code: *mut ffi::PyCodeObject, unit: usize) -> u8 {
    // SAFETY: an instrumented instruction implies the table that holds the original.
    unsafe {
        let mut opcode = (*first_unit(code).add(unit)).op.code;
        if opcode == opcodes::INSTRUMENTED_LINE {
            opcode = events::under_line(code, unit);
        }
        if opcode == opcodes::INSTRUMENTED_INSTRUCTION {
            opcode = *(*(*code)._co_monitoring).per_instruction_opcodes.add(unit);
        }
        opcode
    }
}

/// The plain instruction at a unit; `None` for an inline cache or `EXTENDED_ARG`.
///
/// # Safety
/// As for [`opcode_at`].
pub unsafe fn base_op(code: *mut ffi::PyCodeObject, unit: usize) -> Option<Op> {
    // SAFETY: by contract.
    opcodes::BASE[unsafe { opcode_at(code, unit) } as usize]
}

/// One instruction, with its prefixes folded in.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Unit of its first prefix, or of itself.
    pub start: usize,
    /// Its own unit.
    pub unit: usize,
    /// Unit after its caches.
    pub next: usize,
    /// The opcode as it stands there, maybe specialised.
    pub opcode: u8,
    /// The plain instruction.
    pub op: Op,
    /// Its argument.
    pub arg: u32,
}

/// The instructions of a code object, in order.
///
/// # Safety
/// `code` is alive as long as the iterator; GIL held.
pub unsafe fn steps(code: *mut ffi::PyCodeObject) -> impl Iterator<Item = Step> {
    // SAFETY: by contract; every unit read is below the count, and caches follow their instruction.
    let count = unsafe { unit_count(code) };
    let (mut unit, mut start, mut prefix) = (0, 0, 0u32);
    std::iter::from_fn(move || {
        while unit < count {
            // SAFETY: as above.
            let (opcode, low) = unsafe { (opcode_at(code, unit), (*first_unit(code).add(unit)).op.arg) };
            let arg = prefix | u32::from(low);
            let Some(op) = opcodes::BASE[opcode as usize] else {
                prefix = if opcode == opcodes::EXTENDED_ARG { arg << 8 } else { 0 };
                unit += 1;
                continue;
            };
            let next = unit + 1 + opcodes::CACHES[opcode as usize] as usize;
            let step = Step { start, unit, next, opcode, op, arg };
            (unit, start, prefix) = (next, next, 0);
            return Some(step);
        }
        None
    })
}

/// The constant that an instruction loads, borrowed; none if it loads another thing.
///
/// # Safety
/// The step is one of `code`, which is alive; GIL held.
pub unsafe fn constant(code: *mut ffi::PyCodeObject, step: &Step) -> Option<*mut ffi::PyObject> {
    // SAFETY: the argument indexes the tuple, by contract. Numbers that small exist once and for good, so that a reference to
    // one need not be given back.
    unsafe {
        match step.op {
            Op::LOAD_CONST => object::tuple_items((*code).co_consts).get(step.arg as usize).copied(),
            Op::LOAD_SMALL_INT => Some(ffi::PyLong_FromLong(step.arg.into())),
            _ => None,
        }
    }
}

/// Rows of `start, length, target, depth << 1 | push_lasti`, each a number in 6-bit groups, highest first.
pub fn exception_table(table: &[u8]) -> Vec<Handler> {
    let mut bytes = table.iter().copied();
    let mut number = || -> Option<u32> {
        let mut byte = bytes.next()?;
        let mut value = u32::from(byte & 0x3f);
        while byte & 0x40 != 0 {
            byte = bytes.next()?;
            value = value << 6 | u32::from(byte & 0x3f);
        }
        Some(value)
    };
    let mut row = || {
        let (start, length, target, depth) = (number()?, number()?, number()?, number()?);
        Some(Handler { start, end: start + length, target, depth: depth >> 1, push_lasti: depth & 1 != 0 })
    };
    std::iter::from_fn(&mut row).collect()
}
