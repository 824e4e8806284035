#[repr(C)]
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct __BindgenBitfieldUnit<Storage> {
    storage: Storage,
}
impl<Storage> __BindgenBitfieldUnit<Storage> {
    #[inline]
    pub const fn new(storage: Storage) -> Self {
        Self { storage }
    }
}
impl<Storage> __BindgenBitfieldUnit<Storage>
where
    Storage: AsRef<[u8]> + AsMut<[u8]>,
{
    #[inline]
    fn extract_bit(byte: u8, index: usize) -> bool {
        let bit_index = if cfg!(target_endian = "big") { 7 - (index % 8) } else { index % 8 };
        let mask = 1 << bit_index;
        byte & mask == mask
    }
    #[inline]
    pub fn get_bit(&self, index: usize) -> bool {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = self.storage.as_ref()[byte_index];
        Self::extract_bit(byte, index)
    }
    #[inline]
    pub unsafe fn raw_get_bit(this: *const Self, index: usize) -> bool {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe { *(core::ptr::addr_of!((*this).storage) as *const u8).offset(byte_index as isize) };
        Self::extract_bit(byte, index)
    }
    #[inline]
    fn change_bit(byte: u8, index: usize, val: bool) -> u8 {
        let bit_index = if cfg!(target_endian = "big") { 7 - (index % 8) } else { index % 8 };
        let mask = 1 << bit_index;
        if val { byte | mask } else { byte & !mask }
    }
    #[inline]
    pub fn set_bit(&mut self, index: usize, val: bool) {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = &mut self.storage.as_mut()[byte_index];
        *byte = Self::change_bit(*byte, index, val);
    }
    #[inline]
    pub unsafe fn raw_set_bit(this: *mut Self, index: usize, val: bool) {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe { (core::ptr::addr_of_mut!((*this).storage) as *mut u8).offset(byte_index as isize) };
        unsafe { *byte = Self::change_bit(*byte, index, val) };
    }
    #[inline]
    pub fn get(&self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!((bit_offset + (bit_width as usize)) / 8 <= self.storage.as_ref().len());
        let mut val = 0;
        for i in 0..(bit_width as usize) {
            if self.get_bit(i + bit_offset) {
                let index = if cfg!(target_endian = "big") { bit_width as usize - 1 - i } else { i };
                val |= 1 << index;
            }
        }
        val
    }
    #[inline]
    pub unsafe fn raw_get(this: *const Self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!((bit_offset + (bit_width as usize)) / 8 <= core::mem::size_of::<Storage>());
        let mut val = 0;
        for i in 0..(bit_width as usize) {
            if unsafe { Self::raw_get_bit(this, i + bit_offset) } {
                let index = if cfg!(target_endian = "big") { bit_width as usize - 1 - i } else { i };
                val |= 1 << index;
            }
        }
        val
    }
    #[inline]
    pub fn set(&mut self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!((bit_offset + (bit_width as usize)) / 8 <= self.storage.as_ref().len());
        for i in 0..(bit_width as usize) {
            let mask = 1 << i;
            let val_bit_is_set = val & mask == mask;
            let index = if cfg!(target_endian = "big") { bit_width as usize - 1 - i } else { i };
            self.set_bit(index + bit_offset, val_bit_is_set);
        }
    }
    #[inline]
    pub unsafe fn raw_set(this: *mut Self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!((bit_offset + (bit_width as usize)) / 8 <= core::mem::size_of::<Storage>());
        for i in 0..(bit_width as usize) {
            let mask = 1 << i;
            let val_bit_is_set = val & mask == mask;
            let index = if cfg!(target_endian = "big") { bit_width as usize - 1 - i } else { i };
            unsafe { Self::raw_set_bit(this, index + bit_offset, val_bit_is_set) };
        }
    }
}
#[repr(C)]
#[derive(Default)]
pub struct __IncompleteArrayField<T>(::std::marker::PhantomData<T>, [T; 0]);
impl<T> __IncompleteArrayField<T> {
    #[inline]
    pub const fn new() -> Self {
        __IncompleteArrayField(::std::marker::PhantomData, [])
    }
    #[inline]
    pub fn as_ptr(&self) -> *const T {
        self as *const _ as *const T
    }
    #[inline]
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self as *mut _ as *mut T
    }
    #[inline]
    pub unsafe fn as_slice(&self, len: usize) -> &[T] {
        unsafe { ::std::slice::from_raw_parts(self.as_ptr(), len) }
    }
    #[inline]
    pub unsafe fn as_mut_slice(&mut self, len: usize) -> &mut [T] {
        unsafe { ::std::slice::from_raw_parts_mut(self.as_mut_ptr(), len) }
    }
}
impl<T> ::std::fmt::Debug for __IncompleteArrayField<T> {
    fn fmt(&self, fmt: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        fmt.write_str("__IncompleteArrayField")
    }
}
pub const _Py_TPFLAGS_STATIC_BUILTIN: u32 = 2;
pub const Py_TPFLAGS_INLINE_VALUES: u32 = 4;
pub const Py_TPFLAGS_MANAGED_WEAKREF: u32 = 8;
pub const Py_TPFLAGS_MANAGED_DICT: u32 = 16;
pub const Py_TPFLAGS_PREHEADER: u32 = 24;
pub const Py_TPFLAGS_SEQUENCE: u32 = 32;
pub const Py_TPFLAGS_MAPPING: u32 = 64;
pub const Py_TPFLAGS_DISALLOW_INSTANTIATION: u32 = 128;
pub const Py_TPFLAGS_IMMUTABLETYPE: u32 = 256;
pub const Py_TPFLAGS_HEAPTYPE: u32 = 512;
pub const Py_TPFLAGS_BASETYPE: u32 = 1024;
pub const Py_TPFLAGS_HAVE_VECTORCALL: u32 = 2048;
pub const _Py_TPFLAGS_HAVE_VECTORCALL: u32 = 2048;
pub const Py_TPFLAGS_READY: u32 = 4096;
pub const Py_TPFLAGS_READYING: u32 = 8192;
pub const Py_TPFLAGS_HAVE_GC: u32 = 16384;
pub const Py_TPFLAGS_HAVE_STACKLESS_EXTENSION: u32 = 0;
pub const Py_TPFLAGS_METHOD_DESCRIPTOR: u32 = 131072;
pub const Py_TPFLAGS_VALID_VERSION_TAG: u32 = 524288;
pub const Py_TPFLAGS_IS_ABSTRACT: u32 = 1048576;
pub const _Py_TPFLAGS_MATCH_SELF: u32 = 4194304;
pub const Py_TPFLAGS_ITEMS_AT_END: u32 = 8388608;
pub const Py_TPFLAGS_LONG_SUBCLASS: u32 = 16777216;
pub const Py_TPFLAGS_LIST_SUBCLASS: u32 = 33554432;
pub const Py_TPFLAGS_TUPLE_SUBCLASS: u32 = 67108864;
pub const Py_TPFLAGS_BYTES_SUBCLASS: u32 = 134217728;
pub const Py_TPFLAGS_UNICODE_SUBCLASS: u32 = 268435456;
pub const Py_TPFLAGS_DICT_SUBCLASS: u32 = 536870912;
pub const Py_TPFLAGS_BASE_EXC_SUBCLASS: u32 = 1073741824;
pub const Py_TPFLAGS_TYPE_SUBCLASS: u32 = 2147483648;
pub const Py_TPFLAGS_DEFAULT: u32 = 0;
pub const Py_TPFLAGS_HAVE_FINALIZE: u32 = 1;
pub const Py_TPFLAGS_HAVE_VERSION_TAG: u32 = 262144;
pub const METH_VARARGS: u32 = 1;
pub const METH_KEYWORDS: u32 = 2;
pub const METH_NOARGS: u32 = 4;
pub const METH_O: u32 = 8;
pub const METH_CLASS: u32 = 16;
pub const METH_STATIC: u32 = 32;
pub const METH_COEXIST: u32 = 64;
pub const METH_FASTCALL: u32 = 128;
pub const METH_STACKLESS: u32 = 0;
pub const METH_METHOD: u32 = 512;
pub const PY_MONITORING_EVENT_PY_START: u32 = 0;
pub const PY_MONITORING_EVENT_PY_RESUME: u32 = 1;
pub const PY_MONITORING_EVENT_PY_RETURN: u32 = 2;
pub const PY_MONITORING_EVENT_PY_YIELD: u32 = 3;
pub const PY_MONITORING_EVENT_CALL: u32 = 4;
pub const PY_MONITORING_EVENT_LINE: u32 = 5;
pub const PY_MONITORING_EVENT_INSTRUCTION: u32 = 6;
pub const PY_MONITORING_EVENT_JUMP: u32 = 7;
pub const PY_MONITORING_EVENT_BRANCH_LEFT: u32 = 8;
pub const PY_MONITORING_EVENT_BRANCH_RIGHT: u32 = 9;
pub const PY_MONITORING_EVENT_STOP_ITERATION: u32 = 10;
pub const PY_MONITORING_EVENT_RAISE: u32 = 11;
pub const PY_MONITORING_EVENT_EXCEPTION_HANDLED: u32 = 12;
pub const PY_MONITORING_EVENT_PY_UNWIND: u32 = 13;
pub const PY_MONITORING_EVENT_PY_THROW: u32 = 14;
pub const PY_MONITORING_EVENT_RERAISE: u32 = 15;
pub const PY_MONITORING_EVENT_C_RETURN: u32 = 16;
pub const PY_MONITORING_EVENT_C_RAISE: u32 = 17;
pub const PY_MONITORING_EVENT_BRANCH: u32 = 18;
pub const CO_OPTIMIZED: u32 = 1;
pub const CO_NEWLOCALS: u32 = 2;
pub const CO_VARARGS: u32 = 4;
pub const CO_VARKEYWORDS: u32 = 8;
pub const CO_NESTED: u32 = 16;
pub const CO_GENERATOR: u32 = 32;
pub const CO_COROUTINE: u32 = 128;
pub const CO_ITERABLE_COROUTINE: u32 = 256;
pub const CO_ASYNC_GENERATOR: u32 = 512;
pub const CO_FUTURE_DIVISION: u32 = 131072;
pub const CO_FUTURE_ABSOLUTE_IMPORT: u32 = 262144;
pub const CO_FUTURE_WITH_STATEMENT: u32 = 524288;
pub const CO_FUTURE_PRINT_FUNCTION: u32 = 1048576;
pub const CO_FUTURE_UNICODE_LITERALS: u32 = 2097152;
pub const CO_FUTURE_BARRY_AS_BDFL: u32 = 4194304;
pub const CO_FUTURE_GENERATOR_STOP: u32 = 8388608;
pub const CO_FUTURE_ANNOTATIONS: u32 = 16777216;
pub const CO_NO_MONITORING_EVENTS: u32 = 33554432;
pub const CO_HAS_DOCSTRING: u32 = 67108864;
pub const CO_METHOD: u32 = 134217728;
pub const CO_MAXBLOCKS: u32 = 21;
pub const PyTrace_CALL: u32 = 0;
pub const PyTrace_EXCEPTION: u32 = 1;
pub const PyTrace_LINE: u32 = 2;
pub const PyTrace_RETURN: u32 = 3;
pub const PyTrace_C_CALL: u32 = 4;
pub const PyTrace_C_EXCEPTION: u32 = 5;
pub const PyTrace_C_RETURN: u32 = 6;
pub const PyTrace_OPCODE: u32 = 7;
pub const CO_FAST_ARG_POS: u32 = 2;
pub const CO_FAST_ARG_KW: u32 = 4;
pub const CO_FAST_ARG_VAR: u32 = 8;
pub const CO_FAST_ARG: u32 = 14;
pub const CO_FAST_HIDDEN: u32 = 16;
pub const CO_FAST_LOCAL: u32 = 32;
pub const CO_FAST_CELL: u32 = 64;
pub const CO_FAST_FREE: u32 = 128;
pub const PY_MONITORING_DEBUGGER_ID: u32 = 0;
pub const PY_MONITORING_COVERAGE_ID: u32 = 1;
pub const PY_MONITORING_PROFILER_ID: u32 = 2;
pub const PY_MONITORING_OPTIMIZER_ID: u32 = 5;
pub const PY_MONITORING_SYS_PROFILE_ID: u32 = 6;
pub const PY_MONITORING_SYS_TRACE_ID: u32 = 7;
pub const PY_MONITORING_TOOL_IDS: u32 = 8;
pub const DKIX_EMPTY: i32 = -1;
pub const DKIX_DUMMY: i32 = -2;
pub const DKIX_ERROR: i32 = -3;
pub const DKIX_KEY_CHANGED: i32 = -4;
pub type wchar_t = ::std::os::raw::c_int;
pub type va_list = __builtin_va_list;
pub type FILE = _IO_FILE;
#[repr(C)]
#[repr(align(8))]
#[derive(Copy, Clone)]
pub struct _IO_FILE {
    pub _bindgen_opaque_blob: [u64; 27usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _IO_FILE"][::std::mem::size_of::<_IO_FILE>() - 216usize];
    ["Alignment of _IO_FILE"][::std::mem::align_of::<_IO_FILE>() - 8usize];
};
pub type Py_uintptr_t = usize;
pub type Py_ssize_t = isize;
pub type Py_hash_t = Py_ssize_t;
pub const PYMEM_DOMAIN_RAW: PyMemAllocatorDomain = 0;
pub const PYMEM_DOMAIN_MEM: PyMemAllocatorDomain = 1;
pub const PYMEM_DOMAIN_OBJ: PyMemAllocatorDomain = 2;
pub type PyMemAllocatorDomain = ::std::os::raw::c_uint;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMemAllocatorEx {
    pub ctx: *mut ::std::os::raw::c_void,
    pub malloc: ::std::option::Option<
        unsafe extern "C" fn(ctx: *mut ::std::os::raw::c_void, size: usize) -> *mut ::std::os::raw::c_void,
    >,
    pub calloc: ::std::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::std::os::raw::c_void,
            nelem: usize,
            elsize: usize,
        ) -> *mut ::std::os::raw::c_void,
    >,
    pub realloc: ::std::option::Option<
        unsafe extern "C" fn(
            ctx: *mut ::std::os::raw::c_void,
            ptr: *mut ::std::os::raw::c_void,
            new_size: usize,
        ) -> *mut ::std::os::raw::c_void,
    >,
    pub free:
        ::std::option::Option<unsafe extern "C" fn(ctx: *mut ::std::os::raw::c_void, ptr: *mut ::std::os::raw::c_void)>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMemAllocatorEx"][::std::mem::size_of::<PyMemAllocatorEx>() - 40usize];
    ["Alignment of PyMemAllocatorEx"][::std::mem::align_of::<PyMemAllocatorEx>() - 8usize];
    ["Offset of field: PyMemAllocatorEx::ctx"][::std::mem::offset_of!(PyMemAllocatorEx, ctx) - 0usize];
    ["Offset of field: PyMemAllocatorEx::malloc"][::std::mem::offset_of!(PyMemAllocatorEx, malloc) - 8usize];
    ["Offset of field: PyMemAllocatorEx::calloc"][::std::mem::offset_of!(PyMemAllocatorEx, calloc) - 16usize];
    ["Offset of field: PyMemAllocatorEx::realloc"][::std::mem::offset_of!(PyMemAllocatorEx, realloc) - 24usize];
    ["Offset of field: PyMemAllocatorEx::free"][::std::mem::offset_of!(PyMemAllocatorEx, free) - 32usize];
};
pub type PyObject = _object;
pub type PyLongObject = _longobject;
pub type PyTypeObject = _typeobject;
pub type PyFrameObject = _frame;
pub type PyThreadState = _ts;
pub type PyInterpreterState = _is;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct Py_buffer {
    pub buf: *mut ::std::os::raw::c_void,
    pub obj: *mut PyObject,
    pub len: Py_ssize_t,
    pub itemsize: Py_ssize_t,
    pub readonly: ::std::os::raw::c_int,
    pub ndim: ::std::os::raw::c_int,
    pub format: *mut ::std::os::raw::c_char,
    pub shape: *mut Py_ssize_t,
    pub strides: *mut Py_ssize_t,
    pub suboffsets: *mut Py_ssize_t,
    pub internal: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of Py_buffer"][::std::mem::size_of::<Py_buffer>() - 80usize];
    ["Alignment of Py_buffer"][::std::mem::align_of::<Py_buffer>() - 8usize];
    ["Offset of field: Py_buffer::buf"][::std::mem::offset_of!(Py_buffer, buf) - 0usize];
    ["Offset of field: Py_buffer::obj"][::std::mem::offset_of!(Py_buffer, obj) - 8usize];
    ["Offset of field: Py_buffer::len"][::std::mem::offset_of!(Py_buffer, len) - 16usize];
    ["Offset of field: Py_buffer::itemsize"][::std::mem::offset_of!(Py_buffer, itemsize) - 24usize];
    ["Offset of field: Py_buffer::readonly"][::std::mem::offset_of!(Py_buffer, readonly) - 32usize];
    ["Offset of field: Py_buffer::ndim"][::std::mem::offset_of!(Py_buffer, ndim) - 36usize];
    ["Offset of field: Py_buffer::format"][::std::mem::offset_of!(Py_buffer, format) - 40usize];
    ["Offset of field: Py_buffer::shape"][::std::mem::offset_of!(Py_buffer, shape) - 48usize];
    ["Offset of field: Py_buffer::strides"][::std::mem::offset_of!(Py_buffer, strides) - 56usize];
    ["Offset of field: Py_buffer::suboffsets"][::std::mem::offset_of!(Py_buffer, suboffsets) - 64usize];
    ["Offset of field: Py_buffer::internal"][::std::mem::offset_of!(Py_buffer, internal) - 72usize];
};
pub type getbufferproc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        arg2: *mut Py_buffer,
        arg3: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int,
