//! The builtins of modules with pending names: how a read of an unbound global reaches us.
//!
//! `LOAD_NAME` and `LOAD_GLOBAL` look into the globals, then into the frame's builtins. A module with pending names gets
//! a copy of the builtins as `__builtins__`, an exact dict shared by all such modules, which also holds a *key* for each
//! pending name: an instance of a subclass of `str` with the same text and hash. A dict compares a key of another class by
//! calling its `tp_richcompare`, so looking an unbound name up calls [`compare`]. That resolves the name for the globals of
//! the running frame, writes the value into the key's own entry and says "equal"; the dict then returns the entry's value,
//! which it reads after the comparison. A name that is not pending there compares unequal, and is undefined as ever.
//!
//! Nothing else changes: the dict is exact and holds every builtin, so C code that reads it directly is content, and no
//! exception is raised and cleared on the way to a builtin. What it costs is the specialisation of builtin reads, since
//! that needs a dict with plain string keys only; [`crate::functions`] keeps it to functions that mention a pending name.

use crate::namespace::{self, Use};
use crate::registry::{self, Object};
use crate::{deferral, resolution};
use andiron_cpython::thread::{current_frame, thread_state};
use andiron_cpython::{ffi, frame, gated, layout, object};
use andiron_objects::reference::{Owned, Raised, Result, check, is_raised};
use std::cell::Cell;
use std::ffi::CStr;
use std::ptr::null_mut;
use std::rc::Rc;

/// Flags of a function that takes an array of arguments and the names of the last ones.
const FASTCALL_KEYWORDS: i32 = (ffi::METH_FASTCALL | ffi::METH_KEYWORDS) as i32;

/// Builtins that show a module's namespace as a whole.
pub const INTROSPECTIVE: [&CStr; 4] = [c"globals", c"locals", c"vars", c"dir"];

type Arguments = *const Object;
type FastFunction = unsafe extern "C" fn(Object, Arguments, isize, Object) -> Object;
type CFunction = unsafe extern "C" fn(Object, Object) -> Object;

thread_local! {
    /// Whether this thread is copying a change from one dict to the other.
    static MIRRORING: Cell<bool> = const { Cell::new(false) };
    /// The key whose name this thread looks up in globals. Who copies the shared dict into globals has it there too.
    static SOUGHT: Cell<Object> = const { Cell::new(null_mut()) };
}

/// The globals of the running frame, borrowed; null if there is none.
pub fn running_globals() -> Object {
    // SAFETY: the GIL is held; a running frame that is no entry of the C stack has its globals set.
    unsafe {
        let running = current_frame(thread_state());
        if running.is_null() || frame::is_entry(running) {
            return null_mut();
        }
        (*running).f_globals
    }
}

/// `tp_richcompare` of the keys.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn compare(key: Object, other: Object, operator: i32) -> Object {
    // SAFETY: live objects; `key` is a `str`.
    unsafe {
        let plain = ffi::PyUnicode_RichCompare(key, other, operator);
        let is_lookup = operator == layout::COMPARE_EQ
            && plain == object::bool_object(true)
            && object::is_exact(other, &raw const ffi::PyUnicode_Type)
            && !MIRRORING.get();
        if !is_lookup {
            return plain;
        }
        if SOUGHT.get() == key {
            return object::bool_object(false);
        }
        match find(key, other) {
            Ok(Some(value)) => match write(key, &value) {
                Ok(()) => plain,
                Err(Raised) => null_mut(),
            },
            Ok(None) => object::bool_object(false),
            Err(Raised) => null_mut(),
        }
    }
}

/// What the name of the key stands for in the running frame.
unsafe fn find(key: Object, name: Object) -> Result<Option<Owned>> {
    // SAFETY: the GIL is held; `name` is a live `str`; dicts are alive while their frame or the state holds them.
    unsafe {
        let globals = running_globals();
        if !globals.is_null() && object::has_flag(globals, ffi::Py_TPFLAGS_DICT_SUBCLASS.into()) {
            // Bound while the dict was being searched, by this look-up's own import or another thread.
            let outer = SOUGHT.replace(key);
            let value = gated!(ffi::PyDict_GetItemWithError(globals, name));
            SOUGHT.set(outer);
            if !value.is_null() {
                return Ok(Some(Owned::borrowed(value)));
            }
            if is_raised() {
                return Err(Raised);
            }
            let name = registry::interned(name);
            if let Some(value) = resolution::resolve(globals, name.get())? {
                return Ok(Some(value));
            }
        }
        // A builtin that was added after the name became pending somewhere.
        let builtins = registry::with(|state| state.builtins);
        let value = gated!(ffi::PyDict_GetItemWithError(builtins, name));
        if is_raised() { Err(Raised) } else { Ok(value.as_mut().map(|value| Owned::borrowed(value))) }
    }
}

