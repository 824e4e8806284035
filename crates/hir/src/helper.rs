//! The table of runtime functions that compiled code calls.
//!
//! A row gives name, parameters, how the result is read, and effects (letters as in the opcode table). The runtime
//! crate expands the same table, so a missing or differently typed function does not compile.
//!
//! Parameters: `O` object (borrowed by the callee; NULL where its documentation says so), `I` 64-bit integer, `F`
//! double, `P` raw pointer (as first parameter: the frame being run, but for `push_exc_info` and
//! `pop_except` the thread; as last: a place for results). `variadic` helpers take the remaining objects as an array: `(fixed…, *const items, count)`.
//! Results: `Object` new reference or NULL with an exception; `Nullable` new reference or NULL, never an exception;
//! `Status` negative for an exception; `Truth` negative for an exception, else 0 or 1; `Void`, `I64`, `F64` plain;
//! `Flag` 0 or 1, never an exception; `Raised` always an exception.

use crate::opcode::Effects;
use crate::types::{Rep, Type};

/// How a helper's machine result is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum HelperResult {
    Object,
    Nullable,
    Status,
    Truth,
    Flag,
    Void,
    I64,
    F64,
    Raised,
}

impl HelperResult {
    /// The HIR type of the value it leaves.
    pub const fn ty(self) -> Type {
        match self {
            HelperResult::Object => Type::OBJECT,
            HelperResult::Nullable => Type::NULLABLE,
            HelperResult::Truth | HelperResult::Flag => Type::BOOL,
            HelperResult::Status | HelperResult::Void | HelperResult::Raised => Type::VOID,
            HelperResult::I64 => Type::I64,
            HelperResult::F64 => Type::F64,
        }
    }
}

