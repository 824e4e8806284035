//! Pending names as attributes of modules, from outside.
//!
//! `module.name` looks at `ModuleType` first: a data descriptor there comes before the module's dict. So each name that is
//! pending in any module gets one. It reads, writes and deletes the dict's entry, as without it, and resolves a pending
//! name. The type's slots stay CPython's own: attributes that are nowhere pending cost what they cost, subclasses of
//! `ModuleType` inherit the descriptors, the interpreter specialises `module.name` as ever (it looks at the dict only), and
//! because `ModuleType`'s dict belongs to one interpreter, others see nothing of this.
//!
//! The same place answers for `pkg.sub` where `sub` was bound by the import of a submodule somewhere, which was put off.

use crate::registry::{self, Object};
use crate::{deferral, resolution};
use andiron_bytecode::Op;
use andiron_cpython::thread::{current_exception, current_frame, thread_state};
use andiron_cpython::{decode, ffi, frame, gated, layout, object};
use andiron_objects::reference::{Name, Owned, Raised, Result, check};
use std::ptr::null_mut;
use std::rc::Rc;

static NAME: Name = Name::new(c"__name__");
static PATH: Name = Name::new(c"__path__");
/// The attribute that stands for the whole namespace.
static WHOLE: Name = Name::new(c"__dict__");

/// A descriptor: an object head, the attribute's name, and whether it may be that of a module in some package.
#[repr(C)]
pub struct Attribute {
    head: ffi::PyObject,
    /// Interned, owned.
    name: Object,
    /// In [`registry::State::submodules`], where it costs less to look.
    is_submodule: bool,
}

/// Code that reads a module's `__dict__` and needs none of its imports: (module, function).
const HARMLESS: [(&str, &str); 6] = [
    // Run code in it.
    ("dataclasses", "_process_class"),
    ("inspect", "get_annotations"),
    ("annotationlib", "get_annotations"),
    // Take and put constants.
    ("enum", "_convert_"),
    ("enum", "global_enum"),
    // Import machinery, before the module's code has run.
    ("importlib._bootstrap_external", "exec_module"),
];

/// The module's dict, borrowed.
unsafe fn dict_of(module: Object) -> Object {
    // SAFETY: only instances of `ModuleType` get here: the descriptors are in its dict.
    unsafe { registry::module_dict(module) }
}

/// `tp_descr_get`.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn get(descriptor: Object, module: Object, _class: Object) -> Object {
    // SAFETY: live objects; the descriptor is ours.
    unsafe {
        let name = (*descriptor.cast::<Attribute>()).name;
        let dict = if module.is_null() || module == object::none() { null_mut() } else { dict_of(module) };
        if dict.is_null() {
            gated!(ffi::PyErr_SetObject(ffi::PyExc_AttributeError, name));
            return null_mut();
        }
        let value = gated!(ffi::PyDict_GetItemWithError(dict, name));
        if !value.is_null() {
            object::incref(value);
            return value;
        }
        let thread = thread_state();
        if !current_exception(thread).is_null() || raise_if_nowhere(thread, dict, descriptor.cast()) {
            return null_mut();
        }
        let found = if name == WHOLE.get().unwrap_or(null_mut()) {
            whole_dict(dict).map(Some)
        } else {
            find(module, dict, name)
        };
        match found {
            Ok(Some(value)) => value.into_raw(),
            Ok(None) => {
                raise_missing();
                null_mut()
            }
            Err(Raised) => {
                resolution::wrap_attribute_error();
                null_mut()
            }
        }
    }
}

/// Says that there is no such attribute if the name is not pending in that module and no submodule's: it may be pending in
/// another one, and `hasattr` asks many. So this is the shortest way there is.
unsafe fn raise_if_nowhere(thread: *mut ffi::PyThreadState, dict: Object, descriptor: *mut Attribute) -> bool {
    // SAFETY: a live descriptor.
    let (name, is_submodule) = unsafe { ((*descriptor).name, (*descriptor).is_submodule) };
    if is_submodule || name == WHOLE.get().unwrap_or(null_mut()) {
        return false;
    }
    registry::with(|state| {
        let is_pending = || state.modules.get(&(dict as usize)).is_some_and(|m| m.names.contains_key(&(name as usize)));
        let nowhere = !is_pending() && is_unused(state.missing);
        if nowhere {
            // SAFETY: the running thread, on which no exception is set; it takes the reference.
            unsafe {
                object::incref(state.missing);
                (*thread).current_exception = state.missing;
            }
        }
        nowhere
    })
}

