//! Spans of days as terms, so that those which touch a range are found by looking terms up.
//!
//! Millennia, centuries, decades, years, months and days lie in each other; each
//! is written with as many digits of the date as all its days share: `2`, `20`,
//! `201`, `2016`, `201606`, `20160614`. A span is cut into the fewest such units, and
//! the report gets two kinds of terms: each unit, and each unit around one. Two
//! spans touch exactly where a unit of one is a unit of the other or lies in
//! one, so a range asks for its own units, for what lies in them, and for the
//! units that its units lie in. A report can have as many spans as it likes,
//! and a range of thirty years asks for a handful of terms.

use jiff::civil::{Date, date};

use crate::lexicon::date::{DateRange, PartialDate};
use crate::report::DateField;

/// Digits of a millennium, a century, a decade, a year, a month and a day.
const DIGITS: [usize; 6] = [1, 2, 3, 4, 6, 8];

/// The terms under which a report is indexed that has the days from `first` to `last` under a
/// field; `possible` says that it only may have them.
pub(crate) fn terms(field: DateField, possible: bool, first: Date, last: Date) -> Vec<String> {
    let mut terms = Vec::new();
    for unit in units(first, last) {
        terms.extend(around(&unit).map(|around| term(field, possible, Place::Inside, around)));
        terms.push(term(field, possible, Place::Whole, &unit));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms of the reports that have a day of `range` under a field, or may have one.
pub(crate) fn asked(field: DateField, possible: bool, range: DateRange) -> Vec<String> {
    let (first, last) = (range.from.unwrap_or(FIRST), range.to.unwrap_or(LAST));
    let mut terms = Vec::new();
    for unit in units(first, last) {
        terms.extend(around(&unit).map(|around| term(field, possible, Place::Whole, around)));
        terms.push(term(field, possible, Place::Whole, &unit));
        terms.push(term(field, possible, Place::Inside, &unit));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The first and the last day that dates may have; no report has, and no range asks for, others.
const FIRST: Date = date(PartialDate::FIRST_YEAR, 1, 1);
const LAST: Date = date(PartialDate::LAST_YEAR, 12, 31);

/// What of a unit a span has.
#[derive(Clone, Copy)]
enum Place {
    /// All of it.
    Whole,
    /// A smaller unit in it.
    Inside,
}

fn term(field: DateField, possible: bool, place: Place, unit: &str) -> String {
    let letter = match field {
        DateField::Date => 'd',
        DateField::Published => 'p',
        DateField::Event => 'e',
    };
    let certainty = if possible { "?" } else { "" };
    let place = match place {
        Place::Whole => '=',
        Place::Inside => '<',
    };
    format!("{letter}{certainty}{place}{unit}")
}

/// The units that `unit` lies in.
fn around(unit: &str) -> impl Iterator<Item = &str> {
    DIGITS.iter().filter(|digits| **digits < unit.len()).filter_map(|digits| unit.get(..*digits))
}

/// The fewest units that together are the days from `first` to `last`.
fn units(first: Date, last: Date) -> Vec<String> {
    let (mut first, last) = (first.max(FIRST), last.min(LAST));
    let mut units = Vec::new();
    while first <= last {
        let (digits, end) = largest(first, last);
        let day = format!("{:04}{:02}{:02}", first.year(), first.month(), first.day());
        units.push(day.get(..digits).unwrap_or(&day).to_owned());
        match end.tomorrow() {
            Ok(next) => first = next,
            // The calendar ends here.
            Err(_) => break,
        }
    }
    units
}

/// The digits and the end of the largest unit that begins with `first` and ends by `last`.
fn largest(first: Date, last: Date) -> (usize, Date) {
    let year = first.year();
    let years = |count: i16| {
        let begins = (first.month(), first.day()) == (1, 1) && year % count == 0;
        begins.then(|| Date::new(year.saturating_add(count - 1), 12, 31).ok()).flatten()
    };
    let month = (first.day() == 1).then(|| first.last_of_month());
    let ends = [years(1000), years(100), years(10), years(1), month];
    let fitting = DIGITS.into_iter().zip(ends).find_map(|(digits, end)| {
        let end = end.filter(|end| *end <= last)?;
        Some((digits, end))
    });
    fitting.unwrap_or((8, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_cut_into_the_fewest_units() {
        for (first, last, expected) in [
            (date(2016, 6, 14), date(2016, 6, 14), "20160614"),
            (date(2016, 6, 1), date(2016, 6, 30), "201606"),
            (date(2016, 1, 1), date(2016, 12, 31), "2016"),
            (date(2010, 1, 1), date(2019, 12, 31), "201"),
            (date(2000, 1, 1), date(2099, 12, 31), "20"),
            (date(2016, 2, 28), date(2016, 3, 1), "20160228 20160229 20160301"),
            (date(2015, 12, 31), date(2017, 1, 31), "20151231 2016 201701"),
            (date(2019, 1, 1), date(2021, 12, 31), "2019 2020 2021"),
            (date(2016, 6, 2), date(2016, 6, 1), ""),
            (date(2000, 1, 1), date(2999, 12, 31), "2"),
            (date(1000, 1, 1), date(2009, 12, 31), "1 200"),
            (date(-5, 1, 1), date(1000, 1, 1), "10000101"),
            (date(-5, 1, 1), date(999, 12, 31), ""),
            (date(2999, 12, 31), date(9999, 12, 31), "29991231"),
            (date(3000, 1, 1), date(9999, 12, 31), ""),
        ] {
            assert_eq!(units(first, last).join(" "), expected);
        }
    }

    #[test]
    fn terms_meet_exactly_where_days_touch() {
        let ends = [
            date(1999, 12, 31),
            date(2000, 1, 1),
            date(2009, 12, 31),
            date(2010, 1, 1),
            date(2016, 2, 1),
            date(2016, 2, 29),
            date(2016, 3, 1),
            date(2016, 12, 31),
            date(2019, 12, 31),
            date(2020, 1, 1),
        ];
        let spans = || ends.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to)));
        let mut touching = 0;
        for (from, to) in spans().filter(|(from, to)| from <= to) {
            let held = terms(DateField::Event, false, from, to);
            for (first, last) in spans().filter(|(first, last)| first <= last) {
                for range in [
                    DateRange::between(first, last),
                    DateRange::since(first),
                    DateRange::until(last),
                ] {
                    let meets = asked(DateField::Event, false, range);
                    let meets = meets.iter().any(|term| held.contains(term));
                    assert_eq!(meets, range.touches(from, to), "{range} and {from}..{to}");
                    touching += usize::from(meets);
                }
            }
        }
        assert!(touching > 1000, "only {touching} touch");
    }

    #[test]
    fn fields_and_certainties_are_kept_apart() {
        let day = date(2016, 6, 14);
        let mut seen = Vec::new();
        for field in DateField::ALL {
            for possible in [false, true] {
                seen.extend(terms(field, possible, day, day));
            }
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((all, seen.len()), (36, 36));
    }
}
