//! The forms of the table arranged for finding them in running text.
//!
//! Takes a word of a text; gives every form that begins there and where it
//! ends. Built once, at the first scan: forms are chained by the hash of their
//! folded first stem, a bit table over first letters turns nearly every other
//! word away, and the rest of a form is compared only when its stem was met.
//! Which of several fitting forms counts is decided in [`super::scan()`].

use std::hash::{Hash as _, Hasher as _};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHasher};

use crate::lexicon::fold::{fold, fold_into};

use super::Kind;
use super::spelling::{in_one_script, prefixes, spelling_fits};
use super::table::{self, Form, Mark};
use super::words::{Word, gap_fits, next_word};

static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

/// Longest ending in bytes; a Cyrillic or Greek letter has two.
const LONGEST_ENDING: usize = 12;

/// Longest word, in bytes, that can be a name.
const LONGEST_WORD: usize = 64;

pub(super) struct Index {
    entries: Vec<Entry>,
    /// Folded stems, one after another.
    stems: String,
    /// Head of the chain of each bucket; the length is a power of two.
    buckets: Vec<u32>,
    /// First letters of forms that fit words in lower case.
    lower: Letters,
    /// First letters of all forms.
    any: Letters,
    /// For each folded ending, the files that have it, one bit each.
    endings: FxHashMap<String, u32>,
    /// Files whose language writes its endings in plain ASCII, one bit each.
    plain_endings: u32,
    /// Entries of scripts without blanks, by first character.
    unspaced: FxHashMap<char, Vec<u32>>,
}

struct Entry {
    form: Form,
    /// Where its folded stem lies.
    stem: (u32, u32),
    /// Next entry of the bucket.
    next: u32,
    /// First word as written, without `~` or `+`.
    first: &'static str,
    /// What follows the first word.
    rest: &'static str,
    kind: Kind,
    capital: bool,
    ending: Ending,
}

/// Whether a stem stands bare, with an ending, or either.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Never,
    May,
    Must,
}

