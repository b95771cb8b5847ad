//! What is known of a body when its activities are read, and its sentences with their words.

use std::cell::OnceCell;

use crate::ingest::extract::dyads::Title;
use crate::ingest::extract::furniture::touches;
use crate::ingest::extract::tense::Told;
use crate::lexicon::activity::{Kind, Meaning, Strength, Word};
use crate::report::{DateMention, Named};
use crate::span::Span;

/// What is known of the body by then.
pub(crate) struct Surroundings<'a> {
    /// Where the title stands.
    pub title: Title<'a>,
    /// Sentences, in order.
    pub sentences: &'a [Span],
    /// Lines that belong to the page, in order.
    pub furniture: &'a [Span],
    /// Dates, in order.
    pub dates: &'a [DateMention],
    /// Exercises that are named.
    pub exercises: &'a [Named],
    /// The language, as far as it is known.
    pub lang: Option<&'a str>,
}

/// A sentence with the words in it that tell of activities or their status.
pub(super) struct Sentence<'w> {
    /// The text that it stands in.
    pub text: &'w str,
    pub span: Span,
    pub words: &'w [Word],
    /// What the tenses around each of the words tell, once it was asked.
    told: Box<[OnceCell<Told>]>,
}

impl<'w> Sentence<'w> {
    pub(super) fn new(text: &'w str, span: Span, words: &'w [Word]) -> Self {
        Self { text, span, words, told: vec![OnceCell::new(); words.len()].into() }
    }

    /// What the tenses around the word at `span` tell, which `read` finds out.
    pub(super) fn told(&self, span: Span, read: impl FnOnce() -> Told) -> Told {
        let at = self.words.partition_point(|word| word.span < span);
        match (self.words.get(at).filter(|word| word.span == span), self.told.get(at)) {
            (Some(_), Some(told)) => *told.get_or_init(read),
            _ => read(),
        }
    }
}

impl Sentence<'_> {
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, Strength, Span)> {
        self.words.iter().filter_map(|word| match word.meaning {
            Meaning::Kind(kind, strength) => Some((kind, strength, word.span)),
            Meaning::Cue(_) => None,
        })
    }
}

/// The sentences of the report with their words; none of the furniture.
pub(super) fn sentences<'w>(
    text: &'w str,
    words: &'w [Word],
    around: &Surroundings<'_>,
) -> Vec<Sentence<'w>> {
    let mut rest = words;
    let mut found = Vec::new();
    for &span in around.sentences {
        let before = rest.partition_point(|word| word.span.start < span.start);
        let (_, from) = rest.split_at(before);
        let inside = from.partition_point(|word| word.span.start < span.end);
        let (words, after) = from.split_at(inside);
        rest = after;
        // A sentence may begin in a line of the page, where none ends with a stop.
        if !words.is_empty() || !touches(around.furniture, span) {
            found.push(Sentence::new(text, span, words));
        }
    }
    found
}
