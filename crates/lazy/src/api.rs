//! What the extension module asks for. Every function needs the GIL and the main interpreter.

use crate::registry::{self, Module, Object, Running, State, this_thread};
use crate::{analysis, attributes, builtins, collector, deferral, functions, resolution};
use andiron_cpython::{ffi, gate, gated, layout, object, thread};
use andiron_objects::address::{AddressMap, AddressSet};
use andiron_objects::reference::{Owned, Raised, Result, check, is_raised};
use std::collections::{HashMap, HashSet};
use std::ptr::null_mut;

/// An exception is set.
pub use andiron_objects::reference::Raised as Error;

/// Has somebody told of each function whose builtins change; once.
///
/// # Safety
/// `tell` takes a live function's address, and is called with the GIL held.
pub unsafe fn on_changed_builtins(tell: unsafe fn(function: usize, old: usize)) {
    let _ = functions::CHANGED.set(tell);
}

/// Whether this interpreter is one in which imports can be put off; the error is the reason, as a sentence. The GIL is held.
pub fn probe() -> std::result::Result<(), String> {
    andiron_objects::in_main_interpreter()?;
    andiron_cpython::probe_layout()
}

/// Makes the state, the watchers and the classes, once; somebody has probed the interpreter before. The error is a sentence.
///
/// # Safety
/// The GIL is held.
pub unsafe fn set_up() -> std::result::Result<(), String> {
    if registry::exists() {
        return Ok(());
    }
    andiron_objects::in_main_interpreter()?;
    // SAFETY: by contract.
    unsafe { make_state() }.map_err(|Raised| {
        // SAFETY: as above.
        unsafe { gated!(ffi::PyErr_Clear()) };
        "no memory, or too many users of CPython's watchers in this process".to_owned()
    })
}

unsafe fn make_state() -> Result<()> {
    // SAFETY: the GIL is held.
    unsafe {
        let module = Owned::new(gated!(ffi::PyImport_ImportModule(c"builtins".as_ptr())))?;
        let dict = Owned::borrowed(registry::module_dict(module.get()));
        // Not what stands in `builtins`: by now somebody may have put his own there.
        let import: Object = thread::import_function(thread::thread_state());
        if import.is_null() {
            return Err(Raised);
        }
        let watcher = ffi::PyDict_AddWatcher(Some(on_dict_event));
        check(watcher)?;
        check(ffi::PyFunction_AddWatcher(Some(functions::on_function_event)))?;
        let mut introspective = AddressMap::default();
        for name in builtins::INTROSPECTIVE {
            let name = registry::string(name.to_str().unwrap_or_default()).ok_or(Raised)?;
            introspective.insert(name.get() as usize, name);
        }
        let missing = Owned::new(gated!(ffi::PyObject_CallNoArgs(ffi::PyExc_AttributeError)))?;
        let shared = builtins::make_shared(dict.get())?;
        let (key_class, attribute_class) = (make_key_class()?, attributes::make_class()?);
        registry::create(State {
            builtins: dict.into_raw(),
            shared: shared.into_raw(),
            import: Owned::borrowed(import).into_raw(),
            watcher,
            key_class: key_class.into_raw().cast(),
            attribute_class: attribute_class.into_raw().cast(),
            keys: AddressMap::default(),
            written: None,
            attributes: AddressMap::default(),
            submodules: AddressSet::default(),
            missing: missing.into_raw(),
            introspective,
            modules: AddressMap::default(),
            running: Vec::new(),
            in_progress: HashSet::new(),
            eager: HashMap::new(),
            children: HashMap::new(),
            packages: HashMap::new(),
            roots: HashMap::new(),
            never: HashSet::new(),
            filter: None,
            find: None,
            functions: AddressMap::default(),
            selection: Selection::default(),
            collector: collector::Collector::default(),
        });
        let (builtins, shared) = registry::with(|state| (state.builtins, state.shared));
        check(ffi::PyDict_Watch(watcher, builtins))?;
        check(ffi::PyDict_Watch(watcher, shared))?;
        let whole = registry::string("__dict__").ok_or(Raised)?;
        attributes::describe(&[whole.get()])
    }
}

