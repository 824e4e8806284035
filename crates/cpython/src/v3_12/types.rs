//! Classes: version tags, finding a class by its version, and what a specialised instruction's cache points at.
//!
//! An inline cache holds its descriptor as a bare address. The descriptor is alive as long as the class whose version
//! the cache names still has that version; once the class changed, the address may be anything. So a cached address is
//! looked at only after the class was found.

use super::{describe, ffi, layout, object, thread};
use andiron_bytecode::ObjectRef;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// The class's version tag if it is valid, else 0. A silent change takes the tag away, never changes it in place.
///
/// # Safety
/// `class` is alive; GIL held.
#[inline]
pub unsafe fn type_version(class: *mut ffi::PyTypeObject) -> u32 {
    const VALID: u64 = 1 << 19;
    // SAFETY: alive, by contract.
    unsafe { if (*class).tp_flags & VALID != 0 { (*class).tp_version_tag } else { 0 } }
}

/// [`type_version`], giving the class a tag first if it has none; 0 if there are no more to give.
///
/// # Safety
/// `class` is alive and ready; GIL held. Runs no Python, raises nothing.
pub unsafe fn assign_type_version(class: *mut ffi::PyTypeObject) -> u32 {
    // SAFETY: alive, by contract.
    unsafe { if ffi::PyUnstable_Type_AssignVersionTag(class) != 0 { type_version(class) } else { 0 } }
}

/// Gives every name that the interpreter's cache of attributes found on classes holds to `each`, borrowed. Nothing else need
/// refer to them.
///
/// # Safety
/// GIL held. `each` runs no Python and frees nothing.
pub unsafe fn cached_names(mut each: impl FnMut(*mut ffi::PyObject)) {
    // SAFETY: a table in the interpreter's state; an entry that was never used holds `None` or nothing.
    unsafe {
        let first: *mut u8 = thread::interpreter_field(thread::thread_state(), layout::INTERP_TYPE_CACHE);
        for entry in 0..layout::TYPE_CACHE_ENTRIES as usize {
            let name =
                first.add(entry * layout::TYPE_CACHE_ENTRY_BYTES as usize + layout::TYPE_CACHE_ENTRY_NAME as usize);
            let name: *mut ffi::PyObject = *name.cast();
            if !name.is_null() {
                each(name);
            }
        }
    }
}

/// The attribute found along the class's `__mro__`, borrowed from the class; null if there is none.
///
/// # Safety
/// `class` is alive; GIL held. Raises nothing; runs Python only if a class's dict holds keys that are not plain `str`.
pub unsafe fn lookup(class: *mut ffi::PyTypeObject, name: &std::ffi::CStr) -> *mut ffi::PyObject {
    // SAFETY: `name` ends in a zero byte; the interned string is given back after the lookup.
    unsafe {
        let name = ffi::PyUnicode_InternFromString(name.as_ptr());
        if name.is_null() {
            ffi::PyErr_Clear();
            return std::ptr::null_mut();
        }
        let found = ffi::_PyType_Lookup(class, name);
        object::decref(name);
        found
    }
}

/// What an inline cache's descriptor address means, if `class` still has the cache's version.
///
/// # Safety
/// `class` is alive, `address` comes from a cache that a specialisation for `class` filled with `version`; GIL held.
pub unsafe fn resolve_descriptor(class: *mut ffi::PyTypeObject, version: u32, address: usize) -> Option<ObjectRef> {
    // SAFETY: while the class keeps its version, what was found on it is alive.
    unsafe {
        (address != 0 && version != 0 && type_version(class) == version)
            .then(|| describe::describe(address as *mut ffi::PyObject))
    }
}

/// Weak references to every class seen by the last walk, by the version each had.
///
/// Used with the GIL only; the mutex is never held while the GIL is given away.
static KNOWN: Mutex<Option<HashMap<u32, WeakClass>>> = Mutex::new(None);

struct WeakClass(*mut ffi::PyObject);

// SAFETY: only touched with the GIL held.
unsafe impl Send for WeakClass {}

