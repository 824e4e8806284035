//! Regular expressions that modules compile as they load.
//!
//! In most starts a tenth of the time is `re.compile`: Python code that parses a pattern and writes numbers for `_sre`.
//! This is the same in native code, step by step, so that the numbers are the same too ([`parse`], [`emit`]); `_sre`
//! makes a `Pattern` of them as ever. It takes the place of `re._compiler.compile`, below the caches of `re`. What raises
//! or warns, and what is rare (`LOCALE`, `DEBUG`, names of characters), is left to Python's own, which does it from the
//! beginning; so is everything if `re` is not the very code that this was made after ([`KNOWN`]).

mod codes;
mod emit;
mod parse;
mod tree;

use crate::registry::{self, Object};
use andiron_cpython::{characters, ffi, gated, object};
use andiron_objects::reference::{Name, Owned, Raised, Result, check, is_raised};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ptr::null_mut;
use std::sync::OnceLock;

static COMPILE: Name = Name::new(c"compile");
static PARSER: Name = Name::new(c"_parser");
static SRE: Name = Name::new(c"_sre");
static CASES: Name = Name::new(c"_EXTRA_CASES");

/// In what `re` differs between versions of Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// 3.12's.
    V3_12,
    /// An empty negative assertion is a failure.
    V3_13,
}

/// [`fingerprint`] of `re._parser` and `re._compiler` where native code is known to agree with them: 3.12.1's and 3.13.0's.
const KNOWN: [(u64, Dialect); 2] = [(0x5479_82E1_D235_8697, Dialect::V3_12), (0x33C9_B3F0_F6A3_4F58, Dialect::V3_13)];

/// The module whose `compile` this takes the place of.
struct Compiler {
    dialect: Dialect,
    module: Owned,
    /// Its own `compile`.
    original: Owned,
    /// `_sre.compile`.
    make: Owned,
    cases: OnceCell<HashMap<u32, Vec<u32>>>,
}

struct Guarded(Compiler);
// SAFETY: used with the GIL held only; it never dies.
unsafe impl Sync for Guarded {}
// SAFETY: as above.
unsafe impl Send for Guarded {}

static COMPILER: OnceLock<Guarded> = OnceLock::new();

/// Unicode's cases, as `re` sees them.
struct UnicodeCases<'a>(&'a HashMap<u32, Vec<u32>>);

impl emit::Cases for UnicodeCases<'_> {
    fn lower(&self, c: u32) -> u32 {
        characters::lower(c)
    }
    fn is_cased(&self, c: u32) -> bool {
        c != characters::lower(c) || c != characters::upper(c)
    }
    fn others(&self, lower: u32) -> &[u32] {
        self.0.get(&lower).map_or(&[], Vec::as_slice)
    }
}

/// Puts `replacement`, which calls [`compile`], in the place of `re._compiler.compile`, if `re` is known.
///
/// # Safety
/// The GIL is held; `module` is `re._compiler`, whose code has run.
pub unsafe fn take_over(module: Object, replacement: Object) {
    // SAFETY: by contract.
    unsafe {
        // A module of that name without what Python's has.
        if try_to_take_over(module, replacement).is_err() {
            gated!(ffi::PyErr_Clear());
        }
    }
}

unsafe fn try_to_take_over(module: Object, replacement: Object) -> Result<()> {
    // SAFETY: as for `take_over`.
    unsafe {
        let parser = Owned::new(gated!(ffi::PyObject_GetAttr(module, PARSER.get()?)))?;
        let sre = Owned::new(gated!(ffi::PyObject_GetAttr(module, SRE.get()?)))?;
        let (own, other) = (registry::module_dict(module), registry::module_dict(parser.get()));
        if own.is_null() || other.is_null() || COMPILER.get().is_some() {
            return Ok(());
        }
        let mark = fingerprint(other).wrapping_mul(31).wrapping_add(fingerprint(own));
        let Some(&(_, dialect)) = KNOWN.iter().find(|(known, _)| *known == mark) else { return Ok(()) };
        let original = Owned::new(gated!(ffi::PyObject_GetAttr(module, COMPILE.get()?)))?;
        let make = Owned::new(gated!(ffi::PyObject_GetAttr(sre.get(), COMPILE.get()?)))?;
        let module = Owned::borrowed(module);
        let _ = COMPILER.set(Guarded(Compiler { dialect, module, original, make, cases: OnceCell::new() }));
        check(gated!(ffi::PyDict_SetItem(own, COMPILE.get()?, replacement)))
    }
}

