//! Structural pattern matching (PEP 634).

use super::Object;
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{has_flag, is_exact, is_type, none, size, tuple_items};
use andiron_objects::raise_format;
use andiron_objects::reference::{
    Name, Owned, Result, check, check_truth, class_name, find_attribute, object, raise_text,
};
use std::ptr::null_mut;

pub(super) unsafe extern "C" fn match_mapping(subject: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { has_flag(subject, ffi::Py_TPFLAGS_MAPPING.into()).into() }
}

pub(super) unsafe extern "C" fn match_sequence(subject: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { has_flag(subject, ffi::Py_TPFLAGS_SEQUENCE.into()).into() }
}

pub(super) unsafe extern "C" fn match_keys(subject: Object, keys: Object) -> Object {
    // SAFETY: the contract of `ops`; `keys` is a tuple.
    unsafe {
        object(values_of(subject, tuple_items(keys)).map(|values| values.unwrap_or_else(|| Owned::borrowed(none()))))
    }
}

/// A tuple of the subject's values for the keys; none where one is missing.
///
/// Asks with `get(key, default)`: that neither raises for a missing key nor makes a `defaultdict` grow.
unsafe fn values_of(subject: Object, keys: &[Object]) -> Result<Option<Owned>> {
    static GET: Name = Name::new(c"get");
    // SAFETY: the contract of `ops`.
    unsafe {
        if keys.is_empty() {
            return Owned::new(ffi::PyTuple_New(0)).map(Some);
        }
        let values = Owned::new(ffi::PyList_New(0))?;
        let mut get = null_mut();
        let is_unbound = gated!(ffi::_PyObject_GetMethod(subject, GET.get()?, &mut get)) != 0;
        let get = Owned::new(get)?;
        let seen = Owned::new(ffi::PySet_New(null_mut()))?;
        let missing = Owned::new(gated!(ffi::PyObject_CallNoArgs((&raw mut ffi::PyBaseObject_Type).cast())))?;
        for key in keys {
            if !add_new(&seen, *key)? {
                let format = c"mapping pattern checks duplicate key (%R)";
                return Err(raise_format!(ffi::PyExc_ValueError, format, *key));
            }
            let arguments = [subject, *key, missing.get()];
            let arguments = if is_unbound { &arguments[..] } else { &arguments[1..] };
            let value = gated!(ffi::PyObject_Vectorcall(get.get(), arguments.as_ptr(), arguments.len(), null_mut()));
            let value = Owned::new(value)?;
            if value.get() == missing.get() {
                return Ok(None);
            }
            check(ffi::PyList_Append(values.get(), value.get()))?;
        }
        Owned::new(ffi::PyList_AsTuple(values.get())).map(Some)
    }
}

/// Adds to a set; false if it was there.
unsafe fn add_new(seen: &Owned, item: Object) -> Result<bool> {
    // SAFETY: the contract of `ops`.
    unsafe {
        if check_truth(gated!(ffi::PySet_Contains(seen.get(), item)))? {
            return Ok(false);
        }
        check(gated!(ffi::PySet_Add(seen.get(), item))).map(|()| true)
    }
}

pub(super) unsafe extern "C" fn match_class(
    subject: Object,
    class: Object,
    positional: i64,
    keywords: Object,
) -> Object {
    // SAFETY: the contract of `ops`; `keywords` is a tuple of strings.
    unsafe {
        let found = attributes_of(subject, class, positional as usize, tuple_items(keywords));
        object(found.map(|attributes| attributes.unwrap_or_else(|| Owned::borrowed(none()))))
    }
}

/// A tuple of what the sub-patterns are matched against; none where the subject does not match.
unsafe fn attributes_of(
    subject: Object,
    class: Object,
    positional: usize,
    keywords: &[Object],
) -> Result<Option<Owned>> {
    // SAFETY: the contract of `ops`.
    unsafe {
        if !is_type(class) {
            return Err(raise_text(ffi::PyExc_TypeError, c"called match pattern must be a class"));
        }
        if !check_truth(gated!(ffi::PyObject_IsInstance(subject, class)))? {
            return Ok(None);
        }
        let seen = Owned::new(ffi::PySet_New(null_mut()))?;
        let attributes = Owned::new(ffi::PyList_New(0))?;
        if positional > 0 {
            match positional_names(class, positional)? {
                None => check(ffi::PyList_Append(attributes.get(), subject))?,
                Some(names) => {
                    for name in &tuple_items(names.get())[..positional] {
                        if !is_exact(*name, &raw const ffi::PyUnicode_Type) {
                            let format = c"__match_args__ elements must be strings (got %s)";
                            return Err(raise_format!(ffi::PyExc_TypeError, format, class_name(*name)));
                        }
                        let Some(attribute) = attribute_of(subject, class, *name, &seen)? else { return Ok(None) };
                        check(ffi::PyList_Append(attributes.get(), attribute.get()))?;
                    }
                }
            }
        }
        for name in keywords {
            let Some(attribute) = attribute_of(subject, class, *name, &seen)? else { return Ok(None) };
            check(ffi::PyList_Append(attributes.get(), attribute.get()))?;
        }
        Owned::new(ffi::PyList_AsTuple(attributes.get())).map(Some)
    }
}

/// The class's `__match_args__`, long enough; none if its positional pattern is matched against the subject itself, as
/// for `int(x)`.
unsafe fn positional_names(class: Object, wanted: usize) -> Result<Option<Owned>> {
    static MATCH_ARGS: Name = Name::new(c"__match_args__");
    let type_name = |class: Object| {
        // SAFETY: `class` is a class.
        unsafe { (*class.cast::<ffi::PyTypeObject>()).tp_name }
    };
    // SAFETY: the contract of `ops`; `class` is a class.
    unsafe {
        let names = find_attribute(class, MATCH_ARGS.get()?)?;
        let allowed = match &names {
            Some(names) if !is_exact(names.get(), &raw const ffi::PyTuple_Type) => {
                let format = c"%s.__match_args__ must be a tuple (got %s)";
                return Err(raise_format!(ffi::PyExc_TypeError, format, type_name(class), class_name(names.get())));
            }
            Some(names) => size(names.get()) as usize,
            // The flag counts only where the class does not define the attribute, which subclasses may.
            None => {
                let flags = (*class.cast::<ffi::PyTypeObject>()).tp_flags;
                usize::from(flags & u64::from(ffi::_Py_TPFLAGS_MATCH_SELF) != 0)
            }
        };
        if allowed < wanted {
            let plural = if allowed == 1 { c"" } else { c"s" };
            return Err(raise_format!(
                ffi::PyExc_TypeError,
                c"%s() accepts %d positional sub-pattern%s (%d given)",
                type_name(class),
                allowed as i32,
                plural.as_ptr(),
                wanted as i32,
            ));
        }
        Ok(names)
    }
}

/// An attribute that a sub-pattern asks for; none where the subject has none. Asking twice is an error.
unsafe fn attribute_of(subject: Object, class: Object, name: Object, seen: &Owned) -> Result<Option<Owned>> {
    // SAFETY: the contract of `ops`; `class` is a class.
    unsafe {
        if !add_new(seen, name)? {
            let format = c"%s() got multiple sub-patterns for attribute %R";
            let class = (*class.cast::<ffi::PyTypeObject>()).tp_name;
            return Err(raise_format!(ffi::PyExc_TypeError, format, class, name));
        }
        find_attribute(subject, name)
    }
}
