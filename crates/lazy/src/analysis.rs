//! Which imports of a module can wait, read off its bytecode.
//!
//! The code object is the one `exec_module` was about to run: unmarshalled for this purpose, owned by nobody else, not
//! quickened yet. An import statement compiles to a fixed sequence (level, names, `IMPORT_NAME`, then stores), so the
//! source is not needed, nor a cache of rewritten code. A statement can wait if it is at the module's top level, outside of
//! `try`, `with` and loops, and each name it binds
//!
//! * is bound by such statements only: not by an assignment, `def`, `del`, `global` or another kind of import;
//! * is no dunder name, and not read in a `__del__`, which may run when imports work no more;
//! * is *read*, at least one of them: an import whose names nobody reads is there for its side effect. What a package takes
//!   from its own modules (`from .app import Application` in its `__init__`) is read by others.
//!
//! Of a `from` import, names that cannot wait are bound where it stands, and the others wait nevertheless.
//!
//! [`patch`] then takes the stores out. What is left of `from a import b, c` is `IMPORT_NAME; NOP…; POP_TOP`, and what
//! `IMPORT_NAME` finds as `__import__` in the frame's builtins ([`crate::builtins`]) notes the deferral.

use andiron_bytecode::Op;
use andiron_cpython::decode::{self, Step};
use andiron_cpython::{ffi, frame, object, opcodes};
use andiron_objects::address::AddressSet;
use andiron_objects::reference::Owned;
use std::borrow::Cow;
use std::rc::Rc;

type Object = *mut ffi::PyObject;

/// What of the imported module a statement binds to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `import a.b` binds `a`; `import a as b` too.
    Root,
    /// `import a.b as c` binds `a.b`.
    Leaf,
    /// `from a import b`.
    Name,
}

/// One name that a statement binds.
pub struct Binding {
    /// The name, interned.
    pub name: Owned,
    /// What it stands for.
    pub form: Form,
    /// The name to import, of [`Form::Name`].
    pub source: Option<Owned>,
    /// Whether the name itself can wait; else it is bound where the statement stands.
    pub waits: bool,
    /// `import a.b` where the module reads `.b` of something: `a` need not wait for the import of `a.b`.
    pub by_attribute: bool,
}

/// An import statement that can wait.
pub struct Statement {
    /// Unit of its `IMPORT_NAME`.
    pub unit: usize,
    /// Unit of its last instruction.
    pub last: usize,
    /// Name of the module to import, as written.
    pub target: Owned,
    /// The names in `from … import names`, or `None`.
    pub names: Owned,
    /// Leading dots.
    pub level: i32,
    /// Source line.
    pub line: i32,
    /// What it binds.
    pub bindings: Vec<Binding>,
}

/// Why an import statement at a module's top level cannot wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is in a `try` or `with` block, or in a handler.
    Protected,
    /// It is in a loop.
    Loop,
    /// `from a import *`.
    Form,
    /// A dunder name, or `__future__`.
    Dunder,
    /// None of its names is read.
    Unread,
    /// The module binds or deletes this name in another way as well.
    Rebound(String),
    /// A `__del__` reads this name.
    Finalizer(String),
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Protected => f.write_str("in a try or with block"),
            Reason::Loop => f.write_str("in a loop"),
            Reason::Form => f.write_str("import *"),
            Reason::Dunder => f.write_str("it binds a dunder name"),
            Reason::Unread => f.write_str("none of its names is read (a side effect?)"),
            Reason::Rebound(name) => write!(f, "its name is bound in another way as well: {name}"),
            Reason::Finalizer(name) => write!(f, "its name is read in a __del__: {name}"),
        }
    }
}

/// An import statement that cannot wait: the unit of its `IMPORT_NAME`, and why.
type Refusal = (usize, Reason);

impl Statement {
    /// The parts of the target's name after the first, interned.
    pub fn attributes(&self) -> Vec<Owned> {
        // SAFETY: a live string.
        let target = unsafe { object::text(self.target.get()) }.unwrap_or_default();
        target.split('.').skip(1).filter_map(crate::registry::string).collect()
    }
}

/// Names read and bound by a module's code and all code in it, as addresses of interned strings.
#[derive(Default)]
struct Uses {
    read: AddressSet,
    bound: AddressSet,
    /// Names of attributes that are read.
    attributes: AddressSet,
    /// Names read in a finalizer.
    finalized: AddressSet,
    /// Strings that may be annotations, or entries of `__all__`.
    texts: Vec<Object>,
    /// Inside a method that may run when imports work no more.
    in_finalizer: bool,
}

