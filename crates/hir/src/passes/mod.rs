//! The passes, in the order they run.
//!
//! Each pass is a file; each can be switched off by name (`PassOptions::disabled`), and has text tests beside it in
//! `crates/hir/tests/passes/`.

pub mod dominators;
pub mod homes;
pub mod refcount;

use crate::function::Function;

/// A transformation of one function.
pub trait Pass {
    /// Name used in listings, switches and test files.
    const NAME: &'static str;

    /// Transforms `function`; says whether anything changed.
    fn run(function: &mut Function) -> bool;
}
