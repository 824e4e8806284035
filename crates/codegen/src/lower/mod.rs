//! HIR to Cranelift's IR.
//!
//! One HIR value becomes one CLIF value, one block one block. Cold paths (exits, raises, deallocation) are blocks of
//! their own marked cold, so the straight line is what usually runs. Exit blocks are emitted last and shared: see
//! [`exits`].

mod arithmetic;
mod boxing;
mod calls;
mod emit;
mod exits;
mod guards;
mod memory;
mod prologue;
mod refcounts;
mod slots;

use crate::CompileError;
use crate::abi::{Environment, ExitDescriptor, ExitKind};
use crate::native::{Assembly, Effort, direct_signature, signature};
use crate::stubs::Stubs;
use andiron_bytecode::{Class, Fact};
use andiron_cpython::layout;
use andiron_hir as hir;
use andiron_hir::function::OldValue;
use andiron_hir::{Imm, Inst, Opcode, Rep};
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, StackSlotData, StackSlotKind, types};
use cranelift_frontend::FunctionBuilder;
use exits::Exits;
use slots::SlotFacts;

pub(crate) use prologue::{add_fallback, add_from_array, add_vectorcall};

/// What is being compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// A function, with a frame of its own.
    Function,
    /// A loop, on the interpreter's frame.
    Loop,
}

impl Body {
    /// What the function's entry block says.
    pub fn of(function: &hir::Function) -> Body {
        match function.blocks[0].entry {
            hir::Entry::Loop => Body::Loop,
            _ => Body::Function,
        }
    }
}

/// Compiles the body into `assembly` and returns its exits.
pub(crate) fn add_body(
    assembly: &mut Assembly,
    function: &hir::Function,
    environment: &dyn Environment,
) -> Result<Vec<Box<ExitDescriptor>>, CompileError> {
    check_supported(function)?;
    let body = Body::of(function);
    let signature = match body {
        Body::Function => direct_signature(function.parameters as usize),
        Body::Loop => signature(&[types::I64; 2], Some(types::I64)),
    };
    let stubs = Stubs::of(environment)?;
    let mut descriptors = Vec::new();
    assembly.add(&function.name, signature, effort(function), |builder| {
        descriptors = Lowering::new(function, environment, builder, body, stubs).run()?;
        Ok(())
    })?;
    Ok(descriptors)
}

/// Loops on raw numbers have some among a block's parameters.
fn effort(function: &hir::Function) -> Effort {
    let raw = |&value: &hir::Value| matches!(function.ty(value).rep, Rep::I64 | Rep::F64);
    if function.blocks.iter().any(|block| block.params.iter().any(raw)) { Effort::Thorough } else { Effort::Quick }
}

fn check_supported(function: &hir::Function) -> Result<(), CompileError> {
    if function.blocks.is_empty() {
        return Err(CompileError("the function has no blocks".to_owned()));
    }
    for block in function.reverse_postorder() {
        for inst in function.blocks[block.index()].insts.iter().filter_map(|&v| function.inst(v)) {
            if matches!((inst.opcode, inst.imm), (Opcode::GuardType | Opcode::HasClass, Imm::Class(Class::Other))) {
                return Err(CompileError("a guard on the class Other".to_owned()));
            }
            let Some(state) = inst.state.map(|s| &function.states[s.index()]) else { continue };
            if state.caller.is_some() {
                return Err(CompileError("a frame state of an inlined frame".to_owned()));
            }
            if state.locals.iter().any(|l| matches!(l, hir::Local::Value(_))) {
                return Err(CompileError("home assignment has not run".to_owned()));
            }
        }
    }
    Ok(())
}

