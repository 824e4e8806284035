//! At exit, collections of garbage that nobody can notice are left out.
//!
//! While an interpreter ends, it looks at all its containers four times, to free what is in cycles: a tenth of the time of
//! a command that only starts, for memory that the system takes back anyway. What can be noticed of it is what objects do
//! as they go: a `__del__`, a weak reference's callback, the rest of a generator, a file that is flushed. So, as the last
//! of all `atexit` callbacks, every container is looked at once. If each is of a class that does nothing but free memory,
//! in this interpreter's own code, no collection is run any more; all that goes by its reference count goes as ever. If a
//! single one is not, nothing is left out.
//!
//! Containers are all that could do something, but for objects of C code that the collector does not know. So it counts
//! which extension modules are loaded: those of the standard library, without some, and of others only such as have no
//! classes.

use crate::registry::{self, Object};
use crate::system::{self, System};
use andiron_cpython::{collector, ffi, frame, gated, object, thread};
use andiron_objects::address::{AddressMap, AddressSet};
use andiron_objects::reference::{Name, Owned};

/// Classes in C whose objects do nothing when they go but free memory. Names of static types, and of the standard
/// library's heap types.
const INERT: [&str; 90] = [
    // Tracked from 3.13 on. Capsules of the standard library's modules free memory.
    "PyCapsule",
    "_thread._ThreadHandle",
    "ast.AST",
    "bytearray",
    "bytes",
    "complex",
    "float",
    "int",
    "str",
    "builtin_function_or_method",
    "builtin_method",
    "decimal.Context",
    "decimal.SignalDict",
    "decimal.SignalDictMixin",
    "cell",
    "classmethod",
    "classmethod_descriptor",
    "collections.OrderedDict",
    "collections._tuplegetter",
    "collections.defaultdict",
    "collections.deque",
    "dict",
    "dict_items",
    "dict_keys",
    "dict_values",
    "enumerate",
    "filter",
    "frame",
    "frozenset",
    "function",
    "functools._lru_cache_wrapper",
    "functools.partial",
    "getset_descriptor",
    "itertools.chain",
    "itertools.count",
    "itertools.cycle",
    "itertools.repeat",
    "list",
    "map",
    "mappingproxy",
    "member_descriptor",
    "memoryview",
    "method",
    "method-wrapper",
    "method_descriptor",
    "module",
    "moduledef",
    "object",
    "operator.attrgetter",
    "operator.itemgetter",
    "operator.methodcaller",
    "property",
    "re.Match",
    "re.Pattern",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "super",
    "traceback",
    "tuple",
    "type",
    "types.GenericAlias",
    "types.SimpleNamespace",
    "types.UnionType",
    "typing.Generic",
    "typing.ParamSpec",
    "typing.ParamSpecArgs",
    "typing.ParamSpecKwargs",
    "typing.TypeAliasType",
    "typing.TypeVar",
    "typing.TypeVarTuple",
    "unicodedata.UCD",
    "wrapper_descriptor",
    "zip",
    "_abc._abc_data",
    "_contextvars.Context",
    "_csv.Dialect",
    "_io.BytesIO",
    "_io.IncrementalNewlineDecoder",
    "_io.StringIO",
    "_json.Encoder",
    "_json.Scanner",
    "_random.Random",
    "_ssl._SSLContext",
    "_struct.Struct",
    "_thread.RLock",
    "_thread._local",
    "_thread._localdummy",
    "_thread.lock",
];
/// Classes of the standard streams, which are flushed before and after.
const STREAMS: [&str; 4] = ["_io.TextIOWrapper", "_io.BufferedWriter", "_io.BufferedReader", "_io.FileIO"];
/// Classes of weak references.
const WEAK: [&str; 3] = ["weakref.ReferenceType", "weakref.ProxyType", "weakref.CallableProxyType"];
/// Modules whose callbacks of weak references keep their own books.
const BOOKKEEPERS: [&str; 7] =
    ["weakref", "_weakrefset", "importlib._bootstrap", "_frozen_importlib", "abc", "functools", "logging"];
/// Extension modules of the standard library with objects that do more when they go, or may hold objects of others.
const ACTIVE: [&str; 13] = [
    "_asyncio",
    "_ctypes",
    "_curses",
    "_curses_panel",
    "_dbm",
    "_gdbm",
    "_interpchannels",
    "_interpqueues",
    "_interpreters",
    "_sqlite3",
    "_tkinter",
    "_zoneinfo",
    "readline",
];

