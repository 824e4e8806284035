//! Listings.
//!
//! The text is stable and complete enough to be read back by [`crate::parse`]: printing what was parsed gives the same
//! text. Addresses are left out, so that listings of two runs compare equal; so are facts about objects other than
//! plain values. Only states that something refers to are listed.
//!
//! ```text
//! function "add" parameters 2 stack 2
//! slots a, b
//! handler 4..10 -> b2 depth 0
//! o0 = Int "1" 1
//!
//! b0() function @0:
//!   v0: Object = LoadSlot<a> @0
//!   v1: Int = GuardType<Int> v0 | s0 @2
//!   SetLocal<a, present> v1 @4
//!   Jump -> b1(v1) @6
//!
//! b1(v2: Int a, v3: Object) @6 | s0:
//!   ...
//!
//! s0: unit 2 locals [a=v0, b=null] stack [v0, v1 transfer] drops [v3] caller s1
//! ```

use crate::function::{
    Block, BlockData, CallInfo, Def, Edge, Entry, Function, HandlerRow, Imm, Inst, Local, OldValue, State, Value,
};
use crate::opcode::ImmKind;
use crate::types::class_name;
use andiron_bytecode::{Fact, ObjectRef};
use std::fmt::{self, Display, Formatter};

/// Items with a comma between them.
fn list<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    mut item: impl FnMut(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (i, x) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        item(f, x)?;
    }
    Ok(())
}

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "function {:?} parameters {} stack {}", self.name, self.parameters, self.stack_size)?;
        if self.scratch_words > 0 {
            write!(f, " scratch {}", self.scratch_words)?;
        }
        if self.first_traceable > 0 {
            write!(f, " first {}", self.first_traceable)?;
        }
        writeln!(f)?;
        if !self.slots.is_empty() {
            writeln!(f, "slots {}", self.slots.join(", "))?;
        }
        for row in &self.handlers {
            print_handler(f, row)?;
        }
        for (i, object) in self.objects.iter().enumerate() {
            print_object(f, i, object)?;
        }
        for (i, data) in self.blocks.iter().enumerate() {
            writeln!(f)?;
            self.print_block(f, Block(i as u32), data)?;
        }
        let states = self.listed_states();
        if !states.is_empty() {
            writeln!(f)?;
        }
        states.into_iter().try_for_each(|state| self.print_state(f, state))
    }
}

fn print_handler(f: &mut Formatter<'_>, row: &HandlerRow) -> fmt::Result {
    write!(f, "handler {}..{} -> ", row.start, row.end)?;
    match row.block {
        Some(block) => write!(f, "{block}")?,
        None => f.write_str("interpreter")?,
    }
    writeln!(f, " depth {}{}", row.depth, if row.push_lasti { " lasti" } else { "" })
}

fn print_object(f: &mut Formatter<'_>, index: usize, object: &ObjectRef) -> fmt::Result {
    write!(f, "o{index} = {} {:?}", class_name(object.class), object.text)?;
    match &object.fact {
        Fact::Int(i) => write!(f, " {i}")?,
        Fact::Float(x) => write!(f, " {x:?}")?,
        Fact::Bool(b) => write!(f, " {b}")?,
        Fact::Str(s) => write!(f, " {s:?}")?,
        _ => {}
    }
    writeln!(f)
}

impl Function {
    /// Name of a slot in listings: its own if no earlier slot has it, else its number.
    pub(crate) fn slot_name(&self, index: u32) -> String {
        match self.slots.get(index as usize) {
            Some(name) if !name.is_empty() && self.slots.iter().position(|s| s == name) == Some(index as usize) => {
                name.clone()
            }
            _ => format!("#{index}"),
        }
    }

    fn listed_states(&self) -> Vec<State> {
        let mut listed = vec![false; self.states.len()];
        let roots = self.blocks.iter().flat_map(|block| {
            block.state.into_iter().chain(block.insts.iter().filter_map(|v| self.inst(*v).and_then(|inst| inst.state)))
        });
        for state in roots {
            let mut next = Some(state);
            while let Some(state) = next {
                listed[state.index()] = true;
                next = self.states[state.index()].caller;
            }
        }
        (0..listed.len()).filter(|i| listed[*i]).map(|i| State(i as u32)).collect()
    }

