//! Any object: reference counts, exact classes, text.
//!
//! Everything here needs the GIL.

pub use super::count::{decref, incref, is_immortal, refcount};
use super::{ffi, layout};
use andiron_bytecode::Class;
use std::ffi::CStr;

/// [`incref`] for a pointer that may be null.
///
/// # Safety
/// `object` is null or alive.
#[inline]
pub unsafe fn xincref(object: *mut ffi::PyObject) {
    if !object.is_null() {
        // SAFETY: alive, by contract.
        unsafe { incref(object) }
    }
}

/// [`decref`] for a pointer that may be null.
///
/// # Safety
/// As for [`decref`], or null.
#[inline]
pub unsafe fn xdecref(object: *mut ffi::PyObject) {
    if !object.is_null() {
        // SAFETY: owned, by contract.
        unsafe { decref(object) }
    }
}

/// The object's class, borrowed from it.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn type_of(object: *mut ffi::PyObject) -> *mut ffi::PyTypeObject {
    // SAFETY: alive, by contract.
    unsafe { (*object).ob_type }
}

/// Whether the object's class is exactly `class`.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn is_exact(object: *mut ffi::PyObject, class: *const ffi::PyTypeObject) -> bool {
    // SAFETY: alive, by contract.
    unsafe { std::ptr::eq(type_of(object), class) }
}

/// Whether the object is an instance of a built-in class or of a subclass, by a `Py_TPFLAGS_*_SUBCLASS` bit.
///
/// # Safety
/// `object` is alive.
#[inline]
pub unsafe fn has_flag(object: *mut ffi::PyObject, flag: u64) -> bool {
    // SAFETY: alive, by contract.
    unsafe { (*type_of(object)).tp_flags & flag != 0 }
}

/// Whether the object is a class (of any metaclass).
///
/// # Safety
/// `object` is alive.
pub unsafe fn is_type(object: *mut ffi::PyObject) -> bool {
    const TYPE_SUBCLASS: u64 = 1 << 31;
    // SAFETY: alive, by contract.
    unsafe { has_flag(object, TYPE_SUBCLASS) }
}

/// `None`, borrowed (it is immortal).
#[inline]
pub fn none() -> *mut ffi::PyObject {
    &raw mut ffi::_Py_NoneStruct
}

/// `True` or `False`, borrowed (they are immortal).
#[inline]
pub fn bool_object(value: bool) -> *mut ffi::PyObject {
    if value { (&raw mut ffi::_Py_TrueStruct).cast() } else { (&raw mut ffi::_Py_FalseStruct).cast() }
}

/// Which of the classes the compiler tells apart is exactly the object's.
///
/// # Safety
/// `object` is alive.
pub unsafe fn class_of(object: *mut ffi::PyObject) -> Class {
    // SAFETY: alive, by contract.
    class_of_type(unsafe { type_of(object) })
}

/// [`class_of`] of the instances of a class.
pub fn class_of_type(class: *mut ffi::PyTypeObject) -> Class {
    type Row = (*mut ffi::PyTypeObject, Class);
    let table: [Row; 20] = [
        (&raw mut ffi::_PyNone_Type, Class::NoneType),
        (&raw mut ffi::PyBool_Type, Class::Bool),
        (&raw mut ffi::PyLong_Type, Class::Int),
        (&raw mut ffi::PyFloat_Type, Class::Float),
        (&raw mut ffi::PyUnicode_Type, Class::Str),
        (&raw mut ffi::PyBytes_Type, Class::Bytes),
        (&raw mut ffi::PyTuple_Type, Class::Tuple),
        (&raw mut ffi::PyList_Type, Class::List),
        (&raw mut ffi::PyDict_Type, Class::Dict),
        (&raw mut ffi::PySet_Type, Class::Set),
        (&raw mut ffi::PyRange_Type, Class::Range),
        (&raw mut ffi::PyRangeIter_Type, Class::RangeIterator),
        (&raw mut ffi::PyListIter_Type, Class::ListIterator),
        (&raw mut ffi::PyTupleIter_Type, Class::TupleIterator),
        (&raw mut ffi::PyFunction_Type, Class::Function),
        (&raw mut ffi::PyCFunction_Type, Class::BuiltinFunction),
        (&raw mut ffi::PyMethodDescr_Type, Class::MethodDescriptor),
        (&raw mut ffi::PyType_Type, Class::Type),
        (&raw mut ffi::PyModule_Type, Class::Module),
        (&raw mut ffi::PyCell_Type, Class::Cell),
    ];
    table.iter().find(|(address, _)| *address == class).map_or(Class::Other, |(_, class)| *class)
}

/// The class object that stands for a [`Class`]; null for [`Class::Other`]. Static, so never freed.
pub fn type_of_class(class: Class) -> *mut ffi::PyTypeObject {
    match class {
        Class::NoneType => &raw mut ffi::_PyNone_Type,
        Class::Bool => &raw mut ffi::PyBool_Type,
        Class::Int => &raw mut ffi::PyLong_Type,
        Class::Float => &raw mut ffi::PyFloat_Type,
        Class::Str => &raw mut ffi::PyUnicode_Type,
        Class::Bytes => &raw mut ffi::PyBytes_Type,
        Class::Tuple => &raw mut ffi::PyTuple_Type,
        Class::List => &raw mut ffi::PyList_Type,
        Class::Dict => &raw mut ffi::PyDict_Type,
        Class::Set => &raw mut ffi::PySet_Type,
        Class::Range => &raw mut ffi::PyRange_Type,
        Class::RangeIterator => &raw mut ffi::PyRangeIter_Type,
        Class::ListIterator => &raw mut ffi::PyListIter_Type,
        Class::TupleIterator => &raw mut ffi::PyTupleIter_Type,
        Class::Function => &raw mut ffi::PyFunction_Type,
        Class::BuiltinFunction => &raw mut ffi::PyCFunction_Type,
        Class::MethodDescriptor => &raw mut ffi::PyMethodDescr_Type,
        Class::Type => &raw mut ffi::PyType_Type,
        Class::Module => &raw mut ffi::PyModule_Type,
        Class::Cell => &raw mut ffi::PyCell_Type,
        Class::Other => std::ptr::null_mut(),
    }
}

