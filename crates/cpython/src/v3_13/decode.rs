//! The instructions of a live code object, without what the interpreter has learned about them.
//!
//! An [`Op`] is named as CPython names it. These mean something else in 3.13 than in 3.12, or have another argument:
//!
//! | | 3.12 | 3.13 |
//! | --- | --- | --- |
//! | `COMPARE_OP` | operator in the argument's bits from 4 | from 5; bit 4 asks for an exact `bool` |
//! | `MAKE_FUNCTION` | argument says what is on the stack below the code | no argument; `SET_FUNCTION_ATTRIBUTE` follows, one for each |
//! | `RESUME` | 0 to 3 | bit 2 says that one handler covers it |
//! | `YIELD_VALUE` | depth of handlers | 1 in `yield from` and `await`, else 0 |
//! | `LOAD_GLOBAL`, `LOAD_ATTR`, `LOAD_SUPER_ATTR`, with bit 0 | null or method below, global or `self` above | what is called below, null or `self` above |
//! | `CALL`, `CALL_FUNCTION_EX` | null or method below the callable or `self` | callable below null or `self` |
//! | `CALL` with keywords | `KW_NAMES` before it | `CALL_KW`, the names on top of the stack |
//! | `END_FOR` | pops two | pops one; a `POP_TOP` follows |
//! | `FOR_ITER`, its iterator exhausted | goes on after `END_FOR`, the iterator popped | after the `POP_TOP` that follows it |
//! | `POP_JUMP_IF_TRUE`, `POP_JUMP_IF_FALSE`, `UNARY_NOT` | any object | an exact `bool`: `TO_BOOL` before it |
//! | `FORMAT_VALUE` | | `CONVERT_VALUE`, `FORMAT_SIMPLE`, `FORMAT_WITH_SPEC` |
//! | `LOAD_CLOSURE` | | `LOAD_FAST` |

pub use super::units::{Step, base_op, constant, exception_table, opcode_at};
use super::{ffi, units};
use andiron_bytecode::Op;

/// The instructions of a code object, in order.
///
/// What the compiler joined comes apart: an instruction that loads or stores two local variables is two steps at one unit, each
/// with its own variable as its argument. So whoever looks for uses of a variable sees them all.
///
/// # Safety
/// `code` is alive as long as the iterator; GIL held.
pub unsafe fn steps(code: *mut ffi::PyCodeObject) -> impl Iterator<Item = Step> {
    // SAFETY: by contract.
    unsafe { units::steps(code) }.flat_map(|step| {
        let half = |op: Op, arg: u32| Step { op, arg, ..step };
        let (first, second) = (step.arg >> 4, step.arg & 15);
        let (step, other) = match step.op {
            Op::LOAD_FAST_LOAD_FAST => (half(Op::LOAD_FAST, first), Some(half(Op::LOAD_FAST, second))),
            Op::STORE_FAST_LOAD_FAST => (half(Op::STORE_FAST, first), Some(half(Op::LOAD_FAST, second))),
            Op::STORE_FAST_STORE_FAST => (half(Op::STORE_FAST, first), Some(half(Op::STORE_FAST, second))),
            _ => (step, None),
        };
        std::iter::once(step).chain(other)
    })
}
