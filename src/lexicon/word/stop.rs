//! Where readers with words of their own must look for themselves.
//!
//! Dates, states and numbers are written with signs that are part of a word to
//! one reader and none to another. But where nothing but ASCII stands around a
//! word, all cut it alike, so a reader that once has found nothing in such a
//! word by itself may pass over it wherever it stands so. Takes the words of a
//! text and what a reader seeks; gives the bytes where it has to look.

use super::{Word, Words};
use crate::span::Span;

/// A walk over a text from one place where its reader looks to the next.
pub(crate) struct Stops<'w, 'text> {
    words: &'w Words<'text>,
    /// Number of the first word that may end behind the last place.
    next: usize,
}

impl<'w, 'text> Stops<'w, 'text> {
    /// A walk from the beginning.
    pub(crate) fn new(words: &'w Words<'text>) -> Self {
        Self { words, next: 0 }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'text str {
        self.words.text
    }

    /// The first byte at or after `at`, which never goes back, that is none of a word that stands
    /// alone and is not `sought`, nor a sign of ASCII: where such a word begins, or the first sign
    /// that is none of ASCII; else the end. What is sought is asked of a word with those behind it.
    #[inline]
    pub(crate) fn from(
        &mut self,
        at: usize,
        mut sought: impl FnMut(&Words<'_>, Word, &[Word]) -> bool,
    ) -> usize {
        let list = self.words.list.as_slice();
        let mut rest = list.get(self.next..).unwrap_or_default();
        let mut from = at;
        let stop = loop {
            let [word, behind @ ..] = rest else {
                break self.first_sign(from, self.words.text.len());
            };
            let Span { start, end } = word.span();
            if at < end {
                if start < at {
                    break at;
                }
                if !word.is_alone {
                    break self.first_sign(from, start);
                }
                if sought(self.words, *word, behind) {
                    break start;
                }
                from = end;
            }
            rest = behind;
        };
        self.next = list.len() - rest.len();
        stop
    }

    /// The first byte between two that is no ASCII, else the second.
    fn first_sign(&self, from: usize, to: usize) -> usize {
        let between = self.words.text.as_bytes().get(from..to).unwrap_or_default();
        between.iter().position(|byte| !byte.is_ascii()).map_or(to, |at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_at_what_is_sought_and_at_what_others_may_cut_differently() {
        for (text, expected) in [
            ("the plan of a plan", &["plan of a plan", "plan"][..]),
            ("of, (of) 'of'; of.", &[]),
            ("of – of plan", &["– of plan", "of plan", "plan"]),
            ("of‑of of", &["of‑of of", "‑of of", "of of"]),
            ("of ʻof of", &["ʻof of", "of of"]),
            ("été of 国of of", &["国of of", "of of"]),
            ("of …", &["…"]),
            ("", &[]),
        ] {
            let words = Words::cut(text);
            let mut stops = Stops::new(&words);
            let (mut at, mut found) = (0, Vec::new());
            loop {
                at = stops.from(at, |_, word, _| word.span().of(text) == "plan");
                let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
                found.push(rest);
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let word = rest.find(|sign: char| !sign.is_ascii_alphabetic());
                at += word.unwrap_or(rest.len()).max(first);
            }
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn goes_on_within_a_word() {
        let words = Words::cut("plans of plan");
        let mut stops = Stops::new(&words);
        assert_eq!(stops.from(2, |_, _, _| false), 2);
        assert_eq!(stops.from(5, |_, word, _| word.span().len() == 4), 9);
    }
}
