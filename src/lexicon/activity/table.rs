//! The tables of words: those that tell of activities, and those that tell how far they have come.
//!
//! Reads `activities.tsv` and `cues.tsv`. A form holds in the languages of its
//! line and nowhere else, as `formation` is training in French only; forms of
//! English hold in every text, for pages mix it in. Where the language of a
//! text is not known, all forms hold.

use std::str::FromStr as _;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Kind;
use super::letters::{Key, in_cyrillic, is_unspaced};
use super::meaning::{Cue, Meaning, Strength};
use crate::lexicon::fold::fold;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// Most letters that `*` stands for.
const LONGEST_ENDING: usize = 9;

/// Bits of the sieve of keys, as a power of two.
const BITS: u32 = 16;

/// A word of a form, folded.
pub(super) enum Pattern {
    Whole(Box<str>),
    Stem(Box<str>),
    /// Any one word.
    Any,
    /// Any one word that begins with a capital, as names do.
    Capital,
}

impl Pattern {
    fn read(form: &str) -> Self {
        match form.strip_suffix('*') {
            _ if form == "_" => Self::Any,
            _ if form == "^" => Self::Capital,
            Some(stem) => Self::Stem(fold(stem).into()),
            None => Self::Whole(fold(form).into()),
        }
    }

    /// Whether the `folded` word is meant, which is `written` so.
    pub(super) fn fits(&self, folded: &str, written: &str) -> bool {
        match self {
            Self::Whole(whole) => folded == &**whole,
            Self::Stem(stem) => folded
                .strip_prefix(&**stem)
                .is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING),
            Self::Any => true,
            Self::Capital => written.starts_with(char::is_uppercase),
        }
    }

    fn letters(&self) -> usize {
        match self {
            Self::Whole(letters) | Self::Stem(letters) => letters.len(),
            Self::Any | Self::Capital => 0,
        }
    }
}

/// A set of languages.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Languages(u64);

impl Languages {
    const ALL: Self = Self(u64::MAX);

    pub(super) const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A word or phrase with what it tells.
pub(super) struct Form {
    pub meanings: Vec<Meaning>,
    pub languages: Languages,
    pub first: Pattern,
    pub rest: Vec<Pattern>,
}

/// A form of a script without blanks.
pub(super) struct Run {
    pub meanings: Vec<Meaning>,
    pub languages: Languages,
    pub signs: Vec<char>,
}

#[derive(Default)]
pub(super) struct Entry {
    pub kinds: Vec<Form>,
    pub cues: Vec<Form>,
}

pub(super) struct Table {
    languages: Vec<&'static str>,
    forms: FxHashMap<u64, Entry>,
    keys: Sieve,
    runs: FxHashMap<[char; 2], Vec<Run>>,
}

/// What Arabic and Hebrew write as one with the word behind it: and, the, for, with, in.
const PREFIXES: [(&str, &[&str]); 2] = [
    ("ar", &["", "و", "ال", "وال", "لل", "ل", "بال", "ب", "ف", "ول", "وب"]),
    ("he", &["", "ו", "ה", "ב", "ל", "ש", "מ", "וה"]),
];

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        languages: Vec::new(),
        forms: FxHashMap::default(),
        keys: Sieve::new(BITS),
        runs: FxHashMap::default(),
    };
    for row in rows() {
        table.add(&row);
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for entry in table.forms.values_mut() {
        for forms in [&mut entry.kinds, &mut entry.cues] {
            forms.sort_by_key(|form| std::cmp::Reverse((form.rest.len(), form.first.letters())));
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for runs in table.runs.values_mut() {
        runs.sort_by_key(|run| std::cmp::Reverse(run.signs.len()));
    }
    table
});

/// A line of a table.
pub(super) struct Row {
    /// As written, for tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name the line"))]
    pub line: &'static str,
    pub meanings: Vec<Meaning>,
    pub languages: Vec<&'static str>,
    pub forms: Vec<&'static str>,
}

/// The lines of both tables; of a line that cannot be read, those parts that can.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    let lines =
        |text: &'static str| text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let activities = lines(include_str!("activities.tsv")).map(|line| {
        let mut columns = line.split('\t');
        let kinds = columns.next().unwrap_or_default();
        let strength = columns.next().and_then(Strength::named);
        // A phrase that tells nothing hides the words in it, which would.
        let kinds = kinds.split('+').filter_map(|kind| Kind::from_str(kind).ok());
        let meanings = kinds.filter_map(|kind| Some(Meaning::Kind(kind, strength?))).collect();
        row(line, meanings, columns)
    });
    let cues = lines(include_str!("cues.tsv")).map(|line| {
        let mut columns = line.split('\t');
        let cue = columns.next().and_then(Cue::named).map(Meaning::Cue);
        row(line, cue.into_iter().collect(), columns)
    });
    activities.chain(cues)
}

