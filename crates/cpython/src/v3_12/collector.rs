//! The collector's lists: every container that can be part of a cycle, unless the collector found that it cannot.

use super::{ffi, layout, thread};

/// Every object the collector knows, those of the permanent generation (`gc.freeze`) included; borrowed.
///
/// # Safety
/// GIL held. The addresses are good until anything may run that frees objects.
pub unsafe fn tracked_objects() -> Vec<*mut ffi::PyObject> {
    // SAFETY: the lists' heads are in the interpreter's state, and each list ends where it began.
    unsafe {
        let state = thread::thread_state();
        let heads = |offset: i32, number: i32| {
            (0..number).map(move |n| {
                thread::interpreter_field::<ffi::PyGC_Head>(state, offset + n * layout::GC_GENERATION_BYTES)
            })
        };
        let young_to_old = heads(layout::INTERP_GC_GENERATIONS, layout::GC_GENERATION_COUNT);
        let mut found = Vec::new();
        for head in young_to_old.chain(heads(layout::INTERP_GC_PERMANENT_GENERATION, 1)) {
            let mut entry = (*head)._gc_next as *mut ffi::PyGC_Head;
            while entry != head {
                found.push(entry.cast::<u8>().add(layout::GC_HEAD_BYTES as usize).cast());
                entry = (*entry)._gc_next as *mut ffi::PyGC_Head;
            }
        }
        found
    }
}

/// Whether a collection is under way, and what it found has been taken off the lists: a finalizer is asking.
///
/// # Safety
/// GIL held.
pub unsafe fn is_collecting() -> bool {
    // SAFETY: an `int` of the interpreter's state.
    unsafe { *thread::interpreter_field::<i32>(thread::thread_state(), layout::INTERP_GC_COLLECTING) != 0 }
}

/// Whether the object has a head for the collector before it, tracked or not.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn has_head(object: *mut ffi::PyObject) -> bool {
    // SAFETY: alive, by contract; `tp_is_gc` only looks at the object.
    unsafe {
        let class = (*object).ob_type;
        (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_HAVE_GC) != 0
            && (*class).tp_is_gc.is_none_or(|is_gc| is_gc(object) != 0)
    }
}

/// Ends all collections of the interpreter, those while it ends included, for good: one seems to be under way.
///
/// # Safety
/// GIL held; the interpreter ends.
pub unsafe fn stop() {
    // SAFETY: an `int` of the interpreter's state, which collections look at before they begin.
    unsafe { *thread::interpreter_field::<i32>(thread::thread_state(), layout::INTERP_GC_COLLECTING) = 1 }
}
