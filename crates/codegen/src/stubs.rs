//! Pieces of code that all bodies share, called where a body must not be disturbed.
//!
//! A call on a cold path costs the compiler as much as one on the main line: registers to save, live ranges to split. The
//! convention `preserve_all` leaves every register as it is, so the register allocator hardly notices. It has no results;
//! an answer is written to memory. A stub saves what it uses itself, so what is likely uses little, and what is not is a
//! stub of its own.

use crate::CompileError;
use crate::abi::Environment;
use crate::arena::Region;
use crate::native::{Assembly, Effort, target};
use andiron_cpython::layout;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

const TRUSTED: MemFlagsData = MemFlagsData::trusted();

/// Eight sets of monitoring tools that have `sys.monitoring.OPTIMIZER_ID` (5) alone.
const OPTIMIZER_TOOLS: i64 = 0x2020_2020_2020_2020;

/// Addresses of the stubs.
#[derive(Clone, Copy)]
pub(crate) struct Stubs {
    /// `(thread, code, validity cell, answer)`: the quick check has failed. Sets the answer to what
    /// [`crate::abi::CheckValidSlow`] says, or to 1 where it need not be asked.
    pub check_valid: usize,
}

/// What the stubs depend on.
type Key = [usize; 2];

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
        let key = [environment.interpreter(), environment.entry_points().check_valid_slow];
        // A panic while the table is locked leaves it whole: entries are only added.
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((stubs, _)) = made.get(&key) {
            return Ok(*stubs);
        }
        let mut assembly = Assembly::new(false);
        assembly.add("ask whether valid", signature(4), Effort::Quick, |b| ask(b, environment))?;
        assembly.add("check whether valid", signature(4), Effort::Quick, |b| check_valid(b, environment))?;
        let (region, at) = assembly.place()?;
        let stubs = Stubs { check_valid: at[1] };
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

fn ask(mut b: FunctionBuilder<'_>, environment: &dyn Environment) -> Result<(), CompileError> {
    let params = start(&mut b);
    let ty = b.import_signature(crate::native::signature(&[types::I64; 3], Some(types::I32)));
    let callee = b.ins().iconst(types::I64, environment.entry_points().check_valid_slow as i64);
    let call = b.ins().call_indirect(ty, callee, &params[..3]);
    let answer = b.inst_results(call)[0];
    let answer = b.ins().uextend(types::I64, answer);
    b.ins().store(TRUSTED, answer, params[3], 0);
    finish(b)
}

/// A code object that once had local events keeps its monitoring data, so their presence alone says little: it counts
/// whether any tool is active on it. The runtime decides whether that tool is ours.
fn check_valid(mut b: FunctionBuilder<'_>, environment: &dyn Environment) -> Result<(), CompileError> {
    let params = start(&mut b);
    let [_, code, cell, answer] = params[..] else { unreachable!("four parameters") };
    let (data, valid, slow) = (b.create_block(), b.create_block(), b.create_block());
    let done = b.create_block();
    let mine = b.ins().load(types::I64, TRUSTED, cell, 0);
    let version = environment.interpreter() + layout::INTERP_MONITORING_VERSION as usize;
    let version = b.ins().iconst(types::I64, version as i64);
    let current = b.ins().load(types::I64, TRUSTED, version, 0);
    let stale = b.ins().bxor(mine, current);
    let monitoring = b.ins().load(types::I64, TRUSTED, code, layout::CODE_MONITORING);
    b.ins().brif(stale, slow, &[], data, &[]);

    b.switch_to_block(data);
    let known = b.create_block();
    b.ins().brif(monitoring, known, &[], valid, &[]);
    b.switch_to_block(known);
    // Fifteen bytes, one per kind of event.
    let first = b.ins().load(types::I64, TRUSTED, monitoring, layout::CODE_MONITORING_ACTIVE_MONITORS);
    let last = b.ins().load(types::I64, TRUSTED, monitoring, layout::CODE_MONITORING_ACTIVE_MONITORS + 7);
    let active = b.ins().bor(first, last);
    // Of the tools on it, ours (it asks for entry into loops) is none that would notice.
    let active = b.ins().band_imm_u(active, !OPTIMIZER_TOOLS);
    b.ins().brif(active, slow, &[], valid, &[]);

    b.switch_to_block(valid);
    let one = b.ins().iconst(types::I64, 1);
    b.ins().store(TRUSTED, one, answer, 0);
    b.ins().jump(done, &[]);

    b.switch_to_block(slow);
    let callee = crate::native::import_piece(&mut b, 0, signature(4));
    b.ins().call(callee, &params);
    b.ins().jump(done, &[]);
    b.switch_to_block(done);
    finish(b)
}
