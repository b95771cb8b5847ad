//! The endings of cases, by patterns of declension.
//!
//! Takes the sounds of a word; gives where its stem may end, with the patterns
//! that the rest is an ending of (`endings.tsv`). Two words are forms of one if
//! their stems sound alike and their endings share a pattern.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::sound::{SOUNDS, Sound};
use super::spelling::{self, Spelt};
use crate::lexicon::rows;

/// Most sounds in an ending.
const LONGEST: usize = 5;

/// A place where the stem of a word may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stem {
    /// Sounds before the ending.
    pub(super) length: u8,
    /// Patterns that the rest is an ending of, a bit each.
    pub(super) sure: u64,
    /// Those of which it is one, with a doubt.
    pub(super) weak: u64,
    /// Those of which it is the ending of the nominative.
    pub(super) nominative: u64,
    /// Those that are no declension.
    pub(super) kin: u64,
}

#[derive(Clone, Copy, Default)]
struct Patterns {
    sure: u64,
    weak: u64,
    nominative: u64,
    kin: u64,
}

struct Endings {
    patterns: FxHashMap<u64, Patterns>,
}

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::read(include_str!("endings.tsv")));

impl Endings {
    fn read(table: &str) -> Self {
        let mut patterns: FxHashMap<u64, Patterns> = FxHashMap::default();
        for (bit, [_, certainty, endings]) in rows::columns(table).enumerate() {
            let weak = certainty == "weak";
            for (at, ending) in endings.split(' ').enumerate() {
                let letters: Vec<char> =
                    ending.chars().filter(|letter| *letter != '-').map(spelling::letter).collect();
                let mut sounds = Vec::new();
                spelling::sounds_into(&letters, &mut sounds);
                let sounds = without_glides(&sounds);
                let entry = patterns.entry(packed(&sounds)).or_default();
                let own = 1_u64.checked_shl(bit as u32).unwrap_or_default();
                *(if weak { &mut entry.weak } else { &mut entry.sure }) |= own;
                match certainty {
                    "kin" => entry.kin |= own,
                    "sure" if at == 0 => entry.nominative |= own,
                    _ => {}
                }
            }
        }
        Self { patterns }
    }
}

/// Sounds of an ending without those that stand for a soft consonant only, and none twice.
fn without_glides(sounds: &[Spelt]) -> Vec<Sound> {
    let mut kept: Vec<Sound> = Vec::new();
    for spelt in sounds.iter().filter(|spelt| !spelt.optional) {
        if kept.last() != Some(&spelt.sound) {
            kept.push(spelt.sound);
        }
    }
    kept
}

/// The sounds as one number; `j` is `i`, as in no ending they differ.
fn packed(sounds: &[Sound]) -> u64 {
    let known = &SOUNDS.known;
    sounds.iter().fold(1, |packed, &sound| {
        packed << 7 | u64::from(if sound == known.j { known.i } else { sound })
    })
}

/// Appends the places where the stem of `word` may end, the whole word first.
pub(super) fn stems_into(word: &[Sound], stems: &mut Vec<Stem>) {
    for taken in 0..=LONGEST.min(word.len()) {
        let length = word.len() - taken;
        // A stem of one sound says nothing.
        if taken > 0 && length < 2 {
            break;
        }
        let Some(ending) = word.get(length..) else { break };
        if let Some(&patterns) = ENDINGS.patterns.get(&packed(ending)) {
            let Patterns { sure, weak, nominative, kin } = patterns;
            stems.push(Stem { length: length as u8, sure, weak, nominative, kin });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let mut patterns = 0;
        for line in rows::lines(include_str!("endings.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [_, certainty, endings] = columns.as_slice() else { panic!("{line}") };
            assert!(matches!(*certainty, "sure" | "weak" | "kin"), "{line}");
            assert!(endings.split(' ').all(|ending| !ending.is_empty()), "{line}");
            patterns += 1;
        }
        assert!(patterns <= 64, "a pattern is a bit of 64");
    }
}
