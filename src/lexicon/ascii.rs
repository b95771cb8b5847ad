//! Words of plain letters, eight bytes at a time.
//!
//! Most words of most texts are short and of ASCII letters alone. They are cut
//! and compared with a table of names by a few looks at numbers, without a loop
//! over their letters; every other word is left to the caller.

use crate::lexicon::sieve::{GOLDEN, Sieve};

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The eight bytes from `at` on, the first of them lowest; zeros behind the end.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(chunk) = rest.first_chunk() {
        return u64::from_le_bytes(*chunk);
    }
    rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// How many of the eight bytes, from the lowest on, are ASCII letters.
#[inline]
fn letters(eight: u64) -> u32 {
    (letter_bits(eight) ^ HIGH).trailing_zeros() / 8
}

/// The highest bits of the bytes that are ASCII letters.
#[inline]
fn letter_bits(eight: u64) -> u64 {
    let lower = (eight | (ONES * 0x20)) & !HIGH;
    let from_a = lower + ONES * u64::from(0x80 - b'a');
    let behind_z = lower + ONES * u64::from(0x7f - b'z');
    from_a & !behind_z & !eight & HIGH
}

/// The highest bits of the bytes that are digits.
#[inline]
fn digit_bits(eight: u64) -> u64 {
    let plain = eight & !HIGH;
    let from_nought = plain + ONES * u64::from(0x80 - b'0');
    let behind_nine = plain + ONES * u64::from(0x7f - b'9');
    from_nought & !behind_nine & !eight & HIGH
}

/// The first byte from `at` on that may be of a word: a plain letter or digit, or no ASCII.
#[inline]
pub(crate) fn skip_signs(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
        at += 1;
    }
    at
}

/// The first byte from `at` on that is a plain letter or no ASCII.
#[inline]
pub(crate) fn skip_no_letters(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
        at += 1;
    }
    at
}

/// The first byte from `at` on that is no plain letter.
#[inline]
pub(crate) fn skip_letters(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let count = letters(eight(bytes, at));
        at += count as usize;
        if count < 8 {
            return at;
        }
    }
}

/// The end of the word at byte `at`, if it is of plain letters and digits alone.
#[inline]
pub(crate) fn plain_word(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        let next = eight(bytes, end);
        let count = ((letter_bits(next) | digit_bits(next)) ^ HIGH).trailing_zeros() / 8;
        end += count as usize;
        if count < 8 {
            let behind = (next >> (8 * count)) as u8;
            return (behind.is_ascii() && end > at).then_some(end);
        }
    }
}

/// The lower case of the first `count` of eight ASCII letters, and zeros.
#[inline]
fn lower(eight: u64, count: u32) -> u64 {
    let kept = u64::MAX.checked_shr(64 - 8 * count).unwrap_or_default();
    (eight | (ONES * 0x20)) & kept
}

/// Beginnings of words, of as many letters as are looked at; it may hold more than was put in.
pub(crate) struct Beginnings(Sieve);

impl Beginnings {
    /// Letters that are looked at.
    const LOOKED_AT: usize = 8;

    /// An empty filter of 2 to the power of `size` bits; a small one stays in the nearest cache.
    pub(crate) fn new(size: u32) -> Self {
        Self(Sieve::new(size))
    }

    /// Adds a folded word, or how it begins if it is as long as is looked at. One with anything but
    /// ASCII letters is of no use here.
    pub(crate) fn add(&mut self, folded: &str) {
        let first = eight(folded.as_bytes(), 0);
        let count = letters(first);
        if count > 0 && count as usize == folded.len().min(Self::LOOKED_AT) {
            self.0.put(hash(lower(first, count)));
        }
    }

    /// Whether `word` may begin so; one with anything but ASCII letters always may.
    #[inline]
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let first = eight(word.as_bytes(), 0);
        let count = letters(first);
        count as usize != word.len().min(Self::LOOKED_AT) || self.0.has(hash(lower(first, count)))
    }
}

#[inline]
fn hash(key: u64) -> u64 {
    let hash = key.wrapping_mul(GOLDEN);
    (hash ^ hash >> 32).wrapping_mul(GOLDEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_up_to_the_first_other() {
        for byte in 0..=u8::MAX {
            let text = [b'a', b'Z', byte, b'm'];
            let count = if byte.is_ascii_alphabetic() { 4 } else { 2 };
            assert_eq!(letters(eight(&text, 0)), count, "{byte}");
        }
        assert_eq!(letters(eight(b"abcdefghij", 0)), 8);
        assert_eq!(letters(eight(b"abc", 3)), 0);
    }

    #[test]
    fn words_are_told_from_those_that_were_put_in() {
        let mut words = Beginnings::new(17);
        for word in ["may", "september", "mai"] {
            words.add(word);
        }
        for (word, held) in [
            ("may", true),
            ("MAY", true),
            ("Septembers", true),
            ("septemb", false),
            ("ma", false),
            ("maj", false),
            ("má", true),
            ("ma1", true),
            ("september\u{301}", true),
        ] {
            assert_eq!(words.may_have(word), held, "{word}");
        }
    }
}
