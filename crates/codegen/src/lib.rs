//! HIR to machine code with Cranelift, and the memory the code lives in.

pub mod abi;
pub mod arena;

/// Why a function was not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(pub String);

/// Compiles a function (entry block `Entry::Function`: a function body; `Entry::Loop`: a loop body) that has been through
/// the passes `homes` and `refcount`. Needs no GIL. The caller keeps `function.objects` alive as long as the code.
pub fn compile(
    _function: &andiron_hir::Function,
    _environment: &dyn abi::Environment,
) -> Result<abi::CompiledCode, CompileError> {
    Err(CompileError("not yet".to_owned()))
}

/// Compiles the direct entry for functions of `arguments` parameter slots that have no compiled code: it hands its
/// arguments to [`abi::CallInterpreted`] as an array. `Entries::Function` with all three entries set to the same use.
pub fn compile_fallback(
    _arguments: usize,
    _environment: &dyn abi::Environment,
) -> Result<abi::CompiledCode, CompileError> {
    Err(CompileError("not yet".to_owned()))
}
