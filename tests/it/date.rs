//! Date expressions through the public API.
//!
//! 1. Every case of `tests/suite/date` is read as it says: which words are a
//!    date, and what is written there. A case that is marked as a known miss is
//!    still missed, and few are.
//! 2. Each language of the design has its cases, and among them texts with
//!    numbers and words of time that are no dates.
//! 3. A text is read in the same way between other paragraphs.
//! 4. Words that are a date in one language only are read in that language only.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bilat::lexicon::date::scan;

use crate::suite;

/// One text of a case file.
#[derive(serde::Deserialize)]
struct Case {
    text: String,
    /// Words and reading of each expression, as `words | reading`.
    dates: Vec<String>,
    /// A reader finds these, the rules do not.
    #[serde(default)]
    known_miss: bool,
}

/// Cases that the rules may miss.
const MOST_MISSES: usize = 10;

/// All cases with the language of their file.
fn cases() -> Vec<(String, Case)> {
    suite::cases("date")
}

fn read(text: &str) -> Vec<String> {
    scan(text)
        .iter()
        .map(|expression| format!("{} | {expression}", expression.span.of(text)))
        .collect()
}

#[test]
fn dates_are_read_as_a_reader_reads_them() {
    let mut differences = String::new();
    let mut misses = 0;
    for (language, case) in cases() {
        let found = read(&case.text);
        misses += usize::from(case.known_miss);
        match (found == case.dates, case.known_miss) {
            (true, true) => {
                let _ = writeln!(differences, "no longer missed: {:?}", case.text);
            }
            (false, false) => {
                let _ = writeln!(
                    differences,
                    "{language}: {}\n    expected {:?}\n    found    {found:?}",
                    case.text, case.dates
                );
            }
            _ => {}
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
    assert!(misses <= MOST_MISSES, "{misses} known misses");
}

#[test]
fn every_language_has_dates_and_what_is_none() {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (language, case) in cases() {
        let (with, without) = counts.entry(language).or_default();
        *with += usize::from(!case.dates.is_empty());
        *without += usize::from(case.dates.is_empty());
    }
    for language in [
        "ar", "bg", "bs", "cs", "de", "el", "en", "es", "fr", "hr", "hu", "it", "mk", "pl", "pt",
        "ro", "ru", "sk", "sl", "sq", "sr", "tr", "uk", "zh",
    ] {
        let (with, without) = counts.get(language).copied().unwrap_or_default();
        assert!(
            with >= 9 && without >= 2,
            "{language}: {with} cases with dates, {without} without"
        );
    }
}

#[test]
fn a_text_is_read_alike_between_other_paragraphs() {
    for (_, case) in cases() {
        let alone = read(&case.text);
        let among = format!("Abc abc 7 abc.\n\n{}\n\nAbc abc abc 7.", case.text);
        assert_eq!(read(&among), alone, "{}", case.text);
    }
}
