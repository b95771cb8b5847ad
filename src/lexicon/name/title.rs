//! Ranks, offices, honorifics and degrees, and the words that stand around them.
//!
//! Takes one word of running text in any case and script, gives what it can be
//! ([`Word`]). Which of that it is where it stands, the scan for names ([`scan`](super::scan()))
//! decides. The words are in `titles.tsv` and `context.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{ending, latin};
use crate::lexicon::rows;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// What sort of title a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A military rank.
    Rank,
    /// A public or military office.
    Office,
    /// A form of address.
    Honorific,
    /// A degree.
    Academic,
}

/// On which side of the name a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Before the name, or after it behind a comma.
    Before,
    /// After the name, without a comma.
    After,
}

/// A word that names a rank, office, honorific or degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Title {
    /// What sort of title it is.
    pub kind: Kind,
    /// Where it stands.
    pub position: Position,
    /// Whether it may end in a full stop that does not end the sentence.
    pub abbreviation: bool,
}

/// Everything that a word can be in or beside a title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Word {
    /// The title that it is, if any.
    pub title: Option<Title>,
    roles: u16,
}

/// A part that a word can play beside titles and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Role {
    /// What an office is about, or an adjective of a title.
    Matter = 1,
    /// Joins a title to its matter.
    Link = 2,
    /// Joins titles, matters or names.
    And = 4,
    /// A preposition after which a place is named.
    Place = 8,
    /// Makes the words beside it the name of a thing.
    Thing = 16,
    /// Never part of a name.
    Bar = 32,
    /// A verb beside which persons are named: who says, meets, leads, signs.
    Say = 64,
    /// What stands before the name of an author, translator or photographer.
    Credit = 128,
    /// A body of soldiers, which may bear the name of a person.
    Unit = 256,
    /// A street, school or airport, which bears the name of a person in front of it.
    Site = 512,
}

impl Word {
    /// Whether the word can play `role`.
    pub const fn is(self, role: Role) -> bool {
        self.roles & role as u16 != 0
    }

    /// Whether the word, written with a capital, can still be part of a name.
    pub const fn can_be_name(self) -> bool {
        self.title.is_none() && self.roles == 0
    }

    /// Whether the word is no title and plays one role alone.
    pub(super) const fn is_only(self, role: Role) -> bool {
        self.title.is_none() && self.roles == role as u16
    }

    /// Whether the word plays a role other than `role`.
    pub(super) const fn roles_but(self, role: Role) -> bool {
        self.roles & !(role as u16) != 0
    }

    fn join(&mut self, other: Self) {
        self.title = self.title.or(other.title);
        self.roles |= other.roles;
    }
}

/// What one written form stands for: as it is, and as a stem before an ending.
#[derive(Default)]
struct Entry {
    exact: Word,
    stem: Word,
}

/// The words of both tables, and how they begin.
struct Table {
    words: FxHashMap<Box<str>, Entry>,
    beginnings: Sieve,
}

/// The hash of the first three bytes of a word in normal form.
fn beginning(normal: &str) -> u64 {
    let number = normal.bytes().take(3).fold(0, |number, byte| number << 8 | u64::from(byte));
    number.wrapping_mul(GOLDEN)
}

/// Bits of the sieve of beginnings, as a power of two.
const BITS: u32 = 15;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { words: FxHashMap::default(), beginnings: Sieve::new(BITS) };
    for (file, read) in [
        (include_str!("titles.tsv"), title as fn(&str, &str) -> Option<Word>),
        (include_str!("context.tsv"), role),
    ] {
        for [forms, what, second] in rows::columns(file) {
            let Some(word) = read(what, second) else { continue };
            for form in forms.split(' ') {
                enter(form, word, &mut table);
            }
        }
    }
    table
});

fn title(kind: &str, position: &str) -> Option<Word> {
    let kind = match kind {
        "rank" => Kind::Rank,
        "office" => Kind::Office,
        "honorific" => Kind::Honorific,
        "academic" => Kind::Academic,
        _ => return None,
    };
    let position = match position {
        "before" => Position::Before,
        "after" => Position::After,
        _ => return None,
    };
    Some(Word { title: Some(Title { kind, position, abbreviation: false }), roles: 0 })
}

fn role(role: &str, _languages: &str) -> Option<Word> {
    let role = match role {
        "matter" => Role::Matter,
        "link" => Role::Link,
        "and" => Role::And,
        "place" => Role::Place,
        "thing" => Role::Thing,
        "bar" => Role::Bar,
        "say" => Role::Say,
        "credit" => Role::Credit,
        "unit" => Role::Unit,
        "site" => Role::Site,
        _ => return None,
    };
    Some(Word { title: None, roles: role as u16 })
}

fn enter(form: &str, mut word: Word, table: &mut Table) {
    let (form, is_stem) = form.strip_suffix('*').map_or((form, false), |stem| (stem, true));
    let (form, abbreviation) = form.strip_suffix('.').map_or((form, false), |form| (form, true));
    if let Some(title) = &mut word.title {
        title.abbreviation = abbreviation;
    }
    // A sign of equality: the marks of the letters count.
    let normal = match form.strip_prefix('=') {
        Some(marked) => with_marks(marked),
        None => normal(form),
    };
    table.beginnings.put(beginning(&normal));
    let entry = table.words.entry(normal.into()).or_default();
    if is_stem {
        entry.stem.join(word);
    }
    entry.exact.join(word);
}

