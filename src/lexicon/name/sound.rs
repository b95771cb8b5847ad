//! Letters that are written for one another in transcriptions of names.
//!
//! Takes one plain Latin word, gives it with one letter for each group of
//! spellings that the press mixes: Hungarian, Polish, South Slavic, English,
//! French, German and Turkish ways of writing the same sounds. The groups are
//! coarse on purpose, but no group joins `č` with `k` or `v` with `f`, which
//! would make different surnames one.

/// Where in a word a spelling is read so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Beginning,
    End,
}

use Place::{Anywhere, Beginning, End};

/// Spellings and what stands for them; the longest that fits is taken.
#[rustfmt::skip]
const SPELLINGS: &[(Place, &str, &str)] = &[
    (Anywhere, "ch", "c"), (Anywhere, "cs", "c"), (Anywhere, "cz", "c"), (Anywhere, "tch", "c"), (Anywhere, "tsch", "c"), (Anywhere, "ts", "c"), (Anywhere, "tz", "c"), (Anywhere, "kj", "c"),
    (Anywhere, "dj", "d"), (Anywhere, "dz", "d"), (Anywhere, "dzh", "d"), (Anywhere, "gj", "d"), (Anywhere, "dh", "d"),
    (Anywhere, "sh", "s"), (Anywhere, "sz", "s"), (Anywhere, "sch", "s"),
    (Anywhere, "zh", "z"), (Anywhere, "zs", "z"),
    (Anywhere, "j", "i"), (Anywhere, "y", "i"),
    (Anywhere, "w", "v"), (Anywhere, "ph", "f"), (Anywhere, "th", "t"), (Anywhere, "kh", "h"), (Anywhere, "x", "ks"),
    (Anywhere, "ou", "u"), (Anywhere, "oo", "u"), (Anywhere, "ee", "i"), (Anywhere, "oe", "o"), (Anywhere, "ue", "u"),
    (Anywhere, "q", "k"), (Anywhere, "que", "ke"), (Anywhere, "qui", "ki"), (Anywhere, "gue", "ge"), (Anywhere, "gui", "gi"),
    // `c` is hard before a consonant, except in Slavic names; these places are safe.
    (Anywhere, "ct", "kt"), (End, "ck", "k"), (Beginning, "chr", "kr"),
    (Beginning, "cla", "kla"), (Beginning, "cle", "kle"), (Beginning, "cli", "kli"), (Beginning, "clo", "klo"), (Beginning, "clu", "klu"),
    (Beginning, "cra", "kra"), (Beginning, "cre", "kre"), (Beginning, "cri", "kri"), (Beginning, "cro", "kro"), (Beginning, "cru", "kru"),
];

/// Appends `word` to `key` with sound-alike spellings made one.
pub(super) fn rewrite_into(word: &str, key: &mut String) {
    let mut spelt = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let (length, sound) =
            longest_spelling(rest, rest.len() == word.len()).unwrap_or((letter.len_utf8(), ""));
        spelt.push_str(sound);
        if sound.is_empty() {
            spelt.push(letter);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    smooth_into(&spelt, key);
}

/// Length and sound of the longest spelling that `rest` begins with.
fn longest_spelling(rest: &str, at_beginning: bool) -> Option<(usize, &'static str)> {
    let first = rest.as_bytes().first();
    SPELLINGS
        .iter()
        .filter(|(_, spelling, _)| spelling.as_bytes().first() == first)
        .filter(|(place, spelling, _)| match place {
            Anywhere => rest.starts_with(spelling),
            Beginning => at_beginning && rest.starts_with(spelling),
            End => rest == *spelling,
        })
        .map(|(_, spelling, sound)| (spelling.len(), *sound))
        .max_by_key(|(length, _)| *length)
}

/// Appends `word` with doubled letters single, and without the vowels that one
/// language writes and the next leaves out.
fn smooth_into(word: &str, key: &mut String) {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    // Alexandar, Alexander, Alexandr; Petar, Peter, Petr.
    if let [.., 'd' | 't', 'a' | 'e', 'r'] = *letters {
        letters.remove(letters.len() - 2);
    }
    for (at, &letter) in letters.iter().enumerate() {
        // A soft consonant: Lecorniu, Guiler, Umierov against Lecornu, Guler, Umerov.
        let glide = letter == 'i'
            && at > 0
            && letters.get(at - 1).is_some_and(|before| !is_vowel(*before))
            && letters.get(at + 1).is_some_and(|after| matches!(after, 'e' | 'u'));
        if !glide {
            key.push(letter);
        }
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}
