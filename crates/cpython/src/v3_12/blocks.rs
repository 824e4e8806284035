//! The allocator of small blocks (`Objects/obmalloc.c`): pools of one block size, cut from arenas.

use super::{ffi, layout, thread};
use std::ffi::CStr;

/// Whether objects come straight from the interpreter's own allocator: not from `malloc`, and with no debugging or
/// tracing hook in between (`PYTHONMALLOC`, `-X dev`, `tracemalloc`).
pub fn are_in_use() -> bool {
    // SAFETY: a static string, or null if some other allocator is set.
    unsafe {
        let name = ffi::_PyMem_GetCurrentAllocatorName();
        !name.is_null() && CStr::from_ptr(name) == c"pymalloc"
    }
}

/// Allocates every free block of the pools that are partly used, so that what comes next is cut from fresh pools.
/// Returns the bytes taken; they are never given back.
///
/// # Safety
/// GIL held, main interpreter; [`are_in_use`]. Runs no Python.
pub unsafe fn fill_used_pools() -> usize {
    // SAFETY: the table of used pools is in the interpreter's state.
    let used =
        unsafe { thread::interpreter_field::<*mut u8>(thread::thread_state(), layout::INTERP_OBMALLOC_USED_POOLS) };
    let mut bytes = 0;
    for class in 0..layout::POOL_SIZE_CLASSES as usize {
        let size = (class + 1) * layout::POOL_ALIGNMENT as usize;
        // SAFETY: entry `2 * class` is the first pool of the class with a free block. The ring's head is laid so that a
        // pool that is its own successor is the head: there is none left. A block that is taken from a pool's last one
        // takes the pool off the ring, so this ends.
        unsafe {
            loop {
                let pool = *used.add(2 * class);
                let next = *pool.add(layout::POOL_NEXT as usize).cast::<*mut u8>();
                if next == pool || ffi::PyObject_Malloc(size).is_null() {
                    break;
                }
                bytes += size;
            }
        }
    }
    bytes
}
