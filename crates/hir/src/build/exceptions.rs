//! Raising, handlers, `with`.

use super::frame::Builder;
use crate::function::{Imm, Reason};
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::Type;
use andiron_bytecode::{Instr, Op};

impl<'a> Builder<'a> {
    pub fn exception(&mut self, ins: &'a Instr) {
        match ins.op {
            Op::RAISE_VARARGS | Op::RERAISE => {
                if self.code.handler_at(ins.unit).is_none() || (ins.op == Op::RAISE_VARARGS && ins.arg > 2) {
                    return self.exit(Reason::Raise);
                }
                if ins.op == Op::RERAISE {
                    let exception = self.pop();
                    if ins.arg == 0 {
                        self.helper(Helper::reraise, &[exception]);
                    } else {
                        let raising_unit = self.peek(ins.arg as usize);
                        let frame = self.frame_pointer();
                        self.helper(Helper::reraise_from, &[frame, exception, raising_unit]);
                    }
                } else {
                    let mut operands = self.pop_many(ins.arg as usize);
                    while operands.len() < 2 {
                        operands.push(self.null());
                    }
                    self.helper(Helper::raise, &operands);
                }
                self.unreachable();
            }
            Op::PUSH_EXC_INFO => {
                let exception = self.pop();
                let thread = self.emit(Opcode::LoadThread, &[], Imm::None);
                let previous = self.helper(Helper::push_exc_info, &[thread, exception]);
                self.push(previous);
                self.push(exception);
            }
            Op::POP_EXCEPT => {
                let previous = self.pop();
                let thread = self.emit(Opcode::LoadThread, &[], Imm::None);
                self.helper(Helper::pop_except, &[thread, previous]);
            }
            Op::CHECK_EXC_MATCH => {
                let class = self.pop();
                let exception = self.peek(1);
                let matches = self.helper(Helper::check_exc_match, &[exception, class]);
                let matches = self.box_bool(matches);
                self.push(matches);
            }
            Op::CHECK_EG_MATCH => {
                let [group, class] = self.pop_array();
                let out = self.scratch(1);
                let found = self.helper(Helper::check_eg_match, &[group, class, out]);
                let rest = self.take_scratch(0, Type::OBJECT);
                self.push(rest);
                self.push(found);
            }
            Op::BEFORE_WITH => {
                let context = self.pop();
                let out = self.scratch(1);
                let entered = self.helper(Helper::before_with, &[context, out]);
                let exit = self.take_scratch(0, Type::OBJECT);
                self.push(exit);
                self.push(entered);
            }
            _ => {
                let (exit, exception) = (self.peek(4), self.peek(1));
                let result = self.helper(Helper::with_except_start, &[exit, exception]);
                self.push(result);
            }
        }
    }
}
