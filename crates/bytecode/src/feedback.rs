//! Type feedback: what a quickened instruction and its inline cache say.

use crate::ObjectRef;

/// The exact class both operands of an arithmetic or comparison instruction had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandClass {
    /// Exact `int`.
    Int,
    /// Exact `float`.
    Float,
    /// Exact `str`.
    Str,
}

/// Which pairs of exact `int` and `float` an arithmetic or comparison instruction has seen. Inline caches know pairs of one
/// class only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct NumberPairs(u8);

impl NumberPairs {
    /// Two of `int`.
    pub const INTS: NumberPairs = NumberPairs::pair(true, true);
    /// Two of `float`.
    pub const FLOATS: NumberPairs = NumberPairs::pair(false, false);
    /// Every pair.
    pub const ANY: NumberPairs = NumberPairs(0b1111);

    /// One pair: whether each operand is an `int` rather than a `float`.
    pub const fn pair(left_is_int: bool, right_is_int: bool) -> NumberPairs {
        NumberPairs(1 << NumberPairs::index(left_is_int, right_is_int))
    }

    /// Place of a pair in [`NumberPairs::EACH`].
    pub const fn index(left_is_int: bool, right_is_int: bool) -> usize {
        left_is_int as usize | (right_is_int as usize) << 1
    }

    /// All four, with no pair among them twice.
    pub const EACH: [NumberPairs; 4] =
        [NumberPairs::FLOATS, NumberPairs::pair(true, false), NumberPairs::pair(false, true), NumberPairs::INTS];

    /// Those of either.
    pub const fn union(self, other: NumberPairs) -> NumberPairs {
        NumberPairs(self.0 | other.0)
    }

    /// Those in which the left (or right) operand is of that class.
    pub fn with_operand(self, right: bool, is_int: bool) -> NumberPairs {
        let all = [false, true]
            .map(|other| if right { NumberPairs::pair(other, is_int) } else { NumberPairs::pair(is_int, other) });
        NumberPairs(self.0 & (all[0].0 | all[1].0))
    }

    /// Those that are not two of `int`.
    pub const fn without_ints(self) -> NumberPairs {
        NumberPairs(self.0 & !NumberPairs::INTS.0)
    }

    /// Whether all of these are among the others.
    pub const fn is_subset(self, other: NumberPairs) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What `BINARY_SUBSCR`, `STORE_SUBSCR` and `UNPACK_SEQUENCE` have seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscrFeedback {
    /// An exact `list` (indexed by a non-negative small `int`).
    List,
    /// An exact `tuple` (indexed by a non-negative small `int`).
    Tuple,
    /// An exact `dict`.
    Dict,
}

/// What an attribute instruction has seen.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq)]
pub enum AttrFeedback {
    /// In the instance's inline values at `index`.
    InstanceValue { type_version: u32, index: u16 },
    /// In a `__slots__` member at byte `offset` of the object.
    Slot { type_version: u32, offset: u16 },
    /// In the instance's dict; `index` is a hint into the entries.
    WithHint { type_version: u32, index: u16 },
    /// In a module's dict at entry `index`, while the dict's keys have that version.
    Module { keys_version: u32, index: u16 },
    /// On a class object itself: the value found.
    Class { type_version: u32, value: ObjectRef },
    /// A property whose getter is a Python function.
    Property { type_version: u32, getter: ObjectRef },
    /// A method or other class attribute; `keys_version` is 0 unless instances have inline values. For
    /// `MethodLazyDict`, `lazy_dict` is set: the instance's dict must not exist.
    Method { type_version: u32, keys_version: u32, lazy_dict: bool, descriptor: ObjectRef },
}

impl AttrFeedback {
    /// Version of the class (of the class itself for [`AttrFeedback::Class`]) that was seen; modules have none.
    pub fn type_version(&self) -> Option<u32> {
        match self {
            AttrFeedback::InstanceValue { type_version, .. }
            | AttrFeedback::Slot { type_version, .. }
            | AttrFeedback::WithHint { type_version, .. }
            | AttrFeedback::Class { type_version, .. }
            | AttrFeedback::Property { type_version, .. }
            | AttrFeedback::Method { type_version, .. } => Some(*type_version),
            AttrFeedback::Module { .. } => None,
        }
    }
}

/// Where instances of one class have an attribute. Inline caches remember one class; what compiled code saw at its own
/// exits is kept beside them, one of these for each class.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributePlace {
    /// Version of the class.
    pub type_version: u32,
    /// Where it is.
    pub kind: PlaceKind,
}

/// See [`AttributePlace`].
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceKind {
    /// In the instance's inline values at `index`.
    InstanceValue { index: u32 },
    /// In a `__slots__` member at byte `offset` of the object.
    Slot { offset: u32 },
    /// A method of the class. With `shared_keys`, instances have inline values; none hides the method while their shared
    /// keys have so many entries. Without, they have no dict at all.
    Method { descriptor: ObjectRef, shared_keys: Option<u32> },
}

/// What a `LOAD_GLOBAL` has seen.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobalFeedback {
    /// Found in the module's globals, entry `index`, keys version as given.
    Module { keys_version: u32, index: u16 },
    /// Found in builtins.
    Builtin { module_keys_version: u32, builtin_keys_version: u32, index: u16 },
}

/// What a `CALL` has seen; named after CPython's specialisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CallFeedback {
    PyExactArgs,
    PyWithDefaults,
    BoundMethodExactArgs,
    Type1,
    Str1,
    Tuple1,
    BuiltinClass,
    BuiltinO,
    BuiltinFast,
    BuiltinFastWithKeywords,
    Len,
    Isinstance,
    ListAppend,
    MethodDescriptorO,
    MethodDescriptorNoargs,
    MethodDescriptorFast,
    MethodDescriptorFastWithKeywords,
}

/// What a `FOR_ITER` or `SEND` has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum IterFeedback {
    List,
    Tuple,
    Range,
    Generator,
}

/// What the interpreter knows about one instruction.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Feedback {
    /// The instruction has no inline cache, or it says nothing.
    #[default]
    None,
    /// It has a cache and has never run.
    Cold,
    /// It ran often enough for the interpreter to look, which found no special form for what it saw.
    Unspecialised,
    /// `BINARY_OP`, `COMPARE_OP`.
    Operands(OperandClass),
    /// `BINARY_SUBSCR`, `STORE_SUBSCR`, `UNPACK_SEQUENCE`.
    Subscr(SubscrFeedback),
    /// `LOAD_ATTR`, `STORE_ATTR`.
    Attr(AttrFeedback),
    /// `LOAD_GLOBAL`.
    Global(GlobalFeedback),
    /// `CALL`.
    Call(CallFeedback),
    /// `FOR_ITER`, `SEND`.
    Iter(IterFeedback),
}
