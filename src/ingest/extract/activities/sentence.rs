//! What is known of a body when its activities are read, and its sentences with their words.

use std::cell::OnceCell;

use crate::ingest::extract::dyads::Title;
use crate::ingest::extract::furniture::touches;
use crate::ingest::extract::tense::Told;
use crate::lexicon::activity::{Kind, Meaning, Strength, Word};
use crate::lexicon::word::Words;
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
    /// The words of the text that it stands in.
    pub cut: &'w Words<'w>,
    pub span: Span,
    pub words: &'w [Word],
    /// What the tenses around each of the words tell, once it was asked.
    told: Box<[OnceCell<Told>]>,
    /// The marks in it that end clauses, once it was asked.
    marks: OnceCell<Box<[ClauseMark]>>,
}

/// A mark that ends a clause.
#[derive(Clone, Copy)]
struct ClauseMark {
    /// Bytes of the text.
    span: Span,
    /// Whether it stands between digits, as in "1,500", and ends no clause.
    in_number: bool,
}

impl<'w> Sentence<'w> {
    pub(super) fn new(cut: &'w Words<'w>, span: Span, words: &'w [Word]) -> Self {
        let told = vec![OnceCell::new(); words.len()].into();
        Self { cut, span, words, told, marks: OnceCell::new() }
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
    /// The part of the sentence around `span` between the marks that end clauses.
    pub(super) fn clause(&self, span: Span) -> Span {
        let whole = self.span;
        let marks = self.marks.get_or_init(|| marks(self.cut.text, whole));
        // Right beside the mention a mark is none within a number.
        let ends = |mark: &&ClauseMark| {
            !mark.in_number || mark.span.end == span.start || mark.span.start == span.end
        };
        let until = marks.partition_point(|mark| mark.span.end <= span.start);
        let from = marks.partition_point(|mark| mark.span.start < span.end);
        let before = marks.iter().take(until).rev().find(ends);
        let behind = marks.iter().skip(from).find(ends);
        let start = before.map_or(whole.start, |mark| mark.span.end);
        let end = behind.map_or(whole.end, |mark| mark.span.start);
        Span::new(start.min(span.start), end.max(span.end))
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, Strength, Span)> {
        self.words.iter().filter_map(|word| match word.meaning {
            Meaning::Kind(kind, strength) => Some((kind, strength, word.span)),
            Meaning::Cue(_) => None,
        })
    }
}

/// The marks of a sentence that end clauses.
fn marks(text: &str, sentence: Span) -> Box<[ClauseMark]> {
    const BEYOND_ASCII: [char; 10] = ['–', '—', '“', '”', '„', '«', '»', '،', '，', '、'];
    let own = sentence.of(text);
    let bytes = own.as_bytes();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut marks = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        let length = match byte {
            b',' | b';' | b':' | b'(' | b')' | b'"' | b'\n' => 1,
            0..0x80 => continue,
            _ => match own.get(at..).and_then(|rest| rest.chars().next()) {
                Some(sign) if BEYOND_ASCII.contains(&sign) => sign.len_utf8(),
                _ => continue,
            },
        };
        let in_number = is_digit(at.checked_sub(1)) && is_digit(Some(at + length));
        let span = Span::new(at, at + length).shifted(sentence.start);
        marks.push(ClauseMark { span, in_number });
    }
    marks.into()
}

/// The sentences of the report with their words; none of the furniture.
pub(super) fn sentences<'w>(
    text: &'w Words<'w>,
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
