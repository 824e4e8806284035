//! Memory shared by forked workers: objects that nobody writes to any more.
//!
//! A worker copies a page when it first writes to it, and CPython writes to what it only reads: reference counts, the
//! collector's links, values computed at first use. [`immortal`] takes the counts and those values away, `gc.freeze` the
//! links; [`gather`] puts the code that is still written to on few pages; [`blocks::fill_used_pools`] and [`heap`] keep new
//! objects off the pages of old ones.
//!
//! All of it belongs to the main interpreter, and is called with the GIL held.

pub mod gather;
mod heap;
pub mod immortal;
mod running;
mod skipped;

use andiron_cpython::{blocks, collector, ffi, gated, object, referents};

/// Why nothing can be done here, as a sentence.
pub fn refusal() -> Result<(), String> {
    // SAFETY: reads the list of interpreters, with the GIL held.
    let others = unsafe { !ffi::PyInterpreterState_Next(ffi::PyInterpreterState_Head()).is_null() };
    if others {
        return Err("sub-interpreters exist, and they share objects with this one: prepare before they are made, or \
                    after they have ended"
            .to_owned());
    }
    // SAFETY: the GIL is held.
    if unsafe { collector::is_collecting() } {
        return Err(
            "the collector is running, and this is called by a finalizer or a callback of it: prepare from the \
                    program itself"
                .to_owned(),
        );
    }
    Ok(())
}

/// Fills the free blocks of used pools and of the C library's heap, and returns the bytes taken; `None` if objects are not
/// allocated in pools here.
pub fn plug() -> Option<usize> {
    // SAFETY: the GIL is held.
    blocks::are_in_use().then(|| unsafe { blocks::fill_used_pools() } + heap::fill())
}

/// Runs the object's finalizer, as freeing it would, unless it has run before. An error in it is reported as unraisable.
///
/// # Safety
/// `object` is alive and the caller has a reference; GIL held. **Runs Python.**
pub unsafe fn finalize(object: *mut ffi::PyObject) {
    // SAFETY: alive, by contract.
    unsafe {
        if referents::has_finalizer(object::type_of(object)) {
            gated!(ffi::PyObject_CallFinalizer(object));
        }
    }
}
