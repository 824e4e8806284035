//! Names: globals, builtins, class bodies, cells, imports.

use super::{Object, Pointer};
use andiron_cpython::ffi;
use andiron_cpython::frame::localsplus;
use andiron_cpython::gated;
use andiron_cpython::object::{has_flag, is_exact, none, tuple_items};
use andiron_objects::importing;
use andiron_objects::raise_format;
use andiron_objects::reference::{
    Name, Owned, Raised, Result, check, class_name, find_attribute, find_in_dict, find_in_mapping, is_raised,
    new_reference, object, raise_text, raised_is, status,
};
use std::ffi::CStr;
use std::ptr::null_mut;

static BUILD_CLASS: Name = Name::new(c"__build_class__");
static IMPORT: Name = Name::new(c"__import__");
static ANNOTATIONS: Name = Name::new(c"__annotations__");
static NAME: Name = Name::new(c"__name__");
/// The attribute of `NameError` that suggestions are made from.
static ERROR_NAME: Name = Name::new(c"name");

type Frame = *mut ffi::_PyInterpreterFrame;

unsafe fn is_dict(object: Object) -> bool {
    // SAFETY: the contract of `ops`.
    unsafe { is_exact(object, &raw const ffi::PyDict_Type) }
}

/// Looks a name up as the interpreter does in any namespace: a `dict` itself, anything else by `[]`.
unsafe fn find(namespace: Object, name: Object) -> Result<Option<Owned>> {
    // SAFETY: the contract of `ops`.
    unsafe { if is_dict(namespace) { find_in_dict(namespace, name) } else { find_in_mapping(namespace, name) } }
}

unsafe fn find_global(frame: Frame, name: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let (globals, builtins) = ((*frame).f_globals, (*frame).f_builtins);
        // If either is no plain dict, both are asked by `[]`, so that subclasses have their say.
        let are_dicts = is_dict(globals) && is_dict(builtins);
        let find = if are_dicts { find_in_dict } else { find_in_mapping };
        if let Some(value) = find(globals, name)? {
            return Ok(value);
        }
        find(builtins, name)?.ok_or_else(|| name_error(name))
    }
}

/// The end of a look-up that started in a class body or module: globals as a dict, then builtins.
unsafe fn find_outer(frame: Frame, name: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        if let Some(value) = find_in_dict((*frame).f_globals, name)? {
            return Ok(value);
        }
        find((*frame).f_builtins, name)?.ok_or_else(|| name_error(name))
    }
}

/// `NameError` for a name that is nowhere.
unsafe fn name_error(name: Object) -> Raised {
    // SAFETY: the contract of `ops`.
    unsafe { raise_about_name(ffi::PyExc_NameError, c"name '%.200s' is not defined", name) }
}

/// Raises `class` with the name put into the message and, for an exact `NameError`, into its `name` attribute.
unsafe fn raise_about_name(class: Object, format: &CStr, name: Object) -> Raised {
    // SAFETY: the contract of `ops`; every format used has one `%s`.
    unsafe {
        let text = ffi::PyUnicode_AsUTF8(name);
        if text.is_null() {
            return Raised;
        }
        let _ = raise_format!(class, format, text);
        if class == ffi::PyExc_NameError {
            let error = ffi::PyErr_GetRaisedException();
            // Making the error can have failed with another one.
            if ffi::PyErr_GivenExceptionMatches(error, class) != 0 {
                // Failing here would only cost the suggestion: the error below replaces it.
                if let Ok(attribute) = ERROR_NAME.get() {
                    gated!(ffi::PyObject_SetAttr(error, attribute, name));
                }
            }
            ffi::PyErr_SetRaisedException(error);
        }
        Raised
    }
}

unsafe fn slot_name(frame: Frame, slot: i64) -> Object {
    // SAFETY: the contract of `ops`; the slot is one of the frame's.
    unsafe { tuple_items((*(*frame).f_code).co_localsplusnames)[slot as usize] }
}

unsafe fn unbound_local(frame: Frame, slot: i64) -> Raised {
    let format = c"cannot access local variable '%s' where it is not associated with a value";
    // SAFETY: the contract of `ops`.
    unsafe { raise_about_name(ffi::PyExc_UnboundLocalError, format, slot_name(frame, slot)) }
}

/// For an empty cell: whose variable it is decides the error.
unsafe fn unbound_cell(frame: Frame, slot: i64) -> Raised {
    // SAFETY: the contract of `ops`.
    unsafe {
        let code = (*frame).f_code;
        // Free variables come last.
        if slot < i64::from((*code).co_nlocalsplus - (*code).co_nfreevars) {
            return unbound_local(frame, slot);
        }
        let format = c"cannot access free variable '%s' where it is not associated with a value in enclosing scope";
        raise_about_name(ffi::PyExc_NameError, format, slot_name(frame, slot))
    }
}

pub(super) unsafe extern "C" fn load_global(frame: Pointer, name: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { object(find_global(frame.cast(), name)) }
}

