//! Given names: what tells an untitled run of capitals to be a person's name.
//!
//! Takes a written word, gives where in a name it stands, if it is one of the
//! names of `given.tsv` in any script, case or usual respelling. A word that is
//! not in the table may still be a given name; nothing is said of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{ending, latin};
use crate::lexicon::rows;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// Where in a name a word of the table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A given name in front of the surname.
    First,
    /// A given name that stands behind the surname, too.
    Any,
    /// A surname in front of given names.
    Surname,
}

/// The names by their sounds, and how they begin.
struct Table {
    places: FxHashMap<Box<[u8]>, Place>,
    beginnings: Sieve,
}

impl Table {
    fn get(&self, sounds: &[u8]) -> Option<Place> {
        self.places.get(sounds).copied()
    }

    /// Whether a name of the table, declined or not, can begin as `sounds` do.
    fn has_beginning(&self, sounds: &[u8]) -> bool {
        self.beginnings.has(beginning_hash(sounds))
    }
}

/// The hash of the first three sounds.
fn beginning_hash(sounds: &[u8]) -> u64 {
    let number = sounds.iter().take(3).fold(0, |number, sound| number << 8 | u64::from(*sound));
    number.wrapping_mul(GOLDEN)
}

/// Bits of the sieve of beginnings, as a power of two.
const BITS: u32 = 15;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { places: FxHashMap::default(), beginnings: Sieve::new(BITS) };
    for [names, place_named] in rows::columns(include_str!("given.tsv")) {
        let Some(place) = place(place_named) else { continue };
        for name in names.split(' ') {
            let sounds =
                if place == Place::Surname { Sounds::none(name) } else { Sounds::of(name) };
            table.beginnings.put(beginning_hash(sounds.bytes()));
            let known = table.places.entry(sounds.bytes().into()).or_insert(place);
            // A name of several peoples stands wherever one of them puts it.
            if *known == Place::First {
                *known = place;
            }
        }
    }
    table
});

fn place(written: &str) -> Option<Place> {
    Some(match written {
        "first" => Place::First,
        "any" => Place::Any,
        "surname" => Place::Surname,
        _ => return None,
    })
}

/// Longest given name in bytes of its sounds.
const LONGEST: usize = 24;

/// Longest surname that stands in front, in bytes of its sounds.
const LONGEST_SURNAME: usize = 8;

/// The letters of a word with respellings made alike; no more than fit.
struct Sounds {
    letters: [u8; LONGEST],
    length: usize,
}

impl Sounds {
    fn of(word: &str) -> Self {
        let mut sounds = Self { letters: [0; LONGEST], length: 0 };
        if word.is_ascii() {
            word.bytes().for_each(|byte| sounds.push(byte.to_ascii_lowercase()));
        } else {
            latin::plain(word).bytes().for_each(|byte| sounds.push(byte));
        }
        sounds
    }

    /// A surname of few letters, in which each counts: no sounds are made alike.
    fn none(word: &str) -> Self {
        let mut sounds = Self { letters: [0; LONGEST], length: 0 };
        let plain = latin::plain(word);
        for (place, byte) in
            sounds.letters.iter_mut().zip(b"=".iter().copied().chain(plain.bytes()))
        {
            *place = byte;
            sounds.length += 1;
        }
        sounds
    }

