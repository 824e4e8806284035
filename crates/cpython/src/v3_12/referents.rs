//! What an object refers to, also where `tp_traverse` does not tell: names in keys tables, code objects, static classes.
//!
//! `tp_traverse` reports what the collector needs, and that is what can be part of a cycle.

use super::{collector, dict, ffi, layout, object, types};
use std::ffi::{CStr, c_int, c_void};

/// How the referents of a class's instances are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// There are none, or none that can be found.
    Leaf,
    /// An exact `str`; none.
    Text,
    /// A code object: not known to the collector.
    Code,
    /// A class; of static ones `tp_traverse` must not be called: it ends the process.
    Class,
    /// A dict, whose `tp_traverse` passes over keys that are strings.
    Dict,
    /// Whatever `tp_traverse` says.
    Traversed,
    /// Not known to the collector, but with members that are objects: `range`.
    Members,
}

/// Receives a referent, borrowed, and the word given with it; returns 0.
pub type Visitor = unsafe extern "C" fn(*mut ffi::PyObject, *mut c_void) -> c_int;

/// The shape of a class's instances.
///
/// # Safety
/// `class` is alive.
pub unsafe fn shape(class: *mut ffi::PyTypeObject) -> Shape {
    // SAFETY: alive, by contract.
    unsafe {
        let has = |flag: u64| (*class).tp_flags & flag != 0;
        if std::ptr::eq(class, &raw const ffi::PyUnicode_Type) {
            Shape::Text
        } else if std::ptr::eq(class, &raw const ffi::PyCode_Type) {
            Shape::Code
        } else if has(u64::from(ffi::Py_TPFLAGS_TYPE_SUBCLASS)) {
            Shape::Class
        } else if has(u64::from(ffi::Py_TPFLAGS_DICT_SUBCLASS)) {
            Shape::Dict
        } else if has(u64::from(ffi::Py_TPFLAGS_HAVE_GC)) {
            Shape::Traversed
        } else if bases(class).any(|class| object_members(class).next().is_some()) {
            Shape::Members
        } else {
            Shape::Leaf
        }
    }
}

/// A class and its `tp_base`, and so on.
///
/// # Safety
/// `class` is alive as long as the iterator.
pub unsafe fn bases(class: *mut ffi::PyTypeObject) -> impl Iterator<Item = *mut ffi::PyTypeObject> {
    let next = |class: &*mut ffi::PyTypeObject| {
        // SAFETY: a live class's base is alive.
        let base = unsafe { (**class).tp_base };
        (!base.is_null()).then_some(base)
    };
    std::iter::successors(Some(class), next)
}

/// Offsets of the members of a class, without its bases', that are objects.
unsafe fn object_members(class: *mut ffi::PyTypeObject) -> impl Iterator<Item = isize> {
    // SAFETY: the array ends in an entry without a name.
    unsafe {
        let first = (*class).tp_members;
        let members =
            (0..).map(move |n| first.add(n)).take_while(move |member| !first.is_null() && !(**member).name.is_null());
        members
            .filter(|member| matches!((**member).type_, layout::MEMBER_OBJECT | layout::MEMBER_OBJECT_EX))
            .map(|member| (*member).offset)
            .filter(|offset| *offset >= layout::OBJECT_BYTES as isize)
    }
}

/// Gives every referent of `object` to `visit`, its class first; some may be given twice, none is null.
///
/// # Safety
/// `object` is alive and of that shape; GIL held. `visit` runs no Python and frees nothing.
pub unsafe fn visit(object: *mut ffi::PyObject, shape: Shape, visit: Visitor, word: *mut c_void) {
    // SAFETY: fields by the object's class; what they hold is alive as long as the object.
    unsafe {
        let each = |referent: *mut ffi::PyObject| {
            if !referent.is_null() {
                visit(referent, word);
            }
        };
        let class = object::type_of(object);
        each(class.cast());
        match shape {
            Shape::Leaf | Shape::Text => {}
            Shape::Code => visit_code(object.cast(), each),
            Shape::Class => visit_class(object.cast(), visit, word, each),
            Shape::Dict => {
                traverse(object, visit, word);
                visit_names(dict::keys(object), each);
            }
            Shape::Traversed => traverse(object, visit, word),
            Shape::Members => {
                for offset in bases(class).flat_map(|class| object_members(class)) {
                    each(*object.cast::<u8>().offset(offset).cast());
                }
            }
        }
    }
}

