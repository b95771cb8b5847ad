//! The form of the sources: what a reader of the tree may rely on.
//!
//! 1. Every source file opens with `//!` and is short enough to be read at once.
//! 2. Nothing is left for later: no `todo!`, no `dbg!`, no ignored test.
//! 3. Every dependency has its reason above it; both licences are there.
//! 4. No file names a path of somebody's machine.
//! 5. The modules of the design exist, and none is named after what it is not.
//! 6. The sample corpus is as its README says: sources, headers, languages, years.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::collection::{corpus, root};

/// Lines of a source file at most.
const LONGEST: usize = 700;

/// Every file below `folder`, in order.
pub(crate) fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { files_below(&path, files) } else { files.push(path) }
    }
}

/// The files that belong to the project, with their names as seen from its root.
fn tracked() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "docs", "corpus", "fuzz", ".ci", ".github"] {
        files_below(&root().join(folder), &mut files);
    }
    let top = fs::read_dir(root()).expect("the sources are there");
    files.extend(top.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()));
    let name = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        (name.replace('\\', "/"), path)
    };
    // What builds leave behind in `fuzz`, and the link by which a work tree knows its repository,
    // are nobody's sources.
    let made = |(name, _): &(String, PathBuf)| {
        name.starts_with("fuzz/target/") || name.starts_with("fuzz/corpus/") || name == ".git"
    };
    files.into_iter().map(name).filter(|file| !made(file)).collect()
}

fn rust_files() -> Vec<(String, String)> {
    let files = tracked().into_iter().filter(|(_, path)| path.extension() == Some("rs".as_ref()));
    files.map(|(name, path)| (name, fs::read_to_string(path).expect("sources are text"))).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent: Vec<_> = rust_files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "without `//!` at the top: {silent:#?}");
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let long: Vec<_> = rust_files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("src/"))
        .map(|(name, text)| (text.lines().count(), name))
        .filter(|(lines, _)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "more than {LONGEST} lines: {long:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    // Cut in two, so that this file does not find itself.
    let marks = [["todo", "!("], ["unimplemented", "!("], ["dbg", "!("], ["#[ign", "ore"]];
    for (name, text) in rust_files() {
        for [left, right] in marks {
            let mark = format!("{left}{right}");
            let line = text.lines().position(|line| line.contains(&mark));
            assert_eq!(line, None, "{name} holds `{mark}` (line counted from 0)");
        }
    }
}

#[test]
fn tests_are_named_after_what_they_prove() {
    for (name, text) in rust_files() {
        let prefixed = text.lines().find(|line| line.trim_start().starts_with("fn test_"));
        assert_eq!(prefixed, None, "{name}");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let mut section = "";
    let mut before = "";
    let mut checked = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains(" = ") {
            assert!(before.starts_with("# ") && before.len() > 10, "no reason above `{line}`");
            checked += 1;
        }
        before = line;
    }
    assert!(checked > 10, "only {checked} dependencies were found");
}

