//! Bytecode blocks: where control can go, what the operand stack looks like there, and which locals are bound.
//!
//! One forward data-flow analysis over the whole code object (exception edges included) gives, at each block's start,
//! the stack's depth, which stack items may be NULL, which locals are certainly bound and which slots certainly hold
//! cells. Entries from outside (handlers, on-stack replacement) get their types from it.

use super::Refusal;
use andiron_bytecode::{Code, Handler, Instr, Op, SlotKind};
use std::collections::BTreeMap;

/// What is known of the frame at one point.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    /// Per stack item: may it be NULL?
    pub stack: Vec<bool>,
    /// Per slot: is it certainly bound?
    pub bound: Vec<bool>,
    /// Per slot: does it certainly hold a cell?
    pub cell: Vec<bool>,
}

/// A bytecode basic block.
#[derive(Clone, Debug)]
pub(super) struct Leader {
    /// Index of its first instruction.
    pub first: usize,
    /// One past its last.
    pub end: usize,
    /// Blocks it goes to.
    pub successors: Vec<usize>,
    /// Frame at its start; `None`: cannot be reached.
    pub shape: Option<Shape>,
    /// The exception table row it handles, if it is a handler.
    pub handler: Option<Handler>,
    /// How many reachable blocks' edges lead here (filled by [`Flow::reach`]).
    pub predecessors: usize,
}

/// The blocks of a code object.
pub(super) struct Flow {
    pub leaders: Vec<Leader>,
    by_index: BTreeMap<usize, usize>,
}

/// Instruction a conditional or unconditional jump goes to. An exhausted `FOR_ITER` skips the `END_FOR` it names.
pub(super) fn jump_index(code: &Code, ins: &Instr) -> Result<usize, Refusal> {
    let index = ins.target.and_then(|unit| code.index_of(unit)).ok_or(Refusal::Malformed)?;
    let skips = ins.op == Op::FOR_ITER && code.instrs[index].op == Op::END_FOR;
    Ok(if skips { index + 1 } else { index })
}

/// Whether nothing follows in line. Instructions the builder does not know end in an exit.
pub(super) fn ends_block(op: Op) -> bool {
    matches!(
        op,
        Op::RETURN_VALUE
            | Op::RETURN_CONST
            | Op::RAISE_VARARGS
            | Op::RERAISE
            | Op::JUMP_FORWARD
            | Op::JUMP_BACKWARD
            | Op::JUMP_BACKWARD_NO_INTERRUPT
    ) || effect(op, 0).is_none()
}

fn jumps(op: Op) -> bool {
    matches!(
        op,
        Op::JUMP_FORWARD
            | Op::JUMP_BACKWARD
            | Op::JUMP_BACKWARD_NO_INTERRUPT
            | Op::POP_JUMP_IF_FALSE
            | Op::POP_JUMP_IF_TRUE
            | Op::POP_JUMP_IF_NONE
            | Op::POP_JUMP_IF_NOT_NONE
            | Op::FOR_ITER
    )
}

