//! Loads the modules that are needed: `importlib._bootstrap._find_and_load`, for modules in source files.
//!
//! In most starts more time goes into `importlib`'s Python code than into reading what it finds: locks, specs, paths, a
//! hundred calls for one module. This does the same steps in the same order, and leaves the same behind: `__spec__` and
//! the loader (objects of `importlib`'s classes), `sys.modules`, `__cached__`, the caches of finders, the parent's
//! attribute, the events that `sys.addaudithook` shows. All that is not the common case goes to `importlib`: a module that
//! is being loaded already, one without a `.pyc` that is right by its time stamp, `-v`, `-O`, `PYTHONPYCACHEPREFIX`,
//! anything in the import system that was replaced ([`crate::system`]), finders and loaders of other classes.
//!
//! Locks: while a module loads, the weak reference in `_module_locks` is to a lock that this thread owns, so other threads
//! wait for it in `importlib`, with its detection of deadlocks. The lock is made under the import lock. When the module is
//! loaded, and nobody else holds the lock object, nobody can be waiting, so it can go; else it is released as ever.

use crate::finding::{self, Found, Source, call_method};
use crate::registry::{self, Object};
use crate::selection;
use crate::system::{self, System};
use andiron_cpython::{ffi, gate, gated, marshal, object};
use andiron_objects::reference::{Name, Owned, Raised, Result, check, check_truth, find_attribute, is_raised};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::ptr::null_mut;

macro_rules! names {
    ($($constant:ident $text:literal)*) => { $(static $constant: Name = Name::new($text);)* };
}

names! {
    ACQUIRE c"acquire"
    CACHED c"__cached__"
    CACHED_PATH c"_cached"
    CACHED_PROPERTY c"cached"
    CACHE_TAG c"cache_tag"
    COUNT c"count"

    FILE c"__file__"
    FILE_ATTRIBUTE c"_set_fileattr"
    GET_CODE c"get_code"
    IMPLEMENTATION c"implementation"
    INITIALIZING c"_initializing"
    LOADER c"loader"
    LOADER_STATE c"loader_state"
    LOCATIONS c"submodule_search_locations"
    MODULES c"modules"
    MODULE_LOADER c"__loader__"
    NAME c"name"
    ORIGIN c"origin"
    OWNER c"owner"
    PACKAGE c"__package__"
    PATH c"path"
    PREFIX c"pycache_prefix"
    RELEASE c"release"
    SEARCH_PATH c"__path__"
    SPEC c"__spec__"
    UNINITIALIZED c"_uninitialized_submodules"
}

/// Imports a module: natively if that can be, else as `importlib` does.
///
/// # Safety
/// The GIL is held; [`system::remember`] succeeded; `import` is the function that imports a parent.
pub unsafe fn find_and_load(name: Object, import: Object) -> Result<Owned> {
    let Some(system) = system::get() else { return Err(Raised) };
    // SAFETY: by contract.
    unsafe {
        if let Some(text) = native_name(system, name)
            && let Some(module) = attempt(system, name, &text, import)?
        {
            return Ok(module);
        }
        let arguments = [name, import];
        Owned::new(gated!(ffi::PyObject_Vectorcall(system.original.get(), arguments.as_ptr(), 2, null_mut())))
    }
}

/// The text of the name of a module that native code may find: none if it is loaded, or in the making.
unsafe fn native_name(system: &System, name: Object) -> Option<String> {
    // SAFETY: as for `find_and_load`; looking strings up runs nothing.
    unsafe {
        let modules = ffi::PyImport_GetModuleDict();
        if !object::is_exact(name, &raw const ffi::PyUnicode_Type)
            || system.setting(&MODULES) != modules
            || !object::is_exact(modules, &raw const ffi::PyDict_Type)
            || !gated!(ffi::PyDict_GetItemWithError(modules, name)).is_null()
            || !system.is_unchanged()
            || !finding::can_look(system)
        {
            return None;
        }
        let text = object::exact_text(name)?;
        let is_plain = text.split('.').all(|part| !part.is_empty())
            && !text.contains(['/', '\0'])
            && !system.built_in.contains(&text);
        is_plain.then_some(text)
    }
}

/// The package that a module is in.
struct Parent {
    /// Its name.
    name: Owned,
    /// Its `__spec__`, unless false.
    spec: Option<Owned>,
    /// The module's name in it.
    child: Owned,
}

