//! The forms of the table arranged for finding them in running text.
//!
//! Takes a word of a text; gives every form that begins there and where it
//! ends. Built once, at the first scan: forms are chained by the hash of their
//! folded first stem, a bit table over first letters turns nearly every other
//! word away, and the rest of a form is compared only when its stem was met.
//! Which of several fitting forms counts is decided in [`super::scan()`].

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::Kind;
use super::letters::{Classes, Filters, Letters, may_be_alike};
use super::spelling::{in_one_script, prefixes, spelling_fits};
use super::table::{self, Form, Mark, Sheets};
use super::words::{Word, gap_fits, is_word, next_word};
use crate::lexicon::fold::{fold, fold_into};

static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

/// Longest ending in bytes; a Cyrillic or Greek letter has two, a Georgian one three.
const LONGEST_ENDING: usize = 18;

/// Longest word, in bytes, that can be a name.
const LONGEST_WORD: usize = 64;

pub(super) struct Index {
    entries: Vec<Entry>,
    /// Folded stems, one after another.
    stems: String,
    /// Head of the chain of each bucket.
    buckets: Vec<u32>,
    /// One for each entry, apart from it so that following a chain stays in the cache.
    links: Vec<Link>,
    letters: Letters,
    filters: Filters,
    /// For each folded ending, the files that have it, one bit each.
    endings: FxHashMap<String, Sheets>,
    /// Files whose language writes its endings in plain ASCII, one bit each.
    plain_endings: Sheets,
    /// First halves of compounds.
    halves: Vec<u32>,
    /// Entries of scripts without blanks, by first character.
    unspaced: FxHashMap<char, Vec<u32>>,
}

struct Link {
    /// Hash of the folded stem.
    hash: u32,
    /// Next entry of the bucket.
    next: u32,
}

struct Entry {
    form: Form,
    /// Where its folded stem lies.
    stem: (u32, u32),
    /// First word as written, without `~` or `+`.
    first: &'static str,
    /// What follows the first word.
    rest: &'static str,
    /// The words in it, read when a text first has the word before them.
    parts: OnceLock<Box<[Part]>>,
    /// Class of the first letter of the second word, if there is one.
    second: Option<u8>,
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

impl Ending {
    fn allows(self, ending: &str) -> bool {
        match self {
            Self::Never => ending.is_empty(),
            Self::May => true,
            Self::Must => !ending.is_empty(),
        }
    }
}

/// A form whose first word fits a word of a text.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// Number of the form in the table's order.
    pub(super) number: u32,
    /// Letters at the end that the table does not have.
    pub(super) ending: u32,
    /// Whether the form has no more words.
    pub(super) whole: bool,
}

/// A form that fits at a word, and the byte where it ends.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// Number of the form in the table's order.
    pub(super) number: usize,
    pub(super) form: Form,
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Letters at the end that the table does not have: the ending of its last word.
    pub(super) ending: usize,
}

