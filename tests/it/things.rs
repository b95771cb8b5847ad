//! Named things in running text: organisations, places, exercises, equipment.
//!
//! 1. Every case of `tests/suite/things` is read as it says: which things are
//!    named, where, of which state; a case that is marked as a known miss is
//!    still missed, and few are.
//! 2. Each of the languages has its cases, and there are a hundred and more.
//! 3. Of arbitrary text the mentions lie in the body as they say.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use bilat::ingest::extract;
use bilat::ingest::read::{self, Format, SourceFile};
use bilat::report::{Named, Report};
use jiff::civil::date;
use proptest::prelude::*;

use crate::suite;

/// One text of a case file.
#[derive(serde::Deserialize)]
struct Case {
    language: String,
    text: String,
    /// `place Szeged HUN: Szegeden`; what is held back stands behind the colon as often as named.
    things: Vec<String>,
    /// A reader reads so, the rules do not.
    #[serde(default)]
    known_miss: bool,
}

/// Cases that the rules may miss.
const MOST_MISSES: usize = 20;

fn report(text: &str) -> Option<Report> {
    let path = "case.txt";
    let format = Format::of(Path::new(path))?;
    let document = read::document(&SourceFile::named(path, format), text.as_bytes()).ok()?;
    Some(extract::report(document.raw, String::new(), date(2026, 11, 21)))
}

/// The lists of a report with the names of their sorts.
fn lists(report: &Report) -> [(&'static str, &[Named]); 4] {
    [
        ("org", &report.organisations),
        ("place", &report.places),
        ("exercise", &report.exercises),
        ("equipment", &report.equipment),
    ]
}

/// Things as the cases write them.
fn read_out(text: &str) -> Vec<String> {
    let report = report(text).expect("a report");
    let shown = lists(&report).into_iter().flat_map(|(sort, list)| {
        list.iter().map(move |named| {
            let edition = named.edition.iter().map(|edition| format!(" [{edition}]"));
            let country = named.country.iter().map(|code| format!(" {code}"));
            let more: String = edition.chain(country).collect();
            let mentions: Vec<&str> =
                named.mentions.iter().map(|mention| mention.text.as_str()).collect();
            format!("{sort} {}{more}: {}", named.name, mentions.join("; "))
        })
    });
    shown.collect()
}

#[test]
fn things_are_read_as_a_reader_reads_them() {
    let mut differences = String::new();
    let mut misses = 0;
    for (file, case) in suite::cases::<Case>("things") {
        let found = read_out(&case.text);
        misses += usize::from(case.known_miss);
        if (found == case.things) == case.known_miss {
            let note = if case.known_miss { "no longer missed" } else { "wrong" };
            let Case { language, text, things, .. } = case;
            let _ = writeln!(
                differences,
                "{file} {language} {note}: {text}\n  is {found:?}\n  not {things:?}"
            );
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(misses <= MOST_MISSES, "{misses} known misses");
}

#[test]
fn many_languages_have_cases() {
    let cases = suite::cases::<Case>("things");
    let languages: BTreeSet<&str> = cases.iter().map(|(_, case)| case.language.as_str()).collect();
    assert!(languages.len() >= 30, "{languages:?}");
    assert!(cases.len() >= 150, "{}", cases.len());
}

proptest! {
    #[test]
    fn mentions_lie_in_the_body(text in "(NATO|Army|of|the|in|„|“|\\(|\\)|[A-ZČЖ][a-zčж]{1,6}|[A-Z]{2,5}|[0-9]{1,4}|vežba|brigada|base|国防部|演习|القوات|-|\\.|,|\n| ){0,40}") {
        let Some(report) = report(&text) else { return Ok(()) };
        for (_, list) in lists(&report) {
            for named in list {
                prop_assert!(!named.name.is_empty() && !named.key.is_empty());
                prop_assert!(!named.mentions.is_empty());
                for mention in &named.mentions {
                    prop_assert_eq!(mention.span.of(&report.body), mention.text.as_str());
                }
            }
        }
    }
}
