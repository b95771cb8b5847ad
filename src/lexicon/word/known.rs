//! What a reader knows of words, by their numbers.

use super::{Word, Words};

/// What a reader has found out of the words that it has met.
pub(crate) struct Known<T> {
    /// Of the vocabulary that numbers the words.
    generation: u32,
    of: Vec<Option<T>>,
    /// What is known of the last word without a number.
    other: Option<T>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { generation: 0, of: Vec::new(), other: None }
    }
}

impl<T> Known<T> {
    /// What is known of a word, found out by `read` from how it is written if it is new.
    #[inline]
    pub(crate) fn of(&mut self, words: &Words<'_>, word: Word, read: impl FnOnce(&str) -> T) -> &T {
        let number = word.number as usize;
        if self.generation != words.generation || number >= self.of.len() {
            self.make_room(words.generation, number);
        }
        match self.of.get_mut(number) {
            Some(known) => known.get_or_insert_with(|| read(word.span().of(words.text))),
            None => self.other.insert(read(word.span().of(words.text))),
        }
    }

    /// Makes room for a word of a vocabulary, if it has a number, and forgets those of another.
    #[cold]
    fn make_room(&mut self, generation: u32, number: usize) {
        if self.generation != generation {
            self.of.clear();
            self.generation = generation;
        }
        if number >= self.of.len() && number < super::vocabulary::MOST {
            self.of.resize_with(number + 1, || None);
        }
    }
}
