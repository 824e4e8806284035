//! Cranelift for the processor we run on: settings, one context per thread, placing what it makes.

use crate::CompileError;
use crate::arena::Region;
use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{self, AbiParam, ExternalName, Signature, UserFuncName, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::print_errors::pretty_error;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{Context, FinalizedRelocTarget};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use std::cell::RefCell;
use std::sync::LazyLock;

/// The target, made once. Optimised code, frame pointers (so that native tools can walk the stack), no unwind tables and
/// no stack probes: a body's frame is small, and the prologue counts depth.
static TARGET: LazyLock<Result<OwnedTargetIsa, String>> = LazyLock::new(|| {
    let mut flags = settings::builder();
    for (name, value) in [
        ("opt_level", "speed"),
        ("is_pic", "false"),
        ("preserve_frame_pointers", "true"),
        ("unwind_info", "false"),
        ("enable_probestack", "false"),
        ("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" }),
    ] {
        flags.set(name, value).map_err(|e| format!("Cranelift refuses the setting {name}={value}: {e}"))?;
    }
    let mut isa = cranelift_codegen::isa::lookup_by_name("x86_64-unknown-linux-gnu").map_err(|e| e.to_string())?;
    #[cfg(target_arch = "x86_64")]
    {
        macro_rules! enable {
            ($($flag:literal if $feature:tt),* $(,)?) => {
                $(if std::arch::is_x86_feature_detected!($feature) {
                    isa.enable($flag).map_err(|e| e.to_string())?;
                })*
            };
        }
        enable!(
            "has_sse3" if "sse3", "has_ssse3" if "ssse3", "has_sse41" if "sse4.1", "has_sse42" if "sse4.2",
            "has_avx" if "avx", "has_avx2" if "avx2", "has_fma" if "fma", "has_bmi1" if "bmi1", "has_bmi2" if "bmi2",
            "has_lzcnt" if "lzcnt", "has_popcnt" if "popcnt",
        );
    }
    isa.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())
});

/// The target for this process.
pub(crate) fn target() -> Result<&'static OwnedTargetIsa, CompileError> {
    TARGET.as_ref().map_err(|e| CompileError(e.clone()))
}

/// A C function type.
pub(crate) fn signature(parameters: &[ir::Type], result: Option<ir::Type>) -> Signature {
    Signature {
        params: parameters.iter().map(|&t| AbiParam::new(t)).collect(),
        returns: result.map(AbiParam::new).into_iter().collect(),
        call_conv: CallConv::SystemV,
    }
}

/// A direct entry's type for that many parameter slots.
pub(crate) fn direct_signature(arguments: usize) -> Signature {
    signature(&vec![types::I64; arguments + 2], Some(types::I64))
}

thread_local! {
    static CONTEXTS: RefCell<(Context, FunctionBuilderContext)> =
        RefCell::new((Context::new(), FunctionBuilderContext::new()));
}

/// Pieces of code that are placed together. A piece may call an earlier one by its index (`ExternalName::User`).
#[derive(Default)]
pub(crate) struct Assembly {
    bytes: Vec<u8>,
    starts: Vec<usize>,
    /// Place of a 4-byte field, the piece it calls, the addend.
    calls: Vec<(usize, usize, i64)>,
    /// Listing of every piece, if asked for.
    pub listing: Option<String>,
}

impl Assembly {
    /// An empty one; with `listing`, every piece's CLIF and machine code is kept as text.
    pub fn new(listing: bool) -> Assembly {
        Assembly { listing: listing.then(String::new), ..Assembly::default() }
    }

    /// Builds and compiles one piece; its index is the result.
    pub fn add(
        &mut self,
        name: &str,
        signature: Signature,
        build: impl FnOnce(FunctionBuilder<'_>) -> Result<(), CompileError>,
    ) -> Result<usize, CompileError> {
        CONTEXTS.with_borrow_mut(|(context, builders)| {
            context.clear();
            *builders = FunctionBuilderContext::new();
            context.func.signature = signature;
            context.func.name = UserFuncName::user(0, self.starts.len() as u32);
            build(FunctionBuilder::new(&mut context.func, builders))?;
            if let Some(listing) = &mut self.listing {
                listing.push_str(&format!("; ==== {name}: CLIF ====\n{}\n", context.func.display()));
                context.set_disasm(true);
            }
            if let Err(e) = context.compile(&**target()?, &mut ControlPlane::default()) {
                return Err(CompileError(format!("Cranelift: {}", pretty_error(e.func, e.inner))));
            }
            let code = context.compiled_code().expect("it was compiled just now");
            let start = self.bytes.len().next_multiple_of(16);
            self.bytes.resize(start, 0xcc);
            self.bytes.extend_from_slice(code.code_buffer());
            for relocation in code.buffer.relocs() {
                match (&relocation.kind, &relocation.target) {
                    (
                        Reloc::X86CallPCRel4 | Reloc::X86PCRel4,
                        FinalizedRelocTarget::ExternalName(ExternalName::User(name)),
                    ) => {
                        let piece = context.func.params.user_named_funcs()[*name].index as usize;
                        self.calls.push((start + relocation.offset as usize, piece, relocation.addend));
                    }
                    (kind, target) => {
                        return Err(CompileError(format!("relocation {kind:?} to {target:?} in {name}")));
                    }
                }
            }
            if let (Some(listing), Some(text)) = (&mut self.listing, &code.vcode) {
                listing.push_str(&format!("; ==== {name}: machine code ====\n{text}\n"));
            }
            self.starts.push(start);
            Ok(self.starts.len() - 1)
        })
    }

    /// Makes the code executable. Returns the memory, and the address of each piece.
    pub fn place(self) -> Result<(Region, Vec<usize>), CompileError> {
        let region = Region::place(&self.bytes, |bytes, _| {
            for &(at, piece, addend) in &self.calls {
                let distance = self.starts[piece] as i64 + addend - at as i64;
                bytes[at..at + 4].copy_from_slice(&(distance as i32).to_le_bytes());
            }
        })
        .map_err(|e| CompileError(format!("no memory for machine code: {e}")))?;
        let addresses = self.starts.iter().map(|start| region.address() + start).collect();
        Ok((region, addresses))
    }

    /// Bytes of machine code so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }
}
