//! Dates of digits only: ISO, and the national forms with dots and slashes.
//!
//! With dots the day comes first, everywhere. With slashes and hyphens it
//! depends on the country, so both readings are kept unless one is impossible.
//! A year has four digits, or two where all three
//! numbers have two; day and month without a year count only beside a weekday
//! or as the first of two.

use super::context::Context;
use super::cursor::Cursor;
use super::part;
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::Meaning;
use crate::lexicon::date::partial::PartialDate;
use crate::span::Span;

/// What a number with further numbers after it is.
pub(super) enum Outcome {
    /// A date.
    Date(Expression),
    /// Joined figures that are no date: a version, a telephone number, an impossible day.
    Figures,
    /// Not joined figures.
    Other,
}

/// Reads a date or several, the first number at byte `start`.
pub(super) fn read(text: &str, start: usize) -> Outcome {
    match several(text, start) {
        Some(expression) => Outcome::Date(expression),
        None => read_one(text, start),
    }
}

/// Reads three numbers with the same separator between, the first at byte `start`.
fn read_one(text: &str, start: usize) -> Outcome {
    let mut cursor = Cursor::new(text, start);
    let Some((first, first_digits)) = cursor.number() else { return Outcome::Other };
    let (first_day, range) = match several_days(cursor, first, first_digits) {
        Some((second, after)) => {
            cursor = after;
            (second, Some(first))
        }
        None => (first, None),
    };
    let Some((separator, spaced)) = separator(&mut cursor) else { return Outcome::Other };
    let Some((second, second_digits)) = cursor.number() else { return Outcome::Other };
    let joined = cursor.take(separator) && (!spaced || cursor.blanks());
    let Some((last, last_digits)) = joined.then(|| cursor.number()).flatten() else {
        // "10-12 June" goes on in words, and "2023-2025" may be years.
        return Outcome::Other;
    };
    // A time of day may follow an ISO date at once.
    let whole = cursor.ends_number()
        || (separator == '-' && first_digits == 4 && matches!(cursor.peek(), Some('T')));
    let short = |digits: usize| (1..=2).contains(&digits);
    let dates = match (first_digits, second_digits, last_digits) {
        (4, month, day) if short(month) && short(day) && range.is_none() => {
            // An ISO date has all its digits; other joined figures with hyphens are no dates.
            let full = separator != '-' || (month == 2 && day == 2);
            full.then(|| (written(first, second, last), None))
        }
        (day, month, 4) if short(day) && short(month) => {
            Some(in_national_order(separator, first_day, second, last))
        }
        // Hyphens would make it a telephone number as often as not.
        (2, 2, 2) if separator != '-' && !spaced && range.is_none() => {
            Some(in_national_order(separator, first_day, second, part::of_century(last)))
        }
        _ => None,
    };
    let Some((reading, alternative)) = dates.filter(|_| whole) else { return Outcome::Figures };
    let (reading, alternative) = match (reading, alternative) {
        (Some(reading), alternative) => (reading, alternative),
        (None, Some(alternative)) => (alternative, None),
        (None, None) => return Outcome::Figures,
    };
    let rule = match (first_digits, alternative) {
        (4, _) => "iso",
        (_, Some(_)) => "numeric, order open",
        (_, None) => "numeric",
    };
    let span = Span::new(start, cursor.at());
    let begin = range.and_then(|day| written(last, second, day));
    let (first, last) = match (range, begin) {
        (None, _) => (reading, None),
        (Some(_), Some(begin)) => (begin, Some(reading)),
        (Some(_), None) => return Outcome::Figures,
    };
    Outcome::Date(Expression { span, first, last, alternative, relative: None, rule })
}

/// The second day of "12.–16.06.2022", with the cursor behind it.
fn several_days(mut cursor: Cursor<'_>, first: i16, digits: usize) -> Option<(i16, Cursor<'_>)> {
    let dotted = cursor.take('.');
    cursor.blanks();
    cursor.take_if(part::is_dash).then_some(())?;
    cursor.blanks();
    let (second, second_digits) = cursor.number()?;
    // "12-16-2022" is one date written with hyphens; dots must follow here.
    let followed = cursor.peek() == Some('.');
    (digits <= 2 && second_digits <= 2 && first < second && followed && (dotted || second <= 31))
        .then_some((second, cursor))
}

/// Reads the separator, and whether a blank follows it, as in "14. 6. 2022".
fn separator(cursor: &mut Cursor) -> Option<(char, bool)> {
    let separator = cursor.peek().filter(|next| matches!(next, '.' | '/' | '-'))?;
    cursor.take(separator);
    let spaced = separator == '.' && cursor.blanks();
    Some((separator, spaced))
}

type Readings = (Option<Written>, Option<Written>);

