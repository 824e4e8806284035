//! Spare chunks of the data stack.
//!
//! Frames live on chunks of 16 KB, which CPython maps when a call does not fit any more and unmaps when that call returns.
//! A program that calls and returns across such an edge pays for two system calls and a page fault each time. So what is
//! unmapped is kept, up to a few, and given out again: for frames of the interpreter and of compiled code alike.
//!
//! CPython gets chunks from the allocator of pymalloc's arenas, which anyone may replace
//! (`PyObject_SetArenaAllocator`). Ours passes every other size on to the one before it.

use andiron_cpython::ffi;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, Ordering};

/// Smallest chunk, as in CPython.
pub const CHUNK_BYTES: usize = 16 * 1024;
/// Chunks kept at the most.
const MOST: usize = 16;

/// Blocks of memory of one size. Interpreters with a GIL of their own share the allocator, so this is for all threads.
struct Spares([AtomicPtr<c_void>; MOST]);

impl Spares {
    const fn new() -> Self {
        Spares([const { AtomicPtr::new(null_mut()) }; MOST])
    }

    /// A block that was kept, or null.
    fn take(&self) -> *mut c_void {
        let found = self.0.iter().filter(|slot| !slot.load(Ordering::Relaxed).is_null());
        found.map(|slot| slot.swap(null_mut(), Ordering::Acquire)).find(|block| !block.is_null()).unwrap_or(null_mut())
    }

    /// Keeps a block, if there is room.
    fn keep(&self, block: *mut c_void) -> bool {
        let empty = self.0.iter().filter(|slot| slot.load(Ordering::Relaxed).is_null());
        empty
            .map(|slot| slot.compare_exchange(null_mut(), block, Ordering::Release, Ordering::Relaxed))
            .any(|o| o.is_ok())
    }
}

static SPARES: Spares = Spares::new();

/// The allocator that was there before; its context belongs to whoever made it.
struct Original(ffi::PyObjectArenaAllocator);
// SAFETY: CPython calls arena allocators from any thread, too.
unsafe impl Send for Original {}
// SAFETY: as above; it is never written to again.
unsafe impl Sync for Original {}

static ORIGINAL: OnceLock<Original> = OnceLock::new();

unsafe extern "C" fn allocate(_context: *mut c_void, size: usize) -> *mut c_void {
    let spare = if size == CHUNK_BYTES { SPARES.take() } else { null_mut() };
    match (spare.is_null(), ORIGINAL.get()) {
        (true, Some(Original(ffi::PyObjectArenaAllocator { ctx, alloc: Some(original), .. }))) => {
            // SAFETY: called as CPython would.
            unsafe { original(*ctx, size) }
        }
        _ => spare,
    }
}

unsafe extern "C" fn release(_context: *mut c_void, block: *mut c_void, size: usize) {
    if size == CHUNK_BYTES && SPARES.keep(block) {
        return;
    }
    if let Some(Original(ffi::PyObjectArenaAllocator { ctx, free: Some(original), .. })) = ORIGINAL.get() {
        // SAFETY: called as CPython would; all blocks come from this allocator.
        unsafe { original(*ctx, block, size) }
    }
}

/// Keeps chunks from now on, once.
///
/// # Safety
/// The GIL is held.
pub unsafe fn keep_spares() {
    // SAFETY: fills a structure; ours then replaces the allocator, and passes on what it does not serve itself.
    unsafe {
        let mut allocator: ffi::PyObjectArenaAllocator = std::mem::zeroed();
        ffi::PyObject_GetArenaAllocator(&raw mut allocator);
        if ORIGINAL.set(Original(allocator)).is_ok() {
            let mut ours = ffi::PyObjectArenaAllocator { ctx: null_mut(), alloc: Some(allocate), free: Some(release) };
            ffi::PyObject_SetArenaAllocator(&raw mut ours);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_once_and_no_more_are_kept_than_said() {
        let spares = Spares::new();
        assert!(spares.take().is_null());
        let block = |number: usize| (number * CHUNK_BYTES) as *mut c_void;
        let kept = (1..=MOST + 1).filter(|&number| spares.keep(block(number))).count();
        assert_eq!(kept, MOST);
        let mut back: Vec<usize> = (0..MOST).map(|_| spares.take() as usize / CHUNK_BYTES).collect();
        back.sort_unstable();
        assert_eq!(back, (1..=MOST).collect::<Vec<_>>());
        assert!(spares.take().is_null());
        assert!(spares.keep(block(1)));
        assert_eq!(spares.take(), block(1));
    }
}
