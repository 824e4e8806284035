//! What only running functions refer to: their locals, the operands of the calls they are in, exceptions being handled.
//!
//! These are dropped soon, and immortal they would stay for ever. Found as a collector by reference counting would find
//! them: if frames hold as many references to an object as it has, dropping the frames would free it, and then what only
//! it refers to. Cycles among them are not found; they become immortal.

use crate::skipped::{Judge, Verdict};
use andiron_cpython::{self as cpython, ffi, object, referents};
use andiron_objects::address::{AddressMap, AddressSet};
use std::ffi::{c_int, c_void};

type Object = *mut ffi::PyObject;

/// The objects among `tracked`, and what only they refer to, that running functions alone keep alive.
///
/// # Safety
/// GIL held; `tracked` are live objects the collector knows.
pub unsafe fn held_by_frames(tracked: &[Object], judge: &mut Judge) -> AddressSet {
    // A frame's slots may be stale in compiled code: they are only compared, and only tracked objects are looked into.
    // SAFETY: by contract.
    unsafe {
        let mut counts = AddressMap::<isize>::default();
        cpython::running::references(|object| *counts.entry(object as usize).or_default() += 1);
        let mut held = AddressSet::default();
        let only_frames =
            |object: &Object| counts.get(&(*object as usize)).is_some_and(|count| is_all(*object, *count));
        let mut pending: Vec<Object> = tracked.iter().copied().filter(only_frames).collect();
        held.extend(pending.iter().map(|object| *object as usize));
        while let Some(object) = pending.pop() {
            let (Verdict::Take(shape) | Verdict::TakeIfReferred(shape)) = judge.verdict(object) else { continue };
            let mut found: Vec<Object> = Vec::new();
            referents::visit(object, shape, push, (&raw mut found).cast());
            for referent in found {
                let count = counts.entry(referent as usize).or_default();
                *count += 1;
                if is_all(referent, *count) && held.insert(referent as usize) {
                    pending.push(referent);
                }
            }
        }
        held
    }
}

unsafe extern "C" fn push(object: Object, found: *mut c_void) -> c_int {
    // SAFETY: what `held_by_frames` passes.
    unsafe { (*found.cast::<Vec<Object>>()).push(object) };
    0
}

unsafe fn is_all(object: Object, count: isize) -> bool {
    // SAFETY: a live object.
    unsafe { !object::is_immortal(object) && count >= object::refcount(object) }
}
