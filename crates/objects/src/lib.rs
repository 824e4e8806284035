//! Python objects as the other crates handle them: references that give themselves back, exceptions as `Err`, names, tables
//! by address.
//!
//! Everything here needs the GIL.

pub mod address;
pub mod importing;
pub mod reference;

/// A Python object, as C sees it.
pub type Object = *mut andiron_cpython::ffi::PyObject;

/// Whether this is the main interpreter, as a sentence if it is not. All that Andiron keeps belongs to that one: its objects
/// must not be touched, nor its functions taken over, on behalf of another.
pub fn in_main_interpreter() -> Result<(), String> {
    // SAFETY: the GIL is held, as for every function here.
    let this = unsafe { (*andiron_cpython::thread_state()).interp };
    // SAFETY: reads an address.
    if this == unsafe { andiron_cpython::ffi::PyInterpreterState_Main() } {
        Ok(())
    } else {
        Err("Andiron works in the main interpreter only, and this is a sub-interpreter".to_owned())
    }
}
