//! Letters of the common scripts, told apart by one look at a table.
//!
//! Takes bytes of running text; gives the words that may begin a form, by their
//! first letters alone. A report has hundreds of words for each name of a
//! state, so this walk is what scanning costs. Whatever the table does not hold
//! (scripts beyond Cyrillic, combining marks, ligatures) is let through: the
//! filter may keep a word for nothing, it never drops one that a form would fit.

use crate::lexicon::fold::listed;
use crate::lexicon::sieve::{GOLDEN, Sieve};

use super::words::{Word, is_word, next_word};

/// The table holds Latin, Greek and Cyrillic: all that begins with a byte below `0xd4` in UTF-8.
const END: usize = 0x500;

/// Letters of a word that the filter looks at.
pub(super) const LOOKED_AT: usize = 5;

/// Bits of a sieve, as a power of two: the set of all forms fills one in twenty; a larger one would
/// not stay in the nearest cache.
const BITS: u32 = 18;

/// A letter that does not fold to one letter, so that the filter cannot judge its word.
const UNRULY: u8 = 0x40;
const CAPITAL: u8 = 0x80;
const CLASS: u8 = 0x3f;

/// The class of each letter.
pub(super) struct Letters {
    /// Zero for what belongs to no word; else a class, the same for letters that fold alike or
    /// look alike, with [`CAPITAL`] and [`UNRULY`].
    classes: [u8; END],
}

impl Letters {
    pub(super) fn new() -> Self {
        let mut letters = Self { classes: [0; END] };
        for (character, class) in ('\0'..).zip(&mut letters.classes) {
            if !is_word(character) {
                continue;
            }
            *class = match listed(character) {
                Some(letter) if (letter as usize) < END => class_of(letter),
                _ => UNRULY | CLASS,
            };
            if character.is_uppercase() {
                *class |= CAPITAL;
            }
        }
        letters
    }

    /// The class of the first letter of a word.
    pub(super) fn first_class(&self, word: &str) -> u8 {
        let first = word.chars().next().unwrap_or_default();
        self.classes.get(first as usize).map_or(UNRULY, |class| class & !CAPITAL)
    }

    /// The word at byte `at` if it may begin a form; and the byte behind the word or sign there.
    pub(super) fn candidate(
        &self,
        filters: &Filters,
        text: &str,
        start: usize,
    ) -> (Option<Word>, usize) {
        let bytes = text.as_bytes();
        let beyond_table = || {
            let character = text.get(start..).and_then(|rest| rest.chars().next());
            let sign = character.filter(|character| !is_word(*character)).map(char::len_utf8);
            match (sign, next_word(text, start)) {
                (None, Some(word)) => (Some(word), word.end),
                (length, _) => (None, start + length.unwrap_or(1)),
            }
        };
        let mut letter = match self.letter(bytes, start) {
            None => return (None, text.len()),
            Some(Letter { class: 0, length: 0 }) => return beyond_table(),
            Some(Letter { class: 0, length }) => return (None, start + length),
            Some(letter) => letter,
        };
        let mut at = start;
        let first = letter.class;
        let mut key = Key::default();
        let mut ascii = true;
        loop {
            key.push(letter.class);
            ascii &= letter.length == 1;
            at += letter.length;
            match self.letter(bytes, at) {
                Some(Letter { class: 0, length: 0 }) => {
                    let rest = text.get(at..).unwrap_or_default();
                    if rest.chars().next().is_some_and(is_word) {
                        return beyond_table();
                    }
                    break;
                }
                None | Some(Letter { class: 0, .. }) => break,
                Some(next) => letter = next,
            }
        }
        let capital = first & CAPITAL != 0;
        let word = Word { start, end: at, ascii, capital, unspaced: false };
        (filters.may_hold(key, capital).then_some(word), at)
    }

    /// The letter at a byte; of length zero if the table does not reach so far.
    #[inline]
    fn letter(&self, bytes: &[u8], at: usize) -> Option<Letter> {
        let byte = *bytes.get(at)?;
        let (code, length) = match byte {
            0..0x80 => (usize::from(byte), 1),
            0x80..0xd4 => {
                let second = *bytes.get(at + 1)?;
                (usize::from(byte & 0x1f) << 6 | usize::from(second & 0x3f), 2)
            }
            _ => return Some(Letter { class: 0, length: 0 }),
        };
        Some(Letter { class: self.classes.get(code).copied().unwrap_or_default(), length })
    }
}

/// Classes of first letters; it may hold more than was put in.
#[derive(Clone, Copy, Default)]
pub(super) struct Classes(u64);

impl Classes {
    /// All classes.
    pub(super) const ALL: Self = Self(u64::MAX);