fn row(
    line: &'static str,
    meanings: Vec<Meaning>,
    mut columns: impl Iterator<Item = &'static str>,
) -> Row {
    let languages = columns.next().unwrap_or_default().split(' ').collect();
    let forms = columns.next().unwrap_or_default().split(", ").collect();
    Row { line, meanings, languages, forms }
}

impl Table {
    /// The languages whose forms hold in a text of the language `lang`.
    pub(super) fn languages(&self, lang: Option<&str>) -> Languages {
        let place = |lang: &str| self.languages.iter().position(|known| *known == lang);
        match (lang.and_then(place), place("en")) {
            (Some(lang), Some(english)) => Languages(1 << lang | 1 << english),
            _ => Languages::ALL,
        }
    }

    /// The forms that can begin with a word of this key.
    #[inline]
    pub(super) fn entry(&self, key: Key) -> Option<&Entry> {
        if self.keys.has(hash(key)) { self.forms.get(&key.letters) } else { None }
    }

    /// The runs of signs that begin with two signs, longest first.
    pub(super) fn runs(&self, beginning: [char; 2]) -> &[Run] {
        self.runs.get(&beginning).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, row: &Row) {
        let mut languages = Languages::default();
        for lang in &row.languages {
            let place = self.languages.iter().position(|known| known == lang);
            let place = place.unwrap_or_else(|| {
                self.languages.push(lang);
                self.languages.len() - 1
            });
            // Sixty-four places are enough by far; a test counts them.
            languages.0 |= 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0);
        }
        let prefixes = PREFIXES.iter().find(|(lang, _)| row.languages.contains(lang));
        for form in &row.forms {
            if form.starts_with(is_unspaced) {
                self.add_run(form, &row.meanings, languages);
                continue;
            }
            for prefix in prefixes.map_or(&[""][..], |(_, prefixes)| prefixes) {
                self.add_form(&format!("{prefix}{form}"), &row.meanings, languages);
            }
            if row.languages.contains(&"sr") {
                self.add_form(&in_cyrillic(form), &row.meanings, languages);
            }
        }
    }

    fn add_form(&mut self, form: &str, meanings: &[Meaning], languages: Languages) {
        let mut words = form.split(' ');
        let Some(first) = words.next() else { return };
        let key = Key::of(first.trim_end_matches('*'));
        self.keys.put(hash(key));
        let entry = self.forms.entry(key.letters).or_default();
        let is_cue = matches!(meanings, [Meaning::Cue(_)]);
        let forms = if is_cue { &mut entry.cues } else { &mut entry.kinds };
        forms.push(Form {
            meanings: meanings.to_vec(),
            languages,
            first: Pattern::read(first),
            rest: words.map(Pattern::read).collect(),
        });
    }

    fn add_run(&mut self, form: &str, meanings: &[Meaning], languages: Languages) {
        let signs: Vec<char> = form.chars().collect();
        if let [one, other, ..] = signs[..] {
            let run = Run { meanings: meanings.to_vec(), languages, signs };
            self.runs.entry([one, other]).or_default().push(run);
        }
    }
}

fn hash(key: Key) -> u64 {
    // The low letters alone would leave the high bits to the first letters.
    (key.letters ^ key.letters >> 29).wrapping_mul(GOLDEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::activity::letters::KEYED;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for row in rows() {
            assert!(row.line.starts_with('-') || !row.meanings.is_empty(), "{}", row.line);
            assert!(row.languages.iter().all(|lang| (2..=3).contains(&lang.len())), "{}", row.line);
            for form in &row.forms {
                assert!(
                    !form.is_empty() && !form.contains(',') && form.trim() == *form,
                    "{}",
                    row.line
                );
                let first = form.split(' ').next().unwrap_or_default();
                // A word is looked up by its first letters, so a stem needs all of them.
                let letters = Key::of(first.trim_end_matches('*'));
                let enough = letters.letters >> (16 * (KEYED - 1)) != 0;
                assert!(!first.ends_with('*') || enough, "{form}: {}", row.line);
                assert!(first != "_" && first != "^", "{}", row.line);
                assert!(!form.starts_with(is_unspaced) || form.chars().count() >= 2, "{form}");
            }
        }
    }

    #[test]
    fn languages_have_their_places() {
        assert!(TABLE.languages.len() <= 64, "{}", TABLE.languages.len());
        for lang in ["en", "sr", "hu", "zh", "ar"] {
            assert!(TABLE.languages(Some(lang)) != Languages::ALL, "{lang}");
        }
        assert!(TABLE.languages(None) == Languages::ALL);
        assert!(TABLE.languages(Some("xx")) == Languages::ALL);
    }
}
