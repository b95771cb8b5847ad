//! Indexes that older programs made.
//!
//! 1. The index of today's format that lies in `tests/formats` is whole and gives the right
//!    answers; if only the rules have changed since, it says that it is outdated.
//! 2. An index of another format is refused by every command, with both numbers and the command
//!    that helps; that command knows from it what it was made from, and leaves it as it is if that
//!    is gone.
//! 3. An older index whose collection is there is built anew.

use std::fs;
use std::path::PathBuf;

use bilat::index::{self, Error as IndexError, FORMAT, Reader};
use bilat::search::Request;
use bilat::{Engine, Error};
use jiff::civil::date;

use crate::collection::root;
use crate::harness::{Folder, TODAY};

/// Queries with the ids of what they find, in order of ids.
const ANSWERS: &[(&str, &[&str])] = &[
    ("*", &["plan.txt", "poseta.md", "wire.jsonl#a", "wire.jsonl#b"]),
    ("dyad:serbia-hungary", &["plan.txt", "poseta.md"]),
    ("\"joint activities\" count:activities=79", &["plan.txt"]),
    ("lang:sr сарадња", &["poseta.md"]),
    ("cooperation training", &["wire.jsonl#b"]),
    ("ships NEAR/s india date:2023", &["wire.jsonl#a"]),
    ("person:mojsilovic", &["plan.txt"]),
    ("exercise:\"iron bridge\"", &["plan.txt"]),
];

/// The formats of which there is an index, with their folders.
fn formats() -> Vec<(u32, PathBuf)> {
    let entries = fs::read_dir(root().join("tests/formats")).expect("a folder");
    let mut formats: Vec<(u32, PathBuf)> = entries
        .map(|entry| entry.expect("a folder").path())
        .filter_map(|path| Some((path.file_name()?.to_str()?.parse().ok()?, path)))
        .collect();
    formats.sort_unstable();
    formats
}

#[test]
fn index_of_this_format_answers() {
    let (_, path) =
        formats().pop().filter(|(format, _)| *format == FORMAT).expect("an index of this format");
    assert!(index::check(&path).expect("an index").is_whole());
    let engine = match Engine::open(&path, date(2025, 6, 1)) {
        Ok(engine) => engine,
        Err(Error::Index(IndexError::Outdated { .. })) => {
            // Its rules are not those of today, its form is.
            assert_eq!(Reader::inspect(&path).expect("an index").len(), 4);
            return;
        }
        Err(error) => panic!("{error}"),
    };
    for (query, expected) in ANSWERS {
        let (response, _) = engine.search(query, &Request::default()).expect("a query");
        let mut ids: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, *expected, "{query}");
    }
    let report = engine.find("wire.jsonl#b").expect("a whole index").pop().expect("it is there");
    assert_eq!(report.extra["desk"], "Nairobi");
}

#[test]
fn indexes_of_other_formats_are_refused_with_the_command_that_helps() {
    let others: Vec<_> = formats().into_iter().filter(|(format, _)| *format != FORMAT).collect();
    assert!(!others.is_empty());
    for (format, path) in others {
        let folder = Folder::new();
        for entry in fs::read_dir(&path).expect("a folder") {
            let path = entry.expect("a folder").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            folder.write(format!("index/{name}"), fs::read(path).expect("a file"));
        }
        let said = format!(
            "bilat: index: index of format {format}, but this program reads format {FORMAT}\n\
             hint: build it anew with `bilat index --rebuild --index index`\n"
        );
        folder.write("reports/a.txt", "Serbia met Hungary.");
        for command in [&["search", "serbia"][..], &["check"], &["index", "reports"], &["people"]] {
            folder.bilat(command).code(2).stderr(said.clone()).check();
        }
        // It says what it was made from, and that is not here.
        let rebuilt = folder.bilat(["index", "--rebuild", TODAY]).outcome();
        assert_eq!(rebuilt.code, 2);
        assert!(rebuilt.stderr.starts_with("bilat: /mnt/reports: no such folder"), "{rebuilt:?}");
        folder.bilat(["check"]).code(2).stderr(said).check();
    }
}

#[test]
fn index_of_another_format_is_built_anew_where_its_collection_is() {
    let folder = Folder::new().file("reports/a.txt", "Serbia met Hungary.").indexed();
    folder.write("reports/b.txt", "France met Kenya.");
    // The list is as it is in this format, so nothing but the number is of another one.
    folder.write("index/bilat.json", "{\"format\":99}\n");
    assert_eq!(folder.bilat(["search", "*", TODAY]).outcome().code, 2);
    let rebuilt = folder.bilat(["index", "--rebuild", TODAY]).outcome();
    assert_eq!(rebuilt.code, 0, "{}", rebuilt.stderr);
    folder.bilat(["search", "*", "--count", TODAY]).stdout("2\n").check();
}
