//! The words of numbers, units and what stands around them, by language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::letters::key_into;
use crate::lexicon::rows;
use crate::lexicon::serbian::in_cyrillic;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// A set of languages, one bit each.
pub(super) type Languages = u64;

/// Letters that a stem may have behind it.
const LONGEST_ENDING: usize = 5;

/// What a word says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    More,
    Less,
    About,
    Stop,
    Verb,
    Link,
    Further,
    And,
    To,
    Label,
    The,
    Both,
    Part,
    Past,
    Clock,
    None,
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "more" => Self::More,
            "less" => Self::Less,
            "about" => Self::About,
            "stop" => Self::Stop,
            "verb" => Self::Verb,
            "link" => Self::Link,
            "further" => Self::Further,
            "and" => Self::And,
            "to" => Self::To,
            "label" => Self::Label,
            "the" => Self::The,
            "both" => Self::Both,
            "part" => Self::Part,
            "past" => Self::Past,
            "clock" => Self::Clock,
            "none" => Self::None,
            _ => return None,
        })
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roles(u32);

impl Roles {
    /// Whether the role is one of them.
    pub(super) fn has(self, role: Role) -> bool {
        self.0 & 1 << role as u32 != 0
    }
}

/// What a word of a number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 1, only within a longer number.
    One,
    /// Is added.
    Number,
    /// Multiplies what stands before it, or stands alone.
    Scale,
    /// Stands alone, for at least so many.
    Vague,
}

/// All that is known of a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    numerals: Vec<(Languages, Numeral, f64)>,
    /// The unit that it names.
    pub(super) unit: Option<&'static str>,
    /// The unit that it names as a part of a word.
    pub(super) joint: Option<&'static str>,
    /// A number and its unit in one word.
    pub(super) compound: Option<(Languages, f64, &'static str)>,
    roles: Vec<(Languages, Role)>,
}

impl Entry {
    /// What it is in a number of these languages.
    pub(super) fn numeral(&self, languages: Languages) -> Option<(Numeral, f64)> {
        let mut numerals = self.numerals.iter();
        numerals.find(|known| known.0 & languages != 0).map(|known| (known.1, known.2))
    }

    /// The roles that it has in one of these languages.
    fn roles(&self, languages: Languages) -> Roles {
        let roles = self.roles.iter().filter(|known| known.0 & languages != 0);
        Roles(roles.fold(0, |roles, known| roles | 1 << known.1 as u32))
    }
}

/// The tables.
pub(super) struct Table {
    /// Codes of the languages, in the order of their bits.
    codes: Vec<&'static str>,
    words: FxHashMap<Box<str>, Entry>,
    stems: FxHashMap<Box<str>, Entry>,
    /// Last words of forms of several words.
    lasts: Sieve,
    /// How stems begin.
    begins: Sieve,
    endings: Vec<(Languages, Box<str>)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The tables, read once.
pub(super) fn table() -> &'static Table {
    &TABLE
}

