//! Dicts.

use super::ffi;
use std::sync::atomic::{AtomicU64, Ordering};

/// A number that is another whenever the dict has changed. 3.14 keeps none, so it is another each time: whoever compares has
/// to look.
///
/// # Safety
/// `dict` is a live dict.
pub unsafe fn version(_dict: *mut ffi::PyObject) -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
