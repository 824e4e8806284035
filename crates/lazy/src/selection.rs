//! Which modules' imports may wait, as the user and the shipped list have it; and running a module's code by that.

use crate::api;
use crate::patterns;
use crate::registry::{self, Object};
use andiron_cpython::{ffi, gated, object};
use andiron_objects::reference::{Name, Owned, Raised, Result, check};
use std::collections::{HashMap, HashSet};
use std::ptr::null_mut;

static LISTED: Name = Name::new(c"__lazy_modules__");
static NAME: Name = Name::new(c"__name__");

/// The module with what native code does faster ([`patterns`]).
const PATTERNS: &str = "re._compiler";

/// What is wanted.
#[derive(Default)]
pub struct Selection {
    /// Packages whose imports may wait; all if none.
    pub include: Option<HashSet<String>>,
    /// Packages whose imports may not.
    pub exclude: HashSet<String>,
    /// Of modules in such a package: the imports that may nevertheless; tuples of strings.
    pub partly: HashMap<String, Owned>,
    /// Modules with functions that are changed once they are loaded.
    pub patched: HashSet<String>,
    /// `patch(name, module)` does that.
    pub patch: Option<Owned>,
    /// What stands in for `re._compiler.compile`.
    pub compile: Option<Owned>,
    /// Top-level packages whose imports may wait and that were loaded.
    pub seen: HashSet<String>,
}

impl Selection {
    /// Whether the imports of the module of that name may wait.
    pub fn wants(&self, name: &str) -> bool {
        let mut wanted = self.include.is_none();
        let mut rest = name;
        loop {
            if self.exclude.contains(rest) {
                return false;
            }
            wanted |= self.include.as_ref().is_some_and(|include| include.contains(rest));
            match rest.rsplit_once('.') {
                Some((package, _)) => rest = package,
                None => return wanted,
            }
        }
    }
}

/// Runs a module's code in its dict, with its imports put off if that is wanted.
///
/// # Safety
/// The GIL is held; [`api::set_up`] succeeded; `code` was made for this run, nobody else has it; a module.
pub unsafe fn run(code: Object, module: Object) -> Result<()> {
    // SAFETY: by contract.
    unsafe {
        let dict = registry::module_dict(module);
        if dict.is_null() || !object::is_exact(code, &raw const ffi::PyCode_Type) {
            gated!(ffi::PyErr_SetString(ffi::PyExc_TypeError, c"a code object and a module are needed".as_ptr()));
            return Err(Raised);
        }
        let name = gated!(ffi::PyDict_GetItemWithError(dict, NAME.get()?));
        let name = if name.is_null() { None } else { object::text(name) }.unwrap_or_default();
        let says = object::tuple_items((*code.cast::<ffi::PyCodeObject>()).co_names).contains(&LISTED.get()?);
        let (wanted, partly, patch) = registry::with(|state| {
            let selection = &mut state.selection;
            let wanted = selection.wants(&name);
            let partly = selection.partly.get(&name).map(|names| Owned::borrowed(names.get()));
            let patch = selection.patch.as_ref().filter(|_| selection.patched.contains(&name));
            let patch = patch.map(|patch| Owned::borrowed(patch.get()));
            if wanted || says || partly.is_some() {
                let root = name.split('.').next().unwrap_or_default();
                if !selection.seen.contains(root) {
                    selection.seen.insert(root.to_owned());
                }
            }
            (wanted, partly, patch)
        });
        if let Some(names) = &partly {
            check(gated!(ffi::PyObject_SetAttr(module, LISTED.get()?, names.get())))?;
        }
        if wanted || says || partly.is_some() {
            drop(api::execute(code, module, !wanted)?);
        } else {
            run_as_ever(code, dict)?;
        }
        if name == PATTERNS
            && let Some(compile) =
                registry::with(|state| state.selection.compile.as_ref().map(|compile| Owned::borrowed(compile.get())))
        {
            patterns::take_over(module, compile.get());
        }
        if let Some(patch) = patch {
            let name = registry::string(&name).ok_or(Raised)?;
            let arguments = [name.get(), module];
            drop(Owned::new(gated!(ffi::PyObject_Vectorcall(patch.get(), arguments.as_ptr(), 2, null_mut())))?);
        }
        Ok(())
    }
}

/// `exec(code, dict)`.
unsafe fn run_as_ever(code: Object, dict: Object) -> Result<()> {
    // SAFETY: as for `run`.
    unsafe {
        let (code, dict) = (Owned::borrowed(code), Owned::borrowed(dict));
        api::announce(code.get())?;
        if registry::entry(dict.get(), "__builtins__").is_null() {
            let builtins = registry::with(|state| state.builtins);
            check(gated!(ffi::PyDict_SetItemString(dict.get(), c"__builtins__".as_ptr(), builtins)))?;
        }
        Owned::new(gated!(ffi::PyEval_EvalCode(code.get(), dict.get(), dict.get()))).map(drop)
    }
}