unsafe fn traverse(object: *mut ffi::PyObject, visit: Visitor, word: *mut c_void) {
    // SAFETY: what the collector does with it.
    unsafe {
        if collector::has_head(object)
            && let Some(traverse) = (*object::type_of(object)).tp_traverse
        {
            traverse(object, Some(visit), word);
        }
    }
}

/// The keys of a table that holds strings only.
unsafe fn visit_names(keys: *mut ffi::PyDictKeysObject, each: impl Fn(*mut ffi::PyObject)) {
    // SAFETY: a live table, or null.
    unsafe {
        if !keys.is_null() && dict::is_unicode(keys) {
            for index in 0..(*keys).dk_nentries as usize {
                each(dict::unicode_entry(keys, index).0);
            }
        }
    }
}

unsafe fn visit_code(code: *mut ffi::PyCodeObject, each: impl Fn(*mut ffi::PyObject)) {
    // SAFETY: a live code object.
    unsafe {
        for field in [
            (*code).co_consts,
            (*code).co_names,
            (*code).co_exceptiontable,
            (*code).co_localsplusnames,
            (*code).co_localspluskinds,
            (*code).co_filename,
            (*code).co_name,
            (*code).co_qualname,
            (*code).co_linetable,
        ] {
            each(field);
        }
        let cached = (*code)._co_cached;
        if !cached.is_null() {
            for field in [(*cached)._co_code, (*cached)._co_varnames, (*cached)._co_cellvars, (*cached)._co_freevars] {
                each(field);
            }
        }
    }
}

unsafe fn visit_class(
    class: *mut ffi::PyTypeObject,
    visit: Visitor,
    word: *mut c_void,
    each: impl Fn(*mut ffi::PyObject),
) {
    // SAFETY: a live class; one made at run time has the fields of a heap type.
    unsafe {
        if types::is_heap_type(class) {
            traverse(class.cast(), visit, word);
            let heap: *mut ffi::PyHeapTypeObject = class.cast();
            for field in [(*heap).ht_name, (*heap).ht_slots, (*heap).ht_qualname] {
                each(field);
            }
            visit_names((*heap).ht_cached_keys.cast(), &each);
        } else {
            for field in [(*class).tp_bases, (*class).tp_mro, (*class).tp_cache, (*class).tp_base.cast()] {
                each(field);
            }
            let namespace = ffi::PyType_GetDict(class);
            each(namespace);
            object::xdecref(namespace);
        }
        // Those of the interpreter's own static classes are elsewhere, and the field is a number.
        if (*class).tp_flags & layout::STATIC_BUILTIN_FLAG as u64 == 0 {
            each((*class).tp_subclasses.cast());
        }
    }
}

/// A weak reference's object, `None` if it has died, and its callback, or null; both borrowed.
///
/// # Safety
/// `reference` is a live weak reference or proxy.
pub unsafe fn weak_reference(reference: *mut ffi::PyObject) -> (*mut ffi::PyObject, *mut ffi::PyObject) {
    let reference: *mut ffi::PyWeakReference = reference.cast();
    // SAFETY: alive, by contract.
    unsafe { ((*reference).wr_object, (*reference).wr_callback) }
}

/// Whether freeing an instance of the class runs a finalizer: `__del__`, or one written in C.
///
/// # Safety
/// `class` is alive.
pub unsafe fn has_finalizer(class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { (*class).tp_finalize.is_some() || (*class).tp_del.is_some() }
}

/// The class's name as its C code wrote it, with the module's; a Python class's is its `__name__`.
///
/// # Safety
/// `class` outlives the name.
pub unsafe fn c_name<'a>(class: *mut ffi::PyTypeObject) -> &'a CStr {
    // SAFETY: alive, by contract; ends in a zero byte.
    unsafe { CStr::from_ptr((*class).tp_name) }
}
