//! Parts of the calendar counted from a day: its week, the month before it.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Period, ToSpan as _};

use crate::lexicon::date::expression::Unit;
use crate::lexicon::date::partial::PartialDate;

/// First and last day of the part of the calendar that lies `shift` parts after the one with `day` in it.
///
/// Weeks begin on Monday. Nothing beyond the years that dates may have here,
/// and for [`Unit::Named`], which is no part of the calendar.
pub(crate) fn period(unit: Unit, day: Date, shift: i32) -> Option<(Date, Date)> {
    let later = |period: Result<Period, jiff::Error>| day.checked_add(period.ok()?).ok();
    let (first, last) = match unit {
        Unit::Day => {
            let day = later(Period::new().try_days(shift))?;
            (day, day)
        }
        Unit::Week => {
            let monday = monday(later(Period::new().try_weeks(shift))?)?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        Unit::Weekend => {
            let monday = monday(later(Period::new().try_weeks(shift))?)?;
            (monday.checked_add(5.days()).ok()?, monday.checked_add(6.days()).ok()?)
        }
        Unit::Month => {
            let day = later(Period::new().try_months(shift))?;
            (day.first_of_month(), day.last_of_month())
        }
        Unit::Quarter => {
            let day = later(Period::new().try_months(shift.checked_mul(3)?))?;
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            (first, first.checked_add(2.months()).ok()?.last_of_month())
        }
        Unit::Year => {
            let day = later(Period::new().try_years(shift))?;
            (day.first_of_year(), day.last_of_year())
        }
        Unit::Named => return None,
    };
    let years = PartialDate::FIRST_YEAR..=PartialDate::LAST_YEAR;
    (years.contains(&first.year()) && years.contains(&last.year())).then_some((first, last))
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// Days from one day to another, negative if that lies before.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// The last `weekday` on or before `day`.
pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Option<Date> {
    let back = i32::from(weekday.until(day.weekday()));
    day.checked_sub(back.days()).ok()
}

/// The first `weekday` on or after `day`.
pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Option<Date> {
    let forth = i32::from(day.weekday().until(weekday));
    day.checked_add(forth.days()).ok()
}

/// The `weekday` of the week of `day`.
pub(super) fn in_week_of(day: Date, weekday: Weekday) -> Option<Date> {
    monday(day)?.checked_add(i32::from(weekday.to_monday_zero_offset()).days()).ok()
}
