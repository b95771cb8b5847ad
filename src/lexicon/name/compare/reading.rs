//! A word of a name read as sounds, whatever it is written with.
//!
//! Takes letters, gives the sounds that `spelling` and `syllable` read, smoothed
//! so that what no spelling can tell apart is one.

use super::sound::{SOUNDS, Sound, Sounds};
use super::spelling::{self, Spelt};
use super::syllable;

/// Most sounds of a word that are looked at.
pub(super) const LONGEST: usize = 24;

/// How a word writes its vowels, and so how much they can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Writing {
    /// An alphabet with all vowels.
    Full,
    /// Arabic and Hebrew: short vowels are missing.
    Consonants,
    /// Syllables, which add vowels and change consonants of names from abroad.
    Syllables,
}

/// Reads a word in lower case, its letters as [`spelling::letter`] gives them.
pub(super) fn read(letters: &[char]) -> (Vec<Spelt>, Writing) {
    let mut spelt: Vec<Spelt> = Vec::with_capacity(LONGEST);
    let writing = match letters.first() {
        Some(letter) if syllable::is_syllabic(*letter) => Writing::Syllables,
        Some(letter) if spelling::omits_vowels(*letter) => Writing::Consonants,
        _ => Writing::Full,
    };
    if writing == Writing::Syllables {
        let mut at = 0;
        while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
            at += syllable::sounds_into(rest, &mut spelt).unwrap_or(1);
        }
    } else {
        spelling::sounds_into(letters, &mut spelt);
    }
    smooth(&mut spelt);
    (spelt, writing)
}

/// Makes doubled sounds single, `ij` one sound, and the vowel of `-dar`, `-der`, `-dr` one.
pub(super) fn smooth(spelt: &mut Vec<Spelt>) {
    let table: &Sounds = &SOUNDS;
    let known = &table.known;
    let is_i = |sound: Sound| sound == known.i || sound == known.j;
    spelt.dedup_by(|next, last| {
        if last.sound == next.sound {
            last.optional &= next.optional;
            return true;
        }
        if is_i(last.sound) && is_i(next.sound) {
            *last = Spelt { sound: known.i, optional: last.optional && next.optional };
            return true;
        }
        false
    });
    spelt.truncate(LONGEST);
    unite_servant(spelt, table);
    if let [.., before, vowel, last] = spelt.as_mut_slice()
        && last.sound == known.r
        && (vowel.sound == known.a || vowel.sound == known.e)
        && table.cost(before.sound, known.d) <= 40
    {
        *vowel = Spelt { sound: known.schwa, optional: true };
    }
}

/// Leaves of `abdul`, `abdel`, `abdur` only `abd` before the name that it serves: the vowel and the
/// article between are written in many ways.
fn unite_servant(spelt: &mut Vec<Spelt>, table: &Sounds) {
    let known = &table.known;
    let is = |at: usize, sound: Sound| {
        spelt.get(at).is_some_and(|spelt| table.cost(spelt.sound, sound) <= 10)
    };
    let begins = is(0, known.a) && is(1, known.b) && is(2, known.d);
    // A name follows, which is more than the end of Abdullah or Abdou.
    if !begins || spelt.len() < 7 {
        return;
    }
    let vowel = [known.a, known.e, known.o, known.u].into_iter().any(|vowel| is(3, vowel));
    let article = vowel && spelt.get(4).is_some_and(|spelt| spelt.sound == known.l);
    if vowel {
        spelt.drain(3..if article { 5 } else { 4 });
    }
}
