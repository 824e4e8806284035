//! Attributes.

use super::ClassAttribute;
use super::frame::{Builder, Knowledge};
use crate::function::{Imm, Value};
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::{Type, class_from_name};
use andiron_bytecode::{AttrFeedback, BuiltinFacts, Class, Fact, Feedback, Instr, ObjectRef};

/// The built-in class a method descriptor belongs to, if it is one whose instances are told apart. Such classes are
/// immutable, so a receiver exactly of the class is all there is to check.
pub(super) fn receiver_class(facts: &BuiltinFacts) -> Option<Class> {
    ["str", "bytes", "tuple", "list", "dict", "set", "int", "float"]
        .contains(&facts.owner.as_str())
        .then(|| facts.owner[..1].to_uppercase() + &facts.owner[1..])
        .and_then(|name| class_from_name(&name))
}

impl<'a> Builder<'a> {
    pub fn load_attr(&mut self, ins: &'a Instr) {
        let owner = self.pop();
        let (index, wants_method) = (ins.arg >> 1, ins.arg & 1 != 0);
        if let Some(module) = self.as_constant(owner).filter(|object| object.class == Class::Module).cloned()
            && self.may_speculate()
            && let Some(value) = self.world.constant_attribute(&module, index as usize)
        {
            self.still_valid();
            self.guard_type(owner, Class::Module);
            let value = self.constant(&value);
            return self.push_attribute(value, wants_method);
        }
        if self.load_class_attribute(owner, index as usize, wants_method) || self.polymorphic_load(ins, owner) {
            return;
        }
        if let (Feedback::Attr(feedback), true) = (&ins.feedback, self.may_speculate())
            && let AttrFeedback::Method { type_version, keys_version, lazy_dict, descriptor } = feedback
            && wants_method
        {
            self.guard_method(owner, *type_version, *keys_version, *lazy_dict, descriptor);
            let method = self.constant(descriptor);
            self.push(method);
            return self.push(owner);
        }
        if let Some(value) = self.specialised_attribute(ins, owner) {
            return self.push_attribute(value, wants_method);
        }
        let name = self.name_constant(index);
        if !wants_method {
            let value = self.helper(Helper::get_attr, &[owner, name]);
            return self.push(value);
        }
        let out = self.scratch(1);
        let callable = self.helper(Helper::get_method, &[owner, name, out]);
        let receiver = self.take_scratch(0, Type::NULLABLE);
        self.push_method(callable, receiver);
    }

    /// Pushes the attribute if the owner is a known class. The interpreter has no quick form for class methods, the usual
    /// reason to ask a class for anything.
    fn load_class_attribute(&mut self, owner: Value, name: usize, wants_method: bool) -> bool {
        let Some(class) = self.as_constant(owner).cloned() else { return false };
        let Fact::Type(facts) = &class.fact else { return false };
        if !self.may_speculate() || facts.version == 0 {
            return false;
        }
        let Some(ClassAttribute { value, wrapper, takes_class }) = self.world.class_attribute(&class, name) else {
            return false;
        };
        if takes_class && !wants_method {
            return false;
        }
        self.guard_fact(owner, Knowledge::ClassVersion(facts.version));
        if let Some((wrapper, offset)) = wrapper {
            let wrapper = self.constant(&wrapper);
            let callable = self.emit(Opcode::LoadMember, &[wrapper], Imm::Index(offset));
            let id = self.f.object(&value);
            self.emit(Opcode::GuardIs, &[callable], Imm::Object(id));
        }
        let value = self.constant(&value);
        if takes_class {
            self.push(value);
            self.push(owner);
        } else {
            self.push_attribute(value, wants_method);
        }
        true
    }

    pub(super) fn push_attribute(&mut self, value: Value, wants_method: bool) {
        if wants_method {
            let null = self.null();
            self.push(null);
        }
        self.push(value);
    }

