//! The layout of one text: its paragraphs, and their sentences where these are asked for.
//!
//! Most paragraphs of a report hold nothing that matched, and cutting sentences costs more than
//! all else that a snippet needs, so each paragraph is cut when somebody asks for it.

use std::cell::OnceCell;

use crate::analyze::sentence::{sentences_of, stretches};
use crate::span::Span;

/// A text with its paragraphs.
pub(super) struct Layout<'t> {
    pub text: &'t str,
    stretches: Vec<Stretch>,
}

/// A paragraph with the blanks around it, or blanks alone.
struct Stretch {
    span: Span,
    sentences: OnceCell<Vec<Span>>,
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let stretch = |span| Stretch { span, sentences: OnceCell::new() };
        Self { text, stretches: stretches(text).into_iter().map(stretch).collect() }
    }

    /// The sentences of the stretch of this number; none if there is no such stretch.
    fn sentences_of(&self, number: usize) -> &[Span] {
        self.stretches.get(number).map_or(&[], |stretch| {
            stretch.sentences.get_or_init(|| sentences_of(self.text, stretch.span))
        })
    }

    /// The number of the stretch that holds the byte `at`.
    fn stretch_at(&self, at: usize) -> usize {
        self.stretches.partition_point(|stretch| stretch.span.end <= at)
    }

    /// The sentences of the paragraphs that `span` touches.
    pub(super) fn sentences_around(&self, span: Span) -> impl Iterator<Item = Span> {
        let last = self.stretch_at(span.end.saturating_sub(1).max(span.start));
        let numbers = self.stretch_at(span.start)..=last;
        numbers.flat_map(|number| self.sentences_of(number)).copied()
    }

    /// All sentences in order, cut as far as they are read.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Span> {
        (0..self.stretches.len()).flat_map(|number| self.sentences_of(number)).copied()
    }

    /// The paragraph that holds the byte `at`, without the blanks around it.
    pub(super) fn paragraph_at(&self, at: usize) -> Span {
        let stretch = self.stretches.get(self.stretch_at(at));
        self.trimmed(stretch.map_or(Span::new(at, at), |stretch| stretch.span))
    }

    /// A part of the text without the blanks around it.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let part = span.of(self.text);
        let start = span.start + part.len() - part.trim_start().len();
        Span::new(start, start + part.trim().len())
    }

    /// Where paragraphs begin, the first one too.
    pub(super) fn paragraph_starts(&self) -> impl Iterator<Item = usize> {
        self.stretches.iter().map(|stretch| stretch.span.start)
    }

    /// Where sentences begin in the paragraphs that hold one of `places`, in order; each
    /// paragraph's own start is among them, whatever it holds.
    pub(super) fn sentence_starts(&self, places: &[usize]) -> Vec<usize> {
        let mut starts: Vec<usize> = self.paragraph_starts().collect();
        let mut cut = None;
        for at in places {
            let number = self.stretch_at(*at);
            if cut != Some(number) {
                cut = Some(number);
                starts.extend(self.sentences_of(number).iter().map(|sentence| sentence.start));
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::sentence::sentences;

    const TEXT: &str = "One. Two.\n\n\nThree\nfour. Five!\n\n ";

    #[test]
    fn sentences_are_those_of_the_whole_text() {
        let layout = Layout::new(TEXT);
        assert_eq!(layout.sentences().collect::<Vec<_>>(), sentences(TEXT));
        let around = |start, end| -> Vec<&str> {
            let sentences = layout.sentences_around(Span::new(start, end));
            sentences.map(|sentence| sentence.of(TEXT)).collect()
        };
        assert_eq!(around(5, 8), ["One.", "Two."]);
        assert_eq!(around(14, 14), ["Three\nfour.", "Five!"]);
        assert_eq!(around(5, 14), ["One.", "Two.", "Three\nfour.", "Five!"]);
        assert_eq!(around(TEXT.len(), TEXT.len()), Vec::<&str>::new());
    }

    #[test]
    fn paragraphs_have_no_blanks_around_them() {
        let layout = Layout::new(TEXT);
        assert_eq!(layout.paragraph_at(6).of(TEXT), "One. Two.");
        assert_eq!(layout.paragraph_at(12).of(TEXT), "Three\nfour. Five!");
        assert_eq!(layout.paragraph_at(TEXT.len()).of(TEXT), "");
    }

    #[test]
    fn sentences_are_cut_only_where_they_are_asked_for() {
        let layout = Layout::new(TEXT);
        assert_eq!(layout.sentence_starts(&[5, 6]), [0, 5, 10, 11, 30]);
        let cut = layout.stretches.iter().filter(|stretch| stretch.sentences.get().is_some());
        assert_eq!(cut.count(), 1);
    }
}
