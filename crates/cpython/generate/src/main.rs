//! Writes `bindings.rs`, `bindings.table` and the numbers in `layout.table` of one CPython version, that of the Python it is
//! given, from the `headers.h` beside them.
//!
//! ```text
//! cargo run --manifest-path crates/cpython/generate/Cargo.toml -- /path/to/python3.12
//! ```
//!
//! Needs libclang (for bindgen), a C compiler and `nm`. If only clang's library is there, bindgen must be told where clang's own
//! headers are (`stddef.h`, `stdatomic.h`), in `BINDGEN_EXTRA_CLANG_ARGS=-I…`; those of gcc do not do. A function or variable is
//! declared only if the interpreter's shared library exports it: a hidden symbol would link, and then make the extension
//! module fail to load.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Types the crate names. What they contain comes along unless it is in [`OPAQUE`].
const TYPES: &[&str] = &[
    "PyObject",
    "PyVarObject",
    "PyTypeObject",
    "PyHeapTypeObject",
    "_specialization_cache",
    "PyThreadState",
    "PyInterpreterState",
    "_PyErr_StackItem",
    "_PyStackChunk",
    "_PyInterpreterFrame",
    "PyFrameObject",
    "_frame",
    "PyCodeObject",
    "_PyCoMonitoringData",
    "_PyCoLineInstrumentationData",
    "_Py_LocalMonitors",
    "_Py_GlobalMonitors",
    "_Py_CODEUNIT",
    "PyFunctionObject",
    "PyLongObject",
    "PyFloatObject",
    "PyTupleObject",
    "PyListObject",
    "PyDictObject",
    "PyDictKeysObject",
    "_dictkeysobject",
    "_dictvalues",
    "PyDictKeyEntry",
    "PyDictUnicodeEntry",
    "PyDictValues",
    "PyASCIIObject",
    "PyCompactUnicodeObject",
    "PyUnicodeObject",
    "PyBytesObject",
    "PyCFunctionObject",
    "PyCMethodObject",
    "PyMethodDef",
    "PyMethodDescrObject",
    "PyMemberDef",
    "PyMemberDescrObject",
    "PyGetSetDef",
    "PyGetSetDescrObject",
    "PyWrapperDescrObject",
    "PyMethodObject",
    "PyCellObject",
    "PySliceObject",
    "_PyRangeIterObject",
    "_PyListIterObject",
    "_PyTupleIterObject",
    "PyGenObject",
    "PyCoroObject",
    "PyAsyncGenObject",
    "PyModuleObject",
    "PyModuleDef",
    "PyDescrObject",
    "PyWeakReference",
    "PySetObject",
    "setentry",
    "PyBaseExceptionObject",
    "PyStopIterationObject",
    "_PyLoadGlobalCache",
    "_PyAttrCache",
    "_PyLoadMethodCache",
    "_PyCallCache",
    "PyGC_Head",
    "callable_cache",
    "vectorcallfunc",
    "PyFrameState",
    "_frameowner",
    "PySendResult",
    "PyObjectArenaAllocator",
    "PyMonitoringEventSet",
    "PyDict_WatchEvent",
    "PyCodeEvent",
    "PyFunction_WatchEvent",
    "PyDict_WatchCallback",
    "PyType_WatchCallback",
    "PyCode_WatchCallback",
    "PyFunction_WatchCallback",
    "_Py_CODEUNIT",
    "propertyobject",
];

/// Types that only this version of CPython 3 has, or that we read only there.
const ONLY: &[(u32, &[&str])] = &[
    (12, &["_PyCFrame", "_Py_float_state", "_Py_list_state", "_Py_tuple_state", "static_builtin_state"]),
    (13, &["_Py_BackoffCounter"]),
    (14, &["_Py_BackoffCounter"]),
];

/// Types whose inside is reached only through `layout.table`.
const OPAQUE: &[&str] = &["_is", "pyruntimestate", "pyruntimestate__.*", "PyConfig", "PyPreConfig", "_IO_FILE"];

