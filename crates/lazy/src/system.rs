//! Python's import system, as it was when lazy imports began, and whether it still is.
//!
//! Modules that are needed are found and loaded by native code ([`crate::loading`]) that does what `importlib`'s own does.
//! That holds as long as nobody has changed it: so each entry of its two modules and of the classes that matter is
//! remembered, and whether any was replaced is seen by the versions of dicts and classes, which change with every write.
//! If one was, modules are loaded by `importlib` as ever; what is on `sys.meta_path`, `sys.path_hooks` and in
//! `sys.path_importer_cache` is looked at each time.

use crate::registry::{self, Object};
use andiron_cpython::{dict, ffi, gated, marshal, object, types};
use andiron_objects::reference::{Name, Owned, Raised, Result};
use std::cell::Cell;
use std::collections::HashSet;
use std::ptr::null_mut;
use std::sync::OnceLock;

/// Classes whose methods native code stands in for, by module: 0 for `_frozen_importlib`, 1 for its external part.
const CLASSES: [(usize, &str); 10] = [
    (0, "BuiltinImporter"),
    (0, "FrozenImporter"),
    (0, "ModuleSpec"),
    (0, "_ModuleLock"),
    (1, "PathFinder"),
    (1, "FileFinder"),
    (1, "SourceFileLoader"),
    (1, "FileLoader"),
    (1, "SourceLoader"),
    (1, "_LoaderBasics"),
];
/// Entries that may change: what we, or a report, put there, and what backports of `importlib.metadata` take away.
const FREE: [&str; 2] = ["_find_and_load", "find_distributions"];

/// A dict whose entries are to stay what they are.
struct Pinned {
    dict: Object,
    is_class: bool,
    /// Entries, without the free ones. Modules are given other dunder names when `importlib` is imported.
    entries: Vec<(Owned, Owned)>,
}

impl Pinned {
    /// # Safety
    /// A live dict, which stays alive; the GIL is held.
    unsafe fn new(dict: Object, is_class: bool) -> Pinned {
        let mut entries = Vec::new();
        // SAFETY: by contract; nothing changes the dict meanwhile.
        unsafe {
            let (mut position, mut key, mut value) = (0, null_mut(), null_mut());
            while ffi::PyDict_Next(dict, &mut position, &mut key, &mut value) != 0 {
                let name = object::text(key).unwrap_or_default();
                if !FREE.contains(&name.as_str()) && (is_class || !name.starts_with("__")) {
                    entries.push((Owned::borrowed(key), Owned::borrowed(value)));
                }
            }
        }
        Pinned { dict, is_class, entries }
    }

    /// Whether its entries are what they were. A new one in a class would hide that of a base; one in a module is not read.
    ///
    /// # Safety
    /// The GIL is held.
    unsafe fn is_unchanged(&self) -> bool {
        // SAFETY: the dict is alive; looking strings up runs nothing.
        unsafe {
            let free = FREE.iter().filter(|name| !registry::entry(self.dict, name).is_null()).count();
            (!self.is_class || ffi::PyDict_Size(self.dict) as usize == self.entries.len() + free)
                && self
                    .entries
                    .iter()
                    .all(|(key, value)| gated!(ffi::PyDict_GetItemWithError(self.dict, key.get())) == value.get())
        }
    }
}

/// Functions that native code calls where something happens that is not for it. Borrowed from a module that stays.
pub struct Helpers {
    /// `ask(finder, name, path)`: the spec that a finder on `sys.meta_path` has, or `None`.
    pub ask: Owned,
    /// `missing(name)`: raises `ModuleNotFoundError`.
    pub missing: Owned,
    /// `unbindable(parent, child)`: warns.
    pub unbindable: Owned,
}

/// The import system of the main interpreter.
pub struct System {
    /// Its `_find_and_load`.
    pub original: Owned,
    /// For what is not native.
    pub helpers: Helpers,
    /// On `sys.meta_path`: they never have what is left to native code.
    pub without_files: [Owned; 2],
    /// On `sys.meta_path`.
    pub path_finder: Owned,
    /// Class of what finds modules in directories.
    pub file_finder: Owned,
    /// Class of loaders of source files.
    pub loader: Owned,
    /// Class of specs.
    pub spec: Owned,
    /// Class of the locks for modules that are being loaded.
    pub lock: Owned,
    /// Weak references to those, by module name.
    pub locks: Owned,
    /// `_get_module_lock(name)`.
    pub get_lock: Owned,
    /// `_load_unlocked(spec)`.
    pub load: Owned,
    /// `_imp.acquire_lock`, `_imp.release_lock`, `_imp._fix_co_filename`.
    pub imp: [Owned; 3],
    /// The dict of `sys`.
    pub sys: Owned,
    /// Names of modules that are built in, or frozen.
    pub built_in: HashSet<String>,
    /// What `.pyc` files begin with.
    pub magic: u32,
    pinned: Vec<Pinned>,
    dict_versions: [Cell<u64>; 2],
    classes: Vec<(Owned, Cell<u32>)>,
}

