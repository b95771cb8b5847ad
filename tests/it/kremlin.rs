//! States that a report is about, against the marks of editors on press items of one host.
//!
//! The collection is not part of the repository: it is read from the folder
//! that `BILAT_SHARED` names, and without it there is nothing to measure.
//!
//! 1. Of the items with marked states, a marked one is among the first three
//!    that are not the host in [`LEAST_AMONG_THREE`] of all: those of the
//!    subject pairs first, then by prominence.
//! 2. Where the first subject pair is one of the host, the other state is
//!    marked in [`LEAST_OF_FIRST_PAIRS`] of all.

use std::io::BufRead as _;
use std::path::Path;

use bilat::ingest::extract;
use bilat::lexicon::country::{self, Code};
use bilat::report::Report;
use bilat::report::raw::RawDocument;
use jiff::civil::date;
use serde_json::Value;

use crate::shared;

const LEAST_AMONG_THREE: f64 = 0.92;

const LEAST_OF_FIRST_PAIRS: f64 = 0.9;

/// The state whose press office wrote the items; it is never marked.
const HOST: &str = "RUS";

/// An item with its marks.
struct Item {
    report: Report,
    marked: Vec<Code>,
}

/// The items that have marks.
fn items(folder: &Path) -> Vec<Item> {
    let lines = shared::lines(&folder.join("data/text/kremlin.jsonl.zst")).lines();
    let items = lines.filter_map(|line| {
        let line = line.expect("lines of text");
        let value: Value = serde_json::from_str(&line).expect("JSON");
        let marks = value["gold_countries"].as_array().expect("marks");
        let marked: Vec<Code> = marks
            .iter()
            .filter_map(|mark| country::find(mark["iso2"].as_str()?).first().copied())
            .filter(|code| code.as_str() != HOST)
            .collect();
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let document = RawDocument {
            id: text("id"),
            title: Some(text("title")),
            body: text("text"),
            ..RawDocument::default()
        };
        let read_on = date(2026, 11, 21);
        (!marked.is_empty())
            .then(|| Item { report: extract::report(document, String::new(), read_on), marked })
    });
    items.collect()
}

/// States other than the host, those of subject pairs first.
fn order(report: &Report) -> Vec<Code> {
    let mut order: Vec<Code> = Vec::new();
    let subjects = report.subjects().flat_map(|dyad| dyad.countries);
    for code in subjects.chain(report.countries.iter().map(|country| country.code)) {
        if code.as_str() != HOST && !order.contains(&code) {
            order.push(code);
        }
    }
    order
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(part as u32) / f64::from(whole.max(1) as u32)
}

#[test]
fn marked_states_come_first() {
    let Some(folder) = shared::folder("states that press items are about") else { return };
    let items = items(&folder);
    assert!(items.len() > 500, "only {} items have marks", items.len());
    let mut missed = Vec::new();
    let (mut first_pairs, mut of_marked) = (0, 0);
    for Item { report, marked } in &items {
        let order = order(report);
        if !order.iter().take(3).any(|code| marked.contains(code)) {
            missed.push(format!("{}: {:?} {marked:?} {order:?}", report.id, report.title));
        }
        let first = report.subjects().next().map(|dyad| dyad.countries);
        let partner = first.filter(|pair| pair.iter().any(|code| code.as_str() == HOST));
        if let Some(pair) = partner {
            first_pairs += 1;
            of_marked += usize::from(pair.iter().any(|code| marked.contains(code)));
        }
    }
    let among_three = 1.0 - share(missed.len(), items.len());
    let of_first_pairs = share(of_marked, first_pairs);
    let figures = format!(
        "{among_three:.4} of {} items among three, {of_first_pairs:.4} of {first_pairs} first pairs",
        items.len()
    );
    shared::say(&format!("states that press items are about: {figures}"));
    let enough = among_three >= LEAST_AMONG_THREE && of_first_pairs >= LEAST_OF_FIRST_PAIRS;
    assert!(enough, "{figures}\n{}", missed.join("\n"));
}
