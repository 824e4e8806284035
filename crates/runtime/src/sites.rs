//! What instructions of one code object have seen, beyond what the interpreter's inline caches remember.
//!
//! A cache knows one class. Compiled code that relies on it exits at an object of another, and the exit notes which one
//! it was; the next compilation tells all of them apart: classes whose attributes are wanted, and `int` from `float`.

use crate::state::{self, Object};
use andiron_bytecode::{Class, Code, Feedback, NumberPairs, Op, OperandClass};
use andiron_codegen::abi::Frame;
use andiron_cpython::{decode, frame, object, types};
use andiron_hir::function::MAX_CLASSES;
use std::collections::HashMap;

/// The instructions of a code object that have learned something, by code unit.
#[derive(Clone, Default)]
pub struct Sites {
    attributes: HashMap<u32, Site>,
    operations: HashMap<u32, Operation>,
}

/// Operands of an arithmetic or comparison instruction, at its exits.
#[derive(Clone, Default)]
struct Operation {
    /// How often each pair of numbers was found, in the order of [`NumberPairs::EACH`].
    pairs: [u32; 4],
    /// How often at least one operand was no number.
    others: u32,
    /// Pairs that a related instruction has found.
    related: NumberPairs,
}

impl Operation {
    /// The pairs found, but for those so rare that they may go on exiting. `None` if most are no numbers.
    fn expected(&self) -> Option<NumberPairs> {
        let total: u32 = self.pairs.iter().sum();
        let usual = |count: u32| count > 0 && count >= total / RARE;
        let found = NumberPairs::EACH.into_iter().zip(self.pairs).filter(|(_, count)| usual(*count));
        let found = found.fold(self.related, |pairs, (pair, _)| pairs.union(pair));
        (!found.is_empty() && self.others <= total / RARE).then_some(found)
    }
}

/// One exit in this many is rare.
const RARE: u32 = 16;

#[derive(Clone, Default)]
struct Site {
    /// Version tags of the classes seen, one more than can be told apart at most.
    versions: Vec<u32>,
}

impl Site {
    fn note(&mut self, version: u32) {
        if version != 0 && self.versions.len() <= MAX_CLASSES && !self.versions.contains(&version) {
            self.versions.push(version);
        }
    }

    fn is_megamorphic(&self) -> bool {
        self.versions.len() > MAX_CLASSES
    }
}

impl Sites {
    /// Adds what the inline caches say, for a compilation that is about to use all that is known.
    ///
    /// A method's sites usually see the same objects: one that knows a single class gets the others that a site with this
    /// class has seen, so that the first exit teaches all of them.
    pub fn note_feedback(&mut self, code: &Code) {
        for ins in &code.instrs {
            if let Feedback::Attr(feedback) = &ins.feedback
                && let Some(version) = feedback.type_version()
            {
                self.attributes.entry(ins.unit).or_default().note(version);
            }
        }
        let several: Vec<Vec<u32>> =
            self.attributes.values().filter(|site| site.versions.len() > 1).map(|site| site.versions.clone()).collect();
        for site in self.attributes.values_mut() {
            if let [only] = site.versions[..]
                && let Some(related) = several.iter().find(|versions| versions.contains(&only))
                && related.len() <= MAX_CLASSES
            {
                site.versions.clone_from(related);
            }
        }
        self.relate_operations(code);
    }

    /// An `int` among floats seldom comes alone: where one instruction has met both, so will others, unless the interpreter
    /// has seen them with ints alone.
    fn relate_operations(&mut self, code: &Code) {
        let mixed = self.operations.values().filter_map(Operation::expected);
        let mixed = mixed
            .filter(|pairs| *pairs != NumberPairs::FLOATS)
            .fold(NumberPairs::default(), NumberPairs::union)
            .without_ints();
        for ins in &code.instrs {
            let floats = ins.feedback == Feedback::Operands(OperandClass::Float);
            let unknown = ins.op == Op::BINARY_OP && ins.feedback == Feedback::Unspecialised;
            if floats && let Some(known) = self.operations.get_mut(&ins.unit) {
                known.related = known.related.union(NumberPairs::FLOATS);
            }
            if (floats || unknown) && !mixed.is_empty() {
                let known = self.operations.entry(ins.unit).or_default();
                known.related = known.related.union(mixed).union(NumberPairs::FLOATS);
            }
        }
    }

