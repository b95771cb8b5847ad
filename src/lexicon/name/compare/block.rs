//! Codes by which names that can be alike find each other.
//!
//! Takes a word; gives the letters that its first consonants are filed under.
//! A sound that spellings mix up with several others gives several codes.

use super::reading::Writing;
use super::sound::{BLOCK_LETTERS, SOUNDS, Sounds};
use super::word::Word;

/// Consonants in a code. Three keep the words of a large register apart; more would
/// part words whose endings or last consonants differ.
const LENGTH: usize = 3;

/// Most codes of a word, whatever its sounds.
const MOST: usize = 12;

/// Appends the codes of a word.
pub(super) fn codes_into(word: &Word, codes: &mut Vec<String>) {
    let start = codes.len();
    let table: &Sounds = &SOUNDS;
    let mut code = String::with_capacity(LENGTH);
    let whole = word.sounds.len();
    extend(word, 0, whole, &mut code, codes, start, table);
    // Short words lose a consonant of their code with their ending.
    let mut lengths: Vec<usize> = word.stems.iter().map(|stem| usize::from(stem.length)).collect();
    lengths.retain(|length| *length < whole);
    for length in lengths {
        extend(word, 0, length, &mut code, codes, start, table);
    }
}

fn extend(
    word: &Word,
    at: usize,
    end: usize,
    code: &mut String,
    codes: &mut Vec<String>,
    start: usize,
    table: &Sounds,
) {
    if codes.len() - start >= MOST {
        return;
    }
    let sound = word.sounds.get(at).copied().filter(|_| at < end && code.len() < LENGTH);
    let Some(sound) = sound else {
        let code = if code.is_empty() { vowels(word) } else { code.clone() };
        if !codes.get(start..).unwrap_or_default().contains(&code) {
            codes.push(code);
        }
        return;
    };
    let letters = table.letters(sound);
    for (bit, letter) in BLOCK_LETTERS.chars().enumerate() {
        if letters & (1 << bit) != 0 {
            // Neighbours that sound alike are often written as one.
            let repeated = code.ends_with(letter);
            if !repeated {
                code.push(letter);
            }
            extend(word, at + 1, end, code, codes, start, table);
            if !repeated {
                code.pop();
            }
        }
    }
    let is_optional = word.drops.get(at).is_some_and(|drop| *drop <= 40);
    if letters == 0 || table.is_silent(sound) || is_optional && word.writing == Writing::Full {
        extend(word, at + 1, end, code, codes, start, table);
    }
}

/// The code of a word without consonants.
fn vowels(word: &Word) -> String {
    let _ = word;
    "-".to_owned()
}
