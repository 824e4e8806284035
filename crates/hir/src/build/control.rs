//! Jumps, loops, iteration, return.

use super::cfg::jump_index;
use super::frame::Builder;
use crate::function::{Condition, Imm, Value};
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::{ClassSet, Type};
use andiron_bytecode::{Class, Feedback, Instr, IterFeedback, Op};

impl<'a> Builder<'a> {
    fn target(&self, ins: &Instr) -> usize {
        let index = jump_index(self.code, ins).expect("targets were checked");
        self.flow.at(index).expect("jump targets start blocks")
    }

    /// Index of the instruction after `ins`.
    fn next_index(&self, ins: &Instr) -> usize {
        self.code.instrs.partition_point(|other| other.unit <= ins.unit)
    }

    pub fn jump_instruction(&mut self, ins: &'a Instr) {
        let target = self.target(ins);
        if ins.op == Op::JUMP_BACKWARD {
            self.emit(Opcode::Safepoint, &[], Imm::None);
            let block = self.inner_block(&[]);
            self.inner_jump(block, &[]);
            self.continue_in(block);
            self.check_valid(self.flow.leaders[target].first);
        }
        self.jump(target);
    }

    /// The truth of a value as an unboxed one. Running Python is left to values whose class is not known.
    pub fn truth(&mut self, value: Value) -> Value {
        let Some(class) = self.ty(value).classes.single() else {
            return self.helper(Helper::is_true, &[value]);
        };
        let size = match class {
            Class::NoneType => return self.emit(Opcode::ConstBool, &[], Imm::Bool(false)),
            Class::Bool => return self.unbox_bool(value),
            Class::Float => {
                let x = self.unbox_float(value);
                let zero = self.emit(Opcode::ConstF64, &[], Imm::Float(0.0));
                return self.emit(Opcode::FloatCompare, &[x, zero], Imm::Condition(Condition::Ne));
            }
            Class::Int if self.may_speculate() => self.unbox_int(value),
            Class::Str => self.emit(Opcode::StrLen, &[value], Imm::None),
            Class::Tuple => self.emit(Opcode::TupleLen, &[value], Imm::None),
            Class::List => self.emit(Opcode::ListLen, &[value], Imm::None),
            Class::Dict => self.emit(Opcode::DictLen, &[value], Imm::None),
            _ => {
                let truth = self.helper(Helper::is_true, &[value]);
                if class != Class::Other {
                    self.was_quiet();
                }
                return truth;
            }
        };
        let zero = self.int(0);
        self.emit(Opcode::IntCompare, &[size, zero], Imm::Condition(Condition::Ne))
    }

    fn unbox_bool(&mut self, value: Value) -> Value {
        match self.f.inst(self.f.root(value)) {
            Some(inst) if inst.opcode == Opcode::BoxBool => inst.args[0],
            _ => self.emit(Opcode::UnboxBool, &[value], Imm::None),
        }
    }

    pub fn jump_if(&mut self, ins: &'a Instr) {
        let value = self.pop();
        let (target, next) = (self.target(ins), self.next_index(ins));
        let jump_when = ins.op == Op::POP_JUMP_IF_TRUE;
        if self.ty(value).classes.single().is_none() {
            return self.jump_if_any(value, jump_when, target, next);
        }
        let truth = self.truth(value);
        if !self.ran_python {
            let next = self.flow.at(next).expect("a branch ends its block");
            let (yes, no) = if jump_when { (target, next) } else { (next, target) };
            return self.branch(truth, yes, no);
        }
        // Python code ran: both ways check that this code is still good.
        let (jumps, stays) = (self.inner_block(&[]), self.inner_block(&[]));
        let (yes, no) = if jump_when { (jumps, stays) } else { (stays, jumps) };
        self.inner_branch(truth, (yes, &[]), (no, &[]));
        self.continue_in(jumps);
        self.check_valid(self.flow.leaders[target].first);
        self.jump(target);
        self.continue_in(stays);
        self.check_valid(next);
        self.fall_through(next);
    }

