//! Entering and leaving a function body: the interpreter's frame, made and unmade as the interpreter would.

use super::{Body, Lowering};
use crate::CompileError;
use crate::abi::{Environment, RESERVED_WORDS};
use crate::native::{Assembly, Effort, direct_signature, signature};
use andiron_cpython::layout;
use andiron_hir::{Inst, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, ExtFuncData, ExternalName, InstBuilder, MemFlagsData, StackSlotData, StackSlotKind, UserExternalName, types,
};
use cranelift_frontend::FunctionBuilder;

const TRUSTED: MemFlagsData = MemFlagsData::trusted();

/// Where returns end that have the same slots to drop; the value is the block's parameter.
pub(super) struct Epilogue {
    block: ir::Block,
    drops: Vec<(u32, Type)>,
}

impl Lowering<'_, '_> {
    /// Emits the code before the first HIR block.
    pub(super) fn prologue(&mut self) {
        let start = self.b.create_block();
        self.b.append_block_params_for_function_params(start);
        self.b.switch_to_block(start);
        let params = self.b.block_params(start).to_vec();
        self.thread = params[0];
        self.b.ins().stack_store(types::I64, self.thread, self.thread_home, 0);
        match self.body {
            Body::Loop => {
                self.frame = params[1];
            }
            Body::Function => {
                self.push_frame(params[1], &params[2..]);
            }
        }
        let first = self.blocks[0].expect("the entry block is reachable");
        self.b.ins().jump(first, &[]);
    }

