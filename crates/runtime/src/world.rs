//! What the compiler is told about the running program: the builder's questions and the code generator's addresses.

use crate::frames;
use crate::invariants::{self, Assumption};
use crate::sites::Sites;
use crate::state::{self, Object};
use andiron_bytecode::{AttributePlace, Class, FunctionFacts, NumberPairs, ObjectRef};
use andiron_codegen::abi::{EntryPoints, Environment};
use andiron_cpython::types::TypeFinder;
use andiron_cpython::{dict, ffi, layout, long, object};
use andiron_hir::Helper;
use andiron_hir::build::{Access, ClassAttribute, World};
use std::cell::UnsafeCell;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The builder's view; lives while one function is built, with the GIL held.
pub struct Program {
    /// `co_names` of the code being built.
    pub names: Vec<usize>,
    /// The function's globals and builtins.
    pub globals: Object,
    /// See `globals`.
    pub builtins: Object,
    /// Units whose speculation failed.
    pub failed_units: HashSet<u32>,
    /// Starts of blocks that are known to run, and whether all have to be taken for such.
    pub taken_units: HashSet<u32>,
    /// See `taken_units`.
    pub all_taken: bool,
    /// Classes seen by attribute instructions.
    pub sites: Sites,
    /// For look-ups of classes by version.
    pub finder: TypeFinder,
    /// See [`World::attribute_places`].
    pub places: HashMap<(u32, Access), Vec<AttributePlace>>,
    /// Answers given, so that a second build hears the same.
    pub answers: HashMap<(usize, usize), Option<ObjectRef>>,
    /// What the answers rely on.
    pub assumptions: Vec<Assumption>,
    /// Functions whose code and defaults the answers rely on.
    pub functions: HashSet<usize>,
    /// Objects given out that a watched entry keeps alive.
    pub weak: HashSet<usize>,
}

impl Program {
    /// Looks a name up in an exact dict with string keys, and watches the entry, present or not.
    unsafe fn watched(&mut self, dict: Object, key: Object) -> Option<Object> {
        // SAFETY: live objects; a lookup by an exact `str` among exact `str` keys runs no Python.
        unsafe {
            if !object::is_exact(dict, &raw const ffi::PyDict_Type)
                || !(*dict.cast::<ffi::PyDictObject>()).ma_values.is_null()
                || !dict::is_unicode(dict::keys(dict))
            {
                return None;
            }
            let assumption = Assumption { dict: dict as usize, key: key as usize };
            let usable =
                state::with(|state| state.constants.is_stable(assumption) && invariants::watch(state, assumption));
            if !usable {
                return None;
            }
            self.assumptions.push(assumption);
            Some(ffi::PyDict_GetItemWithError(dict, key))
        }
    }

    unsafe fn global(&mut self, key: Object) -> Option<ObjectRef> {
        // SAFETY: as for `watched`.
        unsafe {
            let mut found = self.watched(self.globals, key)?;
            if found.is_null() {
                found = self.watched(self.builtins, key)?;
            }
            self.describe(found)
        }
    }

    /// Where the classes that had these versions keep an attribute; nothing if that is not known of each that is left.
    unsafe fn find_places(&mut self, versions: Vec<u32>, name: Object, access: Access) -> Vec<AttributePlace> {
        // SAFETY: as for `watched`; a class found is alive while the GIL is held.
        unsafe {
            let classes: Vec<_> = versions.into_iter().filter_map(|version| self.finder.find(version)).collect();
            let places = classes.into_iter().map(|class| crate::ops::attribute_place(class, name, access));
            places.collect::<Option<_>>().unwrap_or_default()
        }
    }

    unsafe fn describe(&mut self, found: Object) -> Option<ObjectRef> {
        if found.is_null() {
            return None;
        }
        self.weak.insert(found as usize);
        // SAFETY: alive: the dict holds it.
        Some(unsafe { andiron_cpython::describe::describe(found) })
    }
}

