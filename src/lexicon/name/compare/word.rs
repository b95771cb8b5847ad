//! One word of a name as sounds, with what is asked of it in every comparison.
//!
//! Takes a word in lower case; gives its sounds, the cost of leaving each out
//! where it stands, the places where its stem may end, and a few bits by which
//! most pairs are told apart without aligning them.

use super::ending::{self, Stem};
use super::given;
use super::reading::{self, Writing};
use super::sound::{SOUNDS, Sound, Sounds};
use super::spelling::Spelt;

/// Cost of leaving out a sound that some writers never write.
const OPTIONAL: u8 = 10;

/// Cost of leaving out `i` beside a vowel: Umerov, Umierov.
const GLIDE: u8 = 15;

/// Cost of leaving out the vowel before a last consonant, which other cases lose: Pavel, Pavla.
const FLEETING: u8 = 25;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) sounds: Vec<Sound>,
    pub(super) drops: Vec<u8>,
    pub(super) stems: Vec<Stem>,
    pub(super) writing: Writing,
    /// Rows of the table of given names that have it.
    pub(super) given: Vec<given::Row>,
    /// Letters of blocks that its first sounds can have.
    pub(super) first: u16,
    /// Letters of blocks that it must have, and those that it can have.
    pub(super) must: u16,
    pub(super) can: u16,
}

impl Word {
    /// Reads a word in lower case, its letters as [`spelling::letter`](super::spelling::letter)
    /// gives them.
    pub(super) fn read(letters: &[char]) -> Self {
        let (spelt, writing) = reading::read(letters);
        Self::of(&spelt, writing)
    }

    /// Two or more words written as one.
    pub(super) fn joined<'a>(words: impl Iterator<Item = &'a Self>) -> Self {
        let mut spelt = Vec::new();
        let mut writing = Writing::Full;
        for word in words {
            writing = writing.max(word.writing);
            spelt.extend(
                word.sounds
                    .iter()
                    .zip(&word.drops)
                    .map(|(sound, drop)| Spelt { sound: *sound, optional: *drop <= OPTIONAL }),
            );
        }
        reading::smooth(&mut spelt);
        Self::of(&spelt, writing)
    }

    fn of(spelt: &[Spelt], writing: Writing) -> Self {
        let table: &Sounds = &SOUNDS;
        let sounds: Vec<Sound> = spelt.iter().map(|spelt| spelt.sound).collect();
        let drops = (0..spelt.len()).map(|at| drop(spelt, at, table)).collect();
        let mut stems = Vec::with_capacity(4);
        if writing == Writing::Full {
            ending::stems_into(&sounds, &mut stems);
        }
        let given = given::rows(&sounds, &stems);
        let shortest = stems.iter().map(|stem| usize::from(stem.length)).min();
        let shortest = shortest.unwrap_or(sounds.len());
        let (mut must, mut can) = (0_u16, 0);
        for (at, spelt) in spelt.iter().enumerate() {
            let letters = table.letters(spelt.sound);
            can |= letters;
            let is_sure = letters.count_ones() == 1 && !table.is_silent(spelt.sound);
            if is_sure && !spelt.optional && at < shortest {
                must |= letters;
            }
        }
        let mut first = 0;
        for spelt in spelt {
            first |= table.letters(spelt.sound);
            if !spelt.optional && !table.is_silent(spelt.sound) {
                break;
            }
        }
        Self { sounds, drops, stems, writing, given, first, must, can }
    }

    /// Whether it ends in a vowel.
    pub(super) fn ends_in_vowel(&self) -> bool {
        self.sounds.last().is_some_and(|sound| SOUNDS.is_vowel(*sound))
    }

    /// The sounds of its ending of that length.
    pub(super) fn ending(&self, length: u8) -> &[Sound] {
        self.sounds.get(self.sounds.len().saturating_sub(usize::from(length))..).unwrap_or_default()
    }

    /// Whether many bear it as a surname.
    pub(super) fn is_common(&self) -> bool {
        given::is_common(&self.sounds, &self.stems)
    }
}

/// The cost of leaving out the sound at that place.
fn drop(spelt: &[Spelt], at: usize, table: &Sounds) -> u8 {
    let Some(&Spelt { sound, optional }) = spelt.get(at) else { return 0 };
    let known = &table.known;
    let cost = table.drop(sound);
    if optional {
        return OPTIONAL.min(cost);
    }
    let before = at.checked_sub(1).and_then(|before| spelt.get(before)).map(|spelt| spelt.sound);
    let after = spelt.get(at + 1).map(|spelt| spelt.sound);
    let is_vowel = |sound: Option<Sound>| sound.is_some_and(|sound| table.is_vowel(sound));
    if sound == known.i || sound == known.j {
        return if is_vowel(before) || is_vowel(after) { GLIDE } else { cost };
    }
    if sound == known.u && [known.o, known.a, known.ao].map(Some).contains(&before) {
        return 20;
    }
    if sound == known.a && (after == Some(known.i) || after == Some(known.j))
        || sound == known.e && after.is_none()
    {
        return 35;
    }
    let is_fleeting = [known.a, known.e, known.o].contains(&sound);
    if is_fleeting && at + 2 == spelt.len() && at > 0 && !is_vowel(before) && !is_vowel(after) {
        return FLEETING;
    }
    cost
}
