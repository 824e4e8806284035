//! Simplification: constant folding, algebra, guards proved by types.
//!
//! One forward walk in reverse postorder, each instruction looked at after its operands: an instruction becomes an
//! older value, a constant, or a cheaper instruction (the peephole part of Click's "combining analyses", without the
//! fixpoint: what a loop's back edge brings is [`super::parameters`]' business).
//!
//! Sound because every rule holds for all values of the operands' types: integer rules are on mathematical integers
//! (folding stops where the result leaves 64 bits, as the instruction would exit), float rules are those that are
//! exact for NaN, infinities and both zeros. Neutral elements are no rules (`x + 0`, `x // 1`, `x & x`, `x * 1.0`):
//! Python makes another object than its operand there, but the box of an operand's number is that operand, so `is` and
//! reference counts would tell. Results that fold to a number are fine, a box of it is new. An exit that cannot be taken
//! may go, one that might be stays. An object's class is forever once seen, except a module's (`__class__` may be set to
//! a subclass), so guards on modules stay.

use super::Pass;
use super::edit::{Replacements, retain};
use crate::function::{Condition, Function, Imm, Inst, Value};
use crate::helper::Helper;
use crate::opcode::{Opcode, ResultType};
use crate::types::{ClassSet, Type};
use andiron_bytecode::{Class, Fact};

/// See the module's documentation.
pub struct Simplify;

impl Pass for Simplify {
    const NAME: &'static str = "simplify";

    fn run(f: &mut Function) -> bool {
        Simplify::run_with(f, true)
    }
}

impl Simplify {
    /// The pass; with `branches` false it decides no branch, so that what stays alive where is not touched, as
    /// [`super::guards`] needs of all that runs after it.
    pub fn run_with(f: &mut Function, branches: bool) -> bool {
        let mut replacements = Replacements::new(f);
        let mut gone = vec![false; f.values.len()];
        let mut changed = false;
        for block in f.reverse_postorder() {
            let mut at = 0;
            while at < f.blocks[block.index()].insts.len() {
                at += 1;
                let at = at - 1;
                let v = f.blocks[block.index()].insts[at];
                let inst = f.inst_mut(v).expect("blocks list instructions");
                inst.args.iter_mut().for_each(|arg| *arg = replacements.get(*arg));
                refine(f, v);
                match rule(f, v) {
                    Outcome::Keep => continue,
                    Outcome::JumpTo(_) if !branches => continue,
                    Outcome::Replace(by) => {
                        replacements.set(v, by);
                        gone[v.index()] = true;
                    }
                    Outcome::Remove => gone[v.index()] = true,
                    Outcome::Become(opcode, args, imm) => {
                        let inst = f.inst_mut(v).expect("blocks list instructions");
                        inst.opcode = opcode;
                        inst.args = args;
                        inst.imm = imm;
                        if let Some(ty) = fixed_type(opcode) {
                            f.values[v.index()].ty = ty;
                        }
                        let inst = f.inst_mut(v).expect("blocks list instructions");
                        if !opcode.effects().exits && !opcode.effects().raises {
                            inst.state = None;
                        }
                    }
                    Outcome::GuardThen(absent, boxed, number) => {
                        let inst = f.inst_mut(v).expect("blocks list instructions");
                        let guard = Inst { opcode: Opcode::GuardFalse, args: vec![absent], ..inst.clone() };
                        *inst = Inst { opcode: boxed, args: vec![number], state: None, ..inst.clone() };
                        f.values[v.index()].ty = fixed_type(boxed).expect("a box");
                        let guard = f.make_inst(guard, None);
                        gone.push(false);
                        f.blocks[block.index()].insts.insert(at, guard);
                    }
                    Outcome::JumpTo(target) => {
                        let inst = f.inst_mut(v).expect("blocks list instructions");
                        let edge = inst.targets.swap_remove(target);
                        *inst = Inst { opcode: Opcode::Jump, args: Vec::new(), targets: vec![edge], ..inst.clone() };
                    }
                    Outcome::Swap(condition) => {
                        let inst = f.inst_mut(v).expect("blocks list instructions");
                        inst.args = vec![condition];
                        inst.targets.swap(0, 1);
                    }
                }
                changed = true;
            }
        }
        retain(f, |v| !gone[v.index()]);
        replacements.apply(f);
        changed
    }
}

