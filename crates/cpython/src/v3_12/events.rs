//! What lies under the opcodes that report events.

use super::ffi;

/// The opcode in whose place the one for line events stands.
///
/// # Safety
/// `code` is alive, and has that at the unit; GIL held.
pub unsafe fn under_line(code: *mut ffi::PyCodeObject, unit: usize) -> u8 {
    // SAFETY: an instrumented instruction implies the table that holds the original.
    unsafe { (*(*(*code)._co_monitoring).lines.add(unit)).original_opcode }
}
