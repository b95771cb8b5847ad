//! A date that may lack its day, or its month and day.
//!
//! Takes the numeric forms that put the year first (`2016`, `2016-06`,
//! `2016-06-14`, also with `/`, `.` or nothing between) and gives the first and
//! last day meant. Textual forms are the business of `scan`.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How exactly a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the week, as only words relative to another day give it ("last week").
    Week,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl fmt::Display for Precision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        })
    }
}

/// A year, a month of a year, or a day; always one that exists.
///
/// ```
/// use bilat::lexicon::date::{PartialDate, Precision};
///
/// let month = PartialDate::parse("2016-06").unwrap();
/// assert_eq!(month.precision(), Precision::Month);
/// assert_eq!(month.last().to_string(), "2016-06-30");
/// assert_eq!(PartialDate::parse("2016-06-31"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

impl PartialDate {
    /// The earliest year that is accepted; fewer than four digits are never a year here.
    pub const FIRST_YEAR: i16 = 1000;
    /// The latest year that is accepted.
    pub const LAST_YEAR: i16 = 2999;

    /// Makes a date from its parts, or nothing if there is no such day, month or year.
    ///
    /// A day without a month means nothing and is refused.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let precision = match (month, day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, None) => Precision::Year,
            (None, Some(_)) => return None,
        };
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        (Self::FIRST_YEAR..=Self::LAST_YEAR).contains(&year).then_some(Self { first, precision })
    }

    /// Reads `2016`, `2016-06`, `2016-06-14`, `2016/06/14`, `2016.06.14` or `20160614`.
    ///
    /// Month and day need both digits, and both separators must be the same.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<i16> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let small = |from, to| number(from, to).and_then(|value| i8::try_from(value).ok());
        let separator =
            |at: usize| text.as_bytes().get(at).filter(|byte| matches!(byte, b'-' | b'/' | b'.'));
        let year = number(0, 4)?;
        match text.len() {
            4 => Self::new(year, None, None),
            7 => {
                separator(4)?;
                Self::new(year, Some(small(5, 7)?), None)
            }
            8 => Self::new(year, Some(small(4, 6)?), Some(small(6, 8)?)),
            10 => {
                (separator(4)? == separator(7)?).then_some(())?;
                Self::new(year, Some(small(5, 7)?), Some(small(8, 10)?))
            }
            _ => None,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The month, unless only the year is given.
    pub fn month(self) -> Option<i8> {
        (self.precision <= Precision::Month).then(|| self.first.month())
    }

    /// The day of the month, if it is given.
    pub fn day(self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.first.day())
    }

    /// How exactly the date is given.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The first day it can mean.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day it can mean.
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            // No partial date is a week.
            Precision::Week | Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }
}

impl fmt::Display for PartialDate {
    /// The ISO form, as long as the precision allows.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.first.year())?;
        if self.precision <= Precision::Month {
            write!(formatter, "-{:02}", self.first.month())?;
        }
        if self.precision == Precision::Day {
            write!(formatter, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_put_the_year_first_are_read() {
        for (written, iso) in [
            ("2016", "2016"),
            ("1000", "1000"),
            ("2999-12", "2999-12"),
            ("2016-06", "2016-06"),
            ("2016/06", "2016-06"),
            ("2016.06", "2016-06"),
            ("2016-06-14", "2016-06-14"),
            ("2016/06/14", "2016-06-14"),
            ("2016.06.14", "2016-06-14"),
            ("20160614", "2016-06-14"),
            ("2016-02-29", "2016-02-29"),
        ] {
            let date = PartialDate::parse(written).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(iso), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for written in [
            "",
            "16",
            "201",
            "0999",
            "3000",
            "2016-6",
            "2016-13",
            "2016-00",
            "2016-02-30",
            "2015-02-29",
            "2016-06-14 ",
            "2016-06/14",
            "2016061",
            "20161301",
            "+016",
            "-2016-06",
            "٢٠١٦",
            "20é6",
            "2016-06-é",
        ] {
            assert_eq!(PartialDate::parse(written), None, "{written}");
        }
    }

    #[test]
    fn first_and_last_day_follow_the_precision() {
        for (written, first, last) in [
            ("2016", "2016-01-01", "2016-12-31"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2015-02", "2015-02-01", "2015-02-28"),
            ("2016-06-14", "2016-06-14", "2016-06-14"),
        ] {
            let date = PartialDate::parse(written).expect("the table holds dates");
            assert_eq!(
                (date.first().to_string(), date.last().to_string()),
                (first.into(), last.into())
            );
        }
    }

    #[test]
    fn a_day_without_a_month_is_refused() {
        assert_eq!(PartialDate::new(2016, None, Some(14)), None);
    }
}
