//! Arithmetic and comparisons: unboxed where the operands' classes are known or were seen by the interpreter.

use super::frame::Builder;
use crate::function::{Condition, Def, Imm, Inst, Value, ValueData};
use crate::helper::Helper;
use crate::opcode::{Opcode, Ownership};
use crate::types::Type;
use andiron_bytecode::{Class, Fact, Feedback, Instr, NumberPairs, Op, OperandClass};

/// CPython's `NB_…` numbers; the in-place forms follow at +13.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arithmetic {
    Add,
    And,
    FloorDivide,
    ShiftLeft,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    ShiftRight,
    Subtract,
    TrueDivide,
    Xor,
}

const ARITHMETIC: [Arithmetic; 13] = {
    use Arithmetic::*;
    [
        Add,
        And,
        FloorDivide,
        ShiftLeft,
        MatrixMultiply,
        Multiply,
        Remainder,
        Or,
        Power,
        ShiftRight,
        Subtract,
        TrueDivide,
        Xor,
    ]
};

/// How an operation on two exact numbers is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Ints,
    Floats,
    Mixed,
}

impl Arithmetic {
    fn on_ints(self) -> Option<Opcode> {
        Some(match self {
            Arithmetic::Add => Opcode::IntAdd,
            Arithmetic::Subtract => Opcode::IntSub,
            Arithmetic::Multiply => Opcode::IntMul,
            Arithmetic::FloorDivide => Opcode::IntFloorDiv,
            Arithmetic::Remainder => Opcode::IntMod,
            Arithmetic::And => Opcode::IntAnd,
            Arithmetic::Or => Opcode::IntOr,
            Arithmetic::Xor => Opcode::IntXor,
            Arithmetic::ShiftLeft => Opcode::IntShl,
            Arithmetic::ShiftRight => Opcode::IntShr,
            _ => return None,
        })
    }

    fn on_floats(self) -> Option<Opcode> {
        Some(match self {
            Arithmetic::Add => Opcode::FloatAdd,
            Arithmetic::Subtract => Opcode::FloatSub,
            Arithmetic::Multiply => Opcode::FloatMul,
            Arithmetic::TrueDivide => Opcode::FloatDiv,
            Arithmetic::FloorDivide => Opcode::FloatFloorDiv,
            Arithmetic::Remainder => Opcode::FloatMod,
            Arithmetic::Power => Opcode::FloatPow,
            _ => return None,
        })
    }

    /// Whether numbers other than `int` are unlikely to be meant.
    fn is_integral(self) -> bool {
        use Arithmetic::*;
        matches!(self, FloorDivide | Remainder | And | Or | Xor | ShiftLeft | ShiftRight)
    }
}

impl<'a> Builder<'a> {
    /// Guards operands as the interpreter saw them, and says how to compute; `None` for anything but numbers.
    fn numbers(&mut self, ins: &Instr, operands: &mut [Value; 2], integral: bool) -> Option<Numbers> {
        if !self.may_speculate() {
            // Exits of unboxed arithmetic (overflow, zero divisors) are speculation, too.
            let floats = operands.iter().all(|v| self.is(*v, Class::Float));
            return floats.then_some(Numbers::Floats);
        }
        let expected = match ins.feedback {
            _ if self.world.number_pairs(ins.unit) == Some(NumberPairs::INTS) => Some(Class::Int),
            Feedback::Operands(OperandClass::Int) => Some(Class::Int),
            Feedback::Operands(OperandClass::Float) => Some(Class::Float),
            Feedback::None | Feedback::Unspecialised
                if integral && operands.iter().any(|v| self.is(*v, Class::Int)) =>
            {
                Some(Class::Int)
            }
            _ => None,
        };
        let wide = operands.iter().any(|v| self.is_wide(*v));
        if wide && expected != Some(Class::Float) {
            return None;
        }
        let numeric = |b: &Self, v| b.is(v, Class::Int) || b.is(v, Class::Float);
        let possible = |v: &Value| numeric(self, *v) || expected.is_some_and(|class| self.may_be(*v, class));
        if !operands.iter().all(possible) {
            return None;
        }
        for i in 0..2 {
            if numeric(self, operands[i]) {
                continue;
            }
            self.guard_operand(operands, i, expected.expect("the operand is no number yet"));
        }
        let ints = operands.iter().filter(|v| self.is(**v, Class::Int)).count();
        Some([Numbers::Floats, Numbers::Mixed, Numbers::Ints][ints])
    }

