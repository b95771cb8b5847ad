//! A date expression as it stands in a text.
//!
//! Plain data: where it is and what is written, part by part. Whoever knows
//! when the text was written may complete a missing year; nothing is guessed
//! here.

use std::fmt;

use jiff::civil::{Date, Weekday};

use super::partial::{PartialDate, Precision};
use crate::span::Span;

/// The parts of a date that are written out.
///
/// A weekday alone, a month alone, and a day of "this month" have no other part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Day of the week.
    pub weekday: Option<Weekday>,
    /// Year, always with four digits.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month; without a month only where [`Relative`] says which.
    pub day: Option<i8>,
}

/// A part of time that is counted from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day: "today", "yesterday", "the day after tomorrow".
    Day,
    /// A week from Monday to Sunday: "last week".
    Week,
    /// Saturday and Sunday: "this weekend".
    Weekend,
    /// A calendar month: "this month".
    Month,
    /// A calendar quarter: "next quarter".
    Quarter,
    /// A calendar year: "last year".
    Year,
    /// What is named beside it, a weekday or month: "last Tuesday", "next January".
    Named,
}

/// A part of time counted from the day of writing: "yesterday" is the day -1, "next month" the month +1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// What is counted.
    pub unit: Unit,
    /// How many of it later; before the day of writing where negative, 0 the one it lies in.
    pub shift: i8,
}

impl Written {
    /// How exactly the parts say it.
    pub fn precision(self) -> Precision {
        match self {
            Self { day: Some(_), .. } | Self { weekday: Some(_), .. } => Precision::Day,
            Self { month: Some(_), .. } => Precision::Month,
            _ => Precision::Year,
        }
    }

    /// The date, if the year is written and such a date exists.
    pub fn date(self) -> Option<PartialDate> {
        PartialDate::new(self.year?, self.month, self.day)
    }

    /// The same parts in a given year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Self {
        Self { year: Some(year), ..self }
    }

    /// Whether the weekday, if one is written, is that of `day`.
    pub fn weekday_fits(self, day: Date) -> bool {
        self.weekday.is_none_or(|weekday| weekday == day.weekday())
    }
}

impl Relative {
    /// The day of writing.
    pub const TODAY: Self = Self { unit: Unit::Day, shift: 0 };

    /// The year of writing.
    pub const THIS_YEAR: Self = Self { unit: Unit::Year, shift: 0 };
}

/// One date expression, or a span of dates written as one ("12–16 September 2022").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Bytes of the text.
    pub span: Span,
    /// The date, or the first one of a span of dates.
    pub first: Written,
    /// The last date where several are written; has a year exactly if `first` has one.
    pub last: Option<Written>,
    /// The other reading, where the order of day and month is open (`03/04/2024`).
    pub alternative: Option<Written>,
    /// Where it is counted from the day of writing; what `first` has beside it narrows or confirms it
    /// ("yesterday, August 12", "on the 13th of this month").
    pub relative: Option<Relative>,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

impl Expression {
    /// How exactly the date is given.
    pub fn precision(&self) -> Precision {
        if self.first != Written::default() {
            return self.first.precision();
        }
        match self.relative.map(|relative| relative.unit) {
            Some(Unit::Day | Unit::Weekend) => Precision::Day,
            Some(Unit::Week) => Precision::Week,
            Some(Unit::Month | Unit::Quarter) => Precision::Month,
            Some(Unit::Year | Unit::Named) | None => Precision::Year,
        }
    }

    /// First and last day, if the text alone decides them.
    ///
    /// Nothing when the year is missing, when day and month may be exchanged,
    /// and when the weekday contradicts the date.
    pub fn days(&self) -> Option<(Date, Date)> {
        if self.alternative.is_some() {
            return None;
        }
        let first = self.first.date()?;
        let last = match self.last {
            Some(last) => last.date()?,
            None => first,
        };
        (self.first.day.is_none() || self.first.weekday_fits(first.first()))
            .then(|| (first.first(), last.last()))
    }
}

impl fmt::Display for Written {
    /// The weekday, and the calendar parts as in ISO with dashes for those that are missing:
    /// `Tue --06-14`, `2022-06`, `---13`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(weekday) = self.weekday {
            formatter.write_str(match weekday {
                Weekday::Monday => "Mon",
                Weekday::Tuesday => "Tue",
                Weekday::Wednesday => "Wed",
                Weekday::Thursday => "Thu",
                Weekday::Friday => "Fri",
                Weekday::Saturday => "Sat",
                Weekday::Sunday => "Sun",
            })?;
            if self.year.is_none() && self.month.is_none() && self.day.is_none() {
                return Ok(());
            }
            formatter.write_str(" ")?;
        }
        match self.year {
            Some(year) => write!(formatter, "{year:04}")?,
            None => formatter.write_str("-")?,
        }
        match self.month {
            Some(month) => write!(formatter, "-{month:02}")?,
            None if self.day.is_some() => formatter.write_str("-")?,
            None => {}
        }
        match self.day {
            Some(day) => write!(formatter, "-{day:02}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Relative {
    /// `day-1`, `week+0`, `named+1`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Weekend => "weekend",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Named => "named",
        };
        write!(formatter, "{unit}{:+}", self.shift)
    }
}

impl fmt::Display for Expression {
    /// What is written, without where: `Tue --06-14`, `2022-09-12/2022-09-16`,
    /// `2024-04-03|2024-03-04`, `--08-12 day-1`, `week-1`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.first != Written::default();
        if named {
            write!(formatter, "{}", self.first)?;
        }
        if let Some(last) = self.last {
            write!(formatter, "/{last}")?;
        }
        if let Some(alternative) = self.alternative {
            write!(formatter, "|{alternative}")?;
        }
        match self.relative {
            Some(relative) if named => write!(formatter, " {relative}"),
            Some(relative) => relative.fmt(formatter),
            None => Ok(()),
        }
    }
}
