//! An import statement that can wait was reached: put it off, or not.
//!
//! It happens at once if the user says so, and where waiting would change what the program sees or gain nothing: the
//! module is loaded already, it does not exist (somebody may be waiting for that `ImportError`), or the name is bound.

use crate::analysis::{Binding, Form, Statement};
use crate::registry::{self, Deferred, Name, Object, this_thread};
use crate::{attributes, builtins, finding, resolution, system};
use andiron_cpython::{ffi, gated, object};
use andiron_objects::reference::{Owned, Raised, Result, check, check_truth, is_raised};
use std::collections::HashSet;
use std::ptr::null_mut;
use std::rc::Rc;

/// Runs an import statement of the module with that dict.
///
/// # Safety
/// The GIL is held; `dict` is the globals of the running frame, whose code the statement is from.
pub unsafe fn reach(dict: Object, statement: &Rc<Statement>) -> Result<()> {
    // SAFETY: by contract; the frame keeps the dict.
    unsafe {
        let absolute = absolute_name(dict, statement);
        let wanted = match &absolute {
            Some(absolute) => may_wait(dict, statement, absolute)?,
            None => false,
        };
        let (mut at_once, mut waiting) = (Vec::new(), Vec::new());
        for (at, binding) in statement.bindings.iter().enumerate() {
            match &absolute {
                Some(absolute) if wanted && binding.waits && is_free(dict, absolute, binding)? => {
                    waiting.push((at, absolute));
                }
                _ => at_once.push(binding),
            }
        }
        import_now(dict, statement, &at_once)?;
        for (at, absolute) in waiting {
            let binding = &statement.bindings[at];
            let name = binding.name.get();
            match already(absolute, binding)? {
                Ready::Value(value) => bind(dict, name, &value)?,
                Ready::Attributes(root) => {
                    bind(dict, name, &root)?;
                    expect(dict, statement, at, absolute)?;
                }
                Ready::Wait if !check_truth(gated!(ffi::PyDict_Contains(dict, name)))? && builtins::add_key(name)? => {
                    put_off(dict, statement, at, absolute)?;
                }
                Ready::Wait | Ready::Now => import_now(dict, statement, &[binding])?,
            }
        }
        Ok(())
    }
}

/// Whether a name is not bound in a way that an import that waits would have to undo.
unsafe fn is_free(dict: Object, absolute: &str, binding: &Binding) -> Result<bool> {
    // SAFETY: as for `reach`.
    unsafe {
        let value = gated!(ffi::PyDict_GetItemWithError(dict, binding.name.get()));
        if value.is_null() {
            return if is_raised() { Err(Raised) } else { Ok(!builtins::is_builtin(binding.name.get())) };
        }
        // `import a.b` where `a` is there.
        let root = absolute.split('.').next().unwrap_or(absolute);
        Ok(binding.by_attribute && loaded(root)?.is_some_and(|root| root.get() == value))
    }
}

unsafe fn bind(dict: Object, name: Object, value: &Owned) -> Result<()> {
    // SAFETY: as for `reach`.
    unsafe {
        check(gated!(ffi::PyDict_SetItem(dict, name, value.get())))?;
        registry::with(|state| resolution::bound(state, dict as usize, name as usize));
        Ok(())
    }
}

/// What the statement would have done, for some of its names.
unsafe fn import_now(dict: Object, statement: &Statement, bindings: &[&Binding]) -> Result<()> {
    if bindings.is_empty() {
        return Ok(());
    }
    // SAFETY: as for `reach`.
    unsafe {
        let module = resolution::import_for(dict, statement, bindings)?;
        for binding in bindings {
            let value = resolution::select(&module, statement, binding)?;
            bind(dict, binding.name.get(), &value)?;
        }
        Ok(())
    }
}

/// Absolute name of the module that the statement imports; none if the globals do not say what it is relative to.
unsafe fn absolute_name(dict: Object, statement: &Statement) -> Option<String> {
    // SAFETY: as for `reach`.
    unsafe {
        let target = object::text(statement.target.get())?;
        if statement.level == 0 {
            return Some(target);
        }
        let package = object::text(registry::entry(dict, "__package__")).filter(|package| !package.is_empty())?;
        let mut base = package.as_str();
        for _ in 1..statement.level {
            base = base.rsplit_once('.')?.0;
        }
        Some(if target.is_empty() { base.to_owned() } else { format!("{base}.{target}") })
    }
}

