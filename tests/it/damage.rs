//! Damaged indexes: found by `bilat check`, and never answered from.
//!
//! 1. `check` finds any single changed byte in any file, and any file that is cut or missing.
//! 2. What is read of a damaged index is the answer of the whole one or an error that says what
//!    is damaged and what to type; it is never a panic and never another answer.
//! 3. `bilat index --rebuild` mends what was found, and keeps what was known of the collection.
//! 4. `check --sources` names what an update would change, even where size and time of a file hide
//!    it.
//! 5. The program says all of this in its own words and exit status.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bilat::index::{self, Error as IndexError};
use bilat::search::{PeopleRequest, Request, Sort};
use bilat::{Engine, Error};
use jiff::civil::{Date, date};

use crate::collection::root;
use crate::harness::{Folder, TODAY};
use crate::shared::{number, say};

const DAY: Date = date(2025, 6, 1);

/// Queries that between them read every part of an index.
const QUERIES: &[&str] = &[
    "plan",
    "\"joint activities\"",
    "serbia NEAR/s sign*",
    "exerc*",
    "hungery~",
    "country:serbia date:2025",
    "person:vucic",
    "org:ministry OR place:belgrade",
    "count:activities>=50",
    "kind:agreement/planned",
    "title:defence -naval",
    "path:news",
    "* since:2014",
];

/// Everything that can be asked of the index in `folder`, as text.
fn answers(folder: &Path) -> Result<String, Error> {
    let mut lines = Vec::new();
    let engine = Engine::open(folder, DAY)?;
    for (number, query) in QUERIES.iter().enumerate() {
        let sort = [Sort::Score, Sort::Oldest, Sort::Path, Sort::Newest][number % 4];
        let request = Request { limit: 5, sort, explain: true, ..Request::default() };
        let (response, warnings) = engine.search(query, &request)?;
        lines.push(format!("{response:?} {warnings:?}"));
    }
    lines.push(format!("{:?}", engine.people(&PeopleRequest::default())?));
    lines.push(format!("{:?}", engine.find("small/plan.txt")?));
    for report in engine.reports()? {
        lines.push(format!("{:?}", report?));
    }
    Ok(lines.join("\n"))
}

/// A small collection.
fn collection() -> Folder {
    let folder = Folder::new();
    copy(&root().join("tests/corpora/small"), &folder.path("small"));
    folder
}

/// A small index in one piece, some of whose reports are deleted.
fn sound() -> Folder {
    let folder = collection();
    folder.write("small/gone.txt", "Serbia met Hungary in Novi Sad.");
    let index = ["index", "small", "--threads=1", TODAY];
    assert_eq!(folder.bilat(index).outcome().code, 0);
    folder.remove("small/gone.txt");
    assert_eq!(folder.bilat(index).outcome().code, 0);
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a folder");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// The files of an index with their contents, in order of names.
fn files(index: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(index)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("a folder").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(path).expect("a file"))
        })
        // It is empty while nobody writes.
        .filter(|(name, _)| name != ".lock")
        .collect();
    files.sort_unstable();
    files
}

/// Distance between the bytes that are changed, each in its own turn: `usual`, or what
/// `BILAT_DAMAGE_STEP` says. With 1 every byte is.
fn step(usual: usize) -> usize {
    number("BILAT_DAMAGE_STEP").unwrap_or(usual).max(1)
}

#[test]
fn check_finds_any_changed_byte() {
    let folder = sound();
    let index = folder.path("index");
    let checkup = index::check(&index).expect("an index");
    assert!(checkup.is_whole(), "{checkup:?}");
    let files = files(&index);
    assert_eq!(checkup.files, files.len());
    let mut changed = 0;
    for (name, content) in &files {
        let path = index.join(name);
        let tail = content.len().saturating_sub(40)..content.len();
        for at in (0..content.len()).step_by(step(11)).chain(tail) {
            let mut damaged = content.clone();
            damaged[at] ^= 1 << (at % 8);
            fs::write(&path, &damaged).expect("a file");
            let checkup = index::check(&index).expect("an index");
            assert!(!checkup.is_whole(), "{name} at {at}");
            changed += 1;
        }
        fs::write(&path, content).expect("a file");
    }
    assert!(index::check(&index).expect("an index").is_whole());
    say(&format!("{changed} changed bytes in {} files, all found by `bilat check`", files.len()));
}

