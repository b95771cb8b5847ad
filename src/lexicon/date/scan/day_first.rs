//! Dates that begin with their day: "14 June 2022", "12–16 September", "14 and 20 June",
//! "30 May to 2 June 2022", "13 do corrente mês".

use super::context::Context;
use super::counted;
use super::cursor::Cursor;
use super::part::{self, Day, Found, Joint};
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Meaning, Month};
use crate::span::Span;

/// The most days that one month may follow.
const MOST_DAYS: usize = 8;

/// Days in a row, written as one or as first and last.
#[derive(Clone, Copy)]
struct Days {
    start: usize,
    first: i8,
    last: Day,
}

/// Reads a date that begins with its day at byte `start`.
pub(super) fn read(context: &Context, start: usize) -> Option<Found> {
    let (mut days, mut cursor) = days(context, start)?;
    let last = days.pop()?;
    let day = last.last;
    if let Some((month, number)) = month_after(&mut cursor, day) {
        return with_month(context, cursor, &days, last, month, number);
    }
    days.is_empty().then_some(())?;
    of_this_month(cursor, last)
}

/// The days of a list, with the cursor behind them.
fn days<'text>(context: &Context<'text>, start: usize) -> Option<(Vec<Days>, Cursor<'text>)> {
    let mut cursor = context.cursor(start);
    let first = part::day(&mut cursor)?;
    let between = context.entry_before(start).is_some_and(|entry| entry.roles.between);
    let mut days = vec![Days { start, first: first.value, last: first }];
    // A list of commas alone may be one of numbers: "Article 5, 14 June".
    let mut closed = true;
    let mut whole = (days.clone(), cursor);
    while days.len() < MOST_DAYS {
        let mut next = cursor;
        let comma = next.take(',');
        let joint = if comma {
            next.blanks();
            Joint::And
        } else if let Some(joint) = part::joint(&mut next) {
            joint
        } else {
            break;
        };
        let slash = cursor.peek() == Some('/');
        // "Between 3 and 5 May" goes through all of them.
        let joint = if between && !slash && !comma { Joint::Through } else { joint };
        if joint == Joint::Through {
            weekday_between(&mut next);
        }
        let at = next.at();
        let Some(day) = part::day(&mut next) else { break };
        let Some(before) = days.last_mut() else { break };
        if day.value <= before.last.value {
            break;
        }
        match joint {
            Joint::Through if before.first == before.last.value => before.last = day,
            Joint::Through => break,
            Joint::And if before.last.value + 1 == day.value => before.last = day,
            Joint::And if slash => break,
            Joint::And => days.push(Days { start: at, first: day.value, last: day }),
        }
        closed = !comma;
        cursor = next;
        if closed {
            whole = (days.clone(), cursor);
        }
    }
    Some(if closed { (days, cursor) } else { whole })
}

/// Passes the weekday of the second day in "Monday 12 to Friday 16 September".
fn weekday_between(cursor: &mut Cursor) {
    let mut next = *cursor;
    if next.find(|entry, _| entry.day).is_some() {
        next.take(',');
        if next.blanks() {
            *cursor = next;
        }
    }
}

/// Reads the month after a day, and which one it is.
pub(super) fn month_after(cursor: &mut Cursor, day: Day) -> Option<(Month, i8)> {
    let mut next = *cursor;
    if !next.links() {
        next.take_if(|character| matches!(character, '-' | '/' | '\'' | '’'));
    }
    part::month_word(&mut next);
    let month = part::month(&mut next)?;
    let number = month.after_day(day.dotted)?;
    part::exists(number, day.value).then_some(())?;
    // "14 حزيران/يونيو" has one month in two calendars' names.
    let mut ahead = next;
    if ahead.take('/') && part::month(&mut ahead).and_then(Month::alone) == Some(number) {
        next = ahead;
    }
    *cursor = next;
    Some((month, number))
}

fn with_month<'text>(
    context: &Context<'text>,
    mut cursor: Cursor<'text>,
    list: &[Days],
    days: Days,
    month: Month,
    number: i8,
) -> Option<Found> {
    let single = days.first == days.last.value;
    let written = part::dated(number, days.first);
    let year = part::year(&mut cursor, month.short);
    if single
        && year.is_none()
        && list.is_empty()
        && let Some(found) = through_another_month(days.start, cursor, written)
    {
        return Some(found);
    }
    if year.is_none() && !month.sure {
        return None;
    }
    let mut relative = None;
    if year.is_none() {
        relative = counted::year(context, &mut cursor, month.languages);
    }
    let rule = match (single, year) {
        (true, Some(_)) => "day-month-year",
        (true, None) => "day-month",
        (false, Some(_)) => "days-month-year",
        (false, None) => "days-month",
    };
    let read = |days: Days, end: usize| {
        let span = Span::new(days.start, end);
        let through = (days.first < days.last.value).then(|| part::dated(number, days.last.value));
        let first = part::dated(number, days.first);
        let found = part::found(month.languages, span, first, through, year, rule)?;
        Some(Expression { relative, ..found.expression })
    };
    let before: Option<Vec<Expression>> =
        list.iter().map(|days| read(*days, days.last.end)).collect();
    let expression = read(days, cursor.at())?;
    Some(Found { expression, languages: month.languages, before: before? })
}

/// Reads the rest of "30 May – 2 June 2022" after its first month.
fn through_another_month(start: usize, mut cursor: Cursor, first: Written) -> Option<Found> {
    (part::joint(&mut cursor)? == Joint::Through).then_some(())?;
    weekday_between(&mut cursor);
    let day = part::day(&mut cursor)?;
    let (month, number) = month_after(&mut cursor, day)?;
    let year = part::year(&mut cursor, month.short);
    (year.is_some() || month.sure).then_some(())?;
    let rule = if year.is_some() { "days-month-year" } else { "days-month" };
    let last = part::dated(number, day.value);
    part::found(month.languages, Span::new(start, cursor.at()), first, Some(last), year, rule)
}

/// Reads "13th of this month", "13 do corrente mês", "13. o. m.".
fn of_this_month(mut cursor: Cursor, days: Days) -> Option<Found> {
    cursor.links();
    let mut day_word = cursor;
    let named = day_word.find(|entry, _| {
        entry.senses.iter().any(|sense| sense.meaning == Meaning::DayWord).then_some(())
    });
    if named.is_some() && day_word.blanks() {
        cursor = day_word;
    }
    let mut shift = 0;
    let languages = cursor
        .find(|entry, _| {
            let languages = entry.means(Meaning::CurrentMonth);
            (languages != Languages::NONE).then_some(languages)
        })
        .or_else(|| {
            let (languages, relative) = counted::shifted_unit(&mut cursor)?;
            shift = relative.shift;
            (relative.unit == Unit::Month).then_some(languages)
        })?;
    let written = |day| Written { day: Some(day), ..Written::default() };
    let last = (days.first < days.last.value).then(|| written(days.last.value));
    let relative = Some(Relative { unit: Unit::Month, shift });
    let span = Span::new(days.start, cursor.at());
    let first = written(days.first);
    let rule = "day of month";
    Some(Found::new(Expression { span, first, last, alternative: None, relative, rule }, languages))
}