/// Narrows a guard's result to what its operand's type allows.
fn refine(f: &mut Function, v: Value) {
    let inst = f.inst(v).expect("an instruction");
    if inst.opcode.result() == ResultType::Refined {
        let classes = f.ty(v).classes.intersect(f.ty(inst.args[0]).classes.non_null());
        if !classes.is_empty() {
            f.values[v.index()].ty.classes = classes;
        }
    }
}

enum Outcome {
    Keep,
    /// The same value exists already.
    Replace(Value),
    /// A check that always passes.
    Remove,
    Become(Opcode, Vec<Value>, Imm),
    /// The box (of that opcode and number), after a check that the truth value is false.
    GuardThen(Value, Opcode, Value),
    /// A branch that always goes there.
    JumpTo(usize),
    /// A branch on the negation of that.
    Swap(Value),
}
use Outcome::{Become, Keep, Remove, Replace};

/// Integers below have one digit in the interpreter.
const ONE_DIGIT: u64 = 1 << 30;

/// The type of what an instruction makes, where a rule makes it of another one.
fn fixed_type(opcode: Opcode) -> Option<Type> {
    match opcode {
        Opcode::Null => Some(Type::NULL),
        Opcode::BoxInt => Some(Type::of(Class::Int)),
        Opcode::BoxFloat => Some(Type::of(Class::Float)),
        _ => None,
    }
}

fn int(i: i64) -> Outcome {
    Become(Opcode::ConstI64, Vec::new(), Imm::Int(i))
}

fn float(x: f64) -> Outcome {
    Become(Opcode::ConstF64, Vec::new(), Imm::Float(x))
}

fn truth(b: bool) -> Outcome {
    Become(Opcode::ConstBool, Vec::new(), Imm::Bool(b))
}