impl Index {
    /// The one index of the program.
    pub(super) fn get() -> &'static Self {
        &INDEX
    }

    /// The word at byte `at` if it is worth a look; and the byte behind the word or sign there.
    pub(super) fn candidate(&self, text: &str, at: usize) -> (Option<Word>, usize) {
        self.letters.candidate(&self.filters, text, at)
    }

    /// Calls `found` for every form whose first word fits `written`, a word with or without a
    /// `capital`, whatever follows it.
    pub(super) fn each_start(&self, written: &str, capital: bool, found: &mut impl FnMut(Start)) {
        if written.len() > LONGEST_WORD {
            return;
        }
        let mut folded = String::new();
        let written = in_one_script(written, written.is_ascii());
        fold_into(&written, &mut folded);
        self.each_stem((&written, &folded), capital, true, found);
        for (cut, put) in prefixes(&folded) {
            let bare = format!("{put}{}", folded.get(cut..).unwrap_or_default());
            self.each_stem((&written, &bare), capital, false, found);
        }
    }

    /// The form that begins so with `word`, if what follows the word fits too; `next` is the class
    /// of that, see [`Self::class_after`].
    pub(super) fn complete(
        &self,
        text: &str,
        word: Word,
        start: Start,
        next: Option<u8>,
    ) -> Option<Fit> {
        let entry = self.entries.get(start.number as usize)?;
        if let Some(wanted) = entry.second {
            next.filter(|class| may_be_alike(*class, wanted))?;
        }
        let (end, last) = self.end_of(entry, text, word.end)?;
        let ending = last.unwrap_or(start.ending as usize);
        self.fit(start.number, word.start, end, ending)
    }

    /// The form of this number as a fit.
    pub(super) fn fit(&self, number: u32, start: usize, end: usize, ending: usize) -> Option<Fit> {
        let entry = self.entries.get(number as usize)?;
        Some(Fit {
            number: number as usize,
            form: entry.form,
            kind: entry.kind,
            start,
            end,
            ending,
        })
    }

    /// Calls `found` for every form that begins at byte `at` of a script without blanks.
    pub(super) fn each_unspaced(&self, text: &str, at: usize, found: &mut impl FnMut(Fit)) {
        let Some(rest) = text.get(at..) else { return };
        let Some(numbers) = rest.chars().next().and_then(|first| self.unspaced.get(&first)) else {
            return;
        };
        for &number in numbers {
            let Some(&Entry { form, kind, .. }) = self.entries.get(number as usize) else {
                continue;
            };
            if rest.starts_with(form.text) {
                let end = at + form.text.len();
                found(Fit { number: number as usize, form, kind, start: at, end, ending: 0 });
            }
        }
    }

    /// The first half of a compound that is written as one word, the longest that fits: where it
    /// ends, and the number of its form.
    pub(super) fn first_half(&self, written: &str) -> Option<(usize, u32)> {
        // `ελληνο` and a second half; shorter ones begin too many other words.
        const SHORTEST_HALF: usize = 5;
        const SHORTEST_WORD: usize = 10;
        if written.len() > 2 * LONGEST_WORD || written.chars().count() < SHORTEST_WORD {
            return None;
        }
        let folded = fold(written);
        let halves = self.halves.iter().filter_map(|&number| {
            let stem = self.stem(self.entries.get(number as usize)?);
            let letters = stem.chars().count();
            if letters < SHORTEST_HALF || !folded.starts_with(stem) {
                return None;
            }
            Some((written.char_indices().nth(letters)?.0, number))
        });
        halves.max_by_key(|&(end, number)| (end, std::cmp::Reverse(number)))
    }

    /// Takes the word as written and as folded; `spelt` asks that it be written as the
    /// form is, not only folded alike.
    fn each_stem(
        &self,
        (written, folded): (&str, &str),
        capital: bool,
        spelt: bool,
        found: &mut impl FnMut(Start),
    ) {
        // Folding may lengthen a word; what lies beyond is no name.
        let mut hashes = [Hash::default(); LONGEST_WORD + 1];
        let mut hash = Hash::default();
        for (place, byte) in hashes.iter_mut().skip(1).zip(folded.bytes()) {
            hash.push(byte);
            *place = hash;
        }
        let shortest = folded.len().saturating_sub(LONGEST_ENDING).max(2).min(folded.len());
        for cut in (shortest..=folded.len()).rev() {
            let Some(&hash) = hashes.get(cut) else { continue };
            let mut number = self.buckets.get(hash.bucket()).copied().unwrap_or(u32::MAX);
            let mut sheets = None;
            while let Some(link) = self.links.get(number as usize) {
                let here = std::mem::replace(&mut number, link.next);
                if link.hash != hash.tag() {
                    continue;
                }
                let Some(entry) = self.entries.get(here as usize) else { break };
                let (Some(stem), Some(ending)) = (folded.get(..cut), folded.get(cut..)) else {
                    break;
                };
                let sheets = *sheets.get_or_insert_with(|| self.sheets(ending, written));
                let exact = entry.kind == Kind::Abbreviation;
                if entry.ending.allows(ending)
                    && sheets & (1 << entry.form.sheet) != 0
                    && self.stem(entry) == stem
                    && (capital || !entry.capital)
                    && (!spelt || spelling_fits(written, written.is_ascii(), entry.first, exact))
                {
                    let ending = ending.chars().count() as u32;
                    found(Start { number: here, ending, whole: entry.rest.is_empty() });
                }
            }
        }
    }

    /// The class of the first letter of the word after byte `end`, if a name may go on there.
    pub(super) fn class_after(&self, text: &str, end: usize) -> Option<u8> {
        let rest = text.get(end..)?;
        let next = rest.get(rest.find(is_word)?..)?;
        Some(self.letters.first_class(next))
    }

    /// What the second word of a form may begin with, beside `others`.
    pub(super) fn add_next(&self, start: Start, others: Classes) -> Classes {
        match self.entries.get(start.number as usize).and_then(|entry| entry.second) {
            Some(class) => others.with(class),
            None => Classes::ALL,
        }
    }

    /// Where the form ends, if its further words fit in case and diacritics too; and how many
    /// letters the ending of its last word has if that is not the first, which ends at `end`.
    fn end_of(&self, entry: &Entry, text: &str, mut end: usize) -> Option<(usize, Option<usize>)> {
        let exact = entry.kind == Kind::Abbreviation;
        let mut rest = entry.rest;
        let mut last = None;
        for part in entry.parts.get_or_init(|| parts(entry.rest)) {
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
            let folded;
            let ending = if next.ascii && part.stem.is_ascii() {
                let (head, tail) = written.split_at_checked(part.stem.len())?;
                folded = tail.to_ascii_lowercase();
                head.eq_ignore_ascii_case(part.stem).then_some(folded.as_str())?
            } else {
                folded = fold(written);
                folded.strip_prefix(fold(part.stem).as_str())?
            };
            if !part.ending.allows(ending)
                || self.sheets(ending, written) & (1 << entry.form.sheet) == 0
            {
                return None;
            }
            end = next.end;
            last = Some(ending.chars().count());
            rest = part.rest;
        }
        // The last dot of `U.S.` belongs to it where it stands.
        if rest == "." && text.get(end..).is_some_and(|after| after.starts_with('.')) {
            end += 1;
        }
        Some((end, last))
    }

    /// The files that have a folded ending, one bit each; all of them for none.
    ///
    /// Slovak `slovenský` is not Croatian `slovenski`: a language without
    /// diacritics in its endings does not take them there.
    fn sheets(&self, ending: &str, written: &str) -> Sheets {
        if ending.is_empty() {
            return Sheets::MAX;
        }
        let sheets = self.endings.get(ending).copied().unwrap_or_default();
        let plain = ending.chars().count();
        let marked =
            ending.is_ascii() && written.chars().rev().take(plain).any(|letter| !letter.is_ascii());
        if marked { sheets & !self.plain_endings } else { sheets }
    }

    fn stem(&self, entry: &Entry) -> &str {
        self.stems.get(entry.stem.0 as usize..entry.stem.1 as usize).unwrap_or_default()
    }

    fn build() -> Self {
        let letters = Letters::new();
        let mut index = Self {
            entries: Vec::with_capacity(Hash::BUCKETS),
            stems: String::with_capacity(Hash::BUCKETS * 16),
            buckets: vec![u32::MAX; Hash::BUCKETS],
            links: Vec::with_capacity(Hash::BUCKETS),
            letters,
            filters: Filters::new(),
            endings: FxHashMap::default(),
            plain_endings: Sheets::MAX,
            halves: Vec::new(),
            unspaced: FxHashMap::default(),
        };
        let mut endings: Vec<Vec<String>> = Vec::new();
        for (sheet, ending) in table::endings() {
            let folded = fold(ending);
            if !ending.is_ascii() {
                index.plain_endings &= !(1 << sheet);
            }
            *index.endings.entry(folded.clone()).or_default() |= 1 << sheet;
            endings.resize_with(endings.len().max(usize::from(sheet) + 1), Vec::new);
            if let Some(endings) = endings.get_mut(usize::from(sheet)) {
                endings.push(folded);
            }
        }
        table::forms().filter(|form| form.mark != Mark::Query).for_each(|form| {
            let endings = endings.get(usize::from(form.sheet)).map(Vec::as_slice);
            index.add(form, endings.unwrap_or_default());
        });
        index
    }

    fn add(&mut self, form: Form, endings: &[String]) {
        let number = self.entries.len() as u32;
        let Some(part) = next_part(form.text) else { return };
        let from = self.stems.len();
        fold_into(part.stem, &mut self.stems);
        let mut link = Link { hash: 0, next: u32::MAX };
        let second = part.rest.find(is_word).and_then(|at| part.rest.get(at..));
        let second = second.map(|second| self.letters.first_class(second));
        let entry = Entry {
            form,
            stem: (from as u32, self.stems.len() as u32),
            first: part.stem,
            rest: part.rest,
            parts: OnceLock::new(),
            second,
            kind: form.kind(),
            capital: part.capital(),
            ending: part.ending,
        };
        if part.unspaced {
            if let Some(first) = form.text.chars().next() {
                self.unspaced.entry(first).or_default().push(number);
            }
        } else {
            let folded = self.stems.get(from..).unwrap_or_default();
            let endings =
                endings.iter().map(String::as_str).filter(|_| part.ending != Ending::Never);
            self.filters.add(&self.letters, folded, endings, entry.capital);
            let mut hash = Hash::default();
            folded.bytes().for_each(|byte| hash.push(byte));
            link.hash = hash.tag();
            if let Some(head) = self.buckets.get_mut(hash.bucket()) {
                link.next = std::mem::replace(head, number);
            }
        }
        if form.mark == Mark::Compound {
            self.halves.push(number);
        }
        self.links.push(link);
        self.entries.push(entry);
    }
}

