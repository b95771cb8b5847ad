//! The words of a text with what stands between them, as name rules need them.
//!
//! Takes the words of any text, gives [`Token`]s in order. A possessive `'s`, a Turkish case
//! ending (`Ankara'nın`) and an elided article (`l'`, `dell'`) are cut off;
//! hyphens stay inside words. Scripts
//! without capitals yield words of lower shape.

use crate::lexicon::word::{self, Word, Words};
use crate::span::Span;

/// A word and how it is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) word: Word,
    pub(super) gap: Gap,
    pub(super) shape: Shape,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks, or the end of a full line.
    Blank,
    /// The end of a short line, which may be a heading.
    Line,
    /// A possessive ending and a blank.
    Possessive,
    Dot,
    Comma,
    Open,
    Close,
    Quote,
    /// Anything else, the beginning of the text, or an empty line.
    Break,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Small letters, digits, or letters of a script without capitals.
    Lower,
    /// A capital and something small.
    Capital,
    /// Capitals only, two or more.
    Upper,
    /// One capital letter.
    Initial,
}

/// A line shorter than this was not broken for lack of room.
const FULL_LINE: usize = 40;

/// The words of a text, in order.
pub(super) fn tokens(words: &Words<'_>) -> Vec<Token> {
    let text = words.text;
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(words.as_slice().len());
    let mut state = State { at: 0, line_start: 0, gap: Gap::Break };
    let mut rest = words.as_slice();
    loop {
        // Most words follow the one before over one blank and have nothing joined to them.
        let token = if let [word, behind @ ..] = rest
            && word.span().start == state.at + 1
            && bytes.get(state.at) == Some(&b' ')
            && is_whole(bytes, word)
        {
            rest = behind;
            let span = word.span();
            let gap = std::mem::replace(&mut state.gap, Gap::Blank);
            state.at = span.end;
            Token { span, word: *word, gap, shape: shape_of(*word, text) }
        } else {
            let Some((token, next, behind)) = other_token(words, state, rest) else { break };
            state = next;
            rest = behind;
            token
        };
        tokens.push(token);
    }
    tokens
}

/// Where the next token is looked for.
#[derive(Clone, Copy)]
struct State {
    at: usize,
    line_start: usize,
    /// What stands before it as far as it was read.
    gap: Gap,
}

/// The next token, whatever stands before it and in it, with what is left behind it.
#[inline(never)]
fn other_token<'w>(
    words: &Words<'_>,
    State { at, line_start, mut gap }: State,
    mut rest: &'w [Word],
) -> Option<(Token, State, &'w [Word])> {
    let text = words.text;
    let mut cursor = Cursor { text, at, line_start };
    let start = cursor.skip_to_word(&mut gap)?;
    rest = from(rest, start);
    let whole =
        rest.first().filter(|word| word.span().start == start && is_whole(text.as_bytes(), word));
    let (token, next) = if let Some(word) = whole {
        cursor.at = word.span().end;
        let shape = shape_of(*word, text);
        (Token { span: word.span(), word: *word, gap, shape }, Gap::Blank)
    } else {
        let (end, shape, possessive) = cursor.word();
        let span = Span::new(start, end);
        let next = if possessive { Gap::Possessive } else { Gap::Blank };
        (Token { span, word: words.joined(span), gap, shape }, next)
    };
    let state = State { at: cursor.at, line_start: cursor.line_start, gap: next };
    Some((token, state, from(rest, state.at)))
}

/// The words that begin at or behind a byte.
fn from(mut words: &[Word], byte: usize) -> &[Word] {
    while let [first, behind @ ..] = words
        && first.span().start < byte
    {
        words = behind;
    }
    words
}

/// Whether nothing behind a word can belong to it.
#[inline]
fn is_whole(bytes: &[u8], word: &Word) -> bool {
    let behind = bytes.get(word.span().end);
    word.shape != word::Shape::Unspaced
        && behind.is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'-' | b'\'' | b'`'))
}

