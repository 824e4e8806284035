//! The compiler's middle: a typed SSA form for Python functions, the builder that makes it from bytecode and type
//! feedback, and the passes that improve it. No Python needs to run to use or test it.

pub mod build;
pub mod function;
pub mod helper;
pub mod opcode;
pub mod parse;
pub mod passes;
mod print;
pub mod types;
pub mod verify;

pub use function::{
    Block, Condition, Def, Edge, Entry, FrameState, Function, Imm, Inst, Local, Reason, StackItem, State, Value,
};
pub use helper::Helper;
pub use opcode::Opcode;
pub use types::{ClassSet, Rep, Type};
