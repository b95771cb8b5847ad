//! Dates of diplomatic documents, measured against the marks of their editors.
//!
//! 1. With `BILAT_SHARED` naming the folder of the shared material, of the dates that editors
//!    marked with a whole day in `data/text/frus.jsonl.zst` at least 97 % get the marked days; the
//!    counts are printed.
//! 2. The same with documents made up here, so that the comparison itself is tested.
//!
//! A date without its year is resolved from the date of its document.

use std::io::BufRead;

use bilat::lexicon::date::{Expression, Knowledge, resolve, scan};
use jiff::civil::Date;

use crate::shared;

/// A document with its marks.
#[derive(serde::Deserialize)]
struct Document {
    date: Option<String>,
    text: String,
    gold_dates: Vec<Mark>,
}

/// A date as the editors marked it: characters from `start` to `end`, and its value as in ISO.
#[derive(serde::Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    when: Option<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Marks with a whole day.
    marked: usize,
    right: usize,
    open: usize,
    wrong: usize,
    missed: usize,
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// First and last day of a mark, if both are whole days.
fn days(mark: &Mark) -> Option<(Date, Date)> {
    let when = mark.when.as_deref()?;
    let (first, last) = when.split_once('/').unwrap_or((when, when));
    Some((day(first)?, day(last)?))
}

/// The byte at which each character begins, and the end.
fn borders(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn count(lines: impl BufRead) -> Counts {
    let mut counts = Counts::default();
    for line in lines.lines() {
        let line = line.expect("a line of UTF-8");
        let document: Document = serde_json::from_str(&line).expect("a document");
        if document.gold_dates.is_empty() {
            continue;
        }
        let written = document.date.as_deref().and_then(day).map(|day| (day, day));
        let knowledge = Knowledge { written, ..Knowledge::default() };
        let borders = borders(&document.text);
        let found = scan(&document.text);
        for mark in &document.gold_dates {
            let Some(days) = days(mark) else { continue };
            let (start, end) = (borders[mark.start], borders[mark.end]);
            let touching: Vec<&Expression> = found
                .iter()
                .filter(|expression| expression.span.start < end && start < expression.span.end)
                .collect();
            let given: Vec<_> = touching
                .iter()
                .map(|expression| {
                    expression.days().or_else(|| resolve(expression, &knowledge).days)
                })
                .collect();
            counts.marked += 1;
            if touching.is_empty() {
                counts.missed += 1;
            } else if given.contains(&Some(days)) {
                counts.right += 1;
            } else if given.contains(&None) {
                counts.open += 1;
            } else {
                counts.wrong += 1;
            }
        }
    }
    counts
}

#[test]
fn marked_dates_get_their_days() {
    let Some(folder) = shared::folder("dates of diplomatic documents") else { return };
    let counts = count(shared::lines(&folder.join("data/text/frus.jsonl.zst")));
    let share = counts.right as f64 / counts.marked as f64;
    shared::say(&format!("dates of diplomatic documents: {counts:?}, right {share:.4}"));
    assert!(share >= 0.97);
}

#[test]
fn each_mark_is_counted_once() {
    let lines = [
        // Right in full, right from the document's date, another day, no date, half a date.
        r#"{"date":"1962-03-15","text":"\u00c9 March 11, 1962. On March 12 and on March 13, see him. In May.","gold_dates":[
            {"start":2,"end":16,"when":"1962-03-11T16:00:00"},
            {"start":21,"end":29,"when":"1962-03-12"},
            {"start":37,"end":45,"when":"1962-03-14"},
            {"start":47,"end":50,"when":"1962-03-13"},
            {"start":59,"end":62,"when":"1962-05"},
            {"start":59,"end":62,"when":null}]}"#,
        r#"{"date":null,"text":"On March 12.","gold_dates":[{"start":3,"end":11,"when":"1962-03-12"}]}"#,
        r#"{"date":null,"text":"On March 12, 1962","gold_dates":[]}"#,
    ];
    let lines = lines.map(|line| line.replace('\n', "")).join("\n");
    let expected = Counts { marked: 5, right: 2, open: 1, wrong: 1, missed: 1 };
    assert_eq!(count(lines.as_bytes()), expected);
}
