//! `bilat index`: what is read, what is passed over, and the account of it.
//!
//! 1. The account counts what is new, changed, unchanged, removed and skipped;
//!    a second run touches only what has changed.
//! 2. Every file that is not indexed is named with its reason; none stops the
//!    run, and only trouble makes the exit code 2.
//! 3. Files of old encodings and odd names are read.
//! 4. Where the index is, and that it does no harm to what is there already.
//! 5. Records come out of the index as they went in.

use std::fs;
use std::ops::ControlFlow;

use bilat::index::{Reader, Writer};
use bilat::ingest::extract;
use bilat::ingest::read::{self, Found, LARGEST_REPORT};
use bilat::report::Report;
use jiff::civil::date;
use serde_json::Value;

use crate::collection::root;
use crate::harness::{Folder, TODAY};
use crate::records;

const SERBIA: &str = " date 2025-04-01 Serbia and Hungary signed a plan in Belgrade.";
const FRANCE: &str = " date 2024-08-29 France and Serbia signed a contract in Belgrade.";
const KENYA: &str = " date 2021-07-27 Kenya and the United Kingdom signed a pact in London.";

/// The account of a run in which nothing was skipped.
fn account(added: usize, changed: usize, unchanged: usize, removed: usize) -> String {
    account_with(added, changed, unchanged, removed, (0, 0))
}

fn account_with(
    added: usize,
    changed: usize,
    unchanged: usize,
    removed: usize,
    (skipped, troubled): (usize, usize),
) -> String {
    let indexed = added + changed;
    let figures = if indexed > 0 { "[figures]" } else { "nothing to do, [seconds] s" };
    format!(
        "indexed {indexed} ({added} new, {changed} changed), unchanged {unchanged}, \
         removed {removed}, skipped {skipped} ({troubled} with trouble)\n{figures}\n"
    )
}

/// The ids in the index, in order.
fn ids(folder: &Folder) -> Vec<String> {
    let query = ["search", "*", "--format=tsv", "--fields=id", "--limit=1000", "--sort=path"];
    let output = folder.bilat(query).output();
    output.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn first_run_indexes_everything_and_a_second_touches_nothing() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).file("reports/b/c.md", FRANCE);
    folder.bilat(["index", "reports"]).stderr(account(2, 0, 0, 0)).check();
    let meta = fs::read(folder.path("index/meta.json")).expect("the engine's own file");
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 2, 0)).check();
    // The segments of the engine; their order means nothing.
    let segments = |meta: &[u8]| {
        // A line with the checksum follows.
        let mut values = serde_json::Deserializer::from_slice(meta).into_iter::<Value>();
        let meta = values.next().expect("a value").expect("JSON");
        let segments = meta["segments"].as_array().expect("a list").iter();
        let mut names: Vec<_> = segments.map(ToString::to_string).collect();
        names.sort();
        names
    };
    let after = fs::read(folder.path("index/meta.json")).expect("the engine's own file");
    assert_eq!(segments(&meta), segments(&after));
    assert_eq!(ids(&folder), ["a.txt", "b/c.md"]);
}

#[test]
fn changed_added_and_removed_files_are_told_apart() {
    let folder = Folder::new()
        .file("reports/changed.txt", SERBIA)
        .file("reports/kept.txt", FRANCE)
        .file("reports/removed.txt", KENYA)
        .indexed();
    folder.write("reports/changed.txt", SERBIA.replace("Belgrade", "Budapest"));
    folder.write("reports/added.txt", KENYA.replace("pact", "treaty"));
    folder.remove("reports/removed.txt");
    folder.bilat(["index", "reports"]).stderr(account(1, 1, 1, 1)).check();
    assert_eq!(ids(&folder), ["added.txt", "changed.txt", "kept.txt"]);
    folder.bilat(["search", "budapest", "--count"]).stdout("1\n").check();
    folder.bilat(["search", "text:belgrade kept", "--count"]).code(1).stdout("0\n").check();
    folder.bilat(["search", "belgrade", "--format=paths"]).stdout("reports/kept.txt\n").check();
}

