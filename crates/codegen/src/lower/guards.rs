//! Checks: of objects, of what the code relies on, of pending work.

use super::{Lowering, index, int, malformed, object};
use crate::abi::ExitKind;
use andiron_bytecode::Class;
use andiron_cpython::layout;
use andiron_hir::{Imm, Inst, Opcode};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};

/// `Py_TPFLAGS_TYPE_SUBCLASS`: instances are classes.
const TYPE_SUBCLASS: i64 = 1 << 31;

impl Lowering<'_, '_> {
    /// The result of those that have one is their operand.
    pub(super) fn guard(&mut self, inst: &Inst) -> Option<ir::Value> {
        use Opcode as O;
        let operand = self.arg(inst, 0);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        let holds = match inst.opcode {
            O::GuardType => {
                let Imm::Class(class) = inst.imm else { malformed(inst) };
                if self.arg_type(inst, 0).may_be_null() {
                    self.branch_cold_unless(operand, exit);
                }
                let found = self.load(types::I64, operand, layout::OBJECT_TYPE);
                self.is_constant(found, self.environment.type_object(class) as i64)
            }
            O::GuardNotNull => self.is_not_constant(operand, 0),
            O::GuardIs => self.is_constant(operand, self.hir.objects[object(inst)].address as i64),
            O::GuardTypeVersion => {
                let class = self.load(types::I64, operand, layout::OBJECT_TYPE);
                self.word_is(class, layout::TYPE_VERSION_TAG, int(inst))
            }
            O::GuardTypeVersions => {
                let Imm::Versions(versions) = inst.imm else { malformed(inst) };
                let found = self.type_version(operand);
                let good = self.b.create_block();
                for version in versions.into_iter().filter(|version| *version != 0) {
                    let same = self.b.ins().icmp_imm_s(IntCC::Equal, found, i64::from(version as i32));
                    let next = self.b.create_block();
                    self.b.ins().brif(same, good, &[], next, &[]);
                    self.b.switch_to_block(next);
                }
                self.b.ins().jump(exit, &[]);
                self.b.switch_to_block(good);
                return None;
            }
            O::GuardClassVersion => {
                if !self.arg_type(inst, 0).is(Class::Type) {
                    let class = self.load(types::I64, operand, layout::OBJECT_TYPE);
                    let flags = self.load(types::I64, class, layout::TYPE_FLAGS);
                    let is_class = self.b.ins().band_imm_u(flags, TYPE_SUBCLASS);
                    self.branch_cold_unless(is_class, exit);
                }
                self.word_is(operand, layout::TYPE_VERSION_TAG, int(inst))
            }
            O::GuardKeysVersion | O::GuardKeysCount => {
                let values = self.load(types::I64, operand, layout::DICT_OR_VALUES_OFFSET);
                let inline = self.b.ins().band_imm_u(values, 1);
                self.branch_cold_unless(inline, exit);
                let class = self.load(types::I64, operand, layout::OBJECT_TYPE);
                let keys = self.load(types::I64, class, layout::HEAP_TYPE_CACHED_KEYS);
                if inst.opcode == O::GuardKeysVersion {
                    self.word_is(keys, layout::DICT_KEYS_VERSION, int(inst))
                } else {
                    let count = self.load(types::I64, keys, layout::DICT_KEYS_NENTRIES);
                    self.is_constant(count, int(inst))
                }
            }
            O::GuardNoInstanceDict => {
                let class = self.load(types::I64, operand, layout::OBJECT_TYPE);
                let offset = self.load(types::I64, class, layout::TYPE_DICTOFFSET);
                let place = self.b.ins().iadd(operand, offset);
                let dict = self.load(types::I64, place, 0);
                self.is_constant(dict, 0)
            }
            O::GuardModuleKeys => {
                let dict = self.load(types::I64, operand, layout::MODULE_DICT);
                let keys = self.load(types::I64, dict, layout::DICT_KEYS);
                self.word_is(keys, layout::DICT_KEYS_VERSION, int(inst))
            }
            O::GuardFunctionCode => {
                let code = self.load(types::I64, operand, layout::FUNCTION_CODE);
                self.is_constant(code, int(inst))
            }
            O::GuardFunctionDefaults => {
                let defaults = self.load(types::I64, operand, layout::FUNCTION_DEFAULTS);
                self.is_constant(defaults, int(inst))
            }
            O::GuardEitherFloat => {
                let wanted = self.environment.type_object(Class::Float) as i64;
                let [left, right] = [operand, self.arg(inst, 1)].map(|number| {
                    let class = self.load(types::I64, number, layout::OBJECT_TYPE);
                    self.is_constant(class, wanted)
                });
                self.b.ins().bor(left, right)
            }
            O::GuardTrue => operand,
            O::GuardFalse => {
                self.branch_cold(operand, exit);
                return None;
            }
            O::GuardTupleSize | O::GuardListSize => {
                let size = self.load(types::I64, operand, layout::VAR_SIZE);
                self.is_constant(size, i64::from(index(inst)))
            }
            other => unreachable!("{} is no guard", other.name()),
        };
        self.branch_cold_unless(holds, exit);
        matches!(inst.opcode, O::GuardType | O::GuardNotNull | O::GuardIs).then_some(operand)
    }

