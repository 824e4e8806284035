//! What is known per code object, and which functions run its machine code.
//!
//! A function is taken over by its `vectorcall` alone. The record of a code object lives as long as the code object: the
//! code watcher removes it. Machine code is thrown away only then, because frames hold references to the code object,
//! so none can be running it any more; replaced code waits for the same moment.

use crate::filter::Filter;
use crate::sites::Sites;
use crate::state::{self, Compiled, Object, State};
use andiron_codegen::abi::Entries;
use andiron_cpython::{ffi, object};
use andiron_objects::address::AddressSet;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The word through which compiled callers reach a code object's machine code.
#[derive(Debug)]
pub struct EntryCell {
    /// Address of the direct entry, or of the fallback.
    pub entry: AtomicUsize,
    /// Direct entry that runs the call in the interpreter.
    pub fallback: usize,
}

/// Where a code object stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not compiled, nobody asked.
    Fresh,
    /// Waiting for the compiler, or being compiled.
    Queued,
    /// Has machine code ([`CodeEntry::current`]).
    Compiled,
    /// Will not be compiled, for this reason.
    Refused(String),
    /// The automatic mode sees no gain in compiling it, for this reason; the program may ask for it.
    Declined(String),
}

impl Status {
    /// Why it is not compiled by itself.
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Status::Refused(reason) | Status::Declined(reason) => Some(reason),
            Status::Fresh | Status::Queued | Status::Compiled => None,
        }
    }
}

/// One code object.
pub struct CodeEntry {
    /// Where it stands.
    pub status: Status,
    /// Machine code of the function.
    pub current: Option<Box<Compiled>>,
    /// Machine code that was replaced; activations may still be in it.
    #[allow(clippy::vec_box, reason = "machine code's exits hold the record's address")]
    pub old: Vec<Box<Compiled>>,
    /// Machine code of loops, by the unit of the header.
    pub loops: Vec<(u32, Box<Compiled>)>,
    /// Loop headers that were tried, so that none is tried twice in vain.
    pub loops_tried: Vec<u32>,
    /// Its loops, header and backward jump, once somebody asked.
    pub all_loops: Option<Vec<(u32, u32)>>,
    /// Direct entry cell, once a compiled caller (or the code itself) needs one.
    pub cell: Option<Arc<EntryCell>>,
    /// Functions of this code whose vectorcall is ours.
    pub functions: AddressSet,
    /// Units whose speculation failed too often.
    pub failed_units: HashSet<u32>,
    /// Starts of blocks that had never run when they were compiled, and do.
    pub taken_units: HashSet<u32>,
    /// Classes of the objects whose attributes were asked for.
    pub sites: Sites,
    /// How often it was compiled again.
    pub recompiles: u32,
    /// CPU time samples found it running, in nanoseconds.
    pub heat: u64,
    /// How many samples found it running.
    pub sightings: u32,
    /// The same, of samples that found it in a loop in the interpreter where calls run machine code or cannot.
    pub loop_heat: u64,
    /// How often its loop event was turned on.
    pub loop_arms: u32,
    /// Calls counted by the stub.
    pub calls: u32,
    /// `@nojit`.
    pub never: bool,
    /// Whose machine code it is.
    pub home: Option<Home>,
    /// `co_qualname`, `co_filename`, `co_firstlineno`.
    pub names: (String, String, u32),
}

impl CodeEntry {
    unsafe fn new(code: usize) -> CodeEntry {
        // SAFETY: a live code object, by contract.
        let names = unsafe {
            let code = code as *mut ffi::PyCodeObject;
            (
                object::text((*code).co_qualname).unwrap_or_default(),
                object::text((*code).co_filename).unwrap_or_default(),
                (*code).co_firstlineno as u32,
            )
        };
        CodeEntry {
            status: Status::Fresh,
            current: None,
            old: Vec::new(),
            loops: Vec::new(),
            loops_tried: Vec::new(),
            all_loops: None,
            cell: None,
            functions: AddressSet::default(),
            failed_units: HashSet::new(),
            taken_units: HashSet::new(),
            sites: Sites::default(),
            recompiles: 0,
            heat: 0,
            sightings: 0,
            loop_heat: 0,
            loop_arms: 0,
            calls: 0,
            never: false,
            home: None,
            names,
        }
    }