/// Finds classes by version for one batch of look-ups: walks all classes at most once.
#[derive(Debug, Default)]
pub struct TypeFinder {
    walked: bool,
}

impl TypeFinder {
    /// A finder that may still walk.
    pub fn new() -> TypeFinder {
        TypeFinder::default()
    }

    /// The class that has this version now, borrowed: keep the GIL, or take a reference.
    ///
    /// # Safety
    /// GIL held, main interpreter. Runs no Python, raises nothing.
    pub unsafe fn find(&mut self, version: u32) -> Option<*mut ffi::PyTypeObject> {
        if version == 0 {
            return None;
        }
        // SAFETY: the weak references are owned by the table.
        unsafe {
            if let Some(class) = known(version) {
                return Some(class);
            }
            if std::mem::replace(&mut self.walked, true) {
                return None;
            }
            walk();
            known(version)
        }
    }

    /// [`resolve_descriptor`] of the class that has this version.
    ///
    /// # Safety
    /// As for [`TypeFinder::find`]; `address` comes from a cache filled with `version`.
    pub unsafe fn resolve(&mut self, version: u32, address: usize) -> Option<ObjectRef> {
        // SAFETY: versions are unique among classes alive, so this is the class the cache was filled for.
        unsafe { self.find(version).and_then(|class| resolve_descriptor(class, version, address)) }
    }
}

/// A single look-up; see [`TypeFinder`] for several.
///
/// # Safety
/// As for [`TypeFinder::find`].
pub unsafe fn find_type_by_version(version: u32) -> Option<*mut ffi::PyTypeObject> {
    // SAFETY: by contract.
    unsafe { TypeFinder::new().find(version) }
}

unsafe fn known(version: u32) -> Option<*mut ffi::PyTypeObject> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let weak = known.as_ref()?.get(&version)?;
    // SAFETY: the table owns the weak reference; what it points at is alive or `None`.
    unsafe {
        let class = ffi::PyWeakref_GetObject(weak.0).cast::<ffi::PyTypeObject>();
        (object::is_type(class.cast()) && type_version(class) == version).then_some(class)
    }
}

/// Fills [`KNOWN`] from the tree of subclasses under `object`.
unsafe fn walk() {
    // SAFETY: `__subclasses__` of `type` itself is a C function of no arguments, called directly so that no metaclass
    // can step in; classes on the list are kept alive by it, and after that by the weak reference check in `known`.
    unsafe {
        let method = lookup(&raw mut ffi::PyType_Type, c"__subclasses__");
        if method.is_null() || !object::is_exact(method, &raw const ffi::PyMethodDescr_Type) {
            return;
        }
        let Some(subclasses) = (*(*method.cast::<ffi::PyMethodDescrObject>()).d_method).ml_meth else { return };
        let mut found = HashMap::new();
        let (mut visited, mut lists) = (HashSet::new(), Vec::new());
        let mut pending = vec![(&raw mut ffi::PyBaseObject_Type)];
        while let Some(class) = pending.pop() {
            if !visited.insert(class) {
                continue; // by another base
            }
            let version = type_version(class);
            if version != 0 {
                let weak = ffi::PyWeakref_NewRef(class.cast(), std::ptr::null_mut());
                if weak.is_null() {
                    ffi::PyErr_Clear();
                } else {
                    // Versions are unique; were one not, the other reference must not leak.
                    if let Some(WeakClass(other)) = found.insert(version, WeakClass(weak)) {
                        object::decref(other);
                    }
                }
            }
            let list = subclasses(class.cast(), std::ptr::null_mut());
            if list.is_null() {
                ffi::PyErr_Clear();
                continue;
            }
            pending.extend(object::list_items(list).iter().map(|class| class.cast::<ffi::PyTypeObject>()));
            lists.push(list);
        }
        let old = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).replace(found);
        for weak in old.into_iter().flat_map(HashMap::into_values) {
            object::decref(weak.0);
        }
        for list in lists {
            object::decref(list);
        }
    }
}

/// Whether the class was made at run time.
///
/// # Safety
/// `class` is alive.
#[inline]
pub unsafe fn is_heap_type(class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_HEAPTYPE) != 0 }
}