/// The state of one function's lowering.
struct Lowering<'a, 'b> {
    hir: &'a hir::Function,
    environment: &'a dyn Environment,
    body: Body,
    b: FunctionBuilder<'b>,
    values: Vec<Option<ir::Value>>,
    blocks: Vec<Option<ir::Block>>,
    /// `PyThreadState *`, where the body starts.
    thread: ir::Value,
    /// Where it is kept.
    thread_home: ir::StackSlot,
    /// `_PyInterpreterFrame *`
    frame: ir::Value,
    slots: SlotFacts,
    /// The arguments, by slot, as long as the slots are sure to hold them.
    incoming: Vec<ir::Value>,
    exits: Exits,
    epilogues: Vec<prologue::Epilogue>,
    signatures: Vec<(Vec<ir::Type>, Option<ir::Type>, ir::SigRef)>,
    stubs: Stubs,
    stub_signature: Option<ir::SigRef>,
    /// Outgoing arrays of arguments; grows to the longest.
    arguments: ir::StackSlot,
    argument_words: u32,
    scratch: ir::StackSlot,
    /// Where a helper leaves a raw result.
    out: ir::StackSlot,
    /// Code unit of the instruction being lowered.
    unit: u32,
    /// What `prev_instr` is known to hold.
    stored_unit: Option<u32>,
}