impl World for Program {
    fn constant_global(&mut self, name: usize) -> Option<ObjectRef> {
        if let Some(answer) = self.answers.get(&(0, name)) {
            return answer.clone();
        }
        let key = *self.names.get(name)? as Object;
        // SAFETY: the code object holds its names, the function its globals.
        let answer = unsafe { self.global(key) };
        self.answers.insert((0, name), answer.clone());
        answer
    }

    fn constant_attribute(&mut self, module: &ObjectRef, name: usize) -> Option<ObjectRef> {
        if let Some(answer) = self.answers.get(&(module.address, name)) {
            return answer.clone();
        }
        let key = *self.names.get(name)? as Object;
        // SAFETY: a live module, given out by us; its dict lives as long.
        let answer = unsafe {
            let object = module.address as Object;
            if object::is_exact(object, &raw const ffi::PyModule_Type) {
                let dict = (*object.cast::<ffi::PyModuleObject>()).md_dict;
                if dict.is_null() { None } else { self.watched(dict, key).and_then(|found| self.describe(found)) }
            } else {
                None
            }
        };
        self.answers.insert((module.address, name), answer.clone());
        answer
    }

    fn class_attribute(&mut self, class: &ObjectRef, name: usize) -> Option<ClassAttribute> {
        let key = *self.names.get(name)? as Object;
        // SAFETY: a live class, given out by us; the code object holds its names.
        unsafe { crate::ops::class_attribute(class.address as *mut ffi::PyTypeObject, key) }
    }

    fn can_call_directly(&mut self, function: &ObjectRef, callee: &FunctionFacts) -> bool {
        // SAFETY: the facts come from a function that is alive, and so is its code.
        let plain = !callee.generator && unsafe { crate::tiering::can_compile(callee.code) };
        plain
            && state::with(|state| {
                let entry = state.codes.get(&callee.code);
                // SAFETY: as above; the function has that code.
                entry.is_none_or(|entry| !entry.never && entry.status.refusal().is_none())
                    && unsafe { crate::code_table::claim(state, function.address) }
            })
    }

    fn watch_function(&mut self, function: &ObjectRef) -> bool {
        // The function watcher is there for all functions; what it says concerns those that code relies on.
        self.functions.insert(function.address);
        true
    }

    fn site_failed(&self, unit: u32) -> bool {
        self.failed_units.contains(&unit)
    }

    fn has_run(&self, unit: u32) -> bool {
        self.all_taken || self.taken_units.contains(&unit)
    }

    fn attribute_places(&mut self, unit: u32, name: usize, access: Access) -> Vec<AttributePlace> {
        if let Some(places) = self.places.get(&(unit, access)) {
            return places.clone();
        }
        let classes = self.sites.classes(unit);
        let places = match self.names.get(name) {
            // SAFETY: the code object holds its names; the GIL is held.
            Some(key) if classes.len() > 1 => unsafe { self.find_places(classes, *key as Object, access) },
            _ => Vec::new(),
        };
        self.places.insert((unit, access), places.clone());
        places
    }

    fn number_pairs(&self, unit: u32) -> Option<NumberPairs> {
        self.sites.number_pairs(unit)
    }

    fn builtin_class(&self, object: &ObjectRef) -> Option<Class> {
        Some(object::class_of_type(object.address as *mut ffi::PyTypeObject)).filter(|class| *class != Class::Other)
    }

    fn none(&self) -> ObjectRef {
        // SAFETY: immortal.
        unsafe { andiron_cpython::describe::describe(object::none()) }
    }

    fn bool(&self, value: bool) -> ObjectRef {
        // SAFETY: immortal.
        unsafe { andiron_cpython::describe::describe(object::bool_object(value)) }
    }

    fn assertion_error(&self) -> ObjectRef {
        // SAFETY: a static class.
        unsafe { andiron_cpython::describe::describe(ffi::PyExc_AssertionError) }
    }
}

