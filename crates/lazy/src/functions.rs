//! Which functions see the shared builtins.
//!
//! A function takes its builtins from its globals when it is made. In a module with pending names that is the shared
//! dict ([`crate::builtins`]), where a builtin costs more to read because the interpreter cannot specialise the read. So a
//! function whose code mentions no such name gets the real dict back at once, from the function watcher, and the others
//! when the last name they mention is resolved.

use crate::registry::{self, Module, Object, State};
use andiron_cpython::{ffi, object};
use std::sync::OnceLock;

/// Whether a code object's own names include a pending one, or a builtin that sees the whole namespace.
unsafe fn mentions(state: &State, module: &Module, code: Object) -> bool {
    // SAFETY: a live code object's tuple of names.
    let names = unsafe { object::tuple_items((*code.cast::<ffi::PyCodeObject>()).co_names) };
    names.iter().any(|name| {
        let name = *name as usize;
        module.names.contains_key(&name) || state.introspective.contains_key(&name)
    })
}

/// Whom to tell of a function that has other builtins now, and which it had: the compiler, which takes them for granted.
pub static CHANGED: OnceLock<unsafe fn(function: usize, old: usize)> = OnceLock::new();

/// Gives a function other builtins.
unsafe fn set_builtins(function: usize, builtins: Object) {
    // SAFETY: a live function; neither dict dies here, since the state owns both.
    unsafe {
        let place = &mut (*(function as *mut ffi::PyFunctionObject)).func_builtins;
        // The collector empties functions before they die.
        if place.is_null() {
            return;
        }
        object::incref(builtins);
        let old = std::mem::replace(place, builtins);
        object::decref(old);
        if let Some(tell) = CHANGED.get() {
            tell(function, old as usize);
        }
    }
}

/// Takes a function out of the registry and gives it the real builtins.
unsafe fn restore(state: &mut State, function: usize) {
    state.functions.remove(&function);
    // SAFETY: the function watcher removes functions before they die.
    unsafe { set_builtins(function, state.builtins) }
}

/// Gives the real builtins to functions of a module that mention nothing pending any more. With `name`, only those that
/// mention it are looked at.
pub fn restore_unneeded(state: &mut State, dict: usize, name: Option<usize>) {
    let Some(module) = state.modules.get(&dict) else { return };
    let unneeded = module.functions.iter().copied().filter(|&function| {
        // SAFETY: the function watcher removes functions before they die.
        unsafe {
            let code = (*(function as *mut ffi::PyFunctionObject)).func_code;
            let names = object::tuple_items((*code.cast::<ffi::PyCodeObject>()).co_names);
            name.is_none_or(|name| names.iter().any(|other| *other as usize == name))
                && (module.names.is_empty() || !mentions(state, module, code))
        }
    });
    let unneeded: Vec<usize> = unneeded.collect();
    for function in unneeded {
        if let Some(module) = state.modules.get_mut(&dict) {
            module.functions.remove(&function);
        }
        // SAFETY: as above.
        unsafe { restore(state, function) }
    }
}

/// The function watcher.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn on_function_event(
    event: ffi::PyFunction_WatchEvent,
    function: *mut ffi::PyFunctionObject,
    new_value: Object,
) -> i32 {
    // SAFETY: the function is alive for the length of the call.
    unsafe {
        match event {
            ffi::PyFunction_EVENT_CREATE => {
                registry::try_with(|state| {
                    if (*function).func_builtins == state.shared {
                        place(state, function, (*function).func_code);
                    }
                });
            }
            ffi::PyFunction_EVENT_DESTROY => {
                registry::try_with(|state| {
                    if let Some(dict) = state.functions.remove(&(function as usize))
                        && let Some(module) = state.modules.get_mut(&dict)
                    {
                        module.functions.remove(&(function as usize));
                    }
                });
            }
            ffi::PyFunction_EVENT_MODIFY_CODE => {
                registry::try_with(|state| {
                    if state.modules.contains_key(&((*function).func_globals as usize)) {
                        place(state, function, new_value);
                    }
                });
            }
            _ => {}
        }
    }
    0
}

/// Gives a function the builtins that its code needs.
unsafe fn place(state: &mut State, function: *mut ffi::PyFunctionObject, code: Object) {
    // SAFETY: a live function and the code it has or gets.
    unsafe {
        let (address, dict) = (function as usize, (*function).func_globals as usize);
        let needs = state.modules.get(&dict).is_some_and(|module| mentions(state, module, code));
        if needs && let Some(module) = state.modules.get_mut(&dict) {
            module.functions.insert(address);
            state.functions.insert(address, dict);
            if (*function).func_builtins == state.builtins {
                set_builtins(address, state.shared);
            }
        } else if (*function).func_builtins == state.shared {
            restore(state, address);
        }
    }
}