#[test]
fn damaged_index_answers_as_the_whole_one_or_not_at_all() {
    let folder = sound();
    let index = folder.path("index");
    let expected = answers(&index).expect("a whole index");
    let (mut refused, mut unseen) = (0, 0);
    for (name, content) in files(&index) {
        let path = index.join(&name);
        let last = [content.len() - 1];
        for at in (0..content.len()).step_by(step(content.len() / 40 + 1)).chain(last) {
            let mut damaged = content.clone();
            damaged[at] ^= 1 << (at % 8);
            fs::write(&path, &damaged).expect("a file");
            let found = catch_unwind(AssertUnwindSafe(|| answers(&index)));
            match found.unwrap_or_else(|_| panic!("panic: {name} at {at}")) {
                Ok(found) => {
                    assert!(found == expected, "{name} at {at}: another answer");
                    unseen += 1;
                }
                Err(Error::Index(IndexError::Damaged { .. })) => refused += 1,
                Err(other) => panic!("{name} at {at}: {other}"),
            }
        }
        fs::write(&path, &content).expect("a file");
    }
    assert!(refused > 200, "only {refused} damages were met");
    assert!(answers(&index).expect("a whole index") == expected);
    say(&format!(
        "{refused} changed bytes were met and named, {unseen} not read; no panic, no other answer"
    ));
}

#[test]
fn files_that_are_cut_or_missing_are_noticed_when_the_index_is_opened() {
    let folder = sound();
    let index = folder.path("index");
    for (name, content) in files(&index) {
        let path = index.join(&name);
        let cuts = [None, Some(0), Some(content.len() / 2), Some(content.len() - 1)];
        for cut in cuts {
            match cut {
                None => fs::remove_file(&path).expect("a file"),
                Some(length) => fs::write(&path, &content[..length]).expect("a file"),
            }
            let opened = Engine::open(&index, DAY).err();
            let damaged = matches!(opened, Some(Error::Index(IndexError::Damaged { .. })));
            assert!(damaged, "{name} cut to {cut:?}: {opened:?}");
            assert!(!index::check(&index).expect("an index").is_whole(), "{name} cut to {cut:?}");
        }
        fs::write(&path, &content).expect("a file");
    }
    // A file too much is no damage.
    fs::write(index.join("notes.txt"), "mine").expect("a file");
    assert!(index::check(&index).expect("an index").is_whole());
}

/// Changes a byte in the middle of each file of the index whose name ends so.
fn damage(folder: &Folder, ending: &str) {
    for (name, mut content) in files(&folder.path("index")) {
        if name.ends_with(ending) {
            let middle = content.len() / 2;
            content[middle] ^= 0x10;
            folder.write(format!("index/{name}"), content);
        }
    }
}