/// Extension modules of others that have functions, and no classes.
const FUNCTIONS: [&str; 1] = ["markupsafe._speedups"];

macro_rules! names {
    ($($constant:ident $text:literal)*) => { $(static $constant: Name = Name::new($text);)* };
}

names! {
    BUFFER c"buffer"
    CLOSED c"closed"
    FILE c"__file__"
    MODULES c"modules"
    RAW c"raw"
    STDERR c"__stderr__"
    STDIN c"__stdin__"
    STDOUT c"__stdout__"
    WARN_OPTIONS c"warnoptions"
}

/// What objects of a class need to be looked at for.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Inert,
    Weak,
    Stream,
    Generator,
    Unknown,
}

/// No collection is run in this interpreter any more, if nobody can notice.
///
/// # Safety
/// The GIL is held; no Python code runs any more but what ends the interpreter.
pub unsafe fn leave_collections_out() {
    // SAFETY: by contract.
    unsafe {
        let Some(system) = system::get() else { return };
        if !collector::is_collecting() && is_alone() && is_quiet(system) && are_modules_inert(system) {
            let streams = standard_streams(system);
            let mut kinds = AddressMap::default();
            let mut inert = |object: &Object| {
                let class = object::type_of(*object);
                let kind = *kinds.entry(class as usize).or_insert_with(|| kind_of(system, class));
                match kind {
                    Kind::Inert => !object::is_type(*object) || !acts_uncollected(system, object.cast()),
                    Kind::Weak => is_bookkeeping((*object.cast::<ffi::PyWeakReference>()).wr_callback),
                    Kind::Stream => streams.contains(&(*object as usize)) || is_closed_file(*object),
                    Kind::Generator => !frame::is_suspended(object.cast()),
                    Kind::Unknown => false,
                }
            };
            if collector::tracked_objects().iter().all(&mut inert) {
                collector::stop();
            }
        }
    }
}

/// Whether no other thread, and no other interpreter, is there.
unsafe fn is_alone() -> bool {
    // SAFETY: the GIL is held.
    unsafe {
        let interpreter = ffi::PyThreadState_GetInterpreter(thread::thread_state());
        let first = ffi::PyInterpreterState_ThreadHead(interpreter);
        ffi::PyThreadState_Next(first).is_null()
            && ffi::PyInterpreterState_Head() == interpreter
            && ffi::PyInterpreterState_Next(interpreter).is_null()
    }
}

/// Whether nobody listens: warnings are as by default, and `gc` has no callbacks, no garbage and no debugging flags.
unsafe fn is_quiet(system: &System) -> bool {
    // SAFETY: the GIL is held.
    unsafe {
        let is_empty = |list: Object| !list.is_null() && ffi::PyObject_Size(list) == 0;
        let modules = system.setting(&MODULES);
        let gc = if modules.is_null() { modules } else { registry::entry(modules, "gc") };
        let is_gc_quiet = gc.is_null() || {
            let dict = registry::module_dict(gc);
            let has_none = |name| is_empty(registry::entry(dict, name));
            let flags = Owned::optional(gated!(ffi::PyObject_CallNoArgs(registry::entry(dict, "get_debug"))));
            let flags = flags.map_or(-1, |flags| ffi::PyLong_AsLong(flags.get()));
            !dict.is_null() && has_none("callbacks") && has_none("garbage") && flags == 0
        };
        is_empty(system.setting(&WARN_OPTIONS)) && is_gc_quiet
    }
}

/// Whether extension modules are all of the standard library, and of those whose objects only free memory.
unsafe fn are_modules_inert(system: &System) -> bool {
    // SAFETY: the GIL is held; nothing changes the dicts meanwhile.
    unsafe {
        let modules = system.setting(&MODULES);
        if modules.is_null() || !object::is_exact(modules, &raw const ffi::PyDict_Type) {
            return false;
        }
        let (mut position, mut name, mut module) = (0, std::ptr::null_mut(), std::ptr::null_mut());
        while ffi::PyDict_Next(modules, &mut position, &mut name, &mut module) != 0 {
            let name = object::text(name).unwrap_or_default();
            let dict = registry::module_dict(module);
            let Ok(key) = FILE.get() else { return false };
            let file = if dict.is_null() { dict } else { gated!(ffi::PyDict_GetItemWithError(dict, key)) };
            let file = if file.is_null() { None } else { object::text(file) };
            let Some(file) = file.filter(|file| file.ends_with(".so")) else { continue };
            let name = name.as_str();
            let is_ours = name == "andiron._andiron" || FUNCTIONS.contains(&name);
            if !is_ours && (!file.contains("/lib-dynload/") || ACTIVE.contains(&name)) {
                return false;
            }
        }
        true
    }
}