/// Whether nothing has happened to the exception yet, or what happened is over.
fn is_unused(error: Object) -> bool {
    // SAFETY: the state owns it, and it is an `AttributeError`, which begins with the struct.
    unsafe {
        let fields = error.cast::<ffi::PyBaseExceptionObject>();
        object::refcount(error) == 1 && (*fields).traceback.is_null() && (*fields).context.is_null()
    }
}

/// Says that there is no such attribute: the module's own `tp_getattro` takes that, asks `__getattr__` and words the message.
///
/// It never looks at the exception, so one serves for all, which makes a missed `hasattr` four times as fast; but
/// `object.__getattribute__` lets it out: once it was anywhere, and maybe still is, others are made.
unsafe fn raise_missing() {
    // SAFETY: the GIL is held; the state keeps the exception.
    unsafe {
        let error = registry::with(|state| state.missing);
        if is_unused(error) {
            object::incref(error);
            gated!(ffi::PyErr_SetRaisedException(error));
        } else {
            gated!(ffi::PyErr_SetNone(ffi::PyExc_AttributeError));
        }
    }
}

unsafe fn find(module: Object, dict: Object, name: Object) -> Result<Option<Owned>> {
    // SAFETY: as for `get`.
    unsafe {
        match resolution::resolve(dict, name)? {
            Some(value) => Ok(Some(value)),
            None => submodule(module, dict, name, false),
        }
    }
}

/// The whole namespace was asked for.
unsafe fn whole_dict(dict: Object) -> Result<Owned> {
    // SAFETY: as for `get`.
    unsafe {
        if registry::with(|state| state.modules.contains_key(&(dict as usize))) {
            match reader() {
                Reader::Harmless => {}
                Reader::Annotation(name) => resolution::resolve_marker(dict, name.get())?,
                Reader::Unknown => resolution::resolve_all(dict)?,
            }
        }
        Ok(Owned::borrowed(dict))
    }
}

/// Who reads a module's `__dict__`.
enum Reader {
    /// It needs none of the module's imports.
    Harmless,
    /// It looks up this first name of a string annotation, to see whether it is `typing`, `ClassVar` or the like.
    Annotation(Owned),
    /// Anybody.
    Unknown,
}

unsafe fn reader() -> Reader {
    // SAFETY: the GIL is held; a running frame has its code, globals and arguments.
    unsafe {
        let running = current_frame(thread_state());
        let globals = crate::builtins::running_globals();
        if globals.is_null() {
            return Reader::Unknown;
        }
        let code = frame::code_of(running);
        let function = object::text((*code).co_name).unwrap_or_default();
        let module = object::text(registry::entry(globals, "__name__")).unwrap_or_default();
        if (module.as_str(), function.as_str()) == ("dataclasses", "_is_type") && (*code).co_argcount > 0 {
            let annotation = object::text(frame::first_local(running)).unwrap_or_default();
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let name = annotation.trim_start().split(|c| !is_part(c)).next().and_then(registry::string);
            return name.map_or(Reader::Unknown, Reader::Annotation);
        }
        let is_harmless = HARMLESS.contains(&(module.as_str(), function.as_str()));
        if is_harmless { Reader::Harmless } else { Reader::Unknown }
    }
}

/// `pkg.sub`, where an import that would have loaded `pkg.sub` was put off. `for_granted`: the program does not merely ask.
unsafe fn submodule(module: Object, dict: Object, name: Object, is_deleted: bool) -> Result<Option<Owned>> {
    // SAFETY: as for `get`.
    unsafe {
        if !registry::with(|state| state.submodules.contains(&(name as usize)))
            || gated!(ffi::PyDict_GetItemWithError(dict, PATH.get()?)).is_null()
        {
            return Ok(None);
        }
        let package = object::text(gated!(ffi::PyDict_GetItemWithError(dict, NAME.get()?)));
        let (Some(package), Some(child)) = (package, object::text(name)) else { return Ok(None) };
        let full = format!("{package}.{child}");
        let key = (registry::this_thread(), dict as usize, name as usize);
        let (known, listed) = registry::with(|state| {
            let listed = state.packages.get(&package).and_then(Option::as_ref).is_some_and(|all| all.contains(&child));
            (state.children.get(&full).map(Rc::clone), listed && !state.in_progress.contains(&key))
        });
        // Without a deferred import that names it, only for code that takes the attribute for granted.
        if known.is_none() && !(listed && (is_deleted || is_attribute_instruction(name))) {
            return Ok(None);
        }
        if let Some(loaded) = deferral::loaded(&full)? {
            let submodule = registry::module_dict(loaded.get());
            if submodule.is_null() || !deferral::is_initializing(submodule) {
                return Ok(None);
            }
        }
        let full = registry::string(&full).ok_or(Raised)?;
        if !registry::with(|state| state.in_progress.insert(key)) {
            return Ok(None);
        }
        let _keep = Owned::borrowed(module);
        let imported = resolution::import(dict, full.get(), object::none(), 0);
        registry::with(|state| state.in_progress.remove(&key));
        match imported {
            Ok(_) => {
                let value = gated!(ffi::PyDict_GetItemWithError(dict, name));
                Ok(value.as_mut().map(|value| Owned::borrowed(value)))
            }
            Err(Raised) => match known {
                Some(deferred) if !is_missing(full.get()) => {
                    resolution::add_cause(&deferred);
                    Err(Raised)
                }
                _ => {
                    gated!(ffi::PyErr_Clear());
                    Ok(None)
                }
            },
        }
    }
}