#[test]
fn touched_file_with_the_same_bytes_is_unchanged() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).indexed();
    folder.write("reports/a.txt", SERBIA);
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 1, 0)).check();
}

#[test]
fn emptied_collection_leaves_an_empty_index() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).indexed();
    folder.remove("reports/a.txt");
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 0, 1)).check();
    folder.bilat(["search", "*"]).code(1).stdout("no reports found\n").check();
}

#[test]
fn lines_of_a_container_are_reports_of_their_own() {
    let wire = "{\"id\":\"a\",\"title\":\"Plan\",\"date\":\"2025-04\",\"text\":\"Serbia met Hungary.\"}\n\
                \n\
                {\"id\":7,\"text\":\"France met Kenya.\",\"desk\":\"Paris\"}\n\
                {\"text\":\" date 2020-01-02 India met Vietnam.\"}\n";
    let folder = Folder::new().file("reports/wire.jsonl", wire);
    folder.bilat(["index", "reports"]).stderr(account(3, 0, 0, 0)).check();
    let changed = wire
        .replace("Kenya", "Mali")
        .replace("{\"text\":\" date", "{\"id\":\"z\",\"text\":\" date");
    folder.write("reports/wire.jsonl", changed);
    folder.bilat(["index", "reports"]).stderr(account(1, 1, 1, 1)).check();
    assert_eq!(ids(&folder), ["wire.jsonl#7", "wire.jsonl#a", "wire.jsonl#z"]);
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 3, 0)).check();
    let shown = folder.bilat(["show", "wire.jsonl#7", "--format=jsonl"]).output();
    let record: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(record["extra"]["desk"], "Paris");
    assert_eq!(record["path"], "reports/wire.jsonl");
    let shown = folder.bilat(["show", "wire.jsonl#z", "--format=jsonl"]).output();
    let record: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(record["published"]["from"], "2020-01-02");
    assert_eq!(record["body"], "India met Vietnam.");
}

#[test]
fn bad_lines_are_named_with_their_numbers() {
    let wire = "{\"text\":\"one\"}\nnot JSON\n[1]\n{\"x\":1}\n{\"text\":\"two\"}\n{\"text\":\n";
    let folder = Folder::new().file("reports/wire.ndjson", wire);
    let said = format!(
        "trouble: reports/wire.ndjson:2: not JSON: expected ident at column 2\n\
         trouble: reports/wire.ndjson:3: not a JSON object\n\
         trouble: reports/wire.ndjson:4: no `text`\n\
         trouble: reports/wire.ndjson:6: not JSON: EOF while parsing a value at column 8\n{}",
        account_with(2, 0, 0, 0, (4, 4))
    );
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    assert_eq!(ids(&folder), ["wire.ndjson#1", "wire.ndjson#5"]);
    // What is wrong is said each time, until it is mended.
    assert_eq!(folder.bilat(["index", "reports"]).outcome().code, 2);
    folder.write("reports/wire.ndjson", "{\"text\":\"one\"}\n");
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 1, 1)).check();
}

#[test]
fn id_that_occurs_twice_in_a_container_gets_its_line_number() {
    let wire = "{\"id\":\"a\",\"text\":\"Serbia met Hungary.\"}\n{\"id\":\"a\",\"text\":\"France met Mali.\"}\n";
    let folder = Folder::new().file("reports/wire.jsonl", wire);
    let said = format!(
        "note: reports/wire.jsonl#a@2: `id` a occurs again; the line number was added\n{}",
        account(2, 0, 0, 0)
    );
    folder.bilat(["index", "reports"]).stderr(said).check();
    assert_eq!(ids(&folder), ["wire.jsonl#a", "wire.jsonl#a@2"]);
}