    fn push_frame(&mut self, function: ir::Value, arguments: &[ir::Value]) {
        let code_address = self.hir.code;
        let slow = self.cold_block();
        let interpreter = self.environment.interpreter();

        // Room on the data stack. Without a chunk, both ends are NULL.
        let frame = self.load(types::I64, self.thread, layout::THREAD_DATASTACK_TOP);
        self.frame = frame;
        let end = self.b.ins().iadd_imm_s(frame, self.environment.frame_words(code_address) as i64 * 8);
        let limit = self.load(types::I64, self.thread, layout::THREAD_DATASTACK_LIMIT);
        let needed = self.b.ins().iadd_imm_s(end, RESERVED_WORDS as i64 * 8);
        let full = self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, needed, limit);
        self.branch_cold(full, slow);
        // Recursion.
        let remaining = self.load(types::I32, self.thread, layout::THREAD_PY_RECURSION_REMAINING);
        let deep = self.b.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, remaining, 1);
        self.branch_cold(deep, slow);
        // Pending work, tracing, invalidation.
        let breaker = self.load_shared(types::I32, interpreter + layout::INTERP_EVAL_BREAKER as usize);
        let breaker = self.b.ins().uextend(types::I64, breaker);
        // Somebody may want to run frames himself (PEP 523).
        let evaluator = self.load_shared(types::I64, interpreter + layout::INTERP_EVAL_FRAME as usize);
        let interrupted = self.b.ins().bor(breaker, evaluator);
        self.check_validity(Some(interrupted), slow);

        let code = self.address(code_address);
        self.incref(code, Type::OBJECT);
        self.incref(function, Type::OBJECT);
        let cframe = self.load(types::I64, self.thread, layout::THREAD_CFRAME);
        let previous = self.load(types::I64, cframe, layout::CFRAME_CURRENT_FRAME);
        let globals = self.load(types::I64, function, layout::FUNCTION_GLOBALS);
        let builtins = self.load(types::I64, function, layout::FUNCTION_BUILTINS);
        let null = self.int(0);
        let first = self.environment.code_units(code_address)
            + self.hir.first_traceable as usize * layout::CODE_UNIT_BYTES as usize;
        let first = self.address(first);
        // `stacktop`, `return_offset` (0) and `owner` (0: the thread's) share a word.
        const { assert!(layout::FRAME_RETURN_OFFSET == layout::FRAME_STACKTOP + 4) };
        const { assert!(layout::FRAME_LOCALSPLUS == layout::FRAME_STACKTOP + 8 && layout::FRAME_OWNED_BY_THREAD == 0) };
        let slots = self.hir.slots.len();
        let tail = self.int(slots as i64);
        for (value, offset) in [
            (code, layout::FRAME_CODE),
            (previous, layout::FRAME_PREVIOUS),
            (function, layout::FRAME_FUNCOBJ),
            (globals, layout::FRAME_GLOBALS),
            (builtins, layout::FRAME_BUILTINS),
            (null, layout::FRAME_LOCALS),
            (null, layout::FRAME_FRAME_OBJ),
            (first, layout::FRAME_PREV_INSTR),
            (tail, layout::FRAME_STACKTOP),
        ] {
            self.store(value, frame, offset);
        }
        for slot in 0..slots {
            let offset = self.slot_offset(slot as u32);
            self.store(arguments.get(slot).copied().unwrap_or(null), frame, offset);
        }
        self.incoming = arguments.to_vec();
        self.store(frame, cframe, layout::CFRAME_CURRENT_FRAME);
        self.store(end, self.thread, layout::THREAD_DATASTACK_TOP);
        let remaining = self.b.ins().iadd_imm_s(remaining, -1);
        self.store(remaining, self.thread, layout::THREAD_PY_RECURSION_REMAINING);

        let main = self.b.create_block();
        self.b.ins().jump(main, &[]);
        self.b.switch_to_block(slow);
        let array = self.array(arguments, 0);
        let (count, code) = (self.int(arguments.len() as i64), self.address(code_address));
        let enter = self.environment.entry_points().enter_slow;
        let result = self.call_for(enter, &[self.thread, function, array, count, code], types::I64);
        self.b.ins().return_(&[result]);
        self.b.switch_to_block(main);
    }

    /// Unlinks the frame, then drops what it owns (finalisers must not see it), then gives its memory back.
    pub(super) fn return_value(&mut self, inst: &Inst) -> Option<ir::Value> {
        let value = self.arg(inst, 0);
        if self.body == Body::Loop {
            self.return_through_interpreter(inst, value);
            return None;
        }
        // A frame object, or the dict that `locals()` made.
        let frame_object = self.load(types::I64, self.frame, layout::FRAME_FRAME_OBJ);
        let locals = self.load(types::I64, self.frame, layout::FRAME_LOCALS);
        let seen = self.b.ins().bor(frame_object, locals);
        let held = self.cold_block();
        self.branch_cold(seen, held);

        // Returns that drop the same slots share what follows.
        let drops = self.slots.to_drop();
        let known =
            self.epilogues.iter_mut().find(|known| known.drops.iter().map(|d| d.0).eq(drops.iter().map(|d| d.0)));
        let block = match known {
            Some(known) => {
                for (known, new) in known.drops.iter_mut().zip(drops) {
                    known.1.classes = known.1.classes.union(new.1.classes);
                }
                known.block
            }
            None => {
                let block = self.b.create_block();
                self.b.append_block_param(block, types::I64);
                self.epilogues.push(Epilogue { block, drops });
                block
            }
        };
        self.b.ins().jump(block, &[ir::BlockArg::Value(value)]);

        self.b.switch_to_block(held);
        self.return_through_interpreter(inst, value);
        None
    }

    pub(super) fn emit_epilogues(&mut self) {
        for Epilogue { block, drops } in std::mem::take(&mut self.epilogues) {
            self.b.switch_to_block(block);
            let value = self.b.block_params(block)[0];
            // Nobody can see the frame any more.
            self.stored_unit = Some(self.unit);
            let thread = self.thread();
            let function = self.function();
            let cframe = self.load(types::I64, thread, layout::THREAD_CFRAME);
            let previous = self.load(types::I64, self.frame, layout::FRAME_PREVIOUS);
            self.store(previous, cframe, layout::CFRAME_CURRENT_FRAME);
            for (slot, ty) in drops {
                let object = self.load_slot(slot);
                self.decref(object, ty);
            }
            self.decref(function, Type::OBJECT);
            let code = self.address(self.hir.code);
            self.drop_code(code);
            self.store(self.frame, thread, layout::THREAD_DATASTACK_TOP);
            let remaining = self.load(types::I32, thread, layout::THREAD_PY_RECURSION_REMAINING);
            let remaining = self.b.ins().iadd_imm_s(remaining, 1);
            self.store(remaining, thread, layout::THREAD_PY_RECURSION_REMAINING);
            self.b.ins().return_(&[value]);
        }
    }

    /// The machine code lives as long as the code object, so the last reference is not dropped from within.
    fn drop_code(&mut self, code: ir::Value) {
        let (mortal, last, done) = (self.b.create_block(), self.cold_block(), self.b.create_block());
        let count = self.load(types::I64, code, layout::OBJECT_REFCNT);
        let low = self.b.ins().ireduce(types::I32, count);
        let immortal = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, low, 0);
        self.b.ins().brif(immortal, done, &[], mortal, &[]);
        self.b.switch_to_block(mortal);
        let less = self.b.ins().iadd_imm_s(count, -1);
        let write = self.b.create_block();
        self.b.ins().brif(less, write, &[], last, &[]);
        self.b.switch_to_block(write);
        self.store(less, code, layout::OBJECT_REFCNT);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(last);
        self.call(self.environment.entry_points().defer_code_drop, &[code], None);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(done);
    }
}

