//! Links the stack unwinder into the extension. Rust's standard library would take it from `libgcc_s.so.1`, which Python
//! itself does not use: finding, mapping and starting that library was a third of the time that loading the extension took.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CC");
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let asked = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output();
    let answer = asked.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    // A compiler that has no such file repeats its name. Then the shared library is loaded, as for any other extension.
    if Path::new(&answer).is_absolute() {
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        // The linker is told `-lgcc_s` by rustc, and takes the first file of that name: this script.
        std::fs::write(out.join("libgcc_s.so"), format!("INPUT({answer})\n")).expect("OUT_DIR is writable");
        println!("cargo::rustc-link-search=native={}", out.display());
    }
}