/// Items popped and pushed when control falls through; `None` for instructions left to the interpreter.
fn effect(op: Op, arg: u32) -> Option<(u32, u32)> {
    use Op::*;
    Some(match op {
        NOP
        | RESUME
        | KW_NAMES
        | JUMP_FORWARD
        | JUMP_BACKWARD
        | JUMP_BACKWARD_NO_INTERRUPT
        | MAKE_CELL
        | COPY_FREE_VARS
        | SETUP_ANNOTATIONS
        | DELETE_FAST
        | DELETE_NAME
        | DELETE_GLOBAL
        | DELETE_DEREF
        | RETURN_CONST
        | SWAP => (0, 0),
        LOAD_CONST | LOAD_FAST | LOAD_FAST_CHECK | LOAD_FAST_AND_CLEAR | LOAD_CLOSURE | LOAD_DEREF | LOAD_NAME
        | LOAD_LOCALS | LOAD_BUILD_CLASS | LOAD_ASSERTION_ERROR | PUSH_NULL | COPY | IMPORT_FROM | GET_LEN
        | MATCH_MAPPING | MATCH_SEQUENCE | MATCH_KEYS | WITH_EXCEPT_START | FOR_ITER => (0, 1),
        LOAD_GLOBAL => (0, 1 + (arg & 1)),
        POP_TOP | STORE_FAST | STORE_NAME | STORE_GLOBAL | STORE_DEREF | POP_EXCEPT | RETURN_VALUE
        | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE | DELETE_ATTR
        | LIST_APPEND | SET_ADD | LIST_EXTEND | SET_UPDATE | DICT_UPDATE | DICT_MERGE | RERAISE => (1, 0),
        END_FOR | DELETE_SUBSCR | STORE_ATTR | MAP_ADD => (2, 0),
        UNARY_NEGATIVE
        | UNARY_NOT
        | UNARY_INVERT
        | GET_ITER
        | LOAD_FROM_DICT_OR_DEREF
        | LOAD_FROM_DICT_OR_GLOBALS
        | CALL_INTRINSIC_1
        | CHECK_EXC_MATCH => (1, 1),
        BINARY_OP | BINARY_SUBSCR | COMPARE_OP | IS_OP | CONTAINS_OP | CALL_INTRINSIC_2 | IMPORT_NAME => (2, 1),
        BINARY_SLICE | MATCH_CLASS => (3, 1),
        STORE_SUBSCR => (3, 0),
        STORE_SLICE => (4, 0),
        PUSH_EXC_INFO | BEFORE_WITH => (1, 2),
        CHECK_EG_MATCH => (2, 2),
        UNPACK_SEQUENCE => (1, arg),
        UNPACK_EX => (1, (arg & 0xff) + 1 + (arg >> 8)),
        BUILD_TUPLE | BUILD_LIST | BUILD_SET | BUILD_STRING | BUILD_SLICE => (arg, 1),
        BUILD_MAP => (2 * arg, 1),
        BUILD_CONST_KEY_MAP => (arg + 1, 1),
        LOAD_ATTR => (1, 1 + (arg & 1)),
        LOAD_SUPER_ATTR => (3, 1 + (arg & 1)),
        CALL => (arg + 2, 1),
        CALL_FUNCTION_EX => (3 + (arg & 1), 1),
        MAKE_FUNCTION => (1 + (arg & 15).count_ones(), 1),
        FORMAT_VALUE => (1 + u32::from(arg & 4 != 0), 1),
        RAISE_VARARGS => (arg, 0),
        _ => return None,
    })
}

impl Shape {
    fn pop(&mut self, count: u32) -> Result<(), Refusal> {
        let depth = self.stack.len().checked_sub(count as usize).ok_or(Refusal::Malformed)?;
        self.stack.truncate(depth);
        Ok(())
    }

    /// Applies one instruction, as control falls through it.
    fn step(&mut self, ins: &Instr, code: &Code) -> Result<(), Refusal> {
        let Some((pops, pushes)) = effect(ins.op, ins.arg) else { return Ok(()) };
        let slot = ins.arg as usize;
        let depth = self.stack.len();
        let from_top = |n: usize| depth.checked_sub(n).ok_or(Refusal::Malformed);
        match ins.op {
            Op::COPY => {
                let item = self.stack[from_top(slot)?];
                self.stack.push(item);
                return Ok(());
            }
            Op::SWAP => {
                let other = from_top(slot)?;
                self.stack.swap(other, from_top(1)?);
                return Ok(());
            }
            Op::LOAD_FAST_AND_CLEAR => {
                self.stack.push(!self.bound[slot]);
                self.set(slot, false, false);
                return Ok(());
            }
            Op::STORE_FAST => {
                let bound = !self.stack[from_top(1)?];
                self.set(slot, bound, false);
            }
            Op::LOAD_FAST | Op::LOAD_FAST_CHECK | Op::LOAD_CLOSURE => self.bound[slot] = true,
            Op::DELETE_FAST => self.set(slot, false, false),
            Op::MAKE_CELL => self.set(slot, true, true),
            Op::COPY_FREE_VARS => {
                for (i, (_, kind)) in code.slots.iter().enumerate() {
                    if *kind == SlotKind::Free {
                        self.set(i, true, true);
                    }
                }
            }
            _ => {}
        }
        self.pop(pops)?;
        let first = self.stack.len();
        self.stack.extend(std::iter::repeat_n(false, pushes as usize));
        let pair = matches!(ins.op, Op::LOAD_GLOBAL | Op::LOAD_ATTR | Op::LOAD_SUPER_ATTR) && ins.arg & 1 != 0;
        if pair || ins.op == Op::PUSH_NULL {
            self.stack[first] = true;
        }
        Ok(())
    }

