//! Locals, cells, globals, imports.

use super::frame::Builder;
use crate::function::Imm;
use crate::helper::Helper;
use crate::opcode::Opcode;
use crate::types::Type;
use andiron_bytecode::{Class, Feedback, GlobalFeedback, Instr, Op, SlotKind};

impl<'a> Builder<'a> {
    pub fn local(&mut self, ins: &'a Instr) {
        let slot = ins.arg as usize;
        match ins.op {
            Op::LOAD_FAST | Op::LOAD_FAST_CHECK | Op::LOAD_CLOSURE => {
                // An unbound local: the interpreter raises.
                let value = self.guard_not_null(self.frame.locals[slot]);
                self.push(value);
            }
            Op::LOAD_FAST_AND_CLEAR => {
                let value = self.frame.locals[slot];
                let null = self.null();
                self.push(value);
                self.set_local(slot, null);
            }
            Op::STORE_FAST => {
                let value = self.pop();
                self.set_local(slot, value);
            }
            Op::DELETE_FAST => {
                self.guard_not_null(self.frame.locals[slot]);
                let null = self.null();
                self.set_local(slot, null);
            }
            Op::MAKE_CELL => {
                let cell = self.helper_of(Helper::new_cell, &[self.frame.locals[slot]], Class::Cell);
                self.set_local(slot, cell);
            }
            Op::COPY_FREE_VARS => {
                let frame = self.frame_pointer();
                self.helper(Helper::copy_free_vars, &[frame]);
                for slot in 0..self.code.slots.len() {
                    if self.code.slots[slot].1 == SlotKind::Free {
                        self.load_slot(slot, Type::of(Class::Cell));
                    }
                }
            }
            Op::LOAD_DEREF => {
                let cell = self.cell(slot);
                let content = self.emit(Opcode::LoadCell, &[cell], Imm::None);
                let content = self.guard_not_null(content);
                self.push(content);
            }
            Op::STORE_DEREF => {
                let cell = self.cell(slot);
                let value = self.pop();
                self.emit(Opcode::StoreCell, &[cell, value], Imm::None);
            }
            Op::DELETE_DEREF => {
                let cell = self.cell(slot);
                let content = self.emit(Opcode::LoadCell, &[cell], Imm::None);
                self.guard_not_null(content);
                let null = self.null();
                self.emit(Opcode::StoreCell, &[cell, null], Imm::None);
            }
            _ => {
                let mapping = self.pop();
                let frame = self.frame_pointer();
                let slot = self.int(slot as i64);
                let value = self.helper(Helper::load_from_dict_or_deref, &[frame, mapping, slot]);
                self.push(value);
            }
        }
    }

    fn cell(&mut self, slot: usize) -> crate::function::Value {
        self.guard_type(self.frame.locals[slot], Class::Cell)
    }

    pub fn name(&mut self, ins: &'a Instr) {
        if ins.op == Op::LOAD_GLOBAL {
            return self.load_global(ins);
        }
        let frame = self.frame_pointer();
        let result = match ins.op {
            Op::LOAD_LOCALS => self.helper(Helper::load_locals, &[frame]),
            Op::LOAD_BUILD_CLASS => self.helper(Helper::load_build_class, &[frame]),
            Op::SETUP_ANNOTATIONS => {
                self.helper(Helper::setup_annotations, &[frame]);
                return;
            }
            _ => {
                let name = self.name_constant(ins.arg);
                match ins.op {
                    Op::LOAD_NAME => self.helper(Helper::load_name, &[frame, name]),
                    Op::LOAD_FROM_DICT_OR_GLOBALS => {
                        let mapping = self.pop();
                        self.helper(Helper::load_from_dict_or_globals, &[frame, mapping, name])
                    }
                    Op::IMPORT_NAME => {
                        let [level, names] = self.pop_array();
                        self.helper(Helper::import_name, &[frame, name, names, level])
                    }
                    Op::IMPORT_FROM => self.helper(Helper::import_from, &[frame, self.peek(1), name]),
                    Op::STORE_NAME | Op::STORE_GLOBAL => {
                        let value = self.pop();
                        let store = if ins.op == Op::STORE_NAME { Helper::store_name } else { Helper::store_global };
                        self.helper(store, &[frame, name, value]);
                        return;
                    }
                    _ => {
                        let delete =
                            if ins.op == Op::DELETE_NAME { Helper::delete_name } else { Helper::delete_global };
                        self.helper(delete, &[frame, name]);
                        return;
                    }
                }
            }
        };
        self.push(result);
    }

    fn load_global(&mut self, ins: &'a Instr) {
        if ins.arg & 1 != 0 {
            let null = self.null();
            self.push(null);
        }
        let index = ins.arg >> 1;
        let value = if let Some(object) = self.world.constant_global(index as usize) {
            self.still_valid();
            self.constant(&object)
        } else if let (Feedback::Global(feedback), true) = (&ins.feedback, self.may_speculate()) {
            let imm = match *feedback {
                GlobalFeedback::Module { keys_version, index } => {
                    Imm::Global { keys_version, builtin_keys_version: None, index: index.into() }
                }
                GlobalFeedback::Builtin { module_keys_version, builtin_keys_version, index } => Imm::Global {
                    keys_version: module_keys_version,
                    builtin_keys_version: Some(builtin_keys_version),
                    index: index.into(),
                },
            };
            self.emit(Opcode::LoadGlobalEntry, &[], imm)
        } else {
            let frame = self.frame_pointer();
            let name = self.name_constant(index);
            self.helper(Helper::load_global, &[frame, name])
        };
        self.push(value);
    }
}
