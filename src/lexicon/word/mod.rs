//! The words of a text, cut once for all who read it.
//!
//! Takes a text; gives its words with their shape and a number. A word that is
//! written the same way has the same number, so a reader finds out once what a
//! word is to it ([`Known`]) and then passes over the words of no interest by
//! looking at one place in a list. A reader that cuts words in its own way does
//! so only where the difference can matter ([`Stops`]). Memory is bounded: see [`vocabulary`].

mod cut;
mod known;
mod shape;
mod stop;
mod vocabulary;

#[cfg(test)]
pub(crate) use cut::LOOKED_AT;
pub(crate) use cut::{Beginning, beginning, is_unspaced};
pub(crate) use known::Known;
pub(crate) use shape::Shape;
pub(crate) use stop::Stops;

use std::cell::RefCell;

use crate::span::Span;

use vocabulary::{Numbered, Vocabulary};

/// A word of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// The same for every word written so.
    number: u32,
    pub(crate) shape: Shape,
    /// Whether letters and digits are mixed.
    pub(crate) has_digit: bool,
    is_alone: bool,
}

impl Word {
    fn new(span: Span, is_alone: bool, word: Numbered) -> Self {
        let (start, end) = (span.start as u32, span.end as u32);
        let Numbered { number, shape, has_digit } = word;
        Self { start, end, number, shape, has_digit, is_alone }
    }

    /// Bytes of the text.
    pub(crate) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether nothing but signs of ASCII stands between it and the word before it, and right behind
    /// it: then everybody cuts it alike.
    pub(crate) const fn is_alone(self) -> bool {
        self.is_alone
    }
}

/// A text with its words.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    list: Vec<Word>,
    /// Of the vocabulary by which the words are numbered.
    generation: u32,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::new(Vocabulary::new());
}

impl<'a> Words<'a> {
    /// Cuts a text into words.
    pub(crate) fn cut(text: &'a str) -> Self {
        VOCABULARY.with_borrow_mut(|vocabulary| {
            vocabulary.make_room();
            let mut list = Vec::with_capacity(text.len() / 5);
            cut::each(text, |span, is_alone| {
                list.push(Word::new(span, is_alone, vocabulary.number(text, span)));
            });
            Self { text, list, generation: vocabulary.generation() }
        })
    }

    /// What stands at some bytes as one word, though it may be cut into several here.
    pub(crate) fn joined(&self, span: Span) -> Word {
        VOCABULARY.with_borrow_mut(|vocabulary| {
            let mut word = vocabulary.number(self.text, span);
            if vocabulary.generation() != self.generation {
                word.number = vocabulary::NONE;
            }
            Word::new(span, false, word)
        })
    }

    /// The words in order.
    pub(crate) fn as_slice(&self) -> &[Word] {
        &self.list
    }

    /// Those that end behind a byte.
    pub(crate) fn behind(&self, byte: usize) -> &[Word] {
        let first = self.list.partition_point(|word| word.span().end <= byte);
        self.list.get(first..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn words_come_with_their_shapes() {
        let mut shown = String::new();
        let text = "The H145M, MoD’s 63rd МиГ-29: 国防部NATO وزارة A e\u{301}tat";
        for word in Words::cut(text).as_slice() {
            let _ = write!(shown, "{}:{:?} ", word.span().of(text), word.shape);
        }
        assert_eq!(
            shown,
            "The:Capital H145M:Upper MoD:Mixed s:Lower 63rd:Number МиГ:Mixed 29:Number \
             国防部:Unspaced NATO:Upper وزارة:Caseless A:Initial e\u{301}tat:Lower "
        );
    }

    #[test]
    fn what_is_known_of_a_word_is_found_out_once_for_each_way_to_write_it() {
        let mut known = Known::default();
        let mut read = 0;
        for text in ["plan of plans, Plan", "a plan"] {
            let words = Words::cut(text);
            for word in words.as_slice() {
                let letters = *known.of(&words, *word, |written| {
                    read += 1;
                    written.len()
                });
                assert_eq!(letters, word.span().len());
            }
        }
        assert_eq!(read, 5);
    }

    #[test]
    fn a_text_of_more_words_than_are_numbered_is_read_as_well() {
        let text: String = (0..vocabulary::MOST + 100).fold(String::new(), |mut text, number| {
            let _ = write!(text, "word{number} ");
            text
        });
        let mut known = Known::default();
        for text in [text.as_str(), "word1", text.as_str()] {
            let words = Words::cut(text);
            for word in words.as_slice() {
                let written = known.of(&words, *word, str::to_owned);
                assert_eq!(written, word.span().of(text));
            }
        }
    }
}