/// Imports the module; nothing if that is for `importlib` after all.
unsafe fn attempt(system: &System, name: Object, text: &str, import: Object) -> Result<Option<Owned>> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let lock = Lock::acquire(system, name)?;
        // Taking the lock may have waited for another thread.
        let modules = Owned::borrowed(ffi::PyImport_GetModuleDict());
        let loaded = if gated!(ffi::PyDict_GetItemWithError(modules.get(), name)).is_null() {
            let _collector = Collector::hold();
            under_lock(system, name, text, import, &modules)
        } else {
            Ok(None)
        };
        lock.release(system, name)?;
        loaded
    }
}

/// `_find_and_load_unlocked`.
unsafe fn under_lock(
    system: &System,
    name: Object,
    text: &str,
    import: Object,
    modules: &Owned,
) -> Result<Option<Owned>> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let mut path = None;
        let mut parent = None;
        if let Some((package, child)) = text.rsplit_once('.') {
            let package = registry::string(package).ok_or(Raised)?;
            if gated!(ffi::PyDict_GetItemWithError(modules.get(), package.get())).is_null() {
                drop(Owned::new(gated!(ffi::PyObject_CallOneArg(import, package.get())))?);
                // Importing it may have done anything.
                let is_there = !gated!(ffi::PyDict_GetItemWithError(modules.get(), name)).is_null();
                if is_there || native_name(system, name).is_none() {
                    return Ok(None);
                }
            }
            let module = gated!(ffi::PyDict_GetItemWithError(modules.get(), package.get()));
            if module.is_null() {
                return Ok(None);
            }
            let module = Owned::borrowed(module);
            let Some(locations) = find_attribute(module.get(), SEARCH_PATH.get()?)? else { return Ok(None) };
            path = Some(locations);
            let spec = Owned::new(gated!(ffi::PyObject_GetAttr(module.get(), SPEC.get()?)))?;
            let is_true = check_truth(gated!(ffi::PyObject_IsTrue(spec.get())))?;
            let child = registry::string(child).ok_or(Raised)?;
            parent = Some(Parent { name: package, spec: is_true.then_some(spec), child });
        }
        let Some(found) = finding::find(system, name, text, path.as_ref().map_or(null_mut(), Owned::get))? else {
            return Owned::new(gated!(ffi::PyObject_CallOneArg(system.helpers.missing.get(), name))).map(Some);
        };
        let spec = parent.as_ref().and_then(|parent| parent.spec.as_ref());
        let submodules = spec
            .map(|spec| Owned::new(gated!(ffi::PyObject_GetAttr(spec.get(), UNINITIALIZED.get()?))))
            .transpose()?
            .filter(|list| object::is_exact(list.get(), &raw const ffi::PyList_Type));
        if let (Some(list), Some(parent)) = (&submodules, &parent) {
            check(ffi::PyList_Append(list.get(), parent.child.get()))?;
        }
        let loaded = match found {
            Found::Source(source) => load(system, name, text, &source, modules),
            Found::Spec(spec) => Owned::new(gated!(ffi::PyObject_CallOneArg(system.load.get(), spec.get()))),
        };
        if let Some(list) = &submodules {
            let error = ffi::PyErr_GetRaisedException();
            let length = ffi::PyList_Size(list.get());
            check(gated!(ffi::PyList_SetSlice(list.get(), (length - 1).max(0), length, null_mut())))?;
            gated!(ffi::PyErr_SetRaisedException(error));
        }
        let module = loaded?;
        if let Some(parent) = parent {
            bind_in_parent(system, &parent, &module, modules)?;
        }
        Ok(Some(module))
    }
}

/// Makes the module an attribute of its parent.
unsafe fn bind_in_parent(system: &System, parent: &Parent, module: &Owned, modules: &Owned) -> Result<()> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let package = gated!(ffi::PyDict_GetItemWithError(modules.get(), parent.name.get()));
        if package.is_null() {
            gated!(ffi::PyErr_SetObject(ffi::PyExc_KeyError, parent.name.get()));
            return Err(Raised);
        }
        let package = Owned::borrowed(package);
        let status = gated!(ffi::PyObject_SetAttr(package.get(), parent.child.get(), module.get()));
        if status < 0 && ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
            gated!(ffi::PyErr_Clear());
            let arguments = [parent.name.get(), parent.child.get()];
            let unbindable = system.helpers.unbindable.get();
            return Owned::new(gated!(ffi::PyObject_Vectorcall(unbindable, arguments.as_ptr(), 2, null_mut())))
                .map(drop);
        }
        check(status)
    }
}

