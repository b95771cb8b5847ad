//! Later runs of `bilat index`: what is read again, what is not, and what a stopped run leaves.
//!
//! 1. A file that was touched but not changed is read once more, and not again after that; so is
//!    a container of which only some lines have changed. Whether a file was read is seen by
//!    changing it behind the back of its size and time.
//! 2. A file that was written in the moments before a run is read again in the next, whatever its
//!    time says.
//! 3. A report at another place keeps its record and is counted as moved; what its new name says
//!    of its date counts.
//! 4. Reports of a container stay while parts of it cannot be read.
//! 5. A run that is stopped by a signal says so, keeps what it committed, and the next goes on.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use bilat::index::Manifest;
use serde_json::Value;

use crate::harness::{Folder, TODAY};

const SERBIA: &str = " date 2025-04-01 Serbia and Hungary signed a plan in Belgrade.";
const FRANCE: &str = " date 2024-08-29 France and Serbia signed a contract in Belgrade.";
const KENYA: &str = " date 2021-07-27 Kenya and the United Kingdom signed a pact in London.";

/// Sets the time of a file to so many hours after the beginning of 2001.
fn at(folder: &Folder, name: &str, hours: u64) {
    let file = fs::File::options().write(true).open(folder.path(name)).expect("the file");
    let time = UNIX_EPOCH + Duration::from_secs(978_307_200 + 3_600 * hours);
    file.set_modified(time).expect("our own file");
}

/// Writes a file as of a time.
fn write_at(folder: &Folder, name: &str, content: &str, hours: u64) {
    folder.write(name, content);
    at(folder, name, hours);
}

/// What a run counts: new, changed, moved, unchanged, removed.
fn counts(folder: &Folder, arguments: &[&str]) -> [u64; 5] {
    let run = folder.bilat(["index", "reports", "--format=json"].iter().chain(arguments));
    let outcome = run.outcome();
    let account: Value = serde_json::from_str(&outcome.stdout.replace("[seconds]", "0"))
        .unwrap_or_else(|_| panic!("no account: {}", outcome.stderr));
    ["added", "changed", "moved", "unchanged", "removed"]
        .map(|key| account[key].as_u64().expect("a number"))
}

/// How many reports a query finds.
fn found(folder: &Folder, query: &str) -> String {
    folder.bilat(["search", query, "--count"]).outcome().stdout.trim().to_owned()
}

/// All records of an index.
fn records(folder: &Folder) -> Vec<Value> {
    let output = folder.bilat(["show", "--all", "--format=jsonl", TODAY]).outcome().stdout;
    output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn touched_file_is_read_once_more_and_not_again() {
    let folder = Folder::new();
    write_at(&folder, "reports/a.txt", SERBIA, 1);
    assert_eq!(counts(&folder, &[]), [1, 0, 0, 0, 0]);
    at(&folder, "reports/a.txt", 2);
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 1, 0]);
    write_at(&folder, "reports/a.txt", &SERBIA.replace("Belgrade", "Budapest"), 2);
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 1, 0], "it was not opened");
    assert_eq!(found(&folder, "budapest"), "0");
    at(&folder, "reports/a.txt", 3);
    assert_eq!(counts(&folder, &[]), [0, 1, 0, 0, 0]);
    assert_eq!(found(&folder, "budapest"), "1");
    // What was remembered of the touch must not outlive the change.
    write_at(&folder, "reports/a.txt", SERBIA, 3);
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 1, 0], "it was not opened");
}

#[test]
fn container_of_which_a_line_has_changed_is_not_read_again() {
    let wire = "{\"id\":\"a\",\"text\":\"Serbia met Hungary.\"}\n{\"id\":\"b\",\"text\":\"France met Mali.\"}\n";
    let folder = Folder::new();
    write_at(&folder, "reports/wire.jsonl", wire, 1);
    assert_eq!(counts(&folder, &[]), [2, 0, 0, 0, 0]);
    write_at(&folder, "reports/wire.jsonl", &wire.replace("Mali", "Peru"), 2);
    assert_eq!(counts(&folder, &[]), [0, 1, 0, 1, 0]);
    write_at(&folder, "reports/wire.jsonl", &wire.replace("Mali", "Togo"), 2);
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 2, 0], "it was not opened");
    at(&folder, "reports/wire.jsonl", 3);
    assert_eq!(counts(&folder, &[]), [0, 1, 0, 1, 0]);
    assert_eq!((found(&folder, "togo"), found(&folder, "peru")), ("1".into(), "0".into()));
}

