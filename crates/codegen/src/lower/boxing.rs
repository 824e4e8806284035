//! Between objects and machine numbers.

use super::{Lowering, constant_int};
use crate::abi::ExitKind;
use andiron_bytecode::Class;
use andiron_cpython::layout;
use andiron_hir::{Inst, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, types};

/// Sign bits of `lv_tag`: 0 positive, 1 zero, 2 negative. Above them, the number of digits.
const SIGN: i64 = layout::LONG_SIGN_MASK as i64;

impl Lowering<'_, '_> {
    /// Ints of at most one digit are read in line; larger ones by the runtime, which says whether they fit.
    pub(super) fn unbox_int(&mut self, inst: &Inst) -> ir::Value {
        if let Some(known) = constant_int_operand(self, inst) {
            return self.int(known);
        }
        let object = self.arg(inst, 0);
        let (large, done) = (self.cold_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I64);
        let compact = self.b.create_block();
        let (tag, small) = self.int_tag(object);
        self.b.ins().brif(small, compact, &[], large, &[]);

        self.b.switch_to_block(compact);
        let value = self.compact_int(object, tag);
        self.b.ins().jump(done, &[BlockArg::Value(value)]);

        self.b.switch_to_block(large);
        let out = self.b.ins().stack_addr(types::I64, self.out, 0);
        let fits = self.call_for(self.environment.entry_points().unbox_int_slow, &[object, out], types::I32);
        let value = self.b.ins().stack_load(types::I64, types::I64, self.out, 0);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.b.ins().brif(fits, done, &[BlockArg::Value(value)], exit, &[]);
        self.b.switch_to_block(done);
        result
    }