fn rule(f: &Function, v: Value) -> Outcome {
    let inst = f.inst(v).expect("an instruction");
    let arg = |i: usize| inst.args[i];
    let int_at = |i: usize| match f.inst(arg(i)) {
        Some(Inst { opcode: Opcode::ConstI64, imm: Imm::Int(i), .. }) => Some(*i),
        _ => None,
    };
    let float_at = |i: usize| match f.inst(arg(i)) {
        Some(Inst { opcode: Opcode::ConstF64, imm: Imm::Float(x), .. }) => Some(*x),
        _ => None,
    };
    let bool_at = |i: usize| match f.inst(arg(i)) {
        Some(Inst { opcode: Opcode::ConstBool, imm: Imm::Bool(b), .. }) => Some(*b),
        _ => None,
    };
    // The instruction that made the object, whatever guards it went through; its opcode decides the rule.
    let maker = |i: usize| f.inst(f.root(arg(i)));
    let unwrapped = |i: usize, by: Opcode| maker(i).filter(|inst| inst.opcode == by).map(|inst| inst.args[0]);
    let fact = |i: usize| match maker(i) {
        Some(Inst { opcode: Opcode::Const, imm: Imm::Object(o), .. }) => &f.objects[o.index()].fact,
        _ => &Fact::None,
    };
    let ty = |i: usize| f.ty(arg(i));

    match inst.opcode {
        // ---- guards ----
        Opcode::GuardType => match inst.imm {
            Imm::Class(Class::Module) => Keep,
            Imm::Class(class) if ty(0).classes.is_subset(ClassSet::one(class)) => Replace(arg(0)),
            _ => Keep,
        },
        Opcode::Refine if !f.ty(v).may_be_null() && or_null(f, arg(0)).is_some() => {
            let (boxed, number, _) = or_null(f, arg(0)).expect("just seen");
            Become(boxed, vec![number], Imm::None)
        }
        Opcode::Refine if ty(0).classes.is_subset(f.ty(v).classes) => Replace(arg(0)),
        Opcode::GuardNotNull if !ty(0).may_be_null() => Replace(arg(0)),
        Opcode::GuardNotNull => match or_null(f, arg(0)) {
            Some((boxed, number, absent)) => Outcome::GuardThen(absent, boxed, number),
            None => Keep,
        },
        Opcode::GuardIs => match (inst.imm, maker(0)) {
            (Imm::Object(o), Some(Inst { opcode: Opcode::Const, imm: Imm::Object(same), .. })) if o == *same => {
                Replace(arg(0))
            }
            (Imm::Object(o), _) if ty(0).is(Class::NoneType) && f.objects[o.index()].class == Class::NoneType => {
                Replace(arg(0))
            }
            _ => Keep,
        },
        Opcode::GuardTrue if bool_at(0) == Some(true) => Remove,
        Opcode::GuardFalse if bool_at(0) == Some(false) => Remove,
        Opcode::GuardTupleSize => match inst.imm {
            Imm::Index(n) if tuple_items(f, arg(0)) == Some(n as usize) => Remove,
            _ => Keep,
        },

        // ---- boxing ----
        Opcode::UnboxInt => match (unwrapped(0, Opcode::BoxInt), fact(0)) {
            (Some(x), _) => Replace(x),
            (_, Fact::Int(i)) => int(*i),
            _ => Keep,
        },
        Opcode::UnboxFloat => match (unwrapped(0, Opcode::BoxFloat), fact(0)) {
            (Some(x), _) => Replace(x),
            (_, Fact::Float(x)) => float(*x),
            _ => Keep,
        },
        Opcode::UnboxNumber => match unwrapped(0, Opcode::BoxFloat) {
            Some(x) => Replace(x),
            None if f.ty(arg(0)).is(Class::Float) => Become(Opcode::UnboxFloat, inst.args.clone(), Imm::None),
            None => Keep,
        },
        Opcode::GuardEitherFloat if (0..2).any(|i| f.ty(arg(i)).is(Class::Float)) => Remove,
        Opcode::UnboxBool => match (unwrapped(0, Opcode::BoxBool), fact(0)) {
            (Some(x), _) => Replace(x),
            (_, Fact::Bool(b)) => truth(*b),
            _ => Keep,
        },
        Opcode::BoxIntOrNull | Opcode::BoxFloatOrNull => match (bool_at(1), or_null(f, v)) {
            (Some(true), _) => Become(Opcode::Null, Vec::new(), Imm::None),
            (Some(false), Some((boxed, number, _))) => Become(boxed, vec![number], Imm::None),
            _ => Keep,
        },
        Opcode::BoxInt | Opcode::BoxFloat | Opcode::BoxBool => {
            let unbox = match inst.opcode {
                Opcode::BoxInt => Opcode::UnboxInt,
                Opcode::BoxFloat => Opcode::UnboxFloat,
                _ => Opcode::UnboxBool,
            };
            match f.inst(arg(0)) {
                // The object itself, so that it even keeps its identity.
                Some(made) if made.opcode == unbox => Replace(made.args[0]),
                _ => Keep,
            }
        }

        // ---- integers ----
        Opcode::IntAdd => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => a.checked_add(b).map_or(Keep, int),
            _ => Keep,
        },
        Opcode::IntSub => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => a.checked_sub(b).map_or(Keep, int),
            _ if arg(0) == arg(1) => int(0),
            _ => Keep,
        },
        Opcode::IntMul => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => a.checked_mul(b).map_or(Keep, int),
            (Some(0), _) | (_, Some(0)) => int(0),
            _ => Keep,
        },
        Opcode::IntFloorDiv => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => floor_div(a, b).map_or(Keep, int),
            _ => Keep,
        },
        Opcode::IntMod => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => floor_mod(a, b).map_or(Keep, int),
            (_, Some(1 | -1)) => int(0),
            _ => Keep,
        },
        Opcode::IntModNew => match (int_at(0), int_at(1)) {
            (_, Some(b)) if b.unsigned_abs() < ONE_DIGIT => Become(Opcode::IntMod, inst.args.clone(), Imm::None),
            _ => Keep,
        },
        Opcode::IntAnd => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => int(a & b),
            (Some(0), _) | (_, Some(0)) => int(0),
            _ => Keep,
        },
        Opcode::IntOr => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => int(a | b),
            _ => Keep,
        },
        Opcode::IntXor => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => int(a ^ b),
            _ if arg(0) == arg(1) => int(0),
            _ => Keep,
        },
        Opcode::IntShl => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) => shift_left(a, b).map_or(Keep, int),
            _ => Keep,
        },
        Opcode::IntShr => match (int_at(0), int_at(1)) {
            (Some(a), Some(b)) if b > 0 => int(a >> b.min(63)),
            _ => Keep,
        },
        Opcode::IntNeg => int_at(0).and_then(i64::checked_neg).map_or(Keep, int),
        Opcode::IntInvert => int_at(0).map_or(Keep, |a| int(!a)),
        Opcode::IntCompare => {
            let Imm::Condition(condition) = inst.imm else { return Keep };
            match (int_at(0), int_at(1)) {
                (Some(a), Some(b)) => truth(holds(condition, &a, &b)),
                _ if arg(0) == arg(1) => truth(holds(condition, &0, &0)),
                _ => Keep,
            }
        }
        Opcode::IntToFloat => int_at(0).map_or(Keep, |i| float(i as f64)),
        Opcode::IntToFloatExact => match int_at(0) {
            Some(i) if i.unsigned_abs() <= 1 << 53 => float(i as f64),
            _ => Keep,
        },

        // ---- floats ----
        Opcode::FloatAdd => match (float_at(0), float_at(1)) {
            (Some(a), Some(b)) => float(a + b),
            _ => Keep,
        },
        Opcode::FloatSub => match (float_at(0), float_at(1)) {
            (Some(a), Some(b)) => float(a - b),
            _ => Keep,
        },
        Opcode::FloatMul => match (float_at(0), float_at(1)) {
            (Some(a), Some(b)) => float(a * b),
            _ => Keep,
        },
        Opcode::FloatDiv => match (float_at(0), float_at(1)) {
            (Some(a), Some(b)) if b != 0.0 => float(a / b),
            _ => Keep,
        },
        Opcode::FloatNeg => float_at(0).map_or(Keep, |x| float(-x)),
        Opcode::FloatAbs => float_at(0).map_or(Keep, |x| float(x.abs())),
        Opcode::FloatSqrt => match float_at(0) {
            Some(x) if x >= 0.0 => float(x.sqrt()),
            _ => Keep,
        },
        Opcode::FloatCompare => match (inst.imm, float_at(0), float_at(1)) {
            (Imm::Condition(condition), Some(a), Some(b)) => truth(holds(condition, &a, &b)),
            _ => Keep,
        },
        Opcode::FloatToInt => match float_at(0) {
            Some(x) if x.abs() < (1_u64 << 62) as f64 => int(x as i64),
            _ => Keep,
        },

        // ---- truth and identity ----
        Opcode::BoolNot => match (bool_at(0), f.inst(arg(0))) {
            (Some(b), _) => truth(!b),
            (_, Some(inner)) => match (inner.opcode, inner.imm) {
                (Opcode::BoolNot, _) => Replace(inner.args[0]),
                (Opcode::IntCompare, Imm::Condition(condition)) => {
                    Become(Opcode::IntCompare, inner.args.clone(), Imm::Condition(negated(condition)))
                }
                // NaN: `not a < b` is not `a >= b`.
                (Opcode::FloatCompare, Imm::Condition(condition @ (Condition::Eq | Condition::Ne))) => {
                    Become(Opcode::FloatCompare, inner.args.clone(), Imm::Condition(negated(condition)))
                }
                _ => Keep,
            },
            _ => Keep,
        },
        Opcode::IsNull => match (ty(0), or_null(f, arg(0))) {
            (Type::NULL, _) => truth(true),
            (ty, _) if !ty.may_be_null() => truth(false),
            (_, Some((_, _, absent))) => Replace(absent),
            _ => Keep,
        },
        Opcode::HasClass => match inst.imm {
            Imm::Class(Class::Module | Class::Other) => Keep,
            Imm::Class(class) if ty(0).classes == ClassSet::one(class) => truth(true),
            Imm::Class(class) if ty(0).classes.intersect(ClassSet::one(class)).is_empty() => truth(false),
            _ => Keep,
        },
        Opcode::IsSame => is_same(f, arg(0), arg(1)).map_or(Keep, truth),

        // ---- tuples made here ----
        Opcode::TupleLen => tuple_items(f, arg(0)).map_or(Keep, |n| int(n as i64)),
        Opcode::TupleItem => match (maker(0), inst.imm) {
            (Some(made), Imm::Index(i)) if builds_tuple(made) => {
                made.args.get(i as usize).map_or(Keep, |v| Replace(*v))
            }
            _ => Keep,
        },
        Opcode::TupleGet => match (maker(0), int_at(1)) {
            (Some(made), Some(i)) if builds_tuple(made) => {
                let index = if i < 0 { i.checked_add(made.args.len() as i64) } else { Some(i) };
                let item = index.and_then(|i| usize::try_from(i).ok()).and_then(|i| made.args.get(i));
                item.map_or(Keep, |v| Replace(*v))
            }
            _ => Keep,
        },

        // ---- control ----
        Opcode::Branch => match (bool_at(0), f.inst(arg(0))) {
            (Some(b), _) => Outcome::JumpTo(usize::from(!b)),
            (_, Some(Inst { opcode: Opcode::BoolNot, args, .. })) => Outcome::Swap(args[0]),
            _ => Keep,
        },
        _ => Keep,
    }
}

