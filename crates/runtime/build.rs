//! Links the tests with the interpreter they run; nothing else needs building.

fn main() {
    // Set by andiron-cpython's build script, which knows the target interpreter.
    let setting = |name| std::env::var(name).unwrap_or_else(|_| panic!("andiron-cpython sets {name}"));
    let version = setting("DEP_ANDIRON_PYTHON_VERSION");
    if version != "3.12" {
        println!(
            "cargo::error=the compiler is for CPython 3.12, not {version}: build Andiron with --no-default-features there"
        );
        std::process::exit(1);
    }
    let directory = setting("DEP_ANDIRON_PYTHON_LIBDIR");
    let library = setting("DEP_ANDIRON_PYTHON_LIBRARY");
    for argument in [format!("-L{directory}"), format!("-l{library}"), format!("-Wl,-rpath,{directory}")] {
        println!("cargo::rustc-link-arg-tests={argument}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
