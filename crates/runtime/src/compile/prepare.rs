//! Bytecode to HIR, with the GIL: everything a compilation needs of Python's objects.

use super::{Job, unit_count};
use crate::code_table::{self, Status};
use crate::holders;
use crate::state::{self, Object};
use crate::world::{Addresses, Program};
use andiron_bytecode::{Code, Fact, Feedback, IterFeedback, Op};
use andiron_codegen::abi::Entries;
use andiron_cpython::types::TypeFinder;
use andiron_cpython::{decode, ffi, object};
use andiron_hir::Opcode;
use andiron_hir::build::{self, Start};
use andiron_hir::function::{CallInfo, Imm};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Compilations after the first before code that never ran is compiled, too.
const MOST_UNTAKEN: u32 = 3;

/// The fallback direct entry for functions of `arguments` parameters.
fn fallback(arguments: usize) -> Result<usize, String> {
    let known = state::with(|state| match state.fallbacks.get(&arguments).map(|code| code.entries) {
        Some(Entries::Fallback { direct }) => Some(direct),
        _ => None,
    });
    if let Some(direct) = known {
        return Ok(direct);
    }
    let addresses = state::with(|state| Addresses::new(state.interpreter));
    let code = andiron_codegen::compile_fallback(arguments, &addresses).map_err(|error| error.0)?;
    let Entries::Fallback { direct } = code.entries else {
        return Err("the fallback entry is not a function".to_owned());
    };
    state::with(|state| state.fallbacks.insert(arguments, code));
    Ok(direct)
}

fn parameter_slots(code: usize) -> usize {
    // SAFETY: a live code object, by the caller's contract.
    unsafe {
        let code = code as *mut ffi::PyCodeObject;
        let flags = (*code).co_flags as u32;
        ((*code).co_argcount + (*code).co_kwonlyargcount) as usize
            + usize::from(flags & ffi::CO_VARARGS != 0)
            + usize::from(flags & ffi::CO_VARKEYWORDS != 0)
    }
}

/// Who wants a function compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The program, or somebody who looks at listings.
    Explicit,
    /// The automatic mode, which is after speed.
    Tiering,
}

/// Instructions of a loop over a generator below which compiling it loses: the interpreter runs a generator's body in its
/// own loop, compiled code has to call it.
const LEAST_LOOP_BODY: usize = 12;

const RESUMES_GENERATORS: &str = "its loops do little but resume generators, which the interpreter does best";

/// Whether the interpreter saw a generator in one of the loops, and nowhere a loop that gains from compiling.
fn only_resumes_generators(code: &Code) -> bool {
    let mut loops = code.instrs.iter().filter(|ins| ins.op == Op::JUMP_BACKWARD).count();
    let mut resumes = false;
    for ins in code.instrs.iter().filter(|ins| ins.feedback == Feedback::Iter(IterFeedback::Generator)) {
        let end = ins.target.unwrap_or(ins.next);
        let body = code.instrs.iter().filter(|other| other.unit > ins.unit && other.unit < end).count();
        if body >= LEAST_LOOP_BODY {
            return false;
        }
        resumes = true;
        loops = loops.saturating_sub(1);
    }
    resumes && loops == 0
}