/// The class of the keys in the shared builtins: `str`, but for how they compare.
unsafe fn make_key_class() -> Result<Owned> {
    // SAFETY: the GIL is held; the specification is read during the call only, and its name is static.
    unsafe {
        let text: *mut ffi::PyTypeObject = &raw mut ffi::PyUnicode_Type;
        let hash = (*text).tp_hash.ok_or(Raised)?;
        let mut slots = [
            ffi::PyType_Slot { slot: layout::SLOT_BASE, pfunc: text.cast() },
            ffi::PyType_Slot { slot: layout::SLOT_HASH, pfunc: hash as *mut _ },
            ffi::PyType_Slot { slot: layout::SLOT_RICHCOMPARE, pfunc: builtins::compare as *mut _ },
            ffi::PyType_Slot { slot: 0, pfunc: null_mut() },
        ];
        let mut spec = ffi::PyType_Spec {
            name: c"andiron.lazy_imports.PendingName".as_ptr(),
            basicsize: 0,
            itemsize: 0,
            flags: ffi::Py_TPFLAGS_IMMUTABLETYPE,
            slots: slots.as_mut_ptr(),
        };
        Owned::new(ffi::PyType_FromSpec(&mut spec))
    }
}

/// The dict watcher, for both dicts of builtins and for modules with pending names.
unsafe extern "C" fn on_dict_event(event: ffi::PyDict_WatchEvent, dict: Object, key: Object, value: Object) -> i32 {
    let Some((builtins, shared)) = registry::try_with(|state| (state.builtins, state.shared)) else { return 0 };
    if dict == builtins || dict == shared {
        // SAFETY: called by CPython.
        unsafe { builtins::mirror(event, dict, key, value) };
        return 0;
    }
    registry::try_with(|state| match event {
        // An entry of that name: whoever stored or deleted it knows better than the import that was put off.
        ffi::PyDict_EVENT_ADDED | ffi::PyDict_EVENT_MODIFIED | ffi::PyDict_EVENT_DELETED => {
            resolution::bound(state, dict as usize, key as usize);
        }
        ffi::PyDict_EVENT_CLEARED => {
            if let Some(module) = state.modules.get_mut(&(dict as usize)) {
                module.names.clear();
                functions::restore_unneeded(state, dict as usize, None);
            }
        }
        ffi::PyDict_EVENT_DEALLOCATED => {
            if let Some(module) = state.modules.remove(&(dict as usize)) {
                for function in module.functions {
                    state.functions.remove(&function);
                }
            }
        }
        _ => {}
    });
    0
}

/// What the user wants, in place of what was wanted before. Objects are borrowed; null for none.
///
/// # Safety
/// The GIL is held; [`set_up`] succeeded; live objects.
pub unsafe fn configure(never: Vec<String>, filter: Object, find: Object, mut selection: Selection) {
    // SAFETY: by contract.
    let own = |object: Object| unsafe { object.as_mut().map(|object| Owned::borrowed(object)) };
    let old = registry::with(|state| {
        state.never = never.into_iter().collect();
        selection.seen = std::mem::take(&mut state.selection.seen);
        let selection = std::mem::replace(&mut state.selection, selection);
        (std::mem::replace(&mut state.filter, own(filter)), std::mem::replace(&mut state.find, own(find)), selection)
    });
    drop(old);
}

/// Top-level packages whose imports may wait and that were loaded.
pub fn seen() -> Vec<String> {
    registry::try_with(|state| state.selection.seen.iter().cloned().collect()).unwrap_or_default()
}

pub use crate::ending::leave_collections_out;
pub use crate::loading::find_and_load;
pub use crate::patterns::{compile as compile_pattern, take_over as take_patterns_over};
pub use crate::selection::{Selection, run};
pub use crate::system::{Helpers, remember};