    /// Guards the class of one operand; the other may be the same object.
    fn guard_operand(&mut self, operands: &mut [Value; 2], i: usize, class: Class) {
        let guarded = self.guard_type(operands[i], class);
        if self.f.root(operands[1 - i]) == self.f.root(guarded) {
            operands[1 - i] = guarded;
        }
        operands[i] = guarded;
    }

    /// A number as a double; `exact` where a rounded `int` would change the answer.
    fn as_float(&mut self, value: Value, exact: bool) -> Value {
        if self.is(value, Class::Float) {
            return self.unbox_float(value);
        }
        if let Some(Fact::Int(i)) = self.as_constant(value).map(|object| &object.fact)
            && i.unsigned_abs() <= 1 << 53
        {
            let x = *i as f64;
            return self.emit(Opcode::ConstF64, &[], Imm::Float(x));
        }
        let int = self.unbox_int(value);
        self.emit(if exact { Opcode::IntToFloatExact } else { Opcode::IntToFloat }, &[int], Imm::None)
    }

    pub fn binary_op(&mut self, ins: &'a Instr) {
        let mut operands: [Value; 2] = self.pop_array();
        let operation = ARITHMETIC.get((ins.arg % 13) as usize).copied().expect("a remainder");
        let result = match self.unboxed_arithmetic(ins, operation, &mut operands) {
            Some(result) => result,
            None => self.boxed_arithmetic(ins, operation, operands),
        };
        self.push(result);
    }

    /// The pairs of numbers to expect where that is more than one class for both operands.
    fn mixed_pairs(&self, ins: &Instr, operands: &[Value; 2], operation: Option<Arithmetic>) -> Option<NumberPairs> {
        if !self.may_speculate() {
            return None;
        }
        let known = |v: Value| match self.ty(v).classes.single() {
            Some(Class::Int) => Some(true),
            Some(Class::Float) => Some(false),
            _ => None,
        };
        let seen = self.world.number_pairs(ins.unit);
        let mut pairs = match (&ins.feedback, seen) {
            (Feedback::Operands(OperandClass::Int), Some(seen)) => seen.union(NumberPairs::INTS),
            (Feedback::Operands(OperandClass::Float), Some(seen)) => seen.union(NumberPairs::FLOATS),
            (_, Some(seen)) => seen,
            // The interpreter has no special form for division, nor for an `int` and a `float`.
            (Feedback::None | Feedback::Unspecialised, None) if operation == Some(Arithmetic::TrueDivide) => {
                NumberPairs::ANY
            }
            (Feedback::Unspecialised, None) if operation.is_some_and(Arithmetic::is_integral) => return None,
            (Feedback::Unspecialised, None) => match operands.map(known) {
                [Some(true), None] => NumberPairs::pair(true, false),
                [None, Some(true)] => NumberPairs::pair(false, true),
                [Some(false), None] | [None, Some(false)] => NumberPairs::ANY,
                _ => return None,
            },
            _ => return None,
        };
        for (i, operand) in operands.iter().enumerate() {
            match known(*operand) {
                Some(is_int) => pairs = pairs.with_operand(i == 1, is_int),
                None if self.may_be(*operand, Class::Int) || self.may_be(*operand, Class::Float) => {}
                None => return None,
            }
        }
        let mixes = !pairs.is_empty() && pairs != NumberPairs::INTS && (seen.is_some() || pairs != NumberPairs::FLOATS);
        mixes.then_some(pairs)
    }

