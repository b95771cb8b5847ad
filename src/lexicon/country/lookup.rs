//! From what a user types to codes, and from codes to English names.
//!
//! Takes a name, code, demonym or capital in any spelling and language of the
//! table; gives the states it may mean. Reads the table as it lies, so the
//! first call costs no more than the next. Running text is the business of
//! [`super::scan()`].

use std::ops::ControlFlow;
use std::sync::LazyLock;

use memchr::memchr3_iter;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::edits::edits;
use crate::lexicon::fold::{first_folded, fold, fold_into};

use super::table::{self, Form, Mark, Sheet};
use super::{Code, Kind};

/// The English short name of a state; the empty text where the table has no such state.
pub fn name(code: Code) -> &'static str {
    static NAMES: LazyLock<FxHashMap<Code, &'static str>> =
        LazyLock::new(|| table::states().map(|state| (state.code, state.name)).collect());
    NAMES.get(&code).copied().unwrap_or_default()
}

/// The English name of the capital of a state, if the table has one.
pub fn capital_of(code: Code) -> Option<&'static str> {
    static CAPITALS: LazyLock<FxHashMap<Code, &'static str>> = LazyLock::new(|| {
        let mut capitals = FxHashMap::default();
        let english = table::forms().take_while(|form| form.sheet == 0);
        for form in english.filter(|form| form.kind() == Kind::Capital) {
            if let Some(code) = form.code {
                capitals.entry(code).or_insert(form.text.trim_end_matches(['~', '+']));
            }
        }
        capitals
    });
    CAPITALS.get(&code).copied()
}

/// Every code, in alphabetic order.
pub fn all() -> impl Iterator<Item = Code> {
    table::states().map(|state| state.code)
}

/// The states that `text` may mean; none when it names no state.
///
/// Codes come first, then names as they stand in the table, then peoples and
/// capitals, then inflected forms, and English before other languages: only the
/// best of these is given, so there is more than one state only where they share
/// a name.
///
/// ```
/// use bilat::lexicon::country::find;
///
/// let codes = |text| find(text).iter().map(ToString::to_string).collect::<Vec<_>>();
/// assert_eq!(codes("Србија"), ["SRB"]);
/// assert_eq!(codes("north-macedonia"), ["MKD"]);
/// assert_eq!(codes("congo"), ["COD", "COG"]);
/// assert!(codes("atlantis").is_empty());
/// ```
pub fn find(text: &str) -> Vec<Code> {
    find_each(&[text]).pop().unwrap_or_default()
}

/// The same for several texts at once, which takes little longer than for one.
pub fn find_each(texts: &[impl AsRef<str>]) -> Vec<Vec<Code>> {
    let mut all: Vec<Search> = texts.iter().map(|text| Search::new(text.as_ref())).collect();
    let mut endings = None;
    let mut sheet = 0;
    let beginnings = Beginnings(all.iter().map(|search| search.first).collect());
    // The table is walked from within (`try_for_each`), which is several times faster than a `for`.
    let _: ControlFlow<()> = table::forms_in(|text| beginnings.lines(text)).try_for_each(|form| {
        if form.sheet != sheet {
            sheet = form.sheet;
            if all.iter().all(|search| search.is_settled(sheet)) {
                return ControlFlow::Break(());
            }
        }
        if let Some(code) = form.code {
            for search in &mut all {
                if may_be(form.text, search.first, &search.wanted) && !search.is_settled(sheet) {
                    search.look(form, code, &mut endings);
                }
            }
        }
        ControlFlow::Continue(())
    });
    all.into_iter().map(Search::found).collect()
}

/// The look for one text.
struct Search {
    wanted: String,
    first: char,
    /// The states that fit best, how well, and in which file the first of them stood.
    best: Vec<Code>,
    rank: Rank,
    sheet: Sheet,
}

impl Search {
    fn new(text: &str) -> Self {
        let wanted = words(text);
        let first = first_letter(&wanted);
        let (best, rank) = match by_code(&wanted) {
            Some(code) => (vec![code], Rank::Code),
            None => (Vec::new(), Rank::None),
        };
        Self { wanted, first, best, rank, sheet: 0 }
    }

    /// Whether nothing in a file can be better than what was found.
    fn is_settled(&self, sheet: Sheet) -> bool {
        let is_named = self.rank == Rank::Name && self.sheet != sheet;
        is_named || self.rank == Rank::Code || self.wanted.is_empty()
    }

