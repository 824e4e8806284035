//! Tests against a live interpreter, embedded in the test process.

use andiron_cpython::{ffi, layout};

#[test]
fn small_ints_are_where_the_layout_says() {
    // SAFETY: the only test thread that starts the interpreter; every pointer below is into its static data.
    unsafe {
        ffi::Py_InitializeEx(0);
        let seven = ffi::PyLong_FromLong(7);
        let first = (&raw mut ffi::_PyRuntime).cast::<u8>().offset(layout::RUNTIME_SMALL_INTS as isize);
        let index = (7 - layout::SMALL_INT_MIN) as isize;
        assert_eq!(first.offset(index * layout::LONG_BYTES as isize), seven.cast());
    }
}
