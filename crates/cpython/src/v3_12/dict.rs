//! Dicts, their keys tables, and the values instances keep in line.

use super::{ffi, layout, thread};

/// Where an instance of a class with a managed dict keeps its attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictOrValues {
    /// In an array of values, by index into the class's shared keys.
    Values(*mut ffi::PyDictValues),
    /// In a dict; null if none was made yet.
    Dict(*mut ffi::PyObject),
}

/// Address of the word before the object that says where its attributes are.
///
/// # Safety
/// `object` is alive and its class has `Py_TPFLAGS_MANAGED_DICT`.
#[inline]
pub unsafe fn dict_or_values_slot(object: *mut ffi::PyObject) -> *mut usize {
    // SAFETY: such objects have the word three before their head.
    unsafe { object.cast::<u8>().offset(layout::DICT_OR_VALUES_OFFSET as isize).cast() }
}

/// Decodes [`dict_or_values_slot`].
///
/// # Safety
/// `object` is alive and its class has `Py_TPFLAGS_MANAGED_DICT`.
#[inline]
pub unsafe fn dict_or_values(object: *mut ffi::PyObject) -> DictOrValues {
    // SAFETY: by contract. Values are marked by the low bit, one below the true address.
    let word = unsafe { *dict_or_values_slot(object) };
    if word & 1 == 1 { DictOrValues::Values((word + 1) as *mut _) } else { DictOrValues::Dict(word as *mut _) }
}

/// Keys that instances of a heap class share; null if they do not.
///
/// # Safety
/// `class` is a live heap type.
#[inline]
pub unsafe fn cached_keys(class: *mut ffi::PyTypeObject) -> *mut ffi::PyDictKeysObject {
    // SAFETY: a heap type, by contract.
    unsafe { (*class.cast::<ffi::PyHeapTypeObject>()).ht_cached_keys.cast() }
}

/// A dict's keys table.
///
/// # Safety
/// `dict` is a live `dict` (or subclass).
#[inline]
pub unsafe fn keys(dict: *mut ffi::PyObject) -> *mut ffi::PyDictKeysObject {
    // SAFETY: a dict, by contract.
    unsafe { (*dict.cast::<ffi::PyDictObject>()).ma_keys }
}

/// Whether all keys are exact `str`, so that entries are [`ffi::PyDictUnicodeEntry`].
///
/// # Safety
/// `keys` is a live keys table.
#[inline]
pub unsafe fn is_unicode(keys: *mut ffi::PyDictKeysObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { i32::from((*keys).dk_kind) != layout::DICT_KEYS_KIND_GENERAL }
}

/// Address of the first entry: after the index table.
///
/// # Safety
/// `keys` is a live keys table.
#[inline]
pub unsafe fn entries(keys: *mut ffi::PyDictKeysObject) -> *mut u8 {
    // SAFETY: the index table takes 2^dk_log2_index_bytes bytes.
    unsafe { keys.cast::<u8>().add(layout::DICT_KEYS_INDICES as usize + (1 << (*keys).dk_log2_index_bytes)) }
}

/// Key and value of entry `index`, borrowed; either may be null. Split tables have no value here.
///
/// # Safety
/// `keys` is a live keys table and `index < dk_nentries`.
#[inline]
pub unsafe fn entry(keys: *mut ffi::PyDictKeysObject, index: usize) -> (*mut ffi::PyObject, *mut ffi::PyObject) {
    // SAFETY: within the entries, by contract.
    unsafe {
        if is_unicode(keys) {
            unicode_entry(keys, index)
        } else {
            let entry = entries(keys).cast::<ffi::PyDictKeyEntry>().add(index);
            ((*entry).me_key, (*entry).me_value)
        }
    }
}

/// [`entry`] of a table whose keys are all `str`.
///
/// # Safety
/// As for [`entry`], and [`is_unicode`].
#[inline]
pub unsafe fn unicode_entry(
    keys: *mut ffi::PyDictKeysObject,
    index: usize,
) -> (*mut ffi::PyObject, *mut ffi::PyObject) {
    // SAFETY: within the entries, by contract.
    unsafe {
        let entry = entries(keys).cast::<ffi::PyDictUnicodeEntry>().add(index);
        ((*entry).me_key, (*entry).me_value)
    }
}

/// The keys' version, 0 if none was given out since they last changed.
///
/// # Safety
/// `keys` is a live keys table.
#[inline]
pub unsafe fn keys_version(keys: *mut ffi::PyDictKeysObject) -> u32 {
    // SAFETY: alive, by contract.
    unsafe { (*keys).dk_version }
}

/// Gives the keys a version, as the interpreter does when it first specialises a look-up in them. Does nothing where few are
/// left: the interpreter's caches of globals have two bytes for it.
///
/// # Safety
/// `keys` is a live keys table; GIL held.
pub unsafe fn assign_keys_version(keys: *mut ffi::PyDictKeysObject) {
    const MOST: u32 = 1 << 15;
    // SAFETY: a counter in the interpreter's state.
    unsafe {
        let next: *mut u32 = thread::interpreter_field(thread::thread_state(), layout::INTERP_NEXT_KEYS_VERSION);
        if (*keys).dk_version == 0 && is_unicode(keys) && (1..MOST).contains(&*next) {
            (*keys).dk_version = *next;
            *next += 1;
        }
    }
}

/// Value `index` of an instance's in-line values, borrowed; null if unset.
///
/// # Safety
/// `values` is alive and `index` below its capacity.
#[inline]
pub unsafe fn value(values: *mut ffi::PyDictValues, index: usize) -> *mut ffi::PyObject {
    // SAFETY: within the values, by contract.
    unsafe { *values.cast::<*mut ffi::PyObject>().add(index) }
}

/// Notes that value `index` was set for the first time, so that the instance's dict keeps its order.
///
/// # Safety
/// `values` is alive, `index` below its capacity and not noted yet.
#[inline]
pub unsafe fn note_insertion(values: *mut ffi::PyDictValues, index: usize) {
    // SAFETY: the order lies before the values: size of it at −1, used at −2, indices downwards from −3.
    unsafe {
        let used = values.cast::<u8>().sub(2);
        *used += 1;
        *used.sub(*used as usize) = index as u8;
    }
}

/// A number that changes with every change of the dict.
///
/// # Safety
/// `dict` is a live dict.
#[inline]
pub unsafe fn version(dict: *mut ffi::PyObject) -> u64 {
    // SAFETY: by contract.
    unsafe { (*dict.cast::<ffi::PyDictObject>()).ma_version_tag }
}
