//! What the interpreter's tables say about characters.

unsafe extern "C" {
    /// Exported by the interpreter, but declared in a header that the bindings leave out; they look a table up.
    fn _PyUnicode_ToLowercase(character: u32) -> u32;
    fn _PyUnicode_ToUppercase(character: u32) -> u32;
}

/// The lower-case character.
pub fn lower(character: u32) -> u32 {
    // SAFETY: any number will do.
    unsafe { _PyUnicode_ToLowercase(character) }
}

/// The upper-case character.
pub fn upper(character: u32) -> u32 {
    // SAFETY: any number will do.
    unsafe { _PyUnicode_ToUppercase(character) }
}