/// Exported functions nobody here has a use for; leaving them out keeps the file short.
const UNUSED: &[&str] = &[
    "PyConfig_",
    "PyPreConfig",
    "PyStatus_",
    "PyWideStringList",
    "_PyWideStringList",
    "Py_Initialize",
    "_Py_Initialize",
    "Py_PreInit",
    "_PyPreConfig",
    "_PyConfig",
    "PyInit_",
    "_PyArg_",
    "_PyTime",
    "_PyAST",
    "PyAST",
    "_PyCodec",
    "PyCodec",
    "_Py_HashBytes",
    "PyUnicode_Decode",
    "PyUnicode_As",
    "PyUnicode_Encode",
    "_PyUnicode_Is",
    "_PyUnicode_To",
    "_PyUnicodeWriter",
    "_PyUnicode_Format",
    "_PyBytesWriter",
    "PyMarshal",
    "_Py_c_",
    "PyComplex",
    "_PyContext",
    "PyHamt",
    "_PyHamt",
    "_PyParser",
    "PyRun_",
    "PyOS_",
    "_PyOS",
    "PyErr_Set",
    "_Py_wfopen",
    "_Py_fopen",
    "_Py_read",
    "_Py_write",
    "_Py_stat",
    "_Py_fstat",
    "_Py_open",
    "_Py_dup",
    "_Py_w",
    "Py_Decode",
    "Py_Encode",
    "_Py_Encode",
    "_Py_Decode",
    "_Py_parse",
    "_Py_dg_",
    "_Py_hashtable",
    "_Py_strhex",
    "PyUnicodeDecodeError",
    "PyUnicodeEncodeError",
    "PyUnicodeTranslateError",
    "_PyMem_",
    "PyMemoryView",
    "PyBuffer_",
    "PyFile_",
    "PySys_Add",
    "PySys_Set",
    "PySys_Write",
    "PySys_Format",
    "Py_Main",
    "Py_Bytes",
    "Py_Set",
    "Py_Get",
    "_Py_Get",
    "_PyImport",
    "PyImport_Append",
    "PyImport_Extend",
    "PyThread_tss",
    "PyThread_create",
    "PyThread_delete",
    "PyThread_set",
    "_Py_normalize",
    "_Py_DumpASCII",
    "_Py_DumpHex",
    "_Py_DumpDec",
    "PyByteArray",
    "_PyByteArray",
    "PyCallIter",
    "PyStructSequence",
    "_PyStructSequence",
    "_PyLogger",
    "PyABIInfo",
    "_Py_Sigset",
    "_Py_abspath",
    "_Py_set_inh",
    "_Py_dump",
    "_Py_blocks",
    "Py_AtExit",
];

/// Taken although a prefix above excludes them.
const USED: &[&str] = &[
    "PyErr_SetString",
    "PyErr_SetObject",
    "PyErr_SetNone",
    "PyErr_SetRaisedException",
    "PyErr_SetHandledException",
    "PyErr_SetInterrupt",
    "PyErr_SetFromErrno",
    "PyErr_SetExcInfo",
    "PyUnicode_AsUTF8",
    "PyUnicode_AsUTF8AndSize",
    "PyUnicode_DecodeUTF8",
    "Py_GetVersion",
    "PyImport_AddModule",
    "Py_GetRecursionLimit",
    "_PyImport_GetModuleAttr",
    "_PyImport_GetModuleAttrString",
    "Py_InitializeEx",
    "Py_FinalizeEx",
    "Py_IsInitialized",
    "PyRun_String",
    "PyRun_SimpleString",
    "PyOS_AfterFork_Child",
    "_PyOS_IsMainThread",
    "PyOS_AfterFork_Parent",
    "PyOS_BeforeFork",
    "PyErr_SetImportError",
    "Py_SetRecursionLimit",
    "PyRun_StringFlags",
    "PyRun_SimpleStringFlags",
    "PySys_SetObject",
    "_PyErr_SetString",
    "_PyErr_SetObject",
    "_PyMem_GetCurrentAllocatorName",
];

