//! The extension module `andiron._andiron`: the runtime's functions as Python sees them, and the program runner.
//!
//! It holds no policy. Argument checking, the kill switch and what counts as supported are in `python/andiron`.

#[cfg(feature = "compiler")]
mod engine;
mod lazy;
#[cfg(feature = "compiler")]
mod prefork;
#[cfg(feature = "compiler")]
mod program;

use pyo3::prelude::*;

/// The native half of the package `andiron`.
#[pymodule]
mod _andiron {
    use pyo3::prelude::*;

    #[cfg(feature = "compiler")]
    #[pymodule_export]
    use crate::engine::{
        compile, compile_on_first_call, disable, enable, is_compiled, is_enabled, listing, never_compile, pause, probe,
        resume, resume_in_child, stats, wait_idle,
    };
    #[pymodule_export]
    use crate::lazy::{
        lazy_after_fork, lazy_begin_load, lazy_compile_pattern, lazy_configure, lazy_end_load, lazy_enter_eager,
        lazy_explain, lazy_find_and_load, lazy_invalidate_caches, lazy_leave_collections_out, lazy_leave_eager,
        lazy_pending, lazy_probe, lazy_remember, lazy_resolve, lazy_run, lazy_seen, lazy_set_up, lazy_settle,
        lazy_take_patterns_over,
    };
    #[cfg(feature = "compiler")]
    #[pymodule_export]
    use crate::prefork::{
        CodeSnapshot, prefork_enter_stage, prefork_finalize, prefork_gather, prefork_immortalize, prefork_is_automatic,
        prefork_plug, prefork_refusal, prefork_snapshot,
    };
    #[cfg(feature = "compiler")]
    #[pymodule_export]
    use crate::program::{run_code, run_command, run_file, run_module, run_stdin};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        #[cfg(feature = "compiler")]
        // SAFETY: it takes what it is called with.
        unsafe {
            andiron_lazy::api::on_changed_builtins(andiron_runtime::api::builtins_changed);
        }
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
