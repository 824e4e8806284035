//! Everything that depends on CPython's version: struct layouts, exported functions, opcode tables, and the decoder that
//! turns a live code object into [`andiron_bytecode::Code`].
//!
//! One module per version; the one built for is re-exported here, and nothing outside this crate names a version.

pub mod v3_12;

pub use v3_12::{ffi, layout};
