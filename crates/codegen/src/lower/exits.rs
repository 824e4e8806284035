//! Exits: from machine values to the interpreter's frame.
//!
//! A guard branches to a cold *reason* block that names the descriptor; several reasons of equal frame states share one
//! *state* block that stores the live values to the buffer and calls the runtime. Values in a state are made before the
//! bytecode instruction it describes, so they dominate every guard of that instruction, hence the shared block. The call
//! itself is made in one *tail* block for the whole body (and one for each handler). Nothing is emitted until the body
//! is complete.

use super::{Body, Lowering};
use crate::abi::{ExitDescriptor, ExitKind, HandlerDepth, RAISED, Source};
use andiron_hir::{self as hir, FrameState, Imm, Inst, Local, Opcode, Rep, State};
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, types};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicUsize};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    /// To the interpreter. The descriptor is the block's parameter.
    Leave,
    /// An exception at the state's unit.
    Raise,
    /// The same; how to raise is the block's parameter.
    RaiseWithStatus,
}

/// What is left to emit.
pub(super) struct Exits {
    pub descriptors: Vec<Box<ExitDescriptor>>,
    /// The native buffer, and how many words it needs.
    buffer: ir::StackSlot,
    buffer_words: u32,
    /// For each unit, the distinct states seen.
    distinct: HashMap<u32, Vec<State>>,
    reasons: Vec<(State, ExitKind, ir::Block)>,
    /// With the unit that raises: the instruction proper, where the state resumes at its prefixes.
    ways: Vec<(State, Way, u32, ir::Block)>,
    /// Where everything that leaves for the interpreter ends; the descriptor is its parameter.
    tail: Option<ir::Block>,
    /// Where everything that goes on at a handler's block ends; descriptor and status are its parameters.
    handler_tails: Vec<(ir::Block, ir::Block)>,
}

impl Exits {
    pub fn new(buffer: ir::StackSlot) -> Exits {
        Exits {
            descriptors: Vec::new(),
            buffer,
            buffer_words: 0,
            distinct: HashMap::new(),
            reasons: Vec::new(),
            ways: Vec::new(),
            tail: None,
            handler_tails: Vec::new(),
        }
    }
}

/// A frame state with its values' places in the buffer.
struct Layout {
    locals: Vec<(u32, Source)>,
    stack: Vec<Source>,
    drops: Vec<u32>,
    buffer: Vec<ir::Value>,
}

impl Lowering<'_, '_> {
    /// One state for all equal ones.
    fn distinct_state(&mut self, state: State) -> State {
        let data = &self.hir.states[state.index()];
        let known = self.exits.distinct.entry(data.unit).or_default();
        if let Some(&same) = known.iter().find(|s| self.hir.states[s.index()] == *data) {
            return same;
        }
        known.push(state);
        state
    }

    fn state_of(&mut self, inst: &Inst) -> State {
        let state = inst.state.unwrap_or_else(|| panic!("{} needs a frame state", inst.opcode.name()));
        self.distinct_state(state)
    }

    /// The block to branch to where `inst` leaves for the interpreter.
    pub(super) fn exit_block(&mut self, inst: &Inst, kind: ExitKind) -> ir::Block {
        let state = self.state_of(inst);
        if let Some((_, _, block)) = self.exits.reasons.iter().find(|(s, k, _)| *s == state && *k == kind) {
            return *block;
        }
        let block = self.cold_block();
        self.exits.reasons.push((state, kind, block));
        block
    }

    /// The block to branch to where `inst` has set an exception.
    pub(super) fn raise_block(&mut self, inst: &Inst) -> ir::Block {
        let state = self.state_of(inst);
        self.way(state, Way::Raise, inst.unit)
    }

    /// The same with a parameter: the `Raised` helper's result.
    pub(super) fn raise_with_status_block(&mut self, inst: &Inst) -> ir::Block {
        let state = self.state_of(inst);
        self.way(state, Way::RaiseWithStatus, inst.unit)
    }