fn main() {
    let python = std::env::args().nth(1).unwrap_or_else(|| "python3.12".into());
    let sysconfig = |expression: &str| {
        let script = format!("import sysconfig; print({expression})");
        run(Command::new(&python).args(["-c", &script])).trim().to_owned()
    };
    let minor: u32 = sysconfig("sysconfig.get_python_version().split('.')[1]").parse().expect("a number");
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the generator lies in the crate");
    let home = home.join(format!("src/v3_{minor}"));
    let headers = std::fs::read_to_string(home.join("headers.h")).expect("headers.h is written by hand");
    let include = sysconfig("sysconfig.get_path('include')");
    let library = sysconfig("sysconfig.get_config_var('LIBDIR') + '/' + sysconfig.get_config_var('INSTSONAME')");
    let exports: BTreeSet<String> = run(Command::new("nm").args(["-D", "--defined-only", &library]))
        .lines()
        .filter_map(|line| line.split_whitespace().nth(2).map(str::to_owned))
        .filter(|name| name.starts_with("Py") || name.starts_with("_Py"))
        .filter(|name| {
            name.ends_with("_Type")
                || USED.contains(&name.as_str())
                || !UNUSED.iter().any(|prefix| name.starts_with(prefix))
        })
        .collect();

    let c = Compiler::new(include, headers);
    let mut builder = bindgen::Builder::default()
        .header_contents("headers.h", &c.headers)
        .clang_args([format!("-I{}", c.include), format!("-I{}/internal", c.include)])
        .layout_tests(true)
        .derive_debug(false)
        .generate_comments(false)
        .prepend_enum_name(false)
        .merge_extern_blocks(true)
        .disable_header_comment()
        .rust_target(bindgen::RustTarget::stable(85, 0).expect("a known Rust version"))
        .rust_edition(bindgen::RustEdition::Edition2024)
        .wrap_unsafe_ops(true)
        .blocklist_item("_PyCode_New|_PyArg_Parser")
        .allowlist_var(
            "METH_.*|CO_.*|Py_TPFLAGS_.*|_?Py_TPFLAGS_.*|PyTrace_.*|PY_MONITORING_.*|DKIX_.*|PY_VERSION_HEX",
        );
    for name in &exports {
        builder = builder.allowlist_function(name).allowlist_var(name);
    }
    let of_version = ONLY.iter().filter(|(version, _)| *version == minor).flat_map(|(_, names)| *names);
    for name in TYPES.iter().chain(of_version) {
        builder = builder.allowlist_type(name);
    }
    for name in OPAQUE {
        builder = builder.opaque_type(name);
    }
    let text = builder.generate().expect("bindgen failed").to_string();
    let hidden: Vec<&str> = text
        .lines()
        .filter_map(|l| l.trim().strip_prefix("pub fn ").or_else(|| l.trim().strip_prefix("pub static mut ")))
        .filter_map(|l| l.split(['(', ':']).next())
        .filter(|name| name.trim_start_matches('_').starts_with("Py") && !exports.contains(*name))
        .collect();
    assert!(hidden.is_empty(), "these are declared but not exported: {hidden:?}");
    std::fs::write(home.join("bindings.rs"), &text).expect("write bindings.rs");
    std::fs::write(home.join("bindings.table"), check_table(&text, &c, minor)).expect("write bindings.table");

    let layout = home.join("layout.table");
    let old = std::fs::read_to_string(&layout).expect("layout.table is written by hand");
    std::fs::write(&layout, fill_in(&old, &c)).expect("write layout.table");
}

/// Every size and offset bindgen asserts about its Rust structs, as C expressions: `value expression` a line.
fn check_table(text: &str, c: &Compiler, minor: u32) -> String {
    let mut facts: Vec<(String, Option<String>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("[\"Size of ") {
            facts.push((rest.split('"').next().unwrap_or_default().to_owned(), None));
        } else if let Some(rest) = line.strip_prefix("[\"Offset of field: ") {
            let path = rest.split('"').next().unwrap_or_default();
            if let Some((name, field)) = path.split_once("::") {
                facts.push((name.to_owned(), Some(field.trim_end_matches('_').to_owned())));
            }
        }
    }
    let expressions: Vec<String> = facts
        .iter()
        .filter(|(name, _)| !name.contains("__") && !name.starts_with("_IO"))
        // Releases of 3.14 differ in how long what we do not look into is.
        .filter(|(name, _)| minor < 14 || !OPAQUE.contains(&name.as_str()))
        .flat_map(|(name, field)| {
            ["", "struct ", "union "].map(|tag| match field {
                None => format!("sizeof({tag}{name})"),
                Some(field) => format!("offsetof({tag}{name}, {field})"),
            })
        })
        .collect();
    let good = c.keep_valid(&expressions);
    let mut seen = BTreeSet::new();
    let mut out =
        String::from("# Generated by crates/cpython/generate: what bindings.rs assumes, checked by build.rs.\n");
    for (expression, value) in good.iter().zip(c.values(&good)) {
        let key = expression.replace("struct ", "").replace("union ", "");
        if seen.insert(key) {
            writeln!(out, "{value} {expression}").expect("writing to a string");
        }
    }
    out
}

