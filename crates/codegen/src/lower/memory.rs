//! Loads and stores in lists, tuples, iterators, instances, modules and cells.

use super::{Lowering, constant_int, index, malformed};
use crate::abi::ExitKind;
use andiron_cpython::layout;
use andiron_hir::{Imm, Inst, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, types};

impl Lowering<'_, '_> {
    /// The address of item `index`, minus what comes before the items, as a scaled offset; exits out of range.
    fn item_offset(&mut self, inst: &Inst, sequence: ir::Value) -> ir::Value {
        let size = self.load(types::I64, sequence, layout::VAR_SIZE);
        let index = self.arg(inst, 1);
        let index = match constant_int(self.hir, inst.args[1]) {
            Some(known) if known >= 0 => index,
            Some(_) => self.b.ins().iadd(index, size),
            None => {
                let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, index, 0);
                let from_end = self.b.ins().iadd(index, size);
                self.b.ins().select(negative, from_end, index)
            }
        };
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, index, size);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold_unless(inside, exit);
        self.b.ins().ishl_imm_u(index, 3)
    }

    pub(super) fn list_get(&mut self, inst: &Inst) -> ir::Value {
        let list = self.arg(inst, 0);
        let offset = self.item_offset(inst, list);
        let items = self.load(types::I64, list, layout::LIST_ITEM);
        let place = self.b.ins().iadd(items, offset);
        self.load(types::I64, place, 0)
    }

    pub(super) fn tuple_get(&mut self, inst: &Inst) -> ir::Value {
        let tuple = self.arg(inst, 0);
        let offset = self.item_offset(inst, tuple);
        let place = self.b.ins().iadd(tuple, offset);
        self.load(types::I64, place, layout::TUPLE_ITEM)
    }

    pub(super) fn list_set(&mut self, inst: &Inst) -> Option<ir::Value> {
        let list = self.arg(inst, 0);
        let offset = self.item_offset(inst, list);
        let items = self.load(types::I64, list, layout::LIST_ITEM);
        let place = self.b.ins().iadd(items, offset);
        self.replace(place, 0, self.arg(inst, 2), Type::OBJECT)
    }

    /// Stores a stolen reference and drops the one that was there.
    fn replace(&mut self, base: ir::Value, offset: i32, value: ir::Value, old_type: Type) -> Option<ir::Value> {
        let old = self.load(types::I64, base, offset);
        self.store(value, base, offset);
        self.decref(old, old_type)
    }

    pub(super) fn range_iter_next(&mut self, inst: &Inst) -> ir::Value {
        let iterator = self.arg(inst, 0);
        let value = self.load(types::I64, iterator, layout::RANGE_ITER_START);
        let step = self.load(types::I64, iterator, layout::RANGE_ITER_STEP);
        let remaining = self.load(types::I64, iterator, layout::RANGE_ITER_LEN);
        let next = self.b.ins().iadd(value, step);
        let remaining = self.b.ins().iadd_imm_s(remaining, -1);
        self.store(next, iterator, layout::RANGE_ITER_START);
        self.store(remaining, iterator, layout::RANGE_ITER_LEN);
        value
    }

    /// Next item of a list or tuple iterator. At the end it lets go of the sequence, as the interpreter's does: it must
    /// stay exhausted even if the list grows.
    pub(super) fn sequence_iter_next(&mut self, inst: &Inst, list: bool) -> ir::Value {
        let (at, of) = if list {
            (layout::LIST_ITER_INDEX, layout::LIST_ITER_SEQ)
        } else {
            (layout::TUPLE_ITER_INDEX, layout::TUPLE_ITER_SEQ)
        };
        let iterator = self.arg(inst, 0);
        let done = self.b.create_block();
        let result = self.b.append_block_param(done, types::I64);
        let (live, more, end) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let sequence = self.load(types::I64, iterator, of);
        // An exhausted iterator's sequence is NULL, which is the result as well.
        self.b.ins().brif(sequence, live, &[], done, &[BlockArg::Value(sequence)]);
        self.b.switch_to_block(live);
        let position = self.load(types::I64, iterator, at);
        let size = self.load(types::I64, sequence, layout::VAR_SIZE);
        let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, position, size);
        self.b.ins().brif(inside, more, &[], end, &[]);

        self.b.switch_to_block(more);
        let next = self.b.ins().iadd_imm_s(position, 1);
        self.store(next, iterator, at);
        let scaled = self.b.ins().ishl_imm_u(position, 3);
        let item = if list {
            let items = self.load(types::I64, sequence, layout::LIST_ITEM);
            let place = self.b.ins().iadd(items, scaled);
            self.load(types::I64, place, 0)
        } else {
            let place = self.b.ins().iadd(sequence, scaled);
            self.load(types::I64, place, layout::TUPLE_ITEM)
        };
        self.b.ins().jump(done, &[BlockArg::Value(item)]);

        self.b.switch_to_block(end);
        let nothing = self.int(0);
        self.store(nothing, iterator, of);
        self.decref(sequence, Type::OBJECT);
        self.b.ins().jump(done, &[BlockArg::Value(nothing)]);
        self.b.switch_to_block(done);
        result
    }

    /// Base and offset of inline value `index`; exits where the instance has a dict. 3.12 keeps, before the object's
    /// GC header, either the dict or the address of the values minus one, which makes it odd.
    fn inline_value(&mut self, inst: &Inst, owner: ir::Value) -> (ir::Value, i32, ir::Block) {
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        let values = self.load(types::I64, owner, layout::DICT_OR_VALUES_OFFSET);
        let inline = self.b.ins().band_imm_u(values, 1);
        self.branch_cold_unless(inline, exit);
        (values, 1 + layout::DICT_VALUES_VALUES + 8 * index(inst) as i32, exit)
    }

    pub(super) fn load_inline_value(&mut self, inst: &Inst) -> ir::Value {
        let owner = self.arg(inst, 0);
        let (base, offset, exit) = self.inline_value(inst, owner);
        let value = self.load(types::I64, base, offset);
        self.branch_cold_unless(value, exit);
        value
    }

    pub(super) fn store_inline_value(&mut self, inst: &Inst) -> Option<ir::Value> {
        let owner = self.arg(inst, 0);
        let (base, offset, _) = self.inline_value(inst, owner);
        let old = self.load(types::I64, base, offset);
        self.store(self.arg(inst, 1), base, offset);
        let (replaced, first, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.ins().brif(old, replaced, &[], first, &[]);
        self.b.switch_to_block(first);
        self.note_insertion(base, index(inst));
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(replaced);
        self.decref(old, Type::OBJECT);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(done);
        None
    }

    /// Notes that inline value `index` was set for the first time: the instance's dict, if it ever gets one, keeps the
    /// order. It lies before the values: bytes used at -2, indices downwards from -3.
    fn note_insertion(&mut self, base: ir::Value, index: u32) {
        const USED: i32 = 1 - 2;
        let used = self.load(types::I8, base, USED);
        let used = self.b.ins().iadd_imm_s(used, 1);
        self.store(used, base, USED);
        let distance = self.b.ins().uextend(types::I64, used);
        let place = self.b.ins().isub(base, distance);
        let index = self.b.ins().iconst(types::I8, i64::from(index));
        self.store(index, place, USED);
    }

    pub(super) fn load_member(&mut self, inst: &Inst) -> ir::Value {
        let value = self.load(types::I64, self.arg(inst, 0), index(inst) as i32);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold_unless(value, exit);
        value
    }

    pub(super) fn store_member(&mut self, inst: &Inst) -> Option<ir::Value> {
        self.replace(self.arg(inst, 0), index(inst) as i32, self.arg(inst, 1), Type::NULLABLE)
    }

    pub(super) fn store_cell(&mut self, inst: &Inst) -> Option<ir::Value> {
        self.replace(self.arg(inst, 0), layout::CELL_REF, self.arg(inst, 1), Type::NULLABLE)
    }

    /// The word before the object is the dict's address where the instance has one; see [`Self::inline_value`].
    pub(super) fn load_dict_entry(&mut self, inst: &Inst) -> ir::Value {
        let owner = self.arg(inst, 0);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        let dict = self.load(types::I64, owner, layout::DICT_OR_VALUES_OFFSET);
        let inline = self.b.ins().band_imm_u(dict, 1);
        let has_dict = self.b.ins().icmp_imm_s(IntCC::Equal, inline, 0);
        self.branch_cold_unless(has_dict, exit);
        self.branch_cold_unless(dict, exit);
        let keys = self.load(types::I64, dict, layout::DICT_KEYS);
        // A table of its own: where keys are shared, the values are elsewhere.
        let kind = self.load(types::I8, keys, layout::DICT_KEYS_KIND);
        let plain = self.b.ins().icmp_imm_s(IntCC::Equal, kind, i64::from(layout::DICT_KEYS_KIND_UNICODE));
        self.branch_cold_unless(plain, exit);
        let count = self.load(types::I64, keys, layout::DICT_KEYS_NENTRIES);
        let inside = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, count, i64::from(index(inst)));
        self.branch_cold_unless(inside, exit);
        let entries = self.dict_entries(keys);
        let at = layout::DICT_KEYS_INDICES + layout::DICT_UNICODE_ENTRY_BYTES * index(inst) as i32;
        let key = self.load(types::I64, entries, at + layout::DICT_UNICODE_ENTRY_KEY);
        let name = self.arg(inst, 1);
        let same = self.b.ins().icmp(IntCC::Equal, key, name);
        self.branch_cold_unless(same, exit);
        self.dict_entry(inst, entries, index(inst))
    }

    pub(super) fn load_module_entry(&mut self, inst: &Inst) -> ir::Value {
        let dict = self.load(types::I64, self.arg(inst, 0), layout::MODULE_DICT);
        let keys = self.load(types::I64, dict, layout::DICT_KEYS);
        let entries = self.dict_entries(keys);
        self.dict_entry(inst, entries, index(inst))
    }

    pub(super) fn load_global_entry(&mut self, inst: &Inst) -> ir::Value {
        let Imm::Global { keys_version, builtin_keys_version, index } = inst.imm else { malformed(inst) };
        let mut keys = self.checked_keys(inst, layout::FRAME_GLOBALS, keys_version);
        if let Some(version) = builtin_keys_version {
            keys = self.checked_keys(inst, layout::FRAME_BUILTINS, version);
        }
        let entries = self.dict_entries(keys);
        self.dict_entry(inst, entries, index)
    }

    /// Keys of one of the frame's namespaces, of that version.
    fn checked_keys(&mut self, inst: &Inst, namespace: i32, version: u32) -> ir::Value {
        let dict = self.load(types::I64, self.frame, namespace);
        let keys = self.load(types::I64, dict, layout::DICT_KEYS);
        let same = self.word_is(keys, layout::DICT_KEYS_VERSION, i64::from(version));
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold_unless(same, exit);
        keys
    }

    /// The keys object's address, moved by the size of its index table, which the entries follow.
    fn dict_entries(&mut self, keys: ir::Value) -> ir::Value {
        let log2 = self.load(types::I8, keys, layout::DICT_KEYS_LOG2_INDEX_BYTES);
        let one = self.int(1);
        let indices = self.b.ins().ishl(one, log2);
        self.b.ins().iadd(keys, indices)
    }

    /// Value of an entry of a dict whose keys are all `str`; exits where it has none.
    fn dict_entry(&mut self, inst: &Inst, entries: ir::Value, index: u32) -> ir::Value {
        let offset = layout::DICT_KEYS_INDICES
            + layout::DICT_UNICODE_ENTRY_BYTES * index as i32
            + layout::DICT_UNICODE_ENTRY_VALUE;
        let value = self.load(types::I64, entries, offset);
        let exit = self.exit_block(inst, ExitKind::Check(inst.opcode));
        self.branch_cold_unless(value, exit);
        value
    }
}
