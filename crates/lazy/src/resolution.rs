//! A pending name is used: the import happens, and the object is bound in the module's own dict.
//!
//! The name stays pending until then, so that other threads that need it import it too; import locks make them wait, and
//! the first to bind wins. For the thread that resolves it the name is unbound meanwhile, as it was in the eager program
//! before its import statement had ended.

use crate::analysis::Form;
use crate::functions;
use crate::registry::{self, Deferred, Module, Object, State, this_thread};
use andiron_cpython::{ffi, object};
use andiron_runtime::ops::import_from;
use andiron_runtime::ops::reference::{Owned, Raised, Result, check, is_raised};
use std::ffi::CString;
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
        let value = ffi::PyDict_SetDefault(dict.get(), name, value.get());
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
        let Some(absolute) = registry::string(&deferred.absolute) else { return Err(Raised) };
        let Some(module) = Owned::optional(ffi::PyImport_GetModule(absolute.get())) else {
            return if is_raised() { Err(Raised) } else { Ok(()) };
        };
        let source = registry::module_dict(module.get());
        if source.is_null() || crate::deferral::is_initializing(source) {
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
            let value = ffi::PyDict_GetItemWithError(source, wanted.get());
            if !value.is_null() {
                let value = Owned::borrowed(value);
                ffi::PyDict_SetDefault(dict, name, value.get());
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
            check(ffi::PyDict_SetItemString(dict, c"__builtins__".as_ptr(), builtins))?;
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
            let imports = registry::with(|state| {
                let module = state.modules.get(&(dict.get() as usize))?;
                Some(module.names.get(&(name.get() as usize))?.imports.clone())
            });
            let mut can_be = true;
            for deferred in imports.iter().flatten() {
                can_be &= crate::deferral::can_be_resolved(deferred)?;
            }
            if can_be {
                resolve(dict.get(), name.get())?;
            }
        }
    }
    Ok(())
}

/// Does what one import statement would have bound to one of its names.
unsafe fn perform(dict: Object, deferred: &Deferred) -> Result<Owned> {
    let statement = &deferred.statement;
    // SAFETY: as for `resolve`.
    unsafe {
        match deferred.form() {
            Form::Root => import(dict, statement.target.get(), object::none(), statement.level),
            Form::Leaf => {
                let mut module = import(dict, statement.target.get(), object::none(), statement.level)?;
                for part in deferred.absolute.split('.').skip(1) {
                    let part = registry::string(part).ok_or(Raised)?;
                    module = Owned::new(import_from(null_mut(), module.get(), part.get()))?;
                }
                Ok(module)
            }
            Form::Name => {
                let names = Owned::new(ffi::PyTuple_Pack(1, deferred.source()))?;
                let module = import(dict, statement.target.get(), names.get(), statement.level)?;
                Owned::new(import_from(null_mut(), module.get(), deferred.source()))
            }
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
            return Owned::new(ffi::PyImport_ImportModuleLevelObject(name, dict, object::none(), names, level));
        }
        let current = Owned::borrowed(current);
        let level = Owned::new(ffi::PyLong_FromLong(level.into()))?;
        let arguments = [name, dict, dict, names, level.get()];
        Owned::new(ffi::PyObject_Vectorcall(current.get(), arguments.as_ptr(), arguments.len(), null_mut()))
    }
}

/// Gives the exception being raised a cause whose traceback is the import statement.
unsafe fn add_cause(deferred: &Deferred) {
    // SAFETY: the GIL is held and an exception is set.
    unsafe {
        let error = ffi::PyErr_GetRaisedException();
        if ffi::PyErr_GivenExceptionMatches(error, ffi::PyExc_Exception) == 0 {
            ffi::PyErr_SetRaisedException(error);
            return;
        }
        let shown = registry::string(&deferred.absolute);
        let shown = shown.as_ref().map_or(deferred.statement.target.get(), Owned::get);
        let message = c"the import of %R was put off here until its first use";
        ffi::PyErr_Format(ffi::PyExc_ImportError, message.as_ptr(), shown);
        if let Ok(file) = CString::new(&*deferred.file) {
            ffi::_PyTraceback_Add(c"<module>".as_ptr(), file.as_ptr(), deferred.statement.line);
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
        ffi::PyException_SetCause(last, cause);
        ffi::PyErr_SetRaisedException(error);
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
        let class = registry::with(|state| state.error.as_ref().map(|class| Owned::borrowed(class.get())));
        let class_object = class.as_ref().map_or(ffi::PyExc_ImportError, Owned::get);
        ffi::PyErr_Format(class_object, c"a deferred import raised AttributeError: %S".as_ptr(), error);
        let wrapped = ffi::PyErr_GetRaisedException();
        ffi::PyException_SetCause(wrapped, error);
        ffi::PyErr_SetRaisedException(wrapped);
    }
}