#[test]
fn many_bad_lines_are_named_in_part_and_counted() {
    let folder = Folder::new().file("reports/wire.jsonl", "nothing\n".repeat(100));
    let outcome = folder.bilat(["index", "reports"]).outcome();
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("wire.jsonl: 80 further lines could not be read"));
    assert!(outcome.stderr.lines().count() < 30, "{}", outcome.stderr);
}

#[test]
fn files_without_text_are_named_and_do_no_harm() {
    let folder = Folder::new()
        .file("reports/a.txt", SERBIA)
        .file("reports/blank.txt", " \n\n")
        .file("reports/empty.txt", "")
        .file("reports/header.txt", " date 2025-04-01 ")
        .file("reports/photo.jpg", "JFIF")
        .file("reports/notes", "no extension");
    let said = format!(
        "skipped: reports/blank.txt: empty\n\
         skipped: reports/empty.txt: empty\n\
         skipped: reports/header.txt: no text after the header\n\
         skipped: reports/notes: not a report format: no extension\n\
         skipped: reports/photo.jpg: not a report format: .jpg\n{}",
        account_with(1, 0, 0, 0, (5, 0))
    );
    folder.bilat(["index", "reports"]).stderr(said).check();
}

#[test]
fn emptied_file_leaves_the_index() {
    let folder =
        Folder::new().file("reports/a.txt", SERBIA).file("reports/b.txt", FRANCE).indexed();
    folder.write("reports/a.txt", "");
    let said = format!("skipped: reports/a.txt: empty\n{}", account_with(0, 0, 1, 1, (1, 0)));
    folder.bilat(["index", "reports"]).stderr(said).check();
}

#[test]
fn many_files_of_other_kinds_are_named_in_part_and_counted() {
    let mut folder = Folder::new().file("reports/a.txt", SERBIA);
    for number in 0..50 {
        folder = folder.file(&format!("reports/{number:02}.jpg"), "x");
    }
    let outcome = folder.bilat(["index", "reports"]).outcome();
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.stderr.lines().filter(|line| line.starts_with("skipped: ")).count(), 20);
    assert!(outcome.stderr.contains("… and 30 more files skipped\n"), "{}", outcome.stderr);
    assert!(outcome.stderr.ends_with(&account_with(1, 0, 0, 0, (50, 0))), "{}", outcome.stderr);
}

#[test]
fn binary_files_are_named_as_trouble() {
    let folder =
        Folder::new().file("reports/a.txt", SERBIA).file("reports/b.txt", b"\x7fELF\0\0\x01");
    let said = format!(
        "trouble: reports/b.txt: not text (it holds NUL bytes)\n{}",
        account_with(1, 0, 0, 0, (1, 1))
    );
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
}

#[test]
fn old_encodings_are_decoded_with_a_note() {
    let serbian =
        "Ministri odbrane Srbije i Mađarske potpisali su plan, rekao je Gašić u četvrtak.";
    let russian = "Министры обороны Сербии и Венгрии подписали план сотрудничества на 2025 год.";
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    let folder = Folder::new()
        .file("reports/1250.txt", encoding_rs::WINDOWS_1250.encode(serbian).0)
        .file("reports/1251.txt", encoding_rs::WINDOWS_1251.encode(russian).0)
        .file("reports/mark.txt", format!("\u{feff}{SERBIA}"))
        .file("reports/utf16.txt", utf16(serbian));
    let said = format!(
        "note: reports/1250.txt: decoded from windows-1250, which was guessed\n\
         note: reports/1251.txt: decoded from windows-1251, which was guessed\n\
         note: reports/utf16.txt: decoded from UTF-16LE\n{}",
        account(4, 0, 0, 0)
    );
    folder.bilat(["index", "reports"]).stderr(said).check();
    for (query, id) in [("Gašić", "1250.txt\nutf16.txt"), ("подписали", "1251.txt")] {
        let search = ["search", query, "--format=tsv", "--fields=id", "--sort=path"];
        folder.bilat(search).stdout(format!("id\n{id}\n")).check();
    }
    let shown = folder.bilat(["show", "mark.txt", "--format=jsonl"]).output();
    let record: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(record["published"]["from"], "2025-04-01");
}

