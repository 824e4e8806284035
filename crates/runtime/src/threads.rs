//! Our own threads: one samples, one compiles. Neither holds the GIL or runs Python, and neither is alive while Python
//! forks: the child would miss it, and CPython warns of a fork among threads.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Forks that are being made: from CPython's hook before to its hook after.
static FORKING: AtomicUsize = AtomicUsize::new(0);

/// How long to wait for the kernel to forget a thread that has ended; it takes microseconds unless the machine is busy.
const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

/// A thread that is started when there is work, and ended before a fork and at exit. It waits by parking.
pub struct Helper {
    name: &'static str,
    stack_bytes: usize,
    /// What it does, until [`Helper::is_ending`].
    work: fn(),
    ending: AtomicBool,
    running: Mutex<Option<Running>>,
}

struct Running {
    handle: JoinHandle<()>,
    /// The kernel's number for it; 0 until it has started.
    kernel_id: Arc<AtomicI32>,
}

impl Helper {
    /// A thread that does not run yet.
    pub const fn new(name: &'static str, stack_bytes: usize, work: fn()) -> Self {
        Helper { name, stack_bytes, work, ending: AtomicBool::new(false), running: Mutex::new(None) }
    }

    /// Starts the thread, or unparks it if it runs. While a fork is being made nothing happens: what comes after the
    /// fork starts it again.
    pub fn start(&self) {
        let mut running = lock(&self.running);
        if let Some(running) = &*running {
            running.handle.thread().unpark();
            return;
        }
        if FORKING.load(Ordering::Acquire) > 0 {
            return;
        }
        self.ending.store(false, Ordering::Release);
        let kernel_id = Arc::new(AtomicI32::new(0));
        let (shared, work) = (Arc::clone(&kernel_id), self.work);
        let thread = std::thread::Builder::new().name(self.name.to_owned()).stack_size(self.stack_bytes);
        let handle = thread.spawn(move || {
            // SAFETY: asks for a number.
            shared.store(unsafe { libc::gettid() }, Ordering::Release);
            work();
        });
        *running = handle.ok().map(|handle| Running { handle, kernel_id });
    }

    /// Asked by the thread itself: whether it is to return.
    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    /// Ends the thread, and waits until it is gone for the kernel as well.
    pub fn stop(&self) {
        let running = lock(&self.running).take();
        if let Some(Running { handle, kernel_id }) = running {
            self.ending.store(true, Ordering::Release);
            handle.thread().unpark();
            let _ = handle.join();
            wait_until_gone(kernel_id.load(Ordering::Acquire));
        }
    }

    /// Forgets the thread, in the child of a fork that Python did not make: it did not come along.
    pub fn forget(&self) {
        std::mem::forget(lock(&self.running).take());
    }
}

/// Takes a lock, also one that a panic left behind: what these locks guard is whole at any time.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the kernel to drop a thread from the process. `pthread_join` returns a little earlier than that, while the
/// thread still counts in `/proc/self/stat`, which is what CPython looks at to warn of a fork among threads.
fn wait_until_gone(kernel_id: i32) {
    let start = Instant::now();
    // SAFETY: signal 0 only asks whether the thread exists.
    while unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), kernel_id, 0) } == 0 {
        if start.elapsed() > LONGEST_FAREWELL {
            return;
        }
        std::thread::yield_now();
    }
}

/// From now on no thread of ours starts, until [`fork_ends`].
pub fn fork_begins() {
    FORKING.fetch_add(1, Ordering::AcqRel);
}

/// A fork was made or failed. In the child, the threads that were making others do not exist.
pub fn fork_ends(in_child: bool) {
    let _ = FORKING.fetch_update(Ordering::AcqRel, Ordering::Acquire, |forks| {
        Some(if in_child { 0 } else { forks.saturating_sub(1) })
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    static HELPER: Helper = Helper::new("threads-test", 64 * 1024, wait_for_the_end);

    fn wait_for_the_end() {
        while !HELPER.is_ending() {
            std::thread::park();
        }
    }

    fn runs() -> bool {
        lock(&HELPER.running).is_some()
    }

    /// How many threads of this process have the name, for the kernel.
    fn counted() -> usize {
        let tasks = std::fs::read_dir("/proc/self/task").expect("Linux");
        let names = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
        names.filter(|name| name.trim() == HELPER.name).count()
    }

    #[test]
    fn a_stopped_thread_is_gone_and_none_starts_during_a_fork() {
        for _ in 0..200 {
            HELPER.start();
            HELPER.stop();
            assert_eq!(counted(), 0);
        }
        fork_begins();
        fork_begins();
        HELPER.start();
        fork_ends(false);
        HELPER.start();
        assert!(!runs(), "started during a fork");
        fork_ends(false);
        HELPER.start();
        assert!(runs());
        HELPER.stop();
        fork_begins();
        fork_begins();
        fork_ends(true);
        HELPER.start();
        assert!(runs(), "the other fork is not this process's");
        HELPER.stop();
    }
}