#[test]
fn any_number_of_touched_files_is_read_once_more_only() {
    let folder = Folder::new();
    let number = Manifest::RENEWED + 5;
    let name = |n: usize| format!("reports/{n:04}.txt");
    for n in 0..number {
        write_at(&folder, &name(n), &format!("Serbia {n:04}"), 1);
    }
    let all = number as u64;
    assert_eq!(counts(&folder, &[]), [all, 0, 0, 0, 0]);
    (0..number).for_each(|n| at(&folder, &name(n), 2));
    assert_eq!(counts(&folder, &[]), [0, 0, 0, all, 0]);
    for n in [0, number - 1] {
        write_at(&folder, &name(n), &format!("France {n:04}"), 2);
    }
    assert_eq!(counts(&folder, &[]), [0, 0, 0, all, 0], "none was opened");
    assert_eq!((found(&folder, "serbia"), found(&folder, "france")), (all.to_string(), "0".into()));
}

#[test]
fn file_written_just_before_a_run_is_read_again_in_the_next() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let path = folder.path("reports/a.txt");
    assert_eq!(counts(&folder, &[]), [1, 0, 0, 0, 0]);
    // Within the same tick of the clock, as far as its time tells.
    let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    folder.write("reports/a.txt", SERBIA.replace("Belgrade", "Budapest"));
    let file = fs::File::options().write(true).open(&path).expect("the file");
    file.set_modified(time).expect("our own file");
    assert_eq!(counts(&folder, &[]), [0, 1, 0, 0, 0]);
}

#[test]
fn moved_reports_keep_their_record_and_are_counted_as_moved() {
    let text = "The ministers of Serbia and Hungary met on Tuesday, 14 June.";
    let wire = format!("{{\"id\":\"a\",\"text\":\"{FRANCE}\"}}\n");
    let folder = Folder::new()
        .file("reports/a.txt", text)
        .file("reports/b/one.jsonl", &wire)
        .file("reports/kept.txt", KENYA)
        .indexed();
    let before = records(&folder);
    fs::create_dir_all(folder.path("reports/z")).expect("a folder");
    for (from, to) in
        [("reports/a.txt", "reports/z/c.txt"), ("reports/b/one.jsonl", "reports/two.jsonl")]
    {
        fs::rename(folder.path(from), folder.path(to)).expect("renamed");
    }
    // Extraction would read the day without a year in another way now.
    assert_eq!(counts(&folder, &["--today=2031-01-01"]), [0, 0, 2, 1, 0]);
    let mut after = records(&folder);
    let ids: Vec<_> = after.iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, ["kept.txt", "two.jsonl#a", "z/c.txt"]);
    for record in &mut after {
        let old = match record["id"].as_str() {
            Some("z/c.txt") => ("a.txt", "reports/a.txt"),
            Some("two.jsonl#a") => ("b/one.jsonl#a", "reports/b/one.jsonl"),
            _ => continue,
        };
        (record["id"], record["path"]) = (old.0.into(), old.1.into());
    }
    after.sort_by_key(|record| record["id"].as_str().map(str::to_owned));
    assert_eq!(after, before);
    folder
        .bilat(["index", "reports"])
        .stderr(
            "indexed 0 (0 new, 0 changed), unchanged 3, removed 0, skipped 0 (0 with trouble)\n\
         nothing to do, [seconds] s\n",
        )
        .check();
}