pub(super) unsafe extern "C" fn store_global(frame: Pointer, name: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyDict_SetItem((*frame.cast::<ffi::_PyInterpreterFrame>()).f_globals, name, value)) }
}

pub(super) unsafe extern "C" fn delete_global(frame: Pointer, name: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let result = gated!(ffi::PyDict_DelItem((*frame.cast::<ffi::_PyInterpreterFrame>()).f_globals, name));
        if result != 0 && raised_is(ffi::PyExc_KeyError) {
            name_error(name);
        }
        result
    }
}

/// The frame's `f_locals`, borrowed; only class bodies and modules have one.
unsafe fn frame_locals(frame: Frame) -> Result<Object> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let locals = (*frame).f_locals;
        if locals.is_null() { Err(raise_text(ffi::PyExc_SystemError, c"no locals found")) } else { Ok(locals) }
    }
}

pub(super) unsafe extern "C" fn load_name(frame: Pointer, name: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        match frame_locals(frame.cast()) {
            Ok(locals) => load_from_dict_or_globals(frame, locals, name),
            Err(raised) => object(Err(raised)),
        }
    }
}

pub(super) unsafe extern "C" fn store_name(frame: Pointer, name: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let namespace = (*frame.cast::<ffi::_PyInterpreterFrame>()).f_locals;
        if namespace.is_null() {
            return status(Err(raise_format!(ffi::PyExc_SystemError, c"no locals found when storing %R", name)));
        }
        store(namespace, name, value)
    }
}

/// `namespace[name] = value`, straight for a plain dict.
unsafe fn store(namespace: Object, name: Object, value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        if is_dict(namespace) {
            gated!(ffi::PyDict_SetItem(namespace, name, value))
        } else {
            gated!(ffi::PyObject_SetItem(namespace, name, value))
        }
    }
}

pub(super) unsafe extern "C" fn delete_name(frame: Pointer, name: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let namespace = (*frame.cast::<ffi::_PyInterpreterFrame>()).f_locals;
        if namespace.is_null() {
            return status(Err(raise_format!(ffi::PyExc_SystemError, c"no locals when deleting %R", name)));
        }
        // Whatever went wrong, the interpreter reports an undefined name.
        let result = gated!(ffi::PyObject_DelItem(namespace, name));
        if result != 0 {
            name_error(name);
        }
        result
    }
}

pub(super) unsafe extern "C" fn load_locals(frame: Pointer) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { object(frame_locals(frame.cast()).map(|locals| Owned::borrowed(locals))) }
}

pub(super) unsafe extern "C" fn load_from_dict_or_globals(frame: Pointer, mapping: Object, name: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        object(match find(mapping, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => find_outer(frame.cast(), name),
            Err(raised) => Err(raised),
        })
    }
}

pub(super) unsafe extern "C" fn load_from_dict_or_deref(frame: Pointer, mapping: Object, slot: i64) -> Object {
    let frame: Frame = frame.cast();
    // SAFETY: the contract of `ops`; the slot holds a cell.
    unsafe {
        object(match find(mapping, slot_name(frame, slot)) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => {
                let cell = *localsplus(frame).add(slot as usize);
                let content = (*cell.cast::<ffi::PyCellObject>()).ob_ref;
                if content.is_null() { Err(unbound_cell(frame, slot)) } else { Ok(Owned::borrowed(content)) }
            }
            Err(raised) => Err(raised),
        })
    }
}

pub(super) unsafe extern "C" fn load_build_class(frame: Pointer) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe {
        let builtins = (*frame.cast::<ffi::_PyInterpreterFrame>()).f_builtins;
        object(
            BUILD_CLASS
                .get()
                .and_then(|name| find(builtins, name))
                .and_then(|found| found.ok_or_else(|| raise_text(ffi::PyExc_NameError, c"__build_class__ not found"))),
        )
    }
}

pub(super) unsafe extern "C" fn setup_annotations(frame: Pointer) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        let namespace = (*frame.cast::<ffi::_PyInterpreterFrame>()).f_locals;
        if namespace.is_null() {
            let message = c"no locals found when setting up annotations";
            return status(Err(raise_text(ffi::PyExc_SystemError, message)));
        }
        status(ensure_annotations(namespace))
    }
}

unsafe fn ensure_annotations(namespace: Object) -> Result<()> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let name = ANNOTATIONS.get()?;
        if find(namespace, name)?.is_some() {
            return Ok(());
        }
        let annotations = Owned::new(ffi::PyDict_New())?;
        check(store(namespace, name, annotations.get()))
    }
}

pub(super) unsafe extern "C" fn raise_unbound_local(frame: Pointer, slot: i64) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { unbound_local(frame.cast(), slot) };
    super::RAISED
}

pub(super) unsafe extern "C" fn raise_unbound_deref(frame: Pointer, slot: i64) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        // The interpreter keeps an exception that is already there.
        if !is_raised() {
            unbound_cell(frame.cast(), slot);
        }
    }
    super::RAISED
}

