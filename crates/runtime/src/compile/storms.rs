//! Speculations that fail again and again: the machine code goes, and is made again without them.

use super::{MOST_RECOMPILES, request};
use crate::code_table;
use crate::prepared::{self, Stage};
use crate::state::{self, Compiled, Object};
use std::sync::atomic::Ordering;

/// Speculation at `unit` failed again and again: the code goes, and is compiled again without it.
/// With `cold`, it was no speculation on what `unit` would see, but on its never running.
pub fn site_failed(code: usize, owner: *const Compiled, is_loop: bool, unit: u32, cold: bool) {
    let again = state::with(|state| {
        let entry = state.codes.get_mut(&code)?;
        // SAFETY: the code that exits belongs to the entry, which keeps it.
        let owner = unsafe { &*owner };
        entry.taken_units.extend(crate::exits::taken_after_all(owner));
        let failing: Vec<u32> = crate::exits::often_failing(owner).chain((!cold).then_some(unit)).collect();
        entry.failed_units.extend(failing.iter().filter(|unit| !entry.sites.will_do_better(**unit, &owner.sites)));
        entry.recompiles += 1;
        if entry.recompiles + 1 >= MOST_RECOMPILES {
            entry.failed_units.extend(entry.sites.give_up());
        }
        let give_up = entry.recompiles > MOST_RECOMPILES;
        if is_loop {
            let position = entry.loops.iter().position(|(_, compiled)| std::ptr::eq(&raw const **compiled, owner))?;
            let (header, compiled) = entry.loops.remove(position);
            compiled.validity.store(state::POISON, Ordering::Relaxed);
            entry.old.push(compiled);
            if !give_up {
                entry.loops_tried.retain(|tried| *tried != header);
            }
            // A call leaves its function's own code only once, at the same place, and the loop goes on from there: that
            // code would never fail often enough.
            let fails = |compiled: &Compiled| {
                let mut exits = compiled.machine.exits.iter().filter(|exit| exit.is_speculation());
                exits.any(|exit| {
                    exit.count.load(Ordering::Relaxed) > 0 && (exit.unit == unit || failing.contains(&exit.unit))
                })
            };
            let function_fails = !give_up && entry.current.as_deref().is_some_and(fails);
            crate::invariants::hold_constants(state, code);
            if function_fails {
                code_table::poison(state, code);
                return crate::tiering::on_left(state, code, false);
            }
            return None;
        }
        if !entry.current.as_ref().is_some_and(|compiled| std::ptr::eq(&raw const **compiled, owner)) {
            return None;
        }
        code_table::poison(state, code);
        crate::tiering::on_left(state, code, give_up)
    });
    // Once prepared, what does not work is left to the interpreter, unless it is found hot again.
    if let Some(function) = again.filter(|_| prepared::stage() != Stage::Prepared) {
        // SAFETY: the function watcher removes functions before they die; the GIL is held in an exit.
        unsafe { request(function as Object) }
    }
}
