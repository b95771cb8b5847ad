//! What was found out about words before, kept for the next time they are met.
//!
//! Texts write the same few thousand words again and again. A place for each
//! hash holds the word met last with what its reader made of it, so memory is
//! bounded and what is found never depends on what was met before.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// Longest word, in bytes, that is remembered.
const LONGEST: usize = 128;

/// What is known of some words, by how they are written.
pub(crate) struct Memo<T> {
    places: Vec<Option<(usize, Box<str>, T)>>,
}

impl<T> Memo<T> {
    /// An empty memory of 2 to the power of `size` words.
    pub(crate) fn new(size: u32) -> Self {
        let places = std::iter::repeat_with(|| None).take(1 << size).collect();
        Self { places }
    }

    /// What is known of `word`, found out by `read` if it is new.
    #[inline]
    pub(crate) fn of(&mut self, word: &str, read: impl FnOnce() -> T) -> Option<&T> {
        self.of_kind(0, word, read)
    }

    /// What is known of `word` as one of a kind, such as the words of a language.
    #[inline]
    pub(crate) fn of_kind(
        &mut self,
        kind: usize,
        word: &str,
        read: impl FnOnce() -> T,
    ) -> Option<&T> {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        // The hasher leaves its best bits lowest.
        let number = hasher.finish() as usize & self.places.len().saturating_sub(1);
        let place = self.places.get_mut(number)?;
        if place.as_ref().is_none_or(|(of, known, _)| *of != kind || **known != *word) {
            // A run of letters without end must not fill the memory.
            let (kind, kept) = if word.len() > LONGEST { (usize::MAX, "") } else { (kind, word) };
            *place = Some((kind, kept.into(), read()));
        }
        place.as_ref().map(|(.., known)| known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_another_kind_is_another() {
        let mut memo = Memo::new(4);
        for kind in [1, 2, 1] {
            assert_eq!(memo.of_kind(kind, "die", || kind), Some(&kind));
        }
    }

    #[test]
    fn a_word_without_end_is_read_each_time() {
        let mut memo = Memo::new(4);
        let word = "ab".repeat(LONGEST);
        for number in [1, 2] {
            assert_eq!(memo.of(&word, || number), Some(&number));
        }
        assert_eq!(memo.of("", || 3), Some(&3));
    }

    #[test]
    fn what_is_known_is_of_the_word_however_small_the_memory() {
        for size in [1, 4, 10] {
            let mut memo = Memo::new(size);
            let mut read = 0;
            for _ in 0..2 {
                for number in 0..100 {
                    let word = format!("word{number}");
                    let known = memo.of(&word, || {
                        read += 1;
                        word.clone()
                    });
                    assert_eq!(known, Some(&word), "{size}");
                }
            }
            assert!((100..=200).contains(&read), "{size}: {read}");
            assert!(size < 10 || read < 150, "{size}: {read}");
        }
    }
}
