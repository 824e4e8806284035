//! The instruction table: what each HIR instruction is, in one place.
//!
//! Builder, printer, parser, verifier, passes and code generator all read this table. To add an instruction, add a row
//! here; the exhaustive `match` in the code generator then points at its lowering.

use crate::types::{Rep, Type};

/// Who owns the reference an instruction's object result stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// Not an object.
    None,
    /// A new reference: somebody must release it.
    Owned,
    /// The same object as operand 0: no reference of its own.
    Alias,
    /// Borrowed from the frame: the slot of `localsplus` it was read from, or the frame's function.
    Frame,
    /// Borrowed from a heap object that may drop it at the next write or call.
    Heap,
    /// Kept alive by the compiled code (constants), or immortal.
    Const,
}

/// What the result's type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultType {
    /// Always this.
    Is(Type),
    /// Operand 0's type, narrowed by the immediate (guards).
    Refined,
    /// Whatever the builder says (constants, loads, helper calls).
    Given,
}

/// Operands an instruction takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operands {
    /// Representations of the fixed operands.
    pub fixed: &'static [Rep],
    /// Whether any number of objects may follow.
    pub variadic: bool,
}

/// Kind of immediate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ImmKind {
    None,
    Index,
    Int,
    Float,
    Bool,
    Object,
    Class,
    Condition,
    Helper,
    Call,
    /// Slot of `localsplus` and what is known of its old content.
    Slot,
    /// Entry of a globals dict.
    Global,
    /// Two slots of `localsplus`.
    Slots,
    /// Version tags of classes.
    Versions,
    /// Why an unconditional exit is taken.
    Reason,
}

/// What an instruction may do besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// May leave for the interpreter *before* anything it does: needs a frame state that resumes at its instruction.
    pub exits: bool,
    /// May raise a Python exception: needs a frame state, whose unit selects the handler.
    pub raises: bool,
    /// May run arbitrary Python code (finalisers included): everything in memory may change, other code may look at
    /// this frame's locals.
    pub runs_python: bool,
    /// Reads mutable memory: its value is good only until the next write.
    pub reads: bool,
    /// Writes memory that other instructions read.
    pub writes: bool,
    /// May be dropped when its result is not used: it neither has an effect nor exits so that the interpreter raises.
    pub removable: bool,
    /// Ends its block.
    pub terminator: bool,
    /// Bit `i`: takes over the reference of operand `i` (for variadic: bit 15 = all operands after the fixed ones).
    pub steals: u16,
}

pub(crate) const fn effects(flags: &str) -> Effects {
    let mut e = Effects {
        exits: false,
        raises: false,
        runs_python: false,
        reads: false,
        writes: false,
        removable: false,
        terminator: false,
        steals: 0,
    };
    let bytes = flags.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'x' => e.exits = true,
            b'e' => e.raises = true,
            b'p' => e.runs_python = true,
            b'r' => e.reads = true,
            b'w' => e.writes = true,
            b'd' => e.removable = true,
            b't' => e.terminator = true,
            b'0'..=b'9' => e.steals |= 1 << (bytes[i] - b'0'),
            b'*' => e.steals |= 1 << 15,
            _ => panic!("unknown effect"),
        }
        i += 1;
    }
    e
}

macro_rules! reps {
    ($($r:ident)*) => { &[$(rep!($r)),*] };
}
macro_rules! rep {
    (O) => {
        Rep::Object
    };
    (I) => {
        Rep::I64
    };
    (F) => {
        Rep::F64
    };
    (B) => {
        Rep::Bool
    };
    (P) => {
        Rep::Ptr
    };
}
macro_rules! result {
    (Void) => {
        ResultType::Is(Type::VOID)
    };
    (I64) => {
        ResultType::Is(Type::I64)
    };
    (F64) => {
        ResultType::Is(Type::F64)
    };
    (Bool) => {
        ResultType::Is(Type::BOOL)
    };
    (Ptr) => {
        ResultType::Is(Type::PTR)
    };
    (Object) => {
        ResultType::Is(Type::OBJECT)
    };
    (Nullable) => {
        ResultType::Is(Type::NULLABLE)
    };
    (Null) => {
        ResultType::Is(Type::NULL)
    };
    (Refined) => {
        ResultType::Refined
    };
    (Given) => {
        ResultType::Given
    };
}
macro_rules! variadic {
    () => {
        false
    };
    (variadic) => {
        true
    };
}