/// A `str`'s text; surrogates become replacement characters. Leaves no exception behind, runs no Python, and leaves the
/// string as it is: `PyUnicode_AsUTF8` would keep the UTF-8 form in it, which `sys.getsizeof` shows.
///
/// # Safety
/// `object` is null or alive.
pub unsafe fn text(object: *mut ffi::PyObject) -> Option<String> {
    const STR_SUBCLASS: u64 = 1 << 28;
    // SAFETY: alive and a string; every index is below its length.
    unsafe {
        if object.is_null() || !has_flag(object, STR_SUBCLASS) {
            return None;
        }
        if let Some(text) = ascii(object) {
            return Some(text.to_owned());
        }
        let characters = (0..ffi::PyUnicode_GetLength(object)).map(|i| ffi::PyUnicode_ReadChar(object, i));
        Some(characters.map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

/// [`text`] of strings that stand for themselves: none for those with surrogates, as names of files have that are not UTF-8.
///
/// # Safety
/// `object` is null or alive.
pub unsafe fn exact_text(object: *mut ffi::PyObject) -> Option<String> {
    // SAFETY: by contract; what has a text is a string, and every index is below its length.
    unsafe {
        let text = text(object)?;
        let is_exact = |i| ffi::PyUnicode_ReadChar(object, i) != char::REPLACEMENT_CHARACTER as u32;
        let lossy = |(i, c): (usize, char)| c == char::REPLACEMENT_CHARACTER && is_exact(i as isize);
        (!text.chars().enumerate().any(lossy)).then_some(text)
    }
}

/// The text of a `str` in which it stands as ASCII, as most do; none for others.
///
/// # Safety
/// `object` is a live `str`, and outlives the text.
pub unsafe fn ascii<'a>(object: *mut ffi::PyObject) -> Option<&'a str> {
    // Of the byte that begins the state, above two bits of interning and three of character size.
    const COMPACT_AND_ASCII: u8 = 0b11 << 5;
    // SAFETY: such a string's characters, a byte each, come after the struct.
    unsafe {
        let state = *object.cast::<u8>().add(layout::STR_STATE as usize);
        if state & COMPACT_AND_ASCII != COMPACT_AND_ASCII {
            return None;
        }
        let characters = object.cast::<u8>().add(size_of::<ffi::PyASCIIObject>());
        let length = ffi::PyUnicode_GetLength(object) as usize;
        Some(std::str::from_utf8_unchecked(std::slice::from_raw_parts(characters, length)))
    }
}

/// A C string's text, empty for null.
///
/// # Safety
/// `bytes` is null or ends in a zero byte.
pub unsafe fn c_text(bytes: *const std::ffi::c_char) -> String {
    if bytes.is_null() {
        return String::new();
    }
    // SAFETY: ends in a zero byte, by contract.
    unsafe { CStr::from_ptr(bytes) }.to_string_lossy().into_owned()
}

/// Number of items of a variable-sized object.
///
/// # Safety
/// `object` is alive and variable-sized.
#[inline]
pub unsafe fn size(object: *mut ffi::PyObject) -> isize {
    // SAFETY: variable-sized, by contract.
    unsafe { (*object.cast::<ffi::PyVarObject>()).ob_size }
}

/// A tuple's items, borrowed from it.
///
/// # Safety
/// `tuple` is a live `tuple` (or subclass) that outlives the slice.
#[inline]
pub unsafe fn tuple_items<'a>(tuple: *mut ffi::PyObject) -> &'a [*mut ffi::PyObject] {
    // SAFETY: a tuple holds `ob_size` items in line.
    unsafe {
        let first = tuple.cast::<u8>().add(layout::TUPLE_ITEM as usize).cast();
        std::slice::from_raw_parts(first, size(tuple) as usize)
    }
}

/// A list's items as they are now, borrowed from it; good until anything may change the list.
///
/// # Safety
/// `list` is a live `list` (or subclass), not changed while the slice is used.
#[inline]
pub unsafe fn list_items<'a>(list: *mut ffi::PyObject) -> &'a [*mut ffi::PyObject] {
    // SAFETY: a list's buffer holds `ob_size` items; an empty one may have none.
    unsafe {
        let length = size(list) as usize;
        if length == 0 { &[] } else { std::slice::from_raw_parts((*list.cast::<ffi::PyListObject>()).ob_item, length) }
    }
}

/// A `bytes` object's content, borrowed from it.
///
/// # Safety
/// `object` is a live `bytes` that outlives the slice.
#[inline]
pub unsafe fn bytes<'a>(object: *mut ffi::PyObject) -> &'a [u8] {
    // SAFETY: a bytes object holds `ob_size` bytes in line.
    unsafe { std::slice::from_raw_parts(object.cast::<u8>().add(layout::BYTES_VALUE as usize), size(object) as usize) }
}