/// A number for the code of a module's functions and classes: their instructions, names and constants.
unsafe fn fingerprint(dict: Object) -> u64 {
    // SAFETY: as for `take_over`; nothing changes the dict meanwhile.
    unsafe {
        let mut hash = 0xCBF2_9CE4_8422_2325;
        let own = registry::entry(dict, "__name__");
        let (mut position, mut key, mut value) = (0, null_mut(), null_mut());
        while ffi::PyDict_Next(dict, &mut position, &mut key, &mut value) != 0 {
            if object::is_exact(value, &raw const ffi::PyFunction_Type) {
                hash_code((*value.cast::<ffi::PyFunctionObject>()).func_code, &mut hash);
            } else if object::is_type(value) {
                let class = (*value.cast::<ffi::PyTypeObject>()).tp_dict;
                if class.is_null() || object::text(registry::entry(class, "__module__")) != object::text(own) {
                    continue;
                }
                let (mut position, mut key, mut value) = (0, null_mut(), null_mut());
                while ffi::PyDict_Next(class, &mut position, &mut key, &mut value) != 0 {
                    if object::is_exact(value, &raw const ffi::PyFunction_Type) {
                        hash_code((*value.cast::<ffi::PyFunctionObject>()).func_code, &mut hash);
                    }
                }
            }
        }
        hash
    }
}

/// FNV-1a.
fn hash_bytes(bytes: &[u8], hash: &mut u64) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
    }
}

unsafe fn hash_code(code: Object, hash: &mut u64) {
    // SAFETY: a live code object, or a constant of one.
    unsafe {
        if object::is_exact(code, &raw const ffi::PyCode_Type) {
            let Some(bytes) = Owned::optional(ffi::PyCode_GetCode(code.cast())) else { return };
            hash_bytes(object::bytes(bytes.get()), hash);
            let code: *mut ffi::PyCodeObject = code.cast();
            let parts = [(*code).co_names, (*code).co_consts];
            parts.into_iter().flat_map(|part| object::tuple_items(part)).for_each(|part| hash_code(*part, hash));
        } else if object::is_exact(code, &raw const ffi::PyUnicode_Type) {
            hash_bytes(object::text(code).unwrap_or_default().as_bytes(), hash);
        } else if object::is_exact(code, &raw const ffi::PyLong_Type) {
            let number = ffi::PyLong_AsLongLong(code);
            if is_raised() {
                gated!(ffi::PyErr_Clear());
            }
            hash_bytes(&number.to_le_bytes(), hash);
        }
    }
}

/// `re._compiler.compile(p, flags)`.
///
/// # Safety
/// The GIL is held; live objects; [`take_over`] has put this in place.
pub unsafe fn compile(pattern: Object, flags: Object) -> Result<Owned> {
    let Some(Guarded(compiler)) = COMPILER.get() else { return Err(Raised) };
    // SAFETY: by contract.
    unsafe {
        if let Some(compiled) = attempt(compiler, pattern, flags)? {
            return Ok(compiled);
        }
        let arguments = [pattern, flags];
        Owned::new(gated!(ffi::PyObject_Vectorcall(compiler.original.get(), arguments.as_ptr(), 2, null_mut())))
    }
}

/// The characters of a pattern, and whether it is a `str`.
unsafe fn characters_of(pattern: Object) -> Option<(Vec<u32>, bool)> {
    // SAFETY: a live object.
    unsafe {
        if object::is_exact(pattern, &raw const ffi::PyBytes_Type) {
            Some((object::bytes(pattern).iter().map(|byte| u32::from(*byte)).collect(), false))
        } else if !object::is_exact(pattern, &raw const ffi::PyUnicode_Type) {
            None
        } else if let Some(ascii) = object::ascii(pattern) {
            Some((ascii.bytes().map(u32::from).collect(), true))
        } else {
            // Not as UTF-8, which has no surrogates.
            let length = ffi::PyUnicode_GetLength(pattern);
            Some(((0..length).map(|at| ffi::PyUnicode_ReadChar(pattern, at)).collect(), true))
        }
    }
}

