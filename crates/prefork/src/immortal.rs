//! Makes immortal what the collector knows and everything reachable from it.
//!
//! One walk, depth first, with a mark in each object it has met. It starts from every object the collector tracks: some
//! are reachable from C variables only. No Python runs and nothing is freed meanwhile.
//!
//! Exact tuples and frozen sets are no starting points. C code that is making one relies on holding its only reference
//! (`_PyTuple_Resize`, `PyTuple_SetItem` and `PySet_Add` refuse otherwise), and the collector tracks it already; but no
//! other object refers to it yet.

use crate::running;
use crate::skipped::{Judge, Reason, Verdict};
use andiron_cpython::{collector, ffi, immortal, object, referents, types};
use referents::Shape;
use std::collections::BTreeMap;
use std::ffi::{c_int, c_void};

/// A Python object.
pub type Object = *mut ffi::PyObject;

/// What was done.
#[derive(Debug, Default)]
pub struct Report {
    /// Objects that were made immortal.
    pub objects: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Objects that were left, by reason.
    pub skipped: BTreeMap<Reason, usize>,
    /// Those among them that do something when they are finalized. Borrowed.
    pub to_finalize: Vec<Object>,
}

#[derive(Default)]
struct Walk {
    judge: Judge,
    /// Marked; referents still to be looked at.
    pending: Vec<(Object, Shape)>,
    /// Marked, to be immortal.
    taken: Vec<(Object, Shape)>,
    /// Marked, to be left alone.
    skipped: Vec<(Object, Reason)>,
    /// Weak references with a callback.
    waiting: Vec<(Object, Shape)>,
}

/// Makes objects immortal.
///
/// # Safety
/// GIL held, no exception set, main interpreter, no other interpreter exists; the collector is not running.
pub unsafe fn make_immortal() -> Report {
    // SAFETY: by contract; every object met is alive, for nothing is freed.
    unsafe {
        let tracked = collector::tracked_objects();
        let mut walk = Walk::default();
        let held = running::held_by_frames(&tracked, &mut walk.judge);
        for object in &tracked {
            let may_start = !held.contains(&(*object as usize))
                && !matches!(walk.judge.verdict(*object), Verdict::TakeIfReferred(_));
            if may_start {
                walk.meet(*object);
                walk.finish();
            }
        }
        // The next look-up in a place of that cache drops the name that is there, and a block is free on a shared page.
        types::cached_names(|name| walk.meet(name));
        walk.finish();
        while walk.take_settled_references() {
            walk.finish();
        }
        let mut report = walk.settle();
        let mut count = |reason: Reason, objects: usize| {
            if objects > 0 {
                *report.skipped.entry(reason).or_default() += objects;
            }
        };
        count(Reason::Running, held.len());
        let unfinished = tracked.iter().filter(|object| {
            !object::is_immortal(**object)
                && !held.contains(&(**object as usize))
                && matches!(walk.judge.verdict(**object), Verdict::TakeIfReferred(_))
        });
        count(Reason::Unfinished, unfinished.count());
        report
    }
}

unsafe extern "C" fn meet(object: Object, walk: *mut c_void) -> c_int {
    // SAFETY: what `finish` passes.
    unsafe { (*walk.cast::<Walk>()).meet(object) };
    0
}

impl Walk {
    /// An object is met, for the first time or again.
    #[inline]
    unsafe fn meet(&mut self, object: Object) {
        // SAFETY: alive.
        unsafe {
            // A module may show the collector what it keeps for later use (`_asyncio` its iterators): they are not alive.
            if immortal::is_dead(object) || !immortal::mark(object) {
                return;
            }
            match self.judge.verdict(object) {
                Verdict::Take(shape) | Verdict::TakeIfReferred(shape) => self.take(object, shape),
                Verdict::WeakReference(shape) => {
                    if referents::weak_reference(object).1.is_null() {
                        self.take(object, shape);
                    } else {
                        self.waiting.push((object, shape));
                    }
                }
                Verdict::Capsule if ffi::PyCapsule_GetDestructor(object).is_none() => self.take(object, Shape::Leaf),
                Verdict::Capsule => self.skipped.push((object, Reason::Resource)),
                Verdict::Skip(reason) => self.skipped.push((object, reason)),
            }
        }
    }

    fn take(&mut self, object: Object, shape: Shape) {
        self.taken.push((object, shape));
        self.pending.push((object, shape));
    }

    /// Meets everything reachable from what is pending.
    unsafe fn finish(&mut self) {
        while let Some((object, shape)) = self.pending.pop() {
            // SAFETY: alive; `meet` frees nothing. The reference to `self` is not used during the call.
            unsafe { referents::visit(object, shape, meet, (&raw mut *self).cast()) }
        }
    }

    /// Takes the weak references with a callback whose object will be immortal: it never comes to the callback. With
    /// another, a reference that the program drops before the object dies would call back all the same.
    unsafe fn take_settled_references(&mut self) -> bool {
        let waiting = std::mem::take(&mut self.waiting);
        let before = waiting.len();
        for (object, shape) in waiting {
            // SAFETY: a live weak reference; one whose object has died has no callback any more.
            let settled = unsafe { self.will_be_immortal(referents::weak_reference(object).0) };
            if settled {
                self.take(object, shape);
            } else {
                self.waiting.push((object, shape));
            }
        }
        self.waiting.len() < before
    }

    unsafe fn will_be_immortal(&mut self, object: Object) -> bool {
        // SAFETY: alive. Those that are marked and yet skipped are told by the verdict, as in `meet`.
        unsafe {
            if object::is_immortal(object) {
                return true;
            }
            immortal::is_marked(object)
                && match self.judge.verdict(object) {
                    Verdict::Take(_) | Verdict::TakeIfReferred(_) => true,
                    Verdict::WeakReference(_) => referents::weak_reference(object).1.is_null(),
                    Verdict::Capsule | Verdict::Skip(_) => false,
                }
        }
    }

    /// Takes all marks away and makes immortal what was taken.
    unsafe fn settle(&mut self) -> Report {
        let mut report = Report::default();
        let waiting = self.waiting.drain(..).map(|(object, _)| (object, Reason::WeakReference));
        for (object, reason) in self.skipped.drain(..).chain(waiting) {
            // SAFETY: alive and marked.
            unsafe { immortal::unmark(object) }
            if matches!(reason, Reason::Finalizer | Reason::File | Reason::Generator) {
                report.to_finalize.push(object);
            }
            *report.skipped.entry(reason).or_default() += 1;
        }
        for &(object, shape) in &self.taken {
            // SAFETY: alive and marked.
            unsafe {
                if immortal::make_immortal(object) {
                    report.objects += 1;
                    report.bytes += immortal::bytes(object, shape);
                }
            }
        }
        // Apart, for it may allocate, and free what it allocated.
        for (object, shape) in self.taken.drain(..) {
            // SAFETY: immortal now, no exception is set.
            unsafe { immortal::fill_in(object, shape) }
        }
        report
    }
}
