//! Unpacking assignment.

use super::building::is_not_iterable;
use super::{Object, Pointer};
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{is_exact, list_items, tuple_items};
use andiron_objects::raise_format;
use andiron_objects::reference::{Owned, Raised, Result, class_name, is_raised, new_reference, raised_is, status};

pub(super) unsafe extern "C" fn unpack_sequence(sequence: Object, count: i64, out: Pointer) -> i32 {
    let out = out.cast::<Object>();
    // SAFETY: the contract of `ops`; `out` has room for `count` objects.
    unsafe {
        let items = if is_exact(sequence, &raw const ffi::PyTuple_Type) {
            tuple_items(sequence)
        } else if is_exact(sequence, &raw const ffi::PyList_Type) {
            list_items(sequence)
        } else {
            &[]
        };
        if !items.is_empty() && items.len() as i64 == count {
            for (i, item) in items.iter().enumerate() {
                *out.add(i) = new_reference(*item);
            }
            return 0;
        }
        status(iterate(sequence, count as usize, None).map(|unpacked| unpacked.store(out)))
    }
}

pub(super) unsafe extern "C" fn unpack_ex(sequence: Object, before: i64, after: i64, out: Pointer) -> i32 {
    // SAFETY: the contract of `ops`; `out` has room for `before + 1 + after` objects.
    unsafe {
        let unpacked = iterate(sequence, before as usize, Some(after as usize));
        status(unpacked.map(|unpacked| unpacked.store(out.cast())))
    }
}

/// Items in order. Dropped latest first, as the interpreter does.
struct Unpacked(Vec<Owned>);

impl Unpacked {
    /// Hands the items over.
    ///
    /// # Safety
    /// `out` has room for them.
    unsafe fn store(mut self, out: *mut Object) {
        for (i, item) in self.0.drain(..).enumerate() {
            // SAFETY: by contract.
            unsafe { *out.add(i) = item.into_raw() }
        }
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        while self.0.pop().is_some() {}
    }
}

/// `count` items and the end; or, with `after`, `count` items, a list of the rest, and the last `after` items.
unsafe fn iterate(iterable: Object, count: usize, after: Option<usize>) -> Result<Unpacked> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let iterator = Owned::new(gated!(ffi::PyObject_GetIter(iterable))).map_err(|raised| {
            if raised_is(ffi::PyExc_TypeError) && is_not_iterable(iterable) {
                let format = c"cannot unpack non-iterable %.200s object";
                return raise_format!(ffi::PyExc_TypeError, format, class_name(iterable));
            }
            raised
        })?;
        let mut unpacked = Unpacked(Vec::with_capacity(count + after.map_or(0, |after| after + 1)));
        for found in 0..count {
            let Some(item) = Owned::optional(gated!(ffi::PyIter_Next(iterator.get()))) else {
                return Err(if is_raised() { Raised } else { too_few(count, after, found) });
            };
            unpacked.0.push(item);
        }
        let Some(after) = after else {
            if Owned::optional(gated!(ffi::PyIter_Next(iterator.get()))).is_some() {
                let format = c"too many values to unpack (expected %d)";
                return Err(raise_format!(ffi::PyExc_ValueError, format, count as i32));
            }
            return if is_raised() { Err(Raised) } else { Ok(unpacked) };
        };
        let rest = Owned::new(gated!(ffi::PySequence_List(iterator.get())))?;
        let list = rest.get().cast::<ffi::PyListObject>();
        let length = list_items(rest.get()).len();
        unpacked.0.push(rest);
        if length < after {
            return Err(too_few(count, Some(after), count + length));
        }
        // Moves the references out of the new list's end, and shortens it without giving memory back.
        for i in length - after..length {
            unpacked.0.push(Owned::new(*(*list).ob_item.add(i))?);
        }
        (*list).ob_base.ob_size = (length - after) as isize;
        Ok(unpacked)
    }
}

unsafe fn too_few(before: usize, after: Option<usize>, found: usize) -> Raised {
    let expected = (before + after.unwrap_or(0)) as i32;
    let format = match after {
        None => c"not enough values to unpack (expected %d, got %d)",
        Some(_) => c"not enough values to unpack (expected at least %d, got %d)",
    };
    // SAFETY: the contract of `ops`.
    unsafe { raise_format!(ffi::PyExc_ValueError, format, expected, found as i32) }
}