    /// Versions of the classes to tell apart at `unit`; none if there are too many.
    pub fn classes(&self, unit: u32) -> Vec<u32> {
        self.attributes
            .get(&unit)
            .filter(|site| !site.is_megamorphic())
            .map_or_else(Vec::new, |site| site.versions.clone())
    }

    /// Versions of the classes seen anywhere.
    pub fn all_classes(&self) -> impl Iterator<Item = u32> + '_ {
        self.attributes.values().flat_map(|site| site.versions.iter().copied())
    }

    /// Units with too many classes to tell apart.
    pub fn megamorphic(&self) -> impl Iterator<Item = u32> + '_ {
        self.attributes.iter().filter(|(_, site)| site.is_megamorphic()).map(|(unit, _)| *unit)
    }

    /// Whether a compilation now would know more of the site at `unit`, which keeps exiting, than the code that exits did
    /// when it was compiled. A function's body and its loops are compiled at different times.
    pub fn will_do_better(&self, unit: u32, then: &Sites) -> bool {
        let knew = then.number_pairs(unit).unwrap_or_default();
        if self.number_pairs(unit).is_some_and(|pairs| !pairs.is_subset(knew)) {
            return true;
        }
        let knew = then.attributes.get(&unit).map_or(0, |site| site.versions.len());
        self.attributes.get(&unit).is_some_and(|site| site.versions.len() > knew && !site.is_megamorphic())
    }

    /// The pairs of numbers to expect at `unit`, if it has failed with such and hardly any others.
    pub fn number_pairs(&self, unit: u32) -> Option<NumberPairs> {
        self.operations.get(&unit)?.expected()
    }

    /// Stops telling classes apart. Returns the units concerned.
    pub fn give_up(&mut self) -> Vec<u32> {
        let operations = self.operations.drain().map(|(unit, _)| unit);
        self.attributes.drain().map(|(unit, _)| unit).chain(operations).collect()
    }
}

/// The `N` objects on top of a frame's stack, borrowed, the topmost last; `None` if there are fewer.
///
/// # Safety
/// `frame` is complete; the GIL is held.
unsafe fn top<const N: usize>(frame: *const Frame) -> Option<[Object; N]> {
    // SAFETY: a complete frame's stack holds live objects, or NULL.
    unsafe {
        let depth = usize::try_from((*frame).stacktop - (*(*frame).f_code).co_nlocalsplus).ok()?;
        let first = frame::stack_base(frame.cast_mut()).add(depth.checked_sub(N)?);
        Some(first.cast::<[Object; N]>().read()).filter(|objects| objects.iter().all(|object| !object.is_null()))
    }
}

/// Notes the class of the object whose attribute the instruction at `unit` wants: it is on top of the stack.
///
/// # Safety
/// `frame` is complete, about to be resumed at `unit`; the GIL is held.
pub unsafe fn note_class(frame: *const Frame, unit: u32) {
    // SAFETY: as said.
    unsafe {
        let code = (*frame).f_code;
        let Some([owner]) = top(frame) else { return };
        let version = types::type_version(object::type_of(owner));
        state::with(|state| {
            // A guard that was moved exits at another instruction, which has no site.
            if let Some(site) =
                state.codes.get_mut(&(code as usize)).and_then(|entry| entry.sites.attributes.get_mut(&unit))
            {
                site.note(version);
            }
        });
    }
}

/// Notes which numbers the arithmetic or comparison instruction at `unit` has, the two objects on top of the stack.
///
/// # Safety
/// As for [`note_class`].
pub unsafe fn note_operands(frame: *const Frame, unit: u32) {
    // SAFETY: as above; the unit is in the frame's code.
    unsafe {
        let code = (*frame).f_code;
        // A guard that was moved exits at another instruction.
        if !matches!(decode::base_op(code, unit as usize), Some(Op::BINARY_OP | Op::COMPARE_OP)) {
            return;
        }
        let Some(operands) = top::<2>(frame) else { return };
        let [left, right] = operands.map(|operand| match object::class_of(operand) {
            Class::Int => Some(true),
            Class::Float => Some(false),
            _ => None,
        });
        let pair = left.zip(right);
        state::with(|state| {
            let Some(entry) = state.codes.get_mut(&(code as usize)) else { return };
            let operation = entry.sites.operations.entry(unit).or_default();
            match pair {
                Some((left, right)) => operation.pairs[NumberPairs::index(left, right)] += 1,
                None => operation.others += 1,
            }
        });
    }
}
