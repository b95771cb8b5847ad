//! Words that count from the day of writing: "yesterday", "last week", "next January".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::knowledge::{Direction, Knowledge, Resolution};
use super::period::{in_week_of, on_or_after, on_or_before, period};
use super::reading::{as_written, in_month, in_year, over_days_of_writing};
use super::weekday::with_last;
use super::yearless;
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::reason::Reason;

/// How many days a text may be dated after what it calls "today": wire copies come late.
const LATE: i32 = 2;

/// Counts from each possible day of writing; decided where all come to the same.
pub(super) fn resolve(
    expression: &Expression,
    relative: Relative,
    known: &Knowledge,
) -> Resolution {
    if expression.first.year.is_some() {
        return as_written(expression);
    }
    let Some(written) = known.written else {
        return match expression.first.month {
            Some(_) => yearless::resolve(expression, &told(relative, known)),
            None => Resolution::default(),
        };
    };
    let readings = over_days_of_writing(written, |day| read(expression, relative, day, known));
    match readings.as_slice() {
        [days] => {
            let mut reasons = vec![Reason::NearPublished];
            if matches!(relative.unit, Unit::Weekend | Unit::Named) && relative.shift == 0 {
                reasons.extend(known.direction().map(Direction::reason));
            }
            Resolution::decided(*days, &reasons)
        }
        [] => contradicted(expression, relative, known),
        _ => Resolution::open(readings.iter().map(|days| days.0), &[]),
    }
}

/// What is known, with the direction that the words themselves give.
fn told(relative: Relative, known: &Knowledge) -> Knowledge {
    let clause = match relative.shift {
        ..=-1 => Some(Direction::Past),
        0 => known.clause,
        1.. => Some(Direction::Future),
    };
    Knowledge { clause, ..*known }
}

/// What is meant where the date beside the words is not the one they count to.
fn contradicted(expression: &Expression, relative: Relative, known: &Knowledge) -> Resolution {
    if expression.first.month.is_some() {
        return yearless::resolve(expression, &told(relative, known));
    }
    let reasons = [Reason::WeekdayDisagrees];
    // A text of Wednesday that says "today, Tuesday" was written the day before.
    if let (Some((from, to)), Unit::Day, Some(weekday)) =
        (known.written, relative.unit, expression.first.weekday)
        && from == to
        && let Some((counted, _)) = period(Unit::Day, from, i32::from(relative.shift))
        && let Some(day) = on_or_before(counted, weekday)
    {
        let late = counted.checked_sub(LATE.days()).is_ok_and(|earliest| earliest <= day);
        if late {
            return Resolution::decided((day, day), &[Reason::NearPublished, Reason::Weekday]);
        }
        return Resolution::open([day], &reasons);
    }
    Resolution::open([], &reasons)
}

/// What the words mean if they were written on `day`: nothing, one thing, or several.
fn read(
    expression: &Expression,
    relative: Relative,
    day: Date,
    known: &Knowledge,
) -> Vec<(Date, Date)> {
    let shift = i32::from(relative.shift);
    let written = expression.first;
    let whole = || period(relative.unit, day, shift);
    match relative.unit {
        Unit::Day => whole().filter(|days| fits(written, days.0)).into_iter().collect(),
        Unit::Week => whole().and_then(|days| in_week(written, days)).into_iter().collect(),
        Unit::Weekend => weekend(day, shift, known),
        Unit::Month => whole().and_then(|days| of_month(expression, days)).into_iter().collect(),
        Unit::Quarter => whole().into_iter().collect(),
        Unit::Year => whole()
            .and_then(|days| match written.month {
                Some(_) => in_year(expression, days.0.year()),
                None => Some(days),
            })
            .into_iter()
            .collect(),
        Unit::Named => named(expression, shift, day, known),
    }
}

/// Whether the parts that are written are those of `day`.
fn fits(written: Written, day: Date) -> bool {
    written.weekday_fits(day)
        && written.month.is_none_or(|month| month == day.month())
        && written.day.is_none_or(|number| number == day.day())
}

/// "Last week", "Tuesday last week", "last week, on 3 June".
fn in_week(written: Written, (first, last): (Date, Date)) -> Option<(Date, Date)> {
    if written == Written::default() {
        return Some((first, last));
    }
    let mut day = first;
    loop {
        if fits(written, day) {
            return Some((day, day));
        }
        day = day.tomorrow().ok().filter(|next| *next <= last)?;
    }
}