/// The standard streams, with what is below them.
unsafe fn standard_streams(system: &System) -> AddressSet {
    let mut streams = AddressSet::default();
    // SAFETY: the GIL is held; attributes of what may be any object.
    unsafe {
        for stream in [&STDIN, &STDOUT, &STDERR] {
            let mut level = system.setting(stream).as_mut().map(|stream| Owned::borrowed(stream));
            for below in [&BUFFER, &RAW] {
                let Some(object) = level.take() else { break };
                streams.insert(object.get() as usize);
                let Ok(name) = below.get() else { break };
                let mut found = std::ptr::null_mut();
                if gated!(ffi::_PyObject_LookupAttr(object.get(), name, &mut found)) < 0 {
                    gated!(ffi::PyErr_Clear());
                }
                level = Owned::optional(found);
            }
            streams.extend(level.map(|level| level.get() as usize));
        }
    }
    streams
}

/// What objects of the class do when they go.
unsafe fn kind_of(system: &System, mut class: *mut ffi::PyTypeObject) -> Kind {
    // SAFETY: live classes.
    unsafe {
        while is_of_python(system, class) {
            if (*class).tp_finalize.is_some() || (*class).tp_del.is_some() || (*class).tp_base.is_null() {
                return Kind::Unknown;
            }
            class = (*class).tp_base;
        }
        let name = object::c_text((*class).tp_name);
        let is_exception = (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_BASE_EXC_SUBCLASS) != 0;
        if INERT.contains(&name.as_str()) || is_exception {
            Kind::Inert
        } else if WEAK.contains(&name.as_str()) {
            Kind::Weak
        } else if name == "generator" {
            Kind::Generator
        } else if STREAMS.contains(&name.as_str()) {
            Kind::Stream
        } else {
            Kind::Unknown
        }
    }
}

/// Whether a class has a `__del__`, and objects that the collector does not know.
unsafe fn acts_uncollected(system: &System, class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live class.
    unsafe {
        let is_known = (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_HAVE_GC) != 0;
        !is_known && is_of_python(system, class) && ((*class).tp_finalize.is_some() || (*class).tp_del.is_some())
    }
}

/// Whether Python code made the class: `tp_dealloc` is the same for all of those.
unsafe fn is_of_python(system: &System, class: *mut ffi::PyTypeObject) -> bool {
    let dealloc = |class: *mut ffi::PyTypeObject| {
        // SAFETY: a live class.
        unsafe { (*class).tp_dealloc.map(|dealloc| dealloc as usize) }
    };
    dealloc(class) == dealloc(system.file_finder.get().cast())
}

/// Whether that is a file that was closed.
unsafe fn is_closed_file(object: Object) -> bool {
    // SAFETY: a live object of a class in C, whose `closed` looks at a number.
    unsafe {
        if object::c_text((*object::type_of(object)).tp_name) != "_io.FileIO" {
            return false;
        }
        let Ok(name) = CLOSED.get() else { return false };
        let closed = Owned::optional(gated!(ffi::PyObject_GetAttr(object, name)));
        if closed.is_none() {
            gated!(ffi::PyErr_Clear());
        }
        closed.is_some_and(|closed| closed.get() == object::bool_object(true))
    }
}

/// Whether a weak reference's callback is none, or keeps the books of a class of the standard library.
unsafe fn is_bookkeeping(callback: Object) -> bool {
    // SAFETY: null or a live object.
    unsafe {
        if callback.is_null() {
            return true;
        }
        if object::is_exact(callback, &raw const ffi::PyCFunction_Type) {
            return true;
        }
        if !object::is_exact(callback, &raw const ffi::PyFunction_Type) {
            return false;
        }
        let module = (*callback.cast::<ffi::PyFunctionObject>()).func_module;
        let module = if module.is_null() { None } else { object::text(module) };
        module.is_some_and(|module| BOOKKEEPERS.contains(&module.as_str()))
    }
}