    /// Forgets what samples said about it.
    pub fn cool(&mut self) {
        (self.heat, self.sightings, self.loop_heat) = (0, 0, 0);
    }

    /// The vectorcall of its valid machine code, if it has any.
    pub fn vectorcall(&self) -> Option<usize> {
        let compiled = self.current.as_ref().filter(|compiled| !compiled.is_poisoned())?;
        match compiled.machine.entries {
            Entries::Function { vectorcall, .. } => Some(vectorcall),
            Entries::Loop { .. } | Entries::Fallback { .. } => None,
        }
    }
}

/// Addresses of functions and code objects that some table of ours may hold. The watchers hear of all that are made or
/// die, which is nearly always of no interest.
pub static KNOWN: Filter<256> = Filter::new();

/// The record of a code object, made if there is none.
///
/// # Safety
/// `code` is a live code object.
pub unsafe fn entry(state: &mut State, code: usize) -> &mut CodeEntry {
    KNOWN.note(code as u64);
    // SAFETY: passed on.
    state.codes.entry(code).or_insert_with(|| unsafe { CodeEntry::new(code) })
}

/// Code object of a function.
///
/// # Safety
/// `function` is a live function object.
pub unsafe fn code_of(function: Object) -> usize {
    // SAFETY: as said.
    unsafe { (*function.cast::<ffi::PyFunctionObject>()).func_code as usize }
}

/// Addresses of a function's globals and builtins. Machine code takes them for granted, functions that share a code object
/// need not share them: all machine code of a code object is for functions of one home, and others are interpreted.
pub type Home = (usize, usize);

/// A function's home.
///
/// # Safety
/// `function` is a live function object.
pub unsafe fn home_of(function: usize) -> Home {
    let function = function as *mut ffi::PyFunctionObject;
    // SAFETY: as said.
    unsafe { ((*function).func_globals as usize, (*function).func_builtins as usize) }
}

/// Whether machine code of this function's code object may be for its home; from now on it is. A home that no function is
/// left of, and no compiled caller, gives way.
///
/// # Safety
/// `function` is a live function object.
pub unsafe fn claim(state: &mut State, function: usize) -> bool {
    // SAFETY: as said; the function watcher removes functions from the entry before they die.
    unsafe {
        let (home, code) = (home_of(function), code_of(function as Object));
        let called = state.users.get(&code).is_some_and(|users| !users.is_empty());
        let entry = entry(state, code);
        match entry.home {
            Some(known) if known == home => return true,
            Some(known) if called || entry.functions.iter().any(|&other| home_of(other) == known) => return false,
            Some(_) => poison(state, code),
            None => {}
        }
        state.codes.get_mut(&code).is_some_and(|entry| {
            (entry.home, entry.heat) = (Some(home), 0);
            true
        })
    }
}

/// Whether the machine code of a function's code object is for its home.
///
/// # Safety
/// `function` is a live function object.
pub unsafe fn fits(entry: &CodeEntry, function: usize) -> bool {
    // SAFETY: as said.
    entry.home == Some(unsafe { home_of(function) })
}

unsafe fn set_vectorcall(function: usize, vectorcall: usize) {
    // SAFETY: a live function; the address is that of a `vectorcallfunc`. Also forgets the function's version, so that
    // call sites specialised for it look again.
    unsafe {
        let target: unsafe extern "C" fn(Object, *const Object, usize, Object) -> Object =
            std::mem::transmute(vectorcall);
        ffi::PyFunction_SetVectorcall(function as *mut ffi::PyFunctionObject, Some(target));
    }
}

