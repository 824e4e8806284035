//! What the running interpreter can be asked about itself before anything relies on its layout.
//!
//! The headers were checked when the extension was built; this checks the interpreter that loaded it: another patch
//! release, a debug build, or a vendor's own changes show here, and Andiron stays off.

use super::{dict, ffi, frame, layout, long, object, opcodes, thread, types};
use crate::finding::{Finding, expect, expect_sizes, plain_build, row, running_frame, running_thread, sentence, sizes};
use std::ffi::CStr;

/// A `property`; its struct is private to one of CPython's C files.
#[repr(C)]
#[allow(missing_docs)]
pub struct PropertyObject {
    pub ob_base: ffi::PyObject,
    pub prop_get: *mut ffi::PyObject,
    pub prop_set: *mut ffi::PyObject,
    pub prop_del: *mut ffi::PyObject,
}

/// A `classmethod` or a `staticmethod`; both structs are private to one of CPython's C files.
#[repr(C)]
#[allow(missing_docs)]
pub struct MethodWrapperObject {
    pub ob_base: ffi::PyObject,
    pub callable: *mut ffi::PyObject,
}

/// Whether this interpreter is one we can work in; otherwise one sentence that says why not.
///
/// Runs a few lines of Python in a namespace of its own. Call with the GIL held, from the main interpreter.
pub fn probe() -> Finding {
    probe_layout()?;
    // SAFETY: the version is right; each check reads only what the checks before it have confirmed.
    unsafe { numbers().and_then(|()| made_by_python()) }.map_err(sentence)
}

/// [`probe`] without the part that runs Python: version and build, the sizes of structs, and the running thread and frame.
/// Takes next to no time.
pub fn probe_layout() -> Finding {
    plain_build(0x030c)?;
    // SAFETY: as for `probe`.
    unsafe { more_sizes().and_then(|()| thread_and_interpreter()) }.map_err(sentence)
}

unsafe fn more_sizes() -> Finding {
    sizes()?;
    expect_sizes([
        row::<ffi::PyFloatObject>(&raw mut ffi::PyFloat_Type, "float", 0),
        row::<ffi::PyLongObject>(&raw mut ffi::PyLong_Type, "int", 8),
        row::<ffi::PyMethodDescrObject>(&raw mut ffi::PyMethodDescr_Type, "method descriptor", 0),
        row::<ffi::PyMethodObject>(&raw mut ffi::PyMethod_Type, "bound method", 0),
        row::<ffi::PyCellObject>(&raw mut ffi::PyCell_Type, "cell", 0),
        row::<ffi::PySliceObject>(&raw mut ffi::PySlice_Type, "slice", 0),
        row::<ffi::_PyRangeIterObject>(&raw mut ffi::PyRangeIter_Type, "range iterator", 0),
        row::<ffi::_PyListIterObject>(&raw mut ffi::PyListIter_Type, "list iterator", 0),
        row::<ffi::_PyTupleIterObject>(&raw mut ffi::PyTupleIter_Type, "tuple iterator", 0),
    ])?;
    // SAFETY: static classes.
    unsafe {
        let wrapped = std::mem::offset_of!(MethodWrapperObject, callable);
        for (class, name, offset) in [
            (&raw const ffi::PyProperty_Type, c"fget", std::mem::offset_of!(PropertyObject, prop_get)),
            (&raw const ffi::PyClassMethod_Type, c"__func__", wrapped),
            (&raw const ffi::PyStaticMethod_Type, c"__func__", wrapped),
        ] {
            expect(member_offset(class, name) == Some(offset), &object::c_text((*class).tp_name))?;
        }
    }
    Ok(())
}

/// Where instances of a static class keep the member.
unsafe fn member_offset(class: *const ffi::PyTypeObject, name: &CStr) -> Option<usize> {
    // SAFETY: the member table of a static class ends in a row without a name.
    unsafe {
        let mut member = (*class).tp_members;
        while !member.is_null() && !(*member).name.is_null() {
            if CStr::from_ptr((*member).name) == name {
                return Some((*member).offset as usize);
            }
            member = member.add(1);
        }
        None
    }
}

unsafe fn thread_and_interpreter() -> Finding {
    // SAFETY: GIL held, so there is a thread state; offsets stay within the structs they belong to.
    unsafe {
        running_thread()?;
        let state = thread::thread_state();
        expect((*state).cframe == thread_cframe(state) && !(*state).cframe.is_null(), "C frame")?;
        let builtins = *thread::interpreter_field::<*mut ffi::PyObject>(state, layout::INTERP_BUILTINS);
        expect(object::is_exact(builtins, &raw const ffi::PyDict_Type), "builtins")?;
        let len = ffi::PyDict_GetItemString(builtins, c"len".as_ptr());
        let cached = *thread::interpreter_field::<*mut ffi::PyObject>(state, layout::INTERP_CALLABLE_LEN);
        expect(cached == len, "callable cache")?;
        let generations = thread::interpreter_field::<u8>(state, layout::INTERP_GC_GENERATIONS);
        let young = *thread::interpreter_field::<*mut u8>(state, layout::INTERP_GC_YOUNG);
        expect(young == generations, "garbage collector's generations")?;
        running_frame()
    }
}

