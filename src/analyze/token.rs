//! Words: where they begin and end.
//!
//! A word is a run of letters, digits and the marks that belong to them. All
//! else separates, also apostrophes, hyphens and dots: `F-16`, `l'Otan` and
//! `U.S.` are two words each in documents and queries alike, and a query for
//! them asks for the two in a row. Scripts that are written without blanks
//! (Han, kana, Thai, Lao, Khmer, Myanmar) give one word a character, so that a
//! query for a run of them finds it anywhere.

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::ascii;
use crate::lexicon::fold::{fold_into, is_ignorable};
use crate::span::Span;

/// The words of `text`, in order.
///
/// ```
/// use bilat::analyze::token::words;
///
/// let text = "Szalay-Bobrovniczky's F-16, 79 drills";
/// let found: Vec<_> = words(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Szalay", "Bobrovniczky", "s", "F", "16", "79", "drills"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The folded words of `text`, as the index holds them.
pub fn folded(text: &str) -> Vec<String> {
    words(text)
        .map(|span| {
            let mut word = String::new();
            fold_into(span.of(text), &mut word);
            word
        })
        .collect()
}

/// Iterator over the spans of words; made by [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        // The start of a word.
        let start = loop {
            at = ascii::skip_signs(bytes, at);
            // Most words are of plain letters alone.
            if let Some(end) = ascii::plain_word(bytes, at) {
                self.at = end;
                return Some(Span::new(at, end));
            }
            if bytes.get(at)?.is_ascii() {
                break at;
            }
            let character = self.text[at..].chars().next()?;
            match class(character) {
                Class::Alone => {
                    self.at = at + character.len_utf8();
                    return Some(Span::new(at, self.at));
                }
                Class::Letter => break at,
                Class::Inside | Class::Between => at += character.len_utf8(),
            }
        };
        // Its end.
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                if !byte.is_ascii_alphanumeric() {
                    break;
                }
                at += 1;
            } else {
                let Some(character) = self.text[at..].chars().next() else { break };
                match class(character) {
                    Class::Letter | Class::Inside => at += character.len_utf8(),
                    Class::Alone | Class::Between => break,
                }
            }
        }
        self.at = at;
        Some(Span::new(start, at))
    }
}

enum Class {
    /// Begins or continues a word.
    Letter,
    /// Continues a word.
    Inside,
    /// Is a word.
    Alone,
    /// Separates words.
    Between,
}

fn class(character: char) -> Class {
    if is_unspaced(character) {
        Class::Alone
    } else if character.is_alphanumeric() {
        Class::Letter
    } else if is_combining_mark(character) || is_ignorable(character) {
        Class::Inside
    } else {
        Class::Between
    }
}

/// Letters of scripts that put no blanks between words.
fn is_unspaced(character: char) -> bool {
    matches!(u32::from(character),
        0x0e01..=0x0eff // Thai, Lao
        | 0x1000..=0x109f // Myanmar
        | 0x1780..=0x17d3 // Khmer
        | 0x3040..=0x30ff | 0x31f0..=0x31ff // kana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff // Han
    ) && character.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_documented() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            (" -- ", &[]),
            ("l'Otan d’Orbán", &["l", "Otan", "d", "Orbán"]),
            ("e\u{301}tat", &["e\u{301}tat"]),
            ("Ле́нин", &["Ле́нин"]),
            ("U.S. 1,200", &["U", "S", "1", "200"]),
            ("中国军队 2024", &["中", "国", "军", "队", "2024"]),
            ("co\u{ad}operation", &["co\u{ad}operation"]),
            ("\u{301}x", &["x"]),
            ("سلام عليكم", &["سلام", "عليكم"]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = words(text).map(|span| span.of(text)).collect();
            assert_eq!(&found, expected, "{text:?}");
        }
    }

    #[test]
    fn folded_words_are_what_a_query_compares() {
        assert_eq!(folded("Genç KIZ, co\u{ad}op"), ["genc", "kiz", "coop"]);
    }
}
