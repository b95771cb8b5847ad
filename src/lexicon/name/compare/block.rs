//! Codes by which names that can be alike find each other.
//!
//! Takes a word; gives the letters that its first consonants are filed under.
//! A sound that spellings mix up with several others gives several codes. A word
//! with one consonant gets a vowel too, or its block would hold half a register.

use super::sound::{BLOCK_LETTERS, SOUNDS, Sound, Sounds};
use super::word::Word;

/// Consonants in a code. Three keep the words of a large register apart; more would
/// part words whose endings or last consonants differ.
const LENGTH: usize = 3;

/// Most codes of a word, whatever its sounds.
const MOST: usize = 16;

/// Appends the codes of a word.
pub(super) fn codes_into(word: &Word, codes: &mut Vec<String>) {
    let whole = word.sounds.len();
    let mut walk = Walk { word, end: whole, table: &SOUNDS, codes: Vec::new() };
    walk.from(0, &mut String::with_capacity(LENGTH));
    let longest = walk.codes.iter().map(String::len).max().unwrap_or(0);
    // Short words lose a consonant of their code with their ending.
    for stem in &word.stems {
        let before = walk.codes.len();
        walk.end = usize::from(stem.length);
        if walk.end < whole {
            walk.from(0, &mut String::with_capacity(LENGTH));
        }
        let mut at = 0;
        walk.codes.retain(|code| {
            at += 1;
            at <= before || code.len() > 1 || longest <= 1
        });
    }
    for code in walk.codes {
        if code.len() > 1 {
            codes.push(code);
        } else {
            with_vowels_into(word, &code, codes);
        }
    }
}

/// A walk over the sounds of a word, in every way that they can be filed.
struct Walk<'a> {
    word: &'a Word,
    end: usize,
    table: &'a Sounds,
    codes: Vec<String>,
}

impl Walk<'_> {
    fn from(&mut self, at: usize, code: &mut String) {
        if self.codes.len() >= MOST {
            return;
        }
        let sound = self.word.sounds.get(at).copied();
        let Some(sound) = sound.filter(|_| at < self.end && code.len() < LENGTH) else {
            if !self.codes.contains(code) {
                self.codes.push(code.clone());
            }
            return;
        };
        let letters = self.letters(sound, at);
        for (bit, letter) in BLOCK_LETTERS.chars().enumerate() {
            if letters & (1 << bit) == 0 {
                continue;
            }
            // Neighbours that sound alike are often written as one.
            let repeated = code.ends_with(letter);
            if !repeated {
                code.push(letter);
            }
            self.from(at + 1, code);
            if !repeated {
                code.pop();
            }
        }
        let is_optional = self.word.drops.get(at).is_some_and(|drop| *drop <= 10);
        if letters == 0 || self.table.is_silent(sound) || is_optional {
            self.from(at + 1, code);
        }
    }

    /// The letters of a sound where it stands: `h` is one before a vowel only.
    fn letters(&self, sound: Sound, at: usize) -> u16 {
        let next = self.word.sounds.get(at + 1);
        let before_vowel = next.is_some_and(|next| self.table.is_vowel(*next));
        if sound == self.table.known.h && !before_vowel { 0 } else { self.table.letters(sound) }
    }
}

/// Appends a code of one letter or none, once for each sort of vowel in the word.
fn with_vowels_into(word: &Word, code: &str, codes: &mut Vec<String>) {
    let table: &Sounds = &SOUNDS;
    let known = &table.known;
    let sorts = [(known.i, 'i'), (known.o, 'o'), (known.a, 'a')];
    for (vowel, letter) in sorts {
        let has = word
            .sounds
            .iter()
            .any(|sound| table.is_vowel(*sound) && table.cost(*sound, vowel) <= 40);
        if has {
            codes.push(format!("{code}{letter}"));
        }
    }
}