impl<'a, 'b> Lowering<'a, 'b> {
    fn new(
        hir: &'a hir::Function,
        environment: &'a dyn Environment,
        mut b: FunctionBuilder<'b>,
        body: Body,
        stubs: Stubs,
    ) -> Lowering<'a, 'b> {
        let mut slot =
            |words: u32| b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, words * 8, 3));
        let (arguments, scratch, out, buffer) = (slot(0), slot(hir.scratch_words), slot(1), slot(0));
        let thread_home = slot(1);
        let none = ir::Value::from_u32(0);
        Lowering {
            hir,
            environment,
            body,
            values: vec![None; hir.values.len()],
            blocks: vec![None; hir.blocks.len()],
            thread: none,
            frame: none,
            thread_home,
            slots: SlotFacts::analyse(hir),
            incoming: Vec::new(),
            exits: Exits::new(buffer),
            epilogues: Vec::new(),
            signatures: Vec::new(),
            stubs,
            stub_signature: None,
            arguments,
            argument_words: 0,
            scratch,
            out,
            unit: hir.blocks[0].unit,
            stored_unit: None,
            b,
        }
    }

    fn run(mut self) -> Result<Vec<Box<ExitDescriptor>>, CompileError> {
        let order = self.hir.reverse_postorder();
        for &block in &order {
            let data = &self.hir.blocks[block.index()];
            let made = self.b.create_block();
            self.blocks[block.index()] = Some(made);
            for &param in &data.params {
                let ty = machine_type(self.hir.ty(param).rep);
                self.values[param.index()] = Some(self.b.append_block_param(made, ty));
            }
            let leaves = self.hir.terminator(block).opcode == Opcode::Exit;
            if data.entry == hir::Entry::Handler || leaves {
                self.b.set_cold_block(made);
            }
        }
        self.prologue();
        for block in order {
            self.b.switch_to_block(self.blocks[block.index()].expect("made above"));
            self.stored_unit = None;
            self.slots.enter(block);
            let mut insts = self.hir.blocks[block.index()].insts.iter().peekable();
            while let Some(&value) = insts.next() {
                let inst = self.hir.inst(value).expect("blocks hold instructions");
                self.unit = inst.unit;
                if inst.opcode == Opcode::Safepoint {
                    // Neither has a result or changes a slot.
                    let next = insts.peek().and_then(|next| self.hir.inst(**next));
                    let check = next.filter(|next| next.opcode == Opcode::CheckValid);
                    self.safepoint(inst, check);
                    if check.is_some() {
                        insts.next();
                    }
                    continue;
                }
                if let Some(result) = self.lower(value, inst) {
                    self.values[value.index()] = Some(result);
                }
                self.slots.step(self.hir, inst);
                if !matches!(inst.opcode, Opcode::LoadSlot | Opcode::Const | Opcode::Null) {
                    self.incoming.clear();
                }
            }
        }
        self.emit_epilogues();
        self.emit_exits();
        self.b.func.sized_stack_slots[self.arguments].size = self.argument_words * 8;
        self.b.seal_all_blocks();
        let target = crate::native::target(Effort::Quick)?;
        self.b.finalize(target.frontend_config());
        Ok(self.exits.descriptors)
    }

    /// The machine value of an HIR value.
    fn value(&self, value: hir::Value) -> ir::Value {
        self.values[value.index()].unwrap_or_else(|| panic!("{value} is used before it is made"))
    }

    /// Operand `i`.
    fn arg(&self, inst: &Inst, i: usize) -> ir::Value {
        self.value(inst.args[i])
    }

    /// Type of operand `i`.
    fn arg_type(&self, inst: &Inst, i: usize) -> hir::Type {
        self.hir.ty(inst.args[i])
    }

    /// Lowers one instruction. The result is the value of instructions that have one.
    fn lower(&mut self, value: hir::Value, inst: &Inst) -> Option<ir::Value> {
        use Opcode as O;
        match inst.opcode {
            O::Const => Some(self.address(self.hir.objects[object(inst)].address)),
            O::ConstI64 => Some(self.int(int(inst))),
            O::ConstF64 => {
                let Imm::Float(number) = inst.imm else { malformed(inst) };
                Some(self.b.ins().f64const(number))
            }
            O::ConstBool => {
                let Imm::Bool(truth) = inst.imm else { malformed(inst) };
                Some(self.b.ins().iconst(types::I8, i64::from(truth)))
            }
            O::Null | O::NullPtr => Some(self.int(0)),
            O::Refine => Some(self.arg(inst, 0)),

            O::LoadSlot => {
                let slot = index(inst);
                Some(self.incoming.get(slot as usize).copied().unwrap_or_else(|| self.load_slot(slot)))
            }
            O::LoadStack => Some(self.load_slot(self.hir.slots.len() as u32 + index(inst))),
            O::SetLocal => self.set_local(inst),
            O::CopySlot => self.copy_slot(inst),
            O::SwapSlots => self.swap_slots(inst),
            O::LoadFunction => Some(self.function()),
            O::LoadFrame => Some(self.frame),
            O::LoadThread => Some(self.thread()),
            O::ScratchAddr => Some(self.b.ins().stack_addr(types::I64, self.scratch, index(inst) as i32 * 8)),
            O::TakeScratch => {
                Some(self.b.ins().stack_load(types::I64, types::I64, self.scratch, index(inst) as i32 * 8))
            }

            O::GuardType
            | O::GuardNotNull
            | O::GuardIs
            | O::GuardTypeVersion
            | O::GuardTypeVersions
            | O::GuardClassVersion
            | O::GuardKeysVersion
            | O::GuardKeysCount
            | O::GuardNoInstanceDict
            | O::GuardModuleKeys
            | O::GuardFunctionCode
            | O::GuardFunctionDefaults
            | O::GuardTrue
            | O::GuardFalse
            | O::GuardEitherFloat
            | O::GuardTupleSize
            | O::GuardListSize => self.guard(inst),
            O::CheckValid => self.check_valid(inst),
            O::Safepoint => unreachable!("lowered with what follows it"),

            O::UnboxInt => Some(self.unbox_int(inst)),
            O::UnboxFloat => Some(self.load(types::F64, self.arg(inst, 0), layout::FLOAT_VALUE)),
            O::UnboxNumber => Some(self.unbox_number(inst)),
            O::UnboxBool => Some(self.unbox_bool(inst)),
            O::BoxInt => Some(self.box_int(self.arg(inst, 0))),
            O::BoxFloat => Some(self.box_float(self.arg(inst, 0))),
            O::BoxBool => Some(self.box_bool(self.arg(inst, 0))),
            O::BoxIntOrNull | O::BoxFloatOrNull => Some(self.box_or_null(inst)),
            O::BoxIntOrHeld | O::BoxFloatOrHeld => Some(self.box_or_held(inst)),

            O::IntAdd
            | O::IntSub
            | O::IntMul
            | O::IntFloorDiv
            | O::IntMod
            | O::IntModNew
            | O::IntAnd
            | O::IntOr
            | O::IntXor
            | O::IntShl
            | O::IntShr
            | O::IntNeg
            | O::IntInvert
            | O::IntCompare
            | O::IntToFloat
            | O::IntToFloatExact => Some(self.integer(inst)),
            O::FloatAdd
            | O::FloatSub
            | O::FloatMul
            | O::FloatDiv
            | O::FloatFloorDiv
            | O::FloatMod
            | O::FloatPow
            | O::FloatNeg
            | O::FloatAbs
            | O::FloatSqrt
            | O::FloatCompare
            | O::FloatToInt => Some(self.float(inst)),

            O::BoolNot => {
                let operand = self.arg(inst, 0);
                Some(self.b.ins().bxor_imm_u(operand, 1))
            }
            O::IsSame => {
                let (x, y) = (self.arg(inst, 0), self.arg(inst, 1));
                Some(self.b.ins().icmp(ir::condcodes::IntCC::Equal, x, y))
            }
            O::TypeVersion => {
                let version = self.type_version(self.arg(inst, 0));
                Some(self.b.ins().uextend(types::I64, version))
            }
            O::IsNull => Some(self.is_constant(self.arg(inst, 0), 0)),
            O::HasClass => Some(self.has_class(inst)),
            O::IsExhausted => Some(self.is_constant(self.arg(inst, 0), self.environment.exhausted_marker() as i64)),

            O::ListLen => Some(self.load(types::I64, self.arg(inst, 0), layout::VAR_SIZE)),
            O::TupleLen => Some(self.load(types::I64, self.arg(inst, 0), layout::VAR_SIZE)),
            O::StrLen => Some(self.load(types::I64, self.arg(inst, 0), layout::STR_LENGTH)),
            O::DictLen => Some(self.load(types::I64, self.arg(inst, 0), layout::DICT_USED)),
            O::ListGet => Some(self.list_get(inst)),
            O::TupleGet => Some(self.tuple_get(inst)),
            O::TupleItem => Some(self.load(types::I64, self.arg(inst, 0), layout::TUPLE_ITEM + 8 * index(inst) as i32)),
            O::ListItem => {
                let items = self.load(types::I64, self.arg(inst, 0), layout::LIST_ITEM);
                Some(self.load(types::I64, items, 8 * index(inst) as i32))
            }
            O::ListSet => self.list_set(inst),
            O::RangeIterRemaining => Some(self.load(types::I64, self.arg(inst, 0), layout::RANGE_ITER_LEN)),
            O::RangeIterNext => Some(self.range_iter_next(inst)),
            O::ListIterNext => Some(self.sequence_iter_next(inst, true)),
            O::TupleIterNext => Some(self.sequence_iter_next(inst, false)),

            O::LoadInlineValue => Some(self.load_inline_value(inst)),
            O::LoadDictEntry => Some(self.load_dict_entry(inst)),
            O::StoreInlineValue => self.store_inline_value(inst),
            O::LoadMember => Some(self.load_member(inst)),
            O::StoreMember => self.store_member(inst),
            O::LoadModuleEntry => Some(self.load_module_entry(inst)),
            O::LoadGlobalEntry => Some(self.load_global_entry(inst)),
            O::LoadCell => Some(self.load(types::I64, self.arg(inst, 0), layout::CELL_REF)),
            O::StoreCell => self.store_cell(inst),

            O::CallHelper => self.call_helper(inst),
            O::CallDirect => Some(self.call_direct(inst)),
            O::CallVector => Some(self.call_vector(inst)),
            O::CallC => Some(self.call_c(inst)),
            O::NewInstance => Some(self.new_instance(inst)),

            O::IncRef => self.incref(self.arg(inst, 0), self.arg_type(inst, 0)),
            O::DecRef => self.decref(self.arg(inst, 0), self.arg_type(inst, 0)),

            O::Jump => {
                let (block, args) = self.edge(&inst.targets[0]);
                self.b.ins().jump(block, &args);
                None
            }
            O::Branch => {
                let condition = self.arg(inst, 0);
                let (then, then_args) = self.edge(&inst.targets[0]);
                let (other, other_args) = self.edge(&inst.targets[1]);
                self.b.ins().brif(condition, then, &then_args, other, &other_args);
                None
            }
            O::Return => self.return_value(inst),
            O::Exit => {
                let Imm::Reason(reason) = inst.imm else { malformed(inst) };
                let block = self.exit_block(inst, ExitKind::Leave(reason));
                self.b.ins().jump(block, &[]);
                None
            }
            O::Unreachable => {
                self.b.ins().trap(ir::TrapCode::unwrap_user(1));
                None
            }
        }
        .inspect(|&made| {
            debug_assert_eq!(
                self.b.func.dfg.value_type(made),
                machine_type(self.hir.ty(value).rep),
                "{value} = {}",
                inst.opcode.name()
            );
        })
    }

    fn edge(&self, edge: &hir::Edge) -> (ir::Block, Vec<BlockArg>) {
        let block = self.blocks[edge.block.index()].expect("successors are reachable");
        (block, edge.args.iter().map(|&v| BlockArg::Value(self.value(v))).collect())
    }

    fn slot_offset(&self, slot: u32) -> i32 {
        layout::FRAME_LOCALSPLUS + 8 * slot as i32
    }

    fn load_slot(&mut self, slot: u32) -> ir::Value {
        let offset = self.slot_offset(slot);
        self.load(types::I64, self.frame, offset)
    }

    /// Stores first, drops the old content after: its finaliser may look at this local.
    fn set_local(&mut self, inst: &Inst) -> Option<ir::Value> {
        let Imm::Slot { index: slot, old } = inst.imm else { malformed(inst) };
        let fact = self.slots.get(slot);
        let drop_old = old != OldValue::Null && fact.needs_drop();
        let previous = drop_old.then(|| self.load_slot(slot));
        let (value, offset) = (self.arg(inst, 0), self.slot_offset(slot));
        self.store(value, self.frame, offset);
        if let Some(previous) = previous {
            let mut ty = fact.ty();
            if old == OldValue::Present {
                ty.classes = ty.classes.non_null();
            }
            self.decref(previous, ty);
        }
        None
    }

    fn copy_slot(&mut self, inst: &Inst) -> Option<ir::Value> {
        let Imm::Slots { from, to } = inst.imm else { malformed(inst) };
        let (copy, done) = (self.b.create_block(), self.b.create_block());
        let held = self.arg(inst, 0);
        self.b.ins().brif(held, copy, &[], done, &[]);
        self.b.switch_to_block(copy);
        let (object, previous) = (self.load_slot(from), self.load_slot(to));
        self.incref(object, hir::Type::OBJECT);
        let (offset, fact) = (self.slot_offset(to), self.slots.get(to));
        self.store(object, self.frame, offset);
        self.decref(previous, fact.ty());
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(done);
        None
    }

    fn swap_slots(&mut self, inst: &Inst) -> Option<ir::Value> {
        let Imm::Slots { from, to } = inst.imm else { malformed(inst) };
        let (one, other) = (self.load_slot(from), self.load_slot(to));
        let (from, to) = (self.slot_offset(from), self.slot_offset(to));
        self.store(one, self.frame, to);
        self.store(other, self.frame, from);
        None
    }
}