macro_rules! opcodes {
    ($( $(#[doc = $doc:literal])* $name:ident ($($rep:ident)*) $($var:ident)? -> $result:ident, $imm:ident, $own:ident, $effects:literal; )*) => {
        /// An HIR instruction. Effects letters in the table: `x` exits, `e` raises, `p` runs Python, `r` reads memory,
        /// `w` writes memory, `d` removable when unused, `t` terminator, digit: steals that operand, `*` steals the
        /// variadic operands.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Opcode { $( $(#[doc = $doc])* $name, )* }

        impl Opcode {
            /// Every instruction.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$name),*];

            /// Its name in listings.
            pub const fn name(self) -> &'static str {
                match self { $(Opcode::$name => stringify!($name)),* }
            }

            /// The instruction of that name.
            pub fn from_name(name: &str) -> Option<Opcode> {
                match name { $(stringify!($name) => Some(Opcode::$name),)* _ => None }
            }

            /// Its operands.
            pub const fn operands(self) -> Operands {
                match self { $(Opcode::$name => Operands { fixed: reps!($($rep)*), variadic: variadic!($($var)?) }),* }
            }

            /// Its result type.
            pub const fn result(self) -> ResultType {
                match self { $(Opcode::$name => result!($result)),* }
            }

            /// Its immediate.
            pub const fn imm(self) -> ImmKind {
                match self { $(Opcode::$name => ImmKind::$imm),* }
            }

            /// Who owns its result.
            pub const fn ownership(self) -> Ownership {
                match self { $(Opcode::$name => Ownership::$own),* }
            }

            /// What it may do; for [`Opcode::CallHelper`] ask the helper.
            pub const fn effects(self) -> Effects {
                match self { $(Opcode::$name => const { effects($effects) }),* }
            }
        }
    };
}

impl Opcode {
    /// Whether its index is that of a slot of `localsplus`.
    pub const fn names_slot(self) -> bool {
        matches!(self, Opcode::LoadSlot | Opcode::BoxIntOrHeld | Opcode::BoxFloatOrHeld)
    }
}

opcodes! {
    // ---- constants ----
    /// A particular object from the function's object table.
    Const () -> Given, Object, Const, "d";
    /// An integer.
    ConstI64 () -> I64, Int, None, "d";
    /// A float.
    ConstF64 () -> F64, Float, None, "d";
    /// A truth value.
    ConstBool () -> Bool, Bool, None, "d";
    /// The NULL pointer: an unbound local, a missing `self`.
    Null () -> Null, None, Const, "d";

    // ---- frame memory ----
    /// What slot `index` of `localsplus` holds. Only at the head of entry blocks, or right after an instruction that
    /// fills slots itself (`copy_free_vars`).
    LoadSlot () -> Given, Index, Frame, "dr";
    /// Takes over item `index` of the frame's operand stack. Only at the head of handler and on-stack-replacement
    /// entries.
    LoadStack () -> Given, Index, Owned, "r";
    /// Local `index` becomes operand 0 (NULL: unbound). The old value is dropped, which may run its finaliser.
    SetLocal (O) -> Void, Slot, None, "pw0";
    /// Where the operand is true, the second slot gets what the first one holds, too, an `int` or a `float`; what it held
    /// drops silently. Only after home assignment.
    CopySlot (B) -> Void, Slots, None, "w";
    /// Two slots exchange what they hold. Only after home assignment.
    SwapSlots () -> Void, Slots, None, "w";
    /// The function object being run.
    LoadFunction () -> Object, None, Frame, "d";
    /// The `_PyInterpreterFrame` being run.
    LoadFrame () -> Ptr, None, None, "d";
    /// The NULL address, where a helper takes no place for a result.
    NullPtr () -> Ptr, None, None, "d";
    /// The `PyThreadState`.
    LoadThread () -> Ptr, None, None, "d";
    /// Address of word `index` of the activation's scratch area, where helpers leave extra results.
    ScratchAddr () -> Ptr, Index, None, "d";
    /// Takes over the reference in word `index` of the scratch area.
    TakeScratch () -> Given, Index, Owned, "r";

    // ---- guards ----
    /// Operand is exactly of the class. Stays, used or not: with another class the interpreter might raise.
    GuardType (O) -> Refined, Class, Alias, "x";
    /// Operand is not NULL. Stays, used or not: in the interpreter an unbound name raises.
    GuardNotNull (O) -> Refined, None, Alias, "x";
    /// Operand is that very object.
    GuardIs (O) -> Refined, Object, Alias, "x";
    /// Operand's type has version tag `int`.
    GuardTypeVersion (O) -> Void, Int, None, "xr";
    /// Operand's type has one of the version tags.
    GuardTypeVersions (O) -> Void, Versions, None, "xr";
    /// Operand is a type object whose own version tag is `int`.
    GuardClassVersion (O) -> Void, Int, None, "xr";
    /// Operand's heap type caches keys of version `int`, and the instance has inline values, so that no instance
    /// attribute hides the class's.
    GuardKeysVersion (O) -> Void, Int, None, "xr";
    /// Operand's heap type caches `int` keys, and the instance has inline values. Keys are only ever added, so those that
    /// were missing are missing still.
    GuardKeysCount (O) -> Void, Int, None, "xr";
    /// Operand has no instance dict yet (type has a dict pointer at `tp_dictoffset`, 3.12's lazy dict).
    GuardNoInstanceDict (O) -> Void, None, None, "xr";
    /// Operand, a module, has a dict whose keys have version `int`.
    GuardModuleKeys (O) -> Void, Int, None, "xr";
    /// Operand, a function, has the code object at address `int`.
    GuardFunctionCode (O) -> Void, Int, None, "xr";
    /// Operand, a function, has the `__defaults__` tuple at address `int` (0: none).
    GuardFunctionDefaults (O) -> Void, Int, None, "xr";
    /// One operand or both are exact floats.
    GuardEitherFloat (O O) -> Void, None, None, "x";
    /// The operand under a type that control flow has proved (a NULL check, `is None`); costs nothing. Stays where it
    /// is: what it says does not hold above the branch.
    Refine (O) -> Given, None, Alias, "";
    /// Operand is true.
    GuardTrue (B) -> Void, None, None, "x";
    /// Operand is false.
    GuardFalse (B) -> Void, None, None, "x";
    /// Tuple operand has exactly `index` items.
    GuardTupleSize (O) -> Void, Index, None, "x";
    /// List operand has exactly `index` items.
    GuardListSize (O) -> Void, Index, None, "xr";
    /// Nothing this code relies on was invalidated and nobody traces it; its state is that of the *next* bytecode
    /// instruction. Follows whatever may have run Python.
    CheckValid () -> Void, None, None, "xr";
    /// Runs pending work (signals, GIL hand-over, collection, asynchronous exceptions) if there is any. At back edges.
    Safepoint () -> Void, None, None, "epw";

    // ---- boxing ----
    /// An exact `int`'s value; exits where it does not fit 64 bits.
    UnboxInt (O) -> I64, None, None, "xd";
    /// An exact `float`'s value.
    UnboxFloat (O) -> F64, None, None, "d";
    /// The value of an exact `float`, or of an exact `int` of one digit, which a double holds exactly; exits at anything
    /// else.
    UnboxNumber (O) -> F64, None, None, "x";
    /// `True` or `False` as a truth value.
    UnboxBool (O) -> Bool, None, None, "d";
    /// A new (or cached small) `int`.
    BoxInt (I) -> Given, None, Owned, "d";
    /// A new `float`.
    BoxFloat (F) -> Given, None, Owned, "d";
    /// `True` or `False`.
    BoxBool (B) -> Given, None, Const, "d";
    /// As `BoxInt`, but NULL where operand 1 is true: a local variable that may be unbound.
    BoxIntOrNull (I B) -> Given, None, Owned, "d";
    /// As `BoxFloat`, but NULL where operand 1 is true.
    BoxFloatOrNull (F B) -> Given, None, Owned, "d";
    /// Where operand 1 is true, what slot `index` holds, which is the number's object; else as `BoxInt`.
    BoxIntOrHeld (I B) -> Given, Index, Owned, "dr";
    /// The same, else as `BoxFloat`.
    BoxFloatOrHeld (F B) -> Given, Index, Owned, "dr";

    // ---- integers: exit where the exact result does not fit ----
    IntAdd (I I) -> I64, None, None, "xd";
    IntSub (I I) -> I64, None, None, "xd";
    IntMul (I I) -> I64, None, None, "xd";
    /// Python's `//`: rounds down; exits on zero.
    IntFloorDiv (I I) -> I64, None, None, "x";
    /// Python's `%`: sign of the divisor; exits on zero.
    IntMod (I I) -> I64, None, None, "x";
    /// As `IntMod`, but exits where the interpreter may give its left operand itself, and somebody may notice: where that
    /// is the answer, no small integer, and the divisor has more than one digit.
    IntModNew (I I) -> I64, None, None, "x";
    IntAnd (I I) -> I64, None, None, "d";
    IntOr (I I) -> I64, None, None, "d";
    IntXor (I I) -> I64, None, None, "d";
    /// Exits on a negative count or a lost bit.
    IntShl (I I) -> I64, None, None, "x";
    /// Exits on a negative count, and where nothing is shifted out of a negative number of more than one digit: the
    /// interpreter gives that very object then.
    IntShr (I I) -> I64, None, None, "x";
    IntNeg (I) -> I64, None, None, "xd";
    IntInvert (I) -> I64, None, None, "d";
    IntCompare (I I) -> Bool, Condition, None, "d";
    /// Correctly rounded, as `float(int)`.
    IntToFloat (I) -> F64, None, None, "d";
    /// As above, but exits unless exact (|i| <= 2**53): for comparisons and true division.
    IntToFloatExact (I) -> F64, None, None, "xd";

    // ---- floats ----
    FloatAdd (F F) -> F64, None, None, "d";
    FloatSub (F F) -> F64, None, None, "d";
    FloatMul (F F) -> F64, None, None, "d";
    /// Exits on a zero divisor (the interpreter raises).
    FloatDiv (F F) -> F64, None, None, "x";
    /// Python's `//`; exits on zero.
    FloatFloorDiv (F F) -> F64, None, None, "x";
    /// Python's `%`; exits on zero.
    FloatMod (F F) -> F64, None, None, "x";
    /// Python's `**`; exits where the answer is an error or complex.
    FloatPow (F F) -> F64, None, None, "x";
    FloatNeg (F) -> F64, None, None, "d";
    FloatAbs (F) -> F64, None, None, "d";
    /// `math.sqrt`; exits on a negative or NaN operand.
    FloatSqrt (F) -> F64, None, None, "x";
    FloatCompare (F F) -> Bool, Condition, None, "d";
    /// `int(float)`: truncates; exits unless |x| < 2**62.
    FloatToInt (F) -> I64, None, None, "x";

    // ---- truth and identity ----
    BoolNot (B) -> Bool, None, None, "d";
    /// Pointer equality.
    IsSame (O O) -> Bool, None, None, "d";
    /// Operand is NULL.
    IsNull (O) -> Bool, None, None, "d";
    /// Operand is exactly of the class (not NULL).
    HasClass (O) -> Bool, Class, None, "d";
    /// Version tag of the operand's type.
    TypeVersion (O) -> I64, None, None, "dr";
    /// Operand is the mark that `iter_next` returns at the end.
    IsExhausted (O) -> Bool, None, None, "d";

    // ---- sequences ----
    ListLen (O) -> I64, None, None, "dr";
    TupleLen (O) -> I64, None, None, "d";
    /// Length of an exact `str`.
    StrLen (O) -> I64, None, None, "d";
    /// Number of entries of an exact `dict`.
    DictLen (O) -> I64, None, None, "dr";
    /// Item of an exact list; negative indices count from the end; exits out of range.
    ListGet (O I) -> Object, None, Heap, "xr";
    /// The same for an exact tuple.
    TupleGet (O I) -> Object, None, Heap, "x";
    /// Item `index`, known to exist.
    TupleItem (O) -> Object, Index, Heap, "d";
    /// Item `index`, known to exist.
    ListItem (O) -> Object, Index, Heap, "rd";
    /// Replaces an item of an exact list; exits out of range. Drops the old item.
    ListSet (O I O) -> Void, None, None, "xpw2";

    // ---- iterators ----
    /// How many items an exact range iterator still has.
    RangeIterRemaining (O) -> I64, None, None, "r";
    /// Its next value; there is one.
    RangeIterNext (O) -> I64, None, None, "w";
    /// Next item of an exact list iterator, NULL at the end (then it also lets go of its list).
    ListIterNext (O) -> Nullable, None, Heap, "w";
    /// Next item of an exact tuple iterator, NULL at the end.
    TupleIterNext (O) -> Nullable, None, Heap, "w";

    // ---- attributes ----
    /// Inline value `index` of an instance whose type was guarded; exits where the instance has a dict or the value
    /// is missing.
    LoadInlineValue (O) -> Object, Index, Heap, "xr";
    /// Stores operand 1 there; exits where the instance has a dict. Drops the old value, if there is one; else the
    /// attribute is new, and the last of the instance's.
    StoreInlineValue (O O) -> Void, Index, None, "xpw1";
    /// The member at byte offset `index` (`__slots__`); exits where it is missing.
    LoadMember (O) -> Object, Index, Heap, "xr";
    /// Stores operand 1 there. Drops the old value.
    StoreMember (O O) -> Void, Index, None, "pw1";
    /// Value of entry `index` of the dict of an instance whose type was guarded; exits where the instance has none, or
    /// the entry's key is not operand 1, the name.
    LoadDictEntry (O O) -> Object, Index, Heap, "xr";
    /// Value of entry `index` of a module's (guarded) dict; exits where it is missing.
    LoadModuleEntry (O) -> Object, Index, Heap, "xr";
    /// Value of entry `index` of the frame's globals dict while its keys' version is as given in the
    /// immediate; exits otherwise.
    LoadGlobalEntry () -> Object, Global, Heap, "xr";
    /// Contents of a cell, NULL if empty.
    LoadCell (O) -> Nullable, None, Heap, "rd";
    /// Stores operand 1 (NULL: empties it). Drops the old value.
    StoreCell (O O) -> Void, None, None, "pw1";

    // ---- calls ----
    /// A runtime function from the helper table; effects, result and ownership are in that table.
    CallHelper () variadic -> Given, Helper, Owned, "";
    /// Calls the compiled code of a function directly: operand 0 is the function, the rest fill all its parameters.
    CallDirect (O) variadic -> Object, Call, Owned, "epw*";
    /// Vectorcall: operand 0 the callable, operand 1 `self` or NULL, then positional and keyword arguments; the
    /// immediate names the keywords tuple, if any.
    CallVector (O O) variadic -> Object, Call, Owned, "epw";
    /// Calls a C function by its convention: operand 0 the receiver (or NULL), then its arguments.
    CallC (O) variadic -> Object, Call, Owned, "epw";
    /// A new instance of the plain heap class in the immediate (its version guarded), before `__init__`.
    NewInstance () -> Object, Object, Owned, "e";

    // ---- reference counts: only after the pass that inserts them ----
    IncRef (O) -> Void, None, None, "";
    /// Drops a reference; the operand may be NULL if its type says so.
    DecRef (O) -> Void, None, None, "pw";

    // ---- control ----
    /// To its target.
    Jump () -> Void, None, None, "t";
    /// To the first target if true, else the second.
    Branch (B) -> Void, None, None, "t";
    /// Leaves the function with that value.
    Return (O) -> Void, None, None, "pt0";
    /// Leaves for the interpreter for good, at its state.
    Exit () -> Void, Reason, None, "xt";
    /// Cannot be reached (follows a helper that always raises).
    Unreachable () -> Void, None, None, "t";
}
