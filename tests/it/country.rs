//! States in running text through the public API.
//!
//! 1. Every case of `tests/suite/country` is read as it says: which states are
//!    named, by which words, and in what way; a case that is marked as a known
//!    miss is still missed, and few are.
//! 2. Each language of the design has its cases.
//! 3. Of arbitrary text the mentions are in order, apart, on character borders.
//! 4. Hostile text takes no longer than ordinary text of its length.

use bilat::lexicon::country::scan;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::suite;

/// One text of a case file.
#[derive(serde::Deserialize)]
struct Case {
    language: String,
    text: String,
    /// `SRB government Belgrade`, or the code alone where words and kind are not the point.
    states: Vec<String>,
    /// A reader reads so, the rules do not.
    #[serde(default)]
    known_miss: bool,
}

/// Cases that the rules may miss.
const MOST_MISSES: usize = 12;

fn cases() -> Vec<Case> {
    suite::cases("country").into_iter().map(|(_, case)| case).collect()
}

/// Mentions as the cases write them.
fn read_out(text: &str, whole: bool) -> Vec<String> {
    let shown = scan(text).into_iter().map(|mention| {
        if whole {
            let kind = format!("{:?}", mention.kind).to_lowercase();
            format!("{} {kind} {}", mention.code, mention.span.of(text))
        } else {
            mention.code.to_string()
        }
    });
    shown.collect()
}

#[test]
fn states_are_read_as_a_reader_reads_them() {
    let mut differences = String::new();
    let mut misses = 0;
    for case in cases() {
        let whole = case.states.iter().any(|state| state.contains(' '));
        let found = read_out(&case.text, whole);
        misses += usize::from(case.known_miss);
        if (found == case.states) == case.known_miss {
            let note = if case.known_miss { "no longer missed" } else { "wrong" };
            let Case { language, text, states, .. } = case;
            let _ = writeln!(differences, "{language} {note}: {text}\n  {found:?}\n  {states:?}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(misses <= MOST_MISSES, "{misses} known misses");
}

#[test]
fn each_language_has_cases() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        *counts.entry(case.language).or_default() += 1;
    }
    for language in [
        "bg", "cs", "de", "el", "en", "es", "fr", "hu", "it", "mk", "pl", "pt", "ro", "ru", "sk",
        "sl", "sq", "sr", "tr", "uk",
    ] {
        assert!(counts.get(language).is_some_and(|&count| count >= 3), "{language}");
    }
}

#[test]
fn hostile_text_is_read() {
    // Where the cost grew with the square of the length, this would take minutes.
    let texts = [
        "indo-".repeat(40_000),
        "Belgrade and ".repeat(20_000),
        "Jordan, ".repeat(30_000),
        "ελληνοτουρκο".repeat(10_000),
        "in English, ".repeat(20_000),
        "Republic of ".repeat(20_000),
        "BELGRADE, ".repeat(20_000),
        "塞尔维亚".repeat(20_000),
        "a".repeat(300_000),
    ];
    for text in texts {
        let mut last = 0;
        for mention in scan(&text) {
            assert!(last <= mention.span.start && mention.span.start < mention.span.end);
            last = mention.span.end;
        }
        assert!(last <= text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn mentions_are_in_order_and_apart(words in prop::collection::vec(
        prop_oneof![
            "\\PC{0,6}",
            Just("Belgrade".to_owned()),
            Just("and".to_owned()),
            Just("Serbian".to_owned()),
            Just("–".to_owned()),
            Just("ελληνοτουρκικές".to_owned()),
            Just("3 May".to_owned()),
            Just("\n".to_owned()),
            Just("塞尔维亚".to_owned()),
        ],
        0..20,
    ), glue in prop_oneof![Just(""), Just(" "), Just("-"), Just(", ")]) {
        let text = words.join(glue);
        let mut last = 0;
        for mention in scan(&text) {
            prop_assert!(last <= mention.span.start && mention.span.start < mention.span.end);
            prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
            last = mention.span.end;
        }
    }
}
