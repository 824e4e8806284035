//! Everything that depends on CPython's version: struct layouts, exported functions, opcode tables, and the decoder that
//! turns a live code object into [`andiron_bytecode::Code`]; and the [`gate`] through which CPython is called.
//!
//! One module per version; the one built for is re-exported here, and nothing outside this crate names a version.

pub mod gate;
pub mod v3_12;

pub use v3_12::decode::decode;
pub use v3_12::describe::describe;
pub use v3_12::probe::{MethodWrapperObject, PropertyObject, probe, probe_layout};
pub use v3_12::thread::thread_state;
pub use v3_12::types::{find_type_by_version, resolve_descriptor};
pub use v3_12::{
    blocks, characters, code, collector, decode, describe, dict, ffi, frame, immortal, layout, long, marshal, object,
    opcodes, referents, running, thread, types,
};
