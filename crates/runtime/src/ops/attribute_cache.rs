//! Where attributes are found, remembered by class and name.
//!
//! Compiled code comes here for attributes at sites whose objects have several classes, where the interpreter's own
//! inline caches are of no use either. One table serves all sites: an entry says where instances of the class that has
//! a certain version tag keep the attribute of a certain name. A version tag is never used twice, and a class that
//! changes loses its tag, so entries need no invalidation; what they borrow from the class lives as long as its tag.
//! Each entry owns its name, so that the address cannot come to mean another.

use super::Object;
use andiron_bytecode::{AttributePlace, PlaceKind};
use andiron_cpython::describe;
use andiron_cpython::dict::{self, DictOrValues};
use andiron_cpython::gated;
use andiron_cpython::object::{decref, incref, is_exact, type_of};
use andiron_cpython::{MethodWrapperObject, ffi, types};
use andiron_hir::build::{Access, ClassAttribute};
use andiron_objects::reference::Name;
use std::cell::UnsafeCell;
use std::mem::offset_of;
use std::ptr::null_mut;

/// `Py_T_OBJECT_EX`: a member that holds an object and whose absence is an AttributeError (`__slots__`).
const MEMBER_OBJECT_EX: i32 = 16;
/// `_Py_T_OBJECT`: a member that holds an object and whose absence reads as `None` (members of built-in classes).
const MEMBER_OBJECT: i32 = 6;
/// `Py_READONLY`.
const READONLY: i32 = 1;
/// `Py_AUDIT_READ`: reading the member is an audit event.
const AUDITED: i32 = 2;
/// Entries; a power of two.
const SIZE: usize = 4096;
/// Times an entry is made again for a class that changes before it is left alone, but for one time in as many.
const PATIENCE: u32 = 64;

/// Entries of an instance's dict that are compared one by one before the name is hashed.
const MOST_SCANNED: isize = 12;

/// Where an attribute is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// None of those below: the long way. The first, so that tables of it are zeros and take no room in the library.
    Elsewhere,
    /// Value `index` of the instance's in-line values, or in its dict.
    Instance,
    /// In the instance's dict, which it has because the keys that the class's instances share have no room for the name:
    /// where attributes are set after other instances were made. Where it is found in line after all, it was too early to
    /// tell.
    Dict,
    /// The object at byte `index` of the instance, if there is one. Nothing in a class or dict can hide it.
    Member,
    /// `value`, the class's (borrowed): instances have no dict.
    Class,
    /// The same, unless the instance has one of the name: in its dict, or in line if the class's shared keys are not
    /// those that did not have the name, or have grown since.
    ClassUnlessKeys,
    /// The same, unless the instance has one of the name in the dict whose address is at byte `index`. The class may have
    /// none.
    ClassUnlessDict,
    /// The instance's class: `__class__`, where that is `object`'s.
    OwnClass,
    /// The instance is a class, and this is its name.
    ClassName,
}

/// Where an attribute is, with what `kind` says of the fields.
#[derive(Clone, Copy)]
struct Place {
    kind: Kind,
    /// `value` is a function that gets the owner as its first argument.
    is_method: bool,
    index: u32,
    value: Object,
    keys: *mut ffi::PyDictKeysObject,
    /// Entries of `keys`.
    count: isize,
}

impl Place {
    const fn new(kind: Kind, index: u32) -> Place {
        Place { kind, is_method: false, index, value: null_mut(), keys: null_mut(), count: 0 }
    }

    /// Whether the keys that instances share are still those that do not have the name.
    unsafe fn keys_are_current(&self, owner: Object) -> bool {
        // SAFETY: only for entries with keys; the owner's class has not changed, so it still has a table of keys.
        unsafe { dict::cached_keys(type_of(owner)) == self.keys && (*self.keys).dk_nentries == self.count }
    }
}

const ELSEWHERE: Place = Place::new(Kind::Elsewhere, 0);