/// Makes `value` the value of the key's entry, for the look-up that is under way.
unsafe fn write(key: Object, value: &Owned) -> Result<()> {
    // SAFETY: the GIL is held; the key is in the dict, found by identity.
    unsafe {
        let (shared, old) = registry::with(|state| (state.shared, state.written.replace(key)));
        if let Some(old) = old.filter(|old| *old != key) {
            check(gated!(ffi::PyDict_SetItem(shared, old, object::none())))?;
        }
        // Dropping an old value may run Python that looks the same key up.
        while gated!(ffi::PyDict_GetItemWithError(shared, key)) != value.get() {
            check(gated!(ffi::PyDict_SetItem(shared, key, value.get())))?;
        }
        Ok(())
    }
}

/// Whether that is the name of a builtin, which code that reads the unbound name would get.
///
/// # Safety
/// `name` is a live `str`; the GIL is held.
pub unsafe fn is_builtin(name: Object) -> bool {
    let builtins = registry::with(|state| state.builtins);
    // SAFETY: by contract.
    unsafe { !gated!(ffi::PyDict_GetItemWithError(builtins, name)).is_null() }
}

/// Puts a key for `name` into the shared dict, unless there is one. False if a builtin has that name.
///
/// # Safety
/// `name` is a live interned `str`; the GIL is held.
pub unsafe fn add_key(name: Object) -> Result<bool> {
    // SAFETY: by contract.
    unsafe {
        let (known, shared, class) =
            registry::with(|state| (state.keys.contains_key(&(name as usize)), state.shared, state.key_class));
        if is_builtin(name) {
            return Ok(false);
        }
        if !known {
            let key = Owned::new(gated!(ffi::PyObject_CallOneArg(class.cast(), name)))?;
            MIRRORING.set(true);
            let status = gated!(ffi::PyDict_SetItem(shared, key.get(), object::none()));
            MIRRORING.set(false);
            check(status)?;
            // Keys are kept for good, and by them their names.
            object::incref(name);
            registry::with(|state| state.keys.insert(name as usize, key));
        }
        Ok(true)
    }
}

/// Whether a change of that key is to be copied between the dicts.
unsafe fn is_mirrored(key: Object) -> bool {
    // SAFETY: a live key.
    let text = unsafe { object::text(key).filter(|_| object::is_exact(key, &raw const ffi::PyUnicode_Type)) };
    let is_ours =
        |text: &str| text == "__import__" || INTROSPECTIVE.iter().any(|name| name.to_bytes() == text.as_bytes());
    let has_key = || registry::try_with(|state| state.keys.contains_key(&(key as usize))).unwrap_or(true);
    text.is_some_and(|text| !is_ours(&text) && !has_key())
}

/// Keeps the shared dict and the real builtins in step.
///
/// # Safety
/// Called from the dict watcher, before the change.
pub unsafe fn mirror(event: ffi::PyDict_WatchEvent, dict: Object, key: Object, value: Object) {
    // SAFETY: live objects; changing one dict from the other's watcher is allowed, and the flag ends it there.
    unsafe {
        if MIRRORING.get() || key.is_null() || !is_mirrored(key) {
            return;
        }
        let Some((builtins, shared)) = registry::try_with(|state| (state.builtins, state.shared)) else { return };
        let other = if dict == builtins { shared } else { builtins };
        MIRRORING.set(true);
        let status = match event {
            ffi::PyDict_EVENT_ADDED | ffi::PyDict_EVENT_MODIFIED => gated!(ffi::PyDict_SetItem(other, key, value)),
            ffi::PyDict_EVENT_DELETED => gated!(ffi::PyDict_DelItem(other, key)),
            _ => 0,
        };
        MIRRORING.set(false);
        if status < 0 {
            gated!(ffi::PyErr_Clear());
        }
    }
}

/// Makes the shared dict: the builtins, with our functions in place of those that have to know.
///
/// # Safety
/// The GIL is held; `builtins` is the dict of `builtins`.
pub unsafe fn make_shared(builtins: Object) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe {
        let shared = Owned::new(ffi::PyDict_Copy(builtins))?;
        let functions: [(&CStr, FastFunction); 5] =
            [(c"__import__", import), (c"globals", globals), (c"locals", locals), (c"vars", vars), (c"dir", dir)];
        for (name, function) in functions {
            let definition = Box::leak(Box::new(ffi::PyMethodDef {
                ml_name: name.as_ptr(),
                // SAFETY: CPython calls it by the convention that the flags name.
                ml_meth: Some(std::mem::transmute::<FastFunction, CFunction>(function)),
                ml_flags: FASTCALL_KEYWORDS,
                ml_doc: std::ptr::null(),
            }));
            let module = registry::string("builtins").ok_or(Raised)?;
            let function = Owned::new(ffi::PyCMethod_New(definition, null_mut(), module.get(), null_mut()))?;
            check(gated!(ffi::PyDict_SetItemString(shared.get(), name.as_ptr(), function.get())))?;
        }
        Ok(shared)
    }
}