    fn print_block(&self, f: &mut Formatter<'_>, block: Block, data: &BlockData) -> fmt::Result {
        write!(f, "{block}(")?;
        list(f, &data.params, |f, v| {
            write!(f, "{v}: {}", self.ty(*v))?;
            self.home(*v).map_or(Ok(()), |home| write!(f, " {}", self.slot_name(home)))
        })?;
        f.write_str(")")?;
        f.write_str(match data.entry {
            Entry::None => "",
            Entry::Function => " function",
            Entry::Handler => " handler",
            Entry::Loop => " loop",
        })?;
        write!(f, " @{}", data.unit)?;
        if let Some(state) = data.state {
            write!(f, " | {state}")?;
        }
        writeln!(f, ":")?;
        for v in &data.insts {
            f.write_str("  ")?;
            match &self.values[v.index()].def {
                Def::Inst(inst) => self.print_inst(f, *v, inst)?,
                Def::Param { .. } => write!(f, "{v} (a parameter)")?,
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn print_inst(&self, f: &mut Formatter<'_>, v: Value, inst: &Inst) -> fmt::Result {
        let ty = self.ty(v);
        if ty != crate::Type::VOID {
            write!(f, "{v}: {ty} = ")?;
        }
        f.write_str(inst.opcode.name())?;
        self.print_imm(f, inst)?;
        if !inst.args.is_empty() {
            f.write_str(" ")?;
        }
        list(f, &inst.args, |f, v| write!(f, "{v}"))?;
        if !inst.targets.is_empty() {
            f.write_str(" -> ")?;
        }
        list(f, &inst.targets, print_edge)?;
        if let Some(state) = inst.state {
            write!(f, " | {state}")?;
        }
        write!(f, " @{}", inst.unit)
    }

    fn print_imm(&self, f: &mut Formatter<'_>, inst: &Inst) -> fmt::Result {
        match inst.imm {
            Imm::None => Ok(()),
            Imm::Index(i) if inst.opcode.names_slot() => write!(f, "<{}>", self.slot_name(i)),
            Imm::Index(i) => write!(f, "<{i}>"),
            Imm::Int(i) => write!(f, "<{i}>"),
            Imm::Float(x) => write!(f, "<{x:?}>"),
            Imm::Bool(b) => write!(f, "<{b}>"),
            Imm::Object(o) => write!(f, "<{o}>"),
            Imm::Class(class) => write!(f, "<{}>", class_name(class)),
            Imm::Condition(condition) => write!(f, "<{condition:?}>"),
            Imm::Helper(helper) => write!(f, "<{}>", helper.name()),
            Imm::Call(CallInfo::Direct { code }) => write!(f, "<direct {code}>"),
            Imm::Call(CallInfo::Vector { keywords: None }) => f.write_str("<vector>"),
            Imm::Call(CallInfo::Vector { keywords: Some(o) }) => write!(f, "<vector {o}>"),
            Imm::Call(CallInfo::C { function, convention }) => write!(f, "<{convention:?} {function}>"),
            Imm::Slot { index, old } => write!(f, "<{}, {}>", self.slot_name(index), old_name(old)),
            Imm::Slots { from, to } => write!(f, "<{}, {}>", self.slot_name(from), self.slot_name(to)),
            Imm::Global { keys_version, builtin_keys_version, index } => {
                write!(f, "<{index}, keys {keys_version}")?;
                builtin_keys_version.map_or(Ok(()), |version| write!(f, ", builtin keys {version}"))?;
                f.write_str(">")
            }
            Imm::Versions(versions) => {
                f.write_str("<")?;
                list(f, &versions, |f, version| write!(f, "{version}"))?;
                f.write_str(">")
            }
            Imm::Reason(reason) => write!(f, "<{}>", reason.name()),
        }
    }

    fn print_state(&self, f: &mut Formatter<'_>, state: State) -> fmt::Result {
        let data = &self.states[state.index()];
        write!(f, "{state}: unit {} locals [", data.unit)?;
        let locals: Vec<_> = data.locals.iter().enumerate().collect();
        list(f, &locals, |f, (i, local)| {
            // A caller's state has its own slots.
            let name = if data.locals.len() == self.slots.len() { self.slot_name(*i as u32) } else { format!("#{i}") };
            match local {
                Local::Value(v) => write!(f, "{name}={v}"),
                Local::InSlot => write!(f, "{name}=slot"),
                Local::Raw(v) => write!(f, "{name}=raw {v}"),
                Local::RawOrNull { value, absent } => write!(f, "{name}=raw {value} unless {absent}"),
                Local::RawOrHeld { value, held } => write!(f, "{name}=raw {value} or slot if {held}"),
            }
        })?;
        f.write_str("] stack [")?;
        list(f, &data.stack, |f, item| {
            write!(f, "{}{}", item.value, if item.transfer { " transfer" } else { "" })?;
            item.slot.map_or(Ok(()), |slot| write!(f, " as {}", self.slot_name(slot)))
        })?;
        f.write_str("]")?;
        if !data.drops.is_empty() {
            f.write_str(" drops [")?;
            list(f, &data.drops, |f, v| write!(f, "{v}"))?;
            f.write_str("]")?;
        }
        if let Some(caller) = data.caller {
            write!(f, " caller {caller}")?;
        }
        writeln!(f)
    }
}

fn print_edge(f: &mut Formatter<'_>, edge: &Edge) -> fmt::Result {
    write!(f, "{}(", edge.block)?;
    list(f, &edge.args, |f, v| write!(f, "{v}"))?;
    f.write_str(")")
}

fn old_name(old: OldValue) -> &'static str {
    match old {
        OldValue::Unknown => "unknown",
        OldValue::Present => "present",
        OldValue::Null => "null",
    }
}

impl Imm {
    /// Which kind of immediate it is.
    pub fn kind(&self) -> ImmKind {
        match self {
            Imm::None => ImmKind::None,
            Imm::Index(_) => ImmKind::Index,
            Imm::Int(_) => ImmKind::Int,
            Imm::Float(_) => ImmKind::Float,
            Imm::Bool(_) => ImmKind::Bool,
            Imm::Object(_) => ImmKind::Object,
            Imm::Class(_) => ImmKind::Class,
            Imm::Condition(_) => ImmKind::Condition,
            Imm::Helper(_) => ImmKind::Helper,
            Imm::Call(_) => ImmKind::Call,
            Imm::Slot { .. } => ImmKind::Slot,
            Imm::Slots { .. } => ImmKind::Slots,
            Imm::Global { .. } => ImmKind::Global,
            Imm::Versions(_) => ImmKind::Versions,
            Imm::Reason(_) => ImmKind::Reason,
        }
    }
}
