//! Instruction names, the union over the CPython versions we read.

macro_rules! ops {
    ($($name:ident),* $(,)?) => {
        /// A base instruction, named exactly as CPython names it.
        #[allow(non_camel_case_types, missing_docs, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op { $($name),* }

        impl Op {
            /// Every instruction.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];

            /// CPython's name for it.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name)),* }
            }

            /// The instruction of that name, if we know one.
            pub fn from_name(name: &str) -> Option<Op> {
                match name { $(stringify!($name) => Some(Op::$name),)* _ => None }
            }
        }
    };
}

ops! {
    BEFORE_ASYNC_WITH, BEFORE_WITH, BINARY_OP, BINARY_SLICE, BINARY_SUBSCR,
    BUILD_CONST_KEY_MAP, BUILD_LIST, BUILD_MAP, BUILD_SET, BUILD_SLICE, BUILD_STRING, BUILD_TUPLE,
    CALL, CALL_FUNCTION_EX, CALL_INTRINSIC_1, CALL_INTRINSIC_2,
    CHECK_EG_MATCH, CHECK_EXC_MATCH, CLEANUP_THROW, COMPARE_OP, CONTAINS_OP, COPY, COPY_FREE_VARS,
    DELETE_ATTR, DELETE_DEREF, DELETE_FAST, DELETE_GLOBAL, DELETE_NAME, DELETE_SUBSCR,
    DICT_MERGE, DICT_UPDATE, END_ASYNC_FOR, END_FOR, END_SEND, FORMAT_VALUE, FOR_ITER,
    GET_AITER, GET_ANEXT, GET_AWAITABLE, GET_ITER, GET_LEN, GET_YIELD_FROM_ITER,
    IMPORT_FROM, IMPORT_NAME, INTERPRETER_EXIT, IS_OP,
    JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT, JUMP_FORWARD, KW_NAMES,
    LIST_APPEND, LIST_EXTEND, LOAD_ASSERTION_ERROR, LOAD_ATTR, LOAD_BUILD_CLASS, LOAD_CLOSURE, LOAD_CONST,
    LOAD_DEREF, LOAD_FAST, LOAD_FAST_AND_CLEAR, LOAD_FAST_CHECK, LOAD_FROM_DICT_OR_DEREF, LOAD_FROM_DICT_OR_GLOBALS,
    LOAD_GLOBAL, LOAD_LOCALS, LOAD_NAME, LOAD_SUPER_ATTR,
    MAKE_CELL, MAKE_FUNCTION, MAP_ADD, MATCH_CLASS, MATCH_KEYS, MATCH_MAPPING, MATCH_SEQUENCE,
    NOP, POP_EXCEPT, POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE, POP_TOP,
    PUSH_EXC_INFO, PUSH_NULL, RAISE_VARARGS, RERAISE, RESERVED, RESUME,
    RETURN_CONST, RETURN_GENERATOR, RETURN_VALUE, SEND, SETUP_ANNOTATIONS, SET_ADD, SET_UPDATE,
    STORE_ATTR, STORE_DEREF, STORE_FAST, STORE_GLOBAL, STORE_NAME, STORE_SLICE, STORE_SUBSCR, SWAP,
    UNARY_INVERT, UNARY_NEGATIVE, UNARY_NOT, UNPACK_EX, UNPACK_SEQUENCE, WITH_EXCEPT_START, YIELD_VALUE,
    // What 3.13 added.
    CALL_KW, CONVERT_VALUE, ENTER_EXECUTOR, EXIT_INIT_CHECK, FORMAT_SIMPLE, FORMAT_WITH_SPEC, LOAD_FAST_LOAD_FAST,
    SET_FUNCTION_ATTRIBUTE, STORE_FAST_LOAD_FAST, STORE_FAST_STORE_FAST, TO_BOOL,
}