#[test]
fn names_with_blanks_and_other_scripts_are_names() {
    let folder = Folder::new()
        .file("reports/a report.txt", SERBIA)
        .file("reports/извештај #1.txt", FRANCE)
        .file("reports/-dash.txt", KENYA);
    folder.bilat(["index", "reports"]).stderr(account(3, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["-dash.txt", "a report.txt", "извештај #1.txt"]);
    for name in ["a report.txt", "извештај #1.txt", "reports/a report.txt"] {
        assert!(folder.bilat(["show", name]).output().contains("Belgrade"), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_stay_apart_and_are_shown_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::new().file("reports/a\nb.txt", SERBIA);
    folder.write(OsStr::from_bytes(b"reports/\xfe.txt"), FRANCE);
    folder.write(OsStr::from_bytes(b"reports/\xff.txt"), KENYA);
    folder.bilat(["index", "reports"]).stderr(account(3, 0, 0, 0)).check();
    folder.bilat(["index", "reports"]).stderr(account(0, 0, 3, 0)).check();
    let shown = folder.bilat(["search", "*", "--sort=path"]).output();
    for name in ["reports/a\\u{a}b.txt", "reports/\\xFE.txt", "reports/\\xFF.txt"] {
        assert!(shown.contains(name), "{shown}");
    }
    let listed = folder.bilat(["search", "text:hungary OR title:hungary", "--format=paths", "-0"]);
    listed.stdout("reports/a\nb.txt\0").check();
}

#[cfg(unix)]
#[test]
fn folder_whose_name_is_no_text_is_found_again() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::new();
    let named = OsStr::from_bytes(b"reports\xff");
    folder.write(folder.path(named).join("a.txt"), SERBIA);
    folder.bilat([OsStr::new("index"), named]).stderr(account(1, 0, 0, 0)).check();
    folder.bilat([OsStr::new("index"), named]).stderr(account(0, 0, 1, 0)).check();
    folder.bilat(["search", "hungary", "--format=paths"]).stdout("reports\\xFF/a.txt\n").check();
    assert!(folder.bilat(["status"]).output().contains("collection reports\\xFF\n"));
    assert_eq!(folder.bilat(["check", "--sources"]).outcome().code, 0);
}

#[test]
fn without_a_path_all_that_the_index_was_made_from_is_read() {
    let folder = Folder::new().file("old/a.txt", SERBIA).file("new/b.txt", FRANCE);
    folder.bilat(["index", "old", "new"]).stderr(account(2, 0, 0, 0)).check();
    folder.write("new/c.txt", KENYA);
    folder.remove("old/a.txt");
    folder.bilat(["index"]).stderr(account(1, 0, 1, 1)).check();
}

#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "a test that proves nothing says so")]
fn unreadable_files_are_named_and_stay_as_they_were() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder =
        Folder::new().file("reports/a.txt", SERBIA).file("reports/b.txt", FRANCE).indexed();
    folder.write("reports/b.txt", KENYA);
    let forbidden = fs::Permissions::from_mode(0o000);
    fs::set_permissions(folder.path("reports/b.txt"), forbidden).expect("our own file");
    if fs::read(folder.path("reports/b.txt")).is_ok() {
        // Nothing is forbidden to root, so there is nothing to see.
        println!("not tested: this user may read every file");
        return;
    }
    let said =
        format!("trouble: reports/b.txt: permission denied\n{}", account_with(0, 0, 1, 0, (1, 1)));
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    assert_eq!(ids(&folder), ["a.txt", "b.txt"]);
}

#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "a test that proves nothing says so")]
fn reports_in_an_unreadable_folder_stay_as_they_were() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder =
        Folder::new().file("reports/a.txt", SERBIA).file("reports/shut/b.txt", FRANCE).indexed();
    let set = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(folder.path("reports/shut"), permissions).expect("our own folder");
    };
    set(0o000);
    if fs::read_dir(folder.path("reports/shut")).is_ok() {
        set(0o755);
        println!("not tested: this user may read every folder");
        return;
    }
    let outcome = folder.bilat(["index", "reports"]).outcome();
    let found = ids(&folder);
    set(0o755);
    let said =
        format!("trouble: reports/shut: permission denied\n{}", account_with(0, 0, 1, 0, (1, 1)));
    assert_eq!((outcome.code, outcome.stderr), (2, said));
    assert_eq!(found, ["a.txt", "shut/b.txt"]);
}