/// The value of a name in an instance's dict, borrowed; null if it has none. None: the long way, which may run Python.
unsafe fn in_dict(dict: Object, name: Object) -> Option<Object> {
    // SAFETY: null or a live dict; among exact `str` keys, looking a `str` up runs nothing and raises nothing.
    unsafe {
        if dict.is_null() {
            return Some(null_mut());
        }
        let keys = dict::keys(dict);
        if !is_exact(dict, &raw const ffi::PyDict_Type) || !dict::is_unicode(keys) {
            return None;
        }
        // Instances have few attributes, whose names are interned as the one looked for: most are found by address, in
        // less time than hashing takes. A dict that shares its keys has its values elsewhere.
        for index in 0..(*keys).dk_nentries.min(MOST_SCANNED) as usize {
            let (key, value) = dict::unicode_entry(keys, index);
            if key == name && !value.is_null() {
                return Some(value);
            }
        }
        Some(gated!(ffi::PyDict_GetItemWithError(dict, name)))
    }
}

/// One cache line.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Entry {
    name: Object,
    version: u32,
    /// How often the name was looked up here in vain: programs that keep changing a class (a counter in it will do) get
    /// nothing out of searches.
    misses: u32,
    place: Place,
}

struct Table(UnsafeCell<[Entry; SIZE]>);
// SAFETY: only touched with the GIL held, and never across anything that may run Python.
unsafe impl Sync for Table {}

/// Reading and writing have different rules: data descriptors, and what a class's attribute means.
static LOADS: Table = Table::new();
static STORES: Table = Table::new();
/// What classes have themselves, by the version of the class that is asked, whose metaclass is `type`.
static CLASS_LOADS: Table = Table::new();

static CLASS: Name = Name::new(c"__class__");
static NAME: Name = Name::new(c"__name__");

impl Table {
    const fn new() -> Table {
        Table(UnsafeCell::new([Entry { version: 0, misses: 0, name: null_mut(), place: ELSEWHERE }; SIZE]))
    }

    /// Where instances of `class` have the attribute (or the class itself), found by `search` if the table does not know.
    /// None if the class cannot be relied on.
    #[inline(always)]
    unsafe fn find(
        &self,
        class: *mut ffi::PyTypeObject,
        name: Object,
        search: unsafe fn(*mut ffi::PyTypeObject, Object) -> Option<Place>,
    ) -> Option<&Place> {
        // SAFETY: the GIL is held; no reference into the table outlives this.
        unsafe {
            let version = (*class).tp_version_tag;
            let entry = self.entry(class, name);
            if (*entry).version == version && (*entry).name == name && version != 0 {
                return Some(&(*entry).place);
            }
            self.fill(entry, class, name, search).then(|| &(*entry).place)
        }
    }

    /// Makes the next look-up search again.
    #[cold]
    unsafe fn forget(&self, class: *mut ffi::PyTypeObject, name: Object) {
        // SAFETY: the GIL is held.
        unsafe { (*self.entry(class, name)).version = 0 }
    }

    /// By class, not by version: a class that has changed finds its old entries' places.
    #[inline(always)]
    fn entry(&self, class: *mut ffi::PyTypeObject, name: Object) -> *mut Entry {
        // SAFETY: within the table.
        unsafe { self.0.get().cast::<Entry>().add((class as usize >> 4 ^ (name as usize >> 4)) % SIZE) }
    }

