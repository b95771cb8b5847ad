//! Words of plain letters, eight bytes at a time.
//!
//! Most words of most texts are short, of ASCII letters alone, and of no
//! interest to a table of names or dates. They are passed over by one look at
//! a small filter each, without a loop over their letters; every other word is
//! left to the caller.

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
    pub(crate) const LOOKED_AT: usize = 8;

    /// An empty filter of 2 to the power of `size` bits; a small one stays in the nearest cache.
    pub(crate) fn new(size: u32) -> Self {
        Self(Sieve::new(size))
    }

    /// The filter that lets every word through.
    #[cfg(test)]
    pub(crate) fn all() -> Self {
        Self(Sieve::all())
    }

    /// Adds a folded word, or how it begins if it is as long as is looked at.
    pub(crate) fn add(&mut self, folded: &str) {
        self.add_joined(folded, "");
    }

    /// Adds a folded word of two parts. One with anything but ASCII letters is of no use here.
    pub(crate) fn add_joined(&mut self, stem: &str, ending: &str) {
        if let Some(key) = Self::key(stem, ending) {
            self.0.put(hash(key));
        }
    }

    fn key(stem: &str, ending: &str) -> Option<u64> {
        let first = eight(stem.as_bytes(), 0);
        let count = letters(first);
        if count == 0 || count as usize != stem.len().min(Self::LOOKED_AT) {
            return None;
        }
        let stem = lower(first, count);
        if count as usize >= Self::LOOKED_AT || ending.is_empty() {
            return Some(stem);
        }
        let first = eight(ending.as_bytes(), 0);
        let room = Self::LOOKED_AT - count as usize;
        let more = letters(first) as usize;
        if more < ending.len().min(room) {
            return None;
        }
        Some(stem | lower(first, more.min(room) as u32) << (8 * count))
    }

    /// Adds two folded words as one that follows the other.
    pub(crate) fn add_pair(&mut self, first: &str, second: &str) {
        if let (Some(first), Some(second)) = (Self::key(first, ""), Self::key(second, "")) {
            self.0.put(hash(joined(first, second)));
        }
    }

    #[inline]
    fn has(&self, key: u64) -> bool {
        self.0.has(hash(key))
    }

    /// Whether `word` may begin so; one with anything but ASCII letters always may.
    #[inline]
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let first = eight(word.as_bytes(), 0);
        let count = letters(first);
        count as usize != word.len().min(Self::LOOKED_AT) || self.has(lower(first, count))
    }
}

#[inline]
fn hash(key: u64) -> u64 {
    let hash = key.wrapping_mul(GOLDEN);
    (hash ^ hash >> 32).wrapping_mul(GOLDEN)
}

fn joined(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second
}

/// What is looked for.
pub(crate) struct Sought<'a> {
    /// How words begin that are written with a capital.
    pub(crate) capital: &'a Beginnings,
    /// How words begin that are written without.
    pub(crate) small: &'a Beginnings,
    /// First words of pairs, and pairs with nothing but blanks between.
    pub(crate) pairs: Option<(&'a Beginnings, &'a Beginnings)>,
}

impl Sought<'_> {
    /// Whether a pair begins with the word `key`, behind which `end` is; what follows and is no
    /// plain word may be the second of any.
    #[inline]
    fn has_pair(&self, bytes: &[u8], key: u64, end: usize) -> bool {
        let Some((_, pairs)) = self.pairs.filter(|(firsts, _)| firsts.has(key)) else {
            return false;
        };
        let blanks = bytes.iter().skip(end).take_while(|byte| **byte <= b' ').count();
        let next = eight(bytes, end + blanks);
        let count = letters(next);
        let plain = next.checked_shr(8 * count).is_none_or(|rest| (rest as u8).is_ascii());
        !plain || count > 0 && pairs.has(joined(key, lower(next, count)))
    }
}

/// A word of ASCII letters.
struct Word {
    /// Eight bytes from its beginning on, with what stands behind a shorter word.
    first: u64,
    /// How many of them are letters.
    count: u32,
    /// The byte where it ends.
    end: usize,
}

/// Passes over words from byte `at` on that are not `sought`, with what stands between; the byte
/// where the first other word, a digit or what is no ASCII begins.
#[inline]
fn pass_over_others(bytes: &[u8], mut at: usize, is_sought: impl Fn(Word) -> bool) -> usize {
    loop {
        let first = eight(bytes, at);
        let count = letters(first);
        if count == 0 {
            if at >= bytes.len() || is_other(first as u8) {
                return at;
            }
            at += 1;
            continue;
        }
        let (end, behind) = word_end(bytes, at, first, count);
        if is_other(behind) || is_sought(Word { first, count, end }) {
            return at;
        }
        // Most often there is one blank.
        at = end + usize::from(end < bytes.len());
    }
}