    /// Both operands as doubles, whichever of the numbers in `pairs` they are; exits at others.
    fn as_doubles(&mut self, operands: &mut [Value; 2], pairs: NumberPairs) -> [Value; 2] {
        for right in [false, true] {
            let may = |is_int| !pairs.with_operand(right, is_int).is_empty();
            match (may(true), may(false)) {
                (true, true) => {}
                (true, false) => self.guard_operand(operands, right.into(), Class::Int),
                (false, _) => self.guard_operand(operands, right.into(), Class::Float),
            }
        }
        operands.map(|v| {
            if self.is(v, Class::Int) || self.is(v, Class::Float) {
                self.as_float(v, true)
            } else {
                self.emit(Opcode::UnboxNumber, &[v], Imm::None)
            }
        })
    }

    /// An operation that has seen both kinds of numbers, where the result is a float for all of them.
    fn mixed_arithmetic(&mut self, ins: &Instr, operation: Arithmetic, operands: &mut [Value; 2]) -> Option<Value> {
        let opcode = operation.on_floats()?;
        let divides = operation == Arithmetic::TrueDivide;
        let pairs = self.mixed_pairs(ins, operands, Some(operation))?;
        if !divides && NumberPairs::INTS.is_subset(pairs) {
            return None;
        }
        // Each operand may be an `int`, but not both.
        let either = [false, true].iter().all(|right| !pairs.with_operand(*right, true).is_empty());
        if !divides && either {
            self.emit(Opcode::GuardEitherFloat, &*operands, Imm::None);
        }
        let doubles = self.as_doubles(operands, pairs);
        let result = self.emit(opcode, &doubles, Imm::None);
        Some(self.box_float(result))
    }

    fn unboxed_arithmetic(&mut self, ins: &Instr, operation: Arithmetic, operands: &mut [Value; 2]) -> Option<Value> {
        if let Some(result) = self.mixed_arithmetic(ins, operation, operands) {
            return Some(result);
        }
        let numbers = self.numbers(ins, operands, operation.is_integral())?;
        if numbers == Numbers::Ints
            && let Some(opcode) = operation.on_ints()
        {
            let opcode = match opcode {
                Opcode::IntMod if !self.is_unshared(operands[0]) => Opcode::IntModNew,
                opcode => opcode,
            };
            let operands = operands.map(|v| self.unbox_int(v));
            let result = self.emit(opcode, &operands, Imm::None);
            return Some(self.box_int(result));
        }
        if numbers == Numbers::Ints && operation != Arithmetic::TrueDivide {
            return None; // int ** int may be either; @ is an error
        }
        let opcode = operation.on_floats()?;
        if opcode.effects().exits && !self.may_speculate() {
            return None; // zero divisors turn up here
        }
        let operands = operands.map(|v| self.as_float(v, numbers == Numbers::Ints));
        let result = self.emit(opcode, &operands, Imm::None);
        Some(self.box_float(result))
    }

    /// Whether nobody else has seen, or will see, this `int` that arithmetic has just made: a temporary, or a local that
    /// the result goes to.
    fn is_unshared(&self, value: Value) -> bool {
        let root = self.f.root(value);
        if self.f.inst(root).is_none_or(|made| made.opcode != Opcode::BoxInt) {
            return false;
        }
        let overwritten = self.local_stored_next();
        let is_local = |(slot, v): (usize, &Value)| Some(slot) != overwritten && self.f.root(*v) == root;
        let is_used = |data: &ValueData| match &data.def {
            Def::Inst(Inst { opcode: Opcode::SetLocal | Opcode::UnboxInt, .. }) | Def::Param { .. } => false,
            Def::Inst(used) => {
                let edges = used.targets.iter().flat_map(|edge| &edge.args);
                used.args.iter().chain(edges).any(|arg| *arg == root)
            }
        };
        !self.frame.locals.iter().enumerate().any(is_local)
            && !self.frame.stack.iter().any(|v| self.f.root(*v) == root)
            && !self.f.values.iter().any(is_used)
    }