    fn way(&mut self, state: State, way: Way, unit: u32) -> ir::Block {
        let mut known = self.exits.ways.iter().rev();
        if let Some((.., block)) = known.find(|(s, w, u, _)| *s == state && *w == way && *u == unit) {
            return *block;
        }
        let block = self.cold_block();
        match way {
            Way::Leave => drop(self.b.append_block_param(block, types::I64)),
            Way::RaiseWithStatus => drop(self.b.append_block_param(block, types::I32)),
            Way::Raise => {}
        }
        self.exits.ways.push((state, way, unit, block));
        block
    }

    /// Emits every exit asked for.
    pub(super) fn emit_exits(&mut self) {
        let mut reasons = std::mem::take(&mut self.exits.reasons);
        reasons.sort_by_key(|(state, ..)| *state);
        for same in reasons.chunk_by(|a, b| a.0 == b.0) {
            for &(state, kind, block) in same {
                let (layout, _) = self.layout(state, None);
                let descriptor = self.describe(state, kind, &layout);
                self.b.switch_to_block(block);
                if same.len() == 1 {
                    self.fill_buffer(&layout);
                    let descriptor = self.address(descriptor);
                    self.leave(descriptor);
                } else {
                    let shared = self.way(state, Way::Leave, 0);
                    let descriptor = self.address(descriptor);
                    self.b.ins().jump(shared, &[BlockArg::Value(descriptor)]);
                }
            }
        }
        for (state, way, unit, block) in std::mem::take(&mut self.exits.ways) {
            self.b.switch_to_block(block);
            match way {
                Way::Leave => {
                    let (layout, _) = self.layout(state, None);
                    self.fill_buffer(&layout);
                    let descriptor = self.b.block_params(block)[0];
                    self.leave(descriptor);
                }
                Way::Raise | Way::RaiseWithStatus => self.emit_raise(state, unit, block),
            }
        }
        for (target, tail) in std::mem::take(&mut self.exits.handler_tails) {
            self.emit_handler_tail(target, tail);
        }
        if let Some(tail) = self.exits.tail {
            self.emit_tail(tail);
        }
        let size = self.exits.buffer_words * 8;
        self.b.func.sized_stack_slots[self.exits.buffer].size = size;
    }

    fn emit_raise(&mut self, state: State, unit: u32, block: ir::Block) {
        let status = self.b.block_params(block).first().copied();
        let row = self.hir.handler_at(unit).copied();
        let (layout, _) = self.layout(state, Some(row.map_or(0, |r| r.depth)));
        let compiled = row.and_then(|row| Some((self.blocks[row.block?.index()]?, row)));
        let handler = compiled.map(|(_, row)| HandlerDepth { depth: row.depth, push_lasti: row.push_lasti });
        let descriptor = self.descriptor(unit, ExitKind::Raise, &layout, handler);
        self.fill_buffer(&layout);
        let descriptor = self.address(descriptor);
        let Some((target, _)) = compiled else { return self.leave(descriptor) };
        let status = status.unwrap_or_else(|| self.b.ins().iconst(types::I32, i64::from(RAISED)));
        let known = self.exits.handler_tails.iter().find(|(to, _)| *to == target).map(|(_, tail)| *tail);
        let tail = known.unwrap_or_else(|| {
            let tail = self.cold_block();
            self.b.append_block_param(tail, types::I64);
            self.b.append_block_param(tail, types::I32);
            self.exits.handler_tails.push((target, tail));
            tail
        });
        self.b.ins().jump(tail, &[BlockArg::Value(descriptor), BlockArg::Value(status)]);
    }

    fn emit_handler_tail(&mut self, target: ir::Block, tail: ir::Block) {
        self.b.switch_to_block(tail);
        let &[descriptor, status] = self.b.block_params(tail) else { unreachable!("made with two") };
        let buffer = self.b.ins().stack_addr(types::I64, self.exits.buffer, 0);
        let enter = self.environment.entry_points().enter_handler;
        let thread = self.thread();
        let entered = self.call_for(enter, &[thread, self.frame, descriptor, buffer, status], types::I32);
        let traced = self.cold_block();
        self.b.ins().brif(entered, target, &[], traced, &[]);
        self.b.switch_to_block(traced);
        self.leave(descriptor);
    }

