//! Dates with the month as a word.
//!
//! Three orders: "14 June 2022", "June 14, 2022", "2022. június 14"; each with
//! or without the parts that may be missing, and with several days joined
//! ("12–16 September", "30 May to 2 June 2022").

use super::cursor::{self, Cursor};
use super::part::{self, Day, Found, Joint};
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::Month;
use crate::lexicon::date::word;
use crate::span::Span;

/// Reads a date that begins with its day at byte `start`.
pub(super) fn day_first(text: &str, start: usize) -> Option<Found> {
    let mut cursor = Cursor::new(text, start);
    let day = part::day(&mut cursor)?;
    let second = second_day(cursor, day);
    let mut before_month = day;
    if let Some((second, after)) = second {
        before_month = second;
        cursor = after;
    }
    let last_day = second.map(|(second, _)| second.value);
    let (month, number) = month_after(&mut cursor, before_month)?;
    let first = dated(number, day.value);
    let year = part::year(&mut cursor, month.short);
    if last_day.is_none()
        && year.is_none()
        && let Some(found) = through_another_month(start, cursor, first)
    {
        return Some(found);
    }
    if year.is_none() && !month.sure {
        return None;
    }
    let rule = match (last_day, year) {
        (None, Some(_)) => "day-month-year",
        (None, None) => "day-month",
        (Some(_), Some(_)) => "days-month-year",
        (Some(_), None) => "days-month",
    };
    let last = last_day.map(|day| dated(number, day));
    found(month.languages, Span::new(start, cursor.at()), first, last, year, rule)
}

/// Reads a date whose month stands before the digits at byte `start`, which are its day or its year.
pub(super) fn month_first(text: &str, floor: usize, start: usize) -> Option<Found> {
    let mut cursor = Cursor::new(text, start);
    if let Some(year) = part::bare_year(&mut cursor) {
        return month_and_year(text, floor, start, Span::new(start, cursor.at()), year);
    }
    let (month_start, month) = month_before(text, floor, start, false)?;
    let number = month.alone()?;
    let day = part::day(&mut cursor)?;
    let (last, last_day) = if let Some((second, after)) = second_day(cursor, day) {
        cursor = after;
        (Some(dated(number, second.value)), second)
    } else if let Some((last, last_day)) = day_in_another_month(&mut cursor) {
        (Some(last), last_day)
    } else {
        (None, day)
    };
    // A full stop ends the sentence, or is the dot of a Hungarian day: no year follows.
    let year = if last_day.dotted { None } else { part::year(&mut cursor, false) };
    let end = if year.is_some() { cursor.at() } else { last_day.end };
    if year.is_none() {
        let written_as_date = month.leads || day.suffixed;
        (month.sure && written_as_date && cursor.ends_number()).then_some(())?;
    }
    let rule = match (last.is_some(), year.is_some()) {
        (false, true) => "month-day-year",
        (false, false) => "month-day",
        (true, true) => "month-days-year",
        (true, false) => "month-days",
    };
    found(month.languages, Span::new(month_start, end), dated(number, day.value), last, year, rule)
}

/// Reads a date that begins with its year at byte `start`, as in Hungarian and in Central Asia.
pub(super) fn year_first(text: &str, start: usize) -> Option<Found> {
    let mut cursor = Cursor::new(text, start);
    let year = part::bare_year(&mut cursor)?;
    let dotted = cursor.take('.');
    cursor.blanks();
    let named = cursor.role(|roles| roles.year);
    if named {
        cursor.take('.');
        cursor.take(',');
        cursor.blanks();
    }
    let month = word::month(cursor.word()?)?;
    let number = month.alone()?;
    // Without dot or word it is more often a time: "called at 1530 April 29". And in other
    // languages a full stop ends a sentence: "in 2022. June 14 saw …".
    (named || (dotted && month.after_dotted_year)).then_some(())?;
    let mut after = cursor;
    if month.short {
        after.take('.');
    }
    after.blanks();
    if let Some(day) = part::day(&mut after) {
        let second = second_day(after, day);
        let (last_day, after) = second.unwrap_or((day, after));
        if last_day.dotted || after.ends_number() {
            let last = second.map(|(second, _)| dated(number, second.value));
            let rule = if last.is_some() { "year-month-days" } else { "year-month-day" };
            let span = Span::new(start, last_day.end);
            return found(month.languages, span, dated(number, day.value), last, Some(year), rule);
        }
    }
    let first = Written { month: Some(number), ..Written::default() };
    let span = Span::new(start, cursor.at());
    found(month.languages, span, first, None, Some(year), "year-month")
}

fn dated(month: i8, day: i8) -> Written {
    Written { month: Some(month), day: Some(day), ..Written::default() }
}

/// Puts the parts together, if such days exist.
fn found(
    languages: Languages,
    span: Span,
    first: Written,
    last: Option<Written>,
    year: Option<i16>,
    rule: &'static str,
) -> Option<Found> {
    let (first, last) = match last {
        Some(last) => part::in_order(first, last, year).map(|(first, last)| (first, Some(last)))?,
        None => (Written { year, ..first }, None),
    };
    for written in [Some(first), last].into_iter().flatten() {
        if let (Some(month), Some(day)) = (written.month, written.day) {
            part::exists(month, day).then_some(())?;
        }
        if written.year.is_some() {
            written.date()?;
        }
    }
    let expression = Expression { span, first, last, alternative: None, relative: None, rule };
    Some(Found { expression, languages })
}

