//! Numbers for the words that texts are written with.
//!
//! Takes how a word is written; gives its number and shape. Texts use the same
//! few thousand words again and again. When many have been met, the vocabulary
//! begins anew with the next text, as another generation; words that come when
//! it is full, and words without end, have no number of their own.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::Shape;
use super::cut::shape;

/// Words that have numbers, at most.
pub(super) const MOST: usize = 1 << 16;

/// With more words than this a new text begins a new vocabulary.
const MANY: usize = MOST / 4 * 3;

/// Longest word, in bytes, that has a number.
const LONGEST: usize = 64;

/// What all words without a number have for one.
const NONE: u32 = u32::MAX;

/// Shape of a word, and whether letters and digits are mixed in it.
type Written = (Shape, bool);

struct Entry {
    /// One past its last byte in the letters; it begins where the one before ends.
    end: u32,
    written: Written,
}

/// See the module.
pub(super) struct Vocabulary {
    /// Half a hash and the number of a word, which is at the place that the other half tells, or
    /// behind it; the number is one more, as nought is an empty place.
    places: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    letters: String,
    generation: u32,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        Self {
            places: vec![(0, 0); 2 * MOST],
            entries: Vec::new(),
            letters: String::new(),
            generation: 1,
        }
    }

    /// Which vocabulary it is: a number is that of one word only within a generation.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// Begins anew if many words are known.
    pub(super) fn make_room(&mut self) {
        if self.entries.len() > MANY {
            self.places.fill((0, 0));
            self.entries.clear();
            self.letters.clear();
            self.generation = self.generation.wrapping_add(1);
        }
    }

    /// Number and shape of a word.
    #[inline]
    pub(super) fn number(&mut self, word: &str) -> (u32, Written) {
        if word.len() > LONGEST {
            return (NONE, shape(word));
        }
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        let hash = hasher.finish();
        let mark = (hash >> 32) as u32;
        let mut place = hash as usize & (self.places.len() - 1);
        loop {
            let Some(&(other, number)) = self.places.get(place) else {
                return (NONE, shape(word));
            };
            if number == 0 {
                return self.add(word, mark, place);
            }
            let number = number - 1;
            if other == mark && self.letters(number) == word.as_bytes() {
                let written = self.entries.get(number as usize).map(|entry| entry.written);
                return (number, written.unwrap_or_default());
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    #[cold]
    fn add(&mut self, word: &str, mark: u32, place: usize) -> (u32, Written) {
        let written = shape(word);
        let number = self.entries.len();
        if number >= MOST {
            return (NONE, written);
        }
        if let Some(own) = self.places.get_mut(place) {
            *own = (mark, number as u32 + 1);
        }
        self.letters.push_str(word);
        self.entries.push(Entry { end: self.letters.len() as u32, written });
        (number as u32, written)
    }

    #[inline]
    fn letters(&self, number: u32) -> &[u8] {
        let end = |number: u32| self.entries.get(number as usize).map_or(0, |entry| entry.end);
        let start = number.checked_sub(1).map_or(0, end);
        self.letters.as_bytes().get(start as usize..end(number) as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_until_there_are_many() {
        let mut vocabulary = Vocabulary::new();
        for number in 0..=MANY {
            assert_eq!(vocabulary.number(&format!("w{number}")).0 as usize, number);
        }
        assert_eq!(vocabulary.number("w17").0, 17);
        let before = vocabulary.generation();
        vocabulary.make_room();
        assert_ne!(vocabulary.generation(), before);
        assert_eq!(vocabulary.number("w17").0, 0);
    }

    #[test]
    fn a_word_without_end_has_no_number() {
        let mut vocabulary = Vocabulary::new();
        assert_eq!(vocabulary.number(&"a".repeat(LONGEST)).0, 0);
        assert_eq!(vocabulary.number(&"a".repeat(LONGEST + 1)), (NONE, (Shape::Lower, false)));
    }
}