#[test]
fn moved_report_is_dated_by_its_new_name() {
    let text = "The ministers of Serbia and Hungary signed a plan in Belgrade.";
    let folder = Folder::new().file("reports/2024-05-03-plan.txt", text).indexed();
    assert_eq!(records(&folder)[0]["published"]["from"], "2024-05-03");
    fs::rename(
        folder.path("reports/2024-05-03-plan.txt"),
        folder.path("reports/2023-02-01-plan.txt"),
    )
    .expect("renamed");
    assert_eq!(counts(&folder, &[]), [0, 0, 1, 0, 0]);
    assert_eq!(records(&folder)[0]["published"]["from"], "2023-02-01");
}

#[test]
fn copied_report_is_new_and_moved_ones_count_as_often_as_they_are_gone() {
    let folder =
        Folder::new().file("reports/a.txt", SERBIA).file("reports/b.txt", SERBIA).indexed();
    folder.write("reports/c.txt", SERBIA);
    assert_eq!(counts(&folder, &[]), [1, 0, 0, 2, 0]);
    folder.remove("reports/a.txt");
    folder.write("reports/d.txt", SERBIA);
    folder.write("reports/e.txt", SERBIA);
    assert_eq!(counts(&folder, &[]), [1, 0, 1, 2, 0]);
    folder.remove("reports/b.txt");
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 3, 1]);
}

#[test]
fn reports_of_a_container_stay_while_parts_of_it_cannot_be_read() {
    let wire = "{\"id\":\"a\",\"text\":\"Serbia met Hungary.\"}\n{\"id\":\"b\",\"text\":\"France met Mali.\"}\n";
    let folder = Folder::new().file("reports/wire.jsonl", wire).indexed();
    folder.write("reports/wire.jsonl", wire.replace("{\"id\":\"b\"", "{\"id\":b"));
    let said = "trouble: reports/wire.jsonl: 1 report that it held before stayed in the index, as parts of it cannot be read\n\
                trouble: reports/wire.jsonl:2: not JSON: expected value at column 7\n\
                indexed 0 (0 new, 0 changed), unchanged 1, removed 0, skipped 2 (2 with trouble)\n\
                nothing to do, [seconds] s\n";
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    assert_eq!(found(&folder, "mali"), "1");
    folder.write("reports/wire.jsonl", "{\"id\":\"a\",\"text\":\"Serbia met Hungary.\"}\n");
    assert_eq!(counts(&folder, &[]), [0, 0, 0, 1, 1]);
}

/// What the index says of itself.
fn status(folder: &Folder) -> Value {
    let output = folder.bilat(["status", "--format=json"]).output();
    serde_json::from_str(&output).expect("JSON")
}

/// Starts a run that commits after every report, and waits until the index holds some.
#[cfg(unix)]
fn started(folder: &Folder) -> Child {
    let run = folder.bilat(["index", "reports", "--commit-every=1", TODAY]);
    let child = run.command().stderr(Stdio::piped()).spawn().expect("the program");
    let has_committed = || {
        let list = fs::read_to_string(folder.path("index/meta.json")).unwrap_or_default();
        list.contains("last_run")
    };
    while !has_committed() {
        std::thread::yield_now();
    }
    child
}

#[cfg(unix)]
#[test]
fn stopped_run_keeps_what_it_did_and_the_next_goes_on() {
    let line =
        |n: usize| format!("{{\"id\":{n},\"text\":\"Serbia met Hungary for the {n}th time.\"}}\n");
    let wire: String = (0..3_000).map(line).collect();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = Folder::new().file("reports/wire.jsonl", &wire);
        let child = started(&folder);
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains("stopped before the end; the next run goes on from here"), "{said}");
        let stopped = status(&folder);
        let kept = stopped["reports"].as_u64().expect("a number");
        assert!((1..3_000).contains(&kept), "{kept}");
        assert_eq!(stopped["last_run"]["finished"], false);
        assert_eq!(counts(&folder, &[]), [3_000 - kept, 0, 0, kept, 0]);
        let ended = status(&folder);
        assert_eq!(
            (&ended["reports"], &ended["last_run"]["finished"]),
            (&3_000.into(), &true.into())
        );
        let ids: Vec<_> = records(&folder).iter().map(|record| record["id"].to_string()).collect();
        let mut once = ids.clone();
        once.dedup();
        assert_eq!((ids.len(), once.len()), (3_000, 3_000));
    }
}