    #[cold]
    unsafe fn fill(
        &self,
        entry: *mut Entry,
        class: *mut ffi::PyTypeObject,
        name: Object,
        search: unsafe fn(*mut ffi::PyTypeObject, Object) -> Option<Place>,
    ) -> bool {
        // SAFETY: as for `find`; exact `str` names are compared and released without running Python.
        unsafe {
            if !is_exact(name, &raw const ffi::PyUnicode_Type) {
                return false;
            }
            let misses = if (*entry).name == name { (*entry).misses.wrapping_add(1) } else { 0 };
            (*entry).misses = misses;
            if misses > PATIENCE && !misses.is_multiple_of(PATIENCE) {
                return false;
            }
            let version = types::type_version(class);
            if version == 0 {
                // The next look-up, here or in the interpreter, finds it assigned.
                types::assign_type_version(class);
                return false;
            }
            let Some(place) = search(class, name) else { return false };
            // The look-up itself may have run Python, with a class's dict full of strange keys.
            if types::type_version(class) != version {
                return false;
            }
            incref(name);
            let old = std::mem::replace(&mut *entry, Entry { version, misses, name, place });
            if !old.name.is_null() {
                decref(old.name);
            }
            true
        }
    }
}

/// Where instances of `class` have the attribute for reading.
unsafe fn search_load(class: *mut ffi::PyTypeObject, name: Object) -> Option<Place> {
    // SAFETY: a live class; what is found is borrowed from it.
    unsafe {
        let generic = ffi::PyObject_GenericGetAttr as unsafe extern "C" fn(Object, Object) -> Object;
        if !(*class).tp_getattro.is_some_and(|getter| std::ptr::fn_addr_eq(getter, generic)) {
            return Some(ELSEWHERE);
        }
        let found = ffi::_PyType_Lookup(class, name);
        if found.is_null() {
            if let own @ Place { kind: Kind::ClassUnlessDict, .. } = in_class(class, ELSEWHERE) {
                return Some(own);
            }
            return inline_or_dict(class, name);
        }
        if CLASS.get().is_ok_and(|class_name| name == class_name)
            && found == ffi::_PyType_Lookup(&raw mut ffi::PyBaseObject_Type, name)
        {
            return Some(Place::new(Kind::OwnClass, 0));
        }
        let kind = type_of(found);
        if !is_immutable(kind) {
            return Some(ELSEWHERE);
        }
        if (*kind).tp_descr_set.is_some() {
            return Some(member(class, found, &[MEMBER_OBJECT_EX, MEMBER_OBJECT], 0));
        }
        if let Some(index) = inline_index(class, name) {
            return Some(Place::new(Kind::Instance, index));
        }
        let is_method =
            is_exact(found, &raw const ffi::PyFunction_Type) || is_exact(found, &raw const ffi::PyMethodDescr_Type);
        let is_value = is_method || (*kind).tp_descr_get.is_none();
        Some(if is_value { in_class(class, Place { value: found, is_method, ..ELSEWHERE }) } else { ELSEWHERE })
    }
}

/// Where a class whose metaclass is `type` has the attribute for reading.
unsafe fn search_class_load(class: *mut ffi::PyTypeObject, name: Object) -> Option<Place> {
    // SAFETY: a live class; what is found is borrowed from it.
    unsafe {
        let is_heap_type = types::is_heap_type(class);
        if is_heap_type && NAME.get().is_ok_and(|class_name| name == class_name) {
            return Some(Place::new(Kind::ClassName, 0));
        }
        let found = found_in_class(class, name);
        Some(match !found.is_null() && is_plain_in_class(found) {
            true => Place { value: found, ..Place::new(Kind::Class, 0) },
            false => ELSEWHERE,
        })
    }
}

/// What a class whose metaclass is `type` has under a name, borrowed; null if `type` has the first say or the class none.
unsafe fn found_in_class(class: *mut ffi::PyTypeObject, name: Object) -> Object {
    // SAFETY: a live class; what is found is borrowed from it. `type` itself never changes.
    unsafe {
        let in_metaclass = ffi::_PyType_Lookup(&raw mut ffi::PyType_Type, name);
        if !in_metaclass.is_null() && (*type_of(in_metaclass)).tp_descr_set.is_some() {
            return null_mut();
        }
        ffi::_PyType_Lookup(class, name)
    }
}

