//! The engine's view of our words, folded terms with their positions, and of the breaks between
//! sentences and paragraphs, two terms at the positions of words.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analyze::breaks::Breaks;
use crate::analyze::token::{Words, words};
use crate::lexicon::fold::fold_into;

/// Name under which the tokenizer is registered with an index.
pub const NAME: &str = "bilat";

/// Longest term in bytes; longer words (base64, broken text) are not indexed.
pub const MAX_TERM: usize = 255;

/// Cuts and folds words; see [`crate::analyze::token`].
#[derive(Clone, Default)]
pub struct WordTokenizer;

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let token = Token { position: usize::MAX, ..Token::default() };
        WordStream { text, words: words(text), token }
    }
}

/// The words of one text; made by [`WordTokenizer`].
pub struct WordStream<'a> {
    text: &'a str,
    words: Words<'a>,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        for span in self.words.by_ref() {
            // An overlong word keeps its position, so that phrases do not close over it.
            self.token.position = self.token.position.wrapping_add(1);
            let word = span.of(self.text);
            self.token.text.clear();
            fold_into(word, &mut self.token.text);
            if self.token.text.is_empty() || self.token.text.len() > MAX_TERM {
                continue;
            }
            self.token.offset_from = span.start;
            self.token.offset_to = span.end;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Name under which the tokenizer of breaks is registered with an index.
pub const BREAKS: &str = "bilat-breaks";

/// The term of a word that begins a sentence.
pub const SENTENCE: &str = "s";
/// The term of a word that begins a paragraph.
pub const PARAGRAPH: &str = "p";

/// The form in which the engine is given breaks: how many words lie between one and the next, in
/// digits, and what begins there, a sentence (`s`) or a paragraph and with it a sentence (`p`).
///
/// The engine would take tokens, too, but it writes and reads each as JSON.
pub fn written(breaks: &Breaks) -> String {
    let mut written = String::new();
    let mut paragraphs = breaks.paragraphs.iter().peekable();
    let mut last = 0;
    for &position in &breaks.sentences {
        let is_paragraph = paragraphs.next_if(|&&paragraph| paragraph == position).is_some();
        written.push_str(&(position - last).to_string());
        written.push_str(if is_paragraph { PARAGRAPH } else { SENTENCE });
        last = position;
    }
    written
}

/// Makes terms of breaks in the form of [`written`].
#[derive(Clone, Default)]
pub struct BreakTokenizer;

impl Tokenizer for BreakTokenizer {
    type TokenStream<'a> = BreakStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BreakStream<'a> {
        // The default stands before the first word.
        let token = Token { position: 0, ..Token::default() };
        BreakStream { rest: text.as_bytes(), paragraph: false, token }
    }
}

/// The breaks of one text; made by [`BreakTokenizer`].
pub struct BreakStream<'a> {
    rest: &'a [u8],
    /// Whether the term of a paragraph is to follow at the same word.
    paragraph: bool,
    token: Token,
}

impl TokenStream for BreakStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if std::mem::take(&mut self.paragraph) {
            self.token.text.push_str(PARAGRAPH);
            return true;
        }
        let mut words = 0_usize;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            if byte.is_ascii_digit() {
                words = words.saturating_mul(10).saturating_add(usize::from(byte - b'0'));
                continue;
            }
            self.paragraph = PARAGRAPH.as_bytes() == [byte];
            self.token.position = self.token.position.saturating_add(words);
            self.token.text.push_str(SENTENCE);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::breaks::breaks;
    use crate::analyze::sentence::sentences;

    #[test]
    fn breaks_are_terms_at_their_words() {
        let text = "They met. They signed it.\n\nIt was the first. End.";
        let words: Vec<_> = words(text).collect();
        let breaks = breaks(text, &words, &sentences(text));
        assert_eq!(written(&breaks), "2s3p4s");
        for breaks in [breaks, Breaks::default()] {
            let written = written(&breaks);
            let mut tokenizer = BreakTokenizer;
            let mut stream = tokenizer.token_stream(&written);
            let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
            while stream.advance() {
                let token = stream.token();
                let kind = if token.text == SENTENCE { &mut sentences } else { &mut paragraphs };
                kind.push(token.position as u32);
            }
            assert_eq!((sentences, paragraphs), (breaks.sentences, breaks.paragraphs));
        }
    }
}
