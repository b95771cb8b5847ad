//! A weekday alone: "on Tuesday", "from Monday to Wednesday".

use jiff::civil::{Date, Weekday};

use super::knowledge::{Direction, Knowledge, Resolution};
use super::period::{on_or_after, on_or_before};
use super::reading::over_days_of_writing;
use crate::lexicon::date::expression::Expression;
use crate::lexicon::date::reason::Reason;

/// The nearest such day before or after the day of writing, by what the clause tells of.
pub(super) fn resolve(expression: &Expression, weekday: Weekday, known: &Knowledge) -> Resolution {
    let Some(written) = known.written else { return Resolution::default() };
    let direction = known.direction();
    let readings = over_days_of_writing(written, |day| {
        let days = match direction {
            Some(Direction::Past) => vec![on_or_before(day, weekday)],
            Some(Direction::Future) => vec![on_or_after(day, weekday)],
            None => vec![on_or_before(day, weekday), on_or_after(day, weekday)],
        };
        days.into_iter().flatten().filter_map(|first| with_last(expression, first)).collect()
    });
    let mut reasons = vec![Reason::NearPublished];
    reasons.extend(direction.map(Direction::reason));
    match readings.as_slice() {
        [days] => Resolution::decided(*days, &reasons),
        _ => Resolution::open(readings.into_iter().map(|days| days.0), &[]),
    }
}

/// First and last day of an expression that begins on `first` and may end on another weekday.
pub(super) fn with_last(expression: &Expression, first: Date) -> Option<(Date, Date)> {
    match expression.last {
        None => Some((first, first)),
        Some(last) => Some((first, on_or_after(first.tomorrow().ok()?, last.weekday?)?)),
    }
}