    /// Version tag of an object's type.
    pub(super) fn type_version(&mut self, object: ir::Value) -> ir::Value {
        let class = self.load(types::I64, object, layout::OBJECT_TYPE);
        self.load(types::I32, class, layout::TYPE_VERSION_TAG)
    }

    /// Whether the 32-bit version at `base + offset` is `version`.
    pub(super) fn word_is(&mut self, base: ir::Value, offset: i32, version: i64) -> ir::Value {
        let found = self.load(types::I32, base, offset);
        self.b.ins().icmp_imm_s(IntCC::Equal, found, i64::from(version as u32 as i32))
    }

    pub(super) fn has_class(&mut self, inst: &Inst) -> ir::Value {
        let Imm::Class(class) = inst.imm else { malformed(inst) };
        let operand = self.arg(inst, 0);
        let wanted = self.environment.type_object(class) as i64;
        if !self.arg_type(inst, 0).may_be_null() {
            let found = self.load(types::I64, operand, layout::OBJECT_TYPE);
            return self.is_constant(found, wanted);
        }
        let (present, done) = (self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::I8);
        let no = self.b.ins().iconst(types::I8, 0);
        self.b.ins().brif(operand, present, &[], done, &[ir::BlockArg::Value(no)]);
        self.b.switch_to_block(present);
        let found = self.load(types::I64, operand, layout::OBJECT_TYPE);
        let answer = self.is_constant(found, wanted);
        self.b.ins().jump(done, &[ir::BlockArg::Value(answer)]);
        self.b.switch_to_block(done);
        result
    }

    pub(super) fn check_valid(&mut self, inst: &Inst) -> Option<ir::Value> {
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.check_validity(None, exit);
        None
    }

    /// Goes to `invalid` if the code was invalidated or is traced; on the quick path also if `more` is not zero.
    pub(super) fn check_validity(&mut self, more: Option<ir::Value>, invalid: ir::Block) {
        let (doubt, valid) = (self.cold_block(), self.b.create_block());
        self.doubt(more, doubt, valid);
        self.b.switch_to_block(doubt);
        if let Some(more) = more {
            let ask = self.cold_block();
            self.b.ins().brif(more, invalid, &[], ask, &[]);
            self.b.switch_to_block(ask);
        }
        self.ask_whether_valid(valid, invalid);
        self.b.switch_to_block(valid);
    }

    /// The quick half of a check: goes to `valid` only if nothing can have happened.
    fn doubt(&mut self, more: Option<ir::Value>, doubt: ir::Block, valid: ir::Block) {
        let mine = self.load_at(types::I64, self.environment.validity_cell());
        let current =
            self.load_at(types::I64, self.environment.interpreter() + layout::INTERP_MONITORING_VERSION as usize);
        let stale = self.b.ins().bxor(mine, current);
        let any = more.map_or(stale, |more| self.b.ins().bor(stale, more));
        self.b.ins().brif(any, doubt, &[], valid, &[]);
    }

    /// The other half.
    fn ask_whether_valid(&mut self, valid: ir::Block, invalid: ir::Block) {
        let code = self.address(self.hir.code);
        let cell = self.address(self.environment.validity_cell());
        let answer = self.b.ins().stack_addr(types::I64, self.out, 0);
        let thread = self.thread();
        self.call_stub(self.stubs.check_valid, &[thread, code, cell, answer]);
        let answer = self.load(types::I64, answer, 0);
        self.b.ins().brif(answer, valid, &[], invalid, &[]);
    }

    /// Runs pending work if there is any. A `CheckValid` that follows is done in the same breath.
    pub(super) fn safepoint(&mut self, inst: &Inst, check: Option<&Inst>) {
        let (pending, next) = (self.cold_block(), self.b.create_block());
        let breaker =
            self.load_shared(types::I32, self.environment.interpreter() + layout::INTERP_EVAL_BREAKER as usize);
        let done = match check {
            None => {
                self.b.ins().brif(breaker, pending, &[], next, &[]);
                next
            }
            Some(_) => {
                let (doubt, ask) = (self.cold_block(), self.cold_block());
                let more = self.b.ins().uextend(types::I64, breaker);
                self.doubt(Some(more), doubt, next);
                self.b.switch_to_block(doubt);
                self.b.ins().brif(breaker, pending, &[], ask, &[]);
                ask
            }
        };
        self.b.switch_to_block(pending);
        self.store_prev_instr_aside();
        let (descriptor, buffer) = self.unboxed_locals(inst);
        let safepoint = self.environment.entry_points().safepoint;
        let thread = self.thread();
        let status = self.call_for(safepoint, &[thread, self.frame, descriptor, buffer], types::I32);
        let failed = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
        let raise = self.raise_block(inst);
        self.b.ins().brif(failed, raise, &[], done, &[]);
        if let Some(check) = check {
            let exit = self.exit_block(check, ExitKind::Check(check.opcode));
            self.b.switch_to_block(done);
            self.ask_whether_valid(next, exit);
        }
        self.b.switch_to_block(next);
    }
}