#[test]
fn file_that_turned_into_no_text_keeps_its_last_state() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).indexed();
    folder.write("reports/a.txt", "\0\0");
    let said = format!(
        "trouble: reports/a.txt: not text (it holds NUL bytes)\n{}",
        account_with(0, 0, 0, 0, (1, 1))
    );
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    assert_eq!(ids(&folder), ["a.txt"]);
    folder.write("reports/a.txt", FRANCE);
    folder.bilat(["index", "reports"]).stderr(account(0, 1, 0, 0)).check();
}

#[test]
fn enormous_files_and_lines_are_named_and_passed_over() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    // Files with holes take no room on the disk.
    let enormous = |name: &str| {
        let file = fs::File::create(folder.path(name)).expect("a file can be made");
        file.set_len(LARGEST_REPORT + 1).expect("a file can have a hole");
        file
    };
    enormous("reports/b.txt");
    let mut wire = enormous("reports/c.jsonl");
    std::io::Seek::seek(&mut wire, std::io::SeekFrom::End(0)).expect("the end");
    std::io::Write::write_all(&mut wire, b"\n{\"text\":\"Serbia met Hungary.\"}\n")
        .expect("a line");
    let said = format!(
        "trouble: reports/b.txt: larger than 4 MiB, the most a report may have\n\
         trouble: reports/c.jsonl:1: line longer than 4 MiB, the most a report may have\n{}",
        account_with(2, 0, 0, 0, (2, 2))
    );
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    assert_eq!(ids(&folder), ["a.txt", "c.jsonl#2"]);
}

#[test]
fn formats_are_told_by_endings_in_any_case() {
    let folder = Folder::new()
        .file("reports/A.TXT", SERBIA)
        .file("reports/b.Markdown", FRANCE)
        .file("reports/c.NDJSON", "{\"text\":\"Serbia met Hungary.\"}")
        .file("reports/d.text", KENYA);
    folder.bilat(["index", "reports"]).stderr(account(4, 0, 0, 0)).check();
}

#[test]
fn front_matter_that_is_no_yaml_is_kept_as_text_with_a_note() {
    let folder = Folder::new().file("reports/a.md", "---\ntitle: [\n---\n\nSerbia met Hungary.\n");
    let said = format!(
        "note: reports/a.md: front matter is not valid YAML and was kept as text\n{}",
        account(1, 0, 0, 0)
    );
    folder.bilat(["index", "reports"]).stderr(said).check();
}

#[test]
fn impossible_header_is_noted_and_makes_no_date() {
    let folder = Folder::new().file("reports/a.txt", " date 2025-02-30 Serbia met Hungary.");
    let outcome = folder.bilat(["index", "reports"]).outcome();
    assert_eq!(outcome.code, 0);
    assert!(outcome.stderr.starts_with("note: reports/a.txt: "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("2025-02-30"), "{}", outcome.stderr);
    let search = ["search", "date:none", "--format=paths", TODAY];
    folder.bilat(search).stdout("reports/a.txt\n").check();
}

#[test]
fn three_full_stops_stop_no_run() {
    let folder = Folder::new()
        .file(
            "reports/a.txt",
            "The talks went on... Then Serbia and Hungary signed. ... Yes?.. No.",
        )
        .file("reports/b.txt", ".. In Belgrade")
        .file("reports/c.txt", "… Serbia met Hungary…. Then France!!! Then Mali. . . End");
    folder.bilat(["index", "reports"]).stderr(account(3, 0, 0, 0)).check();
}

#[cfg(unix)]
#[test]
fn links_to_nothing_and_in_circles_are_named() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new().file("reports/sub/a.txt", SERBIA);
    symlink("nowhere", folder.path("reports/dangling.txt")).expect("a link");
    symlink("..", folder.path("reports/sub/up")).expect("a link");
    let said = format!(
        "skipped: reports/sub/up: a link back to [folder]/reports\n\
         trouble: reports/dangling.txt: no such file or directory\n{}",
        account_with(1, 0, 0, 0, (2, 1))
    );
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
}