    fn look(&mut self, form: Form, code: Code, endings: &mut Endings) {
        let rank = rank(form, &self.wanted, endings);
        if rank > self.rank {
            (self.rank, self.sheet) = (rank, form.sheet);
            self.best.clear();
        }
        if rank == self.rank && rank != Rank::None {
            self.best.push(code);
        }
    }

    fn found(self) -> Vec<Code> {
        let mut best = self.best;
        best.sort_unstable();
        best.dedup();
        best
    }
}

/// Names that `text` may be a misspelling of, nearest first, at most three.
pub fn suggest(text: &str) -> Vec<&'static str> {
    let wanted = words(text);
    let length = wanted.chars().count();
    let allowed = match length {
        0..=2 => return Vec::new(),
        3..=4 => 1,
        _ => 2,
    };
    let mut near: Vec<(usize, &'static str, Code)> = Vec::new();
    for form in table::forms().filter(|form| form.sheet == 0 && form.mark != Mark::Compound) {
        let Some(code) = form.code else { continue };
        let shown = form.text.trim_end_matches(['~', '+']);
        let found = words(shown);
        if found.chars().count().abs_diff(length) <= allowed {
            let distance = edits(&wanted, &found);
            if distance <= allowed {
                near.push((distance, shown, code));
            }
        }
    }
    near.sort_unstable();
    let mut codes = FxHashSet::default();
    near.retain(|&(_, _, code)| codes.insert(code));
    near.into_iter().take(3).map(|(_, shown, _)| shown).collect()
}

/// How well a form fits; the later, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    None,
    Inflected,
    People,
    Name,
    Code,
}

/// The folded endings with their files, once somebody wanted them.
type Endings = Option<FxHashSet<(Sheet, String)>>;

fn by_code(wanted: &str) -> Option<Code> {
    match wanted.len() {
        2 => table::states()
            .find(|state| state.alpha2.eq_ignore_ascii_case(wanted))
            .map(|state| state.code),
        3 => {
            let code = wanted.parse().ok()?;
            table::states().find(|state| state.code == code).map(|state| state.code)
        }
        _ => None,
    }
}

fn rank(form: Form, wanted: &str, endings: &mut Endings) -> Rank {
    let exact = match form.kind() {
        Kind::Name | Kind::Abbreviation => Rank::Name,
        Kind::Demonym | Kind::Capital | Kind::Government | Kind::Dateline | Kind::Institution => {
            Rank::People
        }
    };
    if !form.text.contains(['~', '+']) {
        return if words(form.text) == wanted { exact } else { Rank::None };
    }
    let mut given = wanted.split(' ');
    let mut inflected = false;
    for part in form.text.split([' ', '-', '\'']).filter(|part| !part.is_empty()) {
        let Some(word) = given.next() else { return Rank::None };
        let stem = fold(part.trim_end_matches(['~', '+']));
        let Some(ending) = word.strip_prefix(stem.as_str()) else { return Rank::None };
        if ending.is_empty() {
            if part.ends_with('+') {
                return Rank::None;
            }
        } else if part.ends_with(['~', '+']) {
            let known = endings.get_or_insert_with(|| {
                table::endings().map(|(sheet, text)| (sheet, fold(text))).collect()
            });
            if !known.contains(&(form.sheet, ending.to_owned())) {
                return Rank::None;
            }
            inflected = true;
        } else {
            return Rank::None;
        }
    }
    match given.next() {
        Some(_) => Rank::None,
        None if inflected => Rank::Inflected,
        None => exact,
    }
}

