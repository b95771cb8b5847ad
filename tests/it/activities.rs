//! What reports tell of, and how far it has come.
//!
//! 1. The short reports of `tests/suite/activities/reports.tsv` have exactly
//!    these kinds with these statuses.
//! 2. A kind that a long report only touches is kept, apart from what it is about.
//! 3. A kind told in passing, late in a long report, is none of the record, and
//!    neither is one that only the furniture of the page names.

use std::collections::BTreeSet;

use bilat::ingest::extract;
use bilat::lexicon::activity::Kind;
use bilat::report::raw::RawDocument;
use bilat::report::{Activity, Report};
use jiff::civil::date;

use crate::suite;

fn report(lang: Option<&str>, body: &str) -> Report {
    let document = RawDocument {
        id: "a.txt".to_owned(),
        path: "a.txt".to_owned(),
        lang: lang.map(str::to_owned),
        body: body.to_owned(),
        ..RawDocument::default()
    };
    extract::report(document, String::new(), date(2026, 11, 21))
}

fn told(report: &Report) -> BTreeSet<String> {
    report.subject_activities().map(name).collect()
}

fn name(told: &Activity) -> String {
    match told.status {
        Some(status) => format!("{}/{status}", told.kind),
        None => told.kind.to_string(),
    }
}

#[test]
fn short_reports_tell_what_they_tell() {
    let mut languages = BTreeSet::new();
    let mut faults = Vec::new();
    let rows = suite::rows("activities/reports.tsv");
    for [lang, expected, text] in &rows {
        languages.insert(lang.as_str());
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        let found = told(&report(Some(lang), &text.replace(" / ", "\n")));
        if found != expected {
            faults.push(format!("{lang}: {text}\n  {found:?}, expected {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(rows.len() >= 120 && languages.len() >= 30, "{} {}", rows.len(), languages.len());
}

#[test]
fn what_is_told_aside_is_kept_apart() {
    let filler =
        "The weather in the valley stayed mild and dry for the whole of that day. ".repeat(60);
    for (aside, expected) in [
        (
            "Forty officers trained in Rennes last year: they completed a training course.",
            "training/held",
        ),
        ("A joint exercise was called off.", "exercise/cancelled"),
        ("They will buy radars.", "arms/planned"),
        ("The border is long. The radars are old.", ""),
    ] {
        let body = format!("The ministers met in Oslo on Monday. {filler}{aside}");
        let report = report(Some("en"), &body);
        assert_eq!(report.kinds(), [Kind::Meeting], "{aside}");
        let minor = report.activities.iter().filter(|told| !told.subject).map(name);
        assert_eq!(minor.collect::<Vec<_>>().join(" "), expected, "{aside}");
    }
}

#[test]
fn words_in_passing_and_furniture_tell_nothing() {
    let filler =
        "The weather in the valley stayed mild and dry for the whole of that day. ".repeat(30);
    for (body, expected) in [
        (format!("The ministers met in Oslo. {filler} There are tanks in the yard."), "meeting"),
        (
            format!(
                "The ministers met in Oslo. {filler} They bought tanks in May. {filler} Tanks are \
                 old. {filler} They sold missiles in June. {filler} They bought tanks."
            ),
            "arms meeting",
        ),
        (
            "The ministers met in Oslo on Monday.\n\nRead also:\nAn exercise in Norway\nA parade"
                .to_owned(),
            "meeting",
        ),
    ] {
        let found: BTreeSet<String> =
            report(Some("en"), &body).kinds().iter().map(ToString::to_string).collect();
        let expected: BTreeSet<String> = expected.split(' ').map(str::to_owned).collect();
        assert_eq!(found, expected, "{body}");
    }
}