#[cfg(unix)]
#[test]
fn links_to_reports_are_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new().file("elsewhere/a.txt", SERBIA).file("reports/b.txt", FRANCE);
    symlink("../elsewhere", folder.path("reports/more")).expect("a link");
    folder.bilat(["index", "reports"]).stderr(account(2, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["b.txt", "more/a.txt"]);
}

#[test]
fn ignored_and_hidden_files_are_passed_over_in_silence() {
    let folder = Folder::new()
        .file("reports/.bilatignore", "drafts/\n*.part.txt\n")
        .file("reports/.hidden.txt", KENYA)
        .file("reports/a.txt", SERBIA)
        .file("reports/a.part.txt", FRANCE)
        .file("reports/drafts/b.txt", FRANCE);
    folder.bilat(["index", "reports"]).stderr(account(1, 0, 0, 0)).check();
    folder.write("reports/.bilatignore", "a.txt\n");
    folder.bilat(["index", "reports"]).stderr(account(2, 0, 0, 1)).check();
    assert_eq!(ids(&folder), ["a.part.txt", "drafts/b.txt"]);
}

#[test]
fn git_ignore_files_mean_nothing() {
    let folder = Folder::new().file("reports/.gitignore", "*\n").file("reports/a.txt", SERBIA);
    folder.bilat(["index", "reports"]).stderr(account(1, 0, 0, 0)).check();
}

#[test]
fn missing_path_is_refused_before_anything_is_written() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let said = "bilat: nowhere: no such file or folder\n";
    folder.bilat(["index", "reports", "nowhere"]).code(2).stderr(said).check();
    assert!(!folder.path("index").exists());
}

#[test]
fn without_a_path_the_default_collection_is_read() {
    let folder = Folder::new().file("corpus/a.txt", SERBIA);
    folder.bilat(["index"]).stderr(account(1, 0, 0, 0)).check();
    assert!(folder.path("index/bilat.json").is_file());
    let bare = Folder::new();
    let said = "bilat: corpus: no such file or folder\n";
    bare.bilat(["index"]).code(2).stderr(said).check();
}

#[test]
fn index_folder_is_named_by_option_before_environment() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let run = folder.bilat(["index", "reports"]).env("BILAT_INDEX", "there");
    run.stderr(account(1, 0, 0, 0)).check();
    assert!(folder.path("there/bilat.json").is_file() && !folder.path("index").exists());
    let run = folder.bilat(["index", "reports", "--index", "here"]).env("BILAT_INDEX", "there");
    run.stderr(account(1, 0, 0, 0)).check();
    assert!(folder.path("here/bilat.json").is_file());
    let count = folder.bilat(["search", "*", "--count"]).env("BILAT_INDEX", "there");
    count.stdout("1\n").check();
}

