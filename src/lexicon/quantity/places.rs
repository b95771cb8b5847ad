//! Where a quantity may begin: at digits, and at words that number words of the language begin with.
//!
//! Words of plain letters are passed over eight bytes at a time (`lexicon::ascii`); of others the
//! first three letters tell whether they are worth a look.

use std::sync::{LazyLock, OnceLock};

use super::digits::digit;
use super::letters::{character, is_unspaced, is_word, word_end};
use super::table::{Languages, table};
use crate::lexicon::ascii::{Beginnings, Sought, pass_over};
use crate::lexicon::fold::fold;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// Bits of the filters, as a power of two: a language has a few hundred words of numbers.
const BITS: u32 = 15;

/// How the words of numbers of a language begin.
struct Starts {
    plain: Beginnings,
    /// First three letters.
    first: Sieve,
}

static STARTS: LazyLock<Vec<OnceLock<Starts>>> =
    LazyLock::new(|| (0..table().places()).map(|_| OnceLock::new()).collect());

impl Starts {
    fn read(languages: Languages) -> Self {
        let mut starts = Self { plain: Beginnings::new(BITS), first: Sieve::new(BITS) };
        for form in table().beginnings(languages) {
            // A compound of plain letters is told by the eight first, an ending apart.
            let first = form.split(['-', ' ']).next().unwrap_or(form);
            starts.plain.add(first);
            starts.first.put(beginning(first));
        }
        starts
    }
}

/// Where a quantity may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At digits, from this byte on.
    Digits(usize),
    /// At a word, from the first byte up to the second.
    Word(usize, usize),
    /// At an East Asian word for a number.
    EastAsian(usize),
}

impl Place {
    /// Its first byte.
    pub(super) fn start(self) -> usize {
        match self {
            Self::Digits(start) | Self::Word(start, _) | Self::EastAsian(start) => start,
        }
    }
}

/// The places of a text.
pub(super) struct Places<'text> {
    text: &'text str,
    at: usize,
    starts: Option<&'static Starts>,
}

impl<'text> Places<'text> {
    /// Those of `text`, in the language with this place in the table.
    pub(super) fn new(text: &'text str, language: usize) -> Self {
        let starts = STARTS.get(language);
        let starts =
            starts.map(|starts| starts.get_or_init(|| Starts::read(table().languages(language))));
        Self { text, at: 0, starts }
    }

    /// Goes on from byte `at` at the earliest.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }
}

impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let starts = self.starts?;
        let sought = Sought { capital: &starts.plain, small: &starts.plain, pairs: None };
        loop {
            let start = pass_over(self.text, self.at, &sought);
            let first = character(self.text, start)?;
            if digit(first).is_some() {
                self.at = start + first.len_utf8();
                return Some(Place::Digits(start));
            }
            if !is_word(first) || is_unspaced(first) {
                self.at = start + first.len_utf8();
                if is_numeral(first) {
                    return Some(Place::EastAsian(start));
                }
                continue;
            }
            let end = word_end(self.text, start, false).max(start + first.len_utf8());
            self.at = end;
            // Ukrainian and Uzbek words have apostrophes in them.
            let long = matches!(character(self.text, end), Some('\'' | '’' | 'ʼ' | 'ʻ' | '‘'));
            let long = if long { word_end(self.text, start, true) } else { end };
            let word = self.text.get(start..long).unwrap_or_default();
            if starts.first.has(beginning(word)) {
                return Some(Place::Word(start, end));
            }
        }
    }
}

/// Characters below are folded by a table: the alphabets of Europe and the Near East.
const TABLE: usize = 0x600;

/// The first letter of what each character folds to; nothing for marks.
static FOLDED: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let folded = |code: u32| {
        let letter = char::from_u32(code).map(|letter| fold(letter.encode_utf8(&mut [0; 4])));
        letter.and_then(|folded| folded.chars().next()).map_or(0, u32::from)
    };
    (0..TABLE as u32).map(folded).collect()
});

/// A hash of the first three letters.
fn beginning(word: &str) -> u64 {
    let letters = word.chars().map(folded).filter(|letter| *letter != 0).take(3);
    let number = letters
        .fold(0_u64, |number, letter| number.wrapping_mul(41).wrapping_add(u64::from(letter)));
    number.wrapping_mul(GOLDEN)
}

/// A letter without marks, in lower case; 0 for what is no letter.
fn folded(letter: char) -> u32 {
    let code = u32::from(letter);
    match letter {
        '\'' | '’' | 'ʼ' | 'ʻ' | '‘' => 0,
        'a'..='z' | 'а'..='я' if letter != 'й' => code,
        _ => FOLDED.get(code as usize).copied().unwrap_or(code),
    }
}

/// Whether a number may begin with this East Asian character.
fn is_numeral(character: char) -> bool {
    matches!(
        character,
        '两' | '兩' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}