    /// Ends a block whose state is in the buffer.
    fn leave(&mut self, descriptor: ir::Value) {
        let tail = self.exits.tail.unwrap_or_else(|| {
            let tail = self.cold_block();
            self.b.append_block_param(tail, types::I64);
            self.exits.tail = Some(tail);
            tail
        });
        self.b.ins().jump(tail, &[BlockArg::Value(descriptor)]);
    }

    fn emit_tail(&mut self, tail: ir::Block) {
        self.b.switch_to_block(tail);
        let descriptor = self.b.block_params(tail)[0];
        let buffer = self.b.ins().stack_addr(types::I64, self.exits.buffer, 0);
        let points = self.environment.entry_points();
        let exit = if self.body == Body::Function { points.exit } else { points.exit_loop };
        let thread = self.thread();
        let result = self.call_for(exit, &[thread, self.frame, descriptor, buffer], types::I64);
        self.b.ins().return_(&[result]);
    }

    /// Hands a return value to the interpreter: somebody holds the frame, or it is the interpreter's anyway.
    pub(super) fn return_through_interpreter(&mut self, inst: &Inst, value: ir::Value) {
        let points = self.environment.entry_points();
        let leave = if self.body == Body::Function { points.leave_slow } else { points.leave_loop };
        let (descriptor, buffer) = match inst.state {
            Some(state) => {
                let (mut layout, _) = self.layout(state, Some(0));
                layout.drops.clear();
                (self.describe(state, ExitKind::Return, &layout), self.fill_buffer(&layout))
            }
            None => {
                let layout = Layout { locals: vec![], stack: vec![], drops: vec![], buffer: vec![] };
                (self.descriptor(inst.unit, ExitKind::Return, &layout, None), None)
            }
        };
        let buffer = buffer.unwrap_or_else(|| self.int(0));
        let descriptor = self.address(descriptor);
        let thread = self.thread();
        let result = self.call_for(leave, &[thread, self.frame, descriptor, buffer, value], types::I64);
        self.b.ins().return_(&[result]);
    }

    /// Descriptor and buffer of the locals that are not in their slots; NULLs if there are none.
    pub(super) fn unboxed_locals(&mut self, inst: &Inst) -> (ir::Value, ir::Value) {
        let state = inst.state.unwrap_or_else(|| panic!("{} needs a frame state", inst.opcode.name()));
        if !self.hir.states[state.index()].locals.iter().any(|local| *local != Local::InSlot) {
            return (self.int(0), self.int(0));
        }
        let (layout, _) = self.layout(state, Some(0));
        let layout = Layout { stack: vec![], drops: vec![], ..layout };
        let descriptor = self.describe(state, ExitKind::Sync, &layout);
        let buffer = self.fill_buffer(&layout).unwrap_or_else(|| self.int(0));
        (self.address(descriptor), buffer)
    }

    fn describe(&mut self, state: State, kind: ExitKind, layout: &Layout) -> usize {
        let unit = self.hir.states[state.index()].unit;
        self.descriptor(unit, kind, layout, None)
    }

    fn descriptor(&mut self, unit: u32, kind: ExitKind, layout: &Layout, handler: Option<HandlerDepth>) -> usize {
        let descriptor = Box::new(ExitDescriptor {
            unit,
            kind,
            locals: layout.locals.clone(),
            stack: layout.stack.clone(),
            drops: layout.drops.clone(),
            handler,
            count: AtomicU32::new(0),
            owner: AtomicUsize::new(0),
        });
        let address = &raw const *descriptor as usize;
        self.exits.descriptors.push(descriptor);
        address
    }