#[test]
fn two_collections_share_an_index_and_are_updated_apart() {
    let folder =
        Folder::new().file("one/a.txt", SERBIA).file("two/a.txt", FRANCE).file("two/b.txt", KENYA);
    folder.bilat(["index", "one", "two"]).stderr(account(3, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["a.txt", "two::a.txt", "two::b.txt"]);
    folder.remove("two/b.txt");
    folder.bilat(["index", "one"]).stderr(account(0, 0, 1, 0)).check();
    folder.bilat(["index", "two"]).stderr(account(0, 0, 1, 1)).check();
    folder.bilat(["show", "two::a.txt"]).output();
    folder.bilat(["show", "two/a.txt"]).output();
}

#[test]
fn part_of_a_collection_can_be_updated_alone() {
    let folder =
        Folder::new().file("reports/one/a.txt", SERBIA).file("reports/two/a.txt", FRANCE).indexed();
    folder.write("reports/one/a.txt", KENYA);
    folder.write("reports/two/a.txt", KENYA);
    folder.bilat(["index", "reports/one"]).stderr(account(0, 1, 0, 0)).check();
    folder.bilat(["index", "reports/two/a.txt"]).stderr(account(0, 1, 0, 0)).check();
    assert_eq!(ids(&folder), ["one/a.txt", "two/a.txt"]);
}

#[test]
fn collection_that_becomes_part_of_a_larger_one_is_read_anew() {
    let folder = Folder::new().file("all/one/a.txt", SERBIA).file("all/b.txt", FRANCE);
    folder.bilat(["index", "all/one"]).stderr(account(1, 0, 0, 0)).check();
    let said = format!("the whole index was built anew\n{}", account(2, 0, 0, 0));
    folder.bilat(["index", "all"]).stderr(said).check();
    assert_eq!(ids(&folder), ["b.txt", "one/a.txt"]);
}

#[test]
fn paths_named_twice_are_read_once() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).file("reports/b/c.txt", FRANCE);
    let run = folder.bilat(["index", "reports", "reports/b", "./reports", "reports/a.txt"]);
    run.stderr(account(2, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["a.txt", "b/c.txt"]);
}

#[test]
fn single_file_can_be_indexed() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).file("reports/b.txt", FRANCE);
    folder.bilat(["index", "reports/a.txt"]).stderr(account(1, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["a.txt"]);
    folder.bilat(["index", "reports/a.txt"]).stderr(account(0, 0, 1, 0)).check();
    folder.bilat(["index", "reports/b.txt"]).stderr(account(1, 0, 0, 0)).check();
    assert_eq!(ids(&folder), ["a.txt", "b.txt"]);
}

#[test]
fn folder_with_other_files_is_not_taken_for_an_index() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).file("mine/letter.doc", "Dear …");
    let said = "bilat: mine: this folder holds no index, but other files; an index wants a folder \
                of its own\nhint: name another folder with `--index DIR`\n";
    folder.bilat(["index", "reports", "--index", "mine"]).code(2).stderr(said).check();
    assert_eq!(fs::read_dir(folder.path("mine")).expect("the folder").count(), 1);
}

#[test]
fn folder_kept_in_git_for_the_index_is_taken() {
    let folder = Folder::new()
        .file("reports/a.txt", SERBIA)
        .file("index/README.md", "# Index")
        .file("index/.gitignore", "*\n");
    folder.bilat(["index", "reports"]).stderr(account(1, 0, 0, 0)).check();
    assert!(folder.path("index/README.md").is_file());
}

#[test]
fn index_inside_the_collection_is_not_read() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    let index = ["index", "reports", "--index", "reports/index"];
    folder.bilat(index).stderr(account(1, 0, 0, 0)).check();
    folder.bilat(index).stderr(account(0, 0, 1, 0)).check();
}

#[test]
fn file_in_place_of_the_index_is_refused_in_one_sentence() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).file("index", "a file");
    let outcome = folder.bilat(["index", "reports"]).outcome();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
    assert_eq!(outcome.stderr.matches("ot a directory").count(), 1, "{}", outcome.stderr);
    assert_eq!(fs::read(folder.path("index")).expect("the file"), b"a file");
}