    fn set(&mut self, slot: usize, bound: bool, cell: bool) {
        self.bound[slot] = bound;
        self.cell[slot] = cell;
    }

    /// The frame as the handler finds it when an instruction raises here.
    fn at_handler(&self, row: &Handler) -> Result<Shape, Refusal> {
        let mut shape = self.clone();
        if shape.stack.len() < row.depth as usize {
            return Err(Refusal::Malformed);
        }
        shape.stack.truncate(row.depth as usize);
        shape.stack.extend(std::iter::repeat_n(false, 1 + usize::from(row.push_lasti)));
        Ok(shape)
    }

    /// Weakens `self` to hold on another path too; says whether it changed.
    fn merge(&mut self, other: &Shape) -> Result<bool, Refusal> {
        if self.stack.len() != other.stack.len() {
            return Err(Refusal::Malformed);
        }
        let before = self.clone();
        self.stack.iter_mut().zip(&other.stack).for_each(|(a, b)| *a |= b);
        self.bound.iter_mut().zip(&other.bound).for_each(|(a, b)| *a &= b);
        self.cell.iter_mut().zip(&other.cell).for_each(|(a, b)| *a &= b);
        Ok(*self != before)
    }
}

impl Flow {
    /// Finds the blocks of `code` and analyses them.
    pub fn new(code: &Code) -> Result<Flow, Refusal> {
        let mut starts = BTreeMap::from([(0, None)]);
        for (i, ins) in code.instrs.iter().enumerate() {
            if jumps(ins.op) {
                starts.entry(jump_index(code, ins)?).or_insert(None);
            }
            if jumps(ins.op) || ends_block(ins.op) {
                starts.entry(i + 1).or_insert(None);
            }
        }
        for row in &code.handlers {
            let target = code.index_of(row.target).ok_or(Refusal::Malformed)?;
            starts.insert(target, Some(*row));
            // A change of handlers starts a block, so that a block is covered as a whole or not at all.
            for unit in [row.start, row.end] {
                let index = code.instrs.partition_point(|ins| ins.start < unit);
                starts.entry(index).or_insert(None);
            }
        }
        starts.retain(|index, _| *index < code.instrs.len());
        let firsts: Vec<usize> = starts.keys().copied().collect();
        let by_index: BTreeMap<usize, usize> = firsts.iter().enumerate().map(|(l, i)| (*i, l)).collect();
        let mut leaders = Vec::with_capacity(firsts.len());
        for (l, &first) in firsts.iter().enumerate() {
            let end = firsts.get(l + 1).copied().unwrap_or(code.instrs.len());
            let last = &code.instrs[end - 1];
            let mut successors = Vec::new();
            if !ends_block(last.op) {
                successors.push(*by_index.get(&end).ok_or(Refusal::Malformed)?);
            }
            if jumps(last.op) {
                successors.push(by_index[&jump_index(code, last)?]);
            }
            leaders.push(Leader { first, end, successors, shape: None, handler: starts[&first], predecessors: 0 });
        }
        let mut flow = Flow { leaders, by_index };
        flow.analyse(code)?;
        Ok(flow)
    }

    /// The block that starts at an instruction.
    pub fn at(&self, index: usize) -> Option<usize> {
        self.by_index.get(&index).copied()
    }

