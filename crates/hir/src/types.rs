//! The type lattice.
//!
//! A type is a machine representation and, for objects, the set of exact classes the value may have. Sets are ordered
//! by inclusion: `meet` of two paths is the union of their sets. There is no "subclass of": an instance of a subclass
//! of `int` is [`Class::Other`], because no fast path applies to it.

use andiron_bytecode::Class;
use std::fmt;

/// How a value is held in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rep {
    /// No value: the instruction is run for its effect.
    Void,
    /// A `PyObject *`; NULL only where the class set says so.
    Object,
    /// A 64-bit signed integer: an `int` unboxed.
    I64,
    /// A double: a `float` unboxed.
    F64,
    /// A truth value, 0 or 1.
    Bool,
    /// A raw pointer that is not an object.
    Ptr,
}

/// A set of exact classes, plus NULL.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClassSet(u32);

const CLASSES: [(Class, &str); 21] = [
    (Class::NoneType, "None"),
    (Class::Bool, "Bool"),
    (Class::Int, "Int"),
    (Class::Float, "Float"),
    (Class::Str, "Str"),
    (Class::Bytes, "Bytes"),
    (Class::Tuple, "Tuple"),
    (Class::List, "List"),
    (Class::Dict, "Dict"),
    (Class::Set, "Set"),
    (Class::Range, "Range"),
    (Class::RangeIterator, "RangeIterator"),
    (Class::ListIterator, "ListIterator"),
    (Class::TupleIterator, "TupleIterator"),
    (Class::Function, "Function"),
    (Class::BuiltinFunction, "BuiltinFunction"),
    (Class::MethodDescriptor, "MethodDescriptor"),
    (Class::Type, "Type"),
    (Class::Module, "Module"),
    (Class::Cell, "Cell"),
    (Class::Other, "Other"),
];
const NULL_BIT: u32 = 1 << 31;
const ANY_BITS: u32 = (1 << CLASSES.len()) - 1;

impl ClassSet {
    /// No class: unreachable.
    pub const EMPTY: ClassSet = ClassSet(0);
    /// NULL alone.
    pub const NULL: ClassSet = ClassSet(NULL_BIT);
    /// Any object, not NULL.
    pub const ANY: ClassSet = ClassSet(ANY_BITS);
    /// Any object or NULL.
    pub const NULLABLE: ClassSet = ClassSet(ANY_BITS | NULL_BIT);

    /// Exactly one class.
    pub fn one(class: Class) -> ClassSet {
        let bit = CLASSES.iter().position(|(c, _)| *c == class).expect("every class is listed");
        ClassSet(1 << bit)
    }

    /// The single class in the set, if it holds exactly one and not NULL.
    pub fn single(self) -> Option<Class> {
        (self.0.count_ones() == 1 && self.0 != NULL_BIT).then(|| CLASSES[self.0.trailing_zeros() as usize].0)
    }

    /// Union.
    pub fn union(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 | other.0)
    }

    /// Intersection.
    pub fn intersect(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & other.0)
    }

    /// Whether every member is in `other`.
    pub fn is_subset(self, other: ClassSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether NULL may be.
    pub fn may_be_null(self) -> bool {
        self.0 & NULL_BIT != 0
    }

    /// Without the members of `other`.
    pub fn without(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & !other.0)
    }

    /// Without NULL.
    pub fn non_null(self) -> ClassSet {
        ClassSet(self.0 & !NULL_BIT)
    }
}

/// A value's type.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Type {
    /// Machine representation.
    pub rep: Rep,
    /// Possible classes; meaningful for [`Rep::Object`] alone, [`ClassSet::EMPTY`] otherwise.
    pub classes: ClassSet,
}

impl Type {
    /// No value.
    pub const VOID: Type = Type::raw(Rep::Void);
    /// Unboxed integer.
    pub const I64: Type = Type::raw(Rep::I64);
    /// Unboxed float.
    pub const F64: Type = Type::raw(Rep::F64);
    /// Truth value.
    pub const BOOL: Type = Type::raw(Rep::Bool);
    /// Raw pointer.
    pub const PTR: Type = Type::raw(Rep::Ptr);
    /// Any object.
    pub const OBJECT: Type = Type { rep: Rep::Object, classes: ClassSet::ANY };
    /// Any object or NULL.
    pub const NULLABLE: Type = Type { rep: Rep::Object, classes: ClassSet::NULLABLE };
    /// NULL.
    pub const NULL: Type = Type { rep: Rep::Object, classes: ClassSet::NULL };

