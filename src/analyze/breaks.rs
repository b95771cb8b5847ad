//! Breaks: before which words sentences and paragraphs begin.
//!
//! Words are counted as the index counts them, so that what is known of a
//! sentence can be compared with the positions of words.

use crate::analyze::sentence::{paragraphs, sentences};
use crate::analyze::token::words;
use crate::span::Span;

/// The numbers of the words that begin a sentence or a paragraph, from 0, in order; the first
/// sentence and the first paragraph have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Words that begin a sentence. What begins a paragraph is among them.
    pub sentences: Vec<u32>,
    /// Words that begin a paragraph.
    pub paragraphs: Vec<u32>,
}

/// The breaks of `text`.
///
/// ```
/// use bilat::analyze::breaks::breaks;
///
/// let found = breaks("They met. They signed a plan.\n\nIt was the first.");
/// assert_eq!(found.sentences, [2, 6]);
/// assert_eq!(found.paragraphs, [6]);
/// ```
pub fn breaks(text: &str) -> Breaks {
    breaks_of(text, &sentences(text))
}

/// The same, of a text of which the sentences are known.
pub fn breaks_of(text: &str, sentences: &[Span]) -> Breaks {
    let mut sentences = starts(sentences.to_vec());
    let mut paragraphs = starts(paragraphs(text));
    let mut breaks = Breaks::default();
    for (number, word) in (0..).zip(words(text)) {
        let new_sentence = passes(&mut sentences, word);
        let new_paragraph = passes(&mut paragraphs, word);
        if number > 0 && (new_sentence || new_paragraph) {
            breaks.sentences.push(number);
        }
        if number > 0 && new_paragraph {
            breaks.paragraphs.push(number);
        }
    }
    breaks
}

type Starts = std::iter::Peekable<std::vec::IntoIter<Span>>;

fn starts(spans: Vec<Span>) -> Starts {
    spans.into_iter().peekable()
}

/// Whether one or more of the spans begin at or before the word, which none before it did.
fn passes(starts: &mut Starts, word: Span) -> bool {
    let mut passed = false;
    while starts.next_if(|span| span.start <= word.start).is_some() {
        passed = true;
    }
    passed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_count_words_like_the_index() {
        for (text, sentences, paragraphs) in [
            ("", &[][..], &[][..]),
            ("One sentence only", &[], &[]),
            ("F-16s came. – They left.", &[3], &[]),
            ("A.\n\n***\n\nB c. D", &[1, 3], &[1]),
            ("会谈结束。双方签字。", &[4], &[]),
        ] {
            let found = breaks(text);
            assert_eq!(found.sentences, sentences, "{text:?}");
            assert_eq!(found.paragraphs, paragraphs, "{text:?}");
        }
    }
}
