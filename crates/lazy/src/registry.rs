//! Which names of which modules are pending.
//!
//! Guarded by the GIL, like the runtime's state: whoever holds it must not run Python. References dropped inside are those
//! of strings.

use crate::analysis::{Form, Statement};
use crate::collector::Collector;
use crate::selection::Selection;
use andiron_cpython::{ffi, gated, object};
use andiron_objects::address::{AddressMap, AddressSet};
use andiron_objects::reference::Owned;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::OnceLock;

/// A Python object, as C sees it.
pub type Object = *mut ffi::PyObject;

/// An import that was put off.
pub struct Deferred {
    /// The statement.
    pub statement: Rc<Statement>,
    /// Which of its bindings.
    pub binding: usize,
    /// Absolute name of the module to import.
    pub absolute: Rc<str>,
    /// File of the statement.
    pub file: Rc<str>,
}

impl Deferred {
    /// What the name stands for.
    pub fn form(&self) -> Form {
        self.statement.bindings[self.binding].form
    }

    /// The name to import, borrowed; null unless the form is [`Form::Name`].
    pub fn source(&self) -> Object {
        self.statement.bindings[self.binding].source.as_ref().map_or(std::ptr::null_mut(), Owned::get)
    }
}

/// A name of a module whose imports can wait.
pub struct Name {
    /// Keeps the key alive.
    pub name: Owned,
    /// What to do at its first use, in order; empty until the statement was reached.
    pub imports: Vec<Rc<Deferred>>,
}

/// A module with such names, by the address of its dict.
pub struct Module {
    /// `__name__`.
    pub name: String,
    /// File of its code.
    pub file: Rc<str>,
    /// Names, by the address of the interned string.
    pub names: AddressMap<Name>,
    /// Functions that see the shared builtins. Weak: the function watcher removes them.
    pub functions: AddressSet,
    /// Only what its `__lazy_modules__` lists is put off.
    pub listed: bool,
    /// How many runs of its code are under way.
    pub running: u32,
    /// How many code units were looked through for what is seen of its namespace.
    pub looked: usize,
}

/// Code that is running, with its statements.
pub struct Running {
    /// Address of the code object.
    pub code: usize,
    /// Statements that can wait.
    pub statements: Vec<Rc<Statement>>,
}

/// The state of lazy imports in the main interpreter.
pub struct State {
    /// The dict of `builtins`; owned.
    pub builtins: Object,
    /// The dict that modules with pending names get as `__builtins__`; owned. See [`crate::builtins`].
    pub shared: Object,
    /// The `__import__` that CPython started with; owned.
    pub import: Object,
    /// Dict watcher.
    pub watcher: i32,
    /// Class of the keys that stand for pending names in `shared`.
    pub key_class: *mut ffi::PyTypeObject,
    /// Class of the descriptors on `ModuleType`.
    pub attribute_class: *mut ffi::PyTypeObject,
    /// Keys in `shared` by name.
    pub keys: AddressMap<Owned>,
    /// Key whose entry in `shared` holds a value that was read through it.
    pub written: Option<Object>,
    /// Names that `ModuleType` has a descriptor for.
    pub attributes: AddressMap<Owned>,
    /// Those that may be names of modules in packages.
    pub submodules: AddressSet,
    /// An `AttributeError`; owned. See [`crate::attributes`].
    pub missing: Object,
    /// Builtins that see the namespace, or its names: they resolve everything first.
    pub introspective: AddressMap<Owned>,
    /// Modules with names that can wait.
    pub modules: AddressMap<Module>,
    /// Module code under way, innermost last.
    pub running: Vec<Running>,
    /// (thread, dict, name): names this thread is resolving, unbound for itself meanwhile.
    pub in_progress: HashSet<(u64, usize, usize)>,
    /// Threads inside an `eager()` section.
    pub eager: HashMap<u64, u32>,
    /// Full names of modules whose import was put off, and may be relied upon by others; with (one of) those imports.
    pub children: HashMap<String, Rc<Deferred>>,
    /// What is in packages' directories, by full name; none if that is not known.
    pub packages: HashMap<String, Option<Rc<HashSet<String>>>>,
    /// Whether top-level modules that are not loaded can be found.
    pub roots: HashMap<String, bool>,
    /// Modules that are imported at once.
    pub never: HashSet<String>,
    /// `filter(importer, imported, names) -> bool`.
    pub filter: Option<Owned>,
    /// `find(root) -> bool`.
    pub find: Option<Owned>,
    /// Functions in [`Module::functions`], with the module's dict.
    pub functions: AddressMap<usize>,
    /// Which modules' imports may wait.
    pub selection: Selection,
    /// How far garbage collection was put off.
    pub collector: Collector,
}

