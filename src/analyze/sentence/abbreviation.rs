//! Words before a stop: ranks, initials and abbreviations.
//!
//! Takes what stands before the stop and the word after it, says whether a
//! sentence ends between them. The list (`abbreviations.txt`) is collected by us
//! from the usual ranks, titles and references of press language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::number;
use super::opening::Word;
use crate::lexicon::fold::{fold, with_folded};
use crate::lexicon::rows;

/// Where an abbreviation stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Always before more: `Gen.`, `e.g.`
    Inside,
    /// Ends a sentence only before a word that plainly begins one: `U.S.`, `Inc.`
    Either,
    /// Ends a sentence before any capital: `p.m.`, `т.д.`
    Last,
    /// An abbreviation only before a number: `No. 5`
    BeforeNumber,
}

/// An entry of the list.
#[derive(Clone, Copy)]
struct Entry {
    place: Place,
    /// Counts only with a capital or before a number; else it is another word.
    capitalised: bool,
    /// Counts only without a capital; with one it is a name, `Kim Jong Un`.
    small: bool,
    /// May be written in capitals; otherwise that is an acronym.
    capitals: bool,
}

static ABBREVIATIONS: LazyLock<FxHashMap<String, Entry>> = LazyLock::new(|| {
    let words = rows::lines(include_str!("abbreviations.txt")).flat_map(str::split_whitespace);
    words.map(entry).collect()
});

fn entry(listed: &str) -> (String, Entry) {
    let word = listed.trim_end_matches(['#', '?', '!', '^', '_', '=']);
    let marks = listed.get(word.len()..).unwrap_or_default();
    let place = match marks.chars().find(|mark| matches!(mark, '#' | '?' | '!')) {
        Some('#') => Place::BeforeNumber,
        Some('?') => Place::Either,
        Some(_) => Place::Last,
        None => Place::Inside,
    };
    let entry = Entry {
        place,
        capitalised: marks.contains('^'),
        small: marks.contains('_'),
        capitals: marks.contains(['=', '#']),
    };
    (fold(word), entry)
}

/// Characters of a token that are looked at; nothing longer is listed.
const LONGEST_TOKEN: usize = 40;

/// Words of one letter that are units after a number, and end a sentence there.
const UNITS: &str = "hmtlkчтмл";

/// Words after which a Roman numeral is no ordinal: languages without `XX.`
const BEFORE_ROMAN: &[&str] = &["war", "guerra", "guerre", "article", "chapter", "annex", "mark"];

/// Whether a sentence ends at the stop behind `before`, which is the sentence so far.
pub(super) fn ends(before: &str, next: &Word) -> bool {
    let token = last_token(before);
    let left = before.get(..before.len() - token.len()).unwrap_or_default();
    let token = token.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if next.signs.contains('§') || before.ends_with('§') {
        return false;
    }
    if token.is_empty() {
        // A bracket, a quote or a per cent sign.
        return true;
    }
    if number::is_number(token) {
        if left.ends_with(',') {
            // The last digits of `2,5` or `16,000`.
            return true;
        }
        let first = !left.contains(char::is_alphanumeric);
        let short = left.trim();
        // `U 2024. Srbija`: one short word and a number make no sentence.
        let first = first || (short.chars().nth(3).is_none() && !short.ends_with('.'));
        return number::ends(token, left, last_word(left), first, next);
    }
    if is_roman(token) {
        return next.is_starter()
            || with_folded(last_word(left), |word| BEFORE_ROMAN.contains(&word));
    }
    let Some(place) = place(token, left, next) else { return true };
    match place {
        Place::Inside => false,
        // `5 p.m. Friday` and `M.S. 5. yüzyıl` go on.
        Place::Last => {
            let ordinal = next.first.is_numeric() && next.rest.starts_with('.');
            !ordinal && !number::names_time(next)
        }
        Place::BeforeNumber => !next.first.is_numeric() || next.is_amount(),
        Place::Either => next.is_starter() || next.is_amount(),
    }
}

/// Whether a word in the manner of an abbreviation stands at the end of `before`.
pub(super) fn is_listed(before: &str) -> bool {
    let token = last_token(before);
    is_entry(token)
}