/// The loaded module of that name, which may still be running its code. `PyImport_GetModule` would wait for another thread
/// to end that: a deadlock at worst, and at exit a wait for a thread that may never end.
///
/// # Safety
/// The GIL is held.
pub unsafe fn loaded(name: &str) -> Result<Option<Owned>> {
    // SAFETY: by contract; the dict, or the mapping in its place, is the interpreter's.
    unsafe {
        let name = registry::string(name).ok_or(Raised)?;
        let modules = ffi::PyImport_GetModuleDict();
        let module = gated!(ffi::PyDict_GetItemWithError(modules, name.get()));
        if module.is_null() && is_raised() {
            return Err(Raised);
        }
        Ok(module.as_mut().map(|module| Owned::borrowed(module)).filter(|module| module.get() != object::none()))
    }
}

/// Whether the module with that dict is still running its code.
///
/// # Safety
/// A live module's dict; the GIL is held.
pub unsafe fn is_initializing(dict: Object) -> bool {
    // SAFETY: by contract.
    unsafe {
        let spec = registry::entry(dict, "__spec__");
        !spec.is_null() && spec != object::none() && gated!(ffi::_PyModuleSpec_IsInitializing(spec)) != 0
    }
}

/// False for a name of a module that is still running its code and does not have it yet.
///
/// # Safety
/// The GIL is held.
pub unsafe fn can_be_resolved(deferred: &Deferred) -> Result<bool> {
    // SAFETY: by contract.
    unsafe {
        let source = deferred.source();
        let Some(module) = loaded(&deferred.absolute)?.filter(|_| !source.is_null()) else { return Ok(true) };
        let dict = registry::module_dict(module.get());
        Ok(dict.is_null() || !is_initializing(dict) || check_truth(gated!(ffi::PyDict_Contains(dict, source)))?)
    }
}

enum Ready {
    /// It is there: bind it.
    Value(Owned),
    /// This package is there, and its attribute will be when it is read: bind the package.
    Attributes(Owned),
    /// It can wait.
    Wait,
    /// It is loaded, but only an import can say what it is.
    Now,
}

/// What the name stands for, if that can be told without running anything.
unsafe fn already(absolute: &str, binding: &Binding) -> Result<Ready> {
    // SAFETY: the GIL is held.
    unsafe {
        let Some(module) = loaded(absolute)? else {
            let root = absolute.split('.').next().unwrap_or(absolute);
            let root = if binding.by_attribute { loaded(root)? } else { None };
            return match root {
                Some(root) if is_left_to_attributes(absolute)? => Ok(Ready::Attributes(root)),
                _ => Ok(Ready::Wait),
            };
        };
        let dict = registry::module_dict(module.get());
        if dict.is_null() {
            return Ok(Ready::Now);
        }
        if is_initializing(dict) {
            return Ok(Ready::Wait);
        }
        let root = absolute.split('.').next().unwrap_or(absolute);
        match (binding.form, &binding.source) {
            (Form::Root, _) => Ok(loaded(root)?.map_or(Ready::Wait, Ready::Value)),
            (Form::Name, Some(source)) => {
                let value = gated!(ffi::PyDict_GetItemWithError(dict, source.get()));
                if !value.is_null() {
                    return Ok(Ready::Value(Owned::borrowed(value)));
                }
                let text = object::text(source.get()).unwrap_or_default();
                let pending = registry::with(|state| {
                    let module = state.modules.get(&(dict as usize));
                    module.is_some_and(|module| module.names.contains_key(&(source.get() as usize)))
                });
                let computed = !registry::entry(dict, "__getattr__").is_null()
                    || !object::is_exact(module.get(), &raw const ffi::PyModule_Type);
                let waits = pending || computed || contains(absolute, dict, &text) != Some(false);
                Ok(if waits { Ready::Wait } else { Ready::Now })
            }
            _ => Ok(Ready::Now),
        }
    }
}

/// Whether the statement may wait at all.
unsafe fn may_wait(dict: Object, statement: &Statement, absolute: &str) -> Result<bool> {
    let root = absolute.split('.').next().unwrap_or(absolute);
    let thread = this_thread();
    let (eager, importer, listed, filter) = registry::with(|state| {
        let eager = state.eager.contains_key(&thread) || state.never.contains(absolute) || state.never.contains(root);
        let module = state.modules.get(&(dict as usize));
        let filter = state.filter.as_ref().map(|filter| {
            // SAFETY: the GIL is held; the state keeps it alive.
            unsafe { Owned::borrowed(filter.get()) }
        });
        (
            eager || module.is_none(),
            module.map(|m| m.name.clone()).unwrap_or_default(),
            module.is_some_and(|m| m.listed),
            filter,
        )
    });
    if eager {
        return Ok(false);
    }
    // SAFETY: as for `reach`.
    unsafe {
        let name = registry::string(absolute).ok_or(Raised)?;
        if listed {
            let list = registry::entry(dict, "__lazy_modules__");
            if list.is_null() || !check_truth(gated!(ffi::PySequence_Contains(list, name.get())))? {
                return Ok(false);
            }
        }
        if !exists(absolute)? {
            return Ok(false);
        }
        if let Some(filter) = filter {
            let importer = registry::string(&importer).ok_or(Raised)?;
            let arguments = [importer.get(), name.get(), statement.names.get()];
            let answer =
                gated!(ffi::PyObject_Vectorcall(filter.get(), arguments.as_ptr(), arguments.len(), null_mut()));
            let answer = Owned::new(answer)?;
            return check_truth(gated!(ffi::PyObject_IsTrue(answer.get())));
        }
        Ok(true)
    }
}

