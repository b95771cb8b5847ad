//! Dates that begin with their year, as in Hungarian and in Central Asia: "2022. június 14",
//! "2017 йил сентябрь", "2022 m. birželio 14 d.".

use super::context::Context;
use super::cursor::Cursor;
use super::day_first;
use super::month_first::second_day;
use super::part::{self, Found};
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::span::Span;

/// Languages that write a bare year before the name of its month.
const YEAR_LEADS: Languages = Languages::read("tr az uz kk ky ka hu lt lv et hy");

/// Reads a date that begins with its year at byte `start`.
pub(super) fn read(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let year = part::bare_year(&mut cursor)?;
    let dotted = cursor.take('.');
    ending(&mut cursor);
    cursor.blanks();
    let named = cursor.role(|roles| roles.year);
    if named {
        cursor.take('.');
        cursor.take(',');
        cursor.blanks();
    }
    if named && let Some(found) = with_day_before_month(context, start, cursor.at(), year) {
        return Some(found);
    }
    let month = part::month(&mut cursor)?;
    let number = month.alone()?;
    // Without dot or word it is more often a time: "called at 1530 April 29". And in other
    // languages a full stop ends a sentence: "in 2022. June 14 saw …".
    // No other language has the long forms of Hungarian.
    let hungarian = month.languages.are_among(const { Languages::read("hu") }) && !month.short;
    let led = month.languages.are_among(YEAR_LEADS) && !month.short && !dotted && year >= 1900;
    (named || led || (month.after_dotted_year && (dotted || hungarian))).then_some(())?;
    let mut after = cursor;
    if month.short {
        after.take('.');
    }
    after.blanks();
    if let Some(day) = part::day(&mut after) {
        let second = second_day(after, day);
        let (last_day, after) = second.unwrap_or((day, after));
        if last_day.dotted || after.ends_number() {
            let last = second.map(|(second, _)| part::dated(number, second.value));
            let rule = if last.is_some() { "year-month-days" } else { "year-month-day" };
            let mut end = context.cursor(last_day.end);
            part::day_word_after(&mut end, month.languages);
            let span = Span::new(start, end.at());
            let first = part::dated(number, day.value);
            return part::found(month.languages, span, first, last, Some(year), rule);
        }
    }
    part::edge_after(&mut cursor, month.languages);
    let first = Written { month: Some(number), ..Written::default() };
    let span = Span::new(start, cursor.at());
    part::found(month.languages, span, first, None, Some(year), "year-month")
}

/// Passes what a hyphen joins to the year before its word: "2022-ci il", "2022-yil".
fn ending(cursor: &mut Cursor) {
    let mut next = *cursor;
    if !next.take('-') {
        return;
    }
    let mut ending = next;
    if ending.word().is_some_and(|word| matches!(word, "ci" | "cı" | "cu" | "cü" | "ի")) {
        next = ending;
    } else if !ending_is_year(next) {
        return;
    }
    *cursor = next;
}

fn ending_is_year(mut cursor: Cursor) -> bool {
    cursor.role(|roles| roles.year)
}

/// Reads the rest of "2022. gada 14. jūnijā".
fn with_day_before_month(context: &Context, start: usize, day: usize, year: i16) -> Option<Found> {
    const ORDER: Languages = Languages::read("lv uz kk ky ka az");
    let found = day_first::read(context, day)?;
    let Expression { first, last, .. } = found.expression;
    let fits = found.languages.share(ORDER) && first.year.is_none() && first.month.is_some();
    (fits && found.before.is_empty()).then_some(())?;
    let span = Span::new(start, found.end());
    part::found(found.languages, span, first, last, Some(year), "year-day-month")
}
