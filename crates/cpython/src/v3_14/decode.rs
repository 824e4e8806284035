//! The instructions of a live code object, without what the interpreter has learned about them.
//!
//! An [`Op`] is named as CPython names it. These mean something else in 3.14 than in 3.13, or are new, or gone:
//!
//! | | 3.13 | 3.14 |
//! | --- | --- | --- |
//! | `LOAD_CONST` of a number from 0 to 255 | | `LOAD_SMALL_INT` |
//! | `LOAD_ASSERTION_ERROR` | | `LOAD_COMMON_CONSTANT` |
//! | `BINARY_SUBSCR` | | `BINARY_OP` with 26; told apart here |
//! | `LOAD_FAST` | | also `LOAD_FAST_BORROW`, whose reference is not counted; `LOAD_FAST` here |
//! | `RETURN_CONST` | | `LOAD_CONST`, `RETURN_VALUE` |
//! | after a conditional jump | | `NOT_TAKEN`, which does nothing |
//! | `BEFORE_WITH` | | `LOAD_SPECIAL` |
//! | after `END_FOR` | `POP_TOP` | `POP_ITER` |
//! | `BUILD_CONST_KEY_MAP` | | `BUILD_MAP` |

pub use super::units::{Step, base_op, constant, exception_table, opcode_at};
use super::{ffi, units};
use andiron_bytecode::Op;

/// The operator that `container[key]` is.
const SUBSCRIPT: u32 = 26;

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
            Op::LOAD_FAST_LOAD_FAST | Op::LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
                (half(Op::LOAD_FAST, first), Some(half(Op::LOAD_FAST, second)))
            }
            Op::STORE_FAST_LOAD_FAST => (half(Op::STORE_FAST, first), Some(half(Op::LOAD_FAST, second))),
            Op::STORE_FAST_STORE_FAST => (half(Op::STORE_FAST, first), Some(half(Op::STORE_FAST, second))),
            Op::LOAD_FAST_BORROW => (half(Op::LOAD_FAST, step.arg), None),
            Op::BINARY_OP if step.arg == SUBSCRIPT => (half(Op::BINARY_SUBSCR, 0), None),
            _ => (step, None),
        };
        std::iter::once(step).chain(other)
    })
}