/// Where the token stands; nothing if it is an ordinary word.
fn place(token: &str, left: &str, next: &Word) -> Option<Place> {
    if let Some(place) = with_folded(token, |folded| listed(token, folded, next)) {
        return Some(place);
    }
    let last = token.rsplit(['.', '-', '\'', '’', '/']).next().unwrap_or(token);
    let letters = last.chars().count();
    if letters <= 3
        && let Some(place) = spaced(token, left, next)
    {
        return Some(place);
    }
    if letters == 1 {
        return initial(token, last, left, next);
    }
    if last.len() == token.len() {
        return None;
    }
    if let Some((first, _)) = token.split_once('.') {
        // The last part of an address is no abbreviation: `www.mod.gov`.
        let short = first.chars().nth(1).is_none();
        if !short && !first.split('-').any(is_entry) {
            return None;
        }
    }
    with_folded(last, |folded| listed(last, folded, next))
}

fn is_entry(word: &str) -> bool {
    with_folded(word, |word| ABBREVIATIONS.contains_key(word))
}

fn listed(token: &str, folded: &str, next: &Word) -> Option<Place> {
    let entry = ABBREVIATIONS.get(folded)?;
    let capital = token.starts_with(char::is_uppercase);
    let mut letters = token.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    let other_word = (entry.small && capital)
        || (entry.capitalised && !capital && !next.first.is_numeric())
        || (capitals && !entry.capitals && !token.contains('.') && !next.is_capitals());
    (!other_word).then_some(entry.place)
}

/// Abbreviations written with blanks: `z. B.`, `т. д.`, `EE. UU.`, `p. m.`
fn spaced(token: &str, left: &str, next: &Word) -> Option<Place> {
    let mut joined = fold(token);
    let mut left = left;
    let mut found = None;
    for _ in 0..3 {
        let Some(before) = left.trim_end().strip_suffix('.') else { break };
        let word = last_token(before);
        if word.is_empty() || word.chars().count() > 3 || left.ends_with('\n') {
            break;
        }
        joined.insert(0, '.');
        joined.insert_str(0, &fold(word));
        left = before.get(..before.len() - word.len()).unwrap_or_default();
        found = listed(&joined, &joined, next).or(found);
    }
    found
}

/// A lone letter: an initial, or an abbreviation of one letter.
fn initial(token: &str, letter: &str, left: &str, next: &Word) -> Option<Place> {
    let letter = letter.chars().next()?;
    // `MiG-29K` and `Plan-B` are words.
    let before = token.get(..token.len() - letter.len_utf8()).unwrap_or_default();
    let hyphenated = before.ends_with('-') && !before.ends_with(".-");
    let word = before.ends_with(['\'', '’', '/']) || hyphenated;
    if word || !letter.is_alphabetic() || is_ideograph(letter) {
        return None;
    }
    let after_number = before.is_empty() && number::is_number(last_token(left.trim_end()));
    if after_number && UNITS.contains(letter) && !next.first.is_numeric() {
        return None;
    }
    let has_case = letter.is_uppercase() || letter.is_lowercase();
    Some(if has_case { Place::Either } else { Place::Inside })
}

/// `II`, `XXI`; a single letter is an initial.
fn is_roman(token: &str) -> bool {
    token.len() > 1 && token.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// The end of `before` up to a blank or a sign that is in no abbreviation.
fn last_token(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST_TOKEN)
        .take_while(|&(_, character)| is_in_token(character))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.get(start..).unwrap_or_default()
}

/// The word before a number or a numeral, without its signs.
fn last_word(left: &str) -> &str {
    last_token(left.trim_end()).trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn is_in_token(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '.' | '-' | '\'' | '’' | '/' | ':' | '\u{300}'..='\u{36f}')
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_listed_twice() {
        let words = rows::lines(include_str!("abbreviations.txt"));
        let mut seen = rustc_hash::FxHashSet::default();
        for word in words.flat_map(str::split_whitespace) {
            let (folded, _) = entry(word);
            assert!(folded.chars().count() > 1, "{word} is a single letter");
            assert!(seen.insert(folded), "{word} is listed before");
        }
    }
}
