//! Every helper against the interpreter itself: `ops.py` calls them through `ctypes` and compares values, messages,
//! attributes of exceptions and reference counts with what the same Python source does.

use andiron_cpython::{ffi, layout};
use andiron_hir::helper::Helper;
use andiron_hir::types::Rep;
use andiron_runtime::ops;
use std::ffi::CString;
use std::fmt::Write;

fn run(source: &str) {
    let source = CString::new(source).expect("no zero byte");
    // SAFETY: the interpreter runs and this thread has the GIL.
    assert_eq!(unsafe { ffi::PyRun_SimpleStringFlags(source.as_ptr(), std::ptr::null_mut()) }, 0, "see standard error");
}

#[test]
fn helpers_do_what_the_interpreter_does() {
    let mut table = String::from("HELPERS = {\n");
    for helper in Helper::ALL {
        let letters: String = helper
            .parameters()
            .iter()
            .map(|rep| match rep {
                Rep::Object => 'O',
                Rep::I64 => 'I',
                Rep::F64 => 'F',
                _ => 'P',
            })
            .collect();
        let (name, result) = (helper.name(), helper.result());
        let variadic = if helper.is_variadic() { "True" } else { "False" };
        let address = ops::address(*helper);
        writeln!(table, "    '{name}': ({address}, '{letters}', {variadic}, '{result:?}'),").expect("a string grows");
    }
    writeln!(table, "}}\nEXHAUSTED = {}", ops::exhausted_marker()).expect("a string grows");
    for (name, offset) in [
        ("THREAD_CFRAME", layout::THREAD_CFRAME),
        ("CFRAME_CURRENT_FRAME", layout::CFRAME_CURRENT_FRAME),
        ("FRAME_PREVIOUS", layout::FRAME_PREVIOUS),
        ("FRAME_CODE", layout::FRAME_CODE),
        ("FRAME_PREV_INSTR", layout::FRAME_PREV_INSTR),
        ("CODE_CODE_ADAPTIVE", layout::CODE_CODE_ADAPTIVE),
    ] {
        writeln!(table, "{name} = {offset}").expect("a string grows");
    }
    // SAFETY: the only place that starts the interpreter.
    unsafe { ffi::Py_InitializeEx(0) };
    run(&table);
    run(include_str!("ops.py"));
}