/// Decodes and builds. The error is where that leaves the code.
///
/// # Safety
/// The GIL is held; `callable` is a live function.
pub unsafe fn prepare(callable: Object, start: Start, wish: Wish) -> Result<Job, Status> {
    let started = crate::budget::thread_cpu();
    // SAFETY: the function keeps its code, globals and builtins alive; decoding and building run no Python.
    unsafe {
        let func: *mut ffi::PyFunctionObject = callable.cast();
        let code = code_table::code_of(callable);
        let decoded = decode::decode(code as *mut ffi::PyCodeObject);
        if wish == Wish::Tiering && only_resumes_generators(&decoded) {
            return Err(Status::Declined(RESUMES_GENERATORS.to_owned()));
        }
        let (failed_units, taken_units, sites, recompiles) = state::with(|state| {
            let entry = code_table::entry(state, code);
            entry.sites.note_feedback(&decoded);
            entry.failed_units.extend(entry.sites.megamorphic());
            (entry.failed_units.clone(), entry.taken_units.clone(), entry.sites.clone(), entry.recompiles)
        });
        let mut program = Program {
            names: decoded.names.iter().map(|name| name.address).collect(),
            globals: (*func).func_globals,
            builtins: (*func).func_builtins,
            failed_units: failed_units.clone(),
            taken_units,
            all_taken: recompiles >= MOST_UNTAKEN,
            sites,
            finder: TypeFinder::new(),
            places: HashMap::new(),
            answers: HashMap::new(),
            assumptions: Vec::new(),
            functions: HashSet::new(),
            weak: HashSet::new(),
        };
        let function = build::build(&decoded, start, &mut program)
            .map_err(|refusal| Status::Refused(refusal.text().to_owned()))?;
        let own: HashSet<usize> = decoded.consts.iter().chain(&decoded.names).map(|object| object.address).collect();
        let (mut strong, mut weak, mut called) = (HashSet::new(), Vec::new(), Vec::new());
        for object in &function.objects {
            if object.address == 0 || object::is_immortal(object.address as Object) {
                continue;
            }
            if let Fact::Function(facts) = &object.fact
                && !facts.generator
            {
                called.push(object.address);
            }
            if program.weak.contains(&object.address) {
                weak.push(object.address);
            } else if !own.contains(&object.address) {
                strong.insert(object.address);
            }
        }
        let validity = Arc::new(AtomicU64::new(state::UNCHECKED));
        let mut addresses = state::with(|state| Addresses::new(state.interpreter));
        addresses.validity = validity.as_ptr() as usize;
        let (mut cells, mut callees) = (Vec::new(), Vec::new());
        for value in &function.values {
            let andiron_hir::Def::Inst(inst) = &value.def else { continue };
            let callee = match (inst.opcode, inst.imm) {
                (_, Imm::Call(CallInfo::Direct { code })) => code,
                (Opcode::GuardFunctionCode, Imm::Int(address)) => address as usize,
                (Opcode::GuardFunctionDefaults, Imm::Int(address)) if address != 0 => {
                    strong.insert(address as usize);
                    continue;
                }
                _ => continue,
            };
            if callee != code && !callees.contains(&callee) {
                callees.push(callee);
            }
            if let Imm::Call(_) = inst.imm
                && !addresses.cells.contains_key(&callee)
            {
                let fallback = fallback(parameter_slots(callee)).map_err(Status::Refused)?;
                let cell = state::with(|state| code_table::cell(state, callee, fallback));
                addresses.cells.insert(callee, cell.entry.as_ptr() as usize);
                cells.push(cell);
            }
        }
        for code in callees.iter().copied().chain([code]) {
            let object = code as *mut ffi::PyCodeObject;
            addresses.frames.insert(code, (*object).co_framesize as usize);
            if parameter_slots(code) == (*object).co_argcount as usize {
                addresses.only_positional.insert(code);
            }
        }
        callees.extend(program.functions.iter().copied());
        if !strong.is_empty() {
            let all = strong.clone();
            let classes = holders::classes_of(&decoded, &program.sites, &function.objects, &mut program.finder);
            holders::watch_classes(&classes, &mut strong, &mut program.assumptions);
            callees.extend(holders::watch_defaults(&function.objects, &mut strong));
            weak.extend(all.difference(&strong));
        }
        let strong: Vec<usize> = strong.into_iter().collect();
        let held: Vec<usize> = strong.iter().chain(&weak).copied().chain([callable as usize, code]).collect();
        for &object in &held {
            object::incref(object as Object);
        }
        state::with(|state| {
            let user = (code, validity.clone());
            for assumption in &program.assumptions {
                state.constants.rely(*assumption, user.clone());
            }
            for callee in &callees {
                code_table::KNOWN.note(*callee as u64);
                state.users.entry(*callee).or_default().push(user.clone());
            }
        });
        let instrs = &decoded.instrs;
        Ok(Job {
            addresses,
            code,
            callable: callable as usize,
            home: code_table::home_of(callable as usize),
            start,
            held,
            strong,
            weak,
            assumptions: program.assumptions,
            cells,
            callees,
            called,
            lines: instrs.iter().map(|ins| (ins.unit, ins.line)).collect(),
            returns: instrs.iter().filter(|ins| ins.op == Op::RETURN_VALUE).map(|ins| ins.unit).collect(),
            has_loops: instrs.iter().any(|ins| ins.op == Op::JUMP_BACKWARD),
            prefixed: instrs.iter().filter(|ins| ins.start != ins.unit).map(|ins| (ins.unit, ins.start)).collect(),
            handlers: decoded.handlers.clone(),
            names: (decoded.qualname.clone(), decoded.filename.clone(), decoded.first_line),
            validity,
            failed_units,
            sites: program.sites,
            function,
            units: unit_count(code),
            promised: 0,
            nanoseconds: crate::budget::thread_cpu() - started,
        })
    }
}