/// A lock of `_module_locks` that this thread owns.
struct Lock {
    lock: Owned,
    /// The weak reference to it, if it was made here.
    reference: Option<Owned>,
}

impl Lock {
    unsafe fn acquire(system: &System, name: Object) -> Result<Lock> {
        // SAFETY: as for `find_and_load`.
        unsafe {
            let locks = system.locks.get();
            drop(Owned::new(gated!(ffi::PyObject_CallNoArgs(system.imp[0].get())))?);
            let made = if gated!(ffi::PyDict_GetItemWithError(locks, name)).is_null() {
                Lock::make(system, name).map(Some)
            } else {
                Ok(None)
            };
            let error = ffi::PyErr_GetRaisedException();
            drop(Owned::new(gated!(ffi::PyObject_CallNoArgs(system.imp[1].get())))?);
            gated!(ffi::PyErr_SetRaisedException(error));
            if let Some(lock) = made? {
                return Ok(lock);
            }
            let lock = Owned::new(gated!(ffi::PyObject_CallOneArg(system.get_lock.get(), name)))?;
            call_method(&ACQUIRE, &[lock.get()])?;
            Ok(Lock { lock, reference: None })
        }
    }

    /// Makes the lock, as one that was acquired. The import lock is held.
    unsafe fn make(system: &System, name: Object) -> Result<Lock> {
        // SAFETY: as for `find_and_load`.
        unsafe {
            let lock = Owned::new(gated!(ffi::PyObject_CallOneArg(system.lock.get(), name)))?;
            let owner = Owned::new(ffi::PyLong_FromUnsignedLong(ffi::PyThread_get_thread_ident()))?;
            set(&lock, &OWNER, owner.get())?;
            let count = Owned::new(gated!(ffi::PyObject_GetAttr(lock.get(), COUNT.get()?)))?;
            check(ffi::PyList_Append(count.get(), object::bool_object(true)))?;
            let reference = Owned::new(ffi::PyWeakref_NewRef(lock.get(), null_mut()))?;
            check(gated!(ffi::PyDict_SetItem(system.locks.get(), name, reference.get())))?;
            Ok(Lock { lock, reference: Some(reference) })
        }
    }

    /// Gives it back. An exception that is set stays so.
    unsafe fn release(self, system: &System, name: Object) -> Result<()> {
        // SAFETY: as for `find_and_load`; between the look at the reference count and the end of the lock nothing runs.
        unsafe {
            let error = ffi::PyErr_GetRaisedException();
            let locks = system.locks.get();
            let is_only = object::refcount(self.lock.get()) == 1;
            match &self.reference {
                Some(reference) if is_only && gated!(ffi::PyDict_GetItemWithError(locks, name)) == reference.get() => {
                    check(gated!(ffi::PyDict_DelItem(locks, name)))?;
                }
                _ => drop(call_method(&RELEASE, &[self.lock.get()])?),
            }
            gated!(ffi::PyErr_SetRaisedException(error));
            Ok(())
        }
    }
}

/// Holds up the garbage collector while a module loads.
struct Collector;

impl Collector {
    fn hold() -> Collector {
        registry::with(crate::collector::hold);
        Collector
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        registry::with(crate::collector::release);
    }
}

unsafe fn set(object: &Owned, name: &Name, value: Object) -> Result<()> {
    // SAFETY: the GIL is held; live objects.
    unsafe { check(gated!(ffi::PyObject_SetAttr(object.get(), name.get()?, value))) }
}

unsafe fn put(dict: Object, name: &Name, value: Object) -> Result<()> {
    // SAFETY: the GIL is held; live objects.
    unsafe { check(gated!(ffi::PyDict_SetItem(dict, name.get()?, value))) }
}

/// An instance whose `__init__` does not run.
unsafe fn instance(class: &Owned) -> Result<Owned> {
    // SAFETY: the GIL is held; a class made by Python code whose `__new__` is that of `object`.
    unsafe {
        let empty = Owned::new(ffi::PyTuple_New(0))?;
        let class = class.get().cast::<ffi::PyTypeObject>();
        let new = (*class).tp_new.ok_or(Raised)?;
        Owned::new(gated!(new(class, empty.get(), null_mut::<ffi::PyObject>())))
    }
}