/// Addresses for the code generator, collected with the GIL held, so that it can run without.
#[derive(Debug, Default)]
pub struct Addresses {
    entry_points: EntryPoints,
    interpreter: usize,
    /// Validity cell of the code being compiled.
    pub validity: usize,
    /// Direct entry cells: by code object.
    pub cells: HashMap<usize, usize>,
    /// Code objects whose parameters are all positional.
    pub only_positional: HashSet<usize>,
    /// Frame sizes in words: by code object.
    pub frames: HashMap<usize, usize>,
}

/// The interpreter whose objects compiled code handles.
static INTERPRETER: AtomicUsize = AtomicUsize::new(0);

impl Addresses {
    /// All but the per-function parts.
    pub fn new(interpreter: *mut ffi::PyInterpreterState) -> Addresses {
        INTERPRETER.store(interpreter as usize, Ordering::Relaxed);
        macro_rules! address {
            ($function:path) => {
                $function as *const () as usize
            };
        }
        let entry_points = EntryPoints {
            exit: address!(crate::exits::exit),
            exit_loop: address!(crate::exits::exit_loop),
            enter_handler: address!(crate::exits::enter_handler),
            enter_slow: address!(frames::enter_slow),
            leave_slow: address!(crate::exits::leave_slow),
            leave_loop: address!(crate::exits::leave_loop),
            bind_and_call: address!(frames::bind_and_call),
            call_interpreted: address!(frames::call_interpreted),
            safepoint: address!(frames::safepoint),
            check_valid_slow: address!(frames::check_valid_slow),
            dealloc: address!(dealloc),
            box_int: address!(box_int),
            box_float: address!(box_float),
            unbox_int_slow: address!(unbox_int_slow),
            defer_code_drop: address!(frames::defer_code_drop),
            thread_state: address!(ffi::PyThreadState_Get),
            vectorcall: address!(frames::vectorcall),
            interpreted_vectorcall: address!(ffi::_PyFunction_Vectorcall),
            new_instance: address!(new_instance),
        };
        Addresses { entry_points, interpreter: interpreter as usize, ..Addresses::default() }
    }
}

impl Environment for Addresses {
    fn helper(&self, helper: Helper) -> usize {
        crate::ops::address(helper)
    }

    fn entry_points(&self) -> &EntryPoints {
        &self.entry_points
    }

    fn direct_entry_cell(&self, code: usize, _arguments: usize) -> usize {
        self.cells[&code]
    }

    fn exhausted_marker(&self) -> usize {
        crate::ops::exhausted_marker()
    }

    fn interpreter(&self) -> usize {
        self.interpreter
    }

    fn runtime_state(&self) -> usize {
        &raw const ffi::_PyRuntime as usize
    }

    fn type_object(&self, class: Class) -> usize {
        object::type_of_class(class) as usize
    }

    fn booleans(&self) -> (usize, usize) {
        (object::bool_object(false) as usize, object::bool_object(true) as usize)
    }

    fn validity_cell(&self) -> usize {
        self.validity
    }

    fn only_positional(&self, code: usize) -> bool {
        self.only_positional.contains(&code)
    }

    fn code_units(&self, code: usize) -> usize {
        code + layout::CODE_CODE_ADAPTIVE as usize
    }

    fn frame_words(&self, code: usize) -> usize {
        self.frames[&code]
    }
}

fn or_abort(object: Object) -> Object {
    if object.is_null() {
        // Generated code has no way back here: the operation it replaces cannot fail.
        std::process::abort();
    }
    object
}

/// Dead ints of one digit, linked through `ob_type`, for boxing to use again. The interpreter keeps such a list for floats
/// but none for ints, and compiled loops make and drop both all the time.
struct FreeInts {
    first: Object,
    count: usize,
}

/// Longest list of dead ints: as many as the interpreter keeps of floats.
const MOST_FREE_INTS: usize = layout::FLOAT_FREE_MAX as usize;

struct MainInterpreterOnly<T>(UnsafeCell<T>);
// SAFETY: compiled code alone comes here, in threads of the main interpreter that hold the GIL.
unsafe impl<T> Sync for MainInterpreterOnly<T> {}