unsafe fn thread_cframe(state: *mut ffi::PyThreadState) -> *mut ffi::_PyCFrame {
    // SAFETY: within the thread state.
    unsafe { *state.cast::<u8>().add(layout::THREAD_CFRAME as usize).cast() }
}

unsafe fn numbers() -> Finding {
    // SAFETY: fresh objects, each given back.
    unsafe {
        for value in [0, 1, -1, 7, -5, 256] {
            let number = ffi::PyLong_FromLongLong(value);
            expect(long::small(value) == Some(number) && object::is_immortal(number), "small ints")?;
        }
        for value in [257, -257, 1 << 30, -(1 << 30), (1 << 60) + 3, i64::MAX, i64::MIN] {
            let number = ffi::PyLong_FromLongLong(value);
            let read = long::to_i64(number);
            object::decref(number);
            expect(read == Some(value), "int digits")?;
        }
        let tuple = ffi::PyTuple_New(0);
        expect(tuple == long::empty_tuple(), "empty tuple")?;
        let state = thread::thread_state();
        let float = ffi::PyFloat_FromDouble(0.1);
        expect((*float.cast::<ffi::PyFloatObject>()).ob_fval == 0.1, "float value")?;
        let count = thread::interpreter_field::<i32>(state, layout::INTERP_FLOAT_FREE_COUNT);
        let free = thread::interpreter_field::<*mut ffi::PyObject>(state, layout::INTERP_FLOAT_FREE_LIST);
        let before = *count;
        expect((0..layout::FLOAT_FREE_MAX).contains(&before), "float free list's count")?;
        object::decref(float);
        expect(*free == float && *count == before + 1, "float free list")
    }
}

unsafe fn iterators(range: *mut ffi::PyObject, list: *mut ffi::PyObject, tuple: *mut ffi::PyObject) -> Finding {
    // SAFETY: live objects, read by their exact classes.
    unsafe {
        let fields = &*range.cast::<ffi::_PyRangeIterObject>();
        let good = object::is_exact(range, &raw const ffi::PyRangeIter_Type);
        expect(good && (fields.start, fields.step, fields.len) == (3, 4, 7), "range iterator")?;
        object::decref(ffi::PyIter_Next(list));
        let fields = &*list.cast::<ffi::_PyListIterObject>();
        let sequence = fields.it_seq.cast::<ffi::PyObject>();
        expect(object::is_exact(list, &raw const ffi::PyListIter_Type) && fields.it_index == 1, "list iterator")?;
        expect(object::list_items(sequence).get(2) == long::small(3).as_ref(), "list items")?;
        let fields = &*tuple.cast::<ffi::_PyTupleIterObject>();
        let sequence = fields.it_seq.cast::<ffi::PyObject>();
        expect(object::is_exact(tuple, &raw const ffi::PyTupleIter_Type) && fields.it_index == 0, "tuple iterator")?;
        expect(object::tuple_items(sequence).get(1) == long::small(2).as_ref(), "tuple items")
    }
}

const SOURCE: &CStr = c"
def f(a, b=7): return a + b
def g(a): yield a
def outer(a):
    def inner(): return a
    return inner
class C:
    def __init__(self): self.x, self.y = 1, 2
gen, inner, instance, bound, code = g(5), outer(9), C(), [].append, f.__code__.co_code
bound_method = instance.__init__
range_iterator, list_iterator, tuple_iterator = iter(range(3, 30, 4)), iter([1, 2, 3]), iter((1, 2, 3))
three = slice(1, 2, 3)
";

unsafe fn made_by_python() -> Finding {
    // SAFETY: objects of the classes named, made by the source above; the namespace keeps them alive.
    unsafe {
        let space = ffi::PyDict_New();
        ffi::PyDict_SetItemString(space, c"__builtins__".as_ptr(), ffi::PyEval_GetBuiltins());
        ffi::PyDict_SetItemString(
            space,
            c"__name__".as_ptr(),
            ffi::PyUnicode_InternFromString(c"andiron_probe".as_ptr()),
        );
        let ran = ffi::PyRun_StringFlags(SOURCE.as_ptr(), 257, space, space, std::ptr::null_mut());
        if ran.is_null() {
            ffi::PyErr_Clear();
            return Err("the probe's source does not run".to_owned());
        }
        object::decref(ran);
        let get = |name: &CStr| ffi::PyDict_GetItemString(space, name.as_ptr());
        let finding = function(space, get(c"f"), get(c"code"))
            .and_then(|()| generator_and_cell(get(c"gen"), get(c"inner")))
            .and_then(|()| instance(get(c"instance"), get(c"C")))
            .and_then(|()| bound(get(c"bound"), get(c"bound_method"), get(c"instance")))
            .and_then(|()| iterators(get(c"range_iterator"), get(c"list_iterator"), get(c"tuple_iterator")))
            .and_then(|()| {
                let slice = get(c"three").cast::<ffi::PySliceObject>();
                expect((*slice).step == long::small(3).unwrap_or_default(), "slice")
            });
        ffi::PyDict_Clear(space);
        object::decref(space);
        finding
    }
}