    fn boxed_arithmetic(&mut self, ins: &Instr, operation: Arithmetic, operands: [Value; 2]) -> Value {
        let [mut left, mut right] = operands;
        let number = self.int(ins.arg.into());
        let strings = ins.feedback == Feedback::Operands(OperandClass::Str) && operation == Arithmetic::Add;
        if strings && self.may_speculate() && operands.iter().all(|v| self.may_be(*v, Class::Str)) {
            left = self.guard_type(left, Class::Str);
            right = self.guard_type(right, Class::Str);
        }
        if operation == Arithmetic::Add && self.is(left, Class::Str) && self.is(right, Class::Str) {
            return self.concatenate(left, right);
        }
        let plain = [left, right].iter().all(|v| self.is(*v, Class::Int) || self.is(*v, Class::Float));
        let result = match operation.on_floats().filter(|_| self.sees_floats_and_ints(ins, &operands)) {
            Some(opcode) if !opcode.effects().exits => self.floats_or_helper(opcode, number, operands),
            _ => self.helper(Helper::binary_op, &[number, left, right]),
        };
        let outgrew = !self.may_speculate() || self.is_wide(left) || self.is_wide(right);
        // A remainder is no larger than the divisor.
        if if operation == Arithmetic::Remainder { self.is_wide(right) } else { outgrew } {
            self.wide.insert(result);
        }
        if plain {
            self.was_quiet();
        }
        result
    }

    /// Whether the instruction has met two floats and two ints: neither can be expected, but floats are worth a look.
    fn sees_floats_and_ints(&self, ins: &Instr, operands: &[Value; 2]) -> bool {
        let seen = self.world.number_pairs(ins.unit).unwrap_or_default();
        NumberPairs::FLOATS.union(NumberPairs::INTS).is_subset(seen)
            && operands.iter().all(|v| self.may_be(*v, Class::Float))
    }

    /// Two floats in line, all else in the helper.
    fn floats_or_helper(&mut self, opcode: Opcode, number: Value, operands: [Value; 2]) -> Value {
        let (other, joined) = (self.inner_block(&[]), self.inner_block(&[Type::OBJECT]));
        for operand in operands {
            if self.is(operand, Class::Float) {
                continue;
            }
            let float = self.inner_block(&[]);
            let is_float = self.emit(Opcode::HasClass, &[operand], Imm::Class(Class::Float));
            self.inner_branch(is_float, (float, &[]), (other, &[]));
            self.continue_in(float);
        }
        let doubles = operands.map(|v| {
            let float = self.emit_typed(Opcode::Refine, &[v], Imm::None, Some(Type::of(Class::Float)));
            self.unbox_float(float)
        });
        let result = self.emit(opcode, &doubles, Imm::None);
        let boxed = self.box_float(result);
        self.inner_jump(joined, &[boxed]);
        self.continue_in(other);
        let result = self.helper(Helper::binary_op, &[number, operands[0], operands[1]]);
        self.inner_jump(joined, &[result]);
        self.continue_in(joined);
        self.inner_params(joined)[0]
    }

    /// Whether a value comes from arithmetic that has left 64 bits before: unboxing it would most likely exit.
    fn is_wide(&self, value: Value) -> bool {
        self.wide.contains(&self.f.root(value))
    }

    /// `left + right` on strings. A left operand that nothing needs any more is grown in place, or building text piece
    /// by piece would take quadratic time: a temporary, and, as the interpreter has it, the local the result goes to.
    fn concatenate(&mut self, left: Value, right: Value) -> Value {
        let root = self.f.root(left);
        let owned = match &self.f.values[root.index()].def {
            Def::Param { home, .. } => home.is_none(),
            Def::Inst(inst) => inst.ownership() == Ownership::Owned,
        };
        let slot = self.local_stored_next().filter(|slot| self.f.root(self.frame.locals[*slot]) == root);
        if (slot.is_none() && !owned) || self.f.root(right) == root {
            return self.helper_of(Helper::str_concat, &[left, right], Class::Str);
        }
        if let Some(slot) = slot {
            // Where memory runs out, the interpreter leaves the local unbound, too.
            let null = self.null();
            self.set_local(slot, null);
        }
        let state = self.state_at(self.unit);
        let imm = Imm::Helper(Helper::str_append);
        self.place(Opcode::CallHelper, vec![left, right], imm, Some(Type::of(Class::Str)), Some(state))
    }