/// The likelier reading, and the other one where both are possible and differ.
fn in_national_order(separator: char, first: i16, second: i16, year: i16) -> Readings {
    let day_first = written(year, second, first);
    if separator == '.' || first == second {
        return (day_first, None);
    }
    (day_first, written(year, first, second))
}

/// The date, if there is such a day in the years that reports tell of.
fn written(year: i16, month: i16, day: i16) -> Option<Written> {
    let written = Written {
        weekday: None,
        year: Some(year).filter(|year| part::YEARS.contains(year)),
        month: i8::try_from(month).ok(),
        day: i8::try_from(day).ok(),
    };
    (written.month.is_some() && written.day.is_some() && written.date().is_some())
        .then_some(written)
}

/// Reads a day and month with their dots and no year, "14.06." or "14. 6.", from byte `start`.
pub(super) fn day_and_month(text: &str, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    let (day, month) = dotted_pair(&mut cursor)?;
    cursor.take('.').then_some(())?;
    cursor.ends_number().then_some(())?;
    let span = Span::new(start, cursor.at());
    Some(part::single(span, part::dated(month, day), "numeric"))
}

/// Reads the day and month of "Τρίτη 10/10" from byte `start`, beside a weekday of these languages.
pub(super) fn with_slash(text: &str, start: usize, languages: Languages) -> Option<Expression> {
    const MONTH_FIRST: Languages = Languages::read("en fil");
    let mut cursor = Cursor::new(text, start);
    let small = |cursor: &mut Cursor| {
        let (number, digits) = cursor.number()?;
        i8::try_from(number).ok().filter(|_| digits <= 2)
    };
    let day = small(&mut cursor)?;
    cursor.take('/').then_some(())?;
    let month = small(&mut cursor)?;
    let sure = day > 12 || day == month || !languages.share(MONTH_FIRST);
    (sure && cursor.ends_number() && cursor.peek() != Some('/')).then_some(())?;
    part::exists(month, day).then_some(())?;
    Some(part::single(Span::new(start, cursor.at()), part::dated(month, day), "numeric"))
}

/// Reads "22.04." after a word like "on" of a language that writes it so, or before a comma.
pub(super) fn dotted(context: &Context, start: usize) -> Option<Expression> {
    const ORDER: Languages = Languages::read("de cs sk sl sr hr bs pl fi et lv nb da");
    let expression = day_and_month(context.text, start)?;
    let comma = context.cursor(expression.span.end).peek() == Some(',');
    let introduced = || {
        context.introduced(start, ORDER) && context.may_speak(start, ORDER)
            || context
                .entry_before(start)
                .is_some_and(|entry| entry.means(Meaning::DayWord).share(ORDER))
    };
    (comma || introduced()).then_some(expression)
}

/// Reads "12.06", the dot behind it left.
fn dotted_pair(cursor: &mut Cursor) -> Option<(i8, i8)> {
    let small = |cursor: &mut Cursor| {
        let (number, digits) = cursor.number()?;
        i8::try_from(number).ok().filter(|_| digits <= 2)
    };
    let day = small(cursor)?;
    cursor.take('.').then_some(())?;
    cursor.blanks();
    let month = small(cursor)?;
    part::exists(month, day).then_some((day, month))
}

/// Reads "12.06.–16.06.2022" and "12.06–16.06.2022".
fn several(text: &str, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    let (day, month) = dotted_pair(&mut cursor)?;
    cursor.take('.');
    let mut dash = cursor;
    dash.blanks();
    if !dash.take_if(part::is_dash) {
        dash = cursor;
        (dash.blanks() && dash.role(|roles| roles.to)).then_some(())?;
    }
    dash.blanks();
    let Outcome::Date(end) = read_one(text, dash.at()) else { return None };
    let last = end.first;
    (end.last.is_none() && end.alternative.is_none()).then_some(())?;
    let (first, last) =
        part::in_order(part::dated(month, day), Written { year: None, ..last }, last.year)?;
    first.date()?;
    let span = Span::new(start, end.span.end);
    let expression = part::single(span, first, "numeric days");
    Some(Expression { last: Some(last), ..expression })
}

/// Reads "20220614T101500", whose eight digits begin at byte `start`; a time must follow.
pub(super) fn compact(text: &str, start: usize) -> Option<Expression> {
    let digits = text.get(start..start + 8)?;
    let time = text.get(start + 8..)?.strip_prefix('T')?;
    time.bytes().take(4).filter(u8::is_ascii_digit).nth(3)?;
    let date = PartialDate::parse(digits)?;
    let first = Written {
        weekday: None,
        year: Some(date.year()).filter(|year| part::YEARS.contains(year)),
        month: date.month(),
        day: date.day(),
    };
    first.year?;
    Some(part::single(Span::new(start, start + 8), first, "iso"))
}
