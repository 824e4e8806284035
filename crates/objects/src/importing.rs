//! `from module import name`, as the interpreter does it.

use crate::Object;
use crate::reference::{Name, Owned, Raised, Result, check, find_attribute, is_raised};
use crate::text_format;
use andiron_cpython::object::{has_flag, none};
use andiron_cpython::{ffi, gated};
use std::ptr::null_mut;

static NAME: Name = Name::new(c"__name__");
static SPEC: Name = Name::new(c"__spec__");

/// What `from module import name` binds, or the `ImportError` in the interpreter's words.
///
/// # Safety
/// GIL held; both are alive; `name` is a `str`. Runs Python.
pub unsafe fn import_from(module: Object, name: Object) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe {
        match find_attribute(module, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => import_submodule(module, name),
            Err(raised) => Err(raised),
        }
    }
}

/// A module that lacks the name may be a package in the middle of a circular import, whose submodule is already in
/// `sys.modules` but not yet an attribute.
unsafe fn import_submodule(module: Object, name: Object) -> Result<Owned> {
    // SAFETY: as for `import_from`.
    unsafe {
        let package = Owned::optional(gated!(ffi::PyObject_GetAttr(module, NAME.get()?)))
            .filter(|package| has_flag(package.get(), ffi::Py_TPFLAGS_UNICODE_SUBCLASS.into()));
        if let Some(package) = &package {
            let full_name = text_format!(c"%U.%U", package.get(), name)?;
            if let Some(found) = Owned::optional(gated!(ffi::PyImport_GetModule(full_name.get()))) {
                return Ok(found);
            }
            if is_raised() {
                return Err(Raised);
            }
        }
        // Without a name the interpreter drops whatever the look-up raised, too.
        gated!(ffi::PyErr_Clear());
        Err(cannot_import(module, name, package).err().unwrap_or(Raised))
    }
}

/// The `ImportError` for a name that a module does not have. Always `Err`.
unsafe fn cannot_import(module: Object, name: Object, package: Option<Owned>) -> Result<()> {
    // SAFETY: as for `import_from`.
    unsafe {
        let path = Owned::optional(ffi::PyModule_GetFilenameObject(module));
        gated!(ffi::PyErr_Clear());
        let shown = match &package {
            Some(package) => Owned::borrowed(package.get()),
            None => Owned::new(ffi::PyUnicode_FromString(c"<unknown module name>".as_ptr()))?,
        };
        let message = match &path {
            None => {
                let format = c"cannot import name %R from %R (unknown location)";
                text_format!(format, name, shown.get())?
            }
            Some(path) => {
                let spec = Owned::optional(gated!(ffi::PyObject_GetAttr(module, SPEC.get()?)));
                let spec_object = spec.as_ref().map_or(null_mut(), Owned::get);
                let format = if gated!(ffi::_PyModuleSpec_IsInitializing(spec_object)) != 0 {
                    c"cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
                } else {
                    c"cannot import name %R from %R (%S)"
                };
                gated!(ffi::PyErr_Clear());
                text_format!(format, name, shown.get(), path.get())?
            }
        };
        let attributes = Owned::new(ffi::PyDict_New())?;
        let or_none = |object: &Option<Owned>| object.as_ref().map_or(none(), Owned::get);
        for (key, value) in [(c"name", or_none(&package)), (c"path", or_none(&path)), (c"name_from", name)] {
            check(ffi::PyDict_SetItemString(attributes.get(), key.as_ptr(), value))?;
        }
        let arguments = [message.get()];
        let error =
            gated!(ffi::PyObject_VectorcallDict(ffi::PyExc_ImportError, arguments.as_ptr(), 1, attributes.get()));
        let error = Owned::new(error)?;
        gated!(ffi::PyErr_SetObject((*error.get()).ob_type.cast(), error.get()));
        Err(Raised)
    }
}