/// Calls `$callback!` with every row: `name (params) [variadic] -> Result "effects";`
#[macro_export]
macro_rules! for_each_helper {
    ($callback:ident) => {
        $callback! {
            // ---- operators ----
            /// `BINARY_OP` with CPython's operation number.
            binary_op (I O O) -> Object "epw";
            unary_negative (O) -> Object "epw";
            unary_invert (O) -> Object "epw";
            /// `PyObject_RichCompare` with `Py_LT`..`Py_GE`.
            compare (I O O) -> Object "epw";
            /// The same, then its truth.
            compare_truth (I O O) -> Truth "epw";
            /// `+` on two exact `str`.
            str_concat (O O) -> Object "e";
            /// The same; takes the left one over, and grows it in place if nobody else has it.
            str_append (O O) -> Object "e0";
            /// `==` on two exact `str`.
            str_equal (O O) -> Flag "";
            is_true (O) -> Truth "epw";
            /// `operand 1 in operand 0`… order: (value, container).
            contains (O O) -> Truth "epw";
            /// Python's float `//`, `%` and `**` on doubles for which no error arises.
            float_floor_div (F F) -> F64 "d";
            float_mod (F F) -> F64 "d";
            float_pow (F F) -> F64 "d";
            /// The C library's functions: what `math` computes with, before it looks for errors.
            float_sin (F) -> F64 "d";
            float_cos (F) -> F64 "d";
            float_tan (F) -> F64 "d";
            float_asin (F) -> F64 "d";
            float_acos (F) -> F64 "d";
            float_atan (F) -> F64 "d";
            float_exp (F) -> F64 "d";

            // ---- items and slices ----
            get_item (O O) -> Object "epw";
            /// (value, container, key)
            set_item (O O O) -> Status "epw";
            /// (container, key)
            delete_item (O O) -> Status "epw";
            /// (container, start, stop)
            get_slice (O O O) -> Object "epw";
            /// (container, start, stop, step or NULL): `container[slice(…)]` whose slice nobody else sees.
            get_extended_slice (O O O O) -> Object "epw";
            /// (value, container, start, stop)
            set_slice (O O O O) -> Status "epw";
            /// (dict, key) on an exact dict: as `get_item` without the dispatch.
            dict_get_item (O O) -> Object "epw";
            /// (dict, key, value) on an exact dict.
            dict_set_item (O O O) -> Status "epw";

            // ---- attributes ----
            get_attr (O O) -> Object "epw";
            /// (object, name, out): returns the callable; `*out` gets `self` (new reference) or NULL.
            get_method (O O P) -> Object "epw";
            /// (object, name, value)
            set_attr (O O O) -> Status "epw";
            delete_attr (O O) -> Status "epw";
            /// (frame, super, class, self, name, out): out NULL for a plain attribute, else as in `get_method`.
            super_attr (P O O O O P) -> Object "epw";

            // ---- names ----
            load_global (P O) -> Object "epw";
            store_global (P O O) -> Status "epw";
            delete_global (P O) -> Status "epw";
            load_name (P O) -> Object "epw";
            store_name (P O O) -> Status "epw";
            delete_name (P O) -> Status "epw";
            load_locals (P) -> Object "ew";
            /// (frame, mapping, name)
            load_from_dict_or_globals (P O O) -> Object "epw";
            /// (frame, mapping, slot)
            load_from_dict_or_deref (P O I) -> Object "epw";
            load_build_class (P) -> Object "epw";
            setup_annotations (P) -> Status "epw";
            /// UnboundLocalError for local `slot`.
            raise_unbound_local (P I) -> Raised "ew";
            /// NameError or UnboundLocalError for cell or free variable `slot`.
            raise_unbound_deref (P I) -> Raised "ew";
            /// A new cell holding the operand (may be NULL).
            new_cell (O) -> Object "ew";
            /// Copies the closure's cells into the frame's slots.
            copy_free_vars (P) -> Void "w";
            import_name (P O O O) -> Object "epw";
            import_from (P O O) -> Object "epw";

            // ---- building ----
            build_tuple () variadic -> Object "e";
            build_list () variadic -> Object "e";
            build_set () variadic -> Object "epw";
            build_string () variadic -> Object "e";
            /// key, value, key, value…
            build_map () variadic -> Object "epw";
            /// keys tuple, then values.
            build_const_key_map (O) variadic -> Object "epw";
            /// (start, stop, step or NULL)
            build_slice (O O O) -> Object "e";
            list_append (O O) -> Status "ew";
            list_extend (O O) -> Status "epw";
            set_add (O O) -> Status "epw";
            set_update (O O) -> Status "epw";
            /// (dict, key, value)
            map_add (O O O) -> Status "epw";
            dict_update (O O) -> Status "epw";
            /// (dict, update, callee for the error message)
            dict_merge (O O O) -> Status "epw";
            /// (value, format spec or NULL, conversion 0..3)
            format_value (O O I) -> Object "epw";
            /// (frame, code, flags, then defaults, kwdefaults, annotations, closure as flag bits 1, 2, 4, 8 say)
            make_function (P O I) variadic -> Object "epw";

            // ---- unpacking ----
            /// (sequence, count, out): `out[0]` is the first item.
            unpack_sequence (O I P) -> Status "epw";
            /// (sequence, before, after, out)
            unpack_ex (O I I P) -> Status "epw";

            // ---- iteration ----
            get_iter (O) -> Object "epw";
            /// Next item, the exhausted mark at the end, NULL with an exception.
            iter_next (O) -> Object "epw";
            get_len (O) -> Object "epw";

            // ---- matching ----
            match_mapping (O) -> Flag "r";
            match_sequence (O) -> Flag "r";
            /// (subject, keys): tuple of values or None.
            match_keys (O O) -> Object "epw";
            /// (subject, class, positional count, keyword names): tuple of attributes or None.
            match_class (O O I O) -> Object "epw";

            // ---- exceptions ----
            /// (exception or NULL, cause or NULL)
            raise (O O) -> Raised "epw";
            /// Makes the operand the current exception again, with no new traceback entry.
            reraise (O) -> Raised "ew";
            /// (frame, exception, raising unit): the same, as if that unit had raised it.
            reraise_from (P O O) -> Raised "ew";
            /// Pushes on the handled-exception stack; returns what was there (None if nothing).
            push_exc_info (P O) -> Nullable "w";
            /// Restores what `push_exc_info` returned.
            pop_except (P O) -> Void "pw";
            check_exc_match (O O) -> Truth "epw";
            /// (exception group, type, out): returns the match (or None), `*out` the rest (or None).
            check_eg_match (O O P) -> Object "epw";
            /// (type, value for PREP_RERAISE_STAR and the like): `CALL_INTRINSIC_2`.
            intrinsic_2 (I O O) -> Object "epw";
            /// `CALL_INTRINSIC_1` with its number.
            intrinsic_1 (P I O) -> Object "epw";
            /// (manager, out): returns `__enter__()`'s result, `*out` the bound `__exit__`.
            before_with (O P) -> Object "epw";
            /// (exit function, exception)
            with_except_start (O O) -> Object "epw";

            // ---- calls ----
            /// (callable, args, kwargs or NULL)
            call_function_ex (P O O O) -> Object "epw";
            /// `__init__` returned something: error unless it was None.
            check_init_result (O) -> Status "e";
            isinstance (O O) -> Truth "epw";
            len (O) -> Object "epw";
        }
    };
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
    (P) => {
        Rep::Ptr
    };
}
macro_rules! is_variadic {
    () => {
        false
    };
    (variadic) => {
        true
    };
}

macro_rules! define {
    ($( $(#[doc = $doc:literal])* $name:ident ($($rep:ident)*) $($var:ident)? -> $result:ident $effects:literal; )*) => {
        /// A runtime function.
        #[allow(non_camel_case_types, missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Helper { $( $(#[doc = $doc])* $name, )* }

        impl Helper {
            /// Every helper, in the order of the table.
            pub const ALL: &'static [Helper] = &[$(Helper::$name),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Helper::$name => stringify!($name)),* }
            }

            /// The helper of that name.
            pub fn from_name(name: &str) -> Option<Helper> {
                match name { $(stringify!($name) => Some(Helper::$name),)* _ => None }
            }

            /// Fixed parameters.
            pub const fn parameters(self) -> &'static [Rep] {
                match self { $(Helper::$name => &[$(rep!($rep)),*]),* }
            }

            /// Whether an array of objects and its length follow.
            pub const fn is_variadic(self) -> bool {
                match self { $(Helper::$name => is_variadic!($($var)?)),* }
            }

            /// How its result is read.
            pub const fn result(self) -> HelperResult {
                match self { $(Helper::$name => HelperResult::$result),* }
            }

            /// Its effects.
            pub const fn effects(self) -> Effects {
                match self { $(Helper::$name => const { crate::opcode::effects($effects) }),* }
            }
        }
    };
}
for_each_helper!(define);