/// A form that fits at a word, and the byte where it ends.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// Number of the form in the table's order.
    pub(super) number: usize,
    pub(super) form: Form,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Index {
    /// The one index of the program.
    pub(super) fn get() -> &'static Self {
        &INDEX
    }

    /// Whether a word can be worth a look.
    pub(super) fn may_begin(&self, text: &[u8], word: Word) -> bool {
        let letters = if word.capital { &self.any } else { &self.lower };
        letters.may_hold(&text[word.start..word.end])
    }

    /// Calls `found` for every form that begins with `word`; `folded` is a buffer to reuse.
    pub(super) fn each_fit(
        &self,
        text: &str,
        word: Word,
        folded: &mut String,
        found: &mut impl FnMut(Fit),
    ) {
        let Some(written) = text.get(word.start..word.end) else { return };
        if written.len() > LONGEST_WORD {
            return;
        }
        folded.clear();
        let written = in_one_script(written, word.ascii);
        fold_into(&written, folded);
        self.each_stem(text, word, (&written, folded), true, found);
        for (cut, put) in prefixes(folded) {
            let bare = format!("{put}{}", &folded[cut..]);
            self.each_stem(text, word, (&written, &bare), false, found);
        }
    }

    /// Calls `found` for every form that begins at byte `at` of a script without blanks.
    pub(super) fn each_unspaced(&self, text: &str, at: usize, found: &mut impl FnMut(Fit)) {
        let Some(rest) = text.get(at..) else { return };
        let Some(numbers) = rest.chars().next().and_then(|first| self.unspaced.get(&first)) else {
            return;
        };
        for &number in numbers {
            let form = self.entries[number as usize].form;
            if rest.starts_with(form.text) {
                found(Fit { number: number as usize, form, start: at, end: at + form.text.len() });
            }
        }
    }

    /// Takes the word as written and as folded; `spelt` asks that it be written as the
    /// form is, not only folded alike.
    fn each_stem(
        &self,
        text: &str,
        word: Word,
        (written, folded): (&str, &str),
        spelt: bool,
        found: &mut impl FnMut(Fit),
    ) {
        let shortest = folded.len().saturating_sub(LONGEST_ENDING).max(2).min(folded.len());
        for cut in (shortest..=folded.len()).rev() {
            let (Some(stem), Some(ending)) = (folded.get(..cut), folded.get(cut..)) else {
                continue;
            };
            let Some(sheets) = self.sheets(ending, written) else { continue };
            let mut number = self.buckets[self.bucket(stem)];
            while let Some(entry) = self.entries.get(number as usize) {
                let ending_fits = match entry.ending {
                    Ending::Never => ending.is_empty(),
                    Ending::May => true,
                    Ending::Must => !ending.is_empty(),
                };
                if ending_fits
                    && sheets & (1 << entry.form.sheet) != 0
                    && self.stem(entry) == stem
                    && let Some(end) = self.end_of(entry, text, word, spelt)
                {
                    found(Fit {
                        number: number as usize,
                        form: entry.form,
                        start: word.start,
                        end,
                    });
                }
                number = entry.next;
            }
        }
    }

    /// Where the form ends, if its case, diacritics and further words fit as well.
    fn end_of(&self, entry: &Entry, text: &str, word: Word, spelt: bool) -> Option<usize> {
        let written = &*in_one_script(text.get(word.start..word.end)?, word.ascii);
        let exact = entry.kind == Kind::Abbreviation;
        if entry.capital && !word.capital
            || spelt && !spelling_fits(written, written.is_ascii(), entry.first, exact)
        {
            return None;
        }
        let mut rest = entry.rest;
        let mut end = word.end;
        while let Some(part) = next_part(rest) {
            let next = next_word(text, end)?;
            if !gap_fits(text.get(end..next.start)?, part.gap) {
                return None;
            }
            let written = &*in_one_script(text.get(next.start..next.end)?, next.ascii);
            if part.capital() && !next.capital
                || !spelling_fits(written, written.is_ascii(), part.stem, exact)
            {
                return None;
            }
            let folded = fold(written);
            let ending = folded.strip_prefix(fold(part.stem).as_str())?;
            let sheets = self.sheets(ending, written)?;
            let ending_fits = match part.ending {
                Ending::Never => ending.is_empty(),
                Ending::May => true,
                Ending::Must => !ending.is_empty(),
            };
            if !ending_fits || sheets & (1 << entry.form.sheet) == 0 {
                return None;
            }
            end = next.end;
            rest = part.rest;
        }
        // The last dot of `U.S.` belongs to it where it stands.
        if rest == "." && text.get(end..).is_some_and(|after| after.starts_with('.')) {
            end += 1;
        }
        Some(end)
    }

    /// The files that have a folded ending, one bit each; all of them for none.
    ///
    /// Slovak `slovenský` is not Croatian `slovenski`: a language without
    /// diacritics in its endings does not take them there.
    fn sheets(&self, ending: &str, written: &str) -> Option<u32> {
        if ending.is_empty() {
            return Some(u32::MAX);
        }
        let sheets = *self.endings.get(ending)?;
        let plain = ending.chars().count();
        let marked =
            ending.is_ascii() && written.chars().rev().take(plain).any(|letter| !letter.is_ascii());
        Some(if marked { sheets & !self.plain_endings } else { sheets })
    }

    fn stem(&self, entry: &Entry) -> &str {
        self.stems.get(entry.stem.0 as usize..entry.stem.1 as usize).unwrap_or_default()
    }

    fn bucket(&self, stem: &str) -> usize {
        bucket(stem, self.buckets.len())
    }

    fn build() -> Self {
        const BUCKETS: usize = 1 << 15;
        let mut index = Self {
            entries: Vec::with_capacity(BUCKETS / 2),
            stems: String::with_capacity(BUCKETS * 4),
            buckets: vec![u32::MAX; BUCKETS],
            lower: Letters::new(),
            any: Letters::new(),
            endings: FxHashMap::default(),
            plain_endings: u32::MAX,
            unspaced: FxHashMap::default(),
        };
        for (sheet, ending) in table::endings() {
            *index.endings.entry(fold(ending)).or_default() |= 1 << sheet;
            if !ending.is_ascii() {
                index.plain_endings &= !(1 << sheet);
            }
        }
        table::forms().filter(|form| form.mark != Mark::Query).for_each(|form| index.add(form));
        index
    }

    fn add(&mut self, form: Form) {
        let number = self.entries.len() as u32;
        let Some(part) = next_part(form.text) else { return };
        let from = self.stems.len();
        fold_into(part.stem, &mut self.stems);
        let stem = (from as u32, self.stems.len() as u32);
        let mut entry = Entry {
            form,
            stem,
            next: u32::MAX,
            first: part.stem,
            rest: part.rest,
            kind: form.kind(),
            capital: part.capital(),
            ending: part.ending,
        };
        if next_word(form.text, 0).is_some_and(|word| word.unspaced) {
            if let Some(first) = form.text.chars().next() {
                self.unspaced.entry(first).or_default().push(number);
            }
        } else {
            let folded = self.stems.get(from..).unwrap_or_default();
            let bucket = bucket(folded, self.buckets.len());
            self.any.add(folded.as_bytes(), part.ending != Ending::Never);
            if !entry.capital {
                self.lower.add(folded.as_bytes(), part.ending != Ending::Never);
            }
            entry.next = self.buckets[bucket];
            self.buckets[bucket] = number;
        }
        self.entries.push(entry);
    }
}

