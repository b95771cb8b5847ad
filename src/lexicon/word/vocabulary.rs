//! Numbers for the words that texts are written with.
//!
//! Takes how a word is written; gives its number and shape. Texts use the same
//! few thousand words again and again. When many have been met, the vocabulary
//! begins anew with the next text, as another generation; words that come when
//! it is full, and words without end, have no number of their own.

use crate::lexicon::ascii::eight;
use crate::lexicon::sieve::GOLDEN;
use crate::span::Span;

use super::cut::shape;
use super::shape::Shape;

/// Words that have numbers, at most.
pub(super) const MOST: usize = 1 << 17;

/// Places of the table, as a power of two.
const PLACES: u32 = 18;

/// With more words than this a new text begins a new vocabulary.
const MANY: usize = MOST / 4 * 3;

/// Longest word, in bytes, that has a number.
const LONGEST: usize = 64;

/// What all words without a number have for one.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of every word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) number: u32,
    pub(super) shape: Shape,
    /// Whether letters and digits are mixed in it.
    pub(super) has_digit: bool,
}

impl Numbered {
    fn new(word: &str, number: u32) -> Self {
        let (shape, has_digit) = shape(word);
        Self { number, shape, has_digit }
    }
}

/// A place of the table; an empty one has no length.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The first eight bytes of the word.
    head: u64,
    length: u8,
    word: Numbered,
}

/// Bytes of a word that are compared at once.
const HEAD: usize = 8;

/// The bytes from `at` on, as many as are left of a word but no more than are compared at once.
#[inline]
fn beginning(bytes: &[u8], at: usize, left: usize) -> u64 {
    let others = u64::BITS - 8 * left.min(HEAD) as u32;
    eight(bytes, at) & u64::MAX.checked_shr(others).unwrap_or_default()
}

/// Mixes the next bytes of a word into its hash.
#[inline]
fn hash(before: u64, next: u64) -> u64 {
    ((before ^ before >> 32) ^ next).wrapping_mul(GOLDEN)
}

/// The place of a hash in the table: the product is mixed best in its highest bits.
#[inline]
fn place(hash: u64) -> usize {
    (hash >> (u64::BITS - PLACES)) as usize
}

/// See the module.
pub(super) struct Vocabulary {
    /// Words by their hashes; one whose place is taken is behind it.
    places: Vec<Place>,
    /// Where the bytes behind the eighth of each word end; they begin where those before end.
    ends: Vec<u32>,
    tails: Vec<u8>,
    generation: u32,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        Self {
            places: vec![Place::default(); 1 << PLACES],
            ends: Vec::new(),
            tails: Vec::new(),
            generation: 1,
        }
    }

    /// Which vocabulary it is: a number is that of one word only within a generation.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// Begins anew if many words are known.
    pub(super) fn make_room(&mut self) {
        if self.ends.len() > MANY {
            self.places.fill(Place::default());
            self.ends.clear();
            self.tails.clear();
            self.generation = self.generation.wrapping_add(1);
        }
    }

    /// The number of the word at some bytes of a text, with its shape.
    #[inline]
    pub(super) fn number(&mut self, text: &str, span: Span) -> Numbered {
        let length = span.len();
        if (1..=HEAD).contains(&length) {
            let head = beginning(text.as_bytes(), span.start, length);
            // Most words are short and stand in their own place.
            if let Some(known) = self.places.get(place(hash(0, head ^ length as u64)))
                && known.head == head
                && usize::from(known.length) == length
            {
                return known.word;
            }
        }
        self.search(text, span)
    }

    #[inline(never)]
    fn search(&mut self, text: &str, span: Span) -> Numbered {
        let length = span.len();
        if length > LONGEST {
            return Numbered::new(span.of(text), NONE);
        }
        let bytes = text.as_bytes();
        let head = beginning(bytes, span.start, length);
        let mut mixed = hash(0, head ^ length as u64);
        let mut at = HEAD;
        while at < length {
            mixed = hash(mixed, beginning(bytes, span.start + at, length - at));
            at += HEAD;
        }
        let mut place = place(mixed);
        loop {
            let Some(&known) = self.places.get(place) else {
                return Numbered::new(span.of(text), NONE);
            };
            if known.length == 0 {
                return self.add(span.of(text), head, place);
            }
            if known.head == head
                && usize::from(known.length) == length
                && (length <= HEAD
                    || bytes.get(span.start + HEAD..span.end) == Some(self.tail(known.word.number)))
            {
                return known.word;
            }
            place = (place + 1) & ((1 << PLACES) - 1);
        }
    }

    #[cold]
    fn add(&mut self, word: &str, head: u64, place: usize) -> Numbered {
        let number = self.ends.len();
        if number >= MOST {
            return Numbered::new(word, NONE);
        }
        let new = Numbered::new(word, number as u32);
        if let Some(own) = self.places.get_mut(place) {
            *own = Place { head, length: word.len() as u8, word: new };
        }
        self.tails.extend_from_slice(word.as_bytes().get(HEAD..).unwrap_or_default());
        self.ends.push(self.tails.len() as u32);
        new
    }

    #[inline]
    fn tail(&self, number: u32) -> &[u8] {
        let end = |number: u32| self.ends.get(number as usize).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.tails.get(start..end(number)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_until_there_are_many() {
        let mut vocabulary = Vocabulary::new();
        for number in 0..=MANY {
            assert_eq!(number_of(&mut vocabulary, &format!("w{number}")) as usize, number);
        }
        assert_eq!(number_of(&mut vocabulary, "w17"), 17);
        let before = vocabulary.generation();
        vocabulary.make_room();
        assert_ne!(vocabulary.generation(), before);
        assert_eq!(number_of(&mut vocabulary, "w17"), 0);
    }

    #[test]
    fn a_word_without_end_has_no_number() {
        let mut vocabulary = Vocabulary::new();
        assert_eq!(number_of(&mut vocabulary, &"a".repeat(LONGEST)), 0);
        assert_eq!(number_of(&mut vocabulary, &"a".repeat(LONGEST + 1)), NONE);
    }

    #[test]
    fn words_that_begin_alike_are_others() {
        let mut vocabulary = Vocabulary::new();
        let words =
            ["cooper", "cooperat", "cooperate", "cooperates", "cooperatesX", "Cooperate", "čoop"];
        for _ in 0..2 {
            for (number, word) in words.iter().enumerate() {
                assert_eq!(number_of(&mut vocabulary, word) as usize, number, "{word}");
            }
        }
    }

    fn number_of(vocabulary: &mut Vocabulary, word: &str) -> u32 {
        let text = format!("({word}) ");
        vocabulary.number(&text, Span::new(1, 1 + word.len())).number
    }
}
