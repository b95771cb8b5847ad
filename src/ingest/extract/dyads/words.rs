//! The words by which a sentence tells what states do with each other.
//!
//! Takes a sentence, gives the places of the words of `words.tsv`. The first three letters of a word
//! tell whether a stem can begin it, so that few words are folded, and each but once.

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::fold::{fold, fold_character_into};
use crate::lexicon::memo::Memo;
use crate::lexicon::rows;
use crate::lexicon::sieve::{GOLDEN, Sieve};
use crate::lexicon::word::{Known, Stops};
use crate::span::Span;

/// What a word says of the states around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// They sign or agree.
    Sign,
    /// They meet and talk.
    Meet,
    /// Somebody travels.
    Visit,
    /// Somebody is a host.
    Receive,
    /// Forces train together.
    Exercise,
    /// They work together.
    Cooperate,
    /// There is fighting, or sanctions.
    War,
    /// Others speak of what happens in a state.
    Topic,
    /// Forces or observers of other states serve there.
    Mission,
}

impl Role {
    const fn named(name: &str) -> Option<Self> {
        Some(match name.as_bytes() {
            b"sign" => Self::Sign,
            b"meet" => Self::Meet,
            b"visit" => Self::Visit,
            b"receive" => Self::Receive,
            b"exercise" => Self::Exercise,
            b"cooperate" => Self::Cooperate,
            b"war" => Self::War,
            b"topic" => Self::Topic,
            b"mission" => Self::Mission,
            _ => return None,
        })
    }

    /// Whether it tells of what hosts do with guests.
    pub(super) const fn is_of_hosts(self) -> bool {
        matches!(self, Self::Meet | Self::Receive | Self::Sign)
    }

    /// Whether the states deal with each other in it.
    pub(super) const fn is_dealing(self) -> bool {
        !matches!(self, Self::War | Self::Topic | Self::Mission)
    }
}

/// A word with its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub role: Role,
    /// Bytes of the body.
    pub span: Span,
}

struct Stem {
    letters: String,
    whole: bool,
    role: Role,
}

/// What Arabic writes as one with the word behind it: and, the, for, with.
const ARABIC_BEFORE: [&str; 7] = ["", "و", "ال", "وال", "لل", "ل", "بال"];

/// The first three letters of a word, folded.
type Beginning = [char; 3];

/// Bits of the sieve of beginnings, as a power of two.
const BITS: u32 = 15;