/// The unit that `word` names, in any language: `days` is `day`.
///
/// Written as it is in the table, case aside: `gün` is a day, `gun` is not.
pub fn unit_named(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    rows(include_str!("units.tsv")).find_map(|row| {
        let [unit, forms] = row[..] else { return None };
        let is_meant = |form: String| match form.strip_suffix('*') {
            Some(stem) => word.strip_prefix(stem).is_some_and(|ending| {
                !stem.starts_with('-') && ending.chars().count() <= LONGEST_ENDING
            }),
            None => form == word,
        };
        (unit.eq_ignore_ascii_case(&word) || written(forms, "sr").any(is_meant)).then_some(unit)
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows::lines(table).map(|line| line.split('\t').collect())
}

impl Table {
    fn read() -> Self {
        let mut table = Self {
            codes: Vec::new(),
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            lasts: Sieve::new(12),
            begins: Sieve::new(12),
            endings: Vec::new(),
        };
        let mut prefixes: Vec<(Languages, f64, String)> = Vec::new();
        for row in rows(include_str!("numerals.tsv")) {
            let [kind, value, codes, forms] = row[..] else { continue };
            let Ok(value) = value.parse::<f64>() else { continue };
            let languages = table.languages_of(codes);
            let numeral = match kind {
                "one" => Numeral::One,
                "number" => Numeral::Number,
                "scale" => Numeral::Scale,
                "vague" => Numeral::Vague,
                _ => {
                    let keys = written(forms, codes).map(|form| key(&form));
                    prefixes.extend(keys.map(|key| (languages, value, key)));
                    continue;
                }
            };
            for form in written(forms, codes) {
                table.entry(&form).numerals.push((languages, numeral, value));
            }
        }
        for row in rows(include_str!("units.tsv")) {
            let [unit, forms] = row[..] else { continue };
            for form in written(forms, "sr") {
                let Some(joint) = form.strip_prefix('-') else {
                    let entry = table.entry(&form);
                    entry.unit = entry.unit.or(Some(unit));
                    continue;
                };
                table.entry(joint).joint = Some(unit);
                let (joint, is_stem) = stem(joint);
                let joint = key(joint);
                for (languages, value, prefix) in &prefixes {
                    // Languages share prefixes, with the same meaning.
                    let word = [prefix.as_str(), &joint].concat();
                    let compound = &mut table.entry_of_key(word, is_stem).compound;
                    let known = compound.map_or(0, |compound| compound.0);
                    *compound = Some((known | languages, *value, unit));
                }
            }
        }
        for row in rows(include_str!("words.tsv")) {
            let [role, codes, forms] = row[..] else { continue };
            let Some(role) = Role::named(role) else { continue };
            let languages = table.languages_of(codes);
            for form in written(forms, codes) {
                table.entry(&form).roles.push((languages, role));
            }
        }
        for row in rows(include_str!("endings.tsv")) {
            let [codes, forms] = row[..] else { continue };
            let languages = table.languages_of(codes);
            let keys = written(forms, codes).map(|form| key(&form).into());
            table.endings.extend(keys.map(|key| (languages, key)));
        }
        table
    }

    /// The entry of a form, made if there is none.
    fn entry(&mut self, form: &str) -> &mut Entry {
        let (form, is_stem) = stem(form);
        self.entry_of_key(key(form), is_stem)
    }

    fn entry_of_key(&mut self, key: String, is_stem: bool) -> &mut Entry {
        if is_stem {
            self.begins.put(beginning(&key));
        }
        if let Some((_, last)) = key.rsplit_once(' ') {
            self.lasts.put(hash(last));
        }
        let list = if is_stem { &mut self.stems } else { &mut self.words };
        list.entry(key.into()).or_default()
    }

    fn languages_of(&mut self, codes: &'static str) -> Languages {
        if codes == "*" {
            return Languages::MAX;
        }
        codes.split(' ').fold(0, |languages, code| languages | self.bit(code))
    }

    fn bit(&mut self, code: &'static str) -> Languages {
        let known = self.codes.iter().position(|known| *known == code);
        let place = known.unwrap_or_else(|| {
            self.codes.push(code);
            self.codes.len() - 1
        });
        // A test holds the tables to fewer languages than there are bits.
        1_u64.checked_shl(place as u32).unwrap_or(0)
    }

    /// The place of a language among all; those that are not known share the last.
    pub(super) fn place(&self, lang: Option<&str>) -> usize {
        self.codes.iter().position(|known| Some(*known) == lang).unwrap_or(self.codes.len())
    }

    /// Number of places that [`Self::place`] can give.
    pub(super) fn places(&self) -> usize {
        self.codes.len() + 1
    }

    /// The languages by which a text in the language of `place` is read: all if it is not known.
    pub(super) fn languages(&self, place: usize) -> Languages {
        if place < self.codes.len() { 1 << place } else { Languages::MAX }
    }

    /// What `tell` finds in the entry of the word, or of the longest stem that it begins with.
    pub(super) fn find<T>(&self, key: &str, tell: impl Fn(&Entry) -> Option<T>) -> Option<T> {
        if let Some(told) = self.words.get(key).and_then(&tell) {
            return Some(told);
        }
        if !self.begins.has(beginning(key)) {
            return None;
        }
        let letters = key.char_indices().rev().map(|(at, _)| at);
        std::iter::once(key.len())
            .chain(letters)
            .take(LONGEST_ENDING + 1)
            .filter(|end| *end > 1)
            .find_map(|end| self.stems.get(key.get(..end)?).and_then(&tell))
    }

    /// The unit of a form of several words.
    pub(super) fn unit_in_words(&self, key: &str) -> Option<&'static str> {
        if key.contains(' ') { self.words.get(key)?.unit } else { None }
    }

    /// The roles of the word.
    pub(super) fn roles(&self, key: &str, languages: Languages) -> Roles {
        let known = |entry: &Entry| Some(entry.roles(languages)).filter(|roles| roles.0 != 0);
        self.find(key, known).unwrap_or(Roles(0))
    }

    /// Whether a form of several words may end with the word.
    pub(super) fn may_end(&self, key: &str) -> bool {
        self.lasts.has(hash(key))
    }

    /// Whether the word has the role.
    pub(super) fn is(&self, key: &str, role: Role, languages: Languages) -> bool {
        self.roles(key, languages).has(role)
    }

    /// Whether the word ends as verbs do.
    pub(super) fn ends_as_verb(&self, key: &str, languages: Languages) -> bool {
        self.endings.iter().any(|(known, ending)| {
            known & languages != 0 && key.len() > ending.len() && key.ends_with(&**ending)
        })
    }

    /// The words with which a quantity in these languages may begin; a stem stands for all its words.
    pub(super) fn beginnings(&self, languages: Languages) -> impl Iterator<Item = &str> {
        let begins = move |entry: &Entry| {
            entry.numeral(languages).is_some()
                || entry.compound.is_some_and(|compound| compound.0 & languages != 0)
        };
        let all = self.words.iter().chain(&self.stems);
        all.filter(move |(_, entry)| begins(entry)).map(|(form, _)| &**form)
    }
}

/// A form without its `*`, and whether it has one: whether it is a stem.
fn stem(form: &str) -> (&str, bool) {
    form.strip_suffix('*').map_or((form, false), |stem| (stem, true))
}

fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    key_into(word, &mut key);
    key
}