    /// A representation with no classes.
    pub const fn raw(rep: Rep) -> Type {
        Type { rep, classes: ClassSet::EMPTY }
    }

    /// An object of exactly that class.
    pub fn of(class: Class) -> Type {
        Type { rep: Rep::Object, classes: ClassSet::one(class) }
    }

    /// Least type that holds both; the representations must be equal.
    pub fn union(self, other: Type) -> Type {
        debug_assert_eq!(self.rep, other.rep);
        Type { rep: self.rep, classes: self.classes.union(other.classes) }
    }

    /// Whether it is an object of exactly `class`.
    pub fn is(self, class: Class) -> bool {
        self.rep == Rep::Object && self.classes == ClassSet::one(class)
    }

    /// Whether it is an object (or NULL).
    pub fn is_object(self) -> bool {
        self.rep == Rep::Object
    }

    /// Whether it may be NULL.
    pub fn may_be_null(self) -> bool {
        self.rep == Rep::Object && self.classes.may_be_null()
    }

    /// Whether dropping the last reference to such a value can run no Python code (no finaliser, no weakref callback,
    /// no contained objects).
    pub fn drops_silently(self) -> bool {
        let simple = [
            Class::NoneType,
            Class::Bool,
            Class::Int,
            Class::Float,
            Class::Str,
            Class::Bytes,
            Class::Range,
            Class::RangeIterator,
        ]
        .into_iter()
        .fold(ClassSet::NULL, |set, class| set.union(ClassSet::one(class)));
        self.rep != Rep::Object || self.classes.is_subset(simple)
    }

    /// Whether such a value is never reference counted (immortal, or no object at all).
    pub fn is_immortal(self) -> bool {
        let immortal = ClassSet::NULL.union(ClassSet::one(Class::NoneType)).union(ClassSet::one(Class::Bool));
        self.rep != Rep::Object || self.classes.is_subset(immortal)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rep {
            Rep::Void => f.write_str("Void"),
            Rep::I64 => f.write_str("I64"),
            Rep::F64 => f.write_str("F64"),
            Rep::Bool => f.write_str("Bool_"),
            Rep::Ptr => f.write_str("Ptr"),
            Rep::Object => match self.classes {
                ClassSet::ANY => f.write_str("Object"),
                ClassSet::NULLABLE => f.write_str("Nullable"),
                ClassSet::EMPTY => f.write_str("Never"),
                set => {
                    let mut first = true;
                    for (i, (_, name)) in CLASSES.iter().enumerate() {
                        if set.0 & (1 << i) != 0 {
                            write!(f, "{}{name}", if first { "" } else { "|" })?;
                            first = false;
                        }
                    }
                    if set.may_be_null() {
                        write!(f, "{}Null", if first { "" } else { "|" })?;
                    }
                    Ok(())
                }
            },
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Type { rep: Rep::Object, classes: *self })
    }
}

impl std::str::FromStr for Type {
    type Err = String;

    /// Reads what [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Type, String> {
        Ok(match text {
            "Void" => Type::VOID,
            "I64" => Type::I64,
            "F64" => Type::F64,
            "Bool_" => Type::BOOL,
            "Ptr" => Type::PTR,
            "Object" => Type::OBJECT,
            "Nullable" => Type::NULLABLE,
            "Never" => Type { rep: Rep::Object, classes: ClassSet::EMPTY },
            names => {
                let mut set = ClassSet::EMPTY;
                for name in names.split('|') {
                    set = set.union(if name == "Null" {
                        ClassSet::NULL
                    } else {
                        let class = CLASSES.iter().find(|(_, n)| *n == name).ok_or(format!("no type {name:?}"))?.0;
                        ClassSet::one(class)
                    });
                }
                Type { rep: Rep::Object, classes: set }
            }
        })
    }
}

/// Name of a class in listings.
pub fn class_name(class: Class) -> &'static str {
    CLASSES.iter().find(|(c, _)| *c == class).expect("every class is listed").1
}

/// The class of that name.
pub fn class_from_name(name: &str) -> Option<Class> {
    CLASSES.iter().find(|(_, n)| *n == name).map(|(c, _)| *c)
}
