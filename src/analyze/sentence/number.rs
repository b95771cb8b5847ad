//! Numbers before a stop: ordinals, days and bullets against counts and years.
//!
//! Takes the number, the word before it and the word after it. `14. Juni`,
//! `63. Padobranska brigada` and `3. Kolordu` go on; `rose to 12. Ministers`
//! and `in 2025. Ministers` do not. Without knowing the language the word before
//! or after must tell; where neither does, a number up to 31 is taken for an
//! ordinal and a higher one for a count.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::opening::{Word, beyond};
use crate::lexicon::fold::{fold, with_folded};
use crate::lexicon::rows;

/// Characters before a number that are looked at for the letters of a language.
const LOOKED_AT: usize = 80;

/// What may stand beside a number, as `numbers.txt` lists it.
#[derive(Default)]
struct Neighbours {
    /// Names of months: after a day (`14. Juni`), before it (`June 14.`).
    months: FxHashSet<String>,
    /// Words after which a number is a count.
    before: FxHashSet<String>,
    /// German articles, after which a number is an ordinal however high.
    articles: FxHashSet<String>,
    /// First letters of what has ordinals, such as units.
    ordered: Vec<String>,
    /// What goes on after a time of day: `5 p.m. Friday`, `5 p.m. Eastern`.
    time: FxHashSet<String>,
}

static NEIGHBOURS: LazyLock<Neighbours> = LazyLock::new(|| {
    let mut neighbours = Neighbours::default();
    for line in rows::lines(include_str!("numbers.txt")) {
        let Some((kind, words)) = line.split_once(':') else { continue };
        let words = words.split_whitespace().map(fold);
        match kind {
            "month" => neighbours.months.extend(words),
            "before" => neighbours.before.extend(words),
            "time" => neighbours.time.extend(words),
            "article" => neighbours.articles.extend(words),
            "ordered" => neighbours.ordered.extend(words),
            _ => {}
        }
    }
    neighbours
});

/// Whether `token` is digits, perhaps several groups of them (`14.30`, `15-17`).
pub(super) fn is_number(token: &str) -> bool {
    token.starts_with(|digit: char| digit.is_numeric())
        && token.chars().all(|character| {
            character.is_numeric() || matches!(character, '.' | '-' | ':' | '/' | '–' | ',')
        })
}

/// Whether `next` is a day of the week or a time zone, as after `5 p.m.`
pub(super) fn names_time(next: &Word) -> bool {
    with_folded(next.letters, |word| NEIGHBOURS.time.contains(word))
}

/// Whether a sentence ends at the stop behind `token`.
///
/// `left` is the sentence before it and `previous` its last word; `first` says
/// that what stands before it is too short for a sentence.
pub(super) fn ends(token: &str, left: &str, previous: &str, first: bool, next: &Word) -> bool {
    let last = token.rsplit(['-', '/', '–']).next().unwrap_or(token);
    let digits = last.chars().count();
    if next.first.is_numeric() {
        return !goes_on_as_date(last, digits, next);
    }
    if first {
        return false;
    }
    let after = fold(next.letters);
    let before = fold(previous);
    if NEIGHBOURS.months.contains(&after) {
        // After a year only `2025. ÁPRILIS 1.` goes on.
        let then_day = beyond(next.rest).starts_with(|digit: char| digit.is_ascii_digit());
        return digits > 2 && !then_day;
    }
    if digits > 3 || last.contains(['.', ':']) || !has_case(next.first) {
        return true;
    }
    if NEIGHBOURS.ordered.iter().any(|stem| after.starts_with(stem.as_str())) {
        return false;
    }
    next.is_starter()
        || (is_high(last) && !NEIGHBOURS.articles.contains(&before))
        || NEIGHBOURS.months.contains(&before)
        || NEIGHBOURS.before.contains(&before)
        || writes_ordinals_otherwise(left, next.letters)
        || (is_acronym(previous) && !next.is_capitals())
}

/// `14. 6. 2024`, `2025. 04. 01.`, `14. 2024`: the next number is part of a date.
fn goes_on_as_date(last: &str, digits: usize, next: &Word) -> bool {
    let after = next.letters.bytes().take_while(u8::is_ascii_digit).count();
    // `04. 01-jén`: a day may have an ending in place of a stop.
    let stopped = next.rest.starts_with('.') || next.letters.contains('-');
    let then_number = next
        .rest
        .strip_prefix('.')
        .is_some_and(|rest| beyond(rest).starts_with(|digit: char| digit.is_ascii_digit()));
    let day_or_month = last.parse::<u32>().is_ok_and(|number| (1..=31).contains(&number));
    match digits {
        1 | 2 => day_or_month && ((after <= 2 && stopped) || after == 4),
        4 => after <= 2 && then_number,
        _ => false,
    }
}

/// Higher than days and than most ordinals.
fn is_high(number: &str) -> bool {
    number.len() > 2 || number.parse::<u32>().is_ok_and(|number| number > 31)
}

/// Letters of Russian, Ukrainian and Bulgarian, which write `14-й`, that Serbian
/// and Macedonian, which write `14.`, do not have; and the letters of Greek.
fn writes_ordinals_otherwise(left: &str, next: &str) -> bool {
    left.chars()
        .rev()
        .take(LOOKED_AT)
        .chain(next.chars())
        .any(|letter| "йщъыьэюяёіїєґ".contains(letter) || matches!(letter, '\u{370}'..='\u{3ff}'))
}

/// `VINBAX 23.`: numbers of exercises and missions are counts.
fn is_acronym(previous: &str) -> bool {
    previous.chars().count() > 2 && previous.chars().all(char::is_uppercase)
}

fn has_case(letter: char) -> bool {
    letter.is_uppercase() || letter.is_lowercase()
}