/// A hash of the first two letters.
fn beginning(key: &str) -> u64 {
    hash(key.char_indices().nth(2).and_then(|(end, _)| key.get(..end)).unwrap_or(key))
}

fn hash(letters: &str) -> u64 {
    let number = letters
        .bytes()
        .fold(0_u64, |number, letter| number.wrapping_mul(41).wrapping_add(u64::from(letter)));
    number.wrapping_mul(GOLDEN)
}

/// The forms of a list; those of Serbian also in its other script.
fn written<'t>(forms: &'t str, codes: &str) -> impl Iterator<Item = String> + use<'t> {
    let serbian = codes == "*" || codes.split(' ').any(|code| code == "sr");
    forms.split(',').map(str::trim).filter(|form| !form.is_empty()).flat_map(move |form| {
        let other = serbian.then(|| in_cyrillic(form)).filter(|other| other != form);
        std::iter::once(form.to_owned()).chain(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        for row in rows(include_str!("numerals.tsv")) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(row[1].parse::<f64>().is_ok_and(|value| value >= 1.0), "{row:?}");
            assert!(["one", "number", "scale", "vague", "prefix"].contains(&row[0]), "{row:?}");
        }
        for row in rows(include_str!("words.tsv")) {
            assert!(row.len() == 3 && Role::named(row[0]).is_some(), "{row:?}");
        }
        let units = rows(include_str!("units.tsv")).map(|row| row.len());
        let endings = rows(include_str!("endings.tsv")).map(|row| row.len());
        assert!(units.chain(endings).all(|columns| columns == 2));
    }

    #[test]
    fn each_language_has_a_bit_of_its_own() {
        assert!(table().codes.len() < Languages::BITS as usize, "{:?}", table().codes);
        assert!(table().codes.iter().all(|code| (2..=3).contains(&code.len())));
    }

    #[test]
    fn units_are_named_in_any_language_but_as_written() {
        for (word, unit) in [
            ("days", Some("day")),
            ("EUR", Some("EUR")),
            ("€", Some("EUR")),
            ("евро", Some("EUR")),
            ("дана", Some("day")),
            ("gün", Some("day")),
            ("gun", None),
            ("soldiers", None),
            ("", None),
        ] {
            assert_eq!(unit_named(word), unit, "{word}");
        }
    }
}
