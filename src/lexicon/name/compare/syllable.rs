//! Characters that write whole syllables: Hangul, kana, and common Chinese characters.
//!
//! Takes characters, gives the sounds that romanisations write for them. Names
//! from abroad come through them with sounds changed and vowels added, which is
//! why comparison is lenient with such words (`word`). Characters that
//! `syllables.tsv` does not have get no sound: Japanese names in Chinese characters have many
//! readings, and none is guessed.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::spelling::{self, Spelt, spelt};
use crate::lexicon::rows;

/// Sounds of each Hangul letter at the beginning of a syllable, in their order.
const INITIALS: [&str; 19] = [
    "gk", "k", "n", "dt", "t", "lr", "m", "bp", "p", "s", "s", "", "jch", "dzh", "ch", "k", "t",
    "pf", "h",
];

/// Those of the vowels.
const MEDIALS: [&str; 21] = [
    "a", "ae", "i? a", "i? ae", "e? o", "e", "i? e? o", "i? e", "o", "w? a", "w? ae", "o? e",
    "i? o", "u", "w? o", "w? e", "w? i", "i? u", "e? u?", "u? i", "i",
];

/// Those at the end of a syllable, by what is pronounced.
const FINALS: [&str; 28] = [
    "", "gk", "k", "gk", "n", "n", "n", "dt", "lr", "lr", "lr", "lr", "lr", "lr", "lr", "lr", "m",
    "bp", "bp", "t", "t", "n g?", "t", "t", "k", "t", "p", "h?",
];

/// First and last Hangul syllable.
const HANGUL: std::ops::RangeInclusive<u32> = 0xac00..=0xd7a3;

static SYLLABLES: LazyLock<FxHashMap<char, Vec<Spelt>>> = LazyLock::new(|| {
    let mut syllables = FxHashMap::default();
    for [syllable, characters] in rows::columns(include_str!("syllables.tsv")) {
        for character in characters.chars() {
            let sounds = if is_kana(character) { romaji(syllable) } else { pinyin(syllable) };
            syllables.entry(character).or_insert(sounds);
        }
    }
    syllables
});

/// Whether words of such characters are written as syllables.
pub(super) fn is_syllabic(character: char) -> bool {
    is_hangul(character) || is_kana(character) || is_chinese(character)
}

pub(super) fn is_hangul(character: char) -> bool {
    HANGUL.contains(&u32::from(character))
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}')
}

pub(super) fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Appends the sounds of the syllable that `rest` begins with; gives the characters it took.
pub(super) fn sounds_into(rest: &[char], sounds: &mut Vec<Spelt>) -> Option<usize> {
    let character = rest.first().copied().filter(|character| is_syllabic(*character))?;
    if is_hangul(character) {
        hangul_into(character, sounds);
        return Some(1);
    }
    let katakana = katakana(character);
    if let Some(syllable) = SYLLABLES.get(&katakana) {
        // A small vowel or y after a syllable takes the place of the syllable's own.
        if is_small(katakana) && sounds.last().is_some() {
            sounds.pop();
        }
        sounds.extend_from_slice(syllable);
    }
    Some(1)
}

fn katakana(character: char) -> char {
    if matches!(character, '\u{3041}'..='\u{3096}') {
        return char::from_u32(u32::from(character) + 0x60).unwrap_or(character);
    }
    character
}

fn is_small(character: char) -> bool {
    matches!(character, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ')
}

fn hangul_into(syllable: char, sounds: &mut Vec<Spelt>) {
    let place = u32::from(syllable).saturating_sub(*HANGUL.start()) as usize;
    let letters =
        [INITIALS.get(place / 588), MEDIALS.get(place % 588 / 28), FINALS.get(place % 28)];
    for letter in letters.into_iter().flatten() {
        sounds.extend(spelt(letter));
    }
}

fn romaji(syllable: &str) -> Vec<Spelt> {
    let letters: Vec<char> = syllable.chars().collect();
    let mut sounds = Vec::new();
    spelling::sounds_into(&letters, &mut sounds);
    sounds.iter().filter_map(|spelt| foreign(*spelt, &letters)).collect()
}

/// A sound of Japanese as it stands for sounds from abroad.
fn foreign(spelt: Spelt, letters: &[char]) -> Option<Spelt> {
    let stands = |name: &str| super::sound::SOUNDS.named(name);
    let sound = match letters.first() {
        Some('r') if spelt.sound == super::sound::SOUNDS.known.r => stands("lr")?,
        Some('b') if spelt.sound == super::sound::SOUNDS.known.b => stands("bv")?,
        _ => spelt.sound,
    };
    Some(Spelt { sound, ..spelt })
}

/// Sounds of a syllable in pinyin. Its first letter stands for more sounds than the same letter elsewhere.
fn pinyin(syllable: &str) -> Vec<Spelt> {
    let initials = [
        ("zh", "dzh"),
        ("ch", "ch"),
        ("sh", "sh"),
        ("b", "bp"),
        ("d", "dt"),
        ("g", "gk"),
        ("j", "g1"),
        ("q", "q"),
        ("x", "x"),
        ("h", "hg"),
        ("l", "lr"),
        ("f", "fv"),
        ("c", "ts"),
        ("z", "dz"),
    ];
    let initial = initials.iter().find(|(letters, _)| syllable.starts_with(letters));
    let (letters, initial) = initial.copied().unwrap_or(("", ""));
    let rest = syllable.get(letters.len()..).unwrap_or_default();
    let rest = match rest {
        "er" => "e? lr",
        "e" => "schwa",
        "ong" => "o n g?",
        "ang" => "a n g?",
        "eng" => "e n g?",
        "ing" => "i n g?",
        "iang" => "i? a n g?",
        "uang" => "u? a n g?",
        "iong" => "i? o n g?",
        "ian" => "i? a n",
        "iao" => "i? a o?",
        "ia" => "i? a",
        "ie" => "i? e",
        "iu" => "i? u",
        "uo" => "u? o",
        "uan" => "u? a n",
        "ua" => "u? a",
        "ao" => "a o?",
        "ou" => "o u?",
        "ue" => "i? u e",
        _ => "",
    };
    if !rest.is_empty() {
        return spelt(initial).chain(spelt(rest)).collect();
    }
    let rest: Vec<char> = syllable.chars().skip(letters.len()).collect();
    let mut sounds: Vec<Spelt> = spelt(initial).collect();
    spelling::sounds_into(&rest, &mut sounds);
    sounds
}
