//! The gate: arguments and results pass, and threads can end inside.

use andiron_cpython::{gate::call, gated};

unsafe extern "C" fn digits(a: i32, b: *mut u8, c: isize, d: usize, e: i64) -> i32 {
    ((((a * 10) + b as i32) * 10 + c as i32) * 10 + d as i32) * 10 + e as i32
}

unsafe extern "C" fn negative(value: i32) -> i32 {
    -value
}

#[test]
fn words_arrive_in_order() {
    // SAFETY: plain functions.
    unsafe {
        assert_eq!(gated!(digits(1, 2 as *mut u8, 3, 4, 5)), 12345);
        assert_eq!(gated!(negative(7)), -7);
    }
}

unsafe extern "C" {
    fn snprintf(buffer: *mut u8, size: usize, format: *const std::ffi::c_char, ...) -> i32;
    fn pthread_create(
        thread: *mut usize,
        attributes: *const (),
        start: extern "C" fn(*mut ()) -> *mut (),
        argument: *mut (),
    ) -> i32;
    fn pthread_join(thread: usize, result: *mut *mut ()) -> i32;
    fn pthread_exit(result: *mut ());
}

#[test]
fn functions_with_any_number_of_arguments() {
    let mut buffer = [0_u8; 16];
    let words = [buffer.as_mut_ptr() as usize, buffer.len(), c"%d-%d-%d".as_ptr() as usize, 12, 34, 56];
    // SAFETY: words that fit the format.
    assert_eq!(unsafe { call(snprintf as *const (), words) }, 8);
    assert_eq!(&buffer[..8], b"12-34-56");
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        std::process::abort();
    }
}

extern "C" fn ended_inside(argument: *mut ()) -> *mut () {
    let _bomb = std::hint::black_box(Bomb);
    // SAFETY: ends this thread; the gate stands between it and this frame.
    unsafe { gated!(pthread_exit(argument)) };
    unreachable!()
}

#[test]
fn a_thread_can_end_inside_without_running_destructors() {
    let (mut thread, mut result) = (0, std::ptr::null_mut());
    // SAFETY: a thread of the C library's.
    unsafe {
        assert_eq!(pthread_create(&mut thread, std::ptr::null(), ended_inside, 42 as *mut ()), 0);
        assert_eq!(pthread_join(thread, &mut result), 0);
    }
    assert_eq!(result as usize, 42);
}
