//! What code does with the namespace that `globals()` gives it.
//!
//! In a module with pending names, `globals()` has to resolve all of them, since who has the dict can see that they are
//! absent. But mostly the instructions that follow say that it sees less: `globals()["NAME"] = value` and
//! `globals().update(…)` see nothing, `globals().get("NAME")` and `"NAME" in globals()` see one name, and so does what first
//! stores the dict in a variable and uses that so, and so only.
//!
//! A forward simulation of the operand stack from the call on, along straight-line code, in the manner of a bytecode
//! verifier's; whatever it does not know is taken for a use of the whole namespace. It never reads values that are computed,
//! only constants, so the answer holds for each run of the instruction.

use andiron_bytecode::Op;
use andiron_cpython::decode::{self, Step};
use andiron_cpython::{ffi, frame, object};

type Object = *mut ffi::PyObject;

/// What is seen of a namespace.
#[derive(Debug, PartialEq, Eq)]
pub enum Use {
    /// At most these names: borrowed strings, constants of the code.
    Names(Vec<Object>),
    /// All of it.
    Whole,
}

impl Use {
    const NOTHING: Use = Use::Names(Vec::new());

    fn of(constant: Option<Object>) -> Use {
        let is_name = |name: &Object| {
            // SAFETY: a live constant.
            unsafe { object::is_exact(*name, &raw const ffi::PyUnicode_Type) }
        };
        constant.filter(is_name).map_or(Use::Whole, |name| Use::Names(vec![name]))
    }

    fn and(self, other: Use) -> Use {
        match (self, other) {
            (Use::Names(mut names), Use::Names(more)) => {
                names.extend(more);
                Use::Names(names)
            }
            _ => Use::Whole,
        }
    }
}

/// What the running frame does with the result of the call that it is in, if that is a plain `globals()` or `locals()`.
///
/// # Safety
/// The GIL is held; `running` is a running frame with a code object.
pub unsafe fn use_of_call(running: *mut ffi::_PyInterpreterFrame) -> Use {
    // SAFETY: by contract; arguments index the tuples of the live code object.
    unsafe {
        let code = frame::code_of(running);
        let Ok(unit) = usize::try_from(frame::last_unit(running)) else { return Use::Whole };
        let steps: Vec<Step> = decode::steps(code).collect();
        let Some(call) = steps.iter().position(|step| step.unit == unit) else { return Use::Whole };
        let view = View { code, steps: &steps };
        if steps[call].op != Op::CALL || steps[call].arg != 0 {
            return Use::Whole;
        }
        // `LOAD_GLOBAL` pushes the null that a call has beside its callable; for `LOAD_NAME` it is pushed before or, from 3.13
        // on, after it.
        let before = |distance: usize| call.checked_sub(distance).map(|at| steps[at].op);
        let length = match (before(1), before(2)) {
            (Some(Op::LOAD_GLOBAL), _) => 1,
            (Some(Op::LOAD_NAME), Some(Op::PUSH_NULL)) | (Some(Op::PUSH_NULL), Some(Op::LOAD_NAME)) => 2,
            _ => return Use::Whole,
        };
        if steps.get(call + 1).is_some_and(|next| next.op == Op::CONTAINS_OP) {
            return Use::of(call.checked_sub(1 + length).and_then(|at| view.constant(at)));
        }
        view.use_of_top(call + 1, true)
    }
}

/// A code object and its instructions.
struct View<'a> {
    code: *mut ffi::PyCodeObject,
    steps: &'a [Step],
}

