//! What is known about particular Python objects: constants, globals, callees.

/// Exact built-in classes that the compiler tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Class {
    NoneType,
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    Tuple,
    List,
    Dict,
    Set,
    Range,
    RangeIterator,
    ListIterator,
    TupleIterator,
    Function,
    BuiltinFunction,
    MethodDescriptor,
    Type,
    Module,
    Cell,
    /// Anything else, instances of subclasses of the above included.
    Other,
}

/// One particular object. The compiled code that uses it keeps a reference, so the address stays good.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectRef {
    /// Address of the object; in tests any number that tells objects apart.
    pub address: usize,
    /// Its exact class.
    pub class: Class,
    /// Short text for listings.
    pub text: String,
    /// What else is known.
    pub fact: Fact,
}

/// Knowledge about an object that can never change, or that compiled code must guard (stated per variant).
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Fact {
    /// Nothing beyond the class.
    #[default]
    None,
    /// An exact `int` that fits.
    Int(i64),
    /// An exact `float`.
    Float(f64),
    /// `True` or `False`.
    Bool(bool),
    /// A `str`.
    Str(String),
    /// A tuple's items.
    Tuple(Vec<ObjectRef>),
    /// A Python function as it is now; code that relies on it must guard `__code__` (and the defaults it uses).
    Function(FunctionFacts),
    /// A C function bound to a module or object. Immutable.
    Builtin(BuiltinFacts),
    /// A C method descriptor of a built-in class. Immutable.
    MethodDescriptor(BuiltinFacts),
    /// A class as it is now; valid while its version tag is `version`.
    Type(TypeFacts),
}

/// A Python function's code and signature.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionFacts {
    /// Address of the code object.
    pub code: usize,
    /// `co_argcount`.
    pub argcount: u32,
    /// `co_posonlyargcount`.
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`.
    pub kwonlyargcount: u32,
    /// `*args` or `**kwargs` present.
    pub variadic: bool,
    /// Calling it makes a generator, coroutine or async generator.
    pub generator: bool,
    /// Addresses of the positional defaults, last one for the last parameter.
    pub defaults: Vec<ObjectRef>,
    /// Address of the `__defaults__` tuple, 0 if none.
    pub defaults_tuple: usize,
    /// Parameter names (interned strings' text), positional then keyword-only.
    pub parameters: Vec<String>,
}

/// A C function (`PyMethodDef`).
#[derive(Clone, Debug, PartialEq)]
pub struct BuiltinFacts {
    /// `ml_name`.
    pub name: String,
    /// Name of the module (functions) or class (descriptors) it belongs to.
    pub owner: String,
    /// Calling convention.
    pub convention: Convention,
    /// Address of the C function.
    pub function: usize,
    /// First argument to pass: `m_self` (0 for NULL); for descriptors 0, `self` comes from the stack.
    pub receiver: usize,
    /// Address of the class a descriptor's receiver must be an instance of; 0 for functions.
    pub receiver_class: usize,
}

/// `METH_*` calling conventions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Convention {
    NoArgs,
    O,
    Fast,
    FastWithKeywords,
    Other,
}

/// A class.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeFacts {
    /// `tp_name`.
    pub name: String,
    /// Valid `tp_version_tag`, 0 if it has none.
    pub version: u32,
    /// `tp_new` is `object.__new__`, the metaclass is `type`, and `tp_alloc` is the generic one.
    pub plain_new: bool,
    /// `__init__` where it is a Python function and `plain_new` holds.
    pub init: Option<Box<ObjectRef>>,
}
