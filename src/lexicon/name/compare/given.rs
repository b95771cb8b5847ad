//! Given names and their other forms, and surnames that many bear.
//!
//! Takes the sounds of a word, gives the rows of `given.tsv` that have it, and
//! whether `common.tsv` does.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ending::Stem;
use super::reading;
use super::sound::{SOUNDS, Sound};
use super::spelling;
use crate::lexicon::rows;

/// What forms in one row are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The same name, respelled.
    Same,
    /// A name and its short forms.
    Short,
}

/// A row that has a word, perhaps without its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) number: u16,
    /// Sounds of the ending that the form of the row does not have.
    pub(super) ending: u8,
}

struct Given {
    /// Rows of each form, by the hash of its sounds.
    rows: FxHashMap<u64, Vec<u16>>,
    kinds: Vec<Kind>,
}

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let mut given = Given { rows: FxHashMap::default(), kinds: Vec::new() };
    for [kind, forms] in rows::columns(include_str!("given.tsv")) {
        let number = given.kinds.len() as u16;
        given.kinds.push(if kind == "short" { Kind::Short } else { Kind::Same });
        for form in forms.split(' ') {
            let sounds = sounds(form);
            let forms = [Some(hash(&sounds)), without_nominative(&sounds).map(hash)];
            for form in forms.into_iter().flatten() {
                let rows = given.rows.entry(form).or_default();
                if !rows.contains(&number) {
                    rows.push(number);
                }
            }
        }
    }
    given
});

/// Surnames that many bear, by the hash of their sounds; few comparisons ask for them.
static COMMON: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let rows = rows::columns(include_str!("common.tsv"));
    rows.flat_map(|[_, names]| names.split(' ')).map(|name| hash(&sounds(name))).collect()
});

fn sounds(form: &str) -> Vec<Sound> {
    let mut letters = Vec::with_capacity(form.len());
    letters.extend(form.chars().flat_map(char::to_lowercase).map(spelling::letter));
    reading::read(&letters).0.iter().map(|spelt| spelt.sound).collect()
}

/// A name without the vowel, or the vowel and `s`, that other cases change.
fn without_nominative(sounds: &[Sound]) -> Option<&[Sound]> {
    let bare = match sounds {
        [stem @ .., vowel, last] if *last == SOUNDS.known.s && SOUNDS.is_vowel(*vowel) => stem,
        [stem @ .., vowel] if SOUNDS.is_vowel(*vowel) => stem,
        _ => return None,
    };
    (bare.len() >= 3).then_some(bare)
}

/// Only equality of sounds counts, so their order of bits does not matter.
fn hash(sounds: &[Sound]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    sounds.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, sound| {
        (hash ^ u64::from(*sound)).wrapping_mul(PRIME)
    })
}

/// The rows that have a word of these sounds.
pub(super) fn rows(sounds: &[Sound], stems: &[Stem]) -> Vec<Row> {
    let mut found = Vec::new();
    let whole = sounds.len() as u8;
    // `Ivanov` is no form of Ivan, nor is `Ivanova`.
    let sure = stems.iter().filter(|stem| stem.sure & !stem.kin != 0).map(|stem| stem.length);
    for length in std::iter::once(whole).chain(sure) {
        let stem = sounds.get(..usize::from(length)).unwrap_or_default();
        if stem.len() < 2 {
            continue;
        }
        for &number in GIVEN.rows.get(&hash(stem)).into_iter().flatten() {
            if found.iter().all(|row: &Row| row.number != number) {
                found.push(Row { number, ending: whole - length });
            }
        }
    }
    found
}

/// What the forms of a row are to each other.
pub(super) fn kind(row: u16) -> Kind {
    GIVEN.kinds.get(usize::from(row)).copied().unwrap_or(Kind::Short)
}

/// Whether many bear a surname of these sounds.
pub(super) fn is_common(sounds: &[Sound], stems: &[Stem]) -> bool {
    let whole = sounds.len() as u8;
    std::iter::once(whole).chain(stems.iter().map(|stem| stem.length)).any(|length| {
        let stem = sounds.get(..usize::from(length)).unwrap_or_default();
        (length == whole || stem.len() >= 3) && COMMON.contains(&hash(stem))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for line in rows::lines(include_str!("given.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, forms] = columns.as_slice() else { panic!("{line}") };
            assert!(matches!(*kind, "same" | "short"), "{line}");
            assert!(forms.split(' ').count() > 1, "{line}: a row joins forms");
        }
    }
}