/// Whether asking the class for what was found in it gives just that.
unsafe fn is_plain_in_class(found: Object) -> bool {
    // SAFETY: alive.
    unsafe {
        let kind = type_of(found);
        is_exact(found, &raw const ffi::PyFunction_Type) || (is_immutable(kind) && (*kind).tp_descr_get.is_none())
    }
}

/// Where instances of `class` have the attribute for writing.
unsafe fn search_store(class: *mut ffi::PyTypeObject, name: Object) -> Option<Place> {
    // SAFETY: as above.
    unsafe {
        let generic = ffi::PyObject_GenericSetAttr as unsafe extern "C" fn(Object, Object, Object) -> i32;
        if !(*class).tp_setattro.is_some_and(|setter| std::ptr::fn_addr_eq(setter, generic)) {
            return Some(ELSEWHERE);
        }
        let found = ffi::_PyType_Lookup(class, name);
        if !found.is_null() && !is_immutable(type_of(found)) {
            return Some(ELSEWHERE);
        }
        if !found.is_null() && (*type_of(found)).tp_descr_set.is_some() {
            return Some(member(class, found, &[MEMBER_OBJECT_EX], READONLY));
        }
        inline_or_dict(class, name)
    }
}

/// Where instances have a name that the class has not. None if that is not worth remembering: no instance may have it.
unsafe fn inline_or_dict(class: *mut ffi::PyTypeObject, name: Object) -> Option<Place> {
    // SAFETY: a live class.
    unsafe {
        if let Some(index) = inline_index(class, name) {
            return Some(Place::new(Kind::Instance, index));
        }
        shared_keys(class).map(|_| Place::new(Kind::Dict, 0))
    }
}

/// Where instances of `class` have an attribute, for the compiler; `None` where it has no quick way.
///
/// # Safety
/// A live class, the name a `str` of a code object; the GIL is held.
pub(crate) unsafe fn place_of(class: *mut ffi::PyTypeObject, name: Object, access: Access) -> Option<AttributePlace> {
    // SAFETY: as said; what the search finds is the class's as long as it has this version.
    unsafe {
        if !is_exact(name, &raw const ffi::PyUnicode_Type) {
            return None;
        }
        let type_version = types::type_version(class);
        let place = match access {
            Access::Load => search_load(class, name)?,
            Access::Store => search_store(class, name)?,
        };
        if type_version == 0 || types::type_version(class) != type_version {
            return None;
        }
        let kind = match place.kind {
            Kind::Instance => PlaceKind::InstanceValue { index: place.index },
            Kind::Member => PlaceKind::Slot { offset: place.index },
            Kind::Class | Kind::ClassUnlessKeys if place.is_method => PlaceKind::Method {
                descriptor: describe::describe(place.value),
                shared_keys: (place.kind == Kind::ClassUnlessKeys).then_some(place.count as u32),
            },
            _ => return None,
        };
        Some(AttributePlace { type_version, kind })
    }
}

/// The attribute that `class.name` is, for the compiler; `None` where the metaclass or a descriptor has a say in it.
///
/// # Safety
/// As for [`place_of`].
pub(crate) unsafe fn class_attribute(class: *mut ffi::PyTypeObject, name: Object) -> Option<ClassAttribute> {
    // SAFETY: as said; what is found is the class's as long as it has this version.
    unsafe {
        let is_plain =
            is_exact(class.cast(), &raw const ffi::PyType_Type) && is_exact(name, &raw const ffi::PyUnicode_Type);
        let version = types::type_version(class);
        if !is_plain || version == 0 {
            return None;
        }
        let found = found_in_class(class, name);
        if found.is_null() || types::type_version(class) != version {
            return None;
        }
        let takes_class = is_exact(found, &raw const ffi::PyClassMethod_Type);
        if takes_class || is_exact(found, &raw const ffi::PyStaticMethod_Type) {
            let callable = (*found.cast::<MethodWrapperObject>()).callable;
            let offset = offset_of!(MethodWrapperObject, callable) as u32;
            let is_function = !callable.is_null() && is_exact(callable, &raw const ffi::PyFunction_Type);
            return is_function.then(|| ClassAttribute {
                value: describe::describe(callable),
                wrapper: Some((describe::describe(found), offset)),
                takes_class,
            });
        }
        is_plain_in_class(found).then(|| ClassAttribute {
            value: describe::describe(found),
            wrapper: None,
            takes_class: false,
        })
    }
}