/// `pkg.sub` is deleted: no import that was put off, and no file in the package's directory, brings it back.
unsafe fn forget_submodule(dict: Object, name: Object) {
    // SAFETY: as for `get`; strings live in the dict.
    let (package, child) = unsafe { (object::text(registry::entry(dict, "__name__")), object::text(name)) };
    let (Some(package), Some(child)) = (package, child) else { return };
    registry::with(|state| {
        state.children.remove(&format!("{package}.{child}"));
        if let Some(Some(listing)) = state.packages.get_mut(&package) {
            Rc::make_mut(listing).remove(&child);
        }
    });
}

/// Whether the exception says that this very module does not exist.
unsafe fn is_missing(full: Object) -> bool {
    // SAFETY: the GIL is held and an exception is set.
    unsafe {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_ModuleNotFoundError) == 0 {
            return false;
        }
        let error = ffi::PyErr_GetRaisedException();
        let name = Owned::optional(gated!(ffi::PyObject_GetAttrString(error, c"name".as_ptr())));
        let same = name.is_some_and(|name| object::text(name.get()) == object::text(full));
        gated!(ffi::PyErr_SetRaisedException(error));
        same
    }
}

/// Whether the running instruction is `….name`, rather than `hasattr` or `getattr`, which may be asking.
unsafe fn is_attribute_instruction(name: Object) -> bool {
    // SAFETY: the GIL is held; a running frame that is not of the C stack has a code object, and its unit is in it.
    unsafe {
        let running = current_frame(thread_state());
        if running.is_null() || frame::is_incomplete(running) {
            return false;
        }
        let code = frame::code_of(running);
        let Ok(unit) = usize::try_from(frame::last_unit(running)) else { return false };
        if unit >= frame::unit_count(code) || decode::base_op(code, unit) != Some(Op::LOAD_ATTR) {
            return false;
        }
        let mut index = usize::from((*frame::first_unit(code).add(unit)).op.arg);
        if unit > 0 && (*frame::first_unit(code).add(unit - 1)).op.code == andiron_cpython::opcodes::EXTENDED_ARG {
            index |= usize::from((*frame::first_unit(code).add(unit - 1)).op.arg) << 8;
        }
        object::tuple_items((*code).co_names).get(index >> 1) == Some(&name)
    }
}

/// `tp_descr_set`; `value` is null to delete.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn set(descriptor: Object, module: Object, value: Object) -> i32 {
    // SAFETY: live objects; the descriptor is ours.
    unsafe {
        let name = (*descriptor.cast::<Attribute>()).name;
        let dict = dict_of(module);
        if dict.is_null() || name == WHOLE.get().unwrap_or(null_mut()) {
            gated!(ffi::PyErr_SetString(ffi::PyExc_AttributeError, c"readonly attribute".as_ptr()));
            return -1;
        }
        if !value.is_null() && binds_own_submodule(dict, name, value) {
            return 0;
        }
        let was_pending = registry::with(|state| {
            let pending = state.modules.get(&(dict as usize)).is_some_and(|m| m.names.contains_key(&(name as usize)));
            resolution::bound(state, dict as usize, name as usize);
            pending
        });
        // Whoever deletes `pkg.sub` relies on the import that was put off, as whoever reads it.
        let is_missing = value.is_null() && !was_pending && gated!(ffi::PyDict_Contains(dict, name)) == 0;
        if is_missing && submodule(module, dict, name, true).is_err() {
            resolution::wrap_attribute_error();
            return -1;
        }
        if value.is_null() {
            forget_submodule(dict, name);
        }
        let status = if !value.is_null() {
            gated!(ffi::PyDict_SetItem(dict, name, value))
        } else if gated!(ffi::PyDict_Contains(dict, name)) == 0 {
            if !was_pending {
                let class = (*(*module).ob_type).tp_name;
                let format = c"'%.100s' object has no attribute '%U'";
                ffi::PyErr_Format(ffi::PyExc_AttributeError, format.as_ptr(), class, name);
            }
            if was_pending { 0 } else { -1 }
        } else {
            gated!(ffi::PyDict_DelItem(dict, name))
        };
        if status == 0 && resolution::close(dict).is_err() { -1 } else { status }
    }
}