struct Guarded(System);
// SAFETY: used with the GIL held only; it never dies.
unsafe impl Sync for Guarded {}
// SAFETY: as above.
unsafe impl Send for Guarded {}

static SYSTEM: OnceLock<Guarded> = OnceLock::new();

/// The import system, once [`remember`] was called. The GIL is held.
pub fn get() -> Option<&'static System> {
    SYSTEM.get().map(|guarded| &guarded.0)
}

/// Takes note of the import system, once. `modules` are its two modules, `_imp` and `sys`; `built_in` names modules.
///
/// # Safety
/// The GIL is held; modules.
pub unsafe fn remember(modules: [Object; 4], helpers: Helpers, built_in: HashSet<String>) -> Result<()> {
    if SYSTEM.get().is_some() {
        return Ok(());
    }
    // SAFETY: by contract.
    unsafe {
        let dicts = modules.map(|module| registry::module_dict(module));
        if dicts.iter().any(|dict| dict.is_null()) {
            return Err(Raised);
        }
        let take = |at: usize, name: &str| {
            let value = registry::entry(dicts[at], name);
            if value.is_null() { Err(missing()) } else { Ok(Owned::borrowed(value)) }
        };
        let mut classes = Vec::new();
        let mut pinned = vec![Pinned::new(dicts[0], false), Pinned::new(dicts[1], false)];
        for (at, name) in CLASSES {
            let class = take(at, name)?;
            let class_dict = (*class.get().cast::<ffi::PyTypeObject>()).tp_dict;
            if class_dict.is_null() {
                return Err(missing());
            }
            pinned.push(Pinned::new(class_dict, true));
            classes.push((class, Cell::new(0)));
        }
        let system = System {
            original: take(0, "_find_and_load")?,
            helpers,
            without_files: [take(0, "BuiltinImporter")?, take(0, "FrozenImporter")?],
            path_finder: take(1, "PathFinder")?,
            file_finder: take(1, "FileFinder")?,
            loader: take(1, "SourceFileLoader")?,
            spec: take(0, "ModuleSpec")?,
            lock: take(0, "_ModuleLock")?,
            locks: take(0, "_module_locks")?,
            get_lock: take(0, "_get_module_lock")?,
            load: take(0, "_load_unlocked")?,
            imp: [take(2, "acquire_lock")?, take(2, "release_lock")?, take(2, "_fix_co_filename")?],
            sys: Owned::borrowed(dicts[3]),
            built_in,
            magic: marshal::magic(),
            pinned,
            dict_versions: [Cell::new(0), Cell::new(0)],
            classes,
        };
        let _ = SYSTEM.set(Guarded(system));
        Ok(())
    }
}

fn missing() -> Raised {
    // SAFETY: the GIL is held.
    unsafe { ffi::PyErr_SetString(ffi::PyExc_RuntimeError, c"this is not Python's own import system".as_ptr()) };
    Raised
}

impl System {
    /// Whether the import system is what it was.
    ///
    /// # Safety
    /// The GIL is held.
    pub unsafe fn is_unchanged(&self) -> bool {
        // SAFETY: by contract; dicts and classes are alive.
        unsafe {
            let dicts_same =
                self.dict_versions.iter().zip(&self.pinned).all(|(known, pin)| known.get() == dict::version(pin.dict));
            let same = |(class, known): &(Owned, Cell<u32>)| {
                known.get() != 0 && types::type_version(class.get().cast()) == known.get()
            };
            if dicts_same && self.classes.iter().all(same) {
                return true;
            }
            if !self.pinned.iter().all(|pinned| pinned.is_unchanged()) {
                return false;
            }
            for (known, pinned) in self.dict_versions.iter().zip(&self.pinned) {
                known.set(dict::version(pinned.dict));
            }
            for (class, known) in &self.classes {
                known.set(types::assign_type_version(class.get().cast()));
            }
            true
        }
    }

    /// An entry of `sys`, borrowed; null if there is none.
    ///
    /// # Safety
    /// The GIL is held.
    pub unsafe fn setting(&self, name: &Name) -> Object {
        // SAFETY: looking a string up in a live dict.
        unsafe { name.get().map_or(null_mut(), |name| gated!(ffi::PyDict_GetItemWithError(self.sys.get(), name))) }
    }
}
