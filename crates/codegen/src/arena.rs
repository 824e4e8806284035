//! Executable memory: written first, executable after, never both.
//!
//! Every function has pages of its own, so making one executable touches no other code, and dropping one gives its
//! memory straight back. Pages are mapped writable, filled, and turned to read-and-execute once.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

static BYTES_IN_USE: AtomicU64 = AtomicU64::new(0);

/// Bytes of memory mapped for machine code.
pub fn bytes_in_use() -> u64 {
    BYTES_IN_USE.load(Ordering::Relaxed)
}

/// One function's pages.
#[derive(Debug)]
pub struct Region {
    address: usize,
    mapped: usize,
}

impl Region {
    /// Copies `code` to fresh pages, lets `relocate` patch the copy, then makes them executable.
    pub fn place(code: &[u8], relocate: impl FnOnce(&mut [u8])) -> io::Result<Region> {
        // SAFETY: no preconditions.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as usize;
        let mapped = code.len().max(1).next_multiple_of(page);
        // SAFETY: a fresh anonymous private mapping at an address of the kernel's choice.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                mapped,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let region = Region { address: start as usize, mapped };
        BYTES_IN_USE.fetch_add(mapped as u64, Ordering::Relaxed);
        // SAFETY: the mapping is ours alone, writable, and at least `code.len()` bytes long.
        let bytes = unsafe { std::slice::from_raw_parts_mut(start.cast::<u8>(), code.len()) };
        bytes.copy_from_slice(code);
        relocate(bytes);
        // SAFETY: the mapping is ours; no reference into it is used after this.
        if unsafe { libc::mprotect(start, mapped, libc::PROT_READ | libc::PROT_EXEC) } != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(region)
    }

    /// Where it starts.
    pub fn address(&self) -> usize {
        self.address
    }

    /// Whether `address` is inside.
    pub fn contains(&self, address: usize) -> bool {
        (self.address..self.address + self.mapped).contains(&address)
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours; `CompiledCode`'s contract says that nobody runs in it or will.
        unsafe { libc::munmap(self.address as *mut libc::c_void, self.mapped) };
        BYTES_IN_USE.fetch_sub(self.mapped as u64, Ordering::Relaxed);
    }
}