    fn guard_method(&mut self, owner: Value, version: u32, keys: u32, lazy_dict: bool, descriptor: &ObjectRef) {
        if let Fact::MethodDescriptor(facts) = &descriptor.fact
            && keys == 0
            && !lazy_dict
            && let Some(class) = receiver_class(facts).filter(|class| self.may_be(owner, *class))
        {
            self.guard_type(owner, class);
            return;
        }
        self.guard_fact(owner, Knowledge::TypeVersion(version));
        if keys != 0 {
            self.guard_fact(owner, Knowledge::KeysVersion(keys));
        }
        if lazy_dict {
            self.guard_fact(owner, Knowledge::NoInstanceDict);
        }
    }

    /// The attribute as the interpreter last found it.
    fn specialised_attribute(&mut self, ins: &'a Instr, owner: Value) -> Option<Value> {
        let Feedback::Attr(feedback) = &ins.feedback else { return None };
        if !self.may_speculate() {
            return None;
        }
        Some(match feedback {
            AttrFeedback::InstanceValue { type_version, index } => {
                self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                self.emit(Opcode::LoadInlineValue, &[owner], Imm::Index((*index).into()))
            }
            AttrFeedback::WithHint { type_version, index } => {
                self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                let name = self.name_constant(ins.arg >> 1);
                self.emit(Opcode::LoadDictEntry, &[owner, name], Imm::Index((*index).into()))
            }
            AttrFeedback::Slot { type_version, offset } => {
                self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                self.emit(Opcode::LoadMember, &[owner], Imm::Index((*offset).into()))
            }
            AttrFeedback::Module { keys_version, index } => {
                if !self.may_be(owner, Class::Module) {
                    return None;
                }
                let module = self.guard_type(owner, Class::Module);
                self.guard_fact(module, Knowledge::ModuleKeys(*keys_version));
                self.emit(Opcode::LoadModuleEntry, &[module], Imm::Index((*index).into()))
            }
            AttrFeedback::Class { type_version, value } => {
                self.guard_fact(owner, Knowledge::ClassVersion(*type_version));
                self.constant(value)
            }
            AttrFeedback::Property { type_version, getter } => {
                let Fact::Function(_) = &getter.fact else { return None };
                self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                let getter = self.constant(getter);
                self.invoke(getter, None, vec![owner], None)
            }
            AttrFeedback::Method { .. } => return None,
        })
    }

    pub fn store_attr(&mut self, ins: &'a Instr) {
        let [value, owner] = self.pop_array();
        if self.polymorphic_store(ins, owner, value) {
            return;
        }
        if let (Feedback::Attr(feedback), true) = (&ins.feedback, self.may_speculate()) {
            match feedback {
                AttrFeedback::InstanceValue { type_version, index } => {
                    self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                    self.emit(Opcode::StoreInlineValue, &[owner, value], Imm::Index((*index).into()));
                    return;
                }
                AttrFeedback::Slot { type_version, offset } => {
                    self.guard_fact(owner, Knowledge::TypeVersion(*type_version));
                    self.emit(Opcode::StoreMember, &[owner, value], Imm::Index((*offset).into()));
                    return;
                }
                _ => {}
            }
        }
        let name = self.name_constant(ins.arg);
        self.helper(Helper::set_attr, &[owner, name, value]);
    }

    pub fn delete_attr(&mut self, ins: &'a Instr) {
        let owner = self.pop();
        let name = self.name_constant(ins.arg);
        self.helper(Helper::delete_attr, &[owner, name]);
    }

    pub fn load_super_attr(&mut self, ins: &'a Instr) {
        let [super_object, class, receiver] = self.pop_array();
        let name = self.name_constant(ins.arg >> 2);
        let frame = self.frame_pointer();
        if ins.arg & 1 == 0 {
            let out = self.emit(Opcode::NullPtr, &[], Imm::None);
            let value = self.helper(Helper::super_attr, &[frame, super_object, class, receiver, name, out]);
            return self.push(value);
        }
        let out = self.scratch(1);
        let callable = self.helper(Helper::super_attr, &[frame, super_object, class, receiver, name, out]);
        let bound = self.take_scratch(0, Type::NULLABLE);
        self.push_method(callable, bound);
    }
}
