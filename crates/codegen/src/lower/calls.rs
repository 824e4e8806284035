//! Calls: of the runtime, of compiled functions, of callables and of C functions.

use super::{Lowering, malformed, object};
use andiron_bytecode::{Class, Convention};
use andiron_cpython::layout;
use andiron_hir::function::CallInfo;
use andiron_hir::helper::HelperResult;
use andiron_hir::{ClassSet, Imm, Inst, Rep};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};

/// `PY_VECTORCALL_ARGUMENTS_OFFSET`: the callee may use the word before the arguments.
const ARGUMENTS_OFFSET: i64 = 1 << layout::VECTORCALL_ARGUMENTS_OFFSET_SHIFT;

impl Lowering<'_, '_> {
    pub(super) fn call_helper(&mut self, inst: &Inst) -> Option<ir::Value> {
        let Imm::Helper(helper) = inst.imm else { malformed(inst) };
        let effects = helper.effects();
        if effects.raises || effects.runs_python {
            self.store_prev_instr();
        }
        let fixed = helper.parameters().len();
        let mut args = Vec::with_capacity(fixed + 2);
        for i in 0..fixed {
            let value = self.arg(inst, i);
            let narrow = self.arg_type(inst, i).rep == Rep::Bool;
            args.push(if narrow { self.b.ins().uextend(types::I64, value) } else { value });
        }
        if helper.is_variadic() {
            let items: Vec<ir::Value> = inst.args[fixed..].iter().map(|&v| self.value(v)).collect();
            args.push(self.array(&items, 0));
            args.push(self.int(items.len() as i64));
        }
        let result = match helper.result() {
            HelperResult::Object | HelperResult::Nullable | HelperResult::I64 => Some(types::I64),
            HelperResult::F64 => Some(types::F64),
            HelperResult::Status | HelperResult::Truth | HelperResult::Flag | HelperResult::Raised => Some(types::I32),
            HelperResult::Void => None,
        };
        let result = self.call(self.environment.helper(helper), &args, result);
        match helper.result() {
            HelperResult::Object => {
                let object = result.expect("object helpers have a result");
                self.raise_if_null(object, inst);
                Some(object)
            }
            HelperResult::Nullable | HelperResult::I64 | HelperResult::F64 => result,
            HelperResult::Void => None,
            HelperResult::Status => {
                self.raise_if_negative(result.expect("status helpers have a result"), inst);
                None
            }
            HelperResult::Truth => {
                let truth = result.expect("truth helpers have a result");
                self.raise_if_negative(truth, inst);
                Some(self.is_not_constant(truth, 0))
            }
            HelperResult::Flag => Some(self.is_not_constant(result.expect("flag helpers have a result"), 0)),
            HelperResult::Raised => {
                let block = self.raise_with_status_block(inst);
                let status = result.expect("raising helpers have a result");
                self.b.ins().jump(block, &[ir::BlockArg::Value(status)]);
                // What follows cannot be reached; it still needs a block to be in.
                let rest = self.cold_block();
                self.b.switch_to_block(rest);
                None
            }
        }
    }

    fn raise_if_null(&mut self, object: ir::Value, inst: &Inst) {
        let raise = self.raise_block(inst);
        self.branch_cold_unless(object, raise);
    }

    fn raise_if_negative(&mut self, status: ir::Value, inst: &Inst) {
        let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
        let raise = self.raise_block(inst);
        self.branch_cold(negative, raise);
    }

    pub(super) fn call_direct(&mut self, inst: &Inst) -> ir::Value {
        let Imm::Call(CallInfo::Direct { code }) = inst.imm else { malformed(inst) };
        self.store_prev_instr();
        let cell = self.environment.direct_entry_cell(code, inst.args.len() - 1);
        let entry = self.load_at(types::I64, cell);
        let mut args = vec![self.thread()];
        args.extend(inst.args.iter().map(|&v| self.value(v)));
        let result = self.call_value(entry, &args, Some(types::I64)).expect("calls have a result");
        self.raise_if_null(result, inst);
        result
    }

