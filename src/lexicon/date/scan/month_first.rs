//! Dates that begin with their month: "June 14, 2022", "June 2022", "May–June 2022", "next
//! January", "January next year", and a month by itself.

use super::context::Context;
use super::counted;
use super::cursor::Cursor;
use super::day_first;
use super::part::{self, Day, Found, Joint};
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Month, Usage};
use crate::lexicon::date::word;
use crate::span::Span;

/// Reads an expression that begins with its month at byte `start`.
pub(super) fn read(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let month = part::month(&mut cursor)?;
    let number = number_alone(context, start, month)?;
    let end = cursor.at();
    if month.short {
        cursor.take('.');
    }
    let dated = with_day(context, start, cursor, month, number);
    if dated.is_some() {
        return dated;
    }
    // "31 June 2022" is no date, and neither is its end.
    (!context.number_before(start)).then_some(())?;
    with_year(context, start, cursor, month, number)
        .or_else(|| joined(context, start, cursor, month, number))
        .or_else(|| alone(context, start, end, month, number))
}

/// Reads an expression with a day that begins with its month at byte `start`.
pub(super) fn read_with_day(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let month = part::month(&mut cursor)?;
    if month.short {
        cursor.take('.');
    }
    with_day(context, start, cursor, month, month.alone()?)
}

/// The number of a month without a day; "u listopadu" is October in Croatian, "v listopadu" November
/// in Czech, so the text around tells.
pub(super) fn number_alone(context: &Context, start: usize, month: Month) -> Option<i8> {
    const OCTOBER: Languages = Languages::read("hr bs sr");
    const NOVEMBER: Languages = Languages::read("cs pl sk");
    month.alone().or_else(|| {
        let speaks = |languages| context.speaks(start, month.languages, languages);
        if speaks(OCTOBER) { Some(10) } else { speaks(NOVEMBER).then_some(11) }
    })
}

fn named(month: i8) -> Written {
    Written { month: Some(month), ..Written::default() }
}

fn with_day<'text>(
    context: &Context<'text>,
    start: usize,
    mut cursor: Cursor<'text>,
    month: Month,
    number: i8,
) -> Option<Found> {
    let comma = cursor.take(',');
    if !cursor.blanks() {
        cursor.take_if(|character| matches!(character, '-' | '/'));
    }
    let digits = cursor.at();
    if let Some(found) = with_list(context, start, digits, month, number) {
        return Some(found);
    }
    let day = part::day(&mut cursor)?;
    let mut last = None;
    let mut last_day = day;
    let mut other = None;
    if let Some((second, after)) = second_day(cursor, day) {
        cursor = after;
        last = Some(part::dated(number, second.value));
        last_day = second;
    } else if let Some((written, second)) = day_in_another_month(&mut cursor) {
        last = Some(written);
        last_day = second;
    } else if let Some((at, second, after)) = another_day(cursor, day) {
        cursor = after;
        other = Some((at, second));
        last_day = second;
    }
    // A full stop ends the sentence, or is the dot of a Hungarian day: no year follows.
    let year = if last_day.dotted { None } else { part::year(&mut cursor, false) };
    let mut end = if year.is_some() { cursor.at() } else { last_day.end };
    let mut relative = None;
    if year.is_none() {
        let written_as_date = (month.leads || day.suffixed) && !comma;
        (month.sure && written_as_date && cursor.ends_number()).then_some(())?;
        // "Mar. 14 juin 2022": a full date to the right beats a month to the left.
        if day_first::read(context, digits)
            .is_some_and(|found| found.expression.first.year.is_some())
        {
            return None;
        }
        relative = counted::year(context, &mut cursor, month.languages);
        if relative.is_some() {
            end = cursor.at();
        }
    }
    let rule = match (last.is_some(), year.is_some()) {
        (false, true) => "month-day-year",
        (false, false) => "month-day",
        (true, true) => "month-days-year",
        (true, false) => "month-days",
    };
    let languages = month.languages;
    let first = part::dated(number, day.value);
    if let Some((at, second)) = other {
        let before = part::found(languages, Span::new(start, day.end), first, None, year, rule)?;
        let written = part::dated(number, second.value);
        let found = part::found(languages, Span::new(at, end), written, None, year, rule)?;
        return Some(Found { before: vec![before.expression], ..found });
    }
    let found = part::found(languages, Span::new(start, end), first, last, year, rule)?;
    let expression = Expression { relative, ..found.expression };
    Some(Found::new(expression, languages))
}

