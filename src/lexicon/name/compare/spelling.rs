//! Letters of any alphabet read as sounds.
//!
//! Takes one word in lower case, gives its sounds by `letters.tsv`: the longest
//! spelling that fits where it stands. Characters that write syllables are read by `syllable`.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::sound::{SOUNDS, Sound};
use crate::lexicon::rows;

/// A sound as it stands in a word, and whether some writers leave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelt {
    pub(super) sound: Sound,
    pub(super) optional: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Any,
    Begin,
    End,
    Inner,
    Soft,
}

struct Row {
    /// Letters behind the first one.
    rest: Vec<char>,
    place: Place,
    sounds: Vec<Spelt>,
}

/// Rows by the first letter of the spelling, the longest first, special places before any.
struct Letters {
    plain: [Vec<Row>; 128],
    others: FxHashMap<char, Vec<Row>>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| Letters::read(include_str!("letters.tsv")));

impl Letters {
    fn read(table: &str) -> Self {
        let mut letters = Self { plain: [const { Vec::new() }; 128], others: FxHashMap::default() };
        for [place, spellings, sounds] in rows::columns(table) {
            let place = match place {
                "begin" => Place::Begin,
                "end" => Place::End,
                "inner" => Place::Inner,
                "soft" => Place::Soft,
                _ => Place::Any,
            };
            let sounds: Vec<Spelt> = spelt(sounds).collect();
            for spelling in spellings.split(' ') {
                let mut rest = spelling.chars();
                let Some(first) = rest.next() else { continue };
                let row = Row { rest: rest.collect(), place, sounds: sounds.clone() };
                match letters.plain.get_mut(first as usize) {
                    Some(rows) => rows.push(row),
                    None => letters.others.entry(first).or_default().push(row),
                }
            }
        }
        for rows in letters.plain.iter_mut().chain(letters.others.values_mut()) {
            rows.sort_by_key(|row| (Reverse(row.rest.len()), row.place == Place::Any));
        }
        letters
    }

    /// The rows of spellings that begin with a letter.
    #[inline]
    fn rows(&self, first: char) -> &[Row] {
        match self.plain.get(first as usize) {
            Some(rows) => rows,
            None => self.others.get(&first).map_or(&[], Vec::as_slice),
        }
    }
}

/// Sounds as tables write them: names with blanks between, those that may be missing with `?`.
pub(super) fn spelt(sounds: &str) -> impl Iterator<Item = Spelt> {
    sounds.split_ascii_whitespace().filter_map(|name| {
        let bare = name.trim_end_matches('?');
        Some(Spelt { sound: SOUNDS.named(bare)?, optional: bare.len() < name.len() })
    })
}

/// The letter that stands for `letter` in the table: itself, or itself without its marks.
pub(super) fn letter(letter: char) -> char {
    // Syllables would fall apart into their letters.
    let is_syllable = matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}');
    if letter.is_ascii_lowercase() || is_syllable || !LETTERS.rows(letter).is_empty() {
        return letter;
    }
    if let Some(plain) = brahmic(letter) {
        return plain;
    }
    std::iter::once(letter).nfd().next().unwrap_or(letter)
}

/// Appends the sounds of a word in an alphabet and in lower case, letters as [`letter`] gives
/// them; a letter that nothing is known of has no sound.
pub(super) fn sounds_into(word: &[char], sounds: &mut Vec<Spelt>) {
    let letters: &Letters = &LETTERS;
    let mut at = 0;
    while let Some((&first, behind)) = word.get(at..).and_then(<[char]>::split_first) {
        let fits = |row: &&Row| {
            // Most spellings that do not fit differ in their second letter.
            row.rest.first().is_none_or(|second| behind.first() == Some(second))
                && behind.starts_with(&row.rest)
                && match row.place {
                    Place::Any => true,
                    Place::Begin => at == 0,
                    Place::Inner => at > 0,
                    Place::End => behind.len() == row.rest.len(),
                    Place::Soft => behind.get(row.rest.len()).is_some_and(|next| is_soft(*next)),
                }
        };
        let row = letters.rows(first).iter().find(fits);
        at += 1;
        if let Some(row) = row {
            sounds.extend_from_slice(&row.sounds);
            at += row.rest.len();
        }
        if is_brahmic_consonant(first) {
            let joined = at.checked_sub(2).and_then(|before| word.get(before)) == Some(&VIRAMA);
            inherent_vowel_into(word.get(at).copied(), joined, sounds);
        }
    }
}

fn is_soft(letter: char) -> bool {
    matches!(
        letter,
        'e' | 'i' | 'y' | 'é' | 'è' | 'ê' | 'ë' | 'ė' | 'ę' | 'ě' | 'ē' | 'í' | 'ī' | 'į' | 'ý'
    )
}

/// The letter of Devanagari at the place of one of the scripts that are laid out alike: Bengali,
/// Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada and Malayalam.
fn brahmic(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let other = (0x0980..0x0d80).contains(&code);
    other.then(|| char::from_u32(0x0900 + code % 0x80)).flatten()
}

fn is_brahmic_consonant(letter: char) -> bool {
    matches!(letter, 'क'..='ह')
}

/// The sign for no vowel.
const VIRAMA: char = '्';

/// A consonant is followed by a short vowel, unless another vowel or the sign for none follows; at
/// the end of a word only where two consonants are joined.
fn inherent_vowel_into(next: Option<char>, joined: bool, sounds: &mut Vec<Spelt>) {
    if next.is_none() && joined {
        sounds.push(Spelt { sound: SOUNDS.known.a, optional: true });
    }
    let written = next.is_some_and(|next| matches!(next, 'ा'..='्'));
    let nukta = next == Some('़');
    if !written && !nukta && next.is_some() {
        sounds.push(Spelt { sound: SOUNDS.known.schwa, optional: true });
    }
}

/// Whether a word of such letters is written without its short vowels.
pub(super) fn omits_vowels(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in rows::lines(include_str!("letters.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [place, spellings, sounds] = columns.as_slice() else { panic!("{line}") };
            assert!(matches!(*place, "any" | "begin" | "end" | "inner" | "soft"), "{line}");
            assert!(!spellings.is_empty(), "{line}");
            assert_eq!(spelt(sounds).count(), sounds.split(' ').count(), "{line}");
        }
    }
}