/// Runs a module's code in its dict, with what imports of it can wait put off. `listed`: only what `__lazy_modules__` lists.
///
/// # Safety
/// The GIL is held; [`set_up`] succeeded; `code` is a code object made for this run, that nobody else has; `module` is a
/// module.
pub unsafe fn execute(code: Object, module: Object, listed: bool) -> Result<Owned> {
    // SAFETY: by contract; references are held while anything runs.
    unsafe {
        let dict = registry::module_dict(module);
        if dict.is_null() || !object::is_exact(code, &raw const ffi::PyCode_Type) {
            gated!(ffi::PyErr_SetString(ffi::PyExc_TypeError, c"a code object and a module are needed".as_ptr()));
            return Err(Raised);
        }
        let (code, dict) = (Owned::borrowed(code), Owned::borrowed(dict));
        announce(code.get())?;
        let deferring = prepare(code.get(), dict.get(), listed)?;
        if !deferring && registry::entry(dict.get(), "__builtins__").is_null() {
            let builtins = registry::with(|state| state.builtins);
            check(gated!(ffi::PyDict_SetItemString(dict.get(), c"__builtins__".as_ptr(), builtins)))?;
        }
        let result = Owned::new(gated!(ffi::PyEval_EvalCode(code.get(), dict.get(), dict.get())));
        if deferring {
            let error = ffi::PyErr_GetRaisedException();
            finish(code.get(), dict.get())?;
            gated!(ffi::PyErr_SetRaisedException(error));
        }
        result
    }
}

/// The event that `exec` raises for audit hooks.
///
/// # Safety
/// The GIL is held; `code` is a code object.
pub unsafe fn announce(code: Object) -> Result<()> {
    let event = [c"exec".as_ptr() as usize, c"O".as_ptr() as usize, code as usize];
    // SAFETY: by contract; words that fit the format.
    unsafe { check(gate::call(ffi::PySys_Audit as *const (), event) as i32) }
}

/// The import statements of a module's code that cannot wait: line, module as written, and why. `package` is its name if
/// the module is a package. Needs no [`set_up`].
///
/// # Safety
/// The GIL is held; `code` is a live code object of a module that has not run.
pub unsafe fn explain(code: Object, package: Option<&str>) -> Vec<(i32, String, String)> {
    // SAFETY: by contract.
    unsafe { analysis::explain(code.cast(), package) }
}

/// A module begins to load: until [`end_load`], garbage collection waits.
pub fn begin_load() {
    registry::with(collector::hold);
}

/// It is loaded, or that failed.
pub fn end_load() {
    registry::with(collector::release);
}

/// Finds what can wait, and makes the module ready for it. False if nothing can.
unsafe fn prepare(code: Object, dict: Object, listed: bool) -> Result<bool> {
    // SAFETY: as for `execute`.
    unsafe {
        let name = object::text(registry::entry(dict, "__name__")).unwrap_or_default();
        let is_package = !registry::entry(dict, "__path__").is_null();
        if is_package && !listed {
            describe_submodules(&name, dict)?;
        }
        let package = is_package.then_some(name.as_str());
        let statements = analysis::analyse(code.cast(), package, listed);
        let (builtins, shared, watcher) = registry::with(|state| (state.builtins, state.shared, state.watcher));
        let present = registry::entry(dict, "__builtins__");
        let usable = present.is_null() || present == builtins || present == shared;
        if statements.is_empty() || !usable {
            return Ok(false);
        }
        check(ffi::PyDict_Watch(watcher, dict))?;
        check(gated!(ffi::PyDict_SetItemString(dict, c"__builtins__".as_ptr(), shared)))?;
        analysis::patch(code.cast(), &statements);
        registry::with(|state| {
            let file = object::text((*code.cast::<ffi::PyCodeObject>()).co_filename).unwrap_or_default();
            let module = state.modules.entry(dict as usize).or_insert_with(|| Module {
                name,
                file: file.into(),
                names: AddressMap::default(),
                functions: AddressSet::default(),
                listed,
                running: 0,
                looked: 0,
            });
            module.listed = listed;
            module.running += 1;
            for binding in statements.iter().flat_map(|s| &s.bindings).filter(|binding| binding.waits) {
                let name = Owned::borrowed(binding.name.get());
                let entry = || registry::Name { name, imports: Vec::new() };
                module.names.entry(binding.name.get() as usize).or_insert_with(entry);
            }
            state.running.push(Running { code: code as usize, statements });
        });
        Ok(true)
    }
}

