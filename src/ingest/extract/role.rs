//! What a date of a report is the date of: its own, something done, planned, or long past.
//!
//! Takes the resolved days, what the clause tells and the day of writing. Far
//! before the day of writing is history whatever the clause says; after it,
//! a plan.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::tense::Told;
use crate::lexicon::date::{Direction, Precision};
use crate::report::Role;

/// How long before the day of writing a day belongs to history, in days.
const HISTORY: i32 = 365;
/// How long before it where the clause tells of history, in days.
const TOLD_AS_HISTORY: i32 = 30;

/// The role of a date.
///
/// `written` is when the text was written; where that is not known, `latest` is
/// the last day that the text tells of as done.
pub(super) fn role(
    days: Option<(Date, Date)>,
    precision: Precision,
    told: Told,
    written: Option<(Date, Date)>,
    latest: Option<Date>,
) -> Role {
    let year = precision == Precision::Year;
    let future = told.clause.or(told.sentence) == Some(Direction::Future);
    let past = told.clause == Some(Direction::Past);
    let Some((from, to)) = days else {
        return match told {
            Told { clause: Some(Direction::Future), .. } => Role::Planned,
            Told { background: true, .. } => Role::Background,
            _ if future => Role::Planned,
            _ => Role::Held,
        };
    };
    let before =
        |day: Date, length: i32| day.checked_sub(length.days()).is_ok_and(|border| to < border);
    match (written, latest) {
        (Some((first, last)), _) => {
            // The day of writing is told of as it passes, unless its own clause looks ahead.
            let ahead = to > last || told.clause == Some(Direction::Future);
            if from > last || (to >= first && future && ahead) || (year && told.plan && to >= first)
            {
                Role::Planned
            } else if before(first, HISTORY) || (told.background && before(first, TOLD_AS_HISTORY))
            {
                Role::Background
            } else {
                Role::Held
            }
        }
        (None, latest) => {
            if told.clause == Some(Direction::Future) || (year && told.plan) {
                Role::Planned
            } else if told.background || latest.is_some_and(|latest| before(latest, HISTORY)) {
                Role::Background
            } else if future && !past {
                Role::Planned
            } else {
                Role::Held
            }
        }
    }
}

/// Whether the role of these days is the same whatever their clause tells.
pub(super) fn follows_from_days(
    (from, to): (Date, Date),
    precision: Precision,
    (first, last): (Date, Date),
) -> bool {
    let held =
        precision == Precision::Day && to < first && !lies_before(to, first, TOLD_AS_HISTORY);
    from > last || lies_before(to, first, HISTORY) || held
}

/// Whether `last` lies more than `length` days before `day`.
fn lies_before(last: Date, day: Date, length: i32) -> bool {
    day.checked_sub(length.days()).is_ok_and(|border| last < border)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn roles_follow_the_day_of_writing_and_the_clause() {
        let none = Told::default();
        let future = Told { clause: Some(Direction::Future), ..none };
        let beside = Told { sentence: Some(Direction::Future), ..none };
        let past = Told { clause: Some(Direction::Past), ..none };
        let plan = Told { plan: true, ..none };
        let history = Told { background: true, ..none };
        let day = |year, month, number| {
            let day = date(year, month, number);
            (Some((day, day)), Precision::Day)
        };
        let year = |year| (Some((date(year, 1, 1), date(year, 12, 31))), Precision::Year);
        let written = Some((date(2022, 6, 15), date(2022, 6, 15)));
        for ((days, precision), told, written, latest, expected) in [
            (day(2022, 6, 14), past, written, None, Role::Held),
            (day(2022, 6, 20), none, written, None, Role::Planned),
            (day(2022, 6, 15), future, written, None, Role::Planned),
            (day(2022, 6, 14), future, written, None, Role::Held),
            (day(2022, 6, 15), beside, written, None, Role::Held),
            (year(2022), beside, written, None, Role::Planned),
            (day(2012, 4, 20), past, written, None, Role::Background),
            (day(2022, 2, 1), history, written, None, Role::Background),
            (day(2022, 6, 10), history, written, None, Role::Held),
            (year(2022), plan, written, None, Role::Planned),
            (year(2022), past, written, None, Role::Held),
            (year(2023), none, written, None, Role::Planned),
            (year(2019), none, written, None, Role::Background),
            (year(2025), plan, None, None, Role::Planned),
            (day(2022, 6, 14), past, None, None, Role::Held),
            (day(2012, 6, 14), past, None, Some(date(2022, 6, 14)), Role::Background),
            ((None, Precision::Day), future, None, None, Role::Planned),
            ((None, Precision::Day), history, None, None, Role::Background),
            ((None, Precision::Day), none, None, None, Role::Held),
        ] {
            let found = role(days, precision, told, written, latest);
            if let (Some(days), Some(written)) = (days, written)
                && follows_from_days(days, precision, written)
            {
                for told in [none, future, past, plan, history] {
                    assert_eq!(role(Some(days), precision, told, Some(written), latest), expected);
                }
            }
            assert_eq!(found, expected, "{days:?} {told:?} {latest:?}");
        }
    }
}