fn finish(mut builder: FunctionBuilder<'_>) -> Result<(), CompileError> {
    builder.seal_all_blocks();
    builder.finalize(crate::native::target(Effort::Quick)?.frontend_config());
    Ok(())
}

fn start(builder: &mut FunctionBuilder<'_>) -> Vec<ir::Value> {
    let block = builder.create_block();
    builder.append_block_params_for_function_params(block);
    builder.switch_to_block(block);
    builder.block_params(block).to_vec()
}

/// Calls a C function at a known address.
fn call(b: &mut FunctionBuilder<'_>, address: usize, args: &[ir::Value]) -> ir::Value {
    let signature = signature(&vec![types::I64; args.len()], Some(types::I64));
    let signature = b.import_signature(signature);
    let callee = b.ins().iconst(types::I64, address as i64);
    let call = b.ins().call_indirect(signature, callee, args);
    b.inst_results(call)[0]
}

/// Calls piece 0 of the assembly, the function body.
fn call_body(b: &mut FunctionBuilder<'_>, args: &[ir::Value]) -> ir::Value {
    let signature = b.import_signature(direct_signature(args.len() - 2));
    let name = b.func.declare_imported_user_function(UserExternalName { namespace: 0, index: 0 });
    let callee =
        b.import_function(ExtFuncData { name: ExternalName::user(name), signature, colocated: true, patchable: false });
    let call = b.ins().call(callee, args);
    b.inst_results(call)[0]
}

/// Adds `from_array(thread, function, arguments)` for piece 0.
pub(crate) fn add_from_array(assembly: &mut Assembly, count: usize) -> Result<usize, CompileError> {
    let key = ("from_array", count, [0, 0]);
    assembly.add_shared(key, signature(&[types::I64; 3], Some(types::I64)), |mut b| {
        let params = start(&mut b);
        let mut args = params[..2].to_vec();
        for i in 0..count {
            args.push(b.ins().load(types::I64, TRUSTED, params[2], i as i32 * 8));
        }
        let result = call_body(&mut b, &args);
        b.ins().return_(&[result]);
        finish(b)
    })
}

/// Goes to `exact` with the places of a call's arguments where positional ones were given and defaults make up for the
/// rest; to `bind` with any other call.
fn take_defaults(
    b: &mut FunctionBuilder<'_>,
    params: &[ir::Value],
    given: ir::Value,
    count: usize,
    exact: ir::Block,
    bind: ir::Block,
) {
    let [callable, arguments, _, keywords] = params[..] else { unreachable!("four parameters") };
    let next = |b: &mut FunctionBuilder<'_>, condition: ir::Value| {
        let next = b.create_block();
        b.ins().brif(condition, next, &[], bind, &[]);
        b.switch_to_block(next);
    };
    let no_keywords = b.ins().icmp_imm_s(IntCC::Equal, keywords, 0);
    next(b, no_keywords);
    let defaults = b.ins().load(types::I64, TRUSTED, callable, layout::FUNCTION_DEFAULTS);
    next(b, defaults);
    let known = b.ins().load(types::I64, TRUSTED, defaults, layout::VAR_SIZE);
    // The first parameter that has a default.
    let count_value = b.ins().iconst(types::I64, count as i64);
    let first = b.ins().isub(count_value, known);
    let enough = b.ins().icmp(IntCC::SignedGreaterThanOrEqual, given, first);
    next(b, enough);
    let few = b.ins().icmp(IntCC::SignedLessThan, given, count_value);
    next(b, few);
    let skipped = b.ins().ishl_imm_u(first, 3);
    let from_defaults = b.ins().isub(defaults, skipped);
    let places: Vec<ir::BlockArg> = (0..count as i64)
        .map(|i| {
            let is_default = b.ins().icmp_imm_s(IntCC::SignedLessThanOrEqual, given, i);
            let argument = b.ins().iadd_imm_s(arguments, i * 8);
            let default = b.ins().iadd_imm_s(from_defaults, i64::from(layout::TUPLE_ITEM) + i * 8);
            ir::BlockArg::Value(b.ins().select(is_default, default, argument))
        })
        .collect();
    b.ins().jump(exact, &places);
}

