//! Turns `layout.table` into Rust constants and asks the target Python's own headers whether they agree.
//!
//! The same two tables feed both sides: each line becomes a constant (or is what `bindings.rs` assumes) and a
//! `_Static_assert` compiled against the interpreter that the extension is built for. A patch release with the same
//! layout builds; any other stops here with one sentence.

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};

/// The layouts we have, and where each lies.
const VERSIONS: &[((u32, u32), &str)] = &[((3, 12), "src/v3_12"), ((3, 13), "src/v3_13"), ((3, 14), "src/v3_14")];

fn main() {
    for variable in ["ANDIRON_PYTHON", "PYO3_PYTHON", "ANDIRON_SKIP_LAYOUT_CHECK", "CC", "PATH"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    for (_, home) in VERSIONS {
        for file in ["layout.table", "bindings.table", "headers.h"] {
            println!("cargo::rerun-if-changed={home}/{file}");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for (version, home) in VERSIONS {
        let facts = read_layout(&Path::new(home).join("layout.table"));
        let constants: String = facts.iter().map(Fact::rust).collect();
        let name = format!("layout_{}_{}.rs", version.0, version.1);
        std::fs::write(out.join(name), constants).expect("OUT_DIR is writable");
    }
    let target = find_python(&wanted());
    // Without a Python to build for, what there is to check is the first version's.
    let version = target.as_ref().map_or(VERSIONS[0].0, |python| python.version);
    let known: Vec<String> = VERSIONS.iter().map(|((major, minor), _)| format!("\"{major}.{minor}\"")).collect();
    println!("cargo::rustc-check-cfg=cfg(python, values({}))", known.join(", "));
    println!("cargo::rustc-cfg=python=\"{}.{}\"", version.0, version.1);
    println!("cargo::metadata=version={}.{}", version.0, version.1);
    if let Ok(python) = &target {
        // Tests embed the interpreter; the crate itself links nothing, for the process that loads it has the symbols.
        for (key, value) in
            [("executable", &python.executable), ("libdir", &python.libdir), ("library", &python.library)]
        {
            println!("cargo::metadata={key}={value}");
        }
        // Another interpreter under the same name, by a new choice of pyenv's or an upgrade in place.
        for file in [python.include.join("patchlevel.h"), PathBuf::from("../../.python-version")] {
            if file.exists() {
                println!("cargo::rerun-if-changed={}", file.display());
            }
        }
        let Python { libdir, library, .. } = python;
        for argument in [format!("-L{libdir}"), format!("-l{library}"), format!("-Wl,-rpath,{libdir}")] {
            println!("cargo::rustc-link-arg-tests={argument}");
        }
    }
    if env::var_os("ANDIRON_SKIP_LAYOUT_CHECK").is_some_and(|v| v == "1") {
        println!("cargo::warning=struct layouts were not compared with the target Python's headers");
        return;
    }
    if let Err(sentence) = target.and_then(|python| check_target(&python, &out)) {
        println!("cargo::error={sentence}");
        exit(1);
    }
}

/// One line of a table: what it is called in Rust (bindings have no name of their own), and what C must say.
struct Fact {
    name: String,
    value: i64,
    expression: String,
}

impl Fact {
    fn rust(&self) -> String {
        let kind = if i32::try_from(self.value).is_ok() { "i32" } else { "i64" };
        format!("/// `{}`\npub const {}: {kind} = {};\n", self.expression, self.name, self.value)
    }
}

fn read_layout(path: &Path) -> Vec<Fact> {
    let text = std::fs::read_to_string(path).expect("the table is part of the crate");
    let (mut prefix, mut structure) = (String::new(), String::new());
    let mut facts = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        match words[..] {
            ["struct", name, of] => (prefix, structure) = (format!("{name}_"), of.to_owned()),
            ["const"] => (prefix, structure) = (String::new(), String::new()),
            [name, value, what] => facts.push(Fact {
                name: format!("{prefix}{name}"),
                value: value.parse().expect("the second word of a line is a number"),
                expression: if structure.is_empty() { what.into() } else { format!("offsetof({structure}, {what})") },
            }),
            _ => {}
        }
    }
    facts
}

fn read_bindings(path: &Path) -> Vec<Fact> {
    let text = std::fs::read_to_string(path).expect("the table is part of the crate");
    let lines = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(' '));
    lines
        .map(|(value, what)| Fact {
            name: String::new(),
            value: value.parse().expect("a line starts with a number"),
            expression: what.to_owned(),
        })
        .collect()
}

/// The interpreter that the extension is built for.
struct Python {
    executable: String,
    version: (u32, u32),
    include: PathBuf,
    libdir: String,
    library: String,
}

fn wanted() -> String {
    VERSIONS.iter().map(|((major, minor), _)| format!("{major}.{minor}")).collect::<Vec<_>>().join(", ")
}

fn check_target(target: &Python, out: &Path) -> Result<(), String> {
    let Python { executable: python, version, include, .. } = target;
    let wanted = wanted();
    let home = VERSIONS.iter().find(|(v, _)| v == version).map(|(_, home)| Path::new(home)).ok_or_else(|| {
        format!(
            "Andiron needs CPython {wanted}, but {python} is {}.{}: install CPython {wanted} (with pyenv: `pyenv install \
             {wanted}`) or name one in ANDIRON_PYTHON",
            version.0, version.1
        )
    })?;
    if !include.join("Python.h").exists() || !include.join("internal/pycore_frame.h").exists() {
        return Err(format!(
            "the C headers of {python} are missing from {}: install its development package (python{}.{}-dev, or any \
             pyenv build)",
            include.display(),
            version.0,
            version.1
        ));
    }
    let mut facts = read_layout(&home.join("layout.table"));
    facts.extend(read_bindings(&home.join("bindings.table")));
    let mut source = std::fs::read_to_string(home.join("headers.h")).expect("headers.h is part of the crate");
    for fact in &facts {
        writeln!(source, "_Static_assert((long long)({0}) == {1}LL, \"{0} is not {1}\");", fact.expression, fact.value)
            .expect("writing to a string");
    }
    let file = out.join("layout_check.c");
    std::fs::write(&file, source).expect("OUT_DIR is writable");
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".into());
    let result = Command::new(&compiler)
        .args(["-x", "c", "-std=c11", "-w", "-fsyntax-only"])
        .arg(format!("-I{}", include.display()))
        .arg(format!("-I{}", include.join("internal").display()))
        .arg(&file)
        .output()
        .map_err(|e| {
            format!("the C compiler `{compiler}` could not be run ({e}): install gcc or clang, or name one in CC")
        })?;
    if result.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&result.stderr);
    match text.lines().find(|l| l.contains("static assertion failed") || l.contains("static_assert failed")) {
        Some(line) => Err(format!(
            "{python} lays out its objects otherwise than the CPython {}.{} Andiron knows ({}): build against a released, non-debug CPython {}.{}",
            version.0,
            version.1,
            line.rsplit("failed").next().unwrap_or_default().trim_matches([':', ' ', '"']),
            version.0,
            version.1
        )),
        None => Err(format!(
            "`{compiler}` cannot compile the headers of {python} ({}): install a working C compiler and the matching headers",
            text.lines().find(|l| l.contains("error")).unwrap_or("no message")
        )),
    }
}

