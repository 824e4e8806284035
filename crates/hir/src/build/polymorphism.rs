//! Attributes at sites that have seen several classes.
//!
//! The classes are told apart by their version tags. Those that keep the attribute at the same place share one check and
//! one access, which is all there is to methods inherited from a base class; the others get an arm each. An object of yet
//! another class exits, and is known the next time the function is compiled.

use super::Access;
use super::frame::{Builder, Knowledge};
use crate::function::{Block, Condition, Imm, MAX_CLASSES, Value};
use crate::opcode::Opcode;
use crate::types::Type;
use andiron_bytecode::{AttributePlace, Class, Fact, Instr, ObjectRef, PlaceKind};

/// Classes that have the attribute at the same place.
struct Arm {
    versions: Vec<u32>,
    kind: PlaceKind,
}

fn arms(places: Vec<AttributePlace>) -> Vec<Arm> {
    let mut arms: Vec<Arm> = Vec::new();
    for AttributePlace { type_version, kind } in places {
        match arms.iter_mut().find(|arm| arm.kind == kind) {
            Some(arm) => arm.versions.push(type_version),
            None => arms.push(Arm { versions: vec![type_version], kind }),
        }
    }
    arms
}

impl<'a> Builder<'a> {
    /// The arms of a polymorphic site; `None` where there is one class, or too many.
    fn site_arms(&mut self, ins: &Instr, owner: Value, name: u32, access: Access) -> Option<Vec<Arm>> {
        if !self.may_speculate() {
            return None;
        }
        let mut places = self.world.attribute_places(ins.unit, name as usize, access);
        if places.len() < 2 || places.len() > MAX_CLASSES {
            return None;
        }
        let root = self.f.root(owner);
        let is_known =
            |place: &AttributePlace| self.facts.contains(&(root, Knowledge::TypeVersion(place.type_version)));
        if let Some(known) = places.iter().find(|place| is_known(place)).cloned() {
            places = vec![known];
        }
        Some(arms(places))
    }

    /// Pushes the attribute (or method and owner) if the site is a polymorphic one.
    pub(super) fn polymorphic_load(&mut self, ins: &'a Instr, owner: Value) -> bool {
        let (name, wants_method) = (ins.arg >> 1, ins.arg & 1 != 0);
        let Some(arms) = self.site_arms(ins, owner, name, Access::Load) else { return false };
        let methods: Vec<&ObjectRef> = arms
            .iter()
            .filter_map(|arm| match &arm.kind {
                PlaceKind::Method { descriptor, .. } if wants_method => Some(descriptor),
                _ => None,
            })
            .collect();
        if methods.len() == arms.len() {
            let callable = self.choose_method(owner, &arms, &methods);
            self.push(callable);
            self.push(owner);
            return true;
        }
        if arms.iter().any(|arm| matches!(arm.kind, PlaceKind::Method { .. })) {
            return false;
        }
        let value = self.dispatch(owner, &arms, Some(Type::OBJECT), |builder, kind| match *kind {
            PlaceKind::InstanceValue { index } => builder.emit(Opcode::LoadInlineValue, &[owner], Imm::Index(index)),
            PlaceKind::Slot { offset } => builder.emit(Opcode::LoadMember, &[owner], Imm::Index(offset)),
            PlaceKind::Method { .. } => unreachable!("methods were dealt with"),
        });
        self.push_attribute(value.expect("loads have a value"), wants_method);
        true
    }

