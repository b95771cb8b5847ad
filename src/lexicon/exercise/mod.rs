//! Exercises that have a name of their own.
//!
//! Takes a text cut into words; gives each place where an exercise is named: by
//! a known name, by a name in quotes beside a word for exercises (`учение
//! «Славянский щит – 2019»`), or by words with capitals beside one (`Exercise
//! Golden Dragon`, `Platinum Wolf exercise`). The year or number of an exercise
//! that is held again and again is its edition.

use crate::lexicon::thing::Found;
use crate::lexicon::thing::mark::{
    AND, EXERCISE, GENERIC, HEAD, IN, LAST, LINK, PLACE_BEFORE, STOP,
};
use crate::lexicon::thing::table::Sort;
use crate::lexicon::thing::text::{
    BLANK, CLOSE, COMMA, DOT, HYPHEN, Hit, LINE, OPEN, OTHER, Owner, QUOTE, SLASH, Text,
};
use crate::lexicon::word::Shape;
use crate::span::Span;

/// Most words of a name.
const LONGEST: usize = 6;

/// Most words between a word for exercises and a known name, or a quoted one.
const NEAR: usize = 4;

/// Appends the exercises of a text, and takes their words.
pub(crate) fn find(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let hits: Vec<Hit> = of_sort(text).collect();
    for hit in hits {
        if text.are_free(hit.first, hit.last) && counts(text, hit) {
            let country = text.row(hit).and_then(|row| row.country);
            let known =
                Found { row: Some(hit.row), country, ..Found::new(Sort::Exercise, hit.span) };
            add(text, known, hit.first, hit.last, found);
        }
    }
    let mut from = 0;
    while let Some(at) = text.next(from, EXERCISE) {
        from = at + 1;
        if let Some((first, last)) = named_beside(text, at)
            && text.are_free(first, last)
        {
            let unknown = Found::new(Sort::Exercise, text.span(first, last));
            add(text, unknown, first, last, found);
        }
    }
    found.extend(text.known_unspaced(Sort::Exercise).map(|known| {
        let (span, edition) = with_year(text.body, known.span);
        Found { span, edition, ..known }
    }));
    if text.has_unspaced() {
        unspaced(text, found);
    }
}

/// A name of a script without blanks with the year behind it.
fn with_year(body: &str, name: Span) -> (Span, Option<Span>) {
    const YEAR: usize = 4;
    let behind = body.get(name.end..).unwrap_or_default();
    let digits = behind.trim_start_matches(['-', '—', '–', ' ']);
    let start = name.end + behind.len() - digits.len();
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count != YEAR || start > name.end + YEAR {
        return (name, None);
    }
    let year = Span::new(start, start + count);
    (name.to(year), Some(year))
}

/// Words for exercises and for ships of scripts without blanks.
const UNSPACED_EXERCISES: [&str; 10] =
    ["演习", "演習", "联训", "联演", "训练", "訓練", "演练", "演練", "合演", "훈련"];
const UNSPACED_SHIPS: [&str; 6] = ["舰", "艦", "空母", "护卫舰", "潜艇", "潜水艦"];

/// How far from a quoted name a word for exercises may stand, in characters.
const UNSPACED_NEAR: usize = 8;

/// Longest quoted name, in characters.
const UNSPACED_LONGEST: usize = 18;

/// Names in quotes beside a word for exercises, or for ships: `“文明之鹰-2025”联合训练`.
fn unspaced(text: &Text<'_>, found: &mut Vec<Found>) {
    let body = text.body;
    for (open, sign) in body.match_indices(['“', '「', '『']) {
        let start = open + sign.len();
        let inside = body.get(start..).unwrap_or_default();
        let close = inside
            .char_indices()
            .take(UNSPACED_LONGEST)
            .find(|(_, sign)| matches!(sign, '”' | '」' | '』'));
        let Some((length, _)) = close.filter(|(length, _)| *length > 0) else { continue };
        let before = body.get(..open).unwrap_or_default();
        let behind: String = inside
            .chars()
            .skip(inside.get(..length).map_or(0, |name| name.chars().count()) + 1)
            .take(UNSPACED_NEAR)
            .collect();
        let tail: String = before.chars().rev().take(UNSPACED_NEAR).collect();
        let tail: String = tail.chars().rev().collect();
        let span = Span::new(start, start + length);
        let known = found.iter().any(|other| other.span.overlaps(span));
        let is_exercise =
            UNSPACED_EXERCISES.iter().any(|word| behind.contains(word) || tail.ends_with(word));
        if known {
            continue;
        }
        if UNSPACED_SHIPS.iter().any(|word| tail.ends_with(word)) {
            found.push(Found::new(Sort::Equipment, span));
        } else if is_exercise {
            let name = span.of(body);
            let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
            let edition = (digits > 0).then(|| Span::new(span.end - digits, span.end));
            found.push(Found { edition, ..Found::new(Sort::Exercise, span) });
        }
    }
}

