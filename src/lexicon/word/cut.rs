//! Where the words of a text begin and end, and how they are written.
//!
//! A word is a run of letters, digits and the marks on them; a run of a script
//! without blanks is a word of its own. Letters are told by a table for the
//! scripts below [`END`], and runs of plain letters eight at a time.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::shape::Shape;
use crate::lexicon::ascii;
use crate::lexicon::fold::is_ignorable;
use crate::span::Span;

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

/// The class of each character that the table holds.
type Classes = [u8; END];

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut classes = [SEPARATOR; END];
    for (character, class) in ('\0'..).zip(&mut classes) {
        *class = slow_class(character);
    }
    classes
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

/// The beginning of a word that is folded already.
pub(crate) fn beginning(folded: &str) -> Beginning {
    folded.chars().take(LOOKED_AT).fold(0, push)
}

fn push(beginning: Beginning, letter: char) -> Beginning {
    beginning << 16 | u64::from(letter as u32 & 0xffff)
}

/// Calls `found` with the bytes of every word of `text`, in order, and whether it stands alone:
/// nothing but ASCII is between it and the word before, and it touches neither that behind it nor
/// anything but ASCII.
pub(super) fn each(text: &str, mut found: impl FnMut(Span, bool)) {
    let classes: &Classes = &CLASSES;
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut is_apart = true;
    loop {
        let start = ascii::skip_signs(bytes, at);
        let (end, ends) = if let Some(end) = ascii::plain_word(bytes, start) {
            (end, true)
        } else {
            let Some((is_word, end)) = word_or_sign(classes, text, bytes, start) else { return };
            if !is_word {
                at = end;
                is_apart = false;
                continue;
            }
            let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
            (end, bytes.get(end).is_none_or(ends))
        };
        found(Span::new(start, end), is_apart && ends);
        is_apart = ends;
        // Most of what stands between words is one blank.
        at = end + usize::from(ends && end < bytes.len());
    }
}

/// Whether a word begins at a byte, and where it or the sign there ends; nothing at the end.
#[inline(never)]
fn word_or_sign(
    classes: &Classes,
    text: &str,
    bytes: &[u8],
    start: usize,
) -> Option<(bool, usize)> {
    let (first, length, _) = letter(classes, text, bytes, start)?;
    let mut at = start + length;
    if first == SEPARATOR || first == MARK {
        return Some((false, at));
    }
    while let Some((class, length, _)) = letter(classes, text, bytes, at) {
        if class == SEPARATOR || (class == UNSPACED) != (first == UNSPACED) {
            break;
        }
        at += length;
    }
    Some((true, at))
}

/// How a word is written, and whether letters and digits are mixed in it.
pub(super) fn shape(word: &str) -> (Shape, bool) {
    let classes: &Classes = &CLASSES;
    let bytes = word.as_bytes();
    let (mut upper, mut lower, mut digits) = (0_u32, 0_u32, 0_u32);
    let (mut first, mut at) = (None, 0);
    while let Some((class, length, _)) = letter(classes, word, bytes, at) {
        match class {
            UPPER => upper += 1,
            LOWER => lower += 1,
            DIGIT => digits += 1,
            _ => {}
        }
        first = first.or(Some(class));
        at += length;
    }
    let shape = match first {
        Some(DIGIT) => Shape::Number,
        Some(UNSPACED) => Shape::Unspaced,
        Some(CASELESS) => Shape::Caseless,
        Some(UPPER) if lower == 0 && upper + digits == 1 => Shape::Initial,
        Some(UPPER) if lower == 0 => Shape::Upper,
        Some(UPPER) if upper == 1 => Shape::Capital,
        _ if upper > 0 => Shape::Mixed,
        _ => Shape::Lower,
    };
    (shape, digits > 0 && upper + lower > 0)
}

/// Class, length and value of the character at a byte.
#[inline]
fn letter(classes: &Classes, text: &str, bytes: &[u8], at: usize) -> Option<(u8, usize, char)> {
    let byte = *bytes.get(at)?;
    if byte.is_ascii() {
        let class = classes.get(usize::from(byte)).copied().unwrap_or_default();
        return Some((class, 1, char::from(byte)));
    }
    let character = text.get(at..)?.chars().next()?;
    let class = match classes.get(character as usize) {
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
