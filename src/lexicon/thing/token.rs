//! Words of a text as the finders of named things need them.
//!
//! Takes a text; gives its words with their shape and a number for how they
//! begin, in one walk over the letters. Letters are folded by a table for the
//! scripts below [`END`]; what stands between words is looked at only where
//! somebody asks.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::fold::{fold_into, is_ignorable};
use crate::span::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Small letters.
    #[default]
    Lower,
    /// One capital in front, small letters behind it.
    Capital,
    /// Two capitals or more and nothing but capitals and digits.
    Upper,
    /// One capital alone.
    Initial,
    /// Begins with a digit.
    Number,
    /// Capitals inside: `MoD`, `MApN`, `iPhone`.
    Mixed,
    /// A script that has no capitals.
    Caseless,
    /// A script that puts no blanks between words.
    Unspaced,
}

/// A word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    pub(crate) shape: Shape,
    /// Whether letters and digits are mixed.
    pub(crate) has_digit: bool,
}

impl Token {
    pub(crate) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The first letters of a word, folded, four of them in sixteen bits each; fewer where the word
/// is shorter.
pub(crate) type Beginning = u64;

/// Letters that a beginning holds.
pub(crate) const LOOKED_AT: usize = 4;

/// The table holds the scripts up to Arabic.
const END: usize = 0x700;

const SEPARATOR: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;
const CASELESS: u8 = 4;
const UNSPACED: u8 = 5;
/// Belongs to the word and is no letter.
const MARK: u8 = 6;

struct Letters {
    classes: [u8; END],
    /// What a letter folds to; zero where that is not one letter.
    folded: [u16; END],
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut letters = Letters { classes: [SEPARATOR; END], folded: [0; END] };
    let mut folded = String::new();
    for (character, (class, fold_to)) in
        ('\0'..).zip(letters.classes.iter_mut().zip(&mut letters.folded))
    {
        *class = slow_class(character);
        folded.clear();
        fold_into(character.encode_utf8(&mut [0; 4]), &mut folded);
        let mut rest = folded.chars();
        if let (Some(letter), None) = (rest.next(), rest.next()) {
            *fold_to = letter as u32 as u16;
        }
    }
    letters
});

fn slow_class(character: char) -> u8 {
    if matches!(character, '\u{2b0}'..='\u{2ff}' | '·') {
        SEPARATOR
    } else if is_combining_mark(character) || is_ignorable(character) {
        MARK
    } else if !character.is_alphanumeric() {
        SEPARATOR
    } else if character.is_numeric() {
        DIGIT
    } else if character.is_uppercase() {
        UPPER
    } else if character.is_lowercase() {
        LOWER
    } else if is_unspaced(character) {
        UNSPACED
    } else {
        CASELESS
    }
}

/// Han and Kana.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..'\u{a000}' | '\u{f900}'..'\u{fb00}')
}

/// Appends the folded form of a word.
pub(crate) fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    let letters: &Letters = &LETTERS;
    let before = folded.len();
    for character in word.chars() {
        match letters.folded.get(character as usize) {
            Some(&letter) if letter != 0 => folded.extend(char::from_u32(u32::from(letter))),
            _ => {
                folded.truncate(before);
                fold_into(word, folded);
                return;
            }
        }
    }
}

/// The beginning of a word that is folded already.
pub(crate) fn beginning(folded: &str) -> Beginning {
    folded.chars().take(LOOKED_AT).fold(0, push)
}

fn push(beginning: Beginning, letter: char) -> Beginning {
    beginning << 16 | u64::from(letter as u32 & 0xffff)
}