fn of_sort<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Hit> + 't {
    let is_exercise = |hit: &&Hit| text.row(**hit).is_some_and(|row| row.sort == Sort::Exercise);
    text.hits.iter().filter(is_exercise).copied()
}

/// Whether what stands beside a known name lets it be one.
fn counts(text: &Text<'_>, hit: Hit) -> bool {
    if text.is_plain(hit) && !text.are_of_person(hit.first, hit.last) {
        return true;
    }
    let near = (hit.first.saturating_sub(NEAR)..=hit.last + NEAR).any(|at| text.is(at, EXERCISE));
    let quoted = text.gap(hit.first) & QUOTE != 0;
    let dated = edition(text, hit.last).is_some_and(|(first, last)| {
        let written = text.span(first, last).of(text.body);
        written.len() >= 4 || text.gap(first) & HYPHEN != 0
    });
    near && (quoted || dated || text.is(hit.first.wrapping_sub(1), EXERCISE))
        || quoted && dated
        || near && text.is(hit.last + 1, EXERCISE)
}

/// Adds a name with its edition.
fn add(text: &mut Text<'_>, new: Found, first: usize, last: usize, found: &mut Vec<Found>) {
    let edition = edition(text, last);
    let end = edition.map_or(last, |(_, end)| end);
    text.take(first, end);
    let edition = edition.map(|(first, last)| text.span(first, last));
    let span = edition.map_or(new.span, |edition| new.span.to(edition));
    found.push(Found { edition, span: trimmed(text, span), ..new });
}

/// Without a quotation mark that was not opened inside.
fn trimmed(text: &Text<'_>, span: Span) -> Span {
    let written = span.of(text.body);
    let end = written.trim_end_matches(|sign: char| !sign.is_alphanumeric()).len();
    Span::new(span.start, span.start + end)
}

/// The first and the last word of the year or number behind a name.
fn edition(text: &Text<'_>, last: usize) -> Option<(usize, usize)> {
    let at = last + 1;
    let gap = text.gap(at);
    if gap & !(BLANK | HYPHEN | QUOTE | SLASH) != 0 {
        return None;
    }
    let written = text.written(at);
    let digits = written.len();
    let number =
        text.shape(at) == Shape::Number && written.bytes().all(|byte| byte.is_ascii_digit());
    if number && matches!(digits, 1 | 2 | 4) {
        let second = at + 1;
        let pair = matches!(text.gap(second), HYPHEN | SLASH)
            && text.shape(second) == Shape::Number
            && matches!(text.written(second).len(), 1 | 2 | 4);
        if pair {
            return Some((at, second));
        }
        let year = digits == 4 && (written.starts_with("20") || written.starts_with("19"));
        // `Platinum Wolf 25 May` is a day.
        let day = digits < 4 && text.is(second, STOP) && text.gap(second) & !BLANK == 0;
        return (year || digits == 2 && !day || digits == 1 && gap & HYPHEN != 0)
            .then_some((at, at));
    }
    // `Malindo Darsasa 11AB`
    let letters = written.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let serial = text.shape(at) == Shape::Number
        && gap == BLANK
        && (1..=2).contains(&letters.len())
        && digits - letters.len() <= 2
        && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if serial {
        return Some((at, at));
    }
    let roman = written.bytes().all(|byte| b"IVXLC".contains(&byte)) && !written.is_empty();
    (roman && gap & QUOTE == 0 && (digits > 1 || written != "I")).then_some((at, at))
}

