//! What is said of a query: how it was read, what its words were widened to, what may have been
//! meant, and where it asks for too much.
//!
//! 1. `bilat explain` prints tree, plan and forms in a stable form, for a reader and as JSON,
//!    with an index and without.
//! 2. A search that finds nothing names the words that no report holds, with similar ones.
//! 3. A pattern that fits too many words is an error with the number found, never cut.
//! 4. A search that is stopped says so.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bilat::Engine;
use bilat::search::{Request, Stop};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::collection::small;
use crate::harness::Folder;

#[test]
fn explanation_names_tree_plan_and_every_form() {
    small()
        .bilat(["explain", "exercis* -kenia~ \"joint (drill|exercise)\""])
        .stdout(
            "query (and (wildcard \"exercis*\") (not (fuzzy 1 \"kenia\")) (row (text \"joint\") (either (row (text \"drill\")) (row (text \"exercise\")))))\n\
             plan  (and (wildcard \"exercis*\") (not (fuzzy 1 \"kenia\")) (row (form \"joint\") (either (form \"drill\") (form \"exercise\"))))\n      \
             (wildcard \"exercis*\") in exercise 3 ×0.74, exercises 1 ×0.80\n      \
             (fuzzy 1 \"kenia\") in kenya 1 ×0.50\n      \
             (form \"joint\") in joint 2\n      \
             (form \"drill\") in drill 2\n      \
             (form \"exercise\") in exercise 3\n",
        )
        .check();
}

#[test]
fn explanation_without_an_index_lacks_the_forms_and_says_so() {
    let folder = Folder::new();
    folder
        .bilat(["explain", "exercis* country:kenya"])
        .stdout(
            "query (and (wildcard \"exercis*\") (field country (word \"kenya\")))\n\
             plan  (and (wildcard \"exercis*\") (country KEN))\n",
        )
        .stderr("note: index: no index here, so no forms of words are shown\n")
        .check();
}

#[test]
fn explanation_as_json_is_the_same() {
    let output = small().bilat(["explain", "tanks", "--format=json"]).output();
    let line: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(line["schema"], 1);
    assert_eq!(line["source"], "tanks");
    assert_eq!(line["query"], "(word \"tanks\")");
    assert_eq!(line["plan"], "(word \"tanks\")");
    let forms = json!([{"form": "tanks", "reports": 1, "weight": 1.0, "langs": []}]);
    assert_eq!(line["words"], json!([{"word": "(word \"tanks\")", "forms": forms}]));
}

#[test]
fn explanation_of_a_faulty_query_is_its_fault() {
    let output = small().bilat(["explain", "contry:serbia"]).outcome();
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("hint: write `country:serbia`"), "{}", output.stderr);
}

#[test]
fn words_that_nobody_wrote_are_named_with_similar_ones() {
    small()
        .bilat(["search", "joint exercize OR \"golden dragoon\""])
        .code(1)
        .stdout("no reports found\n")
        .stderr(
            "warning: no report holds `exercize`\n  joint exercize OR \"golden dragoon\"\n        ^^^^^^^^\n\
             hint: did you mean `exercise` (3 reports) or `exercises` (1 report)?\n\
             hint: write `joint exercise OR \"golden dragoon\"`\n\
             warning: no report holds `dragoon`\n  joint exercize OR \"golden dragoon\"\n                    ^^^^^^^^^^^^^^^^\n\
             hint: did you mean `dragon` (1 report)?\n",
        )
        .check();
    // In other programs the sign stands for any ending.
    small()
        .bilat(["search", "--all", "joint exerc!"])
        .code(1)
        .stdout("no reports found\n")
        .stderr("warning: no report holds `exerc`\n  joint exerc!\n        ^^^^^^\nhint: write `joint exerc*`\n")
        .check();
    // A word of which only inflections are there is named too, if nothing else is to blame.
    let output = small().bilat(["search", "--all", "kenya tanking"]).outcome();
    assert!(output.stderr.starts_with("warning: no report holds `tanking`"), "{}", output.stderr);
    assert!(small().bilat(["search", "tanking"]).outcome().stderr.is_empty());
    // One alternative that exists is enough, and words that exist apart are no fault of spelling.
    small().bilat(["search", "kenya (tanks OR zeppelin)"]).code(1).output();
    small()
        .bilat(["search", "zeppelin*"])
        .code(1)
        .stderr("warning: no word of a report fits\n  zeppelin*\n  ^^^^^^^^^\n")
        .output();
}

#[test]
fn pattern_that_fits_too_much_is_an_error_with_the_number() {
    let mut text = String::new();
    for number in 0..5_100 {
        let _ = write!(text, "w{number:04} ");
    }
    let folder = Folder::new().file("reports/a.txt", text).indexed();
    folder
        .bilat(["search", "\"w0001 w*\" OR v"])
        .code(2)
        .stderr(
            "error: 5100 words of the index fit, at most 5000 can be asked for\n  \"w0001 w*\" OR v\n         ^^\n\
             hint: write more letters before or after the open place\n",
        )
        .check();
    folder.bilat(["search", "\"w0001 w00*\"", "--count"]).stdout("1\n").check();
    let many = "w0* ".repeat(21);
    let refused = folder.bilat(["search", many.trim()]).outcome();
    let message = "error: 21000 words of the index fit up to here, at most 20000";
    assert!(refused.code == 2 && refused.stderr.starts_with(message), "{}", refused.stderr);
    assert_eq!(refused.stderr.matches("error").count(), 1);
    folder.bilat(["search", "/(w{999}){999}/", "--count"]).code(2).outcome();
}

#[test]
fn stopped_search_says_that_it_is_incomplete() {
    let engine = Engine::open(small().index(), date(2025, 6, 1)).expect("an index");
    let stop = Stop::when(Arc::new(AtomicBool::new(true)));
    for query in ["*", "exercise", "serbia NEAR/5 hungary", "exerc*"] {
        let (response, _) =
            engine.search_until(query, &Request::default(), &stop).expect("an answer");
        assert!(!response.complete, "{query}");
        let (response, _) = engine.search(query, &Request::default()).expect("an answer");
        assert!(response.complete && response.total > 0, "{query}");
    }
    small().bilat(["search", "kenya", "--timeout=1m", "--count"]).stdout("1\n").check();
    let refused = small().bilat(["search", "kenya", "--timeout=soon"]).outcome();
    assert!(refused.code == 2 && refused.stderr.contains("such as `2s`"), "{}", refused.stderr);
}