    /// The local in which the next instruction stores this one's result.
    fn local_stored_next(&self) -> Option<usize> {
        let next = self.code.instrs.get(self.index + 1)?;
        (next.op == Op::STORE_FAST).then_some(next.arg as usize)
    }

    pub fn compare_op(&mut self, ins: &'a Instr) {
        let mut operands: [Value; 2] = self.pop_array();
        let index = ((ins.arg >> 4) as usize).min(5);
        let condition = Condition::ALL[index];
        let equality = matches!(condition, Condition::Eq | Condition::Ne);
        let truth = if let Some(pairs) = self.mixed_pairs(ins, &operands, None) {
            let doubles = self.as_doubles(&mut operands, pairs);
            self.emit(Opcode::FloatCompare, &doubles, Imm::Condition(condition))
        } else if let Some(numbers) = self.numbers(ins, &mut operands, false) {
            match numbers {
                Numbers::Ints => {
                    let operands = operands.map(|v| self.unbox_int(v));
                    self.emit(Opcode::IntCompare, &operands, Imm::Condition(condition))
                }
                _ => {
                    let operands = operands.map(|v| self.as_float(v, true));
                    self.emit(Opcode::FloatCompare, &operands, Imm::Condition(condition))
                }
            }
        } else if equality && self.are_strings(ins, &mut operands) {
            let equal = self.helper(Helper::str_equal, &operands);
            if condition == Condition::Ne { self.emit(Opcode::BoolNot, &[equal], Imm::None) } else { equal }
        } else {
            let number = self.int(index as i64);
            let args = [number, operands[0], operands[1]];
            if !self.only_truth_wanted(ins) {
                let result = self.helper(Helper::compare, &args);
                return self.push(result);
            }
            self.helper(Helper::compare_truth, &args)
        };
        let boxed = self.box_bool(truth);
        self.push(boxed);
    }

    fn are_strings(&mut self, ins: &Instr, operands: &mut [Value; 2]) -> bool {
        if operands.iter().all(|v| self.is(*v, Class::Str)) {
            return true;
        }
        let seen = ins.feedback == Feedback::Operands(OperandClass::Str);
        if !seen || !self.may_speculate() || !operands.iter().all(|v| self.may_be(*v, Class::Str)) {
            return false;
        }
        *operands = operands.map(|v| self.guard_type(v, Class::Str));
        true
    }

    pub fn operator(&mut self, ins: &'a Instr) {
        let result = match ins.op {
            Op::UNARY_NEGATIVE | Op::UNARY_INVERT => {
                let value = self.pop();
                self.unary(ins.op, value)
            }
            Op::UNARY_NOT => {
                let value = self.pop();
                let truth = self.truth(value);
                let truth = self.emit(Opcode::BoolNot, &[truth], Imm::None);
                self.box_bool(truth)
            }
            _ => {
                let operands: [Value; 2] = self.pop_array();
                let mut truth = match ins.op {
                    Op::IS_OP => self.emit(Opcode::IsSame, &operands, Imm::None),
                    _ => self.helper(Helper::contains, &operands),
                };
                if ins.arg == 1 {
                    truth = self.emit(Opcode::BoolNot, &[truth], Imm::None);
                }
                self.box_bool(truth)
            }
        };
        self.push(result);
    }

    fn unary(&mut self, op: Op, value: Value) -> Value {
        let negative = op == Op::UNARY_NEGATIVE;
        if negative && self.is(value, Class::Float) {
            let x = self.unbox_float(value);
            let x = self.emit(Opcode::FloatNeg, &[x], Imm::None);
            return self.box_float(x);
        }
        if self.is(value, Class::Int) && self.may_speculate() {
            let x = self.unbox_int(value);
            let x = self.emit(if negative { Opcode::IntNeg } else { Opcode::IntInvert }, &[x], Imm::None);
            return self.box_int(x);
        }
        self.helper(if negative { Helper::unary_negative } else { Helper::unary_invert }, &[value])
    }
}
