//! Subscripts, building, unpacking, matching.

use super::frame::Builder;
use crate::function::{Imm, Value};
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::Type;
use andiron_bytecode::{Class, Feedback, Instr, Op, SubscrFeedback};

impl<'a> Builder<'a> {
    /// The class a subscripted or unpacked container is taken to have: known, or seen by the interpreter.
    fn container_class(&self, ins: &Instr, container: Value) -> Option<Class> {
        let known = self.ty(container).classes.single();
        if known.is_some() {
            return known.filter(|_| self.may_speculate());
        }
        let class = match ins.feedback {
            Feedback::Subscr(SubscrFeedback::List) => Class::List,
            Feedback::Subscr(SubscrFeedback::Tuple) => Class::Tuple,
            Feedback::Subscr(SubscrFeedback::Dict) => Class::Dict,
            _ => return None,
        };
        (self.may_be(container, class) && self.may_speculate()).then_some(class)
    }

    /// Whether a key may index a list or tuple here: an `int` by feedback or by type.
    fn is_index(&self, ins: &Instr, key: Value) -> bool {
        self.is(key, Class::Int) || (self.may_be(key, Class::Int) && matches!(ins.feedback, Feedback::Subscr(_)))
    }

    pub fn subscript(&mut self, ins: &'a Instr) {
        match ins.op {
            Op::BINARY_SUBSCR => {
                let [container, key] = self.pop_array();
                let item = match self.take_slice(key) {
                    Some(bounds) => self.get_extended_slice(container, &bounds),
                    None => self.get_item(ins, container, key),
                };
                self.push(item);
            }
            Op::STORE_SUBSCR => {
                let [value, container, key] = self.pop_array();
                match self.container_class(ins, container) {
                    Some(Class::List) if self.is_index(ins, key) => {
                        let list = self.guard_type(container, Class::List);
                        let key = self.guard_type(key, Class::Int);
                        let index = self.unbox_int(key);
                        self.emit(Opcode::ListSet, &[list, index, value], Imm::None);
                    }
                    Some(Class::Dict) => {
                        let dict = self.guard_type(container, Class::Dict);
                        self.helper(Helper::dict_set_item, &[dict, key, value]);
                    }
                    _ => drop(self.helper(Helper::set_item, &[value, container, key])),
                }
            }
            Op::DELETE_SUBSCR => {
                let operands: [Value; 2] = self.pop_array();
                self.helper(Helper::delete_item, &operands);
            }
            Op::BINARY_SLICE => {
                let operands: [Value; 3] = self.pop_array();
                let [container, bounds @ ..] = operands;
                let quiet = self.has_quiet_slices(container, &bounds);
                let result = match self.ty(container).classes.single().filter(|_| quiet) {
                    Some(class) => self.helper_of(Helper::get_slice, &operands, class),
                    None => self.helper(Helper::get_slice, &operands),
                };
                if quiet {
                    self.was_quiet();
                }
                self.push(result);
            }
            _ => {
                let operands: [Value; 4] = self.pop_array();
                self.helper(Helper::set_slice, &operands);
            }
        }
    }

    /// Whether slicing a container that far neither runs Python nor gives anything but a container of the same class.
    fn has_quiet_slices(&self, container: Value, bounds: &[Value]) -> bool {
        let sliceable = [Class::List, Class::Tuple, Class::Str].iter().any(|class| self.is(container, *class));
        sliceable && bounds.iter().all(|bound| self.is(*bound, Class::Int) || self.is(*bound, Class::NoneType))
    }

    fn get_extended_slice(&mut self, container: Value, bounds: &[Value]) -> Value {
        let mut operands = vec![container];
        operands.extend(bounds);
        if bounds.len() == 2 {
            operands.push(self.null());
        }
        self.helper(Helper::get_extended_slice, &operands)
    }

    fn get_item(&mut self, ins: &Instr, container: Value, key: Value) -> Value {
        match self.container_class(ins, container) {
            Some(class @ (Class::List | Class::Tuple)) if self.is_index(ins, key) => {
                let container = self.guard_type(container, class);
                let key = self.guard_type(key, Class::Int);
                let index = self.unbox_int(key);
                let opcode = if class == Class::List { Opcode::ListGet } else { Opcode::TupleGet };
                self.emit(opcode, &[container, index], Imm::None)
            }
            Some(Class::Dict) => {
                let dict = self.guard_type(container, Class::Dict);
                self.helper(Helper::dict_get_item, &[dict, key])
            }
            _ => self.helper(Helper::get_item, &[container, key]),
        }
    }