/// Calls `found` for every word of `text` with its beginning, in order.
pub(crate) fn each(text: &str, mut found: impl FnMut(Token, Beginning)) {
    let letters: &Letters = &LETTERS;
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Most of what stands between words is one blank.
        let Some((class, length, character)) = letter(letters, text, bytes, at) else { return };
        if class == SEPARATOR || class == MARK {
            at += length;
            continue;
        }
        let start = at;
        let (mut upper, mut lower, mut digits, mut known) = (0_u32, 0_u32, 0_u32, 0);
        let first = class;
        let mut begins: Beginning = 0;
        let (mut class, mut length, mut character) = (class, length, character);
        loop {
            match class {
                UPPER => upper += 1,
                LOWER => lower += 1,
                DIGIT => digits += 1,
                _ => {}
            }
            if known < LOOKED_AT && class != MARK {
                push_folded(letters, character, &mut begins, &mut known);
            }
            at += length;
            match letter(letters, text, bytes, at) {
                Some(next)
                    if next.0 != SEPARATOR && (next.0 == UNSPACED) == (first == UNSPACED) =>
                {
                    (class, length, character) = next;
                }
                _ => break,
            }
        }
        let shape = match first {
            DIGIT => Shape::Number,
            UNSPACED => Shape::Unspaced,
            CASELESS => Shape::Caseless,
            UPPER if lower == 0 && upper + digits == 1 => Shape::Initial,
            UPPER if lower == 0 => Shape::Upper,
            UPPER if upper == 1 => Shape::Capital,
            _ if upper > 0 => Shape::Mixed,
            _ => Shape::Lower,
        };
        let has_digit = digits > 0 && upper + lower > 0;
        let token = Token { start: start as u32, end: at as u32, shape, has_digit };
        found(token, begins);
    }
}

#[inline]
fn push_folded(letters: &Letters, character: char, begins: &mut Beginning, known: &mut usize) {
    match letters.folded.get(character as usize) {
        Some(&letter) if letter != 0 => {
            *begins = *begins << 16 | u64::from(letter);
            *known += 1;
        }
        _ => {
            let mut folded = String::new();
            fold_into(character.encode_utf8(&mut [0; 4]), &mut folded);
            for letter in folded.chars().take(LOOKED_AT - *known) {
                *begins = push(*begins, letter);
                *known += 1;
            }
        }
    }
}

/// Class, length and value of the character at a byte.
#[inline]
fn letter(letters: &Letters, text: &str, bytes: &[u8], at: usize) -> Option<(u8, usize, char)> {
    let byte = *bytes.get(at)?;
    if byte.is_ascii() {
        let class = letters.classes.get(usize::from(byte)).copied().unwrap_or_default();
        return Some((class, 1, char::from(byte)));
    }
    let character = text.get(at..)?.chars().next()?;
    let class = match letters.classes.get(character as usize) {
        Some(&class) => class,
        None if ('\u{2000}'..'\u{2e80}').contains(&character)
            || ('\u{3000}'..='\u{3020}').contains(&character) =>
        {
            if is_ignorable(character) {
                MARK
            } else {
                SEPARATOR
            }
        }
        None => slow_class(character),
    };
    Some((class, character.len_utf8(), character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;
    use std::fmt::Write as _;

    #[test]
    fn words_come_with_their_shapes() {
        let mut shown = String::new();
        let text = "The H145M, MoD’s 63rd МиГ-29: 国防部NATO وزارة A e\u{301}tat";
        each(text, |token, begins| {
            assert_eq!(begins, beginning(&fold(token.span().of(text))), "{token:?}");
            let _ = write!(shown, "{}:{:?} ", token.span().of(text), token.shape);
        });
        assert_eq!(
            shown,
            "The:Capital H145M:Upper MoD:Mixed s:Lower 63rd:Number МиГ:Mixed 29:Number \
             国防部:Unspaced NATO:Upper وزارة:Caseless A:Initial e\u{301}tat:Lower "
        );
    }

    #[test]
    fn words_are_folded_as_elsewhere() {
        for word in ["Batajnica", "Пасуљанске", "Straße", "Þór", "القاعدة", "e\u{301}tat", "ﬁ"]
        {
            let mut folded = String::new();
            fold_word(word, &mut folded);
            assert_eq!(folded, fold(word));
        }
    }
}
