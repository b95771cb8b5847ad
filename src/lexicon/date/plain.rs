//! Folding of single words without allocation, for the scan of long texts.
//!
//! Gives what `lexicon::fold` gives, a letter at a time from a table; letters
//! that fold to several are left to it.

use std::sync::LazyLock;

use crate::lexicon::fold::{fold, is_ignorable};

/// Characters below are folded by the table: the alphabets of Europe and the Near East.
pub(super) const TABLE: usize = 0x700;

/// What a character is in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// No letter.
    Border,
    /// A mark or joiner inside a word.
    Skip,
    /// A letter that folds to several.
    Several,
    /// A digit.
    Digit,
    /// A letter, folded.
    Plain(u16),
}

/// Letters by their characters.
pub(super) type Letters = [Letter; TABLE];

static LETTERS: LazyLock<Box<Letters>> = LazyLock::new(|| {
    let mut table = Box::new([Letter::Border; TABLE]);
    for (place, letter) in (0_u32..).zip(table.iter_mut()) {
        if let Some(character) = char::from_u32(place) {
            *letter = of(character);
        }
    }
    table
});

fn of(character: char) -> Letter {
    if digit(character).is_some() {
        return Letter::Digit;
    }
    if !is_letter_of_any_script(character) {
        return Letter::Border;
    }
    if is_ignorable(character) {
        return Letter::Skip;
    }
    let plain = fold(&character.to_string());
    let mut letters = plain.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Letter::Skip,
        (Some(letter), None) => {
            u16::try_from(u32::from(letter)).map_or(Letter::Several, Letter::Plain)
        }
        _ => Letter::Several,
    }
}

/// The table of letters.
pub(super) fn letters() -> &'static Letters {
    &LETTERS
}

/// What the character with this code is.
pub(super) fn letter(letters: &Letters, code: u32) -> Letter {
    match letters.get(code as usize) {
        Some(letter) => *letter,
        // Georgian folds to itself; its capitals are further on.
        None if (0x10d0..=0x10ff).contains(&code) => Letter::Plain(code as u16),
        None if (0x1c90..=0x1fff).contains(&code) => Letter::Several,
        None => Letter::Border,
    }
}

/// Whether a character may be inside a run of letters; looked up in the table where that
/// has it.
pub(super) fn is_letter(character: char) -> bool {
    match LETTERS.get(character as usize) {
        Some(letter) => !matches!(letter, Letter::Border | Letter::Digit),
        None => is_letter_of_any_script(character),
    }
}

/// Whether a character may be inside a run of letters; Chinese, Japanese and Korean writing has no
/// words in this sense.
fn is_letter_of_any_script(character: char) -> bool {
    (character.is_alphabetic() && !is_east_asian(character))
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{640}')
}

/// Whether the character is written without blanks between words.
pub(super) fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// The value of a digit, European or Arabic.
pub(super) fn digit(character: char) -> Option<i16> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    i16::try_from(u32::from(character) - u32::from(zero)).ok()
}

/// The most bytes that a folded word may have here.
const MOST: usize = 96;

/// Gives the folded form of `word` to `read`.
pub(super) fn with_folded<T>(word: &str, read: impl FnOnce(&str) -> T) -> T {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return read(word);
    }
    let mut buffer = [0_u8; MOST];
    match folded_into(word, &mut buffer) {
        Some(folded) => read(folded),
        None => read(&fold(word)),
    }
}

fn folded_into<'buffer>(word: &str, buffer: &'buffer mut [u8; MOST]) -> Option<&'buffer str> {
    let letters = letters();
    let mut end = 0;
    if word.is_ascii() {
        let place = buffer.get_mut(..word.len())?;
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        end = word.len();
    } else {
        for character in word.chars() {
            match letter(letters, u32::from(character)) {
                Letter::Skip => {}
                Letter::Plain(code) => {
                    let plain = char::from_u32(u32::from(code))?;
                    let place = buffer.get_mut(end..end + plain.len_utf8())?;
                    plain.encode_utf8(place);
                    end += plain.len_utf8();
                }
                Letter::Border | Letter::Several | Letter::Digit => return None,
            }
        }
    }
    std::str::from_utf8(buffer.get(..end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_as_the_lexicon_does() {
        for word in [
            "Yesterday",
            "ČETVRTAK",
            "Среда\u{301}",
            "Straße",
            "ÜÇÜNCÜ",
            "Σάββατος",
            "ა",
            "ﬁn",
            "ẵ",
        ] {
            with_folded(word, |folded| assert_eq!(folded, fold(word), "{word}"));
        }
        let long = "é".repeat(200);
        with_folded(&long, |folded| assert_eq!(folded.len(), 200));
    }
}
