//! A pending name is used: the import happens, and the object is bound in the module's own dict.
//!
//! The name stays pending until then, so that other threads that need it import it too; import locks make them wait, and
//! the first to bind wins. For the thread that resolves it the name is unbound meanwhile, as it was in the eager program
//! before its import statement had ended.

use crate::analysis::{Binding, Form, Statement};
use crate::registry::{self, Deferred, Module, Object, State, this_thread};
use crate::{deferral, functions};
use andiron_cpython::thread::thread_state;
use andiron_cpython::{ffi, gate, gated, object};
use andiron_objects::importing::import_from;
use andiron_objects::reference::{Owned, Raised, Result, check, is_raised};
use std::ffi::{CStr, CString};
use std::ptr::null_mut;
use std::rc::Rc;

/// Imports and binds a pending name; nothing if it is not pending, or this thread is about it already.
///
/// # Safety
/// The GIL is held; `dict` is a live dict, `name` a live interned `str`.
pub unsafe fn resolve(dict: Object, name: Object) -> Result<Option<Owned>> {
    let key = (this_thread(), dict as usize, name as usize);
    let imports = registry::with(|state| {
        let pending = state.modules.get(&(dict as usize))?.names.get(&(name as usize))?;
        if pending.imports.is_empty() || !state.in_progress.insert(key) {
            return None;
        }
        Some(pending.imports.clone())
    });
    let Some(imports) = imports else { return Ok(None) };
    // SAFETY: by contract; references are held while anything runs.
    unsafe {
        let dict = Owned::borrowed(dict);
        let mut found = Err(Raised);
        for deferred in &imports {
            found = perform(dict.get(), deferred);
            if found.is_err() {
                add_cause(deferred);
                break;
            }
        }
        registry::with(|state| state.in_progress.remove(&key));
        let value = found?;
        // Another thread, or an assignment, may have come first.
        let value = gated!(ffi::PyDict_SetDefault(dict.get(), name, value.get()));
        if value.is_null() {
            return Err(Raised);
        }
        let value = Owned::borrowed(value);
        registry::with(|state| bound(state, dict.get() as usize, name as usize));
        for deferred in &imports {
            bind_siblings(dict.get(), deferred)?;
        }
        close(dict.get())?;
        Ok(Some(value))
    }
}

/// The name is bound: it is not pending any more.
pub fn bound(state: &mut State, dict: usize, name: usize) {
    if let Some(module) = state.modules.get_mut(&dict)
        && module.names.remove(&name).is_some()
    {
        functions::restore_unneeded(state, dict, Some(name));
    }
}

/// Binds the other names of a `from` import, now that its module is loaded, where that runs nothing.
unsafe fn bind_siblings(dict: Object, deferred: &Deferred) -> Result<()> {
    if deferred.form() != Form::Name {
        return Ok(());
    }
    // SAFETY: as for `resolve`.
    unsafe {
        let Some(module) = deferral::loaded(&deferred.absolute)? else { return Ok(()) };
        let source = registry::module_dict(module.get());
        if source.is_null() || deferral::is_initializing(source) {
            return Ok(());
        }
        for binding in &deferred.statement.bindings {
            let name = binding.name.get();
            let is_only =
                |import: &[Rc<Deferred>]| import.len() == 1 && import[0].statement.unit == deferred.statement.unit;
            let waits = registry::with(|state| {
                let pending = state.modules.get(&(dict as usize)).and_then(|m| m.names.get(&(name as usize)));
                pending.is_some_and(|pending| is_only(&pending.imports))
            });
            let Some(wanted) = binding.source.as_ref().filter(|_| waits) else { continue };
            let value = gated!(ffi::PyDict_GetItemWithError(source, wanted.get()));
            if !value.is_null() {
                let value = Owned::borrowed(value);
                gated!(ffi::PyDict_SetDefault(dict, name, value.get()));
                registry::with(|state| bound(state, dict as usize, name as usize));
            }
        }
        if is_raised() { Err(Raised) } else { Ok(()) }
    }
}

/// Takes a module with nothing left to resolve out of the registry, and gives it the real builtins.
///
/// # Safety
/// The GIL is held; `dict` is a live dict.
pub unsafe fn close(dict: Object) -> Result<()> {
    let closed = registry::with(|state| {
        let module = state.modules.get(&(dict as usize))?;
        if !module.names.is_empty() || module.running > 0 {
            return None;
        }
        functions::restore_unneeded(state, dict as usize, None);
        state.modules.remove(&(dict as usize));
        Some((state.watcher, state.shared, state.builtins))
    });
    let Some((watcher, shared, builtins)) = closed else { return Ok(()) };
    // SAFETY: by contract.
    unsafe {
        ffi::PyDict_Unwatch(watcher, dict);
        if registry::entry(dict, "__builtins__") == shared {
            check(gated!(ffi::PyDict_SetItemString(dict, c"__builtins__".as_ptr(), builtins)))?;
        }
        Ok(())
    }
}

