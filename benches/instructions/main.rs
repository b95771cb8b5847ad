//! Instructions of whole processes, counted by valgrind's callgrind: one index run over the
//! sample corpus and five queries on its index.
//!
//! Unlike times they are nearly the same on a busy machine, so a change of one in a hundred is
//! seen. `golden.tsv` beside this file holds the figures; the run fails if one is exceeded by more
//! than [`ALLOWED`], and with `BILAT_RENEW=1` writes them anew. They belong to the
//! compiler and the releases of libraries of the day, so a step of either may ask for renewal.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this bench is a program")]
#![expect(clippy::disallowed_methods, reason = "a bench has no arguments of its own")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use tempfile::TempDir;

/// How far above its golden figure a count may be, as a share of it.
const ALLOWED: f64 = 0.03;

/// Names and queries, in order of the golden file; the index run comes before them.
const QUERIES: [(&str, &str); 5] = [
    ("word", "exercise"),
    ("words", "joint military exercise"),
    ("phrase-near", "\"armed forces\" NEAR/s (serbia OR hungary)"),
    ("pair-date", "dyad:serbia-hungary date:2015..2025 coop*"),
    ("person", "person:vuchich"),
];

fn main() -> ExitCode {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: valgrind is not installed");
        return ExitCode::SUCCESS;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let index = folder.path().join("index");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let indexing: [&Path; 6] = [
        "index".as_ref(),
        "--threads".as_ref(),
        "1".as_ref(),
        "--index".as_ref(),
        &index,
        &root.join("corpus"),
    ];
    let mut counted = vec![("index", instructions(folder.path(), &indexing))];
    for (name, query) in QUERIES {
        let search: [&Path; 4] = ["search".as_ref(), "--index".as_ref(), &index, query.as_ref()];
        counted.push((name, instructions(folder.path(), &search)));
    }

    let golden = root.join("benches/instructions/golden.tsv");
    if std::env::var_os("BILAT_RENEW").is_some() {
        let mut lines = String::from("what\tmillions of instructions\n");
        for (name, count) in &counted {
            let _ = writeln!(lines, "{name}\t{count:.2}");
        }
        fs::write(&golden, lines).expect("the golden file can be written");
    }
    compare(&golden, &counted)
}

/// Prints the counts beside those of the golden file; fails if one is exceeded or not there.
fn compare(golden: &Path, counted: &[(&str, f64)]) -> ExitCode {
    let golden = fs::read_to_string(golden).unwrap_or_default();
    let before = |name: &str| -> Option<f64> {
        let line = golden.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
        line?.parse().ok()
    };
    let mut exceeded = false;
    println!("{:<12}  {:>9}  {:>9}  {:>7}", "millions of", "golden", "now", "change");
    for (name, now) in counted {
        let Some(before) = before(name) else {
            println!("{name:<12}  {:>9}  {now:>9.2}", "-");
            exceeded = true;
            continue;
        };
        let change = now / before - 1.0;
        println!("{name:<12}  {before:>9.2}  {now:>9.2}  {:>+6.1}%", change * 100.0);
        exceeded |= change > ALLOWED;
    }
    if exceeded {
        eprintln!(
            "more instructions than in benches/instructions/golden.tsv; BILAT_RENEW=1 renews it"
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Millions of instructions of one run of the program.
fn instructions(folder: &Path, arguments: &[&Path]) -> f64 {
    let report: PathBuf = folder.join("callgrind.out");
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", report.display()))
        .arg(env!("CARGO_BIN_EXE_bilat"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("valgrind runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} fails: {errors}");
    let report = fs::read_to_string(report).expect("the report of callgrind");
    let total = report.lines().find_map(|line| line.strip_prefix("summary: ")).expect("a summary");
    let total: f64 = total.trim().parse().expect("a number");
    total / 1e6
}