/// Folded words with one blank between, whatever stood there; dots of abbreviations are dropped.
fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded.retain(|character| character != '.');
    let parts = folded.split(|character: char| !character.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn first_letter(folded: &str) -> char {
    folded.chars().next().unwrap_or_default()
}

/// Whether what a character folds to begins with a letter.
fn folds_to(character: char, first: char) -> bool {
    match character {
        _ if character.is_ascii() => character.to_ascii_lowercase() == first,
        // Beyond ASCII only Latin letters and those of compatibility fold to ASCII.
        '\u{250}'..'\u{1e00}' | '\u{3400}'..='\u{d7ff}' if first.is_ascii() => false,
        _ => first_folded(character) == Some(first),
    }
}

/// The letters that the forms looked for begin with.
struct Beginnings(Vec<char>);

impl Beginnings {
    /// The lines of a file with a form behind the first column that may begin so: most have none,
    /// and are not cut into columns and forms.
    fn lines(&self, text: &'static str) -> impl Iterator<Item = &'static str> {
        let mut signs = memchr3_iter(b'\n', b'\t', b',', text.as_bytes());
        let (mut start, mut is_done) = (0, false);
        std::iter::from_fn(move || {
            loop {
                let sign = signs.next()?;
                let (line, form) = (text.get(start..)?, text.get(sign + 1..)?);
                if text.as_bytes().get(sign) == Some(&b'\n') {
                    (start, is_done) = (sign + 1, false);
                } else if !is_done && !line.starts_with('#') && self.may_begin(form) {
                    is_done = true;
                    return line.lines().next();
                }
            }
        })
    }

    fn may_begin(&self, form: &str) -> bool {
        let letter = form.trim_ascii_start().chars().next();
        letter.is_some_and(|letter| self.0.iter().any(|first| folds_to(letter, *first)))
    }
}

/// A cheap look at the first letters, which spares folding nearly every form.
fn may_be(form: &str, first: char, wanted: &str) -> bool {
    let Some(letter) = form.chars().next() else { return false };
    folds_to(letter, first) && {
        let letters = form.bytes().zip(wanted.bytes());
        let plain = |byte: u8| byte.is_ascii_alphanumeric();
        let mut compared = letters.take_while(|&(one, other)| plain(one) && plain(other));
        compared.all(|(one, other)| one.to_ascii_lowercase() == other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> String {
        find(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn no_form_is_passed_over_for_its_first_letter() {
        let named = || table::forms().filter(|form| form.code.is_some()).map(|form| form.text);
        for first in ('a'..='z').chain("сτع中სհאकセㅅ".chars()) {
            let beginnings = Beginnings(vec![first]);
            let given = table::forms_in(|text| beginnings.lines(text)).map(|form| form.text);
            let given: FxHashSet<&str> = given.collect();
            let mut missed = named().filter(|form| !given.contains(form));
            assert_eq!(missed.find(|form| first_letter(&words(form)) == first), None);
        }
        let lines = "# a, s\nSRB\tVenezuela, Угорщина\tÉire\nHUN\tx, Šri, Sri\nHUN\t\tsrb";
        let given: Vec<&str> = Beginnings(vec!['s']).lines(lines).collect();
        assert_eq!(given, ["HUN\tx, Šri, Sri", "HUN\t\tsrb"]);
    }

    #[test]
    fn every_kind_of_name_in_any_spelling_finds_its_state() {
        let cases = [
            ("serbia", "SRB"),
            ("SRB", "SRB"),
            ("rs", "SRB"),
            ("Србија", "SRB"),
            ("Srbije", "SRB"),
            ("Serbian", "SRB"),
            ("belgrade", "SRB"),
            ("Београду", "SRB"),
            ("венгерский", "HUN"),
            ("magyarorszag", "HUN"),
            ("UK", "GBR"),
            ("u.s.", "USA"),
            ("USA", "USA"),
            ("north macedonia", "MKD"),
            ("North-Macedonia", "MKD"),
            ("macedonia", "MKD"),
            ("cote d'ivoire", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("deutschland", "DEU"),
            ("deutsche", "DEU"),
            ("german", "DEU"),
            ("türkiye", "TUR"),
            ("turkey", "TUR"),
            ("中国", "CHN"),
            ("مصر", "EGY"),
            ("kosovo", "XKX"),
            ("soviet union", "SUN"),
            ("brussels", "BEL"),
            ("congo", "COD COG"),
            ("korea", "KOR PRK"),
            ("guinea", "GIN"),
            ("niger", "NER"),
            ("dominican", "DMA DOM"),
            ("georgia", "GEO"),
            ("jordan", "JOR"),
            ("chad", "TCD"),
            ("bosnia and herzegovina", "BIH"),
            ("bosnia-herzegovina", "BIH"),
            ("bih", "BIH"),
            ("burma", "MMR"),
            ("nowhere", ""),
            ("", ""),
            (" - ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn every_short_name_and_code_finds_its_own_state() {
        for state in table::states() {
            assert!(find(state.name).contains(&state.code), "{}", state.name);
            assert_eq!(find(state.code.as_str()), [state.code]);
            assert_eq!(name(state.code), state.name);
        }
    }

    #[test]
    fn misspelt_names_are_suggested() {
        for (text, expected) in
            [("serbai", "Serbia"), ("hungry", "Hungary"), ("Frnace", "France"), ("chiina", "China")]
        {
            assert_eq!(suggest(text).first(), Some(&expected), "{text}");
        }
        assert!(suggest("x").is_empty());
        assert!(suggest("completely different").is_empty());
    }
}
