//! The engine's view of our words: folded terms with their positions.
//!
//! Folding a word costs far more than looking it up, and a collection repeats
//! its words, so each tokenizer remembers what it folded.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analyze::token::{Words, words};
use crate::lexicon::fold::fold_into;

/// Name under which the tokenizer is registered with an index.
pub const NAME: &str = "bilat";

/// Longest term in bytes; longer words (base64, broken text) are not indexed.
pub const MAX_TERM: usize = 255;

/// Words remembered before the memory is emptied; 64 Ki words are about 4 MB.
const REMEMBERED: usize = 1 << 16;

/// Cuts and folds words; see [`crate::analyze::token`].
#[derive(Clone, Default)]
pub struct WordTokenizer {
    folds: FxHashMap<Box<str>, Box<str>>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        if self.folds.len() > REMEMBERED {
            self.folds.clear();
        }
        WordStream {
            text,
            words: words(text),
            folds: &mut self.folds,
            token: Token { position: usize::MAX, ..Token::default() },
        }
    }
}

/// The words of one text; made by [`WordTokenizer`].
pub struct WordStream<'a> {
    text: &'a str,
    words: Words<'a>,
    folds: &'a mut FxHashMap<Box<str>, Box<str>>,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        for span in self.words.by_ref() {
            // An overlong word keeps its position, so that phrases do not close over it.
            self.token.position = self.token.position.wrapping_add(1);
            let word = span.of(self.text);
            self.token.text.clear();
            if word.is_ascii() {
                // Cheaper than a look-up.
                fold_into(word, &mut self.token.text);
            } else if let Some(folded) = self.folds.get(word) {
                self.token.text.push_str(folded);
            } else {
                fold_into(word, &mut self.token.text);
                self.folds.insert(word.into(), self.token.text.as_str().into());
            }
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