/// Makes a module of a source file, and runs its code: `_load_unlocked`.
unsafe fn load(system: &System, name: Object, text: &str, source: &Source, modules: &Owned) -> Result<Owned> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let path = finding::new_string(&source.path)?;
        let cached = match cached_path(system, &source.path) {
            Some(cached) => Some(finding::new_string(&cached)?),
            None => None,
        };
        let loader = instance(&system.loader)?;
        set(&loader, &NAME, name)?;
        set(&loader, &PATH, path.get())?;
        let spec = make_spec(system, name, &loader, &path, source, cached.as_ref())?;
        // `__name__`, `__doc__` and places for the others.
        let module = Owned::new(gated!(ffi::PyModule_NewObject(name)))?;
        let dict = registry::module_dict(module.get());
        let package = match &source.directory {
            Some(_) => Owned::borrowed(name),
            None => finding::new_string(text.rsplit_once('.').map_or("", |(package, _)| package))?,
        };
        put(dict, &MODULE_LOADER, loader.get())?;
        put(dict, &PACKAGE, package.get())?;
        put(dict, &SPEC, spec.get())?;
        if source.directory.is_some() {
            let locations = Owned::new(gated!(ffi::PyObject_GetAttr(spec.get(), LOCATIONS.get()?)))?;
            put(dict, &SEARCH_PATH, locations.get())?;
        }
        put(dict, &FILE, path.get())?;
        let cached = match cached {
            Some(cached) => Some(cached),
            // What the spec says then is found out by `importlib`.
            None => find_attribute(spec.get(), CACHED_PROPERTY.get()?)?.filter(|path| path.get() != object::none()),
        };
        if let Some(cached) = &cached {
            put(dict, &CACHED, cached.get())?;
        }
        set(&spec, &INITIALIZING, object::bool_object(true))?;
        let loaded = enter_and_run(name, &module, &loader, &path, cached.as_ref(), source, system, modules);
        let error = ffi::PyErr_GetRaisedException();
        let ended = set(&spec, &INITIALIZING, object::bool_object(false));
        if ended.is_ok() {
            gated!(ffi::PyErr_SetRaisedException(error));
        }
        ended.and(loaded)
    }
}

/// Puts the module into `sys.modules`, and takes it out if its code fails.
#[allow(clippy::too_many_arguments)]
unsafe fn enter_and_run(
    name: Object,
    module: &Owned,
    loader: &Owned,
    path: &Owned,
    cached: Option<&Owned>,
    source: &Source,
    system: &System,
    modules: &Owned,
) -> Result<Owned> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let modules = modules.get();
        check(gated!(ffi::PyDict_SetItem(modules, name, module.get())))?;
        let run = || {
            let code = match cached {
                Some(cached) => read_code(system, path, cached, source)?,
                None => None,
            };
            let code = match code {
                Some(code) => code,
                None => {
                    let arguments = [loader.get(), name];
                    let get_code = GET_CODE.get()?;
                    Owned::new(gated!(ffi::PyObject_VectorcallMethod(get_code, arguments.as_ptr(), 2, null_mut())))?
                }
            };
            selection::run(code.get(), module.get())
        };
        if run().is_err() {
            let error = ffi::PyErr_GetRaisedException();
            if gated!(ffi::PyDict_DelItem(modules, name)) < 0 {
                gated!(ffi::PyErr_Clear());
            }
            gated!(ffi::PyErr_SetRaisedException(error));
            return Err(Raised);
        }
        // What the module has put there in its own place counts; it goes to the end, behind what it imported.
        let module = gated!(ffi::PyDict_GetItemWithError(modules, name));
        if module.is_null() {
            if !is_raised() {
                gated!(ffi::PyErr_SetObject(ffi::PyExc_KeyError, name));
            }
            return Err(Raised);
        }
        let module = Owned::borrowed(module);
        check(gated!(ffi::PyDict_DelItem(modules, name)))?;
        check(gated!(ffi::PyDict_SetItem(modules, name, module.get())))?;
        Ok(module)
    }
}

