//! Letters of words: how they are made alike, and by what a word is looked up.
//!
//! A word is looked up by its first four letters, folded; they are packed into
//! a number while the word is walked over, so that most words are neither
//! copied nor folded as a whole.

use unicode_normalization::UnicodeNormalization as _;

use crate::lexicon::fold::{first_folded, fold};

/// Letters by which a word is looked up.
pub(super) const KEYED: usize = 4;

/// The first letters of a word, sixteen bits each; fewer if it is shorter.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub letters: u64,
    length: usize,
}

impl Key {
    /// Takes the next letter of the word; tells whether it still counts.
    #[inline]
    pub(super) fn push(&mut self, letter: u16) -> bool {
        let counts = self.length < KEYED;
        if letter != 0 && counts {
            self.letters = self.letters << 16 | u64::from(letter);
            self.length += 1;
        }
        counts
    }

    /// Takes the next letter of the word as written; a Korean syllable is two or three.
    #[inline]
    pub(super) fn push_written(&mut self, character: char) {
        if self.length == KEYED {
            return;
        }
        if matches!(character, '가'..='힣') {
            for part in character.nfd() {
                self.push(u16::try_from(u32::from(part)).unwrap_or(u16::MAX));
            }
        } else {
            self.push(letter(character));
        }
    }

    /// Whether the word may have letters beyond the key.
    pub(super) fn is_full(&self) -> bool {
        self.length == KEYED
    }

    /// The last letters of a word as written, as a key.
    pub(super) fn of_end(word: &str) -> Self {
        let mut key = Self::default();
        for character in word.chars().rev().take(KEYED + 1) {
            key.push_written(character);
        }
        key
    }

    /// The key of a word as written.
    pub(super) fn of(word: &str) -> Self {
        let mut key = Self::default();
        for character in word.chars() {
            key.push_written(character);
            if key.is_full() {
                break;
            }
        }
        key
    }
}

/// A letter without case and diacritics, 0 for a mark that is no letter of its own.
fn letter(character: char) -> u16 {
    // Letters beyond sixteen bits begin no word of the table.
    first_folded(character).map_or(0, |first| u16::try_from(u32::from(first)).unwrap_or(u16::MAX))
}

/// Cyrillic letters and the Latin ones that look the same, both folded.
const TWINS: [(char, char); 13] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
];

/// Whether plain letters or digits and Cyrillic letters stand in a word.
pub(super) fn is_mixed(word: &str) -> bool {
    let is_cyrillic = |letter: char| ('\u{400}'..'\u{530}').contains(&letter);
    word.bytes().any(|byte| byte.is_ascii_alphanumeric()) && word.chars().any(is_cyrillic)
}

/// A word that mixes Latin and Cyrillic letters, folded, in the one script that it is meant in.
///
/// Look-alikes slip in where somebody types on the wrong keyboard.
pub(super) fn straightened(word: &str) -> String {
    let folded = fold(word);
    let is_cyrillic = |letter: char| ('\u{400}'..'\u{530}').contains(&letter);
    let only_cyrillic = |letter: char| {
        is_cyrillic(letter) && !TWINS.iter().any(|(cyrillic, _)| *cyrillic == letter)
    };
    let to_cyrillic = folded.chars().any(only_cyrillic);
    let straight = |letter: char| {
        let twin = TWINS.iter().find_map(|&(cyrillic, latin)| {
            if to_cyrillic {
                (latin == letter).then_some(cyrillic)
            } else {
                (cyrillic == letter).then_some(latin)
            }
        });
        twin.unwrap_or(letter)
    };
    folded.chars().map(straight).collect()
}

/// Whether a character is of a script that writes words without blanks between them.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_keyed_alike_whatever_their_case_and_marks() {
        for (one, other) in
            [("Visit", "visi"), ("Poséta", "POSETA"), ("Встреча", "встр"), ("e\u{301}tape", "étap")]
        {
            assert!(Key::of(one) == Key::of(other), "{one} {other}");
        }
        assert!(Key::of("met") != Key::of("meti"));
        assert!(Key::of("") == Key::default());
    }

    #[test]
    fn mixed_scripts_are_straightened() {
        for (mixed, straight) in
            [("posеti", "poseti"), ("встpеча", "встреча"), ("Genеral", "general")]
        {
            assert_eq!(straightened(mixed), straight);
        }
    }
}