struct Guarded(RefCell<State>);
// SAFETY: only touched with the GIL held, by one thread at a time; `RefCell` catches re-entry.
unsafe impl Sync for Guarded {}
// SAFETY: as above.
unsafe impl Send for Guarded {}

static STATE: OnceLock<Guarded> = OnceLock::new();

/// Runs `f` with the state. The GIL is held, and `f` must not run Python.
///
/// # Panics
/// If there is no state, or it is in use.
pub fn with<R>(f: impl FnOnce(&mut State) -> R) -> R {
    f(&mut STATE.get().expect("lazy imports were set up").0.borrow_mut())
}

/// [`with`], or nothing where there is no state or it is in use: for what CPython calls.
pub fn try_with<R>(f: impl FnOnce(&mut State) -> R) -> Option<R> {
    let mut state = STATE.get()?.0.try_borrow_mut().ok()?;
    Some(f(&mut state))
}

/// Whether the state was made.
pub fn exists() -> bool {
    STATE.get().is_some()
}

/// Makes the state, once.
pub fn create(state: State) {
    let _ = STATE.set(Guarded(RefCell::new(state)));
}

/// This thread's key.
pub fn this_thread() -> u64 {
    // SAFETY: asks the operating system.
    unsafe { ffi::PyThread_get_thread_ident() }
}

/// The interned string equal to `name`; a new reference.
///
/// # Safety
/// A live `str`.
pub unsafe fn interned(name: Object) -> Owned {
    // SAFETY: by contract; interning replaces the reference by one to the interned string.
    unsafe {
        let mut name = Owned::borrowed(name).into_raw();
        ffi::PyUnicode_InternInPlace(&mut name);
        Owned::optional(name).unwrap_or_else(|| Owned::borrowed(object::none()))
    }
}

/// An interned string of that text; a new reference.
pub fn string(text: &str) -> Option<Owned> {
    // SAFETY: the GIL is held; the text's bytes are as long as said.
    unsafe {
        let string = ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as isize);
        let string = Owned::optional(string)?;
        Some(interned(string.get()))
    }
}

/// An entry of a module's dict, borrowed, without the deferred ones; null if there is none.
///
/// # Safety
/// `dict` is a live dict with string keys.
pub unsafe fn entry(dict: Object, name: &str) -> Object {
    match string(name) {
        // SAFETY: by contract; the dict keeps the value.
        Some(name) => unsafe { gated!(ffi::PyDict_GetItemWithError(dict, name.get())) },
        None => std::ptr::null_mut(),
    }
}

/// The dict of a module object; null for any other object.
///
/// # Safety
/// `object` is alive.
pub unsafe fn module_dict(object: Object) -> Object {
    // SAFETY: instances of `ModuleType` begin with the struct.
    unsafe {
        let class = (*object).ob_type;
        let module_type = &raw mut ffi::PyModule_Type;
        if class == module_type || ffi::PyType_IsSubtype(class, module_type) != 0 {
            (*object.cast::<ffi::PyModuleObject>()).md_dict
        } else {
            std::ptr::null_mut()
        }
    }
}