/// What `ModuleSpec(name, loader, origin=path)` and `spec_from_file_location` make, attributes in the same order.
unsafe fn make_spec(
    system: &System,
    name: Object,
    loader: &Owned,
    path: &Owned,
    source: &Source,
    cached: Option<&Owned>,
) -> Result<Owned> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        let spec = instance(&system.spec)?;
        let none = object::none();
        set(&spec, &NAME, name)?;
        set(&spec, &LOADER, loader.get())?;
        set(&spec, &ORIGIN, path.get())?;
        set(&spec, &LOADER_STATE, none)?;
        set(&spec, &LOCATIONS, finding::locations(source.directory.as_deref())?.get())?;
        set(&spec, &UNINITIALIZED, Owned::new(ffi::PyList_New(0))?.get())?;
        set(&spec, &FILE_ATTRIBUTE, object::bool_object(true))?;
        set(&spec, &CACHED_PATH, cached.map_or(none, Owned::get))?;
        Ok(spec)
    }
}

/// `cache_from_source`, without a prefix and a level of optimisation; none in other cases.
unsafe fn cached_path(system: &System, path: &str) -> Option<String> {
    // SAFETY: as for `find_and_load`.
    unsafe {
        if system.setting(&PREFIX) != object::none() {
            return None;
        }
        let implementation = system.setting(&IMPLEMENTATION);
        let tag = find_attribute(implementation.as_mut()?, CACHE_TAG.get().ok()?).ok()??;
        let tag = object::text(tag.get())?;
        let (directory, file) = path.rsplit_once('/')?;
        let directory = directory.trim_end_matches('/');
        let (base, _) = file.rsplit_once('.')?;
        (!directory.is_empty() && !base.is_empty()).then(|| format!("{directory}/__pycache__/{base}.{tag}.pyc"))
    }
}

/// The length of what comes before the code in a `.pyc`: magic number, flags, time and size of the source.
const HEADER: usize = 16;

/// The module's code from its `.pyc`, if that is of this version and has the source's time and size in it.
unsafe fn read_code(system: &System, path: &Owned, cached: &Owned, source: &Source) -> Result<Option<Owned>> {
    // SAFETY: as for `find_and_load`; words that fit the formats.
    unsafe {
        let flags = libc::O_RDONLY | libc::O_CLOEXEC;
        let opened = [
            c"open".as_ptr() as usize,
            c"Osi".as_ptr() as usize,
            cached.get() as usize,
            c"r".as_ptr() as usize,
            flags as usize,
        ];
        check(gate::call(ffi::PySys_Audit as *const (), opened) as i32)?;
        let Some(data) = object::exact_text(cached.get()).and_then(|file| contents(&file)) else { return Ok(None) };
        let word = |at: usize| u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]]);
        let is_right = data.len() > HEADER
            && word(0) == system.magic
            && word(4) == 0
            && source.metadata.mtime() >= 0
            && word(8) == source.metadata.mtime() as u32
            && word(12) == source.metadata.size() as u32;
        if !is_right {
            return Ok(None);
        }
        let data = &data[HEADER..];
        let code = Owned::new(marshal::loads(data))?;
        if !object::is_exact(code.get(), &raw const ffi::PyCode_Type) {
            return Ok(None);
        }
        if ffi::PyUnicode_Compare((*code.get().cast::<ffi::PyCodeObject>()).co_filename, path.get()) != 0 {
            let arguments = [code.get(), path.get()];
            let fix = system.imp[2].get();
            drop(Owned::new(gated!(ffi::PyObject_Vectorcall(fix, arguments.as_ptr(), 2, null_mut())))?);
        }
        Ok(Some(code))
    }
}

/// What is in a file. Other threads run while the file system is waited for, as they do while `importlib` reads.
///
/// # Safety
/// The GIL is held.
unsafe fn contents(path: &str) -> Option<Vec<u8>> {
    // SAFETY: by contract; it is held again afterwards, and nothing in between needs it.
    unsafe {
        let thread = ffi::PyEval_SaveThread();
        let data = read(path);
        gated!(ffi::PyEval_RestoreThread(thread));
        data
    }
}

fn read(path: &str) -> Option<Vec<u8>> {
    let mut file = std::fs::File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut data = Vec::with_capacity(usize::try_from(length).ok()?);
    file.by_ref().take(length).read_to_end(&mut data).ok()?;
    Some(data)
}
