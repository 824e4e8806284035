//! Calls into CPython in which the thread may be ended.
//!
//! While the interpreter finalizes, a daemon thread that asks for the GIL is ended by `pthread_exit`, which unwinds its
//! native stack; a Rust frame that has destructors aborts the process when it meets that unwinder. The gate is a few
//! instructions without unwind tables: where the unwinder meets it, it takes the stack to have ended, stops looking, and
//! the thread is gone. So **whatever may run Python, or release the GIL, is called through [`gated!`](crate::gated)**,
//! which also shows a reader where that can happen.

use std::arch::global_asm;

#[cfg(target_arch = "x86_64")]
global_asm!(
    ".pushsection .text.andiron_gate, \"ax\", @progbits",
    ".p2align 4",
    ".hidden andiron_gate",
    ".globl andiron_gate",
    ".type andiron_gate, @function",
    "andiron_gate:",
    // A frame pointer, so that profilers can walk on. No `.cfi_…`: that is the point.
    "push rbp",
    "mov rbp, rsp",
    "mov r11, rdi",
    "mov rdi, rsi",
    "mov rsi, rdx",
    "mov rdx, rcx",
    "mov rcx, r8",
    "mov r8, r9",
    // The seventh argument is above the return address.
    "mov r9, [rbp + 16]",
    // What a function with `...` expects: no vector registers are used.
    "xor eax, eax",
    "call r11",
    "pop rbp",
    "ret",
    ".size andiron_gate, . - andiron_gate",
    ".popsection",
);

unsafe extern "C" {
    /// Calls the C function with the six words, and returns the word it returns.
    fn andiron_gate(callee: *const (), a: usize, b: usize, c: usize, d: usize, e: usize, f: usize) -> usize;
}

/// How many words a call through the gate can pass.
pub const MAX_ARGUMENTS: usize = 6;

/// What C passes and returns in one general register.
pub trait Word: Copy {
    /// The register.
    fn into_word(self) -> usize;
    /// The value in the register.
    fn from_word(word: usize) -> Self;
}

impl<T> Word for *mut T {
    fn into_word(self) -> usize {
        self as usize
    }
    fn from_word(word: usize) -> Self {
        word as Self
    }
}

impl<T> Word for *const T {
    fn into_word(self) -> usize {
        self as usize
    }
    fn from_word(word: usize) -> Self {
        word as Self
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Word for $number {
            fn into_word(self) -> usize {
                self as usize
            }
            fn from_word(word: usize) -> Self {
                word as Self
            }
        })*
    };
}
numbers!(i32 u32 i64 isize usize);

/// A procedure's result: whatever is in the register.
impl Word for () {
    fn into_word(self) -> usize {
        0
    }
    fn from_word(_: usize) -> Self {}
}

/// Calls any C function through the gate: one that takes words only (`...` included), up to [`MAX_ARGUMENTS`].
///
/// # Safety
/// `callee` is such a function, `arguments` are its arguments, and what calling it demands holds.
#[inline]
pub unsafe fn call<const N: usize>(callee: *const (), arguments: [usize; N]) -> usize {
    const { assert!(N <= MAX_ARGUMENTS) }
    let mut words = [0; MAX_ARGUMENTS];
    words[..N].copy_from_slice(&arguments);
    let [a, b, c, d, e, f] = words;
    // SAFETY: by contract; superfluous arguments do no harm in C's calling convention.
    unsafe { andiron_gate(callee, a, b, c, d, e, f) }
}

macro_rules! calls {
    ($($name:ident($($argument:ident: $type:ident),*);)*) => {
        $(
            /// [`call`] with the types of the function.
            ///
            /// # Safety
            /// What calling the function demands.
            #[inline]
            pub unsafe fn $name<$($type: Word,)* Output: Word>(
                callee: unsafe extern "C" fn($($type),*) -> Output,
                $($argument: $type),*
            ) -> Output {
                // SAFETY: by contract.
                Output::from_word(unsafe { call(callee as *const (), [$($argument.into_word()),*]) })
            }
        )*
    };
}
calls! {
    call_0();
    call_1(a: A);
    call_2(a: A, b: B);
    call_3(a: A, b: B, c: C);
    call_4(a: A, b: B, c: C, d: D);
    call_5(a: A, b: B, c: C, d: D, e: E);
}

/// `gated!(function(arguments))`: the call, through the [gate](crate::gate).
#[macro_export]
macro_rules! gated {
    ($function:ident $(:: $path:ident)* ()) => {
        $crate::gate::call_0($function $(:: $path)*)
    };
    ($function:ident $(:: $path:ident)* ($a:expr $(,)?)) => {
        $crate::gate::call_1($function $(:: $path)*, $a)
    };
    ($function:ident $(:: $path:ident)* ($a:expr, $b:expr $(,)?)) => {
        $crate::gate::call_2($function $(:: $path)*, $a, $b)
    };
    ($function:ident $(:: $path:ident)* ($a:expr, $b:expr, $c:expr $(,)?)) => {
        $crate::gate::call_3($function $(:: $path)*, $a, $b, $c)
    };
    ($function:ident $(:: $path:ident)* ($a:expr, $b:expr, $c:expr, $d:expr $(,)?)) => {
        $crate::gate::call_4($function $(:: $path)*, $a, $b, $c, $d)
    };
    ($function:ident $(:: $path:ident)* ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr $(,)?)) => {
        $crate::gate::call_5($function $(:: $path)*, $a, $b, $c, $d, $e)
    };
}
