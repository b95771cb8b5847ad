//! A fast look at every word: most are passed over without being looked up.
//!
//! Takes the bytes of a text, gives one by one the places where an expression
//! may begin: a digit, an East Asian character, or a word whose folded letters
//! hash to that of a word of the tables. One table folds a letter at a time;
//! letters that fold to several are left to the slow way.

use std::sync::LazyLock;

use crate::lexicon::date::word;
use crate::lexicon::fold::{fold, is_ignorable};

/// Where an expression may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A run of digits.
    Digits {
        /// Its first byte.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
    /// A word.
    Word {
        /// Its first byte.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
    /// A character of an East Asian script.
    EastAsian {
        /// Its first byte.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
}

/// Characters up to here are folded by the table: the alphabets of Europe and the Near East.
const TABLE: usize = 0x700;

/// No letter.
const BORDER: u16 = 0;
/// A mark or joiner inside a word.
const SKIP: u16 = 1;
/// A letter that folds to several.
const SEVERAL: u16 = 2;
/// A digit.
const DIGIT: u16 = 3;

static FOLDED: LazyLock<Box<[u16; TABLE]>> = LazyLock::new(|| {
    let mut table = Box::new([BORDER; TABLE]);
    for (place, folded) in (0_u32..).zip(table.iter_mut()) {
        let Some(character) = char::from_u32(place) else { continue };
        *folded = if super::cursor::is_digit(character) {
            DIGIT
        } else if !word::is_letter(character) {
            BORDER
        } else if is_ignorable(character) {
            SKIP
        } else {
            let plain = fold(&character.to_string());
            let mut letters = plain.chars();
            match (letters.next(), letters.next()) {
                (None, _) => SKIP,
                (Some(letter), None) => u16::try_from(u32::from(letter)).unwrap_or(SEVERAL),
                _ => SEVERAL,
            }
        };
    }
    table
});

/// Bits of the sieve; with some five thousand first words one word in thirteen passes by chance.
const BITS: usize = 1 << 16;

/// The hashes of all words that an expression may begin with.
static SIEVE: LazyLock<Box<[u64; BITS / 64]>> = LazyLock::new(|| {
    let mut sieve = Box::new([0; BITS / 64]);
    for (form, node) in word::nodes() {
        if node.opens() {
            let place = form.chars().fold(0, |hash, letter| step(hash, u32::from(letter))) >> 48;
            if let Some(bits) = sieve.get_mut(place as usize / 64) {
                *bits |= 1 << (place % 64);
            }
        }
    }
    sieve
});

fn step(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// The places of a text where an expression may begin.
pub(super) struct Places<'text> {
    text: &'text str,
    at: usize,
    folded: &'static [u16; TABLE],
    sieve: &'static [u64; BITS / 64],
}

impl<'text> Places<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, at: 0, folded: &FOLDED, sieve: &SIEVE }
    }

    /// Goes on behind byte `at`, which is a character border.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    /// The character at byte `at`, as the table has it, and its length; only for what is no ASCII.
    fn beyond_ascii(&self, at: usize) -> (u32, usize) {
        let bytes = self.text.as_bytes();
        let tail = |place: usize| u32::from(bytes.get(at + place).copied().unwrap_or(0) & 0x3f);
        let first = u32::from(bytes.get(at).copied().unwrap_or(0));
        match first {
            0xc0..=0xdf => ((first & 0x1f) << 6 | tail(1), 2),
            0xe0..=0xef => ((first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
            _ => ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
        }
    }

    fn class(&self, code: u32) -> u16 {
        match self.folded.get(code as usize) {
            Some(folded) => *folded,
            // Georgian folds to itself; its capitals are further on.
            None if (0x10d0..=0x10ff).contains(&code) => code as u16,
            None if (0x1c90..=0x1fff).contains(&code) => SEVERAL,
            None => BORDER,
        }
    }

    fn passes(&self, hash: u64) -> bool {
        let place = hash >> 48;
        self.sieve.get(place as usize / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let first = *bytes.get(start)?;
            let (code, length) =
                if first < 0x80 { (u32::from(first), 1) } else { self.beyond_ascii(start) };
            match self.class(code) {
                BORDER | SKIP => {
                    self.at = start + length;
                    if code >= 0x2e80 && char::from_u32(code).is_some_and(word::is_east_asian) {
                        return Some(Place::EastAsian { start, end: self.at });
                    }
                }
                DIGIT => {
                    let mut end = start + length;
                    while let Some(next) = bytes.get(end) {
                        let (code, length) = if *next < 0x80 {
                            (u32::from(*next), 1)
                        } else {
                            self.beyond_ascii(end)
                        };
                        if self.class(code) != DIGIT {
                            break;
                        }
                        end += length;
                    }
                    self.at = end;
                    return Some(Place::Digits { start, end });
                }
                mut letter => {
                    let mut hash = 0;
                    let mut several = false;
                    let mut end = start + length;
                    loop {
                        match letter {
                            SKIP => {}
                            SEVERAL => several = true,
                            _ => hash = step(hash, u32::from(letter)),
                        }
                        let Some(next) = bytes.get(end) else { break };
                        let (code, length) = if *next < 0x80 {
                            (u32::from(*next), 1)
                        } else {
                            self.beyond_ascii(end)
                        };
                        letter = self.class(code);
                        if matches!(letter, BORDER | DIGIT) {
                            break;
                        }
                        end += length;
                    }
                    self.at = end;
                    if several || self.passes(hash) {
                        return Some(Place::Word { start, end });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        Places::new(text)
            .map(|place| match place {
                Place::Digits { start, end }
                | Place::Word { start, end }
                | Place::EastAsian { start, end } => &text[start..end],
            })
            .collect()
    }

    #[test]
    fn every_word_that_opens_an_expression_is_found_in_any_case() {
        for (form, node) in word::nodes() {
            // Folding takes Hangul apart, which texts write whole.
            let hangul = |letter| ('\u{1100}'..='\u{11ff}').contains(&letter);
            let letters = form.chars().all(|letter| word::is_letter(letter) && !hangul(letter));
            if node.opens() && letters && form.len() <= word::LONGEST {
                assert_eq!(places(form), [form]);
                let capitals = form.to_uppercase();
                assert_eq!(places(&capitals), [capitals.as_str()]);
            }
        }
    }

    #[test]
    fn marks_do_not_hide_a_word() {
        for text in ["Yesterday", "mañana", "man\u{303}ana", "вчера", "Среда́", "šeštadienis"]
        {
            assert_eq!(places(text), [text], "{text}");
        }
    }

    #[test]
    fn digits_of_both_kinds_and_signs_are_places() {
        assert_eq!(places("12 ٠٨, 今x"), ["12", "٠٨", "今"]);
    }

    #[test]
    fn most_words_are_passed_over() {
        let text = "The ministers discussed cooperation between both armies and agreed on training";
        assert!(places(text).len() < 4, "{:?}", places(text));
    }
}