/// Resolves all pending names of a module, in the order of their statements. Names from modules that are still running
/// their code, and do not have them yet, stay pending: the eager program did not have them either.
///
/// # Safety
/// The GIL is held; `dict` is a live dict.
pub unsafe fn resolve_all(dict: Object) -> Result<()> {
    let pending = |module: &Module| {
        let names =
            module.names.values().filter_map(|name| name.imports.last().map(|last| (last.statement.unit, name)));
        // SAFETY: the GIL is held; live strings.
        let mut names: Vec<_> = names.map(|(unit, name)| (unit, unsafe { Owned::borrowed(name.name.get()) })).collect();
        names.sort_by_key(|(unit, _)| *unit);
        names
    };
    let Some(names) = registry::try_with(|state| state.modules.get(&(dict as usize)).map(pending)).flatten() else {
        return Ok(());
    };
    // SAFETY: by contract.
    unsafe {
        let dict = Owned::borrowed(dict);
        for (_, name) in names {
            resolve_if_possible(dict.get(), name.get())?;
        }
    }
    Ok(())
}

/// [`resolve`], unless the name is from a module that is still running its code and does not have it yet.
///
/// # Safety
/// As for [`resolve`].
pub unsafe fn resolve_if_possible(dict: Object, name: Object) -> Result<()> {
    // SAFETY: as for `resolve`.
    unsafe {
        let mut can_be = true;
        for deferred in pending(dict, name).iter().flatten() {
            can_be &= deferral::can_be_resolved(deferred)?;
        }
        if can_be { resolve(dict, name).map(drop) } else { Ok(()) }
    }
}

/// The imports that a name stands for.
fn pending(dict: Object, name: Object) -> Option<Vec<Rc<Deferred>>> {
    registry::with(|state| Some(state.modules.get(&(dict as usize))?.names.get(&(name as usize))?.imports.clone()))
}

/// Resolves a name if it may stand for `typing` or `dataclasses`, or for one of the markers that dataclasses look for in
/// annotations (`ClassVar`, `InitVar`, `KW_ONLY`). No other module of the standard library has them.
///
/// # Safety
/// As for [`resolve`].
pub unsafe fn resolve_marker(dict: Object, name: Object) -> Result<()> {
    let imports = pending(dict, name).unwrap_or_default();
    let may_be = |deferred: &Rc<Deferred>| {
        let root = deferred.absolute.split('.').next().unwrap_or_default();
        root == "typing" || root == "dataclasses" || !is_standard(root)
    };
    // SAFETY: by contract.
    if imports.iter().any(may_be) { unsafe { resolve_if_possible(dict, name) } } else { Ok(()) }
}

/// Whether the standard library has a top-level module of that name.
pub fn is_standard(root: &str) -> bool {
    // SAFETY: the GIL is held; the set is borrowed from `sys`, and looking a `str` up runs no Python.
    unsafe {
        let names = ffi::PySys_GetObject(c"stdlib_module_names".as_ptr());
        let root = registry::string(root);
        match root {
            Some(root) if !names.is_null() => ffi::PySet_Contains(names, root.get()) == 1,
            _ => false,
        }
    }
}

/// Frames that an import can count on, in whatever depth of calls a name is first used: as a statement, it would have run
/// near the bottom of the stack. Some forty modules that import each other need half of them.
const ROOM: i32 = 500;

/// Lets the running thread make [`ROOM`] more frames, for as long as it lives. A name may well be used first where the
/// recursion limit was just hit (`traceback`), and an import that fails half-way leaves modules behind that are not whole.
struct Room(i32);

impl Room {
    unsafe fn make() -> Room {
        // SAFETY: the GIL is held, so there is a running thread.
        let remaining = unsafe { &mut (*thread_state()).py_recursion_remaining };
        let missing = (ROOM - *remaining).max(0);
        *remaining += missing;
        Room(missing)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // SAFETY: as in `make`: what was imported has returned, in the same thread.
        unsafe { (*thread_state()).py_recursion_remaining -= self.0 }
    }
}

/// Does what one import statement would have bound to one of its names.
unsafe fn perform(dict: Object, deferred: &Deferred) -> Result<Owned> {
    let statement = &deferred.statement;
    let binding = &statement.bindings[deferred.binding];
    // SAFETY: as for `resolve`.
    unsafe {
        let _room = Room::make();
        if binding.by_attribute {
            let root = deferred.absolute.split('.').next().unwrap_or_default();
            let root = registry::string(root).ok_or(Raised)?;
            let module = import(dict, root.get(), object::none(), 0)?;
            if deferral::is_left_to_attributes(&deferred.absolute)? {
                return Ok(module);
            }
        }
        select(&import_for(dict, statement, &[binding])?, statement, binding)
    }
}