/// Adds the vectorcall entry of piece 0: a call with positional arguments alone, of which defaults stand in for the last,
/// goes straight to the body, any other to the runtime. With `bind_always`, every call does.
pub(crate) fn add_vectorcall(
    assembly: &mut Assembly,
    count: usize,
    environment: &dyn Environment,
    bind_always: bool,
) -> Result<usize, CompileError> {
    let points = environment.entry_points();
    let key = (if bind_always { "bind" } else { "vectorcall" }, count, [points.bind_and_call, points.thread_state]);
    assembly.add_shared(key, signature(&[types::I64; 4], Some(types::I64)), |mut b| {
        let params = start(&mut b);
        if !bind_always {
            let [callable, arguments, given, keywords] = params[..] else { unreachable!("four parameters") };
            let (bind, exact, fewer) = (b.create_block(), b.create_block(), b.create_block());
            b.set_cold_block(bind);
            let places: Vec<ir::Value> = (0..count).map(|_| b.append_block_param(exact, types::I64)).collect();
            let given = b.ins().band_imm_s(given, !(1i64 << layout::VECTORCALL_ARGUMENTS_OFFSET_SHIFT));
            let differs = b.ins().bxor_imm_u(given, count as i64);
            let other = b.ins().bor(differs, keywords);
            let plain: Vec<_> = (0..count).map(|i| b.ins().iadd_imm_s(arguments, i as i64 * 8)).collect();
            let plain: Vec<_> = plain.into_iter().map(ir::BlockArg::Value).collect();
            b.ins().brif(other, fewer, &[], exact, &plain);
            b.switch_to_block(fewer);
            take_defaults(&mut b, &params, given, count, exact, bind);
            b.switch_to_block(exact);
            let thread = call(&mut b, points.thread_state, &[]);
            let mut args = vec![thread, callable];
            for place in places {
                let argument = b.ins().load(types::I64, TRUSTED, place, 0);
                let refs = b.ins().load(types::I64, TRUSTED, argument, layout::OBJECT_REFCNT);
                let more = b.ins().iadd_imm_s(refs, 1);
                let low = b.ins().ireduce(types::I32, more);
                let (write, next) = (b.create_block(), b.create_block());
                b.ins().brif(low, write, &[], next, &[]);
                b.switch_to_block(write);
                b.ins().store(TRUSTED, more, argument, layout::OBJECT_REFCNT);
                b.ins().jump(next, &[]);
                b.switch_to_block(next);
                args.push(argument);
            }
            let result = call_body(&mut b, &args);
            b.ins().return_(&[result]);
            b.switch_to_block(bind);
        }
        let result = call(&mut b, points.bind_and_call, &params);
        b.ins().return_(&[result]);
        finish(b)
    })
}

/// Adds the direct entry for that many arguments that hands them to the interpreter.
pub(crate) fn add_fallback(
    assembly: &mut Assembly,
    count: usize,
    environment: &dyn Environment,
) -> Result<usize, CompileError> {
    assembly.add("fallback", direct_signature(count), Effort::Quick, |mut b| {
        let params = start(&mut b);
        let slot = b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, count as u32 * 8, 3));
        for (i, &argument) in params[2..].iter().enumerate() {
            b.ins().stack_store(types::I64, argument, slot, i as i32 * 8);
        }
        let array = b.ins().stack_addr(types::I64, slot, 0);
        let number = b.ins().iconst(types::I64, count as i64);
        let interpret = environment.entry_points().call_interpreted;
        let result = call(&mut b, interpret, &[params[0], params[1], array, number]);
        b.ins().return_(&[result]);
        finish(b)
    })
}