    /// A jump on a value of unknown class. Most are `True`, `False` or `None`, which need no call, and no check after.
    fn jump_if_any(&mut self, value: Value, jump_when: bool, target: usize, next: usize) {
        let (jumps, stays) = (self.inner_block(&[]), self.inner_block(&[]));
        let (yes, no) = if jump_when { (jumps, stays) } else { (stays, jumps) };
        let frame = self.frame.clone();
        for (object, to) in [(self.world.bool(true), yes), (self.world.bool(false), no), (self.world.none(), no)] {
            if !self.may_be(value, object.class) {
                continue;
            }
            let other = self.inner_block(&[]);
            let known = self.constant(&object);
            let same = self.emit(Opcode::IsSame, &[value, known], Imm::None);
            self.inner_branch(same, (to, &[]), (other, &[]));
            self.continue_in(other);
        }
        if self.may_be(value, Class::Int) && self.may_speculate() {
            let (number, other) = (self.inner_block(&[]), self.inner_block(&[]));
            let is_int = self.emit(Opcode::HasClass, &[value], Imm::Class(Class::Int));
            self.inner_branch(is_int, (number, &[]), (other, &[]));
            self.continue_in(number);
            let int = self.refine(value, ClassSet::one(Class::Int));
            let truth = self.truth(int);
            self.inner_branch(truth, (yes, &[]), (no, &[]));
            self.frame.clone_from(&frame);
            self.continue_in(other);
        }
        let truth = self.helper(Helper::is_true, &[value]);
        let (slow_jumps, slow_stays) = (self.inner_block(&[]), self.inner_block(&[]));
        let (slow_yes, slow_no) = if jump_when { (slow_jumps, slow_stays) } else { (slow_stays, slow_jumps) };
        self.inner_branch(truth, (slow_yes, &[]), (slow_no, &[]));
        for (slow, quick, leader) in [(slow_jumps, jumps, Some(target)), (slow_stays, stays, None)] {
            self.frame.clone_from(&frame);
            self.continue_in(slow);
            self.check_valid(leader.map_or(next, |leader| self.flow.leaders[leader].first));
            self.inner_jump(quick, &[]);
            self.continue_in(quick);
            match leader {
                Some(leader) => self.jump(leader),
                None => self.fall_through(next),
            }
        }
    }

    pub fn jump_if_none(&mut self, ins: &'a Instr) {
        let value = self.pop();
        let none_class = ClassSet::one(Class::NoneType);
        let classes = self.ty(value).classes;
        let (target, next) = (self.target(ins), self.next_index(ins));
        let next = self.flow.at(next).expect("a branch ends its block");
        let (if_none, otherwise) = if ins.op == Op::POP_JUMP_IF_NONE { (target, next) } else { (next, target) };
        if classes.is_subset(none_class) {
            return self.jump(if_none);
        }
        if !none_class.is_subset(classes) {
            return self.jump(otherwise);
        }
        let none = self.none();
        let same = self.emit(Opcode::IsSame, &[value, none], Imm::None);
        let (yes, no) = (self.inner_block(&[]), self.inner_block(&[]));
        self.inner_branch(same, (yes, &[]), (no, &[]));
        let frame = self.frame.clone();
        self.continue_in(yes);
        self.refine(value, none_class);
        self.jump(if_none);
        self.frame = frame;
        self.continue_in(no);
        self.refine(value, classes.without(none_class));
        self.jump(otherwise);
    }

    pub fn get_iter(&mut self) {
        let iterable = self.pop();
        let iterator = match self.ty(iterable).classes.single() {
            Some(Class::List) => self.helper_of(Helper::get_iter, &[iterable], Class::ListIterator),
            Some(Class::Tuple) => self.helper_of(Helper::get_iter, &[iterable], Class::TupleIterator),
            _ => self.helper(Helper::get_iter, &[iterable]),
        };
        if let Some(Class::List | Class::Tuple | Class::Range | Class::Dict | Class::Str | Class::Set) =
            self.ty(iterable).classes.single()
        {
            self.was_quiet();
        }
        self.push(iterator);
    }