/// A box that may be NULL, as the box without that, its number, and when it is NULL.
fn or_null(f: &Function, v: Value) -> Option<(Opcode, Value, Value)> {
    match f.inst(v)? {
        Inst { opcode: Opcode::BoxIntOrNull, args, .. } => Some((Opcode::BoxInt, args[0], args[1])),
        Inst { opcode: Opcode::BoxFloatOrNull, args, .. } => Some((Opcode::BoxFloat, args[0], args[1])),
        _ => None,
    }
}

fn builds_tuple(inst: &Inst) -> bool {
    inst.imm == Imm::Helper(Helper::build_tuple)
}

/// How many items a tuple has, where that is plain to see.
fn tuple_items(f: &Function, v: Value) -> Option<usize> {
    let inst = f.inst(f.root(v))?;
    match inst.imm {
        Imm::Object(o) if inst.opcode == Opcode::Const => match &f.objects[o.index()].fact {
            Fact::Tuple(items) => Some(items.len()),
            _ => None,
        },
        _ if builds_tuple(inst) => Some(inst.args.len()),
        _ => None,
    }
}

/// Whether two values are one object, where types or origins tell.
fn is_same(f: &Function, a: Value, b: Value) -> Option<bool> {
    let (a_root, b_root) = (f.root(a), f.root(b));
    if a_root == b_root {
        return Some(true);
    }
    let (a_ty, b_ty) = (f.ty(a), f.ty(b));
    if (a_ty.is(Class::NoneType) && b_ty.is(Class::NoneType)) || (a_ty == Type::NULL && b_ty == Type::NULL) {
        return Some(true);
    }
    // A module may turn into an `Other` by `__class__` assignment.
    let unstable = ClassSet::one(Class::Module);
    let common = a_ty.classes.intersect(b_ty.classes);
    if common.is_empty() && a_ty.classes.union(b_ty.classes).intersect(unstable).is_empty() {
        return Some(false);
    }
    match (f.inst(a_root), f.inst(b_root)) {
        (
            Some(Inst { opcode: Opcode::Const, imm: Imm::Object(a), .. }),
            Some(Inst { opcode: Opcode::Const, imm: Imm::Object(b), .. }),
        ) => Some(a == b),
        _ => None,
    }
}

