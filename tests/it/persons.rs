//! Persons in sentences of many languages.
//!
//! 1. Every row of `tests/suite/people/sentences.tsv` gives its persons, and no
//!    others, with rank or office, country and number of mentions.
//! 2. The rows stand for thirty languages at least, and for sentences without a
//!    person.
//! 3. Each mention holds the bytes of the text that it says it does.

use std::collections::BTreeSet;

use bilat::ingest::extract;
use bilat::report::Report;
use bilat::report::raw::RawDocument;
use jiff::civil::date;

use crate::suite;

/// Language, sentence and persons of each row.
fn rows() -> Vec<[String; 3]> {
    suite::rows("people/sentences.tsv")
}

fn report(text: &str) -> Report {
    let raw = RawDocument {
        id: "case".into(),
        path: "case".into(),
        url: None,
        title: None,
        lang: None,
        declared: Vec::new(),
        body: text.to_owned(),
        extra: serde_json::Map::new(),
        notes: Vec::new(),
    };
    extract::report(raw, String::new(), date(2026, 11, 21))
}

fn shown(report: &Report) -> String {
    let persons = report.people.iter().map(|person| {
        let country = person.country.map(|code| code.to_string()).unwrap_or_default();
        let role = person.role.as_deref().unwrap_or_default();
        format!("{} | {role} | {country} | {}", person.name, person.mentions.len())
    });
    persons.collect::<Vec<_>>().join("; ")
}

#[test]
fn sentences_give_their_persons() {
    let mut differences = Vec::new();
    for [language, text, expected] in rows() {
        let found = shown(&report(&text));
        if found != expected {
            differences.push(format!("{language}: {text}\n  {expected}\n  {found}"));
        }
    }
    assert!(differences.is_empty(), "expected and found:\n{}", differences.join("\n"));
}

#[test]
fn sentences_stand_for_many_languages() {
    let rows = rows();
    let languages: BTreeSet<&str> = rows.iter().map(|[language, ..]| language.as_str()).collect();
    assert!(languages.len() >= 30 && rows.len() >= 120, "{} {}", languages.len(), rows.len());
    let empty = rows.iter().filter(|[_, _, persons]| persons.is_empty()).count();
    assert!(empty >= 10, "{empty} without a person");
}

#[test]
fn mentions_hold_what_they_say() {
    for [_, text, _] in rows() {
        let report = report(&text);
        for mention in report.people.iter().flat_map(|person| &person.mentions) {
            assert_eq!(mention.span.of(&report.body), mention.text, "{text}");
        }
    }
}
