//! The pairs of states that the reports of the sample corpus are about.
//!
//! 1. Against `tests/suite/dyads/corpus.tsv`, which has every report of the
//!    corpus, the pairs are right in the measure F1 of [`LEAST`].
//! 2. The table and the corpus hold the same reports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bilat::ingest::extract;
use bilat::ingest::read::{self, Format, Found, SourceFile};
use bilat::report::{Dyad, Report};
use jiff::civil::date;

use crate::collection::root;
use crate::suite;

/// Least share of pairs that must be right, found and not too many taken together.
const LEAST: f64 = 0.95;

/// Pairs by report, one set for each reading of the pages.
fn expected() -> BTreeMap<String, Vec<BTreeSet<String>>> {
    let reading = |pairs: &str| {
        pairs.split_whitespace().filter(|pair| *pair != "none").map(str::to_owned).collect()
    };
    let rows = suite::rows("dyads/corpus.tsv").into_iter();
    rows.map(|[path, pairs]| (path, pairs.split(" | ").map(reading).collect())).collect()
}

fn report(path: &str) -> Report {
    let file = root().join("corpus").join(path);
    let bytes = fs::read(&file).expect("a report");
    let format = Format::of(Path::new(path)).expect("a known form");
    let document = read::document(&SourceFile::named(path, format), &bytes).expect("a document");
    extract::report(document.raw, String::new(), date(2026, 11, 21))
}

#[test]
fn pairs_of_the_sample_corpus_are_right() {
    let (mut right, mut wrong, mut missing) = (0, 0, 0);
    let mut differences = Vec::new();
    for (path, readings) in expected() {
        let found: BTreeSet<String> = report(&path).subjects().map(Dyad::name).collect();
        let agreeing = |reading: &&BTreeSet<String>| {
            std::cmp::Reverse(reading.symmetric_difference(&found).count())
        };
        let wanted = readings.iter().max_by_key(agreeing).expect("a reading");
        right += wanted.intersection(&found).count();
        wrong += found.difference(wanted).count();
        missing += wanted.difference(&found).count();
        if *wanted != found {
            differences.push(format!("{path}: {found:?}, expected {wanted:?}"));
        }
    }
    let f1 = f64::from(2 * right as u32) / f64::from((2 * right + wrong + missing) as u32);
    assert!(f1 >= LEAST, "F1 {f1:.3} of {right} right pairs\n{}", differences.join("\n"));
}

#[test]
fn every_report_of_the_corpus_is_in_the_table() {
    let corpus = root().join("corpus");
    let found = read::walk(&corpus, "", &corpus, &corpus, None);
    let files: BTreeSet<String> = found
        .filter_map(|found| match found {
            Found::File(file) if file.id.contains('/') => Some(file.id),
            Found::File(_) | Found::Skipped(..) => None,
        })
        .collect();
    let table: BTreeSet<String> = expected().into_keys().collect();
    assert_eq!(files, table);
}

#[derive(serde::Deserialize)]
struct Case {
    class: String,
    text: String,
    pairs: String,
}

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[test]
fn pairs_of_short_reports_are_right() {
    let table = root().join("tests/suite/dyads/text.toml");
    let cases: Cases = toml::from_str(&fs::read_to_string(table).expect("a table")).expect("cases");
    let mut wrong = Vec::new();
    for Case { class, text, pairs } in &cases.case {
        let path = "case.txt";
        let format = Format::of(Path::new(path)).expect("a known form");
        let source = SourceFile::named(path, format);
        let document = read::document(&source, text.as_bytes()).expect("a document");
        let report = extract::report(document.raw, String::new(), date(2026, 11, 21));
        let found: BTreeSet<String> = report.subjects().map(Dyad::name).collect();
        let expected: BTreeSet<String> = pairs.split_whitespace().map(str::to_owned).collect();
        if found != expected {
            wrong.push(format!("{class}: {found:?}, expected {expected:?}\n  {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
