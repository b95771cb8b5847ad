//! A day or month without its year: "14 June", "12–16 September", "in March".
//!
//! Who leaves out the year writes of a near day. So the year is completed where
//! just one such day lies near the day of writing; beyond, the tense of the
//! clause chooses the side, for nearly a year.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::knowledge::{Direction, Knowledge, Resolution};
use super::period::days_between;
use super::reading::in_year;
use crate::lexicon::date::expression::Expression;
use crate::lexicon::date::reason::Reason;

/// How long before the day of writing a day without a year may lie, in days.
const BEFORE: i32 = 120;
/// How long after it, in days: plans name the near future.
const AFTER: i32 = 60;
/// How far from it where the tense says on which side, in days: not so far that the year is passed over.
const TOLD: i32 = 330;
/// How far from a day that it continues, in days.
const TIED: i32 = 150;
/// From how many years a weekday may choose the one that is meant; in more, it fits several or none that is known.
const LONGEST_CHOICE: i16 = 20;
/// How many years are listed where nothing chooses.
const LISTED: i16 = 3;

/// The days in the one year that the evidence leaves.
pub(super) fn resolve(expression: &Expression, known: &Knowledge) -> Resolution {
    if let Some(days) = known.year.and_then(|year| in_year(expression, year)) {
        return Resolution::decided(days, &[Reason::OtherDates]);
    }
    match known.written {
        Some(written) => around(expression, written, known),
        None => without_day_of_writing(expression, known),
    }
}

/// Whether a day written without its year may well lie here, seen from the day of writing.
pub(super) fn near((from, to): (Date, Date), (first, last): (Date, Date)) -> bool {
    days_between(from, last) >= -BEFORE && days_between(to, first) <= AFTER
}

fn around(expression: &Expression, written: (Date, Date), known: &Knowledge) -> Resolution {
    let (from, to) = written;
    let occurrences: Vec<(Date, Date)> =
        (from.year() - 1..=to.year() + 1).filter_map(|year| in_year(expression, year)).collect();
    let weekday = expression.first.weekday.is_some();
    let inside: Vec<(Date, Date)> =
        occurrences.iter().copied().filter(|days| near(written, *days)).collect();
    let tied = known.tied.and_then(|tied| continued(expression, tied));
    let mut reasons = Vec::new();
    if weekday {
        reasons.push(Reason::Weekday);
    }
    // With the year alone known, a day of that year is likely and no more.
    if days_between(from, to) > 31 && !weekday {
        return match tied.filter(|tied| inside.contains(tied)) {
            Some(days) => Resolution::decided(days, &[Reason::OtherDates]),
            None => Resolution::open(inside.into_iter().map(|days| days.0), &[]),
        };
    }
    let fits = |days: &(Date, Date), direction: Option<Direction>| match direction {
        Some(Direction::Past) => days.0 <= to,
        Some(Direction::Future) => days.1 >= from,
        None => true,
    };
    // Of a month alone a clause that looks ahead tells the coming one, however near the last.
    let passed = expression.first.day.is_none()
        && known.clause == Some(Direction::Future)
        && !inside.iter().any(|days| fits(days, known.clause));
    if let ([days], false) = (inside.as_slice(), passed) {
        reasons.push(Reason::NearPublished);
        return match tied {
            Some(tied) if tied != *days && fits(&tied, known.clause) => {
                // The near day is out where the clause puts it on the other side.
                if weekday || fits(days, known.clause) {
                    Resolution::open([tied.0, days.0], &[Reason::OtherDates, Reason::NearPublished])
                } else {
                    Resolution::decided(tied, &[Reason::OtherDates])
                }
            }
            // Clauses in the past name coming days too ("invited him to the opening on 20 June"),
            // and in diplomatic papers the near day was always the one that was meant.
            _ => Resolution::decided(*days, &reasons),
        };
    }
    if let Some(tied) = tied.filter(|tied| fits(tied, known.clause)) {
        return Resolution::decided(tied, &[Reason::OtherDates]);
    }
    let told = known.direction().and_then(|direction| {
        let days = match direction {
            Direction::Past => occurrences
                .iter()
                .rev()
                .find(|days| days.0 <= to && days_between(from, days.0) >= -TOLD),
            Direction::Future => {
                occurrences.iter().find(|days| days.1 >= from && days_between(to, days.1) <= TOLD)
            }
        };
        Some((*days?, direction.reason()))
    });
    if let Some((days, tense)) = told {
        reasons.extend([Reason::NearPublished, tense]);
        return Resolution::decided(days, &reasons);
    }
    if let ([days], true) = (occurrences.as_slice(), weekday)
        && days_between(from, days.1) >= -TOLD
        && days_between(to, days.0) <= TOLD
    {
        reasons.push(Reason::NearPublished);
        return Resolution::decided(*days, &reasons);
    }
    Resolution::open(both_sides(&occurrences, written), &[])
}

/// The last of these before the time of writing and the first after it.
fn both_sides(occurrences: &[(Date, Date)], (from, to): (Date, Date)) -> Vec<Date> {
    let before = occurrences.iter().rev().find(|days| days.0 <= to);
    let after = occurrences.iter().find(|days| days.0 > from && Some(*days) != before);
    before.into_iter().chain(after).map(|days| days.0).collect()
}

/// The days nearest to `tied`, if they are near and nothing else is.
fn continued(expression: &Expression, tied: Date) -> Option<(Date, Date)> {
    let mut inside = (tied.year() - 1..=tied.year() + 1)
        .filter_map(|year| in_year(expression, year))
        .filter(|days| tied.checked_sub(TIED.days()).is_ok_and(|first| first <= days.0))
        .filter(|days| tied.checked_add(TIED.days()).is_ok_and(|last| days.0 <= last));
    let only = inside.next()?;
    inside.next().is_none().then_some(only)
}

fn without_day_of_writing(expression: &Expression, known: &Knowledge) -> Resolution {
    if let Some(days) = known.tied.and_then(|tied| continued(expression, tied)) {
        return Resolution::decided(days, &[Reason::OtherDates]);
    }
    let Some((from, to)) = known.years else { return Resolution::default() };
    let length = to.saturating_sub(from).saturating_add(1);
    let weekday = expression.first.weekday.is_some();
    if !weekday && length > LISTED {
        return Resolution::default();
    }
    let occurrences: Vec<(Date, Date)> =
        (from..=to).filter_map(|year| in_year(expression, year)).collect();
    match (occurrences.as_slice(), weekday) {
        ([days], true) if length <= LONGEST_CHOICE => {
            Resolution::decided(*days, &[Reason::Weekday, Reason::OtherDates])
        }
        (_, true) => Resolution::open(occurrences.iter().map(|days| days.0), &[Reason::Weekday]),
        (_, false) => {
            Resolution::open(occurrences.iter().map(|days| days.0), &[Reason::OtherDates])
        }
    }
}