/// The second day of "12–16" or "14 and 15", with the cursor behind it.
fn second_day(mut cursor: Cursor<'_>, first: Day) -> Option<(Day, Cursor<'_>)> {
    let joint = part::joint(&mut cursor)?;
    let second = part::day(&mut cursor)?;
    let joined = match joint {
        Joint::Through => second.value > first.value,
        // "14 and 15 June" are days in a row; "14 and 20 June" are two dates.
        Joint::And => second.value == first.value + 1,
    };
    joined.then_some((second, cursor))
}

/// Reads the month after a day, and which one it is.
fn month_after(cursor: &mut Cursor, day: Day) -> Option<(Month, i8)> {
    let mut next = *cursor;
    if !next.links() {
        next.take_if(|character| matches!(character, '-' | '/' | '\''));
    }
    let month = word::month(next.word()?)?;
    let number = month.after_day(day.dotted)?;
    part::exists(number, day.value).then_some(())?;
    *cursor = next;
    Some((month, number))
}

/// Reads the rest of "30 May – 2 June 2022" after its first month.
fn through_another_month(start: usize, mut cursor: Cursor, first: Written) -> Option<Found> {
    (part::joint(&mut cursor)? == Joint::Through).then_some(())?;
    let day = part::day(&mut cursor)?;
    let (month, number) = month_after(&mut cursor, day)?;
    let year = part::year(&mut cursor, month.short);
    (year.is_some() || month.sure).then_some(())?;
    let rule = if year.is_some() { "days-month-year" } else { "days-month" };
    found(
        month.languages,
        Span::new(start, cursor.at()),
        first,
        Some(dated(number, day.value)),
        year,
        rule,
    )
}

/// Reads the rest of "May 30 – June 2" after its first day.
fn day_in_another_month(cursor: &mut Cursor) -> Option<(Written, Day)> {
    let mut next = *cursor;
    (part::joint(&mut next)? == Joint::Through).then_some(())?;
    let month = word::month(next.word()?)?;
    if month.short {
        next.take('.');
    }
    next.blanks();
    let day = part::day(&mut next)?;
    let number = month.alone()?;
    (month.sure && next.ends_number()).then_some(())?;
    *cursor = next;
    Some((dated(number, day.value), day))
}

fn month_and_year(
    text: &str,
    floor: usize,
    start: usize,
    year_span: Span,
    year: i16,
) -> Option<Found> {
    let (month_start, month) = month_before(text, floor, start, true)?;
    let number = month.alone().filter(|_| month.sure)?;
    let named = |number| Written { month: Some(number), ..Written::default() };
    let span = Span::new(month_start, year_span.end);
    if let Some((first_start, first)) = joined_month_before(text, floor, month_start, number) {
        let span = Span::new(first_start, span.end);
        return found(
            month.languages,
            span,
            named(first),
            Some(named(number)),
            Some(year),
            "months-year",
        );
    }
    // "31 June 2022" is no date, and neither is its end.
    (!day_stands_before(text, floor, month_start)).then_some(())?;
    found(month.languages, span, named(number), None, Some(year), "month-year")
}

/// Whether a number of its own stands before byte `start`, with a dot and blanks between at most.
fn day_stands_before(text: &str, floor: usize, start: usize) -> bool {
    cursor::blanks_before(text, start).is_some_and(|end| {
        let head = text.get(floor..end).unwrap_or_default();
        let head = head.strip_suffix('.').unwrap_or(head);
        head.ends_with(|character: char| character.is_ascii_digit())
    })
}

/// The month word before byte `end`, with its first byte; more may stand between it and a year.
fn month_before(text: &str, floor: usize, end: usize, before_year: bool) -> Option<(usize, Month)> {
    let mut at = cursor::blanks_before(text, end)?;
    let head = |at: usize| text.get(..at).unwrap_or_default();
    if before_year {
        if let Some((start, word)) = cursor::word_before(text, at, &[])
            && word::roles(word).link
        {
            at = cursor::blanks_before(text, start)?;
        }
        if head(at).ends_with(',') {
            at -= 1;
        }
    }
    if at == end && head(at).ends_with(['-', '/']) {
        at -= 1;
    }
    let dotted = head(at).ends_with('.');
    if dotted {
        at -= 1;
    }
    let (start, word) = cursor::word_before(text, at, &[])?;
    let month = word::month(word)?;
    (start >= floor && (!dotted || month.short)).then_some((start, month))
}

/// The first month of "May–June 2022", given where the second starts and which it is.
fn joined_month_before(text: &str, floor: usize, start: usize, second: i8) -> Option<(usize, i8)> {
    let mut at = cursor::blanks_before(text, start)?;
    let head = text.get(..at)?;
    let mut in_a_row = false;
    if let Some(rest) = head.strip_suffix(part::is_dash) {
        at = cursor::blanks_before(text, rest.len())?;
    } else {
        let (word_start, word) = cursor::word_before(text, at, &[])?;
        let roles = word::roles(word);
        (roles.to || roles.and).then_some(())?;
        in_a_row = !roles.to;
        at = cursor::blanks_before(text, word_start)?;
    }
    let (start, word) = cursor::word_before(text, at, &[])?;
    let month = word::month(word).filter(|month| month.sure)?;
    let first = month.alone()?;
    // "May and June" go on from one to the other; "May and October" are two dates.
    (start >= floor && (!in_a_row || first + 1 == second)).then_some((start, first))
}
