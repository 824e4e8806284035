//! Assumptions about globals and builtins, and the compiled code that relies on them.
//!
//! A name in a module's globals (or in builtins, and then also its absence in globals) is taken as a constant. The dict
//! watcher hears of every change before it happens, poisons the code's validity word and gives its functions back to
//! the interpreter; activations that are running leave at their next check, which stands after everything that can run
//! Python. A name that changed twice is a variable and never assumed again.
//!
//! The constants' objects are not owned by the code while the assumption holds, since the dict owns them: a function
//! that calls itself would otherwise never die. At invalidation the code takes a reference, before the dict lets go.

use crate::filter::Filter;
use crate::state::{self, Object, State};
use andiron_cpython::gated;
use andiron_cpython::thread::current_frame;
use andiron_cpython::{ffi, object};
use andiron_objects::address::AddressMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Changes after which a name is a variable.
const VARIABLE: u32 = 2;

/// A piece of code that relies on something: its code object and validity cell.
pub type User = (usize, Arc<AtomicU64>);

#[derive(Default)]
struct Name {
    /// Text, for lookups by keys that are not interned.
    text: String,
    changes: u32,
    /// Code objects, and the validity cell, which tells their pieces of code apart.
    users: Vec<User>,
}

/// Watched dicts: address → interned key → name.
#[derive(Default)]
pub struct Constants {
    dicts: AddressMap<AddressMap<Name>>,
}

/// An assumption made while building: an entry of a dict, present or absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The dict.
    pub dict: usize,
    /// The interned name.
    pub key: usize,
}

impl Constants {
    /// Whether the entry may be assumed constant.
    pub fn is_stable(&self, assumption: Assumption) -> bool {
        self.dicts
            .get(&assumption.dict)
            .and_then(|names| names.get(&assumption.key))
            .is_none_or(|name| name.changes < VARIABLE)
    }

    /// Records that a piece of code relies on the entry.
    pub fn rely(&mut self, assumption: Assumption, user: User) {
        if let Some(name) = self.dicts.get_mut(&assumption.dict).and_then(|names| names.get_mut(&assumption.key)) {
            name.users.push(user);
        }
    }

    /// Forgets a piece of code that is gone.
    pub fn forget(&mut self, assumptions: &[Assumption], validity: &Arc<AtomicU64>) {
        for assumption in assumptions {
            let name = self.dicts.get_mut(&assumption.dict).and_then(|names| names.get_mut(&assumption.key));
            if let Some(name) = name {
                name.users.retain(|(_, cell)| !Arc::ptr_eq(cell, validity));
            }
        }
    }
}

/// Which entries may be watched: programs that count in globals and classes change other entries of watched dicts all the
/// time.
static MAYBE_WATCHED: Filter<64> = Filter::new();

/// An entry, for the filter.
fn filter_key(dict: usize, key: usize) -> u64 {
    dict as u64 ^ (key as u64).rotate_left(32)
}

/// Watches an entry, so that [`Constants::rely`] can be called for it later. False if the dict cannot be watched.
///
/// # Safety
/// The GIL is held; `dict` is a live exact dict, `key` an interned `str` that outlives the watch (a code object's name).
pub unsafe fn watch(state: &mut State, assumption: Assumption) -> bool {
    let id = state.watchers.dict;
    let known = state.constants.dicts.contains_key(&assumption.dict);
    // SAFETY: a live dict; marks it, runs nothing.
    if !known && unsafe { ffi::PyDict_Watch(id, assumption.dict as Object) } < 0 {
        // SAFETY: the GIL is held.
        unsafe { gated!(ffi::PyErr_Clear()) };
        return false;
    }
    MAYBE_WATCHED.note(filter_key(assumption.dict, assumption.key));
    let names = state.constants.dicts.entry(assumption.dict).or_default();
    names.entry(assumption.key).or_insert_with(|| Name {
        // SAFETY: as above.
        text: unsafe { object::text(assumption.key as Object) }.unwrap_or_default(),
        ..Name::default()
    });
    true
}

fn is_interned(key: Object) -> bool {
    // SAFETY: an exact `str`, checked by the caller; interning is in the lowest bits of its state.
    unsafe {
        let state = key.cast::<u8>().add(andiron_cpython::layout::STR_STATE as usize);
        *state & 3 != 0
    }
}