/// Reads "June 14, 16 and 20", whose days begin at byte `digits`.
fn with_list(
    context: &Context,
    start: usize,
    digits: usize,
    month: Month,
    number: i8,
) -> Option<Found> {
    let (days, end, dotted) = day_first::list(context, digits)?;
    let mut cursor = context.cursor(end);
    let year = if dotted { None } else { part::year(&mut cursor, false) };
    if year.is_none() {
        cursor = context.cursor(end);
        (month.sure && month.leads && cursor.ends_number() && ends_clause(cursor)).then_some(())?;
    }
    let rule = if year.is_some() { "month-day-year" } else { "month-day" };
    let mut expressions = Vec::new();
    for (span, day, last) in days {
        let last = last.map(|last| part::dated(number, last));
        let first = part::dated(number, day);
        expressions.push(part::found(month.languages, span, first, last, year, rule)?.expression);
    }
    let mut expression = expressions.pop()?;
    expression.span = Span::new(expression.span.start, cursor.at());
    expressions.first_mut()?.span.start = start;
    Some(Found { expression, languages: month.languages, before: expressions })
}

/// The second day of "June 12–16" or "June 14 and 15", with the cursor behind it.
pub(super) fn second_day(mut cursor: Cursor<'_>, first: Day) -> Option<(Day, Cursor<'_>)> {
    let joint = part::joint(&mut cursor)?;
    let second = part::day(&mut cursor)?;
    let joined = match joint {
        Joint::Through => second.value > first.value,
        // "14 and 15 June" are days in a row; "14 and 20 June" are two dates.
        Joint::And => second.value == first.value + 1,
    };
    joined.then_some((second, cursor))
}

/// The second day of "June 14 and 20", unless it has a month of its own.
fn another_day(mut cursor: Cursor<'_>, first: Day) -> Option<(usize, Day, Cursor<'_>)> {
    let slash = cursor.peek() == Some('/');
    (part::joint(&mut cursor)? == Joint::And && !slash).then_some(())?;
    let at = cursor.at();
    let second = part::day(&mut cursor)?;
    let mut ahead = cursor;
    let fits = second.value > first.value
        && cursor.ends_number()
        && day_first::month_after(&mut ahead, second).is_none()
        && ends_clause(cursor);
    fits.then_some((at, second, cursor))
}

/// Whether nothing follows that the number before could count.
fn ends_clause(cursor: Cursor) -> bool {
    let mut next = cursor;
    if !next.blanks() {
        return true;
    }
    next.word().is_none_or(|word| word::roles(word).after_year)
}

/// Reads the rest of "May 30 – June 2" after its first day.
fn day_in_another_month(cursor: &mut Cursor) -> Option<(Written, Day)> {
    let mut next = *cursor;
    (part::joint(&mut next)? == Joint::Through).then_some(())?;
    let month = part::month(&mut next)?;
    if month.short {
        next.take('.');
    }
    next.blanks();
    let day = part::day(&mut next)?;
    let number = month.alone()?;
    (month.sure && next.ends_number()).then_some(())?;
    *cursor = next;
    Some((part::dated(number, day.value), day))
}

fn with_year<'text>(
    context: &Context<'text>,
    start: usize,
    mut cursor: Cursor<'text>,
    month: Month,
    number: i8,
) -> Option<Found> {
    (month.sure || month.usage == Usage::Beside).then_some(())?;
    let languages = month.languages;
    if let Some(year) = part::year(&mut cursor, false) {
        let first = named(number).in_year(year);
        if let Some((last, end)) = month_and_year_behind(cursor, languages, first) {
            let rule = "months-years";
            let expression = part::single(Span::new(start, end), first, rule);
            let expression = Expression { last: Some(last), ..expression };
            return Some(Found::new(expression, languages));
        }
        part::edge_after(&mut cursor, languages);
        let span = Span::new(start, cursor.at());
        return part::found(languages, span, named(number), None, Some(year), "month-year");
    }
    let relative = counted::year(context, &mut cursor, languages)?;
    let span = Span::new(start, cursor.at());
    let rule = "month of relative year";
    let expression =
        Expression { relative: Some(relative), ..part::single(span, named(number), rule) };
    Some(Found::new(expression, languages))
}

