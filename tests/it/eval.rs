//! `bilat eval extract`, over `tests/corpora/gold` and files made up here.
//!
//! 1. Every figure is the one counted by hand, in the tables and as JSON.
//! 2. `--diff` names every difference and nothing else.
//! 3. The address comes from gold, and one figure is taken without any.
//! 4. A faulty line or a report that cannot be read is named; the others are measured, and the
//!    exit code says so.

use serde_json::{Value, json};

use crate::collection::root;
use crate::harness::{Folder, Run, TODAY};

fn eval(options: &[&str]) -> Run {
    let arguments = ["eval", "extract", "tests/corpora/gold/gold.jsonl", TODAY];
    Run::new(root(), arguments.iter().chain(options))
}

const TABLES: &str = "\
4 reports in 3 languages

published
  language  reports  exact   open  missed  wrong  invented  share_right  precision  recall     f1
  all             4      1      1       0      1         1        0.500      0.333   0.500  0.400
  de              1      0      0       0      0         1        0.000      0.000       –  0.000
  en              2      1      0       0      1         0        0.500      0.500   0.500  0.500
  sr-Latn         1      0      1       0      0         0        1.000          –       –      –

published_without_url
  language  reports  exact   open  missed  wrong  invented  share_right  precision  recall     f1
  all             4      1      1       1      0         1        0.500      0.500   0.500  0.500
  de              1      0      0       0      0         1        0.000      0.000       –  0.000
  en              2      1      0       1      0         0        0.500      1.000   0.500  0.667
  sr-Latn         1      0      1       0      0         0        1.000          –       –      –

dates
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      9      7      8      7      0.875   0.778  0.824
  de              1      1      1      1      1      1.000   1.000  1.000
  en              2      5      4      5      4      0.800   0.800  0.800
  sr-Latn         1      3      2      2      2      1.000   0.667  0.800

dates_resolved, where gold has days
  language  reports  right   open  wrong  unfound  share_right  share_open  share_wrong
  all             4      3      1      1        1        0.500       0.167        0.167
  de              1      1      0      0        0        1.000       0.000        0.000
  en              2      2      0      1        1        0.500       0.000        0.250
  sr-Latn         1      0      1      0        0        0.000       1.000        0.000

dates_resolved, where gold has none
  language  reports  kept_open  invented  unfound_open  share_kept_open  share_misled
  all             4          1         1             1            0.333         0.400
  de              1          0         0             0                –         0.000
  en              2          0         1             0            0.000         0.500
  sr-Latn         1          1         0             1            0.500             –

countries
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      8      7      8      7      0.875   0.875  0.875
  de              1      2      2      2      2      1.000   1.000  1.000
  en              2      4      3      4      3      0.750   0.750  0.750
  sr-Latn         1      2      2      2      2      1.000   1.000  1.000

dyads
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      3      3      4      3      0.750   1.000  0.857
  de              1      1      1      1      1      1.000   1.000  1.000
  en              2      1      1      2      1      0.500   1.000  0.667
  sr-Latn         1      1      1      1      1      1.000   1.000  1.000

persons
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      5      4      5      4      0.800   0.800  0.800
  de              1      1      1      1      1      1.000   1.000  1.000
  en              2      4      3      3      3      1.000   0.750  0.857
  sr-Latn         1      0      0      1      0      0.000       –  0.000

organisations
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      0      0      0      0          –       –      –
  de              1      0      0      0      0          –       –      –
  en              2      0      0      0      0          –       –      –
  sr-Latn         1      0      0      0      0          –       –      –

places
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      2      1      1      1      1.000   0.500  0.667
  de              1      0      0      0      0          –       –      –
  en              2      2      1      1      1      1.000   0.500  0.667
  sr-Latn         1      0      0      0      0          –       –      –

exercises
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      1      0      0      0          –   0.000  0.000
  de              1      0      0      0      0          –       –      –
  en              2      1      0      0      0          –   0.000  0.000
  sr-Latn         1      0      0      0      0          –       –      –

equipment
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      1      0      0      0          –   0.000  0.000
  de              1      0      0      0      0          –       –      –
  en              2      1      0      0      0          –   0.000  0.000
  sr-Latn         1      0      0      0      0          –       –      –

kinds
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      4      3      5      3      0.600   0.750  0.667
  de              1      1      1      1      1      1.000   1.000  1.000
  en              2      3      2      4      2      0.500   0.667  0.571
  sr-Latn         1      0      0      0      0          –       –      –