/// Makes `package.sub` answer for each submodule, for code that relies on somebody else's import of it.
unsafe fn describe_submodules(package: &str, dict: Object) -> Result<()> {
    // SAFETY: as for `execute`.
    unsafe {
        let Some(listing) = deferral::listing(package, dict) else { return Ok(()) };
        let names: Vec<Owned> = listing.iter().filter_map(|name| registry::string(name)).collect();
        let names: Vec<Object> = names.iter().map(Owned::get).collect();
        attributes::describe_submodules(&names)
    }
}

/// The module's code has ended: what its statements did not put off is as in any module.
unsafe fn finish(code: Object, dict: Object) -> Result<()> {
    registry::with(|state| {
        if let Some(at) = state.running.iter().rposition(|running| running.code == code as usize) {
            state.running.remove(at);
        }
        if let Some(module) = state.modules.get_mut(&(dict as usize)) {
            module.running -= 1;
            if module.running == 0 {
                module.names.retain(|_, name| !name.imports.is_empty());
            }
            functions::restore_unneeded(state, dict as usize, None);
        }
    });
    // SAFETY: as for `execute`.
    unsafe { resolution::close(dict) }
}

/// Resolves everything that is pending in a module.
///
/// # Safety
/// The GIL is held; `module` is alive.
pub unsafe fn resolve(module: Object) -> Result<()> {
    // SAFETY: by contract.
    unsafe {
        let dict = registry::module_dict(module);
        if dict.is_null() || !registry::exists() { Ok(()) } else { resolution::resolve_all(dict) }
    }
}

/// Names that are pending: module, name, module to import.
pub fn pending() -> Vec<(String, String, String)> {
    let all = registry::try_with(|state| {
        let of_module = |module: &Module| {
            let names = module.names.values().filter_map(|name| {
                let last = name.imports.last()?;
                // SAFETY: the GIL is held; a live string.
                let text = unsafe { object::text(name.name.get()) }.unwrap_or_default();
                Some((last.statement.unit, (module.name.clone(), text, last.absolute.to_string())))
            });
            names.collect::<Vec<_>>()
        };
        state.modules.values().flat_map(of_module).collect::<Vec<_>>()
    });
    let mut all = all.unwrap_or_default();
    all.sort_by(|a, b| (&a.1.0, a.0).cmp(&(&b.1.0, b.0)));
    all.into_iter().map(|(_, row)| row).collect()
}

/// Begins a section in which this thread puts nothing off.
pub fn enter_eager() {
    registry::with(|state| *state.eager.entry(this_thread()).or_default() += 1);
}

/// Ends the innermost such section of this thread.
pub fn leave_eager() {
    registry::with(|state| {
        let thread = this_thread();
        if let Some(depth) = state.eager.get_mut(&thread) {
            *depth -= 1;
            if *depth == 0 {
                state.eager.remove(&thread);
            }
        }
    });
}

/// In the child of a fork: what other threads were about has ended with them, and their numbers may come again.
pub fn after_fork() {
    registry::try_with(|state| {
        let thread = this_thread();
        state.in_progress.retain(|(other, ..)| *other == thread);
        state.eager.retain(|other, _| *other == thread);
        collector::after_fork(state);
    });
}

/// Forgets what was found out about files and paths, as `importlib.invalidate_caches` does.
pub fn invalidate_caches() {
    registry::try_with(|state| {
        state.packages.clear();
        state.roots.clear();
    });
}

/// Binds all pending names whose modules are loaded by now: at exit, while imports still work.
///
/// # Safety
/// The GIL is held.
pub unsafe fn settle() {
    let dicts = registry::try_with(|state| {
        // SAFETY: the GIL is held, and the watcher removes modules before their dicts die.
        state.modules.keys().map(|dict| unsafe { Owned::borrowed(*dict as Object) }).collect::<Vec<_>>()
    });
    for dict in dicts.unwrap_or_default() {
        // SAFETY: as above; a failure leaves the rest pending.
        unsafe {
            if deferral::settle(dict.get()).is_err() || is_raised() {
                gated!(ffi::PyErr_Clear());
            }
        }
    }
}