    pub fn building(&mut self, ins: &'a Instr) {
        let count = ins.arg as usize;
        let result = match ins.op {
            Op::BUILD_TUPLE | Op::BUILD_LIST | Op::BUILD_SET | Op::BUILD_STRING => {
                let items = self.pop_many(count);
                let (helper, class) = match ins.op {
                    Op::BUILD_TUPLE => (Helper::build_tuple, Class::Tuple),
                    Op::BUILD_LIST => (Helper::build_list, Class::List),
                    Op::BUILD_SET => (Helper::build_set, Class::Set),
                    _ => (Helper::build_string, Class::Str),
                };
                self.helper_of(helper, &items, class)
            }
            Op::BUILD_MAP => {
                let items = self.pop_many(2 * count);
                let result = self.helper_of(Helper::build_map, &items, Class::Dict);
                if count == 0 {
                    self.was_quiet();
                }
                result
            }
            Op::BUILD_CONST_KEY_MAP => {
                let keys = self.pop();
                let mut operands = self.pop_many(count);
                operands.insert(0, keys);
                self.helper_of(Helper::build_const_key_map, &operands, Class::Dict)
            }
            Op::BUILD_SLICE => {
                let mut bounds = self.pop_many(count);
                if count == 2 {
                    bounds.push(self.null());
                }
                let slice = self.helper(Helper::build_slice, &bounds);
                self.note_slice(slice, count);
                slice
            }
            Op::FORMAT_VALUE => {
                let spec = if ins.arg & 4 != 0 { self.pop() } else { self.null() };
                let value = self.pop();
                if ins.arg & 7 <= 1 && self.is(value, Class::Str) {
                    value // an exact `str` formats as itself
                } else {
                    let conversion = self.int((ins.arg & 3).into());
                    self.helper(Helper::format_value, &[value, spec, conversion])
                }
            }
            Op::MAP_ADD => {
                let [key, value] = self.pop_array();
                let dict = self.peek(count);
                self.helper(Helper::map_add, &[dict, key, value]);
                return;
            }
            _ => {
                let item = self.pop();
                let target = self.peek(count);
                let helper = match ins.op {
                    Op::LIST_APPEND => Helper::list_append,
                    Op::LIST_EXTEND => Helper::list_extend,
                    Op::SET_ADD => Helper::set_add,
                    Op::SET_UPDATE => Helper::set_update,
                    Op::DICT_UPDATE => Helper::dict_update,
                    _ => {
                        // The callee lies two below the dict: [callee, args, dict, …].
                        let callee = self.peek(count + 2);
                        self.helper(Helper::dict_merge, &[target, item, callee]);
                        return;
                    }
                };
                self.helper(helper, &[target, item]);
                return;
            }
        };
        self.push(result);
    }

    pub fn unpack(&mut self, ins: &'a Instr) {
        let sequence = self.pop();
        if ins.op == Op::UNPACK_EX {
            let (before, after) = (ins.arg & 0xff, ins.arg >> 8);
            let total = before + 1 + after;
            let out = self.scratch(total);
            let (left, right) = (self.int(before.into()), self.int(after.into()));
            self.helper(Helper::unpack_ex, &[sequence, left, right, out]);
            return self.push_unpacked(total);
        }
        let count = ins.arg;
        match self.container_class(ins, sequence) {
            Some(class @ (Class::Tuple | Class::List)) => {
                let sequence = self.guard_type(sequence, class);
                let (guard, get) = match class {
                    Class::Tuple => (Opcode::GuardTupleSize, Opcode::TupleItem),
                    _ => (Opcode::GuardListSize, Opcode::ListItem),
                };
                self.emit(guard, &[sequence], Imm::Index(count));
                for i in (0..count).rev() {
                    let item = self.emit(get, &[sequence], Imm::Index(i));
                    self.push(item);
                }
            }
            _ => {
                let out = self.scratch(count);
                let size = self.int(count.into());
                self.helper(Helper::unpack_sequence, &[sequence, size, out]);
                self.push_unpacked(count);
            }
        }
    }

    /// Pushes what an unpacking helper left in the scratch area: the first item ends up on top.
    fn push_unpacked(&mut self, count: u32) {
        for i in (0..count).rev() {
            let item = self.take_scratch(i, Type::OBJECT);
            self.push(item);
        }
    }

    pub fn matching(&mut self, ins: &'a Instr) {
        let result = match ins.op {
            Op::GET_LEN => self.helper_of(Helper::get_len, &[self.peek(1)], Class::Int),
            Op::MATCH_KEYS => self.helper(Helper::match_keys, &[self.peek(2), self.peek(1)]),
            Op::MATCH_CLASS => {
                let [subject, class, names] = self.pop_array();
                let positional = self.int(ins.arg.into());
                self.helper(Helper::match_class, &[subject, class, positional, names])
            }
            _ => {
                let helper = if ins.op == Op::MATCH_MAPPING { Helper::match_mapping } else { Helper::match_sequence };
                let flag = self.helper(helper, &[self.peek(1)]);
                self.box_bool(flag)
            }
        };
        self.push(result);
    }
}