    /// Which iterator class this loop may be specialised for.
    fn iterator_class(&self, ins: &Instr, iterator: Value) -> Option<Class> {
        let known = self.ty(iterator).classes.single();
        if let Some(Class::RangeIterator | Class::ListIterator | Class::TupleIterator) = known {
            return known;
        }
        let class = match ins.feedback {
            Feedback::Iter(IterFeedback::Range) => Class::RangeIterator,
            Feedback::Iter(IterFeedback::List) => Class::ListIterator,
            Feedback::Iter(IterFeedback::Tuple) => Class::TupleIterator,
            _ => return None,
        };
        (self.may_be(iterator, class) && self.may_speculate()).then_some(class)
    }

    pub fn for_iter(&mut self, ins: &'a Instr) {
        let iterator = self.peek(1);
        let (exit, next) = (self.target(ins), self.next_index(ins));
        let (done, body) = (self.inner_block(&[]), self.inner_block(&[]));
        let class = self.iterator_class(ins, iterator);
        let item = match class {
            Some(Class::RangeIterator) => {
                let iterator = self.guard_type(iterator, Class::RangeIterator);
                let remaining = self.emit(Opcode::RangeIterRemaining, &[iterator], Imm::None);
                let zero = self.int(0);
                let more = self.emit(Opcode::IntCompare, &[remaining, zero], Imm::Condition(Condition::Gt));
                self.inner_branch(more, (body, &[]), (done, &[]));
                self.continue_in(body);
                let next = self.emit(Opcode::RangeIterNext, &[iterator], Imm::None);
                self.box_int(next)
            }
            Some(class) => {
                let iterator = self.guard_type(iterator, class);
                let opcode = if class == Class::ListIterator { Opcode::ListIterNext } else { Opcode::TupleIterNext };
                let item = self.emit(opcode, &[iterator], Imm::None);
                let end = self.emit(Opcode::IsNull, &[item], Imm::None);
                self.inner_branch(end, (done, &[]), (body, &[]));
                self.continue_in(body);
                self.refine(item, ClassSet::ANY)
            }
            None => {
                let item = self.helper(Helper::iter_next, &[iterator]);
                let end = self.emit(Opcode::IsExhausted, &[item], Imm::None);
                self.inner_branch(end, (done, &[]), (body, &[]));
                self.continue_in(body);
                item
            }
        };
        let frame = self.frame.clone();
        self.push(item);
        if class.is_none() {
            self.check_valid(next);
        }
        self.fall_through(next);
        self.frame = frame;
        self.continue_in(done);
        self.pop();
        if class.is_none() {
            self.check_valid(self.flow.leaders[exit].first);
        }
        self.jump(exit);
    }

    pub fn return_value(&mut self, ins: &'a Instr) {
        let value = match ins.op {
            Op::RETURN_VALUE => self.pop(),
            _ => self.constant(&self.code.consts[ins.arg as usize]),
        };
        self.emit(Opcode::Return, &[value], Imm::None);
    }

    /// `POP_JUMP_IF_…` follows directly: a comparison's truth is all that is wanted.
    pub fn only_truth_wanted(&self, ins: &Instr) -> bool {
        let index = self.next_index(ins);
        let next = self.code.instrs.get(index).map(|next| next.op);
        matches!(next, Some(Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE)) && self.flow.at(index).is_none()
    }

    /// Puts a pair for `CALL` on the stack from a callable and `self`, which may be NULL at run time.
    pub fn push_method(&mut self, callable: Value, receiver: Value) {
        let pair = self.inner_block(&[Type::NULLABLE, Type::OBJECT]);
        let bound = self.inner_block(&[]);
        let null = self.null();
        let plain = self.emit(Opcode::IsNull, &[receiver], Imm::None);
        self.inner_branch(plain, (pair, &[null, callable]), (bound, &[]));
        let frame = self.frame.clone();
        self.continue_in(bound);
        let refined = self.refine(receiver, ClassSet::ANY);
        self.inner_jump(pair, &[callable, refined]);
        self.frame = frame;
        self.continue_in(pair);
        self.inner_params(pair).into_iter().for_each(|param| self.push(param));
    }
}
