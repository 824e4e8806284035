//! Unboxed arithmetic with Python's meaning; where the exact result does not fit, an exit.

use super::{Lowering, constant_int, malformed};
use crate::abi::ExitKind;
use andiron_cpython::layout;
use andiron_hir::{Condition, Helper, Imm, Inst, Opcode};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, types};

/// Integers nearer to zero have one digit in the interpreter.
const ONE_DIGIT: i64 = 1 << 30;

impl Lowering<'_, '_> {
    fn exit_if(&mut self, condition: ir::Value, inst: &Inst) {
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold(condition, exit);
    }

    fn exit_unless(&mut self, condition: ir::Value, inst: &Inst) {
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold_unless(condition, exit);
    }

    pub(super) fn integer(&mut self, inst: &Inst) -> ir::Value {
        use Opcode as O;
        let x = self.arg(inst, 0);
        let y = inst.args.get(1).map_or(x, |&y| self.value(y));
        match inst.opcode {
            O::IntAdd => {
                let (result, overflow) = self.b.ins().sadd_overflow(x, y);
                self.exit_if(overflow, inst);
                result
            }
            O::IntSub => {
                let (result, overflow) = self.b.ins().ssub_overflow(x, y);
                self.exit_if(overflow, inst);
                result
            }
            O::IntMul => {
                let (result, overflow) = self.b.ins().smul_overflow(x, y);
                self.exit_if(overflow, inst);
                result
            }
            O::IntNeg => {
                let zero = self.int(0);
                let (result, overflow) = self.b.ins().ssub_overflow(zero, x);
                self.exit_if(overflow, inst);
                result
            }
            O::IntFloorDiv | O::IntMod => self.divide(inst, x, y),
            O::IntModNew => self.new_remainder(inst, x, y),
            O::IntAnd => self.b.ins().band(x, y),
            O::IntOr => self.b.ins().bor(x, y),
            O::IntXor => self.b.ins().bxor(x, y),
            O::IntInvert => self.b.ins().bnot(x),
            O::IntShl => {
                if !constant_int(self.hir, inst.args[1]).is_some_and(|c| (0..64).contains(&c)) {
                    let fits = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, y, 64);
                    self.exit_unless(fits, inst);
                }
                let result = self.b.ins().ishl(x, y);
                let back = self.b.ins().sshr(result, y);
                let same = self.b.ins().icmp(IntCC::Equal, back, x);
                self.exit_unless(same, inst);
                result
            }
            O::IntShr => match constant_int(self.hir, inst.args[1]) {
                Some(count) if count > 0 => {
                    let count = self.int(count.min(63));
                    self.b.ins().sshr(x, count)
                }
                _ => {
                    let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, y, 0);
                    let nothing = self.is_constant(y, 0);
                    let below = self.b.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, x, -ONE_DIGIT);
                    let same = self.b.ins().band(nothing, below);
                    let bad = self.b.ins().bor(negative, same);
                    self.exit_if(bad, inst);
                    let most = self.int(63);
                    let count = self.b.ins().umin(y, most);
                    self.b.ins().sshr(x, count)
                }
            },
            O::IntCompare => {
                let condition = match condition(inst) {
                    Condition::Lt => IntCC::SignedLessThan,
                    Condition::Le => IntCC::SignedLessThanOrEqual,
                    Condition::Eq => IntCC::Equal,
                    Condition::Ne => IntCC::NotEqual,
                    Condition::Gt => IntCC::SignedGreaterThan,
                    Condition::Ge => IntCC::SignedGreaterThanOrEqual,
                };
                self.b.ins().icmp(condition, x, y)
            }
            O::IntToFloat => self.b.ins().fcvt_from_sint(types::F64, x),
            O::IntToFloatExact => {
                let shifted = self.b.ins().iadd_imm_s(x, 1i64 << 53);
                let exact = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, shifted, 1i64 << 54);
                self.exit_unless(exact, inst);
                self.b.ins().fcvt_from_sint(types::F64, x)
            }
            other => unreachable!("{} is no integer arithmetic", other.name()),
        }
    }

    /// `//` and `%` round down, the processor towards zero: if the remainder is not zero and its sign is not the
    /// divisor's, the quotient is one too large and the remainder one divisor short.
    fn divide(&mut self, inst: &Inst, x: ir::Value, y: ir::Value) -> ir::Value {
        let quotient_wanted = inst.opcode == Opcode::IntFloorDiv;
        let known = constant_int(self.hir, inst.args[1]);
        if let Some(power) = known.filter(|&d| d > 0 && d & (d - 1) == 0) {
            return if quotient_wanted {
                self.b.ins().sshr_imm_u(x, i64::from(power.trailing_zeros()))
            } else {
                self.b.ins().band_imm_s(x, power - 1)
            };
        }
        if known.is_none_or(|d| d == 0 || d == -1) {
            // Zero raises; the smallest integer by -1 overflows (and traps). The interpreter does both.
            let zero = self.is_constant(y, 0);
            let minus_one = self.is_constant(y, -1);
            let smallest = self.is_constant(x, i64::MIN);
            let overflow = self.b.ins().band(minus_one, smallest);
            let bad = self.b.ins().bor(zero, overflow);
            self.exit_if(bad, inst);
        }
        let quotient = self.b.ins().sdiv(x, y);
        let product = self.b.ins().imul(quotient, y);
        let remainder = self.b.ins().isub(x, product);
        let inexact = self.is_not_constant(remainder, 0);
        let signs = self.b.ins().bxor(remainder, y);
        let differ = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let fix = self.b.ins().band(inexact, differ);
        if quotient_wanted {
            let fix = self.b.ins().uextend(types::I64, fix);
            self.b.ins().isub(quotient, fix)
        } else {
            let fixed = self.b.ins().iadd(remainder, y);
            self.b.ins().select(fix, fixed, remainder)
        }
    }

    /// A remainder that is another object than the left operand. (The interpreter gives that itself if it has fewer
    /// digits than the divisor; it knows exactly.)
    fn new_remainder(&mut self, inst: &Inst, x: ir::Value, y: ir::Value) -> ir::Value {
        let remainder = self.divide(inst, x, y);
        let same = self.b.ins().icmp(IntCC::Equal, remainder, x);
        let from_zero = self.b.ins().iadd_imm_s(x, -i64::from(layout::SMALL_INT_MIN));
        let small = i64::from(layout::SMALL_INT_END) - i64::from(layout::SMALL_INT_MIN);
        let large = self.b.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, from_zero, small);
        let mut noticed = self.b.ins().band(same, large);
        if constant_int(self.hir, inst.args[1]).is_none() {
            let from_least = self.b.ins().iadd_imm_s(y, ONE_DIGIT - 1);
            let wide = self.b.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, from_least, 2 * ONE_DIGIT - 1);
            noticed = self.b.ins().band(noticed, wide);
        }
        self.exit_if(noticed, inst);
        remainder
    }

    pub(super) fn float(&mut self, inst: &Inst) -> ir::Value {
        use Opcode as O;
        let x = self.arg(inst, 0);
        let y = inst.args.get(1).map_or(x, |&y| self.value(y));
        match inst.opcode {
            O::FloatAdd => self.b.ins().fadd(x, y),
            O::FloatSub => self.b.ins().fsub(x, y),
            O::FloatMul => self.b.ins().fmul(x, y),
            O::FloatDiv => {
                self.exit_if_zero(y, inst);
                self.b.ins().fdiv(x, y)
            }
            O::FloatFloorDiv => {
                self.exit_if_zero(y, inst);
                self.call_for(self.environment.helper(Helper::float_floor_div), &[x, y], types::F64)
            }
            O::FloatMod => {
                self.exit_if_zero(y, inst);
                self.call_for(self.environment.helper(Helper::float_mod), &[x, y], types::F64)
            }
            O::FloatPow => self.power(inst, x, y),
            O::FloatNeg => self.b.ins().fneg(x),
            O::FloatAbs => self.b.ins().fabs(x),
            O::FloatSqrt => {
                let zero = self.b.ins().f64const(0.0);
                let defined = self.b.ins().fcmp(FloatCC::GreaterThanOrEqual, x, zero);
                self.exit_unless(defined, inst);
                self.b.ins().sqrt(x)
            }
            O::FloatCompare => {
                let condition = match condition(inst) {
                    Condition::Lt => FloatCC::LessThan,
                    Condition::Le => FloatCC::LessThanOrEqual,
                    Condition::Eq => FloatCC::Equal,
                    Condition::Ne => FloatCC::NotEqual,
                    Condition::Gt => FloatCC::GreaterThan,
                    Condition::Ge => FloatCC::GreaterThanOrEqual,
                };
                self.b.ins().fcmp(condition, x, y)
            }
            O::FloatToInt => {
                let size = self.b.ins().fabs(x);
                let limit = self.b.ins().f64const((1u64 << 62) as f64);
                let fits = self.b.ins().fcmp(FloatCC::LessThan, size, limit);
                self.exit_unless(fits, inst);
                self.b.ins().fcvt_to_sint_sat(types::I64, x)
            }
            other => unreachable!("{} is no float arithmetic", other.name()),
        }
    }

    fn exit_if_zero(&mut self, divisor: ir::Value, inst: &Inst) {
        let known = self.hir.inst(inst.args[1]).filter(|i| i.opcode == Opcode::ConstF64).map(|i| i.imm);
        if matches!(known, Some(Imm::Float(d)) if d != 0.0) {
            return;
        }
        let zero = self.b.ins().f64const(0.0);
        let bad = self.b.ins().fcmp(FloatCC::Equal, divisor, zero);
        self.exit_if(bad, inst);
    }

    /// Left to the interpreter: zero to a negative power (raises), a negative base with a fractional exponent
    /// (complex), finite operands with an infinite result (raises).
    fn power(&mut self, inst: &Inst, x: ir::Value, y: ir::Value) -> ir::Value {
        let zero = self.b.ins().f64const(0.0);
        let base_zero = self.b.ins().fcmp(FloatCC::Equal, x, zero);
        let exponent_negative = self.b.ins().fcmp(FloatCC::LessThan, y, zero);
        let pole = self.b.ins().band(base_zero, exponent_negative);
        let base_negative = self.b.ins().fcmp(FloatCC::LessThan, x, zero);
        let whole = self.b.ins().floor(y);
        let fractional = self.b.ins().fcmp(FloatCC::NotEqual, whole, y);
        let complex = self.b.ins().band(base_negative, fractional);
        let bad = self.b.ins().bor(pole, complex);
        self.exit_if(bad, inst);
        let result = self.call_for(self.environment.helper(Helper::float_pow), &[x, y], types::F64);
        self.exit_on_new_infinity(inst, result, x, y);
        result
    }

    fn exit_on_new_infinity(&mut self, inst: &Inst, result: ir::Value, x: ir::Value, y: ir::Value) {
        let infinity = self.b.ins().f64const(f64::INFINITY);
        let size = self.b.ins().fabs(result);
        let finite = self.b.ins().fcmp(FloatCC::NotEqual, size, infinity);
        let (next, suspect) = (self.b.create_block(), self.cold_block());
        self.b.ins().brif(finite, next, &[], suspect, &[]);
        self.b.switch_to_block(suspect);
        let mut were_finite = None;
        for operand in [x, y] {
            let size = self.b.ins().fabs(operand);
            let finite = self.b.ins().fcmp(FloatCC::LessThan, size, infinity);
            were_finite = Some(were_finite.map_or(finite, |before| self.b.ins().band(before, finite)));
        }
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.b.ins().brif(were_finite.expect("two operands"), exit, &[], next, &[]);
        self.b.switch_to_block(next);
    }
}

fn condition(inst: &Inst) -> Condition {
    let Imm::Condition(condition) = inst.imm else { malformed(inst) };
    condition
}