activities
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      2      1      2      1      0.500   0.500  0.500
  de              1      0      0      0      0          –       –      –
  en              2      2      1      2      1      0.500   0.500  0.500
  sr-Latn         1      0      0      0      0          –       –      –

quantities
  language  reports   gold  found  given  right  precision  recall     f1
  all             4      1      0      0      0          –   0.000  0.000
  de              1      0      0      0      0          –       –      –
  en              2      1      0      0      0          –   0.000  0.000
  sr-Latn         1      0      0      0      0          –       –      –
";

const DIFFERENCES: &str = "
differences: 24
talks.txt  dates  missing 7 June
talks.txt  countries  missing AUT
talks.txt  persons  missing Miloš Vučević
talks.txt  kinds  missing aid
talks.txt  activities  missing exercise/agreed
talks.txt  activities  extra exercise/planned
talks.txt  quantities  missing 79 activities
consultations.md  published  wrong 2024-05, gold 2024-05-03
consultations.md  published_without_url  missing 2024-05-03
consultations.md  dates  extra 5 March 2021
consultations.md  dates_resolved  wrong 3 March 2021: 2021-03-03, gold open
consultations.md  dates_resolved  wrong 4 March 2021: 2021-03-04, gold 2021-03-06
consultations.md  countries  extra AUT
consultations.md  dyads  extra AUT-SRB
consultations.md  places  missing Linz
consultations.md  exercises  missing Alpine Shield
consultations.md  equipment  missing F-16
consultations.md  kinds  extra meeting
consultations.md  kinds  extra visit
izjava.txt  dates  missing 6. maja
izjava.txt  dates_resolved  wrong 2. aprila: open, gold 2025-04-02
izjava.txt  persons  extra Aleksandar Vučić
besuch.txt  published  extra 2023-01
besuch.txt  published_without_url  extra 2023-01
";

fn parsed(output: &str) -> Value {
    serde_json::from_str(output.trim_end()).expect("one line of JSON")
}

/// A line of gold for a file in which there is nothing to find.
fn bare(file: &str) -> String {
    json!({
        "file": file, "lang": "en", "published": null, "subject_dyads": [], "countries": [],
        "persons": [], "dates": [], "kinds": [],
    })
    .to_string()
}

#[test]
fn tables_have_the_figures_counted_by_hand() {
    eval(&[]).stdout(TABLES).check();
}

#[test]
fn differences_are_printed_on_request_and_all_of_them() {
    eval(&["--diff"]).stdout(format!("{TABLES}{DIFFERENCES}")).check();
}

#[test]
fn json_has_the_same_figures() {
    let evaluation = parsed(&eval(&["--format", "json"]).output());
    assert_eq!(evaluation["schema"], 1);
    assert_eq!(evaluation.get("differences"), None);
    assert_eq!(evaluation["skipped"], json!([]));
    let rows = evaluation["rows"].as_array().expect("a list");
    let languages: Vec<_> = rows.iter().map(|row| &row["language"]).collect();
    assert_eq!(languages, [&Value::Null, &json!("de"), &json!("en"), &json!("sr-Latn")]);
    let all = &rows[0];
    assert_eq!(all["reports"], 4);
    assert_eq!(
        all["countries"],
        json!({
            "gold": 8, "found": 7, "given": 8, "right": 7,
            "precision": 0.875, "recall": 0.875, "f1": 0.875,
        })
    );
    assert_eq!(
        all["published_without_url"],
        json!({
            "exact": 1, "open": 1, "missed": 1, "wrong": 0, "invented": 1, "share_right": 0.5,
            "precision": 0.5, "recall": 0.5, "f1": 0.5,
        })
    );
    assert_eq!(
        all["dates_resolved"],
        json!({
            "right": 3, "open": 1, "wrong": 1, "unfound": 1, "kept_open": 1, "invented": 1,
            "unfound_open": 1, "share_right": 0.5, "share_open": 1.0 / 6.0,
            "share_wrong": 1.0 / 6.0, "share_kept_open": 1.0 / 3.0, "share_misled": 0.4,
        })
    );
    for field in ["published", "dates", "dyads", "persons", "kinds", "activities"] {
        assert!(all[field]["f1"].is_number(), "{field}");
    }
    // A share of nothing is nothing.
    assert_eq!(rows[3]["kinds"]["f1"], Value::Null);
}

#[test]
fn json_has_the_differences_on_request() {
    let evaluation = parsed(&eval(&["--format", "json", "--diff"]).output());
    let differences = evaluation["differences"].as_array().expect("a list");
    let lines: Vec<String> = differences
        .iter()
        .map(|difference| {
            let key = |name: &str| difference[name].as_str().expect("a text").to_owned();
            format!("{}  {}  {} {}\n", key("file"), key("field"), key("fault"), key("text"))
        })
        .collect();
    assert_eq!(format!("\ndifferences: {}\n{}", lines.len(), lines.concat()), DIFFERENCES);
}

