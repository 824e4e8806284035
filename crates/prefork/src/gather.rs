//! Code that workers write to is put side by side.
//!
//! The interpreter counts in its instructions: one that it could not specialise is counted down each time it runs. A code
//! object lies wherever there was room when its module was loaded, so that each of the thousand that serve a request takes a
//! page of its own with it, for a few words. So those that the warm-up ran and that still count are copied to one place,
//! one behind the other, and who referred to them refers to the copies from then on.
//!
//! Sound because nobody else can have the old address. Code objects are not collected, so what refers to one is known from
//! its reference count: only where all references are found, in functions and in constants of other code, is a copy
//! made. A frame that runs the code, a suspended generator, a traceback, a tool's table, a C variable: each is a reference
//! that is not found, and the code stays where it is. So does code with weak references, with data of other users
//! (`co_extra`) or events of its own, and all code while somebody watches code objects, replaces the interpreter's
//! loop, or is told of events. Both objects are immortal from then on: the copy is no block of the allocator's, and the old
//! one is left as it is should anything remember its address without a reference. Copies equal the old ones in all but
//! that address: versions, caches and counts are theirs.

use andiron_cpython::{code, collector, ffi, immortal, object};
use andiron_objects::address::{AddressMap, AddressSet};
use andiron_runtime::api;

type Code = *mut ffi::PyCodeObject;
type Slot = *mut *mut ffi::PyObject;

/// Copies begin at multiples of this, as blocks of the interpreter's allocator do.
const ALIGNMENT: usize = 16;

/// What code looked like at some moment.
#[derive(Default)]
pub struct Snapshot(AddressMap<u64>);

/// What was done.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Code objects that were copied.
    pub objects: usize,
    /// Bytes of the copies.
    pub bytes: usize,
    /// Code objects that would have been copied, but for a reference that was not found, or because the compiler knows them.
    pub left: usize,
}

/// All code of functions that exist, and of functions that this code makes; with the places that refer to it.
///
/// # Safety
/// GIL held; `each` runs no Python and frees nothing.
unsafe fn visit(mut each: impl FnMut(Code, Slot)) {
    // SAFETY: live objects, and what they refer to; a tuple's items are in line.
    unsafe {
        let mut seen = AddressSet::default();
        let mut pending: Vec<Code> = Vec::new();
        for function in collector::tracked_objects() {
            if object::is_exact(function, &raw const ffi::PyFunction_Type) {
                let slot = &raw mut (*function.cast::<ffi::PyFunctionObject>()).func_code;
                each((*slot).cast(), slot);
                pending.push((*slot).cast());
            }
            while let Some(outer) = pending.pop() {
                // Code that was made by `replace()` may share its constants with the original.
                let constants = (*outer).co_consts;
                if !seen.insert(constants as usize) {
                    continue;
                }
                for item in object::tuple_items(constants) {
                    if object::is_exact(*item, &raw const ffi::PyCode_Type) {
                        // Machine code has its constants' addresses in it: to it, that is one more reference.
                        if api::can_move(outer as usize) {
                            each((*item).cast(), std::ptr::from_ref(item).cast_mut());
                        }
                        pending.push((*item).cast());
                    }
                }
            }
        }
    }
}

/// Remembers what all code looks like now.
///
/// # Safety
/// GIL held, main interpreter.
pub unsafe fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot::default();
    // SAFETY: by contract; the closure only reads.
    unsafe {
        visit(|code, _| {
            snapshot.0.entry(code as usize).or_insert_with(|| code::fingerprint(code));
        });
    }
    snapshot
}

/// Copies the code that was written to since the snapshot was taken, and will be again; without a snapshot (for tests) all
/// code that can be copied.
///
/// # Safety
/// GIL held, main interpreter.
pub unsafe fn gather(before: Option<&Snapshot>) -> Gathered {
    // SAFETY: by contract.
    unsafe {
        let mut gathered = Gathered::default();
        if code::addresses_may_be_known(api::code_watchers()) {
            return gathered;
        }
        let mut references: AddressMap<Vec<Slot>> = AddressMap::default();
        let mut order: Vec<Code> = Vec::new();
        visit(|code, slot| {
            if let Some(slots) = references.get_mut(&(code as usize)) {
                slots.push(slot);
            } else if code::can_be_copied(code)
                && before.is_none_or(|before| {
                    before.0.get(&(code as usize)) != Some(&code::fingerprint(code)) && code::counts(code)
                })
            {
                references.insert(code as usize, vec![slot]);
                order.push(code);
            }
        });
        let wanted = order.len();
        order.retain(|code| {
            references[&(*code as usize)].len() as isize == object::refcount((*code).cast())
                && api::can_move(*code as usize)
        });
        gathered.left = wanted - order.len();
        let sizes = order.iter().map(|code| code::bytes(*code).next_multiple_of(ALIGNMENT));
        let Some(place) = reserve(sizes.clone().sum()) else { return gathered };
        for (old, size) in order.iter().zip(sizes) {
            let new: Code = place.add(gathered.bytes).cast();
            std::ptr::copy_nonoverlapping(old.cast::<u8>(), new.cast::<u8>(), code::bytes(*old));
            for slot in &references[&(*old as usize)] {
                **slot = new.cast();
            }
            api::code_moved(*old as usize, new as usize);
            // The copy is no block that could be freed, whoever drops it; what both refer to is the copy's now.
            immortal::make_immortal(new.cast());
            immortal::make_immortal((*old).cast());
            gathered.objects += 1;
            gathered.bytes += size;
        }
        gathered
    }
}

/// Memory that is never given back, on pages of its own.
fn reserve(bytes: usize) -> Option<*mut u8> {
    if bytes == 0 {
        return None;
    }
    // SAFETY: a new mapping.
    let place = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    (place != libc::MAP_FAILED).then_some(place.cast())
}
