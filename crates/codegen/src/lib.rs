//! HIR to machine code with Cranelift, and the memory the code lives in.

// Exit descriptors are boxed one by one: generated code holds the address of each.
#![allow(clippy::vec_box)]

pub mod abi;
pub mod arena;
mod lower;
mod native;
mod perf;
mod stubs;

use abi::{CompiledCode, Entries, Environment, ExitDescriptor};
use andiron_hir::Function;
use lower::Body;
use native::Assembly;

/// Why a function was not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(pub String);

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CompileError {}

/// Compiles a function (entry block `Entry::Function`: a function body; `Entry::Loop`: a loop body) that has been through
/// the passes `homes` and `refcount`. Needs no GIL. The caller keeps `function.objects` alive as long as the code.
pub fn compile(function: &Function, environment: &dyn Environment) -> Result<CompiledCode, CompileError> {
    let mut assembly = Assembly::new(false);
    let exits = assemble(&mut assembly, function, environment)?;
    let bytes = assembly.len();
    let (region, at) = assembly.place()?;
    let body = Body::of(function);
    let entries = match body {
        Body::Function => Entries::Function { direct: at[0], from_array: at[1], vectorcall: at[2] },
        Body::Loop => Entries::Loop { entry: at[0] },
    };
    perf::record(region.address(), bytes, &function.name, body == Body::Loop);
    Ok(CompiledCode { entries, exits, bytes, region })
}

/// The listing of what [`compile`] would make: Cranelift's IR and the machine code of every piece. For people.
pub fn disassemble(function: &Function, environment: &dyn Environment) -> Result<String, CompileError> {
    let mut assembly = Assembly::new(true);
    assemble(&mut assembly, function, environment)?;
    Ok(assembly.listing.unwrap_or_default())
}

/// Adds all pieces: the body, which is piece 0, and for a function its other entries.
fn assemble(
    assembly: &mut Assembly,
    function: &Function,
    environment: &dyn Environment,
) -> Result<Vec<Box<ExitDescriptor>>, CompileError> {
    let exits = lower::add_body(assembly, function, environment)?;
    if Body::of(function) == Body::Function {
        let count = function.parameters as usize;
        lower::add_from_array(assembly, count)?;
        lower::add_vectorcall(assembly, count, environment, !environment.only_positional(function.code))?;
    }
    Ok(exits)
}

/// Compiles the direct entry for functions of `arguments` parameter slots that have no compiled code: it hands its
/// arguments to [`abi::CallInterpreted`] as an array.
pub fn compile_fallback(arguments: usize, environment: &dyn Environment) -> Result<CompiledCode, CompileError> {
    let mut assembly = Assembly::new(false);
    lower::add_fallback(&mut assembly, arguments, environment)?;
    let bytes = assembly.len();
    let (region, at) = assembly.place()?;
    perf::record(region.address(), bytes, &format!("call with {arguments} arguments"), false);
    Ok(CompiledCode { entries: Entries::Fallback { direct: at[0] }, exits: Vec::new(), bytes, region })
}
