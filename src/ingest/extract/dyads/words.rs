//! The words by which a sentence tells what states do with each other.
//!
//! Takes a sentence, gives the places of the words of `words.tsv`. The first two letters of a word
//! choose the few stems that can begin it, so that most words are not folded.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::fold::{fold, fold_into};
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
    /// People of a nation live elsewhere.
    Group,
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
            b"group" => Self::Group,
            _ => return None,
        })
    }

    /// Whether the states deal with each other in it.
    pub(super) const fn is_dealing(self) -> bool {
        !matches!(self, Self::War | Self::Topic | Self::Group)
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

struct Table {
    /// By the first two folded letters.
    stems: FxHashMap<[char; 2], Vec<Stem>>,
    /// Those of scripts without blanks, which are found wherever they stand.
    unspaced: Vec<(String, Role)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { stems: FxHashMap::default(), unspaced: Vec::new() };
    for (role, stem) in rows() {
        let Some(role) = Role::named(role) else { continue };
        let (stem, whole) = stem.strip_suffix('!').map_or((stem, false), |stem| (stem, true));
        let letters = fold(stem);
        if letters.starts_with(is_unspaced) {
            table.unspaced.push((stem.to_owned(), role));
        } else if let Some(first) = first_two(&letters) {
            table.stems.entry(first).or_default().push(Stem { letters, whole, role });
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for stems in table.stems.values_mut() {
        stems.sort_by_key(|stem| std::cmp::Reverse(stem.letters.len()));
    }
    table
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut columns = line.splitn(3, '\t');
        let role = columns.next().unwrap_or_default();
        columns.nth(1).unwrap_or_default().split(' ').map(move |stem| (role, stem))
    })
}

/// Appends the words of `sentence` that have a role, in order.
pub(super) fn find(body: &str, sentence: Span, found: &mut Vec<Word>) {
    let table: &Table = &TABLE;
    let text = sentence.of(body);
    let mut folded = String::new();
    let mut unspaced = false;
    let mut at = 0;
    let mut previous = Span::default();
    while let Some(word) = next_word(text, at) {
        let before = std::mem::replace(&mut previous, word);
        at = word.end;
        let letters = word.of(text);
        let mut characters = letters.chars();
        let (Some(one), Some(other)) = (characters.next(), characters.next()) else { continue };
        if is_unspaced(one) {
            unspaced = true;
            continue;
        }
        let first = [folded_letter(one, &mut folded), folded_letter(other, &mut folded)];
        let Some(stems) = table.stems.get(&first) else { continue };
        folded.clear();
        fold_into(letters, &mut folded);
        let fits = |stem: &&Stem| {
            folded
                .strip_prefix(stem.letters.as_str())
                .is_some_and(|rest| rest.is_empty() || !stem.whole)
        };
        if let Some(stem) = stems.iter().find(fits) {
            // Navies, ships and academies carry war in their names: `Marina de Guerra`.
            if stem.role == Role::War && ["de", "di", "da", "of"].contains(&before.of(text)) {
                continue;
            }
            found.push(Word { role: stem.role, span: word.shifted(sentence.start) });
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

fn first_two(letters: &str) -> Option<[char; 2]> {
    let mut letters = letters.chars();
    Some([letters.next()?, letters.next()?])
}

fn folded_letter(letter: char, folded: &mut String) -> char {
    match letter {
        _ if letter.is_ascii() => letter.to_ascii_lowercase(),
        // Most Cyrillic letters differ in nothing but case.
        'а'..='и' | 'к'..='я' => letter,
        _ => {
            folded.clear();
            fold_into(letter.encode_utf8(&mut [0; 4]), folded);
            folded.chars().next().unwrap_or(letter)
        }
    }
}

fn is_unspaced(letter: char) -> bool {
    ('\u{2e80}'..'\u{a000}').contains(&letter)
}

/// The next run of letters from byte `from` on.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut at = from;
    loop {
        let (is_letter, length) = match bytes.get(at) {
            None => return start.map(|start| Span::new(start, at)),
            Some(byte) if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
            Some(_) => {
                let letter = text.get(at..)?.chars().next()?;
                (letter.is_alphanumeric() || is_combining_mark(letter), letter.len_utf8())
            }
        };
        match start {
            None if is_letter => start = Some(at),
            Some(start) if !is_letter => return Some(Span::new(start, at)),
            _ => {}
        }
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("the ratio", ""),
            ("", ""),
        ] {
            let mut found = Vec::new();
            find(text, Span::new(0, text.len()), &mut found);
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
            let fits = letters.chars().count() > 1 || letters.starts_with(is_unspaced);
            assert!(fits, "{role}: {stem}");
        }
    }
}