unsafe fn function(space: *mut ffi::PyObject, f: *mut ffi::PyObject, bytes: *mut ffi::PyObject) -> Finding {
    // SAFETY: a live function and its `co_code`.
    unsafe {
        expect(object::is_exact(f, &raw const ffi::PyFunction_Type), "function")?;
        let fields = &*f.cast::<ffi::PyFunctionObject>();
        let code = fields.func_code.cast::<ffi::PyCodeObject>();
        expect(fields.func_globals == space, "function's globals")?;
        expect(object::is_exact(code.cast(), &raw const ffi::PyCode_Type), "function's code")?;
        expect(object::tuple_items(fields.func_defaults) == [long::small(7).unwrap_or_default()], "defaults")?;
        expect(object::text(fields.func_qualname).as_deref() == Some("f"), "function's name")?;
        expect(fields.func_closure.is_null() && fields.func_kwdefaults.is_null(), "function's closure")?;
        let stock = ffi::_PyFunction_Vectorcall as *const () as usize;
        expect(fields.vectorcall.is_some_and(|call| call as usize == stock), "vectorcall")?;
        expect(((*code).co_argcount, (*code).co_nlocalsplus) == (2, 2), "code's counts")?;
        let words = layout::FRAME_SPECIALS_WORDS + (*code).co_nlocalsplus + (*code).co_stacksize;
        expect((*code).co_framesize == words, "frame size")?;
        let plain = object::bytes(bytes);
        expect(frame::unit_count(code) * 2 == plain.len(), "code units")?;
        let first = (*frame::first_unit(code)).op.code;
        let names = opcodes::NAMES[first as usize];
        expect(
            names.ends_with("RESUME") && plain[0] == opcodes::RESUME || names.starts_with("INSTRUMENTED"),
            "first unit",
        )
    }
}

unsafe fn generator_and_cell(generator: *mut ffi::PyObject, inner: *mut ffi::PyObject) -> Finding {
    // SAFETY: a suspended generator holds its frame; a closure is a tuple of cells.
    unsafe {
        let fields = generator.cast::<u8>().add(layout::GENERATOR_IFRAME as usize);
        let running = fields.cast::<ffi::_PyInterpreterFrame>();
        expect(object::is_exact((*running).f_code.cast(), &raw const ffi::PyCode_Type), "generator's frame")?;
        expect(i32::from((*running).owner) == layout::FRAME_OWNED_BY_GENERATOR, "frame's owner")?;
        expect(Some(*frame::localsplus(running)) == long::small(5), "frame's locals")?;
        expect((*running).stacktop == (*(*running).f_code).co_nlocalsplus, "frame's stack")?;
        expect((0..frame::unit_count((*running).f_code) as isize).contains(&frame::last_unit(running)), "prev_instr")?;
        let closure = (*inner.cast::<ffi::PyFunctionObject>()).func_closure;
        let cell = object::tuple_items(closure)[0];
        expect(Some((*cell.cast::<ffi::PyCellObject>()).ob_ref) == long::small(9), "cell")
    }
}

unsafe fn instance(instance: *mut ffi::PyObject, class: *mut ffi::PyObject) -> Finding {
    const MANAGED_DICT: u64 = 1 << 4;
    // SAFETY: an instance of a plain Python class.
    unsafe {
        let class = class.cast::<ffi::PyTypeObject>();
        expect((*class).tp_flags & MANAGED_DICT != 0, "managed dict")?;
        let dict::DictOrValues::Values(values) = dict::dict_or_values(instance) else {
            return Err("in-line values".to_owned());
        };
        let keys = dict::cached_keys(class);
        expect((*keys).dk_nentries >= 2 && dict::is_unicode(keys), "shared keys")?;
        expect(object::text(dict::entry(keys, 1).0).as_deref() == Some("y"), "shared keys' entries")?;
        expect(Some(dict::value(values, 1)) == long::small(2), "in-line values")?;
        let version = types::assign_type_version(class);
        expect(version != 0 && (*class).tp_version_tag == version, "type version")?;
        expect(types::find_type_by_version(version) == Some(class), "subclasses")
    }
}

unsafe fn bound(append: *mut ffi::PyObject, method: *mut ffi::PyObject, instance: *mut ffi::PyObject) -> Finding {
    // SAFETY: a bound C function and a bound method.
    unsafe {
        let fields = &*append.cast::<ffi::PyCFunctionObject>();
        expect(CStr::from_ptr((*fields.m_ml).ml_name) == c"append", "builtin function")?;
        expect(object::is_exact(fields.m_self, &raw const ffi::PyList_Type), "builtin function's receiver")?;
        expect((*method.cast::<ffi::PyMethodObject>()).im_self == instance, "bound method")
    }
}