    /// The arguments lie after a spare word; without `self`, its word is the spare one.
    pub(super) fn call_vector(&mut self, inst: &Inst) -> ir::Value {
        let Imm::Call(CallInfo::Vector { keywords }) = inst.imm else { malformed(inst) };
        self.store_prev_instr();
        let receiver_classes = self.arg_type(inst, 1).classes;
        let values: Vec<ir::Value> = inst.args[1..].iter().map(|&v| self.value(v)).collect();
        let keyword_count = keywords.map_or(0, |id| match &self.hir.objects[id.index()].fact {
            andiron_bytecode::Fact::Tuple(names) => names.len(),
            _ => panic!("keyword names are a tuple whose items are known"),
        });
        let positional = (values.len() - 1 - keyword_count) as i64;
        let (start, count) = if receiver_classes == ClassSet::NULL {
            (self.array(&values[1..], 2), self.int(positional | ARGUMENTS_OFFSET))
        } else {
            let with_receiver = self.array(&values, 1);
            if receiver_classes.may_be_null() {
                let missing = self.is_constant(values[0], 0);
                let missing = self.b.ins().uextend(types::I64, missing);
                let skipped = self.b.ins().ishl_imm_u(missing, 3);
                let start = self.b.ins().iadd(with_receiver, skipped);
                let count = self.int((positional + 1) | ARGUMENTS_OFFSET);
                (start, self.b.ins().isub(count, missing))
            } else {
                (with_receiver, self.int((positional + 1) | ARGUMENTS_OFFSET))
            }
        };
        let names = keywords.map_or(0, |id| self.hir.objects[id.index()].address);
        let names = self.address(names);
        let callable = self.arg(inst, 0);
        // A Python function always has an entry of its own; other classes may have none, and `PyObject_Vectorcall` sees
        // to that.
        let classes = self.arg_type(inst, 0).classes;
        let entry = if classes == ClassSet::one(Class::Function) {
            self.function_entry(callable)
        } else if ClassSet::one(Class::Function).is_subset(classes) {
            self.entry_of(callable)
        } else {
            self.address(self.environment.entry_points().vectorcall)
        };
        let args = [callable, start, count, names];
        let result = self.call_value(entry, &args, Some(types::I64)).expect("calls have a result");
        self.raise_if_null(result, inst);
        result
    }

    /// The vectorcall entry of a callable that may be a Python function.
    fn entry_of(&mut self, callable: ir::Value) -> ir::Value {
        let (function, call) = (self.b.create_block(), self.b.create_block());
        let entry = self.b.append_block_param(call, types::I64);
        let class = self.load(types::I64, callable, layout::OBJECT_TYPE);
        let is_function = self.is_constant(class, self.environment.type_object(Class::Function) as i64);
        let any = self.address(self.environment.entry_points().vectorcall);
        self.b.ins().brif(is_function, function, &[], call, &[ir::BlockArg::Value(any)]);
        self.b.switch_to_block(function);
        let own = self.function_entry(callable);
        self.b.ins().jump(call, &[ir::BlockArg::Value(own)]);
        self.b.switch_to_block(call);
        entry
    }

    /// The vectorcall entry of a Python function: its own, or the runtime's where the interpreter is to run it.
    fn function_entry(&mut self, function: ir::Value) -> ir::Value {
        let own = self.load(types::I64, function, layout::FUNCTION_VECTORCALL);
        let points = self.environment.entry_points();
        let (interpreted, through) = (points.interpreted_vectorcall, self.address(points.vectorcall));
        let interpreted = self.is_constant(own, interpreted as i64);
        self.b.ins().select(interpreted, through, own)
    }

    pub(super) fn call_c(&mut self, inst: &Inst) -> ir::Value {
        let Imm::Call(CallInfo::C { function, convention }) = inst.imm else { malformed(inst) };
        self.store_prev_instr();
        let receiver = self.arg(inst, 0);
        let values: Vec<ir::Value> = inst.args[1..].iter().map(|&v| self.value(v)).collect();
        let mut args = vec![receiver];
        match convention {
            Convention::NoArgs => args.push(self.int(0)),
            Convention::O => args.push(values[0]),
            Convention::Fast | Convention::FastWithKeywords => {
                // One word to spare, as `PyObject_Vectorcall` callers leave.
                args.push(self.array(&values, 1));
                args.push(self.int(values.len() as i64));
                if convention == Convention::FastWithKeywords {
                    args.push(self.int(0));
                }
            }
            Convention::Other => malformed(inst),
        }
        let result = self.call_for(function, &args, types::I64);
        self.raise_if_null(result, inst);
        result
    }

    pub(super) fn new_instance(&mut self, inst: &Inst) -> ir::Value {
        self.store_prev_instr();
        let class = self.address(self.hir.objects[object(inst)].address);
        let result = self.call_for(self.environment.entry_points().new_instance, &[class], types::I64);
        self.raise_if_null(result, inst);
        result
    }
}