/// The address of a function's vectorcall.
///
/// # Safety
/// `function` is a live function object.
pub unsafe fn vectorcall_of(function: Object) -> usize {
    // SAFETY: as said.
    unsafe { (*function.cast::<ffi::PyFunctionObject>()).vectorcall.map_or(0, |entry| entry as *const () as usize) }
}

/// The vectorcall of functions that the interpreter runs.
pub fn interpreter_vectorcall() -> usize {
    ffi::_PyFunction_Vectorcall as *const () as usize
}

/// Lets `function` run through `vectorcall` from now on. Versions of its code's functions are never trusted again:
/// `MAKE_FUNCTION` would give a new closure the version that a specialised caller compares, after the function watcher
/// has seen it.
///
/// # Safety
/// A live function whose code is `code`; `vectorcall` follows the vectorcall convention.
pub unsafe fn take_over(state: &mut State, function: usize, code: usize, vectorcall: usize) {
    // SAFETY: as said.
    unsafe {
        (*(code as *mut ffi::PyCodeObject)).co_version = 0;
        entry(state, code).functions.insert(function);
        KNOWN.note(function as u64);
        state.functions.insert(function, code);
        if state.suspended == 0 {
            set_vectorcall(function, vectorcall);
        }
    }
    redirect_cell(state, code);
}

/// Gives all functions back and forgets them; the machine code stays.
pub fn give_back_all(state: &mut State) {
    for function in state.functions.keys().copied().collect::<Vec<_>>() {
        // SAFETY: the function watcher removes functions before they die.
        unsafe { give_back(state, function) }
    }
    for entry in state.codes.values() {
        if let Some(cell) = &entry.cell {
            cell.entry.store(cell.fallback, Ordering::Relaxed);
        }
    }
}

/// Gives `function` back to the interpreter and forgets it.
///
/// # Safety
/// A live function, or one being destroyed.
pub unsafe fn give_back(state: &mut State, function: usize) {
    if let Some(code) = state.functions.remove(&function) {
        if let Some(entry) = state.codes.get_mut(&code) {
            entry.functions.remove(&function);
        }
        // SAFETY: a live function.
        unsafe { set_vectorcall(function, interpreter_vectorcall()) }
    }
}

/// Puts every function of `code` and its direct entry where they belong now: at the machine code if there is valid
/// code and nothing is suspended, else at the interpreter.
pub fn redirect(state: &mut State, code: usize) {
    let suspended = state.suspended > 0;
    let Some(entry) = state.codes.get(&code) else { return };
    let vectorcall = entry.vectorcall().filter(|_| !suspended);
    if let Some(cell) = &entry.cell {
        let direct = match (&entry.current, vectorcall) {
            (Some(compiled), Some(_)) => match compiled.machine.entries {
                Entries::Function { direct, .. } => direct,
                Entries::Loop { .. } | Entries::Fallback { .. } => cell.fallback,
            },
            _ => cell.fallback,
        };
        cell.entry.store(direct, Ordering::Relaxed);
    }
    if entry.status == Status::Compiled || entry.current.is_some() {
        for &function in &entry.functions {
            // SAFETY: the function watcher removes functions before they die.
            unsafe {
                let vectorcall = vectorcall.filter(|_| fits(entry, function)).unwrap_or_else(interpreter_vectorcall);
                set_vectorcall(function, vectorcall);
            }
        }
    }
}

fn redirect_all(state: &mut State) {
    let codes: Vec<usize> = state.codes.iter().filter(|(_, e)| e.current.is_some()).map(|(code, _)| *code).collect();
    for code in codes {
        redirect(state, code);
    }
    // Functions that only count their calls so far: the interpreter would take them for C.
    for (&function, code) in &state.functions {
        if let Some(entry) = state.codes.get(code).filter(|entry| entry.current.is_none()) {
            let counts = state.suspended == 0 && crate::tiering::counts(state, entry);
            let vectorcall = if counts { crate::tiering::stub_address() } else { interpreter_vectorcall() };
            // SAFETY: the function watcher removes functions before they die.
            unsafe { set_vectorcall(function, vectorcall) }
        }
    }
}

