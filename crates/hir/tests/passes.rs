//! Runs the text tests in `tests/passes/`: each file holds the cases of one pass, named by the file.
//!
//! A case is a line `# title`, a function, a line `---`, and the function as the pass leaves it. `UPDATE=1 cargo test
//! -p andiron-hir --test passes` writes what comes out into the files. Every listing is also printed, parsed and
//! printed again, and verified before and after.

use andiron_hir::passes::{
    Pass, PassOptions, dce::DeadCode, guards::GuardElimination, gvn::ValueNumbering, hoist::Hoist, homes::Homes,
    optimise, parameters::Parameters, prune::Prune, refcount::RefCounts, simplify::Simplify, sinking::BoxSinking,
    unboxing::Unboxing,
};
use andiron_hir::verify::{Stage, verify};
use andiron_hir::{Function, parse::parse};
use std::path::Path;

/// Name, the pass, the stage its input is in, the stage it leaves.
type Row = (&'static str, fn(&mut Function) -> bool, Stage, Stage);

fn row<P: Pass>(before: Stage, after: Stage) -> Row {
    (P::NAME, P::run, before, after)
}

fn passes() -> Vec<Row> {
    use Stage::{Built, Counted, Homed};
    vec![
        row::<Simplify>(Built, Built),
        row::<Parameters>(Built, Built),
        row::<Hoist>(Built, Built),
        row::<Prune>(Built, Built),
        row::<Unboxing>(Built, Built),
        row::<GuardElimination>(Built, Built),
        row::<ValueNumbering>(Built, Built),
        row::<BoxSinking>(Built, Built),
        row::<DeadCode>(Built, Built),
        row::<Homes>(Built, Homed),
        row::<RefCounts>(Homed, Counted),
    ]
}

fn read(title: &str, text: &str, stage: Stage) -> Function {
    let f = parse(text).unwrap_or_else(|error| panic!("{title}: {error}"));
    verify(&f, stage).unwrap_or_else(|errors| panic!("{title}: {}\n{f}", errors.join("\n")));
    let again = parse(&f.to_string()).unwrap_or_else(|error| panic!("{title}, printed: {error}\n{f}"));
    assert_eq!(f.to_string(), again.to_string(), "{title}: printing and parsing do not agree");
    f
}

#[test]
fn text_tests() {
    let update = std::env::var_os("UPDATE").is_some();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    let passes = passes();
    let mut files: Vec<_> = std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some((_, run, before, after)) = passes.iter().find(|row| row.0 == name) else {
            panic!("{name}.txt: no pass of that name");
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let mut new = String::new();
        for case in text.split("\n# ").map(|case| case.trim_start_matches("# ")) {
            let (title, body) = case.split_once('\n').expect("a case has a title");
            let (input, expected) = body.split_once("\n---\n").unwrap_or((body, ""));
            let mut f = read(&format!("{name}: {title}"), input, *before);
            run(&mut f);
            if let Err(errors) = verify(&f, *after) {
                panic!("{name}: {title}: after the pass: {}\n{f}", errors.join("\n"));
            }
            let output = f.to_string();
            if !update {
                assert_eq!(output.trim(), expected.trim(), "{name}: {title}\ngot:\n{output}");
            }
            read(&format!("{name}: {title}, output"), &output, *after);
            new += &format!("# {title}\n{}\n---\n\n{}\n\n", format_args!("\n{}\n", input.trim()), output.trim());
        }
        if update {
            std::fs::write(&path, format!("{}\n", new.trim_end())).unwrap();
        }
    }
}

/// Everything that a pass before home assignment is tested with goes through the whole pipeline, verified throughout.
#[test]
fn whole_pipeline() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    for (name, _, before, _) in passes() {
        if before != Stage::Built {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(directory.join(name).with_extension("txt")) else { continue };
        for case in text.split("\n# ") {
            let (title, body) = case.split_once('\n').expect("a case has a title");
            let input = body.split_once("\n---\n").map_or(body, |(input, _)| input);
            let mut f = read(&format!("{name}: {title}"), input, Stage::Built);
            optimise(&mut f, &PassOptions { verify: true, ..PassOptions::default() });
            read(&format!("{name}: {title}, optimised"), &f.to_string(), Stage::Counted);
        }
    }
}

#[test]
fn every_pass_with_tests_of_its_own() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    for name in [
        "simplify",
        "parameters",
        "prune",
        "unboxing",
        "guard-elimination",
        "value-numbering",
        "box-sinking",
        "dead-code",
        "hoist",
        "homes",
        "refcount",
    ] {
        assert!(directory.join(name).with_extension("txt").exists(), "{name} has no text tests");
    }
}
