//! Judged questions over the sample corpus, as data in `tests/ranking`.
//!
//! 1. Recall and reciprocal rank of every question are those of `golden.tsv`, so
//!    that a change of ranking shows in review.
//! 2. They are the same for an index in one piece and in several.
//! 3. Every wanted report exists, and no question is asked twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bilat::Engine;
use bilat::ingest::pipeline::{self, Options};
use bilat::search::{Matching, Request};
use jiff::civil::date;
use tempfile::TempDir;

use crate::collection::root;

/// Hits that are looked at.
const DEPTH: usize = 10;

fn file(name: &str) -> PathBuf {
    root().join("tests/ranking").join(name)
}

/// Questions with the ids of the reports that are wanted.
fn questions() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(file("questions.tsv")).expect("the questions");
    let question = |line: &str| {
        let (question, wanted) = line.split_once('\t').expect("a question and reports");
        (question.to_owned(), wanted.split(' ').map(str::to_owned).collect())
    };
    text.lines().map(question).collect()
}

fn engine(folder: &TempDir, threads: usize) -> Engine {
    let today = date(2026, 1, 1);
    let options = Options {
        rebuild: false,
        index: folder.path().join("index"),
        paths: vec![root().join("corpus")],
        today,
        threads,
        statements: None,
    };
    pipeline::run(&options, &mut |_| {}).expect("an index");
    Engine::open(&options.index, today).expect("an index")
}

fn found(engine: &Engine, question: &str) -> Vec<String> {
    let request = Request {
        limit: DEPTH,
        matching: Matching::AllElseAny,
        names_only: true,
        ..Request::default()
    };
    let (response, _) = engine.search(question, &request).expect("a question without faults");
    response.hits.into_iter().map(|hit| hit.id).collect()
}

/// The table of `golden.tsv`.
fn table(engine: &Engine) -> String {
    let mut table = "question\trecall\trank\n".to_owned();
    let (mut recalls, mut ranks) = (0.0, 0.0);
    let questions = questions();
    for (question, wanted) in &questions {
        let found = found(engine, question);
        let hits = wanted.iter().filter(|id| found.contains(id)).count();
        let recall = hits as f64 / wanted.len() as f64;
        let first = found.iter().position(|id| wanted.contains(id));
        let rank = first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        writeln!(table, "{question}\t{recall:.3}\t{rank:.3}").expect("memory takes it");
        recalls += recall;
        ranks += rank;
    }
    let count = questions.len() as f64;
    writeln!(table, "mean\t{:.4}\t{:.4}", recalls / count, ranks / count).expect("memory takes it");
    table
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how the golden file is renewed")]
fn questions_are_answered_as_in_the_golden_file() {
    let folder = TempDir::new().expect("a temporary folder");
    let table = table(&engine(&folder, 1));
    if std::env::var_os("BILAT_RENEW").is_some() {
        fs::write(file("golden.tsv"), &table).expect("the golden file is written");
    }
    let golden = fs::read_to_string(file("golden.tsv")).expect("the golden file");
    let changed: Vec<(&str, &str)> =
        golden.lines().zip(table.lines()).filter(|(golden, now)| golden != now).collect();
    assert!(changed.is_empty(), "ranking has changed (golden, now): {changed:#?}");
    assert_eq!(golden.lines().count(), table.lines().count(), "questions have changed");
}

#[test]
fn ranking_does_not_depend_on_pieces_of_the_index() {
    let (one, several) = (TempDir::new(), TempDir::new());
    let one = engine(&one.expect("a temporary folder"), 1);
    let several = engine(&several.expect("a temporary folder"), 5);
    for (question, _) in questions() {
        assert_eq!(found(&one, &question), found(&several, &question), "{question}");
    }
}

#[test]
fn wanted_reports_exist_and_questions_are_asked_once() {
    let mut asked = BTreeSet::new();
    for (question, wanted) in questions() {
        for id in wanted {
            assert!(root().join("corpus").join(&id).is_file(), "{question}: {id}");
        }
        assert!(asked.insert(question.clone()), "{question} is asked twice");
    }
    assert!(asked.len() >= 60, "{} questions", asked.len());
}