/// The shape of a word that nothing is joined to.
fn shape_of(word: Word, text: &str) -> Shape {
    match word.shape {
        word::Shape::Initial => Shape::Initial,
        word::Shape::Upper if !word.has_digit => Shape::Upper,
        word::Shape::Upper | word::Shape::Capital => Shape::Capital,
        word::Shape::Mixed if word.span().of(text).starts_with(char::is_uppercase) => {
            Shape::Capital
        }
        _ => Shape::Lower,
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line_start: usize,
}

impl Cursor<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// Moves to the next word, joining what lies before it to `gap`.
    fn skip_to_word(&mut self, gap: &mut Gap) -> Option<usize> {
        let mut lines = 0;
        loop {
            let character = self.peek(self.at)?;
            if is_word(character) {
                return Some(self.at);
            }
            let next = self.at + character.len_utf8();
            if character == '\n' {
                lines += 1;
                let full = self.at - self.line_start >= FULL_LINE;
                *gap = match *gap {
                    _ if lines > 1 => Gap::Break,
                    Gap::Blank if !full => Gap::Line,
                    same => same,
                };
                self.line_start = next;
            } else if !character.is_whitespace() && !matches!(character, '#' | '@' | '*' | '_') {
                *gap = joined(*gap, character);
            }
            self.at = next;
        }
    }

    /// End and shape of the word here, and whether a possessive was cut off.
    fn word(&mut self) -> (usize, Shape, bool) {
        let (mut upper, mut other, mut letters) = (0, 0, 0);
        let mut begins_upper = false;
        let start = self.at;
        while let Some(character) = self.peek(self.at) {
            let next = self.at + character.len_utf8();
            if is_word(character) {
                let is_upper = character.is_uppercase();
                begins_upper |= letters == 0 && is_upper;
                upper += usize::from(is_upper);
                other += usize::from(!is_upper);
                letters += 1;
            } else if !self.is_inner(character, next) {
                break;
            } else if is_apostrophe(character) {
                if begins_upper
                    && (letters >= 3 || self.is_possessive(next))
                    && let Some(after) = self.end_of_ending(next)
                {
                    let end = std::mem::replace(&mut self.at, after);
                    return (end, shape(begins_upper, upper, other), true);
                }
                if !begins_upper && letters <= 4 && upper == 0 {
                    let end = std::mem::replace(&mut self.at, next);
                    return (end, Shape::Lower, false);
                }
            }
            self.at = next;
        }
        // `al-Sisi`, `el-Sisi`: an article in small letters belongs to the name.
        let has_article = !begins_upper
            && upper == 1
            && self.text.get(start..self.at).is_some_and(begins_with_article);
        (self.at, shape(begins_upper || has_article, upper, other), false)
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.peek(at), Some('s' | 'S')) && !self.peek(at + 1).is_some_and(is_word)
    }

    /// End of the small letters from `start`, if they are few enough for an ending.
    fn end_of_ending(&self, start: usize) -> Option<usize> {
        let mut at = start;
        for _ in 0..5 {
            match self.peek(at) {
                Some(letter) if letter.is_lowercase() || self.is_possessive(at) => {
                    at += letter.len_utf8();
                }
                Some(letter) if is_word(letter) => return None,
                _ => return Some(at),
            }
        }
        None
    }

    /// Whether a sign holds a word together: a hyphen or apostrophe before a letter, or a mark.
    fn is_inner(&self, character: char, next: usize) -> bool {
        let holds = matches!(character, '-' | '‐' | '‑') || is_apostrophe(character);
        (holds && self.peek(next).is_some_and(is_word))
            || unicode_normalization::char::is_combining_mark(character)
            || crate::lexicon::fold::is_ignorable(character)
    }
}

/// Whether a short article and a capital stand at the beginning of a word.
fn begins_with_article(word: &str) -> bool {
    const ARTICLES: [&str; 10] = ["al", "el", "as", "ad", "ash", "ar", "an", "at", "az", "bin"];
    word.split_once(['-', '‑']).is_some_and(|(article, rest)| {
        ARTICLES.contains(&article) && rest.starts_with(char::is_uppercase)
    })
}

fn shape(begins_upper: bool, upper: usize, other: usize) -> Shape {
    match (begins_upper, upper, other) {
        (true, 1, 0) => Shape::Initial,
        (true, _, 0) => Shape::Upper,
        (true, ..) => Shape::Capital,
        _ => Shape::Lower,
    }
}

fn joined(gap: Gap, character: char) -> Gap {
    match (gap, character) {
        (Gap::Blank | Gap::Possessive, '.') => Gap::Dot,
        (Gap::Blank | Gap::Dot | Gap::Close | Gap::Possessive, ',') => Gap::Comma,
        (Gap::Blank | Gap::Dot, '(') => Gap::Open,
        (Gap::Blank, ')') => Gap::Close,
        (Gap::Blank, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'') => {
            Gap::Quote
        }
        _ => Gap::Break,
    }
}

fn is_word(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric()
    } else {
        character.is_alphanumeric()
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Gap, Shape)> {
        tokens(&Words::cut(text))
            .into_iter()
            .map(|token| (token.span.of(text), token.gap, token.shape))
            .collect()
    }

    #[test]
    fn words_come_with_gaps_and_shapes() {
        assert_eq!(
            words("Serbia's Gen. (Ivo) O'Brien-KING, l'armée\n\nX"),
            [
                ("Serbia", Gap::Break, Shape::Capital),
                ("Gen", Gap::Possessive, Shape::Capital),
                ("Ivo", Gap::Open, Shape::Capital),
                ("O'Brien-KING", Gap::Close, Shape::Capital),
                ("l", Gap::Comma, Shape::Lower),
                ("armée", Gap::Blank, Shape::Lower),
                ("X", Gap::Break, Shape::Initial),
            ]
        );
    }

    #[test]
    fn short_lines_end_like_headings() {
        let gaps = |text: &str| tokens(&Words::cut(text)).last().map(|token| token.gap);
        assert_eq!(gaps("Vesti\nDalje"), Some(Gap::Line));
        assert_eq!(
            gaps("a line that is long enough to have been wrapped by a program\nhere"),
            Some(Gap::Blank)
        );
    }

    #[test]
    fn odd_text_is_survived() {
        for text in
            ["", "'", "a'", "-'s", "’s’s", "e\u{301}\u{301}'", "\u{200b}", "武契奇", "don't'"]
        {
            for token in tokens(&Words::cut(text)) {
                assert!(!token.span.of(text).is_empty(), "{text:?}");
            }
        }
    }
}