/// Whether a class never changes. Instances of others may become descriptors without anybody noticing.
unsafe fn is_immutable(class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: a live class.
    unsafe { (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_IMMUTABLETYPE) != 0 }
}

/// A data descriptor: only those of members that hold objects are worth knowing.
unsafe fn member(class: *mut ffi::PyTypeObject, found: Object, types: &[i32], forbidden: i32) -> Place {
    // SAFETY: a live descriptor found on `class`; the offset holds in instances of the class it was made for.
    unsafe {
        if !is_exact(found, &raw const ffi::PyMemberDescr_Type) {
            return ELSEWHERE;
        }
        let descriptor = found.cast::<ffi::PyMemberDescrObject>();
        let member = (*descriptor).d_member;
        let fits = types.contains(&(*member).type_)
            && (*member).flags & (forbidden | AUDITED) == 0
            && ffi::PyType_IsSubtype(class, (*descriptor).d_common.d_type) != 0;
        if fits { Place::new(Kind::Member, (*member).offset as u32) } else { ELSEWHERE }
    }
}

/// The index of a name among the keys that instances share. They are only ever added to.
unsafe fn inline_index(class: *mut ffi::PyTypeObject, name: Object) -> Option<u32> {
    // SAFETY: a live class; names in code are interned, and so are shared keys (or this one is just not found).
    unsafe {
        let keys = shared_keys(class)?;
        (0..(*keys).dk_nentries as u32).find(|index| dict::entry(keys, *index as usize).0 == name)
    }
}

unsafe fn shared_keys(class: *mut ffi::PyTypeObject) -> Option<*mut ffi::PyDictKeysObject> {
    // SAFETY: only heap types have managed dicts and shared keys.
    unsafe {
        let flags = (*class).tp_flags;
        let managed = u64::from(ffi::Py_TPFLAGS_MANAGED_DICT | ffi::Py_TPFLAGS_HEAPTYPE);
        let keys = if flags & managed == managed { dict::cached_keys(class) } else { null_mut() };
        (!keys.is_null() && dict::is_unicode(keys)).then_some(keys)
    }
}

/// The class's attribute `value`, with how to tell that an instance has none of the name; the shared keys do not have it.
unsafe fn in_class(class: *mut ffi::PyTypeObject, value: Place) -> Place {
    // SAFETY: a live class.
    unsafe {
        if (*class).tp_flags & u64::from(ffi::Py_TPFLAGS_MANAGED_DICT) != 0 {
            return shared_keys(class).map_or(ELSEWHERE, |keys| Place {
                kind: Kind::ClassUnlessKeys,
                keys,
                count: (*keys).dk_nentries,
                ..value
            });
        }
        match (*class).tp_dictoffset {
            0 => Place { kind: Kind::Class, ..value },
            offset if offset > 0 => Place { kind: Kind::ClassUnlessDict, index: offset as u32, ..value },
            _ => ELSEWHERE,
        }
    }
}

/// An attribute found without running Python.
pub(super) enum Loaded {
    /// The attribute itself, borrowed.
    Value(Object),
    /// A function (borrowed) that gets the owner as its first argument.
    Method(Object),
}