/// Whether the module seems to exist, as far as that can be told without importing its packages.
unsafe fn exists(absolute: &str) -> Result<bool> {
    // SAFETY: the GIL is held.
    unsafe {
        if loaded(absolute)?.is_some() {
            return Ok(true);
        }
        let mut package = absolute;
        while let Some((parent, _)) = package.rsplit_once('.') {
            if let Some(module) = loaded(parent)? {
                let child = package[parent.len() + 1..].to_owned();
                let dict = registry::module_dict(module.get());
                // Below that, nothing is known.
                return Ok(!dict.is_null() && contains(parent, dict, &child) != Some(false));
            }
            package = parent;
        }
        can_be_found(package)
    }
}

/// Asks the import system about a top-level module, once.
unsafe fn can_be_found(root: &str) -> Result<bool> {
    // SAFETY: the GIL is held.
    unsafe {
        let (known, find) = registry::with(|state| {
            let find = state.find.as_ref().map(|find| Owned::borrowed(find.get()));
            (state.roots.get(root).copied(), find)
        });
        if let (Some(true), _) | (_, None) = (known, &find) {
            return Ok(true);
        }
        let (Some(find), Some(name)) = (find, registry::string(root)) else { return Ok(true) };
        if let Some(found) = can_be_found_natively(name.get(), root) {
            if found {
                registry::with(|state| state.roots.insert(root.to_owned(), true));
            }
            return Ok(found);
        }
        let answer = Owned::new(gated!(ffi::PyObject_CallOneArg(find.get(), name.get())))?;
        let found = check_truth(gated!(ffi::PyObject_IsTrue(answer.get())))?;
        if found {
            registry::with(|state| state.roots.insert(root.to_owned(), true));
        }
        Ok(found)
    }
}

/// The same, without the import system's Python code; none for modules of the standard library, and where that is changed.
unsafe fn can_be_found_natively(name: Object, root: &str) -> Option<bool> {
    let system = system::get()?;
    // SAFETY: the GIL is held.
    unsafe {
        let is_plain = !root.is_empty() && !root.contains(['/', '\0']) && !system.built_in.contains(root);
        if !is_plain || resolution::is_standard(root) || !system.is_unchanged() || !finding::can_look(system) {
            return None;
        }
        match finding::find(system, name, root, null_mut()) {
            Ok(found) => Some(found.is_some()),
            Err(Raised) => {
                gated!(ffi::PyErr_Clear());
                Some(false)
            }
        }
    }
}

/// Whether a package's directory has a submodule of that name; none if that cannot be told.
unsafe fn contains(package: &str, dict: Object, child: &str) -> Option<bool> {
    // SAFETY: the GIL is held; a live module's dict.
    let listing = unsafe { listing(package, dict) };
    listing.map(|names| names.contains(child))
}

/// Names of what is in a package's directories, read once. A module that is no package has nothing in it.
///
/// # Safety
/// The GIL is held; `dict` is the dict of the module of that name.
pub unsafe fn listing(package: &str, dict: Object) -> Option<Rc<HashSet<String>>> {
    if let Some(known) = registry::with(|state| state.packages.get(package).cloned()) {
        return known;
    }
    // SAFETY: by contract; a list does not change while no Python runs.
    let listing = unsafe {
        let path = registry::entry(dict, "__path__");
        if path.is_null() {
            Some(Rc::default())
        } else if object::is_exact(path, &raw const ffi::PyList_Type) {
            let mut names = HashSet::new();
            for folder in object::list_items(path) {
                for entry in object::text(*folder).into_iter().flat_map(std::fs::read_dir).flatten().flatten() {
                    let file = entry.file_name();
                    let Some(file) = file.to_str() else { continue };
                    let (stem, extension) = file.split_once('.').unwrap_or((file, ""));
                    let is_module =
                        extension.is_empty() || extension == "py" || extension == "pyc" || extension.ends_with("so");
                    if is_module && !stem.starts_with("__") && !stem.is_empty() && !stem.contains('-') {
                        names.insert(stem.to_owned());
                    }
                }
            }
            Some(Rc::new(names))
        } else {
            None
        }
    };
    registry::with(|state| state.packages.insert(package.to_owned(), listing.clone()));
    listing
}

