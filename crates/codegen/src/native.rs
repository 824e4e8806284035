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
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// How hard Cranelift tries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Its optimisations are off. The passes on HIR have done nearly all that they would do, and without them compiling
    /// takes a sixth less.
    Quick,
    /// For loops on raw numbers, in which one instruction more shows.
    Thorough,
}

/// The target, made once for each effort. Frame pointers (so that native tools can walk the stack), no unwind tables and
/// no stack probes: a body's frame is small, and the prologue counts depth.
static TARGETS: [LazyLock<Result<OwnedTargetIsa, String>>; 2] =
    [LazyLock::new(|| make_target("none")), LazyLock::new(|| make_target("speed"))];

fn make_target(opt_level: &str) -> Result<OwnedTargetIsa, String> {
    let mut flags = settings::builder();
    for (name, value) in [
        ("opt_level", opt_level),
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
}

/// The target for this process.
pub(crate) fn target(effort: Effort) -> Result<&'static OwnedTargetIsa, CompileError> {
    TARGETS[effort as usize].as_ref().map_err(|e| CompileError(e.clone()))
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

/// Machine code of one function, position independent but for calls of other pieces.
#[derive(Default)]
pub(crate) struct Piece {
    bytes: Vec<u8>,
    /// Place of a 4-byte field, the piece it calls, the addend.
    calls: Vec<(usize, usize, i64)>,
    /// CLIF and machine code as text, if asked for.
    listing: Option<String>,
}

/// What a piece that many functions share depends on: its kind, the number of arguments, the addresses in it.
pub(crate) type SharedKey = (&'static str, usize, [usize; 2]);

/// Entries that differ by arity alone are compiled once.
static SHARED: Mutex<BTreeMap<SharedKey, Arc<Piece>>> = Mutex::new(BTreeMap::new());

/// Pieces of code that are placed together. A piece may call an earlier one by its index (`ExternalName::User`).
#[derive(Default)]
pub(crate) struct Assembly {
    bytes: Vec<u8>,
    starts: Vec<usize>,
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
        effort: Effort,
        build: impl FnOnce(FunctionBuilder<'_>) -> Result<(), CompileError>,
    ) -> Result<usize, CompileError> {
        let piece = compile(name, self.listing.is_some(), signature, effort, build)?;
        Ok(self.append(&piece))
    }

    /// The same for a piece that is the same for every function with that key.
    pub fn add_shared(
        &mut self,
        key: SharedKey,
        signature: Signature,
        build: impl FnOnce(FunctionBuilder<'_>) -> Result<(), CompileError>,
    ) -> Result<usize, CompileError> {
        if self.listing.is_some() {
            return self.add(key.0, signature, Effort::Quick, build);
        }
        let known = lock_shared().get(&key).cloned();
        let piece = match known {
            Some(piece) => piece,
            None => {
                let piece = Arc::new(compile(key.0, false, signature, Effort::Quick, build)?);
                lock_shared().insert(key, piece.clone());
                piece
            }
        };
        Ok(self.append(&piece))
    }

    fn append(&mut self, piece: &Piece) -> usize {
        let start = self.bytes.len().next_multiple_of(16);
        self.bytes.resize(start, 0xcc);
        self.bytes.extend_from_slice(&piece.bytes);
        self.calls.extend(piece.calls.iter().map(|&(at, callee, addend)| (start + at, callee, addend)));
        if let (Some(all), Some(listing)) = (&mut self.listing, &piece.listing) {
            all.push_str(listing);
        }
        self.starts.push(start);
        self.starts.len() - 1
    }

    /// Makes the code executable. Returns the memory, and the address of each piece.
    pub fn place(self) -> Result<(Region, Vec<usize>), CompileError> {
        let region = Region::place(&self.bytes, |bytes| {
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

/// A panic while the table is locked leaves it whole: entries are only added.
fn lock_shared() -> MutexGuard<'static, BTreeMap<SharedKey, Arc<Piece>>> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn compile(
    name: &str,
    with_listing: bool,
    signature: Signature,
    effort: Effort,
    build: impl FnOnce(FunctionBuilder<'_>) -> Result<(), CompileError>,
) -> Result<Piece, CompileError> {
    CONTEXTS.with_borrow_mut(|(context, builders)| {
        context.clear();
        // A compilation that panicked may have left things in it.
        *builders = FunctionBuilderContext::new();
        context.func.signature = signature;
        context.func.name = UserFuncName::user(0, 0);
        build(FunctionBuilder::new(&mut context.func, builders))?;
        context.set_disasm(with_listing);
        let mut listing =
            with_listing.then(|| format!("; ==== {name}: Cranelift IR ====\n{}\n", context.func.display()));
        if let Err(e) = context.compile(&**target(effort)?, &mut ControlPlane::default()) {
            return Err(CompileError(format!("Cranelift: {}", pretty_error(e.func, e.inner))));
        }
        let code = context.compiled_code().expect("it was compiled just now");
        let mut calls = Vec::new();
        for relocation in code.buffer.relocs() {
            match (&relocation.kind, &relocation.target) {
                (
                    Reloc::X86CallPCRel4 | Reloc::X86PCRel4,
                    FinalizedRelocTarget::ExternalName(ExternalName::User(name)),
                ) => {
                    let piece = context.func.params.user_named_funcs()[*name].index as usize;
                    calls.push((relocation.offset as usize, piece, relocation.addend));
                }
                (kind, target) => {
                    return Err(CompileError(format!("relocation {kind:?} to {target:?} in {name}")));
                }
            }
        }
        if let (Some(listing), Some(text)) = (&mut listing, &code.vcode) {
            listing.push_str(&format!("; ==== {name}: machine code ====\n{text}\n"));
        }
        Ok(Piece { bytes: code.code_buffer().to_vec(), calls, listing })
    })
}
