//! `bilat status`: what the index holds and how the last run went.
//!
//! 1. Every figure, for a reader and as JSON.
//! 2. Without an index it says what to do.

use serde_json::{Value, json};

use crate::harness::{Folder, TODAY};

fn folder() -> Folder {
    Folder::new()
        .file("reports/a.txt", " date 2025-04-01 Serbia and Hungary signed a plan in Belgrade.")
        .file(
            "reports/b.txt",
            " date 2014-05 Die Minister haben in Wien einen Vertrag unterzeichnet.",
        )
        .file("reports/c.txt", "The ministers of France and Kenya met and spoke of the plan.")
        .file(
            "reports/d.jsonl",
            "{\"text\":\"The ministers of India and Mali met for talks.\"}\n{\n",
        )
        .file("reports/e.jpg", "x")
}

/// The status without what differs from run to run.
fn filtered(text: &str) -> String {
    let size = regex::Regex::new(r"size       [\d.]+ MB").expect("a constant");
    let time =
        regex::Regex::new(r"last run   \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").expect("a constant");
    let versions = regex::Regex::new(r"versions   .*").expect("a constant");
    let text = size.replace(text, "size       [size]");
    let text = time.replace(&text, "last run   [time]");
    versions.replace(&text, "versions   [versions]").into_owned()
}

#[test]
fn status_tells_what_the_index_holds() {
    let folder = folder();
    assert_eq!(folder.bilat(["index", "reports", TODAY]).outcome().code, 2);
    let expected = "\
index      index
collection reports
reports    4 in 4 files
dates      2014-05-01 to 2025-04-01
undated    2
languages  unknown 2, de 1, en 1
size       [size]
last run   [time]: 4 new, 0 changed, removed 0, skipped 2 (1 with trouble)
unread     d.jsonl
versions   [versions]
";
    assert_eq!(filtered(&folder.bilat(["status"]).output()), expected);
    let told: Value =
        serde_json::from_str(&folder.bilat(["status", "--format=json"]).output()).expect("JSON");
    for (key, value) in [
        ("schema", json!(1)),
        ("index", json!("index")),
        ("reports", json!(4)),
        ("files", json!(4)),
        ("undated", json!(2)),
        ("first", json!("2014-05-01")),
        ("last", json!("2025-04-01")),
        (
            "languages",
            json!([{"lang": null, "reports": 2}, {"lang": "de", "reports": 1}, {"lang": "en", "reports": 1}]),
        ),
        ("unread", json!(["d.jsonl"])),
        ("outdated", json!(false)),
    ] {
        assert_eq!(told[key], value, "{key}");
    }
    assert_eq!(told["collections"][0]["shown"], "reports");
    assert_eq!(told["last_run"]["finished"], true);
    assert_eq!(told["last_run"]["added"], 4);
    assert!(told["bytes"].as_u64().is_some_and(|bytes| bytes > 1_000));
    for key in ["analyzer", "extraction", "names"] {
        assert!(told["versions"][key].is_number(), "{key}");
    }
}

#[test]
fn status_without_an_index_says_what_to_do() {
    let said = "bilat: index: no index here\n\
                hint: make one with `bilat index PATH`, or name another folder with `--index DIR`\n";
    Folder::new().bilat(["status"]).code(2).stderr(said).check();
}