static FREE_INTS: MainInterpreterOnly<FreeInts> =
    MainInterpreterOnly(UnsafeCell::new(FreeInts { first: std::ptr::null_mut(), count: 0 }));

/// The main interpreter's list of dead floats, linked through `ob_type`, and their number.
unsafe fn free_floats() -> (*mut Object, *mut i32) {
    let mut interpreter = INTERPRETER.load(Ordering::Relaxed) as *mut u8;
    // SAFETY: places in the interpreter's state; Python is initialised.
    unsafe {
        if interpreter.is_null() {
            // Nothing was compiled yet: helpers work without.
            interpreter = ffi::PyInterpreterState_Main().cast();
        }
        (
            interpreter.add(layout::INTERP_FLOAT_FREE_LIST as usize).cast(),
            interpreter.add(layout::INTERP_FLOAT_FREE_COUNT as usize).cast(),
        )
    }
}

/// `_Py_Dealloc`, quicker for the numbers that compiled code makes and drops all the time: floats go to the interpreter's
/// free list, which boxing takes them from, and ints to ours, without asking for the thread's interpreter.
unsafe extern "C" fn dealloc(object: Object) {
    // SAFETY: a dead object of the main interpreter.
    unsafe {
        if object::is_exact(object, &raw const ffi::PyFloat_Type) {
            let (list, count) = free_floats();
            if *count < layout::FLOAT_FREE_MAX {
                *count += 1;
                (*object).ob_type = (*list).cast();
                *list = object;
                return;
            }
        }
        if object::is_exact(object, &raw const ffi::PyLong_Type) && long::is_compact(object) {
            let free = FREE_INTS.0.get();
            if (*free).count < MOST_FREE_INTS {
                (*free).count += 1;
                (*object).ob_type = (*free).first.cast();
                (*free).first = object;
                return;
            }
        }
        ffi::_Py_Dealloc(object);
    }
}

unsafe extern "C" fn box_int(value: i64) -> Object {
    // SAFETY: the GIL is held; what is on the list has the size of an int of one digit, and nobody else has it.
    unsafe {
        let free = FREE_INTS.0.get();
        let object = (*free).first;
        if object.is_null() || !long::write_compact(object, value) {
            return or_abort(ffi::PyLong_FromLongLong(value));
        }
        (*free).first = (*object).ob_type.cast();
        (*free).count -= 1;
        (*object).__bindgen_anon_1.ob_refcnt = 1;
        (*object).ob_type = &raw mut ffi::PyLong_Type;
        object
    }
}

/// `PyFloat_FromDouble`, without asking for the thread's interpreter where its list of dead floats has one.
pub unsafe extern "C" fn box_float(value: f64) -> Object {
    // SAFETY: the GIL is held, in a thread of the main interpreter.
    unsafe {
        let (list, count) = free_floats();
        let object = *list;
        if object.is_null() {
            return or_abort(ffi::PyFloat_FromDouble(value));
        }
        *list = (*object).ob_type.cast();
        *count -= 1;
        (*object).__bindgen_anon_1.ob_refcnt = 1;
        (*object).ob_type = &raw mut ffi::PyFloat_Type;
        (*object.cast::<ffi::PyFloatObject>()).ob_fval = value;
        object
    }
}

unsafe extern "C" fn unbox_int_slow(object: Object, out: *mut i64) -> i32 {
    // SAFETY: an exact `int` and a place for the answer, by the contract with generated code.
    unsafe {
        match andiron_cpython::long::to_i64(object) {
            Some(value) => {
                *out = value;
                1
            }
            None => 0,
        }
    }
}

/// `object.__new__`, which unlike the allocation alone gives the instance its inline values: without them its first
/// attribute makes a dict.
unsafe extern "C" fn new_instance(class: Object) -> Object {
    // SAFETY: a live heap class, its version guarded; the empty tuple is immortal.
    unsafe {
        let Some(new) = (&raw const ffi::PyBaseObject_Type).read().tp_new else { std::process::abort() };
        new(class.cast(), ffi::PyTuple_New(0), std::ptr::null_mut())
    }
}