>;
pub type releasebufferproc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut Py_buffer)>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMutex {
    pub _bits: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMutex"][::std::mem::size_of::<PyMutex>() - 1usize];
    ["Alignment of PyMutex"][::std::mem::align_of::<PyMutex>() - 1usize];
    ["Offset of field: PyMutex::_bits"][::std::mem::offset_of!(PyMutex, _bits) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCriticalSection {
    _unused: [u8; 0],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCriticalSection2 {
    _unused: [u8; 0],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _object {
    pub __bindgen_anon_1: _object__bindgen_ty_1,
    pub ob_type: *mut PyTypeObject,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union _object__bindgen_ty_1 {
    pub ob_refcnt_full: i64,
    pub __bindgen_anon_1: _object__bindgen_ty_1__bindgen_ty_1,
    pub _aligner: ::std::os::raw::c_char,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _object__bindgen_ty_1__bindgen_ty_1 {
    pub ob_refcnt: u32,
    pub ob_overflow: u16,
    pub ob_flags: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _object__bindgen_ty_1__bindgen_ty_1"]
        [::std::mem::size_of::<_object__bindgen_ty_1__bindgen_ty_1>() - 8usize];
    ["Alignment of _object__bindgen_ty_1__bindgen_ty_1"]
        [::std::mem::align_of::<_object__bindgen_ty_1__bindgen_ty_1>() - 4usize];
    ["Offset of field: _object__bindgen_ty_1__bindgen_ty_1::ob_refcnt"]
        [::std::mem::offset_of!(_object__bindgen_ty_1__bindgen_ty_1, ob_refcnt) - 0usize];
    ["Offset of field: _object__bindgen_ty_1__bindgen_ty_1::ob_overflow"]
        [::std::mem::offset_of!(_object__bindgen_ty_1__bindgen_ty_1, ob_overflow) - 4usize];
    ["Offset of field: _object__bindgen_ty_1__bindgen_ty_1::ob_flags"]
        [::std::mem::offset_of!(_object__bindgen_ty_1__bindgen_ty_1, ob_flags) - 6usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _object__bindgen_ty_1"][::std::mem::size_of::<_object__bindgen_ty_1>() - 8usize];
    ["Alignment of _object__bindgen_ty_1"][::std::mem::align_of::<_object__bindgen_ty_1>() - 8usize];
    ["Offset of field: _object__bindgen_ty_1::ob_refcnt_full"]
        [::std::mem::offset_of!(_object__bindgen_ty_1, ob_refcnt_full) - 0usize];
    ["Offset of field: _object__bindgen_ty_1::_aligner"]
        [::std::mem::offset_of!(_object__bindgen_ty_1, _aligner) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _object"][::std::mem::size_of::<_object>() - 16usize];
    ["Alignment of _object"][::std::mem::align_of::<_object>() - 8usize];
    ["Offset of field: _object::ob_type"][::std::mem::offset_of!(_object, ob_type) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyVarObject {
    pub ob_base: PyObject,
    pub ob_size: Py_ssize_t,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyVarObject"][::std::mem::size_of::<PyVarObject>() - 24usize];
    ["Alignment of PyVarObject"][::std::mem::align_of::<PyVarObject>() - 8usize];
    ["Offset of field: PyVarObject::ob_base"][::std::mem::offset_of!(PyVarObject, ob_base) - 0usize];
    ["Offset of field: PyVarObject::ob_size"][::std::mem::offset_of!(PyVarObject, ob_size) - 16usize];
};
pub type unaryfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> *mut PyObject>;
pub type binaryfunc =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject>;
pub type ternaryfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject,
>;
pub type inquiry = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> ::std::os::raw::c_int>;
pub type lenfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> Py_ssize_t>;
pub type ssizeargfunc =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject>;
pub type ssizeobjargproc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: *mut PyObject) -> ::std::os::raw::c_int,
>;
pub type objobjargproc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> ::std::os::raw::c_int,
>;
pub type objobjproc =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int>;
pub type visitproc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int,
>;
pub type traverseproc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        arg2: visitproc,
        arg3: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int,
>;
pub type freefunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void)>;
pub type destructor = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject)>;
pub type getattrfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_char) -> *mut PyObject,
>;
pub type getattrofunc =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject>;
pub type setattrfunc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_char,
        arg3: *mut PyObject,
    ) -> ::std::os::raw::c_int,
>;
pub type setattrofunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> ::std::os::raw::c_int,
>;
pub type reprfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> *mut PyObject>;
pub type hashfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> Py_hash_t>;
pub type richcmpfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: ::std::os::raw::c_int) -> *mut PyObject,
>;
pub type getiterfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> *mut PyObject>;
pub type iternextfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> *mut PyObject>;
pub type descrgetfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject,
>;
pub type descrsetfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> ::std::os::raw::c_int,
>;
pub type initproc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> ::std::os::raw::c_int,
>;
pub type newfunc = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyTypeObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject,
>;
pub type allocfunc =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyTypeObject, arg2: Py_ssize_t) -> *mut PyObject>;
pub type vectorcallfunc = ::std::option::Option<
    unsafe extern "C" fn(
        callable: *mut PyObject,
        args: *const *mut PyObject,
        nargsf: usize,
        kwnames: *mut PyObject,
    ) -> *mut PyObject,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyType_Slot {
    pub slot: ::std::os::raw::c_int,
    pub pfunc: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyType_Slot"][::std::mem::size_of::<PyType_Slot>() - 16usize];
    ["Alignment of PyType_Slot"][::std::mem::align_of::<PyType_Slot>() - 8usize];
    ["Offset of field: PyType_Slot::slot"][::std::mem::offset_of!(PyType_Slot, slot) - 0usize];
    ["Offset of field: PyType_Slot::pfunc"][::std::mem::offset_of!(PyType_Slot, pfunc) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyType_Spec {
    pub name: *const ::std::os::raw::c_char,
    pub basicsize: ::std::os::raw::c_int,
    pub itemsize: ::std::os::raw::c_int,
    pub flags: ::std::os::raw::c_uint,
    pub slots: *mut PyType_Slot,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyType_Spec"][::std::mem::size_of::<PyType_Spec>() - 32usize];
    ["Alignment of PyType_Spec"][::std::mem::align_of::<PyType_Spec>() - 8usize];
    ["Offset of field: PyType_Spec::name"][::std::mem::offset_of!(PyType_Spec, name) - 0usize];
    ["Offset of field: PyType_Spec::basicsize"][::std::mem::offset_of!(PyType_Spec, basicsize) - 8usize];
    ["Offset of field: PyType_Spec::itemsize"][::std::mem::offset_of!(PyType_Spec, itemsize) - 12usize];
    ["Offset of field: PyType_Spec::flags"][::std::mem::offset_of!(PyType_Spec, flags) - 16usize];
    ["Offset of field: PyType_Spec::slots"][::std::mem::offset_of!(PyType_Spec, slots) - 24usize];
};
pub const PYGEN_RETURN: PySendResult = 0;
pub const PYGEN_ERROR: PySendResult = -1;
pub const PYGEN_NEXT: PySendResult = 1;
pub type PySendResult = ::std::os::raw::c_int;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_Identifier {
    pub string: *const ::std::os::raw::c_char,
    pub index: Py_ssize_t,
    pub mutex: _Py_Identifier__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_Identifier__bindgen_ty_1 {
    pub v: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_Identifier__bindgen_ty_1"][::std::mem::size_of::<_Py_Identifier__bindgen_ty_1>() - 1usize];
    ["Alignment of _Py_Identifier__bindgen_ty_1"][::std::mem::align_of::<_Py_Identifier__bindgen_ty_1>() - 1usize];
    ["Offset of field: _Py_Identifier__bindgen_ty_1::v"]
        [::std::mem::offset_of!(_Py_Identifier__bindgen_ty_1, v) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_Identifier"][::std::mem::size_of::<_Py_Identifier>() - 24usize];
    ["Alignment of _Py_Identifier"][::std::mem::align_of::<_Py_Identifier>() - 8usize];
    ["Offset of field: _Py_Identifier::string"][::std::mem::offset_of!(_Py_Identifier, string) - 0usize];
    ["Offset of field: _Py_Identifier::index"][::std::mem::offset_of!(_Py_Identifier, index) - 8usize];
    ["Offset of field: _Py_Identifier::mutex"][::std::mem::offset_of!(_Py_Identifier, mutex) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyNumberMethods {
    pub nb_add: binaryfunc,
    pub nb_subtract: binaryfunc,
    pub nb_multiply: binaryfunc,
    pub nb_remainder: binaryfunc,
    pub nb_divmod: binaryfunc,
    pub nb_power: ternaryfunc,
    pub nb_negative: unaryfunc,
    pub nb_positive: unaryfunc,
    pub nb_absolute: unaryfunc,
    pub nb_bool: inquiry,
    pub nb_invert: unaryfunc,
    pub nb_lshift: binaryfunc,
    pub nb_rshift: binaryfunc,
    pub nb_and: binaryfunc,
    pub nb_xor: binaryfunc,
    pub nb_or: binaryfunc,
    pub nb_int: unaryfunc,
    pub nb_reserved: *mut ::std::os::raw::c_void,
    pub nb_float: unaryfunc,
    pub nb_inplace_add: binaryfunc,
    pub nb_inplace_subtract: binaryfunc,
    pub nb_inplace_multiply: binaryfunc,
    pub nb_inplace_remainder: binaryfunc,
    pub nb_inplace_power: ternaryfunc,
    pub nb_inplace_lshift: binaryfunc,
    pub nb_inplace_rshift: binaryfunc,
    pub nb_inplace_and: binaryfunc,
    pub nb_inplace_xor: binaryfunc,
    pub nb_inplace_or: binaryfunc,
    pub nb_floor_divide: binaryfunc,
    pub nb_true_divide: binaryfunc,
    pub nb_inplace_floor_divide: binaryfunc,
    pub nb_inplace_true_divide: binaryfunc,
    pub nb_index: unaryfunc,
    pub nb_matrix_multiply: binaryfunc,
    pub nb_inplace_matrix_multiply: binaryfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyNumberMethods"][::std::mem::size_of::<PyNumberMethods>() - 288usize];
    ["Alignment of PyNumberMethods"][::std::mem::align_of::<PyNumberMethods>() - 8usize];
    ["Offset of field: PyNumberMethods::nb_add"][::std::mem::offset_of!(PyNumberMethods, nb_add) - 0usize];
    ["Offset of field: PyNumberMethods::nb_subtract"][::std::mem::offset_of!(PyNumberMethods, nb_subtract) - 8usize];
    ["Offset of field: PyNumberMethods::nb_multiply"][::std::mem::offset_of!(PyNumberMethods, nb_multiply) - 16usize];
    ["Offset of field: PyNumberMethods::nb_remainder"][::std::mem::offset_of!(PyNumberMethods, nb_remainder) - 24usize];
    ["Offset of field: PyNumberMethods::nb_divmod"][::std::mem::offset_of!(PyNumberMethods, nb_divmod) - 32usize];
    ["Offset of field: PyNumberMethods::nb_power"][::std::mem::offset_of!(PyNumberMethods, nb_power) - 40usize];
    ["Offset of field: PyNumberMethods::nb_negative"][::std::mem::offset_of!(PyNumberMethods, nb_negative) - 48usize];
    ["Offset of field: PyNumberMethods::nb_positive"][::std::mem::offset_of!(PyNumberMethods, nb_positive) - 56usize];
    ["Offset of field: PyNumberMethods::nb_absolute"][::std::mem::offset_of!(PyNumberMethods, nb_absolute) - 64usize];
    ["Offset of field: PyNumberMethods::nb_bool"][::std::mem::offset_of!(PyNumberMethods, nb_bool) - 72usize];
    ["Offset of field: PyNumberMethods::nb_invert"][::std::mem::offset_of!(PyNumberMethods, nb_invert) - 80usize];
    ["Offset of field: PyNumberMethods::nb_lshift"][::std::mem::offset_of!(PyNumberMethods, nb_lshift) - 88usize];
    ["Offset of field: PyNumberMethods::nb_rshift"][::std::mem::offset_of!(PyNumberMethods, nb_rshift) - 96usize];
    ["Offset of field: PyNumberMethods::nb_and"][::std::mem::offset_of!(PyNumberMethods, nb_and) - 104usize];
    ["Offset of field: PyNumberMethods::nb_xor"][::std::mem::offset_of!(PyNumberMethods, nb_xor) - 112usize];
    ["Offset of field: PyNumberMethods::nb_or"][::std::mem::offset_of!(PyNumberMethods, nb_or) - 120usize];
    ["Offset of field: PyNumberMethods::nb_int"][::std::mem::offset_of!(PyNumberMethods, nb_int) - 128usize];
    ["Offset of field: PyNumberMethods::nb_reserved"][::std::mem::offset_of!(PyNumberMethods, nb_reserved) - 136usize];
    ["Offset of field: PyNumberMethods::nb_float"][::std::mem::offset_of!(PyNumberMethods, nb_float) - 144usize];
    ["Offset of field: PyNumberMethods::nb_inplace_add"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_add) - 152usize];
    ["Offset of field: PyNumberMethods::nb_inplace_subtract"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_subtract) - 160usize];
    ["Offset of field: PyNumberMethods::nb_inplace_multiply"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_multiply) - 168usize];
    ["Offset of field: PyNumberMethods::nb_inplace_remainder"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_remainder) - 176usize];
    ["Offset of field: PyNumberMethods::nb_inplace_power"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_power) - 184usize];
    ["Offset of field: PyNumberMethods::nb_inplace_lshift"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_lshift) - 192usize];
    ["Offset of field: PyNumberMethods::nb_inplace_rshift"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_rshift) - 200usize];
    ["Offset of field: PyNumberMethods::nb_inplace_and"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_and) - 208usize];
    ["Offset of field: PyNumberMethods::nb_inplace_xor"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_xor) - 216usize];
    ["Offset of field: PyNumberMethods::nb_inplace_or"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_or) - 224usize];
    ["Offset of field: PyNumberMethods::nb_floor_divide"]
        [::std::mem::offset_of!(PyNumberMethods, nb_floor_divide) - 232usize];
    ["Offset of field: PyNumberMethods::nb_true_divide"]
        [::std::mem::offset_of!(PyNumberMethods, nb_true_divide) - 240usize];
    ["Offset of field: PyNumberMethods::nb_inplace_floor_divide"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_floor_divide) - 248usize];
    ["Offset of field: PyNumberMethods::nb_inplace_true_divide"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_true_divide) - 256usize];
    ["Offset of field: PyNumberMethods::nb_index"][::std::mem::offset_of!(PyNumberMethods, nb_index) - 264usize];
    ["Offset of field: PyNumberMethods::nb_matrix_multiply"]
        [::std::mem::offset_of!(PyNumberMethods, nb_matrix_multiply) - 272usize];
    ["Offset of field: PyNumberMethods::nb_inplace_matrix_multiply"]
        [::std::mem::offset_of!(PyNumberMethods, nb_inplace_matrix_multiply) - 280usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PySequenceMethods {
    pub sq_length: lenfunc,
    pub sq_concat: binaryfunc,
    pub sq_repeat: ssizeargfunc,
    pub sq_item: ssizeargfunc,
    pub was_sq_slice: *mut ::std::os::raw::c_void,
    pub sq_ass_item: ssizeobjargproc,
    pub was_sq_ass_slice: *mut ::std::os::raw::c_void,
    pub sq_contains: objobjproc,
    pub sq_inplace_concat: binaryfunc,
    pub sq_inplace_repeat: ssizeargfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PySequenceMethods"][::std::mem::size_of::<PySequenceMethods>() - 80usize];
    ["Alignment of PySequenceMethods"][::std::mem::align_of::<PySequenceMethods>() - 8usize];
    ["Offset of field: PySequenceMethods::sq_length"][::std::mem::offset_of!(PySequenceMethods, sq_length) - 0usize];
    ["Offset of field: PySequenceMethods::sq_concat"][::std::mem::offset_of!(PySequenceMethods, sq_concat) - 8usize];
    ["Offset of field: PySequenceMethods::sq_repeat"][::std::mem::offset_of!(PySequenceMethods, sq_repeat) - 16usize];
    ["Offset of field: PySequenceMethods::sq_item"][::std::mem::offset_of!(PySequenceMethods, sq_item) - 24usize];
    ["Offset of field: PySequenceMethods::was_sq_slice"]
        [::std::mem::offset_of!(PySequenceMethods, was_sq_slice) - 32usize];
    ["Offset of field: PySequenceMethods::sq_ass_item"]
        [::std::mem::offset_of!(PySequenceMethods, sq_ass_item) - 40usize];
    ["Offset of field: PySequenceMethods::was_sq_ass_slice"]
        [::std::mem::offset_of!(PySequenceMethods, was_sq_ass_slice) - 48usize];
    ["Offset of field: PySequenceMethods::sq_contains"]
        [::std::mem::offset_of!(PySequenceMethods, sq_contains) - 56usize];
    ["Offset of field: PySequenceMethods::sq_inplace_concat"]
        [::std::mem::offset_of!(PySequenceMethods, sq_inplace_concat) - 64usize];
    ["Offset of field: PySequenceMethods::sq_inplace_repeat"]
        [::std::mem::offset_of!(PySequenceMethods, sq_inplace_repeat) - 72usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMappingMethods {
    pub mp_length: lenfunc,
    pub mp_subscript: binaryfunc,
    pub mp_ass_subscript: objobjargproc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMappingMethods"][::std::mem::size_of::<PyMappingMethods>() - 24usize];
    ["Alignment of PyMappingMethods"][::std::mem::align_of::<PyMappingMethods>() - 8usize];
    ["Offset of field: PyMappingMethods::mp_length"][::std::mem::offset_of!(PyMappingMethods, mp_length) - 0usize];
    ["Offset of field: PyMappingMethods::mp_subscript"]
        [::std::mem::offset_of!(PyMappingMethods, mp_subscript) - 8usize];
    ["Offset of field: PyMappingMethods::mp_ass_subscript"]
        [::std::mem::offset_of!(PyMappingMethods, mp_ass_subscript) - 16usize];
};
pub type sendfunc = ::std::option::Option<
    unsafe extern "C" fn(iter: *mut PyObject, value: *mut PyObject, result: *mut *mut PyObject) -> PySendResult,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyAsyncMethods {
    pub am_await: unaryfunc,
    pub am_aiter: unaryfunc,
    pub am_anext: unaryfunc,
    pub am_send: sendfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyAsyncMethods"][::std::mem::size_of::<PyAsyncMethods>() - 32usize];
    ["Alignment of PyAsyncMethods"][::std::mem::align_of::<PyAsyncMethods>() - 8usize];
    ["Offset of field: PyAsyncMethods::am_await"][::std::mem::offset_of!(PyAsyncMethods, am_await) - 0usize];
    ["Offset of field: PyAsyncMethods::am_aiter"][::std::mem::offset_of!(PyAsyncMethods, am_aiter) - 8usize];
    ["Offset of field: PyAsyncMethods::am_anext"][::std::mem::offset_of!(PyAsyncMethods, am_anext) - 16usize];
    ["Offset of field: PyAsyncMethods::am_send"][::std::mem::offset_of!(PyAsyncMethods, am_send) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyBufferProcs {
    pub bf_getbuffer: getbufferproc,
    pub bf_releasebuffer: releasebufferproc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyBufferProcs"][::std::mem::size_of::<PyBufferProcs>() - 16usize];
    ["Alignment of PyBufferProcs"][::std::mem::align_of::<PyBufferProcs>() - 8usize];
    ["Offset of field: PyBufferProcs::bf_getbuffer"][::std::mem::offset_of!(PyBufferProcs, bf_getbuffer) - 0usize];
    ["Offset of field: PyBufferProcs::bf_releasebuffer"]
        [::std::mem::offset_of!(PyBufferProcs, bf_releasebuffer) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _typeobject {
    pub ob_base: PyVarObject,
    pub tp_name: *const ::std::os::raw::c_char,
    pub tp_basicsize: Py_ssize_t,
    pub tp_itemsize: Py_ssize_t,
    pub tp_dealloc: destructor,
    pub tp_vectorcall_offset: Py_ssize_t,
    pub tp_getattr: getattrfunc,
    pub tp_setattr: setattrfunc,
    pub tp_as_async: *mut PyAsyncMethods,
    pub tp_repr: reprfunc,
    pub tp_as_number: *mut PyNumberMethods,
    pub tp_as_sequence: *mut PySequenceMethods,
    pub tp_as_mapping: *mut PyMappingMethods,
    pub tp_hash: hashfunc,
    pub tp_call: ternaryfunc,
    pub tp_str: reprfunc,
    pub tp_getattro: getattrofunc,
    pub tp_setattro: setattrofunc,
    pub tp_as_buffer: *mut PyBufferProcs,
    pub tp_flags: ::std::os::raw::c_ulong,
    pub tp_doc: *const ::std::os::raw::c_char,
    pub tp_traverse: traverseproc,
    pub tp_clear: inquiry,
    pub tp_richcompare: richcmpfunc,
    pub tp_weaklistoffset: Py_ssize_t,
    pub tp_iter: getiterfunc,
    pub tp_iternext: iternextfunc,
    pub tp_methods: *mut PyMethodDef,
    pub tp_members: *mut PyMemberDef,
    pub tp_getset: *mut PyGetSetDef,
    pub tp_base: *mut PyTypeObject,
    pub tp_dict: *mut PyObject,
    pub tp_descr_get: descrgetfunc,
    pub tp_descr_set: descrsetfunc,
    pub tp_dictoffset: Py_ssize_t,
    pub tp_init: initproc,
    pub tp_alloc: allocfunc,
    pub tp_new: newfunc,
    pub tp_free: freefunc,
    pub tp_is_gc: inquiry,
    pub tp_bases: *mut PyObject,
    pub tp_mro: *mut PyObject,
    pub tp_cache: *mut PyObject,
    pub tp_subclasses: *mut ::std::os::raw::c_void,
    pub tp_weaklist: *mut PyObject,
    pub tp_del: destructor,
    pub tp_version_tag: ::std::os::raw::c_uint,
    pub tp_finalize: destructor,
    pub tp_vectorcall: vectorcallfunc,
    pub tp_watched: ::std::os::raw::c_uchar,
    pub tp_versions_used: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _typeobject"][::std::mem::size_of::<_typeobject>() - 416usize];
    ["Alignment of _typeobject"][::std::mem::align_of::<_typeobject>() - 8usize];
    ["Offset of field: _typeobject::ob_base"][::std::mem::offset_of!(_typeobject, ob_base) - 0usize];
    ["Offset of field: _typeobject::tp_name"][::std::mem::offset_of!(_typeobject, tp_name) - 24usize];
    ["Offset of field: _typeobject::tp_basicsize"][::std::mem::offset_of!(_typeobject, tp_basicsize) - 32usize];
    ["Offset of field: _typeobject::tp_itemsize"][::std::mem::offset_of!(_typeobject, tp_itemsize) - 40usize];
    ["Offset of field: _typeobject::tp_dealloc"][::std::mem::offset_of!(_typeobject, tp_dealloc) - 48usize];
    ["Offset of field: _typeobject::tp_vectorcall_offset"]
        [::std::mem::offset_of!(_typeobject, tp_vectorcall_offset) - 56usize];
    ["Offset of field: _typeobject::tp_getattr"][::std::mem::offset_of!(_typeobject, tp_getattr) - 64usize];
    ["Offset of field: _typeobject::tp_setattr"][::std::mem::offset_of!(_typeobject, tp_setattr) - 72usize];
    ["Offset of field: _typeobject::tp_as_async"][::std::mem::offset_of!(_typeobject, tp_as_async) - 80usize];
    ["Offset of field: _typeobject::tp_repr"][::std::mem::offset_of!(_typeobject, tp_repr) - 88usize];
    ["Offset of field: _typeobject::tp_as_number"][::std::mem::offset_of!(_typeobject, tp_as_number) - 96usize];
    ["Offset of field: _typeobject::tp_as_sequence"][::std::mem::offset_of!(_typeobject, tp_as_sequence) - 104usize];
    ["Offset of field: _typeobject::tp_as_mapping"][::std::mem::offset_of!(_typeobject, tp_as_mapping) - 112usize];
    ["Offset of field: _typeobject::tp_hash"][::std::mem::offset_of!(_typeobject, tp_hash) - 120usize];
    ["Offset of field: _typeobject::tp_call"][::std::mem::offset_of!(_typeobject, tp_call) - 128usize];
    ["Offset of field: _typeobject::tp_str"][::std::mem::offset_of!(_typeobject, tp_str) - 136usize];
    ["Offset of field: _typeobject::tp_getattro"][::std::mem::offset_of!(_typeobject, tp_getattro) - 144usize];
    ["Offset of field: _typeobject::tp_setattro"][::std::mem::offset_of!(_typeobject, tp_setattro) - 152usize];
    ["Offset of field: _typeobject::tp_as_buffer"][::std::mem::offset_of!(_typeobject, tp_as_buffer) - 160usize];
    ["Offset of field: _typeobject::tp_flags"][::std::mem::offset_of!(_typeobject, tp_flags) - 168usize];
    ["Offset of field: _typeobject::tp_doc"][::std::mem::offset_of!(_typeobject, tp_doc) - 176usize];
    ["Offset of field: _typeobject::tp_traverse"][::std::mem::offset_of!(_typeobject, tp_traverse) - 184usize];
    ["Offset of field: _typeobject::tp_clear"][::std::mem::offset_of!(_typeobject, tp_clear) - 192usize];
    ["Offset of field: _typeobject::tp_richcompare"][::std::mem::offset_of!(_typeobject, tp_richcompare) - 200usize];
    ["Offset of field: _typeobject::tp_weaklistoffset"]
        [::std::mem::offset_of!(_typeobject, tp_weaklistoffset) - 208usize];
    ["Offset of field: _typeobject::tp_iter"][::std::mem::offset_of!(_typeobject, tp_iter) - 216usize];
    ["Offset of field: _typeobject::tp_iternext"][::std::mem::offset_of!(_typeobject, tp_iternext) - 224usize];
    ["Offset of field: _typeobject::tp_methods"][::std::mem::offset_of!(_typeobject, tp_methods) - 232usize];
    ["Offset of field: _typeobject::tp_members"][::std::mem::offset_of!(_typeobject, tp_members) - 240usize];
    ["Offset of field: _typeobject::tp_getset"][::std::mem::offset_of!(_typeobject, tp_getset) - 248usize];
    ["Offset of field: _typeobject::tp_base"][::std::mem::offset_of!(_typeobject, tp_base) - 256usize];
    ["Offset of field: _typeobject::tp_dict"][::std::mem::offset_of!(_typeobject, tp_dict) - 264usize];
    ["Offset of field: _typeobject::tp_descr_get"][::std::mem::offset_of!(_typeobject, tp_descr_get) - 272usize];
    ["Offset of field: _typeobject::tp_descr_set"][::std::mem::offset_of!(_typeobject, tp_descr_set) - 280usize];
    ["Offset of field: _typeobject::tp_dictoffset"][::std::mem::offset_of!(_typeobject, tp_dictoffset) - 288usize];
    ["Offset of field: _typeobject::tp_init"][::std::mem::offset_of!(_typeobject, tp_init) - 296usize];
    ["Offset of field: _typeobject::tp_alloc"][::std::mem::offset_of!(_typeobject, tp_alloc) - 304usize];
    ["Offset of field: _typeobject::tp_new"][::std::mem::offset_of!(_typeobject, tp_new) - 312usize];
    ["Offset of field: _typeobject::tp_free"][::std::mem::offset_of!(_typeobject, tp_free) - 320usize];
    ["Offset of field: _typeobject::tp_is_gc"][::std::mem::offset_of!(_typeobject, tp_is_gc) - 328usize];
    ["Offset of field: _typeobject::tp_bases"][::std::mem::offset_of!(_typeobject, tp_bases) - 336usize];
    ["Offset of field: _typeobject::tp_mro"][::std::mem::offset_of!(_typeobject, tp_mro) - 344usize];
    ["Offset of field: _typeobject::tp_cache"][::std::mem::offset_of!(_typeobject, tp_cache) - 352usize];
    ["Offset of field: _typeobject::tp_subclasses"][::std::mem::offset_of!(_typeobject, tp_subclasses) - 360usize];
    ["Offset of field: _typeobject::tp_weaklist"][::std::mem::offset_of!(_typeobject, tp_weaklist) - 368usize];
    ["Offset of field: _typeobject::tp_del"][::std::mem::offset_of!(_typeobject, tp_del) - 376usize];
    ["Offset of field: _typeobject::tp_version_tag"][::std::mem::offset_of!(_typeobject, tp_version_tag) - 384usize];
    ["Offset of field: _typeobject::tp_finalize"][::std::mem::offset_of!(_typeobject, tp_finalize) - 392usize];
    ["Offset of field: _typeobject::tp_vectorcall"][::std::mem::offset_of!(_typeobject, tp_vectorcall) - 400usize];
    ["Offset of field: _typeobject::tp_watched"][::std::mem::offset_of!(_typeobject, tp_watched) - 408usize];
    ["Offset of field: _typeobject::tp_versions_used"]
        [::std::mem::offset_of!(_typeobject, tp_versions_used) - 410usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _specialization_cache {
    pub getitem: *mut PyObject,
    pub getitem_version: u32,
    pub init: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _specialization_cache"][::std::mem::size_of::<_specialization_cache>() - 24usize];
    ["Alignment of _specialization_cache"][::std::mem::align_of::<_specialization_cache>() - 8usize];
    ["Offset of field: _specialization_cache::getitem"]
        [::std::mem::offset_of!(_specialization_cache, getitem) - 0usize];
    ["Offset of field: _specialization_cache::getitem_version"]
        [::std::mem::offset_of!(_specialization_cache, getitem_version) - 8usize];
    ["Offset of field: _specialization_cache::init"][::std::mem::offset_of!(_specialization_cache, init) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _heaptypeobject {
    pub ht_type: PyTypeObject,
    pub as_async: PyAsyncMethods,
    pub as_number: PyNumberMethods,
    pub as_mapping: PyMappingMethods,
    pub as_sequence: PySequenceMethods,
    pub as_buffer: PyBufferProcs,
    pub ht_name: *mut PyObject,
    pub ht_slots: *mut PyObject,
    pub ht_qualname: *mut PyObject,
    pub ht_cached_keys: *mut _dictkeysobject,
    pub ht_module: *mut PyObject,
    pub _ht_tpname: *mut ::std::os::raw::c_char,
    pub ht_token: *mut ::std::os::raw::c_void,
    pub _spec_cache: _specialization_cache,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _heaptypeobject"][::std::mem::size_of::<_heaptypeobject>() - 936usize];
    ["Alignment of _heaptypeobject"][::std::mem::align_of::<_heaptypeobject>() - 8usize];
    ["Offset of field: _heaptypeobject::ht_type"][::std::mem::offset_of!(_heaptypeobject, ht_type) - 0usize];
    ["Offset of field: _heaptypeobject::as_async"][::std::mem::offset_of!(_heaptypeobject, as_async) - 416usize];
    ["Offset of field: _heaptypeobject::as_number"][::std::mem::offset_of!(_heaptypeobject, as_number) - 448usize];
    ["Offset of field: _heaptypeobject::as_mapping"][::std::mem::offset_of!(_heaptypeobject, as_mapping) - 736usize];
    ["Offset of field: _heaptypeobject::as_sequence"][::std::mem::offset_of!(_heaptypeobject, as_sequence) - 760usize];
    ["Offset of field: _heaptypeobject::as_buffer"][::std::mem::offset_of!(_heaptypeobject, as_buffer) - 840usize];
    ["Offset of field: _heaptypeobject::ht_name"][::std::mem::offset_of!(_heaptypeobject, ht_name) - 856usize];
    ["Offset of field: _heaptypeobject::ht_slots"][::std::mem::offset_of!(_heaptypeobject, ht_slots) - 864usize];
    ["Offset of field: _heaptypeobject::ht_qualname"][::std::mem::offset_of!(_heaptypeobject, ht_qualname) - 872usize];
    ["Offset of field: _heaptypeobject::ht_cached_keys"]
        [::std::mem::offset_of!(_heaptypeobject, ht_cached_keys) - 880usize];
    ["Offset of field: _heaptypeobject::ht_module"][::std::mem::offset_of!(_heaptypeobject, ht_module) - 888usize];
    ["Offset of field: _heaptypeobject::_ht_tpname"][::std::mem::offset_of!(_heaptypeobject, _ht_tpname) - 896usize];
    ["Offset of field: _heaptypeobject::ht_token"][::std::mem::offset_of!(_heaptypeobject, ht_token) - 904usize];
    ["Offset of field: _heaptypeobject::_spec_cache"][::std::mem::offset_of!(_heaptypeobject, _spec_cache) - 912usize];
};
pub type PyHeapTypeObject = _heaptypeobject;
pub type PyType_WatchCallback =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyTypeObject) -> ::std::os::raw::c_int>;
pub const PyRefTracer_CREATE: PyRefTracerEvent = 0;
pub const PyRefTracer_DESTROY: PyRefTracerEvent = 1;
pub type PyRefTracerEvent = ::std::os::raw::c_uint;
pub type PyRefTracer = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        event: PyRefTracerEvent,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyObjectArenaAllocator {
    pub ctx: *mut ::std::os::raw::c_void,
    pub alloc: ::std::option::Option<
        unsafe extern "C" fn(ctx: *mut ::std::os::raw::c_void, size: usize) -> *mut ::std::os::raw::c_void,
    >,
    pub free: ::std::option::Option<
        unsafe extern "C" fn(ctx: *mut ::std::os::raw::c_void, ptr: *mut ::std::os::raw::c_void, size: usize),
    >,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyObjectArenaAllocator"][::std::mem::size_of::<PyObjectArenaAllocator>() - 24usize];
    ["Alignment of PyObjectArenaAllocator"][::std::mem::align_of::<PyObjectArenaAllocator>() - 8usize];
    ["Offset of field: PyObjectArenaAllocator::ctx"][::std::mem::offset_of!(PyObjectArenaAllocator, ctx) - 0usize];
    ["Offset of field: PyObjectArenaAllocator::alloc"][::std::mem::offset_of!(PyObjectArenaAllocator, alloc) - 8usize];
    ["Offset of field: PyObjectArenaAllocator::free"][::std::mem::offset_of!(PyObjectArenaAllocator, free) - 16usize];
};
pub type gcvisitobjects_t = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyHash_FuncDef {
    pub hash:
        ::std::option::Option<unsafe extern "C" fn(arg1: *const ::std::os::raw::c_void, arg2: Py_ssize_t) -> Py_hash_t>,
    pub name: *const ::std::os::raw::c_char,
    pub hash_bits: ::std::os::raw::c_int,
    pub seed_bits: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyHash_FuncDef"][::std::mem::size_of::<PyHash_FuncDef>() - 24usize];
    ["Alignment of PyHash_FuncDef"][::std::mem::align_of::<PyHash_FuncDef>() - 8usize];
    ["Offset of field: PyHash_FuncDef::hash"][::std::mem::offset_of!(PyHash_FuncDef, hash) - 0usize];
    ["Offset of field: PyHash_FuncDef::name"][::std::mem::offset_of!(PyHash_FuncDef, name) - 8usize];
    ["Offset of field: PyHash_FuncDef::hash_bits"][::std::mem::offset_of!(PyHash_FuncDef, hash_bits) - 16usize];
    ["Offset of field: PyHash_FuncDef::seed_bits"][::std::mem::offset_of!(PyHash_FuncDef, seed_bits) - 20usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyBytesObject {
    pub ob_base: PyVarObject,
    pub ob_shash: Py_hash_t,
    pub ob_sval: [::std::os::raw::c_char; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyBytesObject"][::std::mem::size_of::<PyBytesObject>() - 40usize];
    ["Alignment of PyBytesObject"][::std::mem::align_of::<PyBytesObject>() - 8usize];
    ["Offset of field: PyBytesObject::ob_base"][::std::mem::offset_of!(PyBytesObject, ob_base) - 0usize];
    ["Offset of field: PyBytesObject::ob_shash"][::std::mem::offset_of!(PyBytesObject, ob_shash) - 24usize];
    ["Offset of field: PyBytesObject::ob_sval"][::std::mem::offset_of!(PyBytesObject, ob_sval) - 32usize];
};
pub type Py_UCS4 = u32;
pub type Py_UCS2 = u16;
pub type Py_UCS1 = u8;
#[repr(C)]
#[repr(align(4))]
#[derive(Copy, Clone)]
pub struct _PyUnicodeObject_state {
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyUnicodeObject_state"][::std::mem::size_of::<_PyUnicodeObject_state>() - 4usize];
    ["Alignment of _PyUnicodeObject_state"][::std::mem::align_of::<_PyUnicodeObject_state>() - 4usize];
};
impl _PyUnicodeObject_state {
    #[inline]
    pub fn interned(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(0usize, 2u8) as u32) }
    }
    #[inline]
    pub fn set_interned(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(0usize, 2u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn interned_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                0usize,
                2u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_interned_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                0usize,
                2u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn kind(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(2usize, 3u8) as u32) }
    }
    #[inline]
    pub fn set_kind(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(2usize, 3u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn kind_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                2usize,
                3u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_kind_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                2usize,
                3u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn compact(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(5usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_compact(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(5usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn compact_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                5usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_compact_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                5usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn ascii(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(6usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_ascii(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(6usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn ascii_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                6usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_ascii_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                6usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn statically_allocated(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(7usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_statically_allocated(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(7usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn statically_allocated_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                7usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_statically_allocated_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                7usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn new_bitfield_1(
        interned: ::std::os::raw::c_uint,
        kind: ::std::os::raw::c_uint,
        compact: ::std::os::raw::c_uint,
        ascii: ::std::os::raw::c_uint,
        statically_allocated: ::std::os::raw::c_uint,
    ) -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit.set(0usize, 2u8, {
            let interned: u32 = unsafe { ::std::mem::transmute(interned) };
            interned as u64
        });
        __bindgen_bitfield_unit.set(2usize, 3u8, {
            let kind: u32 = unsafe { ::std::mem::transmute(kind) };
            kind as u64
        });
        __bindgen_bitfield_unit.set(5usize, 1u8, {
            let compact: u32 = unsafe { ::std::mem::transmute(compact) };
            compact as u64
        });
        __bindgen_bitfield_unit.set(6usize, 1u8, {
            let ascii: u32 = unsafe { ::std::mem::transmute(ascii) };
            ascii as u64
        });
        __bindgen_bitfield_unit.set(7usize, 1u8, {
            let statically_allocated: u32 = unsafe { ::std::mem::transmute(statically_allocated) };
            statically_allocated as u64
        });
        __bindgen_bitfield_unit
    }
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyASCIIObject {
    pub ob_base: PyObject,
    pub length: Py_ssize_t,
    pub hash: Py_hash_t,
    pub state: _PyUnicodeObject_state,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyASCIIObject"][::std::mem::size_of::<PyASCIIObject>() - 40usize];
    ["Alignment of PyASCIIObject"][::std::mem::align_of::<PyASCIIObject>() - 8usize];
    ["Offset of field: PyASCIIObject::ob_base"][::std::mem::offset_of!(PyASCIIObject, ob_base) - 0usize];
    ["Offset of field: PyASCIIObject::length"][::std::mem::offset_of!(PyASCIIObject, length) - 16usize];
    ["Offset of field: PyASCIIObject::hash"][::std::mem::offset_of!(PyASCIIObject, hash) - 24usize];
    ["Offset of field: PyASCIIObject::state"][::std::mem::offset_of!(PyASCIIObject, state) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCompactUnicodeObject {
    pub _base: PyASCIIObject,
    pub utf8_length: Py_ssize_t,
    pub utf8: *mut ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCompactUnicodeObject"][::std::mem::size_of::<PyCompactUnicodeObject>() - 56usize];
    ["Alignment of PyCompactUnicodeObject"][::std::mem::align_of::<PyCompactUnicodeObject>() - 8usize];
    ["Offset of field: PyCompactUnicodeObject::_base"][::std::mem::offset_of!(PyCompactUnicodeObject, _base) - 0usize];
    ["Offset of field: PyCompactUnicodeObject::utf8_length"]
        [::std::mem::offset_of!(PyCompactUnicodeObject, utf8_length) - 40usize];
    ["Offset of field: PyCompactUnicodeObject::utf8"][::std::mem::offset_of!(PyCompactUnicodeObject, utf8) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyUnicodeObject {
    pub _base: PyCompactUnicodeObject,
    pub data: PyUnicodeObject__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union PyUnicodeObject__bindgen_ty_1 {
    pub any: *mut ::std::os::raw::c_void,
    pub latin1: *mut Py_UCS1,
    pub ucs2: *mut Py_UCS2,
    pub ucs4: *mut Py_UCS4,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyUnicodeObject__bindgen_ty_1"][::std::mem::size_of::<PyUnicodeObject__bindgen_ty_1>() - 8usize];
    ["Alignment of PyUnicodeObject__bindgen_ty_1"][::std::mem::align_of::<PyUnicodeObject__bindgen_ty_1>() - 8usize];
    ["Offset of field: PyUnicodeObject__bindgen_ty_1::any"]
        [::std::mem::offset_of!(PyUnicodeObject__bindgen_ty_1, any) - 0usize];
    ["Offset of field: PyUnicodeObject__bindgen_ty_1::latin1"]
        [::std::mem::offset_of!(PyUnicodeObject__bindgen_ty_1, latin1) - 0usize];
    ["Offset of field: PyUnicodeObject__bindgen_ty_1::ucs2"]
        [::std::mem::offset_of!(PyUnicodeObject__bindgen_ty_1, ucs2) - 0usize];
    ["Offset of field: PyUnicodeObject__bindgen_ty_1::ucs4"]
        [::std::mem::offset_of!(PyUnicodeObject__bindgen_ty_1, ucs4) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyUnicodeObject"][::std::mem::size_of::<PyUnicodeObject>() - 64usize];
    ["Alignment of PyUnicodeObject"][::std::mem::align_of::<PyUnicodeObject>() - 8usize];
    ["Offset of field: PyUnicodeObject::_base"][::std::mem::offset_of!(PyUnicodeObject, _base) - 0usize];
    ["Offset of field: PyUnicodeObject::data"][::std::mem::offset_of!(PyUnicodeObject, data) - 56usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyUnicodeWriter {
    _unused: [u8; 0],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyBaseExceptionObject {
    pub ob_base: PyObject,
    pub dict: *mut PyObject,
    pub args: *mut PyObject,
    pub notes: *mut PyObject,
    pub traceback: *mut PyObject,
    pub context: *mut PyObject,
    pub cause: *mut PyObject,
    pub suppress_context: ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyBaseExceptionObject"][::std::mem::size_of::<PyBaseExceptionObject>() - 72usize];
    ["Alignment of PyBaseExceptionObject"][::std::mem::align_of::<PyBaseExceptionObject>() - 8usize];
    ["Offset of field: PyBaseExceptionObject::ob_base"]
        [::std::mem::offset_of!(PyBaseExceptionObject, ob_base) - 0usize];
    ["Offset of field: PyBaseExceptionObject::dict"][::std::mem::offset_of!(PyBaseExceptionObject, dict) - 16usize];
    ["Offset of field: PyBaseExceptionObject::args"][::std::mem::offset_of!(PyBaseExceptionObject, args) - 24usize];
    ["Offset of field: PyBaseExceptionObject::notes"][::std::mem::offset_of!(PyBaseExceptionObject, notes) - 32usize];
    ["Offset of field: PyBaseExceptionObject::traceback"]
        [::std::mem::offset_of!(PyBaseExceptionObject, traceback) - 40usize];
    ["Offset of field: PyBaseExceptionObject::context"]
        [::std::mem::offset_of!(PyBaseExceptionObject, context) - 48usize];
    ["Offset of field: PyBaseExceptionObject::cause"][::std::mem::offset_of!(PyBaseExceptionObject, cause) - 56usize];
    ["Offset of field: PyBaseExceptionObject::suppress_context"]
        [::std::mem::offset_of!(PyBaseExceptionObject, suppress_context) - 64usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyStopIterationObject {
    pub ob_base: PyObject,
    pub dict: *mut PyObject,
    pub args: *mut PyObject,
    pub notes: *mut PyObject,
    pub traceback: *mut PyObject,
    pub context: *mut PyObject,
    pub cause: *mut PyObject,
    pub suppress_context: ::std::os::raw::c_char,
    pub value: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyStopIterationObject"][::std::mem::size_of::<PyStopIterationObject>() - 80usize];
    ["Alignment of PyStopIterationObject"][::std::mem::align_of::<PyStopIterationObject>() - 8usize];
    ["Offset of field: PyStopIterationObject::ob_base"]
        [::std::mem::offset_of!(PyStopIterationObject, ob_base) - 0usize];
    ["Offset of field: PyStopIterationObject::dict"][::std::mem::offset_of!(PyStopIterationObject, dict) - 16usize];
    ["Offset of field: PyStopIterationObject::args"][::std::mem::offset_of!(PyStopIterationObject, args) - 24usize];
    ["Offset of field: PyStopIterationObject::notes"][::std::mem::offset_of!(PyStopIterationObject, notes) - 32usize];
    ["Offset of field: PyStopIterationObject::traceback"]
        [::std::mem::offset_of!(PyStopIterationObject, traceback) - 40usize];
    ["Offset of field: PyStopIterationObject::context"]
        [::std::mem::offset_of!(PyStopIterationObject, context) - 48usize];
    ["Offset of field: PyStopIterationObject::cause"][::std::mem::offset_of!(PyStopIterationObject, cause) - 56usize];
    ["Offset of field: PyStopIterationObject::suppress_context"]
        [::std::mem::offset_of!(PyStopIterationObject, suppress_context) - 64usize];
    ["Offset of field: PyStopIterationObject::value"][::std::mem::offset_of!(PyStopIterationObject, value) - 72usize];
};
pub type digit = u32;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyLongValue {
    pub lv_tag: usize,
    pub ob_digit: [digit; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyLongValue"][::std::mem::size_of::<_PyLongValue>() - 16usize];
    ["Alignment of _PyLongValue"][::std::mem::align_of::<_PyLongValue>() - 8usize];
    ["Offset of field: _PyLongValue::lv_tag"][::std::mem::offset_of!(_PyLongValue, lv_tag) - 0usize];
    ["Offset of field: _PyLongValue::ob_digit"][::std::mem::offset_of!(_PyLongValue, ob_digit) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _longobject {
    pub ob_base: PyObject,
    pub long_value: _PyLongValue,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _longobject"][::std::mem::size_of::<_longobject>() - 32usize];
    ["Alignment of _longobject"][::std::mem::align_of::<_longobject>() - 8usize];
    ["Offset of field: _longobject::ob_base"][::std::mem::offset_of!(_longobject, ob_base) - 0usize];
    ["Offset of field: _longobject::long_value"][::std::mem::offset_of!(_longobject, long_value) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyLongLayout {
    pub bits_per_digit: u8,
    pub digit_size: u8,
    pub digits_order: i8,
    pub digit_endianness: i8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyLongLayout"][::std::mem::size_of::<PyLongLayout>() - 4usize];
    ["Alignment of PyLongLayout"][::std::mem::align_of::<PyLongLayout>() - 1usize];
    ["Offset of field: PyLongLayout::bits_per_digit"][::std::mem::offset_of!(PyLongLayout, bits_per_digit) - 0usize];
    ["Offset of field: PyLongLayout::digit_size"][::std::mem::offset_of!(PyLongLayout, digit_size) - 1usize];
    ["Offset of field: PyLongLayout::digits_order"][::std::mem::offset_of!(PyLongLayout, digits_order) - 2usize];
    ["Offset of field: PyLongLayout::digit_endianness"]
        [::std::mem::offset_of!(PyLongLayout, digit_endianness) - 3usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyLongExport {
    pub value: i64,
    pub negative: u8,
    pub ndigits: Py_ssize_t,
    pub digits: *const ::std::os::raw::c_void,
    pub _reserved: Py_uintptr_t,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyLongExport"][::std::mem::size_of::<PyLongExport>() - 40usize];
    ["Alignment of PyLongExport"][::std::mem::align_of::<PyLongExport>() - 8usize];
    ["Offset of field: PyLongExport::value"][::std::mem::offset_of!(PyLongExport, value) - 0usize];
    ["Offset of field: PyLongExport::negative"][::std::mem::offset_of!(PyLongExport, negative) - 8usize];
    ["Offset of field: PyLongExport::ndigits"][::std::mem::offset_of!(PyLongExport, ndigits) - 16usize];
    ["Offset of field: PyLongExport::digits"][::std::mem::offset_of!(PyLongExport, digits) - 24usize];
    ["Offset of field: PyLongExport::_reserved"][::std::mem::offset_of!(PyLongExport, _reserved) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyLongWriter {
    _unused: [u8; 0],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyFloatObject {
    pub ob_base: PyObject,
    pub ob_fval: f64,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyFloatObject"][::std::mem::size_of::<PyFloatObject>() - 24usize];
    ["Alignment of PyFloatObject"][::std::mem::align_of::<PyFloatObject>() - 8usize];
    ["Offset of field: PyFloatObject::ob_base"][::std::mem::offset_of!(PyFloatObject, ob_base) - 0usize];
    ["Offset of field: PyFloatObject::ob_fval"][::std::mem::offset_of!(PyFloatObject, ob_fval) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyTupleObject {
    pub ob_base: PyVarObject,
    pub ob_hash: Py_hash_t,
    pub ob_item: [*mut PyObject; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyTupleObject"][::std::mem::size_of::<PyTupleObject>() - 40usize];
    ["Alignment of PyTupleObject"][::std::mem::align_of::<PyTupleObject>() - 8usize];
    ["Offset of field: PyTupleObject::ob_base"][::std::mem::offset_of!(PyTupleObject, ob_base) - 0usize];
    ["Offset of field: PyTupleObject::ob_hash"][::std::mem::offset_of!(PyTupleObject, ob_hash) - 24usize];
    ["Offset of field: PyTupleObject::ob_item"][::std::mem::offset_of!(PyTupleObject, ob_item) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyListObject {
    pub ob_base: PyVarObject,
    pub ob_item: *mut *mut PyObject,
    pub allocated: Py_ssize_t,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyListObject"][::std::mem::size_of::<PyListObject>() - 40usize];
    ["Alignment of PyListObject"][::std::mem::align_of::<PyListObject>() - 8usize];
    ["Offset of field: PyListObject::ob_base"][::std::mem::offset_of!(PyListObject, ob_base) - 0usize];
    ["Offset of field: PyListObject::ob_item"][::std::mem::offset_of!(PyListObject, ob_item) - 24usize];
    ["Offset of field: PyListObject::allocated"][::std::mem::offset_of!(PyListObject, allocated) - 32usize];
};
pub type PyDictKeysObject = _dictkeysobject;
pub type PyDictValues = _dictvalues;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyDictObject {
    pub ob_base: PyObject,
    pub ma_used: Py_ssize_t,
    pub _ma_watcher_tag: u64,
    pub ma_keys: *mut PyDictKeysObject,
    pub ma_values: *mut PyDictValues,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyDictObject"][::std::mem::size_of::<PyDictObject>() - 48usize];
    ["Alignment of PyDictObject"][::std::mem::align_of::<PyDictObject>() - 8usize];
    ["Offset of field: PyDictObject::ob_base"][::std::mem::offset_of!(PyDictObject, ob_base) - 0usize];
    ["Offset of field: PyDictObject::ma_used"][::std::mem::offset_of!(PyDictObject, ma_used) - 16usize];
    ["Offset of field: PyDictObject::_ma_watcher_tag"][::std::mem::offset_of!(PyDictObject, _ma_watcher_tag) - 24usize];
    ["Offset of field: PyDictObject::ma_keys"][::std::mem::offset_of!(PyDictObject, ma_keys) - 32usize];
    ["Offset of field: PyDictObject::ma_values"][::std::mem::offset_of!(PyDictObject, ma_values) - 40usize];
};
pub const PyDict_EVENT_ADDED: PyDict_WatchEvent = 0;
pub const PyDict_EVENT_MODIFIED: PyDict_WatchEvent = 1;
pub const PyDict_EVENT_DELETED: PyDict_WatchEvent = 2;
pub const PyDict_EVENT_CLONED: PyDict_WatchEvent = 3;
pub const PyDict_EVENT_CLEARED: PyDict_WatchEvent = 4;
pub const PyDict_EVENT_DEALLOCATED: PyDict_WatchEvent = 5;
pub type PyDict_WatchEvent = ::std::os::raw::c_uint;
pub type PyDict_WatchCallback = ::std::option::Option<
    unsafe extern "C" fn(
        event: PyDict_WatchEvent,
        dict: *mut PyObject,
        key: *mut PyObject,
        new_value: *mut PyObject,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct setentry {
    pub key: *mut PyObject,
    pub hash: Py_hash_t,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of setentry"][::std::mem::size_of::<setentry>() - 16usize];
    ["Alignment of setentry"][::std::mem::align_of::<setentry>() - 8usize];
    ["Offset of field: setentry::key"][::std::mem::offset_of!(setentry, key) - 0usize];
    ["Offset of field: setentry::hash"][::std::mem::offset_of!(setentry, hash) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PySetObject {
    pub ob_base: PyObject,
    pub fill: Py_ssize_t,
    pub used: Py_ssize_t,
    pub mask: Py_ssize_t,
    pub table: *mut setentry,
    pub hash: Py_hash_t,
    pub finger: Py_ssize_t,
    pub smalltable: [setentry; 8usize],
    pub weakreflist: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PySetObject"][::std::mem::size_of::<PySetObject>() - 200usize];
    ["Alignment of PySetObject"][::std::mem::align_of::<PySetObject>() - 8usize];
    ["Offset of field: PySetObject::ob_base"][::std::mem::offset_of!(PySetObject, ob_base) - 0usize];
    ["Offset of field: PySetObject::fill"][::std::mem::offset_of!(PySetObject, fill) - 16usize];
    ["Offset of field: PySetObject::used"][::std::mem::offset_of!(PySetObject, used) - 24usize];
    ["Offset of field: PySetObject::mask"][::std::mem::offset_of!(PySetObject, mask) - 32usize];
    ["Offset of field: PySetObject::table"][::std::mem::offset_of!(PySetObject, table) - 40usize];
    ["Offset of field: PySetObject::hash"][::std::mem::offset_of!(PySetObject, hash) - 48usize];
    ["Offset of field: PySetObject::finger"][::std::mem::offset_of!(PySetObject, finger) - 56usize];
    ["Offset of field: PySetObject::smalltable"][::std::mem::offset_of!(PySetObject, smalltable) - 64usize];
    ["Offset of field: PySetObject::weakreflist"][::std::mem::offset_of!(PySetObject, weakreflist) - 192usize];
};
pub type PyCFunction =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMethodDef {
    pub ml_name: *const ::std::os::raw::c_char,
    pub ml_meth: PyCFunction,
    pub ml_flags: ::std::os::raw::c_int,
    pub ml_doc: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMethodDef"][::std::mem::size_of::<PyMethodDef>() - 32usize];
    ["Alignment of PyMethodDef"][::std::mem::align_of::<PyMethodDef>() - 8usize];
    ["Offset of field: PyMethodDef::ml_name"][::std::mem::offset_of!(PyMethodDef, ml_name) - 0usize];
    ["Offset of field: PyMethodDef::ml_meth"][::std::mem::offset_of!(PyMethodDef, ml_meth) - 8usize];
    ["Offset of field: PyMethodDef::ml_flags"][::std::mem::offset_of!(PyMethodDef, ml_flags) - 16usize];
    ["Offset of field: PyMethodDef::ml_doc"][::std::mem::offset_of!(PyMethodDef, ml_doc) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCFunctionObject {
    pub ob_base: PyObject,
    pub m_ml: *mut PyMethodDef,
    pub m_self: *mut PyObject,
    pub m_module: *mut PyObject,
    pub m_weakreflist: *mut PyObject,
    pub vectorcall: vectorcallfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCFunctionObject"][::std::mem::size_of::<PyCFunctionObject>() - 56usize];
    ["Alignment of PyCFunctionObject"][::std::mem::align_of::<PyCFunctionObject>() - 8usize];
    ["Offset of field: PyCFunctionObject::ob_base"][::std::mem::offset_of!(PyCFunctionObject, ob_base) - 0usize];
    ["Offset of field: PyCFunctionObject::m_ml"][::std::mem::offset_of!(PyCFunctionObject, m_ml) - 16usize];
    ["Offset of field: PyCFunctionObject::m_self"][::std::mem::offset_of!(PyCFunctionObject, m_self) - 24usize];
    ["Offset of field: PyCFunctionObject::m_module"][::std::mem::offset_of!(PyCFunctionObject, m_module) - 32usize];
    ["Offset of field: PyCFunctionObject::m_weakreflist"]
        [::std::mem::offset_of!(PyCFunctionObject, m_weakreflist) - 40usize];
    ["Offset of field: PyCFunctionObject::vectorcall"][::std::mem::offset_of!(PyCFunctionObject, vectorcall) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCMethodObject {
    pub func: PyCFunctionObject,
    pub mm_class: *mut PyTypeObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCMethodObject"][::std::mem::size_of::<PyCMethodObject>() - 64usize];
    ["Alignment of PyCMethodObject"][::std::mem::align_of::<PyCMethodObject>() - 8usize];
    ["Offset of field: PyCMethodObject::func"][::std::mem::offset_of!(PyCMethodObject, func) - 0usize];
    ["Offset of field: PyCMethodObject::mm_class"][::std::mem::offset_of!(PyCMethodObject, mm_class) - 56usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyModuleDef_Base {
    pub ob_base: PyObject,
    pub m_init: ::std::option::Option<unsafe extern "C" fn() -> *mut PyObject>,
    pub m_index: Py_ssize_t,
    pub m_copy: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyModuleDef_Base"][::std::mem::size_of::<PyModuleDef_Base>() - 40usize];
    ["Alignment of PyModuleDef_Base"][::std::mem::align_of::<PyModuleDef_Base>() - 8usize];
    ["Offset of field: PyModuleDef_Base::ob_base"][::std::mem::offset_of!(PyModuleDef_Base, ob_base) - 0usize];
    ["Offset of field: PyModuleDef_Base::m_init"][::std::mem::offset_of!(PyModuleDef_Base, m_init) - 16usize];
    ["Offset of field: PyModuleDef_Base::m_index"][::std::mem::offset_of!(PyModuleDef_Base, m_index) - 24usize];
    ["Offset of field: PyModuleDef_Base::m_copy"][::std::mem::offset_of!(PyModuleDef_Base, m_copy) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyModuleDef_Slot {
    pub slot: ::std::os::raw::c_int,
    pub value: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyModuleDef_Slot"][::std::mem::size_of::<PyModuleDef_Slot>() - 16usize];
    ["Alignment of PyModuleDef_Slot"][::std::mem::align_of::<PyModuleDef_Slot>() - 8usize];
    ["Offset of field: PyModuleDef_Slot::slot"][::std::mem::offset_of!(PyModuleDef_Slot, slot) - 0usize];
    ["Offset of field: PyModuleDef_Slot::value"][::std::mem::offset_of!(PyModuleDef_Slot, value) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyModuleDef {
    pub m_base: PyModuleDef_Base,
    pub m_name: *const ::std::os::raw::c_char,
    pub m_doc: *const ::std::os::raw::c_char,
    pub m_size: Py_ssize_t,
    pub m_methods: *mut PyMethodDef,
    pub m_slots: *mut PyModuleDef_Slot,
    pub m_traverse: traverseproc,
    pub m_clear: inquiry,
    pub m_free: freefunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyModuleDef"][::std::mem::size_of::<PyModuleDef>() - 104usize];
    ["Alignment of PyModuleDef"][::std::mem::align_of::<PyModuleDef>() - 8usize];
    ["Offset of field: PyModuleDef::m_base"][::std::mem::offset_of!(PyModuleDef, m_base) - 0usize];
    ["Offset of field: PyModuleDef::m_name"][::std::mem::offset_of!(PyModuleDef, m_name) - 40usize];
    ["Offset of field: PyModuleDef::m_doc"][::std::mem::offset_of!(PyModuleDef, m_doc) - 48usize];
    ["Offset of field: PyModuleDef::m_size"][::std::mem::offset_of!(PyModuleDef, m_size) - 56usize];
    ["Offset of field: PyModuleDef::m_methods"][::std::mem::offset_of!(PyModuleDef, m_methods) - 64usize];
    ["Offset of field: PyModuleDef::m_slots"][::std::mem::offset_of!(PyModuleDef, m_slots) - 72usize];
    ["Offset of field: PyModuleDef::m_traverse"][::std::mem::offset_of!(PyModuleDef, m_traverse) - 80usize];
    ["Offset of field: PyModuleDef::m_clear"][::std::mem::offset_of!(PyModuleDef, m_clear) - 88usize];
    ["Offset of field: PyModuleDef::m_free"][::std::mem::offset_of!(PyModuleDef, m_free) - 96usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyMonitoringState {
    pub active: u8,
    pub opaque: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyMonitoringState"][::std::mem::size_of::<_PyMonitoringState>() - 2usize];
    ["Alignment of _PyMonitoringState"][::std::mem::align_of::<_PyMonitoringState>() - 1usize];
    ["Offset of field: _PyMonitoringState::active"][::std::mem::offset_of!(_PyMonitoringState, active) - 0usize];
    ["Offset of field: _PyMonitoringState::opaque"][::std::mem::offset_of!(_PyMonitoringState, opaque) - 1usize];
};
pub type PyMonitoringState = _PyMonitoringState;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyFunctionObject {
    pub ob_base: PyObject,
    pub func_globals: *mut PyObject,
    pub func_builtins: *mut PyObject,
    pub func_name: *mut PyObject,
    pub func_qualname: *mut PyObject,
    pub func_code: *mut PyObject,
    pub func_defaults: *mut PyObject,
    pub func_kwdefaults: *mut PyObject,
    pub func_closure: *mut PyObject,
    pub func_doc: *mut PyObject,
    pub func_dict: *mut PyObject,
    pub func_weakreflist: *mut PyObject,
    pub func_module: *mut PyObject,
    pub func_annotations: *mut PyObject,
    pub func_annotate: *mut PyObject,
    pub func_typeparams: *mut PyObject,
    pub vectorcall: vectorcallfunc,
    pub func_version: u32,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyFunctionObject"][::std::mem::size_of::<PyFunctionObject>() - 152usize];
    ["Alignment of PyFunctionObject"][::std::mem::align_of::<PyFunctionObject>() - 8usize];
    ["Offset of field: PyFunctionObject::ob_base"][::std::mem::offset_of!(PyFunctionObject, ob_base) - 0usize];
    ["Offset of field: PyFunctionObject::func_globals"]
        [::std::mem::offset_of!(PyFunctionObject, func_globals) - 16usize];
    ["Offset of field: PyFunctionObject::func_builtins"]
        [::std::mem::offset_of!(PyFunctionObject, func_builtins) - 24usize];
    ["Offset of field: PyFunctionObject::func_name"][::std::mem::offset_of!(PyFunctionObject, func_name) - 32usize];
    ["Offset of field: PyFunctionObject::func_qualname"]
        [::std::mem::offset_of!(PyFunctionObject, func_qualname) - 40usize];
    ["Offset of field: PyFunctionObject::func_code"][::std::mem::offset_of!(PyFunctionObject, func_code) - 48usize];
    ["Offset of field: PyFunctionObject::func_defaults"]
        [::std::mem::offset_of!(PyFunctionObject, func_defaults) - 56usize];
    ["Offset of field: PyFunctionObject::func_kwdefaults"]
        [::std::mem::offset_of!(PyFunctionObject, func_kwdefaults) - 64usize];
    ["Offset of field: PyFunctionObject::func_closure"]
        [::std::mem::offset_of!(PyFunctionObject, func_closure) - 72usize];
    ["Offset of field: PyFunctionObject::func_doc"][::std::mem::offset_of!(PyFunctionObject, func_doc) - 80usize];
    ["Offset of field: PyFunctionObject::func_dict"][::std::mem::offset_of!(PyFunctionObject, func_dict) - 88usize];
    ["Offset of field: PyFunctionObject::func_weakreflist"]
        [::std::mem::offset_of!(PyFunctionObject, func_weakreflist) - 96usize];
    ["Offset of field: PyFunctionObject::func_module"]
        [::std::mem::offset_of!(PyFunctionObject, func_module) - 104usize];
    ["Offset of field: PyFunctionObject::func_annotations"]
        [::std::mem::offset_of!(PyFunctionObject, func_annotations) - 112usize];
    ["Offset of field: PyFunctionObject::func_annotate"]
        [::std::mem::offset_of!(PyFunctionObject, func_annotate) - 120usize];
    ["Offset of field: PyFunctionObject::func_typeparams"]
        [::std::mem::offset_of!(PyFunctionObject, func_typeparams) - 128usize];
    ["Offset of field: PyFunctionObject::vectorcall"][::std::mem::offset_of!(PyFunctionObject, vectorcall) - 136usize];
    ["Offset of field: PyFunctionObject::func_version"]
        [::std::mem::offset_of!(PyFunctionObject, func_version) - 144usize];
};
pub const PyFunction_EVENT_CREATE: PyFunction_WatchEvent = 0;
pub const PyFunction_EVENT_DESTROY: PyFunction_WatchEvent = 1;
pub const PyFunction_EVENT_MODIFY_CODE: PyFunction_WatchEvent = 2;
pub const PyFunction_EVENT_MODIFY_DEFAULTS: PyFunction_WatchEvent = 3;
pub const PyFunction_EVENT_MODIFY_KWDEFAULTS: PyFunction_WatchEvent = 4;
pub type PyFunction_WatchEvent = ::std::os::raw::c_uint;
pub type PyFunction_WatchCallback = ::std::option::Option<
    unsafe extern "C" fn(
        event: PyFunction_WatchEvent,
        func: *mut PyFunctionObject,
        new_value: *mut PyObject,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMethodObject {
    pub ob_base: PyObject,
    pub im_func: *mut PyObject,
    pub im_self: *mut PyObject,
    pub im_weakreflist: *mut PyObject,
    pub vectorcall: vectorcallfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMethodObject"][::std::mem::size_of::<PyMethodObject>() - 48usize];
    ["Alignment of PyMethodObject"][::std::mem::align_of::<PyMethodObject>() - 8usize];
    ["Offset of field: PyMethodObject::ob_base"][::std::mem::offset_of!(PyMethodObject, ob_base) - 0usize];
    ["Offset of field: PyMethodObject::im_func"][::std::mem::offset_of!(PyMethodObject, im_func) - 16usize];
    ["Offset of field: PyMethodObject::im_self"][::std::mem::offset_of!(PyMethodObject, im_self) - 24usize];
    ["Offset of field: PyMethodObject::im_weakreflist"]
        [::std::mem::offset_of!(PyMethodObject, im_weakreflist) - 32usize];
    ["Offset of field: PyMethodObject::vectorcall"][::std::mem::offset_of!(PyMethodObject, vectorcall) - 40usize];
};
pub type PyCapsule_Destructor = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject)>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCoCached {
    pub _co_code: *mut PyObject,
    pub _co_varnames: *mut PyObject,
    pub _co_cellvars: *mut PyObject,
    pub _co_freevars: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCoCached"][::std::mem::size_of::<_PyCoCached>() - 32usize];
    ["Alignment of _PyCoCached"][::std::mem::align_of::<_PyCoCached>() - 8usize];
    ["Offset of field: _PyCoCached::_co_code"][::std::mem::offset_of!(_PyCoCached, _co_code) - 0usize];
    ["Offset of field: _PyCoCached::_co_varnames"][::std::mem::offset_of!(_PyCoCached, _co_varnames) - 8usize];
    ["Offset of field: _PyCoCached::_co_cellvars"][::std::mem::offset_of!(_PyCoCached, _co_cellvars) - 16usize];
    ["Offset of field: _PyCoCached::_co_freevars"][::std::mem::offset_of!(_PyCoCached, _co_freevars) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyExecutorArray {
    pub size: ::std::os::raw::c_int,
    pub capacity: ::std::os::raw::c_int,
    pub executors: [*mut _PyExecutorObject; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyExecutorArray"][::std::mem::size_of::<_PyExecutorArray>() - 16usize];
    ["Alignment of _PyExecutorArray"][::std::mem::align_of::<_PyExecutorArray>() - 8usize];
    ["Offset of field: _PyExecutorArray::size"][::std::mem::offset_of!(_PyExecutorArray, size) - 0usize];
    ["Offset of field: _PyExecutorArray::capacity"][::std::mem::offset_of!(_PyExecutorArray, capacity) - 4usize];
    ["Offset of field: _PyExecutorArray::executors"][::std::mem::offset_of!(_PyExecutorArray, executors) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCodeObject {
    pub ob_base: PyVarObject,
    pub co_consts: *mut PyObject,
    pub co_names: *mut PyObject,
    pub co_exceptiontable: *mut PyObject,
    pub co_flags: ::std::os::raw::c_int,
    pub co_argcount: ::std::os::raw::c_int,
    pub co_posonlyargcount: ::std::os::raw::c_int,
    pub co_kwonlyargcount: ::std::os::raw::c_int,
    pub co_stacksize: ::std::os::raw::c_int,
    pub co_firstlineno: ::std::os::raw::c_int,
    pub co_nlocalsplus: ::std::os::raw::c_int,
    pub co_framesize: ::std::os::raw::c_int,
    pub co_nlocals: ::std::os::raw::c_int,
    pub co_ncellvars: ::std::os::raw::c_int,
    pub co_nfreevars: ::std::os::raw::c_int,
    pub co_version: u32,
    pub co_localsplusnames: *mut PyObject,
    pub co_localspluskinds: *mut PyObject,
    pub co_filename: *mut PyObject,
    pub co_name: *mut PyObject,
    pub co_qualname: *mut PyObject,
    pub co_linetable: *mut PyObject,
    pub co_weakreflist: *mut PyObject,
    pub co_executors: *mut _PyExecutorArray,
    pub _co_cached: *mut _PyCoCached,
    pub _co_instrumentation_version: usize,
    pub _co_monitoring: *mut _PyCoMonitoringData,
    pub _co_unique_id: Py_ssize_t,
    pub _co_firsttraceable: ::std::os::raw::c_int,
    pub co_extra: *mut ::std::os::raw::c_void,
    pub co_code_adaptive: [::std::os::raw::c_char; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCodeObject"][::std::mem::size_of::<PyCodeObject>() - 216usize];
    ["Alignment of PyCodeObject"][::std::mem::align_of::<PyCodeObject>() - 8usize];
    ["Offset of field: PyCodeObject::ob_base"][::std::mem::offset_of!(PyCodeObject, ob_base) - 0usize];
    ["Offset of field: PyCodeObject::co_consts"][::std::mem::offset_of!(PyCodeObject, co_consts) - 24usize];
    ["Offset of field: PyCodeObject::co_names"][::std::mem::offset_of!(PyCodeObject, co_names) - 32usize];
    ["Offset of field: PyCodeObject::co_exceptiontable"]
        [::std::mem::offset_of!(PyCodeObject, co_exceptiontable) - 40usize];
    ["Offset of field: PyCodeObject::co_flags"][::std::mem::offset_of!(PyCodeObject, co_flags) - 48usize];
    ["Offset of field: PyCodeObject::co_argcount"][::std::mem::offset_of!(PyCodeObject, co_argcount) - 52usize];
    ["Offset of field: PyCodeObject::co_posonlyargcount"]
        [::std::mem::offset_of!(PyCodeObject, co_posonlyargcount) - 56usize];
    ["Offset of field: PyCodeObject::co_kwonlyargcount"]
        [::std::mem::offset_of!(PyCodeObject, co_kwonlyargcount) - 60usize];
    ["Offset of field: PyCodeObject::co_stacksize"][::std::mem::offset_of!(PyCodeObject, co_stacksize) - 64usize];
    ["Offset of field: PyCodeObject::co_firstlineno"][::std::mem::offset_of!(PyCodeObject, co_firstlineno) - 68usize];
    ["Offset of field: PyCodeObject::co_nlocalsplus"][::std::mem::offset_of!(PyCodeObject, co_nlocalsplus) - 72usize];
    ["Offset of field: PyCodeObject::co_framesize"][::std::mem::offset_of!(PyCodeObject, co_framesize) - 76usize];
    ["Offset of field: PyCodeObject::co_nlocals"][::std::mem::offset_of!(PyCodeObject, co_nlocals) - 80usize];
    ["Offset of field: PyCodeObject::co_ncellvars"][::std::mem::offset_of!(PyCodeObject, co_ncellvars) - 84usize];
    ["Offset of field: PyCodeObject::co_nfreevars"][::std::mem::offset_of!(PyCodeObject, co_nfreevars) - 88usize];
    ["Offset of field: PyCodeObject::co_version"][::std::mem::offset_of!(PyCodeObject, co_version) - 92usize];
    ["Offset of field: PyCodeObject::co_localsplusnames"]
        [::std::mem::offset_of!(PyCodeObject, co_localsplusnames) - 96usize];
    ["Offset of field: PyCodeObject::co_localspluskinds"]
        [::std::mem::offset_of!(PyCodeObject, co_localspluskinds) - 104usize];
    ["Offset of field: PyCodeObject::co_filename"][::std::mem::offset_of!(PyCodeObject, co_filename) - 112usize];
    ["Offset of field: PyCodeObject::co_name"][::std::mem::offset_of!(PyCodeObject, co_name) - 120usize];
    ["Offset of field: PyCodeObject::co_qualname"][::std::mem::offset_of!(PyCodeObject, co_qualname) - 128usize];
    ["Offset of field: PyCodeObject::co_linetable"][::std::mem::offset_of!(PyCodeObject, co_linetable) - 136usize];
    ["Offset of field: PyCodeObject::co_weakreflist"][::std::mem::offset_of!(PyCodeObject, co_weakreflist) - 144usize];
    ["Offset of field: PyCodeObject::co_executors"][::std::mem::offset_of!(PyCodeObject, co_executors) - 152usize];
    ["Offset of field: PyCodeObject::_co_cached"][::std::mem::offset_of!(PyCodeObject, _co_cached) - 160usize];
    ["Offset of field: PyCodeObject::_co_instrumentation_version"]
        [::std::mem::offset_of!(PyCodeObject, _co_instrumentation_version) - 168usize];
    ["Offset of field: PyCodeObject::_co_monitoring"][::std::mem::offset_of!(PyCodeObject, _co_monitoring) - 176usize];
    ["Offset of field: PyCodeObject::_co_unique_id"][::std::mem::offset_of!(PyCodeObject, _co_unique_id) - 184usize];
    ["Offset of field: PyCodeObject::_co_firsttraceable"]
        [::std::mem::offset_of!(PyCodeObject, _co_firsttraceable) - 192usize];
    ["Offset of field: PyCodeObject::co_extra"][::std::mem::offset_of!(PyCodeObject, co_extra) - 200usize];
    ["Offset of field: PyCodeObject::co_code_adaptive"]
        [::std::mem::offset_of!(PyCodeObject, co_code_adaptive) - 208usize];
};
pub const PY_CODE_EVENT_CREATE: PyCodeEvent = 0;
pub const PY_CODE_EVENT_DESTROY: PyCodeEvent = 1;
pub type PyCodeEvent = ::std::os::raw::c_uint;
pub type PyCode_WatchCallback =
    ::std::option::Option<unsafe extern "C" fn(event: PyCodeEvent, co: *mut PyCodeObject) -> ::std::os::raw::c_int>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _opaque {
    pub computed_line: ::std::os::raw::c_int,
    pub lo_next: *const u8,
    pub limit: *const u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _opaque"][::std::mem::size_of::<_opaque>() - 24usize];
    ["Alignment of _opaque"][::std::mem::align_of::<_opaque>() - 8usize];
    ["Offset of field: _opaque::computed_line"][::std::mem::offset_of!(_opaque, computed_line) - 0usize];
    ["Offset of field: _opaque::lo_next"][::std::mem::offset_of!(_opaque, lo_next) - 8usize];
    ["Offset of field: _opaque::limit"][::std::mem::offset_of!(_opaque, limit) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _line_offsets {
    pub ar_start: ::std::os::raw::c_int,
    pub ar_end: ::std::os::raw::c_int,
    pub ar_line: ::std::os::raw::c_int,
    pub opaque: _opaque,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _line_offsets"][::std::mem::size_of::<_line_offsets>() - 40usize];
    ["Alignment of _line_offsets"][::std::mem::align_of::<_line_offsets>() - 8usize];
    ["Offset of field: _line_offsets::ar_start"][::std::mem::offset_of!(_line_offsets, ar_start) - 0usize];
    ["Offset of field: _line_offsets::ar_end"][::std::mem::offset_of!(_line_offsets, ar_end) - 4usize];
    ["Offset of field: _line_offsets::ar_line"][::std::mem::offset_of!(_line_offsets, ar_line) - 8usize];
    ["Offset of field: _line_offsets::opaque"][::std::mem::offset_of!(_line_offsets, opaque) - 16usize];
};
pub type PyCodeAddressRange = _line_offsets;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PySliceObject {
    pub ob_base: PyObject,
    pub start: *mut PyObject,
    pub stop: *mut PyObject,
    pub step: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PySliceObject"][::std::mem::size_of::<PySliceObject>() - 40usize];
    ["Alignment of PySliceObject"][::std::mem::align_of::<PySliceObject>() - 8usize];
    ["Offset of field: PySliceObject::ob_base"][::std::mem::offset_of!(PySliceObject, ob_base) - 0usize];
    ["Offset of field: PySliceObject::start"][::std::mem::offset_of!(PySliceObject, start) - 16usize];
    ["Offset of field: PySliceObject::stop"][::std::mem::offset_of!(PySliceObject, stop) - 24usize];
    ["Offset of field: PySliceObject::step"][::std::mem::offset_of!(PySliceObject, step) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCellObject {
    pub ob_base: PyObject,
    pub ob_ref: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCellObject"][::std::mem::size_of::<PyCellObject>() - 24usize];
    ["Alignment of PyCellObject"][::std::mem::align_of::<PyCellObject>() - 8usize];
    ["Offset of field: PyCellObject::ob_base"][::std::mem::offset_of!(PyCellObject, ob_base) - 0usize];
    ["Offset of field: PyCellObject::ob_ref"][::std::mem::offset_of!(PyCellObject, ob_ref) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyStatus {
    pub _type: PyStatus__bindgen_ty_1,
    pub func: *const ::std::os::raw::c_char,
    pub err_msg: *const ::std::os::raw::c_char,
    pub exitcode: ::std::os::raw::c_int,
}
pub const _PyStatus_TYPE_OK: PyStatus__bindgen_ty_1 = 0;
pub const _PyStatus_TYPE_ERROR: PyStatus__bindgen_ty_1 = 1;
pub const _PyStatus_TYPE_EXIT: PyStatus__bindgen_ty_1 = 2;
pub type PyStatus__bindgen_ty_1 = ::std::os::raw::c_uint;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyStatus"][::std::mem::size_of::<PyStatus>() - 32usize];
    ["Alignment of PyStatus"][::std::mem::align_of::<PyStatus>() - 8usize];
    ["Offset of field: PyStatus::_type"][::std::mem::offset_of!(PyStatus, _type) - 0usize];
    ["Offset of field: PyStatus::func"][::std::mem::offset_of!(PyStatus, func) - 8usize];
    ["Offset of field: PyStatus::err_msg"][::std::mem::offset_of!(PyStatus, err_msg) - 16usize];
    ["Offset of field: PyStatus::exitcode"][::std::mem::offset_of!(PyStatus, exitcode) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyInitConfig {
    _unused: [u8; 0],
}
pub const PyGILState_LOCKED: PyGILState_STATE = 0;
pub const PyGILState_UNLOCKED: PyGILState_STATE = 1;
pub type PyGILState_STATE = ::std::os::raw::c_uint;
pub type Py_tracefunc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        arg2: *mut PyFrameObject,
        arg3: ::std::os::raw::c_int,
        arg4: *mut PyObject,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyRemoteDebuggerSupport {
    pub debugger_pending_call: i32,
    pub debugger_script_path: [::std::os::raw::c_char; 512usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyRemoteDebuggerSupport"][::std::mem::size_of::<_PyRemoteDebuggerSupport>() - 516usize];
    ["Alignment of _PyRemoteDebuggerSupport"][::std::mem::align_of::<_PyRemoteDebuggerSupport>() - 4usize];
    ["Offset of field: _PyRemoteDebuggerSupport::debugger_pending_call"]
        [::std::mem::offset_of!(_PyRemoteDebuggerSupport, debugger_pending_call) - 0usize];
    ["Offset of field: _PyRemoteDebuggerSupport::debugger_script_path"]
        [::std::mem::offset_of!(_PyRemoteDebuggerSupport, debugger_script_path) - 4usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _err_stackitem {
    pub exc_value: *mut PyObject,
    pub previous_item: *mut _err_stackitem,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _err_stackitem"][::std::mem::size_of::<_err_stackitem>() - 16usize];
    ["Alignment of _err_stackitem"][::std::mem::align_of::<_err_stackitem>() - 8usize];
    ["Offset of field: _err_stackitem::exc_value"][::std::mem::offset_of!(_err_stackitem, exc_value) - 0usize];
    ["Offset of field: _err_stackitem::previous_item"][::std::mem::offset_of!(_err_stackitem, previous_item) - 8usize];
};
pub type _PyErr_StackItem = _err_stackitem;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _stack_chunk {
    pub previous: *mut _stack_chunk,
    pub size: usize,
    pub top: usize,
    pub data: [*mut PyObject; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _stack_chunk"][::std::mem::size_of::<_stack_chunk>() - 32usize];
    ["Alignment of _stack_chunk"][::std::mem::align_of::<_stack_chunk>() - 8usize];
    ["Offset of field: _stack_chunk::previous"][::std::mem::offset_of!(_stack_chunk, previous) - 0usize];
    ["Offset of field: _stack_chunk::size"][::std::mem::offset_of!(_stack_chunk, size) - 8usize];
    ["Offset of field: _stack_chunk::top"][::std::mem::offset_of!(_stack_chunk, top) - 16usize];
    ["Offset of field: _stack_chunk::data"][::std::mem::offset_of!(_stack_chunk, data) - 24usize];
};
pub type _PyStackChunk = _stack_chunk;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _ts {
    pub prev: *mut PyThreadState,
    pub next: *mut PyThreadState,
    pub interp: *mut PyInterpreterState,
    pub eval_breaker: usize,
    pub _status: _ts__bindgen_ty_1,
    pub holds_gil: ::std::os::raw::c_int,
    pub _whence: ::std::os::raw::c_int,
    pub state: ::std::os::raw::c_int,
    pub py_recursion_remaining: ::std::os::raw::c_int,
    pub py_recursion_limit: ::std::os::raw::c_int,
    pub recursion_headroom: ::std::os::raw::c_int,
    pub tracing: ::std::os::raw::c_int,
    pub what_event: ::std::os::raw::c_int,
    pub current_frame: *mut _PyInterpreterFrame,
    pub c_profilefunc: Py_tracefunc,
    pub c_tracefunc: Py_tracefunc,
    pub c_profileobj: *mut PyObject,
    pub c_traceobj: *mut PyObject,
    pub current_exception: *mut PyObject,
    pub exc_info: *mut _PyErr_StackItem,
    pub dict: *mut PyObject,
    pub gilstate_counter: ::std::os::raw::c_int,
    pub async_exc: *mut PyObject,
    pub thread_id: ::std::os::raw::c_ulong,
    pub native_thread_id: ::std::os::raw::c_ulong,
    pub delete_later: *mut PyObject,
    pub critical_section: usize,
    pub coroutine_origin_tracking_depth: ::std::os::raw::c_int,
    pub async_gen_firstiter: *mut PyObject,
    pub async_gen_finalizer: *mut PyObject,
    pub context: *mut PyObject,
    pub context_ver: u64,
    pub id: u64,
    pub datastack_chunk: *mut _PyStackChunk,
    pub datastack_top: *mut *mut PyObject,
    pub datastack_limit: *mut *mut PyObject,
    pub exc_state: _PyErr_StackItem,
    pub current_executor: *mut PyObject,
    pub dict_global_version: u64,
    pub threading_local_key: *mut PyObject,
    pub threading_local_sentinel: *mut PyObject,
    pub remote_debugger_support: _PyRemoteDebuggerSupport,
    pub datastack_cached_chunk: *mut _PyStackChunk,
}
#[repr(C)]
#[repr(align(4))]
#[derive(Copy, Clone)]
pub struct _ts__bindgen_ty_1 {
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _ts__bindgen_ty_1"][::std::mem::size_of::<_ts__bindgen_ty_1>() - 4usize];
    ["Alignment of _ts__bindgen_ty_1"][::std::mem::align_of::<_ts__bindgen_ty_1>() - 4usize];
};
impl _ts__bindgen_ty_1 {
    #[inline]
    pub fn initialized(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(0usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_initialized(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(0usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn initialized_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                0usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_initialized_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                0usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn bound(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(1usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_bound(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(1usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn bound_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                1usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_bound_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                1usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn unbound(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(2usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_unbound(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(2usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn unbound_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                2usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_unbound_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                2usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn bound_gilstate(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(3usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_bound_gilstate(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(3usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn bound_gilstate_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                3usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_bound_gilstate_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                3usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn active(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(4usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_active(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(4usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn active_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                4usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_active_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                4usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn finalizing(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(5usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_finalizing(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(5usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn finalizing_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                5usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_finalizing_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                5usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn cleared(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(6usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_cleared(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(6usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn cleared_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                6usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_cleared_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                6usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn finalized(&self) -> ::std::os::raw::c_uint {
        unsafe { ::std::mem::transmute(self._bitfield_1.get(7usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_finalized(&mut self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            self._bitfield_1.set(7usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn finalized_raw(this: *const Self) -> ::std::os::raw::c_uint {
        unsafe {
            ::std::mem::transmute(<__BindgenBitfieldUnit<[u8; 4usize]>>::raw_get(
                ::std::ptr::addr_of!((*this)._bitfield_1),
                7usize,
                1u8,
            ) as u32)
        }
    }
    #[inline]
    pub unsafe fn set_finalized_raw(this: *mut Self, val: ::std::os::raw::c_uint) {
        unsafe {
            let val: u32 = ::std::mem::transmute(val);
            <__BindgenBitfieldUnit<[u8; 4usize]>>::raw_set(
                ::std::ptr::addr_of_mut!((*this)._bitfield_1),
                7usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn new_bitfield_1(
        initialized: ::std::os::raw::c_uint,
        bound: ::std::os::raw::c_uint,
        unbound: ::std::os::raw::c_uint,
        bound_gilstate: ::std::os::raw::c_uint,
        active: ::std::os::raw::c_uint,
        finalizing: ::std::os::raw::c_uint,
        cleared: ::std::os::raw::c_uint,
        finalized: ::std::os::raw::c_uint,
    ) -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit.set(0usize, 1u8, {
            let initialized: u32 = unsafe { ::std::mem::transmute(initialized) };
            initialized as u64
        });
        __bindgen_bitfield_unit.set(1usize, 1u8, {
            let bound: u32 = unsafe { ::std::mem::transmute(bound) };
            bound as u64
        });
        __bindgen_bitfield_unit.set(2usize, 1u8, {
            let unbound: u32 = unsafe { ::std::mem::transmute(unbound) };
            unbound as u64
        });
        __bindgen_bitfield_unit.set(3usize, 1u8, {
            let bound_gilstate: u32 = unsafe { ::std::mem::transmute(bound_gilstate) };
            bound_gilstate as u64
        });
        __bindgen_bitfield_unit.set(4usize, 1u8, {
            let active: u32 = unsafe { ::std::mem::transmute(active) };
            active as u64
        });
        __bindgen_bitfield_unit.set(5usize, 1u8, {
            let finalizing: u32 = unsafe { ::std::mem::transmute(finalizing) };
            finalizing as u64
        });
        __bindgen_bitfield_unit.set(6usize, 1u8, {
            let cleared: u32 = unsafe { ::std::mem::transmute(cleared) };
            cleared as u64
        });
        __bindgen_bitfield_unit.set(7usize, 1u8, {
            let finalized: u32 = unsafe { ::std::mem::transmute(finalized) };
            finalized as u64
        });
        __bindgen_bitfield_unit
    }
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _ts"][::std::mem::size_of::<_ts>() - 832usize];
    ["Alignment of _ts"][::std::mem::align_of::<_ts>() - 8usize];
    ["Offset of field: _ts::prev"][::std::mem::offset_of!(_ts, prev) - 0usize];
    ["Offset of field: _ts::next"][::std::mem::offset_of!(_ts, next) - 8usize];
    ["Offset of field: _ts::interp"][::std::mem::offset_of!(_ts, interp) - 16usize];
    ["Offset of field: _ts::eval_breaker"][::std::mem::offset_of!(_ts, eval_breaker) - 24usize];
    ["Offset of field: _ts::_status"][::std::mem::offset_of!(_ts, _status) - 32usize];
    ["Offset of field: _ts::holds_gil"][::std::mem::offset_of!(_ts, holds_gil) - 36usize];
    ["Offset of field: _ts::_whence"][::std::mem::offset_of!(_ts, _whence) - 40usize];
    ["Offset of field: _ts::state"][::std::mem::offset_of!(_ts, state) - 44usize];
    ["Offset of field: _ts::py_recursion_remaining"][::std::mem::offset_of!(_ts, py_recursion_remaining) - 48usize];
    ["Offset of field: _ts::py_recursion_limit"][::std::mem::offset_of!(_ts, py_recursion_limit) - 52usize];
    ["Offset of field: _ts::recursion_headroom"][::std::mem::offset_of!(_ts, recursion_headroom) - 56usize];
    ["Offset of field: _ts::tracing"][::std::mem::offset_of!(_ts, tracing) - 60usize];
    ["Offset of field: _ts::what_event"][::std::mem::offset_of!(_ts, what_event) - 64usize];
    ["Offset of field: _ts::current_frame"][::std::mem::offset_of!(_ts, current_frame) - 72usize];
    ["Offset of field: _ts::c_profilefunc"][::std::mem::offset_of!(_ts, c_profilefunc) - 80usize];
    ["Offset of field: _ts::c_tracefunc"][::std::mem::offset_of!(_ts, c_tracefunc) - 88usize];
    ["Offset of field: _ts::c_profileobj"][::std::mem::offset_of!(_ts, c_profileobj) - 96usize];
    ["Offset of field: _ts::c_traceobj"][::std::mem::offset_of!(_ts, c_traceobj) - 104usize];
    ["Offset of field: _ts::current_exception"][::std::mem::offset_of!(_ts, current_exception) - 112usize];
    ["Offset of field: _ts::exc_info"][::std::mem::offset_of!(_ts, exc_info) - 120usize];
    ["Offset of field: _ts::dict"][::std::mem::offset_of!(_ts, dict) - 128usize];
    ["Offset of field: _ts::gilstate_counter"][::std::mem::offset_of!(_ts, gilstate_counter) - 136usize];
    ["Offset of field: _ts::async_exc"][::std::mem::offset_of!(_ts, async_exc) - 144usize];
    ["Offset of field: _ts::thread_id"][::std::mem::offset_of!(_ts, thread_id) - 152usize];
    ["Offset of field: _ts::native_thread_id"][::std::mem::offset_of!(_ts, native_thread_id) - 160usize];
    ["Offset of field: _ts::delete_later"][::std::mem::offset_of!(_ts, delete_later) - 168usize];
    ["Offset of field: _ts::critical_section"][::std::mem::offset_of!(_ts, critical_section) - 176usize];
    ["Offset of field: _ts::coroutine_origin_tracking_depth"]
        [::std::mem::offset_of!(_ts, coroutine_origin_tracking_depth) - 184usize];
    ["Offset of field: _ts::async_gen_firstiter"][::std::mem::offset_of!(_ts, async_gen_firstiter) - 192usize];
    ["Offset of field: _ts::async_gen_finalizer"][::std::mem::offset_of!(_ts, async_gen_finalizer) - 200usize];
    ["Offset of field: _ts::context"][::std::mem::offset_of!(_ts, context) - 208usize];
    ["Offset of field: _ts::context_ver"][::std::mem::offset_of!(_ts, context_ver) - 216usize];
    ["Offset of field: _ts::id"][::std::mem::offset_of!(_ts, id) - 224usize];
    ["Offset of field: _ts::datastack_chunk"][::std::mem::offset_of!(_ts, datastack_chunk) - 232usize];
    ["Offset of field: _ts::datastack_top"][::std::mem::offset_of!(_ts, datastack_top) - 240usize];
    ["Offset of field: _ts::datastack_limit"][::std::mem::offset_of!(_ts, datastack_limit) - 248usize];
    ["Offset of field: _ts::exc_state"][::std::mem::offset_of!(_ts, exc_state) - 256usize];
    ["Offset of field: _ts::current_executor"][::std::mem::offset_of!(_ts, current_executor) - 272usize];
    ["Offset of field: _ts::dict_global_version"][::std::mem::offset_of!(_ts, dict_global_version) - 280usize];
    ["Offset of field: _ts::threading_local_key"][::std::mem::offset_of!(_ts, threading_local_key) - 288usize];
    ["Offset of field: _ts::threading_local_sentinel"]
        [::std::mem::offset_of!(_ts, threading_local_sentinel) - 296usize];
    ["Offset of field: _ts::remote_debugger_support"][::std::mem::offset_of!(_ts, remote_debugger_support) - 304usize];
    ["Offset of field: _ts::datastack_cached_chunk"][::std::mem::offset_of!(_ts, datastack_cached_chunk) - 824usize];
};
pub type _PyFrameEvalFunction = ::std::option::Option<
    unsafe extern "C" fn(
        tstate: *mut PyThreadState,
        arg1: *mut _PyInterpreterFrame,
        arg2: ::std::os::raw::c_int,
    ) -> *mut PyObject,
>;
pub type PyGenObject = _PyGenObject;
pub type PyCoroObject = _PyCoroObject;
pub type PyAsyncGenObject = _PyAsyncGenObject;
pub type getter = ::std::option::Option<
    unsafe extern "C" fn(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> *mut PyObject,
>;
pub type setter = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyGetSetDef {
    pub name: *const ::std::os::raw::c_char,
    pub get: getter,
    pub set: setter,
    pub doc: *const ::std::os::raw::c_char,
    pub closure: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyGetSetDef"][::std::mem::size_of::<PyGetSetDef>() - 40usize];
    ["Alignment of PyGetSetDef"][::std::mem::align_of::<PyGetSetDef>() - 8usize];
    ["Offset of field: PyGetSetDef::name"][::std::mem::offset_of!(PyGetSetDef, name) - 0usize];
    ["Offset of field: PyGetSetDef::get"][::std::mem::offset_of!(PyGetSetDef, get) - 8usize];
    ["Offset of field: PyGetSetDef::set"][::std::mem::offset_of!(PyGetSetDef, set) - 16usize];
    ["Offset of field: PyGetSetDef::doc"][::std::mem::offset_of!(PyGetSetDef, doc) - 24usize];
    ["Offset of field: PyGetSetDef::closure"][::std::mem::offset_of!(PyGetSetDef, closure) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMemberDef {
    pub name: *const ::std::os::raw::c_char,
    pub type_: ::std::os::raw::c_int,
    pub offset: Py_ssize_t,
    pub flags: ::std::os::raw::c_int,
    pub doc: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMemberDef"][::std::mem::size_of::<PyMemberDef>() - 40usize];
    ["Alignment of PyMemberDef"][::std::mem::align_of::<PyMemberDef>() - 8usize];
    ["Offset of field: PyMemberDef::name"][::std::mem::offset_of!(PyMemberDef, name) - 0usize];
    ["Offset of field: PyMemberDef::type_"][::std::mem::offset_of!(PyMemberDef, type_) - 8usize];
    ["Offset of field: PyMemberDef::offset"][::std::mem::offset_of!(PyMemberDef, offset) - 16usize];
    ["Offset of field: PyMemberDef::flags"][::std::mem::offset_of!(PyMemberDef, flags) - 24usize];
    ["Offset of field: PyMemberDef::doc"][::std::mem::offset_of!(PyMemberDef, doc) - 32usize];
};
pub type wrapperfunc = ::std::option::Option<
    unsafe extern "C" fn(
        self_: *mut PyObject,
        args: *mut PyObject,
        wrapped: *mut ::std::os::raw::c_void,
    ) -> *mut PyObject,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct wrapperbase {
    pub name: *const ::std::os::raw::c_char,
    pub offset: ::std::os::raw::c_int,
    pub function: *mut ::std::os::raw::c_void,
    pub wrapper: wrapperfunc,
    pub doc: *const ::std::os::raw::c_char,
    pub flags: ::std::os::raw::c_int,
    pub name_strobj: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of wrapperbase"][::std::mem::size_of::<wrapperbase>() - 56usize];
    ["Alignment of wrapperbase"][::std::mem::align_of::<wrapperbase>() - 8usize];
    ["Offset of field: wrapperbase::name"][::std::mem::offset_of!(wrapperbase, name) - 0usize];
    ["Offset of field: wrapperbase::offset"][::std::mem::offset_of!(wrapperbase, offset) - 8usize];
    ["Offset of field: wrapperbase::function"][::std::mem::offset_of!(wrapperbase, function) - 16usize];
    ["Offset of field: wrapperbase::wrapper"][::std::mem::offset_of!(wrapperbase, wrapper) - 24usize];
    ["Offset of field: wrapperbase::doc"][::std::mem::offset_of!(wrapperbase, doc) - 32usize];
    ["Offset of field: wrapperbase::flags"][::std::mem::offset_of!(wrapperbase, flags) - 40usize];
    ["Offset of field: wrapperbase::name_strobj"][::std::mem::offset_of!(wrapperbase, name_strobj) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyDescrObject {
    pub ob_base: PyObject,
    pub d_type: *mut PyTypeObject,
    pub d_name: *mut PyObject,
    pub d_qualname: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyDescrObject"][::std::mem::size_of::<PyDescrObject>() - 40usize];
    ["Alignment of PyDescrObject"][::std::mem::align_of::<PyDescrObject>() - 8usize];
    ["Offset of field: PyDescrObject::ob_base"][::std::mem::offset_of!(PyDescrObject, ob_base) - 0usize];
    ["Offset of field: PyDescrObject::d_type"][::std::mem::offset_of!(PyDescrObject, d_type) - 16usize];
    ["Offset of field: PyDescrObject::d_name"][::std::mem::offset_of!(PyDescrObject, d_name) - 24usize];
    ["Offset of field: PyDescrObject::d_qualname"][::std::mem::offset_of!(PyDescrObject, d_qualname) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMethodDescrObject {
    pub d_common: PyDescrObject,
    pub d_method: *mut PyMethodDef,
    pub vectorcall: vectorcallfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMethodDescrObject"][::std::mem::size_of::<PyMethodDescrObject>() - 56usize];
    ["Alignment of PyMethodDescrObject"][::std::mem::align_of::<PyMethodDescrObject>() - 8usize];
    ["Offset of field: PyMethodDescrObject::d_common"][::std::mem::offset_of!(PyMethodDescrObject, d_common) - 0usize];
    ["Offset of field: PyMethodDescrObject::d_method"][::std::mem::offset_of!(PyMethodDescrObject, d_method) - 40usize];
    ["Offset of field: PyMethodDescrObject::vectorcall"]
        [::std::mem::offset_of!(PyMethodDescrObject, vectorcall) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyMemberDescrObject {
    pub d_common: PyDescrObject,
    pub d_member: *mut PyMemberDef,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyMemberDescrObject"][::std::mem::size_of::<PyMemberDescrObject>() - 48usize];
    ["Alignment of PyMemberDescrObject"][::std::mem::align_of::<PyMemberDescrObject>() - 8usize];
    ["Offset of field: PyMemberDescrObject::d_common"][::std::mem::offset_of!(PyMemberDescrObject, d_common) - 0usize];
    ["Offset of field: PyMemberDescrObject::d_member"][::std::mem::offset_of!(PyMemberDescrObject, d_member) - 40usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyGetSetDescrObject {
    pub d_common: PyDescrObject,
    pub d_getset: *mut PyGetSetDef,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyGetSetDescrObject"][::std::mem::size_of::<PyGetSetDescrObject>() - 48usize];
    ["Alignment of PyGetSetDescrObject"][::std::mem::align_of::<PyGetSetDescrObject>() - 8usize];
    ["Offset of field: PyGetSetDescrObject::d_common"][::std::mem::offset_of!(PyGetSetDescrObject, d_common) - 0usize];
    ["Offset of field: PyGetSetDescrObject::d_getset"][::std::mem::offset_of!(PyGetSetDescrObject, d_getset) - 40usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyWrapperDescrObject {
    pub d_common: PyDescrObject,
    pub d_base: *mut wrapperbase,
    pub d_wrapped: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyWrapperDescrObject"][::std::mem::size_of::<PyWrapperDescrObject>() - 56usize];
    ["Alignment of PyWrapperDescrObject"][::std::mem::align_of::<PyWrapperDescrObject>() - 8usize];
    ["Offset of field: PyWrapperDescrObject::d_common"]
        [::std::mem::offset_of!(PyWrapperDescrObject, d_common) - 0usize];
    ["Offset of field: PyWrapperDescrObject::d_base"][::std::mem::offset_of!(PyWrapperDescrObject, d_base) - 40usize];
    ["Offset of field: PyWrapperDescrObject::d_wrapped"]
        [::std::mem::offset_of!(PyWrapperDescrObject, d_wrapped) - 48usize];
};
pub type PyWeakReference = _PyWeakReference;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyWeakReference {
    pub ob_base: PyObject,
    pub wr_object: *mut PyObject,
    pub wr_callback: *mut PyObject,
    pub hash: Py_hash_t,
    pub wr_prev: *mut PyWeakReference,
    pub wr_next: *mut PyWeakReference,
    pub vectorcall: vectorcallfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyWeakReference"][::std::mem::size_of::<_PyWeakReference>() - 64usize];
    ["Alignment of _PyWeakReference"][::std::mem::align_of::<_PyWeakReference>() - 8usize];
    ["Offset of field: _PyWeakReference::ob_base"][::std::mem::offset_of!(_PyWeakReference, ob_base) - 0usize];
    ["Offset of field: _PyWeakReference::wr_object"][::std::mem::offset_of!(_PyWeakReference, wr_object) - 16usize];
    ["Offset of field: _PyWeakReference::wr_callback"][::std::mem::offset_of!(_PyWeakReference, wr_callback) - 24usize];
    ["Offset of field: _PyWeakReference::hash"][::std::mem::offset_of!(_PyWeakReference, hash) - 32usize];
    ["Offset of field: _PyWeakReference::wr_prev"][::std::mem::offset_of!(_PyWeakReference, wr_prev) - 40usize];
    ["Offset of field: _PyWeakReference::wr_next"][::std::mem::offset_of!(_PyWeakReference, wr_next) - 48usize];
    ["Offset of field: _PyWeakReference::vectorcall"][::std::mem::offset_of!(_PyWeakReference, vectorcall) - 56usize];
};
pub type PyTime_t = i64;
pub type PyThread_type_lock = *mut ::std::os::raw::c_void;
pub const PY_LOCK_FAILURE: PyLockStatus = 0;
pub const PY_LOCK_ACQUIRED: PyLockStatus = 1;
pub const PY_LOCK_INTR: PyLockStatus = 2;
pub type PyLockStatus = ::std::os::raw::c_uint;
pub const Py_CONTEXT_SWITCHED: PyContextEvent = 1;
pub type PyContextEvent = ::std::os::raw::c_uint;
pub type PyContext_WatchCallback =
    ::std::option::Option<unsafe extern "C" fn(arg1: PyContextEvent, arg2: *mut PyObject) -> ::std::os::raw::c_int>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyOnceFlag {
    pub v: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyOnceFlag"][::std::mem::size_of::<_PyOnceFlag>() - 1usize];
    ["Alignment of _PyOnceFlag"][::std::mem::align_of::<_PyOnceFlag>() - 1usize];
    ["Offset of field: _PyOnceFlag::v"][::std::mem::offset_of!(_PyOnceFlag, v) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyCompilerFlags {
    pub cf_flags: ::std::os::raw::c_int,
    pub cf_feature_version: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyCompilerFlags"][::std::mem::size_of::<PyCompilerFlags>() - 8usize];
    ["Alignment of PyCompilerFlags"][::std::mem::align_of::<PyCompilerFlags>() - 4usize];
    ["Offset of field: PyCompilerFlags::cf_flags"][::std::mem::offset_of!(PyCompilerFlags, cf_flags) - 0usize];
    ["Offset of field: PyCompilerFlags::cf_feature_version"]
        [::std::mem::offset_of!(PyCompilerFlags, cf_feature_version) - 4usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyInterpreterConfig {
    pub use_main_obmalloc: ::std::os::raw::c_int,
    pub allow_fork: ::std::os::raw::c_int,
    pub allow_exec: ::std::os::raw::c_int,
    pub allow_threads: ::std::os::raw::c_int,
    pub allow_daemon_threads: ::std::os::raw::c_int,
    pub check_multi_interp_extensions: ::std::os::raw::c_int,
    pub gil: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyInterpreterConfig"][::std::mem::size_of::<PyInterpreterConfig>() - 28usize];
    ["Alignment of PyInterpreterConfig"][::std::mem::align_of::<PyInterpreterConfig>() - 4usize];
    ["Offset of field: PyInterpreterConfig::use_main_obmalloc"]
        [::std::mem::offset_of!(PyInterpreterConfig, use_main_obmalloc) - 0usize];
    ["Offset of field: PyInterpreterConfig::allow_fork"]
        [::std::mem::offset_of!(PyInterpreterConfig, allow_fork) - 4usize];
    ["Offset of field: PyInterpreterConfig::allow_exec"]
        [::std::mem::offset_of!(PyInterpreterConfig, allow_exec) - 8usize];
    ["Offset of field: PyInterpreterConfig::allow_threads"]
        [::std::mem::offset_of!(PyInterpreterConfig, allow_threads) - 12usize];
    ["Offset of field: PyInterpreterConfig::allow_daemon_threads"]
        [::std::mem::offset_of!(PyInterpreterConfig, allow_daemon_threads) - 16usize];
    ["Offset of field: PyInterpreterConfig::check_multi_interp_extensions"]
        [::std::mem::offset_of!(PyInterpreterConfig, check_multi_interp_extensions) - 20usize];
    ["Offset of field: PyInterpreterConfig::gil"][::std::mem::offset_of!(PyInterpreterConfig, gil) - 24usize];
};
pub type atexit_datacallbackfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void)>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _inittab {
    pub name: *const ::std::os::raw::c_char,
    pub initfunc: ::std::option::Option<unsafe extern "C" fn() -> *mut PyObject>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _inittab"][::std::mem::size_of::<_inittab>() - 16usize];
    ["Alignment of _inittab"][::std::mem::align_of::<_inittab>() - 8usize];
    ["Offset of field: _inittab::name"][::std::mem::offset_of!(_inittab, name) - 0usize];
    ["Offset of field: _inittab::initfunc"][::std::mem::offset_of!(_inittab, initfunc) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _frozen {
    pub name: *const ::std::os::raw::c_char,
    pub code: *const ::std::os::raw::c_uchar,
    pub size: ::std::os::raw::c_int,
    pub is_package: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _frozen"][::std::mem::size_of::<_frozen>() - 24usize];
    ["Alignment of _frozen"][::std::mem::align_of::<_frozen>() - 8usize];
    ["Offset of field: _frozen::name"][::std::mem::offset_of!(_frozen, name) - 0usize];
    ["Offset of field: _frozen::code"][::std::mem::offset_of!(_frozen, code) - 8usize];
    ["Offset of field: _frozen::size"][::std::mem::offset_of!(_frozen, size) - 16usize];
    ["Offset of field: _frozen::is_package"][::std::mem::offset_of!(_frozen, is_package) - 20usize];
};
pub type _PyRuntimeState = pyruntimestate;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _frame {
    pub ob_base: PyObject,
    pub f_back: *mut PyFrameObject,
    pub f_frame: *mut _PyInterpreterFrame,
    pub f_trace: *mut PyObject,
    pub f_lineno: ::std::os::raw::c_int,
    pub f_trace_lines: ::std::os::raw::c_char,
    pub f_trace_opcodes: ::std::os::raw::c_char,
    pub f_extra_locals: *mut PyObject,
    pub f_locals_cache: *mut PyObject,
    pub f_overwritten_fast_locals: *mut PyObject,
    pub _f_frame_data: [*mut PyObject; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _frame"][::std::mem::size_of::<_frame>() - 80usize];
    ["Alignment of _frame"][::std::mem::align_of::<_frame>() - 8usize];
    ["Offset of field: _frame::ob_base"][::std::mem::offset_of!(_frame, ob_base) - 0usize];
    ["Offset of field: _frame::f_back"][::std::mem::offset_of!(_frame, f_back) - 16usize];
    ["Offset of field: _frame::f_frame"][::std::mem::offset_of!(_frame, f_frame) - 24usize];
    ["Offset of field: _frame::f_trace"][::std::mem::offset_of!(_frame, f_trace) - 32usize];
    ["Offset of field: _frame::f_lineno"][::std::mem::offset_of!(_frame, f_lineno) - 40usize];
    ["Offset of field: _frame::f_trace_lines"][::std::mem::offset_of!(_frame, f_trace_lines) - 44usize];
    ["Offset of field: _frame::f_trace_opcodes"][::std::mem::offset_of!(_frame, f_trace_opcodes) - 45usize];
    ["Offset of field: _frame::f_extra_locals"][::std::mem::offset_of!(_frame, f_extra_locals) - 48usize];
    ["Offset of field: _frame::f_locals_cache"][::std::mem::offset_of!(_frame, f_locals_cache) - 56usize];
    ["Offset of field: _frame::f_overwritten_fast_locals"]
        [::std::mem::offset_of!(_frame, f_overwritten_fast_locals) - 64usize];
    ["Offset of field: _frame::_f_frame_data"][::std::mem::offset_of!(_frame, _f_frame_data) - 72usize];
};
pub const FRAME_CREATED: _framestate = -3;
pub const FRAME_SUSPENDED: _framestate = -2;
pub const FRAME_SUSPENDED_YIELD_FROM: _framestate = -1;
pub const FRAME_EXECUTING: _framestate = 0;
pub const FRAME_COMPLETED: _framestate = 1;
pub const FRAME_CLEARED: _framestate = 4;
pub type _framestate = ::std::os::raw::c_int;
pub use self::_framestate as PyFrameState;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_BackoffCounter {
    pub value_and_backoff: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_BackoffCounter"][::std::mem::size_of::<_Py_BackoffCounter>() - 2usize];
    ["Alignment of _Py_BackoffCounter"][::std::mem::align_of::<_Py_BackoffCounter>() - 2usize];
    ["Offset of field: _Py_BackoffCounter::value_and_backoff"]
        [::std::mem::offset_of!(_Py_BackoffCounter, value_and_backoff) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub union _Py_CODEUNIT {
    pub cache: u16,
    pub op: _Py_CODEUNIT__bindgen_ty_1,
    pub counter: _Py_BackoffCounter,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_CODEUNIT__bindgen_ty_1 {
    pub code: u8,
    pub arg: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_CODEUNIT__bindgen_ty_1"][::std::mem::size_of::<_Py_CODEUNIT__bindgen_ty_1>() - 2usize];
    ["Alignment of _Py_CODEUNIT__bindgen_ty_1"][::std::mem::align_of::<_Py_CODEUNIT__bindgen_ty_1>() - 1usize];
    ["Offset of field: _Py_CODEUNIT__bindgen_ty_1::code"]
        [::std::mem::offset_of!(_Py_CODEUNIT__bindgen_ty_1, code) - 0usize];
    ["Offset of field: _Py_CODEUNIT__bindgen_ty_1::arg"]
        [::std::mem::offset_of!(_Py_CODEUNIT__bindgen_ty_1, arg) - 1usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_CODEUNIT"][::std::mem::size_of::<_Py_CODEUNIT>() - 2usize];
    ["Alignment of _Py_CODEUNIT"][::std::mem::align_of::<_Py_CODEUNIT>() - 2usize];
    ["Offset of field: _Py_CODEUNIT::cache"][::std::mem::offset_of!(_Py_CODEUNIT, cache) - 0usize];
    ["Offset of field: _Py_CODEUNIT::op"][::std::mem::offset_of!(_Py_CODEUNIT, op) - 0usize];
    ["Offset of field: _Py_CODEUNIT::counter"][::std::mem::offset_of!(_Py_CODEUNIT, counter) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub union _PyStackRef {
    pub bits: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyStackRef"][::std::mem::size_of::<_PyStackRef>() - 8usize];
    ["Alignment of _PyStackRef"][::std::mem::align_of::<_PyStackRef>() - 8usize];
    ["Offset of field: _PyStackRef::bits"][::std::mem::offset_of!(_PyStackRef, bits) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct llist_node {
    pub next: *mut llist_node,
    pub prev: *mut llist_node,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of llist_node"][::std::mem::size_of::<llist_node>() - 16usize];
    ["Alignment of llist_node"][::std::mem::align_of::<llist_node>() - 8usize];
    ["Offset of field: llist_node::next"][::std::mem::offset_of!(llist_node, next) - 0usize];
    ["Offset of field: llist_node::prev"][::std::mem::offset_of!(llist_node, prev) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _qsbr_thread_state {
    pub seq: u64,
    pub shared: *mut _qsbr_shared,
    pub tstate: *mut PyThreadState,
    pub deferred_count: ::std::os::raw::c_int,
    pub deferred_memory: usize,
    pub deferred_page_memory: usize,
    pub should_process: bool,
    pub allocated: bool,
    pub freelist_next: *mut _qsbr_thread_state,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _qsbr_thread_state"][::std::mem::size_of::<_qsbr_thread_state>() - 64usize];
    ["Alignment of _qsbr_thread_state"][::std::mem::align_of::<_qsbr_thread_state>() - 8usize];
    ["Offset of field: _qsbr_thread_state::seq"][::std::mem::offset_of!(_qsbr_thread_state, seq) - 0usize];
    ["Offset of field: _qsbr_thread_state::shared"][::std::mem::offset_of!(_qsbr_thread_state, shared) - 8usize];
    ["Offset of field: _qsbr_thread_state::tstate"][::std::mem::offset_of!(_qsbr_thread_state, tstate) - 16usize];
    ["Offset of field: _qsbr_thread_state::deferred_count"]
        [::std::mem::offset_of!(_qsbr_thread_state, deferred_count) - 24usize];
    ["Offset of field: _qsbr_thread_state::deferred_memory"]
        [::std::mem::offset_of!(_qsbr_thread_state, deferred_memory) - 32usize];
    ["Offset of field: _qsbr_thread_state::deferred_page_memory"]
        [::std::mem::offset_of!(_qsbr_thread_state, deferred_page_memory) - 40usize];
    ["Offset of field: _qsbr_thread_state::should_process"]
        [::std::mem::offset_of!(_qsbr_thread_state, should_process) - 48usize];
    ["Offset of field: _qsbr_thread_state::allocated"][::std::mem::offset_of!(_qsbr_thread_state, allocated) - 49usize];
    ["Offset of field: _qsbr_thread_state::freelist_next"]
        [::std::mem::offset_of!(_qsbr_thread_state, freelist_next) - 56usize];
};
#[repr(C)]
pub struct _qsbr_pad {
    pub qsbr: _qsbr_thread_state,
    pub __padding: __IncompleteArrayField<::std::os::raw::c_char>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _qsbr_pad"][::std::mem::size_of::<_qsbr_pad>() - 64usize];
    ["Alignment of _qsbr_pad"][::std::mem::align_of::<_qsbr_pad>() - 8usize];
    ["Offset of field: _qsbr_pad::qsbr"][::std::mem::offset_of!(_qsbr_pad, qsbr) - 0usize];
    ["Offset of field: _qsbr_pad::__padding"][::std::mem::offset_of!(_qsbr_pad, __padding) - 64usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _qsbr_shared {
    pub wr_seq: u64,
    pub rd_seq: u64,
    pub array: *mut _qsbr_pad,
    pub array_raw: *mut ::std::os::raw::c_void,
    pub size: Py_ssize_t,
    pub mutex: PyMutex,
    pub freelist: *mut _qsbr_thread_state,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _qsbr_shared"][::std::mem::size_of::<_qsbr_shared>() - 56usize];
    ["Alignment of _qsbr_shared"][::std::mem::align_of::<_qsbr_shared>() - 8usize];
    ["Offset of field: _qsbr_shared::wr_seq"][::std::mem::offset_of!(_qsbr_shared, wr_seq) - 0usize];
    ["Offset of field: _qsbr_shared::rd_seq"][::std::mem::offset_of!(_qsbr_shared, rd_seq) - 8usize];
    ["Offset of field: _qsbr_shared::array"][::std::mem::offset_of!(_qsbr_shared, array) - 16usize];
    ["Offset of field: _qsbr_shared::array_raw"][::std::mem::offset_of!(_qsbr_shared, array_raw) - 24usize];
    ["Offset of field: _qsbr_shared::size"][::std::mem::offset_of!(_qsbr_shared, size) - 32usize];
    ["Offset of field: _qsbr_shared::mutex"][::std::mem::offset_of!(_qsbr_shared, mutex) - 40usize];
    ["Offset of field: _qsbr_shared::freelist"][::std::mem::offset_of!(_qsbr_shared, freelist) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyThreadStateImpl {
    pub base: PyThreadState,
    pub refcount: Py_ssize_t,
    pub c_stack_top: usize,
    pub c_stack_soft_limit: usize,
    pub c_stack_hard_limit: usize,
    pub asyncio_running_loop: *mut PyObject,
    pub asyncio_running_task: *mut PyObject,
    pub asyncio_tasks_head: llist_node,
    pub qsbr: *mut _qsbr_thread_state,
    pub mem_free_queue: llist_node,
    pub c_stack_init_base: usize,
    pub c_stack_init_top: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyThreadStateImpl"][::std::mem::size_of::<_PyThreadStateImpl>() - 936usize];
    ["Alignment of _PyThreadStateImpl"][::std::mem::align_of::<_PyThreadStateImpl>() - 8usize];
    ["Offset of field: _PyThreadStateImpl::base"][::std::mem::offset_of!(_PyThreadStateImpl, base) - 0usize];
    ["Offset of field: _PyThreadStateImpl::refcount"][::std::mem::offset_of!(_PyThreadStateImpl, refcount) - 832usize];
    ["Offset of field: _PyThreadStateImpl::c_stack_top"]
        [::std::mem::offset_of!(_PyThreadStateImpl, c_stack_top) - 840usize];
    ["Offset of field: _PyThreadStateImpl::c_stack_soft_limit"]
        [::std::mem::offset_of!(_PyThreadStateImpl, c_stack_soft_limit) - 848usize];
    ["Offset of field: _PyThreadStateImpl::c_stack_hard_limit"]
        [::std::mem::offset_of!(_PyThreadStateImpl, c_stack_hard_limit) - 856usize];
    ["Offset of field: _PyThreadStateImpl::asyncio_running_loop"]
        [::std::mem::offset_of!(_PyThreadStateImpl, asyncio_running_loop) - 864usize];
    ["Offset of field: _PyThreadStateImpl::asyncio_running_task"]
        [::std::mem::offset_of!(_PyThreadStateImpl, asyncio_running_task) - 872usize];
    ["Offset of field: _PyThreadStateImpl::asyncio_tasks_head"]
        [::std::mem::offset_of!(_PyThreadStateImpl, asyncio_tasks_head) - 880usize];
    ["Offset of field: _PyThreadStateImpl::qsbr"][::std::mem::offset_of!(_PyThreadStateImpl, qsbr) - 896usize];
    ["Offset of field: _PyThreadStateImpl::mem_free_queue"]
        [::std::mem::offset_of!(_PyThreadStateImpl, mem_free_queue) - 904usize];
    ["Offset of field: _PyThreadStateImpl::c_stack_init_base"]
        [::std::mem::offset_of!(_PyThreadStateImpl, c_stack_init_base) - 920usize];
    ["Offset of field: _PyThreadStateImpl::c_stack_init_top"]
        [::std::mem::offset_of!(_PyThreadStateImpl, c_stack_init_top) - 928usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyLoadGlobalCache {
    pub counter: _Py_BackoffCounter,
    pub module_keys_version: u16,
    pub builtin_keys_version: u16,
    pub index: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyLoadGlobalCache"][::std::mem::size_of::<_PyLoadGlobalCache>() - 8usize];
    ["Alignment of _PyLoadGlobalCache"][::std::mem::align_of::<_PyLoadGlobalCache>() - 2usize];
    ["Offset of field: _PyLoadGlobalCache::counter"][::std::mem::offset_of!(_PyLoadGlobalCache, counter) - 0usize];
    ["Offset of field: _PyLoadGlobalCache::module_keys_version"]
        [::std::mem::offset_of!(_PyLoadGlobalCache, module_keys_version) - 2usize];
    ["Offset of field: _PyLoadGlobalCache::builtin_keys_version"]
        [::std::mem::offset_of!(_PyLoadGlobalCache, builtin_keys_version) - 4usize];
    ["Offset of field: _PyLoadGlobalCache::index"][::std::mem::offset_of!(_PyLoadGlobalCache, index) - 6usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyAttrCache {
    pub counter: _Py_BackoffCounter,
    pub version: [u16; 2usize],
    pub index: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyAttrCache"][::std::mem::size_of::<_PyAttrCache>() - 8usize];
    ["Alignment of _PyAttrCache"][::std::mem::align_of::<_PyAttrCache>() - 2usize];
    ["Offset of field: _PyAttrCache::counter"][::std::mem::offset_of!(_PyAttrCache, counter) - 0usize];
    ["Offset of field: _PyAttrCache::version"][::std::mem::offset_of!(_PyAttrCache, version) - 2usize];
    ["Offset of field: _PyAttrCache::index"][::std::mem::offset_of!(_PyAttrCache, index) - 6usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyLoadMethodCache {
    pub counter: _Py_BackoffCounter,
    pub type_version: [u16; 2usize],
    pub __bindgen_anon_1: _PyLoadMethodCache__bindgen_ty_1,
    pub descr: [u16; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union _PyLoadMethodCache__bindgen_ty_1 {
    pub keys_version: [u16; 2usize],
    pub dict_offset: u16,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyLoadMethodCache__bindgen_ty_1"][::std::mem::size_of::<_PyLoadMethodCache__bindgen_ty_1>() - 4usize];
    ["Alignment of _PyLoadMethodCache__bindgen_ty_1"]
        [::std::mem::align_of::<_PyLoadMethodCache__bindgen_ty_1>() - 2usize];
    ["Offset of field: _PyLoadMethodCache__bindgen_ty_1::keys_version"]
        [::std::mem::offset_of!(_PyLoadMethodCache__bindgen_ty_1, keys_version) - 0usize];
    ["Offset of field: _PyLoadMethodCache__bindgen_ty_1::dict_offset"]
        [::std::mem::offset_of!(_PyLoadMethodCache__bindgen_ty_1, dict_offset) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyLoadMethodCache"][::std::mem::size_of::<_PyLoadMethodCache>() - 18usize];
    ["Alignment of _PyLoadMethodCache"][::std::mem::align_of::<_PyLoadMethodCache>() - 2usize];
    ["Offset of field: _PyLoadMethodCache::counter"][::std::mem::offset_of!(_PyLoadMethodCache, counter) - 0usize];
    ["Offset of field: _PyLoadMethodCache::type_version"]
        [::std::mem::offset_of!(_PyLoadMethodCache, type_version) - 2usize];
    ["Offset of field: _PyLoadMethodCache::descr"][::std::mem::offset_of!(_PyLoadMethodCache, descr) - 10usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCallCache {
    pub counter: _Py_BackoffCounter,
    pub func_version: [u16; 2usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCallCache"][::std::mem::size_of::<_PyCallCache>() - 6usize];
    ["Alignment of _PyCallCache"][::std::mem::align_of::<_PyCallCache>() - 2usize];
    ["Offset of field: _PyCallCache::counter"][::std::mem::offset_of!(_PyCallCache, counter) - 0usize];
    ["Offset of field: _PyCallCache::func_version"][::std::mem::offset_of!(_PyCallCache, func_version) - 2usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode8 {
    pub ob_base: PyVarObject,
    pub co_consts: *mut PyObject,
    pub co_names: *mut PyObject,
    pub co_exceptiontable: *mut PyObject,
    pub co_flags: ::std::os::raw::c_int,
    pub co_argcount: ::std::os::raw::c_int,
    pub co_posonlyargcount: ::std::os::raw::c_int,
    pub co_kwonlyargcount: ::std::os::raw::c_int,
    pub co_stacksize: ::std::os::raw::c_int,
    pub co_firstlineno: ::std::os::raw::c_int,
    pub co_nlocalsplus: ::std::os::raw::c_int,
    pub co_framesize: ::std::os::raw::c_int,
    pub co_nlocals: ::std::os::raw::c_int,
    pub co_ncellvars: ::std::os::raw::c_int,
    pub co_nfreevars: ::std::os::raw::c_int,
    pub co_version: u32,
    pub co_localsplusnames: *mut PyObject,
    pub co_localspluskinds: *mut PyObject,
    pub co_filename: *mut PyObject,
    pub co_name: *mut PyObject,
    pub co_qualname: *mut PyObject,
    pub co_linetable: *mut PyObject,
    pub co_weakreflist: *mut PyObject,
    pub co_executors: *mut _PyExecutorArray,
    pub _co_cached: *mut _PyCoCached,
    pub _co_instrumentation_version: usize,
    pub _co_monitoring: *mut _PyCoMonitoringData,
    pub _co_unique_id: Py_ssize_t,
    pub _co_firsttraceable: ::std::os::raw::c_int,
    pub co_extra: *mut ::std::os::raw::c_void,
    pub co_code_adaptive: [::std::os::raw::c_char; 8usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode8"][::std::mem::size_of::<_PyCode8>() - 216usize];
    ["Alignment of _PyCode8"][::std::mem::align_of::<_PyCode8>() - 8usize];
    ["Offset of field: _PyCode8::ob_base"][::std::mem::offset_of!(_PyCode8, ob_base) - 0usize];
    ["Offset of field: _PyCode8::co_consts"][::std::mem::offset_of!(_PyCode8, co_consts) - 24usize];
    ["Offset of field: _PyCode8::co_names"][::std::mem::offset_of!(_PyCode8, co_names) - 32usize];
    ["Offset of field: _PyCode8::co_exceptiontable"][::std::mem::offset_of!(_PyCode8, co_exceptiontable) - 40usize];
    ["Offset of field: _PyCode8::co_flags"][::std::mem::offset_of!(_PyCode8, co_flags) - 48usize];
    ["Offset of field: _PyCode8::co_argcount"][::std::mem::offset_of!(_PyCode8, co_argcount) - 52usize];
    ["Offset of field: _PyCode8::co_posonlyargcount"][::std::mem::offset_of!(_PyCode8, co_posonlyargcount) - 56usize];
    ["Offset of field: _PyCode8::co_kwonlyargcount"][::std::mem::offset_of!(_PyCode8, co_kwonlyargcount) - 60usize];
    ["Offset of field: _PyCode8::co_stacksize"][::std::mem::offset_of!(_PyCode8, co_stacksize) - 64usize];
    ["Offset of field: _PyCode8::co_firstlineno"][::std::mem::offset_of!(_PyCode8, co_firstlineno) - 68usize];
    ["Offset of field: _PyCode8::co_nlocalsplus"][::std::mem::offset_of!(_PyCode8, co_nlocalsplus) - 72usize];
    ["Offset of field: _PyCode8::co_framesize"][::std::mem::offset_of!(_PyCode8, co_framesize) - 76usize];
    ["Offset of field: _PyCode8::co_nlocals"][::std::mem::offset_of!(_PyCode8, co_nlocals) - 80usize];
    ["Offset of field: _PyCode8::co_ncellvars"][::std::mem::offset_of!(_PyCode8, co_ncellvars) - 84usize];
    ["Offset of field: _PyCode8::co_nfreevars"][::std::mem::offset_of!(_PyCode8, co_nfreevars) - 88usize];
    ["Offset of field: _PyCode8::co_version"][::std::mem::offset_of!(_PyCode8, co_version) - 92usize];
    ["Offset of field: _PyCode8::co_localsplusnames"][::std::mem::offset_of!(_PyCode8, co_localsplusnames) - 96usize];
    ["Offset of field: _PyCode8::co_localspluskinds"][::std::mem::offset_of!(_PyCode8, co_localspluskinds) - 104usize];
    ["Offset of field: _PyCode8::co_filename"][::std::mem::offset_of!(_PyCode8, co_filename) - 112usize];
    ["Offset of field: _PyCode8::co_name"][::std::mem::offset_of!(_PyCode8, co_name) - 120usize];
    ["Offset of field: _PyCode8::co_qualname"][::std::mem::offset_of!(_PyCode8, co_qualname) - 128usize];
    ["Offset of field: _PyCode8::co_linetable"][::std::mem::offset_of!(_PyCode8, co_linetable) - 136usize];
    ["Offset of field: _PyCode8::co_weakreflist"][::std::mem::offset_of!(_PyCode8, co_weakreflist) - 144usize];
    ["Offset of field: _PyCode8::co_executors"][::std::mem::offset_of!(_PyCode8, co_executors) - 152usize];
    ["Offset of field: _PyCode8::_co_cached"][::std::mem::offset_of!(_PyCode8, _co_cached) - 160usize];
    ["Offset of field: _PyCode8::_co_instrumentation_version"]
        [::std::mem::offset_of!(_PyCode8, _co_instrumentation_version) - 168usize];
    ["Offset of field: _PyCode8::_co_monitoring"][::std::mem::offset_of!(_PyCode8, _co_monitoring) - 176usize];
    ["Offset of field: _PyCode8::_co_unique_id"][::std::mem::offset_of!(_PyCode8, _co_unique_id) - 184usize];
    ["Offset of field: _PyCode8::_co_firsttraceable"][::std::mem::offset_of!(_PyCode8, _co_firsttraceable) - 192usize];
    ["Offset of field: _PyCode8::co_extra"][::std::mem::offset_of!(_PyCode8, co_extra) - 200usize];
    ["Offset of field: _PyCode8::co_code_adaptive"][::std::mem::offset_of!(_PyCode8, co_code_adaptive) - 208usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t {
    pub total: ::std::os::raw::c_int,
    pub locals: _PyCode_var_counts_t_co_locals_counts,
    pub numfree: ::std::os::raw::c_int,
    pub unbound: _PyCode_var_counts_t_co_unbound_counts,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_locals_counts {
    pub total: ::std::os::raw::c_int,
    pub args: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1,
    pub numpure: ::std::os::raw::c_int,
    pub cells: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2,
    pub hidden: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1 {
    pub total: ::std::os::raw::c_int,
    pub numposonly: ::std::os::raw::c_int,
    pub numposorkw: ::std::os::raw::c_int,
    pub numkwonly: ::std::os::raw::c_int,
    pub varargs: ::std::os::raw::c_int,
    pub varkwargs: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1>() - 24usize];
    ["Alignment of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::numposonly"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, numposonly) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::numposorkw"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, numposorkw) - 8usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::numkwonly"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, numkwonly) - 12usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::varargs"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, varargs) - 16usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_1::varkwargs"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_1, varkwargs) - 20usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2 {
    pub total: ::std::os::raw::c_int,
    pub numargs: ::std::os::raw::c_int,
    pub numothers: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_2>() - 12usize];
    ["Alignment of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_2>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_2, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2::numargs"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_2, numargs) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_2::numothers"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_2, numothers) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3 {
    pub total: ::std::os::raw::c_int,
    pub numpure: ::std::os::raw::c_int,
    pub numcells: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_3>() - 12usize];
    ["Alignment of _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_locals_counts__bindgen_ty_3>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_3, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3::numpure"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_3, numpure) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts__bindgen_ty_3::numcells"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts__bindgen_ty_3, numcells) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_locals_counts"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_locals_counts>() - 56usize];
    ["Alignment of _PyCode_var_counts_t_co_locals_counts"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_locals_counts>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts::args"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts, args) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts::numpure"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts, numpure) - 28usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts::cells"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts, cells) - 32usize];
    ["Offset of field: _PyCode_var_counts_t_co_locals_counts::hidden"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_locals_counts, hidden) - 44usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_unbound_counts {
    pub total: ::std::os::raw::c_int,
    pub globals: _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1,
    pub numattrs: ::std::os::raw::c_int,
    pub numunknown: ::std::os::raw::c_int,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1 {
    pub total: ::std::os::raw::c_int,
    pub numglobal: ::std::os::raw::c_int,
    pub numbuiltin: ::std::os::raw::c_int,
    pub numunknown: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1>() - 16usize];
    ["Alignment of _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1::numglobal"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1, numglobal) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1::numbuiltin"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1, numbuiltin) - 8usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1::numunknown"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts__bindgen_ty_1, numunknown) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t_co_unbound_counts"]
        [::std::mem::size_of::<_PyCode_var_counts_t_co_unbound_counts>() - 28usize];
    ["Alignment of _PyCode_var_counts_t_co_unbound_counts"]
        [::std::mem::align_of::<_PyCode_var_counts_t_co_unbound_counts>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts::total"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts::globals"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts, globals) - 4usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts::numattrs"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts, numattrs) - 20usize];
    ["Offset of field: _PyCode_var_counts_t_co_unbound_counts::numunknown"]
        [::std::mem::offset_of!(_PyCode_var_counts_t_co_unbound_counts, numunknown) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCode_var_counts_t"][::std::mem::size_of::<_PyCode_var_counts_t>() - 92usize];
    ["Alignment of _PyCode_var_counts_t"][::std::mem::align_of::<_PyCode_var_counts_t>() - 4usize];
    ["Offset of field: _PyCode_var_counts_t::total"][::std::mem::offset_of!(_PyCode_var_counts_t, total) - 0usize];
    ["Offset of field: _PyCode_var_counts_t::locals"][::std::mem::offset_of!(_PyCode_var_counts_t, locals) - 4usize];
    ["Offset of field: _PyCode_var_counts_t::numfree"][::std::mem::offset_of!(_PyCode_var_counts_t, numfree) - 60usize];
    ["Offset of field: _PyCode_var_counts_t::unbound"][::std::mem::offset_of!(_PyCode_var_counts_t, unbound) - 64usize];
};
pub const _Py_LOCK_DONT_DETACH: _PyLockFlags = 0;
pub const _PY_LOCK_DETACH: _PyLockFlags = 1;
pub const _PY_LOCK_HANDLE_SIGNALS: _PyLockFlags = 2;
pub type _PyLockFlags = ::std::os::raw::c_uint;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyEvent {
    pub v: u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyEvent"][::std::mem::size_of::<PyEvent>() - 1usize];
    ["Alignment of PyEvent"][::std::mem::align_of::<PyEvent>() - 1usize];
    ["Offset of field: PyEvent::v"][::std::mem::offset_of!(PyEvent, v) - 0usize];
};
pub type _Py_once_fn_t =
    ::std::option::Option<unsafe extern "C" fn(arg: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyRecursiveMutex {
    pub mutex: PyMutex,
    pub thread: ::std::os::raw::c_ulonglong,
    pub level: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyRecursiveMutex"][::std::mem::size_of::<_PyRecursiveMutex>() - 24usize];
    ["Alignment of _PyRecursiveMutex"][::std::mem::align_of::<_PyRecursiveMutex>() - 8usize];
    ["Offset of field: _PyRecursiveMutex::mutex"][::std::mem::offset_of!(_PyRecursiveMutex, mutex) - 0usize];
    ["Offset of field: _PyRecursiveMutex::thread"][::std::mem::offset_of!(_PyRecursiveMutex, thread) - 8usize];
    ["Offset of field: _PyRecursiveMutex::level"][::std::mem::offset_of!(_PyRecursiveMutex, level) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyRWMutex {
    pub bits: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyRWMutex"][::std::mem::size_of::<_PyRWMutex>() - 8usize];
    ["Alignment of _PyRWMutex"][::std::mem::align_of::<_PyRWMutex>() - 8usize];
    ["Offset of field: _PyRWMutex::bits"][::std::mem::offset_of!(_PyRWMutex, bits) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PySeqLock {
    pub sequence: u32,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PySeqLock"][::std::mem::size_of::<_PySeqLock>() - 4usize];
    ["Alignment of _PySeqLock"][::std::mem::align_of::<_PySeqLock>() - 4usize];
    ["Offset of field: _PySeqLock::sequence"][::std::mem::offset_of!(_PySeqLock, sequence) - 0usize];
};
pub type _Py_pending_call_func =
    ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyGC_Head {
    pub _gc_next: usize,
    pub _gc_prev: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyGC_Head"][::std::mem::size_of::<PyGC_Head>() - 16usize];
    ["Alignment of PyGC_Head"][::std::mem::align_of::<PyGC_Head>() - 8usize];
    ["Offset of field: PyGC_Head::_gc_next"][::std::mem::offset_of!(PyGC_Head, _gc_next) - 0usize];
    ["Offset of field: PyGC_Head::_gc_prev"][::std::mem::offset_of!(PyGC_Head, _gc_prev) - 8usize];
};
pub type PyThread_ident_t = ::std::os::raw::c_ulonglong;
pub type PyThread_handle_t = Py_uintptr_t;
pub type _PyXIData_t = _xidata;
pub type xid_newobjfunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut _PyXIData_t) -> *mut PyObject>;
pub type xid_freefunc = ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void)>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _xidata {
    pub data: *mut ::std::os::raw::c_void,
    pub obj: *mut PyObject,
    pub interpid: i64,
    pub new_object: xid_newobjfunc,
    pub free: xid_freefunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _xidata"][::std::mem::size_of::<_xidata>() - 40usize];
    ["Alignment of _xidata"][::std::mem::align_of::<_xidata>() - 8usize];
    ["Offset of field: _xidata::data"][::std::mem::offset_of!(_xidata, data) - 0usize];
    ["Offset of field: _xidata::obj"][::std::mem::offset_of!(_xidata, obj) - 8usize];
    ["Offset of field: _xidata::interpid"][::std::mem::offset_of!(_xidata, interpid) - 16usize];
    ["Offset of field: _xidata::new_object"][::std::mem::offset_of!(_xidata, new_object) - 24usize];
    ["Offset of field: _xidata::free"][::std::mem::offset_of!(_xidata, free) - 32usize];
};
pub type xidata_fallback_t = ::std::os::raw::c_int;
pub type xidatafunc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int,
>;
pub type xidatafbfunc = ::std::option::Option<
    unsafe extern "C" fn(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: xidata_fallback_t,
        arg4: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyXIData_getdata_t {
    pub basic: xidatafunc,
    pub fallback: xidatafbfunc,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyXIData_getdata_t"][::std::mem::size_of::<_PyXIData_getdata_t>() - 16usize];
    ["Alignment of _PyXIData_getdata_t"][::std::mem::align_of::<_PyXIData_getdata_t>() - 8usize];
    ["Offset of field: _PyXIData_getdata_t::basic"][::std::mem::offset_of!(_PyXIData_getdata_t, basic) - 0usize];
    ["Offset of field: _PyXIData_getdata_t::fallback"][::std::mem::offset_of!(_PyXIData_getdata_t, fallback) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyBytes_data_t {
    pub bytes: *const ::std::os::raw::c_char,
    pub len: Py_ssize_t,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyBytes_data_t"][::std::mem::size_of::<_PyBytes_data_t>() - 16usize];
    ["Alignment of _PyBytes_data_t"][::std::mem::align_of::<_PyBytes_data_t>() - 8usize];
    ["Offset of field: _PyBytes_data_t::bytes"][::std::mem::offset_of!(_PyBytes_data_t, bytes) - 0usize];
    ["Offset of field: _PyBytes_data_t::len"][::std::mem::offset_of!(_PyBytes_data_t, len) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _excinfo {
    pub type_: _excinfo__excinfo_type,
    pub msg: *const ::std::os::raw::c_char,
    pub errdisplay: *const ::std::os::raw::c_char,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _excinfo__excinfo_type {
    pub builtin: *mut PyTypeObject,
    pub name: *const ::std::os::raw::c_char,
    pub qualname: *const ::std::os::raw::c_char,
    pub module: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _excinfo__excinfo_type"][::std::mem::size_of::<_excinfo__excinfo_type>() - 32usize];
    ["Alignment of _excinfo__excinfo_type"][::std::mem::align_of::<_excinfo__excinfo_type>() - 8usize];
    ["Offset of field: _excinfo__excinfo_type::builtin"]
        [::std::mem::offset_of!(_excinfo__excinfo_type, builtin) - 0usize];
    ["Offset of field: _excinfo__excinfo_type::name"][::std::mem::offset_of!(_excinfo__excinfo_type, name) - 8usize];
    ["Offset of field: _excinfo__excinfo_type::qualname"]
        [::std::mem::offset_of!(_excinfo__excinfo_type, qualname) - 16usize];
    ["Offset of field: _excinfo__excinfo_type::module"]
        [::std::mem::offset_of!(_excinfo__excinfo_type, module) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _excinfo"][::std::mem::size_of::<_excinfo>() - 48usize];
    ["Alignment of _excinfo"][::std::mem::align_of::<_excinfo>() - 8usize];
    ["Offset of field: _excinfo::type_"][::std::mem::offset_of!(_excinfo, type_) - 0usize];
    ["Offset of field: _excinfo::msg"][::std::mem::offset_of!(_excinfo, msg) - 32usize];
    ["Offset of field: _excinfo::errdisplay"][::std::mem::offset_of!(_excinfo, errdisplay) - 40usize];
};
pub type _PyXI_excinfo = _excinfo;
pub const _PyXI_ERR_NO_ERROR: error_code = 0;
pub const _PyXI_ERR_UNCAUGHT_EXCEPTION: error_code = -1;
pub const _PyXI_ERR_OTHER: error_code = -2;
pub const _PyXI_ERR_NO_MEMORY: error_code = -3;
pub const _PyXI_ERR_ALREADY_RUNNING: error_code = -4;
pub const _PyXI_ERR_MAIN_NS_FAILURE: error_code = -5;
pub const _PyXI_ERR_APPLY_NS_FAILURE: error_code = -6;
pub const _PyXI_ERR_PRESERVE_FAILURE: error_code = -7;
pub const _PyXI_ERR_EXC_PROPAGATION_FAILURE: error_code = -8;
pub const _PyXI_ERR_NOT_SHAREABLE: error_code = -9;
pub type error_code = ::std::os::raw::c_int;
pub use self::error_code as _PyXI_errcode;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct xi_failure {
    _unused: [u8; 0],
}
pub type _PyXI_failure = xi_failure;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct xi_session {
    _unused: [u8; 0],
}
pub type _PyXI_session = xi_session;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyXI_session_result {
    pub preserved: *mut PyObject,
    pub excinfo: *mut PyObject,
    pub errcode: _PyXI_errcode,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyXI_session_result"][::std::mem::size_of::<_PyXI_session_result>() - 24usize];
    ["Alignment of _PyXI_session_result"][::std::mem::align_of::<_PyXI_session_result>() - 8usize];
    ["Offset of field: _PyXI_session_result::preserved"]
        [::std::mem::offset_of!(_PyXI_session_result, preserved) - 0usize];
    ["Offset of field: _PyXI_session_result::excinfo"][::std::mem::offset_of!(_PyXI_session_result, excinfo) - 8usize];
    ["Offset of field: _PyXI_session_result::errcode"][::std::mem::offset_of!(_PyXI_session_result, errcode) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct callable_cache {
    pub isinstance: *mut PyObject,
    pub len: *mut PyObject,
    pub list_append: *mut PyObject,
    pub object__getattribute__: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of callable_cache"][::std::mem::size_of::<callable_cache>() - 32usize];
    ["Alignment of callable_cache"][::std::mem::align_of::<callable_cache>() - 8usize];
    ["Offset of field: callable_cache::isinstance"][::std::mem::offset_of!(callable_cache, isinstance) - 0usize];
    ["Offset of field: callable_cache::len"][::std::mem::offset_of!(callable_cache, len) - 8usize];
    ["Offset of field: callable_cache::list_append"][::std::mem::offset_of!(callable_cache, list_append) - 16usize];
    ["Offset of field: callable_cache::object__getattribute__"]
        [::std::mem::offset_of!(callable_cache, object__getattribute__) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_LocalMonitors {
    pub tools: [u8; 11usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_LocalMonitors"][::std::mem::size_of::<_Py_LocalMonitors>() - 11usize];
    ["Alignment of _Py_LocalMonitors"][::std::mem::align_of::<_Py_LocalMonitors>() - 1usize];
    ["Offset of field: _Py_LocalMonitors::tools"][::std::mem::offset_of!(_Py_LocalMonitors, tools) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _Py_GlobalMonitors {
    pub tools: [u8; 16usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _Py_GlobalMonitors"][::std::mem::size_of::<_Py_GlobalMonitors>() - 16usize];
    ["Alignment of _Py_GlobalMonitors"][::std::mem::align_of::<_Py_GlobalMonitors>() - 1usize];
    ["Offset of field: _Py_GlobalMonitors::tools"][::std::mem::offset_of!(_Py_GlobalMonitors, tools) - 0usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCoLineInstrumentationData {
    pub bytes_per_entry: u8,
    pub data: [u8; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCoLineInstrumentationData"][::std::mem::size_of::<_PyCoLineInstrumentationData>() - 2usize];
    ["Alignment of _PyCoLineInstrumentationData"][::std::mem::align_of::<_PyCoLineInstrumentationData>() - 1usize];
    ["Offset of field: _PyCoLineInstrumentationData::bytes_per_entry"]
        [::std::mem::offset_of!(_PyCoLineInstrumentationData, bytes_per_entry) - 0usize];
    ["Offset of field: _PyCoLineInstrumentationData::data"]
        [::std::mem::offset_of!(_PyCoLineInstrumentationData, data) - 1usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCoMonitoringData {
    pub local_monitors: _Py_LocalMonitors,
    pub active_monitors: _Py_LocalMonitors,
    pub tools: *mut u8,
    pub tool_versions: [usize; 8usize],
    pub lines: *mut _PyCoLineInstrumentationData,
    pub line_tools: *mut u8,
    pub per_instruction_opcodes: *mut u8,
    pub per_instruction_tools: *mut u8,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCoMonitoringData"][::std::mem::size_of::<_PyCoMonitoringData>() - 128usize];
    ["Alignment of _PyCoMonitoringData"][::std::mem::align_of::<_PyCoMonitoringData>() - 8usize];
    ["Offset of field: _PyCoMonitoringData::local_monitors"]
        [::std::mem::offset_of!(_PyCoMonitoringData, local_monitors) - 0usize];
    ["Offset of field: _PyCoMonitoringData::active_monitors"]
        [::std::mem::offset_of!(_PyCoMonitoringData, active_monitors) - 11usize];
    ["Offset of field: _PyCoMonitoringData::tools"][::std::mem::offset_of!(_PyCoMonitoringData, tools) - 24usize];
    ["Offset of field: _PyCoMonitoringData::tool_versions"]
        [::std::mem::offset_of!(_PyCoMonitoringData, tool_versions) - 32usize];
    ["Offset of field: _PyCoMonitoringData::lines"][::std::mem::offset_of!(_PyCoMonitoringData, lines) - 96usize];
    ["Offset of field: _PyCoMonitoringData::line_tools"]
        [::std::mem::offset_of!(_PyCoMonitoringData, line_tools) - 104usize];
    ["Offset of field: _PyCoMonitoringData::per_instruction_opcodes"]
        [::std::mem::offset_of!(_PyCoMonitoringData, per_instruction_opcodes) - 112usize];
    ["Offset of field: _PyCoMonitoringData::per_instruction_tools"]
        [::std::mem::offset_of!(_PyCoMonitoringData, per_instruction_tools) - 120usize];
};
#[repr(C)]
#[repr(align(8))]
pub struct _is {
    pub _bindgen_opaque_blob: [u64; 28233usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _is_pythreads {
    pub next_unique_id: u64,
    pub head: *mut PyThreadState,
    pub preallocated: *mut _PyThreadStateImpl,
    pub main: *mut PyThreadState,
    pub count: Py_ssize_t,
    pub stacksize: usize,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _is_pythreads"][::std::mem::size_of::<_is_pythreads>() - 48usize];
    ["Alignment of _is_pythreads"][::std::mem::align_of::<_is_pythreads>() - 8usize];
    ["Offset of field: _is_pythreads::next_unique_id"][::std::mem::offset_of!(_is_pythreads, next_unique_id) - 0usize];
    ["Offset of field: _is_pythreads::head"][::std::mem::offset_of!(_is_pythreads, head) - 8usize];
    ["Offset of field: _is_pythreads::preallocated"][::std::mem::offset_of!(_is_pythreads, preallocated) - 16usize];
    ["Offset of field: _is_pythreads::main"][::std::mem::offset_of!(_is_pythreads, main) - 24usize];
    ["Offset of field: _is_pythreads::count"][::std::mem::offset_of!(_is_pythreads, count) - 32usize];
    ["Offset of field: _is_pythreads::stacksize"][::std::mem::offset_of!(_is_pythreads, stacksize) - 40usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _is"][::std::mem::size_of::<_is>() - 225864usize];
    ["Alignment of _is"][::std::mem::align_of::<_is>() - 8usize];
};
pub const FRAME_OWNED_BY_THREAD: _frameowner = 0;
pub const FRAME_OWNED_BY_GENERATOR: _frameowner = 1;
pub const FRAME_OWNED_BY_FRAME_OBJECT: _frameowner = 2;
pub const FRAME_OWNED_BY_INTERPRETER: _frameowner = 3;
pub const FRAME_OWNED_BY_CSTACK: _frameowner = 4;
pub type _frameowner = ::std::os::raw::c_uint;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyInterpreterFrame {
    pub f_executable: _PyStackRef,
    pub previous: *mut _PyInterpreterFrame,
    pub f_funcobj: _PyStackRef,
    pub f_globals: *mut PyObject,
    pub f_builtins: *mut PyObject,
    pub f_locals: *mut PyObject,
    pub frame_obj: *mut PyFrameObject,
    pub instr_ptr: *mut _Py_CODEUNIT,
    pub stackpointer: *mut _PyStackRef,
    pub return_offset: u16,
    pub owner: ::std::os::raw::c_char,
    pub visited: u8,
    pub localsplus: [_PyStackRef; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyInterpreterFrame"][::std::mem::size_of::<_PyInterpreterFrame>() - 88usize];
    ["Alignment of _PyInterpreterFrame"][::std::mem::align_of::<_PyInterpreterFrame>() - 8usize];
    ["Offset of field: _PyInterpreterFrame::f_executable"]
        [::std::mem::offset_of!(_PyInterpreterFrame, f_executable) - 0usize];
    ["Offset of field: _PyInterpreterFrame::previous"][::std::mem::offset_of!(_PyInterpreterFrame, previous) - 8usize];
    ["Offset of field: _PyInterpreterFrame::f_funcobj"]
        [::std::mem::offset_of!(_PyInterpreterFrame, f_funcobj) - 16usize];
    ["Offset of field: _PyInterpreterFrame::f_globals"]
        [::std::mem::offset_of!(_PyInterpreterFrame, f_globals) - 24usize];
    ["Offset of field: _PyInterpreterFrame::f_builtins"]
        [::std::mem::offset_of!(_PyInterpreterFrame, f_builtins) - 32usize];
    ["Offset of field: _PyInterpreterFrame::f_locals"][::std::mem::offset_of!(_PyInterpreterFrame, f_locals) - 40usize];
    ["Offset of field: _PyInterpreterFrame::frame_obj"]
        [::std::mem::offset_of!(_PyInterpreterFrame, frame_obj) - 48usize];
    ["Offset of field: _PyInterpreterFrame::instr_ptr"]
        [::std::mem::offset_of!(_PyInterpreterFrame, instr_ptr) - 56usize];
    ["Offset of field: _PyInterpreterFrame::stackpointer"]
        [::std::mem::offset_of!(_PyInterpreterFrame, stackpointer) - 64usize];
    ["Offset of field: _PyInterpreterFrame::return_offset"]
        [::std::mem::offset_of!(_PyInterpreterFrame, return_offset) - 72usize];
    ["Offset of field: _PyInterpreterFrame::owner"][::std::mem::offset_of!(_PyInterpreterFrame, owner) - 74usize];
    ["Offset of field: _PyInterpreterFrame::visited"][::std::mem::offset_of!(_PyInterpreterFrame, visited) - 75usize];
    ["Offset of field: _PyInterpreterFrame::localsplus"]
        [::std::mem::offset_of!(_PyInterpreterFrame, localsplus) - 80usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyGenObject {
    pub ob_base: PyObject,
    pub gi_weakreflist: *mut PyObject,
    pub gi_name: *mut PyObject,
    pub gi_qualname: *mut PyObject,
    pub gi_exc_state: _PyErr_StackItem,
    pub gi_origin_or_finalizer: *mut PyObject,
    pub gi_hooks_inited: ::std::os::raw::c_char,
    pub gi_closed: ::std::os::raw::c_char,
    pub gi_running_async: ::std::os::raw::c_char,
    pub gi_frame_state: i8,
    pub gi_iframe: _PyInterpreterFrame,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyGenObject"][::std::mem::size_of::<_PyGenObject>() - 160usize];
    ["Alignment of _PyGenObject"][::std::mem::align_of::<_PyGenObject>() - 8usize];
    ["Offset of field: _PyGenObject::ob_base"][::std::mem::offset_of!(_PyGenObject, ob_base) - 0usize];
    ["Offset of field: _PyGenObject::gi_weakreflist"][::std::mem::offset_of!(_PyGenObject, gi_weakreflist) - 16usize];
    ["Offset of field: _PyGenObject::gi_name"][::std::mem::offset_of!(_PyGenObject, gi_name) - 24usize];
    ["Offset of field: _PyGenObject::gi_qualname"][::std::mem::offset_of!(_PyGenObject, gi_qualname) - 32usize];
    ["Offset of field: _PyGenObject::gi_exc_state"][::std::mem::offset_of!(_PyGenObject, gi_exc_state) - 40usize];
    ["Offset of field: _PyGenObject::gi_origin_or_finalizer"]
        [::std::mem::offset_of!(_PyGenObject, gi_origin_or_finalizer) - 56usize];
    ["Offset of field: _PyGenObject::gi_hooks_inited"][::std::mem::offset_of!(_PyGenObject, gi_hooks_inited) - 64usize];
    ["Offset of field: _PyGenObject::gi_closed"][::std::mem::offset_of!(_PyGenObject, gi_closed) - 65usize];
    ["Offset of field: _PyGenObject::gi_running_async"]
        [::std::mem::offset_of!(_PyGenObject, gi_running_async) - 66usize];
    ["Offset of field: _PyGenObject::gi_frame_state"][::std::mem::offset_of!(_PyGenObject, gi_frame_state) - 67usize];
    ["Offset of field: _PyGenObject::gi_iframe"][::std::mem::offset_of!(_PyGenObject, gi_iframe) - 72usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyCoroObject {
    pub ob_base: PyObject,
    pub cr_weakreflist: *mut PyObject,
    pub cr_name: *mut PyObject,
    pub cr_qualname: *mut PyObject,
    pub cr_exc_state: _PyErr_StackItem,
    pub cr_origin_or_finalizer: *mut PyObject,
    pub cr_hooks_inited: ::std::os::raw::c_char,
    pub cr_closed: ::std::os::raw::c_char,
    pub cr_running_async: ::std::os::raw::c_char,
    pub cr_frame_state: i8,
    pub cr_iframe: _PyInterpreterFrame,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyCoroObject"][::std::mem::size_of::<_PyCoroObject>() - 160usize];
    ["Alignment of _PyCoroObject"][::std::mem::align_of::<_PyCoroObject>() - 8usize];
    ["Offset of field: _PyCoroObject::ob_base"][::std::mem::offset_of!(_PyCoroObject, ob_base) - 0usize];
    ["Offset of field: _PyCoroObject::cr_weakreflist"][::std::mem::offset_of!(_PyCoroObject, cr_weakreflist) - 16usize];
    ["Offset of field: _PyCoroObject::cr_name"][::std::mem::offset_of!(_PyCoroObject, cr_name) - 24usize];
    ["Offset of field: _PyCoroObject::cr_qualname"][::std::mem::offset_of!(_PyCoroObject, cr_qualname) - 32usize];
    ["Offset of field: _PyCoroObject::cr_exc_state"][::std::mem::offset_of!(_PyCoroObject, cr_exc_state) - 40usize];
    ["Offset of field: _PyCoroObject::cr_origin_or_finalizer"]
        [::std::mem::offset_of!(_PyCoroObject, cr_origin_or_finalizer) - 56usize];
    ["Offset of field: _PyCoroObject::cr_hooks_inited"]
        [::std::mem::offset_of!(_PyCoroObject, cr_hooks_inited) - 64usize];
    ["Offset of field: _PyCoroObject::cr_closed"][::std::mem::offset_of!(_PyCoroObject, cr_closed) - 65usize];
    ["Offset of field: _PyCoroObject::cr_running_async"]
        [::std::mem::offset_of!(_PyCoroObject, cr_running_async) - 66usize];
    ["Offset of field: _PyCoroObject::cr_frame_state"][::std::mem::offset_of!(_PyCoroObject, cr_frame_state) - 67usize];
    ["Offset of field: _PyCoroObject::cr_iframe"][::std::mem::offset_of!(_PyCoroObject, cr_iframe) - 72usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyAsyncGenObject {
    pub ob_base: PyObject,
    pub ag_weakreflist: *mut PyObject,
    pub ag_name: *mut PyObject,
    pub ag_qualname: *mut PyObject,
    pub ag_exc_state: _PyErr_StackItem,
    pub ag_origin_or_finalizer: *mut PyObject,
    pub ag_hooks_inited: ::std::os::raw::c_char,
    pub ag_closed: ::std::os::raw::c_char,
    pub ag_running_async: ::std::os::raw::c_char,
    pub ag_frame_state: i8,
    pub ag_iframe: _PyInterpreterFrame,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyAsyncGenObject"][::std::mem::size_of::<_PyAsyncGenObject>() - 160usize];
    ["Alignment of _PyAsyncGenObject"][::std::mem::align_of::<_PyAsyncGenObject>() - 8usize];
    ["Offset of field: _PyAsyncGenObject::ob_base"][::std::mem::offset_of!(_PyAsyncGenObject, ob_base) - 0usize];
    ["Offset of field: _PyAsyncGenObject::ag_weakreflist"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_weakreflist) - 16usize];
    ["Offset of field: _PyAsyncGenObject::ag_name"][::std::mem::offset_of!(_PyAsyncGenObject, ag_name) - 24usize];
    ["Offset of field: _PyAsyncGenObject::ag_qualname"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_qualname) - 32usize];
    ["Offset of field: _PyAsyncGenObject::ag_exc_state"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_exc_state) - 40usize];
    ["Offset of field: _PyAsyncGenObject::ag_origin_or_finalizer"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_origin_or_finalizer) - 56usize];
    ["Offset of field: _PyAsyncGenObject::ag_hooks_inited"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_hooks_inited) - 64usize];
    ["Offset of field: _PyAsyncGenObject::ag_closed"][::std::mem::offset_of!(_PyAsyncGenObject, ag_closed) - 65usize];
    ["Offset of field: _PyAsyncGenObject::ag_running_async"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_running_async) - 66usize];
    ["Offset of field: _PyAsyncGenObject::ag_frame_state"]
        [::std::mem::offset_of!(_PyAsyncGenObject, ag_frame_state) - 67usize];
    ["Offset of field: _PyAsyncGenObject::ag_iframe"][::std::mem::offset_of!(_PyAsyncGenObject, ag_iframe) - 72usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _arena {
    _unused: [u8; 0],
}
pub type PyArena = _arena;
#[repr(C)]
#[repr(align(8))]
pub struct pyruntimestate {
    pub _bindgen_opaque_blob: [u64; 39577usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct pyruntimestate_pyinterpreters {
    pub mutex: PyMutex,
    pub head: *mut PyInterpreterState,
    pub main: *mut PyInterpreterState,
    pub next_id: i64,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of pyruntimestate_pyinterpreters"][::std::mem::size_of::<pyruntimestate_pyinterpreters>() - 32usize];
    ["Alignment of pyruntimestate_pyinterpreters"][::std::mem::align_of::<pyruntimestate_pyinterpreters>() - 8usize];
    ["Offset of field: pyruntimestate_pyinterpreters::mutex"]
        [::std::mem::offset_of!(pyruntimestate_pyinterpreters, mutex) - 0usize];
    ["Offset of field: pyruntimestate_pyinterpreters::head"]
        [::std::mem::offset_of!(pyruntimestate_pyinterpreters, head) - 8usize];
    ["Offset of field: pyruntimestate_pyinterpreters::main"]
        [::std::mem::offset_of!(pyruntimestate_pyinterpreters, main) - 16usize];
    ["Offset of field: pyruntimestate_pyinterpreters::next_id"]
        [::std::mem::offset_of!(pyruntimestate_pyinterpreters, next_id) - 24usize];
};
#[repr(C)]
#[repr(align(8))]
#[derive(Copy, Clone)]
pub struct pyruntimestate__gilstate_runtime_state {
    pub _bindgen_opaque_blob: [u64; 2usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of pyruntimestate__gilstate_runtime_state"]
        [::std::mem::size_of::<pyruntimestate__gilstate_runtime_state>() - 16usize];
    ["Alignment of pyruntimestate__gilstate_runtime_state"]
        [::std::mem::align_of::<pyruntimestate__gilstate_runtime_state>() - 8usize];
};
#[repr(C)]
#[repr(align(8))]
#[derive(Copy, Clone)]
pub struct pyruntimestate__getargs_runtime_state {
    pub _bindgen_opaque_blob: u64,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of pyruntimestate__getargs_runtime_state"]
        [::std::mem::size_of::<pyruntimestate__getargs_runtime_state>() - 8usize];
    ["Alignment of pyruntimestate__getargs_runtime_state"]
        [::std::mem::align_of::<pyruntimestate__getargs_runtime_state>() - 8usize];
};
#[repr(C)]
#[repr(align(8))]
#[derive(Copy, Clone)]
pub struct pyruntimestate__bindgen_ty_1 {
    pub _bindgen_opaque_blob: [u64; 2usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of pyruntimestate__bindgen_ty_1"][::std::mem::size_of::<pyruntimestate__bindgen_ty_1>() - 16usize];
    ["Alignment of pyruntimestate__bindgen_ty_1"][::std::mem::align_of::<pyruntimestate__bindgen_ty_1>() - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of pyruntimestate"][::std::mem::size_of::<pyruntimestate>() - 316616usize];
    ["Alignment of pyruntimestate"][::std::mem::align_of::<pyruntimestate>() - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyModuleObject {
    pub ob_base: PyObject,
    pub md_dict: *mut PyObject,
    pub md_def: *mut PyModuleDef,
    pub md_state: *mut ::std::os::raw::c_void,
    pub md_weaklist: *mut PyObject,
    pub md_name: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyModuleObject"][::std::mem::size_of::<PyModuleObject>() - 56usize];
    ["Alignment of PyModuleObject"][::std::mem::align_of::<PyModuleObject>() - 8usize];
    ["Offset of field: PyModuleObject::ob_base"][::std::mem::offset_of!(PyModuleObject, ob_base) - 0usize];
    ["Offset of field: PyModuleObject::md_dict"][::std::mem::offset_of!(PyModuleObject, md_dict) - 16usize];
    ["Offset of field: PyModuleObject::md_def"][::std::mem::offset_of!(PyModuleObject, md_def) - 24usize];
    ["Offset of field: PyModuleObject::md_state"][::std::mem::offset_of!(PyModuleObject, md_state) - 32usize];
    ["Offset of field: PyModuleObject::md_weaklist"][::std::mem::offset_of!(PyModuleObject, md_weaklist) - 40usize];
    ["Offset of field: PyModuleObject::md_name"][::std::mem::offset_of!(PyModuleObject, md_name) - 48usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyDictKeyEntry {
    pub me_hash: Py_hash_t,
    pub me_key: *mut PyObject,
    pub me_value: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyDictKeyEntry"][::std::mem::size_of::<PyDictKeyEntry>() - 24usize];
    ["Alignment of PyDictKeyEntry"][::std::mem::align_of::<PyDictKeyEntry>() - 8usize];
    ["Offset of field: PyDictKeyEntry::me_hash"][::std::mem::offset_of!(PyDictKeyEntry, me_hash) - 0usize];
    ["Offset of field: PyDictKeyEntry::me_key"][::std::mem::offset_of!(PyDictKeyEntry, me_key) - 8usize];
    ["Offset of field: PyDictKeyEntry::me_value"][::std::mem::offset_of!(PyDictKeyEntry, me_value) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct PyDictUnicodeEntry {
    pub me_key: *mut PyObject,
    pub me_value: *mut PyObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of PyDictUnicodeEntry"][::std::mem::size_of::<PyDictUnicodeEntry>() - 16usize];
    ["Alignment of PyDictUnicodeEntry"][::std::mem::align_of::<PyDictUnicodeEntry>() - 8usize];
    ["Offset of field: PyDictUnicodeEntry::me_key"][::std::mem::offset_of!(PyDictUnicodeEntry, me_key) - 0usize];
    ["Offset of field: PyDictUnicodeEntry::me_value"][::std::mem::offset_of!(PyDictUnicodeEntry, me_value) - 8usize];
};
#[repr(C)]
pub struct _dictkeysobject {
    pub dk_refcnt: Py_ssize_t,
    pub dk_log2_size: u8,
    pub dk_log2_index_bytes: u8,
    pub dk_kind: u8,
    pub dk_version: u32,
    pub dk_usable: Py_ssize_t,
    pub dk_nentries: Py_ssize_t,
    pub dk_indices: __IncompleteArrayField<::std::os::raw::c_char>,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _dictkeysobject"][::std::mem::size_of::<_dictkeysobject>() - 32usize];
    ["Alignment of _dictkeysobject"][::std::mem::align_of::<_dictkeysobject>() - 8usize];
    ["Offset of field: _dictkeysobject::dk_refcnt"][::std::mem::offset_of!(_dictkeysobject, dk_refcnt) - 0usize];
    ["Offset of field: _dictkeysobject::dk_log2_size"][::std::mem::offset_of!(_dictkeysobject, dk_log2_size) - 8usize];
    ["Offset of field: _dictkeysobject::dk_log2_index_bytes"]
        [::std::mem::offset_of!(_dictkeysobject, dk_log2_index_bytes) - 9usize];
    ["Offset of field: _dictkeysobject::dk_kind"][::std::mem::offset_of!(_dictkeysobject, dk_kind) - 10usize];
    ["Offset of field: _dictkeysobject::dk_version"][::std::mem::offset_of!(_dictkeysobject, dk_version) - 12usize];
    ["Offset of field: _dictkeysobject::dk_usable"][::std::mem::offset_of!(_dictkeysobject, dk_usable) - 16usize];
    ["Offset of field: _dictkeysobject::dk_nentries"][::std::mem::offset_of!(_dictkeysobject, dk_nentries) - 24usize];
    ["Offset of field: _dictkeysobject::dk_indices"][::std::mem::offset_of!(_dictkeysobject, dk_indices) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _dictvalues {
    pub capacity: u8,
    pub size: u8,
    pub embedded: u8,
    pub valid: u8,
    pub values: [*mut PyObject; 1usize],
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _dictvalues"][::std::mem::size_of::<_dictvalues>() - 16usize];
    ["Alignment of _dictvalues"][::std::mem::align_of::<_dictvalues>() - 8usize];
    ["Offset of field: _dictvalues::capacity"][::std::mem::offset_of!(_dictvalues, capacity) - 0usize];
    ["Offset of field: _dictvalues::size"][::std::mem::offset_of!(_dictvalues, size) - 1usize];
    ["Offset of field: _dictvalues::embedded"][::std::mem::offset_of!(_dictvalues, embedded) - 2usize];
    ["Offset of field: _dictvalues::valid"][::std::mem::offset_of!(_dictvalues, valid) - 3usize];
    ["Offset of field: _dictvalues::values"][::std::mem::offset_of!(_dictvalues, values) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyListIterObject {
    pub ob_base: PyObject,
    pub it_index: Py_ssize_t,
    pub it_seq: *mut PyListObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyListIterObject"][::std::mem::size_of::<_PyListIterObject>() - 32usize];
    ["Alignment of _PyListIterObject"][::std::mem::align_of::<_PyListIterObject>() - 8usize];
    ["Offset of field: _PyListIterObject::ob_base"][::std::mem::offset_of!(_PyListIterObject, ob_base) - 0usize];
    ["Offset of field: _PyListIterObject::it_index"][::std::mem::offset_of!(_PyListIterObject, it_index) - 16usize];
    ["Offset of field: _PyListIterObject::it_seq"][::std::mem::offset_of!(_PyListIterObject, it_seq) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyTupleIterObject {
    pub ob_base: PyObject,
    pub it_index: Py_ssize_t,
    pub it_seq: *mut PyTupleObject,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyTupleIterObject"][::std::mem::size_of::<_PyTupleIterObject>() - 32usize];
    ["Alignment of _PyTupleIterObject"][::std::mem::align_of::<_PyTupleIterObject>() - 8usize];
    ["Offset of field: _PyTupleIterObject::ob_base"][::std::mem::offset_of!(_PyTupleIterObject, ob_base) - 0usize];
    ["Offset of field: _PyTupleIterObject::it_index"][::std::mem::offset_of!(_PyTupleIterObject, it_index) - 16usize];
    ["Offset of field: _PyTupleIterObject::it_seq"][::std::mem::offset_of!(_PyTupleIterObject, it_seq) - 24usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyRangeIterObject {
    pub ob_base: PyObject,
    pub start: ::std::os::raw::c_long,
    pub step: ::std::os::raw::c_long,
    pub len: ::std::os::raw::c_long,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _PyRangeIterObject"][::std::mem::size_of::<_PyRangeIterObject>() - 40usize];
    ["Alignment of _PyRangeIterObject"][::std::mem::align_of::<_PyRangeIterObject>() - 8usize];
    ["Offset of field: _PyRangeIterObject::ob_base"][::std::mem::offset_of!(_PyRangeIterObject, ob_base) - 0usize];
    ["Offset of field: _PyRangeIterObject::start"][::std::mem::offset_of!(_PyRangeIterObject, start) - 16usize];
    ["Offset of field: _PyRangeIterObject::step"][::std::mem::offset_of!(_PyRangeIterObject, step) - 24usize];
    ["Offset of field: _PyRangeIterObject::len"][::std::mem::offset_of!(_PyRangeIterObject, len) - 32usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct propertyobject {
    pub ob_base: PyObject,
    pub prop_get: *mut PyObject,
    pub prop_set: *mut PyObject,
    pub prop_del: *mut PyObject,
    pub prop_doc: *mut PyObject,
    pub prop_name: *mut PyObject,
    pub getter_doc: ::std::os::raw::c_int,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of propertyobject"][::std::mem::size_of::<propertyobject>() - 64usize];
    ["Alignment of propertyobject"][::std::mem::align_of::<propertyobject>() - 8usize];
    ["Offset of field: propertyobject::ob_base"][::std::mem::offset_of!(propertyobject, ob_base) - 0usize];
    ["Offset of field: propertyobject::prop_get"][::std::mem::offset_of!(propertyobject, prop_get) - 16usize];
    ["Offset of field: propertyobject::prop_set"][::std::mem::offset_of!(propertyobject, prop_set) - 24usize];
    ["Offset of field: propertyobject::prop_del"][::std::mem::offset_of!(propertyobject, prop_del) - 32usize];
    ["Offset of field: propertyobject::prop_doc"][::std::mem::offset_of!(propertyobject, prop_doc) - 40usize];
    ["Offset of field: propertyobject::prop_name"][::std::mem::offset_of!(propertyobject, prop_name) - 48usize];
    ["Offset of field: propertyobject::getter_doc"][::std::mem::offset_of!(propertyobject, getter_doc) - 56usize];
};
pub type _Py_add_pending_call_result = ::std::os::raw::c_int;
pub type conversion_func = ::std::option::Option<unsafe extern "C" fn(arg1: *mut PyObject) -> *mut PyObject>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _special_method {
    pub name: *mut PyObject,
    pub error: *const ::std::os::raw::c_char,
    pub error_suggestion: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of _special_method"][::std::mem::size_of::<_special_method>() - 24usize];
    ["Alignment of _special_method"][::std::mem::align_of::<_special_method>() - 8usize];
    ["Offset of field: _special_method::name"][::std::mem::offset_of!(_special_method, name) - 0usize];
    ["Offset of field: _special_method::error"][::std::mem::offset_of!(_special_method, error) - 8usize];
    ["Offset of field: _special_method::error_suggestion"]
        [::std::mem::offset_of!(_special_method, error_suggestion) - 16usize];
};
pub type _Py_SpecialMethod = _special_method;
pub type intrinsic_func1 =
    ::std::option::Option<unsafe extern "C" fn(tstate: *mut PyThreadState, value: *mut PyObject) -> *mut PyObject>;
pub type intrinsic_func2 = ::std::option::Option<
    unsafe extern "C" fn(tstate: *mut PyThreadState, value1: *mut PyObject, value2: *mut PyObject) -> *mut PyObject,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct intrinsic_func1_info {
    pub func: intrinsic_func1,
    pub name: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of intrinsic_func1_info"][::std::mem::size_of::<intrinsic_func1_info>() - 16usize];
    ["Alignment of intrinsic_func1_info"][::std::mem::align_of::<intrinsic_func1_info>() - 8usize];
    ["Offset of field: intrinsic_func1_info::func"][::std::mem::offset_of!(intrinsic_func1_info, func) - 0usize];
    ["Offset of field: intrinsic_func1_info::name"][::std::mem::offset_of!(intrinsic_func1_info, name) - 8usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct intrinsic_func2_info {
    pub func: intrinsic_func2,
    pub name: *const ::std::os::raw::c_char,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of intrinsic_func2_info"][::std::mem::size_of::<intrinsic_func2_info>() - 16usize];
    ["Alignment of intrinsic_func2_info"][::std::mem::align_of::<intrinsic_func2_info>() - 8usize];
    ["Offset of field: intrinsic_func2_info::func"][::std::mem::offset_of!(intrinsic_func2_info, func) - 0usize];
    ["Offset of field: intrinsic_func2_info::name"][::std::mem::offset_of!(intrinsic_func2_info, name) - 8usize];
};
pub type __builtin_va_list = [__va_list_tag; 1usize];
#[repr(C)]
#[derive(Copy, Clone)]
pub struct __va_list_tag {
    pub gp_offset: ::std::os::raw::c_uint,
    pub fp_offset: ::std::os::raw::c_uint,
    pub overflow_arg_area: *mut ::std::os::raw::c_void,
    pub reg_save_area: *mut ::std::os::raw::c_void,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of __va_list_tag"][::std::mem::size_of::<__va_list_tag>() - 24usize];
    ["Alignment of __va_list_tag"][::std::mem::align_of::<__va_list_tag>() - 8usize];
    ["Offset of field: __va_list_tag::gp_offset"][::std::mem::offset_of!(__va_list_tag, gp_offset) - 0usize];
    ["Offset of field: __va_list_tag::fp_offset"][::std::mem::offset_of!(__va_list_tag, fp_offset) - 4usize];
    ["Offset of field: __va_list_tag::overflow_arg_area"]
        [::std::mem::offset_of!(__va_list_tag, overflow_arg_area) - 8usize];
    ["Offset of field: __va_list_tag::reg_save_area"][::std::mem::offset_of!(__va_list_tag, reg_save_area) - 16usize];
};
#[repr(C)]
#[derive(Copy, Clone)]
pub struct _PyExecutorObject {
    pub _address: u8,
}
unsafe extern "C" {
    pub fn Py_PACK_FULL_VERSION(
        x: ::std::os::raw::c_int,
        y: ::std::os::raw::c_int,
        z: ::std::os::raw::c_int,
        level: ::std::os::raw::c_int,
        serial: ::std::os::raw::c_int,
    ) -> u32;
    pub fn Py_PACK_VERSION(x: ::std::os::raw::c_int, y: ::std::os::raw::c_int) -> u32;
    pub fn PyMem_Malloc(size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_Calloc(nelem: usize, elsize: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_Realloc(ptr: *mut ::std::os::raw::c_void, new_size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_Free(ptr: *mut ::std::os::raw::c_void);
    pub fn PyMem_RawMalloc(size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_RawCalloc(nelem: usize, elsize: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_RawRealloc(ptr: *mut ::std::os::raw::c_void, new_size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyMem_RawFree(ptr: *mut ::std::os::raw::c_void);
    pub fn PyMem_GetAllocator(domain: PyMemAllocatorDomain, allocator: *mut PyMemAllocatorEx);
    pub fn PyMem_SetAllocator(domain: PyMemAllocatorDomain, allocator: *mut PyMemAllocatorEx);
    pub fn PyMem_SetupDebugHooks();
    pub fn PyObject_CheckBuffer(obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_GetBuffer(
        obj: *mut PyObject,
        view: *mut Py_buffer,
        flags: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_CopyData(dest: *mut PyObject, src: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyMutex_Lock(m: *mut PyMutex);
    pub fn PyMutex_Unlock(m: *mut PyMutex);
    pub fn PyMutex_IsLocked(m: *mut PyMutex) -> ::std::os::raw::c_int;
    pub fn PyCriticalSection_Begin(c: *mut PyCriticalSection, op: *mut PyObject);
    pub fn PyCriticalSection_BeginMutex(c: *mut PyCriticalSection, m: *mut PyMutex);
    pub fn PyCriticalSection_End(c: *mut PyCriticalSection);
    pub fn PyCriticalSection2_Begin(c: *mut PyCriticalSection2, a: *mut PyObject, b: *mut PyObject);
    pub fn PyCriticalSection2_BeginMutex(c: *mut PyCriticalSection2, m1: *mut PyMutex, m2: *mut PyMutex);
    pub fn PyCriticalSection2_End(c: *mut PyCriticalSection2);
    pub fn Py_Is(x: *mut PyObject, y: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn Py_TYPE(ob: *mut PyObject) -> *mut PyTypeObject;
    pub static mut PyLong_Type: PyTypeObject;
    pub static mut PyBool_Type: PyTypeObject;
    pub fn PyType_FromSpec(arg1: *mut PyType_Spec) -> *mut PyObject;
    pub fn PyType_FromSpecWithBases(arg1: *mut PyType_Spec, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyType_GetSlot(arg1: *mut PyTypeObject, arg2: ::std::os::raw::c_int) -> *mut ::std::os::raw::c_void;
    pub fn PyType_FromModuleAndSpec(arg1: *mut PyObject, arg2: *mut PyType_Spec, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyType_GetModule(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_GetModuleState(arg1: *mut PyTypeObject) -> *mut ::std::os::raw::c_void;
    pub fn PyType_GetName(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_GetQualName(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_GetFullyQualifiedName(type_: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_GetModuleName(type_: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_FromMetaclass(
        arg1: *mut PyTypeObject,
        arg2: *mut PyObject,
        arg3: *mut PyType_Spec,
        arg4: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyObject_GetTypeData(obj: *mut PyObject, cls: *mut PyTypeObject) -> *mut ::std::os::raw::c_void;
    pub fn PyType_GetTypeDataSize(cls: *mut PyTypeObject) -> Py_ssize_t;
    pub fn PyType_GetBaseByToken(
        arg1: *mut PyTypeObject,
        arg2: *mut ::std::os::raw::c_void,
        arg3: *mut *mut PyTypeObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyType_IsSubtype(arg1: *mut PyTypeObject, arg2: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub static mut PyType_Type: PyTypeObject;
    pub static mut PyBaseObject_Type: PyTypeObject;
    pub static mut PySuper_Type: PyTypeObject;
    pub fn PyType_GetFlags(arg1: *mut PyTypeObject) -> ::std::os::raw::c_ulong;
    pub fn PyType_Ready(arg1: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn PyType_GenericAlloc(arg1: *mut PyTypeObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn PyType_GenericNew(arg1: *mut PyTypeObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyType_ClearCache() -> ::std::os::raw::c_uint;
    pub fn PyType_Modified(arg1: *mut PyTypeObject);
    pub fn PyObject_Repr(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Str(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_ASCII(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Bytes(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_RichCompare(arg1: *mut PyObject, arg2: *mut PyObject, arg3: ::std::os::raw::c_int)
    -> *mut PyObject;
    pub fn PyObject_RichCompareBool(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_GetAttrString(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyObject_SetAttrString(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_DelAttrString(v: *mut PyObject, name: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyObject_HasAttrString(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyObject_GetAttr(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GetOptionalAttr(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_GetOptionalAttrString(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_SetAttr(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_DelAttr(v: *mut PyObject, name: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_HasAttr(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_HasAttrWithError(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_HasAttrStringWithError(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_SelfIter(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GenericGetAttr(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GenericSetAttr(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_GenericSetDict(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_Hash(arg1: *mut PyObject) -> Py_hash_t;
    pub fn PyObject_HashNotImplemented(arg1: *mut PyObject) -> Py_hash_t;
    pub fn PyObject_IsTrue(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_Not(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyCallable_Check(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_ClearWeakRefs(arg1: *mut PyObject);
    pub fn PyObject_Dir(arg1: *mut PyObject) -> *mut PyObject;
    pub fn Py_ReprEnter(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn Py_ReprLeave(arg1: *mut PyObject);
    pub static mut _Py_NoneStruct: PyObject;
    pub fn Py_IsNone(x: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut _Py_NotImplementedStruct: PyObject;
    pub fn _Py_NewReference(op: *mut PyObject);
    pub fn _Py_NewReferenceNoTotal(op: *mut PyObject);
    pub fn _Py_ResurrectReference(op: *mut PyObject);
    pub fn _Py_ForgetReference(op: *mut PyObject);
    pub fn _PyType_Name(arg1: *mut PyTypeObject) -> *const ::std::os::raw::c_char;
    pub fn _PyType_Lookup(arg1: *mut PyTypeObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyType_LookupRef(arg1: *mut PyTypeObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyType_GetDict(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyObject_Print(arg1: *mut PyObject, arg2: *mut FILE, arg3: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn _Py_BreakPoint();
    pub fn _PyObject_Dump(arg1: *mut PyObject);
    pub fn _PyObject_GetAttrId(arg1: *mut PyObject, arg2: *mut _Py_Identifier) -> *mut PyObject;
    pub fn _PyObject_GetDictPtr(arg1: *mut PyObject) -> *mut *mut PyObject;
    pub fn PyObject_CallFinalizer(arg1: *mut PyObject);
    pub fn PyObject_CallFinalizerFromDealloc(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_Object_ClearWeakRefsNoCallbacks(arg1: *mut PyObject);
    pub fn _PyObject_GenericGetAttrWithDict(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut PyObject,
        arg4: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn _PyObject_GenericSetAttrWithDict(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut PyObject,
        arg4: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_FunctionStr(arg1: *mut PyObject) -> *mut PyObject;
    pub fn _PyObject_AssertFailed(
        obj: *mut PyObject,
        expr: *const ::std::os::raw::c_char,
        msg: *const ::std::os::raw::c_char,
        file: *const ::std::os::raw::c_char,
        line: ::std::os::raw::c_int,
        function: *const ::std::os::raw::c_char,
    ) -> !;
    pub fn _PyTrash_thread_deposit_object(tstate: *mut PyThreadState, op: *mut PyObject);
    pub fn _PyTrash_thread_destroy_chain(tstate: *mut PyThreadState);
    pub fn _Py_ReachedRecursionLimitWithMargin(
        tstate: *mut PyThreadState,
        margin_count: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_GetItemData(obj: *mut PyObject) -> *mut ::std::os::raw::c_void;
    pub fn PyObject_VisitManagedDict(
        obj: *mut PyObject,
        visit: visitproc,
        arg: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_SetManagedDict(obj: *mut PyObject, new_dict: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_ClearManagedDict(obj: *mut PyObject);
    pub fn PyType_AddWatcher(callback: PyType_WatchCallback) -> ::std::os::raw::c_int;
    pub fn PyType_ClearWatcher(watcher_id: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyType_Watch(watcher_id: ::std::os::raw::c_int, type_: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyType_Unwatch(watcher_id: ::std::os::raw::c_int, type_: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_Type_AssignVersionTag(type_: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn PyRefTracer_SetTracer(tracer: PyRefTracer, data: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn PyRefTracer_GetTracer(arg1: *mut *mut ::std::os::raw::c_void) -> PyRefTracer;
    pub fn PyUnstable_Object_EnableDeferredRefcount(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_Object_IsUniqueReferencedTemporary(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_IsImmortal(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_TryIncRef(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_EnableTryIncRef(arg1: *mut PyObject);
    pub fn PyUnstable_Object_IsUniquelyReferenced(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyType_GetModuleByDef(arg1: *mut PyTypeObject, arg2: *mut PyModuleDef) -> *mut PyObject;
    pub fn PyType_Freeze(type_: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn Py_REFCNT(ob: *mut PyObject) -> Py_ssize_t;
    pub fn _Py_SetRefcnt(ob: *mut PyObject, refcnt: Py_ssize_t);
    pub fn _Py_Dealloc(arg1: *mut PyObject);
    pub fn Py_IncRef(arg1: *mut PyObject);
    pub fn Py_DecRef(arg1: *mut PyObject);
    pub fn _Py_IncRef(arg1: *mut PyObject);
    pub fn _Py_DecRef(arg1: *mut PyObject);
    pub fn Py_NewRef(obj: *mut PyObject) -> *mut PyObject;
    pub fn Py_XNewRef(obj: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Malloc(size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyObject_Calloc(nelem: usize, elsize: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyObject_Realloc(ptr: *mut ::std::os::raw::c_void, new_size: usize) -> *mut ::std::os::raw::c_void;
    pub fn PyObject_Free(ptr: *mut ::std::os::raw::c_void);
    pub fn PyObject_Init(arg1: *mut PyObject, arg2: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyObject_InitVar(arg1: *mut PyVarObject, arg2: *mut PyTypeObject, arg3: Py_ssize_t) -> *mut PyVarObject;
    pub fn _PyObject_New(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn _PyObject_NewVar(arg1: *mut PyTypeObject, arg2: Py_ssize_t) -> *mut PyVarObject;
    pub fn PyGC_Collect() -> Py_ssize_t;
    pub fn PyGC_Enable() -> ::std::os::raw::c_int;
    pub fn PyGC_Disable() -> ::std::os::raw::c_int;
    pub fn PyGC_IsEnabled() -> ::std::os::raw::c_int;
    pub fn _PyObject_GC_Resize(arg1: *mut PyVarObject, arg2: Py_ssize_t) -> *mut PyVarObject;
    pub fn _PyObject_GC_New(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn _PyObject_GC_NewVar(arg1: *mut PyTypeObject, arg2: Py_ssize_t) -> *mut PyVarObject;
    pub fn PyObject_GC_Track(arg1: *mut ::std::os::raw::c_void);
    pub fn PyObject_GC_UnTrack(arg1: *mut ::std::os::raw::c_void);
    pub fn PyObject_GC_Del(arg1: *mut ::std::os::raw::c_void);
    pub fn PyObject_GC_IsTracked(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_GC_IsFinalized(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_GetArenaAllocator(allocator: *mut PyObjectArenaAllocator);
    pub fn PyObject_SetArenaAllocator(allocator: *mut PyObjectArenaAllocator);
    pub fn PyObject_IS_GC(obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyType_SUPPORTS_WEAKREFS(type_: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn PyObject_GET_WEAKREFS_LISTPTR(op: *mut PyObject) -> *mut *mut PyObject;
    pub fn PyUnstable_Object_GC_NewWithExtraData(arg1: *mut PyTypeObject, arg2: usize) -> *mut PyObject;
    pub fn PyUnstable_GC_VisitObjects(callback: gcvisitobjects_t, arg: *mut ::std::os::raw::c_void);
    pub fn _Py_HashDouble(arg1: *mut PyObject, arg2: f64) -> Py_hash_t;
    pub fn PyHash_GetFuncDef() -> *mut PyHash_FuncDef;
    pub fn Py_HashPointer(ptr: *const ::std::os::raw::c_void) -> Py_hash_t;
    pub fn PyObject_GenericHash(arg1: *mut PyObject) -> Py_hash_t;
    pub fn Py_HashBuffer(ptr: *const ::std::os::raw::c_void, len: Py_ssize_t) -> Py_hash_t;
    pub static mut Py_DebugFlag: ::std::os::raw::c_int;
    pub static mut Py_VerboseFlag: ::std::os::raw::c_int;
    pub static mut Py_QuietFlag: ::std::os::raw::c_int;
    pub static mut Py_InteractiveFlag: ::std::os::raw::c_int;
    pub static mut Py_InspectFlag: ::std::os::raw::c_int;
    pub static mut Py_OptimizeFlag: ::std::os::raw::c_int;
    pub static mut Py_NoSiteFlag: ::std::os::raw::c_int;
    pub static mut Py_FrozenFlag: ::std::os::raw::c_int;
    pub static mut Py_IgnoreEnvironmentFlag: ::std::os::raw::c_int;
    pub static mut Py_DontWriteBytecodeFlag: ::std::os::raw::c_int;
    pub static mut Py_NoUserSiteDirectory: ::std::os::raw::c_int;
    pub static mut Py_UnbufferedStdioFlag: ::std::os::raw::c_int;
    pub static mut Py_HashRandomizationFlag: ::std::os::raw::c_int;
    pub static mut Py_IsolatedFlag: ::std::os::raw::c_int;
    pub fn Py_GETENV(name: *const ::std::os::raw::c_char) -> *mut ::std::os::raw::c_char;
    pub static mut PyByteArray_Type: PyTypeObject;
    pub static mut PyByteArrayIter_Type: PyTypeObject;
    pub static mut PyBytes_Type: PyTypeObject;
    pub static mut PyBytesIter_Type: PyTypeObject;
    pub fn PyBytes_FromStringAndSize(arg1: *const ::std::os::raw::c_char, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn PyBytes_FromString(arg1: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyBytes_FromObject(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyBytes_FromFormatV(arg1: *const ::std::os::raw::c_char, arg2: *mut __va_list_tag) -> *mut PyObject;
    pub fn PyBytes_FromFormat(arg1: *const ::std::os::raw::c_char, ...) -> *mut PyObject;
    pub fn PyBytes_Size(arg1: *mut PyObject) -> Py_ssize_t;
    pub fn PyBytes_AsString(arg1: *mut PyObject) -> *mut ::std::os::raw::c_char;
    pub fn PyBytes_Repr(arg1: *mut PyObject, arg2: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyBytes_Concat(arg1: *mut *mut PyObject, arg2: *mut PyObject);
    pub fn PyBytes_ConcatAndDel(arg1: *mut *mut PyObject, arg2: *mut PyObject);
    pub fn PyBytes_DecodeEscape(
        arg1: *const ::std::os::raw::c_char,
        arg2: Py_ssize_t,
        arg3: *const ::std::os::raw::c_char,
        arg4: Py_ssize_t,
        arg5: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyBytes_AsStringAndSize(
        obj: *mut PyObject,
        s: *mut *mut ::std::os::raw::c_char,
        len: *mut Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyBytes_Resize(arg1: *mut *mut PyObject, arg2: Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn PyBytes_Join(sep: *mut PyObject, iterable: *mut PyObject) -> *mut PyObject;
    pub static mut PyUnicode_Type: PyTypeObject;
    pub static mut PyUnicodeIter_Type: PyTypeObject;
    pub fn PyUnicode_FromStringAndSize(u: *const ::std::os::raw::c_char, size: Py_ssize_t) -> *mut PyObject;
    pub fn PyUnicode_FromString(u: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyUnicode_Substring(str_: *mut PyObject, start: Py_ssize_t, end: Py_ssize_t) -> *mut PyObject;
    pub fn PyUnicode_GetLength(unicode: *mut PyObject) -> Py_ssize_t;
    pub fn PyUnicode_ReadChar(unicode: *mut PyObject, index: Py_ssize_t) -> Py_UCS4;
    pub fn PyUnicode_WriteChar(unicode: *mut PyObject, index: Py_ssize_t, character: Py_UCS4) -> ::std::os::raw::c_int;
    pub fn PyUnicode_Resize(unicode: *mut *mut PyObject, length: Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn PyUnicode_FromEncodedObject(
        obj: *mut PyObject,
        encoding: *const ::std::os::raw::c_char,
        errors: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyUnicode_FromObject(obj: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_FromFormatV(format: *const ::std::os::raw::c_char, vargs: *mut __va_list_tag) -> *mut PyObject;
    pub fn PyUnicode_FromFormat(format: *const ::std::os::raw::c_char, ...) -> *mut PyObject;
    pub fn PyUnicode_InternInPlace(arg1: *mut *mut PyObject);
    pub fn PyUnicode_InternFromString(u: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyUnicode_FromWideChar(w: *const wchar_t, size: Py_ssize_t) -> *mut PyObject;
    pub fn PyUnicode_FromOrdinal(ordinal: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyUnicode_GetDefaultEncoding() -> *const ::std::os::raw::c_char;
    pub fn PyUnicode_BuildEncodingMap(string: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_DecodeUTF8(
        string: *const ::std::os::raw::c_char,
        length: Py_ssize_t,
        errors: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyUnicode_AsUTF8AndSize(unicode: *mut PyObject, size: *mut Py_ssize_t) -> *const ::std::os::raw::c_char;
    pub fn PyUnicode_FSConverter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn PyUnicode_FSDecoder(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn PyUnicode_Concat(left: *mut PyObject, right: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_Append(pleft: *mut *mut PyObject, right: *mut PyObject);
    pub fn PyUnicode_AppendAndDel(pleft: *mut *mut PyObject, right: *mut PyObject);
    pub fn PyUnicode_Split(s: *mut PyObject, sep: *mut PyObject, maxsplit: Py_ssize_t) -> *mut PyObject;
    pub fn PyUnicode_Splitlines(s: *mut PyObject, keepends: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyUnicode_Partition(s: *mut PyObject, sep: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_RPartition(s: *mut PyObject, sep: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_RSplit(s: *mut PyObject, sep: *mut PyObject, maxsplit: Py_ssize_t) -> *mut PyObject;
    pub fn PyUnicode_Translate(
        str_: *mut PyObject,
        table: *mut PyObject,
        errors: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyUnicode_Join(separator: *mut PyObject, seq: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_Tailmatch(
        str_: *mut PyObject,
        substr: *mut PyObject,
        start: Py_ssize_t,
        end: Py_ssize_t,
        direction: ::std::os::raw::c_int,
    ) -> Py_ssize_t;
    pub fn PyUnicode_Find(
        str_: *mut PyObject,
        substr: *mut PyObject,
        start: Py_ssize_t,
        end: Py_ssize_t,
        direction: ::std::os::raw::c_int,
    ) -> Py_ssize_t;
    pub fn PyUnicode_FindChar(
        str_: *mut PyObject,
        ch: Py_UCS4,
        start: Py_ssize_t,
        end: Py_ssize_t,
        direction: ::std::os::raw::c_int,
    ) -> Py_ssize_t;
    pub fn PyUnicode_Count(
        str_: *mut PyObject,
        substr: *mut PyObject,
        start: Py_ssize_t,
        end: Py_ssize_t,
    ) -> Py_ssize_t;
    pub fn PyUnicode_Replace(
        str_: *mut PyObject,
        substr: *mut PyObject,
        replstr: *mut PyObject,
        maxcount: Py_ssize_t,
    ) -> *mut PyObject;
    pub fn PyUnicode_Compare(left: *mut PyObject, right: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicode_CompareWithASCIIString(
        left: *mut PyObject,
        right: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicode_EqualToUTF8(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyUnicode_EqualToUTF8AndSize(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicode_Equal(str1: *mut PyObject, str2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicode_RichCompare(left: *mut PyObject, right: *mut PyObject, op: ::std::os::raw::c_int)
    -> *mut PyObject;
    pub fn PyUnicode_Format(format: *mut PyObject, args: *mut PyObject) -> *mut PyObject;
    pub fn PyUnicode_Contains(container: *mut PyObject, element: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicode_IsIdentifier(s: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicode_KIND(op: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicode_DATA(op: *mut PyObject) -> *mut ::std::os::raw::c_void;
    pub fn PyUnicode_New(size: Py_ssize_t, maxchar: Py_UCS4) -> *mut PyObject;
    pub fn PyUnicode_CopyCharacters(
        to: *mut PyObject,
        to_start: Py_ssize_t,
        from: *mut PyObject,
        from_start: Py_ssize_t,
        how_many: Py_ssize_t,
    ) -> Py_ssize_t;
    pub fn PyUnicode_Fill(
        unicode: *mut PyObject,
        start: Py_ssize_t,
        length: Py_ssize_t,
        fill_char: Py_UCS4,
    ) -> Py_ssize_t;
    pub fn PyUnicode_FromKindAndData(
        kind: ::std::os::raw::c_int,
        buffer: *const ::std::os::raw::c_void,
        size: Py_ssize_t,
    ) -> *mut PyObject;
    pub fn PyUnicodeWriter_Create(length: Py_ssize_t) -> *mut PyUnicodeWriter;
    pub fn PyUnicodeWriter_Discard(writer: *mut PyUnicodeWriter);
    pub fn PyUnicodeWriter_Finish(writer: *mut PyUnicodeWriter) -> *mut PyObject;
    pub fn PyUnicodeWriter_WriteChar(writer: *mut PyUnicodeWriter, ch: Py_UCS4) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteUTF8(
        writer: *mut PyUnicodeWriter,
        str_: *const ::std::os::raw::c_char,
        size: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteASCII(
        writer: *mut PyUnicodeWriter,
        str_: *const ::std::os::raw::c_char,
        size: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteWideChar(
        writer: *mut PyUnicodeWriter,
        str_: *const wchar_t,
        size: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteUCS4(
        writer: *mut PyUnicodeWriter,
        str_: *mut Py_UCS4,
        size: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteStr(writer: *mut PyUnicodeWriter, obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteRepr(writer: *mut PyUnicodeWriter, obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_WriteSubstring(
        writer: *mut PyUnicodeWriter,
        str_: *mut PyObject,
        start: Py_ssize_t,
        end: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_Format(
        writer: *mut PyUnicodeWriter,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicodeWriter_DecodeUTF8Stateful(
        writer: *mut PyUnicodeWriter,
        string: *const ::std::os::raw::c_char,
        length: Py_ssize_t,
        errors: *const ::std::os::raw::c_char,
        consumed: *mut Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnicode_AsUTF8(unicode: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub static _Py_ascii_whitespace: [::std::os::raw::c_uchar; 0usize];
    pub fn _PyUnicode_FromId(arg1: *mut _Py_Identifier) -> *mut PyObject;
    pub fn PyErr_SetNone(arg1: *mut PyObject);
    pub fn PyErr_SetObject(arg1: *mut PyObject, arg2: *mut PyObject);
    pub fn PyErr_SetString(exception: *mut PyObject, string: *const ::std::os::raw::c_char);
    pub fn PyErr_Occurred() -> *mut PyObject;
    pub fn PyErr_Clear();
    pub fn PyErr_Fetch(arg1: *mut *mut PyObject, arg2: *mut *mut PyObject, arg3: *mut *mut PyObject);
    pub fn PyErr_Restore(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject);
    pub fn PyErr_GetRaisedException() -> *mut PyObject;
    pub fn PyErr_SetRaisedException(arg1: *mut PyObject);
    pub fn PyErr_GetHandledException() -> *mut PyObject;
    pub fn PyErr_SetHandledException(arg1: *mut PyObject);
    pub fn PyErr_GetExcInfo(arg1: *mut *mut PyObject, arg2: *mut *mut PyObject, arg3: *mut *mut PyObject);
    pub fn PyErr_SetExcInfo(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject);
    pub fn Py_FatalError(message: *const ::std::os::raw::c_char) -> !;
    pub fn PyErr_GivenExceptionMatches(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyErr_ExceptionMatches(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyErr_NormalizeException(arg1: *mut *mut PyObject, arg2: *mut *mut PyObject, arg3: *mut *mut PyObject);
    pub fn PyException_SetTraceback(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyException_GetTraceback(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyException_GetCause(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyException_SetCause(arg1: *mut PyObject, arg2: *mut PyObject);
    pub fn PyException_GetContext(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyException_SetContext(arg1: *mut PyObject, arg2: *mut PyObject);
    pub fn PyException_GetArgs(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyException_SetArgs(arg1: *mut PyObject, arg2: *mut PyObject);
    pub fn PyExceptionClass_Name(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub static mut PyExc_BaseException: *mut PyObject;
    pub static mut PyExc_Exception: *mut PyObject;
    pub static mut PyExc_BaseExceptionGroup: *mut PyObject;
    pub static mut PyExc_StopAsyncIteration: *mut PyObject;
    pub static mut PyExc_StopIteration: *mut PyObject;
    pub static mut PyExc_GeneratorExit: *mut PyObject;
    pub static mut PyExc_ArithmeticError: *mut PyObject;
    pub static mut PyExc_LookupError: *mut PyObject;
    pub static mut PyExc_AssertionError: *mut PyObject;
    pub static mut PyExc_AttributeError: *mut PyObject;
    pub static mut PyExc_BufferError: *mut PyObject;
    pub static mut PyExc_EOFError: *mut PyObject;
    pub static mut PyExc_FloatingPointError: *mut PyObject;
    pub static mut PyExc_OSError: *mut PyObject;
    pub static mut PyExc_ImportError: *mut PyObject;
    pub static mut PyExc_ModuleNotFoundError: *mut PyObject;
    pub static mut PyExc_IndexError: *mut PyObject;
    pub static mut PyExc_KeyError: *mut PyObject;
    pub static mut PyExc_KeyboardInterrupt: *mut PyObject;
    pub static mut PyExc_MemoryError: *mut PyObject;
    pub static mut PyExc_NameError: *mut PyObject;
    pub static mut PyExc_OverflowError: *mut PyObject;
    pub static mut PyExc_RuntimeError: *mut PyObject;
    pub static mut PyExc_RecursionError: *mut PyObject;
    pub static mut PyExc_NotImplementedError: *mut PyObject;
    pub static mut PyExc_SyntaxError: *mut PyObject;
    pub static mut PyExc_IndentationError: *mut PyObject;
    pub static mut PyExc_TabError: *mut PyObject;
    pub static mut PyExc_ReferenceError: *mut PyObject;
    pub static mut PyExc_SystemError: *mut PyObject;
    pub static mut PyExc_SystemExit: *mut PyObject;
    pub static mut PyExc_TypeError: *mut PyObject;
    pub static mut PyExc_UnboundLocalError: *mut PyObject;
    pub static mut PyExc_UnicodeError: *mut PyObject;
    pub static mut PyExc_UnicodeEncodeError: *mut PyObject;
    pub static mut PyExc_UnicodeDecodeError: *mut PyObject;
    pub static mut PyExc_UnicodeTranslateError: *mut PyObject;
    pub static mut PyExc_ValueError: *mut PyObject;
    pub static mut PyExc_ZeroDivisionError: *mut PyObject;
    pub static mut PyExc_BlockingIOError: *mut PyObject;
    pub static mut PyExc_BrokenPipeError: *mut PyObject;
    pub static mut PyExc_ChildProcessError: *mut PyObject;
    pub static mut PyExc_ConnectionError: *mut PyObject;
    pub static mut PyExc_ConnectionAbortedError: *mut PyObject;
    pub static mut PyExc_ConnectionRefusedError: *mut PyObject;
    pub static mut PyExc_ConnectionResetError: *mut PyObject;
    pub static mut PyExc_FileExistsError: *mut PyObject;
    pub static mut PyExc_FileNotFoundError: *mut PyObject;
    pub static mut PyExc_InterruptedError: *mut PyObject;
    pub static mut PyExc_IsADirectoryError: *mut PyObject;
    pub static mut PyExc_NotADirectoryError: *mut PyObject;
    pub static mut PyExc_PermissionError: *mut PyObject;
    pub static mut PyExc_ProcessLookupError: *mut PyObject;
    pub static mut PyExc_TimeoutError: *mut PyObject;
    pub static mut PyExc_EnvironmentError: *mut PyObject;
    pub static mut PyExc_IOError: *mut PyObject;
    pub static mut PyExc_Warning: *mut PyObject;
    pub static mut PyExc_UserWarning: *mut PyObject;
    pub static mut PyExc_DeprecationWarning: *mut PyObject;
    pub static mut PyExc_PendingDeprecationWarning: *mut PyObject;
    pub static mut PyExc_SyntaxWarning: *mut PyObject;
    pub static mut PyExc_RuntimeWarning: *mut PyObject;
    pub static mut PyExc_FutureWarning: *mut PyObject;
    pub static mut PyExc_ImportWarning: *mut PyObject;
    pub static mut PyExc_UnicodeWarning: *mut PyObject;
    pub static mut PyExc_BytesWarning: *mut PyObject;
    pub static mut PyExc_EncodingWarning: *mut PyObject;
    pub static mut PyExc_ResourceWarning: *mut PyObject;
    pub fn PyErr_BadArgument() -> ::std::os::raw::c_int;
    pub fn PyErr_NoMemory() -> *mut PyObject;
    pub fn PyErr_SetFromErrno(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyErr_Format(exception: *mut PyObject, format: *const ::std::os::raw::c_char, ...) -> *mut PyObject;
    pub fn PyErr_FormatV(
        exception: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        vargs: *mut __va_list_tag,
    ) -> *mut PyObject;
    pub fn PyErr_SetImportError(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyErr_BadInternalCall();
    pub fn _PyErr_BadInternalCall(filename: *const ::std::os::raw::c_char, lineno: ::std::os::raw::c_int);
    pub fn PyErr_NewException(
        name: *const ::std::os::raw::c_char,
        base: *mut PyObject,
        dict: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyErr_NewExceptionWithDoc(
        name: *const ::std::os::raw::c_char,
        doc: *const ::std::os::raw::c_char,
        base: *mut PyObject,
        dict: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyErr_WriteUnraisable(arg1: *mut PyObject);
    pub fn PyErr_CheckSignals() -> ::std::os::raw::c_int;
    pub fn PyErr_SetInterrupt();
    pub fn PyErr_SyntaxLocation(filename: *const ::std::os::raw::c_char, lineno: ::std::os::raw::c_int);
    pub fn PyErr_SyntaxLocationEx(
        filename: *const ::std::os::raw::c_char,
        lineno: ::std::os::raw::c_int,
        col_offset: ::std::os::raw::c_int,
    );
    pub fn PyErr_ProgramText(filename: *const ::std::os::raw::c_char, lineno: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn _PyErr_ChainExceptions1(arg1: *mut PyObject);
    pub fn PyUnstable_Exc_PrepReraiseStar(orig: *mut PyObject, excs: *mut PyObject) -> *mut PyObject;
    pub fn PySignal_SetWakeupFd(fd: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyErr_SyntaxLocationObject(
        filename: *mut PyObject,
        lineno: ::std::os::raw::c_int,
        col_offset: ::std::os::raw::c_int,
    );
    pub fn PyErr_RangedSyntaxLocationObject(
        filename: *mut PyObject,
        lineno: ::std::os::raw::c_int,
        col_offset: ::std::os::raw::c_int,
        end_lineno: ::std::os::raw::c_int,
        end_col_offset: ::std::os::raw::c_int,
    );
    pub fn PyErr_ProgramTextObject(filename: *mut PyObject, lineno: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn _Py_FatalErrorFunc(func: *const ::std::os::raw::c_char, message: *const ::std::os::raw::c_char) -> !;
    pub fn PyErr_FormatUnraisable(arg1: *const ::std::os::raw::c_char, ...);
    pub static mut PyExc_PythonFinalizationError: *mut PyObject;
    pub fn PyLong_FromLong(arg1: ::std::os::raw::c_long) -> *mut PyObject;
    pub fn PyLong_FromUnsignedLong(arg1: ::std::os::raw::c_ulong) -> *mut PyObject;
    pub fn PyLong_FromSize_t(arg1: usize) -> *mut PyObject;
    pub fn PyLong_FromSsize_t(arg1: Py_ssize_t) -> *mut PyObject;
    pub fn PyLong_FromDouble(arg1: f64) -> *mut PyObject;
    pub fn PyLong_AsLong(arg1: *mut PyObject) -> ::std::os::raw::c_long;
    pub fn PyLong_AsLongAndOverflow(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_int) -> ::std::os::raw::c_long;
    pub fn PyLong_AsSsize_t(arg1: *mut PyObject) -> Py_ssize_t;
    pub fn PyLong_AsSize_t(arg1: *mut PyObject) -> usize;
    pub fn PyLong_AsUnsignedLong(arg1: *mut PyObject) -> ::std::os::raw::c_ulong;
    pub fn PyLong_AsUnsignedLongMask(arg1: *mut PyObject) -> ::std::os::raw::c_ulong;
    pub fn PyLong_AsInt(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyLong_FromInt32(value: i32) -> *mut PyObject;
    pub fn PyLong_FromUInt32(value: u32) -> *mut PyObject;
    pub fn PyLong_FromInt64(value: i64) -> *mut PyObject;
    pub fn PyLong_FromUInt64(value: u64) -> *mut PyObject;
    pub fn PyLong_AsInt32(obj: *mut PyObject, value: *mut i32) -> ::std::os::raw::c_int;
    pub fn PyLong_AsUInt32(obj: *mut PyObject, value: *mut u32) -> ::std::os::raw::c_int;
    pub fn PyLong_AsInt64(obj: *mut PyObject, value: *mut i64) -> ::std::os::raw::c_int;
    pub fn PyLong_AsUInt64(obj: *mut PyObject, value: *mut u64) -> ::std::os::raw::c_int;
    pub fn PyLong_AsNativeBytes(
        v: *mut PyObject,
        buffer: *mut ::std::os::raw::c_void,
        n_bytes: Py_ssize_t,
        flags: ::std::os::raw::c_int,
    ) -> Py_ssize_t;
    pub fn PyLong_FromNativeBytes(
        buffer: *const ::std::os::raw::c_void,
        n_bytes: usize,
        flags: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyLong_FromUnsignedNativeBytes(
        buffer: *const ::std::os::raw::c_void,
        n_bytes: usize,
        flags: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyLong_GetInfo() -> *mut PyObject;
    pub fn PyLong_AsDouble(arg1: *mut PyObject) -> f64;
    pub fn PyLong_FromVoidPtr(arg1: *mut ::std::os::raw::c_void) -> *mut PyObject;
    pub fn PyLong_AsVoidPtr(arg1: *mut PyObject) -> *mut ::std::os::raw::c_void;
    pub fn PyLong_FromLongLong(arg1: ::std::os::raw::c_longlong) -> *mut PyObject;
    pub fn PyLong_FromUnsignedLongLong(arg1: ::std::os::raw::c_ulonglong) -> *mut PyObject;
    pub fn PyLong_AsLongLong(arg1: *mut PyObject) -> ::std::os::raw::c_longlong;
    pub fn PyLong_AsUnsignedLongLong(arg1: *mut PyObject) -> ::std::os::raw::c_ulonglong;
    pub fn PyLong_AsUnsignedLongLongMask(arg1: *mut PyObject) -> ::std::os::raw::c_ulonglong;
    pub fn PyLong_AsLongLongAndOverflow(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_longlong;
    pub fn PyLong_FromString(
        arg1: *const ::std::os::raw::c_char,
        arg2: *mut *mut ::std::os::raw::c_char,
        arg3: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyLong_FromUnicodeObject(u: *mut PyObject, base: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyUnstable_Long_IsCompact(op: *const PyLongObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_Long_CompactValue(op: *const PyLongObject) -> Py_ssize_t;
    pub fn PyLong_IsPositive(obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyLong_IsNegative(obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyLong_IsZero(obj: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyLong_GetSign(v: *mut PyObject, sign: *mut ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn _PyLong_Sign(v: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyLong_NumBits(v: *mut PyObject) -> i64;
    pub fn _PyLong_FromByteArray(
        bytes: *const ::std::os::raw::c_uchar,
        n: usize,
        little_endian: ::std::os::raw::c_int,
        is_signed: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn _PyLong_AsByteArray(
        v: *mut PyLongObject,
        bytes: *mut ::std::os::raw::c_uchar,
        n: usize,
        little_endian: ::std::os::raw::c_int,
        is_signed: ::std::os::raw::c_int,
        with_exceptions: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn _PyLong_GCD(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyLong_New(arg1: Py_ssize_t) -> *mut PyLongObject;
    pub fn _PyLong_Copy(src: *mut PyLongObject) -> *mut PyObject;
    pub fn _PyLong_FromDigits(
        negative: ::std::os::raw::c_int,
        digit_count: Py_ssize_t,
        digits: *mut digit,
    ) -> *mut PyLongObject;
    pub fn PyLong_GetNativeLayout() -> *const PyLongLayout;
    pub fn PyLong_Export(obj: *mut PyObject, export_long: *mut PyLongExport) -> ::std::os::raw::c_int;
    pub fn PyLong_FreeExport(export_long: *mut PyLongExport);
    pub fn PyLongWriter_Create(
        negative: ::std::os::raw::c_int,
        ndigits: Py_ssize_t,
        digits: *mut *mut ::std::os::raw::c_void,
    ) -> *mut PyLongWriter;
    pub fn PyLongWriter_Finish(writer: *mut PyLongWriter) -> *mut PyObject;
    pub fn PyLongWriter_Discard(writer: *mut PyLongWriter);
    pub static mut _Py_FalseStruct: PyLongObject;
    pub static mut _Py_TrueStruct: PyLongObject;
    pub fn Py_IsTrue(x: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn Py_IsFalse(x: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyBool_FromLong(arg1: ::std::os::raw::c_long) -> *mut PyObject;
    pub static mut PyFloat_Type: PyTypeObject;
    pub fn PyFloat_GetMax() -> f64;
    pub fn PyFloat_GetMin() -> f64;
    pub fn PyFloat_GetInfo() -> *mut PyObject;
    pub fn PyFloat_FromString(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFloat_FromDouble(arg1: f64) -> *mut PyObject;
    pub fn PyFloat_AsDouble(arg1: *mut PyObject) -> f64;
    pub fn PyFloat_Pack2(x: f64, p: *mut ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyFloat_Pack4(x: f64, p: *mut ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyFloat_Pack8(x: f64, p: *mut ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyFloat_Unpack2(p: *const ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> f64;
    pub fn PyFloat_Unpack4(p: *const ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> f64;
    pub fn PyFloat_Unpack8(p: *const ::std::os::raw::c_char, le: ::std::os::raw::c_int) -> f64;
    pub static mut PyComplex_Type: PyTypeObject;
    pub static mut PyRange_Type: PyTypeObject;
    pub static mut PyRangeIter_Type: PyTypeObject;
    pub static mut PyLongRangeIter_Type: PyTypeObject;
    pub static mut PyMemoryView_Type: PyTypeObject;
    pub static mut PyTuple_Type: PyTypeObject;
    pub static mut PyTupleIter_Type: PyTypeObject;
    pub fn PyTuple_New(size: Py_ssize_t) -> *mut PyObject;
    pub fn PyTuple_Size(arg1: *mut PyObject) -> Py_ssize_t;
    pub fn PyTuple_GetItem(arg1: *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn PyTuple_SetItem(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyTuple_GetSlice(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: Py_ssize_t) -> *mut PyObject;
    pub fn PyTuple_Pack(arg1: Py_ssize_t, ...) -> *mut PyObject;
    pub fn _PyTuple_Resize(arg1: *mut *mut PyObject, arg2: Py_ssize_t) -> ::std::os::raw::c_int;
    pub static mut PyList_Type: PyTypeObject;
    pub static mut PyListIter_Type: PyTypeObject;
    pub static mut PyListRevIter_Type: PyTypeObject;
    pub fn PyList_New(size: Py_ssize_t) -> *mut PyObject;
    pub fn PyList_Size(arg1: *mut PyObject) -> Py_ssize_t;
    pub fn PyList_GetItem(arg1: *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn PyList_GetItemRef(arg1: *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn PyList_SetItem(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_Insert(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_Append(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_GetSlice(arg1: *mut PyObject, arg2: Py_ssize_t, arg3: Py_ssize_t) -> *mut PyObject;
    pub fn PyList_SetSlice(
        arg1: *mut PyObject,
        arg2: Py_ssize_t,
        arg3: Py_ssize_t,
        arg4: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyList_Sort(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_Reverse(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_AsTuple(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyList_Extend(self_: *mut PyObject, iterable: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyList_Clear(self_: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyDict_Type: PyTypeObject;
    pub fn PyDict_New() -> *mut PyObject;
    pub fn PyDict_GetItem(mp: *mut PyObject, key: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_GetItemWithError(mp: *mut PyObject, key: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_SetItem(mp: *mut PyObject, key: *mut PyObject, item: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_DelItem(mp: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_Clear(mp: *mut PyObject);
    pub fn PyDict_Next(
        mp: *mut PyObject,
        pos: *mut Py_ssize_t,
        key: *mut *mut PyObject,
        value: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_Keys(mp: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_Values(mp: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_Items(mp: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_Size(mp: *mut PyObject) -> Py_ssize_t;
    pub fn PyDict_Copy(mp: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_Contains(mp: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_Update(mp: *mut PyObject, other: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_Merge(
        mp: *mut PyObject,
        other: *mut PyObject,
        override_: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_MergeFromSeq2(
        d: *mut PyObject,
        seq2: *mut PyObject,
        override_: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_GetItemString(dp: *mut PyObject, key: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyDict_SetItemString(
        dp: *mut PyObject,
        key: *const ::std::os::raw::c_char,
        item: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_DelItemString(dp: *mut PyObject, key: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyDict_GetItemRef(
        mp: *mut PyObject,
        key: *mut PyObject,
        result: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_GetItemStringRef(
        mp: *mut PyObject,
        key: *const ::std::os::raw::c_char,
        result: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_GenericGetDict(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> *mut PyObject;
    pub static mut PyDictKeys_Type: PyTypeObject;
    pub static mut PyDictValues_Type: PyTypeObject;
    pub static mut PyDictItems_Type: PyTypeObject;
    pub static mut PyDictIterKey_Type: PyTypeObject;
    pub static mut PyDictIterValue_Type: PyTypeObject;
    pub static mut PyDictIterItem_Type: PyTypeObject;
    pub static mut PyDictRevIterKey_Type: PyTypeObject;
    pub static mut PyDictRevIterItem_Type: PyTypeObject;
    pub static mut PyDictRevIterValue_Type: PyTypeObject;
    pub fn _PyDict_GetItem_KnownHash(mp: *mut PyObject, key: *mut PyObject, hash: Py_hash_t) -> *mut PyObject;
    pub fn _PyDict_GetItemStringWithError(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyDict_SetDefault(mp: *mut PyObject, key: *mut PyObject, defaultobj: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_SetDefaultRef(
        mp: *mut PyObject,
        key: *mut PyObject,
        default_value: *mut PyObject,
        result: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyDict_ContainsString(mp: *mut PyObject, key: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn _PyDict_NewPresized(minused: Py_ssize_t) -> *mut PyObject;
    pub fn PyDict_Pop(dict: *mut PyObject, key: *mut PyObject, result: *mut *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_PopString(
        dict: *mut PyObject,
        key: *const ::std::os::raw::c_char,
        result: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_Pop(dict: *mut PyObject, key: *mut PyObject, default_value: *mut PyObject) -> *mut PyObject;
    pub fn PyDict_AddWatcher(callback: PyDict_WatchCallback) -> ::std::os::raw::c_int;
    pub fn PyDict_ClearWatcher(watcher_id: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyDict_Watch(watcher_id: ::std::os::raw::c_int, dict: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyDict_Unwatch(watcher_id: ::std::os::raw::c_int, dict: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyODict_Type: PyTypeObject;
    pub static mut PyODictIter_Type: PyTypeObject;
    pub static mut PyODictKeys_Type: PyTypeObject;
    pub static mut PyODictItems_Type: PyTypeObject;
    pub static mut PyODictValues_Type: PyTypeObject;
    pub fn PyODict_New() -> *mut PyObject;
    pub fn PyODict_SetItem(od: *mut PyObject, key: *mut PyObject, item: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyODict_DelItem(od: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyEnum_Type: PyTypeObject;
    pub static mut PyReversed_Type: PyTypeObject;
    pub static mut PySet_Type: PyTypeObject;
    pub static mut PyFrozenSet_Type: PyTypeObject;
    pub static mut PySetIter_Type: PyTypeObject;
    pub fn PySet_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFrozenSet_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PySet_Add(set: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySet_Clear(set: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySet_Contains(anyset: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySet_Discard(set: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySet_Pop(set: *mut PyObject) -> *mut PyObject;
    pub fn PySet_Size(anyset: *mut PyObject) -> Py_ssize_t;
    pub static mut PyCFunction_Type: PyTypeObject;
    pub fn PyCFunction_GetFunction(arg1: *mut PyObject) -> PyCFunction;
    pub fn PyCFunction_GetSelf(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyCFunction_GetFlags(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyCFunction_New(arg1: *mut PyMethodDef, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyCFunction_NewEx(arg1: *mut PyMethodDef, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyCMethod_New(
        arg1: *mut PyMethodDef,
        arg2: *mut PyObject,
        arg3: *mut PyObject,
        arg4: *mut PyTypeObject,
    ) -> *mut PyObject;
    pub static mut PyCMethod_Type: PyTypeObject;
    pub static mut PyModule_Type: PyTypeObject;
    pub fn PyModule_NewObject(name: *mut PyObject) -> *mut PyObject;
    pub fn PyModule_New(name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyModule_GetDict(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyModule_GetNameObject(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyModule_GetName(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn PyModule_GetFilename(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn PyModule_GetFilenameObject(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyModule_GetDef(arg1: *mut PyObject) -> *mut PyModuleDef;
    pub fn PyModule_GetState(arg1: *mut PyObject) -> *mut ::std::os::raw::c_void;
    pub fn PyModuleDef_Init(arg1: *mut PyModuleDef) -> *mut PyObject;
    pub static mut PyModuleDef_Type: PyTypeObject;
    pub fn PyMonitoring_EnterScope(
        state_array: *mut PyMonitoringState,
        version: *mut u64,
        event_types: *const u8,
        length: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyMonitoring_ExitScope() -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyStartEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyResumeEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyReturnEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        retval: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyYieldEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        retval: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireCallEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        callable: *mut PyObject,
        arg0: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireLineEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        lineno: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireJumpEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        target_offset: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireBranchEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        target_offset: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireBranchRightEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        target_offset: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireBranchLeftEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        target_offset: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireCReturnEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        retval: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyThrowEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireRaiseEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireReraiseEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireExceptionHandledEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireCRaiseEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FirePyUnwindEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMonitoring_FireStopIterationEvent(
        state: *mut PyMonitoringState,
        codelike: *mut PyObject,
        offset: i32,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub static mut PyFunction_Type: PyTypeObject;
    pub fn PyFunction_New(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_NewWithQualName(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_GetCode(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_GetGlobals(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_GetModule(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_GetDefaults(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_SetDefaults(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyFunction_SetVectorcall(arg1: *mut PyFunctionObject, arg2: vectorcallfunc);
    pub fn PyFunction_GetKwDefaults(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_SetKwDefaults(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyFunction_GetClosure(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_SetClosure(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyFunction_GetAnnotations(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_SetAnnotations(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyClassMethod_Type: PyTypeObject;
    pub static mut PyStaticMethod_Type: PyTypeObject;
    pub fn PyClassMethod_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyStaticMethod_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyFunction_AddWatcher(callback: PyFunction_WatchCallback) -> ::std::os::raw::c_int;
    pub fn PyFunction_ClearWatcher(watcher_id: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub static mut PyMethod_Type: PyTypeObject;
    pub fn PyMethod_New(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyMethod_Function(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyMethod_Self(arg1: *mut PyObject) -> *mut PyObject;
    pub static mut PyInstanceMethod_Type: PyTypeObject;
    pub fn PyInstanceMethod_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyInstanceMethod_Function(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_AsFileDescriptor(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut Py_FileSystemDefaultEncoding: *const ::std::os::raw::c_char;
    pub static mut Py_FileSystemDefaultEncodeErrors: *const ::std::os::raw::c_char;
    pub static mut Py_HasFileSystemDefaultEncoding: ::std::os::raw::c_int;
    pub static mut Py_UTF8Mode: ::std::os::raw::c_int;
    pub fn Py_UniversalNewlineFgets(
        arg1: *mut ::std::os::raw::c_char,
        arg2: ::std::os::raw::c_int,
        arg3: *mut FILE,
        arg4: *mut PyObject,
    ) -> *mut ::std::os::raw::c_char;
    pub static mut PyStdPrinter_Type: PyTypeObject;
    pub static mut PyCapsule_Type: PyTypeObject;
    pub fn PyCapsule_New(
        pointer: *mut ::std::os::raw::c_void,
        name: *const ::std::os::raw::c_char,
        destructor: PyCapsule_Destructor,
    ) -> *mut PyObject;
    pub fn PyCapsule_GetPointer(
        capsule: *mut PyObject,
        name: *const ::std::os::raw::c_char,
    ) -> *mut ::std::os::raw::c_void;
    pub fn PyCapsule_GetDestructor(capsule: *mut PyObject) -> PyCapsule_Destructor;
    pub fn PyCapsule_GetName(capsule: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn PyCapsule_GetContext(capsule: *mut PyObject) -> *mut ::std::os::raw::c_void;
    pub fn PyCapsule_IsValid(capsule: *mut PyObject, name: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyCapsule_SetPointer(capsule: *mut PyObject, pointer: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn PyCapsule_SetDestructor(capsule: *mut PyObject, destructor: PyCapsule_Destructor) -> ::std::os::raw::c_int;
    pub fn PyCapsule_SetName(capsule: *mut PyObject, name: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyCapsule_SetContext(capsule: *mut PyObject, context: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn PyCapsule_Import(
        name: *const ::std::os::raw::c_char,
        no_block: ::std::os::raw::c_int,
    ) -> *mut ::std::os::raw::c_void;
    pub static mut PyCode_Type: PyTypeObject;
    pub fn PyUnstable_Code_New(
        arg1: ::std::os::raw::c_int,
        arg2: ::std::os::raw::c_int,
        arg3: ::std::os::raw::c_int,
        arg4: ::std::os::raw::c_int,
        arg5: ::std::os::raw::c_int,
        arg6: *mut PyObject,
        arg7: *mut PyObject,
        arg8: *mut PyObject,
        arg9: *mut PyObject,
        arg10: *mut PyObject,
        arg11: *mut PyObject,
        arg12: *mut PyObject,
        arg13: *mut PyObject,
        arg14: *mut PyObject,
        arg15: ::std::os::raw::c_int,
        arg16: *mut PyObject,
        arg17: *mut PyObject,
    ) -> *mut PyCodeObject;
    pub fn PyUnstable_Code_NewWithPosOnlyArgs(
        arg1: ::std::os::raw::c_int,
        arg2: ::std::os::raw::c_int,
        arg3: ::std::os::raw::c_int,
        arg4: ::std::os::raw::c_int,
        arg5: ::std::os::raw::c_int,
        arg6: ::std::os::raw::c_int,
        arg7: *mut PyObject,
        arg8: *mut PyObject,
        arg9: *mut PyObject,
        arg10: *mut PyObject,
        arg11: *mut PyObject,
        arg12: *mut PyObject,
        arg13: *mut PyObject,
        arg14: *mut PyObject,
        arg15: *mut PyObject,
        arg16: ::std::os::raw::c_int,
        arg17: *mut PyObject,
        arg18: *mut PyObject,
    ) -> *mut PyCodeObject;
    pub fn PyCode_NewEmpty(
        filename: *const ::std::os::raw::c_char,
        funcname: *const ::std::os::raw::c_char,
        firstlineno: ::std::os::raw::c_int,
    ) -> *mut PyCodeObject;
    pub fn PyCode_Addr2Line(arg1: *mut PyCodeObject, arg2: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyCode_Addr2Location(
        arg1: *mut PyCodeObject,
        arg2: ::std::os::raw::c_int,
        arg3: *mut ::std::os::raw::c_int,
        arg4: *mut ::std::os::raw::c_int,
        arg5: *mut ::std::os::raw::c_int,
        arg6: *mut ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyCode_AddWatcher(callback: PyCode_WatchCallback) -> ::std::os::raw::c_int;
    pub fn PyCode_ClearWatcher(watcher_id: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn _PyCode_CheckLineNumber(
        lasti: ::std::os::raw::c_int,
        bounds: *mut PyCodeAddressRange,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_ConstantKey(obj: *mut PyObject) -> *mut PyObject;
    pub fn PyCode_Optimize(
        code: *mut PyObject,
        consts: *mut PyObject,
        names: *mut PyObject,
        lnotab: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyUnstable_Code_GetExtra(
        code: *mut PyObject,
        index: Py_ssize_t,
        extra: *mut *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnstable_Code_SetExtra(
        code: *mut PyObject,
        index: Py_ssize_t,
        extra: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn PyCode_GetCode(code: *mut PyCodeObject) -> *mut PyObject;
    pub fn PyCode_GetVarnames(code: *mut PyCodeObject) -> *mut PyObject;
    pub fn PyCode_GetCellvars(code: *mut PyCodeObject) -> *mut PyObject;
    pub fn PyCode_GetFreevars(code: *mut PyCodeObject) -> *mut PyObject;
    pub fn PyFrame_GetLineNumber(arg1: *mut PyFrameObject) -> ::std::os::raw::c_int;
    pub fn PyFrame_GetCode(frame: *mut PyFrameObject) -> *mut PyCodeObject;
    pub static mut PyFrame_Type: PyTypeObject;
    pub static mut PyFrameLocalsProxy_Type: PyTypeObject;
    pub fn PyFrame_GetBack(frame: *mut PyFrameObject) -> *mut PyFrameObject;
    pub fn PyFrame_GetLocals(frame: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyFrame_GetGlobals(frame: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyFrame_GetBuiltins(frame: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyFrame_GetGenerator(frame: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyFrame_GetLasti(frame: *mut PyFrameObject) -> ::std::os::raw::c_int;
    pub fn PyFrame_GetVar(frame: *mut PyFrameObject, name: *mut PyObject) -> *mut PyObject;
    pub fn PyFrame_GetVarString(frame: *mut PyFrameObject, name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyUnstable_InterpreterFrame_GetCode(frame: *mut _PyInterpreterFrame) -> *mut PyObject;
    pub fn PyUnstable_InterpreterFrame_GetLasti(frame: *mut _PyInterpreterFrame) -> ::std::os::raw::c_int;
    pub fn PyUnstable_InterpreterFrame_GetLine(frame: *mut _PyInterpreterFrame) -> ::std::os::raw::c_int;
    pub static PyUnstable_ExecutableKinds: [*const PyTypeObject; 6usize];
    pub fn PyTraceBack_Here(arg1: *mut PyFrameObject) -> ::std::os::raw::c_int;
    pub fn PyTraceBack_Print(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyTraceBack_Type: PyTypeObject;
    pub static mut _Py_EllipsisObject: PyObject;
    pub static mut PySlice_Type: PyTypeObject;
    pub static mut PyEllipsis_Type: PyTypeObject;
    pub fn PySlice_New(start: *mut PyObject, stop: *mut PyObject, step: *mut PyObject) -> *mut PyObject;
    pub fn _PySlice_FromIndices(start: Py_ssize_t, stop: Py_ssize_t) -> *mut PyObject;
    pub fn _PySlice_GetLongIndices(
        self_: *mut PySliceObject,
        length: *mut PyObject,
        start_ptr: *mut *mut PyObject,
        stop_ptr: *mut *mut PyObject,
        step_ptr: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PySlice_GetIndices(
        r: *mut PyObject,
        length: Py_ssize_t,
        start: *mut Py_ssize_t,
        stop: *mut Py_ssize_t,
        step: *mut Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PySlice_GetIndicesEx(
        r: *mut PyObject,
        length: Py_ssize_t,
        start: *mut Py_ssize_t,
        stop: *mut Py_ssize_t,
        step: *mut Py_ssize_t,
        slicelength: *mut Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PySlice_Unpack(
        slice: *mut PyObject,
        start: *mut Py_ssize_t,
        stop: *mut Py_ssize_t,
        step: *mut Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PySlice_AdjustIndices(
        length: Py_ssize_t,
        start: *mut Py_ssize_t,
        stop: *mut Py_ssize_t,
        step: Py_ssize_t,
    ) -> Py_ssize_t;
    pub static mut PyCell_Type: PyTypeObject;
    pub fn PyCell_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyCell_Get(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyCell_Set(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PySeqIter_Type: PyTypeObject;
    pub static mut PyCallIter_Type: PyTypeObject;
    pub fn PySeqIter_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyInitConfig_Create() -> *mut PyInitConfig;
    pub fn PyInitConfig_Free(config: *mut PyInitConfig);
    pub fn PyInitConfig_GetError(
        config: *mut PyInitConfig,
        err_msg: *mut *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_GetExitCode(
        config: *mut PyInitConfig,
        exitcode: *mut ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_HasOption(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_GetInt(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        value: *mut i64,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_GetStr(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        value: *mut *mut ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_GetStrList(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        length: *mut usize,
        items: *mut *mut *mut ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_FreeStrList(length: usize, items: *mut *mut ::std::os::raw::c_char);
    pub fn PyInitConfig_SetInt(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        value: i64,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_SetStr(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        value: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_SetStrList(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        length: usize,
        items: *const *mut ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyInitConfig_AddModule(
        config: *mut PyInitConfig,
        name: *const ::std::os::raw::c_char,
        initfunc: ::std::option::Option<unsafe extern "C" fn() -> *mut PyObject>,
    ) -> ::std::os::raw::c_int;
    pub fn PyInterpreterState_New() -> *mut PyInterpreterState;
    pub fn PyInterpreterState_Clear(arg1: *mut PyInterpreterState);
    pub fn PyInterpreterState_Delete(arg1: *mut PyInterpreterState);
    pub fn PyInterpreterState_Get() -> *mut PyInterpreterState;
    pub fn PyInterpreterState_GetDict(arg1: *mut PyInterpreterState) -> *mut PyObject;
    pub fn PyInterpreterState_GetID(arg1: *mut PyInterpreterState) -> i64;
    pub fn PyState_AddModule(arg1: *mut PyObject, arg2: *mut PyModuleDef) -> ::std::os::raw::c_int;
    pub fn PyState_RemoveModule(arg1: *mut PyModuleDef) -> ::std::os::raw::c_int;
    pub fn PyState_FindModule(arg1: *mut PyModuleDef) -> *mut PyObject;
    pub fn PyThreadState_New(arg1: *mut PyInterpreterState) -> *mut PyThreadState;
    pub fn PyThreadState_Clear(arg1: *mut PyThreadState);
    pub fn PyThreadState_Delete(arg1: *mut PyThreadState);
    pub fn PyThreadState_Get() -> *mut PyThreadState;
    pub fn PyThreadState_Swap(arg1: *mut PyThreadState) -> *mut PyThreadState;
    pub fn PyThreadState_GetDict() -> *mut PyObject;
    pub fn PyThreadState_SetAsyncExc(arg1: ::std::os::raw::c_ulong, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyThreadState_GetInterpreter(tstate: *mut PyThreadState) -> *mut PyInterpreterState;
    pub fn PyThreadState_GetFrame(tstate: *mut PyThreadState) -> *mut PyFrameObject;
    pub fn PyThreadState_GetID(tstate: *mut PyThreadState) -> u64;
    pub fn PyGILState_Ensure() -> PyGILState_STATE;
    pub fn PyGILState_Release(arg1: PyGILState_STATE);
    pub fn PyGILState_GetThisThreadState() -> *mut PyThreadState;
    pub fn _PyInterpreterState_RequiresIDRef(arg1: *mut PyInterpreterState) -> ::std::os::raw::c_int;
    pub fn _PyInterpreterState_RequireIDRef(arg1: *mut PyInterpreterState, arg2: ::std::os::raw::c_int);
    pub fn PyThreadState_GetUnchecked() -> *mut PyThreadState;
    pub fn PyThreadState_EnterTracing(tstate: *mut PyThreadState);
    pub fn PyThreadState_LeaveTracing(tstate: *mut PyThreadState);
    pub fn PyGILState_Check() -> ::std::os::raw::c_int;
    pub fn _PyThread_CurrentFrames() -> *mut PyObject;
    pub fn PyUnstable_ThreadState_SetStackProtection(
        tstate: *mut PyThreadState,
        stack_start_addr: *mut ::std::os::raw::c_void,
        stack_size: usize,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnstable_ThreadState_ResetStackProtection(tstate: *mut PyThreadState);
    pub fn PyInterpreterState_Main() -> *mut PyInterpreterState;
    pub fn PyInterpreterState_Head() -> *mut PyInterpreterState;
    pub fn PyInterpreterState_Next(arg1: *mut PyInterpreterState) -> *mut PyInterpreterState;
    pub fn PyInterpreterState_ThreadHead(arg1: *mut PyInterpreterState) -> *mut PyThreadState;
    pub fn PyThreadState_Next(arg1: *mut PyThreadState) -> *mut PyThreadState;
    pub fn PyThreadState_DeleteCurrent();
    pub fn _PyInterpreterState_GetEvalFrameFunc(interp: *mut PyInterpreterState) -> _PyFrameEvalFunction;
    pub fn _PyInterpreterState_SetEvalFrameFunc(interp: *mut PyInterpreterState, eval_frame: _PyFrameEvalFunction);
    pub static mut PyGen_Type: PyTypeObject;
    pub fn PyGen_New(arg1: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyGen_NewWithQualName(
        arg1: *mut PyFrameObject,
        name: *mut PyObject,
        qualname: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyGen_GetCode(gen_: *mut PyGenObject) -> *mut PyCodeObject;
    pub static mut PyCoro_Type: PyTypeObject;
    pub fn PyCoro_New(arg1: *mut PyFrameObject, name: *mut PyObject, qualname: *mut PyObject) -> *mut PyObject;
    pub static mut PyAsyncGen_Type: PyTypeObject;
    pub static mut _PyAsyncGenASend_Type: PyTypeObject;
    pub fn PyAsyncGen_New(arg1: *mut PyFrameObject, name: *mut PyObject, qualname: *mut PyObject) -> *mut PyObject;
    pub static mut PyClassMethodDescr_Type: PyTypeObject;
    pub static mut PyGetSetDescr_Type: PyTypeObject;
    pub static mut PyMemberDescr_Type: PyTypeObject;
    pub static mut PyMethodDescr_Type: PyTypeObject;
    pub static mut PyWrapperDescr_Type: PyTypeObject;
    pub static mut PyDictProxy_Type: PyTypeObject;
    pub static mut PyProperty_Type: PyTypeObject;
    pub fn PyDescr_NewMethod(arg1: *mut PyTypeObject, arg2: *mut PyMethodDef) -> *mut PyObject;
    pub fn PyDescr_NewClassMethod(arg1: *mut PyTypeObject, arg2: *mut PyMethodDef) -> *mut PyObject;
    pub fn PyDescr_NewMember(arg1: *mut PyTypeObject, arg2: *mut PyMemberDef) -> *mut PyObject;
    pub fn PyDescr_NewGetSet(arg1: *mut PyTypeObject, arg2: *mut PyGetSetDef) -> *mut PyObject;
    pub fn PyDictProxy_New(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyWrapper_New(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn PyMember_GetOne(arg1: *const ::std::os::raw::c_char, arg2: *mut PyMemberDef) -> *mut PyObject;
    pub fn PyMember_SetOne(
        arg1: *mut ::std::os::raw::c_char,
        arg2: *mut PyMemberDef,
        arg3: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyDescr_NewWrapper(
        arg1: *mut PyTypeObject,
        arg2: *mut wrapperbase,
        arg3: *mut ::std::os::raw::c_void,
    ) -> *mut PyObject;
    pub fn PyDescr_IsData(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn Py_GenericAlias(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub static mut Py_GenericAliasType: PyTypeObject;
    pub fn PyErr_WarnEx(
        category: *mut PyObject,
        message: *const ::std::os::raw::c_char,
        stack_level: Py_ssize_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyErr_WarnFormat(
        category: *mut PyObject,
        stack_level: Py_ssize_t,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn PyErr_ResourceWarning(
        source: *mut PyObject,
        stack_level: Py_ssize_t,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn PyErr_WarnExplicit(
        category: *mut PyObject,
        message: *const ::std::os::raw::c_char,
        filename: *const ::std::os::raw::c_char,
        lineno: ::std::os::raw::c_int,
        module: *const ::std::os::raw::c_char,
        registry: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyErr_WarnExplicitObject(
        category: *mut PyObject,
        message: *mut PyObject,
        filename: *mut PyObject,
        lineno: ::std::os::raw::c_int,
        module: *mut PyObject,
        registry: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyErr_WarnExplicitFormat(
        category: *mut PyObject,
        filename: *const ::std::os::raw::c_char,
        lineno: ::std::os::raw::c_int,
        module: *const ::std::os::raw::c_char,
        registry: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub static mut _PyWeakref_RefType: PyTypeObject;
    pub static mut _PyWeakref_ProxyType: PyTypeObject;
    pub static mut _PyWeakref_CallableProxyType: PyTypeObject;
    pub fn PyWeakref_NewRef(ob: *mut PyObject, callback: *mut PyObject) -> *mut PyObject;
    pub fn PyWeakref_NewProxy(ob: *mut PyObject, callback: *mut PyObject) -> *mut PyObject;
    pub fn PyWeakref_GetObject(ref_: *mut PyObject) -> *mut PyObject;
    pub fn PyWeakref_GetRef(ref_: *mut PyObject, pobj: *mut *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyWeakref_ClearRef(self_: *mut PyWeakReference);
    pub fn PyWeakref_IsDead(ref_: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut PyPickleBuffer_Type: PyTypeObject;
    pub fn PyPickleBuffer_FromObject(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyPickleBuffer_GetBuffer(arg1: *mut PyObject) -> *const Py_buffer;
    pub fn PyPickleBuffer_Release(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyTime_AsSecondsDouble(t: PyTime_t) -> f64;
    pub fn PyTime_Monotonic(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub fn PyTime_PerfCounter(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub fn PyTime_Time(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub fn PyTime_MonotonicRaw(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub fn PyTime_PerfCounterRaw(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub fn PyTime_TimeRaw(result: *mut PyTime_t) -> ::std::os::raw::c_int;
    pub static mut Py_hexdigits: *const ::std::os::raw::c_char;
    pub fn PyThread_init_thread();
    pub fn PyThread_start_new_thread(
        arg1: ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void)>,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_ulong;
    pub fn PyThread_exit_thread() -> !;
    pub fn PyThread_get_thread_ident() -> ::std::os::raw::c_ulong;
    pub fn PyThread_get_thread_native_id() -> ::std::os::raw::c_ulong;
    pub fn PyThread_allocate_lock() -> PyThread_type_lock;
    pub fn PyThread_free_lock(arg1: PyThread_type_lock);
    pub fn PyThread_acquire_lock(arg1: PyThread_type_lock, arg2: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyThread_acquire_lock_timed(
        arg1: PyThread_type_lock,
        microseconds: ::std::os::raw::c_longlong,
        intr_flag: ::std::os::raw::c_int,
    ) -> PyLockStatus;
    pub fn PyThread_release_lock(arg1: PyThread_type_lock);
    pub fn PyThread_get_stacksize() -> usize;
    pub fn PyThread_GetInfo() -> *mut PyObject;
    pub fn PyThread_get_key_value(key: ::std::os::raw::c_int) -> *mut ::std::os::raw::c_void;
    pub fn PyThread_ReInitTLS();
    pub static mut PyContext_Type: PyTypeObject;
    pub static mut PyContextVar_Type: PyTypeObject;
    pub static mut PyContextToken_Type: PyTypeObject;
    pub fn PyContext_New() -> *mut PyObject;
    pub fn PyContext_Copy(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyContext_CopyCurrent() -> *mut PyObject;
    pub fn PyContext_Enter(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyContext_Exit(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyContext_AddWatcher(callback: PyContext_WatchCallback) -> ::std::os::raw::c_int;
    pub fn PyContext_ClearWatcher(watcher_id: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PyContextVar_New(name: *const ::std::os::raw::c_char, default_value: *mut PyObject) -> *mut PyObject;
    pub fn PyContextVar_Get(
        var: *mut PyObject,
        default_value: *mut PyObject,
        value: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyContextVar_Set(var: *mut PyObject, value: *mut PyObject) -> *mut PyObject;
    pub fn PyContextVar_Reset(var: *mut PyObject, token: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyArg_Parse(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char, ...) -> ::std::os::raw::c_int;
    pub fn PyArg_ParseTuple(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char, ...) -> ::std::os::raw::c_int;
    pub fn PyArg_ParseTupleAndKeywords(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *const ::std::os::raw::c_char,
        arg4: *const *mut ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn PyArg_VaParse(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: *mut __va_list_tag,
    ) -> ::std::os::raw::c_int;
    pub fn PyArg_VaParseTupleAndKeywords(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *const ::std::os::raw::c_char,
        arg4: *const *mut ::std::os::raw::c_char,
        arg5: *mut __va_list_tag,
    ) -> ::std::os::raw::c_int;
    pub fn PyArg_ValidateKeywordArguments(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyArg_UnpackTuple(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: Py_ssize_t,
        arg4: Py_ssize_t,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn Py_BuildValue(arg1: *const ::std::os::raw::c_char, ...) -> *mut PyObject;
    pub fn Py_VaBuildValue(arg1: *const ::std::os::raw::c_char, arg2: *mut __va_list_tag) -> *mut PyObject;
    pub fn PyModule_AddObjectRef(
        mod_: *mut PyObject,
        name: *const ::std::os::raw::c_char,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyModule_Add(
        mod_: *mut PyObject,
        name: *const ::std::os::raw::c_char,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyModule_AddObject(
        mod_: *mut PyObject,
        arg1: *const ::std::os::raw::c_char,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyModule_AddIntConstant(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: ::std::os::raw::c_long,
    ) -> ::std::os::raw::c_int;
    pub fn PyModule_AddStringConstant(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyModule_AddType(module: *mut PyObject, type_: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn PyModule_SetDocString(arg1: *mut PyObject, arg2: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyModule_AddFunctions(arg1: *mut PyObject, arg2: *mut PyMethodDef) -> ::std::os::raw::c_int;
    pub fn PyModule_ExecDef(module: *mut PyObject, def: *mut PyModuleDef) -> ::std::os::raw::c_int;
    pub fn PyModule_Create2(arg1: *mut PyModuleDef, apiver: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyModule_FromDefAndSpec2(
        def: *mut PyModuleDef,
        spec: *mut PyObject,
        module_api_version: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyCompile_OpcodeStackEffect(
        opcode: ::std::os::raw::c_int,
        oparg: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn PyCompile_OpcodeStackEffectWithJump(
        opcode: ::std::os::raw::c_int,
        oparg: ::std::os::raw::c_int,
        jump: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn Py_CompileString(
        arg1: *const ::std::os::raw::c_char,
        arg2: *const ::std::os::raw::c_char,
        arg3: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyErr_Print();
    pub fn PyErr_PrintEx(arg1: ::std::os::raw::c_int);
    pub fn PyErr_Display(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject);
    pub fn PyErr_DisplayException(arg1: *mut PyObject);
    pub fn PyRun_SimpleStringFlags(
        arg1: *const ::std::os::raw::c_char,
        arg2: *mut PyCompilerFlags,
    ) -> ::std::os::raw::c_int;
    pub fn PyRun_StringFlags(
        arg1: *const ::std::os::raw::c_char,
        arg2: ::std::os::raw::c_int,
        arg3: *mut PyObject,
        arg4: *mut PyObject,
        arg5: *mut PyCompilerFlags,
    ) -> *mut PyObject;
    pub fn Py_CompileStringFlags(
        str_: *const ::std::os::raw::c_char,
        filename: *const ::std::os::raw::c_char,
        start: ::std::os::raw::c_int,
        flags: *mut PyCompilerFlags,
    ) -> *mut PyObject;
    pub fn Py_CompileStringExFlags(
        str_: *const ::std::os::raw::c_char,
        filename: *const ::std::os::raw::c_char,
        start: ::std::os::raw::c_int,
        flags: *mut PyCompilerFlags,
        optimize: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn Py_CompileStringObject(
        str_: *const ::std::os::raw::c_char,
        filename: *mut PyObject,
        start: ::std::os::raw::c_int,
        flags: *mut PyCompilerFlags,
        optimize: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyRun_String(
        str_: *const ::std::os::raw::c_char,
        s: ::std::os::raw::c_int,
        g: *mut PyObject,
        l: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyRun_SimpleString(s: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn Py_InitializeEx(arg1: ::std::os::raw::c_int);
    pub fn Py_Finalize();
    pub fn Py_FinalizeEx() -> ::std::os::raw::c_int;
    pub fn Py_IsInitialized() -> ::std::os::raw::c_int;
    pub fn Py_NewInterpreter() -> *mut PyThreadState;
    pub fn Py_EndInterpreter(arg1: *mut PyThreadState);
    pub fn Py_Exit(arg1: ::std::os::raw::c_int) -> !;
    pub fn Py_GetVersion() -> *const ::std::os::raw::c_char;
    pub static Py_Version: ::std::os::raw::c_ulong;
    pub fn Py_IsFinalizing() -> ::std::os::raw::c_int;
    pub fn Py_FrozenMain(argc: ::std::os::raw::c_int, argv: *mut *mut ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn Py_RunMain() -> ::std::os::raw::c_int;
    pub fn Py_ExitStatusException(err: PyStatus) -> !;
    pub fn Py_FdIsInteractive(arg1: *mut FILE, arg2: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn Py_NewInterpreterFromConfig(
        tstate_p: *mut *mut PyThreadState,
        config: *const PyInterpreterConfig,
    ) -> PyStatus;
    pub fn PyUnstable_AtExit(
        arg1: *mut PyInterpreterState,
        arg2: atexit_datacallbackfunc,
        arg3: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn PyEval_EvalCode(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn PyEval_EvalCodeEx(
        co: *mut PyObject,
        globals: *mut PyObject,
        locals: *mut PyObject,
        args: *const *mut PyObject,
        argc: ::std::os::raw::c_int,
        kwds: *const *mut PyObject,
        kwdc: ::std::os::raw::c_int,
        defs: *const *mut PyObject,
        defc: ::std::os::raw::c_int,
        kwdefs: *mut PyObject,
        closure: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyEval_GetBuiltins() -> *mut PyObject;
    pub fn PyEval_GetGlobals() -> *mut PyObject;
    pub fn PyEval_GetLocals() -> *mut PyObject;
    pub fn PyEval_GetFrame() -> *mut PyFrameObject;
    pub fn PyEval_GetFrameBuiltins() -> *mut PyObject;
    pub fn PyEval_GetFrameGlobals() -> *mut PyObject;
    pub fn PyEval_GetFrameLocals() -> *mut PyObject;
    pub fn Py_AddPendingCall(
        func: ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int>,
        arg: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn Py_MakePendingCalls() -> ::std::os::raw::c_int;
    pub fn Py_SetRecursionLimit(arg1: ::std::os::raw::c_int);
    pub fn Py_GetRecursionLimit() -> ::std::os::raw::c_int;
    pub fn Py_EnterRecursiveCall(where_: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn Py_LeaveRecursiveCall();
    pub fn PyEval_GetFuncName(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn PyEval_GetFuncDesc(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn PyEval_EvalFrame(arg1: *mut PyFrameObject) -> *mut PyObject;
    pub fn PyEval_EvalFrameEx(f: *mut PyFrameObject, exc: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PyEval_SaveThread() -> *mut PyThreadState;
    pub fn PyEval_RestoreThread(arg1: *mut PyThreadState);
    pub fn PyEval_InitThreads();
    pub fn PyEval_AcquireThread(tstate: *mut PyThreadState);
    pub fn PyEval_ReleaseThread(tstate: *mut PyThreadState);
    pub fn PyEval_SetProfile(arg1: Py_tracefunc, arg2: *mut PyObject);
    pub fn PyEval_SetProfileAllThreads(arg1: Py_tracefunc, arg2: *mut PyObject);
    pub fn PyEval_SetTrace(arg1: Py_tracefunc, arg2: *mut PyObject);
    pub fn PyEval_SetTraceAllThreads(arg1: Py_tracefunc, arg2: *mut PyObject);
    pub fn PyEval_MergeCompilerFlags(cf: *mut PyCompilerFlags) -> ::std::os::raw::c_int;
    pub fn _PyEval_EvalFrameDefault(
        tstate: *mut PyThreadState,
        f: *mut _PyInterpreterFrame,
        exc: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyUnstable_Eval_RequestCodeExtraIndex(arg1: freefunc) -> Py_ssize_t;
    pub fn _PyEval_SliceIndex(arg1: *mut PyObject, arg2: *mut Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn _PyEval_SliceIndexNotNone(arg1: *mut PyObject, arg2: *mut Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn PyUnstable_PerfMapState_Init() -> ::std::os::raw::c_int;
    pub fn PyUnstable_WritePerfMapEntry(
        code_addr: *const ::std::os::raw::c_void,
        code_size: ::std::os::raw::c_uint,
        entry_name: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyUnstable_PerfMapState_Fini();
    pub fn PyUnstable_CopyPerfMapFile(parent_filename: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyUnstable_PerfTrampoline_CompileCode(arg1: *mut PyCodeObject) -> ::std::os::raw::c_int;
    pub fn PyUnstable_PerfTrampoline_SetPersistAfterFork(enable: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn PySys_GetObject(arg1: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PySys_SetObject(arg1: *const ::std::os::raw::c_char, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySys_ResetWarnOptions();
    pub fn PySys_GetXOptions() -> *mut PyObject;
    pub fn PySys_Audit(
        event: *const ::std::os::raw::c_char,
        argFormat: *const ::std::os::raw::c_char,
        ...
    ) -> ::std::os::raw::c_int;
    pub fn PySys_AuditTuple(event: *const ::std::os::raw::c_char, args: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyOS_BeforeFork();
    pub fn PyOS_AfterFork_Parent();
    pub fn PyOS_AfterFork_Child();
    pub fn PyImport_GetMagicNumber() -> ::std::os::raw::c_long;
    pub fn PyImport_GetMagicTag() -> *const ::std::os::raw::c_char;
    pub fn PyImport_ExecCodeModule(name: *const ::std::os::raw::c_char, co: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_ExecCodeModuleEx(
        name: *const ::std::os::raw::c_char,
        co: *mut PyObject,
        pathname: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyImport_ExecCodeModuleWithPathnames(
        name: *const ::std::os::raw::c_char,
        co: *mut PyObject,
        pathname: *const ::std::os::raw::c_char,
        cpathname: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyImport_ExecCodeModuleObject(
        name: *mut PyObject,
        co: *mut PyObject,
        pathname: *mut PyObject,
        cpathname: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyImport_GetModuleDict() -> *mut PyObject;
    pub fn PyImport_GetModule(name: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_AddModuleObject(name: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_AddModule(name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyImport_AddModuleRef(name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyImport_ImportModule(name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyImport_ImportModuleNoBlock(name: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyImport_ImportModuleLevel(
        name: *const ::std::os::raw::c_char,
        globals: *mut PyObject,
        locals: *mut PyObject,
        fromlist: *mut PyObject,
        level: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyImport_ImportModuleLevelObject(
        name: *mut PyObject,
        globals: *mut PyObject,
        locals: *mut PyObject,
        fromlist: *mut PyObject,
        level: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn PyImport_GetImporter(path: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_Import(name: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_ReloadModule(m: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_ImportFrozenModuleObject(name: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyImport_ImportFrozenModule(name: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub static mut PyImport_Inittab: *mut _inittab;
    pub static mut PyImport_FrozenModules: *const _frozen;
    pub fn PyImport_ImportModuleAttr(mod_name: *mut PyObject, attr_name: *mut PyObject) -> *mut PyObject;
    pub fn PyImport_ImportModuleAttrString(
        mod_name: *const ::std::os::raw::c_char,
        attr_name: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn PyObject_CallNoArgs(func: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Call(callable: *mut PyObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_CallObject(callable: *mut PyObject, args: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_CallFunction(callable: *mut PyObject, format: *const ::std::os::raw::c_char, ...) -> *mut PyObject;
    pub fn PyObject_CallMethod(
        obj: *mut PyObject,
        name: *const ::std::os::raw::c_char,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> *mut PyObject;
    pub fn PyObject_CallFunctionObjArgs(callable: *mut PyObject, ...) -> *mut PyObject;
    pub fn PyObject_CallMethodObjArgs(obj: *mut PyObject, name: *mut PyObject, ...) -> *mut PyObject;
    pub fn PyVectorcall_NARGS(nargsf: usize) -> Py_ssize_t;
    pub fn PyVectorcall_Call(callable: *mut PyObject, tuple: *mut PyObject, dict: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Vectorcall(
        callable: *mut PyObject,
        args: *const *mut PyObject,
        nargsf: usize,
        kwnames: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyObject_VectorcallMethod(
        name: *mut PyObject,
        args: *const *mut PyObject,
        nargsf: usize,
        kwnames: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyObject_Type(o: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Size(o: *mut PyObject) -> Py_ssize_t;
    pub fn PyObject_Length(o: *mut PyObject) -> Py_ssize_t;
    pub fn PyObject_GetItem(o: *mut PyObject, key: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_SetItem(o: *mut PyObject, key: *mut PyObject, v: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_DelItemString(o: *mut PyObject, key: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyObject_DelItem(o: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_Format(obj: *mut PyObject, format_spec: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GetIter(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GetAIter(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyIter_Check(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyAIter_Check(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyIter_NextItem(iter: *mut PyObject, item: *mut *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyIter_Next(arg1: *mut PyObject) -> *mut PyObject;
    pub fn PyIter_Send(arg1: *mut PyObject, arg2: *mut PyObject, arg3: *mut *mut PyObject) -> PySendResult;
    pub fn PyNumber_Check(o: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyNumber_Add(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Subtract(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Multiply(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_MatrixMultiply(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_FloorDivide(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_TrueDivide(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Remainder(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Divmod(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Power(o1: *mut PyObject, o2: *mut PyObject, o3: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Negative(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Positive(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Absolute(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Invert(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Lshift(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Rshift(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_And(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Xor(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Or(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyIndex_Check(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyNumber_Index(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_AsSsize_t(o: *mut PyObject, exc: *mut PyObject) -> Py_ssize_t;
    pub fn PyNumber_Long(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_Float(o: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceAdd(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceSubtract(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceMultiply(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceMatrixMultiply(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceFloorDivide(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceTrueDivide(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceRemainder(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlacePower(o1: *mut PyObject, o2: *mut PyObject, o3: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceLshift(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceRshift(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceAnd(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceXor(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_InPlaceOr(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PyNumber_ToBase(n: *mut PyObject, base: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn PySequence_Check(o: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySequence_Size(o: *mut PyObject) -> Py_ssize_t;
    pub fn PySequence_Length(o: *mut PyObject) -> Py_ssize_t;
    pub fn PySequence_Concat(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PySequence_Repeat(o: *mut PyObject, count: Py_ssize_t) -> *mut PyObject;
    pub fn PySequence_GetItem(o: *mut PyObject, i: Py_ssize_t) -> *mut PyObject;
    pub fn PySequence_GetSlice(o: *mut PyObject, i1: Py_ssize_t, i2: Py_ssize_t) -> *mut PyObject;
    pub fn PySequence_SetItem(o: *mut PyObject, i: Py_ssize_t, v: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySequence_DelItem(o: *mut PyObject, i: Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn PySequence_SetSlice(
        o: *mut PyObject,
        i1: Py_ssize_t,
        i2: Py_ssize_t,
        v: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PySequence_DelSlice(o: *mut PyObject, i1: Py_ssize_t, i2: Py_ssize_t) -> ::std::os::raw::c_int;
    pub fn PySequence_Tuple(o: *mut PyObject) -> *mut PyObject;
    pub fn PySequence_List(o: *mut PyObject) -> *mut PyObject;
    pub fn PySequence_Fast(o: *mut PyObject, m: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PySequence_Count(o: *mut PyObject, value: *mut PyObject) -> Py_ssize_t;
    pub fn PySequence_Contains(seq: *mut PyObject, ob: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySequence_In(o: *mut PyObject, value: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PySequence_Index(o: *mut PyObject, value: *mut PyObject) -> Py_ssize_t;
    pub fn PySequence_InPlaceConcat(o1: *mut PyObject, o2: *mut PyObject) -> *mut PyObject;
    pub fn PySequence_InPlaceRepeat(o: *mut PyObject, count: Py_ssize_t) -> *mut PyObject;
    pub fn PyMapping_Check(o: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyMapping_Size(o: *mut PyObject) -> Py_ssize_t;
    pub fn PyMapping_Length(o: *mut PyObject) -> Py_ssize_t;
    pub fn PyMapping_HasKeyString(o: *mut PyObject, key: *const ::std::os::raw::c_char) -> ::std::os::raw::c_int;
    pub fn PyMapping_HasKey(o: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyMapping_HasKeyWithError(o: *mut PyObject, key: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyMapping_HasKeyStringWithError(
        o: *mut PyObject,
        key: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn PyMapping_Keys(o: *mut PyObject) -> *mut PyObject;
    pub fn PyMapping_Values(o: *mut PyObject) -> *mut PyObject;
    pub fn PyMapping_Items(o: *mut PyObject) -> *mut PyObject;
    pub fn PyMapping_GetItemString(o: *mut PyObject, key: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn PyMapping_GetOptionalItem(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyMapping_GetOptionalItemString(
        arg1: *mut PyObject,
        arg2: *const ::std::os::raw::c_char,
        arg3: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyMapping_SetItemString(
        o: *mut PyObject,
        key: *const ::std::os::raw::c_char,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn PyObject_IsInstance(object: *mut PyObject, typeorclass: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn PyObject_IsSubclass(object: *mut PyObject, typeorclass: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyObject_CallMethodId(
        obj: *mut PyObject,
        name: *mut _Py_Identifier,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> *mut PyObject;
    pub fn _PyStack_AsDict(values: *const *mut PyObject, kwnames: *mut PyObject) -> *mut PyObject;
    pub fn PyVectorcall_Function(callable: *mut PyObject) -> vectorcallfunc;
    pub fn PyObject_VectorcallDict(
        callable: *mut PyObject,
        args: *const *mut PyObject,
        nargsf: usize,
        kwargs: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyObject_CallOneArg(func: *mut PyObject, arg: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_LengthHint(o: *mut PyObject, arg1: Py_ssize_t) -> Py_ssize_t;
    pub static mut PyFilter_Type: PyTypeObject;
    pub static mut PyMap_Type: PyTypeObject;
    pub static mut PyZip_Type: PyTypeObject;
    pub static _Py_ctype_table: [::std::os::raw::c_uint; 256usize];
    pub static _Py_ctype_tolower: [::std::os::raw::c_uchar; 256usize];
    pub static _Py_ctype_toupper: [::std::os::raw::c_uchar; 256usize];
    pub fn Py_fopen(path: *mut PyObject, mode: *const ::std::os::raw::c_char) -> *mut FILE;
    pub fn Py_fclose(file: *mut FILE) -> ::std::os::raw::c_int;
    pub fn PyTraceMalloc_Track(domain: ::std::os::raw::c_uint, ptr: usize, size: usize) -> ::std::os::raw::c_int;
    pub fn PyTraceMalloc_Untrack(domain: ::std::os::raw::c_uint, ptr: usize) -> ::std::os::raw::c_int;
    pub fn PyFrame_New(
        arg1: *mut PyThreadState,
        arg2: *mut PyCodeObject,
        arg3: *mut PyObject,
        arg4: *mut PyObject,
    ) -> *mut PyFrameObject;
    pub fn PyFrame_LocalsToFast(arg1: *mut PyFrameObject, arg2: ::std::os::raw::c_int);
    pub fn _PyFrame_IsEntryFrame(frame: *mut PyFrameObject) -> ::std::os::raw::c_int;
    pub fn PyFrame_FastToLocalsWithError(f: *mut PyFrameObject) -> ::std::os::raw::c_int;
    pub fn PyFrame_FastToLocals(arg1: *mut PyFrameObject);
    pub fn _PyMem_GetCurrentAllocatorName() -> *const ::std::os::raw::c_char;
    pub static _Py_InitCleanup: _PyCode8;
    pub fn _PyCode_GetVarCounts(arg1: *mut PyCodeObject, arg2: *mut _PyCode_var_counts_t);
    pub fn _PyCode_SetUnboundVarCounts(
        arg1: *mut PyThreadState,
        arg2: *mut PyCodeObject,
        arg3: *mut _PyCode_var_counts_t,
        globalnames: *mut PyObject,
        attrnames: *mut PyObject,
        globalsns: *mut PyObject,
        builtinsns: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_CheckNoInternalState(
        arg1: *mut PyCodeObject,
        arg2: *mut *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_CheckNoExternalState(
        arg1: *mut PyCodeObject,
        arg2: *mut _PyCode_var_counts_t,
        arg3: *mut *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_VerifyStateless(
        arg1: *mut PyThreadState,
        arg2: *mut PyCodeObject,
        globalnames: *mut PyObject,
        globalsns: *mut PyObject,
        builtinsns: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_CheckPureFunction(
        arg1: *mut PyCodeObject,
        arg2: *mut *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_ReturnsOnlyNone(arg1: *mut PyCodeObject) -> ::std::os::raw::c_int;
    pub fn _PyMutex_LockTimed(m: *mut PyMutex, timeout_ns: PyTime_t, flags: _PyLockFlags) -> PyLockStatus;
    pub fn _PyEvent_IsSet(evt: *mut PyEvent) -> ::std::os::raw::c_int;
    pub fn _PyEvent_Notify(evt: *mut PyEvent);
    pub fn PyEvent_Wait(evt: *mut PyEvent);
    pub fn PyEvent_WaitTimed(
        evt: *mut PyEvent,
        timeout_ns: PyTime_t,
        detach: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn _PyOnceFlag_CallOnceSlow(
        flag: *mut _PyOnceFlag,
        fn_: _Py_once_fn_t,
        arg: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyRecursiveMutex_IsLockedByCurrentThread(m: *mut _PyRecursiveMutex) -> ::std::os::raw::c_int;
    pub fn _PyRecursiveMutex_Lock(m: *mut _PyRecursiveMutex);
    pub fn _PyRecursiveMutex_Unlock(m: *mut _PyRecursiveMutex);
    pub fn _PyRWMutex_RLock(rwmutex: *mut _PyRWMutex);
    pub fn _PyRWMutex_RUnlock(rwmutex: *mut _PyRWMutex);
    pub fn _PyRWMutex_Lock(rwmutex: *mut _PyRWMutex);
    pub fn _PyRWMutex_Unlock(rwmutex: *mut _PyRWMutex);
    pub fn _PySeqLock_LockWrite(seqlock: *mut _PySeqLock);
    pub fn _PySeqLock_UnlockWrite(seqlock: *mut _PySeqLock);
    pub fn _PySeqLock_AbandonWrite(seqlock: *mut _PySeqLock);
    pub fn _PySeqLock_BeginRead(seqlock: *mut _PySeqLock) -> u32;
    pub fn _PySeqLock_EndRead(seqlock: *mut _PySeqLock, previous: u32) -> ::std::os::raw::c_int;
    pub fn _PySeqLock_AfterFork(seqlock: *mut _PySeqLock) -> ::std::os::raw::c_int;
    pub fn PyThread_ParseTimeoutArg(
        arg: *mut PyObject,
        blocking: ::std::os::raw::c_int,
        timeout: *mut ::std::os::raw::c_longlong,
    ) -> ::std::os::raw::c_int;
    pub fn PyThread_acquire_lock_timed_with_retries(
        arg1: PyThread_type_lock,
        microseconds: ::std::os::raw::c_longlong,
    ) -> PyLockStatus;
    pub fn PyThread_get_thread_ident_ex() -> PyThread_ident_t;
    pub fn PyThread_start_joinable_thread(
        func: ::std::option::Option<unsafe extern "C" fn(arg1: *mut ::std::os::raw::c_void)>,
        arg: *mut ::std::os::raw::c_void,
        ident: *mut PyThread_ident_t,
        handle: *mut PyThread_handle_t,
    ) -> ::std::os::raw::c_int;
    pub fn PyThread_join_thread(arg1: PyThread_handle_t) -> ::std::os::raw::c_int;
    pub fn PyThread_detach_thread(arg1: PyThread_handle_t) -> ::std::os::raw::c_int;
    pub fn _PyErr_SetKeyError(arg1: *mut PyObject);
    pub fn _PyErr_FormatFromCause(
        exception: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> *mut PyObject;
    pub fn _PyErr_ProgramDecodedTextObject(
        filename: *mut PyObject,
        lineno: ::std::os::raw::c_int,
        encoding: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn _PyErr_GetRaisedException(tstate: *mut PyThreadState) -> *mut PyObject;
    pub fn _PyErr_ExceptionMatches(tstate: *mut PyThreadState, exc: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyErr_SetRaisedException(tstate: *mut PyThreadState, exc: *mut PyObject);
    pub fn _PyErr_Clear(tstate: *mut PyThreadState);
    pub fn _PyErr_SetString(
        tstate: *mut PyThreadState,
        exception: *mut PyObject,
        string: *const ::std::os::raw::c_char,
    );
    pub fn _PyErr_SetLocaleString(exception: *mut PyObject, string: *const ::std::os::raw::c_char);
    pub fn _PyErr_Format(
        tstate: *mut PyThreadState,
        exception: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> *mut PyObject;
    pub fn _PyErr_FormatV(
        tstate: *mut PyThreadState,
        exception: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        vargs: *mut __va_list_tag,
    ) -> *mut PyObject;
    pub fn _Py_UTF8_Edit_Cost(str_a: *mut PyObject, str_b: *mut PyObject, max_cost: Py_ssize_t) -> Py_ssize_t;
    pub fn _PyErr_FormatNote(format: *const ::std::os::raw::c_char, ...);
    pub static mut _PyExc_IncompleteInputError: PyTypeObject;
    pub static mut PyExc_InterpreterError: *mut PyObject;
    pub static mut PyExc_InterpreterNotFoundError: *mut PyObject;
    pub fn _PyXIData_New() -> *mut _PyXIData_t;
    pub fn _PyXIData_Free(data: *mut _PyXIData_t);
    pub fn _PyXIData_Init(
        data: *mut _PyXIData_t,
        interp: *mut PyInterpreterState,
        shared: *mut ::std::os::raw::c_void,
        obj: *mut PyObject,
        new_object: xid_newobjfunc,
    );
    pub fn _PyXIData_InitWithSize(
        arg1: *mut _PyXIData_t,
        interp: *mut PyInterpreterState,
        arg2: usize,
        arg3: *mut PyObject,
        arg4: xid_newobjfunc,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXIData_Clear(arg1: *mut PyInterpreterState, arg2: *mut _PyXIData_t);
    pub fn _PyXIData_GetNotShareableErrorType(arg1: *mut PyThreadState) -> *mut PyObject;
    pub fn _PyXIData_SetNotShareableError(arg1: *mut PyThreadState, arg2: *const ::std::os::raw::c_char);
    pub fn _PyXIData_FormatNotShareableError(arg1: *mut PyThreadState, arg2: *const ::std::os::raw::c_char, ...);
    pub fn _PyXIData_Lookup(arg1: *mut PyThreadState, arg2: *mut PyObject) -> _PyXIData_getdata_t;
    pub fn _PyObject_CheckXIData(arg1: *mut PyThreadState, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyObject_GetXIDataNoFallback(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: xidata_fallback_t,
        arg4: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyBytes_GetData(arg1: *mut PyObject, arg2: *mut _PyBytes_data_t) -> ::std::os::raw::c_int;
    pub fn _PyBytes_FromData(arg1: *mut _PyBytes_data_t) -> *mut PyObject;
    pub fn _PyBytes_FromXIData(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyBytes_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyBytes_GetXIDataWrapped(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: usize,
        arg4: xid_newobjfunc,
        arg5: *mut _PyXIData_t,
    ) -> *mut _PyBytes_data_t;
    pub fn _PyPickle_LoadFromXIData(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyPickle_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyMarshal_ReadObjectFromXIData(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyMarshal_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_FromXIData(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyCode_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_GetScriptXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyCode_GetPureScriptXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyFunction_FromXIData(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyFunction_GetXIData(
        arg1: *mut PyThreadState,
        arg2: *mut PyObject,
        arg3: *mut _PyXIData_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXIData_NewObject(arg1: *mut _PyXIData_t) -> *mut PyObject;
    pub fn _PyXIData_Release(arg1: *mut _PyXIData_t) -> ::std::os::raw::c_int;
    pub fn _PyXIData_ReleaseAndRawFree(arg1: *mut _PyXIData_t) -> ::std::os::raw::c_int;
    pub fn _PyXIData_RegisterClass(
        arg1: *mut PyThreadState,
        arg2: *mut PyTypeObject,
        arg3: _PyXIData_getdata_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXIData_UnregisterClass(arg1: *mut PyThreadState, arg2: *mut PyTypeObject) -> ::std::os::raw::c_int;
    pub fn _PyXI_NewExcInfo(exc: *mut PyObject) -> *mut _PyXI_excinfo;
    pub fn _PyXI_FreeExcInfo(info: *mut _PyXI_excinfo);
    pub fn _PyXI_FormatExcInfo(info: *mut _PyXI_excinfo) -> *mut PyObject;
    pub fn _PyXI_ExcInfoAsObject(info: *mut _PyXI_excinfo) -> *mut PyObject;
    pub fn _PyXI_NewFailure() -> *mut _PyXI_failure;
    pub fn _PyXI_FreeFailure(arg1: *mut _PyXI_failure);
    pub fn _PyXI_GetFailureCode(arg1: *mut _PyXI_failure) -> _PyXI_errcode;
    pub fn _PyXI_InitFailure(
        arg1: *mut _PyXI_failure,
        arg2: _PyXI_errcode,
        arg3: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXI_InitFailureUTF8(arg1: *mut _PyXI_failure, arg2: _PyXI_errcode, arg3: *const ::std::os::raw::c_char);
    pub fn _PyXI_UnwrapNotShareableError(arg1: *mut PyThreadState, arg2: *mut _PyXI_failure) -> ::std::os::raw::c_int;
    pub fn _PyXI_NewSession() -> *mut _PyXI_session;
    pub fn _PyXI_FreeSession(arg1: *mut _PyXI_session);
    pub fn _PyXI_ClearResult(arg1: *mut _PyXI_session_result);
    pub fn _PyXI_Enter(
        session: *mut _PyXI_session,
        interp: *mut PyInterpreterState,
        nsupdates: *mut PyObject,
        arg1: *mut _PyXI_session_result,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXI_Exit(
        arg1: *mut _PyXI_session,
        arg2: *mut _PyXI_failure,
        arg3: *mut _PyXI_session_result,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXI_GetMainNamespace(arg1: *mut _PyXI_session, arg2: *mut _PyXI_failure) -> *mut PyObject;
    pub fn _PyXI_Preserve(
        arg1: *mut _PyXI_session,
        arg2: *const ::std::os::raw::c_char,
        arg3: *mut PyObject,
        arg4: *mut _PyXI_failure,
    ) -> ::std::os::raw::c_int;
    pub fn _PyXI_GetPreserved(arg1: *mut _PyXI_session_result, arg2: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn _PyXI_NewInterpreter(
        config: *mut PyInterpreterConfig,
        maybe_whence: *mut ::std::os::raw::c_long,
        p_tstate: *mut *mut PyThreadState,
        p_save_tstate: *mut *mut PyThreadState,
    ) -> *mut PyInterpreterState;
    pub fn _PyXI_EndInterpreter(
        interp: *mut PyInterpreterState,
        tstate: *mut PyThreadState,
        p_save_tstate: *mut *mut PyThreadState,
    );
    pub fn _PyInterpreterState_ObjectToID(arg1: *mut PyObject) -> i64;
    pub fn _PyInterpreterState_LookUpID(arg1: i64) -> *mut PyInterpreterState;
    pub fn _PyInterpreterState_LookUpIDObject(arg1: *mut PyObject) -> *mut PyInterpreterState;
    pub fn _PyInterpreterState_IDIncref(arg1: *mut PyInterpreterState);
    pub fn _PyInterpreterState_IDDecref(arg1: *mut PyInterpreterState);
    pub fn _PyInterpreterState_IsReady(interp: *mut PyInterpreterState) -> ::std::os::raw::c_int;
    pub fn _PyInterpreterState_GetWhence(interp: *mut PyInterpreterState) -> ::std::os::raw::c_long;
    pub fn _PyInterpreterState_New(tstate: *mut PyThreadState, pinterp: *mut *mut PyInterpreterState) -> PyStatus;
    pub fn _PyObject_DebugMallocStats(out: *mut FILE) -> ::std::os::raw::c_int;
    pub fn _PyTraceMalloc_GetTraceback(domain: ::std::os::raw::c_uint, ptr: usize) -> *mut PyObject;
    pub fn _Py_RestoreSignals();
    pub fn _PyOS_IsMainThread() -> ::std::os::raw::c_int;
    pub fn _PyArena_New() -> *mut PyArena;
    pub fn _PyArena_Free(arg1: *mut PyArena);
    pub fn _PyArena_Malloc(arg1: *mut PyArena, size: usize) -> *mut ::std::os::raw::c_void;
    pub fn _PyArena_AddPyObject(arg1: *mut PyArena, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub static mut _PyRuntime: _PyRuntimeState;
    pub fn _PyInterpreterState_Main() -> *mut PyInterpreterState;
    pub fn _PyInterpreterState_GetIDObject(arg1: *mut PyInterpreterState) -> *mut PyObject;
    pub fn _PyInterpreterState_SetRunningMain(arg1: *mut PyInterpreterState) -> ::std::os::raw::c_int;
    pub fn _PyInterpreterState_SetNotRunningMain(arg1: *mut PyInterpreterState);
    pub fn _PyInterpreterState_IsRunningMain(arg1: *mut PyInterpreterState) -> ::std::os::raw::c_int;
    pub fn _PyErr_SetInterpreterAlreadyRunning();
    pub fn _PyThreadState_GetCurrent() -> *mut PyThreadState;
    pub fn _PyEval_StopTheWorld(interp: *mut PyInterpreterState);
    pub fn _PyEval_StartTheWorld(interp: *mut PyInterpreterState);
    pub fn _PyThreadState_New(interp: *mut PyInterpreterState, whence: ::std::os::raw::c_int) -> *mut PyThreadState;
    pub fn _PyThreadState_NewBound(
        interp: *mut PyInterpreterState,
        whence: ::std::os::raw::c_int,
    ) -> *mut PyThreadState;
    pub fn _PyThreadState_GetDict(tstate: *mut PyThreadState) -> *mut PyObject;
    pub fn _PyState_AddModule(
        tstate: *mut PyThreadState,
        module: *mut PyObject,
        def: *mut PyModuleDef,
    ) -> ::std::os::raw::c_int;
    pub fn _PyStaticType_InitForExtension(
        interp: *mut PyInterpreterState,
        self_: *mut PyTypeObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyStaticType_GetBuiltins() -> *mut PyObject;
    pub fn _PyType_GetDict(arg1: *mut PyTypeObject) -> *mut PyObject;
    pub fn _PyType_GetSlotWrapperNames() -> *mut PyObject;
    pub fn _PySuper_Lookup(
        su_type: *mut PyTypeObject,
        su_obj: *mut PyObject,
        name: *mut PyObject,
        meth_found: *mut ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn _PyType_SetVersion(tp: *mut PyTypeObject, version: ::std::os::raw::c_uint);
    pub fn _PyType_GetBaseByToken_Borrow(
        type_: *mut PyTypeObject,
        token: *mut ::std::os::raw::c_void,
        result: *mut *mut PyTypeObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_IsFreed(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _Py_FatalRefcountErrorFunc(func: *const ::std::os::raw::c_char, message: *const ::std::os::raw::c_char)
    -> !;
    pub fn _Py_SetImmortal(op: *mut PyObject);
    pub fn _Py_SetImmortalUntracked(op: *mut PyObject);
    pub fn _PyType_AllocNoTrack(type_: *mut PyTypeObject, nitems: Py_ssize_t) -> *mut PyObject;
    pub fn _PyType_NewManagedObject(type_: *mut PyTypeObject) -> *mut PyObject;
    pub fn _PyObject_LookupSpecial(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyObject_LookupSpecialMethod(
        attr: *mut PyObject,
        method_and_self: *mut _PyStackRef,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_MaybeCallSpecialNoArgs(self_: *mut PyObject, attr: *mut PyObject) -> *mut PyObject;
    pub fn _PyObject_MaybeCallSpecialOneArg(
        self_: *mut PyObject,
        attr: *mut PyObject,
        arg: *mut PyObject,
    ) -> *mut PyObject;
    pub fn _PyObject_GetMethod(
        obj: *mut PyObject,
        name: *mut PyObject,
        method: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyObject_GetState(arg1: *mut PyObject) -> *mut PyObject;
    pub static mut _PyNone_Type: PyTypeObject;
    pub static mut _PyNotImplemented_Type: PyTypeObject;
    pub static mut _Py_SwappedOp: [::std::os::raw::c_int; 0usize];
    pub fn _PyDict_DelItemIf(
        mp: *mut PyObject,
        key: *mut PyObject,
        predicate: ::std::option::Option<
            unsafe extern "C" fn(value: *mut PyObject, arg: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int,
        >,
        arg: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_SetItem_KnownHash(
        mp: *mut PyObject,
        key: *mut PyObject,
        item: *mut PyObject,
        hash: Py_hash_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_DelItem_KnownHash(mp: *mut PyObject, key: *mut PyObject, hash: Py_hash_t) -> ::std::os::raw::c_int;
    pub fn _PyDict_SizeOf(arg1: *mut PyDictObject) -> Py_ssize_t;
    pub fn _PyDict_MergeEx(
        mp: *mut PyObject,
        other: *mut PyObject,
        override_: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_LoadGlobal(arg1: *mut PyDictObject, arg2: *mut PyDictObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn _PyDict_LoadGlobalStackRef(
        arg1: *mut PyDictObject,
        arg2: *mut PyDictObject,
        arg3: *mut PyObject,
        arg4: *mut _PyStackRef,
    );
    pub fn _PyDict_SetItem_Take2(
        op: *mut PyDictObject,
        key: *mut PyObject,
        value: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_SetItem_KnownHash_LockHeld(
        mp: *mut PyDictObject,
        key: *mut PyObject,
        value: *mut PyObject,
        hash: Py_hash_t,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_GetItemRef_KnownHash_LockHeld(
        op: *mut PyDictObject,
        key: *mut PyObject,
        hash: Py_hash_t,
        result: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyDict_SendEvent(
        watcher_bits: ::std::os::raw::c_int,
        event: PyDict_WatchEvent,
        mp: *mut PyDictObject,
        key: *mut PyObject,
        value: *mut PyObject,
    );
    pub fn _PyDict_FromItems(
        keys: *const *mut PyObject,
        keys_offset: Py_ssize_t,
        values: *const *mut PyObject,
        values_offset: Py_ssize_t,
        length: Py_ssize_t,
    ) -> *mut PyObject;
    pub fn _PyFunction_SetVersion(func: *mut PyFunctionObject, version: u32);
    pub fn _PyFunction_VerifyStateless(arg1: *mut PyThreadState, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyBytes_DecodeEscape2(
        arg1: *const ::std::os::raw::c_char,
        arg2: Py_ssize_t,
        arg3: *const ::std::os::raw::c_char,
        arg4: *mut ::std::os::raw::c_int,
        arg5: *mut *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn _PyBytes_Find(
        haystack: *const ::std::os::raw::c_char,
        len_haystack: Py_ssize_t,
        needle: *const ::std::os::raw::c_char,
        len_needle: Py_ssize_t,
        offset: Py_ssize_t,
    ) -> Py_ssize_t;
    pub fn _PyBytes_ReverseFind(
        haystack: *const ::std::os::raw::c_char,
        len_haystack: Py_ssize_t,
        needle: *const ::std::os::raw::c_char,
        len_needle: Py_ssize_t,
        offset: Py_ssize_t,
    ) -> Py_ssize_t;
    pub fn _PyBytes_Repeat(
        dest: *mut ::std::os::raw::c_char,
        len_dest: Py_ssize_t,
        src: *const ::std::os::raw::c_char,
        len_src: Py_ssize_t,
    );
    pub fn _PyLong_ExactDealloc(self_: *mut PyObject);
    pub fn _PyLong_Frexp(a: *mut PyLongObject, e: *mut i64) -> f64;
    pub fn _PyLong_DivmodNear(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyLong_Format(obj: *mut PyObject, base: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn _PyLong_Rshift(arg1: *mut PyObject, arg2: i64) -> *mut PyObject;
    pub fn _PyLong_Lshift(arg1: *mut PyObject, arg2: i64) -> *mut PyObject;
    pub fn _PyLong_Add(left: *mut PyLongObject, right: *mut PyLongObject) -> *mut PyObject;
    pub fn _PyLong_Multiply(left: *mut PyLongObject, right: *mut PyLongObject) -> *mut PyObject;
    pub fn _PyLong_Subtract(left: *mut PyLongObject, right: *mut PyLongObject) -> *mut PyObject;
    pub static mut _PyLong_DigitValue: [::std::os::raw::c_uchar; 256usize];
    pub fn _PyLong_UnsignedShort_Converter(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyLong_UnsignedInt_Converter(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyLong_UnsignedLong_Converter(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyLong_UnsignedLongLong_Converter(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyLong_Size_t_Converter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn _PyLong_UInt8_Converter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn _PyLong_UInt16_Converter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn _PyLong_UInt32_Converter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn _PyLong_UInt64_Converter(arg1: *mut PyObject, arg2: *mut ::std::os::raw::c_void) -> ::std::os::raw::c_int;
    pub fn _Py_closerange(first: ::std::os::raw::c_int, last: ::std::os::raw::c_int);
    pub fn _Py_normpath(path: *mut wchar_t, size: Py_ssize_t) -> *mut wchar_t;
    pub fn _PyLong_FileDescriptor_Converter(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _Py_UniversalNewlineFgetsWithSize(
        arg1: *mut ::std::os::raw::c_char,
        arg2: ::std::os::raw::c_int,
        arg3: *mut FILE,
        arg4: *mut PyObject,
        arg5: *mut usize,
    ) -> *mut ::std::os::raw::c_char;
    pub fn _Py_IsValidFD(fd: ::std::os::raw::c_int) -> ::std::os::raw::c_int;
    pub fn _Py_strerror(code: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn _PyUnicode_CheckConsistency(
        op: *mut PyObject,
        check_content: ::std::os::raw::c_int,
    ) -> ::std::os::raw::c_int;
    pub fn _PyUnicode_ExactDealloc(op: *mut PyObject);
    pub fn _PyUnicode_Copy(unicode: *mut PyObject) -> *mut PyObject;
    pub fn _PyUnicode_AsUTF8String(unicode: *mut PyObject, errors: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn _PyUnicode_EncodeUTF32(
        object: *mut PyObject,
        errors: *const ::std::os::raw::c_char,
        byteorder: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn _PyUnicode_EncodeUTF16(
        unicode: *mut PyObject,
        errors: *const ::std::os::raw::c_char,
        byteorder: ::std::os::raw::c_int,
    ) -> *mut PyObject;
    pub fn _PyUnicode_DecodeUnicodeEscapeInternal2(
        string: *const ::std::os::raw::c_char,
        length: Py_ssize_t,
        errors: *const ::std::os::raw::c_char,
        consumed: *mut Py_ssize_t,
        first_invalid_escape_char: *mut ::std::os::raw::c_int,
        first_invalid_escape_ptr: *mut *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn _PyUnicode_TransformDecimalAndSpaceToASCII(unicode: *mut PyObject) -> *mut PyObject;
    pub fn _PyUnicode_JoinArray(
        separator: *mut PyObject,
        items: *const *mut PyObject,
        seqlen: Py_ssize_t,
    ) -> *mut PyObject;
    pub fn _PyUnicode_EqualToASCIIString(
        left: *mut PyObject,
        right: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn _PyUnicode_Equal(arg1: *mut PyObject, arg2: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyUnicode_ScanIdentifier(arg1: *mut PyObject) -> Py_ssize_t;
    pub fn _PyUnicode_InternMortal(interp: *mut PyInterpreterState, arg1: *mut *mut PyObject);
    pub fn _PyUnicode_InternImmortal(interp: *mut PyInterpreterState, arg1: *mut *mut PyObject);
    pub fn _PyUnicode_InternInPlace(interp: *mut PyInterpreterState, p: *mut *mut PyObject);
    pub fn _PyUnicode_AsUTF8NoNUL(arg1: *mut PyObject) -> *const ::std::os::raw::c_char;
    pub fn _PyFloat_ExactDealloc(op: *mut PyObject);
    pub fn _PyList_Extend(arg1: *mut PyListObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyList_SliceSubscript(arg1: *mut PyObject, arg2: *mut PyObject) -> *mut PyObject;
    pub fn _PyList_AppendTakeRefListResize(self_: *mut PyListObject, newitem: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyList_FromStackRefStealOnSuccess(src: *const _PyStackRef, n: Py_ssize_t) -> *mut PyObject;
    pub fn _PyList_AsTupleAndClear(v: *mut PyListObject) -> *mut PyObject;
    pub fn _PyTuple_FromArray(arg1: *const *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn _PyTuple_FromStackRefStealOnSuccess(arg1: *const _PyStackRef, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn _PyTuple_FromArraySteal(arg1: *const *mut PyObject, arg2: Py_ssize_t) -> *mut PyObject;
    pub fn _PyGen_yf(arg1: *mut PyGenObject) -> *mut PyObject;
    pub fn _PyGen_SetStopIterationValue(arg1: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyGen_FetchStopIterationValue(arg1: *mut *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyCoro_GetAwaitableIter(o: *mut PyObject) -> *mut PyObject;
    pub fn _PyEval_SetProfile(
        tstate: *mut PyThreadState,
        func: Py_tracefunc,
        arg: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyEval_GetBuiltin(arg1: *mut PyObject) -> *mut PyObject;
    pub fn _PyEval_MakePendingCalls(arg1: *mut PyThreadState) -> ::std::os::raw::c_int;
    pub fn _PyEval_AddPendingCall(
        interp: *mut PyInterpreterState,
        func: _Py_pending_call_func,
        arg: *mut ::std::os::raw::c_void,
        flags: ::std::os::raw::c_int,
    ) -> _Py_add_pending_call_result;
    pub fn _Py_CheckRecursiveCall(
        tstate: *mut PyThreadState,
        where_: *const ::std::os::raw::c_char,
    ) -> ::std::os::raw::c_int;
    pub fn _Py_MakeCoro(func: *mut PyFunctionObject) -> *mut PyObject;
    pub fn _Py_HandlePending(tstate: *mut PyThreadState) -> ::std::os::raw::c_int;
    pub static _PyEval_BinaryOps: [binaryfunc; 0usize];
    pub static _PyEval_ConversionFuncs: [conversion_func; 0usize];
    pub static _Py_SpecialMethods: [_Py_SpecialMethod; 0usize];
    pub static _Py_FunctionAttributeOffsets: [usize; 0usize];
    pub fn _PyEval_CheckExceptStarTypeValid(tstate: *mut PyThreadState, right: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyEval_CheckExceptTypeValid(tstate: *mut PyThreadState, right: *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PyEval_ExceptionGroupMatch(
        arg1: *mut _PyInterpreterFrame,
        exc_value: *mut PyObject,
        match_type: *mut PyObject,
        match_: *mut *mut PyObject,
        rest: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyEval_FormatAwaitableError(
        tstate: *mut PyThreadState,
        type_: *mut PyTypeObject,
        oparg: ::std::os::raw::c_int,
    );
    pub fn _PyEval_FormatExcCheckArg(
        tstate: *mut PyThreadState,
        exc: *mut PyObject,
        format_str: *const ::std::os::raw::c_char,
        obj: *mut PyObject,
    );
    pub fn _PyEval_FormatExcUnbound(tstate: *mut PyThreadState, co: *mut PyCodeObject, oparg: ::std::os::raw::c_int);
    pub fn _PyEval_FormatKwargsError(tstate: *mut PyThreadState, func: *mut PyObject, kwargs: *mut PyObject);
    pub fn _PyEval_ImportFrom(arg1: *mut PyThreadState, arg2: *mut PyObject, arg3: *mut PyObject) -> *mut PyObject;
    pub fn _PyEval_ImportName(
        arg1: *mut PyThreadState,
        arg2: *mut _PyInterpreterFrame,
        arg3: *mut PyObject,
        arg4: *mut PyObject,
        arg5: *mut PyObject,
    ) -> *mut PyObject;
    pub fn _PyEval_MatchClass(
        tstate: *mut PyThreadState,
        subject: *mut PyObject,
        type_: *mut PyObject,
        nargs: Py_ssize_t,
        kwargs: *mut PyObject,
    ) -> *mut PyObject;
    pub fn _PyEval_MatchKeys(tstate: *mut PyThreadState, map: *mut PyObject, keys: *mut PyObject) -> *mut PyObject;
    pub fn _PyEval_MonitorRaise(tstate: *mut PyThreadState, frame: *mut _PyInterpreterFrame, instr: *mut _Py_CODEUNIT);
    pub fn _PyEval_NoToolsForUnwind(tstate: *mut PyThreadState) -> bool;
    pub fn _PyEval_UnpackIterableStackRef(
        tstate: *mut PyThreadState,
        v: *mut PyObject,
        argcnt: ::std::os::raw::c_int,
        argcntafter: ::std::os::raw::c_int,
        sp: *mut _PyStackRef,
    ) -> ::std::os::raw::c_int;
    pub fn _PyEval_FrameClearAndPop(tstate: *mut PyThreadState, frame: *mut _PyInterpreterFrame);
    pub fn _PyObjectArray_FromStackRefArray(
        input: *mut _PyStackRef,
        nargs: Py_ssize_t,
        scratch: *mut *mut PyObject,
    ) -> *mut *mut PyObject;
    pub fn _PyObjectArray_Free(array: *mut *mut PyObject, scratch: *mut *mut PyObject);
    pub fn _PyEval_GetANext(aiter: *mut PyObject) -> *mut PyObject;
    pub fn _PyEval_LoadGlobalStackRef(
        globals: *mut PyObject,
        builtins: *mut PyObject,
        name: *mut PyObject,
        writeto: *mut _PyStackRef,
    );
    pub fn _PyEval_GetAwaitable(iterable: *mut PyObject, oparg: ::std::os::raw::c_int) -> *mut PyObject;
    pub fn _PyEval_LoadName(
        tstate: *mut PyThreadState,
        frame: *mut _PyInterpreterFrame,
        name: *mut PyObject,
    ) -> *mut PyObject;
    pub fn _Py_Check_ArgsIterable(
        tstate: *mut PyThreadState,
        func: *mut PyObject,
        args: *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyEval_SpecialMethodCanSuggest(self_: *mut PyObject, oparg: ::std::os::raw::c_int)
    -> ::std::os::raw::c_int;
    pub fn _Py_LoadAttr_StackRefSteal(
        tstate: *mut PyThreadState,
        owner: _PyStackRef,
        name: *mut PyObject,
        self_or_null: *mut _PyStackRef,
    ) -> _PyStackRef;
    pub fn _Py_CheckFunctionResult(
        tstate: *mut PyThreadState,
        callable: *mut PyObject,
        result: *mut PyObject,
        where_: *const ::std::os::raw::c_char,
    ) -> *mut PyObject;
    pub fn _PyObject_CallMethod(
        obj: *mut PyObject,
        name: *mut PyObject,
        format: *const ::std::os::raw::c_char,
        ...
    ) -> *mut PyObject;
    pub fn _PyObject_MakeTpCall(
        tstate: *mut PyThreadState,
        callable: *mut PyObject,
        args: *const *mut PyObject,
        nargs: Py_ssize_t,
        keywords: *mut PyObject,
    ) -> *mut PyObject;
    pub fn _Py_convert_optional_to_ssize_t(
        arg1: *mut PyObject,
        arg2: *mut ::std::os::raw::c_void,
    ) -> ::std::os::raw::c_int;
    pub fn _PyNumber_Index(o: *mut PyObject) -> *mut PyObject;
    pub fn _PyNamespace_New(kwds: *mut PyObject) -> *mut PyObject;
    pub fn _PySys_GetOptionalAttr(arg1: *mut PyObject, arg2: *mut *mut PyObject) -> ::std::os::raw::c_int;
    pub fn _PySys_GetOptionalAttrString(
        arg1: *const ::std::os::raw::c_char,
        arg2: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PySys_GetRequiredAttr(arg1: *mut PyObject) -> *mut PyObject;
    pub fn _PySys_GetRequiredAttrString(arg1: *const ::std::os::raw::c_char) -> *mut PyObject;
    pub fn _PySys_GetSizeOf(arg1: *mut PyObject) -> usize;
    pub fn _Py_DisplaySourceLine(
        arg1: *mut PyObject,
        arg2: *mut PyObject,
        arg3: ::std::os::raw::c_int,
        arg4: ::std::os::raw::c_int,
        arg5: *mut ::std::os::raw::c_int,
        arg6: *mut *mut PyObject,
    ) -> ::std::os::raw::c_int;
    pub fn _PyTraceback_Add(
        arg1: *const ::std::os::raw::c_char,
        arg2: *const ::std::os::raw::c_char,
        arg3: ::std::os::raw::c_int,
    );
    pub fn _Py_InitDumpStack();
    pub fn _Py_DumpStack(fd: ::std::os::raw::c_int);
    pub static _PyIntrinsics_UnaryFunctions: [intrinsic_func1_info; 0usize];
    pub static _PyIntrinsics_BinaryFunctions: [intrinsic_func2_info; 0usize];
}