    /// An int's tag, and whether that says that it has at most one digit.
    fn int_tag(&mut self, object: ir::Value) -> (ir::Value, ir::Value) {
        let tag = self.load(types::I64, object, layout::LONG_TAG);
        (tag, self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, tag, 2i64 << layout::LONG_NON_SIZE_BITS))
    }

    /// The value of an int of at most one digit.
    fn compact_int(&mut self, object: ir::Value, tag: ir::Value) -> ir::Value {
        let digit = self.load(types::I32, object, layout::LONG_DIGIT);
        let digit = self.b.ins().uextend(types::I64, digit);
        let sign = self.b.ins().band_imm_u(tag, SIGN);
        let one = self.int(1);
        let sign = self.b.ins().isub(one, sign);
        self.b.ins().imul(sign, digit)
    }

    /// A float's value, or a small int's.
    pub(super) fn unbox_number(&mut self, inst: &Inst) -> ir::Value {
        let object = self.arg(inst, 0);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        let (float, other, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::F64);
        let class = self.load(types::I64, object, layout::OBJECT_TYPE);
        let is_float = self.is_constant(class, self.environment.type_object(Class::Float) as i64);
        self.b.ins().brif(is_float, float, &[], other, &[]);

        self.b.switch_to_block(float);
        let value = self.load(types::F64, object, layout::FLOAT_VALUE);
        self.b.ins().jump(done, &[BlockArg::Value(value)]);

        self.b.switch_to_block(other);
        let is_int = self.is_constant(class, self.environment.type_object(Class::Int) as i64);
        self.branch_cold_unless(is_int, exit);
        let (tag, small) = self.int_tag(object);
        self.branch_cold_unless(small, exit);
        let int = self.compact_int(object, tag);
        let value = self.b.ins().fcvt_from_sint(types::F64, int);
        self.b.ins().jump(done, &[BlockArg::Value(value)]);
        self.b.switch_to_block(done);
        result
    }

    pub(super) fn unbox_bool(&mut self, inst: &Inst) -> ir::Value {
        let (_, yes) = self.environment.booleans();
        let object = self.arg(inst, 0);
        self.is_constant(object, yes as i64)
    }

    /// NULL where operand 1 is true, else the box.
    pub(super) fn box_or_null(&mut self, inst: &Inst) -> ir::Value {
        let (number, absent) = (self.arg(inst, 0), self.arg(inst, 1));
        let (present, done) = (self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I64);
        let null = self.int(0);
        self.b.ins().brif(absent, done, &[ir::BlockArg::Value(null)], present, &[]);
        self.b.switch_to_block(present);
        let boxed = if inst.opcode == andiron_hir::Opcode::BoxIntOrNull {
            self.box_int(number)
        } else {
            self.box_float(number)
        };
        self.b.ins().jump(done, &[ir::BlockArg::Value(boxed)]);
        self.b.switch_to_block(done);
        result
    }

    /// What the slot holds where operand 1 is true, else the box.
    pub(super) fn box_or_held(&mut self, inst: &Inst) -> ir::Value {
        let (number, held, slot) = (self.arg(inst, 0), self.arg(inst, 1), super::index(inst));
        let ty = self.hir.ty(inst.args[0]);
        let always = self.hir.inst(inst.args[1]).is_some_and(|flag| flag.imm == andiron_hir::Imm::Bool(true));
        if always {
            let object = self.load_slot(slot);
            self.incref(object, Type::OBJECT);
            return object;
        }
        let (there, absent, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I64);
        self.b.ins().brif(held, there, &[], absent, &[]);
        self.b.switch_to_block(there);
        let object = self.load_slot(slot);
        self.incref(object, Type::OBJECT);
        self.b.ins().jump(done, &[BlockArg::Value(object)]);
        self.b.switch_to_block(absent);
        let boxed = if ty == Type::I64 { self.box_int(number) } else { self.box_float(number) };
        self.b.ins().jump(done, &[BlockArg::Value(boxed)]);
        self.b.switch_to_block(done);
        result
    }

    /// Small ones come from the interpreter's table, whose objects are immortal.
    pub(super) fn box_int(&mut self, value: ir::Value) -> ir::Value {
        let (small, large, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I64);
        let index = self.b.ins().iadd_imm_s(value, -i64::from(layout::SMALL_INT_MIN));
        let count = i64::from(layout::SMALL_INT_END) - i64::from(layout::SMALL_INT_MIN);
        let cached = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, index, count);
        self.b.ins().brif(cached, small, &[], large, &[]);

        self.b.switch_to_block(small);
        let table = self.address(self.environment.runtime_state() + layout::RUNTIME_SMALL_INTS as usize);
        let offset = self.b.ins().imul_imm_u(index, i64::from(layout::LONG_BYTES));
        let object = self.b.ins().iadd(table, offset);
        self.b.ins().jump(done, &[BlockArg::Value(object)]);

        self.b.switch_to_block(large);
        let object = self.call_for(self.environment.entry_points().box_int, &[value], types::I64);
        self.b.ins().jump(done, &[BlockArg::Value(object)]);
        self.b.switch_to_block(done);
        result
    }

    /// Takes one off the interpreter's free list (linked through `ob_type`) if there is one.
    pub(super) fn box_float(&mut self, value: ir::Value) -> ir::Value {
        let (reuse, fresh, done) = (self.b.create_block(), self.cold_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I64);
        let interpreter = self.environment.interpreter();
        let list = self.address(interpreter + layout::INTERP_FLOAT_FREE_LIST as usize);
        let head = self.load(types::I64, list, 0);
        self.b.ins().brif(head, reuse, &[], fresh, &[]);

        self.b.switch_to_block(reuse);
        let rest = self.load(types::I64, head, layout::OBJECT_TYPE);
        self.store(rest, list, 0);
        let from_list_to_count = layout::INTERP_FLOAT_FREE_COUNT - layout::INTERP_FLOAT_FREE_LIST;
        let count = self.load(types::I32, list, from_list_to_count);
        let count = self.b.ins().iadd_imm_s(count, -1);
        self.store(count, list, from_list_to_count);
        let class = self.address(self.environment.type_object(Class::Float));
        let one = self.int(1);
        self.store(one, head, layout::OBJECT_REFCNT);
        self.store(class, head, layout::OBJECT_TYPE);
        self.store(value, head, layout::FLOAT_VALUE);
        self.b.ins().jump(done, &[BlockArg::Value(head)]);

        self.b.switch_to_block(fresh);
        let object = self.call_for(self.environment.entry_points().box_float, &[value], types::I64);
        self.b.ins().jump(done, &[BlockArg::Value(object)]);
        self.b.switch_to_block(done);
        result
    }

    pub(super) fn box_bool(&mut self, value: ir::Value) -> ir::Value {
        let (no, yes) = self.environment.booleans();
        let (no, yes) = (self.address(no), self.address(yes));
        self.b.ins().select(value, yes, no)
    }
}

fn constant_int_operand(lowering: &Lowering<'_, '_>, inst: &Inst) -> Option<i64> {
    let function = lowering.hir;
    let constant = function.inst(function.root(inst.args[0]))?;
    match (constant.opcode, constant.imm) {
        (andiron_hir::Opcode::Const, andiron_hir::Imm::Object(id)) => match function.objects[id.index()].fact {
            andiron_bytecode::Fact::Int(int) => Some(int),
            _ => None,
        },
        (andiron_hir::Opcode::BoxInt, _) => constant_int(function, constant.args[0]),
        _ => None,
    }
}