/// Imports a statement's module for some of its names.
///
/// # Safety
/// The GIL is held; `dict` is a module's dict, and the bindings are the statement's.
pub unsafe fn import_for(dict: Object, statement: &Statement, bindings: &[&Binding]) -> Result<Owned> {
    // SAFETY: by contract; a new tuple takes references to its items.
    unsafe {
        let names = &statement.names;
        let mut some = None;
        if names.get() != object::none() && bindings.len() < statement.bindings.len() {
            let tuple = Owned::new(ffi::PyTuple_New(bindings.len() as isize))?;
            for (at, binding) in bindings.iter().enumerate() {
                let name = Owned::borrowed(binding.source.as_ref().unwrap_or(&binding.name).get());
                check(ffi::PyTuple_SetItem(tuple.get(), at as isize, name.into_raw()))?;
            }
            some = Some(tuple);
        }
        import(dict, statement.target.get(), some.as_ref().unwrap_or(names).get(), statement.level)
    }
}

/// What one of a statement's names stands for, once its module is imported.
///
/// # Safety
/// The GIL is held; `module` is what [`import_for`] gave.
pub unsafe fn select(module: &Owned, statement: &Statement, binding: &Binding) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe {
        match (binding.form, &binding.source) {
            (Form::Leaf, _) => statement
                .attributes()
                .iter()
                .try_fold(Owned::borrowed(module.get()), |module, part| import_from(module.get(), part.get())),
            (Form::Name, Some(source)) => import_from(module.get(), source.get()),
            _ => Ok(Owned::borrowed(module.get())),
        }
    }
}

/// `__import__` for a module's globals: CPython's own, or what somebody put in its place.
///
/// # Safety
/// The GIL is held; `dict` is a module's dict, `name` a `str`, `names` a tuple or `None`.
pub unsafe fn import(dict: Object, name: Object, names: Object, level: i32) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe {
        let (builtins, original) = registry::with(|state| (state.builtins, state.import));
        let current = registry::entry(builtins, "__import__");
        if current.is_null() || current == original {
            return Owned::new(gated!(ffi::PyImport_ImportModuleLevelObject(name, dict, object::none(), names, level)));
        }
        let current = Owned::borrowed(current);
        let level = Owned::new(ffi::PyLong_FromLong(level.into()))?;
        let arguments = [name, dict, dict, names, level.get()];
        Owned::new(gated!(ffi::PyObject_Vectorcall(current.get(), arguments.as_ptr(), arguments.len(), null_mut())))
    }
}

/// Gives the exception being raised a cause whose traceback is the import statement.
///
/// # Safety
/// The GIL is held and an exception is set.
pub unsafe fn add_cause(deferred: &Deferred) {
    // SAFETY: by contract.
    unsafe {
        let error = ffi::PyErr_GetRaisedException();
        if ffi::PyErr_GivenExceptionMatches(error, ffi::PyExc_Exception) == 0 {
            gated!(ffi::PyErr_SetRaisedException(error));
            return;
        }
        let shown = registry::string(&deferred.absolute);
        let shown = shown.as_ref().map_or(deferred.statement.target.get(), Owned::get);
        let message = c"the import of %R was put off here until its first use";
        raise(ffi::PyExc_ImportError, message, shown);
        if let Ok(file) = CString::new(&*deferred.file) {
            gated!(ffi::_PyTraceback_Add(c"<module>".as_ptr(), file.as_ptr(), deferred.statement.line));
        }
        let cause = ffi::PyErr_GetRaisedException();
        // Behind the causes that the error has already; each is alive as long as the error is.
        let mut last = error;
        while let Some(next) = Owned::optional(ffi::PyException_GetCause(last)) {
            if next.get() == object::none() || !object::has_flag(next.get(), ffi::Py_TPFLAGS_BASE_EXC_SUBCLASS.into()) {
                break;
            }
            last = next.get();
        }
        gated!(ffi::PyException_SetCause(last, cause));
        gated!(ffi::PyErr_SetRaisedException(error));
    }
}

/// Sets an exception whose message shows an object.
unsafe fn raise(class: Object, format: &CStr, shown: Object) {
    // SAFETY: the GIL is held; live objects, and a format with one place.
    unsafe {
        let words = [class as usize, format.as_ptr() as usize, shown as usize];
        gate::call(ffi::PyErr_Format as *const (), words);
    }
}

/// An `AttributeError` from inside a resolving import must not be taken for a missing attribute.
///
/// # Safety
/// The GIL is held and an exception is set.
pub unsafe fn wrap_attribute_error() {
    // SAFETY: by contract.
    unsafe {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) == 0 {
            return;
        }
        let error = ffi::PyErr_GetRaisedException();
        let module = Owned::optional(gated!(ffi::PyImport_ImportModule(c"andiron.lazy_imports".as_ptr())));
        let class = module.and_then(|module| {
            Owned::optional(gated!(ffi::PyObject_GetAttrString(module.get(), c"LazyImportError".as_ptr())))
        });
        gated!(ffi::PyErr_Clear());
        let class_object = class.as_ref().map_or(ffi::PyExc_ImportError, Owned::get);
        raise(class_object, c"a deferred import raised AttributeError: %S", error);
        let wrapped = ffi::PyErr_GetRaisedException();
        gated!(ffi::PyException_SetCause(wrapped, error));
        gated!(ffi::PyErr_SetRaisedException(wrapped));
    }
}
