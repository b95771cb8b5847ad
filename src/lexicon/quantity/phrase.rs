//! What is counted: the noun phrase behind a number.

use super::letters::{
    character, character_before, is_unspaced, is_word, key_into, past_blanks, word_end,
};
use super::table::{Languages, Role, table};
use crate::span::Span;

/// Most words of a phrase.
const WORDS: usize = 4;

/// What tells the noun of a phrase from a verb behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// English: the plural.
    Plural,
    /// Hungarian: the ending of a case, which only the last word of the phrase has.
    Case,
    /// Nothing but lists of words and endings.
    Unmarked,
}

impl Head {
    /// How it is in this language.
    pub(super) fn of(lang: Option<&str>) -> Self {
        match lang {
            Some("en") => Self::Plural,
            Some("hu") => Self::Case,
            _ => Self::Unmarked,
        }
    }
}

/// English plurals without an ending that are counted in reports.
const PLURALS: [&str; 10] = [
    "aircraft",
    "children",
    "crew",
    "craft",
    "men",
    "people",
    "personnel",
    "police",
    "staff",
    "women",
];

/// The noun phrase that begins at byte `at`, behind blanks.
pub(super) fn read(
    text: &str,
    at: usize,
    languages: Languages,
    head: Head,
    key: &mut String,
) -> Option<Span> {
    let mut phrase: Option<Span> = None;
    let mut end = at;
    // The phrase up to the word that is surely its noun, or before one that may be a participle:
    // "48 troops wounded".
    let mut sure = None;
    for count in 0..WORDS {
        let start = past_blanks(text, end);
        if start == end && (count > 0 || !is_elided(text, at)) {
            break;
        }
        let Some(first) = character(text, start).filter(|first| is_word(*first)) else { break };
        if first.is_numeric() || is_unspaced(first) {
            break;
        }
        let word = Span::new(start, word_end(text, start, true));
        if !goes_on(text, word, count, languages, key) {
            break;
        }
        if is_participle(key) {
            sure = sure.or(phrase);
        }
        let longer = phrase.map_or(word, |phrase| phrase.to(word));
        phrase = Some(longer);
        end = word.end;
        match head {
            Head::Plural if is_plural(key) => sure = phrase,
            Head::Case if has_case(key) => break,
            _ => {}
        }
    }
    sure.or(phrase)
}

/// Whether an English word is a plural.
fn is_plural(key: &str) -> bool {
    key.len() > 3 && key.ends_with('s') && !key.ends_with("ss") || PLURALS.contains(&key)
}

/// Whether a Hungarian word ends as an object or with "with".
fn has_case(key: &str) -> bool {
    key.len() > 4 && (key.ends_with('t') && !key.ends_with("tt") || key.ends_with("val"))
}

/// Whether a word, looked up as `key`, is part of the phrase.
fn goes_on(text: &str, word: Span, count: usize, languages: Languages, key: &mut String) -> bool {
    let table = table();
    let plain = word_end(text, word.start, false);
    // French and Italian elide: "d'hommes", "l'esercito".
    if plain < word.end {
        key_into(Span::new(word.start, plain).of(text), key);
        let elided = character(text, plain).is_some_and(|sign| matches!(sign, '\'' | '’'));
        if elided && table.is(key, Role::Stop, languages) {
            return false;
        }
    }
    key_into(word.of(text), key);
    let roles = table.roles(key, languages);
    let is = |role| roles.has(role);
    let is_number = || table.find(key, |entry| entry.numeral(languages)).is_some();
    // Arabic writes "and" as one with the word behind it.
    let joined = count > 0 && word.of(text).starts_with('و');
    !joined
        && !is(Role::Stop)
        && !(is(Role::Verb) && (count > 0 || word.of(text).len() > 3))
        && !(is(Role::None) && count == 0)
        && !is_number()
        && !(count > 0 && table.ends_as_verb(key, languages))
}

/// Whether an apostrophe stands before byte `at`, where the noun follows as others follow a blank.
fn is_elided(text: &str, at: usize) -> bool {
    matches!(character_before(text, at), Some('\'' | '’'))
}

/// Whether an English word has the ending of participles.
fn is_participle(key: &str) -> bool {
    key.len() > 4 && key.ends_with("ed")
}

/// Passes over "more", "further" between a number and its noun.
pub(super) fn past_further(text: &str, at: usize, languages: Languages, key: &mut String) -> usize {
    past_role(text, at, Role::Further, languages, key).unwrap_or(at)
}

/// Passes over "of", "de", "d'" between a number and its noun.
pub(super) fn past_link(text: &str, at: usize, languages: Languages, key: &mut String) -> usize {
    let Some(end) = past_role(text, at, Role::Link, languages, key) else { return at };
    match character(text, end) {
        Some(sign @ ('\'' | '’')) => end + sign.len_utf8(),
        _ => end,
    }
}

/// The end of the word behind the blanks at byte `at`, if it has this role.
fn past_role(
    text: &str,
    at: usize,
    role: Role,
    languages: Languages,
    key: &mut String,
) -> Option<usize> {
    let start = past_blanks(text, at);
    let end = word_end(text, start, false);
    if start == at || end == start {
        return None;
    }
    key_into(text.get(start..end).unwrap_or_default(), key);
    table().is(key, role, languages).then_some(end)
}
