//! A fast look at every word: most are passed over without being looked up.
//!
//! Takes the words of a text, gives one by one the places where an expression
//! may begin: a digit, an East Asian character, or a word whose folded letters
//! hash to that of a word of the tables. Where only several words together mean
//! something, the first two must both fit.

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::lexicon::date::expression::Unit;
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Kinds, Meaning};
use crate::lexicon::date::plain::{self, Letter, Letters};
use crate::lexicon::date::word::{self, Gap};
use crate::lexicon::sieve::{GOLDEN, Sieve};
use crate::lexicon::word::{Known, Stops, Words};

/// Where an expression may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A run of digits.
    Digits {
        /// Its first byte.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
    /// A word, or a character of an East Asian script.
    Word {
        /// Its first byte.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
}

/// Bits of a sieve, as a power of two: with ten thousand words in it a word in twenty-five passes by chance.
const BITS: u32 = 18;

/// Words that an expression may begin with, and pairs of words where the first alone is none of them.
struct Sieves {
    single: Sieve,
    pair: Sieve,
    /// First words of pairs that something else than blanks joins.
    joined: Sieve,
    /// First words of pairs.
    first: Sieve,
}

static SIEVES: LazyLock<Sieves> = LazyLock::new(|| {
    let mut sieves = Sieves {
        single: Sieve::new(BITS),
        pair: Sieve::new(BITS),
        joined: Sieve::new(BITS),
        first: Sieve::new(BITS),
    };
    let shifts = followers(|meaning| matches!(meaning, Meaning::Shift(_)));
    let quarters = followers(|meaning| meaning == Meaning::Unit(Unit::Quarter));
    // The first day of a month is counted in words too: "первого марта", "primero de mayo".
    let mut firsts = months();
    firsts.extend(quarters.iter().copied());
    for (form, node) in word::nodes() {
        let first = hash_of(form);
        let kinds = node.entry.kinds();
        // An ordinal needs its noun, and a noun its "last": the words alone are too frequent.
        if !kinds.without(Kinds::UNIT.with(Kinds::QUARTER)).is_empty() {
            sieves.single.put(first);
            continue;
        }
        for sense in &node.entry.senses {
            let seconds = match sense.meaning {
                Meaning::Unit(_) => &shifts,
                Meaning::Quarter(1) => &firsts,
                Meaning::Quarter(_) => &quarters,
                _ => continue,
            };
            for (second, _) in seconds.iter().filter(|(_, spoken)| spoken.share(sense.languages)) {
                sieves.put_pair(form, second);
            }
        }
        for longer in node.longer.iter().filter(|longer| !longer.entry.kinds().is_empty()) {
            if let Some((Gap::Blank, second)) = longer.rest.first() {
                sieves.put_pair(form, second);
            } else {
                sieves.joined.put(first);
            }
        }
    }
    sieves
});

impl Sieves {
    fn put_pair(&mut self, first: &str, second: &str) {
        let hash = hash_of(first);
        self.pair.put(paired(hash, hash_of(second)));
        self.first.put(hash);
    }
}

/// The first words of all forms with such a meaning, and their languages.
fn followers(fits: impl Fn(Meaning) -> bool) -> Vec<(&'static str, Languages)> {
    let mut followers = Vec::new();
    for (form, node) in word::nodes() {
        let longer = node.longer.iter().map(|longer| &longer.entry);
        let senses = std::iter::once(&node.entry).chain(longer).flat_map(|entry| &entry.senses);
        let languages = senses
            .filter(|sense| fits(sense.meaning))
            .fold(Languages::NONE, |all, sense| all.either(sense.languages));
        if languages != Languages::NONE {
            followers.push((form, languages));
        }
    }
    followers
}

/// Names of months, and what may join them to a day, with their languages.
fn months() -> Vec<(&'static str, Languages)> {
    const LINKED: Languages = Languages::read("es pt gl ca");
    word::nodes()
        .filter_map(|(form, node)| {
            let entry = &node.entry;
            match entry.month.filter(|month| !month.short) {
                Some(month) => Some((form, month.languages)),
                None if entry.roles.link => Some((form, LINKED)),
                None => None,
            }
        })
        .collect()
}

fn hash_of(form: &str) -> u64 {
    mixed(form.chars().fold(0, |hash, letter| step(hash, u32::from(letter))))
}

/// The letters of ASCII in lower case, and nothing for the rest.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut letter = b'a';
    while letter <= b'z' {
        table[letter as usize] = letter;
        table[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    table
};

/// Adds a letter; the bits are mixed once at the end.
fn step(hash: u64, letter: u32) -> u64 {
    hash.rotate_left(5) ^ u64::from(letter)
}

fn mixed(hash: u64) -> u64 {
    hash.wrapping_mul(GOLDEN)
}

fn paired(first: u64, second: u64) -> u64 {
    (first.rotate_left(17) ^ second).wrapping_mul(GOLDEN)
}

thread_local! {
    /// What is known of the words that were met.
    static KNOWN: RefCell<Known<Opening>> = RefCell::default();
}

/// What is known of a word by itself.
#[derive(Clone, Copy)]
struct Opening {
    /// Whether an expression may begin in it, whatever stands around it.
    alone: bool,
    /// Whether one may begin with it and the word behind it.
    in_pair: bool,
    /// By which pairs are looked up; nothing if it may be read as several words.
    hash: Option<u64>,
}

impl Opening {
    const ANY: Self = Self { alone: true, in_pair: true, hash: None };

    fn of(written: &str) -> Self {
        let characters = Characters::new(written);
        let Some((code, length)) = characters.code(0) else { return Self::ANY };
        let letter @ Letter::Plain(_) = characters.letter(code) else { return Self::ANY };
        let (end, hash) = characters.word_end(letter, length);
        let Some(hash) = hash.filter(|_| end == written.len()) else { return Self::ANY };
        let Sieves { single, joined, first, .. } = &*SIEVES;
        let is_known = word::node(written).is_some();
        Self {
            alone: is_known && (single.has(hash) || joined.has(hash)),
            in_pair: is_known && first.has(hash),
            hash: Some(hash),
        }
    }

    /// Whether one may begin in it before the word `next`.
    fn may_begin(self, next: Self) -> bool {
        let pair = |first| next.hash.is_none_or(|next| SIEVES.pair.has(paired(first, next)));
        self.alone || self.in_pair && self.hash.is_none_or(pair)
    }
}

/// The characters of a text as the tables have them.
#[derive(Clone, Copy)]
struct Characters<'text> {
    text: &'text str,
    letters: &'static Letters,
}

impl<'text> Characters<'text> {
    fn new(text: &'text str) -> Self {
        Self { text, letters: plain::letters() }
    }

    /// What the character with this code is.
    fn letter(self, code: u32) -> Letter {
        plain::letter(self.letters, code)
    }

    /// The character at byte `at`, by its code and length.
    fn code(self, at: usize) -> Option<(u32, usize)> {
        let bytes = self.text.as_bytes();
        let first = u32::from(*bytes.get(at)?);
        if first < 0x80 {
            return Some((first, 1));
        }
        let tail = |place: usize| u32::from(bytes.get(at + place).copied().unwrap_or(0) & 0x3f);
        Some(match first {
            0..=0xdf => ((first & 0x1f) << 6 | tail(1), 2),
            0xe0..=0xef => ((first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
            _ => ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
        })
    }

    /// Whether something else than a blank follows at byte `at`.
    fn is_joined(self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(|byte| !matches!(byte, b' ' | b'\n' | b',' | b')'))
    }

    /// Passes the digits from byte `at` on; the byte behind them.
    fn digits_end(self, mut at: usize) -> usize {
        while let Some((code, length)) = self.code(at)
            && self.letter(code) == Letter::Digit
        {
            at += length;
        }
        at
    }

    /// Passes the word whose first letter ends at byte `at`: the byte behind it, and its hash if it
    /// is known.
    fn word_end(self, mut letter: Letter, mut at: usize) -> (usize, Option<u64>) {
        let bytes = self.text.as_bytes();
        let mut hash = 0;
        let mut several = false;
        loop {
            match letter {
                Letter::Plain(plain) => hash = step(hash, u32::from(plain)),
                Letter::Several => several = true,
                Letter::Skip | Letter::Border | Letter::Digit => {}
            }
            // Most letters of most texts.
            while let Some(byte) = bytes.get(at)
                && let Some(lower) = ASCII.get(usize::from(*byte))
                && *lower != 0
            {
                hash = step(hash, u32::from(*lower));
                at += 1;
            }
            let Some((code, length)) = self.code(at) else { break };
            letter = self.letter(code);
            if matches!(letter, Letter::Border | Letter::Digit) {
                break;
            }
            at += length;
        }
        (at, (!several).then(|| mixed(hash)))
    }
}

/// The places of a text where an expression may begin.
pub(super) struct Places<'w, 'text> {
    characters: Characters<'text>,
    stops: Stops<'w, 'text>,
    at: usize,
    sieves: &'static Sieves,
    /// The word before, with its hash, if it may be the first of a pair and nothing but blanks
    /// follows it so far.
    before: Option<(usize, usize, u64)>,
    /// A place that comes after the one given last.
    pending: Option<(usize, usize)>,
}

impl<'w, 'text> Places<'w, 'text> {
    pub(super) fn new(words: &'w Words<'text>) -> Self {
        Self {
            characters: Characters::new(words.text),
            stops: Stops::new(words),
            at: 0,
            sieves: &SIEVES,
            before: None,
            pending: None,
        }
    }

    /// Goes on behind byte `at`, which is a character border.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
        self.before = None;
        self.pending = self.pending.filter(|(start, _)| *start >= at);
    }
}

impl Iterator for Places<'_, '_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        if let Some((start, end)) = self.pending.take() {
            return Some(Place::Word { start, end });
        }
        loop {
            if self.before.is_none() {
                self.at = KNOWN.with_borrow_mut(|known| {
                    self.stops.from(self.at, |words, word, behind| {
                        let opening = *known.of(words, word, Opening::of);
                        opening.alone
                            || opening.in_pair && {
                                let next = behind.first().filter(|next| next.is_alone());
                                let next = next.map(|next| *known.of(words, *next, Opening::of));
                                opening.may_begin(next.unwrap_or(Opening::ANY))
                            }
                    })
                });
            }
            let start = self.at;
            let (code, length) = self.characters.code(start)?;
            match self.characters.letter(code) {
                Letter::Border | Letter::Skip => {
                    self.at = start + length;
                    if code > 0x20 {
                        self.before = None;
                        if code >= 0x2e80 && char::from_u32(code).is_some_and(plain::is_east_asian)
                        {
                            return Some(Place::Word { start, end: self.at });
                        }
                    }
                }
                Letter::Digit => {
                    let end = self.characters.digits_end(start);
                    self.at = end;
                    self.before = None;
                    return Some(Place::Digits { start, end });
                }
                letter => {
                    let (end, hash) = self.characters.word_end(letter, start + length);
                    self.at = end;
                    let before = self.before.take();
                    let Some(hash) = hash else { return Some(Place::Word { start, end }) };
                    let opens = self.sieves.single.has(hash)
                        || self.sieves.joined.has(hash) && self.characters.is_joined(end);
                    if let Some((start_before, end_before, first)) = before
                        && self.sieves.pair.has(paired(first, hash))
                    {
                        self.pending = opens.then_some((start, end));
                        self.before =
                            (!opens && self.sieves.first.has(hash)).then_some((start, end, hash));
                        return Some(Place::Word { start: start_before, end: end_before });
                    }
                    if opens {
                        return Some(Place::Word { start, end });
                    }
                    self.before = self.sieves.first.has(hash).then_some((start, end, hash));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        Places::new(&Words::cut(text))
            .map(|place| match place {
                Place::Digits { start, end } | Place::Word { start, end } => &text[start..end],
            })
            .collect()
    }

    #[test]
    fn every_word_that_opens_an_expression_is_found_in_any_case() {
        for (form, node) in word::nodes() {
            // Folding takes Hangul apart, which texts write whole.
            let hangul = |letter| ('\u{1100}'..='\u{11ff}').contains(&letter);
            let letters = form.chars().all(|letter| plain::is_letter(letter) && !hangul(letter));
            let kinds = node.entry.kinds().without(Kinds::UNIT.with(Kinds::QUARTER));
            if !kinds.is_empty() && letters && form.len() <= word::LONGEST {
                assert_eq!(places(form), [form]);
                let capitals = form.to_uppercase();
                assert_eq!(places(&capitals), [capitals.as_str()]);
            }
        }
    }

    #[test]
    fn marks_do_not_hide_a_word() {
        for text in ["Yesterday", "mañana", "man\u{303}ana", "вчера", "Среда́", "šeštadienis"]
        {
            assert_eq!(places(text), [text], "{text}");
        }
    }

    #[test]
    fn digits_of_both_kinds_and_signs_are_places() {
        assert_eq!(places("12 ٠٨, 今x"), ["12", "٠٨", "今"]);
    }

    #[test]
    fn most_words_are_passed_over() {
        let text = "The ministers discussed cooperation between both armies and agreed on training";
        assert!(places(text).len() < 4, "{:?}", places(text));
    }
}