/// The most years from the first month to the last of "October 2023 to May 2024".
const LONGEST: i16 = 10;

/// Reads the rest of "October 2023 to May 2024" after its first year.
fn month_and_year_behind(
    mut cursor: Cursor,
    languages: Languages,
    first: Written,
) -> Option<(Written, usize)> {
    (part::joint(&mut cursor)? == Joint::Through).then_some(())?;
    // "Deri në tetor": two words for one.
    let mut more = cursor;
    if more.role(|roles| roles.to) && more.blanks() {
        cursor = more;
    }
    let month = part::month(&mut cursor)?;
    (month.sure && month.languages.share(languages)).then_some(())?;
    let year = part::year(&mut cursor, month.short)?;
    let last = named(month.alone()?).in_year(year);
    let rises = (first.year, first.month) < (last.year, last.month);
    let near = first.year.is_some_and(|from| year <= from + LONGEST);
    (rises && near).then_some((last, cursor.at()))
}

/// Reads the rest of "May–June 2022" after its first month.
fn joined(
    context: &Context,
    start: usize,
    mut cursor: Cursor,
    month: Month,
    number: i8,
) -> Option<Found> {
    let joint = part::joint(&mut cursor)?;
    let between = context.is_between(start);
    // "Between May and July" goes through all of them.
    let joint = if between { Joint::Through } else { joint };
    let second = part::month(&mut cursor)?;
    if second.short {
        cursor.take('.');
    }
    let last = second.alone()?;
    // "May and June" go on from one to the other; "May and October" are two dates.
    (month.sure && second.sure && (joint == Joint::Through || number + 1 == last)).then_some(())?;
    let end = cursor.at();
    let mut ahead = cursor;
    if part::day(&mut ahead).is_some() {
        return None;
    }
    let year = part::year(&mut cursor, false);
    let languages = month.languages.both(second.languages);
    if year.is_none() {
        let plain = month.usage == Usage::Any && second.usage == Usage::Any;
        let introduced = between || context.introduced(start, languages);
        let before = introduced || plain && !context.capital_before(start);
        (before && joint == Joint::Through && number < last).then_some(())?;
    }
    let span = Span::new(start, if year.is_some() { cursor.at() } else { end });
    part::found(languages, span, named(number), Some(named(last)), year, "months-year")
}

fn alone(context: &Context, start: usize, end: usize, month: Month, number: i8) -> Option<Found> {
    let languages = month.languages;
    let mut cursor = context.cursor(end);
    let shift = counted::shift_after(context, &mut cursor, languages);
    if shift.is_none() {
        cursor = context.cursor(end);
        stands_alone(context, start, end, month).then_some(())?;
        part::edge_after(&mut cursor, languages);
    }
    let span = Span::new(start, cursor.at());
    let relative = shift.map(|shift| Relative { unit: Unit::Named, shift });
    let expression = Expression { relative, ..part::single(span, named(number), "month") };
    Some(Found::new(expression, languages))
}

fn stands_alone(context: &Context, start: usize, end: usize, month: Month) -> bool {
    let languages = month.languages;
    if context.is_joined(start, end) || context.is_habit(start, languages) {
        return false;
    }
    // "June 31" is no date, and neither is its beginning.
    let mut ahead = context.cursor(end);
    ahead.take('.');
    ahead.blanks();
    if month.leads && ahead.number().is_some_and(|(_, digits)| digits <= 2) {
        return false;
    }
    // "Jan" before another capital is a first name, even after a word like "of"; "MRT" is a name.
    let word = context.text.get(start..end).unwrap_or_default();
    if month.short && (context.capital_after(end) || !word.chars().any(char::is_lowercase)) {
        return false;
    }
    let introduced = context.introduced(start, languages);
    let named = !introduced && (month.short || context.is_name(start, end));
    match month.usage {
        Usage::Full => false,
        Usage::Any => !named && context.may_speak(start, languages),
        Usage::Capital | Usage::Beside => word::begins_with_capital(word) && introduced,
        Usage::Lower => !word::begins_with_capital(word) && introduced,
        Usage::On => introduced,
        Usage::Own => introduced && context.speaks(start, languages, languages),
    }
}