#[test]
fn both_licences_are_there() {
    assert!(read("Cargo.toml").contains("license = \"MIT OR Apache-2.0\""));
    assert!(read("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(read("LICENSE-APACHE").contains("Apache License"));
    assert!(root().join("Cargo.lock").is_file());
}

#[test]
fn no_file_names_a_path_of_a_machine() {
    // Cut in two, so that this file does not find itself.
    let places =
        [["/ho", "me/"], ["/Us", "ers/"], ["C:\\", "Users"], ["/ro", "ot/"], ["/wo", "rk/"]];
    let at_home = root().display().to_string();
    // The cases of the query language ask for paths of no machine.
    let files = tracked().into_iter().filter(|(name, _)| !name.starts_with("tests/suite/query/"));
    for (name, path) in files {
        let bytes = fs::read(path).expect("a file of the sources can be read");
        let text = String::from_utf8_lossy(&bytes);
        for line in text.lines() {
            // A place in an address is nobody's machine.
            let words =
                line.split(|letter: char| letter.is_whitespace() || "\"'`()".contains(letter));
            for word in words {
                let named = places.iter().any(|place| word.starts_with(&place.concat()));
                assert!(!named && !word.starts_with(&at_home), "{name}: {line}");
            }
        }
    }
}

#[test]
fn modules_of_the_design_exist_and_are_named_by_their_subject() {
    for module in [
        "diag.rs",
        "span.rs",
        "lexicon/date",
        "lexicon/country",
        "lexicon/name",
        "lexicon/activity",
        "report/field.rs",
        "report/raw.rs",
        "analyze",
        "query/plan",
        "index",
        "ingest/read",
        "ingest/extract",
        "ingest/pipeline",
        "search",
        "eval",
        "render",
        "error.rs",
        "bin/bilat/main.rs",
        "bin/bilat/args.rs",
        "bin/bilat/term.rs",
        "bin/bilat/commands",
    ] {
        let path = root().join("src").join(module);
        // A module may be a file or a folder.
        let there = path.exists() || path.with_extension("rs").exists();
        assert!(there, "src/{module} is missing");
    }
    for (name, _) in rust_files() {
        let path = Path::new(&name);
        let parts: Vec<_> = path.with_extension("").iter().map(ToOwned::to_owned).collect();
        for part in &parts {
            let part = part.to_string_lossy();
            let vague = ["util", "utils", "common", "helper", "helpers", "misc", "new"];
            assert!(!vague.contains(&&*part), "{name} is named after nothing");
        }
        if let [.., folder, file] = parts.as_slice() {
            assert!(folder != file || *folder == "tests", "{name} stutters");
        }
    }
}

/// Reports of the sample corpus by their paths in it.
fn reports() -> BTreeMap<String, Vec<u8>> {
    let files = tracked().into_iter().filter_map(|(name, path)| {
        let name = name.strip_prefix("corpus/")?;
        let kept = !matches!(name, "README.md" | "sources.tsv") && !name.starts_with('.');
        kept.then(|| (name.to_owned(), fs::read(path).expect("a report can be read")))
    });
    files.collect()
}

#[test]
fn every_report_of_the_corpus_has_its_source() {
    let sources = read("corpus/sources.tsv");
    let mut lines = sources.lines();
    assert_eq!(lines.next(), Some("path\tsource"));
    let mut named = BTreeSet::new();
    for line in lines {
        let cells: Vec<_> = line.split('\t').collect();
        let [path, source] = cells.as_slice() else { panic!("not two columns: {line}") };
        assert!(source.starts_with("http://") || source.starts_with("https://"), "{line}");
        named.insert((*path).to_owned());
    }
    let there: BTreeSet<String> = reports().into_keys().collect();
    let without: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(without.is_empty() && gone.is_empty(), "without source {without:?}, gone {gone:?}");
}

#[test]
fn reports_of_the_corpus_arrive_in_the_known_forms() {
    let header =
        regex::bytes::Regex::new(r"^ date \d{4}-\d{2}(-\d{2})? (?-u:[^ ])").expect("a pattern");
    let month = regex::bytes::Regex::new(r"^ date \d{4}-\d{2} ").expect("a pattern");
    let reports = reports();
    let (mut dated, mut monthly, mut bare, mut fronted) = (0, 0, 0, 0);
    for (name, bytes) in &reports {
        let start = bytes.trim_ascii_start();
        if Path::new(name).extension() == Some("md".as_ref()) {
            assert!(bytes.starts_with(b"---\n"), "{name} has no front matter");
            fronted += 1;
        } else if start.starts_with(b"date ") {
            assert!(header.is_match(bytes), "{name} has a header of another form");
            dated += 1;
            monthly += usize::from(month.is_match(bytes));
        } else {
            bare += 1;
        }
    }
    assert!(reports.len() >= 150, "{} reports", reports.len());
    assert!(dated * 2 > reports.len(), "{dated} with a header");
    assert!(monthly >= 3 && bare >= 3 && fronted >= 3, "{monthly} {bare} {fronted}");
}

#[test]
fn corpus_holds_many_languages_dyads_and_years() {
    let records = corpus().records();
    assert_eq!(records.len(), reports().len(), "every file is one report");
    let mut languages: BTreeMap<String, usize> = BTreeMap::new();
    let mut years = BTreeSet::new();
    let mut dyads = BTreeSet::new();
    let mut cyrillic_serbian = 0;
    for record in &records {
        let language = record["lang"].as_str().unwrap_or("unknown");
        *languages.entry(language.to_owned()).or_default() += 1;
        let letters = |text: &str| text.chars().any(|letter| ('а'..='я').contains(&letter));
        let cyrillic = record["body"].as_str().is_some_and(letters);
        cyrillic_serbian += usize::from(language == "sr" && cyrillic);
        let from = record["published"]["from"].as_str();
        years.extend(from.and_then(|day| day.get(..4)).map(str::to_owned));
        for dyad in record["dyads"].as_array().into_iter().flatten() {
            if dyad["subject"] == true {
                dyads.insert(dyad["countries"].to_string());
            }
        }
    }
    for language in ["sr", "hu", "ru", "fr", "es", "de", "pl", "tr"] {
        assert!(languages.contains_key(language), "{languages:?}");
    }
    let english = languages.get("en").copied().unwrap_or_default();
    assert!(records.len() - english >= 12, "{languages:?}");
    assert!(cyrillic_serbian > 0 && languages.get("sr").is_some_and(|all| *all > cyrillic_serbian));
    assert!(years.len() >= 15, "{years:?}");
    assert!(years.first().is_some_and(|year| year.as_str() <= "2000"), "{years:?}");
    assert!(years.last().is_some_and(|year| year.as_str() >= "2025"), "{years:?}");
    assert!(dyads.len() >= 40, "{} dyads", dyads.len());
}