#[test]
fn faulty_lines_and_missing_reports_are_named_and_the_rest_is_measured() {
    let gold = [
        "not JSON".to_owned(),
        "[1]".to_owned(),
        bare("a.txt").replace(r#""kinds":[]"#, r#""sorts":[]"#),
        bare("a.txt").replace(r#""published":null"#, r#""published":"May 2025""#),
        String::new(),
        bare("gone.txt"),
        bare("folder.txt"),
        bare("empty.txt"),
        bare("wire.jsonl"),
        bare("a.pdf"),
        bare("a.txt"),
    ];
    let folder = Folder::new()
        .file("g/gold.jsonl", gold.join("\n"))
        .file("g/a.txt", "Nothing is said here.")
        .file("g/empty.txt", "\n")
        .file("g/folder.txt/inside.txt", "Text.")
        .file("g/wire.jsonl", r#"{"text": "Text."}"#)
        .file("g/a.pdf", "Text.");
    let run = ["eval", "extract", "g/gold.jsonl", "--format=json", TODAY];
    let outcome = folder.bilat(run).outcome();
    assert_eq!(outcome.code, 2);
    let evaluation = parsed(&outcome.stdout);
    assert_eq!(evaluation["rows"][0]["reports"], 1);
    let skipped = evaluation["skipped"].as_array().expect("a list").iter();
    let skipped: Vec<String> = skipped
        .map(|skip| {
            let key = |name: &str| skip[name].as_str().expect("a text").to_owned();
            format!("{}: {}", key("place"), key("reason"))
        })
        .collect();
    for (found, expected) in skipped.iter().zip([
        "g/gold.jsonl:1: not JSON: ",
        "g/gold.jsonl:2: not a line of gold: ",
        "g/gold.jsonl:3: not a line of gold: missing field `kinds`",
        "g/gold.jsonl:4: not a line of gold: `May 2025` is no date",
        "g/gone.txt: no such file",
        "g/folder.txt: not a regular file",
        "g/empty.txt: empty",
        "g/wire.jsonl: a file of several reports",
        "g/a.pdf: not a report format",
    ]) {
        assert!(found.starts_with(expected), "{found}\nexpected {expected}");
    }
    assert_eq!(skipped.len(), 9, "{skipped:#?}");
    // The same is said to whoever reads along.
    let said: Vec<_> = skipped.iter().map(|skip| format!("bilat: {skip}\n")).collect();
    assert_eq!(outcome.stderr, said.concat());
}

#[test]
fn gold_that_is_not_there_or_empty_is_trouble() {
    let folder = Folder::new().file("empty.jsonl", "\n\n");
    let missing = folder.bilat(["eval", "extract", "gold.jsonl"]).outcome();
    assert_eq!((missing.code, missing.stdout.as_str()), (2, ""));
    assert!(missing.stderr.starts_with("bilat: gold.jsonl: "), "{}", missing.stderr);
    let empty = folder.bilat(["eval", "extract", "empty.jsonl", TODAY]).outcome();
    assert_eq!(empty.code, 2);
    assert_eq!(empty.stderr, "bilat: empty.jsonl: no line of gold in it\n");
    assert!(empty.stdout.starts_with("0 reports in 0 languages\n"), "{}", empty.stdout);
}

#[test]
fn what_a_gold_file_says_cannot_write_to_the_terminal() {
    let gold = bare("a.txt").replace(r#""lang":"en""#, r#""lang":"\u001b[2J""#);
    let gold = gold.replace(r#""countries":[]"#, r#""countries":["\u001b[31m\nX"]"#);
    let folder = Folder::new().file("gold.jsonl", gold).file("a.txt", "Nothing is said here.");
    let output = folder.bilat(["eval", "extract", "gold.jsonl", "--diff", TODAY]).output();
    assert!(!output.contains('\u{1b}'), "{output}");
    assert!(output.ends_with(" X\n"), "{output}");
}

#[test]
fn help_of_the_inner_command_has_examples_and_the_manual_a_page() {
    let folder = Folder::new();
    let help = folder.bilat(["eval", "extract", "--help"]).output();
    assert!(help.contains("  bilat eval extract gold.jsonl --diff\n"), "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    let page = folder.bilat(["man"]).output();
    assert!(page.contains("bilat eval extract gold.jsonl \\-\\-diff"), "{page}");
}
