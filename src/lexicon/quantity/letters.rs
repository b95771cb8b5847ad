//! Words and signs around a number: where a word ends, and its form for look-up.

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::fold::{fold_into, is_ignorable};

/// The character that begins at byte `at`.
#[inline]
pub(super) fn character(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `end`.
#[inline]
pub(super) fn character_before(text: &str, end: usize) -> Option<char> {
    text.get(..end)?.chars().next_back()
}

/// Whether a character may stand in a word.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    !is_superscript(character)
        && (character.is_alphanumeric() || is_combining_mark(character) || is_ignorable(character))
}

/// Signs that count as letters or digits but belong to no word.
fn is_superscript(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | 'º' | 'ª' | '½' | '¼' | '¾' | '⅓' | '⅔')
}

/// Whether a character joins the parts of a word.
fn is_joint(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | 'ʻ' | '‘')
}

/// Whether a character is written without blanks between words.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff10}'..='\u{ff5a}')
}

/// Longest word in bytes whose parts are looked at as one.
const LONGEST: usize = 96;

/// The end of the run of letters and digits that begins at `start`; with `joined`, of the whole
/// word with the parts that hyphens and apostrophes join.
pub(super) fn word_end(text: &str, start: usize, joined: bool) -> usize {
    let mut at = start;
    while let Some(next) = character(text, at) {
        let length = next.len_utf8();
        let goes_on = if is_word(next) {
            !is_unspaced(next)
        } else {
            joined
                && at > start
                && at - start < LONGEST
                && is_joint(next)
                && character(text, at + length)
                    .is_some_and(|next| is_word(next) && !is_unspaced(next))
        };
        if !goes_on {
            break;
        }
        at += length;
    }
    at
}

/// Passes over blanks, but no end of a line.
pub(super) fn past_blanks(text: &str, mut at: usize) -> usize {
    while let Some(next) = character(text, at).filter(|next| is_blank(*next)) {
        at += next.len_utf8();
    }
    at
}

/// A blank within a line.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{200a}')
}

/// Puts the form by which a word is looked up into `key`: folded, without apostrophes.
pub(super) fn key_into(word: &str, key: &mut String) {
    key.clear();
    if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'' && byte != b'`') {
        key.push_str(word);
        key.make_ascii_lowercase();
        return;
    }
    fold_into(word, key);
    if key.contains(['\'', '’', 'ʼ', 'ʻ', '‘', '`']) {
        key.retain(|sign| !matches!(sign, '\'' | '’' | 'ʼ' | 'ʻ' | '‘' | '`'));
    }
}