/// Hash of a growing stem, so that one pass over a word hashes all its beginnings.
#[derive(Clone, Copy, Default)]
struct Hash(u64);

impl Hash {
    const BUCKETS: usize = 1 << 15;

    fn push(&mut self, byte: u8) {
        // The multiplier of FxHash; the high bits are the mixed ones.
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn bucket(self) -> usize {
        (self.0 >> 40) as usize & (Self::BUCKETS - 1)
    }

    fn tag(self) -> u32 {
        (self.0 >> 24) as u32
    }
}

/// One word of a form, with what stands before and after it.
struct Part {
    gap: &'static str,
    stem: &'static str,
    ending: Ending,
    rest: &'static str,
    /// Of a script without blanks.
    unspaced: bool,
}

impl Part {
    fn capital(&self) -> bool {
        self.stem.chars().next().is_some_and(char::is_uppercase)
    }
}

fn parts(mut form: &'static str) -> Box<[Part]> {
    let mut parts = Vec::new();
    while let Some(part) = next_part(form) {
        form = part.rest;
        parts.push(part);
    }
    parts.into()
}

fn next_part(form: &'static str) -> Option<Part> {
    let word = next_word(form, 0)?;
    let rest = form.get(word.end..)?;
    let (ending, rest) = match rest.as_bytes().first() {
        Some(b'~') => (Ending::May, &rest[1..]),
        Some(b'+') => (Ending::Must, &rest[1..]),
        _ => (Ending::Never, rest),
    };
    Some(Part {
        gap: form.get(..word.start)?,
        stem: form.get(word.start..word.end)?,
        ending,
        rest,
        unspaced: word.unspaced,
    })
}
