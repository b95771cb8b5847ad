//! Dates that begin with their day: "14 June 2022", "12–16 September", "14 and 20 June",
//! "30 May to 2 June 2022", "13 do corrente mês".

use super::context::Context;
use super::counted;
use super::cursor::{self, Cursor};
use super::part::{self, Day, Found, Joint};
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Meaning, Month, Usage};
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
    may_be_day(cursor).then_some(())?;
    let between = context.is_between(start);
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
        if !slash && !comma {
            part::article(&mut next);
        }
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

/// A day or days in a row: the bytes, the first, and the last if there are several.
type Listed = (Span, i8, Option<i8>);

/// The days of a list without month, as "14, 16 and 20" in "June 14, 16 and 20"; where it ends, and
/// whether a dot does so. The last number is none of it if a month follows.
pub(super) fn list(context: &Context, start: usize) -> Option<(Vec<Listed>, usize, bool)> {
    let (days, cursor) = days(context, start)?;
    let last = days.last().filter(|_| days.len() > 2)?.last;
    let mut ahead = cursor;
    month_after(&mut ahead, last).is_none().then_some(())?;
    let listed = days.iter().map(|days| {
        let several = days.first < days.last.value;
        (Span::new(days.start, days.last.end), days.first, several.then_some(days.last.value))
    });
    Some((listed.collect(), last.end, last.dotted))
}

/// Reads one day, or two in a row, with no month behind.
pub(super) fn without_month(cursor: &mut Cursor) -> Option<(i8, Option<i8>)> {
    let mut next = *cursor;
    let first = part::day(&mut next)?;
    let mut end = first.end;
    let mut last = None;
    let mut ahead = next;
    if part::joint(&mut ahead).is_some()
        && let Some(second) = part::day(&mut ahead).filter(|second| second.value > first.value)
    {
        last = Some(second.value);
        end = second.end;
        next = ahead;
    }
    month_after(&mut next, first).is_none().then_some(())?;
    while cursor.at() < end {
        cursor.take_if(|_| true);
    }
    Some((first.value, last))
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
    let mut day_word = next;
    if day_word.word_for(Meaning::DayWord, Languages::ALL) && day_word.links() {
        next = day_word;
    }
    part::month_word(&mut next);
    let month = part::month_or_figures(&mut next)?;
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
    let year = part::year(&mut cursor, month.short).or_else(|| part::short_year(&mut cursor));
    if single
        && year.is_none()
        && list.is_empty()
        && let Some(found) = through_another_month(days.start, cursor, written)
    {
        return Some(found);
    }
    // A word that is something else too needs more than a number before it: "are 3 mai mulți".
    let shown = month.sure
        || month.usage != Usage::Full
            && (!single || !list.is_empty() || context.introduces_day(days.start, month.languages));
    let mut ahead = cursor;
    let shown = shown
        || month.usage != Usage::Full
            && counted::shift_after(context, &mut ahead, month.languages).is_some();
    if year.is_none() && !shown {
        return None;
    }
    let mut relative = None;
    if year.is_none() {
        relative = counted::year(context, &mut cursor, month.languages).or_else(|| {
            let shift = counted::shift_after(context, &mut cursor, month.languages)?;
            Some(Relative { unit: Unit::Named, shift })
        });
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
    (year.is_some() || month.usage != Usage::Full).then_some(())?;
    let rule = if year.is_some() { "days-month-year" } else { "days-month" };
    let last = part::dated(number, day.value);
    part::found(month.languages, Span::new(start, cursor.at()), first, Some(last), year, rule)
}

/// Reads "13th of this month", "13 do corrente mês", "13. o. m.".
fn of_this_month(mut cursor: Cursor, days: Days) -> Option<Found> {
    let end = cursor;
    cursor.word_behind(Meaning::DayWord, Languages::ALL);
    let mut shift = 0;
    let languages = current_month(&mut cursor).or_else(|| {
        cursor = end;
        cursor.links();
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

fn current_month(cursor: &mut Cursor) -> Option<Languages> {
    let mut next = *cursor;
    next.blanks();
    let languages = next.spoken(Meaning::CurrentMonth)?;
    *cursor = next;
    Some(languages)
}

/// Whether what follows a number may make it a day: most numbers are followed by what they count.
fn may_be_day(cursor: Cursor) -> bool {
    let mut next = cursor;
    let spaced = next.blanks();
    match next.peek() {
        // Months may be in Roman figures.
        Some(',' | '/' | '\'' | '’' | 'I' | 'V' | 'X') => true,
        Some(character) if part::is_dash(character) => true,
        Some(character) if cursor::is_digit(character) => !spaced,
        Some(_) => next.is_known(),
        None => false,
    }
}
