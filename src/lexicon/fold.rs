//! Folding: the one way in which letters are made alike for comparison.
//!
//! Takes any text, gives lower case without diacritics. Index, query, country
//! table and name keys all compare folded text, so they can never disagree.
//! Scripts are kept apart: making Cyrillic and Latin alike is the business of
//! names (`lexicon::name`).

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `text` to `folded`.
///
/// Compatibility decomposition, marks removed, lower case, and letters that do
/// not decompose (ł, đ, ø, ß, ı …) by a small table. Cyrillic й and ї lose
/// their marks like every other letter; since both sides of a comparison are
/// folded this joins forms and never separates them.
pub fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        if let Some(new) = folded.get_mut(start..) {
            new.make_ascii_lowercase();
        }
        return;
    }
    for character in text.nfkd() {
        if is_combining_mark(character) || is_ignorable(character) {
            continue;
        }
        if let Some(plain) = undecomposable(character) {
            folded.push_str(plain);
            continue;
        }
        // Lower-casing can bring back a mark (İ decomposes first, so it does not)
        // and final sigma must equal the other one.
        for lower in character.to_lowercase() {
            match lower {
                'ς' => folded.push('σ'),
                _ if is_combining_mark(lower) => {}
                _ => match undecomposable(lower) {
                    Some(plain) => folded.push_str(plain),
                    None => folded.push(lower),
                },
            }
        }
    }
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
    fn composed_equals_decomposed() {
        assert_eq!(fold("é\u{301}tat"), fold("e\u{301}\u{301}tat"));
    }
}