    /// With one more.
    pub(super) fn with(self, class: u8) -> Self {
        if class & UNRULY == 0 { Self(self.0 | 1 << (class & CLASS)) } else { Self::ALL }
    }

    /// Whether a word that begins so may fold like one that was put in.
    pub(super) fn may_have(self, class: u8) -> bool {
        class & UNRULY != 0 || self.0 & 1 << (class & CLASS) != 0
    }
}

/// Whether words whose first letters have these classes may fold alike.
pub(super) fn may_be_alike(one: u8, other: u8) -> bool {
    one == other || (one | other) & UNRULY != 0
}

#[derive(Clone, Copy)]
struct Letter {
    class: u8,
    length: usize,
}

/// The class of a folded letter. Cyrillic letters that look Latin share the class of their
/// likeness, as words that mix both alphabets are read too.
fn class_of(letter: char) -> u8 {
    const ALIKE: [(char, u8); 13] = [
        ('а', b'a'),
        ('е', b'e'),
        ('о', b'o'),
        ('р', b'p'),
        ('с', b'c'),
        ('у', b'y'),
        ('х', b'x'),
        ('ј', b'j'),
        ('і', b'i'),
        ('в', b'b'),
        ('к', b'k'),
        ('м', b'm'),
        ('т', b't'),
    ];
    const DIGIT: u8 = 27;
    const OTHERS: u8 = DIGIT + 1;
    let likeness = ALIKE.iter().find(|(cyrillic, _)| *cyrillic == letter).map(|(_, latin)| *latin);
    match likeness.map_or(letter, char::from) {
        latin @ 'a'..='z' => latin as u8 - b'a' + 1,
        '0'..='9' => DIGIT,
        // Letters that share a class by chance only weaken the filter.
        other => OTHERS + (other as u32 % u32::from(CLASS - OTHERS)) as u8,
    }
}

/// The classes of the first letters of a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Key {
    classes: u32,
    count: usize,
    unruly: bool,
}

impl Key {
    #[inline]
    fn push(&mut self, class: u8) {
        if self.count < LOOKED_AT {
            self.classes = self.classes << 6 | u32::from(class & CLASS);
            self.unruly |= class & UNRULY != 0;
            self.count += 1;
        }
    }

    fn hash(self) -> u64 {
        u64::from(self.classes).wrapping_mul(GOLDEN)
    }
}

/// Sets of first letters: of all forms, and of those that fit words in lower case.
pub(super) struct Filters {
    any: Sieve,
    lower: Sieve,
}

impl Filters {
    pub(super) fn new() -> Self {
        Self { any: Sieve::new(BITS), lower: Sieve::new(BITS) }
    }

    /// Remembers the first letters of `stem` followed by each of `endings`; both are folded.
    pub(super) fn add<'a>(
        &mut self,
        letters: &Letters,
        stem: &str,
        endings: impl Iterator<Item = &'a str>,
        capital: bool,
    ) {
        let mut key = Key::default();
        if !push_all(letters, &mut key, stem) {
            return;
        }
        self.set(key, capital);
        if key.count < LOOKED_AT {
            for ending in endings {
                let mut longer = key;
                if push_all(letters, &mut longer, ending) {
                    self.set(longer, capital);
                }
            }
        }
    }

    fn set(&mut self, key: Key, capital: bool) {
        self.any.put(key.hash());
        if !capital {
            self.lower.put(key.hash());
        }
    }

    fn may_hold(&self, key: Key, capital: bool) -> bool {
        let filter = if capital { &self.any } else { &self.lower };
        key.unruly || filter.has(key.hash())
    }
}

/// Gives `false` where a letter lies beyond the table: words with it are never filtered.
fn push_all(letters: &Letters, key: &mut Key, folded: &str) -> bool {
    for character in folded.chars().take(LOOKED_AT) {
        match letters.classes.get(character as usize) {
            Some(&class) if class & UNRULY == 0 => key.push(class),
            _ => return key.count >= LOOKED_AT,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_elsewhere() {
        let letters = Letters::new();
        let mut filters = Filters::new();
        // With every bit set nothing is dropped.
        filters.any = Sieve::all();
        filters.lower = Sieve::all();
        let text = "Côte d’Ivoire – U.S. српско-мађарска (2025) é e\u{301}ta ﬁ 在塞尔维亚NATO «Ελλάδα»… \
                    בלגרד Թուրքիայի ԱՄՆ Ԯа Sеvеrnе \u{ad}x İI Oʻzbekiston Вʼєтнам";
        let (mut at, mut other) = (0, 0);
        while let Some(word) = next_word(text, at) {
            let mut found = None;
            while found.is_none() {
                (found, other) = letters.candidate(&filters, text, other);
            }
            assert_eq!(found, Some(word));
            at = word.end;
        }
    }
}
