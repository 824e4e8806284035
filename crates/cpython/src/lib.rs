//! Everything that depends on CPython's version: struct layouts, exported functions, opcode tables, and the decoder that
//! turns a live code object into [`andiron_bytecode::Code`]; and the [`gate`] through which CPython is called.
//!
//! One module per version; the one built for is re-exported here, and nothing outside this crate names a version.

mod finding;
pub mod gate;

#[cfg(python = "3.12")]
pub mod v3_12;
#[cfg(python = "3.12")]
use v3_12 as version;
#[cfg(python = "3.12")]
pub use v3_12::{
    blocks, code, decode::decode, describe, describe::describe, immortal, long, probe::MethodWrapperObject,
    probe::PropertyObject, probe::probe, probe::probe_layout, referents, running, types::find_type_by_version,
    types::resolve_descriptor,
};

/// What lazy imports need of it; the compiler and what is for servers know 3.12 alone.
#[cfg(python = "3.13")]
pub mod v3_13;
#[cfg(python = "3.13")]
use v3_13 as version;
#[cfg(python = "3.13")]
pub use v3_13::probe::probe_layout;

/// What lazy imports need of it.
#[cfg(python = "3.14")]
pub mod v3_14;
#[cfg(python = "3.14")]
use v3_14 as version;
#[cfg(python = "3.14")]
pub use v3_14::probe::probe_layout;

pub use version::thread::thread_state;
pub use version::{characters, collector, decode, dict, ffi, frame, layout, marshal, object, opcodes, thread, types};
