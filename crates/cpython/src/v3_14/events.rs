//! What lies under the opcodes that report events.

use super::{ffi, layout};

/// The opcode in whose place the one for line events stands.
///
/// # Safety
/// `code` is alive, and has that at the unit; GIL held.
pub unsafe fn under_line(code: *mut ffi::PyCodeObject, unit: usize) -> u8 {
    // SAFETY: an instrumented instruction implies the table, whose entries, one for each unit, begin with the original.
    unsafe {
        let table = (*(*code)._co_monitoring).lines;
        let entry = unit * usize::from((*table).bytes_per_entry);
        *table.cast::<u8>().add(layout::LINES_DATA as usize + entry)
    }
}
