//! Attributes, methods and `super()`.

use super::attribute_cache::{self, Loaded};
use super::{Object, Pointer};
use andiron_cpython::ffi;
use andiron_cpython::gated;
use andiron_cpython::object::{has_flag, is_exact, is_type, tuple_items, type_of};
use andiron_objects::reference::{Name, Owned, Result, find_in_dict, new_reference, object};
use std::ptr::null_mut;

/// An attribute that `super` objects have themselves. Names in code are interned, so identity is equality.
static CLASS: Name = Name::new(c"__class__");

pub(super) unsafe extern "C" fn get_attr(owner: Object, name: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        match attribute_cache::load(owner, name) {
            Some(Loaded::Value(value)) => new_reference(value),
            Some(Loaded::Method(function)) if is_exact(function, &raw const ffi::PyFunction_Type) => {
                ffi::PyMethod_New(function, owner)
            }
            _ => gated!(ffi::PyObject_GetAttr(owner, name)),
        }
    }
}

pub(super) unsafe extern "C" fn get_method(owner: Object, name: Object, out: Pointer) -> Object {
    let mut callable = null_mut();
    // SAFETY: the contract of `ops`; `out` is a place for an object.
    unsafe {
        match attribute_cache::load(owner, name) {
            Some(Loaded::Method(function)) => {
                *out.cast::<Object>() = new_reference(owner);
                return new_reference(function);
            }
            Some(Loaded::Value(value)) => {
                *out.cast::<Object>() = null_mut();
                return new_reference(value);
            }
            None => {}
        }
        let is_unbound = gated!(ffi::_PyObject_GetMethod(owner, name, &mut callable)) != 0;
        if !callable.is_null() {
            *out.cast::<Object>() = if is_unbound { new_reference(owner) } else { null_mut() };
        }
    }
    callable
}

pub(super) unsafe extern "C" fn set_attr(owner: Object, name: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        match attribute_cache::store(owner, name, value) {
            Some(status) => status,
            None => gated!(ffi::PyObject_SetAttr(owner, name, value)),
        }
    }
}

pub(super) unsafe extern "C" fn delete_attr(owner: Object, name: Object) -> i32 {
    // SAFETY: the contract of `ops`; a null value deletes.
    unsafe { gated!(ffi::PyObject_SetAttr(owner, name, null_mut())) }
}

pub(super) unsafe extern "C" fn super_attr(
    frame: Pointer,
    super_object: Object,
    class: Object,
    receiver: Object,
    name: Object,
    out: Pointer,
) -> Object {
    let out = out.cast::<Object>();
    // SAFETY: the contract of `ops`; `out` is null or a place for an object.
    unsafe {
        let found = match look_up_super(super_object, class, receiver, name, !out.is_null()) {
            Ok(Some(found)) => Ok(found),
            Ok(None) => super_attribute(frame.cast(), super_object, class, receiver, name)
                .map(|value| SuperAttribute { value, is_method: false }),
            Err(raised) => Err(raised),
        };
        object(found.map(|found| {
            if !out.is_null() {
                *out = if found.is_method { new_reference(receiver) } else { null_mut() };
            }
            found.value
        }))
    }
}

struct SuperAttribute {
    value: Owned,
    /// A function to be called with the receiver first.
    is_method: bool,
}

/// The attribute without making a `super` object, for the common case: the real `super`, a class, and an instance or
/// subclass of it. None where the long way has to decide.
unsafe fn look_up_super(
    super_object: Object,
    class: Object,
    receiver: Object,
    name: Object,
    wants_method: bool,
) -> Result<Option<SuperAttribute>> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let is_class_attribute = name == CLASS.get()?;
        if super_object != (&raw mut ffi::PySuper_Type).cast() || !is_type(class) || is_class_attribute {
            return Ok(None);
        }
        let class = class.cast::<ffi::PyTypeObject>();
        // Where the search starts: a receiver that is itself a subclass, as in a classmethod, or its class.
        let start = if is_type(receiver) && ffi::PyType_IsSubtype(receiver.cast(), class) != 0 {
            receiver.cast()
        } else if ffi::PyType_IsSubtype(type_of(receiver), class) != 0 {
            type_of(receiver)
        } else {
            return Ok(None);
        };
        if (*start).tp_mro.is_null() {
            return Ok(None);
        }
        // Kept alive: a comparison in a dict look-up could give the class a new one.
        let mro = Owned::borrowed((*start).tp_mro);
        let bases = tuple_items(mro.get());
        let Some(position) = bases.iter().position(|base| *base == class.cast()) else { return Ok(None) };
        for base in &bases[position + 1..] {
            let Some(dict) = Owned::optional(ffi::PyType_GetDict(base.cast())) else { return Ok(None) };
            let Some(value) = find_in_dict(dict.get(), name)? else { continue };
            return bind(value, receiver, start, wants_method).map(Some);
        }
        Ok(None)
    }
}

/// Binds what was found in a class to the receiver, unless it is a function that the call may pass the receiver to.
unsafe fn bind(
    value: Owned,
    receiver: Object,
    start: *mut ffi::PyTypeObject,
    wants_method: bool,
) -> Result<SuperAttribute> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let generic = ffi::PyObject_GenericGetAttr as unsafe extern "C" fn(Object, Object) -> Object;
        let is_plain = (*type_of(receiver)).tp_getattro.is_some_and(|getter| std::ptr::fn_addr_eq(getter, generic));
        if wants_method && is_plain && has_flag(value.get(), ffi::Py_TPFLAGS_METHOD_DESCRIPTOR.into()) {
            return Ok(SuperAttribute { value, is_method: true });
        }
        let value = match (*type_of(value.get())).tp_descr_get {
            None => value,
            Some(get) => {
                let instance = if receiver == start.cast() { null_mut() } else { receiver };
                Owned::new(gated!(get(value.get(), instance, start.cast())))?
            }
        };
        Ok(SuperAttribute { value, is_method: false })
    }
}

/// `super(class, receiver).name`, or `super().name` where the source says so: a `super` of the program's own may do
/// anything, so it gets just the arguments that were written.
unsafe fn super_attribute(
    frame: *mut ffi::_PyInterpreterFrame,
    super_object: Object,
    class: Object,
    receiver: Object,
    name: Object,
) -> Result<Owned> {
    /// Bit of `LOAD_SUPER_ATTR`'s argument: the source passes both arguments.
    const HAS_ARGUMENTS: u8 = 2;
    let arguments = [class, receiver];
    // SAFETY: the contract of `ops`: `prev_instr` points at the instruction, after its prefixes.
    unsafe {
        let count = if (*(*frame).prev_instr).op.arg & HAS_ARGUMENTS != 0 { arguments.len() } else { 0 };
        let instance = gated!(ffi::PyObject_Vectorcall(super_object, arguments.as_ptr(), count, null_mut()));
        let instance = Owned::new(instance)?;
        Owned::new(gated!(ffi::PyObject_GetAttr(instance.get(), name)))
    }
}
