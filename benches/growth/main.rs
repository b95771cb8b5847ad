//! Cost as a collection grows: whole processes of `bilat index` and `bilat search` over generated
//! reports, one line of a table for each size.
//!
//! `BILAT_SIZES` names other numbers of reports, with commas between. The table has the time and
//! peak memory of the index run, the size of its index, and the median and the slowest twentieth of
//! searches, each a process of its own.

#![expect(clippy::print_stdout, reason = "this bench is a program")]
#![expect(clippy::disallowed_methods, reason = "a bench has no arguments of its own")]

#[path = "../collection/mod.rs"]
mod collection;
#[path = "../random/mod.rs"]
mod random;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Numbers of reports, unless others are asked for.
const SIZES: &str = "1000,10000,100000";

/// Queries of different shapes; each finds something in the smallest collection too.
const QUERIES: [&str; 8] = [
    "exercise",
    "defence minister",
    "joint military exercise",
    "\"armed forces\"",
    "coop* NEAR/s agreement",
    "dyad:serbia-hungary exercise",
    "country:serbia date:2010..2015",
    "exercize~2",
];

/// How often each query is asked.
const TIMES: usize = 15;

fn main() {
    let sizes = std::env::var("BILAT_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    println!(
        "{:>8}  {:>8}  {:>8}  {:>9}  {:>9}  {:>8}  {:>9}  {:>9}",
        "reports", "MB", "index s", "MB/s", "memory MB", "index MB", "median ms", "slow ms"
    );
    for size in sizes.split(',') {
        measure(size.trim().parse().expect("BILAT_SIZES holds numbers"));
    }
}

/// Measures one size and prints its line.
fn measure(size: usize) {
    let folder = TempDir::new().expect("a temporary folder");
    let source = folder.path().join("generated.jsonl");
    let megabytes = collection::generate(&source, size) as f64 / 1e6;
    let index = folder.path().join("index");

    let start = Instant::now();
    let child = bilat(&["index".as_ref(), "--index".as_ref(), &index, &source])
        .spawn()
        .expect("the program starts");
    let memory = memory_of(child);
    let seconds = start.elapsed().as_secs_f64();

    let mut times = Vec::new();
    for _ in 0..TIMES {
        for query in QUERIES {
            let start = Instant::now();
            let output = bilat(&["search".as_ref(), "--index".as_ref(), &index, query.as_ref()])
                .output()
                .expect("the program starts");
            times.push(start.elapsed().as_secs_f64() * 1e3);
            assert!(output.status.success(), "{query} finds nothing among {size} reports");
        }
    }
    times.sort_by(f64::total_cmp);
    let part = |share: usize| times[times.len() * share / 100];
    println!(
        "{size:>8}  {megabytes:>8.1}  {seconds:>8.2}  {:>9.2}  {memory:>9.0}  {:>8.1}  {:>9.1}  {:>9.1}",
        megabytes / seconds,
        size_of(&index) as f64 / 1e6,
        part(50),
        part(95),
    );
}

fn bilat(arguments: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilat"));
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Waits for a process; gives its peak memory in megabytes, where the system tells (Linux).
fn memory_of(mut child: Child) -> f64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = f64::NAN;
    loop {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|line| line.trim_end_matches("kB").trim().parse().ok());
            peak = kilobytes.map_or(peak, |kilobytes: f64| kilobytes / 1e3);
        }
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "indexing ends with {status}");
            return peak;
        }
        sleep(Duration::from_millis(5));
    }
}

/// Bytes of the files in a folder and those below.
fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            metadata => metadata.map_or(0, |metadata| metadata.len()),
        })
        .sum()
}
