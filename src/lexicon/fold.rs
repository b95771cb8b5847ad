//! Folding: the one way in which letters are made alike for comparison.
//!
//! Takes any text, gives lower case without diacritics. Index, query, country
//! table and name keys all compare folded text, so they can never disagree.
//! Scripts are kept apart: making Cyrillic and Latin alike is the business of
//! names (`lexicon::name`).

use std::sync::OnceLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The first code that the table of letters does not hold: Latin, Greek, Cyrillic, Armenian,
/// Hebrew and Arabic come before it.
const LISTED: usize = 0x700;

/// The bit that only bytes of characters beyond ASCII have.
const BEYOND_ASCII: u8 = 0x80;

/// What letters fold to, found out when each is first met; `\0` where that is not one letter.
static LETTERS: [OnceLock<char>; LISTED] = [const { OnceLock::new() }; LISTED];

/// Appends the folded form of `text` to `folded`.
///
/// Compatibility decomposition, marks removed, lower case, and letters that do
/// not decompose (ł, đ, ø, ß, ı …) by a small table. Cyrillic й and ї lose
/// their marks like every other letter; since both sides of a comparison are
/// folded this joins forms and never separates them. As marks fall away, their
/// order does not matter, and each character is folded by itself.
pub fn fold_into(text: &str, folded: &mut String) {
    // Most words are in lower case already: one look tells, and they are copied as they are.
    let signs = text
        .bytes()
        .fold(0, |signs, byte| signs | byte & BEYOND_ASCII | u8::from(byte.is_ascii_uppercase()));
    if signs & BEYOND_ASCII != 0 {
        for character in text.chars() {
            fold_character_into(character, folded);
        }
        return;
    }
    let start = folded.len();
    folded.push_str(text);
    if signs != 0
        && let Some(new) = folded.get_mut(start..)
    {
        new.make_ascii_lowercase();
    }
}

/// Appends the folded form of a character.
#[inline]
pub(crate) fn fold_character_into(character: char, folded: &mut String) {
    match listed(character) {
        Some(letter) => folded.push(letter),
        None => decompose_into(character, folded),
    }
}

/// The one letter that a character folds to, if the table has it.
#[inline]
pub(crate) fn listed(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character.to_ascii_lowercase());
    }
    let letter = LETTERS.get(character as usize)?;
    Some(*letter.get_or_init(|| only_letter(character))).filter(|letter| *letter != '\0')
}

/// The first letter that a character folds to, if it folds to any.
pub(crate) fn first_folded(character: char) -> Option<char> {
    listed(character).or_else(|| fold(character.encode_utf8(&mut [0; 4])).chars().next())
}

/// What a character folds to if that is one letter, else `\0`.
#[cold]
fn only_letter(character: char) -> char {
    let mut folded = String::new();
    decompose_into(character, &mut folded);
    let mut letters = folded.chars();
    letters.next().filter(|_| letters.next().is_none()).unwrap_or_default()
}

fn decompose_into(character: char, folded: &mut String) {
    decompose_compatible(character, |part| {
        if is_combining_mark(part) || is_ignorable(part) {
            return;
        }
        if let Some(plain) = undecomposable(part) {
            folded.push_str(plain);
            return;
        }
        // Lower-casing can bring back a mark (İ decomposes first, so it does not)
        // and final sigma must equal the other one.
        for lower in part.to_lowercase() {
            match lower {
                'ς' => folded.push('σ'),
                _ if is_combining_mark(lower) => {}
                _ => match undecomposable(lower) {
                    Some(plain) => folded.push_str(plain),
                    None => folded.push(lower),
                },
            }
        }
    });
}

/// The folded form of `text`; see [`fold_into`].
///
/// ```
/// use bilat::lexicon::fold::fold;
///
/// assert_eq!(fold("Szalay-Bobrovniczky KRISTÓF"), "szalay-bobrovniczky kristof");
/// assert_eq!(fold("İstanbul, Đinđić, Łódź, Straße"), "istanbul, dindic, lodz, strasse");
/// assert_eq!(fold("Ле́нин"), fold("Ленин"));
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Gives the folded form of `text` to `read`; most words need no memory for it.
pub fn with_folded<T>(text: &str, read: impl FnOnce(&str) -> T) -> T {
    const SHORT: usize = 32;
    if !text.is_ascii() {
        return read(&fold(text));
    }
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return read(text);
    }
    let mut buffer = [0; SHORT];
    let lower = buffer.get_mut(..text.len()).and_then(|lower| {
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).ok()
    });
    match lower {
        Some(lower) => read(lower),
        None => read(&fold(text)),
    }
}

/// Characters that are written inside words but carry no letter: soft hyphen,
/// joiners, Arabic tatweel, direction marks.
pub fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn undecomposable(character: char) -> Option<&'static str> {
    Some(match character {
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ø' | 'Ø' => "o",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "a",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Vučić", "ΣΊΣΥΦΟΣ", "Київ", "ﬁnal", "Ǆ", "Ə", "İI", "e\u{301}tat"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
            assert!(with_folded(text, |folded| folded == fold(text)), "{text}");
        }
    }

    #[test]
    fn a_word_of_any_length_is_folded_in_place() {
        for text in ["", "minister", "MINISTER 2024", &"Minister".repeat(9), "Honvédelmi"] {
            assert!(with_folded(text, |folded| folded == fold(text)), "{text}");
        }
    }

    #[test]
    fn every_character_is_folded_as_in_a_text_that_is_decomposed_as_a_whole() {
        for character in '\0'..'\u{30000}' {
            let text = format!("á{character}\u{323}é");
            let whole: String = text.nfkd().collect();
            assert_eq!(fold(&text), fold(&whole), "{character:?}");
            let mut folded = String::new();
            fold_character_into(character, &mut folded);
            assert_eq!(folded, fold(&character.to_string()), "{character:?}");
        }
    }

    #[test]
    fn composed_equals_decomposed() {
        assert_eq!(fold("é\u{301}tat"), fold("e\u{301}\u{301}tat"));
    }
}