    fn choose_method(&mut self, owner: Value, arms: &[Arm], methods: &[&ObjectRef]) -> Value {
        let check_keys = |builder: &mut Self, kind: &PlaceKind| {
            if let PlaceKind::Method { shared_keys: Some(count), .. } = kind {
                builder.guard_fact(owner, Knowledge::KeysCount(*count));
            }
        };
        let first = methods[0];
        if methods.iter().all(|method| method.address == first.address) {
            self.dispatch(owner, arms, None, |builder, kind| {
                check_keys(builder, kind);
                owner
            });
            return self.constant(first);
        }
        let all_functions = methods.iter().all(|method| matches!(method.fact, Fact::Function(_)));
        let ty = if all_functions { Type::of(Class::Function) } else { Type::OBJECT };
        let callable = self.dispatch(owner, arms, Some(ty), |builder, kind| {
            check_keys(builder, kind);
            let PlaceKind::Method { descriptor, .. } = kind else { unreachable!("all arms are methods") };
            builder.constant(descriptor)
        });
        let callable = callable.expect("loads have a value");
        let mut distinct: Vec<ObjectRef> = Vec::new();
        for method in methods {
            if distinct.iter().all(|known| known.address != method.address) {
                distinct.push((*method).clone());
            }
        }
        self.methods.insert(callable, distinct);
        callable
    }

    /// Stores the attribute if the site is a polymorphic one.
    pub(super) fn polymorphic_store(&mut self, ins: &'a Instr, owner: Value, value: Value) -> bool {
        let Some(arms) = self.site_arms(ins, owner, ins.arg, Access::Store) else { return false };
        if arms.iter().any(|arm| matches!(arm.kind, PlaceKind::Method { .. })) {
            return false;
        }
        self.dispatch(owner, &arms, None, |builder, kind| match *kind {
            PlaceKind::InstanceValue { index } => {
                builder.emit(Opcode::StoreInlineValue, &[owner, value], Imm::Index(index))
            }
            PlaceKind::Slot { offset } => builder.emit(Opcode::StoreMember, &[owner, value], Imm::Index(offset)),
            PlaceKind::Method { .. } => unreachable!("methods are not stored to"),
        });
        true
    }

    /// Branches to the arm of `owner`'s class, exiting if there is none, and joins them again. The result is the arms'
    /// if they have one, of type `result`.
    fn dispatch(
        &mut self,
        owner: Value,
        arms: &[Arm],
        result: Option<Type>,
        mut access: impl FnMut(&mut Self, &PlaceKind) -> Value,
    ) -> Option<Value> {
        if let [arm] = arms {
            let fact = match arm.versions[..] {
                [only] => Knowledge::TypeVersion(only),
                _ => {
                    let mut versions = [0; MAX_CLASSES];
                    versions[..arm.versions.len()].copy_from_slice(&arm.versions);
                    Knowledge::TypeVersions(versions)
                }
            };
            self.guard_fact(owner, fact);
            let value = access(self, &arm.kind);
            return result.map(|_| value);
        }
        let version = self.emit(Opcode::TypeVersion, &[owner], Imm::None);
        let joined = self.inner_block(&result.into_iter().collect::<Vec<_>>());
        let before = self.facts.clone();
        let mut common = before.clone();
        for (i, arm) in arms.iter().enumerate() {
            let body = self.inner_block(&[]);
            let (last, others) = arm.versions.split_last().expect("arms have classes");
            for known in others {
                self.branch_on_version(version, *known, body);
            }
            let rest = if i + 1 == arms.len() {
                self.guard_fact(owner, Knowledge::TypeVersion(*last));
                self.inner_jump(body, &[]);
                None
            } else {
                Some(self.branch_on_version(version, *last, body))
            };
            self.continue_in(body);
            self.facts.clone_from(&before);
            let value = access(self, &arm.kind);
            self.inner_jump(joined, &result.map(|_| value).into_iter().collect::<Vec<_>>());
            common.retain(|fact| self.facts.contains(fact));
            if let Some(rest) = rest {
                self.continue_in(rest);
                self.facts.clone_from(&before);
            }
        }
        self.facts = common;
        self.continue_in(joined);
        result.map(|_| self.inner_params(joined)[0])
    }

    /// Goes to `body` if `version` is `known`, and on in a new block, which is returned, if not.
    fn branch_on_version(&mut self, version: Value, known: u32, body: Block) -> Block {
        let next = self.inner_block(&[]);
        let known = self.int(known.into());
        let same = self.emit(Opcode::IntCompare, &[version, known], Imm::Condition(Condition::Eq));
        self.inner_branch(same, (body, &[]), (next, &[]));
        self.continue_in(next);
        next
    }
}
