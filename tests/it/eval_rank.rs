//! `bilat eval rank`, over collections made up here and, where they are at hand, public ones.
//!
//! 1. Every measure is the one counted by hand, in the table and as JSON.
//! 2. A run that is written is the run that is read: nothing differs, by no chance.
//! 3. Packed documents give the same; signs in questions are no operators.
//! 4. Lines that cannot be read are named, the rest is measured, and the exit code says so.
//! 5. On each public collection we rank better than plain BM25 as measured elsewhere, and on the
//!    mean by 5 %; with words added by 12 %.

use std::fs;
use std::path::Path;

use bilat::eval::rank::{Bench, collection, evaluate};
use bilat::search::Ranking;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::Folder;
use crate::shared;

const DOCUMENTS: &str = r#"{"id":"d1","title":"Joint exercise","text":"The armies of both states train on the river."}
{"id":"d2","title":"","text":"A visit, with talks on arms. The exercise was not spoken of."}
{"id":"d3","text":"Trade in fruit."}
{"id":"d4","title":"Arms","text":"Arms were bought, arms were sold."}
"#;

const QUESTIONS: &str =
    "q1\tWhich exercise (joint) took place?\nq2\t-arms \"talks:\" NOT\nq3\tfruit\n";

/// Of q1 one of two is found, at the first place; of q2 one of two, at the second; q3 is not judged.
const JUDGEMENTS: &str = "q1 0 d1 2\nq1 0 d3 1\nq1 0 d2 0\nq2 0 d4 1\nq2 0 d3 1\n";

fn folder() -> Folder {
    Folder::new()
        .file("docs.jsonl", DOCUMENTS)
        .file("queries.tsv", QUESTIONS)
        .file("qrels.tsv", JUDGEMENTS)
}

const FILES: [&str; 5] = ["eval", "rank", "docs.jsonl", "queries.tsv", "qrels.tsv"];

fn parsed(output: &str) -> Value {
    serde_json::from_str(output).expect("a line of JSON")
}

#[test]
fn measures_are_those_counted_by_hand() {
    let run = folder();
    let all = run.bilat(FILES.iter().chain(&["--format=json", "--per-query"])).output();
    let gain = |place: f64| 1.0 / (place + 1.0).log2();
    let ndcg_1 = 2.0 / (2.0 + gain(2.0));
    let ndcg_2 = gain(2.0) / (1.0 + gain(2.0));
    let close = |found: &Value, expected: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - expected).abs() < 1e-12, "{found}, expected {expected}");
    };
    let all = parsed(&all);
    assert_eq!(all["questions"], 2);
    close(&all["per_question"]["q1"]["map"], 0.5);
    close(&all["per_question"]["q1"]["ndcg_10"], ndcg_1);
    close(&all["per_question"]["q2"]["map"], 0.25);
    close(&all["per_question"]["q2"]["ndcg_10"], ndcg_2);
    close(&all["measures"]["map"], 0.375);
    close(&all["measures"]["ndcg_10"], f64::midpoint(ndcg_1, ndcg_2));
    close(&all["measures"]["recall_100"], 0.5);
    close(&all["measures"]["rr_10"], 0.75);
}

#[test]
fn the_table_shows_a_run_beside_a_stored_one() {
    let run = folder();
    run.bilat(FILES.iter().chain(&["--run=ours.run"])).output();
    let stored = fs::read_to_string(run.path("ours.run")).expect("a run file");
    let places: Vec<Vec<&str>> =
        stored.lines().map(|line| line.split(' ').take(4).collect()).collect();
    assert_eq!(
        places,
        [
            ["q1", "Q0", "d1", "1"],
            ["q1", "Q0", "d2", "2"],
            ["q2", "Q0", "d2", "1"],
            ["q2", "Q0", "d4", "2"],
            ["q3", "Q0", "d3", "1"],
        ]
    );
    run.bilat(FILES.iter().chain(&["--against=ours.run"]))
        .stdout(
            "\
2 questions

             run  against   change   chance
MAP       0.3750   0.3750    +0.0%   1.0000
nDCG@10   0.5735   0.5735    +0.0%   1.0000
R@100     0.5000   0.5000    +0.0%   1.0000
RR@10     0.7500   0.7500    +0.0%   1.0000
",
        )
        .check();
}