/// Lets all compiled functions run in the interpreter until the matching [`resume`].
pub fn suspend() {
    state::with(|state| {
        state.suspended += 1;
        if state.suspended == 1 {
            redirect_all(state);
        }
    });
}

/// Ends a [`suspend`].
pub fn resume() {
    state::with(|state| {
        state.suspended = state.suspended.saturating_sub(1);
        if state.suspended == 0 {
            redirect_all(state);
        }
    });
}

/// The direct entry cell of a code object. `fallback` is what it holds until the code is compiled.
///
/// # Safety
/// `code` is a live code object.
pub unsafe fn cell(state: &mut State, code: usize, fallback: usize) -> Arc<EntryCell> {
    // SAFETY: passed on.
    let entry = unsafe { entry(state, code) };
    let cell =
        entry.cell.get_or_insert_with(|| Arc::new(EntryCell { entry: AtomicUsize::new(fallback), fallback })).clone();
    redirect_cell(state, code);
    cell
}

fn redirect_cell(state: &State, code: usize) {
    if let Some(entry) = state.codes.get(&code)
        && let (Some(cell), Some(compiled), Some(_)) = (&entry.cell, &entry.current, entry.vectorcall())
        && let Entries::Function { direct, .. } = compiled.machine.entries
        && state.suspended == 0
    {
        cell.entry.store(direct, Ordering::Relaxed);
    }
}

/// Gives a reference back at the next safe point.
pub fn defer_drop(object: Object) {
    state::with(|state| state.deferred.push(object));
}

/// Makes all machine code of `code` ask, at its next check, whether it may go on.
pub fn doubt(code: usize) {
    if !state::exists() {
        return;
    }
    state::with(|state| {
        let Some(entry) = state.codes.get(&code) else { return };
        let loops = entry.loops.iter().map(|(_, compiled)| compiled);
        for compiled in entry.current.iter().chain(&entry.old).chain(loops).filter(|compiled| !compiled.is_poisoned()) {
            compiled.validity.store(state::UNCHECKED, Ordering::Relaxed);
        }
    });
}

/// Takes the current machine code of `code` out of use; activations that are in it leave at their next check.
pub fn poison(state: &mut State, code: usize) {
    if let Some(entry) = state.codes.get_mut(&code) {
        if let Some(compiled) = entry.current.take() {
            compiled.validity.store(state::POISON, Ordering::Relaxed);
            entry.old.push(compiled);
            entry.status = Status::Fresh;
        }
        redirect_without_code(state, code);
        crate::invariants::hold_constants(state, code);
    }
}

fn redirect_without_code(state: &mut State, code: usize) {
    let Some(entry) = state.codes.get_mut(&code) else { return };
    if let Some(cell) = &entry.cell {
        cell.entry.store(cell.fallback, Ordering::Relaxed);
    }
    // The functions stay known: new code takes them over again.
    for &function in &entry.functions {
        // SAFETY: the function watcher removes functions before they die.
        unsafe { set_vectorcall(function, interpreter_vectorcall()) }
    }
}

/// Whether a copy of the code object at another address may take its place: no machine code was made of it or is being made,
/// and none relies on its address.
pub fn can_move(state: &State, code: usize) -> bool {
    let is_used = state.users.get(&code).is_some_and(|users| !users.is_empty());
    let is_free = |entry: &CodeEntry| {
        let has_code = entry.current.is_some() || !entry.old.is_empty() || !entry.loops.is_empty();
        entry.status != Status::Queued && !has_code && entry.cell.is_none() && entry.loops_tried.is_empty()
    };
    !is_used && state.codes.get(&code).is_none_or(is_free)
}

