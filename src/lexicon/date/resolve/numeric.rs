//! Day and month in figures, where either may come first: `03/04/2024`.

use jiff::civil::Date;

use super::knowledge::{Knowledge, Order, Resolution};
use super::yearless::near;
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::partial::PartialDate;
use crate::lexicon::date::reason::Reason;

/// Decides by the weekday, by the order the text shows or its language has, then by the day of writing.
pub(super) fn resolve(
    expression: &Expression,
    alternative: Written,
    known: &Knowledge,
) -> Resolution {
    let first = expression.first;
    // The other order of a range is not known, only that of its one date.
    let last = |day: Date| expression.last.and_then(Written::date).map_or(day, PartialDate::last);
    let readings: Vec<(Order, Date)> = [(Order::DayFirst, first), (Order::MonthFirst, alternative)]
        .into_iter()
        .filter_map(|(order, written)| {
            let day = written.date()?.first();
            written.weekday_fits(day).then_some((order, day))
        })
        .collect();
    let open = || Resolution::open(readings.iter().map(|(_, day)| *day), &[]);
    let decided = |order: Order, day: Date, reason: Reason| {
        let last = if order == Order::DayFirst { last(day) } else { day };
        let sure = expression.last.is_none() || (order == Order::DayFirst && day <= last);
        if sure { Resolution::decided((day, last), &[reason]) } else { open() }
    };
    if let ([(order, day)], Some(_)) = (readings.as_slice(), first.weekday) {
        return decided(*order, *day, Reason::Weekday);
    }
    let nearest = known.written.and_then(|written| {
        let mut inside = readings.iter().filter(|(_, day)| near(written, (*day, *day)));
        let only = inside.next()?;
        inside.next().is_none().then_some(*only)
    });
    let shown = known.order.and_then(|(order, reason)| {
        let (_, day) = readings.iter().find(|reading| reading.0 == order)?;
        Some((order, *day, reason))
    });
    match (shown, nearest) {
        // What a language does as a rule is weaker than where the day would lie.
        (Some((order, _, Reason::Language)), Some((other, _))) if order != other => open(),
        (Some((order, day, reason)), _) => decided(order, day, reason),
        (None, Some((order, day))) => decided(order, day, Reason::NearPublished),
        (None, None) => open(),
    }
}