/// `content` may be null.
pub(super) unsafe extern "C" fn new_cell(content: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { ffi::PyCell_New(content) }
}

/// The frame's function has a closure, and the slots of free variables are empty.
pub(super) unsafe extern "C" fn copy_free_vars(frame: Pointer) {
    let frame: Frame = frame.cast();
    // SAFETY: the contract of `ops`; the closure has as many cells as the code has free variables, and these come last.
    unsafe {
        let code = (*frame).f_code;
        let first = localsplus(frame).add(((*code).co_nlocalsplus - (*code).co_nfreevars) as usize);
        let closure = (*(*frame).f_funcobj.cast::<ffi::PyFunctionObject>()).func_closure;
        for (i, cell) in tuple_items(closure).iter().enumerate() {
            *first.add(i) = new_reference(*cell);
        }
    }
}

/// Operands: frame, name, names to import from it, level.
pub(super) unsafe extern "C" fn import_name(frame: Pointer, name: Object, names: Object, level: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { object(call_import(frame.cast(), name, names, level)) }
}

/// Calls `__import__`, the built-in one as well: what it does is what the interpreter's short cut does.
unsafe fn call_import(frame: Frame, name: Object, names: Object, level: Object) -> Result<Owned> {
    // SAFETY: the contract of `ops`.
    unsafe {
        let import = find_in_dict((*frame).f_builtins, IMPORT.get()?)?
            .ok_or_else(|| raise_text(ffi::PyExc_ImportError, c"__import__ not found"))?;
        let locals = if (*frame).f_locals.is_null() { none() } else { (*frame).f_locals };
        let arguments = [name, (*frame).f_globals, locals, names, level];
        Owned::new(gated!(ffi::PyObject_Vectorcall(import.get(), arguments.as_ptr(), arguments.len(), null_mut())))
    }
}

/// Operands: frame, module, name.
///
/// # Safety
/// The contract of `ops`; the frame is not looked at.
pub unsafe extern "C" fn import_from(_frame: Pointer, module: Object, name: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { object(importing::import_from(module, name)) }
}

/// `from module import *` into the frame's namespace.
pub(super) unsafe fn import_star(frame: Frame, module: Object) -> Result<()> {
    static ALL: Name = Name::new(c"__all__");
    static DICT: Name = Name::new(c"__dict__");
    // SAFETY: the contract of `ops`.
    unsafe {
        let namespace = (*frame).f_locals;
        if namespace.is_null() {
            return Err(raise_text(ffi::PyExc_SystemError, c"no locals found during 'import *'"));
        }
        let (names, is_listed) = match find_attribute(module, ALL.get()?)? {
            Some(names) => (names, true),
            None => {
                let dict = find_attribute(module, DICT.get()?)?.ok_or_else(|| {
                    let message = c"from-import-* object has no __dict__ and no __all__";
                    raise_text(ffi::PyExc_ImportError, message)
                })?;
                (Owned::new(gated!(ffi::PyMapping_Keys(dict.get())))?, false)
            }
        };
        for position in 0.. {
            let Ok(name) = Owned::new(gated!(ffi::PySequence_GetItem(names.get(), position))) else {
                if !raised_is(ffi::PyExc_IndexError) {
                    return Err(Raised);
                }
                gated!(ffi::PyErr_Clear());
                break;
            };
            if !has_flag(name.get(), ffi::Py_TPFLAGS_UNICODE_SUBCLASS.into()) {
                return Err(bad_exported_name(module, &name, is_listed)?);
            }
            let is_private =
                ffi::PyUnicode_GetLength(name.get()) > 0 && ffi::PyUnicode_ReadChar(name.get(), 0) == u32::from('_');
            if !is_listed && is_private {
                continue;
            }
            let value = Owned::new(gated!(ffi::PyObject_GetAttr(module, name.get())))?;
            check(store(namespace, name.get(), value.get()))?;
        }
        Ok(())
    }
}

unsafe fn bad_exported_name(module: Object, name: &Owned, is_listed: bool) -> Result<Raised> {
    let (kind, place) = if is_listed { (c"Item", c"__all__") } else { (c"Key", c"__dict__") };
    // SAFETY: the contract of `ops`.
    unsafe {
        let module_name = Owned::new(gated!(ffi::PyObject_GetAttr(module, NAME.get()?)))?;
        if !has_flag(module_name.get(), ffi::Py_TPFLAGS_UNICODE_SUBCLASS.into()) {
            let class = class_name(module_name.get());
            return Ok(raise_format!(ffi::PyExc_TypeError, c"module __name__ must be a string, not %.100s", class));
        }
        Ok(raise_format!(
            ffi::PyExc_TypeError,
            c"%s in %U.%s must be str, not %.100s",
            kind.as_ptr(),
            module_name.get(),
            place.as_ptr(),
            class_name(name.get()),
        ))
    }
}