#[test]
fn packed_documents_are_the_same() {
    let run = folder();
    let packed = zstd::encode_all(DOCUMENTS.as_bytes(), 3).expect("memory takes it");
    run.write("docs.jsonl.zst", packed);
    let plain = run.bilat(FILES).output();
    let packed = ["eval", "rank", "docs.jsonl.zst", "queries.tsv", "qrels.tsv"];
    assert_eq!(run.bilat(packed).output(), plain);
}

#[test]
fn lines_that_cannot_be_read_are_named() {
    let run = Folder::new()
        .file("docs.jsonl", format!("{DOCUMENTS}{{\"id\":1}}\n"))
        .file("queries.tsv", format!("{QUESTIONS}no tab\n"))
        .file("qrels.tsv", format!("query-id\tcorpus-id\tscore\nq1\td1\t1\n{JUDGEMENTS}q1 d1\n"));
    let outcome = run.bilat(FILES.iter().chain(&["--format=json"])).outcome();
    assert_eq!(outcome.code, 2);
    assert_eq!(parsed(&outcome.stdout)["measures"]["map"], json!(0.375));
    let places: Vec<&str> =
        outcome.stderr.lines().map(|line| line.split(": ").nth(1).expect("a place")).collect();
    assert_eq!(places, ["queries.tsv:4", "qrels.tsv:8", "docs.jsonl:5"], "{}", outcome.stderr);
    assert_eq!(run.bilat(["eval", "rank", "gone", "queries.tsv", "qrels.tsv"]).outcome().code, 2);
}

/// Those that a build without optimisation measures too.
const SMALL: [&str; 3] = ["cacm_anserini", "cranfield", "medline"];

/// A collection, and the mean average precision of BM25 over it: published where it is
/// (Anserini, Terrier), else of an implementation of the same formula.
const REFERENCES: [(&str, f64); 6] = [
    ("scifact", 0.6397),
    ("cacm_anserini", 0.3123),
    ("npl_vaswani", 0.2965),
    ("cranfield", 0.2803),
    ("cisi", 0.2042),
    ("medline", 0.5091),
];

fn measure(path: &Path) -> [f64; 2] {
    let folder = TempDir::new().expect("a temporary folder");
    let mut skipped = Vec::new();
    let questions = collection::questions(&path.join("queries.tsv"), &mut skipped);
    let judgements = collection::judgements(&path.join("qrels.tsv"), &mut skipped);
    let bench = Bench::index(&path.join("docs.jsonl.zst"), folder.path(), &mut skipped);
    let (questions, judgements) = (questions.expect("questions"), judgements.expect("judgements"));
    let bench = bench.expect("an index");
    assert!(skipped.is_empty(), "{skipped:?}");
    [false, true].map(|expand| {
        let run = bench.ask(&questions, &Ranking::default(), expand).expect("answers");
        evaluate(&run, &judgements, None).means.map
    })
}

#[test]
fn public_collections_are_ranked_better_than_by_plain_bm25() {
    let Some(folder) = shared::folder("ranking of public collections") else { return };
    // Without optimisation the others take half an hour.
    let is_measured = |name: &str| !cfg!(debug_assertions) || SMALL.contains(&name);
    let (measured, left): (Vec<_>, Vec<_>) =
        REFERENCES.into_iter().partition(|(name, _)| is_measured(name));
    let mut changes = [0.0, 0.0];
    for (name, _) in left {
        shared::say(&format!("{name}: skipped, measured by `cargo test --release`"));
    }
    for &(name, reference) in &measured {
        let found = measure(&folder.join("data/ir").join(name));
        shared::say(&format!("{name}: MAP {:.4}, with words added {:.4}", found[0], found[1]));
        assert!(found[0] > reference, "{name}: {} is not above {reference}", found[0]);
        for (change, found) in changes.iter_mut().zip(found) {
            *change += (found / reference - 1.0) / measured.len() as f64;
        }
    }
    assert!(changes[0] >= 0.05 && changes[1] >= 0.12, "mean changes: {changes:?}");
}
