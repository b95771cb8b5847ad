//! Numbers that the words around make a year: "in 2023", "2023 год", "2023-ban".
//!
//! Four digits alone are as often a count, so a number from 1900 to 2099 is
//! taken only after a word of time or before a word for "year". Where the word
//! may introduce a count too ("for 2000 soldiers"), or the number is a round
//! hundred, nothing countable may follow.

use super::cursor::{self, Cursor};
use super::part::{self, Joint};
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::Roles;
use crate::lexicon::date::word;
use crate::span::Span;

/// Case endings that make a number a year in Hungarian ("2023-ban"), Turkish ("2023'te"),
/// Russian ("2023-м"), Armenian ("2023-ին") and Azerbaijani ("2023-cü").
const ENDINGS: [&str; 38] = [
    "ban", "ben", "ra", "re", "tól", "től", "ig", "as", "es", "os", "ös", "ból", "ből", "nak",
    "nek", "te", "de", "ta", "da", "ten", "den", "tan", "dan", "nin", "м", "го", "му", "й", "ом",
    "ого", "ому", "ի", "ին", "ից", "ci", "cı", "cu", "cü",
];

/// The most years from the first of several to the last.
const LONGEST: i16 = 50;

/// Years that a report tells of as its own time; a count of things is seldom one of them.
const RECENT: std::ops::RangeInclusive<i16> = 2001..=2039;

/// Reads the year or the years at byte `start`.
pub(super) fn read(text: &str, floor: usize, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    let (year, 4) = cursor.number()? else { return None };
    part::YEARS.contains(&year).then_some(())?;
    let before = roles_before(text, floor, start)?;
    let last = last_year(&mut cursor, year, before);
    cursor.ends_number().then_some(())?;
    // Two years with a dash need no word, unless they may be an estimate: "1500-2000 soldiers".
    let span = last.is_some_and(|last| year % 50 != 0 || last % 50 != 0)
        && cursor.since(start).contains(part::is_dash)
        && cursor::begins_number(text, start);
    if !span {
        (1900..=2099).contains(&year).then_some(())?;
        let edge = edge_follows(cursor);
        let surely = is_called_year(cursor)
            || edge
            || (before.before_year && year % 100 != 0)
            || (before.stands_before() && year % 10 != 0 && RECENT.contains(&year))
            || (before.stands_before() && counts_nothing(cursor));
        surely.then_some(())?;
        if edge {
            part::edge_after(&mut cursor, Languages::ALL);
        }
    }
    let first = Written { year: Some(year), ..Written::default() };
    Some(Expression {
        span: Span::new(start, cursor.at()),
        first,
        last: last.map(|last| first.in_year(last)),
        alternative: None,
        relative: None,
        rule: if last.is_some() { "years" } else { "year" },
    })
}

/// Whether a word like "at the end" follows in a language that puts it there: "2024 végén".
fn edge_follows(cursor: Cursor) -> bool {
    let mut next = cursor;
    part::edge_after(&mut next, Languages::ALL);
    next.at() > cursor.at() && !next.since(cursor.at()).starts_with('.')
}

/// What the word before the number can do; nothing if the number is part of something longer.
fn roles_before(text: &str, floor: usize, start: usize) -> Option<Roles> {
    let head = text.get(..start)?;
    let whole = cursor::begins_number(text, start);
    // "mid-2023" is joined by a hyphen.
    let at = match head.strip_suffix('-') {
        Some(head) if !whole => head.len(),
        // Over a blank line there is no word before.
        _ if whole => cursor::blanks_before(text, start).unwrap_or(start),
        _ => return None,
    };
    let roles = cursor::word_before(text, at)
        .filter(|(start, _)| *start >= floor)
        .map(|(_, word)| word::roles(word))
        .unwrap_or_default();
    (whole || roles.before_year).then_some(roles)
}

/// Reads the second year of "2023–2025", of "from 2023 to 2025", or of "2014/15".
fn last_year(cursor: &mut Cursor, first: i16, before: Roles) -> Option<i16> {
    let mut next = *cursor;
    if next.take('/') {
        let (number, digits) = next.number()?;
        let last = if digits == 2 { first - first % 100 + number } else { number };
        ((digits == 2 || digits == 4) && last == first + 1 && next.ends_number()).then_some(())?;
        (before.stands_before() || is_called_year(next)).then_some(())?;
        *cursor = next;
        return Some(last);
    }
    let mut fiscal = next;
    if fiscal.take_if(part::is_dash)
        && before.before_year
        && let Some((number, 2)) = fiscal.number()
        && first % 100 + 1 == number
        && fiscal.ends_number()
    {
        *cursor = fiscal;
        return Some(first + 1);
    }
    let mut spaced = next;
    spaced.take('.');
    spaced.blanks();
    let dash = if next.take_if(part::is_dash) {
        true
    } else if spaced.take_if(part::is_dash) && spaced.blanks() {
        next = spaced;
        true
    } else {
        false
    };
    if !dash {
        before.stands_before().then_some(())?;
        next.take('.');
    }
    // "1956 and 1958" are two years, unless they follow each other or "between".
    let in_a_row = !dash && part::joint(&mut next)? == Joint::And && !before.between;
    let (last, 4) = next.number()? else { return None };
    let most = if in_a_row { 1 } else { LONGEST };
    (first < last && last <= first + most && next.ends_number()).then_some(())?;
    *cursor = next;
    Some(last)
}

/// Whether the word "year" or the ending of a year follows.
fn is_called_year(cursor: Cursor) -> bool {
    let mut next = cursor;
    if next.take_if(|character| matches!(character, '-' | '\'' | '’')) {
        // "2026-yil"
        return next
            .word()
            .is_some_and(|ending| ENDINGS.contains(&ending) || word::roles(ending).year);
    }
    next.take('.');
    if !next.blanks() {
        return false;
    }
    // A letter alone may be a unit; as "year" it is an abbreviation with its full stop.
    next.word().is_some_and(|word| {
        word::roles(word).year && (word.chars().nth(1).is_some() || next.peek() == Some('.'))
    })
}

/// Whether what follows the number cannot be a thing that it counts.
fn counts_nothing(cursor: Cursor) -> bool {
    let mut next = cursor;
    if !next.blanks() {
        return !next.peek().is_some_and(char::is_alphanumeric);
    }
    match next.peek() {
        None => true,
        Some(character) if character.is_ascii_digit() => false,
        Some(_) => match next.word() {
            Some(word) => word::roles(word).after_year,
            None => next.peek().is_some_and(|character| {
                matches!(character, '(' | '"' | '“' | '”' | '«' | '»' | '„' | '\'')
                    || part::is_dash(character)
            }),
        },
    }
}