/// The words of a name beside the word for exercises at `at`.
fn named_beside(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    quoted_after(text, at)
        .or_else(|| directly_after(text, at))
        .or_else(|| before(text, at))
        .or_else(|| described(text, at))
}

/// `ejercicio de búsqueda y rescate Concordia 2024`: a name with a year behind the sort.
fn described(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let first = (at + 1..=at + LONGEST)
        .take_while(|word| text.gap(*word) == BLANK && !text.is(*word, IN))
        .find(|word| text.shape(*word) != Shape::Lower)?;
    let (first, last) = directly_after(text, first.checked_sub(1).filter(|last| *last > at)?)?;
    edition(text, last).map(|_| (first, last))
}

fn quoted_after(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    for first in at + 1..=at + NEAR {
        let gap = text.gap(first);
        if gap & (LINE | OTHER | COMMA | CLOSE) != 0 {
            return None;
        }
        // `учение на полигоне «Эдельвейс»`
        if text.is(first - 1, PLACE_BEFORE) {
            return None;
        }
        if gap & QUOTE != 0 && gap & BLANK != 0 {
            return quoted(text, first);
        }
    }
    None
}

/// From the first word behind a quotation mark to the last before the next.
fn quoted(text: &Text<'_>, first: usize) -> Option<(usize, usize)> {
    let capital = text.is_capital(first) || text.shape(first) == Shape::Caseless;
    if !capital || first >= text.len() {
        return None;
    }
    let end = (first + 1..=first + LONGEST).find(|&at| text.gap(at) & (QUOTE | LINE) != 0)?;
    let mut last = end - 1;
    while last > first && text.shape(last) == Shape::Number {
        last -= 1;
    }
    let no_break = (first + 1..=last).all(|at| text.gap(at) & (OTHER | OPEN) == 0);
    no_break.then_some((first, last))
}

fn is_name(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at)
        && !text.is(at, STOP | EXERCISE)
        && !matches!(text.owner(at), Owner::Country | Owner::Capital | Owner::Person)
}

fn directly_after(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let first = at + 1;
    if text.gap(first) != BLANK || !is_name(text, first) {
        return None;
    }
    let mut last = first;
    while last + 1 < first + LONGEST && text.follows(last + 1) && is_name(text, last + 1) {
        last += 1;
    }
    // `vežba Platinasti vuk 25`
    let small = last + 1;
    if last == first && text.shape(small) == Shape::Lower && text.gap(small) == BLANK {
        let closes = text.gap(small + 1) & (COMMA | DOT | CLOSE) != 0;
        if edition(text, small).is_some() {
            last = small;
        } else if closes && !text.is(small, IN | LINK | AND) {
            // `Vaja Jadranski udar, ki je`: a name of two words is no common one.
            return Some((first, small));
        }
    }
    is_own_name(text, first, last).then_some((first, last))
}

fn before(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let mut last = at.checked_sub(1)?;
    let gap = text.gap(at);
    if gap & QUOTE != 0 && gap & (COMMA | LINE | OTHER) == 0 {
        let first = (last.saturating_sub(LONGEST)..=last)
            .rev()
            .find(|&first| text.gap(first) & QUOTE != 0)?;
        let found = quoted(text, first)?;
        return (found.1 <= last).then_some(found);
    }
    if gap != BLANK {
        return None;
    }
    while text.shape(last) == Shape::Number && text.gap(last) & !(BLANK | HYPHEN) == 0 {
        last = last.checked_sub(1)?;
    }
    let mut first = last + 1;
    while first > 0 && last - (first - 1) < LONGEST && is_name(text, first - 1) {
        first -= 1;
        if !text.follows(first) {
            break;
        }
    }
    if (first..=last).any(|at| text.is(at, HEAD | LAST)) {
        return None;
    }
    while first <= last && text.is(first, GENERIC) {
        first += 1;
    }
    (first <= last && is_own_name(text, first, last)).then_some((first, last))
}

/// Whether words with capitals are more than a sort of exercise or one common word.
fn is_own_name(text: &Text<'_>, first: usize, last: usize) -> bool {
    let generic = (first..=last).all(|at| text.is(at, GENERIC));
    let alone = first == last && edition(text, last).is_none();
    let loud = text.shape(first) == Shape::Upper && text.written(first).len() > 4;
    !generic && !text.is_shouted(first) && (!alone || loud)
}
