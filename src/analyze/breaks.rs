//! Breaks: before which words sentences and paragraphs begin.
//!
//! Words are counted as the index counts them, so that what is known of a
//! sentence can be compared with the positions of words.

use crate::analyze::sentence::paragraphs;
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

/// The breaks of `text`, of which the words and sentences are known.
///
/// ```
/// use bilat::analyze::breaks::breaks;
/// use bilat::analyze::sentence::sentences;
/// use bilat::analyze::token::words;
///
/// let text = "They met. They signed a plan.\n\nIt was the first.";
/// let words: Vec<_> = words(text).collect();
/// let found = breaks(text, &words, &sentences(text));
/// assert_eq!(found.sentences, [2, 6]);
/// assert_eq!(found.paragraphs, [6]);
/// ```
pub fn breaks(text: &str, words: &[Span], sentences: &[Span]) -> Breaks {
    let paragraphs = paragraphs(text);
    let (mut sentences, mut paragraphs) = (starts(sentences), starts(&paragraphs));
    let mut breaks = Breaks::default();
    for (number, word) in (0..).zip(words) {
        let new_sentence = passes(&mut sentences, *word);
        let new_paragraph = passes(&mut paragraphs, *word);
        if number > 0 && (new_sentence || new_paragraph) {
            breaks.sentences.push(number);
        }
        if number > 0 && new_paragraph {
            breaks.paragraphs.push(number);
        }
    }
    breaks
}

type Starts<'a> = std::iter::Peekable<std::slice::Iter<'a, Span>>;

fn starts(spans: &[Span]) -> Starts<'_> {
    spans.iter().peekable()
}

/// Whether one or more of the spans begin at or before the word, which none before it did.
fn passes(starts: &mut Starts<'_>, word: Span) -> bool {
    let mut passed = false;
    while starts.next_if(|span| span.start <= word.start).is_some() {
        passed = true;
    }
    passed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::sentence;
    use crate::analyze::token::words;

    #[test]
    fn breaks_count_words_like_the_index() {
        for (text, sentences, paragraphs) in [
            ("", &[][..], &[][..]),
            ("One sentence only", &[], &[]),
            ("F-16s came. – They left.", &[3], &[]),
            ("A.\n\n***\n\nB c. D", &[1, 3], &[1]),
            ("会谈结束。双方签字。", &[4], &[]),
        ] {
            let words: Vec<Span> = words(text).collect();
            let found = breaks(text, &words, &sentence::sentences(text));
            assert_eq!(found.sentences, sentences, "{text:?}");
            assert_eq!(found.paragraphs, paragraphs, "{text:?}");
        }
    }
}
