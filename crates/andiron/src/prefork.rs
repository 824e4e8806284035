//! Memory shared by forked workers ([`andiron_prefork`]), one Python function for each of its functions.

use andiron_prefork as prefork;
use pyo3::prelude::*;

/// Why nothing can be prepared in this process, or `None`.
#[pyfunction]
pub fn prefork_refusal(_py: Python<'_>) -> Option<String> {
    prefork::refusal().err()
}

/// Makes immortal what can be: objects, bytes, and what was left by reason.
#[pyfunction]
pub fn prefork_immortalize(_py: Python<'_>) -> (usize, usize, Vec<(&'static str, usize)>) {
    // SAFETY: a `Python` token proves that the GIL is held; the Python side has asked `prefork_refusal`.
    let report = unsafe { prefork::immortal::make_immortal() };
    (report.objects, report.bytes, report.skipped.iter().map(|(reason, count)| (reason.phrase(), *count)).collect())
}

/// Fills the free blocks of used pools: bytes, or `None` if objects are not allocated in pools here.
#[pyfunction]
pub fn prefork_plug(_py: Python<'_>) -> Option<usize> {
    prefork::plug()
}