#[test]
fn index_of_another_format_is_refused_with_advice() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).indexed();
    folder.write("index/bilat.json", "{\"format\":99}\n");
    let said = "bilat: index: index of format 99, but this program reads format 6\n\
                hint: build it anew with `bilat index --rebuild --index index`\n";
    folder.bilat(["index", "reports"]).code(2).stderr(said).check();
    folder.bilat(["search", "serbia"]).code(2).stderr(said).check();
}

#[test]
fn damaged_index_is_reported_and_never_answered_from() {
    let folder = Folder::new().file("reports/a.txt", SERBIA).indexed();
    for damage in ["{", "[]", ""] {
        folder.write("index/meta.json", damage);
        let outcome = folder.bilat(["search", "serbia"]).outcome();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{damage:?}");
        assert!(outcome.stderr.starts_with("bilat: index: "), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    }
}

#[test]
fn account_as_json_goes_to_standard_output() {
    let folder = Folder::new()
        .file("reports/a.txt", SERBIA)
        .file("reports/b.txt", "\0")
        .file("reports/c.jpg", "x");
    let run = folder.bilat(["index", "reports", "--format", "json"]).code(2);
    let account: Value =
        serde_json::from_str(&run.output().replace("[seconds]", "0")).expect("JSON");
    for (key, value) in [
        ("schema", 1),
        ("added", 1),
        ("changed", 0),
        ("unchanged", 0),
        ("removed", 0),
        ("files", 1),
    ] {
        assert_eq!(account[key], value, "{key}");
    }
    assert_eq!(
        account["skipped"],
        serde_json::json!([
            {"place": "reports/b.txt", "reason": "not text (it holds NUL bytes)", "trouble": true},
            {"place": "reports/c.jpg", "reason": "not a report format: .jpg", "trouble": false},
        ])
    );
    assert!(account["seconds"].is_number() && account["bytes"].is_number());
}

#[test]
fn number_of_threads_changes_no_answer() {
    let answers: Vec<String> = ["1", "3"]
        .into_iter()
        .map(|threads| {
            let mut folder = Folder::new();
            for number in 0..40 {
                folder =
                    folder.file(&format!("reports/{number}.txt"), format!("{SERBIA} {number}"));
            }
            let run = folder.bilat(["index", "reports", "--threads", threads]);
            run.stderr(account(40, 0, 0, 0)).check();
            folder.bilat(["search", "plan", "--format=json", "--limit=40", TODAY]).output()
        })
        .collect();
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn index_whose_first_run_was_killed_is_none() {
    let folder = Folder::new().file("reports/a.txt", SERBIA);
    // What a first run leaves that never came to its commit.
    drop(Writer::open(&folder.path("index"), 1).expect("a folder that can be written"));
    let said = "bilat: index: no index here\n\
                hint: make one with `bilat index PATH`, or name another folder with `--index DIR`\n";
    folder.bilat(["search", "*"]).code(2).stderr(said).check();
    let folder = folder.indexed();
    folder.bilat(["search", "*", "--count"]).stdout("1\n").check();
}

#[test]
fn records_come_out_of_the_index_as_they_went_in() {
    let corpus = root().join("corpus");
    let mut expected: Vec<Report> = Vec::new();
    for found in read::walk(&corpus, "", &corpus, &corpus, None) {
        let Found::File(file) = found else { continue };
        read::read(&file, &mut |document| {
            if let Ok(document) = document {
                let hash = document.hash.to_hex().to_string();
                expected.push(extract::report(document.raw, hash, date(2026, 1, 1)));
            }
            ControlFlow::Continue(())
        });
    }
    assert!(expected.len() >= 180, "{} reports", expected.len());
    expected.sort_by(|one, other| one.id.cmp(&other.id));
    let folder = Folder::new();
    records::index(&folder.path("index"), &expected, 2);
    let reader = Reader::open(&folder.path("index")).expect("an index");
    let found = reader.reports().expect("a whole index");
    let found: Vec<Report> = found.map(|report| report.expect("a record")).collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{}", expected.id);
    }
    assert_eq!(found.len(), expected.len());
}
