//! Where a module's source file is: what `PathFinder` and `FileFinder` find, by their own caches.
//!
//! The finders on `sys.meta_path` are asked in turn. Python's own are stood in for: the finder of a directory in
//! `sys.path_importer_cache` is the very object that `importlib` uses, its list of the directory is renewed by its own
//! method when the directory's time of change is another, and the order of what is looked for is the same. Whatever is not
//! a source file (an extension module, a namespace package, a zip file) is left to it.

use crate::registry::{self, Object};
use crate::system::System;
use andiron_cpython::{ffi, gated, object};
use andiron_objects::reference::{Name, Owned, Raised, Result, check, check_truth, is_raised};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::ptr::null_mut;

static META_PATH: Name = Name::new(c"meta_path");
static MODULES: Name = Name::new(c"modules");
static PATH: Name = Name::new(c"path");
static CACHE: Name = Name::new(c"path_importer_cache");
static FIND_SPEC: Name = Name::new(c"find_spec");
static IMPORTER_CACHE: Name = Name::new(c"_path_importer_cache");
static PATH_CACHE: Name = Name::new(c"_path_cache");
static PATH_MTIME: Name = Name::new(c"_path_mtime");
static FILL_CACHE: Name = Name::new(c"_fill_cache");
static LOADERS: Name = Name::new(c"_loaders");
static GET_SPEC: Name = Name::new(c"_get_spec");
static SPEC: Name = Name::new(c"__spec__");

/// A module's source file.
pub struct Source {
    /// The file.
    pub path: String,
    /// The directory, of a package.
    pub directory: Option<String>,
    /// What the file system says about it.
    pub metadata: Metadata,
}

/// Where a module is.
pub enum Found {
    /// In a source file.
    Source(Box<Source>),
    /// The spec that a finder gave.
    Spec(Owned),
}

/// What a directory has.
enum Here {
    Nothing,
    Found(Found),
    /// A directory of that name, without an `__init__`.
    Namespace,
    /// Only `importlib` can say.
    Unclear,
}

unsafe fn call(callee: Object, arguments: &[Object]) -> Result<Owned> {
    // SAFETY: the GIL is held; live objects.
    unsafe { Owned::new(gated!(ffi::PyObject_Vectorcall(callee, arguments.as_ptr(), arguments.len(), null_mut()))) }
}

/// Calls the method of that name, with the object that has it before the other arguments.
///
/// # Safety
/// The GIL is held; live objects.
pub unsafe fn call_method(name: &Name, arguments: &[Object]) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe {
        let (name, count) = (name.get()?, arguments.len());
        Owned::new(gated!(ffi::PyObject_VectorcallMethod(name, arguments.as_ptr(), count, null_mut())))
    }
}

/// [`call_method`] under the import lock, under which finders and path hooks run in `importlib` as well.
unsafe fn call_locked(system: &System, name: &Name, arguments: &[Object]) -> Result<Owned> {
    // SAFETY: the GIL is held; live objects, of which the first is the one with the method.
    unsafe {
        let [acquire, release, _] = &system.imp;
        drop(Owned::new(gated!(ffi::PyObject_CallNoArgs(acquire.get())))?);
        let result = call_method(name, arguments);
        let error = ffi::PyErr_GetRaisedException();
        let released = Owned::new(gated!(ffi::PyObject_CallNoArgs(release.get())));
        if released.is_ok() {
            gated!(ffi::PyErr_SetRaisedException(error));
        }
        released.and(result)
    }
}

unsafe fn attribute(object: Object, name: &Name) -> Result<Owned> {
    // SAFETY: the GIL is held; a live object.
    unsafe { Owned::new(gated!(ffi::PyObject_GetAttr(object, name.get()?))) }
}

/// A new string, not interned, as the import system makes paths.
///
/// # Safety
/// The GIL is held.
pub unsafe fn new_string(text: &str) -> Result<Owned> {
    // SAFETY: by contract.
    unsafe { Owned::new(ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as isize)) }
}

/// `submodule_search_locations`: a list of a package's directory; `None` for other modules.
///
/// # Safety
/// The GIL is held.
pub unsafe fn locations(directory: Option<&str>) -> Result<Owned> {
    // SAFETY: by contract; a new list.
    unsafe {
        let Some(directory) = directory else { return Ok(Owned::borrowed(object::none())) };
        let list = Owned::new(ffi::PyList_New(0))?;
        check(ffi::PyList_Append(list.get(), new_string(directory)?.get()))?;
        Ok(list)
    }
}

unsafe fn is_list(object: Object) -> bool {
    // SAFETY: null or alive.
    unsafe { !object.is_null() && object::is_exact(object, &raw const ffi::PyList_Type) }
}

