//! Where a quantity may begin: at digits, and at words that number words of the language begin with.
//!
//! The first letters of a word tell whether it is worth a look: eight of one in plain letters, three
//! of others. What they tell is remembered of each word and language.

use std::cell::RefCell;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::digits::digit;
use super::letters::{character, is_unspaced, is_word, word_end};
use super::table::{Languages, table};
use crate::lexicon::ascii::Beginnings;
use crate::lexicon::fold::fold;
use crate::lexicon::sieve::{GOLDEN, Sieve};
use crate::lexicon::word::{Known, Stops, Words};

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

    /// Whether a quantity may begin with a word, whatever stands around it.
    fn may_begin(&self, written: &str) -> bool {
        let is_short = || written.chars().nth(2).is_none();
        if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.plain.may_have(written) && (is_short() || self.first.has(beginning(written)))
        } else {
            // Behind an apostrophe a short one may go on.
            is_short()
                || !written.chars().all(|letter| is_word(letter) && !is_unspaced(letter))
                || written.chars().any(|letter| digit(letter).is_some())
                || self.first.has(beginning(written))
        }
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

thread_local! {
    /// Whether a quantity may begin with the words that were met, in each language.
    static KNOWN: RefCell<FxHashMap<usize, Known<bool>>> = RefCell::default();
}

/// The places of a text.
pub(super) struct Places<'w, 'text> {
    text: &'text str,
    stops: Stops<'w, 'text>,
    at: usize,
    language: usize,
    starts: Option<&'static Starts>,
}

impl<'w, 'text> Places<'w, 'text> {
    /// Those of a text, in the language with this place in the table.
    pub(super) fn new(words: &'w Words<'text>, language: usize) -> Self {
        let starts = STARTS.get(language);
        let starts =
            starts.map(|starts| starts.get_or_init(|| Starts::read(table().languages(language))));
        Self { text: words.text, stops: Stops::new(words), at: 0, language, starts }
    }

    /// Goes on from byte `at` at the earliest.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }
}

impl Iterator for Places<'_, '_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let starts = self.starts?;
        loop {
            let start = KNOWN.with_borrow_mut(|known| {
                let known = known.entry(self.language).or_default();
                self.stops.from(self.at, |words, word, _| {
                    *known.of(words, word, |written| starts.may_begin(written))
                })
            });
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
