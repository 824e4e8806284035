//! Which objects stay mortal, by class.
//!
//! What frees an object also does something else for some classes: runs `__del__`, closes a file, releases a buffer.
//! Immortal, they would not do it when the program drops them.

use andiron_cpython::{ffi, object, referents};
use andiron_objects::address::AddressMap;
use referents::Shape;
use std::ffi::CStr;

/// Why objects were left as they were; the order is that of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// `__del__`, or a C finalizer.
    Finalizer,
    /// Files, sockets.
    File,
    /// Generators, coroutines, asynchronous generators, greenlets: they hold a frame.
    Generator,
    /// Frame objects.
    Frame,
    /// Locks and thread-local data.
    Lock,
    /// What gives something back when it is freed: memory views, memory maps, database connections.
    Resource,
    /// Weak references with a callback, to objects that can still die.
    WeakReference,
    /// Tuples and frozen sets that no immortal object refers to: C code may still be making them.
    Unfinished,
    /// What only running functions, and exceptions being handled, refer to.
    Running,
}

impl Reason {
    /// A phrase for the report.
    pub fn phrase(self) -> &'static str {
        match self {
            Reason::Finalizer => "objects with a finalizer",
            Reason::File => "files and sockets",
            Reason::Generator => "generators and coroutines",
            Reason::Frame => "frames",
            Reason::Lock => "locks and thread-local data",
            Reason::Resource => "objects that hold a resource",
            Reason::WeakReference => "weak references with a callback, to mortal objects",
            Reason::Unfinished => "tuples that no immortal object refers to",
            Reason::Running => "objects held by running functions only",
        }
    }
}

/// Classes by `tp_name` whose instances, and those of subclasses, stay mortal.
const BY_NAME: &[(&CStr, Reason)] = &[
    (c"_io._IOBase", Reason::File),
    (c"_socket.socket", Reason::File),
    (c"_thread.lock", Reason::Lock),
    (c"_thread.RLock", Reason::Lock),
    (c"_thread._local", Reason::Lock),
    (c"_thread._localdummy", Reason::Lock),
    (c"_multiprocessing.SemLock", Reason::Lock),
    (c"_queue.SimpleQueue", Reason::Lock),
    // Each holds a buffer that its owner cannot resize or close until they are gone.
    (c"memoryview", Reason::Resource),
    (c"managedbuffer", Reason::Resource),
    (c"pickle.PickleBuffer", Reason::Resource),
    (c"_pickle.PickleBuffer", Reason::Resource),
    (c"_io._BytesIOBuffer", Reason::Resource),
    (c"_sre.SRE_Scanner", Reason::Resource),
    // Each closes something.
    (c"mmap.mmap", Reason::Resource),
    (c"select.epoll", Reason::Resource),
    (c"sqlite3.Connection", Reason::Resource),
    (c"sqlite3.Cursor", Reason::Resource),
    (c"sqlite3.Blob", Reason::Resource),
    (c"_ssl._SSLSocket", Reason::Resource),
    (c"_dbm.dbm", Reason::Resource),
    (c"_gdbm.gdbm", Reason::Resource),
    (c"_curses.window", Reason::Resource),
    (c"_asyncio.FutureIter", Reason::Generator),
    // Ended by an exception when it is freed, with what is on its stack.
    (c"greenlet.greenlet", Reason::Generator),
];

/// What is to be done with the instances of a class.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// Immortal, and what they refer to.
    Take(Shape),
    /// Immortal if something refers to them.
    TakeIfReferred(Shape),
    /// Immortal; one that has a callback, only if its object is.
    WeakReference(Shape),
    /// Immortal, unless it has a destructor.
    Capsule,
    /// Left alone.
    Skip(Reason),
}

/// Remembers the verdict on each class.
#[derive(Default)]
pub struct Judge {
    verdicts: AddressMap<Verdict>,
    last: Option<(usize, Verdict)>,
}

impl Judge {
    /// The verdict on an object.
    ///
    /// # Safety
    /// `object` is alive; GIL held.
    #[inline]
    pub unsafe fn verdict(&mut self, object: *mut ffi::PyObject) -> Verdict {
        // SAFETY: alive, by contract.
        unsafe {
            let class = object::type_of(object);
            if let Some((last, verdict)) = self.last
                && last == class as usize
            {
                return verdict;
            }
            let verdict = *self.verdicts.entry(class as usize).or_insert_with(|| judge(class));
            self.last = Some((class as usize, verdict));
            verdict
        }
    }
}

unsafe fn judge(class: *mut ffi::PyTypeObject) -> Verdict {
    // SAFETY: a live class.
    unsafe {
        let is = |other: *const ffi::PyTypeObject| std::ptr::eq(class, other);
        let derives = |other: *const ffi::PyTypeObject| referents::bases(class).any(|base| std::ptr::eq(base, other));
        for base in referents::bases(class) {
            let name = referents::c_name(base);
            if let Some((_, reason)) = BY_NAME.iter().find(|(listed, _)| *listed == name) {
                return Verdict::Skip(*reason);
            }
        }
        if is(&raw const ffi::PyFrame_Type) {
            return Verdict::Skip(Reason::Frame);
        }
        if [&raw const ffi::PyGen_Type, &raw const ffi::PyCoro_Type, &raw const ffi::PyAsyncGen_Type]
            .into_iter()
            .any(is)
        {
            return Verdict::Skip(Reason::Generator);
        }
        if referents::has_finalizer(class) {
            return Verdict::Skip(Reason::Finalizer);
        }
        let shape = referents::shape(class);
        if is(&raw const ffi::PyTuple_Type) || is(&raw const ffi::PyFrozenSet_Type) {
            Verdict::TakeIfReferred(shape)
        } else if [
            &raw const ffi::_PyWeakref_RefType,
            &raw const ffi::_PyWeakref_ProxyType,
            &raw const ffi::_PyWeakref_CallableProxyType,
        ]
        .into_iter()
        .any(derives)
        {
            Verdict::WeakReference(shape)
        } else if is(&raw const ffi::PyCapsule_Type) {
            Verdict::Capsule
        } else {
            Verdict::Take(shape)
        }
    }
}
