//! Who keeps the objects alive that compiled code names.
//!
//! Code that owned the functions of a class would be a cycle (class → method → code → compiled code → method) that the
//! collector cannot see, and dynamically made classes would never die. So what was found on a class is watched in that
//! class's dict, as globals are in theirs, and a function's defaults through the function: whoever is about to let go of
//! the object tells first (see [`crate::invariants`]). Only what has no such holder is owned by the code.

use crate::invariants::{self, Assumption};
use crate::sites::Sites;
use crate::state::{self, Object};
use andiron_bytecode::{Code, Fact, Feedback, ObjectRef};
use andiron_cpython::types::TypeFinder;
use andiron_cpython::{MethodWrapperObject, PropertyObject, dict, ffi, object};
use std::collections::HashSet;

/// Classes in whose dicts the objects may be: those that attribute instructions have seen, and constants.
///
/// # Safety
/// The GIL is held; the code was decoded just now, `objects` are alive.
pub unsafe fn classes_of(
    code: &Code,
    sites: &Sites,
    objects: &[ObjectRef],
    finder: &mut TypeFinder,
) -> Vec<*mut ffi::PyTypeObject> {
    let seen = code.instrs.iter().filter_map(|ins| match &ins.feedback {
        Feedback::Attr(feedback) => feedback.type_version(),
        _ => None,
    });
    // SAFETY: the GIL is held.
    let mut classes: Vec<_> =
        seen.chain(sites.all_classes()).filter_map(|version| unsafe { finder.find(version) }).collect();
    let constants = objects.iter().filter(|object| matches!(object.fact, Fact::Type(_)));
    classes.extend(constants.map(|object| object.address as *mut ffi::PyTypeObject));
    classes
}

/// Watches the entries of the classes' dicts, bases included, that hold one of `wanted`, and takes those found out of it.
///
/// # Safety
/// The GIL is held; the classes are alive.
pub unsafe fn watch_classes(
    classes: &[*mut ffi::PyTypeObject],
    wanted: &mut HashSet<usize>,
    assumptions: &mut Vec<Assumption>,
) {
    let mut searched = HashSet::new();
    // SAFETY: a class keeps its bases and its dict alive; walking a dict of `str` keys runs no Python.
    unsafe {
        for &class in classes {
            let bases = if (*class).tp_mro.is_null() { &[] } else { object::tuple_items((*class).tp_mro) };
            for &base in bases {
                let holder = (*base.cast::<ffi::PyTypeObject>()).tp_dict;
                if wanted.is_empty() {
                    return;
                }
                if !holder.is_null() && searched.insert(holder) && dict::is_unicode(dict::keys(holder)) {
                    watch_dict(holder, wanted, assumptions);
                }
            }
        }
    }
}

unsafe fn watch_dict(holder: Object, wanted: &mut HashSet<usize>, assumptions: &mut Vec<Assumption>) {
    let (mut position, mut key, mut value) = (0, std::ptr::null_mut(), std::ptr::null_mut());
    // SAFETY: a live dict that nothing changes meanwhile.
    unsafe {
        while ffi::PyDict_Next(holder, &raw mut position, &raw mut key, &raw mut value) != 0 {
            let held = [value as usize, held_by(value) as usize];
            let assumption = Assumption { dict: holder as usize, key: key as usize };
            if held.iter().any(|object| wanted.contains(object))
                && state::with(|state| state.constants.is_stable(assumption) && invariants::watch(state, assumption))
            {
                wanted.retain(|object| !held.contains(object));
                assumptions.push(assumption);
            }
        }
    }
}

/// The function that a class's property, class method or static method holds; null if the object is none of them.
unsafe fn held_by(object: Object) -> Object {
    // SAFETY: alive; the casts follow from the exact classes.
    unsafe {
        if object::is_exact(object, &raw const ffi::PyProperty_Type) {
            return (*object.cast::<PropertyObject>()).prop_get;
        }
        let is_wrapper = object::is_exact(object, &raw const ffi::PyClassMethod_Type)
            || object::is_exact(object, &raw const ffi::PyStaticMethod_Type);
        if is_wrapper { (*object.cast::<MethodWrapperObject>()).callable } else { std::ptr::null_mut() }
    }
}

/// Functions among `objects` that hold one of `wanted` as a default, or the tuple of them; those are taken out of it.
pub fn watch_defaults(objects: &[ObjectRef], wanted: &mut HashSet<usize>) -> Vec<usize> {
    let mut holders = Vec::new();
    for object in objects {
        let Fact::Function(facts) = &object.fact else { continue };
        let defaults = facts.defaults.iter().map(|default| default.address).chain([facts.defaults_tuple]);
        let found: Vec<usize> = defaults.filter(|address| wanted.remove(address)).collect();
        if !found.is_empty() {
            holders.push(object.address);
        }
    }
    holders
}
