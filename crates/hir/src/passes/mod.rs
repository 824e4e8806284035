//! The passes, in the order they run.
//!
//! Each pass is a file; each can be switched off by name (`PassOptions::disabled`), and has text tests beside it in
//! `crates/hir/tests/passes/`.

pub mod dce;
pub mod dominators;
pub mod edit;
pub mod guards;
pub mod gvn;
pub mod hoist;
pub mod homes;
pub mod liveness;
pub mod loops;
pub mod parameters;
pub mod prune;
pub mod refcount;
pub mod simplify;
pub mod sinking;
pub mod unboxing;

use crate::function::Function;
use crate::verify::{Stage, verify};
use std::collections::HashSet;

/// A transformation of one function.
pub trait Pass {
    /// Name used in listings, switches and test files.
    const NAME: &'static str;

    /// Transforms `function`; says whether anything changed.
    fn run(function: &mut Function) -> bool;
}

/// What to run and what to leave alone.
#[derive(Clone, Debug, Default)]
pub struct PassOptions {
    /// Names of passes not to run. Home assignment and reference counts always run.
    pub disabled: HashSet<String>,
    /// Code units of block starts at which a speculation of an earlier compilation failed.
    pub failed_units: HashSet<u32>,
    /// Run the verifier after every pass in release builds too.
    pub verify: bool,
}

/// Gets every pass' name and the function as the pass left it.
pub type Trace<'a> = &'a mut dyn FnMut(&'static str, &Function);

/// Runs all passes on a function fresh from the builder; afterwards it is ready for code generation.
///
/// # Panics
/// In debug builds and with `options.verify`, where a pass breaks what the verifier checks.
pub fn optimise(f: &mut Function, options: &PassOptions) {
    optimise_traced(f, options, &mut |_, _| {});
}

/// The same, reporting after every pass; the first report, `"build"`, is what came in.
pub fn optimise_traced(f: &mut Function, options: &PassOptions, trace: Trace<'_>) {
    let mut run = Run { f, options, trace };
    run.report("build", Stage::Built);
    run.pass::<simplify::Simplify>();
    run.step(hoist::Hoist::NAME, Stage::Built, |f| hoist::Hoist::run_without(f, &options.failed_units));
    run.step(parameters::Parameters::NAME, Stage::Built, |f| {
        parameters::Parameters::run_without(f, &options.failed_units)
    });
    run.pass::<simplify::Simplify>();
    run.pass::<prune::Prune>();
    run.step(hoist::Hoist::NAME, Stage::Built, |f| hoist::Hoist::run_without(f, &options.failed_units));
    run.step(unboxing::Unboxing::NAME, Stage::Built, |f| unboxing::Unboxing::run_without(f, &options.failed_units));
    run.pass::<simplify::Simplify>();
    run.step(hoist::Hoist::NAME, Stage::Built, |f| hoist::Hoist::run_without(f, &options.failed_units));
    run.pass::<dce::DeadCode>();
    run.pass::<guards::GuardElimination>();
    run.step(simplify::Simplify::NAME, Stage::Built, |f| simplify::Simplify::run_with(f, false));
    run.pass::<gvn::ValueNumbering>();
    run.pass::<sinking::BoxSinking>();
    run.pass::<prune::Prune>();
    run.pass::<dce::DeadCode>();
    run.always::<homes::Homes>(Stage::Homed);
    run.always::<refcount::RefCounts>(Stage::Counted);
}

struct Run<'a> {
    f: &'a mut Function,
    options: &'a PassOptions,
    trace: Trace<'a>,
}

impl Run<'_> {
    fn pass<P: Pass>(&mut self) {
        self.step(P::NAME, Stage::Built, P::run);
    }

    fn step(&mut self, name: &'static str, stage: Stage, run: impl FnOnce(&mut Function) -> bool) {
        if !self.options.disabled.contains(name) {
            run(self.f);
            self.report(name, stage);
        }
    }

    fn always<P: Pass>(&mut self, stage: Stage) {
        P::run(self.f);
        self.report(P::NAME, stage);
    }

    fn report(&mut self, name: &'static str, stage: Stage) {
        (self.trace)(name, self.f);
        if (cfg!(debug_assertions) || self.options.verify)
            && let Err(errors) = verify(self.f, stage)
        {
            panic!("{} after {name}:\n{}\n\n{}", self.f.name, errors.join("\n"), self.f);
        }
    }
}
