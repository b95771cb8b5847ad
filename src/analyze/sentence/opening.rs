//! What follows a stop: whether it can begin a sentence, and whether it must.
//!
//! Takes the text behind a stop and its closing quotes, gives the next word with
//! what matters about it. It never looks into the next paragraph, so a sentence
//! ends in the same place whatever comes after its paragraph.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::fold::{fold, with_folded};
use crate::lexicon::rows;

/// Words that begin a sentence when they are capitalised where an abbreviation
/// could go on with a name; true for those that must stand before a small letter.
static STARTERS: LazyLock<FxHashMap<String, bool>> = LazyLock::new(|| {
    rows::lines(include_str!("starters.txt"))
        .flat_map(str::split_whitespace)
        .map(|word| match word.strip_suffix('~') {
            Some(word) => (fold(word), true),
            None => (fold(word), false),
        })
        .collect()
});

/// Signs before a word; where there are more, as in a row of points, no sentence begins.
const MOST_SIGNS: u32 = 8;

/// Longest starter in bytes, so that no long word is folded in vain.
const LONGEST_STARTER: usize = 40;

/// What follows a stop.
pub(super) enum Opening<'text> {
    /// Nothing: the paragraph ends.
    End,
    /// Signs without any letter or digit: part of this sentence.
    Signs,
    /// A character that stands at the stop without a blank.
    Glued(&'text str),
    /// A word or number.
    Word(Word<'text>),
}

/// The word that follows a stop and a blank.
pub(super) struct Word<'text> {
    /// Its first letter or digit.
    pub(super) first: char,
    /// The signs (quotes, brackets, dashes) before it.
    pub(super) signs: &'text str,
    /// The word itself, cut at the first sign that is no hyphen.
    pub(super) letters: &'text str,
    /// What comes after it.
    pub(super) rest: &'text str,
}

impl<'text> Opening<'text> {
    pub(super) fn read(after: &'text str) -> Self {
        let Some(first) = after.chars().next() else { return Self::End };
        if !first.is_whitespace() {
            return Self::Glued(after);
        }
        let mut breaks = 0;
        let mut signs = None;
        let mut count = 0;
        for (at, character) in after.char_indices() {
            if character.is_whitespace() {
                breaks += usize::from(character == '\n');
                if breaks > 1 {
                    return if signs.is_none() { Self::End } else { Self::Signs };
                }
                continue;
            }
            breaks = 0;
            let from = *signs.get_or_insert(at);
            if character.is_alphanumeric() {
                let rest = after.get(at..).unwrap_or_default();
                let length = rest.find(|letter| !is_in_word(letter)).unwrap_or(rest.len());
                return Self::Word(Word {
                    first: character,
                    signs: after.get(from..at).unwrap_or_default(),
                    letters: rest.get(..length).unwrap_or_default(),
                    rest: rest.get(length..).unwrap_or_default(),
                });
            }
            count += 1;
            // A comma or the like belongs to the sentence before it.
            if count > MOST_SIGNS
                || matches!(character, ',' | ';' | ':' | ')' | ']' | '}' | '،' | '，' | '、')
            {
                return Self::Signs;
            }
        }
        if signs.is_none() { Self::End } else { Self::Signs }
    }
}

impl Word<'_> {
    /// Whether it is written small, and so goes on with the sentence. `eFP` and
    /// Georgian, which has no capitals in running text, do not.
    pub(super) fn is_small(&self) -> bool {
        let camel = self.letters.chars().nth(1).is_some_and(char::is_uppercase);
        is_small(self.first) && !camel
    }

    /// Whether it is a sum of money: `$5`.
    pub(super) fn is_amount(&self) -> bool {
        self.signs.contains(['$', '€', '£', '¥'])
    }

    /// Whether it is written in capitals only, as in headings.
    pub(super) fn is_capitals(&self) -> bool {
        let mut letters = self.letters.chars().filter(|letter| letter.is_alphabetic());
        letters.clone().count() > 1 && letters.all(char::is_uppercase)
    }

    /// Whether it plainly begins a sentence.
    pub(super) fn is_starter(&self) -> bool {
        let before_small = || {
            beyond(self.rest).starts_with(|letter: char| {
                is_small(letter) || letter.is_numeric() || matches!(letter, '„' | '«' | '“' | '"')
            })
        };
        if self.rest.starts_with(['.', '/', '@']) || self.letters.len() > LONGEST_STARTER {
            return false;
        }
        if let Some(before) = self.letters.find(['\'', '’']) {
            // `L'accord`, `Qu'il`, `D'après`: an article before a small letter.
            let (article, noun) = self.letters.split_at(before);
            return noun.chars().nth(1).is_some_and(is_small)
                && matches!(
                    article,
                    "L" | "D" | "C" | "S" | "N" | "J" | "Qu" | "Un" | "Dell" | "It" | "I"
                );
        }
        if self.letters.chars().nth(1).is_none() {
            // A lone letter without a stop is a word (`A`, `В`, `U`), not an initial.
            return self.first.is_uppercase();
        }
        match with_folded(self.letters, |word| STARTERS.get(word).copied()) {
            Some(before_small_only) => !before_small_only || before_small(),
            None => false,
        }
    }
}

/// What stands behind a blank in the same paragraph.
pub(super) fn beyond(rest: &str) -> &str {
    let beyond = rest.trim_start();
    let blank = rest.get(..rest.len() - beyond.len()).unwrap_or_default();
    if blank.is_empty() || blank.matches('\n').nth(1).is_some() { "" } else { beyond }
}

/// Small in a script that has capitals in running text.
pub(super) fn is_small(letter: char) -> bool {
    letter.is_lowercase() && !matches!(letter, '\u{10a0}'..='\u{10ff}')
}

fn is_in_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_starter_is_marked_alike_wherever_it_is_listed() {
        let lines = rows::lines(include_str!("starters.txt"));
        for word in lines.flat_map(str::split_whitespace) {
            let marked = STARTERS.get(&fold(word.trim_end_matches('~')));
            assert_eq!(marked, Some(&word.ends_with('~')), "{word}");
        }
    }
}