impl Uses {
    unsafe fn of_code(&mut self, code: *mut ffi::PyCodeObject, steps: impl Iterator<Item = Step>, is_module: bool) {
        // SAFETY: names and constants are tuples that the live code object owns; arguments index them.
        unsafe {
            let names = object::tuple_items((*code).co_names);
            let constants = object::tuple_items((*code).co_consts);
            // What an import takes, and what a class body notes down of the attributes that its methods set (from 3.13 on).
            let names_alone = |next: &Step| match next.op {
                Op::IMPORT_NAME => true,
                Op::STORE_NAME => {
                    object::ascii(names[next.arg as usize]).is_some_and(|name| name == "__static_attributes__")
                }
                _ => false,
            };
            let mut steps = steps.peekable();
            while let Some(Step { op, arg, .. }) = steps.next() {
                let (arg, name) = (arg as usize, |arg: usize| names[arg] as usize);
                match op {
                    Op::LOAD_NAME | Op::LOAD_FROM_DICT_OR_GLOBALS => self.read(name(arg)),
                    Op::LOAD_GLOBAL => self.read(name(arg >> 1)),
                    Op::STORE_GLOBAL | Op::DELETE_GLOBAL => self.bind(name(arg)),
                    Op::DELETE_NAME if is_module => self.bind(name(arg)),
                    Op::LOAD_ATTR => drop(self.attributes.insert(name(arg >> 1))),
                    Op::LOAD_CONST if steps.peek().is_none_or(|next| !names_alone(next)) => {
                        self.of_constant(constants[arg]);
                    }
                    _ => {}
                }
            }
        }
    }

    fn read(&mut self, name: usize) {
        self.read.insert(name);
        if self.in_finalizer {
            self.finalized.insert(name);
        }
    }

    /// Why an import that binds the name has to stay, if what else is done with it keeps it.
    fn keeps(&self, name: &Owned) -> Option<Reason> {
        let (object, address) = (name.get(), name.get() as usize);
        // SAFETY: a live string.
        let text = || unsafe { object::text(object) }.unwrap_or_default();
        if self.bound.contains(&address) {
            Some(Reason::Rebound(text()))
        } else {
            self.finalized.contains(&address).then(|| Reason::Finalizer(text()))
        }
    }

    fn bind(&mut self, name: usize) {
        self.bound.insert(name);
    }

    unsafe fn of_constant(&mut self, constant: Object) {
        // SAFETY: a live constant.
        unsafe {
            if object::is_exact(constant, &raw const ffi::PyCode_Type) {
                let code: *mut ffi::PyCodeObject = constant.cast();
                let outer = self.in_finalizer;
                self.in_finalizer |= object::text((*code).co_name).as_deref() == Some("__del__");
                self.of_code(code, decode::steps(code), false);
                self.in_finalizer = outer;
            } else if object::is_exact(constant, &raw const ffi::PyUnicode_Type) {
                self.texts.push(constant);
            } else if object::is_exact(constant, &raw const ffi::PyTuple_Type) {
                object::tuple_items(constant).iter().for_each(|item| self.of_constant(*item));
            }
        }
    }
}

