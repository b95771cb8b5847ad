//! Quantities in running text through the public API.
//!
//! 1. Every case of `tests/suite/quantity` is read as it says: numbers, things
//!    and units, and nothing beside them.
//! 2. Of arbitrary text the quantities are in order, apart, on character borders,
//!    with finite numbers, and apart from the places that are taken.
//! 3. Hostile text takes no longer than its length allows.

use bilat::lexicon::date;
use bilat::lexicon::quantity::{Approximate, Found, scan};
use bilat::span::Span;
use proptest::prelude::*;
use std::fmt::Write as _;

use crate::suite;

/// One text of a case file.
#[derive(serde::Deserialize)]
struct Case {
    language: String,
    text: String,
    quantities: Vec<String>,
}

fn cases() -> Vec<Case> {
    suite::cases("quantity").into_iter().map(|(_, case)| case).collect()
}

/// A quantity as the cases write it.
fn shown(found: &Found, text: &str) -> String {
    let sign = match found.approximate {
        Some(Approximate::About) => "~",
        Some(Approximate::MoreThan) => ">",
        Some(Approximate::UpTo) => "<=",
        None => "",
    };
    let mut shown = format!("{sign}{}", found.value);
    if let Some(to) = found.to {
        let _ = write!(shown, "..{to}");
    }
    if let Some(unit) = found.unit {
        let _ = write!(shown, " [{unit}]");
    }
    if let Some(what) = found.what {
        let _ = write!(shown, " {}", what.of(text));
    }
    shown
}

fn read(text: &str, language: &str) -> Vec<String> {
    let taken: Vec<Span> = date::scan(text).iter().map(|date| date.span).collect();
    scan(text, Some(language), &taken).iter().map(|found| shown(found, text)).collect()
}

#[test]
fn quantities_are_read_as_a_reader_reads_them() {
    let mut differences = String::new();
    for case in cases() {
        let found = read(&case.text, &case.language);
        if found != case.quantities {
            let _ = writeln!(
                differences,
                "{} `{}`\n  expected {:?}\n  found    {found:?}",
                case.language, case.text, case.quantities
            );
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn many_languages_have_cases() {
    let mut languages: Vec<String> = cases().into_iter().map(|case| case.language).collect();
    languages.sort();
    languages.dedup();
    assert!(languages.len() >= 30, "{languages:?}");
}

/// Pieces of which texts are made that look like quantities.
const PIECES: [&str; 24] = [
    "12", "1,315", "2.7", "٣٧٣", "two", "hundred", "million", "bn", " ", " ", "-", "–", "to", "€",
    "days", "soldiers", "of", "79項", "十", "余", "½", "й", "\n", "%",
];

fn check(text: &str, language: Option<&str>, taken: &[Span]) {
    let mut end = 0;
    for found in scan(text, language, taken) {
        assert!(found.span.start >= end && found.span.end > found.span.start, "{text}");
        assert!(text.get(found.span.start..found.span.end).is_some(), "{text}");
        assert!(found.what.is_none_or(|what| found.span.contains(what)), "{text}");
        assert!(found.value.is_finite() && found.to.is_none_or(f64::is_finite), "{text}");
        end = found.span.end;
    }
}

proptest! {
    #[test]
    fn of_any_text_quantities_are_in_order_and_apart(text in "\\PC{0,60}") {
        check(&text, Some("en"), &[]);
        check(&text, None, &[]);
    }

    #[test]
    fn of_text_full_of_numbers_too(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30),
        language in prop::sample::select(&["en", "fr", "ru", "hu", "zh", "xx"][..]),
    ) {
        check(&pieces.concat(), Some(language), &[]);
        check(&pieces.join(" "), Some(language), &[]);
    }
}

#[test]
fn what_is_taken_is_left_alone() {
    let text = "2000 soldiers and 30 sailors";
    assert_eq!(scan(text, Some("en"), &[Span::new(0, 4)]).len(), 1);
    assert_eq!(scan(text, Some("en"), &[Span::new(0, 4), Span::new(18, 20)]).len(), 0);
}

#[test]
fn hostile_texts_are_read() {
    // Where the cost grew with the square of the length, this would take minutes.
    for piece in
        ["1", "1,", "1 ", "1.111", "two ", "two-", "hundred ", "十", "$", "1-", "million ", "a'"]
    {
        let text = piece.repeat(20_000 / piece.len());
        check(&text, Some("en"), &[]);
    }
}