fn holds<T: PartialOrd>(condition: Condition, a: &T, b: &T) -> bool {
    match condition {
        Condition::Lt => a < b,
        Condition::Le => a <= b,
        Condition::Eq => a == b,
        Condition::Ne => a != b,
        Condition::Gt => a > b,
        Condition::Ge => a >= b,
    }
}

fn negated(condition: Condition) -> Condition {
    match condition {
        Condition::Lt => Condition::Ge,
        Condition::Le => Condition::Gt,
        Condition::Eq => Condition::Ne,
        Condition::Ne => Condition::Eq,
        Condition::Gt => Condition::Le,
        Condition::Ge => Condition::Lt,
    }
}

/// Python's `//`, `None` where the instruction exits.
fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// Python's `%`, `None` where the instruction exits.
fn floor_mod(a: i64, b: i64) -> Option<i64> {
    let remainder = a.checked_rem(b)?;
    Some(if remainder != 0 && (remainder < 0) != (b < 0) { remainder + b } else { remainder })
}

/// `a << b`, `None` where the instruction exits.
fn shift_left(a: i64, b: i64) -> Option<i64> {
    let count = u32::try_from(b).ok().filter(|count| *count < 64)?;
    let shifted = a << count;
    (shifted >> count == a).then_some(shifted)
}