fn bucket(stem: &str, buckets: usize) -> usize {
    let mut hasher = FxHasher::default();
    stem.hash(&mut hasher);
    // The high bits of this hash are the mixed ones.
    (hasher.finish() >> 40) as usize & (buckets - 1)
}

/// One word of a form, with what stands before and after it.
struct Part {
    gap: &'static str,
    stem: &'static str,
    ending: Ending,
    rest: &'static str,
}

impl Part {
    fn capital(&self) -> bool {
        self.stem.chars().next().is_some_and(char::is_uppercase)
    }
}

fn next_part(form: &'static str) -> Option<Part> {
    let word = next_word(form, 0)?;
    let rest = form.get(word.end..)?;
    let (ending, rest) = match rest.as_bytes().first() {
        Some(b'~') => (Ending::May, &rest[1..]),
        Some(b'+') => (Ending::Must, &rest[1..]),
        _ => (Ending::Never, rest),
    };
    Some(Part { gap: form.get(..word.start)?, stem: form.get(word.start..word.end)?, ending, rest })
}

/// A set of first three letters, kept as one bit each.
struct Letters([u64; 512]);

impl Letters {
    fn new() -> Self {
        Self([0; 512])
    }

    /// Remembers a stem; a short one that takes endings may go on with any letter.
    fn add(&mut self, stem: &[u8], takes_endings: bool) {
        if stem.len() < 3 && takes_endings {
            for letter in b'a'..=b'z' {
                let mut longer = stem.to_vec();
                longer.push(letter);
                self.set(&longer);
            }
        }
        self.set(stem);
    }

    fn set(&mut self, stem: &[u8]) {
        if let Some(key) = Self::key(stem) {
            self.0[key / 64] |= 1 << (key % 64);
        }
    }

    /// Words of other scripts always may: they are folded and looked up.
    fn may_hold(&self, word: &[u8]) -> bool {
        Self::key(word).is_none_or(|key| self.0[key / 64] & (1 << (key % 64)) != 0)
    }

    /// Five bits a letter do not care for its case.
    fn key(word: &[u8]) -> Option<usize> {
        let mut key = 0;
        for place in 0..3 {
            let byte = word.get(place).copied().unwrap_or_default();
            if !byte.is_ascii() {
                return None;
            }
            key = key << 5 | usize::from(byte & 31);
        }
        Some(key)
    }
}