/// Plain letters with `i` for `j`, as the endings have it, and without apostrophes.
fn normal(word: &str) -> String {
    let mut plain = latin::plain(word);
    plain.retain(|letter| !matches!(letter, '\'' | '’'));
    plain.replace('j', "i")
}

/// A word of which the marks tell it from others: Vietnamese `bộ`, `trưởng`.
fn with_marks(word: &str) -> String {
    format!("={}", word.to_lowercase())
}

/// Longest Vietnamese syllable in bytes, of which some are told by their marks alone.
const LONGEST_SYLLABLE: usize = 10;

/// Longest word of the tables in bytes; anything longer is no title.
const LONGEST: usize = 40;

/// What `word` can be beside a name.
///
/// ```
/// use bilat::lexicon::name::title::{self, Kind};
///
/// let rank = title::word("генерал-мајора").title.map(|title| title.kind);
/// assert_eq!(rank, Some(Kind::Rank));
/// assert!(title::word("Szeged").can_be_name());
/// ```
pub fn word(word: &str) -> Word {
    if word.len() > 2 * LONGEST {
        return Word::default();
    }
    // Most words are English and short: no allocation for them.
    if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let mut buffer = [0; LONGEST];
        for (written, byte) in buffer.iter_mut().zip(word.bytes()) {
            *written = match byte.to_ascii_lowercase() {
                b'j' => b'i',
                lower => lower,
            };
        }
        let normal = buffer.get(..word.len()).and_then(|bytes| str::from_utf8(bytes).ok());
        return normal.map_or_else(Word::default, find);
    }
    // First bytes of Latin letters with marks.
    if word.len() <= LONGEST_SYLLABLE && word.bytes().any(|byte| matches!(byte, 0xc3..=0xc6 | 0xe1))
    {
        let found = find_whole(&with_marks(word));
        if found != Word::default() {
            return found;
        }
    }
    let normal = normal(word);
    let found = find(&normal);
    if found != Word::default() {
        return found;
    }
    // `general-potpukovnik`, `vice-amiral`: the compound is a title if a part is.
    normal
        .rsplit('-')
        .filter(|_| normal.contains('-'))
        .map(find)
        .find(|part| part.title.is_some())
        .unwrap_or_default()
}

/// Whether the marks of `word` alone tell what it is.
pub(super) fn is_told_by_marks(word: &str) -> bool {
    word.len() <= LONGEST_SYLLABLE && find_whole(&with_marks(word)) != Word::default()
}

fn find_whole(normal: &str) -> Word {
    let table: &Table = &TABLE;
    if !table.beginnings.has(beginning(normal)) {
        return Word::default();
    }
    table.words.get(normal).map_or_else(Word::default, |entry| entry.exact)
}

fn find(normal: &str) -> Word {
    let table: &Table = &TABLE;
    // A word in any case begins as its stem does, which has three letters at least.
    if !table.beginnings.has(beginning(normal)) {
        return Word::default();
    }
    if let Some(entry) = table.words.get(normal) {
        return entry.exact;
    }
    for length in 1..=4 {
        let Some((stem, end)) = normal.split_at_checked(normal.len().saturating_sub(length)) else {
            continue;
        };
        if stem.len() >= 3
            && let Some(entry) = table.words.get(stem)
            && entry.stem != Word::default()
            && ending::is_ending(end)
        {
            return entry.stem;
        }
    }
    Word::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_in_any_case_and_script() {
        for (word, kind) in [
            ("Minister", Kind::Office),
            ("министром", Kind::Office),
            ("МИНИСТАР", Kind::Office),
            ("honvédelmi", Kind::Honorific),
            ("altábornagy", Kind::Rank),
            ("generalul", Kind::Rank),
            ("Gen", Kind::Rank),
            ("στρατηγός", Kind::Rank),
            ("general-potpukovnikom", Kind::Rank),
            ("Dr", Kind::Academic),
        ] {
            let found = self::word(word).title.map(|title| title.kind);
            assert_eq!(found, (word != "honvédelmi").then_some(kind), "{word}");
        }
    }

    #[test]
    fn ministry_is_no_minister() {
        assert_eq!(word("Ministry").title, None);
        assert!(word("Ministry").is(Role::Matter));
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        for (file, read) in [
            (include_str!("titles.tsv"), title as fn(&str, &str) -> Option<Word>),
            (include_str!("context.tsv"), role),
        ] {
            for line in rows::lines(file) {
                let columns: Vec<&str> = line.split('\t').collect();
                assert!(columns.len() >= 3, "{line}");
                assert!(read(columns[1], columns[2]).is_some(), "{line}");
                for form in columns[0].split(' ') {
                    assert!(!normal(form).is_empty() && form.len() <= 2 * LONGEST, "{form}");
                }
            }
        }
    }
}
