//! The days of an expression when its year, or the day of writing, is given.

use jiff::civil::Date;

use super::knowledge::Resolution;
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::partial::PartialDate;
use crate::lexicon::date::reason::Reason;

/// The days of an expression that has its year.
pub(super) fn as_written(expression: &Expression) -> Resolution {
    if let Some(days) = expression.days().filter(|(first, last)| first <= last) {
        return Resolution::decided(days, &[]);
    }
    let first = expression.first.date().map(PartialDate::first);
    // Day or weekday is a slip, and nothing says which.
    let slip = first.is_some_and(|first| !expression.first.weekday_fits(first));
    let reasons: &[Reason] = if slip { &[Reason::WeekdayDisagrees] } else { &[] };
    Resolution::open(first, reasons)
}

/// First and last day of an expression with a month, if it began in `year`.
///
/// Nothing if there is no such day, or if it has another weekday.
pub(super) fn in_year(expression: &Expression, year: i16) -> Option<(Date, Date)> {
    let begin = Written { year: Some(year), ..expression.first }.date()?;
    let first = begin.first();
    if expression.first.day.is_some() && !expression.first.weekday_fits(first) {
        return None;
    }
    let last = match expression.last {
        Some(last) => {
            let day = |year| last.in_year(year).date().map(PartialDate::last);
            // Over the turn of the year the last day lies in the next.
            day(year).filter(|day| first <= *day).or_else(|| day(year + 1))?
        }
        None => begin.last(),
    };
    (first <= last).then_some((first, last))
}

/// First and last day of an expression that begins on day `number` of the month of `month`.
///
/// Nothing if there is no such day, or if it has another weekday.
pub(super) fn in_month(expression: &Expression, number: i8, month: Date) -> Option<(Date, Date)> {
    let day = |number| Date::new(month.year(), month.month(), number).ok();
    let first = day(number).filter(|first| expression.first.weekday_fits(*first))?;
    let last = match expression.last.and_then(|last| last.day) {
        Some(number) => day(number)?,
        None => first,
    };
    (first <= last).then_some((first, last))
}

/// What one reading for each possible day of writing comes to.
///
/// A day of writing with which the expression cannot be meant gives nothing and
/// drops out; one with which it can mean two things gives both.
pub(super) fn over_days_of_writing(
    (from, to): (Date, Date),
    read: impl Fn(Date) -> Vec<(Date, Date)>,
) -> Vec<(Date, Date)> {
    let mut readings = Vec::new();
    let mut day = from;
    // More than two years is as good as not known.
    for _ in 0..731 {
        readings.extend(read(day));
        match day.tomorrow() {
            Ok(next) if next <= to => day = next,
            _ => break,
        }
    }
    readings.sort_unstable();
    readings.dedup();
    readings
}