/// The interpreter to build for: the one named in the environment, else the first on PATH of a version we know.
fn find_python(wanted: &str) -> Result<Python, String> {
    let named = ["ANDIRON_PYTHON", "PYO3_PYTHON"].iter().find_map(|v| env::var(v).ok().filter(|s| !s.is_empty()));
    if let Some(python) = named {
        return ask(&python)
            .ok_or_else(|| format!("`{python}` is not a Python that runs: name a CPython {wanted} in ANDIRON_PYTHON"));
    }
    let mut other = None;
    for python in ["python3.12", "python3", "python"] {
        if let Some(found) = ask(python) {
            if VERSIONS.iter().any(|(version, _)| *version == found.version) {
                return Ok(found);
            }
            other.get_or_insert(found);
        }
    }
    other.ok_or_else(|| format!("no Python found: install CPython {wanted} (with pyenv: `pyenv install {wanted}`)"))
}

fn ask(python: &str) -> Option<Python> {
    let script = "import sys, sysconfig as s; print(sys.executable, *sys.version_info[:2], s.get_path('include'), \
                  s.get_config_var('LIBDIR'), f'python{s.get_config_var(\"LDVERSION\")}', sep='\\n')";
    let output = Command::new(python).args(["-I", "-c", script]).output().ok().filter(|o| o.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut lines = text.lines().map(str::to_owned);
    Some(Python {
        executable: lines.next()?,
        version: (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?),
        include: lines.next()?.into(),
        libdir: lines.next()?,
        library: lines.next()?,
    })
}
