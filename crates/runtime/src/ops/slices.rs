//! Slices: of the built-in sequences without a `slice` object, of everything else with one.

use super::Object;
use andiron_cpython::gated;
use andiron_cpython::object::{decref, is_exact, list_items};
use andiron_cpython::{ffi, long};
use andiron_objects::reference::{Owned, Result, new_reference, object, status};
use std::ptr::null_mut;

/// A bound that says where without running Python: None (or NULL) for `default`, or an `int`, which as in the interpreter
/// is clipped to what an index can be.
#[inline]
unsafe fn plain_bound(bound: Object, default: isize) -> Option<isize> {
    // SAFETY: null or a live object.
    unsafe {
        if bound.is_null() || bound == andiron_cpython::object::none() {
            return Some(default);
        }
        if !is_exact(bound, &raw const ffi::PyLong_Type) {
            return None;
        }
        // The test for one digit leaves nothing but a shift and a product of the conversion.
        if long::is_compact(bound) { long::to_i64(bound).map(|index| index as isize) } else { Some(clipped(bound)) }
    }
}

#[cold]
unsafe fn clipped(bound: Object) -> isize {
    // SAFETY: a live int.
    unsafe {
        match long::to_i64(bound) {
            Some(index) => index as isize,
            None if ffi::_PyLong_Sign(bound) < 0 => isize::MIN,
            None => isize::MAX,
        }
    }
}

/// The items a slice of a sequence takes: `count` of them, from `start`, `step` apart.
struct Extent {
    start: isize,
    stop: isize,
    step: isize,
    count: isize,
}

impl Extent {
    /// `None` where the bounds have to be asked, or are wrong.
    #[inline]
    unsafe fn new(length: isize, start: Object, stop: Object, step: Object) -> Option<Extent> {
        // SAFETY: live objects or null.
        unsafe {
            let step = plain_bound(step, 1)?;
            if step == 0 || step == isize::MIN {
                return None;
            }
            let (first, last) = if step < 0 { (isize::MAX, isize::MIN) } else { (0, isize::MAX) };
            Some(Extent::within(length, plain_bound(start, first)?, plain_bound(stop, last)?, step))
        }
    }

    /// What `PySlice_AdjustIndices` does, without a division for the steps that nearly all slices have.
    #[inline]
    fn within(length: isize, start: isize, stop: isize, step: isize) -> Extent {
        // From the end where negative; beyond either end, just outside as far as a walk in this direction is concerned.
        let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clip = |bound: isize| (if bound < 0 { bound + length } else { bound }).clamp(lowest, highest);
        let (start, stop) = (clip(start), clip(stop));
        let count = match step {
            1 => stop - start,
            -1 => start - stop,
            _ if step < 0 => (start - stop - 1).div_euclid(-step) + 1,
            _ => (stop - start - 1).div_euclid(step) + 1,
        };
        Extent { start, stop, step, count: count.max(0) }
    }
}

/// The slice of an exact `list`, `tuple` or `str`; null with an exception. `None` where it takes the long way.
unsafe fn quick_slice(container: Object, start: Object, stop: Object, step: Object) -> Option<Object> {
    // SAFETY: live objects; sizes and items are those of the exact classes.
    unsafe {
        let is_list = is_exact(container, &raw const ffi::PyList_Type);
        if is_list || is_exact(container, &raw const ffi::PyTuple_Type) {
            let extent = Extent::new((*container.cast::<ffi::PyVarObject>()).ob_size, start, stop, step)?;
            return match (is_list, extent.step) {
                (true, 1) => Some(ffi::PyList_GetSlice(container, extent.start, extent.stop)),
                (true, _) => Some(list_by_steps(container, &extent)),
                (false, 1) => Some(ffi::PyTuple_GetSlice(container, extent.start, extent.stop)),
                (false, _) => None,
            };
        }
        if is_exact(container, &raw const ffi::PyUnicode_Type) {
            let extent = Extent::new((*container.cast::<ffi::PyASCIIObject>()).length, start, stop, step)?;
            let stop = extent.stop.max(extent.start);
            return (extent.step == 1).then(|| ffi::PyUnicode_Substring(container, extent.start, stop));
        }
        None
    }
}

unsafe fn list_by_steps(list: Object, extent: &Extent) -> Object {
    // SAFETY: every index is within the list, whose items nothing changes meanwhile: making a list runs no Python.
    unsafe {
        let result = ffi::PyList_New(extent.count);
        if !result.is_null() {
            let (from, to) = (list_items(list), (*result.cast::<ffi::PyListObject>()).ob_item);
            for i in 0..extent.count {
                *to.offset(i) = new_reference(from[(extent.start + i * extent.step) as usize]);
            }
        }
        result
    }
}

unsafe fn new_slice(start: Object, stop: Object, step: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`; a null step is None.
    unsafe { Owned::new(ffi::PySlice_New(start, stop, step)) }
}

pub(super) unsafe extern "C" fn get_slice(container: Object, start: Object, stop: Object) -> Object {
    // SAFETY: passed on.
    unsafe { get_extended_slice(container, start, stop, null_mut()) }
}

pub(super) unsafe extern "C" fn get_extended_slice(
    container: Object,
    start: Object,
    stop: Object,
    step: Object,
) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        if let Some(result) = quick_slice(container, start, stop, step) {
            return result;
        }
        object(
            new_slice(start, stop, step)
                .and_then(|slice| Owned::new(gated!(ffi::PyObject_GetItem(container, slice.get())))),
        )
    }
}

/// More items than this are replaced by the list itself.
const MOST_REPLACED: usize = 32;

/// Replaces items of a list by those of another, one for one; false where that is not the case or they are too many.
unsafe fn replace_items(list: Object, extent: &Extent, value: Object) -> bool {
    // SAFETY: live objects; the extent is within the exact list.
    unsafe {
        if !is_exact(value, &raw const ffi::PyList_Type) || value == list {
            return false;
        }
        let new = list_items(value);
        if new.len() as isize != extent.count || new.len() > MOST_REPLACED {
            return false;
        }
        let place = (*list.cast::<ffi::PyListObject>()).ob_item.offset(extent.start);
        let mut old = [null_mut(); MOST_REPLACED];
        for (i, item) in new.iter().enumerate() {
            old[i] = std::mem::replace(&mut *place.add(i), new_reference(*item));
        }
        // Finalizers see the new list, and run in the order in which the list itself would run them.
        let count = new.len();
        for item in old[..count].iter().rev() {
            decref(*item);
        }
        true
    }
}

pub(super) unsafe extern "C" fn set_slice(value: Object, container: Object, start: Object, stop: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        if is_exact(container, &raw const ffi::PyList_Type) {
            let length = (*container.cast::<ffi::PyVarObject>()).ob_size;
            if let Some(extent) = Extent::new(length, start, stop, null_mut()) {
                if replace_items(container, &extent, value) {
                    return 0;
                }
                return gated!(ffi::PyList_SetSlice(container, extent.start, extent.stop, value));
            }
        }
        match new_slice(start, stop, null_mut()) {
            Ok(slice) => gated!(ffi::PyObject_SetItem(container, slice.get(), value)),
            Err(raised) => status(Err(raised)),
        }
    }
}