/// The real builtin of that name, borrowed.
unsafe fn real(name: &CStr) -> Object {
    let builtins = registry::with(|state| state.builtins);
    // SAFETY: the GIL is held.
    unsafe { gated!(ffi::PyDict_GetItemString(builtins, name.as_ptr())) }
}

unsafe fn call_real(name: &CStr, arguments: Arguments, count: isize, keywords: Object) -> Object {
    // SAFETY: arguments are passed on as they came.
    unsafe {
        let function = real(name);
        if function.is_null() {
            gated!(ffi::PyErr_SetString(ffi::PyExc_RuntimeError, c"a builtin function was removed".as_ptr()));
            return null_mut();
        }
        let function = Owned::borrowed(function);
        gated!(ffi::PyObject_Vectorcall(function.get(), arguments, count as usize, keywords))
    }
}

/// `__import__`: notes the deferral if the running instruction is a patched import statement, else imports.
unsafe extern "C" fn import(_: Object, arguments: Arguments, count: isize, keywords: Object) -> Object {
    // SAFETY: called by CPython with the GIL held.
    unsafe {
        let running = current_frame(thread_state());
        let statement = if running.is_null() {
            None
        } else {
            registry::with(|state| {
                let code = frame::code_of(running) as usize;
                let entry = state.running.iter().rev().find(|entry| entry.code == code)?;
                let unit = frame::last_unit(running) as usize;
                entry.statements.iter().find(|statement| statement.unit == unit).map(Rc::clone)
            })
        };
        match statement {
            Some(statement) => match deferral::reach((*running).f_globals, &statement) {
                Ok(()) => object::none(),
                Err(Raised) => null_mut(),
            },
            None => call_real(c"__import__", arguments, count, keywords),
        }
    }
}

/// What is seen of a namespace by who calls the builtin of it.
#[derive(Clone, Copy, PartialEq)]
enum Sight {
    /// Another namespace than the module's.
    Nothing,
    /// What it does with the dict that it gets tells.
    Dict,
    /// All names.
    Whole,
}

/// Resolves what can be seen in the running frame's module. Not for a module's `__getattr__`, which looks for what is
/// *not* pending, often in the middle of imports.
unsafe fn resolve_running(sight: Sight) -> Result<()> {
    // SAFETY: the GIL is held; the frame keeps its code and globals.
    unsafe {
        let globals = running_globals();
        if sight == Sight::Nothing || globals.is_null() {
            return Ok(());
        }
        let running = current_frame(thread_state());
        if object::text((*frame::code_of(running)).co_name).as_deref() == Some("__getattr__") {
            return Ok(());
        }
        let length = frame::unit_count(frame::code_of(running));
        if sight == Sight::Dict
            && may_look(globals, length)
            && let Use::Names(names) = namespace::use_of_call(running)
        {
            let names: Vec<Owned> = names.into_iter().map(|name| registry::interned(name)).collect();
            return names.iter().try_for_each(|name| resolution::resolve_if_possible(globals, name.get()));
        }
        resolution::resolve_all(globals)
    }
}

/// Whether the running frame's locals are its globals.
unsafe fn is_module_frame() -> bool {
    // SAFETY: the GIL is held.
    unsafe {
        let running = current_frame(thread_state());
        !running.is_null() && !running_globals().is_null() && (*running).f_locals == (*running).f_globals
    }
}

macro_rules! introspective {
    ($($function:ident $name:literal $sight:expr;)*) => {$(
        unsafe extern "C" fn $function(_: Object, arguments: Arguments, count: isize, keywords: Object) -> Object {
            // SAFETY: called by CPython with the GIL held.
            unsafe {
                match resolve_running($sight(count)) {
                    Ok(()) => call_real($name, arguments, count, keywords),
                    Err(Raised) => null_mut(),
                }
            }
        }
    )*};
}

/// Code units after which looking costs more than it saves: who asks all the time gets all names resolved, once.
const PATIENCE: usize = 200_000;

/// Whether to look through code of that length for what it sees of the module's namespace.
fn may_look(globals: Object, length: usize) -> bool {
    registry::with(|state| {
        let Some(module) = state.modules.get_mut(&(globals as usize)) else { return false };
        module.looked += length;
        module.looked < PATIENCE
    })
}

/// What a builtin without an argument sees.
unsafe fn without_argument(count: isize, seen: Sight) -> Sight {
    // SAFETY: the GIL is held.
    if count == 0 && unsafe { is_module_frame() } { seen } else { Sight::Nothing }
}

introspective! {
    globals c"globals" |_| Sight::Dict;
    locals c"locals" |_| without_argument(0, Sight::Dict);
    vars c"vars" |count| without_argument(count, Sight::Dict);
    dir c"dir" |count| without_argument(count, Sight::Whole);
}
