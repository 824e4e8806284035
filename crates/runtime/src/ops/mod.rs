//! The functions of the helper table: what the interpreter does for one instruction, as a call.
//!
//! # The contract, once for all of them
//! The caller holds the GIL and runs with a frame of its own as `cframe->current_frame`, whose `prev_instr` is up to
//! date where the table's effects say that the function raises or runs Python. Object operands are alive and borrowed:
//! the caller keeps them alive until the function returns. They may be null only where the table says so. A result is a
//! new reference. Pointers to frames, threads and results (`out`) are valid; what is written to an `out` is a new
//! reference, and nothing is written when the function fails.
//!
//! | table | machine result |
//! | --- | --- |
//! | `Object` | pointer; null: an exception is set |
//! | `Nullable` | pointer or null, no exception |
//! | `Status` | 0, or −1 with an exception set |
//! | `Truth` | 0 or 1, or −1 with an exception set |
//! | `Flag` | 0 or 1 |
//! | `Raised` | [`RAISED`] or [`RERAISED`]; an exception is set |
//!
//! Each function says what the interpreter's instruction does and in its words: users read the same messages, and
//! exceptions carry the same attributes, causes and contexts, whether a function was compiled or not.

mod attribute_cache;
mod attributes;
mod building;
mod calls;
mod exceptions;
mod items;
mod iteration;
mod matching;
mod names;
mod operators;
mod slices;
mod unpacking;

pub(crate) use attribute_cache::class_attribute;
pub(crate) use attribute_cache::place_of as attribute_place;
pub use exceptions::{RAISED, RERAISED};
pub use iteration::exhausted_marker;

use andiron_hir::helper::Helper;
use std::ffi::c_void;

use attributes::*;
use building::*;
use calls::*;
use exceptions::*;
use items::*;
use iteration::*;
use matching::*;
use names::*;
use operators::*;
use slices::*;
use unpacking::*;

use andiron_objects::Object;

/// A frame, a thread or the place for a second result.
type Pointer = *mut c_void;

macro_rules! parameter {
    (O) => {
        Object
    };
    (I) => {
        i64
    };
    (F) => {
        f64
    };
    (P) => {
        Pointer
    };
}
macro_rules! result {
    (Object) => {
        Object
    };
    (Nullable) => {
        Object
    };
    (Status) => {
        i32
    };
    (Truth) => {
        i32
    };
    (Flag) => {
        i32
    };
    (Raised) => {
        i32
    };
    (Void) => {
        ()
    };
    (I64) => {
        i64
    };
    (F64) => {
        f64
    };
}
macro_rules! signature {
    (($($rep:ident)*) -> $result:ident) => {
        unsafe extern "C" fn($(parameter!($rep)),*) -> result!($result)
    };
    (($($rep:ident)*) variadic -> $result:ident) => {
        unsafe extern "C" fn($(parameter!($rep),)* *const Object, usize) -> result!($result)
    };
}
macro_rules! addresses {
    ($( $(#[$doc:meta])* $name:ident ($($rep:ident)*) $($var:ident)? -> $result:ident $effects:literal; )*) => {
        /// Where compiled code finds a helper.
        ///
        /// Expands the table, so that a helper which is missing or has another signature does not compile.
        pub fn address(helper: Helper) -> usize {
            match helper {
                $( Helper::$name => {
                    let function: signature!(($($rep)*) $($var)? -> $result) = $name;
                    function as usize
                } )*
            }
        }
    };
}
andiron_hir::for_each_helper!(addresses);