/// The code object that was at `old` is at `new`; [`can_move`] allowed it.
pub fn code_moved(state: &mut State, old: usize, new: usize) {
    if let Some(entry) = state.codes.remove(&old) {
        for function in &entry.functions {
            state.functions.insert(*function, new);
        }
        KNOWN.note(new as u64);
        state.codes.insert(new, entry);
    }
    state.users.remove(&old);
}

/// The function watcher.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn on_function_event(
    event: ffi::PyFunction_WatchEvent,
    function: *mut ffi::PyFunctionObject,
    _new_value: Object,
) -> i32 {
    let address = function as usize;
    // SAFETY: the function is alive for the length of the call.
    let code = unsafe { (*function).func_code as usize };
    if event == ffi::PyFunction_EVENT_CREATE {
        // Which functions are new matters where all get counting stubs, and to code that was compiled.
        if KNOWN.may_know(code as u64) || crate::tiering::all_count() {
            // SAFETY: as above, and so is its code.
            state::try_with(|state| unsafe { crate::tiering::on_new_function(state, address, code) });
        }
        return 0;
    }
    if !KNOWN.may_know(address as u64) {
        return 0;
    }
    match event {
        ffi::PyFunction_EVENT_DESTROY => {
            state::try_with(|state| {
                crate::invariants::invalidate_users(state, address);
                if let Some(code) = state.functions.remove(&address)
                    && let Some(entry) = state.codes.get_mut(&code)
                {
                    entry.functions.remove(&address);
                }
            });
        }
        ffi::PyFunction_EVENT_MODIFY_CODE => {
            state::try_with(|state| {
                crate::invariants::invalidate_users(state, address);
                // SAFETY: as above.
                unsafe { give_back(state, address) }
            });
        }
        ffi::PyFunction_EVENT_MODIFY_DEFAULTS | ffi::PyFunction_EVENT_MODIFY_KWDEFAULTS => {
            state::try_with(|state| crate::invariants::invalidate_users(state, address));
        }
        _ => {}
    }
    0
}

/// The code watcher.
///
/// # Safety
/// Called by CPython.
pub unsafe extern "C" fn on_code_event(event: ffi::PyCodeEvent, code: *mut ffi::PyCodeObject) -> i32 {
    if event == ffi::PY_CODE_EVENT_DESTROY && KNOWN.may_know(code as u64) {
        crate::osr::forget(code as usize);
        // SAFETY: the GIL is held; whoever uses the state drops no references.
        unsafe { crate::monitoring::forget(code as usize) }
        state::try_with(|state| forget_code(state, code as usize));
    }
    0
}

fn forget_code(state: &mut State, code: usize) {
    // The address may soon be another code object's: whoever compares it must not do so any more.
    crate::invariants::invalidate_users(state, code);
    let Some(mut entry) = state.codes.remove(&code) else { return };
    if let Some(cell) = &entry.cell {
        cell.entry.store(cell.fallback, Ordering::Relaxed);
    }
    for function in entry.functions.drain() {
        state.functions.remove(&function);
    }
    let loops = entry.loops.drain(..).map(|(_, compiled)| compiled);
    let dead: Vec<Box<Compiled>> = entry.current.take().into_iter().chain(entry.old.drain(..)).chain(loops).collect();
    for compiled in dead {
        for (unit, reason, count) in crate::exits::taken(&compiled) {
            let report = &compiled.report;
            let key = (report.qualname.clone(), report.filename.clone(), compiled.line_at(unit), reason);
            // A program that makes functions for ever must not fill memory with their statistics.
            if state.dropped_exits.len() < 10_000 || state.dropped_exits.contains_key(&key) {
                *state.dropped_exits.entry(key).or_default() += count;
            }
        }
        state.forget_reliance(&compiled.assumptions, &compiled.callees, &compiled.validity);
        if state.dropped.len() < 10_000 {
            state.dropped.push(compiled.report.clone());
        }
        state.retired.push(compiled);
    }
    crate::tiering::ask_for_safe_point();
}