    fn analyse(&mut self, code: &Code) -> Result<(), Refusal> {
        let parameters = code.parameter_slots() as usize;
        let slots = code.slots.len();
        if parameters > slots || code.instrs.is_empty() {
            return Err(Refusal::Malformed);
        }
        let bound = (0..slots).map(|i| i < parameters).collect();
        self.leaders[0].shape = Some(Shape { stack: Vec::new(), bound, cell: vec![false; slots] });
        let mut work = vec![0];
        while let Some(l) = work.pop() {
            let Leader { first, end, .. } = self.leaders[l];
            let mut shape = self.leaders[l].shape.clone().expect("queued blocks have a shape");
            for i in first..end {
                let ins = &code.instrs[i];
                if let Some(row) = code.handler_at(ins.unit) {
                    let handler = self.by_index[&code.index_of(row.target).ok_or(Refusal::Malformed)?];
                    self.flow_into(handler, &shape.at_handler(row)?, &mut work)?;
                }
                if jumps(ins.op) {
                    let mut taken = shape.clone();
                    taken.pop(u32::from(!matches!(
                        ins.op,
                        Op::JUMP_FORWARD | Op::JUMP_BACKWARD | Op::JUMP_BACKWARD_NO_INTERRUPT
                    )))?;
                    self.flow_into(self.by_index[&jump_index(code, ins)?], &taken, &mut work)?;
                }
                shape.step(ins, code)?;
            }
            if !ends_block(code.instrs[end - 1].op) {
                self.flow_into(l + 1, &shape, &mut work)?;
            }
        }
        Ok(())
    }

    fn flow_into(&mut self, l: usize, shape: &Shape, work: &mut Vec<usize>) -> Result<(), Refusal> {
        let changed = match &mut self.leaders[l].shape {
            Some(old) => old.merge(shape)?,
            none => {
                *none = Some(shape.clone());
                true
            }
        };
        if changed {
            work.push(l);
        }
        Ok(())
    }

    /// Blocks reachable from `entry` (handlers of what is reachable included), in reverse postorder of the graph whose
    /// roots are the entry and those handlers. Nothing is reached through a block that is left to the interpreter.
    /// Counts predecessors.
    ///
    /// The entry's blocks are visited first, so come last: as bytecode is reducible, each then comes behind some block
    /// that control can reach it from, whichever edges turn out to be dead. (Visited from a handler that goes on in the
    /// middle of a loop, that place would look like the loop's header, and come before what leads there otherwise.)
    pub fn reach(&mut self, code: &Code, entry: usize, left: &[bool]) -> Vec<usize> {
        let mut roots = vec![entry];
        let mut seen = vec![false; self.leaders.len()];
        let mut work = vec![entry];
        while let Some(l) = work.pop() {
            if std::mem::replace(&mut seen[l], true) {
                continue;
            }
            if left[l] {
                self.leaders[l].successors.clear();
                continue;
            }
            let leader = &self.leaders[l];
            work.extend(&leader.successors);
            let row = code.handler_at(code.instrs[leader.first].unit);
            if let Some(handler) = row.and_then(|row| code.index_of(row.target)).and_then(|index| self.at(index)) {
                if !roots.contains(&handler) {
                    roots.push(handler);
                }
                work.push(handler);
            }
        }
        for l in (0..self.leaders.len()).filter(|l| seen[*l]) {
            for s in self.leaders[l].successors.clone() {
                self.leaders[s].predecessors += 1;
            }
        }
        let mut order = Vec::new();
        let mut visited = vec![false; self.leaders.len()];
        for &root in &roots {
            let mut path: Vec<(usize, usize)> = Vec::new();
            if !std::mem::replace(&mut visited[root], true) {
                path.push((root, 0));
            }
            while let Some((l, next)) = path.last_mut() {
                // The fall-through edge is visited last, so that it comes first in the result.
                let successors = &self.leaders[*l].successors;
                if let Some(&s) = successors.len().checked_sub(*next + 1).and_then(|i| successors.get(i)) {
                    *next += 1;
                    if !std::mem::replace(&mut visited[s], true) {
                        path.push((s, 0));
                    }
                } else {
                    order.push(*l);
                    path.pop();
                }
            }
        }
        order.reverse();
        order
    }
}
