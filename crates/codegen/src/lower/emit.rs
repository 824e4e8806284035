//! The small phrases every lowering is made of.

use super::Lowering;
use crate::native::signature;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

/// Interpreter structures are aligned and mapped: such accesses never trap.
const TRUSTED: MemFlagsData = MemFlagsData::trusted();

impl Lowering<'_, '_> {
    pub(super) fn int(&mut self, value: i64) -> ir::Value {
        self.b.ins().iconst(types::I64, value)
    }

    pub(super) fn address(&mut self, address: usize) -> ir::Value {
        self.int(address as i64)
    }

    pub(super) fn load(&mut self, ty: ir::Type, base: ir::Value, offset: i32) -> ir::Value {
        self.b.ins().load(ty, TRUSTED, base, offset)
    }

    pub(super) fn store(&mut self, value: ir::Value, base: ir::Value, offset: i32) {
        self.b.ins().store(TRUSTED, value, base, offset);
    }

    /// Loads from an address known now.
    pub(super) fn load_at(&mut self, ty: ir::Type, address: usize) -> ir::Value {
        let base = self.address(address);
        self.load(ty, base, 0)
    }

    /// Loads a word that another thread may change at any time, so that no load of it is ever merged with another.
    pub(super) fn load_shared(&mut self, ty: ir::Type, address: usize) -> ir::Value {
        let base = self.address(address);
        self.b.ins().atomic_load(ty, TRUSTED, base)
    }

    pub(super) fn is_constant(&mut self, value: ir::Value, constant: i64) -> ir::Value {
        self.b.ins().icmp_imm_s(IntCC::Equal, value, constant)
    }

    pub(super) fn is_not_constant(&mut self, value: ir::Value, constant: i64) -> ir::Value {
        self.b.ins().icmp_imm_s(IntCC::NotEqual, value, constant)
    }

    /// Goes to `cold` if `condition`, else on.
    pub(super) fn branch_cold(&mut self, condition: ir::Value, cold: ir::Block) {
        let next = self.b.create_block();
        self.b.ins().brif(condition, cold, &[], next, &[]);
        self.b.switch_to_block(next);
    }

    /// Goes to `cold` unless `condition`, else on.
    pub(super) fn branch_cold_unless(&mut self, condition: ir::Value, cold: ir::Block) {
        let next = self.b.create_block();
        self.b.ins().brif(condition, next, &[], cold, &[]);
        self.b.switch_to_block(next);
    }

    pub(super) fn cold_block(&mut self) -> ir::Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }

    /// The thread, read from the native stack: it is wanted here and there all over a body, mostly where the code leaves,
    /// and is not worth a register, nor the trouble to find it one.
    pub(super) fn thread(&mut self) -> ir::Value {
        self.b.ins().stack_load(types::I64, types::I64, self.thread_home, 0)
    }

    /// The function object, read from the frame for the same reason.
    pub(super) fn function(&mut self) -> ir::Value {
        self.load(types::I64, self.frame, andiron_cpython::layout::FRAME_FUNCOBJ)
    }

    /// Calls the C function at a known address.
    pub(super) fn call(&mut self, address: usize, args: &[ir::Value], result: Option<ir::Type>) -> Option<ir::Value> {
        let callee = self.address(address);
        self.call_value(callee, args, result)
    }

    /// The same, for those with a result.
    pub(super) fn call_for(&mut self, address: usize, args: &[ir::Value], result: ir::Type) -> ir::Value {
        self.call(address, args, Some(result)).expect("a result was asked for")
    }

    /// Calls a C function.
    pub(super) fn call_value(
        &mut self,
        callee: ir::Value,
        args: &[ir::Value],
        result: Option<ir::Type>,
    ) -> Option<ir::Value> {
        let parameters: Vec<ir::Type> = args.iter().map(|&v| self.b.func.dfg.value_type(v)).collect();
        let known = self.signatures.iter().find(|(p, r, _)| *p == parameters && *r == result).map(|(_, _, s)| *s);
        let signature = known.unwrap_or_else(|| {
            let made = self.b.import_signature(signature(&parameters, result));
            self.signatures.push((parameters, result, made));
            made
        });
        let call = self.b.ins().call_indirect(signature, callee, args);
        self.b.inst_results(call).first().copied()
    }

    /// Calls a stub.
    pub(super) fn call_stub(&mut self, stub: usize, args: &[ir::Value]) {
        let known = self.stub_signature;
        let signature = known.unwrap_or_else(|| self.b.import_signature(crate::stubs::signature(args.len())));
        self.stub_signature = Some(signature);
        let callee = self.address(stub);
        self.b.ins().call_indirect(signature, callee, args);
    }

    /// Stores `values` as an array for a callee to read, `spare` words into the outgoing area; its address.
    pub(super) fn array(&mut self, values: &[ir::Value], spare: u32) -> ir::Value {
        self.argument_words = self.argument_words.max(spare + values.len() as u32);
        let array = self.b.ins().stack_addr(types::I64, self.arguments, spare as i32 * 8);
        for (i, &value) in values.iter().enumerate() {
            self.store(value, array, i as i32 * 8);
        }
        array
    }

    /// Makes `frame->prev_instr` point at the current instruction.
    pub(super) fn store_prev_instr(&mut self) {
        if self.stored_unit != Some(self.unit) {
            self.store_prev_instr_now();
            self.stored_unit = Some(self.unit);
        }
    }

    /// The same on a cold path that joins the main line again.
    pub(super) fn store_prev_instr_aside(&mut self) {
        if self.stored_unit != Some(self.unit) {
            self.store_prev_instr_now();
            self.stored_unit = None;
        }
    }

    fn store_prev_instr_now(&mut self) {
        let address = self.environment.code_units(self.hir.code)
            + self.unit as usize * andiron_cpython::layout::CODE_UNIT_BYTES as usize;
        let address = self.address(address);
        self.store(address, self.frame, andiron_cpython::layout::FRAME_PREV_INSTR);
    }
}