struct Table {
    stems: FxHashMap<Beginning, Vec<Stem>>,
    /// The beginnings that occur.
    begins: Sieve,
    /// Those of scripts without blanks, which are found wherever they stand.
    unspaced: Vec<(String, Role)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table =
        Table { stems: FxHashMap::default(), begins: Sieve::new(BITS), unspaced: Vec::new() };
    for (role, stem) in rows() {
        let Some(role) = Role::named(role) else { continue };
        let (stem, whole) = stem.strip_suffix('!').map_or((stem, false), |stem| (stem, true));
        let letters = fold(stem);
        if letters.starts_with(is_unspaced) {
            table.unspaced.push((stem.to_owned(), role));
        } else if letters.starts_with(is_arabic) {
            for before in ARABIC_BEFORE {
                table.add(format!("{before}{letters}"), whole, role);
            }
        } else {
            table.add(letters, whole, role);
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for stems in table.stems.values_mut() {
        stems.sort_by_key(|stem| std::cmp::Reverse(stem.letters.len()));
    }
    table
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::columns(include_str!("words.tsv"))
        .flat_map(|[role, _, stems]| stems.split(' ').map(move |stem| (role, stem)))
}

/// What is known of the words that were met.
struct Memory {
    /// Whether a word may have a role.
    may_have: Known<bool>,
    /// Words that begin like a stem are few, and met again and again.
    roles: Memo<Option<Role>>,
}

thread_local! {
    static MEMORY: RefCell<Memory> =
        RefCell::new(Memory { may_have: Known::default(), roles: Memo::new(11) });
}

/// Appends the words of `sentence` that have a role, in order; `stops` are those of its text, which
/// were not asked for what is behind it.
pub(super) fn find(stops: &mut Stops<'_, '_>, sentence: Span, found: &mut Vec<Word>) {
    MEMORY.with_borrow_mut(|memory| find_with(memory, stops, sentence, found));
}

fn find_with(
    memory: &mut Memory,
    stops: &mut Stops<'_, '_>,
    sentence: Span,
    found: &mut Vec<Word>,
) {
    let Memory { may_have, roles } = memory;
    let table: &Table = &TABLE;
    let text = sentence.of(stops.text());
    let mut folded = String::new();
    let mut unspaced = false;
    let mut at = 0;
    loop {
        let stop = stops.from(sentence.start + at, |words, word, _| {
            word.span().end > sentence.end
                || *may_have.of(words, word, |written| table.may_have(written))
        });
        let Some(start) = next_letter(text, stop - sentence.start) else { break };
        let rest = text.get(start..).unwrap_or_default();
        if rest.starts_with(is_unspaced) {
            unspaced = true;
            at = start + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = Span::new(start, end_of_word(text, start));
        at = word.end;
        let Some(beginning) = folded_beginning(rest, &mut folded) else { continue };
        if !table.begins.has(hash(beginning)) {
            continue;
        }
        let written = word.of(text);
        let role = roles.of(written, || table.role(beginning, written)).copied().flatten();
        let named =
            |role: &Role| *role == Role::War && is_in_a_name(text.get(..start).unwrap_or_default());
        if let Some(role) = role.filter(|role| !named(role)) {
            found.push(Word { role, span: word.shifted(sentence.start) });
        }
    }
    if unspaced {
        let earlier = found.len();
        for (stem, role) in &table.unspaced {
            let places = text.match_indices(stem.as_str());
            found.extend(places.map(|(at, _)| Word {
                role: *role,
                span: Span::new(at, at + stem.len()).shifted(sentence.start),
            }));
        }
        if let Some(new) = found.get_mut(earlier..) {
            new.sort_by_key(|word| word.span);
        }
    }
}

impl Table {
    /// Whether a word may have a role, whatever stands around it.
    fn may_have(&self, written: &str) -> bool {
        let is_whole = next_letter(written, 0) == Some(0)
            && !written.starts_with(is_unspaced)
            && end_of_word(written, 0) == written.len();
        !is_whole
            || folded_beginning(written, &mut String::new())
                .is_some_and(|beginning| self.role(beginning, written).is_some())
    }

    /// The role of a word that begins so.
    fn role(&self, beginning: Beginning, word: &str) -> Option<Role> {
        let folded = fold(word);
        let fits = |stem: &&Stem| {
            folded
                .strip_prefix(stem.letters.as_str())
                .is_some_and(|rest| rest.is_empty() || !stem.whole)
        };
        self.stems.get(&beginning)?.iter().find(fits).map(|stem| stem.role)
    }

    fn add(&mut self, letters: String, whole: bool, role: Role) {
        let Some(beginning) = beginning(&letters) else { return };
        self.begins.put(hash(beginning));
        self.stems.entry(beginning).or_default().push(Stem { letters, whole, role });
    }
}

/// Navies, ships and academies carry war in their names: `Marina de Guerra`.
fn is_in_a_name(before: &str) -> bool {
    let before = before.trim_end();
    [" de", " di", " da", " of"].iter().any(|word| before.ends_with(word))
}

fn beginning(letters: &str) -> Option<Beginning> {
    let mut letters = letters.chars();
    Some([letters.next()?, letters.next()?, letters.next()?])
}

fn hash(beginning: Beginning) -> u64 {
    let number = beginning.iter().fold(0, |number, &letter| number * 41 + u64::from(letter));
    number.wrapping_mul(GOLDEN)
}

/// The folded beginning of the word that `text` starts with, if it has three letters.
fn folded_beginning(text: &str, folded: &mut String) -> Option<Beginning> {
    let mut beginning = [' '; 3];
    let mut letters = text.chars();
    let mut known = 0;
    while let Some(place) = beginning.get_mut(known) {
        let letter = letters.next()?;
        if letter.is_ascii() {
            if !letter.is_ascii_alphanumeric() {
                return None;
            }
            *place = letter.to_ascii_lowercase();
            known += 1;
        } else {
            folded.clear();
            fold_character_into(letter, folded);
            for letter in folded.chars() {
                if let Some(place) = beginning.get_mut(known) {
                    *place = letter;
                    known += 1;
                }
            }
        }
    }
    Some(beginning)
}

fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter)
}

fn is_unspaced(letter: char) -> bool {
    ('\u{2e80}'..'\u{a000}').contains(&letter)
}

/// Where the next word begins from byte `from` on.
fn next_letter(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
        } else {
            let letter = text.get(at..)?.chars().next()?;
            if is_letter(letter) {
                return Some(at);
            }
            at += letter.len_utf8();
        }
    }
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            if !is_letter(letter) || is_unspaced(letter) {
                break;
            }
            at += letter.len_utf8();
        }
    }
    at
}

fn is_letter(letter: char) -> bool {
    // Latin and Cyrillic, which is nearly all of them.
    matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ')
        || !matches!(letter, '\u{2000}'..='\u{2bff}')
            && (letter.is_alphanumeric() || is_combining_mark(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word::Words;

    #[test]
    fn words_of_dealing_are_found_in_many_languages() {
        for (text, expected) in [
            ("They signed a plan", "Sign:signed Sign:plan"),
            ("Poseta ministra, ПОСЕТА", "Visit:Poseta Visit:ПОСЕТА"),
            ("A miniszterek találkoztak", "Meet:találkoztak"),
            ("Przyjęła delegację", "Receive:Przyjęła Visit:delegację"),
            ("Ćwiczenia wojskowe", "Exercise:Ćwiczenia"),
            ("Έγινε δεκτός", "Receive:δεκτός"),
            ("两国签署合作协议", "Sign:签署 Cooperate:合作 Sign:协议"),
            ("the warm signal", ""),
            ("vojna saradnja, војна", "Cooperate:saradnja"),
            ("the war, a navio de guerra", "War:war"),
            ("la guerra", "War:guerra"),
            ("в войну", "War:войну"),
            ("ВСТРЕЧА", "Meet:ВСТРЕЧА"),
            ("the ratio", ""),
            ("", ""),
        ] {
            let mut found = Vec::new();
            let words = Words::cut(text);
            find(&mut Stops::new(&words), Span::new(0, text.len()), &mut found);
            let shown: Vec<String> = found
                .iter()
                .map(|word| format!("{:?}:{}", word.role, word.span.of(text)))
                .collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        for (role, stem) in rows() {
            assert!(Role::named(role).is_some(), "{role}: {stem}");
            let letters = fold(stem.trim_end_matches('!'));
            let fits = letters.chars().count() > 2 || letters.starts_with(is_unspaced);
            assert!(fits, "{role}: {stem}");
        }
    }
}