/// The import system binds `pkg.x` while `from .x import x` is pending in `pkg`: in the eager program that came first, and
/// the statement's own store came after it.
unsafe fn binds_own_submodule(dict: Object, name: Object, value: Object) -> bool {
    // SAFETY: as for `set`.
    unsafe {
        let submodule = registry::module_dict(value);
        if submodule.is_null() {
            return false;
        }
        let Some(full) = object::text(registry::entry(submodule, "__name__")) else { return false };
        registry::with(|state| {
            let Some(module) = state.modules.get(&(dict as usize)) else { return false };
            let Some(pending) = module.names.get(&(name as usize)) else { return false };
            pending.imports.last().is_some_and(|last| {
                *last.absolute == *full && !last.source().is_null() && full.starts_with(&format!("{}.", module.name))
            })
        })
    }
}

/// [`describe`] for names of modules in some package.
///
/// # Safety
/// The GIL is held; live interned strings.
pub unsafe fn describe_submodules(names: &[Object]) -> Result<()> {
    // SAFETY: by contract; descriptors of that class begin with the struct.
    unsafe {
        describe(names)?;
        let new = |state: &mut registry::State| {
            names.iter().copied().filter(|name| state.submodules.insert(*name as usize)).collect::<Vec<_>>()
        };
        let (new, class) = registry::with(|state| (new(state), state.attribute_class));
        let namespace = Owned::new(ffi::PyType_GetDict(&raw mut ffi::PyModule_Type))?;
        for name in new {
            let descriptor = gated!(ffi::PyDict_GetItemWithError(namespace.get(), name));
            if !descriptor.is_null() && object::is_exact(descriptor, class) {
                (*descriptor.cast::<Attribute>()).is_submodule = true;
            }
        }
    }
    Ok(())
}

/// Puts descriptors for these names on `ModuleType`, for good: the state keeps the names.
///
/// # Safety
/// The GIL is held; live interned strings.
pub unsafe fn describe(names: &[Object]) -> Result<()> {
    // SAFETY: by contract.
    unsafe {
        let new: Vec<Object> = registry::with(|state| {
            names.iter().copied().filter(|name| !state.attributes.contains_key(&(*name as usize))).collect()
        });
        if new.is_empty() {
            return Ok(());
        }
        let module_type = &raw mut ffi::PyModule_Type;
        let namespace = Owned::new(ffi::PyType_GetDict(module_type))?;
        let class = registry::with(|state| state.attribute_class);
        for name in new {
            let known = gated!(ffi::PyDict_Contains(namespace.get(), name));
            check(known)?;
            if known == 0 || name == WHOLE.get()? {
                let descriptor = Owned::new(ffi::PyType_GenericAlloc(class, 0))?;
                object::incref(name);
                (*descriptor.get().cast::<Attribute>()).name = name;
                check(gated!(ffi::PyDict_SetItem(namespace.get(), name, descriptor.get())))?;
            }
            let name = Owned::borrowed(name);
            registry::with(|state| state.attributes.insert(name.get() as usize, name));
        }
        ffi::PyType_Modified(module_type);
        Ok(())
    }
}

/// Makes the class of the descriptors; they live as long as the interpreter.
///
/// # Safety
/// The GIL is held.
pub unsafe fn make_class() -> Result<Owned> {
    let mut slots = [
        ffi::PyType_Slot { slot: layout::SLOT_DESCR_GET, pfunc: get as *mut _ },
        ffi::PyType_Slot { slot: layout::SLOT_DESCR_SET, pfunc: set as *mut _ },
        ffi::PyType_Slot { slot: 0, pfunc: null_mut() },
    ];
    let mut spec = ffi::PyType_Spec {
        name: c"andiron.lazy_imports.ModuleAttribute".as_ptr(),
        basicsize: size_of::<Attribute>() as i32,
        itemsize: 0,
        flags: ffi::Py_TPFLAGS_DISALLOW_INSTANTIATION | ffi::Py_TPFLAGS_IMMUTABLETYPE,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: by contract; the specification is read during the call only, and its name is static.
    unsafe { Owned::new(ffi::PyType_FromSpec(&mut spec)) }
}