/// Looks an attribute up; None where the long way has to.
///
/// # Safety
/// `owner` is alive, `name` a `str` of a code object; the GIL is held.
#[inline(always)]
pub(super) unsafe fn load(owner: Object, name: Object) -> Option<Loaded> {
    // SAFETY: what the table says of the owner's class holds.
    unsafe {
        let class = type_of(owner);
        if class == &raw mut ffi::PyType_Type {
            return match CLASS_LOADS.find(owner.cast(), name, search_class_load)? {
                Place { kind: Kind::ClassName, .. } => {
                    Some(Loaded::Value((*owner.cast::<ffi::PyHeapTypeObject>()).ht_name))
                }
                Place { kind: Kind::Class, value, .. } => Some(Loaded::Value(*value)),
                _ => None,
            };
        }
        let place = LOADS.find(class, name, search_load)?;
        if place.kind == Kind::Instance
            && let DictOrValues::Values(values) = dict::dict_or_values(owner)
        {
            let value = dict::value(values, place.index as usize);
            return (!value.is_null()).then_some(Loaded::Value(value));
        }
        if place.kind == Kind::ClassUnlessKeys
            && place.is_method
            && let DictOrValues::Values(_) = dict::dict_or_values(owner)
        {
            return place.keys_are_current(owner).then_some(Loaded::Method(place.value));
        }
        load_other(place, owner, name)
    }
}

unsafe fn load_other(place: &Place, owner: Object, name: Object) -> Option<Loaded> {
    // SAFETY: as for `load`.
    unsafe {
        let at_index = owner.cast::<u8>().add(place.index as usize).cast::<Object>();
        let own = match place.kind {
            Kind::Member => *at_index,
            Kind::Class => null_mut(),
            Kind::OwnClass => type_of(owner).cast(),
            Kind::ClassUnlessDict => in_dict(*at_index, name)?,
            Kind::Dict => match dict::dict_or_values(owner) {
                DictOrValues::Dict(dict) => in_dict(dict, name)?,
                DictOrValues::Values(_) => {
                    LOADS.forget(type_of(owner), name);
                    return None;
                }
            },
            Kind::Instance | Kind::ClassUnlessKeys => match dict::dict_or_values(owner) {
                DictOrValues::Dict(dict) => in_dict(dict, name)?,
                DictOrValues::Values(_) if place.keys_are_current(owner) => null_mut(),
                DictOrValues::Values(_) => return None,
            },
            Kind::ClassName | Kind::Elsewhere => return None,
        };
        match () {
            () if !own.is_null() => Some(Loaded::Value(own)),
            () if place.value.is_null() => None,
            () if place.is_method => Some(Loaded::Method(place.value)),
            () => Some(Loaded::Value(place.value)),
        }
    }
}

/// Stores an attribute: a C status, or none where the long way has to. May run Python: the old value is dropped.
///
/// # Safety
/// As for [`load`]; `value` is alive.
#[inline]
pub(super) unsafe fn store(owner: Object, name: Object, value: Object) -> Option<i32> {
    // SAFETY: as for `load`.
    unsafe {
        let place = STORES.find(type_of(owner), name, search_store)?;
        let at: *mut Object = match place.kind {
            Kind::Member => owner.cast::<u8>().add(place.index as usize).cast(),
            Kind::Instance | Kind::Dict => match dict::dict_or_values(owner) {
                DictOrValues::Values(values) if place.kind == Kind::Instance => {
                    let index = place.index as usize;
                    if dict::value(values, index).is_null() {
                        dict::note_insertion(values, index);
                    }
                    values.cast::<Object>().add(index)
                }
                DictOrValues::Values(_) => {
                    STORES.forget(type_of(owner), name);
                    return None;
                }
                DictOrValues::Dict(dict) if !dict.is_null() && is_exact(dict, &raw const ffi::PyDict_Type) => {
                    return Some(gated!(ffi::PyDict_SetItem(dict, name, value)));
                }
                DictOrValues::Dict(_) => return None,
            },
            _ => return None,
        };
        incref(value);
        let old = std::mem::replace(&mut *at, value);
        if !old.is_null() {
            decref(old);
        }
        Some(0)
    }
}
