//! A day of the month without its month: "9日", "no dia 30".
//!
//! Who leaves out the month writes of a day of these weeks. The tense chooses
//! the side; without it the near day is taken where the other is far.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::knowledge::{Direction, Knowledge, Resolution};
use super::period::days_between;
use super::reading::in_month;
use crate::lexicon::date::expression::Expression;
use crate::lexicon::date::reason::Reason;

/// How far the near day may lie, in days.
const NEAR: i32 = 7;
/// How far the other one must lie, in days.
const FAR: i32 = 14;

/// The days of the month before, of the same one or of the next.
pub(super) fn resolve(expression: &Expression, number: i8, known: &Knowledge) -> Resolution {
    let Some((from, to)) = known.written.filter(|(from, to)| days_between(*from, *to) <= NEAR)
    else {
        return Resolution::default();
    };
    let occurrences: Vec<(Date, Date)> = (-1..=1)
        .filter_map(|shift: i32| to.first_of_month().checked_add(shift.months()).ok())
        .filter_map(|month| in_month(expression, number, month))
        .collect();
    let before = occurrences.iter().rev().find(|days| days.0 <= to).copied();
    let after = occurrences.iter().find(|days| days.1 >= from).copied();
    let decided = |days, reasons: &[Reason]| {
        Resolution::decided(days, &[&[Reason::NearPublished], reasons].concat())
    };
    let open = || Resolution::open([before, after].into_iter().flatten().map(|days| days.0), &[]);
    let (Some(before), Some(after)) = (before, after) else { return open() };
    if before == after {
        return decided(before, &[]);
    }
    match known.direction() {
        Some(Direction::Past) => decided(before, &[Direction::Past.reason()]),
        Some(Direction::Future) => decided(after, &[Direction::Future.reason()]),
        None => match (days_between(before.1, from), days_between(to, after.0)) {
            (..=NEAR, FAR..) => decided(before, &[]),
            (FAR.., ..=NEAR) => decided(after, &[]),
            _ => open(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::date::{resolve, scan};
    use jiff::civil::date;

    #[test]
    fn a_day_without_month_is_one_of_these_weeks() {
        let written = |day| Some((day, day));
        for (text, day, clause, expected) in [
            ("9日", date(2024, 9, 10), None, Some(date(2024, 9, 9))),
            ("30日", date(2024, 9, 2), Some(Direction::Past), Some(date(2024, 8, 30))),
            ("30日", date(2024, 9, 2), Some(Direction::Future), Some(date(2024, 9, 30))),
            ("16日", date(2024, 9, 1), None, None),
            ("9日", date(2024, 9, 9), None, Some(date(2024, 9, 9))),
            // February has no such day.
            ("31日", date(2023, 2, 14), Some(Direction::Past), Some(date(2023, 1, 31))),
        ] {
            let found = scan(text);
            let known = Knowledge { written: written(day), clause, ..Knowledge::default() };
            let days = resolve(&found[0], &known).days;
            assert_eq!(days, expected.map(|day| (day, day)), "{text} on {day}");
        }
        assert_eq!(resolve(&scan("9日")[0], &Knowledge::default()).days, None);
    }
}
