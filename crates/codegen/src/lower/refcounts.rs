//! Taking and dropping references, as CPython's macros do it.
//!
//! An object is immortal when the low half of its count is negative as a signed number; immortal counts are never
//! written, so that memory shared between processes stays shared.

use super::Lowering;
use andiron_bytecode::Class;
use andiron_cpython::layout;
use andiron_hir::Type;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, types};

impl Lowering<'_, '_> {
    /// A block to go on in when `object` is done with; goes there at once where it is NULL, if its type allows that.
    fn block_past_null(&mut self, object: ir::Value, ty: Type) -> ir::Block {
        let done = self.b.create_block();
        if ty.may_be_null() {
            let present = self.b.create_block();
            self.b.ins().brif(object, present, &[], done, &[]);
            self.b.switch_to_block(present);
        }
        done
    }

    /// A new reference to `object`, unless its type says that nobody counts.
    ///
    /// The interpreter adds to the low half alone. The whole count comes to the same, and the processor can pass a store
    /// on to [`Lowering::decref`]'s load only if that is no wider.
    pub(super) fn incref(&mut self, object: ir::Value, ty: Type) -> Option<ir::Value> {
        if ty.is_immortal() {
            return None;
        }
        let done = self.block_past_null(object, ty);
        let count = self.load(types::I64, object, layout::OBJECT_REFCNT);
        let more = self.b.ins().iadd_imm_s(count, 1);
        let low = self.b.ins().ireduce(types::I32, more);
        let write = self.b.create_block();
        self.b.ins().brif(low, write, &[], done, &[]);
        self.b.switch_to_block(write);
        self.store(more, object, layout::OBJECT_REFCNT);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(done);
        None
    }

    /// Drops a reference (to nothing, if the type allows NULL). The last one deallocates, which may run Python unless
    /// the type says otherwise, so `prev_instr` is true then.
    pub(super) fn decref(&mut self, object: ir::Value, ty: Type) -> Option<ir::Value> {
        if ty.is_immortal() {
            return None;
        }
        let done = self.block_past_null(object, ty);
        let count = self.load(types::I64, object, layout::OBJECT_REFCNT);
        let low = self.b.ins().ireduce(types::I32, count);
        let immortal = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, low, 0);
        let mortal = self.b.create_block();
        self.b.ins().brif(immortal, done, &[], mortal, &[]);
        self.b.switch_to_block(mortal);
        let less = self.b.ins().iadd_imm_s(count, -1);
        self.store(less, object, layout::OBJECT_REFCNT);
        let last = self.cold_block();
        self.b.ins().brif(less, done, &[], last, &[]);
        self.b.switch_to_block(last);
        if ty.is(Class::Float) {
            self.free_float(object, done);
        }
        if !ty.drops_silently() {
            self.store_prev_instr_aside();
        }
        self.call(self.environment.entry_points().dealloc, &[object], None);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(done);
        None
    }

    /// Puts a dead float on the interpreter's free list, where [`Lowering::box_float`] finds it, and goes to `done`;
    /// goes on where the list is full.
    fn free_float(&mut self, object: ir::Value, done: ir::Block) {
        let (room, full) = (self.cold_block(), self.cold_block());
        let list = self.address(self.environment.interpreter() + layout::INTERP_FLOAT_FREE_LIST as usize);
        let from_list_to_count = layout::INTERP_FLOAT_FREE_COUNT - layout::INTERP_FLOAT_FREE_LIST;
        let count = self.load(types::I32, list, from_list_to_count);
        let fits = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, count, i64::from(layout::FLOAT_FREE_MAX));
        self.b.ins().brif(fits, room, &[], full, &[]);
        self.b.switch_to_block(room);
        let more = self.b.ins().iadd_imm_s(count, 1);
        self.store(more, list, from_list_to_count);
        let head = self.load(types::I64, list, 0);
        self.store(head, object, layout::OBJECT_TYPE);
        self.store(object, list, 0);
        self.b.ins().jump(done, &[]);
        self.b.switch_to_block(full);
    }
}
