//! Sentences and paragraphs through the public API.
//!
//! 1. Every case of `tests/suite/sentence` is cut as it says; a case that is
//!    marked as a known miss is still missed, and few are.
//! 2. Each language of the design has its cases.
//! 3. Of arbitrary text the spans are in order, apart, trimmed, on character
//!    borders; each letter and digit lies in one sentence, each sentence in one
//!    paragraph.
//! 4. A text is cut in the same way whatever paragraph follows it or precedes it.
//! 5. Hostile text takes no longer than ordinary text of its length.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bilat::analyze::sentence::{paragraphs, sentences};
use bilat::span::Span;
use proptest::prelude::*;

use crate::suite;

/// One text of a case file.
#[derive(serde::Deserialize)]
struct Case {
    language: String,
    text: String,
    sentences: Vec<String>,
    /// A reader cuts so, the rules do not.
    #[serde(default)]
    known_miss: bool,
}

/// Cases that the rules may miss.
const MOST_MISSES: usize = 10;

fn cases() -> Vec<Case> {
    suite::cases("sentence").into_iter().map(|(_, case)| case).collect()
}

fn cut(text: &str) -> Vec<&str> {
    sentences(text).iter().map(|span| span.of(text)).collect()
}

#[test]
fn sentences_are_cut_as_a_reader_cuts_them() {
    let mut differences = String::new();
    let mut misses = 0;
    for case in cases() {
        let found = cut(&case.text);
        misses += usize::from(case.known_miss);
        match (found == case.sentences, case.known_miss) {
            (true, true) => {
                let _ = writeln!(differences, "no longer missed: {:?}\n", case.text);
            }
            (false, false) => {
                let _ = writeln!(
                    differences,
                    "{}: {:?}\n--- expected\n{}\n--- found\n{}\n",
                    case.language,
                    case.text,
                    case.sentences.join("\n"),
                    found.join("\n"),
                );
            }
            _ => {}
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
    assert!(misses <= MOST_MISSES, "{misses} known misses");
}

#[test]
fn every_language_has_cases() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        *counts.entry(case.language).or_default() += 1;
    }
    for language in [
        "ar", "bg", "bs", "cs", "de", "el", "en", "es", "fr", "hr", "hu", "it", "mk", "pl", "pt",
        "ro", "ru", "sk", "sl", "sq", "sr", "sr-Cyrl", "tr", "uk", "zh",
    ] {
        let least = if language == "en" { 60 } else { 8 };
        let count = counts.get(language).copied().unwrap_or_default();
        assert!(count >= least, "{language}: {count} cases");
    }
}

/// Text of the pieces that matter here, in any order.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        ". ",
        ".",
        "! ",
        "?",
        "…",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        " \n \n",
        ";",
        ": ",
        ", ",
        " ",
        "\u{a0}",
        "\t",
        "\"",
        "“",
        "”",
        "„",
        "«",
        "» ",
        "(",
        ") ",
        "[1]",
        "[...]",
        "- ",
        "– ",
        "* ",
        "# ",
        "• ",
        "1. ",
        "2) ",
        "14",
        "2024",
        "2.5",
        "U.S.",
        "Lt",
        "Gen",
        "p.m",
        "No",
        "itd",
        "т.д",
        "г",
        "z",
        "B",
        "A",
        "В",
        "The ",
        "the ",
        "Ministar",
        "juna",
        "Juni",
        "II",
        "Ё",
        "ё",
        "ő",
        "é",
        "e\u{301}",
        "ß",
        "İ",
        "да",
        "Ποιος;",
        "مرحبا",
        "؟",
        "۔",
        "会",
        "。",
        "！",
        "”",
        "说",
        "=====",
        "|",
        "\u{ad}",
        "\u{200b}",
        "😀",
        "www.a.org",
        "a@b.org",
        "-",
        "'",
        "’",
        "º",
        "²",
        "Ⅳ",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn check_spans(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for span in spans {
        prop_assert!(span.start >= last && span.end > span.start && span.end <= text.len());
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        let part = span.of(text);
        prop_assert_eq!(part, part.trim());
        let between = text.get(last..span.start).unwrap_or_default();
        prop_assert!(!between.contains(char::is_alphanumeric), "{:?} is left out", between);
        last = span.end;
    }
    prop_assert!(!text.get(last..).unwrap_or_default().contains(char::is_alphanumeric));
    Ok(())
}

proptest! {
    #[test]
    fn spans_cover_every_letter_in_order(text in text()) {
        let (sentences, paragraphs) = (sentences(&text), paragraphs(&text));
        check_spans(&text, &sentences)?;
        check_spans(&text, &paragraphs)?;
        for sentence in sentences {
            prop_assert!(paragraphs.iter().any(|paragraph| paragraph.contains(sentence)));
        }
    }

    #[test]
    fn a_text_is_cut_alike_before_any_paragraph(text in text(), more in text()) {
        let both = format!("{text}\n\n{more}");
        let alone = sentences(&text);
        let together = sentences(&both);
        prop_assert_eq!(&alone, &together[..alone.len().min(together.len())]);
    }

    #[test]
    fn a_text_is_cut_alike_after_any_paragraph(text in text(), earlier in text()) {
        let both = format!("{earlier}\n\n{text}");
        let from = earlier.len() + 2;
        let alone: Vec<_> = sentences(&text).iter().map(|span| span.shifted(from)).collect();
        let together = sentences(&both);
        prop_assert_eq!(&alone, &together[together.len().saturating_sub(alone.len())..]);
    }

    #[test]
    fn each_paragraph_is_cut_as_if_alone(text in text()) {
        let mut found = Vec::new();
        for paragraph in paragraphs(&text) {
            let part = paragraph.of(&text);
            found.extend(sentences(part).iter().map(|span| span.shifted(paragraph.start)));
        }
        prop_assert_eq!(found, sentences(&text));
    }
}

#[test]
fn hostile_text_is_cut_at_once() {
    for piece in [
        ".",
        ". ",
        "a.",
        "a. ",
        "A. ",
        "?",
        "…",
        "\n",
        "\n\n",
        "\n ",
        " ",
        "\"",
        ".\"",
        ") ",
        "(",
        "[1]",
        ". -",
        ".\n",
        "1. ",
        "1.\n",
        "- ",
        ";",
        "α;",
        "。",
        "”",
        "。”",
        "a",
        "。” ",
        ". \u{a0}»",
        "U.S. ",
        "e\u{301}",
        "a-",
        "a.-",
        ".\u{301}",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        // Where the cost grew with the square of the length, this would take minutes.
        let mut last = 0;
        for sentence in sentences(&text) {
            assert!(last <= sentence.start && sentence.start < sentence.end, "{piece:?}");
            last = sentence.end;
        }
        assert!(last <= text.len(), "{piece:?}");
    }
}
