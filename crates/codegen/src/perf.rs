//! Names for machine code in native profilers: `ANDIRON_PERF_MAP=1` writes the map file that `perf` reads.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{LazyLock, Mutex};

static MAP: LazyLock<Option<Mutex<File>>> = LazyLock::new(|| {
    if std::env::var_os("ANDIRON_PERF_MAP")? != "1" {
        return None;
    }
    let path = format!("/tmp/perf-{}.map", std::process::id());
    OpenOptions::new().create(true).append(true).open(path).ok().map(Mutex::new)
});

/// Tells profilers what is at an address. Failing to is no error: only a listing is poorer.
pub(crate) fn record(address: usize, bytes: usize, name: &str, is_loop: bool) {
    let Some(Ok(mut file)) = MAP.as_ref().map(|map| map.lock()) else { return };
    let kind = if is_loop { "loop" } else { "py" };
    let _ = writeln!(file, "{address:x} {bytes:x} {kind}::{name}");
}
