//! Making objects immortal, and filling in beforehand what the interpreter would write into them later.
//!
//! While a walk over all objects is under way, the high half of each count it has met holds a [mark](mark): a real count
//! stays below 2³², and CPython looks at and changes the low half, so that marked objects go on working.

use super::{dict, ffi, layout, object, referents::Shape, types};

/// Characters of a string that is kept in UTF-8 as well: that may double its memory.
const LONGEST_ENCODED: isize = 4096;
const MARK: u32 = 0x00a4_d120;

#[inline]
unsafe fn halves<'a>(object: *mut ffi::PyObject) -> &'a mut [u32; 2] {
    // SAFETY: alive, by the callers' contracts; nobody else looks at the count meanwhile (GIL held).
    unsafe { &mut *(&raw mut (*object).__bindgen_anon_1).cast() }
}

/// Marks the object; whether it was not marked before.
///
/// # Safety
/// `object` is alive, GIL held; [`unmark`] or [`make_immortal`] follows before any other code runs.
#[inline]
pub unsafe fn mark(object: *mut ffi::PyObject) -> bool {
    // SAFETY: passed on.
    unsafe { std::mem::replace(&mut halves(object)[1], MARK) != MARK }
}

/// Whether nothing refers to the object: it was freed, and its memory is kept for the next one of its class.
///
/// # Safety
/// `object` is alive, or was and its memory is kept; GIL held.
#[inline]
pub unsafe fn is_dead(object: *mut ffi::PyObject) -> bool {
    // SAFETY: passed on.
    unsafe { halves(object)[0] == 0 }
}

/// Whether the object is marked.
///
/// # Safety
/// `object` is alive; GIL held.
#[inline]
pub unsafe fn is_marked(object: *mut ffi::PyObject) -> bool {
    // SAFETY: passed on.
    unsafe { halves(object)[1] == MARK }
}

/// Takes the mark away.
///
/// # Safety
/// `object` is alive and marked; GIL held.
#[inline]
pub unsafe fn unmark(object: *mut ffi::PyObject) {
    // SAFETY: passed on.
    unsafe { halves(object)[1] = 0 }
}

/// Takes the mark away and makes the object immortal; whether it was not before.
///
/// # Safety
/// As for [`unmark`].
#[inline]
pub unsafe fn make_immortal(object: *mut ffi::PyObject) -> bool {
    // SAFETY: passed on.
    unsafe {
        let was_mortal = !object::is_immortal(object);
        // Exactly this: with any other count of an immortal object, taking a reference would write.
        (*object).__bindgen_anon_1.ob_refcnt = layout::IMMORTAL_REFCNT as isize;
        was_mortal
    }
}

/// Fills in what the interpreter computes at first use and keeps in the object: a string's hash and UTF-8 form, versions of
/// classes and of the namespaces that names are looked up in; and lets nobody count the users of an immortal class's shared keys.
///
/// # Safety
/// `object` is immortal and of that shape; GIL held, no exception is set. Runs no Python.
pub unsafe fn fill_in(object: *mut ffi::PyObject, shape: Shape) {
    // SAFETY: by shape.
    unsafe {
        match shape {
            Shape::Text => {
                // An exact `str` has a hash, always.
                ffi::PyObject_Hash(object);
                if !text_state(object).is_ascii
                    && ffi::PyUnicode_GetLength(object) <= LONGEST_ENCODED
                    && ffi::PyUnicode_AsUTF8AndSize(object, std::ptr::null_mut()).is_null()
                {
                    ffi::PyErr_Clear(); // surrogates
                }
            }
            Shape::Class => {
                types::assign_type_version(object.cast());
                if types::is_heap_type(object.cast()) {
                    let keys = dict::cached_keys(object.cast());
                    if !keys.is_null() {
                        (*keys).dk_refcnt = layout::IMMORTAL_REFCNT as isize;
                        dict::assign_keys_version(keys);
                    }
                }
            }
            // Methods of instances are found by their class's keys, globals and attributes of modules by those of the
            // module's dict.
            Shape::Traversed if object::is_exact(object, &raw const ffi::PyFunction_Type) => {
                let function: *mut ffi::PyFunctionObject = object.cast();
                for namespace in [(*function).func_globals, (*function).func_builtins] {
                    if object::is_exact(namespace, &raw const ffi::PyDict_Type) {
                        dict::assign_keys_version(dict::keys(namespace));
                    }
                }
            }
            _ => {}
        }
    }
}

struct TextState {
    character_bytes: usize,
    is_ascii: bool,
}

unsafe fn text_state(text: *mut ffi::PyObject) -> TextState {
    // SAFETY: a live string: two bits of interning, three of character size, then `compact` and `ascii`.
    let bits = unsafe { *text.cast::<u8>().add(layout::STR_STATE as usize) };
    TextState { character_bytes: usize::from(bits >> 2 & 0b111), is_ascii: bits >> 6 & 1 == 1 }
}

/// Bytes of the object, with the tables that it alone has.
///
/// # Safety
/// `object` is alive and of that shape; GIL held.
pub unsafe fn bytes(object: *mut ffi::PyObject, shape: Shape) -> usize {
    // SAFETY: fields by the object's class.
    unsafe {
        let class = object::type_of(object);
        let fixed = (*class).tp_basicsize as usize;
        let head = if super::collector::has_head(object) { layout::GC_HEAD_BYTES as usize } else { 0 };
        let own = match shape {
            Shape::Text => {
                let TextState { character_bytes, is_ascii } = text_state(object);
                let head =
                    if is_ascii { size_of::<ffi::PyASCIIObject>() } else { size_of::<ffi::PyCompactUnicodeObject>() };
                head + (ffi::PyUnicode_GetLength(object) as usize + 1) * character_bytes
            }
            Shape::Dict => {
                let keys = dict::keys(object);
                let split = i32::from((*keys).dk_kind) == layout::DICT_KEYS_KIND_SPLIT;
                let entry =
                    if dict::is_unicode(keys) { layout::DICT_UNICODE_ENTRY_BYTES } else { layout::DICT_ENTRY_BYTES };
                let entries = ((*keys).dk_nentries + (*keys).dk_usable) as usize;
                let indices = 1usize << (*keys).dk_log2_index_bytes;
                fixed
                    + if split || (*keys).dk_nentries == 0 {
                        0
                    } else {
                        size_of::<ffi::PyDictKeysObject>() + indices + entries * entry as usize
                    }
            }
            _ if object::is_exact(object, &raw const ffi::PyList_Type) => {
                fixed + (*object.cast::<ffi::PyListObject>()).allocated as usize * size_of::<usize>()
            }
            _ if object::is_exact(object, &raw const ffi::PyLong_Type) => {
                let digits = (*object.cast::<ffi::PyLongObject>()).long_value.lv_tag >> layout::LONG_NON_SIZE_BITS;
                fixed + digits * size_of::<u32>()
            }
            _ if (*class).tp_itemsize > 0 => {
                fixed + (*class).tp_itemsize as usize * object::size(object).unsigned_abs()
            }
            _ => fixed,
        };
        head + own
    }
}