/// Whether reading the attributes of the loaded package `a` will import the parts of `a.b.c` that are not loaded, and
/// give what they would be after `import a.b.c`.
///
/// # Safety
/// The GIL is held.
pub unsafe fn is_left_to_attributes(absolute: &str) -> Result<bool> {
    // SAFETY: by contract.
    unsafe {
        for (dot, _) in absolute.match_indices('.') {
            let (parent, rest) = (&absolute[..dot], &absolute[dot + 1..]);
            let end = rest.find('.').map_or(absolute.len(), |length| dot + 1 + length);
            let (child, full) = (&absolute[dot + 1..end], &absolute[..end]);
            // Of a package that is not loaded, nothing is known.
            let Some(module) = loaded(parent)? else { return Ok(true) };
            let dict = registry::module_dict(module.get());
            if dict.is_null() || !object::is_exact(module.get(), &raw const ffi::PyModule_Type) {
                return Ok(false);
            }
            let value = registry::entry(dict, child);
            let is_as_imported = match loaded(full)? {
                Some(module) => value == module.get(),
                None => value.is_null() && contains(parent, dict, child) == Some(true),
            };
            if !is_as_imported {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Notes that somebody who reads an attribute may take an import for done that the statement would have done.
unsafe fn expect(dict: Object, statement: &Rc<Statement>, at: usize, absolute: &str) -> Result<Option<Rc<Deferred>>> {
    let binding = &statement.bindings[at];
    // SAFETY: as for `reach`.
    unsafe {
        let mut described = Vec::new();
        let mut children = Vec::new();
        for (dot, _) in absolute.match_indices('.').chain([(absolute.len(), "")]).skip(1) {
            let full = &absolute[..dot];
            described.extend(full.rsplit('.').next().and_then(registry::string));
            children.push(full.to_owned());
        }
        if let (Form::Name, Some(source)) = (binding.form, &binding.source) {
            let package = loaded(absolute)?;
            let package = package.map_or(null_mut(), |module| registry::module_dict(module.get()));
            let source_name = object::text(source.get()).unwrap_or_default();
            // Of a package that is not loaded it may be a module: asking for it as an attribute will tell.
            if package.is_null() || contains(absolute, package, &source_name) == Some(true) {
                described.push(Owned::borrowed(source.get()));
                children.push(format!("{absolute}.{source_name}"));
            }
        }
        let deferred = registry::with(|state| {
            let file = Rc::clone(&state.modules.get(&(dict as usize))?.file);
            let statement = Rc::clone(statement);
            let deferred = Rc::new(Deferred { statement, binding: at, absolute: absolute.into(), file });
            state.children.extend(children.into_iter().map(|child| (child, Rc::clone(&deferred))));
            Some(deferred)
        });
        let described: Vec<Object> = described.iter().map(Owned::get).collect();
        attributes::describe_submodules(&described)?;
        Ok(deferred)
    }
}

/// Notes that the name is pending.
unsafe fn put_off(dict: Object, statement: &Rc<Statement>, at: usize, absolute: &str) -> Result<()> {
    // SAFETY: as for `reach`.
    unsafe {
        let name = statement.bindings[at].name.get();
        let Some(deferred) = expect(dict, statement, at, absolute)? else { return Ok(()) };
        registry::with(|state| {
            let Some(module) = state.modules.get_mut(&(dict as usize)) else { return };
            let name = Owned::borrowed(name);
            let pending = module.names.entry(name.get() as usize).or_insert_with(|| Name { name, imports: Vec::new() });
            // Several `import a.x` bind `a` together; anything else replaces what the name stood for.
            if deferred.form() != Form::Root || pending.imports.iter().any(|import| import.form() != Form::Root) {
                pending.imports.clear();
            }
            pending.imports.push(deferred);
        });
        attributes::describe(&[name])
    }
}

/// Binds the pending names of a module that are loaded by now.
///
/// # Safety
/// The GIL is held; `dict` is a live module's dict.
pub unsafe fn settle(dict: Object) -> Result<()> {
    let pending = registry::with(|state| {
        let module = state.modules.get(&(dict as usize));
        let single = module.into_iter().flat_map(|m| m.names.values()).filter(|name| name.imports.len() == 1);
        single.map(|name| Rc::clone(&name.imports[0])).collect::<Vec<_>>()
    });
    // SAFETY: by contract.
    unsafe {
        for deferred in pending {
            let binding = &deferred.statement.bindings[deferred.binding];
            if let Ready::Value(value) = already(&deferred.absolute, binding)? {
                bind(dict, binding.name.get(), &value)?;
            }
        }
        resolution::close(dict)
    }
}
