//! Files that mean harm or come from an accident: each is read, or named with its place.
//!
//! 1. What is no file, or a file in name only, is named and never waited for.
//! 2. Lines of JSON lines that are deep, broken, or full of odd characters.
//! 3. Texts of one word, of nothing but paragraphs, of nothing but names: read within the time
//!    that a test has, and shown.
//! 4. Nothing that a report holds reaches a terminal as a control character.

use std::fs;

use bilat::ingest::read::LARGEST_REPORT;
use serde_json::Value;

use crate::harness::{Folder, TODAY};

const SERBIA: &str = " date 2025-04-01 Serbia and Hungary signed a plan in Belgrade.";

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_not_waited_for() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let made = std::process::Command::new("mkfifo").arg(folder.path("reports/pipe.txt")).status();
    assert!(made.expect("mkfifo").success());
    let socket = std::os::unix::net::UnixListener::bind(folder.path("reports/socket.jsonl"));
    std::os::unix::fs::symlink("/dev/zero", folder.path("reports/zero.jsonl")).expect("a link");
    let said = "trouble: reports/pipe.txt: not a regular file\n\
                trouble: reports/socket.jsonl: not a regular file\n\
                trouble: reports/zero.jsonl: not a regular file\n\
                indexed 1 (1 new, 0 changed), unchanged 0, removed 0, skipped 3 (3 with trouble)\n\
                [figures]\n";
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    drop(socket);
}

#[cfg(unix)]
#[test]
fn file_that_is_nothing_but_a_hole_is_named_and_not_read() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let hole = fs::File::create(folder.path("reports/hole.jsonl")).expect("a file");
    // Reading a terabyte would take far longer than a test has.
    hole.set_len(1 << 40).expect("a file can have a hole");
    let said = "trouble: reports/hole.jsonl: a sparse file of more than 1 GiB with next to nothing in it\n\
                indexed 1 (1 new, 0 changed), unchanged 0, removed 0, skipped 1 (1 with trouble)\n\
                [figures]\n";
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
}

#[test]
fn hostile_lines_are_read_or_named_with_their_numbers() {
    let deep = format!("{{\"text\":\"x\",\"a\":{}{}}}", "[".repeat(9_000), "]".repeat(9_000));
    let many: Vec<_> = (0..60_000).map(|n| format!("\"k{n}\":0,")).collect();
    let many = many.concat();
    let lines: &[(&[u8], Result<&str, &str>)] = &[
        (b"{\"text\":\"a\\u0000b\"}", Ok("a\0b")),
        (b"{\"text\":\"x\\ud83dy\"}", Ok("x\u{fffd}y")),
        (b"{\"text\":\"\\u202eabc\"}", Ok("\u{202e}abc")),
        (b"{\"text\":\"\xff\xc3\x28 good \xc5\xa1\xc4\x8d\xc5\xa1\xc4\x8d\xc5\xa1\xc4\x8d\xc5\xa1\xc4\x8d\xc5\xa1\xc4\x8d\xc5\xa1\xc4\x8d\"}", Ok("\u{fffd}\u{fffd}( good ščščščščščšč")),
        (b"{\"text\":\"x\0\"}", Err("not text (it holds NUL bytes)")),
        (deep.as_bytes(), Err("not JSON: recursion limit exceeded")),
        (b"{\"text\":{\"a\":1}}", Err("no `text`")),
        (b"{\"text\":\" date 2025-04-01 \"}", Err("no text after the header")),
        (b"{\"text\":\"x\",\"title\":1e999}", Err("not JSON: number out of range")),
    ];
    let mut wire = Vec::new();
    for (line, _) in lines {
        wire.extend_from_slice(line);
        wire.push(b'\n');
    }
    wire.extend_from_slice(format!("{{{many}\"text\":\"many keys\"}}\n").as_bytes());
    let folder = Folder::new().file("reports/wire.jsonl", wire);
    let outcome = folder.bilat(["index", "reports"]).outcome();
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("further keys were left out, beyond 256 KiB"),
        "{}",
        outcome.stderr
    );
    for (number, (_, expected)) in (1..).zip(lines) {
        match expected {
            Err(reason) => {
                let said = format!("trouble: reports/wire.jsonl:{number}: {reason}");
                assert!(outcome.stderr.contains(&said), "{said}\n{}", outcome.stderr);
            }
            Ok(body) => {
                let id = format!("wire.jsonl#{number}");
                let shown = folder.bilat(["show", &id, "--format=jsonl"]).output();
                let record: Value = serde_json::from_str(&shown).expect("JSON");
                assert_eq!(record["body"], *body, "{number}");
            }
        }
    }
}

#[test]
fn text_of_the_largest_size_is_read_and_one_byte_more_is_named() {
    let largest = usize::try_from(LARGEST_REPORT).expect("memory");
    let folder = Folder::new()
        .file("reports/a.txt", "x".repeat(largest))
        .file("reports/b.txt", "x".repeat(largest + 1));
    let limit = LARGEST_REPORT >> 20;
    let outcome = folder.bilat(["index", "reports"]).outcome();
    let said =
        format!("trouble: reports/b.txt: larger than {limit} MiB, the most a report may have\n");
    assert!(outcome.stderr.starts_with(&said), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("indexed 1 (1 new"), "{}", outcome.stderr);
}

#[test]
fn monotonous_texts_are_indexed_found_and_shown() {
    let size = 60_000;
    let mut folder = Folder::new();
    let pieces = [
        "a",
        "B",
        "中国",
        "สหรัฐ",
        "a\u{301}",
        "\u{202e}",
        "a\n\n",
        "Serbia\n",
        "Serbia, ",
        "14 June ",
        "Gen. Ana Bo ",
        "of the ",
        "A. ",
        "„",
        "1,000,",
        "$5 million ",
        "e.g. ",
        "F-16 ",
        "_",
        "\u{fffd}",
    ];
    for (number, piece) in pieces.iter().enumerate() {
        let text = format!("Start {}", piece.repeat(size / piece.len()));
        folder = folder.file(&format!("reports/{number:02}.txt"), text);
    }
    let outcome = folder.bilat(["index", "reports", TODAY]).outcome();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let search = ["search", "start OR serbia OR june", "--format=json", "--limit=50", TODAY];
    let answer: Value = serde_json::from_str(&folder.bilat(search).output()).expect("JSON");
    assert!(answer["total"].as_u64().is_some_and(|total| total > 15), "{}", answer["total"]);
    let human = folder.bilat(["search", "start OR serbia OR june", "--limit=50", TODAY]).output();
    let shown = folder.bilat(["show", "--all"]).output();
    for (what, text) in [("search", human), ("show", shown)] {
        let bare = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bare, None, "{what}");
    }
}
