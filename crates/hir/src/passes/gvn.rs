//! Value numbering.
//!
//! The same pure instruction on the same operands gives the same value, so one that a dominating block has computed is
//! used again: a walk over the dominator tree with a scoped hash table (Briggs, Cooper and Simpson, "Value Numbering",
//! section 4.1).
//!
//! Sound because only instructions whose result depends on nothing but operands and immediate take part. One that may
//! exit takes part too: if the dominating one did not exit, neither does this one. Boxes do not: each makes an object
//! of its own, and merging two would let an accident of arithmetic decide what `is` says; they cost nothing unless
//! needed.

use super::Pass;
use super::dominators::Dominators;
use super::edit::{Replacements, retain};
use crate::function::{Condition, Function, Imm, Value};
use crate::opcode::Opcode;
use std::collections::HashMap;

/// See the module's documentation.
pub struct ValueNumbering;

/// What makes two instructions the same.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    opcode: Opcode,
    args: Vec<Value>,
    imm: (u8, u64),
}

impl Pass for ValueNumbering {
    const NAME: &'static str = "value-numbering";

    fn run(f: &mut Function) -> bool {
        let dominators = Dominators::new(f);
        let mut replacements = Replacements::new(f);
        let mut gone = vec![false; f.values.len()];
        // Instructions of one key, each dominating those after it while the walk is below it.
        let mut known: HashMap<Key, Value> = HashMap::new();
        let mut block_of = vec![None; f.values.len()];
        for block in dominators.preorder() {
            for &v in &f.blocks[block.index()].insts {
                let inst = f.inst(v).expect("blocks list instructions");
                let Some(imm) = imm_bits(inst.imm) else { continue };
                if !is_pure(inst.opcode) {
                    continue;
                }
                let mut args: Vec<Value> = inst.args.iter().map(|arg| replacements.get(*arg)).collect();
                if commutes(inst.opcode) {
                    args.sort();
                }
                if looks_into(inst.opcode) {
                    args.iter_mut().for_each(|arg| *arg = f.root(*arg));
                }
                let key = Key { opcode: inst.opcode, args, imm };
                match known.get(&key) {
                    // Preorder leaves a subtree before it enters the next, so a stale entry just fails this test.
                    Some(&earlier)
                        if block_of[earlier.index()].is_some_and(|b| dominators.dominates(b, block))
                            && f.ty(earlier).classes.is_subset(f.ty(v).classes) =>
                    {
                        replacements.set(v, earlier);
                        gone[v.index()] = true;
                    }
                    _ => {
                        block_of[v.index()] = Some(block);
                        known.insert(key, v);
                    }
                }
            }
        }
        retain(f, |v| !gone[v.index()]);
        replacements.apply(f)
    }
}

/// Whether the result depends on operands and immediate alone.
fn is_pure(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(
        opcode,
        Const
            | ConstI64
            | ConstF64
            | ConstBool
            | Null
            | LoadFunction
            | LoadFrame
            | LoadThread
            | ScratchAddr
            | UnboxInt
            | UnboxFloat
            | UnboxNumber
            | UnboxBool
            | IntAdd
            | IntSub
            | IntMul
            | IntFloorDiv
            | IntMod
            | IntModNew
            | IntAnd
            | IntOr
            | IntXor
            | IntShl
            | IntShr
            | IntNeg
            | IntInvert
            | IntCompare
            | IntToFloat
            | IntToFloatExact
            | FloatAdd
            | FloatSub
            | FloatMul
            | FloatDiv
            | FloatFloorDiv
            | FloatMod
            | FloatPow
            | FloatNeg
            | FloatAbs
            | FloatSqrt
            | FloatCompare
            | FloatToInt
            | BoolNot
            | IsSame
            | IsNull
            | TupleLen
            | StrLen
    )
}

/// Instructions to which all guards' names for an object are the same.
fn looks_into(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(opcode, UnboxInt | UnboxFloat | UnboxNumber | UnboxBool | IsSame | IsNull | TupleLen | StrLen)
}

fn commutes(opcode: Opcode) -> bool {
    use Opcode::*;
    // Float addition and multiplication too, but for which NaN survives, which nobody can tell.
    matches!(opcode, IntAdd | IntMul | IntAnd | IntOr | IntXor | FloatAdd | FloatMul | IsSame)
}

fn imm_bits(imm: Imm) -> Option<(u8, u64)> {
    Some(match imm {
        Imm::None => (0, 0),
        Imm::Index(i) => (1, u64::from(i)),
        Imm::Int(i) => (2, i as u64),
        Imm::Float(x) => (3, x.to_bits()),
        Imm::Bool(b) => (4, u64::from(b)),
        Imm::Object(o) => (5, u64::from(o.0)),
        Imm::Condition(c) => (6, Condition::ALL.iter().position(|x| *x == c)? as u64),
        _ => return None,
    })
}