/// Passes over words from byte `at` on that are not `sought`, with what stands between; the byte
/// where the first other word, a digit or what is no ASCII begins. Of a pair that is the first
/// word.
#[inline]
pub(crate) fn pass_over(text: &str, at: usize, sought: &Sought) -> usize {
    let bytes = text.as_bytes();
    pass_over_others(bytes, at, |Word { first, count, end }| {
        let key = lower(first, count);
        let beginnings = if first & 0x20 == 0 { sought.capital } else { sought.small };
        beginnings.has(key) || sought.has_pair(bytes, key, end)
    })
}

/// Stems of words, by the letters that they begin with; it may hold more than was put in.
pub(crate) struct Stems(Sieve);

impl Stems {
    /// Letters that are looked at.
    const LOOKED_AT: u32 = 4;

    /// An empty filter of 2 to the power of `size` bits.
    pub(crate) fn new(size: u32) -> Self {
        Self(Sieve::new(size))
    }

    /// Adds a folded stem of at least three letters, which a word may go on from. One that begins
    /// with anything but ASCII letters is of no use here.
    pub(crate) fn add(&mut self, folded: &str) {
        let first = eight(folded.as_bytes(), 0);
        let count = letters(first).min(Self::LOOKED_AT);
        if count as usize != folded.len().min(Self::LOOKED_AT as usize) {
            return;
        }
        let key = lower(first, count);
        self.0.put(hash(key));
        if count < Self::LOOKED_AT {
            (b'a'..=b'z').for_each(|next| self.0.put(hash(key | u64::from(next) << (8 * count))));
        }
    }

    /// Passes over words from byte `at` on that begin with none of the stems, with what stands
    /// between; the byte where the first other word, a digit or what is no ASCII begins.
    #[inline]
    pub(crate) fn pass_over(&self, text: &str, at: usize) -> usize {
        pass_over_others(text.as_bytes(), at, |Word { first, count, .. }| {
            count >= 3 && self.0.has(hash(lower(first, count.min(Self::LOOKED_AT))))
        })
    }
}

/// The end of the word at byte `at`, of whose first eight bytes `count` are letters, and the byte
/// behind it.
#[inline]
fn word_end(bytes: &[u8], at: usize, first: u64, count: u32) -> (usize, u8) {
    let mut end = at + count as usize;
    let mut behind = first.checked_shr(8 * count);
    loop {
        if let Some(behind) = behind {
            return (end, behind as u8);
        }
        let more = eight(bytes, end);
        let count = letters(more);
        end += count as usize;
        behind = more.checked_shr(8 * count);
    }
}

/// Whether a byte is a digit or part of a longer character: it may belong to a word.
#[inline]
fn is_other(byte: u8) -> bool {
    !byte.is_ascii() || byte.is_ascii_digit()
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

    #[test]
    fn stems_are_met_in_longer_words() {
        let mut stems = Stems::new(16);
        for stem in ["war", "meeting", "š", "tr1"] {
            stems.add(stem);
        }
        for (text, rest) in [
            ("They met in a MEETING", "MEETING"),
            ("He saw Warsaw", "Warsaw"),
            ("no wars", "wars"),
            ("we wa war", "war"),
            ("meet met tra wär", "meet met tra wär"),
            ("met, extraordinarily large 3", "3"),
            ("met", ""),
        ] {
            assert_eq!(text.get(stems.pass_over(text, 0)..), Some(rest), "{text}");
        }
    }

    #[test]
    fn passes_over_what_begins_otherwise() {
        let mut any = Beginnings::new(17);
        let mut small = Beginnings::new(17);
        for word in ["serbia", "december", "hungarian", "serb", "š", "x1"] {
            any.add(word);
        }
        small.add("monday");
        let mut firsts = Beginnings::new(12);
        let mut pairs = Beginnings::new(12);
        firsts.add("last");
        pairs.add_pair("last", "week");
        for (text, rest) in [
            ("The words of Serbia", "Serbia"),
            ("of serbia, on MONDAY and monday", "monday"),
            ("Serbi Serbias Serb", "Serb"),
            ("Decembrist Decembers", "Decembers"),
            ("in the 12th", "12th"),
            ("extraordinarily1 x", "extraordinarily1 x"),
            ("one, two (wörter)", "wörter)"),
            ("one – two", "– two"),
            ("the last day of last \nweek", "last \nweek"),
            ("last, week. At last 12", "12"),
            ("at last wöche", "last wöche"),
            ("at last – week", "last – week"),
            ("extraordinarily", ""),
            ("eighteen letters.", ""),
            ("", ""),
        ] {
            let sought = Sought { capital: &any, small: &small, pairs: Some((&firsts, &pairs)) };
            let at = pass_over(text, 0, &sought);
            assert_eq!(text.get(at..), Some(rest), "{text}");
        }
    }
}