impl View<'_> {
    fn constant(&self, at: usize) -> Option<Object> {
        // SAFETY: the step is one of the live code object's.
        unsafe { decode::constant(self.code, self.steps.get(at)?) }
    }

    fn name(&self, index: u32) -> Object {
        // SAFETY: as above.
        unsafe { object::tuple_items((*self.code).co_names)[index as usize] }
    }

    /// What instructions from `at` on do with what is on top of the stack. `follow`: also through a variable.
    fn use_of_top(&self, at: usize, follow: bool) -> Use {
        // What is above it: constants, where they are known.
        let mut above: Vec<Option<Object>> = Vec::new();
        for at in at..self.steps.len() {
            let Step { op, arg, .. } = self.steps[at];
            let pushed = match op {
                Op::NOP | Op::KW_NAMES => continue,
                Op::LOAD_CONST | Op::LOAD_SMALL_INT => self.constant(at),
                // 3.13's forms of what follows.
                Op::CONVERT_VALUE | Op::FORMAT_SIMPLE if !above.is_empty() => {
                    above.pop();
                    None
                }
                Op::FORMAT_WITH_SPEC if above.len() >= 2 => {
                    above.truncate(above.len() - 2);
                    None
                }
                Op::LOAD_FAST | Op::LOAD_FAST_CHECK | Op::LOAD_DEREF | Op::LOAD_NAME | Op::PUSH_NULL => None,
                Op::LOAD_GLOBAL => {
                    above.extend((arg & 1 == 1).then_some(None));
                    None
                }
                Op::LOAD_ATTR if above.is_empty() => {
                    return if arg & 1 == 1 { self.use_of_method(at, self.name(arg >> 1)) } else { Use::Whole };
                }
                Op::LOAD_ATTR => {
                    above.pop();
                    above.extend((arg & 1 == 1).then_some(None));
                    None
                }
                Op::BINARY_SUBSCR | Op::DELETE_SUBSCR if above.len() == 1 => return Use::of(above[0]),
                Op::BINARY_OP | Op::BINARY_SUBSCR | Op::COMPARE_OP if above.len() >= 2 => {
                    above.truncate(above.len() - 2);
                    None
                }
                // With a specification of the format above the value, or without.
                Op::FORMAT_VALUE if above.len() > usize::from(arg & 4 != 0) => {
                    above.truncate(above.len() - 1 - usize::from(arg & 4 != 0));
                    None
                }
                Op::BUILD_STRING if above.len() >= arg as usize => {
                    above.truncate(above.len() - arg as usize);
                    None
                }
                // The arguments, what is called, and the null or `self` with it.
                Op::CALL if above.len() >= arg as usize + 2 => {
                    above.truncate(above.len() - arg as usize - 2);
                    None
                }
                Op::POP_TOP if above.is_empty() => return Use::NOTHING,
                // Value, container, key.
                Op::STORE_SUBSCR if above.len() == 1 => return Use::NOTHING,
                Op::STORE_FAST | Op::STORE_NAME if above.is_empty() && follow => return self.use_of_variable(op, arg),
                _ => return Use::Whole,
            };
            above.push(pushed);
        }
        Use::Whole
    }

    /// A method of the dict is about to be called.
    fn use_of_method(&self, at: usize, method: Object) -> Use {
        // SAFETY: a live string.
        let method = unsafe { object::text(method) }.unwrap_or_default();
        match method.as_str() {
            "update" | "__setitem__" => Use::NOTHING,
            "get" | "setdefault" | "pop" | "__getitem__" | "__contains__" => {
                let is = |at: usize, op: Op, arg: u32| self.steps.get(at).is_some_and(|s| s.op == op && s.arg == arg);
                let simple = [Op::LOAD_CONST, Op::LOAD_SMALL_INT, Op::LOAD_FAST, Op::LOAD_NAME];
                let is_simple = |at: usize| self.steps.get(at).is_some_and(|step| simple.contains(&step.op));
                let is_called = is(at + 2, Op::CALL, 1) || (is_simple(at + 2) && is(at + 3, Op::CALL, 2));
                Use::of(self.constant(at + 1).filter(|_| is_called))
            }
            _ => Use::Whole,
        }
    }

    /// All that the code does with a variable which holds the dict. Of a module's variable nobody else must know: no
    /// other code in the module names it, and the module deletes it.
    fn use_of_variable(&self, store: Op, index: u32) -> Use {
        let is_local = store == Op::STORE_FAST;
        if !is_local {
            let is_deleted = self.steps.iter().any(|step| step.op == Op::DELETE_NAME && step.arg == index);
            // SAFETY: constants of a live code object.
            let constants = unsafe { object::tuple_items((*self.code).co_consts) };
            // SAFETY: as above.
            let is_known = constants.iter().any(|inner| unsafe { mentions(*inner, self.name(index)) });
            if !is_deleted || is_known {
                return Use::Whole;
            }
        }
        let mut all = Use::NOTHING;
        for (at, step) in self.steps.iter().enumerate().filter(|(_, step)| step.arg == index) {
            all = all.and(match step.op {
                Op::LOAD_FAST | Op::LOAD_FAST_CHECK if is_local => self.use_of_top(at + 1, false),
                Op::LOAD_FAST_AND_CLEAR if is_local => Use::Whole,
                Op::LOAD_NAME if !is_local => self.use_of_top(at + 1, false),
                _ => Use::NOTHING,
            });
        }
        all
    }
}

/// Whether a constant is code that has the name among its own, or in code in it.
unsafe fn mentions(constant: Object, name: Object) -> bool {
    // SAFETY: a live constant; the tuples are the code object's.
    unsafe {
        if !object::is_exact(constant, &raw const ffi::PyCode_Type) {
            return false;
        }
        let code: *mut ffi::PyCodeObject = constant.cast();
        object::tuple_items((*code).co_names).contains(&name)
            || object::tuple_items((*code).co_consts).iter().any(|inner| mentions(*inner, name))
    }
}