#[test]
fn program_names_the_file_and_the_command_that_repairs() {
    let hint = "hint: build it anew with `bilat index --rebuild --index index`\n";
    for ending in [".store", ".term", ".idx", "meta.json", "bilat.json"] {
        let folder = sound();
        damage(&folder, ending);
        let searched = folder.bilat(["search", "plan", TODAY]).outcome();
        assert_eq!((searched.code, searched.stdout.as_str()), (2, ""), "{ending}");
        let told = searched.stderr;
        assert!(told.starts_with("bilat: index: the index is damaged: `"), "{told}");
        assert!(told.contains(ending) && told.ends_with(hint), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
        let checked = folder.bilat(["check"]).outcome();
        assert_eq!((checked.code, checked.stderr.as_str()), (2, ""), "{ending}");
        let told = checked.stdout;
        assert!(told.starts_with("damaged: index") && told.contains(ending), "{told}");
        assert!(told.ends_with(&format!(": damaged\n{hint}")), "{told}");
        let json = folder.bilat(["check", "--format=json"]).outcome();
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
        assert_eq!((&json["whole"], &json["schema"]), (&false.into(), &1.into()));
        assert!(json["faults"][0]["what"].is_string(), "{json}");
    }
}

#[test]
fn rebuilding_mends_what_is_damaged_and_keeps_what_is_known() {
    for (ending, remembers) in [(".store", true), ("bilat.json", true), ("meta.json", false)] {
        let folder = collection();
        folder.write("names.txt", "Vucic = Somebody Else\n");
        let stated = ["index", "small", "--names=names.txt", "--threads=1", TODAY];
        assert_eq!(folder.bilat(stated).outcome().code, 0);
        let expected = answers(&folder.path("index")).expect("a whole index");
        damage(&folder, ending);
        let rebuilt = folder.bilat(["index", "--rebuild", "--threads=1", TODAY]).outcome();
        if remembers {
            assert_eq!(rebuilt.code, 0, "{}", rebuilt.stderr);
            assert!(
                rebuilt.stderr.contains("the whole index was built anew"),
                "{}",
                rebuilt.stderr
            );
        } else {
            let said = "bilat: index: the index is damaged, and what it was made from cannot be \
                        read from it\n\
                        hint: name the folders with reports: `bilat index --rebuild --index index \
                        PATH…`; what was stated with `--names` is lost too\n";
            assert_eq!((rebuilt.code, rebuilt.stderr.as_str()), (2, said));
            let named = ["index", "small", "--rebuild", "--names=names.txt", "--threads=1", TODAY];
            assert_eq!(folder.bilat(named).outcome().code, 0);
        }
        assert!(index::check(&folder.path("index")).expect("an index").is_whole(), "{ending}");
        let found = answers(&folder.path("index")).expect("a whole index");
        assert!(found == expected, "{ending}");
        assert!(!folder.path("index/.rebuild").exists());
    }
}

#[test]
fn check_names_what_differs_from_the_sources() {
    let folder = Folder::new()
        .file("reports/a.txt", "Serbia met Hungary.")
        .file("reports/b.txt", "France met Kenya.")
        .file("reports/c.txt", "India met Mali.")
        .file("reports/wire.jsonl", "{\"id\":\"1\",\"text\":\"Peru met Chile.\"}\n");
    let folder = folder.indexed();
    let sources = |folder: &Folder| {
        let outcome = folder.bilat(["check", "--sources"]).outcome();
        let told = outcome.stdout.split_once('\n').expect("two lines").1.to_owned();
        (outcome.code, told)
    };
    let same = "sources: 4 reports as in the index, 0 new, 0 changed, 0 gone\n";
    assert_eq!(sources(&folder), (0, same.to_owned()));
    // As long as before and, for all its time says, as old.
    let path = folder.path("reports/a.txt");
    let modified = fs::metadata(&path).and_then(|file| file.modified()).expect("a time");
    folder.write("reports/a.txt", "Serbia met Hungari.");
    let file = fs::File::options().write(true).open(&path).expect("our own file");
    file.set_modified(modified).expect("our own file");
    folder.remove("reports/b.txt");
    folder.write("reports/d.txt", "Oman met Nepal.");
    folder.write("reports/wire.jsonl", "{\"id\":\"2\",\"text\":\"Peru met Chile.\"}\n");
    let differ = "new: d.txt\nnew: wire.jsonl#2\nchanged: a.txt\ngone: wire.jsonl#1\ngone: b.txt\n\
                  sources: 1 reports as in the index, 2 new, 1 changed, 2 gone\n";
    assert_eq!(sources(&folder), (1, differ.to_owned()));
    let json = folder.bilat(["check", "--sources", "--format=json"]).outcome();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(json["sources"]["changed"], serde_json::json!(["a.txt"]));
    folder.write("reports/c.txt", "\0");
    let (code, told) = sources(&folder);
    assert!(code == 2 && told.starts_with("trouble: reports/c.txt: not text"), "{told}");
}