/// An item of a list that may have become shorter.
unsafe fn item(list: Object, at: usize) -> Option<Owned> {
    // SAFETY: a live list, whose items it keeps.
    unsafe { object::list_items(list).get(at).map(|item| Owned::borrowed(*item)) }
}

/// Whether native code can look for modules: `sys.meta_path` is a list.
///
/// # Safety
/// The GIL is held.
pub unsafe fn can_look(system: &System) -> bool {
    // SAFETY: by contract.
    unsafe { is_list(system.setting(&META_PATH)) }
}

/// What the finders on `sys.meta_path` have. `path` is the `__path__` of the package that the module is in, or null.
///
/// # Safety
/// The GIL is held; [`can_look`]; `name` is a `str` of that text, which is not the name of a built-in or frozen module.
pub unsafe fn find(system: &System, name: Object, text: &str, path: Object) -> Result<Option<Found>> {
    // SAFETY: by contract.
    unsafe {
        let finders = Owned::borrowed(system.setting(&META_PATH));
        let mut at = 0;
        while let Some(finder) = item(finders.get(), at) {
            at += 1;
            if system.without_files.iter().any(|other| other.get() == finder.get()) {
                continue;
            }
            let found = if finder.get() == system.path_finder.get() {
                on_path(system, name, text, path)?
            } else {
                let path = if path.is_null() { object::none() } else { path };
                let spec = call(system.helpers.ask.get(), &[finder.get(), name, path])?;
                (spec.get() != object::none()).then(|| imported_meanwhile(system, name, spec)).transpose()?
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// A finder that is not Python's own may have imported the very module: then it is the module's spec that counts.
unsafe fn imported_meanwhile(system: &System, name: Object, spec: Owned) -> Result<Found> {
    // SAFETY: as for `find`.
    unsafe {
        let modules = system.setting(&MODULES);
        let module = gated!(ffi::PyDict_GetItemWithError(modules, name));
        if module.is_null() {
            return if is_raised() { Err(Raised) } else { Ok(Found::Spec(spec)) };
        }
        let module = Owned::borrowed(module);
        let mut own = null_mut();
        check(gated!(ffi::_PyObject_LookupAttr(module.get(), SPEC.get()?, &mut own)))?;
        let own = Owned::optional(own).filter(|own| own.get() != object::none());
        Ok(Found::Spec(own.unwrap_or(spec)))
    }
}

/// `PathFinder.find_spec`.
unsafe fn on_path(system: &System, name: Object, text: &str, path: Object) -> Result<Option<Found>> {
    // SAFETY: as for `find`.
    unsafe {
        let entries = if path.is_null() { system.setting(&PATH) } else { path };
        let cache = system.setting(&CACHE);
        let is_plain = is_list(entries) && !cache.is_null() && object::is_exact(cache, &raw const ffi::PyDict_Type);
        if is_plain {
            let (entries, cache) = (Owned::borrowed(entries), Owned::borrowed(cache));
            if let Some(found) = in_directories(system, name, text, entries.get(), cache.get())? {
                return Ok(found);
            }
        }
        let path = if path.is_null() { object::none() } else { path };
        let spec = call_locked(system, &FIND_SPEC, &[system.path_finder.get(), name, path])?;
        Ok((spec.get() != object::none()).then_some(Found::Spec(spec)))
    }
}

/// Looks into the directories in turn; none if only `importlib` can say.
unsafe fn in_directories(
    system: &System,
    name: Object,
    text: &str,
    entries: Object,
    cache: Object,
) -> Result<Option<Option<Found>>> {
    let tail = text.rsplit('.').next().unwrap_or(text);
    // SAFETY: as for `find`; lists and dicts are held by the caller.
    unsafe {
        let tail_object =
            if tail.len() == text.len() { Owned::borrowed(name) } else { registry::string(tail).ok_or(Raised)? };
        let (mut at, mut is_namespace) = (0, false);
        while let Some(entry) = item(entries, at) {
            at += 1;
            if !object::is_exact(entry.get(), &raw const ffi::PyUnicode_Type) {
                return Ok(None);
            }
            let known = gated!(ffi::PyDict_GetItemWithError(cache, entry.get()));
            let finder = if known.is_null() {
                if is_raised() {
                    return Err(Raised);
                }
                call_locked(system, &IMPORTER_CACHE, &[system.path_finder.get(), entry.get()])?
            } else {
                Owned::borrowed(known)
            };
            if finder.get() == object::none() {
                continue;
            }
            if object::type_of(finder.get()).cast() != system.file_finder.get() {
                return Ok(None);
            }
            match in_directory(system, finder.get(), name, tail, tail_object.get())? {
                Here::Nothing => {}
                Here::Found(found) => return Ok(Some(Some(found))),
                Here::Namespace => is_namespace = true,
                Here::Unclear => return Ok(None),
            }
        }
        Ok(if is_namespace { None } else { Some(None) })
    }
}

/// `FileFinder.find_spec`.
unsafe fn in_directory(system: &System, finder: Object, name: Object, tail: &str, tail_object: Object) -> Result<Here> {
    // SAFETY: as for `find`.
    unsafe {
        let directory = attribute(finder, &PATH)?;
        let Some(directory) = object::exact_text(directory.get()).filter(|path| path.starts_with('/')) else {
            return Ok(Here::Unclear);
        };
        refresh(system, finder, &directory)?;
        let (cache, loaders) = (attribute(finder, &PATH_CACHE)?, attribute(finder, &LOADERS)?);
        if !object::is_exact(cache.get(), &raw const ffi::PySet_Type) || !is_list(loaders.get()) {
            return Ok(Here::Unclear);
        }
        let has = |name: Object| check_truth(gated!(ffi::PySet_Contains(cache.get(), name)));
        let base = format!("{}/{tail}", directory.trim_end_matches('/'));
        let mut is_namespace = false;
        if has(tail_object)? {
            for loader in object::list_items(loaders.get()) {
                let Some((suffix, class)) = suffix_and_class(*loader) else { return Ok(Here::Unclear) };
                let path = format!("{base}/__init__{suffix}");
                if let Some(metadata) = file(&path) {
                    return found(system, finder, class, name, path, Some(base), metadata).map(Here::Found);
                }
            }
            is_namespace = std::fs::metadata(&base).is_ok_and(|metadata| metadata.is_dir());
        }
        for loader in object::list_items(loaders.get()) {
            let Some((suffix, class)) = suffix_and_class(*loader) else { return Ok(Here::Unclear) };
            if has(new_string(&format!("{tail}{suffix}"))?.get())? {
                let path = format!("{base}{suffix}");
                if let Some(metadata) = file(&path) {
                    return found(system, finder, class, name, path, None, metadata).map(Here::Found);
                }
            }
        }
        Ok(if is_namespace { Here::Namespace } else { Here::Nothing })
    }
}

/// Renews the finder's list of its directory if that has changed.
unsafe fn refresh(system: &System, finder: Object, directory: &str) -> Result<()> {
    let mtime = std::fs::metadata(directory).ok().map(|metadata| {
        // As `os.stat` computes it.
        metadata.mtime() as f64 + 1e-9 * metadata.mtime_nsec() as f64
    });
    // SAFETY: the GIL is held; a live finder.
    unsafe {
        let known = attribute(finder, &PATH_MTIME)?;
        let known = ffi::PyFloat_AsDouble(known.get());
        if known == -1.0 && is_raised() {
            return Err(Raised);
        }
        if known != mtime.unwrap_or(-1.0) {
            call_locked(system, &FILL_CACHE, &[finder])?;
            let mtime = match mtime {
                Some(mtime) => ffi::PyFloat_FromDouble(mtime),
                None => ffi::PyLong_FromLong(-1),
            };
            let mtime = Owned::new(mtime)?;
            check(gated!(ffi::PyObject_SetAttr(finder, PATH_MTIME.get()?, mtime.get())))?;
        }
        Ok(())
    }
}

fn file(path: &str) -> Option<Metadata> {
    std::fs::metadata(path).ok().filter(Metadata::is_file)
}

/// What a finder's list says about one kind of file.
unsafe fn suffix_and_class<'a>(row: Object) -> Option<(&'a str, Object)> {
    // SAFETY: a live object, kept by the finder's list.
    unsafe {
        if !object::is_exact(row, &raw const ffi::PyTuple_Type) {
            return None;
        }
        let [suffix, class] = object::tuple_items(row) else { return None };
        object::is_exact(*suffix, &raw const ffi::PyUnicode_Type).then_some(())?;
        Some((object::ascii(*suffix)?, *class))
    }
}

unsafe fn found(
    system: &System,
    finder: Object,
    class: Object,
    name: Object,
    path: String,
    directory: Option<String>,
    metadata: Metadata,
) -> Result<Found> {
    if class == system.loader.get() {
        return Ok(Found::Source(Box::new(Source { path, directory, metadata })));
    }
    // SAFETY: as for `find`.
    unsafe {
        let path = new_string(&path)?;
        let locations = locations(directory.as_deref())?;
        let arguments = [finder, class, name, path.get(), locations.get(), object::none()];
        call_locked(system, &GET_SPEC, &arguments).map(Found::Spec)
    }
}