    /// Where everything in a state is. With `cut`, the stack is being unwound to that depth: what is above is released
    /// if it is ours to hand over, and is nobody's business otherwise.
    fn layout(&mut self, state: State, cut: Option<u32>) -> (Layout, &FrameState) {
        let hir = self.hir;
        let data = &hir.states[state.index()];
        let mut layout = Layout { locals: vec![], stack: vec![], drops: vec![], buffer: vec![] };
        for (slot, local) in data.locals.iter().enumerate() {
            match *local {
                Local::InSlot => {}
                Local::Raw(value) => {
                    let source = self.source(value, true, &mut layout.buffer);
                    layout.locals.push((slot as u32, source));
                }
                Local::RawOrNull { value, absent } => {
                    let index = place(self.value(value), &mut layout.buffer);
                    let absent = place(self.value(absent), &mut layout.buffer);
                    let source = match hir.ty(value).rep {
                        Rep::I64 => Source::IntOrNull { index, absent },
                        Rep::F64 => Source::FloatOrNull { index, absent },
                        rep => panic!("{value} is {rep:?}, which has no form that may be NULL"),
                    };
                    layout.locals.push((slot as u32, source));
                }
                Local::RawOrHeld { value, held } => {
                    let index = place(self.value(value), &mut layout.buffer);
                    let held = place(self.value(held), &mut layout.buffer);
                    let source = match hir.ty(value).rep {
                        Rep::I64 => Source::IntOrHeld { index, held },
                        Rep::F64 => Source::FloatOrHeld { index, held },
                        rep => panic!("{value} is {rep:?}, whose object no slot is known to hold"),
                    };
                    layout.locals.push((slot as u32, source));
                }
                Local::Value(_) => unreachable!("checked before lowering"),
            }
        }
        let kept = cut.map_or(data.stack.len(), |depth| data.stack.len().min(depth as usize));
        for item in &data.stack[..kept] {
            let source = match item.slot {
                Some(slot) => Source::Slot(slot),
                None => self.source(item.value, item.transfer, &mut layout.buffer),
            };
            layout.stack.push(source);
        }
        let unwound = data.stack[kept..].iter().filter(|item| item.transfer).map(|item| item.value);
        for value in unwound.chain(data.drops.iter().copied()) {
            if !hir.ty(value).is_immortal() {
                let value = self.value(value);
                // Every reference counts: the same object may be released more than once.
                layout.drops.push(place(value, &mut layout.buffer));
            }
        }
        (layout, data)
    }

    fn source(&mut self, value: hir::Value, transfer: bool, buffer: &mut Vec<ir::Value>) -> Source {
        let ty = self.hir.ty(value);
        let origin = self.hir.inst(self.hir.root(value));
        match (origin.map(|i| (i.opcode, i.imm)), ty.rep) {
            (Some((Opcode::Const, Imm::Object(id))), _) => {
                Source::Constant { address: self.hir.objects[id.index()].address, transfer }
            }
            (Some((Opcode::Null, _)), _) => Source::Null,
            (Some((Opcode::ConstI64, Imm::Int(int))), _) => Source::ConstantInt(int),
            (Some((Opcode::ConstF64, Imm::Float(float))), _) => Source::ConstantFloat(float),
            (Some((Opcode::ConstBool, Imm::Bool(truth))), _) => Source::ConstantBool(truth),
            (_, Rep::Object) => {
                let index = place(self.value(value), buffer);
                if ty.may_be_null() { Source::Nullable { index, transfer } } else { Source::Object { index, transfer } }
            }
            (_, Rep::I64) => Source::Int { index: place(self.value(value), buffer) },
            (_, Rep::F64) => Source::Float { index: place(self.value(value), buffer) },
            (_, Rep::Bool) => Source::Bool { index: place(self.value(value), buffer) },
            (_, Rep::Ptr | Rep::Void) => panic!("{value} is no Python value, yet a frame state mentions it"),
        }
    }

    /// Stores a state's values; the buffer's address, unless there are none.
    fn fill_buffer(&mut self, layout: &Layout) -> Option<ir::Value> {
        if layout.buffer.is_empty() {
            return None;
        }
        self.exits.buffer_words = self.exits.buffer_words.max(layout.buffer.len() as u32);
        let buffer = self.b.ins().stack_addr(types::I64, self.exits.buffer, 0);
        for (i, &value) in layout.buffer.iter().enumerate() {
            let narrow = self.b.func.dfg.value_type(value) == types::I8;
            let value = if narrow { self.b.ins().uextend(types::I64, value) } else { value };
            self.store(value, buffer, i as i32 * 8);
        }
        Some(buffer)
    }
}

/// Index of a value in the buffer, where it has one place however often it is named.
fn place(value: ir::Value, buffer: &mut Vec<ir::Value>) -> u32 {
    let at = buffer.iter().position(|&v| v == value).unwrap_or_else(|| {
        buffer.push(value);
        buffer.len() - 1
    });
    at as u32
}