/// "This month", "the 13th of this month", "from the 3rd to the 5th of next month".
fn of_month(expression: &Expression, (first, last): (Date, Date)) -> Option<(Date, Date)> {
    let written = expression.first;
    if written.month.is_some_and(|month| month != first.month()) {
        return None;
    }
    match written.day {
        Some(number) => in_month(expression, number, first),
        None => Some((first, last)),
    }
}

/// The weekend that is over or under way, or the one to come.
fn weekend(day: Date, shift: i32, known: &Knowledge) -> Vec<(Date, Date)> {
    let Some(own) = period(Unit::Weekend, day, 0) else { return Vec::new() };
    let under_way = own.0 <= day;
    let shifted = |shift| period(Unit::Weekend, day, shift);
    let found = match (shift, known.direction(), under_way) {
        // Within a weekend "the weekend" is that one, and the last one is the one before.
        (0, _, true) | (0, Some(Direction::Future), false) => vec![Some(own)],
        (0, Some(Direction::Past), false) => vec![shifted(-1)],
        (0, None, false) => vec![shifted(-1), Some(own)],
        (1.., _, false) => vec![shifted(shift - 1), shifted(shift)],
        (shift, ..) => vec![shifted(shift)],
    };
    found.into_iter().flatten().collect()
}

/// "Last Tuesday", "this Friday", "next January", "last Feb. 24".
fn named(expression: &Expression, shift: i32, day: Date, known: &Knowledge) -> Vec<(Date, Date)> {
    let written = expression.first;
    if written.month.is_some() {
        return named_month(expression, shift, day, known).into_iter().collect();
    }
    let Some(weekday) = written.weekday else { return Vec::new() };
    let days = named_weekday(weekday, shift, day, known);
    days.into_iter().filter_map(|first| with_last(expression, first)).collect()
}

fn named_weekday(weekday: Weekday, shift: i32, day: Date, known: &Knowledge) -> Vec<Date> {
    let weeks = |day: Date, weeks: i32| day.checked_add(weeks.weeks()).ok();
    let found = match shift {
        ..=-1 => vec![
            day.yesterday()
                .ok()
                .and_then(|day| on_or_before(day, weekday))
                .and_then(|last| weeks(last, shift + 1)),
        ],
        0 => match known.direction() {
            Some(Direction::Past) => vec![on_or_before(day, weekday)],
            Some(Direction::Future) => vec![on_or_after(day, weekday)],
            // "This Monday" said on a Tuesday: the day before for some, the next for others.
            None if in_week_of(day, weekday).is_some_and(|own| own < day) => {
                vec![on_or_before(day, weekday), on_or_after(day, weekday)]
            }
            None => vec![in_week_of(day, weekday)],
        },
        1.. => {
            let coming = day.tomorrow().ok().and_then(|day| on_or_after(day, weekday));
            let next = coming.and_then(|coming| weeks(coming, shift - 1));
            // "Next Friday" said on a Monday: of this week for some, of the next for others.
            let doubtful = coming.is_some() && coming == in_week_of(day, weekday);
            let after = next.filter(|_| doubtful).and_then(|next| weeks(next, 1));
            vec![next, after]
        }
    };
    found.into_iter().flatten().collect()
}

fn named_month(
    expression: &Expression,
    shift: i32,
    day: Date,
    known: &Knowledge,
) -> Option<(Date, Date)> {
    let year = day.year();
    // Seen from within a month, "last June" is the June before.
    let border = if expression.first.day.is_some() { day } else { day.first_of_month() };
    let before = |days: &(Date, Date)| days.0 < border;
    let after = |days: &(Date, Date)| days.0 > day;
    let more = i16::try_from((shift.abs() - 1).max(0)).ok()?;
    let nearest = match (shift, known.direction()) {
        (..=-1, _) => {
            (year - 1..=year).rev().filter_map(|year| in_year(expression, year)).find(before)
        }
        (1.., _) => (year..=year + 1).filter_map(|year| in_year(expression, year)).find(after),
        _ => in_year(expression, year),
    }?;
    if more == 0 {
        return Some(nearest);
    }
    let more = if shift < 0 { -more } else { more };
    in_year(expression, nearest.0.year() + more)
}