/// Identifiers in a string that could be an annotation or an exported name; none in prose, where words follow each other.
fn identifiers(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let (mut rest, mut after_word) = (text, false);
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if length > 0 {
            if after_word {
                return Vec::new();
            }
            found.push(&rest[..length]);
            (rest, after_word) = (&rest[length..], true);
        } else {
            after_word &= first.is_whitespace();
            if !(first.is_whitespace() || "[]().,|'\"*:".contains(first)) {
                return Vec::new();
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// Strings longer than this are no annotations.
const LONGEST_ANNOTATION: isize = 200;

fn is_dunder(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// Whether a statement in the `__init__` of that package takes names from the package's own modules, for others to use:
/// `from .app import Application`, but not `from . import plugins`.
fn reexports(package: &str, statement: &Statement) -> bool {
    // SAFETY: a live string.
    let target = unsafe { object::text(statement.target.get()) }.unwrap_or_default();
    let is_own = match statement.level {
        0 => target.strip_prefix(package).is_some_and(|rest| rest.starts_with('.')),
        level => level == 1 && !target.is_empty(),
    };
    is_own && statement.bindings.iter().all(|binding| binding.form == Form::Name)
}

/// The statements of a module that can wait. `package` is the module's name if it is a package. With `listed` the module
/// says which may (`__lazy_modules__`), so none is held back because its names are not read.
///
/// # Safety
/// `code` is a live code object of a module, not run yet; GIL held. Runs no Python code.
pub unsafe fn analyse(code: *mut ffi::PyCodeObject, package: Option<&str>, listed: bool) -> Vec<Rc<Statement>> {
    // SAFETY: by contract.
    let (statements, _) = unsafe { sort_out(code, &decode::steps(code).collect::<Vec<_>>(), package, listed) };
    statements.into_iter().map(Rc::new).collect()
}

/// The import statements at the top level of a module that cannot wait: line, module as written, and why.
///
/// # Safety
/// As for [`analyse`].
pub unsafe fn explain(code: *mut ffi::PyCodeObject, package: Option<&str>) -> Vec<(i32, String, String)> {
    // SAFETY: by contract; arguments index the tuples.
    unsafe {
        let all: Vec<Step> = decode::steps(code).collect();
        let (_, refused) = sort_out(code, &all, package, false);
        let names = object::tuple_items((*code).co_names);
        let row = |(unit, reason): Refusal| {
            let at = all.iter().position(|step| step.unit == unit)?;
            let level = ffi::PyLong_AsLong(decode::constant(code, &all[at.checked_sub(2)?])?).clamp(0, 64) as usize;
            let target = ".".repeat(level) + &object::text(names[all[at].arg as usize])?;
            Some((ffi::PyCode_Addr2Line(code, (unit * 2) as i32), target, reason.to_string()))
        };
        refused.into_iter().filter_map(row).collect()
    }
}

/// The import statements of a module: those that can wait, and the others.
unsafe fn sort_out(
    code: *mut ffi::PyCodeObject,
    all: &[Step],
    package: Option<&str>,
    listed: bool,
) -> (Vec<Statement>, Vec<Refusal>) {
    let (mut statements, mut refused) = (Vec::new(), Vec::new());
    if !all.iter().any(|step| step.op == Op::IMPORT_NAME) {
        return (statements, refused);
    }
    // SAFETY: by contract.
    unsafe {
        let protected = protected_ranges(code, all);
        let mut inside = vec![false; all.len()];
        for at in (2..all.len()).filter(|&at| all[at].op == Op::IMPORT_NAME) {
            let unit = all[at].unit;
            if let Some((_, reason)) = protected.iter().find(|(range, _)| range.contains(&unit)) {
                refused.push((unit, reason.clone()));
                continue;
            }
            match parse(code, all, at) {
                Ok((statement, end)) => {
                    inside[at..=end].fill(true);
                    statements.push(statement);
                }
                Err(reason) => refused.push((unit, reason)),
            }
        }
        if statements.is_empty() {
            return (statements, refused);
        }
        let mut uses = Uses::default();
        uses.of_code(code, all.iter().copied(), true);
        let names = object::tuple_items((*code).co_names);
        for (step, _) in all.iter().zip(&inside).filter(|(step, inside)| step.op == Op::STORE_NAME && !**inside) {
            uses.bind(names[step.arg as usize] as usize);
        }
        if !listed {
            keep_read(&mut statements, package, &mut uses, &mut refused);
        }
        statements.retain_mut(|statement| {
            let mut kept_by = None;
            let parts = statement.attributes();
            for binding in &mut statement.bindings {
                if let Some(reason) = uses.keeps(&binding.name) {
                    binding.waits = false;
                    kept_by = Some(reason);
                }
                binding.by_attribute = binding.form == Form::Root
                    && !parts.is_empty()
                    && parts.iter().all(|part| uses.attributes.contains(&(part.get() as usize)));
            }
            let waits = statement.bindings.iter().any(|binding| binding.waits);
            if !waits {
                refused.push((statement.unit, kept_by.unwrap_or(Reason::Dunder)));
            }
            waits
        });
        (statements, refused)
    }
}

/// Leaves statements that bind at least one name that is read.
unsafe fn keep_read(
    statements: &mut Vec<Statement>,
    package: Option<&str>,
    uses: &mut Uses,
    refused: &mut Vec<Refusal>,
) {
    let is_read = |uses: &Uses, statement: &Statement| {
        statement.bindings.iter().any(|binding| uses.read.contains(&(binding.name.get() as usize)))
            || package.is_some_and(|package| reexports(package, statement))
    };
    let unread = statements.iter().filter(|statement| !is_read(uses, statement));
    let wanted = unread.flat_map(|statement| &statement.bindings).filter_map(|binding| {
        // SAFETY: a live string.
        let name = unsafe { object::text(binding.name.get()) }?;
        Some((binding.name.get() as usize, name))
    });
    let mut wanted: Vec<(usize, String)> = wanted.collect();
    for &text in &uses.texts {
        if wanted.is_empty() {
            break;
        }
        // SAFETY: a constant of a live code object.
        let text = unsafe {
            if ffi::PyUnicode_GetLength(text) > LONGEST_ANNOTATION {
                continue;
            }
            object::ascii(text).map_or_else(|| object::text(text).unwrap_or_default().into(), Cow::Borrowed)
        };
        if wanted.iter().any(|(_, name)| text.contains(name.as_str())) {
            let words = identifiers(&text);
            let found = wanted.extract_if(.., |(_, name)| words.contains(&name.as_str()));
            uses.read.extend(found.map(|(name, _)| name));
        }
    }
    statements.retain(|statement| {
        let kept = is_read(uses, statement);
        if !kept {
            statement.bindings.iter().for_each(|binding| uses.bind(binding.name.get() as usize));
            refused.push((statement.unit, Reason::Unread));
        }
        kept
    });
}

/// Units in which an import happens at once: what exception handlers cover, the handlers themselves (the compiler puts
/// them at the end), and loops.
unsafe fn protected_ranges(code: *mut ffi::PyCodeObject, all: &[Step]) -> Vec<(std::ops::Range<usize>, Reason)> {
    // SAFETY: a live code object.
    let handlers = decode::exception_table(unsafe { object::bytes((*code).co_exceptiontable) });
    let cold = handlers.iter().map(|row| row.target as usize).min().unwrap_or(usize::MAX);
    let covered = handlers.iter().map(|row| row.start as usize..row.end as usize);
    let mut ranges: Vec<_> =
        covered.chain(std::iter::once(cold..usize::MAX)).map(|range| (range, Reason::Protected)).collect();
    // A jump from a handler back to where the program goes on is no loop.
    let back = all.iter().filter(|i| i.op == Op::JUMP_BACKWARD && i.unit < cold);
    ranges.extend(back.map(|i| (i.next.saturating_sub(i.arg as usize)..i.next, Reason::Loop)));
    ranges
}

/// The import statement whose `IMPORT_NAME` is instruction `at`, and the index of its last instruction; a reason if its
/// names are not simply stored.
unsafe fn parse(
    code: *mut ffi::PyCodeObject,
    all: &[Step],
    at: usize,
) -> std::result::Result<(Statement, usize), Reason> {
    // SAFETY: as for `analyse`; arguments index the tuples.
    unsafe {
        let names = object::tuple_items((*code).co_names);
        let constant = |at: usize| decode::constant(code, &all[at]).ok_or(Reason::Form);
        let level = ffi::PyLong_AsLong(constant(at - 2)?) as i32;
        let fromlist = constant(at - 1)?;
        let is = |at: usize, op: Op| all.get(at).is_some_and(|step| step.op == op);
        let name = |at: usize| names[all[at].arg as usize];
        let can_wait = |name: Object| object::text(name).is_some_and(|name| !is_dunder(&name));
        let binding = |at: usize, form: Form, source: Option<Object>| Binding {
            name: Owned::borrowed(name(at)),
            form,
            source: source.map(|name| Owned::borrowed(name)),
            waits: can_wait(name(at)),
            by_attribute: false,
        };
        let mut bindings = Vec::new();
        let mut next = at + 1;
        let end = if fromlist == object::none() && is(next, Op::STORE_NAME) {
            bindings.push(binding(next, Form::Root, None));
            next
        } else if fromlist == object::none() {
            while is(next, Op::IMPORT_FROM) && is(next + 1, Op::SWAP) && is(next + 2, Op::POP_TOP) {
                next += 3;
            }
            if !(is(next, Op::IMPORT_FROM) && is(next + 1, Op::STORE_NAME)) {
                return Err(Reason::Form);
            }
            bindings.push(binding(next + 1, Form::Leaf, None));
            next + 2
        } else {
            while is(next, Op::IMPORT_FROM) && is(next + 1, Op::STORE_NAME) {
                bindings.push(binding(next + 1, Form::Name, Some(name(next))));
                next += 2;
            }
            next
        };
        let target = name(at);
        let is_plain = !bindings.is_empty() && (is(end, Op::POP_TOP) || (end == at + 1 && is(end, Op::STORE_NAME)));
        if !is_plain {
            return Err(Reason::Form);
        }
        if !can_wait(target) || !bindings.iter().any(|binding| binding.waits) {
            return Err(Reason::Dunder);
        }
        let statement = Statement {
            unit: all[at].unit,
            last: all[end].unit,
            target: Owned::borrowed(target),
            names: Owned::borrowed(fromlist),
            level,
            line: ffi::PyCode_Addr2Line(code, (all[at].unit * 2) as i32),
            bindings,
        };
        Ok((statement, end))
    }
}

/// Takes the stores of the statements out of the code.
///
/// # Safety
/// `code` is the code object the statements are from, nobody else uses it, and it has not run.
pub unsafe fn patch(code: *mut ffi::PyCodeObject, statements: &[Rc<Statement>]) {
    for statement in statements {
        for unit in statement.unit + 1..=statement.last {
            // SAFETY: within the code; none of these instructions has an inline cache.
            unsafe {
                let word = &mut (*frame::first_unit(code).add(unit)).op;
                word.code = if unit == statement.last { opcodes::POP_TOP } else { opcodes::NOP };
                word.arg = 0;
            }
        }
    }
}