/// The dict watcher: an entry is about to change.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn on_dict_event(
    event: ffi::PyDict_WatchEvent,
    dict: Object,
    key: Object,
    _new_value: Object,
) -> i32 {
    let dict = dict as usize;
    let single = matches!(event, ffi::PyDict_EVENT_ADDED | ffi::PyDict_EVENT_MODIFIED | ffi::PyDict_EVENT_DELETED);
    // SAFETY: the key is alive for the length of the call.
    let exact = single && unsafe { object::is_exact(key, &raw const ffi::PyUnicode_Type) };
    let interned = exact && is_interned(key);
    if interned && !MAYBE_WATCHED.may_know(filter_key(dict, key as usize)) {
        return 0;
    }
    let affected = state::try_with(|state| {
        let names = state.constants.dicts.get_mut(&dict)?;
        let mut users = Vec::new();
        if interned {
            let name = names.get_mut(&(key as usize))?;
            name.changes += 1;
            users.append(&mut name.users);
        } else if exact {
            // SAFETY: as above.
            let text = unsafe { object::text(key) }?;
            for name in names.values_mut().filter(|name| name.text == text) {
                name.changes += 1;
                users.append(&mut name.users);
            }
        } else {
            for name in names.values_mut() {
                name.changes += 1;
                users.append(&mut name.users);
            }
        }
        if event == ffi::PyDict_EVENT_DEALLOCATED {
            state.constants.dicts.remove(&dict);
        }
        Some(users)
    });
    for user in affected.flatten().unwrap_or_default() {
        state::try_with(|state| invalidate(state, &user));
    }
    0
}

/// Poisoned code relies on nothing any more, but an activation may still be on its way out with constants that only
/// their dict entries keep alive. Keeps them until it has left. With no activation there is nothing to keep: the
/// references would be a cycle through the code object, which the collector cannot see.
pub fn hold_constants(state: &mut State, code: usize) {
    let running = is_running(state.interpreter, code);
    let Some(entry) = state.codes.get_mut(&code) else { return };
    let pieces = entry.current.iter_mut().chain(entry.old.iter_mut()).chain(entry.loops.iter_mut().map(|(_, c)| c));
    let mut held = Vec::new();
    for compiled in pieces.filter(|compiled| compiled.is_poisoned()) {
        held.append(&mut compiled.weak);
    }
    if running && !held.is_empty() {
        for &constant in &held {
            // SAFETY: the watched entry still holds the object: watchers are told before the change.
            unsafe { object::incref(constant) };
        }
        state.leaving.push((code, held));
        HOLDING.store(true, Ordering::Relaxed);
        crate::tiering::ask_for_safe_point();
    }
}

/// Whether [`hold_constants`] holds any.
pub static HOLDING: AtomicBool = AtomicBool::new(false);

/// An activation has ended: a safe point soon gives back what was held for it, so that no object outlives its last
/// reference for long.
pub fn activation_ended() {
    if HOLDING.load(Ordering::Relaxed) {
        crate::tiering::ask_for_safe_point();
    }
}

/// Whether some frame runs this code object.
pub fn is_running(interpreter: *mut ffi::PyInterpreterState, code: usize) -> bool {
    // SAFETY: the GIL is held, so threads and their frames stay as they are.
    unsafe {
        let mut thread = ffi::PyInterpreterState_ThreadHead(interpreter);
        while !thread.is_null() {
            let mut frame = if (*thread).cframe.is_null() { std::ptr::null_mut() } else { current_frame(thread) };
            while !frame.is_null() {
                if (*frame).f_code as usize == code {
                    return true;
                }
                frame = (*frame).previous;
            }
            thread = ffi::PyThreadState_Next(thread);
        }
    }
    false
}

/// Takes one piece of code out of use, even if it is still being compiled.
pub fn invalidate(state: &mut State, user: &User) {
    let (code, validity) = (user.0, &user.1);
    if validity.swap(state::POISON, Ordering::Relaxed) == state::POISON {
        return;
    }
    state.invalidations += 1;
    hold_constants(state, code);
    let Some(entry) = state.codes.get_mut(&code) else { return };
    entry.loops_tried.clear();
    if entry.current.as_ref().is_some_and(|compiled| compiled.is_poisoned()) {
        crate::code_table::poison(state, code);
        crate::tiering::on_invalidated(state, code);
    }
}

impl State {
    /// Forgets what a piece of code that is gone relied on.
    pub fn forget_reliance(&mut self, assumptions: &[Assumption], callees: &[usize], validity: &Arc<AtomicU64>) {
        self.constants.forget(assumptions, validity);
        for callee in callees {
            if let Some(users) = self.users.get_mut(callee) {
                users.retain(|(_, cell)| !Arc::ptr_eq(cell, validity));
            }
        }
    }
}

/// Takes all code out of use that relies on a code object or function.
pub fn invalidate_users(state: &mut State, object: usize) {
    for user in state.users.remove(&object).unwrap_or_default() {
        invalidate(state, &user);
    }
}