    fn bytes(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    /// Appends a letter, joined with the one before where the two write one sound.
    fn push(&mut self, byte: u8) {
        // A glide between a consonant and `e` or `u`: Sebastien, Danijel, Себастьен.
        if matches!(byte, b'e' | b'u')
            && let Some([before, b'i']) = self.bytes().last_chunk()
            && !matches!(before, b'a' | b'e' | b'i' | b'o' | b'u' | b'-')
        {
            self.length -= 1;
        }
        let last = self.length.checked_sub(1).and_then(|at| self.letters.get_mut(at));
        let byte = match byte {
            b'j' | b'y' => b'i',
            b'w' => b'v',
            b'q' => b'k',
            b'\'' | b'`' => return,
            other => other,
        };
        if let Some(last) = last {
            match (*last, byte) {
                // Doubled letters, and the second letter of `cz`, `cs`, `sz`, `zs`, `dz`, `sh`.
                (before, letter) if before == letter => return,
                (b'c' | b's' | b'd', b'z')
                | (b'c' | b'z', b's')
                | (b'c' | b's' | b'z' | b't' | b'g' | b'd' | b'b', b'h') => return,
                (b'p', b'h') => return *last = b'f',
                (b'k', b'h') => return *last = b'h',
                (b'c', b'k') => return *last = b'k',
                (b'o', b'u') => return *last = b'u',
                _ => {}
            }
        }
        if let Some(place) = self.letters.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }
}

/// Where `word` stands in a name, if it is a common given name in any case form.
pub(super) fn place_of(word: &str) -> Option<Place> {
    if word.len() > 3 * LONGEST {
        return None;
    }
    let table: &Table = &TABLE;
    let sounds = Sounds::of(word);
    let bytes = sounds.bytes();
    if bytes.len() <= LONGEST_SURNAME && table.get(Sounds::none(word).bytes()).is_some() {
        return table.get(bytes).or(Some(Place::Surname));
    }
    if !table.has_beginning(bytes) {
        return None;
    }
    if let Some(place) = table.get(bytes) {
        return Some(place);
    }
    // `Jean-Pierre`, `Anna-Karin`: a double name is known by its first half.
    if let Some(hyphen) = bytes.iter().position(|byte| *byte == b'-') {
        return table.get(bytes.get(..hyphen)?);
    }
    declined(bytes)
}

/// Whether `word` is a given name of the table as it stands there.
pub(super) fn is_first(word: &str) -> bool {
    TABLE.get(Sounds::of(word).bytes()).is_some_and(|place| place != Place::Surname)
}

/// Whether `word` is a name of the table as it stands there, a surname in front among them.
pub(super) fn is_exact(word: &str) -> bool {
    is_first(word) || TABLE.get(Sounds::none(word).bytes()).is_some()
}

/// Endings before which a name has lost its own vowel: `Nikol-e`, `Olen-oiu`.
const AFTER_VOWEL: [&[u8]; 12] =
    [b"e", b"i", b"u", b"om", b"oi", b"oiu", b"ou", b"ei", b"in", b"ine", b"ini", b"a"];

/// Endings before which a name has lost a Greek or Baltic ending: `Σταύρ-ου`, `Gediminas – Gedimin-o`.
const AFTER_S: [&[u8]; 7] = [b"u", b"a", b"e", b"o", b"i", b"ui", b"ai"];

/// The name behind a case ending: `Milošem`, `Andreja`, `Nikole`, `Viktornak`.
fn declined(bytes: &[u8]) -> Option<Place> {
    for length in 1..=4 {
        let (stem, end) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
        if stem.len() < 3 {
            break;
        }
        let known = |last: &[u8]| {
            let mut name = [0; LONGEST];
            name.get_mut(..stem.len())?.copy_from_slice(stem);
            name.get_mut(stem.len()..stem.len() + last.len())?.copy_from_slice(last);
            TABLE.get(name.get(..stem.len() + last.len())?)
        };
        if stem.len() >= 4
            && let Some(place) = TABLE.get(stem)
            && str::from_utf8(end).is_ok_and(ending::is_ending)
        {
            return Some(place);
        }
        if AFTER_VOWEL.contains(&end)
            && let Some(place) = known(b"a").or_else(|| known(b"o"))
        {
            return Some(place);
        }
        if stem.len() >= 4
            && AFTER_S.contains(&end)
            && let Some(place) =
                [b"os".as_slice(), b"as", b"is", b"e", b"i"].into_iter().find_map(known)
        {
            return Some(place);
        }
    }
    None
}

/// The first two sounds of a word; forms of one word share them, however they are spelled.
pub type Beginning = [u8; 2];

/// How a word of a name begins, in any script and respelling.
pub fn beginning(word: &str) -> Beginning {
    // Enough letters for two sounds, however they are written.
    let end = word.char_indices().nth(6).map_or(word.len(), |(at, _)| at);
    let sounds = Sounds::of(word.get(..end).unwrap_or(word));
    let mut bytes = sounds.bytes().iter().copied();
    std::array::from_fn(|_| bytes.next().unwrap_or_default())
}

/// Whether the surname can stand in front: the last word is a given name of a people that puts it
/// there, or the first a surname of such a one.
pub fn may_begin_with_surname(written: &str) -> bool {
    let mut words = written.split_whitespace();
    let first = words.next().and_then(place_of);
    let last = words.next_back().and_then(place_of);
    first == Some(Place::Surname) || last == Some(Place::Any) && first.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_known_in_every_spelling() {
        for (word, place) in [
            ("Aleksandar", Some(Place::First)),
            ("АЛЕКСАНДР", Some(Place::First)),
            ("Milošem", Some(Place::First)),
            ("Miloša", Some(Place::First)),
            ("Николе", Some(Place::First)),
            ("Σταύρου", Some(Place::First)),
            ("István", Some(Place::Any)),
            ("Kristóffal", Some(Place::Any)),
            ("Nguyễn", Some(Place::Surname)),
            ("Jean-Yves", Some(Place::First)),
            ("Sergii", Some(Place::First)),
            ("Republic", None),
            ("Ministry", None),
            ("Belgrade", None),
            ("Novi", None),
            ("Joint", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(place_of(word), place, "{word}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in rows::lines(include_str!("given.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(place(columns[1]).is_some(), "{line}");
            for name in columns[0].split(' ') {
                assert!(place_of(name).is_some(), "{name}");
            }
        }
    }
}