/// Puts the current numbers into `layout.table`.
fn fill_in(old: &str, c: &Compiler) -> String {
    let mut structure = String::new();
    let mut expressions = Vec::new();
    for line in old.lines() {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        match words[..] {
            ["struct", _, name] => structure = name.to_owned(),
            ["const"] => structure.clear(),
            [_, _, what] if !line.starts_with('#') && structure.is_empty() => expressions.push(what.to_owned()),
            [_, _, what] if !line.starts_with('#') => expressions.push(format!("offsetof({structure}, {what})")),
            _ => {}
        }
    }
    let mut values = c.values(&expressions).into_iter();
    let mut out = String::new();
    for line in old.lines() {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        match words[..] {
            [name, _, what] if name != "struct" && !line.starts_with('#') => {
                let value = values.next().expect("as many values as expressions");
                writeln!(out, "{name} {value} {what}").expect("writing to a string");
            }
            _ => writeln!(out, "{line}").expect("writing to a string"),
        }
    }
    out
}

struct Compiler {
    program: &'static str,
    include: String,
    headers: String,
}

impl Compiler {
    fn new(include: String, headers: String) -> Compiler {
        let has_clang = Command::new("clang").arg("--version").output().is_ok_and(|output| output.status.success());
        Compiler { program: if has_clang { "clang" } else { "cc" }, include, headers }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        if self.program == "clang" {
            // It stops early without it; gcc does not, and does not know it.
            command.arg("-ferror-limit=0");
        }
        command
            .args(["-x", "c", "-std=c11", "-w", "-DNDEBUG"])
            .args([format!("-I{}", self.include), format!("-I{}/internal", self.include)]);
        command
    }

    fn source(&self, name: &str, body: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("andiron-{}-{name}.c", std::process::id()));
        std::fs::write(&path, format!("{}\n#include <stdio.h>\n{body}", self.headers)).expect("write a C file");
        path
    }

    /// The expressions that compile: the compiler's own error lines say which do not.
    ///
    /// Those that say `struct` and those that say `union` are asked for apart: to name one where the other is meant makes
    /// gcc take the name for that from there on.
    fn keep_valid(&self, expressions: &[String]) -> Vec<String> {
        let is_union = |expression: &str| expression.contains("(union ");
        let mut bad = self.invalid(expressions, is_union);
        bad.extend(self.invalid(expressions, |expression| !is_union(expression)));
        expressions.iter().enumerate().filter(|(i, _)| !bad.contains(&(i + 1))).map(|(_, e)| e.clone()).collect()
    }

    fn invalid(&self, expressions: &[String], is_asked: impl Fn(&str) -> bool) -> BTreeSet<usize> {
        let body: String = expressions
            .iter()
            .enumerate()
            .filter(|(_, e)| is_asked(e))
            .map(|(i, e)| format!("# {} \"expr\"\nenum {{ e{i} = {e} }};\n", i + 1))
            .collect();
        let source = self.source("valid", &body);
        let output = self.command().arg("-fsyntax-only").arg(&source).output().expect("the C compiler runs");
        String::from_utf8_lossy(&output.stderr)
            .lines()
            .filter(|l| l.contains("error:"))
            .filter_map(|l| l.strip_prefix("expr:")?.split(':').next()?.parse().ok())
            .collect()
    }

    fn values(&self, expressions: &[String]) -> Vec<i64> {
        let prints: String = expressions.iter().map(|e| format!("printf(\"%lld\\n\", (long long)({e}));\n")).collect();
        let source = self.source("values", &format!("int main(void) {{\n{prints}return 0; }}\n"));
        let binary = source.with_extension("bin");
        // Sections nobody refers to are dropped, and with them the headers' inline functions and what they call.
        run(self.command().args(["-O1", "-o"]).arg(&binary).arg(&source));
        run(&mut Command::new(&binary)).lines().map(|l| l.parse().expect("a number")).collect()
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(output.status.success(), "{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text output")
}
