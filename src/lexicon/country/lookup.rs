//! From what a user types to codes, and from codes to English names.
//!
//! Takes a name, code, demonym or capital in any spelling and language of the
//! table; gives the states it may mean. Reads the table as it lies, so the
//! first call costs no more than the next. Running text is the business of
//! [`super::scan()`].

use std::ops::ControlFlow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::edits::edits;
use crate::lexicon::fold::{fold, fold_into};

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
    let wanted = words(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    if let Some(code) = by_code(&wanted) {
        return vec![code];
    }
    let first = first_letter(&wanted);
    let mut endings = None;
    let mut best = Vec::new();
    let (mut best_rank, mut best_sheet) = (Rank::None, 0);
    // The table is walked from within (`try_for_each`), which is several times faster than a `for`.
    let _: ControlFlow<()> = table::forms().try_for_each(|form| {
        if best_rank == Rank::Name && form.sheet != best_sheet {
            return ControlFlow::Break(());
        }
        if let (Some(code), true) = (form.code, may_start(form.text, first)) {
            let rank = rank(form, &wanted, &mut endings);
            if rank > best_rank {
                (best_rank, best_sheet) = (rank, form.sheet);
                best.clear();
            }
            if rank == best_rank && rank != Rank::None {
                best.push(code);
            }
        }
        ControlFlow::Continue(())
    });
    best.sort_unstable();
    best.dedup();
    best
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
}

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

fn rank(form: Form, wanted: &str, endings: &mut Option<FxHashSet<(Sheet, String)>>) -> Rank {
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

/// A cheap look at the first letter, which spares folding nearly every form.
fn may_start(form: &str, wanted: char) -> bool {
    match form.chars().next() {
        None => false,
        Some(first) if first.is_ascii() => first.to_ascii_lowercase() == wanted,
        Some('\u{250}'..'\u{1e00}') if wanted.is_ascii() => false,
        Some(first) => {
            let mut folded = String::new();
            fold_into(first.encode_utf8(&mut [0; 4]), &mut folded);
            first_letter(&folded) == wanted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> String {
        find(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
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