/// The CLIF type of a representation.
fn machine_type(rep: Rep) -> ir::Type {
    match rep {
        Rep::Object | Rep::Ptr | Rep::I64 => types::I64,
        Rep::F64 => types::F64,
        Rep::Bool => types::I8,
        Rep::Void => types::INVALID,
    }
}

fn malformed(inst: &Inst) -> ! {
    panic!("{} cannot have the immediate {:?}", inst.opcode.name(), inst.imm)
}

fn index(inst: &Inst) -> u32 {
    let Imm::Index(index) = inst.imm else { malformed(inst) };
    index
}

fn int(inst: &Inst) -> i64 {
    let Imm::Int(int) = inst.imm else { malformed(inst) };
    int
}

fn object(inst: &Inst) -> usize {
    let Imm::Object(object) = inst.imm else { malformed(inst) };
    object.index()
}

/// The integer an HIR value is known to be.
fn constant_int(function: &hir::Function, value: hir::Value) -> Option<i64> {
    let inst = function.inst(value)?;
    match (inst.opcode, inst.imm) {
        (Opcode::ConstI64, Imm::Int(int)) => Some(int),
        (Opcode::UnboxInt, _) => match function.inst(function.root(inst.args[0]))?.imm {
            Imm::Object(id) => match function.objects[id.index()].fact {
                Fact::Int(int) => Some(int),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