unsafe fn attempt(compiler: &Compiler, pattern: Object, flags: Object) -> Result<Option<Owned>> {
    // SAFETY: as for `compile`; new tuples and lists take references to their items.
    unsafe {
        let Some((text, is_text)) = characters_of(pattern) else { return Ok(None) };
        if !object::is_exact(flags, &raw const ffi::PyLong_Type) {
            return Ok(None);
        }
        let number = ffi::PyLong_AsLongLong(flags);
        if is_raised() {
            gated!(ffi::PyErr_Clear());
            return Ok(None);
        }
        let Some(flags) = u32::try_from(number).ok().filter(|flags| *flags < 512) else { return Ok(None) };
        if flags & (codes::TEMPLATE | codes::LOCALE | codes::DEBUG) != 0 {
            return Ok(None);
        }
        let Some(parsed) = parse::parse(compiler.dialect, &text, is_text, flags) else { return Ok(None) };
        let needs_cases = parsed.flags & codes::UNICODE != 0 && parsed.ignores_case;
        let cases = if needs_cases { compiler.cases() } else { None };
        let empty = HashMap::new();
        if needs_cases && cases.is_none() {
            return Ok(None);
        }
        let Some(code) = emit::emit(&parsed, &UnicodeCases(cases.unwrap_or(&empty))) else { return Ok(None) };
        let list = Owned::new(ffi::PyList_New(code.len() as isize))?;
        for (at, word) in code.iter().enumerate() {
            let word = Owned::new(ffi::PyLong_FromUnsignedLong(u64::from(*word)))?;
            check(ffi::PyList_SetItem(list.get(), at as isize, word.into_raw()))?;
        }
        let index = Owned::new(ffi::PyDict_New())?;
        let mut names: Vec<Option<Owned>> = parsed.groups.iter().map(|_| None).collect();
        for (name, group) in &parsed.names {
            let name = registry::string(name).ok_or(Raised)?;
            let number = Owned::new(ffi::PyLong_FromUnsignedLong(u64::from(*group)))?;
            check(gated!(ffi::PyDict_SetItem(index.get(), name.get(), number.get())))?;
            names[*group as usize] = Some(name);
        }
        let tuple = Owned::new(ffi::PyTuple_New(names.len() as isize))?;
        for (at, name) in names.into_iter().enumerate() {
            let name = name.unwrap_or_else(|| Owned::borrowed(object::none()));
            check(ffi::PyTuple_SetItem(tuple.get(), at as isize, name.into_raw()))?;
        }
        let flags = Owned::new(ffi::PyLong_FromUnsignedLong(u64::from(parsed.flags)))?;
        let groups = Owned::new(ffi::PyLong_FromUnsignedLong(parsed.groups.len() as u64 - 1))?;
        let arguments = [pattern, flags.get(), list.get(), groups.get(), index.get(), tuple.get()];
        let make = compiler.make.get();
        Owned::new(gated!(ffi::PyObject_Vectorcall(make, arguments.as_ptr(), arguments.len(), null_mut()))).map(Some)
    }
}

impl Compiler {
    /// `re._casefix._EXTRA_CASES`: other characters that match when case is ignored.
    unsafe fn cases(&self) -> Option<&HashMap<u32, Vec<u32>>> {
        if let Some(cases) = self.cases.get() {
            return Some(cases);
        }
        // SAFETY: the GIL is held; a dict of numbers and tuples of numbers, which nothing changes.
        unsafe {
            let dict = Owned::optional(gated!(ffi::PyObject_GetAttr(self.module.get(), CASES.get().ok()?)));
            let Some(dict) = dict.filter(|dict| object::is_exact(dict.get(), &raw const ffi::PyDict_Type)) else {
                gated!(ffi::PyErr_Clear());
                return None;
            };
            let mut cases = HashMap::new();
            let (mut position, mut key, mut value) = (0, null_mut(), null_mut());
            while ffi::PyDict_Next(dict.get(), &mut position, &mut key, &mut value) != 0 {
                if !object::is_exact(value, &raw const ffi::PyTuple_Type) {
                    return None;
                }
                let number = |object: &Object| ffi::PyLong_AsLong(*object) as u32;
                cases.insert(number(&key), object::tuple_items(value).iter().map(number).collect());
            }
            Some(self.cases.get_or_init(|| cases))
        }
    }
}
