//! Pieces of code that all bodies share, called where a body must not be disturbed.
//!
//! A call on a cold path costs the compiler as much as one on the main line: registers to save, live ranges to split. The
//! convention `preserve_all` leaves every register as it is, so the register allocator hardly notices. It has no results;
//! an answer is written to memory. A stub that calls C saves all registers, so it is for what hardly ever happens.

use crate::CompileError;
use crate::abi::Environment;
use crate::arena::Region;
use crate::native::{Assembly, Effort, target};
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

const TRUSTED: MemFlagsData = MemFlagsData::trusted();

/// Addresses of the stubs.
#[derive(Clone, Copy)]
pub(crate) struct Stubs {
    /// `(thread, code, validity cell, answer)`: the quick check has failed. Sets the answer, a word, to what
    /// [`crate::abi::CheckValidSlow`] says.
    pub check_valid: usize,
}

/// What the stubs depend on.
type Key = usize;

/// Stubs that were made, never to be dropped.
static MADE: Mutex<BTreeMap<Key, (Stubs, Region)>> = Mutex::new(BTreeMap::new());

/// A stub's type: so many words.
pub(crate) fn signature(parameters: usize) -> Signature {
    Signature {
        params: vec![AbiParam::new(types::I64); parameters],
        returns: Vec::new(),
        call_conv: CallConv::PreserveAll,
    }
}

impl Stubs {
    /// The stubs for that environment, made when first asked for.
    pub fn of(environment: &dyn Environment) -> Result<Stubs, CompileError> {
        let key = environment.entry_points().check_valid_slow;
        // A panic while the table is locked leaves it whole: entries are only added.
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((stubs, _)) = made.get(&key) {
            return Ok(*stubs);
        }
        let mut assembly = Assembly::new(false);
        assembly.add("check whether valid", signature(4), Effort::Quick, |b| check_valid(b, environment))?;
        let (region, at) = assembly.place()?;
        let stubs = Stubs { check_valid: at[0] };
        made.insert(key, (stubs, region));
        Ok(stubs)
    }
}

fn start(b: &mut FunctionBuilder<'_>) -> Vec<ir::Value> {
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    b.block_params(block).to_vec()
}

fn finish(mut b: FunctionBuilder<'_>) -> Result<(), CompileError> {
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(target(Effort::Quick)?.frontend_config());
    Ok(())
}

fn check_valid(mut b: FunctionBuilder<'_>, environment: &dyn Environment) -> Result<(), CompileError> {
    let params = start(&mut b);
    let ty = b.import_signature(crate::native::signature(&[types::I64; 3], Some(types::I32)));
    let callee = b.ins().iconst(types::I64, environment.entry_points().check_valid_slow as i64);
    let call = b.ins().call_indirect(ty, callee, &params[..3]);
    let answer = b.inst_results(call)[0];
    let answer = b.ins().uextend(types::I64, answer);
    b.ins().store(TRUSTED, answer, params[3], 0);
    finish(b)
}
