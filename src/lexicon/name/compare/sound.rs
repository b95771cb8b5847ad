//! The sounds that spellings of names stand for, and how near two sounds are.
//!
//! Takes `sounds.tsv`; gives numbers for sounds, the cost of writing one for
//! another, and the letters by which a sound is filed in a block.

use std::sync::LazyLock;

use crate::lexicon::rows;

/// A sound by its line in `sounds.tsv`.
pub(super) type Sound = u8;

/// Most sounds that the table can have; a power of two, so that a pair is a place in a square.
pub(super) const MOST: usize = 128;

/// Cost of writing one vowel for another, unless the table says so.
const VOWELS: u8 = 60;

/// Cost of writing one consonant for another.
const CONSONANTS: u8 = 100;

/// Cost of writing a vowel for a consonant: more than leaving one out, so never worth it.
const VOWEL_AND_CONSONANT: u8 = 130;

/// All that is known of sounds.
pub(super) struct Sounds {
    names: Vec<&'static str>,
    vowels: [bool; MOST],
    drops: [u8; MOST],
    /// For each sound, the cost of writing each other for it.
    costs: Vec<[u8; MOST]>,
    /// For each sound, bits of the letters it can have in a block.
    letters: [u16; MOST],
    /// Whether it can be left out of a block.
    silent: [bool; MOST],
    /// Sounds with a part of their own in the rules.
    pub(super) known: Known,
}

/// Sounds that rules name.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) a: Sound,
    pub(super) ao: Sound,
    pub(super) e: Sound,
    pub(super) i: Sound,
    pub(super) o: Sound,
    pub(super) u: Sound,
    pub(super) j: Sound,
    pub(super) h: Sound,
    pub(super) l: Sound,
    pub(super) r: Sound,
    pub(super) schwa: Sound,
    pub(super) b: Sound,
    pub(super) d: Sound,
    pub(super) s: Sound,
}

/// Letters of blocks, each a bit of a set.
pub(super) const BLOCK_LETTERS: &str = "bvdkslrmn";

/// The table.
pub(super) static SOUNDS: LazyLock<Sounds> =
    LazyLock::new(|| Sounds::read(include_str!("sounds.tsv")));

impl Sounds {
    fn read(table: &'static str) -> Self {
        let rows: Vec<Vec<&'static str>> =
            rows::lines(table).map(|line| line.split('\t').collect()).collect();
        let names: Vec<&'static str> = rows.iter().filter_map(|row| row.first().copied()).collect();
        let number = |name: &str| names.iter().position(|known| *known == name);
        let mut sounds = Self {
            vowels: [false; MOST],
            drops: [CONSONANTS; MOST],
            costs: vec![[CONSONANTS; MOST]; MOST],
            letters: [0; MOST],
            silent: [false; MOST],
            known: Known::default(),
            names: names.clone(),
        };
        for (at, row) in rows.iter().enumerate().take(MOST) {
            let column = |column: usize| row.get(column).copied().unwrap_or_default();
            sounds.vowels[at] = column(1) == "v";
            sounds.drops[at] = column(2).parse().unwrap_or(CONSONANTS);
            sounds.silent[at] = column(3).starts_with(['-', '.']);
            for letter in column(3).chars() {
                if let Some(bit) = BLOCK_LETTERS.find(letter) {
                    sounds.letters[at] |= 1 << bit;
                }
            }
        }
        for one in 0..names.len() {
            for other in 0..names.len() {
                let cost = match (sounds.vowels[one], sounds.vowels[other]) {
                    _ if one == other => 0,
                    (true, true) => VOWELS,
                    (false, false) => CONSONANTS,
                    _ => VOWEL_AND_CONSONANT,
                };
                sounds.set(one, other, cost);
            }
        }
        for (one, row) in rows.iter().enumerate() {
            let pairs = row.get(4).copied().unwrap_or_default();
            for pair in pairs.split_ascii_whitespace() {
                let (name, cost) = pair.split_once(':').unwrap_or((pair, ""));
                if let (Some(other), Ok(cost)) = (number(name), cost.parse()) {
                    sounds.set(one, other, cost);
                    sounds.set(other, one, cost);
                }
            }
        }
        let sound = |name: &str| sounds.named(name).unwrap_or_default();
        sounds.known = Known {
            a: sound("a"),
            ao: sound("ao"),
            e: sound("e"),
            i: sound("i"),
            o: sound("o"),
            u: sound("u"),
            j: sound("j"),
            h: sound("h"),
            l: sound("l"),
            r: sound("r"),
            schwa: sound("schwa"),
            b: sound("b"),
            d: sound("d"),
            s: sound("s"),
        };
        sounds
    }

    fn set(&mut self, one: usize, other: usize, cost: u8) {
        if let Some(place) = self.costs.get_mut(one).and_then(|costs| costs.get_mut(other)) {
            *place = cost;
        }
    }

    /// The sound of that name in the table.
    pub(super) fn named(&self, name: &str) -> Option<Sound> {
        self.names.iter().position(|known| *known == name).and_then(|at| Sound::try_from(at).ok())
    }

    /// The cost of writing one sound for the other, in hundredths of a letter.
    #[inline]
    pub(super) fn cost(&self, one: Sound, other: Sound) -> u8 {
        self.costs_of(one)[usize::from(other) % MOST]
    }

    /// The costs of writing each sound for that one.
    #[inline]
    pub(super) fn costs_of(&self, sound: Sound) -> &[u8; MOST] {
        const NONE: &[u8; MOST] = &[CONSONANTS; MOST];
        self.costs.get(usize::from(sound)).unwrap_or(NONE)
    }

    /// The cost of leaving a sound out, wherever it stands.
    pub(super) fn drop(&self, sound: Sound) -> u8 {
        self.drops.get(usize::from(sound)).copied().unwrap_or(CONSONANTS)
    }

    /// Whether it is a vowel, or `j`, which can stand for one.
    #[inline]
    pub(super) fn is_vowel(&self, sound: Sound) -> bool {
        self.vowels.get(usize::from(sound)).copied().unwrap_or_default()
    }

    /// The letters it can have in a block, as bits.
    pub(super) fn letters(&self, sound: Sound) -> u16 {
        self.letters.get(usize::from(sound)).copied().unwrap_or_default()
    }

    /// Whether a block can be written without it.
    pub(super) fn is_silent(&self, sound: Sound) -> bool {
        self.silent.get(usize::from(sound)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in rows::lines(include_str!("sounds.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, class, drop, letters, pairs] = columns.as_slice() else {
                panic!("{line}");
            };
            let one = SOUNDS.named(name).expect("a sound is in its table");
            assert!(usize::from(one) < MOST, "{name}");
            assert!(matches!(*class, "v" | "c"), "{line}");
            assert!(drop.parse::<u8>().is_ok(), "{line}");
            assert!(
                letters
                    .chars()
                    .all(|letter| ".-".contains(letter) || BLOCK_LETTERS.contains(letter)),
                "{line}"
            );
            for pair in pairs.split_ascii_whitespace() {
                let (other, cost) = pair.split_once(':').expect("a sound and its cost");
                let other = SOUNDS.named(other).unwrap_or_else(|| panic!("{line}: {other}"));
                let cost: u8 = cost.parse().expect("a cost");
                assert_eq!(SOUNDS.cost(one, other), cost, "{name} {pair}: said twice, differently");
                assert_eq!(SOUNDS.cost(other, one), cost, "{name} {pair}");
            }
        }
    }
}
